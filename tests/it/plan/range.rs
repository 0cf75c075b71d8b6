//! The whole range of input: nothing overflows, nothing panics, and what may not be is said.

use std::sync::Arc;

use proptest::prelude::*;
use shardscope::{
    aws::{
        Region,
        pricing::{Item, MAX_PRICE, Mode, Origin, Price, PriceSheet},
    },
    plan::{
        Aggregation, KeySpread, Line, Need, OwnKeys, Period, Plan, RecordSizes, Run, SizeSample, Surge,
        Traffic, TrafficShape, Workload, WorkloadError, break_even,
        export::{Format, export},
        ladder::ladder,
        reverse,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, Usd},
};

/// All magnitudes alike, and the ends.
fn magnitude(most: u64) -> impl Strategy<Value = u64> {
    prop_oneof![
        3 => (0..64_u32, any::<u64>()).prop_map(move |(bits, n)| (n >> bits).min(most)),
        1 => Just(0),
        1 => Just(1),
        1 => Just(most),
        1 => Just(most.saturating_add(1)),
    ]
}

fn small(most: u32) -> impl Strategy<Value = u32> {
    magnitude(most.into()).prop_map(|n| u32::try_from(n).unwrap_or(u32::MAX))
}

fn rate() -> impl Strategy<Value = RecordsPerSecond> {
    magnitude(10_000_000_000_000).prop_map(RecordsPerSecond::from_milli)
}

fn size() -> impl Strategy<Value = Bytes> {
    magnitude(10 << 20).prop_map(Bytes)
}

fn traffic() -> impl Strategy<Value = Traffic> {
    let span = || magnitude(7 * 86_400_000).prop_map(SimDuration::from_millis);
    let surge = (rate(), span(), span()).prop_map(|(rate, lasting, level_within)| Surge {
        rate,
        lasting,
        level_within,
    });
    let shape = prop_oneof![
        2 => rate().prop_map(TrafficShape::Average),
        1 => proptest::array::uniform24(0..=101_u8).prop_map(|day| TrafficShape::Day(Box::new(day))),
        1 => proptest::array::uniform7(proptest::array::uniform24(0..=100_u8))
            .prop_map(|week| TrafficShape::Week(Box::new(week))),
    ];
    (rate(), shape, proptest::option::of(surge)).prop_map(|(peak, shape, surge)| Traffic {
        peak,
        shape,
        surge,
    })
}

fn sizes() -> impl Strategy<Value = RecordSizes> {
    let measured = proptest::collection::vec((size(), 0..1_000_u64), 0..20).prop_map(|sizes| {
        let mut sample = SizeSample::default();
        for (size, n) in &sizes {
            sample.add_many(size.0, *n);
        }
        RecordSizes::Measured(Arc::new(sample))
    });
    prop_oneof![
        3 => size().prop_map(RecordSizes::Fixed),
        1 => (size(), size()).prop_map(|(min, max)| RecordSizes::Range { min, max }),
        1 => measured,
    ]
}

fn keys() -> impl Strategy<Value = KeySpread> {
    let own = proptest::collection::vec(("[a-c]{1,3}", magnitude(u32::MAX.into())), 0..30).prop_map(|keys| {
        KeySpread::Own(Arc::new(OwnKeys::new(keys.iter().map(|(key, n)| (key.as_str(), *n)))))
    });
    prop_oneof![
        Just(KeySpread::Even),
        magnitude(1_000_000_000_000).prop_map(|count| KeySpread::Uniform { count }),
        (magnitude(1_000_000_000_000), small(5_000))
            .prop_map(|(count, exponent_milli)| KeySpread::Zipf { count, exponent_milli }),
        (0..=1_000_000_u32).prop_map(|ppm| KeySpread::Hot { share: Share::from_ppm(ppm) }),
        own,
    ]
}

fn workload() -> impl Strategy<Value = Workload> {
    let period = prop_oneof![
        Just(Period::Hour),
        Just(Period::Month),
        Just(Period::Year),
        small(8_784).prop_map(Period::Hours)
    ];
    let aggregation = prop_oneof![
        Just(Aggregation::Off),
        small(1_000_000).prop_map(|processes| Aggregation::Kpl { processes })
    ];
    let reads = (small(1_000), small(50), proptest::option::of(rate()), small(8_760), small(8_760));
    let rest = (
        small(10_000),
        aggregation,
        proptest::option::of(magnitude(1_000_000_000)),
        proptest::option::of(small(1_000_000)),
        period,
    );
    (traffic(), sizes(), keys(), small(10_000), reads, rest).prop_map(
        |(traffic, sizes, keys, streams, reads, rest)| Workload {
            stream_name: "s".to_owned(),
            region: Region::US_EAST_1,
            streams,
            traffic,
            sizes,
            keys,
            shared_consumers: reads.0,
            fan_out_consumers: reads.1,
            process_manages: reads.2,
            retention_hours: reads.3,
            replay_hours: reads.4,
            growth_percent: rest.0,
            aggregation: rest.1,
            throttled_one_in: rest.2,
            shards_now: rest.3,
            period: rest.4,
        },
    )
}

/// The same with everything brought within its limits: nothing of it may be refused.
fn tamed(mut workload: Workload) -> Workload {
    let traffic = &mut workload.traffic;
    let milli = RecordsPerSecond::from_milli;
    traffic.peak = traffic.peak.clamp(milli(1), milli(10_000_000_000_000));
    match &mut traffic.shape {
        TrafficShape::Average(average) => *average = (*average).min(traffic.peak),
        TrafficShape::Day(percent) => percent.iter_mut().for_each(|p| *p = (*p).min(100)),
        TrafficShape::Week(_) => {}
    }
    let second = SimDuration::from_secs(1);
    let week = SimDuration::from_hours(168);
    if let Some(surge) = &mut traffic.surge {
        surge.rate = surge.rate.clamp(traffic.peak, milli(10_000_000_000_000));
        surge.lasting = surge.lasting.clamp(second, week);
        surge.level_within = surge.level_within.min(week);
    }
    let fit = |size: Bytes| size.clamp(Bytes(1), Bytes(10 << 20));
    workload.sizes = match workload.sizes {
        RecordSizes::Fixed(size) => RecordSizes::Fixed(fit(size)),
        RecordSizes::Range { min, max } => {
            RecordSizes::Range { min: fit(min.min(max)), max: fit(max.max(min)) }
        }
        RecordSizes::Measured(sample)
            if sample.records == 0 || sample.largest == 0 || sample.largest > 10 << 20 =>
        {
            RecordSizes::Fixed(Bytes(1))
        }
        RecordSizes::Measured(sample) => RecordSizes::Measured(sample),
    };
    workload.keys = match workload.keys {
        KeySpread::Uniform { count } => KeySpread::Uniform { count: count.clamp(1, 1_000_000_000_000) },
        KeySpread::Zipf { count, exponent_milli } => KeySpread::Zipf {
            count: count.clamp(1, 1_000_000_000_000),
            exponent_milli: exponent_milli.min(5_000),
        },
        KeySpread::Hot { share } => KeySpread::Hot { share: share.max(Share::from_ppm(1)) },
        KeySpread::Own(keys) if keys.records() == 0 => KeySpread::Even,
        keys => keys,
    };
    if let Aggregation::Kpl { processes } = &mut workload.aggregation {
        *processes = (*processes).clamp(1, 1_000_000);
    }
    workload.streams = workload.streams.clamp(1, 10_000);
    workload.shared_consumers = workload.shared_consumers.min(1_000);
    workload.fan_out_consumers = workload.fan_out_consumers.min(50);
    workload.process_manages = workload.process_manages.map(|rate| rate.max(milli(1)));
    workload.retention_hours = workload.retention_hours.clamp(24, 8_760);
    workload.replay_hours = workload.replay_hours.min(8_760);
    workload.growth_percent = workload.growth_percent.min(10_000);
    workload.throttled_one_in = workload.throttled_one_in.map(|n| n.clamp(2, 1_000_000_000));
    workload.shards_now = workload.shards_now.map(|n| n.clamp(1, 1_000_000));
    if let Period::Hours(hours) = &mut workload.period {
        *hours = (*hours).clamp(1, 8_784);
    }
    workload
}

/// The highest price for everything.
fn dear() -> PriceSheet {
    let mut prices = PriceSheet::unknown(Region::US_EAST_1);
    for item in Item::ALL {
        prices.set(item, Some(Price { usd: Usd::from_nanos(u128::MAX), origin: Origin::Typed }));
    }
    prices
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn every_workload_is_planned_or_told_what_is_wrong(workload in workload()) {
        let planned = Plan::of(&workload, &PriceSheet::shipped(workload.region));
        if let Err(why) = planned {
            let text = why.to_string();
            prop_assert!(text.len() > 10 && !text.ends_with('.'), "{text}");
        }
    }

    #[test]
    fn every_workload_within_its_limits_is_planned(workload in workload().prop_map(tamed)) {
        let prices = PriceSheet::shipped(workload.region);
        let plan = Plan::of(&workload, &prices).map_err(|why| TestCaseError::fail(why.to_string()))?;
        holds(&plan, &prices)?;
        // The dearest bill is still a sum of lines: nothing was cut off at its type's end.
        let dear = Plan::of(&workload, &dear()).map_err(|why| TestCaseError::fail(why.to_string()))?;
        for bill in &dear.bills {
            let nanos = |line: &Line| line.usd.map_or(0, Usd::nanos);
            let sum = bill.lines.iter().map(nanos).try_fold(0_u128, u128::checked_add);
            prop_assert_eq!(bill.total().map(Usd::nanos), sum);
            prop_assert!(bill.lines.iter().all(|line| nanos(line) < u128::MAX / 100));
        }
    }
}

fn holds(plan: &Plan, prices: &PriceSheet) -> Result<(), TestCaseError> {
    let sizing = &plan.sizing;
    let asked = |need| match need {
        Need::Shards(n) => n,
        Need::Any | Need::Impossible => 1,
    };
    let most = sizing.dimensions.iter().map(|d| asked(d.need)).max().unwrap_or(1);
    prop_assert_eq!(sizing.per_stream, most.max(1));
    // What throughput asks for is not exceeded with it.
    for dimension in &sizing.dimensions {
        if let Need::Shards(_) = dimension.need
            && dimension.kind != shardscope::plan::DimensionKind::SurgeRecovery
        {
            prop_assert!(dimension.used_milli <= 1_000, "{:?}", dimension);
        }
    }
    for mode in Mode::ALL {
        prop_assert_eq!(plan.bill(mode).mode, mode);
    }
    let json = plan.to_json();
    prop_assert_eq!(json["shards"]["needed"].as_u64(), Some(sizing.total));
    for curve in [break_even::by_rate(plan, prices), break_even::by_size(plan, prices)] {
        prop_assert!(!curve.headline().is_empty() && curve.points.len() == 60);
    }
    let _ = reverse::with_money_by_mode(plan, prices, Usd::from_dollars(200));
    let _ = ladder(u64::from(plan.workload.shards_now.unwrap_or(1)), sizing.per_stream);
    for (mode, format) in Mode::ALL.into_iter().flat_map(|mode| Format::ALL.map(|format| (mode, format))) {
        let text = export(plan, mode, format);
        prop_assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{:?} {:?}: {}", mode, format, text);
    }
    let run = Run::of(plan);
    prop_assert!(run.scenario.check().is_ok(), "{:?}", run.scenario.check());
    Ok(())
}

#[test]
fn each_mistake_is_told_by_its_name() {
    let check = |change: &dyn Fn(&mut Workload), expected: WorkloadError| {
        let mut workload = Workload::default();
        change(&mut workload);
        assert_eq!(workload.check(), Err(expected));
    };
    check(&|w| w.traffic.peak = RecordsPerSecond::new(0), WorkloadError::NoTraffic);
    check(&|w| w.traffic.peak = RecordsPerSecond::new(1_000_000_000_000_000), WorkloadError::TooFast);
    check(&|w| w.traffic.peak = RecordsPerSecond::new(100), WorkloadError::AverageAbovePeak);
    check(&|w| w.sizes = RecordSizes::Fixed(Bytes(0)), WorkloadError::NoSize);
    check(&|w| w.sizes = RecordSizes::Fixed(Bytes(10_485_761)), WorkloadError::TooLarge(Bytes(10_485_761)));
    check(&|w| w.retention_hours = 23, WorkloadError::Retention(23));
    check(&|w| w.retention_hours = 8_761, WorkloadError::Retention(8_761));
    check(&|w| w.fan_out_consumers = 51, WorkloadError::FanOutConsumers);
    check(&|w| w.stream_name = "has space".to_owned(), WorkloadError::StreamName);
    check(&|w| w.stream_name.clear(), WorkloadError::StreamName);
    check(&|w| w.keys = KeySpread::Uniform { count: 0 }, WorkloadError::Keys);
    assert_eq!(Workload::default().check(), Ok(()));
    assert_eq!(dear().get(Item::ShardHours).map(|price| price.usd), Some(MAX_PRICE));
}
