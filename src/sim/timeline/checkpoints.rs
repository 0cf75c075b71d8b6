//! Copies of a run at some of its moments.
//!
//! A copy shares with the run all that is large and mostly stays as it is: where keys lie, the picture's columns,
//! what was counted of each shard's seconds and minutes. What was written since is copied at its next write
//! (`Pages`, `Arc::make_mut`). So a copy takes well under a millisecond, and its bytes are what has changed since
//! the one before.

use std::sync::Arc;

use crate::{
    sim::{Model, weight::Weight},
    units::SimTime,
};

/// Work between two of them at first, in about a microsecond each.
const FIRST_SPACING: u64 = 30_000;
const MOST: usize = 64;

/// By time, the beginning of the run first.
#[derive(Debug, Clone)]
pub(super) struct Checkpoints {
    kept: Vec<Checkpoint>,
    spacing: u64,
}

/// A branch has those before it in common with its run.
#[derive(Debug, Clone)]
struct Checkpoint {
    model: Arc<Model>,
    /// Apart from records known one by one.
    bytes: usize,
}

impl Checkpoints {
    pub(super) fn new(beginning: &Model) -> Self {
        let mut new = Self { kept: Vec::new(), spacing: FIRST_SPACING };
        new.add(beginning, usize::MAX);
        new
    }

    /// The run is further than any of them. All of them together hold at most so many bytes beyond the run, or
    /// are two.
    pub(super) fn add(&mut self, run: &Model, most_bytes: usize) {
        let model = Arc::new(run.clone());
        let mut weight = Weight::of_new();
        model.weigh(&mut weight);
        self.kept.push(Checkpoint { model, bytes: weight.bytes() });
        self.shrink(run, most_bytes);
    }

    pub(super) fn shrink(&mut self, run: &Model, most_bytes: usize) {
        while self.kept.len() > MOST || (self.kept.len() > 2 && self.bytes(run) > most_bytes) {
            self.thin();
        }
    }

    /// Every other one goes, and they lie twice as far apart from now on.
    fn thin(&mut self) {
        self.spacing = self.spacing.saturating_mul(2);
        let mut stays = false;
        self.kept.retain(|_| {
            stays = !stays;
            stays
        });
        // What those that went had in common with those that stay is theirs now.
        for checkpoint in &mut self.kept {
            let mut weight = Weight::of_part();
            checkpoint.model.weigh(&mut weight);
            checkpoint.bytes = weight.bytes();
        }
    }

    /// What they hold beyond the run.
    pub(super) fn bytes(&self, run: &Model) -> usize {
        let known: Vec<(usize, usize)> = run.known_records().collect();
        let mut counted = vec![0; known.len()];
        let mut records = 0;
        for checkpoint in &self.kept {
            for ((&(gone, _), counted), (from, to)) in
                known.iter().zip(&mut counted).zip(checkpoint.model.known_records())
            {
                // What the run has let go, and none before this one has kept.
                records += to.min(gone).saturating_sub(from.max(*counted));
                *counted = to.max(*counted);
            }
        }
        let bytes: usize = self.kept.iter().map(|checkpoint| checkpoint.bytes).sum();
        bytes + records * Model::BYTES_OF_KNOWN
    }

    pub(super) fn forget_after(&mut self, moment: SimTime) {
        self.kept.retain(|checkpoint| checkpoint.model.now() <= moment);
    }

    /// The last one at this moment or before it.
    pub(super) fn before(&self, moment: SimTime) -> Option<&Model> {
        let after = self.kept.partition_point(|checkpoint| checkpoint.model.now() <= moment);
        Some(&self.kept.get(after.checked_sub(1)?)?.model)
    }

    pub(super) fn next_after(&self, moment: SimTime) -> Option<SimTime> {
        let after = self.kept.partition_point(|checkpoint| checkpoint.model.now() <= moment);
        self.kept.get(after).map(|checkpoint| checkpoint.model.now())
    }

    pub(super) fn spacing(&self) -> u64 {
        self.spacing
    }

    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }
}
