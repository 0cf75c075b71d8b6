//! The built-in scenarios: the fraud-detection stream, and problems that users of Kinesis really report (their
//! numbers are those of the list the lessons are written from).

mod gallery;

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

/// In the order of the gallery; the first is what the page opens with.
pub fn all() -> &'static [Preset] {
    gallery::PRESETS
}

pub fn find(name: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.name == name)
}
