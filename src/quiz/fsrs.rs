//! When to ask again: FSRS-6, the Free Spaced Repetition Scheduler, as pure functions. Days come in as arguments.
//!
//! Formulas and default weights are those of the Open Spaced Repetition project (`fsrs-rs`, BSD-3-Clause,
//! Copyright Open Spaced Repetition); the code is our own. Nothing is trained here: on the project's 350 million
//! reviews the default weights already do better than every classic scheduler, and a single student's few hundred
//! answers would not improve on them.
//!
//! This is the one place of the quiz that computes in floats. `libm` makes them the same natively and in the browser.

use crate::units::Share;

/// How well it was known. Never asked of the student: it follows from the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Again = 1,
    Hard = 2,
    Good = 3,
    Easy = 4,
}

impl Grade {
    /// 1 … 4, as the project counts them.
    pub const fn parse(number: u64) -> Option<Self> {
        match number {
            1 => Some(Self::Again),
            2 => Some(Self::Hard),
            3 => Some(Self::Good),
            4 => Some(Self::Easy),
            _ => None,
        }
    }

    fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

/// What is remembered of one card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the chance of recall is down to 90 %.
    pub stability: f64,
    /// 1 … 10.
    pub difficulty: f64,
}

const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const DECAY: f64 = -W[20];
/// 0.9 ^ (1 / `DECAY`) − 1: after as many days as the stability, the chance is 90 %.
const FACTOR: f64 = 0.980_346_494_413_48;
const STABILITY: (f64, f64) = (0.001, 36_500.0);
const DIFFICULTY: (f64, f64) = (1.0, 10.0);
/// Decimals that are kept of a memory: with them it survives being written down as whole millionths.
const KEPT: f64 = 1e6;

impl Memory {
    /// From whole millionths, as they are written down; nothing outside of what can be.
    pub fn from_millionths(stability: u64, difficulty: u64) -> Option<Self> {
        let memory = Self { stability: stability as f64 / KEPT, difficulty: difficulty as f64 / KEPT };
        let within = |value: f64, (least, most): (f64, f64)| (least..=most).contains(&value);
        (within(memory.stability, STABILITY) && within(memory.difficulty, DIFFICULTY)).then_some(memory)
    }

    /// Stability and difficulty in whole millionths.
    pub fn millionths(self) -> (u64, u64) {
        ((self.stability * KEPT).round() as u64, (self.difficulty * KEPT).round() as u64)
    }

    /// The nearest that can be written down.
    #[must_use]
    pub fn rounded(self) -> Self {
        let (stability, difficulty) = self.millionths();
        Self { stability: stability as f64 / KEPT, difficulty: difficulty as f64 / KEPT }
    }
}

/// The memory after an answer, `days` after the one before; 0 is the same day.
pub fn next(memory: Option<Memory>, grade: Grade, days: u32) -> Memory {
    let Some(before) = memory else {
        return Memory {
            stability: clamp(W[grade as usize - 1], STABILITY),
            difficulty: clamp(first_difficulty(grade), DIFFICULTY),
        };
    };
    let stability = match (days, grade) {
        (0, _) => same_day(before, grade),
        (_, Grade::Again) => forgotten(before, days),
        _ => recalled(before, grade, days),
    };
    Memory {
        stability: clamp(stability, STABILITY),
        difficulty: clamp(difficulty(before.difficulty, grade), DIFFICULTY),
    }
}

/// The chance of recall, `days` after an answer.
pub fn retrievability(days: u32, stability: f64) -> f64 {
    libm::pow(1.0 + FACTOR * f64::from(days) / stability, DECAY)
}

/// As [`retrievability`], as a share.
pub fn recall(memory: Memory, days: u32) -> Share {
    Share::from_ppm((retrievability(days, memory.stability) * 1e6).round() as u32)
}

/// Days until the chance of recall is down to `retention`, at least one.
pub fn interval(stability: f64, retention: f64) -> u32 {
    Pace::new(retention).interval(stability)
}

/// Intervals at one retention, for many cards: what needs a power is computed once.
#[derive(Debug, Clone, Copy)]
pub struct Pace(f64);

impl Pace {
    pub fn new(retention: f64) -> Self {
        Self((libm::pow(retention, 1.0 / DECAY) - 1.0) / FACTOR)
    }

    pub fn at(retention: Share) -> Self {
        Self::new(f64::from(retention.ppm()) / 1e6)
    }

    /// As [`interval`].
    pub fn interval(self, stability: f64) -> u32 {
        ((stability * self.0).round() as u32).max(1)
    }
}

/// Not clamped: the difficulty that all others drift to is that of an easy first answer, which is below 1.
fn first_difficulty(grade: Grade) -> f64 {
    W[4] - libm::exp(W[5] * (grade.number() - 1.0)) + 1.0
}

fn difficulty(before: f64, grade: Grade) -> f64 {
    let after = before - W[6] * (grade.number() - 3.0) * (10.0 - before) / 9.0;
    W[7] * (first_difficulty(Grade::Easy) - after) + after
}

fn recalled(before: Memory, grade: Grade, days: u32) -> f64 {
    let surprise = libm::exp((1.0 - retrievability(days, before.stability)) * W[10]) - 1.0;
    let of_grade = match grade {
        Grade::Hard => W[15],
        Grade::Easy => W[16],
        Grade::Again | Grade::Good => 1.0,
    };
    let growth = libm::exp(W[8])
        * (11.0 - before.difficulty)
        * libm::pow(before.stability, -W[9])
        * surprise
        * of_grade;
    before.stability * (1.0 + growth)
}

fn forgotten(before: Memory, days: u32) -> f64 {
    let left = W[11]
        * libm::pow(before.difficulty, -W[12])
        * (libm::pow(before.stability + 1.0, W[13]) - 1.0)
        * libm::exp((1.0 - retrievability(days, before.stability)) * W[14]);
    left.min(before.stability / libm::exp(W[17] * W[18]))
}

fn same_day(before: Memory, grade: Grade) -> f64 {
    let k = libm::exp(W[17] * (grade.number() - 3.0 + W[18])) * libm::pow(before.stability, -W[19]);
    before.stability * if grade == Grade::Again { k } else { k.max(1.0) }
}

fn clamp(value: f64, (least, most): (f64, f64)) -> f64 {
    value.clamp(least, most)
}
