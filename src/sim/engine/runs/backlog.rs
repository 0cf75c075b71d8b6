//! Refused runs that wait for their next attempt, by shard and slot.

use std::collections::{BTreeMap, VecDeque};

use crate::{
    kinesis::{ShardId, ShardMap},
    sim::weight::Weight,
};

/// Records that are alike: same producer, same attempt, about the same age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) producer: u8,
    /// Which attempt comes next, the first being 1.
    pub(super) attempt: u16,
    /// Records that are in already and are sent once more with their batch.
    pub(super) copy: bool,
    /// Kinesis records, and user records in them.
    pub(super) count: u64,
    pub(super) users: u64,
    /// Of a Kinesis record, and of a user record in it.
    pub(super) bytes_each: u64,
    pub(super) user_bytes_each: u64,
    /// When they were made, in milliseconds, summed up over `count`: runs that are put together keep their mean
    /// age without a division.
    pub(super) born_sum: u64,
}

impl Run {
    pub(super) fn born(&self) -> u64 {
        self.born_sum / self.count.max(1)
    }

    /// A part of it: `count` Kinesis records with `users` user records.
    pub(super) fn part(&self, count: u64, users: u64) -> Run {
        Run { count, users, born_sum: self.born() * count, ..*self }
    }
}

/// The slots of one shard, from the next one on.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    first_slot: u64,
    slots: VecDeque<Vec<Run>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Backlog {
    shards: BTreeMap<u32, Waiting>,
}

impl Backlog {
    pub(super) fn weigh(&self, weight: &mut Weight) {
        let runs = self.shards.values().flat_map(|waiting| &waiting.slots).map(Vec::len).sum::<usize>();
        weight.own(runs * size_of::<Run>());
    }

    /// Anything for this shard?
    pub(super) fn waits_for(&self, shard: u32) -> bool {
        self.shards.get(&shard).is_some_and(|w| !w.slots.is_empty())
    }

    /// Puts a run where it will be tried again. Runs of about one age become one.
    pub(super) fn push(&mut self, shard: u32, slot: u64, run: Run, same_age_ms: u64) {
        let waiting = self.shards.entry(shard).or_default();
        if waiting.slots.is_empty() {
            waiting.first_slot = slot;
        }
        while slot < waiting.first_slot {
            waiting.slots.push_front(Vec::new());
            waiting.first_slot -= 1;
        }
        let at = (slot - waiting.first_slot) as usize;
        if waiting.slots.len() <= at {
            waiting.slots.resize_with(at + 1, Vec::new);
        }
        let runs = &mut waiting.slots[at];
        let like = |other: &&mut Run| {
            (other.producer, other.attempt, other.copy, other.bytes_each, other.user_bytes_each)
                == (run.producer, run.attempt, run.copy, run.bytes_each, run.user_bytes_each)
                && (same_age_ms == u64::MAX || other.born().abs_diff(run.born()) < same_age_ms)
        };
        match runs.iter_mut().find(like) {
            Some(other) => {
                other.count += run.count;
                other.users += run.users;
                other.born_sum += run.born_sum;
            }
            None => runs.push(run),
        }
    }

    /// What is due in this slot; slots are asked for in order.
    pub(super) fn take(&mut self, shard: u32, slot: u64, into: &mut Vec<Run>) {
        let Some(waiting) = self.shards.get_mut(&shard) else { return };
        while waiting.first_slot <= slot {
            let Some(runs) = waiting.slots.pop_front() else { break };
            into.extend(runs);
            waiting.first_slot += 1;
        }
    }

    /// User records that wait, copies apart.
    pub(super) fn users(&self) -> u64 {
        let runs = self.shards.values().flat_map(|w| w.slots.iter().flatten());
        runs.filter(|run| !run.copy).map(|run| run.users).sum()
    }

    /// What waited for a closed shard goes to the open ones that share its range, by how much they share.
    pub(super) fn shards_changed(&mut self, map: &ShardMap) {
        let is_open = |id: u32| map.shard(ShardId(id)).is_some_and(|s| s.open);
        let closed: Vec<u32> = self.shards.keys().copied().filter(|&id| !is_open(id)).collect();
        for id in closed {
            let (Some(waiting), Some(old)) = (self.shards.remove(&id), map.shard(ShardId(id))) else {
                continue;
            };
            let old = old.hash_key_range;
            let heirs: Vec<(u32, u128)> = map
                .open()
                .iter()
                .filter_map(|&id| {
                    let range = map.shard(id)?.hash_key_range;
                    let start = range.starting_hash_key.max(old.starting_hash_key).0;
                    let end = range.ending_hash_key.min(old.ending_hash_key).0;
                    (start <= end).then(|| (id.0, ((end - start) >> 40) + 1))
                })
                .collect();
            let slots = waiting.slots.into_iter().zip(waiting.first_slot..);
            slots.for_each(|(runs, slot)| runs.into_iter().for_each(|run| self.share(&heirs, slot, run)));
        }
    }

    fn share(&mut self, heirs: &[(u32, u128)], slot: u64, run: Run) {
        let mut width: u128 = heirs.iter().map(|h| h.1).sum();
        let (mut count, mut users) = (run.count, run.users);
        for &(shard, share) in heirs {
            let part = |whole: u64| (u128::from(whole) * share / width) as u64;
            let (c, u) = (part(count), part(users));
            width -= share;
            count -= c;
            users -= u;
            if c > 0 || u > 0 {
                // A run of no Kinesis record cannot carry users: at least one carries them.
                self.push(shard, slot, run.part(c.max(1), u), 0);
            }
        }
    }
}
