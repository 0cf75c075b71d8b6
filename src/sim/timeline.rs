//! Time that can be walked: a run one can go back in, and a second one that branches off it.
//!
//! A moment of the past is not undone but run again, from the nearest checkpoint before it: the result is the same,
//! to the last bit, as having run straight to it.
//!
//! # Bounds
//!
//! Checkpoints are copies of the whole run, and share with it and with each other all that has not changed between
//! them ([`checkpoints`]). A run keeps at most 64 of them; those of both runs together hold at most 96 MiB beyond what
//! the runs are themselves, or are two for each where two are larger. One more copy stands ten seconds before the
//! moment that was sought last, for further steps back.
//!
//! Checkpoints lie apart by work, not by time: at first by about 30 ms of it, and twice as far whenever there are
//! too many. A seek runs from one towards the next, so it takes that long. In a browser that is less than 0.1 s in a
//! day of a dozen shards and three readers, second by second; less than 0.2 s in ten minutes of 8,000 records a
//! second, record by record, and up to 0.7 s where three readers follow them, of whose keys each checkpoint has 2 MiB
//! apiece. Beyond that it grows with the run: a day of 1,000 shards leaves room for three, and a seek into it runs
//! many seconds, in slices of the page's.

mod checkpoints;
mod compare;
mod track;

pub use compare::{Comparison, Outcome, ReaderOutcome};

use self::track::Track;
use super::{
    Model, Msg, Snapshot,
    scenario::{Change, Scenario, ScenarioError},
};
use crate::units::SimTime;

/// Bytes that the checkpoints of both runs together hold beyond the runs, as long as each has more than two.
const MOST_BYTES: usize = 96 << 20;

/// Which of two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// The run as it was opened.
    #[default]
    A,
    /// The branch.
    B,
}

impl Side {
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// One run or two, at the same moment.
#[derive(Debug, Clone)]
pub struct Timeline {
    a: Track,
    b: Option<Track>,
    shown: Side,
}

impl Timeline {
    /// # Errors
    /// When a setting of the scenario is out of its limits.
    pub fn new(scenario: Scenario) -> Result<Self, ScenarioError> {
        Ok(Self { a: Track::new(scenario)?, b: None, shown: Side::A })
    }

    /// As a link has it: the run, and the changes of the branch in place of its own. The branch is shown.
    ///
    /// # Errors
    /// As [`Timeline::new`], for either.
    pub fn opened(scenario: Scenario, branch: Option<Vec<Change>>) -> Result<Self, ScenarioError> {
        let Some(changes) = branch else { return Self::new(scenario) };
        let b = Track::new(Scenario { changes, ..scenario.clone() })?;
        Ok(Self { b: Some(b), shown: Side::B, ..Self::new(scenario)? })
    }

    /// A change made in the past of a single run opens the branch, and shows it; otherwise it is made to the run
    /// that is shown, and what that run had of the time after is forgotten.
    ///
    /// Both runs go on together, and begin anew together. Another scenario, or seed, is one run again.
    ///
    /// # Errors
    /// When a setting is out of its limits; then nothing has changed.
    pub fn update(&mut self, msg: Msg) -> Result<(), ScenarioError> {
        match msg {
            Msg::Advance(span) => {
                let to = self.now() + span;
                self.run_to(to);
            }
            Msg::Change(_) if self.b.is_none() && self.a.is_in_past() => {
                let mut branch = self.a.branch();
                branch.update(msg)?;
                (self.b, self.shown) = (Some(branch), Side::B);
                let each = self.bytes_each();
                self.tracks().for_each(|track| track.keep_within(each));
            }
            Msg::Change(_) => self.shown_track().update(msg)?,
            Msg::Load(scenario) => *self = Self::new(*scenario)?,
            Msg::Reseed(seed) => *self = Self::new(Scenario { seed, ..self.model().settled() })?,
            Msg::Restart => {
                for track in self.tracks() {
                    *track = Track::new(track.model().scenario().clone())?;
                }
            }
        }
        Ok(())
    }

    /// Both runs as they were at `to`; beyond what was reached it goes on from there.
    pub fn seek(&mut self, to: SimTime) {
        self.restore(to);
        self.run_to(to);
    }

    fn run_to(&mut self, to: SimTime) {
        let each = self.bytes_each();
        self.tracks().for_each(|track| track.run_to(to, each));
    }

    fn bytes_each(&self) -> usize {
        if self.b.is_some() { MOST_BYTES / 2 } else { MOST_BYTES }
    }

    /// The first half of [`Timeline::seek`], which takes no time to speak of: both runs as they were a little
    /// before `to`, from where to let time pass in slices.
    pub fn restore(&mut self, to: SimTime) {
        self.tracks().for_each(|track| track.restore(to));
    }

    /// Looks at the other run; at the only one where there is one.
    pub fn show(&mut self, side: Side) {
        self.shown = if self.b.is_some() { side } else { Side::A };
    }

    /// One run again: this one.
    pub fn keep(&mut self, side: Side) {
        if let (Side::B, Some(b)) = (side, self.b.take()) {
            self.a = b;
        }
        self.shown = Side::A;
    }

    pub fn shown(&self) -> Side {
        self.shown
    }

    /// The run that is shown.
    pub fn model(&self) -> &Model {
        self.side(self.shown).unwrap_or(self.a.model())
    }

    /// The run that is shown, at this moment. What it has behind this moment and is yet to be seen again is
    /// among the marks.
    pub fn snapshot(&self) -> Snapshot {
        match (self.shown, &self.b) {
            (Side::B, Some(b)) => b.snapshot(),
            _ => self.a.snapshot(),
        }
    }

    pub fn side(&self, side: Side) -> Option<&Model> {
        match side {
            Side::A => Some(self.a.model()),
            Side::B => self.b.as_ref().map(Track::model),
        }
    }

    /// Where both runs are.
    pub fn now(&self) -> SimTime {
        let a = self.a.model().now();
        self.b.as_ref().map_or(a, |b| a.min(b.model().now()))
    }

    /// How far one can go without waiting: what both runs have behind them.
    pub fn reached(&self) -> SimTime {
        self.b.as_ref().map_or(self.a.reached(), |b| self.a.reached().min(b.reached()))
    }

    /// Whether a change made now would open a branch.
    pub fn branches(&self) -> bool {
        self.b.is_none() && self.a.is_in_past()
    }

    /// The changes of the branch, those it has in common with the run included.
    pub fn branch(&self) -> Option<&[Change]> {
        self.b.as_ref().map(|b| b.model().scenario().changes.as_slice())
    }

    /// The moment of the first change that the two do not share; nothing while they are alike.
    pub fn branched_at(&self) -> Option<SimTime> {
        let (a, b) = (&self.a.model().scenario().changes, self.branch()?);
        let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        a.get(common).into_iter().chain(b.get(common)).map(|change| change.at).min()
    }

    /// The two runs so far; nothing where there is one, or while one of them is still on its way to the other's
    /// moment.
    pub fn comparison(&self) -> Option<Comparison> {
        let (a, b) = (self.a.model(), self.side(Side::B)?);
        (a.now() == b.now()).then(|| Comparison {
            branched_at: self.branched_at(),
            a: Outcome::of(a),
            b: Outcome::of(b),
        })
    }

    /// Bytes that the checkpoints of both runs hold beyond the runs, and how many there are; for tests and
    /// measurements.
    pub fn checkpoints(&self) -> (usize, usize) {
        let tracks = [Some(&self.a), self.b.as_ref()];
        let held = tracks.into_iter().flatten().map(Track::checkpoints);
        held.fold((0, 0), |sum, (bytes, count)| (sum.0 + bytes, sum.1 + count))
    }

    fn tracks(&mut self) -> impl Iterator<Item = &mut Track> {
        [Some(&mut self.a), self.b.as_mut()].into_iter().flatten()
    }

    fn shown_track(&mut self) -> &mut Track {
        match (self.shown, &mut self.b) {
            (Side::B, Some(b)) => b,
            _ => &mut self.a,
        }
    }
}
