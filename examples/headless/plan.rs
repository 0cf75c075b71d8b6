//! `plan`: how many shards, and what it costs in each mode. A workload is as [`link::plan`] has it.

use serde_json::{Map, Value};
use shardscope::{
    aws::pricing::PriceSheet,
    link,
    plan::{Plan, Workload},
};

use crate::{
    Answer,
    error::{Refusal, validation},
};

pub(crate) fn answer(line: &Map<String, Value>) -> Answer {
    let workload = workload(&Value::Object(line.clone()))?;
    Ok(planned(&workload)?.to_json())
}

pub(crate) fn workload(value: &Value) -> Result<Workload, Refusal> {
    Ok(link::plan::workload_from_value(value, &[])?)
}

pub(crate) fn planned(workload: &Workload) -> Result<Plan, Refusal> {
    let prices = PriceSheet::shipped(workload.region);
    Plan::of(workload, &prices).map_err(|why| validation(why.to_string()))
}
