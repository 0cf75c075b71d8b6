//! What a run counts of what is billed, held against the same counted another way.

use shardscope::{
    aws::{
        Region,
        pricing::{Mode, PriceSheet},
    },
    plan::{Usage, bill},
    sim::{
        Metered, Model, Msg, Timeline, presets,
        scenario::{
            Application, Change, Keys, Producer, Reader, RecordSize, Resolution, Scenario, What, Work,
        },
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime, Usd},
};

use crate::engine::{producer, scenario};

const HOUR_MS: u128 = 3_600_000;
const GB: u128 = 1 << 30;

fn run(scenario: &Scenario) -> Model {
    let mut model = Model::new(scenario.clone()).expect("it can be run");
    model.update(Msg::Advance(scenario.duration)).expect("time passes");
    model
}

fn metered(scenario: &Scenario) -> Metered {
    run(scenario).report().metered
}

fn application(name: &str) -> Reader {
    let quick = Application { rate: RecordsPerSecond::new(1_000_000), ..Application::default() };
    Reader::new(name, Work::Application(quick))
}

/// Bytes of the keys that [`Keys::Random`] makes.
const KEY: u64 = 16;

#[test]
fn each_record_is_rounded_up_on_its_own() {
    // 60 records, one a second; payload units of 25,600 bytes, and KB of 1,024.
    for (bytes, units, kib) in [
        (16, 1, 1),
        (1_024, 1, 1),
        (1_025, 1, 2),
        (25_600, 1, 25),
        (25_601, 2, 26),
        (51_200, 2, 50),
        (51_201, 3, 51),
        (1_048_536, 41, 1_024),
    ] {
        for resolution in [Resolution::Record, Resolution::Second] {
            let mut scenario = scenario(1, vec![producer(1, bytes - KEY, Keys::Random)]);
            scenario.resolution = resolution;
            scenario.producers[0].until = Some(SimTime::from_secs(50));
            let metered = metered(&scenario);
            assert_eq!((metered.records_in, metered.bytes_in), (50, 50 * bytes));
            assert_eq!(metered.put_payload_units, 50 * units, "{bytes} B, {resolution:?}");
            assert_eq!(metered.on_demand_bytes_in, 50 * kib * 1_024, "{bytes} B, {resolution:?}");
            // The planner rounds on its own.
            assert_eq!(Usage::put_payload_units_of(bytes), units);
            assert_eq!(Usage::on_demand_bytes_of(bytes), kib * 1_024);
        }
    }
}

/// Writers of two sizes, two readers that share, one fan-out consumer that comes later, and a stream that is split
/// and kept for three days from its second hour on.
fn busy_day() -> Scenario {
    let mix = RecordSize::Mix {
        small: Bytes(600 - KEY),
        large: Bytes(30_000 - KEY),
        large_share: Share::from_percent(2),
    };
    let late = Reader { from: SimTime::from_secs(7_200), ..application("late").fan_out() };
    let at = |hours: u64, what| Change { at: SimTime::from_secs(hours * 3_600), what };
    Scenario {
        resolution: Resolution::Second,
        duration: SimDuration::from_hours(30),
        readers: vec![application("one"), application("two"), late],
        changes: vec![
            at(1, What::Retention(SimDuration::from_hours(72))),
            at(10, What::ShardCount(5)),
            at(20, What::ShardCount(2)),
        ],
        ..scenario(3, vec![Producer { size: mix, ..producer(500, 0, Keys::Random) }])
    }
}

#[test]
fn a_day_with_everything_in_it_by_hand() {
    let model = run(&busy_day());
    let totals = model.snapshot().totals;
    assert_eq!((totals.throttled_attempts, totals.pending_records), (0, 0), "nothing is in the way");
    let (records, bytes) = (totals.accepted_records, totals.accepted_bytes);
    assert_eq!(records, 500 * 30 * 3_600);
    // Of n records s are small and l are large: s + l = n, 600 s + 30,000 l = bytes.
    let large = (bytes - records * 600) / (30_000 - 600);
    let small = records - large;
    assert_eq!(small * 600 + large * 30_000, bytes);
    // Bytes of each hour, as CloudWatch has them by the minute.
    let mut hours = [0_u64; 30];
    model.minutes().iter().for_each(|m| hours[m.minute as usize / 60] += m.incoming_bytes);
    // At T = 25 … 29 h, what came in the first T − 24 hours is charged for an hour.
    let held: u64 = (25..30).map(|now| hours[..now - 24].iter().sum::<u64>()).sum();
    let read = |at: usize| model.reader_minutes(at).iter().map(|m| m.bytes).sum::<u64>();
    let shard_hours = 10 * 3 + 10 * 5 + 10 * 2;
    let expected = Metered {
        elapsed_ms: 30 * 3_600_000,
        shard_ms: shard_hours * 3_600_000,
        records_in: records,
        bytes_in: bytes,
        put_payload_units: small + 2 * large,
        on_demand_bytes_in: small * 1_024 + large * 30 * 1_024,
        shared_bytes_out: read(0) + read(1),
        fan_out_bytes_out: read(2),
        consumer_shard_ms: (shard_hours - 2 * 3) * 3_600_000,
        extended_shard_ms: (shard_hours - 3) * 3_600_000,
        extended_byte_ms: u128::from(held) * HOUR_MS,
        long_term_byte_ms: 0,
        long_term_bytes_out: 0,
    };
    assert_eq!(model.report().metered, expected);
    assert_eq!(expected.fan_out_bytes_out, bytes, "the late one begins with what is there");
    let behind = 2 * bytes - expected.shared_bytes_out;
    assert!(behind < 4 * bytes / (30 * 3_600), "who polls each second is no more than two seconds behind");
    check_bills(&expected, &hours, large);
}

/// Prices of us-east-1, line by line, in nanodollars.
fn check_bills(metered: &Metered, hours: &[u64; 30], large: u64) {
    // quantity / per × price, halves up.
    let line = |quantity: u128, per: u128, nanos: u128| (quantity * nanos + per / 2) / per;
    let hours_of = |ms: u64, nanos: u128| line(ms.into(), HOUR_MS, nanos);
    let gb = |bytes: u128, nanos: u128| line(bytes, GB, nanos);
    let (shared, fan_out) = (metered.shared_bytes_out.into(), metered.fan_out_bytes_out.into());
    let records: u64 = 500 * 30 * 3_600;
    let data_in = u128::from((records - large) * 1_024 + large * 30 * 1_024);
    let held: u64 = (1..6).map(|n| hours[..n].iter().sum::<u64>()).sum();
    let held_months = |nanos: u128| line(held.into(), GB * 730, nanos);
    let provisioned = line(100, 1, 15_000_000)
        + line((records + large).into(), 1_000_000, 14_000_000)
        + line(94, 1, 15_000_000)
        + gb(fan_out, 13_000_000)
        + line(97, 1, 20_000_000);
    let standard = hours_of(metered.elapsed_ms, 40_000_000)
        + gb(data_in, 80_000_000)
        + gb(shared, 40_000_000)
        + gb(fan_out, 50_000_000)
        + held_months(100_000_000);
    // 25 MiB/s for 30 h in and out each, at least.
    let committed: u128 = 25 * 1_048_576 * 30 * 3_600;
    let advantage = gb(committed.max(data_in), 32_000_000)
        + gb(committed - fan_out, 16_000_000)
        + gb(fan_out, 16_000_000)
        + held_months(23_000_000);
    let usage = Usage::of_run(metered);
    let prices = PriceSheet::shipped(Region::US_EAST_1);
    let found = Mode::ALL.map(|mode| bill(mode, &usage, &prices).total());
    assert_eq!(found, [provisioned, standard, advantage].map(|nanos| Some(Usd::from_nanos(nanos))));
}

#[test]
fn what_is_older_than_seven_days_is_billed_where_it_is_held_and_where_it_is_read() {
    // 5 records of 1,000 bytes a second, kept for ten days; somebody reads all of it after eight.
    let day = 24 * 3_600;
    let reader = Reader { from: SimTime::from_secs(8 * day), ..application("replay") };
    let scenario = Scenario {
        resolution: Resolution::Second,
        duration: SimDuration::from_hours(9 * 24),
        retention: SimDuration::from_hours(240),
        readers: vec![reader.clone()],
        ..scenario(1, vec![producer(5, 1_000 - KEY, Keys::Random)])
    };
    let all = metered(&scenario);
    // At T = 25 … 215 h, min(T − 24, 144) hours' worth of 18 MB: 1 + … + 144 = 10,440, and 47 more of 144. Beyond seven
    // days, at T = 169 … 215 h, T − 168: 1 + … + 47 = 1,128.
    let hour = 5 * 1_000 * 3_600;
    assert_eq!(all.extended_byte_ms / HOUR_MS, hour * (10_440 + 47 * 144));
    assert_eq!(all.long_term_byte_ms / HOUR_MS, hour * 1_128);
    // When it begins a day's worth is older than seven days; it needs less than ten minutes for it, in which as much
    // as comes in them grows too old.
    let a_day = 5 * 1_000 * day;
    assert!((a_day..a_day + 5_000 * 600).contains(&all.long_term_bytes_out), "{}", all.long_term_bytes_out);
    // Fan-out consumers are not charged for age.
    let pushed = Scenario { readers: vec![reader.fan_out()], ..scenario };
    let pushed = metered(&pushed);
    assert_eq!((pushed.long_term_bytes_out, pushed.shared_bytes_out), (0, 0));
    assert!(pushed.fan_out_bytes_out > 8 * a_day);
}

#[test]
fn in_every_preset_the_meter_agrees_with_all_other_accounts() {
    for preset in presets::all() {
        for resolution in [Resolution::Record, Resolution::Second] {
            let duration = SimDuration::from_secs(120);
            let scenario = Scenario { duration, resolution, ..preset.scenario() };
            let model = run(&scenario);
            let report = model.report();
            let metered = report.metered;
            let what = format!("{} {resolution:?}", preset.name);
            let (records, bytes) = report.shards.iter().fold((0, 0), |(records, bytes), (.., totals)| {
                (records + totals.accepted_records, bytes + totals.accepted_bytes)
            });
            assert_eq!((metered.records_in, metered.bytes_in), (records, bytes), "{what}");
            let units = records.max(bytes.div_ceil(25_600))..=records + bytes / 25_600;
            assert!(units.contains(&metered.put_payload_units), "{what}");
            let on_demand = bytes..=bytes + 1_024 * records;
            assert!(on_demand.contains(&metered.on_demand_bytes_in), "{what}");
            assert!(metered.on_demand_bytes_in.is_multiple_of(1_024), "{what}");
            let read = |fan_out: bool| {
                let readers = report.readers.iter().enumerate().filter(|(_, r)| r.fan_out == fan_out);
                readers.flat_map(|(at, _)| model.reader_minutes(at)).map(|m| m.bytes).sum::<u64>()
            };
            let out = (metered.shared_bytes_out, metered.fan_out_bytes_out);
            assert_eq!(out, (read(false), read(true)), "{what}");
            assert_eq!(metered.elapsed_ms, 120_000, "{what}");
        }
    }
}

#[test]
fn a_run_in_steps_has_the_meter_of_a_run_at_once_and_so_has_one_that_is_sought() {
    for resolution in [Resolution::Record, Resolution::Second] {
        let mut scenario = busy_day();
        scenario.resolution = resolution;
        scenario.duration = SimDuration::from_secs(150);
        scenario.changes.retain_mut(|change| {
            change.at = SimTime::from_secs(change.at.second() / 900);
            true
        });
        scenario.readers[2].from = SimTime::from_secs(8);
        let whole = metered(&scenario);
        let mut model = Model::new(scenario.clone()).expect("it can be run");
        let mut last = Metered::default();
        let mut step = 1;
        while model.now() < model.ends_at() {
            step = step * 7 % 4_801;
            model.update(Msg::Advance(SimDuration::from_millis(step))).expect("time passes");
            let now = model.snapshot().metered;
            assert!(now.elapsed_ms >= last.elapsed_ms && now.shard_ms >= last.shard_ms);
            assert!(now.bytes_in >= last.bytes_in && now.put_payload_units >= last.put_payload_units);
            if resolution == Resolution::Record {
                assert_eq!(now.elapsed_ms, model.now().millis());
            }
            last = now;
        }
        assert_eq!(last, whole, "{resolution:?}");

        let mut timeline = Timeline::new(scenario).expect("it can be run");
        for second in [150, 40, 90, 3, 150] {
            timeline.seek(SimTime::from_secs(second));
        }
        assert_eq!(timeline.snapshot().metered, whole, "{resolution:?}");
    }
}

#[test]
fn both_resolutions_count_the_same_of_records_of_one_size() {
    for (per_second, bytes, shards) in [(900, 700, 3), (40, 26_000, 2), (7, 300_000, 6)] {
        let of = |resolution| {
            let mut scenario = scenario(shards, vec![producer(per_second, bytes, Keys::Random)]);
            scenario.resolution = resolution;
            scenario.duration = SimDuration::from_secs(90);
            scenario.producers[0].until = Some(SimTime::from_secs(80));
            scenario.readers = vec![application("one"), application("two").fan_out()];
            scenario.changes =
                vec![Change { at: SimTime::from_secs(30), what: What::ShardCount(shards + 1) }];
            metered(&scenario)
        };
        let by_record = of(Resolution::Record);
        assert_eq!(by_record.records_in, per_second * 80);
        assert_eq!(by_record, of(Resolution::Second), "{per_second}/s of {bytes} B");
    }
}

#[test]
fn an_aggregated_record_is_one_and_a_duplicate_is_one_more() {
    use shardscope::sim::scenario::{Put, RetryPolicy};
    for resolution in [Resolution::Record, Resolution::Second] {
        let mut kpl = scenario(1, vec![Producer { put: Put::Kpl, ..producer(1_000, 84, Keys::Random) }]);
        kpl.resolution = resolution;
        kpl.producers[0].until = Some(SimTime::from_secs(50));
        let kpl = metered(&kpl);
        // Every 100 ms one record of about a hundred with 111 bytes each: well below one unit of 25 KB.
        assert!((450..=650).contains(&kpl.put_payload_units), "{resolution:?}: {kpl:?}");
        assert_eq!(kpl.put_payload_units, kpl.records_in);

        let mut whole = scenario(1, vec![producer(1_500, 84, Keys::Random)]);
        whole.producers[0].retry.policy = RetryPolicy::WholeBatch;
        whole.resolution = resolution;
        let model = run(&whole);
        let (totals, metered) = (model.snapshot().totals, model.report().metered);
        assert!(totals.duplicated_records > 1_000, "{resolution:?}");
        assert_eq!(metered.put_payload_units, totals.accepted_records + totals.duplicated_records);
    }
}

#[test]
fn the_month_at_this_pace_is_the_run_so_many_times() {
    let usage = Usage::of_run(&metered(&scenario(3, vec![producer(100, 84, Keys::Random)])));
    // 60 s: 43,800 of them are 730 h.
    let month = usage.month_at_this_pace().expect("time has passed");
    assert_eq!(month.elapsed_ms, 730 * HOUR_MS);
    assert_eq!(month.shard_ms, 3 * 730 * HOUR_MS);
    assert_eq!(month.put_payload_units, usage.put_payload_units * 43_800);
    assert_eq!(Usage::default().month_at_this_pace(), None);
}

#[test]
fn a_small_quantity_still_says_something() {
    let prices = PriceSheet::shipped(Region::US_EAST_1);
    let shown = |shard_ms: u128| {
        let bill = bill(Mode::Provisioned, &Usage { shard_ms, ..Usage::default() }, &prices);
        bill.lines[0].quantity_shown()
    };
    // Of 3,600,000 ms.
    for (shard_ms, expected) in [
        (1, "< 0.000001 shard-hours"),
        (4, "0.000001 shard-hours"),
        (1_000, "0.00028 shard-hours"),
        (180_000, "0.05 shard-hours"),
        (1_234_567, "0.34 shard-hours"),
        (3_599_999, "1 shard-hours"),
        (3_600_000, "1 shard-hours"),
        (3_636_000, "1.01 shard-hours"),
    ] {
        assert_eq!(shown(shard_ms), expected, "{shard_ms} ms");
    }
}
