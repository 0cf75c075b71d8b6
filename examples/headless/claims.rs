//! `claims`: what is said of AWS, where AWS's API models say it too, and the questions that hang on it.

use std::io;

use serde_json::{Value, json};
use shardscope::{
    aws::{
        claims::{self, Claim},
        watched::{Stands, WATCHED, Watched},
    },
    quiz::{Bank, taught},
};

use crate::questions;

pub(crate) fn print() -> io::Result<()> {
    let bank = questions::bank(None)?;
    claims::all().try_for_each(|claim| crate::print(&claim_json(claim, &bank)))
}

fn claim_json(claim: &Claim, bank: &Bank) -> Value {
    let rests = |sources: &[String]| sources.iter().any(|id| id == claim.id);
    let questions = bank.questions().filter(|it| rests(&it.sources)).map(|it| it.id.as_str());
    let facts = taught::all().iter().filter(|fact| fact.claims.contains(&claim.id)).map(|fact| fact.id);
    let watched = WATCHED.iter().filter(|it| it.claim == claim.id).map(watched_json);
    json!({
        "id": claim.id,
        "says": claims::fill(claim.says.value).unwrap_or_default(),
        "source": claim.says.source,
        "checked": claim.says.checked,
        "confidence": claim.says.confidence.word(),
        "earlier": claim.says.earlier,
        "facts": facts.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "watched": watched.collect::<Vec<_>>(),
    })
}

fn watched_json(watched: &Watched) -> Value {
    let (kind, expects) = match watched.stands {
        Stands::Number(..) => ("number", json!(watched.stands.number())),
        Stands::Members(members) => ("members", json!(members)),
        Stands::Pattern(pattern) => ("pattern", json!(pattern)),
        Stands::Words(words) => ("words", json!(words)),
        Stands::There => ("there", Value::Null),
    };
    json!({"model": watched.model, "at": watched.at, "kind": kind, "expects": expects})
}
