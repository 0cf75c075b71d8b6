use super::checkpoints::Checkpoints;
use crate::{
    sim::{
        Mark, Model, Msg, Snapshot,
        scenario::{Scenario, ScenarioError},
    },
    units::SimTime,
};

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
}

impl Track {
    pub(super) fn new(scenario: Scenario) -> Result<Self, ScenarioError> {
        let model = Model::new(scenario)?;
        let checkpoints = Checkpoints::new(&model);
        Ok(Self { checkpoints, reached: model.now(), happened: Vec::new(), since: 0, model })
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
    }

    /// At least up to `to`, leaving checkpoints on the way: as many as fit into so much memory.
    pub(super) fn run_to(&mut self, to: SimTime, most_bytes: usize) {
        let to = to.min(self.model.ends_at());
        while self.model.now() < to {
            let before = self.model.now();
            if let Some(next) = self.checkpoints.next_after(before) {
                self.since += self.model.run(to.min(next), u64::MAX);
                if self.model.now() == next {
                    self.since = 0;
                }
            } else {
                let left = self.checkpoints.spacing().saturating_sub(self.since).max(1);
                self.since += self.model.run(to, left);
                if self.since >= self.checkpoints.spacing() && self.model.is_at_whole_second() {
                    self.checkpoints.add(&self.model, most_bytes);
                    self.since = 0;
                }
            }
            if self.model.now() == before {
                break;
            }
        }
        self.reached = self.reached.max(self.model.now());
    }

    /// To the moment before `to` from which the way to it is shortest: where it is, or a checkpoint.
    pub(super) fn restore(&mut self, to: SimTime) {
        let Some(kept) = self.checkpoints.before(to) else { return };
        let now = self.model.now();
        if now <= to && kept.now() <= now {
            return;
        }
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
