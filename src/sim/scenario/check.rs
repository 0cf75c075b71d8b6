//! The limits of every setting, in one place, and what AWS answers where it has them too.

mod error;
mod producer;
mod reader;

pub use error::ScenarioError;

use error::within;
use producer::check_producers;
use reader::{check_fault, check_readers, check_retention, check_rewind};

use super::{Change, MAX_CHANGES, MAX_DURATION, MAX_SHARDS_EVER, Reader, Scenario, What};
use crate::{
    aws::limits::{DEFAULT_MAX_RECORD_SIZE, MAX_RECORD_SIZE, MAX_SHARDS},
    units::{SimDuration, SimTime},
};

impl Scenario {
    /// Every limit, in one place. What passes can be run.
    ///
    /// # Errors
    /// The first setting that is out of its limits.
    pub fn check(&self) -> Result<(), ScenarioError> {
        within("the shard count", self.shard_count, 1, MAX_SHARDS.value)?;
        within("the run", self.duration, SimDuration::from_secs(1), MAX_DURATION)?;
        let sizes = (DEFAULT_MAX_RECORD_SIZE.value, MAX_RECORD_SIZE.value);
        within("the stream's largest record", self.max_record_size, sizes.0, sizes.1)?;
        check_producers(&self.producers, self.max_record_size)?;
        check_retention(self.retention)?;
        check_readers(&self.readers, SimTime::ZERO)?;
        self.check_changes()
    }

    fn check_changes(&self) -> Result<(), ScenarioError> {
        within("the number of changes", self.changes.len(), 0, MAX_CHANGES)?;
        if self.changes.windows(2).any(|pair| pair[0].at > pair[1].at) {
            return Err(ScenarioError::ours("the changes have to be in the order of their time"));
        }
        let mut readers = &self.readers[..];
        for change in &self.changes {
            self.check_change(change, readers)?;
            if let What::Readers(from_now_on) = &change.what {
                readers = from_now_on;
            }
        }
        let reshaped = self.changes.iter().map(|change| match change.what {
            What::ShardCount(n) => u64::from(n),
            What::SplitShard { .. } => 2,
            _ => 0,
        });
        if u64::from(self.shard_count) + reshaped.sum::<u64>() > MAX_SHARDS_EVER {
            return Err(ScenarioError::ours(format!(
                "a run has {MAX_SHARDS_EVER} shards in all at the most, closed ones counted: start over with the \
                 settings of now"
            )));
        }
        Ok(())
    }

    /// Drops the faults and rewinds whose reader is not there at their time, or is one that cannot have them: they
    /// went with it.
    pub(in crate::sim) fn drop_orphans(&self, changes: &mut Vec<Change>) {
        let mut readers = &self.readers[..];
        let stays = |change: &Change, readers: &[Reader]| match &change.what {
            What::Fault { reader, fault } => check_fault(*fault, *reader, readers).is_ok(),
            What::Rewind { reader, to } => check_rewind(*to, change.at, *reader, readers).is_ok(),
            _ => true,
        };
        let mut orphans = Vec::new();
        for (place, change) in changes.iter().enumerate() {
            if let What::Readers(from_now_on) = &change.what {
                readers = from_now_on;
            }
            if !stays(change, readers) {
                orphans.push(place);
            }
        }
        for place in orphans.into_iter().rev() {
            changes.remove(place);
        }
    }

    /// `readers`: those that there are when it happens.
    fn check_change(&self, change: &Change, readers: &[Reader]) -> Result<(), ScenarioError> {
        if !change.at.millis().is_multiple_of(1_000) {
            return Err(ScenarioError::ours(format!(
                "a change takes effect at a whole second, not at {} ms",
                change.at.millis()
            )));
        }
        match &change.what {
            What::ShardCount(n) => within("the shard count", *n, 1, MAX_SHARDS.value),
            What::Producers(producers) => check_producers(producers, self.max_record_size),
            // Whether a split fits depends on the shards of that moment: the engine answers it.
            What::SplitShard { .. } => Ok(()),
            What::Retention(span) => check_retention(*span),
            What::Readers(readers) => check_readers(readers, change.at),
            What::Fault { reader, fault } => check_fault(*fault, *reader, readers),
            What::Rewind { reader, to } => check_rewind(*to, change.at, *reader, readers),
        }
    }
}
