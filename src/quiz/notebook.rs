//! What a student's browser remembers, and what follows from it: what is due today, what was confused, how often
//! "sure" was right. Days come in as arguments; `link::notebook` writes it down.
//!
//! | part | holds |
//! |---|---|
//! | [`Card`] | what is remembered of one fact or family |
//! | [`Entry`], `answer` | the log, an answer with its grade, and undoing the last one |
//! | `agenda` | what is due, and the rules before an exam |
//! | `look_back` | recall by topic, weak spots, calibration |

mod agenda;
mod answer;
mod card;
mod look_back;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub use agenda::Today;
pub(crate) use answer::Undo;
pub use answer::{Answered, Entry, FAST_MS};
pub use card::{Card, Seen};
pub use look_back::{Calibration, TopicRecall, WeakSpot};

use super::{Era, Exam, Practice};
use crate::units::{Day, Share};

/// Answers kept in the log; the oldest go first.
pub const MAX_LOG: usize = 10_000;
/// Cards, and cards that are suspended.
pub const MAX_CARDS: usize = 20_000;
/// Authored questions whose history is kept.
pub const MAX_SEEN: usize = 5_000;
/// Days whose counts are kept.
pub const MAX_DAYS: usize = 3_660;
/// Lessons that are done.
pub const MAX_LESSONS: usize = 500;
/// Exams whose result is kept.
pub const MAX_EXAMS: usize = 500;
/// Between these FSRS makes sense: below, most is forgotten; above, one reviews all day.
pub const RETENTION: (Share, Share) = (Share::from_percent(80), Share::from_percent(95));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub exam_day: Option<Day>,
    /// What is trained where AWS changed a number. The exam's answer unless chosen otherwise.
    pub era: Era,
    retention: Share,
}

impl Default for Settings {
    fn default() -> Self {
        Self { exam_day: None, era: Era::Classic, retention: Share::from_percent(90) }
    }
}

impl Settings {
    /// The chance of recall at which a card is due.
    pub const fn retention(&self) -> Share {
        self.retention
    }

    /// Taken to the nearest of [`RETENTION`].
    pub fn set_retention(&mut self, retention: Share) {
        self.retention = retention.clamp(RETENTION.0, RETENTION.1);
    }
}

/// How many answers of a day, and how many of them were right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayCount {
    pub answered: u32,
    pub right: u32,
}

/// What became of an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExamDone {
    pub day: Day,
    pub right: u32,
    pub of: u32,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notebook {
    pub settings: Settings,
    /// The exam that is being sat, so that a reload resumes it.
    pub exam: Option<Exam>,
    /// The practice that is under way.
    pub practice: Option<Practice>,
    pub(crate) cards: BTreeMap<String, Card>,
    pub(crate) log: VecDeque<Entry>,
    pub(crate) seen: BTreeMap<String, Seen>,
    pub(crate) suspended: BTreeSet<String>,
    pub(crate) counts: BTreeMap<Day, DayCount>,
    pub(crate) lessons: BTreeMap<String, Day>,
    pub(crate) exams: Vec<ExamDone>,
    pub(crate) undo: Option<Box<Undo>>,
}

impl Notebook {
    /// Nothing for a card that was never answered.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.get(id)
    }

    pub fn cards(&self) -> impl Iterator<Item = (&str, &Card)> {
        self.cards.iter().map(|(id, card)| (id.as_str(), card))
    }

    /// The answers, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.log.iter()
    }

    /// How an authored question went so far.
    pub fn seen(&self, question: &str) -> Option<&Seen> {
        self.seen.get(question)
    }

    /// A suspended card is never due, and no question of it is practised.
    pub fn suspend(&mut self, card: &str) {
        if self.suspended.len() < MAX_CARDS {
            self.suspended.insert(card.to_owned());
        }
    }

    pub fn resume(&mut self, card: &str) {
        self.suspended.remove(card);
    }

    pub fn is_suspended(&self, card: &str) -> bool {
        self.suspended.contains(card)
    }

    pub fn suspended(&self) -> impl Iterator<Item = &str> {
        self.suspended.iter().map(String::as_str)
    }

    pub fn counts(&self) -> impl DoubleEndedIterator<Item = (Day, DayCount)> {
        self.counts.iter().map(|(day, count)| (*day, *count))
    }

    pub fn count_on(&self, day: Day) -> DayCount {
        self.counts.get(&day).copied().unwrap_or_default()
    }

    /// Notes that a lesson was gone through; the first time counts.
    pub fn finish_lesson(&mut self, lesson: &str, day: Day) {
        if self.lessons.len() < MAX_LESSONS {
            self.lessons.entry(lesson.to_owned()).or_insert(day);
        }
    }

    /// The day on which a lesson was done.
    pub fn lesson(&self, lesson: &str) -> Option<Day> {
        self.lessons.get(lesson).copied()
    }

    /// Results of exams, oldest first.
    pub fn exams(&self) -> &[ExamDone] {
        &self.exams
    }

    pub(super) fn note_exam(&mut self, done: ExamDone) {
        if self.exams.len() >= MAX_EXAMS {
            self.exams.remove(0);
        }
        self.exams.push(done);
    }
}
