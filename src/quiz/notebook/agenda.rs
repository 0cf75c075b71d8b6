//! What is due. A card's day is not kept: it follows from its memory and the settings, so that a changed exam day or
//! retention holds at once for all.

use std::collections::BTreeSet;

use super::{Card, Notebook};
use crate::{
    quiz::{
        Deck, Topic,
        fsrs::{self, Pace},
        shuffle::of_text,
    },
    units::{Day, Share},
};

/// The longest interval.
const MAX_INTERVAL: u32 = 365;
/// New cards a day: usually; at least and at most with an exam to come; at most in the last two weeks before it.
const FRESH: (usize, usize, usize, usize) = (6, 4, 8, 20);
const TWO_WEEKS: u32 = 14;
/// Cards that are asked though not due: usually, and in the last days before the exam.
const REFRESH: (usize, usize) = (6, 20);
/// A miss is refreshed within so many days: what was sure and wrong comes back without it.
const REFRESH_DAYS: u32 = 7;
/// Days before the exam in which what would be lost on it comes first.
const LAST_DAYS: u32 = 3;
const PURPOSE: u64 = 0x6675_7a7a;

/// The cards of a day, each list in the order to ask. "9 review, 4 new, 2 refresh".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today<'a> {
    /// Due.
    pub review: Vec<&'a str>,
    /// Never answered.
    pub fresh: Vec<&'a str>,
    /// Weak, though not due.
    pub refresh: Vec<&'a str>,
}

/// A card that was answered, with what it is sorted by.
struct Known<'a> {
    id: &'a str,
    card: &'a Card,
    topic: Topic,
    due: Day,
}

impl Notebook {
    /// The cards that are due, by id.
    pub fn due<'a>(&'a self, deck: &'a Deck, day: Day) -> Vec<&'a str> {
        self.known(deck, day).filter(|it| it.due <= day).map(|it| it.id).collect()
    }

    pub fn today<'a>(&'a self, deck: &'a Deck, day: Day) -> Today<'a> {
        let (mut review, mut others): (Vec<_>, Vec<_>) = self.known(deck, day).partition(|it| it.due <= day);
        let last_days = self.last_days(day);
        others.retain(|it| it.card.last < day && (last_days.is_some() || is_weak(it.card, day)));
        let limit = if last_days.is_some() { REFRESH.1 } else { REFRESH.0 };
        for list in [&mut review, &mut others] {
            self.sort(list, day);
        }
        let ids = |list: Vec<Known<'a>>| list.into_iter().map(|it| it.id);
        let mut fresh: Vec<&str> = self.unknown(deck).collect();
        fresh.truncate(self.fresh_left(fresh.len(), day));
        Today { review: ids(review).collect(), fresh, refresh: ids(others).take(limit).collect() }
    }

    /// How many cards come due on each of the next `days` days, if nothing were answered; what is overdue is due on
    /// the first.
    pub fn forecast(&self, deck: &Deck, day: Day, days: usize) -> Vec<u32> {
        let mut counts = vec![0; days];
        for it in self.known(deck, day) {
            if let Some(count) = counts.get_mut(day.until(it.due) as usize) {
                *count += 1;
            }
        }
        counts
    }

    /// The day on which a card comes back, as seen on `day`; nothing for one that was never answered.
    pub fn due_day(&self, card: &str, day: Day) -> Option<Day> {
        let known = self.cards.get(card)?;
        Some(self.comes_back(card, known, day, self.pace()))
    }

    /// Every card there is something to ask for, the one that needs it most first.
    pub(in crate::quiz) fn line_up<'a>(&'a self, deck: &'a Deck, day: Day) -> Vec<&'a str> {
        let Today { review, fresh, refresh } = self.today(deck, day);
        let mut line = [review, refresh, fresh].concat();
        let mut lined = BTreeSet::new();
        lined.extend(line.iter().copied());
        let mut others: Vec<_> = self.known(deck, day).filter(|it| !lined.contains(it.id)).collect();
        self.sort(&mut others, day);
        line.extend(others.into_iter().map(|it| it.id));
        line.extend(self.unknown(deck).filter(|id| !lined.contains(id)));
        line
    }

    fn known<'a>(&'a self, deck: &'a Deck, day: Day) -> impl Iterator<Item = Known<'a>> {
        let pace = self.pace();
        // Both are sorted by id: walked beside each other, no card has to be looked up.
        let mut cards = self.cards.iter().peekable();
        deck.topics().filter_map(move |(id, topic)| {
            while cards.next_if(|(card, _)| card.as_str() < id).is_some() {}
            let (id, card) = cards.next_if(|(card, _)| *card == id)?;
            (!self.is_suspended(id)).then(|| Known {
                id,
                card,
                topic,
                due: self.comes_back(id, card, day, pace),
            })
        })
    }

    fn unknown<'a>(&'a self, deck: &'a Deck) -> impl Iterator<Item = &'a str> {
        deck.cards()
            .map(|(id, _)| id)
            .filter(|id| !self.cards.contains_key(*id) && !self.suspended.contains(*id))
    }

    fn pace(&self) -> Pace {
        Pace::at(self.settings.retention())
    }

    /// Before an exam no interval is longer than half of what is left; after it, the scheduler is left alone.
    fn comes_back(&self, id: &str, card: &Card, day: Day, pace: Pace) -> Day {
        let days = fuzzed(id, card.last, pace.interval(card.memory.stability).min(MAX_INTERVAL));
        let exam = self.settings.exam_day.filter(|exam| day <= *exam);
        let most = exam.map_or(MAX_INTERVAL, |exam| (card.last.until(exam) / 2).max(1));
        card.last.plus(days.clamp(1, most.min(MAX_INTERVAL)))
    }

    /// The exam's day, in the last days before it.
    fn last_days(&self, day: Day) -> Option<Day> {
        self.settings.exam_day.filter(|exam| day <= *exam && day.until(*exam) <= LAST_DAYS)
    }

    /// The least known first; in the last days before an exam, what would cost the most there.
    fn sort(&self, list: &mut [Known<'_>], day: Day) {
        let exam = self.last_days(day);
        let on = exam.unwrap_or(day);
        list.sort_by_cached_key(|it| {
            let recall = recall(it.card, on);
            let forgotten = u64::from(Share::ONE.ppm() - recall.ppm());
            let weight = if exam.is_some() { u64::from(it.topic.weight()) } else { 1 };
            (std::cmp::Reverse(forgotten * weight), it.id)
        });
    }

    /// New cards still to be offered on this day, of `left`.
    fn fresh_left(&self, left: usize, day: Day) -> usize {
        let begun = self.cards.values().filter(|card| card.first == day).count();
        let (usual, least, most, near) = FRESH;
        let a_day = match self.settings.exam_day.filter(|exam| day <= *exam).map(|exam| day.until(exam)) {
            None => usual,
            Some(days) => {
                let most = if days <= TWO_WEEKS { near } else { most };
                let days = days.saturating_sub(LAST_DAYS).max(1) as usize;
                (left + begun).div_ceil(days).clamp(least, most)
            }
        };
        a_day.saturating_sub(begun)
    }
}

/// The chance of recall on a day.
pub(super) fn recall(card: &Card, day: Day) -> Share {
    fsrs::recall(card.memory, card.last.until(day))
}

/// Missed lately, and not asked since that day.
fn is_weak(card: &Card, day: Day) -> bool {
    card.missed.is_some_and(|missed| missed >= card.last && missed.until(day) <= REFRESH_DAYS)
}

/// Up to 5 % more or less, so that what was learned together does not come back together.
fn fuzzed(id: &str, last: Day, days: u32) -> u32 {
    // Too short to move.
    if days < 10 {
        return days;
    }
    let permille = 950 + of_text(id, last.number() as u64, PURPOSE).below(101);
    (days * permille + 500) / 1_000
}
