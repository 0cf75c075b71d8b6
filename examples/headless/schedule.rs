//! `schedule`: what is remembered after a row of answers, and when to ask again.

use serde_json::{Map, Value, json};
use shardscope::quiz::fsrs::{self, Grade, Memory};

use crate::{
    Answer,
    error::{Refusal, serialization, validation},
};

/// As in the page's settings at first.
const RETENTION: f64 = 0.9;

pub(crate) fn answer(line: &Map<String, Value>) -> Answer {
    let grades = line.get("grades").and_then(Value::as_array);
    let grades = grades.ok_or_else(|| serialization("grades has to be a list of [days, grade]"))?;
    let retention = match line.get("retention") {
        None | Some(Value::Null) => RETENTION,
        Some(value) => value.as_f64().ok_or_else(|| serialization("retention has to be a number"))?,
    };
    if !(0.01..=1.0).contains(&retention) {
        return Err(validation(format!("retention has to be between 0.01 and 1, not {retention}")));
    }
    let mut memory = None;
    for item in grades {
        let (days, grade) = graded(item)?;
        memory = Some(fsrs::next(memory, grade, days));
    }
    let Some(Memory { stability, difficulty }) = memory else {
        return Err(validation("grades is empty: there is nothing to remember yet"));
    };
    let interval_days = fsrs::interval(stability, retention);
    Ok(json!({ "stability": stability, "difficulty": difficulty, "interval_days": interval_days }))
}

fn graded(item: &Value) -> Result<(u32, Grade), Refusal> {
    let pair = item.as_array().filter(|pair| pair.len() == 2);
    let number = |at: usize| pair.and_then(|pair| pair[at].as_u64());
    let (Some(days), Some(grade)) = (number(0), number(1)) else {
        return Err(serialization("each of grades has to be [days since the last review, grade]"));
    };
    let days = u32::try_from(days).map_err(|_| validation(format!("{days} days are too many")))?;
    let grade = Grade::parse(grade)
        .ok_or_else(|| validation(format!("a grade has to be between 1 and 4, not {grade}")))?;
    Ok((days, grade))
}
