//! What is wrong with a reader.

use super::{
    Readers,
    cursor::{Cursor, Lane},
    state::ReaderState,
};
use crate::{
    sim::{
        log::ShardLog,
        scenario::{Fault, ShardIteratorType, Work},
    },
    units::Share,
};

/// Faults that are switched on, and the records that cannot be processed.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults {
    pub(super) on: Vec<Fault>,
    /// Shard and place.
    pub(super) poison: Vec<(u32, u64)>,
}

impl Faults {
    /// Switches a fault on, or its counterpart off.
    fn set(&mut self, fault: Fault) {
        let (on, is_on) = match fault {
            Fault::Stopped(is_on) => (Fault::Stopped(true), is_on),
            Fault::Failing(is_on) => (Fault::Failing(true), is_on),
            Fault::Wrong(is_on) => (Fault::Wrong(true), is_on),
            Fault::DeployedTwice(is_on) => (Fault::DeployedTwice(true), is_on),
            Fault::DestinationDown(is_on) => (Fault::DestinationDown(true), is_on),
            Fault::Slowed(share) => (fault, share < Share::from_percent(100)),
            Fault::Crash | Fault::PoisonRecord => return,
        };
        self.on.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&on));
        if is_on {
            self.on.push(on);
        }
    }

    /// Whether this fault is on, as `Fault::Failing(true)`.
    fn has(&self, fault: Fault) -> bool {
        self.on.contains(&fault)
    }

    pub(super) fn stopped(&self) -> bool {
        self.has(Fault::Stopped(true))
    }

    pub(super) fn failing(&self) -> bool {
        self.has(Fault::Failing(true))
    }

    pub(super) fn wrong(&self) -> bool {
        self.has(Fault::Wrong(true))
    }

    pub(super) fn deployed_twice(&self) -> bool {
        self.has(Fault::DeployedTwice(true))
    }

    pub(super) fn destination_down(&self) -> bool {
        self.has(Fault::DestinationDown(true))
    }

    /// What is left of its speed, in millionths; never nothing.
    pub(super) fn speed_ppm(&self) -> u64 {
        let slowed = self.on.iter().find_map(|fault| match fault {
            Fault::Slowed(share) => Some(u64::from(share.ppm())),
            _ => None,
        });
        slowed.unwrap_or(1_000_000).max(1)
    }

    /// The first record of `from` … `to` that throws.
    pub(super) fn first_failure(&self, shard: u32, from: u64, to: u64) -> Option<u64> {
        if self.on.is_empty() && self.poison.is_empty() {
            return None;
        }
        if self.failing() {
            return (from < to).then_some(from);
        }
        let here = self.poison.iter().filter(|(at, place)| *at == shard && (from..to).contains(place));
        here.map(|(_, place)| *place).min()
    }
}

impl ReaderState {
    pub(super) fn has_twin(&self) -> bool {
        self.faults.deployed_twice() && !self.shares_leases()
    }
}

impl Readers {
    /// # Errors
    /// When there is no such reader, in words.
    pub(in crate::sim::engine) fn fault(
        &mut self,
        index: usize,
        fault: Fault,
        now: u64,
        taken: &[u64],
        logs: &[ShardLog],
    ) -> Result<(), String> {
        let reader = self.changed(index, now)?;
        reader.faults.set(fault);
        match fault {
            Fault::Crash => self.crash(index, now, logs),
            Fault::PoisonRecord => {
                // The busiest shard of the last second; its next record.
                let open = (0..self.shards.len()).filter(|&id| self.shards[id].open);
                let busiest = open.max_by_key(|&id| (taken.get(id).copied().unwrap_or(0), usize::MAX - id));
                if let Some(id) = busiest {
                    self.all[index].faults.poison.push((id as u32, logs[id].records()));
                }
            }
            Fault::DeployedTwice(_) => self.set_twins(index, now),
            _ => {}
        }
        Ok(())
    }

    /// The reader at this place, of which something is changed now.
    fn changed(&mut self, index: usize, now: u64) -> Result<&mut ReaderState, String> {
        let Some(reader) = self.all.get_mut(index).filter(|reader| !reader.gone) else {
            return Err(format!("there is no reader {}: the list of readers is shorter", index + 1));
        };
        reader.changed_at = now;
        Ok(reader)
    }

    /// Worker 0 dies. Its shards wait for the failover, and are read on from their checkpoints, or, where none
    /// was ever written, from where the reader began.
    fn crash(&mut self, index: usize, now: u64, logs: &[ShardLog]) {
        let reader = &self.all[index];
        let Work::Application(application) = &reader.spec.work else { return };
        let back = now + application.failover.millis();
        for (id, (shard, log)) in self.shards.iter_mut().zip(logs).enumerate() {
            let lane = &mut shard.lanes[index];
            if lane.account.worker != 0 || lane.cursor.phase != super::Phase::Reads {
                continue;
            }
            let cursor = &mut lane.cursor;
            let start = super::resolve(reader.spec.start, id as u32, shard.horizon, log);
            let checkpoint = cursor.checkpoint.or(start).unwrap_or(log.records()).max(shard.horizon);
            *cursor = Cursor {
                checkpoint: cursor.checkpoint,
                to_latest: cursor.checkpoint.is_none() && reader.spec.start == ShardIteratorType::Latest,
                checkpoint_due: back + reader.checkpoint_every(),
                paused_until: back,
                subscribed: None,
                ..Cursor::at(checkpoint, reader.first_call(id as u32, back))
            };
        }
    }

    fn set_twins(&mut self, index: usize, now: u64) {
        let reader = &self.all[index];
        for (id, shard) in self.shards.iter_mut().enumerate() {
            let lane = &mut shard.lanes[index];
            lane.twin = reader.has_twin().then(|| {
                let first_call = now + super::mixed(index, id as u32, 1) % reader.poll_ms().clamp(1, 1_000);
                Box::new(Cursor {
                    phase: lane.cursor.phase,
                    checkpoint: lane.cursor.checkpoint,
                    ..Cursor::at(lane.cursor.position, first_call)
                })
            });
        }
    }

    /// # Errors
    /// When there is no such reader, in words.
    pub(in crate::sim::engine) fn rewind(
        &mut self,
        index: usize,
        to: ShardIteratorType,
        now: u64,
        logs: &[ShardLog],
    ) -> Result<(), String> {
        let reader = self.changed(index, now)?;
        if reader.begun {
            self.place(index, to, now, logs);
            // A rewind is a checkpoint that is set.
            for lane in self.shards.iter_mut().map(|shard| &mut shard.lanes[index]) {
                for cursor in lane.cursors() {
                    cursor.checkpoint = cursor.checkpoint.or(Some(cursor.position));
                }
            }
        } else {
            reader.spec.start = to;
        }
        Ok(())
    }
}

impl Lane {
    /// Whether a poison record lies ahead of it, or under it.
    pub(super) fn faces(&self, place: u64) -> bool {
        self.cursor.position <= place
    }
}
