//! Version 1, as it is read. Nothing here may change its name, its meaning or its usual value: there are links and
//! files out there.

use std::sync::Arc;

use serde_json::Value;

use super::{PlanState, keys, prices};
use crate::{
    aws::{Region, pricing::PriceSheet},
    link::{
        LinkError,
        error::clip,
        fields::{self, Fields, Read, belongs},
        read::{percentages, week},
    },
    plan::{Aggregation, OwnKeys, Period, RecordSizes, SizeSample, Surge, Traffic, TrafficShape, Workload},
    units::{RecordsPerSecond, SimDuration},
};

const WORKLOAD: &[&str] = &[
    "records_per_second",
    "record_bytes",
    "stream_name",
    "region",
    "streams",
    "surge",
    "keys",
    "hottest_key_share",
    "shared_consumers",
    "fan_out_consumers",
    "process_manages",
    "retention_hours",
    "replay_hours",
    "growth_percent",
    "aggregation",
    "throttled_one_in",
    "shards_now",
    "hours",
];
const MEASURED: &[&str] =
    &["records", "bytes", "put_payload_units", "on_demand_bytes", "firehose_bytes", "chunks", "largest"];

const RATE: &str =
    "a number of records per second, a text like \"8k/s\", or an object with average, peak, day or week";
const SIZE: &str = "a number of bytes, a text like \"1.2 KiB\", or one of range, measured";
const AGGREGATION: &str = "\"off\", or kpl";

pub(super) fn envelope(value: &Value, supplied: &[Arc<OwnKeys>]) -> Read<PlanState> {
    let fields = Fields::of("the link", value, &["workload", "prices"])?;
    let workload = workload(fields.need("workload")?, supplied)?;
    let mut sheet = PriceSheet::shipped(workload.region);
    if let Some(value) = fields.some("prices") {
        prices::read(value, &mut sheet)?;
    }
    Ok(PlanState { workload, prices: sheet })
}

/// # Errors
/// When something is not known, missing or of the wrong type, or the workload is outside of its limits.
pub(super) fn workload(value: &Value, supplied: &[Arc<OwnKeys>]) -> Read<Workload> {
    if !value.is_object() {
        return Err(LinkError::Field("a workload is an object: write {…}".to_owned()));
    }
    let fields = Fields::of("the workload", value, WORKLOAD)?;
    let count = |name, usual| fields.some(name).map_or(Ok(usual), |value| fields::count(name, value));
    let optional = |name| fields.some(name).map(|value| fields::number(name, value, u64::MAX)).transpose();
    let workload = Workload {
        traffic: traffic(&fields)?,
        sizes: sizes(fields.need("record_bytes")?)?,
        stream_name: fields.text_or("stream_name", "stream")?,
        region: fields.some("region").map_or(Ok(Region::US_EAST_1), region)?,
        streams: count("streams", 1)?,
        shared_consumers: count("shared_consumers", 0)?,
        fan_out_consumers: count("fan_out_consumers", 0)?,
        process_manages: rate_of(&fields, "process_manages")?,
        retention_hours: count("retention_hours", 24)?,
        replay_hours: count("replay_hours", 0)?,
        growth_percent: count("growth_percent", 0)?,
        aggregation: fields.some("aggregation").map_or(Ok(Aggregation::Off), aggregation)?,
        throttled_one_in: optional("throttled_one_in")?,
        shards_now: fields.some("shards_now").map(|v| fields::count("shards_now", v)).transpose()?,
        period: period(count("hours", 730)?),
        // Last: nobody should look for keys for the sake of what cannot be read anyway.
        keys: keys::read(&fields, supplied)?,
    };
    workload.check()?;
    Ok(workload)
}

fn period(hours: u32) -> Period {
    let named = [Period::Hour, Period::Day, Period::Month, Period::Year];
    named.into_iter().find(|period| period.hours() == hours).unwrap_or(Period::Hours(hours))
}

fn region(value: &Value) -> Read<Region> {
    let code = fields::text("region", value)?;
    Region::find(code).ok_or_else(|| {
        LinkError::Field(format!("region is “{}”, which is not known: write it like us-east-1", clip(code)))
    })
}

/// A rate that may be left out.
fn rate_of(fields: &Fields, name: &'static str) -> Read<Option<RecordsPerSecond>> {
    fields.some(name).map(|_| fields.rate(name)).transpose()
}

fn traffic(fields: &Fields) -> Read<Traffic> {
    let value = fields.need("records_per_second")?;
    let surge = fields.some("surge").map(surge).transpose()?;
    if !value.is_object() {
        let rate = fields::rate("records_per_second", value, RATE)?;
        return Ok(Traffic { peak: rate, shape: TrafficShape::Average(rate), surge });
    }
    let fields = Fields::of("records_per_second", value, &["average", "peak", "day", "week"])?;
    let (peak, average) = (rate_of(&fields, "peak")?, rate_of(&fields, "average")?);
    let shape = match (average, fields.some("day"), fields.some("week")) {
        (average, None, None) => TrafficShape::Average(average.or(peak).unwrap_or_default()),
        (None, Some(day), None) => TrafficShape::Day(Box::new(percentages("day", day)?)),
        (None, None, Some(days)) => TrafficShape::Week(week(fields::items("week", days)?)?),
        _ => return Err(LinkError::Field("give one of average, day and week".to_owned())),
    };
    // An average alone is a rate that never changes.
    let peak = peak.or(average).ok_or_else(|| LinkError::Field("missing field `peak`".to_owned()))?;
    Ok(Traffic { peak, shape, surge })
}

fn surge(value: &Value) -> Read<Surge> {
    let fields = Fields::of("surge", value, &["rate", "lasting_ms", "level_within_ms"])?;
    Ok(Surge {
        rate: fields.rate("rate")?,
        lasting: SimDuration::from_millis(fields.number("lasting_ms")?),
        level_within: SimDuration::from_millis(fields.number_or("level_within_ms", 0)?),
    })
}

fn sizes(value: &Value) -> Read<RecordSizes> {
    if !value.is_object() {
        return fields::size("record_bytes", value, SIZE).map(RecordSizes::Fixed);
    }
    Ok(match fields::kind("record_bytes", value, SIZE)? {
        ("range", value) => {
            let fields = Fields::of("range", value, &["min", "max"])?;
            RecordSizes::Range { min: fields.size("min")?, max: fields.size("max")? }
        }
        ("measured", value) => RecordSizes::Measured(Arc::new(measured(value)?)),
        _ => return Err(belongs("record_bytes", value, SIZE)),
    })
}

fn measured(value: &Value) -> Read<SizeSample> {
    let fields = Fields::of("measured", value, MEASURED)?;
    let sum = |name| fields.number(name).map(u128::from);
    let sample = SizeSample {
        records: fields.number("records")?,
        bytes: sum("bytes")?,
        put_payload_units: sum("put_payload_units")?,
        on_demand_bytes: sum("on_demand_bytes")?,
        firehose_bytes: sum("firehose_bytes")?,
        chunks: sum("chunks")?,
        largest: fields.number("largest")?,
    };
    // Between as many of the smallest and as many of the largest: what no records can come to would be a bill of
    // nothing, or one without end.
    let (mut least, mut most) = (SizeSample::default(), SizeSample::default());
    least.add_many(1, sample.records);
    most.add_many(sample.largest, sample.records);
    let sums =
        |of: &SizeSample| [of.bytes, of.put_payload_units, of.on_demand_bytes, of.firehose_bytes, of.chunks];
    let within = sums(&least).into_iter().zip(sums(&sample)).zip(sums(&most));
    if within.into_iter().all(|((least, sum), most)| (least..=most).contains(&sum)) {
        return Ok(sample);
    }
    Err(LinkError::Field("the sums of measured do not go together: measure the records again".to_owned()))
}

fn aggregation(value: &Value) -> Read<Aggregation> {
    match fields::kind("aggregation", value, AGGREGATION)? {
        ("off", Value::Null) => Ok(Aggregation::Off),
        ("kpl", value) => {
            Ok(Aggregation::Kpl { processes: Fields::of("kpl", value, &["processes"])?.count("processes")? })
        }
        _ => Err(belongs("aggregation", value, AGGREGATION)),
    }
}
