//! `simulate`: a whole run, judged.

use serde_json::{Map, Value};
use shardscope::{
    link,
    plan::run_json,
    sim::{
        Model, Msg, presets,
        scenario::{Resolution, Scenario},
    },
    units::SimDuration,
};

use crate::{
    Answer,
    error::{Refusal, not_found, serialization, validation},
};

pub(crate) fn answer(line: &Map<String, Value>) -> Answer {
    let mut scenario = scenario(line)?;
    if let Some(seed) = whole_number(line, "seed")? {
        scenario.seed = seed;
    }
    match line.get("resolution") {
        None | Some(Value::Null) => {}
        Some(Value::String(word)) if word == "record" => scenario.resolution = Resolution::Record,
        Some(Value::String(word)) if word == "second" => scenario.resolution = Resolution::Second,
        Some(other) => {
            return Err(validation(format!("resolution has to be \"record\" or \"second\", not {other}")));
        }
    }
    if let Some(ms) = whole_number(line, "until_ms")? {
        scenario.duration = SimDuration::from_millis(ms);
    }
    let span = scenario.duration;
    let mut model = Model::new(scenario)?;
    model.update(Msg::Advance(span))?;
    Ok(run_json(&model.report()))
}

fn scenario(line: &Map<String, Value>) -> Result<Scenario, Refusal> {
    let given = ["preset", "link", "scenario"].map(|name| line.get(name).filter(|v| !v.is_null()));
    match given {
        [Some(Value::String(name)), None, None] => presets::find(name)
            .map(presets::Preset::scenario)
            .ok_or_else(|| not_found(format!("there is no preset “{name}”: the verb presets lists them"))),
        [None, Some(Value::String(fragment)), None] => Ok(link::decode(fragment)?.scenario),
        [None, None, Some(value @ Value::Object(_))] => Ok(link::scenario_from_value(value.clone(), &[])?),
        [None, None, None] => Err(validation("a line needs one of preset, link and scenario")),
        [Some(_), None, None] | [None, Some(_), None] => Err(serialization("preset and link are strings")),
        [None, None, Some(_)] => Err(serialization("scenario has to be an object")),
        _ => Err(validation("a line needs only one of preset, link and scenario")),
    }
}

fn whole_number(line: &Map<String, Value>, name: &str) -> Result<Option<u64>, Refusal> {
    match line.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_u64()
            .map(Some)
            .ok_or_else(|| serialization(&format!("{name} has to be a whole number from 0 on"))),
    }
}
