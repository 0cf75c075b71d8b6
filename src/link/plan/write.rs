//! Version 1, as it is written: every setting, or only those that have not their usual value.

use serde_json::{Map, Value, json};

use super::{keys, prices};
use crate::{
    aws::pricing::PriceSheet,
    link::{
        plan::read,
        write::{drop_usual, kind, object, per_second},
    },
    plan::{Aggregation, RecordSizes, SizeSample, Surge, Traffic, TrafficShape, Workload},
};

pub(super) fn workload(workload: &Workload) -> Value {
    object(&mut [
        ("stream_name", workload.stream_name.as_str().into()),
        ("region", workload.region.code().into()),
        ("streams", workload.streams.into()),
        ("records_per_second", traffic(&workload.traffic)),
        ("surge", workload.traffic.surge.map_or(Value::Null, surge)),
        ("record_bytes", sizes(&workload.sizes)),
        ("keys", keys::write(&workload.keys)),
        ("shared_consumers", workload.shared_consumers.into()),
        ("fan_out_consumers", workload.fan_out_consumers.into()),
        ("process_manages", workload.process_manages.map_or(Value::Null, per_second)),
        ("retention_hours", workload.retention_hours.into()),
        ("replay_hours", workload.replay_hours.into()),
        ("growth_percent", workload.growth_percent.into()),
        ("aggregation", aggregation(workload.aggregation)),
        ("throttled_one_in", workload.throttled_one_in.into()),
        ("shards_now", workload.shards_now.into()),
        ("hours", workload.period.hours().into()),
    ])
}

/// What a link holds.
pub(super) fn envelope(of: &Workload, sheet: &PriceSheet) -> Value {
    let mut brief = workload(of);
    // Usual settings can be read; were it not so, a link would only be longer.
    let needed = json!({"records_per_second": 1, "record_bytes": 1});
    if let Ok(usual) = read::workload(&needed, &[]) {
        let mut usual = workload(&usual);
        // These two always have to be said.
        usual["records_per_second"].take();
        usual["record_bytes"].take();
        drop_usual(&mut brief, &usual);
    }
    let mut envelope = Map::new();
    envelope.insert("workload".to_owned(), brief);
    let prices = if sheet.region == of.region { prices::write(sheet) } else { Value::Null };
    if prices.as_array().is_some_and(|prices| !prices.is_empty()) {
        envelope.insert("prices".to_owned(), prices);
    }
    Value::Object(envelope)
}

fn traffic(traffic: &Traffic) -> Value {
    let peak = per_second(traffic.peak);
    let percent = |hours: &[u8; 24]| hours.iter().map(|&hour| Value::from(hour)).collect::<Value>();
    match &traffic.shape {
        TrafficShape::Average(average) if *average == traffic.peak => peak,
        TrafficShape::Average(average) => object(&mut [("average", per_second(*average)), ("peak", peak)]),
        TrafficShape::Day(day) => object(&mut [("peak", peak), ("day", percent(day))]),
        TrafficShape::Week(week) => {
            object(&mut [("peak", peak), ("week", week.iter().map(percent).collect())])
        }
    }
}

fn surge(surge: Surge) -> Value {
    object(&mut [
        ("rate", per_second(surge.rate)),
        ("lasting_ms", surge.lasting.millis().into()),
        ("level_within_ms", surge.level_within.millis().into()),
    ])
}

fn sizes(sizes: &RecordSizes) -> Value {
    match sizes {
        RecordSizes::Fixed(size) => size.0.into(),
        RecordSizes::Range { min, max } => {
            kind("range", object(&mut [("min", min.0.into()), ("max", max.0.into())]))
        }
        RecordSizes::Measured(sample) => kind("measured", measured(sample)),
    }
}

fn measured(sample: &SizeSample) -> Value {
    // Sums over what somebody pasted.
    let sum = |sum: u128| Value::from(u64::try_from(sum).unwrap_or(u64::MAX));
    object(&mut [
        ("records", sample.records.into()),
        ("bytes", sum(sample.bytes)),
        ("put_payload_units", sum(sample.put_payload_units)),
        ("on_demand_bytes", sum(sample.on_demand_bytes)),
        ("firehose_bytes", sum(sample.firehose_bytes)),
        ("chunks", sum(sample.chunks)),
        ("largest", sample.largest.into()),
    ])
}

fn aggregation(aggregation: Aggregation) -> Value {
    match aggregation {
        Aggregation::Off => "off".into(),
        Aggregation::Kpl { processes } => kind("kpl", object(&mut [("processes", processes.into())])),
    }
}
