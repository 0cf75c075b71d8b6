//! Each finding, on both sides of where it begins.

use std::sync::Arc;

use shardscope::{
    aws::{
        Region,
        pricing::{Mode, PriceSheet},
    },
    kinesis::HashKey,
    plan::{Finding, KeySpread, OwnKeys, Plan, RecordSizes, Surge, TrafficShape, Weight, Workload},
    units::{Bytes, RecordsPerSecond, Share, SimDuration},
};

/// 500/s of 100 B with one shared consumer: nothing of weight to say.
fn quiet() -> Workload {
    let mut workload =
        Workload { fan_out_consumers: 0, shared_consumers: 1, throttled_one_in: None, ..Workload::default() };
    set_rate(&mut workload, 500);
    workload.sizes = RecordSizes::Fixed(Bytes(1_000));
    workload
}

fn set_rate(workload: &mut Workload, rate: u64) {
    workload.traffic.peak = RecordsPerSecond::new(rate);
    workload.traffic.shape = TrafficShape::Average(RecordsPerSecond::new(rate));
}

fn surge(rate: u64, level_within: u64) -> Surge {
    Surge {
        rate: RecordsPerSecond::new(rate),
        lasting: SimDuration::from_secs(60),
        level_within: SimDuration::from_secs(level_within),
    }
}

fn find(workload: &Workload, name: &str) -> Option<Finding> {
    let plan = Plan::of(workload, &PriceSheet::shipped(workload.region)).expect("a valid workload");
    plan.findings.into_iter().find(|finding| finding.name == name)
}

type Change = fn(&mut Workload);

/// Name, weight, what makes it, what just does not, and something that its sentence says.
const TABLE: &[(&str, Weight, Change, Change, &str)] = &[
    (
        "hot_key",
        Weight::Breaks,
        |w| {
            set_rate(w, 8_000);
            w.keys = KeySpread::Hot { share: Share::from_percent(30) };
        },
        |w| {
            set_rate(w, 8_000);
            w.keys = KeySpread::Hot { share: Share::from_percent(12) };
        },
        "30 % of all records: 2,400/s",
    ),
    (
        "skew",
        Weight::Warns,
        |w| {
            set_rate(w, 8_000);
            w.keys = KeySpread::Hot { share: Share::from_percent(10) };
        },
        |w| set_rate(w, 8_000),
        "with even keys 8 shards would do",
    ),
    (
        "get_records_calls",
        Weight::Breaks,
        |w| w.shared_consumers = 6,
        |w| w.shared_consumers = 5,
        "6 GetRecords calls where 5",
    ),
    (
        "fan_out_consumers",
        Weight::Breaks,
        |w| w.fan_out_consumers = 21,
        |w| w.fan_out_consumers = 20,
        "21 fan-out consumers",
    ),
    // Four consumers that share one shard's 2 MiB/s cost nothing; with six there are no five calls for them.
    (
        "fan_out_cost",
        Weight::Warns,
        |w| w.fan_out_consumers = 3,
        |w| w.fan_out_consumers = 5,
        "As 4 consumers that share",
    ),
    ("shard_quota", Weight::Warns, |w| set_rate(w, 20_000_001), |w| set_rate(w, 20_000_000), "20,001 shards"),
    (
        "shards_of_a_stream",
        Weight::Warns,
        |w| set_rate(w, 10_000_001),
        |w| set_rate(w, 10_000_000),
        "this one needs 10,001",
    ),
    // (12,000 × 60 + 500 × 60) ÷ 120 = 6,250: 7 shards take 7,000, and 5,000 × 60 wait.
    (
        "surge_waits",
        Weight::Warns,
        |w| w.traffic.surge = Some(surge(12_000, 60)),
        |w| w.traffic.surge = Some(surge(12_000, 0)),
        "300,000 records",
    ),
    (
        "busiest_second",
        Weight::Tells,
        |w| {
            set_rate(w, 8_000);
            w.throttled_one_in = Some(1_000);
        },
        |w| {
            set_rate(w, 500);
            w.throttled_one_in = Some(1_000);
        },
        "With 9 shards",
    ),
    // Two records of 1 MiB in one second are one too many, and ten a second meet on some of a thousand shards too often.
    (
        "busiest_second",
        Weight::Warns,
        |w| {
            set_rate(w, 10);
            w.sizes = RecordSizes::Fixed(Bytes(1_048_576));
            w.throttled_one_in = Some(1_000);
        },
        |w| {
            set_rate(w, 10);
            w.sizes = RecordSizes::Fixed(Bytes(1_048_576));
        },
        "With 10 shards, at least one is over its limit in nearly every second",
    ),
    (
        "update_shard_count",
        Weight::Tells,
        |w| {
            set_rate(w, 16_000);
            w.shards_now = Some(2);
        },
        |w| {
            set_rate(w, 16_000);
            w.shards_now = Some(8);
        },
        "From 2 to 16 shards it takes 3",
    ),
    ("aws_formula", Weight::Tells, |w| set_rate(w, 2_050), |w| set_rate(w, 900), "formula says 2"),
    (
        "large_records",
        Weight::Warns,
        |w| w.sizes = RecordSizes::Fixed(Bytes(1_048_577)),
        |w| w.sizes = RecordSizes::Fixed(Bytes(1_048_576)),
        "MaxRecordSizeInKiB",
    ),
    (
        "on_demand_surge",
        Weight::Breaks,
        |w| w.traffic.surge = Some(surge(1_001, 0)),
        |w| w.traffic.surge = Some(surge(1_000, 0)),
        "2.0 times the peak",
    ),
    ("new_on_demand_stream", Weight::Warns, |w| set_rate(w, 4_001), |w| set_rate(w, 4_000), "4 MB/s"),
    // 200 MiB/s in Frankfurt: 209,715.2 records of 1,000 B a second.
    (
        "on_demand_quota",
        Weight::Breaks,
        |w| {
            w.region = Region::find("eu-central-1").unwrap_or_default();
            set_rate(w, 209_716);
        },
        |w| {
            w.region = Region::find("eu-central-1").unwrap_or_default();
            set_rate(w, 209_715);
        },
        "eu-central-1",
    ),
    ("on_demand_streams", Weight::Warns, |w| w.streams = 51, |w| w.streams = 50, "51 on-demand streams"),
    // 25 MiB/s in and out.
    (
        "advantage_minimum",
        Weight::Warns,
        |w| set_rate(w, 25_599),
        |w| {
            set_rate(w, 25_600);
            w.sizes = RecordSizes::Fixed(Bytes(1_024));
        },
        "25 MiB/s in",
    ),
    (
        "put_payload_unit_step",
        Weight::Warns,
        |w| w.sizes = RecordSizes::Fixed(Bytes(25_601)),
        |w| w.sizes = RecordSizes::Fixed(Bytes(25_600)),
        "2 PUT payload units of 25 KB; with 1 B less it would be 1",
    ),
    (
        "rounding",
        Weight::Tells,
        |w| w.sizes = RecordSizes::Fixed(Bytes(767)),
        |w| w.sizes = RecordSizes::Fixed(Bytes(768)),
        "1 KiB",
    ),
    (
        "retention_tier",
        Weight::Tells,
        |w| w.retention_hours = 25,
        |w| w.retention_hours = 24,
        "as much for 25 h as for 7 days",
    ),
    (
        "retention_tier",
        Weight::Tells,
        |w| w.retention_hours = 169,
        |w| w.retention_hours = 24,
        "crosses the tier",
    ),
    (
        "aggregation",
        Weight::Tells,
        |w| set_rate(w, 8_000),
        |w| w.sizes = RecordSizes::Fixed(Bytes(40_000)),
        "records become one",
    ),
    (
        "replay_on_demand",
        Weight::Warns,
        |w| {
            w.retention_hours = 720;
            w.replay_hours = 1;
        },
        |w| w.replay_hours = 1,
        "older than 7 days",
    ),
    (
        "data_out_rounding",
        Weight::Tells,
        |w| w.sizes = RecordSizes::Fixed(Bytes(900)),
        |w| w.sizes = RecordSizes::Fixed(Bytes(940)),
        "does not say",
    ),
];

#[test]
fn each_finding_begins_where_it_should() {
    for (name, weight, makes, does_not, says) in TABLE {
        let (mut with, mut without) = (quiet(), quiet());
        makes(&mut with);
        does_not(&mut without);
        let found = find(&with, name).unwrap_or_else(|| panic!("{name} is not found"));
        assert_eq!(found.weight, *weight, "{name}");
        assert!(found.what.contains(says), "{name}: {}", found.what);
        for text in [&found.what, &found.advice] {
            assert!(text.ends_with('.') && !text.starts_with(char::is_lowercase), "{name}: {text}");
        }
        assert!(!found.modes.is_empty() && !found.source.is_empty(), "{name}");
        assert_eq!(find(&without, name).map(|finding| finding.what), None, "{name}");
    }
}

/// Two keys whose hashes are next to each other, 900 records a second each: none is too hot, and no even shards part
/// them.
#[test]
fn keys_that_fall_together_are_not_called_one_hot_key() {
    let mut places: Vec<(HashKey, String)> =
        (0..100_000).map(|n| format!("key-{n}")).map(|key| (HashKey::of(key.as_bytes()), key)).collect();
    places.sort_unstable();
    let nearest = places.windows(2).min_by_key(|w| w[1].0.0 - w[0].0.0).expect("there are two");
    let keys = OwnKeys::new(nearest.iter().map(|(_, key)| (key.as_str(), 1)));
    let mut workload = quiet();
    set_rate(&mut workload, 1_800);
    workload.keys = KeySpread::Own(Arc::new(keys));
    let found = find(&workload, "keys_fall_together").expect("they are on one shard");
    assert!(found.what.contains("would get 1,800/s"), "{}", found.what);
    assert_eq!(find(&workload, "hot_key"), None);
    // Half as much is carried by the one shard.
    set_rate(&mut workload, 900);
    assert_eq!(find(&workload, "keys_fall_together"), None);
}

#[test]
fn the_heaviest_come_first_and_a_quiet_workload_has_none_of_them() {
    let mut broken = quiet();
    broken.shared_consumers = 6;
    broken.keys = KeySpread::Hot { share: Share::from_percent(30) };
    set_rate(&mut broken, 8_000);
    let plan = Plan::of(&broken, &PriceSheet::shipped(broken.region)).expect("a valid workload");
    assert!(plan.findings.windows(2).all(|w| w[0].weight <= w[1].weight));
    assert_eq!(plan.findings[0].weight, Weight::Breaks);
    assert_ne!(plan.cheapest().map(|(mode, _)| mode), Some(Mode::Provisioned), "one key is too hot for it");
    let plan = Plan::of(&quiet(), &PriceSheet::shipped(Region::US_EAST_1)).expect("a valid workload");
    let heavy: Vec<&Finding> = plan.findings.iter().filter(|f| f.weight == Weight::Breaks).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}
