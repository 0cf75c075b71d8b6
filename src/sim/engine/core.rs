//! The accounts that both resolutions keep.

use std::sync::Arc;

use super::producer::ProducerState;
use crate::{
    kinesis::ShardMap,
    sim::{
        ShardSecond, Totals, delay::Delays, fingerprint::Fingerprint, key_space::PARTS, log::ShardLog,
        meter::Meter, shard_state::ShardState, snapshot::Counts, weight::Weight,
    },
    units::{Bytes, SimTime},
};

#[derive(Debug, Clone)]
pub(super) struct Core {
    /// Shared with the copies of this run until the shards change.
    pub(super) map: Arc<ShardMap>,
    /// Every shard there ever was, by id.
    pub(super) shards: Vec<ShardState>,
    /// What they keep for their readers; same order.
    pub(super) logs: Vec<ShardLog>,
    pub(super) totals: Totals,
    pub(super) dropped_bytes: u64,
    pub(super) out_of_order: u64,
    /// Of the second under way.
    pub(super) counts: Counts,
    pub(super) delays: Delays,
    pub(super) trace: Fingerprint,
    pub(super) meter: Meter,
}

impl Core {
    pub(super) fn new(shard_count: u32, max_record_size: Bytes) -> Self {
        let map = ShardMap::even(shard_count);
        Self {
            shards: vec![ShardState::new(max_record_size); map.all().len()],
            logs: vec![ShardLog::default(); map.all().len()],
            map: Arc::new(map),
            totals: Totals::default(),
            dropped_bytes: 0,
            out_of_order: 0,
            counts: Counts::default(),
            delays: Delays::default(),
            trace: Fingerprint::default(),
            meter: Meter::default(),
        }
    }

    /// Room for shards that have come since.
    pub(super) fn grow(&mut self, max_record_size: Bytes) {
        self.shards.resize(self.map.all().len(), ShardState::new(max_record_size));
        self.logs.resize(self.map.all().len(), ShardLog::default());
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(size_of_val(&*self.shards) + size_of_val(&*self.logs));
        self.logs.iter().for_each(|log| log.weigh(weight));
        self.meter.weigh(weight);
        weight.shared_of(&self.map, size_of_val(self.map.all()));
    }

    pub(super) fn close_second(
        &mut self,
        at: SimTime,
        closed: &mut Vec<ShardSecond>,
        parts: &mut Vec<[u32; PARTS]>,
    ) {
        closed.clear();
        parts.clear();
        for id in self.map.open() {
            let shard = &mut self.shards[id.0 as usize];
            parts.push(std::mem::take(&mut shard.parts));
            let second = shard.close_second(at, &mut self.trace);
            let known = self.logs.len();
            self.logs[id.0 as usize].close_second(at.second(), second.taken, second.taken_bytes, known);
            self.counts.attempts += u64::from(second.attempts);
            self.counts.taken += u64::from(second.taken);
            self.counts.taken_bytes += second.taken_bytes;
            self.counts.throttled += u64::from(second.throttled);
            closed.push(second);
        }
    }

    pub(super) fn offered(&mut self, producer: &mut ProducerState, records: u64, bytes: u64) {
        self.totals.offered_records += records;
        self.totals.offered_bytes += bytes;
        self.counts.offered += records;
        producer.tally.offered_records += records;
        producer.tally.offered_bytes += bytes;
    }

    pub(super) fn accepted(&mut self, producer: &mut ProducerState, records: u64, bytes: u64, delay_ms: u64) {
        self.totals.accepted_records += records;
        self.totals.accepted_bytes += bytes;
        producer.tally.accepted_records += records;
        self.delays.add(delay_ms, records);
    }

    pub(super) fn dropped(&mut self, producer: &mut ProducerState, records: u64, bytes: u64) {
        self.totals.dropped_records += records;
        self.dropped_bytes += bytes;
        self.counts.dropped += records;
        producer.tally.dropped_records += records;
    }

    pub(super) fn duplicated(&mut self, producer: &mut ProducerState, records: u64) {
        self.totals.duplicated_records += records;
        producer.tally.duplicated_records += records;
    }

    pub(super) fn throttled(&mut self, producer: &mut ProducerState, attempts: u64) {
        self.totals.throttled_attempts += attempts;
        producer.tally.throttled_attempts += attempts;
    }
}
