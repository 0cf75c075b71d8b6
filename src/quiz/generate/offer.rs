use serde_json::Value;

use crate::{aws::claims, quiz::question::See, units::grouped};

/// An option of a drawn question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub text: String,
    /// What it comes to, in any unit that all options of the question share; where options are no numbers, nothing.
    pub value: Option<u64>,
    /// Why it is right or wrong, with the drawn numbers; a wrong one opens with what was done: "You counted …".
    pub why: String,
    /// What one gets it from; the right one has none.
    pub misconception: Option<&'static str>,
}

impl Offer {
    pub fn right(text: impl Into<String>, value: Option<u64>, why: impl Into<String>) -> Self {
        Self { text: text.into(), value, why: why.into(), misconception: None }
    }

    pub fn wrong(
        misconception: &'static str,
        text: impl Into<String>,
        value: Option<u64>,
        why: impl Into<String>,
    ) -> Self {
        Self { text: text.into(), value, why: why.into(), misconception: Some(misconception) }
    }

    /// A count as an option, and as its own value.
    pub fn right_count(n: u64, why: impl Into<String>) -> Self {
        Self::right(grouped(n), Some(n), why)
    }

    pub fn wrong_count(misconception: &'static str, n: u64, why: impl Into<String>) -> Self {
        Self::wrong(misconception, grouped(n), Some(n), why)
    }
}

/// The right option: `right!(text => why)`, with a value before the arrow where it is a number; why is formatted.
macro_rules! right {
    ($text:expr => $($why:tt)+) => { Offer::right($text, None, format!($($why)+)) };
    ($text:expr, $value:expr => $($why:tt)+) => { Offer::right($text, Some($value), format!($($why)+)) };
}
/// A wrong one: `wrong!(misconception, text => why)`.
macro_rules! wrong {
    ($misconception:expr, $text:expr => $($why:tt)+) => {
        Offer::wrong($misconception, $text, None, format!($($why)+))
    };
    ($misconception:expr, $text:expr, $value:expr => $($why:tt)+) => {
        Offer::wrong($misconception, $text, Some($value), format!($($why)+))
    };
}
/// A count, and as many as are wrong.
macro_rules! right_count {
    ($n:expr => $($why:tt)+) => { Offer::right_count($n, format!($($why)+)) };
}
macro_rules! wrong_count {
    ($misconception:expr, $n:expr => $($why:tt)+) => {
        Offer::wrong_count($misconception, $n, format!($($why)+))
    };
}
/// One whose text and value come together, as a pair.
macro_rules! right_as {
    ($pair:expr => $($why:tt)+) => {{
        let (text, value) = $pair;
        Offer::right(text, Some(value), format!($($why)+))
    }};
}
macro_rules! wrong_as {
    ($misconception:expr, $pair:expr => $($why:tt)+) => {{
        let (text, value) = $pair;
        Offer::wrong($misconception, text, Some(value), format!($($why)+))
    }};
}
pub(super) use {right, right_as, right_count, wrong, wrong_as, wrong_count};

/// What a family drew: all of a question but what the family itself says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// With `**` around the deciding words.
    pub stem: String,
    /// Caption and text of something to read.
    pub exhibit: Option<(String, String)>,
    /// One right and three wrong; the order is of no matter. A typed one has two slips or more.
    pub offers: Vec<Offer>,
    /// Is the number typed instead of chosen? Then the right offer's text is a plain number.
    pub typed: bool,
    /// Behind the field of a typed number.
    pub unit: String,
    pub rule: String,
    pub hint: String,
    /// The drawn numbers, from which anyone can compute the answer again.
    pub parameters: Value,
    pub answer: String,
    /// The formula with the drawn numbers in it: `max(⌈4,500 ÷ 1,000⌉, ⌈4,500 × 0.4 ÷ 1,024⌉) = 5`.
    pub formula: String,
    /// The same numbers in the simulator or planner.
    pub see: Option<See>,
}

impl Drawing {
    /// With the rule and hint of its family.
    pub(super) fn with(self, told: Drawing) -> Self {
        Self { rule: told.rule, hint: told.hint, ..self }
    }

    /// One right; none like another; as numbers, at least 5 % apart from each other and none of them 0.
    pub fn is_fair(&self) -> bool {
        let right = self.offers.iter().filter(|offer| offer.misconception.is_none()).count();
        let enough = if self.typed { self.offers.len() >= 3 } else { self.offers.len() == 4 };
        let apart = |a: &Offer, b: &Offer| {
            let far = match (a.value, b.value) {
                (Some(a), Some(b)) => a.abs_diff(b) * 20 > a.max(b),
                _ => true,
            };
            far && a.text != b.text && a.why != b.why
        };
        let all_apart = (self.offers.iter().enumerate())
            .all(|(index, a)| self.offers[index + 1..].iter().all(|b| apart(a, b)));
        right == 1 && enough && all_apart && self.offers.iter().all(|offer| offer.value != Some(0))
    }
}

/// Drops offers that cannot stand beside the others (equal or within 5 %), wrong ones from the end, down to one right
/// and three wrong: a family may offer more than it needs.
pub(super) fn four(offers: Vec<Offer>) -> Vec<Offer> {
    let mut kept: Vec<Offer> = Vec::with_capacity(4);
    for offer in offers {
        let clashes = kept.iter().any(|other| match (other.value, offer.value) {
            (Some(a), Some(b)) => a.abs_diff(b) * 20 <= a.max(b),
            _ => other.text == offer.text,
        });
        if kept.len() < 4 && !clashes && offer.value != Some(0) {
            kept.push(offer);
        }
    }
    kept
}

/// `4` as `0.4`, `10` as `1`.
pub(super) fn tenths(n: u64) -> String {
    if n.is_multiple_of(10) { grouped(n / 10) } else { format!("{}.{}", grouped(n / 10), n % 10) }
}

/// Tenths as an option's text and value.
pub(super) fn in_tenths(n: u64) -> (String, u64) {
    (tenths(n), n)
}

/// A sentence with AWS's numbers in it.
///
/// # Panics
/// Where it names a number that no claim has; every family's sentences are made by the tests.
pub(super) fn filled(sentence: &str) -> String {
    claims::fill(sentence).unwrap_or_else(|error| panic!("{error}"))
}
