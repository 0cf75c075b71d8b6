//! Version 1, as it is written: every setting, or only those that have not their usual value.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{LinkState, lists, read, readers, words};
use crate::{
    sim::{
        KeyList,
        scenario::{Change, DayPeak, Keys, Producer, Put, Rate, RecordSize, Retry, Scenario, What},
    },
    units::{RecordsPerSecond, SimDuration},
};

/// Lists that were met, in the order in which producers name them.
type Seen = Vec<Arc<KeyList>>;

pub(super) fn scenario(scenario: &Scenario) -> Value {
    both(scenario, &[]).0
}

/// The scenario and the changes of its other run; the lists of both stand in the scenario.
fn both(scenario: &Scenario, branch: &[Change]) -> (Value, Value) {
    let mut seen = Vec::new();
    let producers = producers(&scenario.producers, &mut seen);
    let changes = scenario.changes.iter().map(|c| change(c, &mut seen)).collect();
    let branch = branch.iter().map(|c| change(c, &mut seen)).collect();
    let scenario = object(&mut [
        ("seed", scenario.seed.into()),
        ("resolution", words::resolution(scenario.resolution)),
        ("duration_ms", scenario.duration.millis().into()),
        ("shard_count", scenario.shard_count.into()),
        ("max_record_bytes", scenario.max_record_size.0.into()),
        ("producers", producers),
        ("retention_hours", hours(scenario.retention)),
        ("readers", readers::write_all(&scenario.readers)),
        ("changes", changes),
        ("lists", seen.iter().map(|list| lists::write(list)).collect()),
    ]);
    (scenario, branch)
}

/// What a link holds, without the settings that have their usual value.
pub(super) fn envelope(state: &LinkState) -> Value {
    let (mut brief, mut branch) = both(&state.scenario, state.branch.as_deref().unwrap_or_default());
    without_usual(&mut brief, &mut branch);
    let mut envelope = object(&mut [("at_ms", state.at.millis().into()), ("scenario", brief)]);
    if state.branch.is_some() {
        envelope["branch"] = branch;
    }
    envelope
}

fn without_usual(of: &mut Value, branch: &mut Value) {
    // Nothing but usual settings can be read; were it not so, a link would only be longer.
    let Ok(usual) = read::scenario(&Value::Object(Map::new()), &[]) else { return };
    let mut usual = scenario(&usual);
    // Left out it would depend on how long the run is: a link says it.
    usual["resolution"].take();
    let producer = usual["producers"][0].clone();
    drop_usual_of_each(&mut of["producers"], &producer);
    readers::without_usual(&mut of["readers"]);
    for changes in [&mut of["changes"], branch] {
        for change in changes.as_array_mut().into_iter().flatten() {
            if let Some(producers) = change["what"].get_mut("producers") {
                drop_usual_of_each(producers, &producer);
            }
            if let Some(readers) = change["what"].get_mut("readers") {
                readers::without_usual(readers);
            }
        }
    }
    drop_usual(of, &usual);
}

fn drop_usual_of_each(producers: &mut Value, usual: &Value) {
    for producer in producers.as_array_mut().into_iter().flatten() {
        // A retry of which nothing is left is the usual one, and goes as a whole.
        if producer["retry"] != usual["retry"] {
            drop_usual(&mut producer["retry"], &usual["retry"]);
        }
        drop_usual(producer, usual);
    }
}

pub(super) fn drop_usual(value: &mut Value, usual: &Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, value| usual.get(name) != Some(value));
    }
}

pub(super) fn object(fields: &mut [(&str, Value)]) -> Value {
    let mut object = Map::new();
    for (name, value) in fields {
        object.insert((*name).to_owned(), value.take());
    }
    Value::Object(object)
}

pub(super) fn kind(name: &str, value: Value) -> Value {
    object(&mut [(name, value)])
}

fn change(change: &Change, seen: &mut Seen) -> Value {
    let what = match &change.what {
        What::ShardCount(n) => kind("shard_count", (*n).into()),
        What::SplitShard { shard, new_starting_hash_key } => {
            let key = new_starting_hash_key.to_string().into();
            let split = object(&mut [("shard", shard.to_string().into()), ("new_starting_hash_key", key)]);
            kind("split_shard", split)
        }
        What::Producers(of) => kind("producers", producers(of, seen)),
        What::Retention(span) => kind("retention_hours", hours(*span)),
        What::Readers(of) => kind("readers", readers::write_all(of)),
        What::Fault { reader, fault } => readers::write_fault(*reader, *fault),
        What::Rewind { reader, to } => readers::write_rewind(*reader, *to),
    };
    object(&mut [("at_ms", change.at.millis().into()), ("what", what)])
}

fn hours(span: SimDuration) -> Value {
    (span.secs() / 3_600).into()
}

fn producers(producers: &[Producer], seen: &mut Seen) -> Value {
    producers.iter().map(|p| producer(p, seen)).collect()
}

fn producer(producer: &Producer, seen: &mut Seen) -> Value {
    object(&mut [
        ("name", producer.name.as_str().into()),
        ("processes", producer.processes.into()),
        ("rate", rate(&producer.rate)),
        ("from_ms", producer.from.millis().into()),
        ("until_ms", producer.until.map_or(Value::Null, |until| until.millis().into())),
        ("size", size(producer.size)),
        ("keys", keys(&producer.keys, seen)),
        ("salt", producer.salt.into()),
        ("put", put(producer.put)),
        ("retry", retry(&producer.retry)),
    ])
}

fn put(put: Put) -> Value {
    match put {
        Put::PutRecord => "put_record".into(),
        Put::PutRecords { entries, linger } => {
            let batch = object(&mut [("entries", entries.into()), ("linger_ms", linger.millis().into())]);
            kind("put_records", batch)
        }
        Put::Kpl => "kpl".into(),
    }
}

fn retry(retry: &Retry) -> Value {
    object(&mut [
        ("policy", words::policy(retry.policy)),
        ("attempts", retry.attempts.into()),
        ("base_ms", retry.base.millis().into()),
        ("cap_ms", retry.cap.millis().into()),
        ("deadline_ms", retry.deadline.millis().into()),
        ("round_trip_ms", retry.round_trip.millis().into()),
    ])
}

/// JSON has decimal numbers; three decimals are exact.
pub(super) fn per_second(rate: RecordsPerSecond) -> Value {
    let milli = rate.milli();
    if milli.is_multiple_of(1_000) { (milli / 1_000).into() } else { (milli as f64 / 1_000.0).into() }
}

fn rate(rate: &Rate) -> Value {
    match rate {
        Rate::Constant(rate) => per_second(*rate),
        Rate::Ramp { from, to, over } => {
            let (from, to) = (per_second(*from), per_second(*to));
            kind("ramp", object(&mut [("from", from), ("to", to), ("over_ms", over.millis().into())]))
        }
        Rate::Burst { base, peak, every, lasting } => {
            let burst = object(&mut [
                ("base", per_second(*base)),
                ("peak", per_second(*peak)),
                ("every_ms", every.millis().into()),
                ("lasting_ms", lasting.millis().into()),
            ]);
            kind("burst", burst)
        }
        Rate::Day { low, peaks } => {
            let peaks = peaks.iter().map(day_peak).collect();
            kind("day", object(&mut [("low", per_second(*low)), ("peaks", peaks)]))
        }
        Rate::Week { peak, percent } => {
            let day = |hours: &[u8; 24]| hours.iter().map(|&hour| Value::from(hour)).collect::<Value>();
            let percent = percent.iter().map(day).collect();
            kind("week", object(&mut [("peak", per_second(*peak)), ("percent", percent)]))
        }
        Rate::AsRecorded => "as_recorded".into(),
    }
}

fn day_peak(peak: &DayPeak) -> Value {
    object(&mut [
        ("at_ms", peak.at.millis().into()),
        ("rate", per_second(peak.rate)),
        ("width_ms", peak.width.millis().into()),
    ])
}

fn size(size: RecordSize) -> Value {
    match size {
        RecordSize::Fixed(size) => size.0.into(),
        RecordSize::Range { min, max } => {
            kind("range", object(&mut [("min", min.0.into()), ("max", max.0.into())]))
        }
        RecordSize::Mix { small, large, large_share } => {
            let mix = object(&mut [
                ("small", small.0.into()),
                ("large", large.0.into()),
                ("large_share_ppm", large_share.ppm().into()),
            ]);
            kind("mix", mix)
        }
        RecordSize::FromList => "from_list".into(),
    }
}

fn keys(keys: &Keys, seen: &mut Seen) -> Value {
    match keys {
        Keys::Uniform { label, count } => {
            kind("uniform", object(&mut [("label", words::label(*label)), ("count", (*count).into())]))
        }
        Keys::Zipf { label, count, exponent } => {
            let zipf = object(&mut [
                ("label", words::label(*label)),
                ("count", (*count).into()),
                ("exponent_milli", (*exponent).into()),
            ]);
            kind("zipf", zipf)
        }
        Keys::Hot { label, count, share } => {
            let hot = object(&mut [
                ("label", words::label(*label)),
                ("count", (*count).into()),
                ("share_ppm", share.ppm().into()),
            ]);
            kind("hot", hot)
        }
        Keys::Names(names) => kind("names", names.iter().map(|name| Value::from(name.as_str())).collect()),
        Keys::Timestamp(grain) => kind("timestamp", words::grain(*grain)),
        Keys::PerBatch => "per_batch".into(),
        Keys::Random => "random".into(),
        Keys::RoundRobin => "round_robin".into(),
        Keys::List { list, replay } => {
            let place = place(list, seen) as u64;
            let list = object(&mut [("list", place.into()), ("replay", words::replay(*replay))]);
            kind("list", list)
        }
    }
}

/// Where the list stands among those that are written; like ones are written once.
fn place(list: &Arc<KeyList>, seen: &mut Seen) -> usize {
    let same = |other: &Arc<KeyList>| Arc::ptr_eq(other, list) || other == list;
    seen.iter().position(same).unwrap_or_else(|| {
        seen.push(Arc::clone(list));
        seen.len() - 1
    })
}
