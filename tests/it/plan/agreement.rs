//! Planner and simulator hold each other: what is advised does not throttle when it is run, one shard fewer does, and
//! a day costs what was planned for it.

use shardscope::{
    aws::{
        Region,
        pricing::{Mode, PriceSheet},
    },
    plan::{
        DimensionKind, KeySpread, Period, Plan, RecordSizes, Run, Surge, Traffic, TrafficShape, Usage,
        Workload, bill,
    },
    sim::{
        Engine, Model, Msg,
        scenario::{Keys, RecordSize, Resolution, Scenario},
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime, Usd},
};

fn prices() -> PriceSheet {
    PriceSheet::shipped(Region::US_EAST_1)
}

/// So many records a second, all day, of so many bytes; nobody reads.
fn steady(per_second: u64, bytes: u64, one_in: Option<u64>) -> Workload {
    let rate = RecordsPerSecond::new(per_second);
    Workload {
        traffic: Traffic { peak: rate, shape: TrafficShape::Average(rate), surge: None },
        sizes: RecordSizes::Fixed(Bytes(bytes)),
        throttled_one_in: one_in,
        fan_out_consumers: 0,
        ..Workload::default()
    }
}

fn plan(workload: &Workload) -> Plan {
    Plan::of(workload, &prices()).expect("the workload is within its limits")
}

/// Seconds with a refused write.
fn throttled_seconds(scenario: &Scenario) -> u64 {
    scenario.check().expect("a plan's run can be run");
    let mut throttled = 0;
    Engine::new(scenario).run_until(SimTime::ZERO + scenario.duration, &mut |second| {
        throttled += u64::from(second.counts.throttled > 0);
    });
    throttled
}

/// Records a second, bytes of a record: bound by records, by bytes, by both; few shards and many.
const WORKLOADS: [(u64, u64); 8] = [
    (1_800, 300),
    (4_300, 600),
    (8_000, 600),
    (12_500, 1_000),
    (30_000, 120),
    (3_000, 2_500),
    (900, 9_000),
    (6_000, 1_040),
];

#[test]
fn what_is_advised_throttles_no_oftener_than_was_accepted() {
    const SECONDS: u64 = 4_000;
    for (at, (per_second, bytes)) in WORKLOADS.into_iter().enumerate() {
        for one_in in [10, 50, 1_000] {
            let plan = plan(&steady(per_second, bytes, Some(one_in)));
            let mut scenario = Run::of(&plan).scenario;
            scenario.duration = SimDuration::from_secs(SECONDS);
            scenario.resolution = Resolution::Second;
            scenario.seed = 7 + at as u64 * 31 + one_in;
            let throttled = throttled_seconds(&scenario);
            // Of so many seconds, the expected number and three standard deviations of a binomial.
            let expected = SECONDS as f64 / one_in as f64;
            let most = expected + 3.0 * expected.sqrt();
            assert!(
                throttled as f64 <= most,
                "{per_second}/s of {bytes} B on {} shards: {throttled} of {SECONDS} s, 1 in {one_in} accepted",
                plan.sizing.per_stream
            );
        }
    }
}

#[test]
fn what_is_accepted_is_really_used() {
    // Nearly as few shards as one may have: of 4,000 seconds about every tenth throttles, so that the law above is
    // not one of far too many shards. Poisson is a little above what a fixed number of records does.
    let plan = plan(&steady(4_300, 600, Some(10)));
    let fewer = Run::with_shards(&plan, plan.sizing.per_stream - 1).scenario;
    let fewer = Scenario { duration: SimDuration::from_secs(4_000), resolution: Resolution::Second, ..fewer };
    let throttled = throttled_seconds(&fewer);
    assert!(throttled > 400, "one shard fewer throttles oftener than 1 second in 10: {throttled} of 4,000");
}

#[test]
fn what_is_advised_for_throughput_alone_is_the_least_that_carries_it() {
    for (per_second, bytes) in WORKLOADS.into_iter().chain([(1_001, 10), (5_000, 100), (2_000, 524)]) {
        let plan = plan(&steady(per_second, bytes, None));
        assert!(matches!(plan.sizing.bottleneck, DimensionKind::RecordsIn | DimensionKind::BytesIn));
        let run = |shards: u64| {
            let scenario = Run::with_shards(&plan, shards).scenario;
            // Keys that are as even as can be: it is about throughput.
            let mut scenario =
                Scenario { duration: SimDuration::from_secs(60), resolution: Resolution::Record, ..scenario };
            for producer in &mut scenario.producers {
                producer.keys = Keys::RoundRobin;
                // Its key has five bytes fewer than a random one has.
                if let RecordSize::Fixed(size) = &mut producer.size {
                    size.0 = bytes.saturating_sub("round-robin".len() as u64);
                }
            }
            throttled_seconds(&scenario)
        };
        let shards = plan.sizing.per_stream;
        assert_eq!(run(shards), 0, "{per_second}/s of {bytes} B on {shards} shards");
        assert!(run(shards - 1) > 30, "{per_second}/s of {bytes} B on {} shards", shards - 1);
    }
}

#[test]
fn one_shard_fewer_throttles_where_throughput_is_the_bottleneck() {
    for (per_second, bytes) in WORKLOADS {
        let plan = plan(&steady(per_second, bytes, None));
        let fewer = Run::with_shards(&plan, plan.sizing.per_stream - 1).scenario;
        let fewer =
            Scenario { duration: SimDuration::from_secs(300), resolution: Resolution::Second, ..fewer };
        let throttled = throttled_seconds(&fewer);
        assert!(throttled > 290, "{per_second}/s of {bytes} B: {throttled} of 300 s");
    }
}

#[test]
fn a_surge_that_may_wait_is_level_again_in_time() {
    let surge = |level_within| Surge {
        rate: RecordsPerSecond::new(5_600),
        lasting: SimDuration::from_secs(120),
        level_within: SimDuration::from_secs(level_within),
    };
    for level_within in [0, 300, 1_200] {
        let mut workload = steady(2_000, 500, None);
        workload.traffic.surge = Some(surge(level_within));
        let plan = plan(&workload);
        let Run { mut scenario, left_out } = Run::of(&plan);
        assert_eq!(left_out, Vec::<String>::new());
        scenario.resolution = Resolution::Second;
        let ends = SimTime::from_secs(60 + 120 + level_within);
        scenario.duration = (ends + SimDuration::from_secs(30)) - SimTime::ZERO;
        let mut model = Model::new(scenario).expect("it can be run");
        let (mut pending, mut dropped) = (0, 0);
        while model.now() < model.ends_at() {
            model.update(Msg::Advance(SimDuration::from_secs(1))).expect("time passes");
            let totals = model.snapshot().totals;
            if model.now() == ends + SimDuration::from_secs(10) {
                pending = totals.pending_records;
            }
            dropped = totals.dropped_records;
        }
        assert_eq!(dropped, 0, "level within {level_within} s");
        // Retries wait for their backoff: an even load leaves less than a second's records.
        assert!(pending < 2_000, "level within {level_within} s: {pending} records still wait");
    }
}

/// The whole day at once, in seconds.
fn simulated_day(plan: &Plan) -> Model {
    let mut scenario = Run::of(plan).scenario;
    scenario.duration = SimDuration::from_hours(24);
    scenario.resolution = Resolution::Second;
    let mut model = Model::new(scenario).expect("a plan's run can be run");
    model.update(Msg::Advance(SimDuration::from_hours(24))).expect("time passes");
    model
}

#[test]
fn a_day_costs_what_was_planned_to_the_nanodollar_in_every_mode() {
    for (per_second, bytes, fan_out, keys) in [
        (4_300, 600, 3, KeySpread::Even),
        (1_000, 25_600, 1, KeySpread::Even),
        (700, 25_601, 2, KeySpread::Even),
        (50, 1_025, 20, KeySpread::Even),
        (3_000, 100, 0, KeySpread::Uniform { count: 1_000_000 }),
    ] {
        let workload = Workload {
            keys,
            fan_out_consumers: fan_out,
            period: Period::Day,
            ..steady(per_second, bytes, Some(1_000_000))
        };
        let plan = plan(&workload);
        let model = simulated_day(&plan);
        let totals = model.snapshot().totals;
        let what = format!("{per_second}/s of {bytes} B");
        assert_eq!(totals.accepted_records, per_second * 86_400, "{what}: everything is accepted");
        let usage = Usage::of_run(&model.report().metered);
        assert_eq!(usage, plan.usage, "{what}");
        for mode in Mode::ALL {
            let simulated = bill(mode, &usage, &prices());
            assert_eq!(&simulated, plan.bill(mode), "{what}");
            assert!(simulated.total().is_some_and(|usd| usd > Usd::default()), "{what}");
        }
    }
}

#[test]
fn a_day_of_throttling_costs_what_was_really_accepted() {
    // Half as many shards as are needed: the bill is of the records that came through.
    let workload = Workload { period: Period::Day, ..steady(4_000, 600, None) };
    let plan = plan(&workload);
    let mut scenario = Run::with_shards(&plan, 2).scenario;
    scenario.duration = SimDuration::from_hours(24);
    scenario.resolution = Resolution::Second;
    let mut model = Model::new(scenario).expect("it can be run");
    model.update(Msg::Advance(SimDuration::from_hours(24))).expect("time passes");
    let totals = model.snapshot().totals;
    assert!(totals.throttled_attempts > 0 && totals.dropped_records > 0);
    // 2 shards × 24 h × $0.015 = $0.72, and $0.014 for each million records, of one unit each.
    let records = u128::from(totals.accepted_records);
    assert_eq!(totals.duplicated_records, 0);
    let expected = 720_000_000 + (records * 14_000_000 + 500_000) / 1_000_000;
    let bill = bill(Mode::Provisioned, &Usage::of_run(&model.report().metered), &prices());
    assert_eq!(bill.total(), Some(Usd::from_nanos(expected)));
}
