use std::sync::Arc;

use super::checkpoints::Checkpoints;
use crate::{
    sim::{
        Mark, Model, Msg, Snapshot,
        scenario::{Scenario, ScenarioError},
    },
    units::{SimDuration, SimTime},
};

/// Who goes back goes back again, by a little: so far before a moment that was sought, one more copy is kept.
const A_LITTLE: SimDuration = SimDuration::from_secs(10);

/// One run, and the way back in it.
#[derive(Debug, Clone)]
pub(super) struct Track {
    model: Model,
    checkpoints: Checkpoints,
    /// How far it ever got, with the changes it has now.
    reached: SimTime,
    /// What nobody planned and yet happened, up to there; filled when one goes back.
    happened: Vec<Mark>,
    /// Work since the checkpoint before now.
    since: u64,
    /// The copy a little before the moment that was sought last, and where the next one is due.
    near: Option<Arc<Model>>,
    near_at: Option<SimTime>,
}

impl Track {
    pub(super) fn new(scenario: Scenario) -> Result<Self, ScenarioError> {
        let model = Model::new(scenario)?;
        let checkpoints = Checkpoints::new(&model);
        let reached = model.now();
        Ok(Self { model, checkpoints, reached, happened: Vec::new(), since: 0, near: None, near_at: None })
    }

    /// Another one that is the same up to now, and was never further.
    pub(super) fn branch(&self) -> Self {
        let mut branch = self.clone();
        branch.forget_what_follows();
        branch
    }

    /// # Errors
    /// As [`Model::update`]; then nothing has changed, and nothing is forgotten.
    pub(super) fn update(&mut self, msg: Msg) -> Result<(), ScenarioError> {
        self.model.update(msg)?;
        self.forget_what_follows();
        Ok(())
    }

    fn forget_what_follows(&mut self) {
        self.reached = self.model.now();
        self.checkpoints.forget_after(self.reached);
        self.near = self.near.take().filter(|near| near.now() <= self.reached);
        self.near_at = None;
    }

    /// At least up to `to`, leaving checkpoints on the way: as many as fit into so much memory.
    pub(super) fn run_to(&mut self, to: SimTime, most_bytes: usize) {
        let to = to.min(self.model.ends_at());
        while self.model.now() < to {
            let before = self.model.now();
            let next = self.checkpoints.next_after(before);
            let stop = self.near_at.into_iter().chain(next).fold(to, SimTime::min);
            let spacing = self.checkpoints.spacing();
            let most = if next.is_some() { u64::MAX } else { spacing.saturating_sub(self.since).max(1) };
            self.since += self.model.run(stop, most);
            let now = self.model.now();
            if next == Some(now) {
                self.since = 0;
            } else if next.is_none() && self.since >= spacing && self.model.is_at_whole_second() {
                self.checkpoints.add(&self.model, most_bytes);
                self.since = 0;
            }
            if self.near_at.is_some_and(|at| at <= now) {
                self.near = Some(Arc::new(self.model.clone()));
                self.near_at = None;
            }
            if now == before {
                break;
            }
        }
        self.reached = self.reached.max(self.model.now());
    }

    /// To the moment before `to` from which the way to it is shortest: where it is, or a copy.
    pub(super) fn restore(&mut self, to: SimTime) {
        let Some(checkpoint) = self.checkpoints.before(to) else { return };
        let near = self.near.as_deref().filter(|near| (checkpoint.now()..=to).contains(&near.now()));
        let kept = near.unwrap_or(checkpoint);
        let now = self.model.now();
        if now <= to && kept.now() <= now {
            return;
        }
        let a_little_before = SimTime::from_secs((to - (SimTime::ZERO + A_LITTLE)).secs());
        self.near_at = (kept.now() < a_little_before).then_some(a_little_before);
        if !self.is_in_past() {
            self.happened = self.model.happened();
        }
        let mut model = kept.clone();
        // Changes may have come since that lie after the checkpoint.
        model.adopt(&self.model.scenario().changes);
        self.model = model;
        self.since = 0;
    }

    /// What is told of it now; what it is known to come to stays marked.
    pub(super) fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.model.snapshot();
        if self.is_in_past() {
            let now = snapshot.now;
            snapshot.marks.extend(self.happened.iter().filter(|mark| mark.at >= now).cloned());
            // Something may stand there as both: told by the run up to now, and known.
            snapshot.marks.sort_by_key(|mark| (mark.at, mark.kind));
            snapshot.marks.dedup();
        }
        snapshot
    }

    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    pub(super) fn reached(&self) -> SimTime {
        self.reached
    }

    pub(super) fn is_in_past(&self) -> bool {
        self.model.now() < self.reached
    }

    pub(super) fn keep_within(&mut self, most_bytes: usize) {
        self.checkpoints.shrink(&self.model, most_bytes);
    }

    /// Bytes that its checkpoints hold beyond the run, and how many there are.
    pub(super) fn checkpoints(&self) -> (usize, usize) {
        (self.checkpoints.bytes(&self.model), self.checkpoints.len())
    }
}
