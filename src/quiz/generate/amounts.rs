//! Amounts with their units, options with the figures that decide them, and AWS's numbers by name.

use serde_json::{Value, json};

use super::{Drawing, Offer};
use crate::{
    aws::claims::{self, Value as Named},
    units::grouped,
};

/// Amounts of one unit as options, or to be typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amounts {
    pub(super) typed: bool,
    pub(super) unit: &'static str,
}

impl Amounts {
    fn text(self, n: u64) -> String {
        match (self.typed, n) {
            (true, _) => n.to_string(),
            (false, 1) => format!("1 {}", self.unit.strip_suffix('s').unwrap_or(self.unit)),
            (false, _) => format!("{} {}", grouped(n), self.unit),
        }
    }
    pub(super) fn right(self, n: u64, why: impl Into<String>) -> Offer {
        Offer::right(self.text(n), Some(n), why)
    }
    pub(super) fn wrong(self, misconception: &'static str, n: u64, why: impl Into<String>) -> Offer {
        Offer::wrong(misconception, self.text(n), Some(n), why)
    }
}

/// Options, each with the figures that tell whether it is right; `more` is what the stem tells. The answer is the
/// right one's text.
pub(super) fn among(options: Vec<(Offer, Value)>, mut more: Value) -> Drawing {
    let mut offers = Vec::with_capacity(options.len());
    let mut listed = Vec::with_capacity(options.len());
    for (offer, mut figures) in options {
        figures["text"] = json!(offer.text);
        listed.push(figures);
        offers.push(offer);
    }
    more["options"] = Value::Array(listed);
    let right = offers.iter().find(|offer| offer.misconception.is_none());
    let answer = right.map_or_else(String::new, |offer| offer.text.clone());
    Drawing { offers, parameters: more, answer, ..Drawing::default() }
}

/// A right option with its figures.
pub(super) fn right(text: impl Into<String>, figures: Value, why: impl Into<String>) -> (Offer, Value) {
    (Offer::right(text, None, why), figures)
}

/// A wrong one with its figures.
pub(super) fn wrong(
    misconception: &'static str,
    text: impl Into<String>,
    figures: Value,
    why: impl Into<String>,
) -> (Offer, Value) {
    (Offer::wrong(misconception, text, None, why), figures)
}

/// A number of a claim: a count, seconds, or bytes.
///
/// # Panics
/// Where no claim has it; every family is drawn by the tests.
pub(super) fn named(name: &str) -> u64 {
    match claims::number(name).map(|(_, number)| number.is) {
        Some(Named::Count(n)) => n,
        Some(Named::Span(span)) => span.secs(),
        Some(Named::Size(bytes)) => bytes.0,
        Some(Named::Text(_)) | None => panic!("no claim counts “{name}”"),
    }
}

/// What it was before, in the unit it was written in: `256 KiB` is 256.
///
/// # Panics
/// Where there was nothing before.
pub(super) fn formerly(name: &str) -> u64 {
    let was = claims::number(name).and_then(|(_, number)| number.was).unwrap_or_default();
    let digits: String = was.chars().take_while(|c| *c != ' ').filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("“{name}” was nothing before"))
}

/// Are any two of them equal or within 5 %?
pub(super) fn crowded(figures: &[u64]) -> bool {
    (figures.iter().enumerate())
        .any(|(i, a)| figures[i + 1..].iter().any(|b| a.abs_diff(*b) * 20 <= *a.max(b)))
}

/// Seconds as people say them: `45 seconds`, `6 minutes`, `2 hours`.
pub(super) fn span(seconds: u64) -> String {
    crate::units::SimDuration::from_secs(seconds).in_words()
}
