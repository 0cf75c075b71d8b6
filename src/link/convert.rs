//! Between version 1 and what the engine runs.

use std::sync::Arc;

use serde_json::Value;

use super::{
    LinkError, lists,
    plain::{PerSecondV1, SizeV1},
    v1::{
        ChangeV1, DayPeakV1, EnvelopeV1, GrainV1, KeysV1, LabelV1, ProducerV1, PutV1, RateV1, RecordSizeV1,
        ReplayV1, ResolutionV1, RetryPolicyV1, RetryV1, ScenarioV1, WhatV1,
    },
};
use crate::{
    kinesis::{HashKey, ShardId},
    sim::{
        KeyList,
        scenario::{
            Change, DayPeak, Grain, KeyLabel, Keys, Producer, Put, Rate, RecordSize, Replay, Resolution,
            Retry, RetryPolicy, Scenario, What,
        },
    },
    units::{Bytes, Share, SimDuration, SimTime},
};

/// Where no resolution is given, runs up to here are looked at record by record.
const RECORD_UP_TO_MS: u64 = 600_000;

pub(super) fn to_v1(scenario: &Scenario) -> ScenarioV1 {
    let mut seen = Vec::new();
    let producers = scenario.producers.iter().map(|p| producer_to_v1(p, &mut seen)).collect();
    let changes = scenario.changes.iter().map(|c| change_to_v1(c, &mut seen)).collect();
    ScenarioV1 {
        seed: scenario.seed,
        resolution: Some(scenario.resolution.into()),
        duration_ms: scenario.duration.millis(),
        shard_count: scenario.shard_count,
        max_record_bytes: SizeV1(scenario.max_record_size.0),
        producers,
        changes,
        lists: seen.iter().map(|list| lists::to_v1(list)).collect(),
    }
}

/// # Errors
/// When a reference leads nowhere, a number is none, or the scenario is outside of its limits.
pub(super) fn from_v1(from: ScenarioV1, supplied: &[Arc<KeyList>]) -> Result<Scenario, LinkError> {
    let lists: Vec<_> =
        from.lists.into_iter().map(|list| lists::from_v1(list, supplied)).collect::<Result<_, _>>()?;
    let resolution = from.resolution.map_or_else(
        || if from.duration_ms <= RECORD_UP_TO_MS { Resolution::Record } else { Resolution::Second },
        Resolution::from,
    );
    let scenario = Scenario {
        seed: from.seed,
        resolution,
        duration: SimDuration::from_millis(from.duration_ms),
        shard_count: from.shard_count,
        max_record_size: Bytes(from.max_record_bytes.0),
        producers: producers_from_v1(from.producers, &lists)?,
        changes: from.changes.into_iter().map(|c| change_from_v1(c, &lists)).collect::<Result<_, _>>()?,
    };
    scenario.check()?;
    Ok(scenario)
}

/// As JSON, without the settings that have their usual value.
pub(super) fn without_defaults(envelope: &EnvelopeV1) -> Value {
    let mut value = serde_json::to_value(envelope).unwrap_or_default();
    let usual = serde_json::to_value(ScenarioV1::default()).unwrap_or_default();
    let producer = usual["producers"][0].clone();
    let producers = |at: &mut Value| {
        for p in at.as_array_mut().into_iter().flatten() {
            drop_equal(&mut p["retry"], &producer["retry"]);
            drop_equal(p, &producer);
            // A retry of which nothing is left is the usual one.
            drop_equal(p, &serde_json::json!({ "retry": {} }));
        }
    };
    let scenario = &mut value["scenario"];
    producers(&mut scenario["producers"]);
    for change in scenario["changes"].as_array_mut().into_iter().flatten() {
        if let Some(at) = change["what"].get_mut("producers") {
            producers(at);
        }
    }
    drop_equal(scenario, &usual);
    value
}

fn drop_equal(value: &mut Value, usual: &Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, value| usual.get(name) != Some(value));
    }
}

fn change_to_v1(change: &Change, seen: &mut Vec<Arc<KeyList>>) -> ChangeV1 {
    let what = match &change.what {
        What::ShardCount(n) => WhatV1::ShardCount(*n),
        What::SplitShard { shard, new_starting_hash_key } => WhatV1::SplitShard {
            shard: shard.to_string(),
            new_starting_hash_key: new_starting_hash_key.to_string(),
        },
        What::Producers(producers) => {
            WhatV1::Producers(producers.iter().map(|p| producer_to_v1(p, seen)).collect())
        }
    };
    ChangeV1 { at_ms: change.at.millis(), what }
}

fn change_from_v1(change: ChangeV1, lists: &[Arc<KeyList>]) -> Result<Change, LinkError> {
    let what = match change.what {
        WhatV1::ShardCount(n) => What::ShardCount(n),
        WhatV1::SplitShard { shard, new_starting_hash_key } => What::SplitShard {
            shard: shard.parse::<ShardId>().map_err(LinkError::Field)?,
            new_starting_hash_key: new_starting_hash_key
                .parse::<HashKey>()
                .map_err(|why| LinkError::Field(format!("new_starting_hash_key: {why}")))?,
        },
        WhatV1::Producers(producers) => What::Producers(producers_from_v1(producers, lists)?),
    };
    Ok(Change { at: SimTime::from_millis(change.at_ms), what })
}

fn producer_to_v1(producer: &Producer, seen: &mut Vec<Arc<KeyList>>) -> ProducerV1 {
    ProducerV1 {
        name: producer.name.clone(),
        processes: producer.processes,
        rate: rate_to_v1(&producer.rate),
        from_ms: producer.from.millis(),
        until_ms: producer.until.map(SimTime::millis),
        size: size_to_v1(producer.size),
        keys: keys_to_v1(&producer.keys, seen),
        salt: producer.salt,
        put: match producer.put {
            Put::PutRecord => PutV1::PutRecord,
            Put::PutRecords { entries, linger } => PutV1::PutRecords { entries, linger_ms: linger.millis() },
            Put::Kpl => PutV1::Kpl,
        },
        retry: RetryV1 {
            policy: producer.retry.policy.into(),
            attempts: producer.retry.attempts,
            base_ms: producer.retry.base.millis(),
            cap_ms: producer.retry.cap.millis(),
            deadline_ms: producer.retry.deadline.millis(),
            round_trip_ms: producer.retry.round_trip.millis(),
        },
    }
}

fn producers_from_v1(producers: Vec<ProducerV1>, lists: &[Arc<KeyList>]) -> Result<Vec<Producer>, LinkError> {
    producers.into_iter().map(|p| producer_from_v1(p, lists)).collect()
}

fn producer_from_v1(from: ProducerV1, lists: &[Arc<KeyList>]) -> Result<Producer, LinkError> {
    let ms = SimDuration::from_millis;
    Ok(Producer {
        name: from.name,
        processes: from.processes,
        rate: rate_from_v1(from.rate),
        from: SimTime::from_millis(from.from_ms),
        until: from.until_ms.map(SimTime::from_millis),
        size: size_from_v1(&from.size)?,
        keys: keys_from_v1(from.keys, lists)?,
        salt: from.salt,
        put: match from.put {
            PutV1::PutRecord => Put::PutRecord,
            PutV1::PutRecords { entries, linger_ms } => Put::PutRecords { entries, linger: ms(linger_ms) },
            PutV1::Kpl => Put::Kpl,
        },
        retry: Retry {
            policy: from.retry.policy.into(),
            attempts: from.retry.attempts,
            base: ms(from.retry.base_ms),
            cap: ms(from.retry.cap_ms),
            deadline: ms(from.retry.deadline_ms),
            round_trip: ms(from.retry.round_trip_ms),
        },
    })
}

fn rate_to_v1(rate: &Rate) -> RateV1 {
    let per = PerSecondV1;
    match rate {
        Rate::Constant(rate) => RateV1::Constant(per(*rate)),
        Rate::Ramp { from, to, over } => {
            RateV1::Ramp { from: per(*from), to: per(*to), over_ms: over.millis() }
        }
        Rate::Burst { base, peak, every, lasting } => RateV1::Burst {
            base: per(*base),
            peak: per(*peak),
            every_ms: every.millis(),
            lasting_ms: lasting.millis(),
        },
        Rate::Day { low, peaks } => {
            let peak = |p: &DayPeak| DayPeakV1 {
                at_ms: p.at.millis(),
                rate: per(p.rate),
                width_ms: p.width.millis(),
            };
            RateV1::Day { low: per(*low), peaks: peaks.iter().map(peak).collect() }
        }
        Rate::Week { peak, percent } => RateV1::Week { peak: per(*peak), percent: percent.clone() },
        Rate::AsRecorded => RateV1::AsRecorded,
    }
}

fn rate_from_v1(rate: RateV1) -> Rate {
    let ms = SimDuration::from_millis;
    match rate {
        RateV1::Constant(rate) => Rate::Constant(rate.0),
        RateV1::Ramp { from, to, over_ms } => Rate::Ramp { from: from.0, to: to.0, over: ms(over_ms) },
        RateV1::Burst { base, peak, every_ms, lasting_ms } => {
            Rate::Burst { base: base.0, peak: peak.0, every: ms(every_ms), lasting: ms(lasting_ms) }
        }
        RateV1::Day { low, peaks } => {
            let peak = |p: DayPeakV1| DayPeak {
                at: SimTime::from_millis(p.at_ms),
                rate: p.rate.0,
                width: ms(p.width_ms),
            };
            Rate::Day { low: low.0, peaks: peaks.into_iter().map(peak).collect() }
        }
        RateV1::Week { peak, percent } => Rate::Week { peak: peak.0, percent },
        RateV1::AsRecorded => Rate::AsRecorded,
    }
}

fn size_to_v1(size: RecordSize) -> RecordSizeV1 {
    let bytes = |bytes: Bytes| SizeV1(bytes.0);
    match size {
        RecordSize::Fixed(size) => RecordSizeV1::Fixed(bytes(size)),
        RecordSize::Range { min, max } => RecordSizeV1::Range { min: bytes(min), max: bytes(max) },
        RecordSize::Mix { small, large, large_share } => {
            RecordSizeV1::Mix { small: bytes(small), large: bytes(large), large_share_ppm: large_share.ppm() }
        }
        RecordSize::FromList => RecordSizeV1::FromList,
    }
}

fn size_from_v1(size: &RecordSizeV1) -> Result<RecordSize, LinkError> {
    Ok(match size {
        RecordSizeV1::Fixed(size) => RecordSize::Fixed(Bytes(size.0)),
        RecordSizeV1::Range { min, max } => RecordSize::Range { min: Bytes(min.0), max: Bytes(max.0) },
        RecordSizeV1::Mix { small, large, large_share_ppm } => RecordSize::Mix {
            small: Bytes(small.0),
            large: Bytes(large.0),
            large_share: share("large_share_ppm", *large_share_ppm)?,
        },
        RecordSizeV1::FromList => RecordSize::FromList,
    })
}

/// Refused above the whole, where the type would clamp it.
fn share(name: &str, ppm: u32) -> Result<Share, LinkError> {
    if ppm > Share::ONE.ppm() {
        return Err(LinkError::Field(format!("{name} is in parts per million, at most 1000000, not {ppm}")));
    }
    Ok(Share::from_ppm(ppm))
}

fn keys_to_v1(keys: &Keys, seen: &mut Vec<Arc<KeyList>>) -> KeysV1 {
    match keys {
        Keys::Uniform { label, count } => KeysV1::Uniform { label: (*label).into(), count: *count },
        Keys::Zipf { label, count, exponent } => {
            KeysV1::Zipf { label: (*label).into(), count: *count, exponent_milli: *exponent }
        }
        Keys::Hot { label, count, share } => {
            KeysV1::Hot { label: (*label).into(), count: *count, share_ppm: share.ppm() }
        }
        Keys::Names(names) => KeysV1::Names(names.clone()),
        Keys::Timestamp(grain) => KeysV1::Timestamp((*grain).into()),
        Keys::PerBatch => KeysV1::PerBatch,
        Keys::Random => KeysV1::Random,
        Keys::RoundRobin => KeysV1::RoundRobin,
        Keys::List { list, replay } => {
            let same = |other: &Arc<KeyList>| Arc::ptr_eq(other, list) || other == list;
            let place = seen.iter().position(same).unwrap_or_else(|| {
                seen.push(Arc::clone(list));
                seen.len() - 1
            });
            KeysV1::List { list: place, replay: (*replay).into() }
        }
    }
}

fn keys_from_v1(keys: KeysV1, lists: &[Arc<KeyList>]) -> Result<Keys, LinkError> {
    Ok(match keys {
        KeysV1::Uniform { label, count } => Keys::Uniform { label: label.into(), count },
        KeysV1::Zipf { label, count, exponent_milli } => {
            Keys::Zipf { label: label.into(), count, exponent: exponent_milli }
        }
        KeysV1::Hot { label, count, share_ppm } => {
            Keys::Hot { label: label.into(), count, share: share("share_ppm", share_ppm)? }
        }
        KeysV1::Names(names) => Keys::Names(names),
        KeysV1::Timestamp(grain) => Keys::Timestamp(grain.into()),
        KeysV1::PerBatch => Keys::PerBatch,
        KeysV1::Random => Keys::Random,
        KeysV1::RoundRobin => Keys::RoundRobin,
        KeysV1::List { list: place, replay } => {
            let list = lists.get(place).cloned().ok_or_else(|| {
                LinkError::Field(format!(
                    "keys name list {place}, and there are {}: count from 0",
                    lists.len()
                ))
            })?;
            Keys::List { list, replay: replay.into() }
        }
    })
}

/// Enums without fields, variant by variant, both ways: a new variant in the domain does not compile until it
/// has its name here.
macro_rules! same_variants {
    ($($domain:ident = $v1:ident { $($variant:ident),+ })+) => {$(
        impl From<$domain> for $v1 {
            fn from(from: $domain) -> Self {
                match from { $($domain::$variant => Self::$variant),+ }
            }
        }
        impl From<$v1> for $domain {
            fn from(from: $v1) -> Self {
                match from { $($v1::$variant => Self::$variant),+ }
            }
        }
    )+};
}

same_variants! {
    Resolution = ResolutionV1 { Record, Second }
    KeyLabel = LabelV1 { Card, Device, User, Session, Order }
    Grain = GrainV1 { Millisecond, Second }
    Replay = ReplayV1 { InOrder, ByFrequency }
    RetryPolicy = RetryPolicyV1 { None, WholeBatch, FailedOnly, Serial }
}
