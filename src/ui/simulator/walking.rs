//! Back and forth in time, and between two runs.

use leptos::prelude::*;

use super::{Simulator, pace::Pace};
use crate::{
    sim::{Side, Timeline},
    units::{SimDuration, SimTime},
};

pub const STEP_BACK: SimDuration = SimDuration::from_secs(1);
pub const LEAP_BACK: SimDuration = SimDuration::from_secs(10);

/// One run or two; changes with what is done, not as time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    pub shown: Side,
    /// There is a second one …
    pub two: bool,
    /// … and it is another one from this moment on.
    pub branched_at: Option<SimTime>,
    /// A change made now would begin it.
    pub branches: bool,
    /// Changes of the second one.
    changes: usize,
}

impl Runs {
    pub fn of(timeline: &Timeline) -> Self {
        let branch = timeline.branch();
        Self {
            shown: timeline.shown(),
            two: branch.is_some(),
            branched_at: timeline.branched_at(),
            branches: timeline.branches(),
            changes: branch.map_or(0, <[_]>::len),
        }
    }
}

impl Simulator {
    /// To any moment of the run: at once where it has been, else by running there. What plays goes on playing.
    pub fn seek(self, to: SimTime) {
        let Some(()) = self.timeline.try_update_value(|timeline| timeline.restore(to)) else { return };
        self.pace.update_value(|pace| pace.seek(to));
        self.leaps.update(|count| *count += 1);
        self.tick(0.0);
        self.show();
    }

    pub fn back(self, span: SimDuration) {
        self.playing.set(false);
        let now = self.timeline.try_with_value(Timeline::now).unwrap_or_default();
        self.seek(SimTime::ZERO + (now - (SimTime::ZERO + span)));
    }

    /// A moment that is being sought, and lies where the run has been, is reached before anything is changed.
    pub(super) fn arrive(self) {
        let Some(goal) = self.pace.try_with_value(Pace::goal).flatten() else { return };
        self.timeline.try_update_value(|timeline| {
            if (timeline.now()..=timeline.reached()).contains(&goal) {
                timeline.seek(goal);
            }
        });
    }

    pub fn show_run(self, side: Side) {
        self.timeline.try_update_value(|timeline| timeline.show(side));
        self.leap();
    }

    pub fn show_other(self) {
        let other = match self.runs.with_untracked(|runs| runs.shown) {
            Side::A => Side::B,
            Side::B => Side::A,
        };
        self.show_run(other);
    }

    pub fn keep_run(self, side: Side) {
        self.timeline.try_update_value(|timeline| timeline.keep(side));
        self.leap();
    }

    fn leap(self) {
        self.leaps.update(|count| *count += 1);
        // Shards of one run may not be there in the other.
        if let Some(id) = self.selected.get_untracked()
            && self.with_model(|model| model.shard_map().shard(id).is_none()) == Some(true)
        {
            self.selected.set(None);
        }
        self.show();
    }

    /// Changes whenever what is drawn goes on from elsewhere.
    pub fn cuts(self) -> (u32, u32) {
        let count = |of: RwSignal<u32>| of.try_get_untracked().unwrap_or(0);
        (count(self.loaded), count(self.leaps))
    }
}
