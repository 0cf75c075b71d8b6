//! What was answered → right or wrong, and which misconceptions speak from it. All or nothing, as in the exam.

use std::{collections::BTreeSet, fmt};

use super::{
    Question,
    decimal::Decimal,
    question::{Answers, NumberAnswer},
};

/// What a student gave as an answer. Indices are those of the question, however it was shuffled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// The options chosen.
    Choose(BTreeSet<usize>),
    /// The steps taken, in their order.
    Order(Vec<usize>),
    /// The response to each prompt.
    Match(Vec<Option<usize>>),
    /// As typed.
    Number(String),
    DontKnow,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub right: bool,
    /// Ids, each once, in the order the question has them.
    pub misconceptions: Vec<String>,
}

/// What was typed cannot be taken for a number: to be told and typed again, not a wrong answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    Empty,
    NoNumber,
    /// Another unit than the one asked for.
    Unit {
        typed: String,
        asked: String,
    },
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("type a number, or say that you do not know"),
            Self::NoNumber => {
                f.write_str("this is not a number: write it like 1250 or 0.5, with a point for decimals")
            }
            Self::Unit { typed, asked } if asked.is_empty() => {
                write!(f, "type the number alone, without “{typed}”")
            }
            Self::Unit { typed, asked } => {
                write!(f, "the answer is asked in {asked}: type the number alone, without “{typed}”")
            }
        }
    }
}

impl std::error::Error for Unclear {}

/// An answer of another kind than the question takes is wrong: it was given to a question that has changed since.
///
/// # Errors
/// Where a typed number is not understood.
pub fn judge(question: &Question, given: &Given) -> Result<Judged, Unclear> {
    let plain = |right| Judged { right, misconceptions: Vec::new() };
    Ok(match (&question.answers, given) {
        (Answers::Choose(choices), Given::Choose(chosen)) => {
            let at = |index: &usize| choices.get(*index);
            let right = chosen.len() == question.choose()
                && chosen.iter().all(|index| at(index).is_some_and(|choice| choice.right));
            Judged {
                right,
                misconceptions: named(chosen.iter().filter_map(|i| at(i)?.misconception.as_ref())),
            }
        }
        (Answers::Order(steps), Given::Order(taken)) => {
            let right = taken.iter().copied().eq(0..question.choose());
            let taken = (0..steps.len()).filter(|index| taken.contains(index));
            let names = taken.filter_map(|index| steps.get(index)?.misconception.as_ref());
            Judged { right, misconceptions: named(names) }
        }
        (Answers::Match { prompts, .. }, Given::Match(paired)) => plain(
            paired.len() == prompts.len()
                && prompts.iter().zip(paired).all(|(prompt, response)| *response == Some(prompt.response)),
        ),
        (Answers::Number(number), Given::Number(typed)) => typed_number(number, typed)?,
        _ => plain(false),
    })
}

fn named<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for id in ids {
        if !names.contains(id) {
            names.push(id.clone());
        }
    }
    names
}

fn typed_number(asked: &NumberAnswer, typed: &str) -> Result<Judged, Unclear> {
    if typed.trim().is_empty() {
        return Err(Unclear::Empty);
    }
    let money = asked.unit.contains('$') || asked.unit.starts_with("USD");
    let text = if money { typed.trim().trim_start_matches('$') } else { typed };
    let (number, unit) = Decimal::read(text).ok_or(Unclear::NoNumber)?;
    if !is_unit(unit, &asked.unit) {
        return Err(Unclear::Unit { typed: unit.to_owned(), asked: asked.unit.clone() });
    }
    let is = |text: &str| Decimal::read(text).is_some_and(|(other, _)| other == number);
    let slips = asked.slips.iter().filter(|slip| is(&slip.answer));
    let misconceptions = named(slips.filter_map(|slip| slip.misconception.as_ref()));
    Ok(if is(&asked.answer) {
        Judged { right: true, misconceptions: Vec::new() }
    } else {
        Judged { right: false, misconceptions }
    })
}

/// The unit, or its first word, in one or more: "shard" for "shards", "KB" for "KB a second".
fn is_unit(typed: &str, asked: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().trim_end_matches('s').to_owned();
    let first = asked.split_whitespace().next().unwrap_or_default();
    typed.is_empty() || [asked, first].iter().any(|unit| plain(typed) == plain(unit))
}
