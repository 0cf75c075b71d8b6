//! The built-in scenarios: the fraud-detection stream, and problems that users of Kinesis really report (their
//! numbers are those of the list the lessons are written from).

mod gallery;
mod reading;

use super::scenario::Scenario;
use crate::units::SimTime;

/// A scenario with what to watch, and what it teaches.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// In links and on the command line; never changed.
    pub name: &'static str,
    pub title: &'static str,
    /// One sentence, before.
    pub watch: &'static str,
    /// One sentence, afterwards.
    pub moral: &'static str,
    /// Where the page opens the run.
    pub opens_at: SimTime,
    build: fn() -> Scenario,
}

impl Preset {
    pub fn scenario(&self) -> Scenario {
        (self.build)()
    }
}

const WRITING: &[Preset] = gallery::PRESETS;
const READING: &[Preset] = reading::PRESETS;

static ALL: [Preset; WRITING.len() + READING.len()] = {
    let mut all = [WRITING[0]; WRITING.len() + READING.len()];
    let mut at = 1;
    while at < all.len() {
        all[at] = if at < WRITING.len() { WRITING[at] } else { READING[at - WRITING.len()] };
        at += 1;
    }
    all
};

/// In the order of the gallery; the first is what the page opens with.
pub fn all() -> &'static [Preset] {
    &ALL
}

pub fn find(name: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.name == name)
}
