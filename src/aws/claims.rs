//! What AWS says about the services of the quiz, one sentence each, with its numbers by name. Questions, the
//! capability matrix and the page of changes cite these by id (the ids of the fact sheet), and take numbers from
//! here by name: nothing that is asked has a number of its own.

mod around;
mod delivery;
mod event_bridge;
mod kinesis;
mod lambda;
mod sns;
mod sqs;

use std::fmt;

use super::{Confidence, Fact};
use crate::units::{Bytes, SimDuration};

/// A statement of AWS's.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// In questions and on the page; never given to another claim.
    pub id: &'static str,
    /// The sentence, with the names of [`Claim::numbers`] in braces.
    pub says: Fact<&'static str>,
    pub numbers: &'static [Number],
}

/// A number or word that has a name of its own.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    pub name: &'static str,
    pub is: Value,
    /// What courses still teach, as text; `{name.was}` in a sentence.
    pub was: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Count(u64),
    Size(Bytes),
    Span(SimDuration),
    Text(&'static str),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(n) => f.write_str(&crate::units::grouped(*n)),
            Self::Size(bytes) => bytes.fmt(f),
            Self::Span(span) => f.write_str(&span.in_words()),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// Every claim, service by service.
pub fn all() -> impl Iterator<Item = &'static Claim> {
    [
        kinesis::CLAIMS,
        delivery::CLAIMS,
        sqs::CLAIMS,
        sns::CLAIMS,
        event_bridge::CLAIMS,
        lambda::CLAIMS,
        around::CLAIMS,
    ]
    .into_iter()
    .flatten()
}

pub fn find(id: &str) -> Option<&'static Claim> {
    all().find(|claim| claim.id == id)
}

/// The number of this name, and the claim it belongs to.
pub fn number(name: &str) -> Option<(&'static Claim, &'static Number)> {
    all().find_map(|claim| {
        claim.numbers.iter().find(|number| number.name == name).map(|number| (claim, number))
    })
}

/// A sentence with the numbers it names in braces. `{name}` is today's value, `{name.was}` the one before.
///
/// # Errors
/// The first name that no claim has, or has no earlier value.
pub fn fill(sentence: &str) -> Result<String, UnknownNumber> {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let inside = &rest[open + 1..];
        let Some(close) = inside.find('}').filter(|close| is_name(&inside[..*close])) else {
            filled.push_str(&rest[..=open]);
            rest = inside;
            continue;
        };
        filled.push_str(&rest[..open]);
        filled.push_str(&value_of(&inside[..close])?);
        rest = &inside[close + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Braces hold JSON as well: only a lower-case name is a number's.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.')
}

fn value_of(name: &str) -> Result<String, UnknownNumber> {
    let unknown = || UnknownNumber(name.to_owned());
    match name.strip_suffix(".was") {
        Some(name) => number(name).and_then(|(_, number)| number.was).map(str::to_owned).ok_or_else(unknown),
        None => number(name).map(|(_, number)| number.is.to_string()).ok_or_else(unknown),
    }
}

/// A sentence names a number that no claim has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownNumber(pub String);

impl fmt::Display for UnknownNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no claim has a number “{}”: take one from src/aws/claims, or add it there", self.0)
    }
}

impl std::error::Error for UnknownNumber {}

const fn claim(id: &'static str, says: Fact<&'static str>, numbers: &'static [Number]) -> Claim {
    Claim { id, says, numbers }
}
const fn doc(
    id: &'static str,
    source: &'static str,
    says: &'static str,
    numbers: &'static [Number],
) -> Claim {
    claim(id, Fact::documented(says, source), numbers)
}
const fn known(
    id: &'static str,
    confidence: Confidence,
    source: &'static str,
    says: &'static str,
    numbers: &'static [Number],
) -> Claim {
    claim(id, Fact { confidence, ..Fact::documented(says, source) }, numbers)
}
/// The claim with what was so before.
const fn since(mut claim: Claim, earlier: &'static str) -> Claim {
    claim.says = claim.says.earlier(earlier);
    claim
}
const fn count(name: &'static str, n: u64) -> Number {
    Number { name, is: Value::Count(n), was: None }
}
const fn size(name: &'static str, bytes: Bytes) -> Number {
    Number { name, is: Value::Size(bytes), was: None }
}
const fn span(name: &'static str, span: SimDuration) -> Number {
    Number { name, is: Value::Span(span), was: None }
}
const fn secs(name: &'static str, seconds: u64) -> Number {
    span(name, SimDuration::from_secs(seconds))
}
const fn hours(name: &'static str, hours: u64) -> Number {
    span(name, SimDuration::from_hours(hours))
}
const fn text(name: &'static str, text: &'static str) -> Number {
    Number { name, is: Value::Text(text), was: None }
}
const fn was(mut number: Number, was: &'static str) -> Number {
    number.was = Some(was);
    number
}
