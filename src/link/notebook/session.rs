//! What is under way: a practice and an exam.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    read::{Row, day, gathered, refused, within},
    write,
};
use crate::{
    link::fields::{Fields, Read, items, number, yes},
    quiz::{
        Exam, Practice, Topic,
        exam::{self, ExamItem},
        practice::{Item, MAX_ITEMS},
    },
};

/// Options of a question.
const MAX_OPTIONS: u64 = 20;

pub(super) fn practice(practice: &Practice) -> Value {
    let item = |item: &Item| json!([item.question, item.card, item.other, item.again]);
    json!({
        "day": write::day(practice.day),
        "seed": practice.seed,
        "items": practice.items.iter().map(item).collect::<Value>(),
        "answers": practice.answers,
        "at": practice.at,
    })
}

pub(super) fn read_practice(value: &Value) -> Read<Practice> {
    let fields = Fields::of("practice", value, &["day", "seed", "items", "answers", "at"])?;
    let list = |name| within(name, fields.items(name)?, MAX_ITEMS);
    let practice = Practice {
        day: day("day", fields.need("day")?)?,
        seed: fields.number("seed")?,
        items: list("items")?.iter().map(practice_item).collect::<Read<_>>()?,
        answers: list("answers")?.iter().map(|it| yes("answers", it)).collect::<Read<_>>()?,
        at: fields.count("at")? as usize,
    };
    let answered = practice.answers.len();
    if answered > practice.items.len() || answered < practice.at || answered - practice.at > 1 {
        return Err(refused("the practice has answers to other items than it has".to_owned()));
    }
    Ok(practice)
}

fn practice_item(value: &Value) -> Read<Item> {
    let mut row = Row::of("an item", value, 4)?;
    let (question, card, other) = (row.text()?, row.text()?, row.text()?);
    Ok(Item { question, card, other, again: number("again", row.value(), u64::from(u8::MAX))? as u8 })
}

pub(super) fn exam(exam: &Exam) -> Value {
    let item =
        |item: &ExamItem| json!([item.question, item.topic.id(), item.choose, item.chosen, item.flagged]);
    json!({
        "seed": exam.seed,
        "items": exam.items.iter().map(item).collect::<Value>(),
        "at": exam.at,
        "used_ms": exam.used_ms,
        "submitted": exam.submitted,
        "noted": exam.noted,
    })
}

pub(super) fn read_exam(value: &Value) -> Read<Exam> {
    let fields = Fields::of("exam", value, &["seed", "items", "at", "used_ms", "submitted", "noted"])?;
    let most = exam::SIZES.into_iter().max().unwrap_or_default();
    let exam = Exam {
        seed: fields.number("seed")?,
        items: within("items", fields.items("items")?, most)?.iter().map(exam_item).collect::<Read<_>>()?,
        at: fields.count("at")? as usize,
        used_ms: fields.number("used_ms")?,
        running_since: None,
        submitted: yes("submitted", fields.need("submitted")?)?,
        noted: yes("noted", fields.need("noted")?)?,
    };
    if exam.at >= exam.items.len() || exam.used_ms > exam.limit_ms() {
        return Err(refused("the exam stands where it has no item or no time".to_owned()));
    }
    Ok(exam)
}

fn exam_item(value: &Value) -> Read<ExamItem> {
    let mut row = Row::of("an item", value, 5)?;
    let question = row.text()?;
    let topic = row.word(Topic::parse)?;
    let choose = row.count()? as usize;
    let option = |it: &Value| number("an option", it, MAX_OPTIONS).map(|option| option as usize);
    let chosen: BTreeSet<usize> = gathered(items("chosen", row.value())?, option)?;
    if chosen.len() > choose {
        return Err(refused(format!("{question} has more chosen than it asks for")));
    }
    Ok(ExamItem { question, topic, choose, chosen, flagged: row.yes()? })
}
