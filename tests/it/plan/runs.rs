//! Every plan can be run, and says what of it is not in the run.

use std::sync::Arc;

use proptest::prelude::*;
use shardscope::{
    aws::{Region, pricing::PriceSheet},
    plan::{
        Aggregation, KeySpread, OwnKeys, Plan, RecordSizes, Run, SizeSample, Surge, Traffic, TrafficShape,
        Workload, workload,
    },
    sim::{
        Model, Msg,
        scenario::{Keys, Put, Rate, RecordSize, Resolution, Work},
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

fn run(workload: &Workload) -> Run {
    let prices = PriceSheet::shipped(Region::US_EAST_1);
    let run = Run::of(&Plan::of(workload, &prices).expect("the workload is within its limits"));
    run.scenario.check().expect("its run can be run");
    run
}

fn per_second(n: u64) -> RecordsPerSecond {
    RecordsPerSecond::new(n)
}

#[test]
fn the_fraud_stream_is_run_as_it_is_planned_and_does_not_throttle() {
    let Run { scenario, left_out } = run(&Workload::default());
    assert_eq!(left_out, Vec::<String>::new());
    assert_eq!(scenario.duration, SimDuration::from_hours(24));
    assert_eq!(scenario.resolution, Resolution::Second);
    assert_eq!(scenario.producers[0].name, "payments");
    // 600 bytes, of which a random key takes 16.
    assert_eq!(scenario.producers[0].size, RecordSize::Fixed(Bytes(584)));
    assert_eq!(scenario.readers.len(), 3);
    let mut model = Model::new(scenario).expect("it can be run");
    model.update(Msg::Advance(SimDuration::from_hours(24))).expect("time passes");
    let snapshot = model.snapshot();
    // A rise from 3,000/s to 8,000/s and back: 5,500/s on average, less what is cut off a fraction of a record.
    assert!(snapshot.totals.offered_records.abs_diff(5_500 * 86_400) < 86_400);
    assert_eq!(snapshot.totals.dropped_records, 0);
    // One second in a thousand was accepted, at the peak alone: of a day, that is a handful.
    let throttled = model.minutes().iter().filter(|m| m.write_provisioned_throughput_exceeded > 0).count();
    assert!(throttled <= 20, "{throttled} minutes with a refused write");
    assert!(snapshot.readers.iter().all(|reader| reader.total.pending < 20_000), "readers keep up");
}

#[test]
fn a_day_has_the_average_that_was_planned() {
    for (peak, average) in [(8_000, 5_500), (1_000, 500), (1_000, 499), (1_000, 10), (90, 89), (50, 0)] {
        let shape = TrafficShape::Average(per_second(average));
        let traffic = Traffic { peak: per_second(peak), shape, surge: None };
        let rate = run(&Workload { traffic, ..Workload::default() }).scenario.producers[0].rate.clone();
        let day: u64 = (0..86_400).map(|second| rate.at(second).milli()).sum();
        let found = day / 86_400;
        assert!(found.abs_diff(average * 1_000) <= peak, "{peak}/{average}: {found} thousandths");
        assert_eq!(rate.at(43_200), per_second(peak), "the peak is reached");
        assert_eq!(rate.highest(), per_second(peak));
    }
}

#[test]
fn hours_stay_hours_and_a_surge_comes_at_the_busiest() {
    let mut percent = Box::new([20; 24]);
    percent[18] = 100;
    let surge = Surge {
        rate: per_second(3_000),
        lasting: SimDuration::from_secs(600),
        level_within: SimDuration::from_secs(1_800),
    };
    let traffic = Traffic { peak: per_second(1_000), shape: TrafficShape::Day(percent), surge: Some(surge) };
    let scenario = run(&Workload { traffic, ..Workload::default() }).scenario;
    assert_eq!(scenario.duration, SimDuration::from_hours(24));
    let Rate::Week { peak, percent } = &scenario.producers[0].rate else { panic!("hours stay hours") };
    assert_eq!((*peak, percent[3][18], percent[3][17]), (per_second(1_000), 100, 20));
    let more = &scenario.producers[1];
    assert_eq!(more.rate, Rate::Constant(per_second(2_000)));
    let from = SimTime::from_secs(18 * 3_600);
    assert_eq!((more.from, more.until), (from, Some(from + SimDuration::from_secs(600))));
    assert!(more.retry.deadline >= SimDuration::from_secs(2_400), "it may wait");
}

#[test]
fn what_cannot_be_run_is_said() {
    let steady = |rate: u64| Traffic {
        peak: per_second(rate),
        shape: TrafficShape::Average(per_second(rate)),
        surge: None,
    };
    let base = || Workload { traffic: steady(1_000), fan_out_consumers: 0, ..Workload::default() };
    let check = |workload: Workload, says: &str| {
        let left_out = run(&workload).left_out;
        assert!(left_out.iter().any(|line| line.contains(says)), "{says:?} in {left_out:?}");
    };
    check(Workload { traffic: steady(40_000_000), ..base() }, "of the traffic on");
    check(Workload { streams: 3, ..base() }, "one of 3 streams");
    check(Workload { retention_hours: 168, ..base() }, "a retention of 7 d");
    check(Workload { replay_hours: 10, ..base() }, "replay");
    check(Workload { shared_consumers: 40, ..base() }, "24 of 40 consumers that share");
    check(Workload { fan_out_consumers: 30, ..base() }, "20 of 30 fan-out consumers");
    check(Workload { keys: KeySpread::Uniform { count: 5_000_000 }, ..base() }, "taken as even");
    let zipf = KeySpread::Zipf { count: 5_000_000, exponent_milli: 1_000 };
    check(Workload { keys: zipf, ..base() }, "1,000,000 keys of 5,000,000");
    check(Workload { sizes: RecordSizes::Fixed(Bytes(10)), ..base() }, "has 16 B");
    let mut sample = SizeSample::default();
    (1..=3).for_each(|n| sample.add(n * 100));
    check(Workload { sizes: RecordSizes::Measured(Arc::new(sample)), ..base() }, "measured, 200 B");
    let texts: Vec<String> = (0..300).map(|n| format!("customer-{n}")).collect();
    let own = OwnKeys::new(texts.iter().map(|text| (text.as_str(), 2)));
    check(Workload { keys: KeySpread::Own(Arc::new(own)), ..base() }, "200 more are made up");
}

#[test]
fn keys_of_ones_own_keep_their_names_and_their_shares() {
    let own = OwnKeys::new([("alpha", 600), ("beta", 300), ("gamma", 100)].into_iter());
    let scenario = run(&Workload { keys: KeySpread::Own(Arc::new(own)), ..Workload::default() }).scenario;
    let Keys::List { list, .. } = &scenario.producers[0].keys else { panic!("a list") };
    let found: Vec<(&str, u32)> = (0..3).map(|id| (list.key(id), list.counts()[id as usize])).collect();
    assert_eq!(found, [("alpha", 600), ("beta", 300), ("gamma", 100)]);
}

#[test]
fn aggregation_and_slow_processes_are_run_as_they_are_planned() {
    let mut workload = Workload { aggregation: Aggregation::Kpl { processes: 4 }, ..Workload::default() };
    workload.process_manages = Some(per_second(2_500));
    workload.shared_consumers = 1;
    let plan = Plan::of(&workload, &PriceSheet::shipped(Region::US_EAST_1)).expect("it can be planned");
    assert!(plan.demand.aggregated > 1);
    let scenario = Run::of(&plan).scenario;
    assert_eq!((scenario.producers[0].put, scenario.producers[0].processes), (Put::Kpl, 4));
    let Work::Application(application) = &scenario.readers[0].work else { panic!("an application") };
    assert_eq!(application.workers, scenario.shard_count, "a process for each shard");
    assert_eq!(application.rate.milli(), 2_500_000 / plan.demand.aggregated);
}

fn any_keys() -> impl Strategy<Value = KeySpread> {
    prop_oneof![
        Just(KeySpread::Even),
        (1..=workload::MAX_KEYS).prop_map(|count| KeySpread::Uniform { count }),
        (1..=workload::MAX_KEYS, 0..=workload::MAX_EXPONENT_MILLI)
            .prop_map(|(count, exponent_milli)| KeySpread::Zipf { count, exponent_milli }),
        (1..=1_000_000_u32).prop_map(|ppm| KeySpread::Hot { share: Share::from_ppm(ppm) }),
        prop::collection::vec(("\\PC{0,300}", 1..1_000_000_000_u64), 1..130).prop_map(|keys| {
            KeySpread::Own(Arc::new(OwnKeys::new(keys.iter().map(|(key, n)| (key.as_str(), *n)))))
        }),
    ]
}

fn any_sizes() -> impl Strategy<Value = RecordSizes> {
    let size = 1..=10_485_760_u64;
    prop_oneof![
        size.clone().prop_map(|size| RecordSizes::Fixed(Bytes(size))),
        (size.clone(), size.clone())
            .prop_map(|(a, b)| RecordSizes::Range { min: Bytes(a.min(b)), max: Bytes(a.max(b)) }),
        prop::collection::vec(size, 1..5).prop_map(|sizes| {
            let mut sample = SizeSample::default();
            for size in sizes {
                sample.add(size);
            }
            RecordSizes::Measured(Arc::new(sample))
        }),
    ]
}

fn any_traffic() -> impl Strategy<Value = Traffic> {
    // All magnitudes alike.
    let rate = (0..34_u32, 0..1_000_u64)
        .prop_map(|(bits, rest)| ((1 << bits) + (rest << bits) / 1_000).min(10_000_000_000));
    let surge = prop::option::of((1..=604_800_u64, 0..=604_800_u64));
    let hours = prop::collection::vec(0..=100_u8, 168);
    (rate.clone(), rate, surge, 0..3, hours).prop_map(|(a, b, surge, shape, hours)| {
        let (low, high) = (a.min(b), a.max(b));
        let day = |at: usize| <[u8; 24]>::try_from(&hours[at * 24..at * 24 + 24]).unwrap_or([0; 24]);
        Traffic {
            peak: per_second(low),
            shape: match shape {
                0 => TrafficShape::Average(per_second(low / 3)),
                1 => TrafficShape::Day(Box::new(day(0))),
                _ => TrafficShape::Week(Box::new(std::array::from_fn(day))),
            },
            surge: surge.map(|(lasting, within)| Surge {
                rate: per_second(high),
                lasting: SimDuration::from_secs(lasting),
                level_within: SimDuration::from_secs(within),
            }),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_can_be_run(
        traffic in any_traffic(),
        sizes in any_sizes(),
        keys in any_keys(),
        streams in 1..=workload::MAX_STREAMS,
        growth_percent in 0..=workload::MAX_GROWTH_PERCENT,
        (shared_consumers, fan_out_consumers) in (0..=1_000_u32, 0..=50_u32),
        (retention_hours, kpl) in (24..=8_760_u32, prop::option::of(1..=1_000_000_u32)),
        manages in prop::option::of(1..=u64::MAX / 2),
    ) {
        let workload = Workload {
            traffic,
            sizes,
            keys,
            streams,
            growth_percent,
            shared_consumers,
            fan_out_consumers,
            retention_hours,
            aggregation: kpl.map_or(Aggregation::Off, |processes| Aggregation::Kpl { processes }),
            process_manages: manages.map(RecordsPerSecond::from_milli),
            ..Workload::default()
        };
        let plan = Plan::of(&workload, &PriceSheet::shipped(Region::US_EAST_1)).expect("it can be planned");
        for shards in [plan.sizing.per_stream, 1, u64::MAX] {
            let run = Run::with_shards(&plan, shards);
            prop_assert!(run.scenario.check().is_ok(), "{:?}", run.scenario.check());
        }
    }
}
