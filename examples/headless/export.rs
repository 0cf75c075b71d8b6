//! `export`: a plan as commands, a template or a text.

use serde_json::{Map, Value, json};
use shardscope::{
    aws::pricing::Mode,
    plan::export::{Format, export},
};

use crate::{
    Answer,
    error::{Refusal, validation},
    plan::{planned, workload},
};

pub(crate) fn answer(line: &Map<String, Value>) -> Answer {
    let of = line
        .get("workload")
        .ok_or_else(|| validation("workload is missing: it is as the verb plan has it"))?;
    let plan = planned(&workload(of)?)?;
    let format = word(line, "format", Format::find, &Format::ALL.map(Format::name))?;
    let mode = match line.get("mode") {
        None | Some(Value::Null) => plan.cheapest().map_or(Mode::Provisioned, |(mode, _)| mode),
        Some(_) => word(
            line,
            "mode",
            |name| Mode::ALL.into_iter().find(|mode| mode.name() == name),
            &Mode::ALL.map(Mode::name),
        )?,
    };
    Ok(json!({
        "mode": mode.name(),
        "format": format.name(),
        "file_name": format.file_name(&plan),
        "text": export(&plan, mode, format),
    }))
}

fn word<T>(
    line: &Map<String, Value>,
    name: &str,
    find: impl Fn(&str) -> Option<T>,
    known: &[&str],
) -> Result<T, Refusal> {
    let given = line.get(name).and_then(Value::as_str);
    given.and_then(find).ok_or_else(|| validation(format!("{name} has to be one of {}", known.join(", "))))
}
