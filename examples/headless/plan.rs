//! `plan`: how many shards, and what it costs in each mode.

use serde_json::{Map, Value};
use shardscope::{
    aws::{Region, pricing::PriceSheet},
    plan::{KeySpread, Period, Plan, RecordSizes, TrafficShape, Workload},
    units::{Bytes, RecordsPerSecond, Share},
};

use crate::{
    Answer,
    error::{Refusal, serialization, validation},
};

pub(crate) fn answer(line: &Map<String, Value>) -> Answer {
    let workload = workload(line)?;
    let prices = PriceSheet::shipped(workload.region);
    let plan = Plan::of(&workload, &prices).map_err(|why| validation(why.to_string()))?;
    Ok(plan.to_json())
}

/// What is left out is as in the contract's example, or zero; a busiest second is looked at only if asked for.
pub(crate) fn workload(line: &Map<String, Value>) -> Result<Workload, Refusal> {
    let mut workload = Workload {
        keys: KeySpread::Even,
        fan_out_consumers: 0,
        throttled_one_in: None,
        ..Workload::default()
    };
    if let Some(code) = some(line, "region") {
        let code = code.as_str().ok_or_else(|| serialization("region has to be a string"))?;
        workload.region = Region::find(code).ok_or_else(|| {
            let known = Region::all().map(Region::code).collect::<Vec<_>>().join(", ");
            validation(format!("the Region “{code}” is not known; there are {known}"))
        })?;
    }
    if let Some(bytes) = number(line, "record_bytes")? {
        workload.sizes = RecordSizes::Fixed(Bytes(bytes));
    }
    for (name, field) in [
        ("streams", &mut workload.streams),
        ("shared_consumers", &mut workload.shared_consumers),
        ("fan_out_consumers", &mut workload.fan_out_consumers),
        ("retention_hours", &mut workload.retention_hours),
    ] {
        if let Some(n) = small(line, name)? {
            *field = n;
        }
    }
    if let Some(hours) = small(line, "hours")? {
        workload.period = Period::Hours(hours);
    }
    workload.throttled_one_in = number(line, "throttled_one_in")?;
    rates(line, &mut workload)?;
    if let Some(share) = some(line, "hottest_key_share") {
        let share = share.as_f64().filter(|share| (0.0..=1.0).contains(share));
        let share = share.ok_or_else(|| validation("hottest_key_share has to be a number from 0 to 1"))?;
        let share = Share::from_ppm((share * 1e6).round() as u32);
        workload.keys = if share.ppm() == 0 { KeySpread::Even } else { KeySpread::Hot { share } };
    }
    Ok(workload)
}

fn rates(line: &Map<String, Value>, workload: &mut Workload) -> Result<(), Refusal> {
    let Some(rates) = some(line, "records_per_second") else { return Ok(()) };
    let rates = rates
        .as_object()
        .ok_or_else(|| serialization("records_per_second has to be an object with average and peak"))?;
    let (average, peak) = (rate(rates, "average")?, rate(rates, "peak")?);
    let either = || validation("records_per_second needs average, peak or both");
    let peak = peak.or(average).ok_or_else(either)?;
    workload.traffic.peak = peak;
    workload.traffic.shape = TrafficShape::Average(average.unwrap_or(peak));
    Ok(())
}

fn rate(rates: &Map<String, Value>, name: &str) -> Result<Option<RecordsPerSecond>, Refusal> {
    let Some(value) = some(rates, name) else { return Ok(None) };
    let milli = value.as_f64().map(|rate| (rate * 1_000.0).round());
    let milli = milli.filter(|milli| (0.0..9e15).contains(milli));
    let milli =
        milli.ok_or_else(|| validation(format!("{name} has to be a rate from 0 to 9e12 a second")))?;
    Ok(Some(RecordsPerSecond::from_milli(milli as u64)))
}

fn some<'a>(line: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    line.get(name).filter(|value| !value.is_null())
}

fn number(line: &Map<String, Value>, name: &str) -> Result<Option<u64>, Refusal> {
    let whole = |value: &Value| {
        value
            .as_u64()
            .ok_or_else(|| validation(format!("{name} has to be a whole number from 0 on, not {value}")))
    };
    some(line, name).map(whole).transpose()
}

fn small(line: &Map<String, Value>, name: &str) -> Result<Option<u32>, Refusal> {
    let fits = |n: u64| u32::try_from(n).map_err(|_| validation(format!("{name} is too large: {n}")));
    number(line, name)?.map(fits).transpose()
}
