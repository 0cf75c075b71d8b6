//! Any workload that can be planned.

use std::sync::Arc;

use proptest::{collection::vec, option, prelude::*, sample::select};
use shardscope::{
    aws::{
        Region,
        pricing::{Item, Origin, Price, PriceSheet},
    },
    plan::{
        Aggregation, KeySpread, OwnKeys, Period, RecordSizes, SizeSample, Surge, Traffic, TrafficShape,
        Workload,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, Usd},
};

const LARGEST: u64 = 10 << 20;

fn shape(peak: u64) -> impl Strategy<Value = TrafficShape> {
    let day = || vec(0..=100_u8, 24).prop_map(|day| <[u8; 24]>::try_from(day).expect("24 hours"));
    let week = vec(day(), 7).prop_map(|week| <[[u8; 24]; 7]>::try_from(week).expect("7 days"));
    prop_oneof![
        (0..=peak).prop_map(|milli| TrafficShape::Average(RecordsPerSecond::from_milli(milli))),
        Just(TrafficShape::Average(RecordsPerSecond::from_milli(peak))),
        day().prop_map(|day| TrafficShape::Day(Box::new(day))),
        week.prop_map(|week| TrafficShape::Week(Box::new(week))),
    ]
}

fn surge(peak: u64) -> impl Strategy<Value = Surge> {
    let week = 7 * 24 * 3_600_000_u64;
    (peak..=10_000_000_000_000, 1_000..=week, 0..=week).prop_map(|(milli, lasting, within)| Surge {
        rate: RecordsPerSecond::from_milli(milli),
        lasting: SimDuration::from_millis(lasting),
        level_within: SimDuration::from_millis(within),
    })
}

fn traffic() -> impl Strategy<Value = Traffic> {
    let peak = prop_oneof![1..=10_000_000_000_000_u64, 1..=100_000_000_u64, Just(8_000_000)];
    peak.prop_flat_map(|peak| {
        (shape(peak), option::of(surge(peak))).prop_map(move |(shape, surge)| Traffic {
            peak: RecordsPerSecond::from_milli(peak),
            shape,
            surge,
        })
    })
}

fn sizes() -> impl Strategy<Value = RecordSizes> {
    let measured = vec(1..=LARGEST, 1..20).prop_map(|sizes| {
        let mut sample = SizeSample::default();
        for size in sizes {
            sample.add(size);
        }
        RecordSizes::Measured(Arc::new(sample))
    });
    prop_oneof![
        (1..=LARGEST).prop_map(|size| RecordSizes::Fixed(Bytes(size))),
        (1..=LARGEST, 1..=LARGEST)
            .prop_map(|(a, b)| RecordSizes::Range { min: Bytes(a.min(b)), max: Bytes(a.max(b)) }),
        measured,
    ]
}

/// Up to a hundred keys: so many travel in a link.
pub(crate) fn own_keys() -> impl Strategy<Value = Arc<OwnKeys>> {
    vec(("[a-z\"é/ ]{1,12}", 1..1_000_000_u64), 1..100)
        .prop_map(|keys| Arc::new(OwnKeys::new(keys.iter().map(|(key, n)| (key.as_str(), *n)))))
}

fn keys() -> impl Strategy<Value = KeySpread> {
    prop_oneof![
        Just(KeySpread::Even),
        (1..=1_000_000_000_000_u64).prop_map(|count| KeySpread::Uniform { count }),
        (1..=1_000_000_000_000_u64, 0..=5_000_u32)
            .prop_map(|(count, exponent_milli)| KeySpread::Zipf { count, exponent_milli }),
        (1..=1_000_000_u32).prop_map(|ppm| KeySpread::Hot { share: Share::from_ppm(ppm) }),
        own_keys().prop_map(KeySpread::Own),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    let hours = (2..=8_784_u32).prop_filter("has a name", |hours| ![24, 730, 8_760].contains(hours));
    prop_oneof![
        select(vec![Period::Hour, Period::Day, Period::Month, Period::Year]),
        hours.prop_map(Period::Hours)
    ]
}

pub(crate) fn any_region() -> impl Strategy<Value = Region> {
    select(Region::all().collect::<Vec<_>>())
}

pub(crate) fn any_workload() -> impl Strategy<Value = Workload> {
    let names = ("[A-Za-z0-9._-]{1,128}", any_region(), 1..=10_000_u32, traffic(), sizes(), keys());
    let reads = (
        0..=1_000_u32,
        0..=50_u32,
        option::of((1..=9_000_000_000_000_u64).prop_map(RecordsPerSecond::from_milli)),
        24..=8_760_u32,
        0..=8_760_u32,
    );
    let aggregation = prop_oneof![
        Just(Aggregation::Off),
        (1..=1_000_000_u32).prop_map(|processes| Aggregation::Kpl { processes })
    ];
    let rest = (
        0..=10_000_u32,
        aggregation,
        option::of(2..=1_000_000_000_u64),
        option::of(1..=1_000_000_u32),
        period(),
    );
    (names, reads, rest).prop_map(|(names, reads, rest)| Workload {
        stream_name: names.0,
        region: names.1,
        streams: names.2,
        traffic: names.3,
        sizes: names.4,
        keys: names.5,
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
    })
}

/// Some of them typed in, some read from a price list, the rest as shipped.
pub(crate) fn any_prices(region: Region) -> impl Strategy<Value = PriceSheet> {
    let origin = prop_oneof![
        Just(Origin::Typed),
        "[0-9TZ:-]{0,20}".prop_map(|published| Origin::PriceList { published })
    ];
    let price = (0..=10_000_000_000_000_u128, origin)
        .prop_map(|(nanos, origin)| Price { usd: Usd::from_nanos(nanos), origin });
    vec((select(Item::ALL.to_vec()), price), 0..12).prop_map(move |prices| {
        let mut sheet = PriceSheet::shipped(region);
        for (item, price) in prices {
            sheet.set(item, Some(price));
        }
        sheet
    })
}
