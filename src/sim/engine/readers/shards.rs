//! Shards that come and close while they are read: parents before children (facts R7, R8).

use super::{
    Readers, ShardReads,
    cursor::{Cursor, Phase},
    state::ReaderState,
};
use crate::{
    kinesis::ShardMap,
    sim::{
        log::ShardLog,
        scenario::{Library, Work},
    },
};

impl Readers {
    /// Shards have come, or closed.
    pub(in crate::sim::engine) fn shards_changed(&mut self, map: &ShardMap, now: u64) {
        let known = self.shards.len();
        let closing: Vec<u32> =
            (0..known as u32).filter(|&id| self.shards[id as usize].open && !is_open(map, id)).collect();
        for shard in map.all().iter().skip(known) {
            let range = shard.hash_key_range;
            let shares = |id: &u32| {
                map.all().get(*id as usize).is_some_and(|parent| {
                    let of = parent.hash_key_range;
                    of.starting_hash_key <= range.ending_hash_key
                        && range.starting_hash_key <= of.ending_hash_key
                })
            };
            let parents = closing.iter().copied().filter(shares).collect();
            self.shards.push(ShardReads { open: true, parents, ..ShardReads::default() });
        }
        for (id, shard) in self.shards.iter_mut().enumerate() {
            shard.open = is_open(map, id as u32);
        }
        self.make_room();
        if known > 0 {
            self.open_children(known, now);
        }
        self.note_change(now);
    }

    /// New shards are read from their beginning, by whoever reads their parents.
    fn open_children(&mut self, first: usize, now: u64) {
        for (id, shard) in self.shards.iter_mut().enumerate().skip(first) {
            for (reader, lane) in self.all.iter().zip(&mut shard.lanes).filter(|(r, _)| r.reads_children()) {
                lane.cursor = Cursor::at(0, reader.first_call(id as u32, now));
                lane.cursor.checkpoint = Some(0);
                lane.account.begins_at = Some(0);
                if reader.waits_for_parents() {
                    lane.cursor.phase = Phase::WaitsForParent;
                }
                lane.twin = reader.has_twin().then(|| Box::new(lane.cursor.clone()));
            }
        }
    }

    /// A child is read when its parents are read to their end (fact R7).
    pub(super) fn let_children_begin(&mut self, id: usize, now: u64, logs: &[ShardLog]) {
        for index in 0..self.all.len() {
            if self.shards[id].lanes[index].cursor.phase != Phase::WaitsForParent {
                continue;
            }
            let read = |&parent: &u32| {
                let shard = &self.shards[parent as usize];
                shard.lanes[index].is_finished(shard.open, &logs[parent as usize])
            };
            if self.shards[id].parents.iter().all(read) {
                let first_call = self.all[index].first_call(id as u32, now);
                let lane = &mut self.shards[id].lanes[index];
                for cursor in lane.cursors() {
                    cursor.phase = Phase::Reads;
                    cursor.next_fetch = first_call;
                    cursor.last_answer = now;
                }
            }
        }
    }
}

impl ReaderState {
    /// The SDK alone knows of no parents; everything else reads them first.
    pub(super) fn waits_for_parents(&self) -> bool {
        !matches!(&self.spec.work, Work::Application(application) if application.library == Library::Sdk)
    }

    /// New shards are read by whoever is there to read.
    fn reads_children(&self) -> bool {
        self.begun && !self.gone
    }
}

fn is_open(map: &ShardMap, id: u32) -> bool {
    map.all().get(id as usize).is_some_and(|shard| shard.open)
}
