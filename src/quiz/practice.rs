//! A practice: some mixed items, weak and due ones first, and the missed ones again before the end.

mod choose;

use std::collections::BTreeSet;

use super::{Notebook, Stock, Topic};
use crate::units::Day;

/// Items that a practice may have.
pub const SIZES: [usize; 3] = [5, 10, 20];
/// Other items between a miss and its return, where so many are left.
pub const GAP: usize = 5;
/// How often one miss may bring its card back: who missed it three times should read, not guess.
const MAX_AGAIN: u8 = 2;
/// Every one of the largest practice missed again and again, with what has to stand between.
pub(crate) const MAX_ITEMS: usize = 200;

/// One question to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub question: String,
    pub card: String,
    /// What is asked if this is missed: another question of the card, where there is one.
    pub(crate) other: String,
    /// How often misses have brought it here; 0 as planned.
    pub(crate) again: u8,
}

impl Item {
    /// Is it here because something was missed?
    pub const fn is_again(&self) -> bool {
        self.again > 0
    }

    fn brought_back(&self, again: u8) -> Self {
        Self { question: self.other.clone(), card: self.card.clone(), other: self.question.clone(), again }
    }
}

/// A mark of the progress strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Right,
    Wrong,
    /// Being answered, or just answered and not yet left.
    Now,
    ToCome,
}

/// What to tell at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Items that were planned, and how many of them were right.
    pub asked: usize,
    pub right: usize,
    /// Cards missed at least once, in that order; each once.
    pub missed: Vec<String>,
    /// Cards of these whose last answer was right.
    pub mended: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    pub(crate) day: Day,
    pub(crate) seed: u64,
    pub(crate) items: Vec<Item>,
    /// Of the first items, whether they were right; one more than `at` while a verdict is shown.
    pub(crate) answers: Vec<bool>,
    pub(crate) at: usize,
}

impl Practice {
    /// `topics` leaves out all others. Fewer items than `size` where there is no more to ask; none at all where there
    /// is nothing.
    pub fn new(
        stock: &Stock<'_>,
        notebook: &Notebook,
        size: usize,
        topics: Option<&BTreeSet<Topic>>,
        day: Day,
        seed: u64,
    ) -> Self {
        let wanted = |_: &str, topic: Topic| topics.is_none_or(|topics| topics.contains(&topic));
        Self::of(choose::items(stock, notebook, size.min(SIZES[2]), &wanted, day, seed), day, seed)
    }

    /// These cards and no others, each once, the one that needs it most first: what an exam showed to be missing.
    /// A card at rest stays there. At most as many as the largest practice has.
    pub fn of_cards(
        stock: &Stock<'_>,
        notebook: &Notebook,
        cards: &BTreeSet<String>,
        day: Day,
        seed: u64,
    ) -> Self {
        let size = cards.iter().filter(|card| !notebook.is_suspended(card)).count().min(SIZES[2]);
        let wanted = |card: &str, _: Topic| cards.contains(card);
        Self::of(choose::items(stock, notebook, size, &wanted, day, seed), day, seed)
    }

    const fn of(items: Vec<Item>, day: Day, seed: u64) -> Self {
        Self { day, seed, items, answers: Vec::new(), at: 0 }
    }

    /// The day on which it was begun.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// What is asked now, or was answered and not yet left; nothing at the end.
    pub fn current(&self) -> Option<&Item> {
        self.items.get(self.at)
    }

    /// For the order of the options of what is asked now.
    pub fn shuffle_seed(&self) -> u64 {
        self.seed.wrapping_add(self.at as u64)
    }

    /// Was what stands here answered already? Then [`Practice::next`] goes on.
    pub fn is_answered(&self) -> bool {
        self.answers.len() > self.at
    }

    /// Takes the answer to what is asked now. A miss will come again; a second answer to the same item counts for
    /// nothing, since the first one is final.
    pub fn answer(&mut self, right: bool) {
        if self.is_answered() {
            return;
        }
        let Some(item) = self.items.get(self.at).cloned() else { return };
        self.answers.push(right);
        if !right && item.again < MAX_AGAIN {
            self.bring_back(&item);
        }
    }

    /// Leaves an answered item.
    pub fn next(&mut self) {
        if self.is_answered() {
            self.at += 1;
        }
    }

    pub fn finished(&self) -> bool {
        self.at >= self.items.len()
    }

    pub fn progress(&self) -> Vec<Mark> {
        let mark = |index: usize| match self.answers.get(index) {
            _ if index == self.at => Mark::Now,
            Some(true) => Mark::Right,
            Some(false) => Mark::Wrong,
            None => Mark::ToCome,
        };
        (0..self.items.len()).map(mark).collect()
    }

    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for (item, &right) in self.items.iter().zip(&self.answers) {
            if item.again == 0 {
                summary.asked += 1;
                summary.right += usize::from(right);
            }
            if right && summary.missed.contains(&item.card) && !summary.mended.contains(&item.card) {
                summary.mended.push(item.card.clone());
            }
            if !right {
                summary.mended.retain(|card| *card != item.card);
                if !summary.missed.contains(&item.card) {
                    summary.missed.push(item.card.clone());
                }
            }
        }
        summary
    }

    /// Puts the card of a miss further back, never right behind itself. Where nothing else is left to ask in between,
    /// another card of this practice is asked once more; where there is no other, the miss has to wait for its day.
    fn bring_back(&mut self, missed: &Item) {
        let after = self.at + 1;
        if self.items[after..].iter().any(|item| item.card == missed.card) || self.items.len() + 2 > MAX_ITEMS
        {
            return;
        }
        let again = missed.again + 1;
        if after == self.items.len() {
            let Some(between) = self.between(&missed.card) else { return };
            self.items.push(between.brought_back(again));
        }
        let at = (after + GAP).min(self.items.len());
        self.items.insert(at, missed.brought_back(again));
    }

    /// Something of another card to ask once more: a miss, or what was asked longest ago.
    fn between(&self, card: &str) -> Option<Item> {
        let mut others = self.items.iter().zip(&self.answers).filter(|(item, _)| item.card != card);
        let first = others.clone().next();
        others.find(|(_, right)| !**right).or(first).map(|(item, _)| item.clone())
    }
}
