//! How many shards, worked by hand; and laws over the whole range of input.

use shardscope::{
    aws::pricing::PriceSheet,
    plan::{
        Aggregation, Demand, DimensionKind as Kind, KeySpread, Need, Plan, RecordSizes, Sizing, Surge,
        TrafficShape, Workload, break_even, reverse,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, Usd},
};

/// Even keys, no consumers, no busiest second: throughput alone.
fn workload(rate: u64, bytes: u64) -> Workload {
    let mut workload = Workload { fan_out_consumers: 0, throttled_one_in: None, ..Workload::default() };
    workload.traffic.peak = RecordsPerSecond::new(rate);
    workload.traffic.shape = TrafficShape::Average(RecordsPerSecond::new(rate));
    workload.sizes = RecordSizes::Fixed(Bytes(bytes));
    workload
}

fn sized(workload: &Workload) -> Sizing {
    Sizing::of(workload, &Demand::of(workload))
}

fn check(what: &str, workload: &Workload, shards: u64, bottleneck: Kind, aws_formula: u64) {
    let sizing = sized(workload);
    assert_eq!((sizing.per_stream, sizing.bottleneck), (shards, bottleneck), "{what}");
    assert_eq!(sizing.aws_formula, aws_formula, "{what}: AWS’s formula");
}

#[test]
fn shard_counts_by_hand() {
    // 8,000 ÷ 1,000 = 8; 8,000 × 500 ÷ 1,048,576 = 3.8.
    check("contract", &workload(8_000, 500), 8, Kind::RecordsIn, 4);
    // 5,000 × 100 B = 0.48 MiB/s: AWS’s formula says 1, the records need 5 (facts 1.14).
    check("small records", &workload(5_000, 100), 5, Kind::RecordsIn, 1);
    // 100 × 35 KiB = 3.42 MiB/s: AWS’s published example has 4 shards.
    check("35 KB", &workload(100, 35 * 1_024), 4, Kind::BytesIn, 4);
    // Exactly full is still one; a byte more is two.
    check("full", &workload(1_000, 1_048), 1, Kind::RecordsIn, 1);
    check("a byte more", &workload(1_000, 1_049), 2, Kind::BytesIn, 2);
    check("one record a second", &workload(1, 1), 1, Kind::RecordsIn, 1);
    // 3 consumers share: 4 MiB/s × 3 ÷ 2 MiB/s = 6.
    let mut shared = workload(4_096, 1_024);
    shared.shared_consumers = 3;
    check("shared reads", &shared, 6, Kind::SharedBytesOut, 6);
    // Fan-out consumers ask for nothing.
    shared.shared_consumers = 0;
    shared.fan_out_consumers = 20;
    check("fan-out", &shared, 5, Kind::RecordsIn, 4);
    // One process manages 300 a second: 4,096 ÷ 300 = 13.7.
    shared.process_manages = Some(RecordsPerSecond::new(300));
    check("slow processes", &shared, 14, Kind::ConsumerProcess, 4);
}

#[test]
fn streams_share_the_traffic_and_growth_multiplies_it() {
    // 8,000 over three streams is 2,667 each: 3 shards, 9 in all. With 50 % more: 4,000 each, 4 and 12.
    let mut three = workload(8_000, 500);
    three.streams = 3;
    assert_eq!((sized(&three).per_stream, sized(&three).total), (3, 9));
    three.growth_percent = 50;
    assert_eq!((sized(&three).per_stream, sized(&three).total), (4, 12));
}

#[test]
fn a_surge_may_wait_for_as_long_as_one_says() {
    let surging = |level_within| {
        let mut surging = workload(2_000, 100);
        surging.traffic.surge = Some(Surge {
            rate: RecordsPerSecond::new(12_000),
            lasting: SimDuration::from_secs(60),
            level_within: SimDuration::from_secs(level_within),
        });
        surging
    };
    // Nothing waits: 12. Level a minute later: (12,000 × 60 + 2,000 × 60) ÷ 120 = 7,000. Level after nine more:
    // (12,000 × 60 + 2,000 × 540) ÷ 600 = 3,000.
    check("at once", &surging(0), 12, Kind::SurgeRecovery, 1);
    check("a minute", &surging(60), 7, Kind::SurgeRecovery, 1);
    check("nine minutes", &surging(540), 3, Kind::SurgeRecovery, 1);
}

#[test]
fn a_hot_key_asks_for_shards_until_none_helps() {
    let hot = |percent| {
        let mut hot = workload(8_000, 100);
        hot.keys = KeySpread::Hot { share: Share::from_percent(percent) };
        sized(&hot)
    };
    // The hot shard gets 0.1 · 8,000 + 0.9 · 8,000 ÷ n ≤ 1,000: n ≥ 7,200 ÷ 200 = 36.
    assert_eq!((hot(10).per_stream, hot(10).bottleneck), (36, Kind::HottestShard));
    // 0.12 · 8,000 = 960: n ≥ 7,040 ÷ 40 = 176.
    assert_eq!(hot(12).per_stream, 176);
    // 13 % is 1,040 for one shard.
    let impossible = hot(13);
    assert!(!impossible.is_possible());
    assert_eq!(impossible.dimension(Kind::HottestShard).map(|d| d.need), Some(Need::Impossible));
    let salt = impossible.salt.expect("two keys of 520 fit somewhere");
    assert!((2..=64).contains(&salt.keys) && salt.shards >= 8, "{salt:?}");
    // One key alone, exactly at the limit of a shard.
    let mut alone = workload(1_000, 100);
    alone.keys = KeySpread::Hot { share: Share::ONE };
    assert_eq!(sized(&alone).per_stream, 1);
    alone.traffic.peak = RecordsPerSecond::new(1_001);
    assert!(!sized(&alone).is_possible());
}

#[test]
fn full_shards_are_over_their_limit_in_some_second() {
    let mut even = workload(8_000, 100);
    even.throttled_one_in = Some(1_000);
    let sizing = sized(&even);
    // At nine shards the mean is 889: 1,000 is 3.72 standard deviations of √889 = 29.8 away, a chance of about 1 in
    // 8,500 for a shard, and nine times that for nine. At ten it is 800, 7 deviations away.
    assert_eq!((sizing.per_stream, sizing.bottleneck), (10, Kind::BusiestSecond));
    even.throttled_one_in = Some(100);
    assert_eq!(sized(&even).per_stream, 9);
    // Records of 512 KiB: two fit into a second, so that chance decides much earlier.
    let mut large = workload(2, 512 * 1_024);
    large.throttled_one_in = Some(1_000);
    assert!(sized(&large).per_stream > 10, "{:?}", sized(&large).dimensions);
    // Records of 1 MiB: two in one second are too many. No number in reason does it, and yet the keys are carried: what
    // is refused may be sent again.
    large.sizes = RecordSizes::Fixed(Bytes(1_048_576));
    large.traffic.peak = RecordsPerSecond::new(10);
    let sizing = sized(&large);
    assert_eq!(sizing.dimension(Kind::BusiestSecond).map(|d| d.need), Some(Need::Impossible));
    assert_eq!((sizing.per_stream, sizing.bottleneck), (10, Kind::RecordsIn.max(Kind::BytesIn)));
    assert!(sizing.is_possible());
}

#[test]
fn aggregation_leaves_the_bytes() {
    // 20,000 × 100 B, 4 processes: the bytes (with 11 around each) are 2.12 MiB/s, 3 shards; a process and shard has
    // 20,000 × 0.1 ÷ 12 = 166 records in its 100 ms, and they take 166 × 111 + 20 = 18,446 bytes.
    let mut kpl = workload(20_000, 100);
    kpl.aggregation = Aggregation::Kpl { processes: 4 };
    let demand = Demand::of(&kpl);
    assert_eq!((demand.aggregated, demand.mean_size()), (166, Bytes(18_446)));
    check("aggregated", &kpl, 3, Kind::BytesIn, 3);
    // More than fits into 51,200 bytes: (51,200 − 20) ÷ 111 = 461.
    kpl.aggregation = Aggregation::Kpl { processes: 1 };
    assert_eq!(Demand::of(&kpl).aggregated, 461);
    // Nothing comes together within 100 ms.
    let mut slow = workload(20, 100);
    slow.aggregation = Aggregation::Kpl { processes: 100 };
    assert_eq!(Demand::of(&slow).aggregated, 1);
}

#[test]
fn averages_of_curves() {
    let mut curve = workload(1_000, 100);
    let mut day = Box::new([0; 24]);
    day[..12].fill(50);
    curve.traffic.shape = TrafficShape::Day(day);
    // Half of the day at half of the peak.
    assert_eq!(curve.traffic.average(), RecordsPerSecond::new(250));
    let mut week = Box::new([[0; 24]; 7]);
    week[6] = [70; 24];
    curve.traffic.shape = TrafficShape::Week(week);
    assert_eq!(curve.traffic.average(), RecordsPerSecond::new(100));
}

#[test]
fn what_fits_is_what_is_needed() {
    for shards in [1, 4, 17, 1_000] {
        for one_in in [None, Some(1_000)] {
            let mut workload = workload(8_000, 600);
            workload.throttled_one_in = one_in;
            let fits = reverse::with_shards(&workload, shards).expect("something fits");
            assert_eq!(fits.shards, shards);
            workload.traffic.peak = fits.peak;
            assert_eq!(sized(&workload).per_stream, shards);
            // A thousandth more does not.
            let more = fits.peak.milli() + fits.peak.milli() / 1_000 + 2;
            workload.traffic.peak = RecordsPerSecond::from_milli(more);
            assert!(sized(&workload).per_stream > shards, "{shards} shards, {one_in:?}");
        }
    }
    // 4 shards, bytes decide: 4 MiB/s ÷ 2,000 B = 2,097.152/s.
    let fits = reverse::with_shards(&workload(10, 2_000), 4).expect("something fits");
    assert!((2_097_100..=2_097_152).contains(&fits.peak.milli()), "{fits:?}");
}

#[test]
fn a_curve_passes_through_what_the_plan_says() {
    let prices = PriceSheet::shipped(Workload::default().region);
    let plan = Plan::of(&Workload::default(), &prices).expect("the first workload can be planned");
    for curve in [break_even::by_rate(&plan, &prices), break_even::by_size(&plan, &prices)] {
        assert!(curve.points.windows(2).all(|w| w[0].at < w[1].at));
        let last = curve.points.last().map_or(0, |point| point.at);
        assert!(last >= curve.here.at, "the user’s point is on the curve");
        for mode in 0..3 {
            let usd = |point: &break_even::Point| point.usd[mode].map_or(0, Usd::nanos);
            // Between its neighbours, and costs never fall as the workload grows, but for the rounding of each line.
            assert!(curve.points.windows(2).all(|w| usd(&w[0]) <= usd(&w[1]) + 4), "{:?} {mode}", curve.axis);
            let below = curve.points.iter().rfind(|point| point.at <= curve.here.at);
            let above = curve.points.iter().find(|point| point.at >= curve.here.at);
            let here = usd(&curve.here);
            assert!(below.is_none_or(|point| usd(point) <= here + 4), "{:?} {mode}", curve.axis);
            assert!(above.is_none_or(|point| usd(point) + 4 >= here), "{:?} {mode}", curve.axis);
        }
        for crossing in &curve.crossings {
            assert_ne!(crossing.below, crossing.above);
        }
    }
}
