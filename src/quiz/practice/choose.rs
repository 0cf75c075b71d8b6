//! Which items a practice has: cards by need, each in a shape not seen last time, topics mixed, no card twice in a row.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::Item;
use crate::{
    quiz::{
        Notebook, Shape, Stock, Topic,
        shuffle::{of_text, shuffle},
    },
    sim::random::Random,
    units::Day,
};

const PURPOSE: u64 = 0x70_7261_6374;
/// Seeds of a family that are tried for another shape.
const DRAWS: usize = 6;
/// Seeds stay short: they stand in addresses.
const SEEDS: u32 = 100_000;

/// What a card may be asked with: ids, the best first.
type Choices<'a> = BTreeMap<&'a str, Vec<String>>;

pub(super) fn items(
    stock: &Stock<'_>,
    notebook: &Notebook,
    size: usize,
    wanted: &dyn Fn(&str, Topic) -> bool,
    day: Day,
    seed: u64,
) -> Vec<Item> {
    let deck = stock.deck(notebook.settings.era);
    let topic = |card: &str| deck.topic(card).filter(|topic| wanted(card, *topic));
    let line: Vec<(&str, Topic)> = notebook
        .line_up(&deck, day)
        .into_iter()
        .filter_map(|card| Some((card, topic(card)?)))
        .take(size)
        .collect();
    let mut choices = Choices::new();
    for (card, _) in &line {
        choices.insert(card, ids(stock, notebook, card, seed));
    }
    let planned = mixed(&rounds(&line, &choices, size));
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let times = counted(&planned);
    let item = |card: &str, at: usize| {
        let ids = &choices[card];
        // Beyond what is planned of this card, else the one that was asked longest ago.
        let other = ids.get(times[card] + at).unwrap_or(&ids[(at + 1) % ids.len()]);
        Item { question: ids[at].clone(), card: card.to_owned(), other: other.clone(), again: 0 }
    };
    planned
        .into_iter()
        .map(|(card, _)| {
            let at = used.entry(card).or_default();
            *at += 1;
            item(card, *at - 1)
        })
        .collect()
}

/// Each card once, then each again with another question, until there are enough.
fn rounds<'a>(line: &[(&'a str, Topic)], choices: &Choices<'_>, size: usize) -> Vec<(&'a str, Topic)> {
    let mut planned = Vec::new();
    for round in 0..size {
        let more = line.iter().filter(|(card, _)| choices[card].len() > round);
        planned.extend(more.take(size - planned.len()));
    }
    planned
}

/// The same cards in their order as far as no card follows itself and no topic does where it can be helped. What
/// would have to follow itself is left out.
fn mixed<'a>(planned: &[(&'a str, Topic)]) -> Vec<(&'a str, Topic)> {
    let mut left = planned.to_vec();
    let mut mixed: Vec<(&str, Topic)> = Vec::new();
    while !left.is_empty() {
        let last = mixed.last().copied();
        let is_new = |card: &str| last.is_none_or(|(before, _)| before != card);
        let counts = counted(&left);
        // A card that makes up half of what is left has to be taken now, or it will stand beside itself.
        let pressing = |card: &str| counts[card] * 2 > left.len();
        let by_need = |(index, (card, topic)): (usize, &(&str, Topic))| {
            let other_topic = last.is_none_or(|(_, before)| before != *topic);
            (pressing(card), other_topic, Reverse(index))
        };
        let next =
            left.iter().enumerate().filter(|(_, (card, _))| is_new(card)).max_by_key(|it| by_need(*it));
        let Some((index, _)) = next else { break };
        mixed.push(left.remove(index));
    }
    mixed
}

fn counted<'a>(cards: &[(&'a str, Topic)]) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for (card, _) in cards {
        *counts.entry(*card).or_default() += 1;
    }
    counts
}

/// What a card may be asked with: first a shape it was not asked in last time, and what was not seen for long; no
/// shape after itself where there is another.
fn ids(stock: &Stock<'_>, notebook: &Notebook, card: &str, rolled: u64) -> Vec<String> {
    let mut random = of_text(card, rolled, PURPOSE);
    let mut found = if stock.families.iter().any(|(family, _)| *family == card) {
        drawn(stock, card, &mut random)
    } else {
        let of_card = stock.authored(notebook.settings.era).filter(|it| it.card() == card);
        let mut found: Vec<(Shape, String)> = of_card.map(|it| (it.shape, it.id.clone())).collect();
        shuffle(&mut found, &mut random);
        found.sort_by_key(|(_, id)| notebook.seen(id).map(|seen| seen.last));
        found
    };
    let mut before = notebook.card(card).map(|it| it.shape);
    let mut ids = Vec::new();
    while !found.is_empty() {
        let at = found.iter().position(|(shape, _)| Some(*shape) != before).unwrap_or(0);
        let (shape, id) = found.remove(at);
        before = Some(shape);
        ids.push(id);
    }
    ids
}

/// A few questions of a family, all different.
fn drawn(stock: &Stock<'_>, family: &str, random: &mut Random) -> Vec<(Shape, String)> {
    let mut ids = BTreeSet::new();
    let draw = |_| (stock.generate)(family, u64::from(random.below(SEEDS)));
    let questions = (0..DRAWS).filter_map(draw);
    questions.filter(|it| ids.insert(it.id.clone())).map(|it| (it.shape, it.id)).collect()
}
