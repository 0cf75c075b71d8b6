//! `generate`: a drawn question.

use serde_json::{Map, Value};
use shardscope::quiz::{generate, question_json};

use crate::{
    Answer,
    error::{not_found, serialization},
};

pub(crate) fn answer(line: &Map<String, Value>) -> Answer {
    let family = line.get("family").and_then(Value::as_str);
    let family = family.ok_or_else(|| serialization("family has to be a string like \"G01\""))?;
    let seed = line.get("seed").and_then(Value::as_u64);
    let seed = seed.ok_or_else(|| serialization("seed has to be a whole number from 0 on"))?;
    let question = generate::question(family, seed);
    question.as_ref().map(question_json).ok_or_else(|| not_found(format!("there is no family “{family}”")))
}
