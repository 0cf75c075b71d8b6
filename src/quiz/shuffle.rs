//! In which order a question's options, steps or responses are shown. Every order is as likely; the seed decides.

use super::{
    Question,
    decimal::Decimal,
    question::{Answers, Choice},
};
use crate::sim::random::Random;

const PURPOSE: u64 = 0x73_6875_6666_6c65;

/// Indices of the options (steps, responses) in the order to show them; none where a number is typed. Options that
/// are all numbers stand in ascending order: to look for one among shuffled numbers trains nothing.
pub fn order_of(question: &Question, seed: u64) -> Vec<usize> {
    let count = match &question.answers {
        Answers::Choose(choices) => match ascending(choices) {
            Some(order) => return order,
            None => choices.len(),
        },
        Answers::Order(steps) => steps.len(),
        Answers::Match { responses, .. } => responses.len(),
        Answers::Number(_) => 0,
    };
    let mut order: Vec<usize> = (0..count).collect();
    shuffle(&mut order, &mut of_text(&question.id, seed, PURPOSE));
    order
}

/// Where all are numbers, of one unit.
fn ascending(choices: &[Choice]) -> Option<Vec<usize>> {
    let read = |(index, choice): (usize, &Choice)| {
        let (number, unit) = Decimal::read(&choice.text)?;
        Some((number, index, unit.to_owned()))
    };
    let mut numbers = choices.iter().enumerate().map(read).collect::<Option<Vec<_>>>()?;
    if numbers.iter().any(|(_, _, unit)| plural(unit) != plural(&numbers[0].2)) {
        return None;
    }
    numbers.sort();
    Some(numbers.into_iter().map(|(_, index, _)| index).collect())
}

fn plural(unit: &str) -> &str {
    unit.strip_suffix('s').unwrap_or(unit)
}

/// Fisher and Yates's shuffle.
pub(in crate::quiz) fn shuffle<T>(items: &mut [T], random: &mut Random) {
    for last in (1..items.len()).rev() {
        items.swap(last, random.below(last as u32 + 1) as usize);
    }
}

/// Chance that belongs to a text, such as a question's id.
pub(in crate::quiz) fn of_text(text: &str, seed: u64, purpose: u64) -> Random {
    // FNV-1a: any two ids differ in it.
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    Random::new(seed ^ hash, purpose)
}
