//! One engine, two resolutions.
//!
//! The clock goes in whole seconds as far as producers' rates, shards' limits and everything that is counted are
//! concerned; both resolutions share that, the offered numbers of records, and the accounts ([`Core`]). Within a
//! second [`records`] follows each record by the millisecond, [`runs`] follows runs of like records by tenths.
//!
//! What is not modelled: requests lost on the network (duplicates come from retries alone), the time a request
//! takes at the service apart from the round trip, and what resharding takes (a change is there at once).

mod core;
mod kpl;
mod order;
mod producer;
mod readers;
mod records;
mod runs;

use std::sync::Arc;

use self::{
    core::Core,
    producer::{ProducerState, revised},
    readers::Readers,
    records::RecordFlow,
    runs::RunFlow,
};
use super::{
    Glimpse, Percentiles, ReaderReport, ReaderView, ShardSecond, ShardTotals, Totals,
    key_space::PARTS,
    log::ShardLog,
    meter::{Metered, Standing},
    scenario::{Change, Producer, Resolution, Scenario, What},
    shard_state::TOP,
    snapshot::Counts,
    top_keys::Counted,
    weight::Weight,
};
use crate::{
    kinesis::{SequenceNumber, ShardId, ShardMap},
    units::{Bytes, SimTime},
};

/// A run under way.
#[derive(Debug, Clone)]
pub struct Engine {
    core: Core,
    producers: Vec<ProducerState>,
    flow: Flow,
    readers: Readers,
    changes: Vec<Change>,
    next_change: usize,
    now_ms: u64,
    seed: u64,
    max_record_size: Bytes,
    closed: Vec<ShardSecond>,
    parts: Vec<[u32; PARTS]>,
    refused_change: Option<String>,
    /// At the beginning of the second under way.
    changed: bool,
}

#[derive(Debug, Clone)]
enum Flow {
    Records(Box<RecordFlow>),
    Runs(Box<RunFlow>),
}

/// One second that is over, as the engine saw it.
#[derive(Debug, Clone, Copy)]
pub struct ClosedSecond<'a> {
    pub second: u64,
    pub counts: Counts,
    /// Something was changed when it began.
    pub changed: bool,
    pub map: &'a ShardMap,
    /// By position among the open shards, as [`ShardMap::open`] lists them.
    pub shards: &'a [ShardSecond],
    /// Attempts in each sixteenth of a shard's range; same order.
    pub(in crate::sim) parts: &'a [[u32; PARTS]],
    engine: &'a Engine,
}

impl ClosedSecond<'_> {
    /// The heaviest keys of the shard at this position.
    pub(in crate::sim) fn top(&self, position: usize) -> &[Counted; TOP] {
        &self.engine.core.shards[self.map.open()[position].0 as usize].top
    }
}

/// What one producer did so far. Records are the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProducerTally {
    pub offered_records: u64,
    pub offered_bytes: u64,
    pub accepted_records: u64,
    pub throttled_attempts: u64,
    pub dropped_records: u64,
    pub duplicated_records: u64,
    /// `PutRecords` and `PutRecord` requests sent.
    pub requests: u64,
}

impl Engine {
    /// The scenario has passed [`Scenario::check`].
    pub fn new(scenario: &Scenario) -> Self {
        let core = Core::new(scenario.shard_count, scenario.max_record_size);
        let producers: Vec<ProducerState> = scenario
            .producers
            .iter()
            .enumerate()
            .map(|(i, spec)| ProducerState::new(spec.clone(), scenario.seed, i))
            .collect();
        let flow = match scenario.resolution {
            Resolution::Record => Flow::Records(Box::default()),
            Resolution::Second => Flow::Runs(Box::new(RunFlow::new(scenario.seed))),
        };
        let by_record = scenario.resolution == Resolution::Record;
        let mut readers = Readers::new(&scenario.readers, scenario.retention, by_record);
        readers.shards_changed(&core.map, 0);
        readers.set_keys(distinct_keys(&producers));
        Self {
            core,
            producers,
            flow,
            readers,
            changes: scenario.changes.clone(),
            next_change: 0,
            now_ms: 0,
            seed: scenario.seed,
            max_record_size: scenario.max_record_size,
            closed: Vec::new(),
            parts: Vec::new(),
            refused_change: None,
            changed: false,
        }
    }

    /// Runs up to `until`, calling `each` whenever a second is over. At run resolution only whole seconds are
    /// run: a rest is left for the next call.
    pub fn run_until(&mut self, until: SimTime, each: &mut dyn FnMut(&ClosedSecond<'_>)) {
        while self.now_ms < until.millis() {
            if self.now_ms.is_multiple_of(1_000) {
                if matches!(self.flow, Flow::Runs(_)) && until.millis() < self.now_ms + 1_000 {
                    return;
                }
                self.begin_second();
            }
            match &mut self.flow {
                Flow::Runs(flow) => {
                    flow.run_second(self.now_ms / 1_000, &mut self.core, &mut self.producers);
                    self.now_ms += 1_000;
                }
                Flow::Records(flow) => {
                    let stop = until.millis().min((self.now_ms / 1_000 + 1) * 1_000);
                    flow.run(self.now_ms, stop, &mut self.core, &mut self.producers);
                    self.now_ms = stop;
                }
            }
            if self.now_ms.is_multiple_of(1_000) {
                self.close_second(each);
            }
        }
    }

    fn begin_second(&mut self) {
        let second = self.now_ms / 1_000;
        self.changed = false;
        while let Some(change) = self.changes.get(self.next_change).filter(|c| c.at.millis() <= self.now_ms) {
            let what = change.what.clone();
            self.next_change += 1;
            self.changed = true;
            self.apply(what);
        }
        for producer in &mut self.producers {
            producer.begin_second(second);
        }
        self.readers.begin_second(self.now_ms, &self.core.logs);
    }

    fn apply(&mut self, what: What) {
        self.refused_change = None;
        match what {
            What::Producers(specs) => {
                revised(&mut self.producers, specs, self.now_ms, self.seed);
                self.readers.set_keys(distinct_keys(&self.producers));
            }
            What::Retention(retention) => {
                self.readers.set_retention(retention, self.now_ms);
                self.core.meter.set_retention(self.now_ms, retention.millis());
            }
            What::Readers(readers) => self.readers.revise(&readers, self.now_ms),
            What::Fault { reader, fault } => {
                let since = self.now_ms.saturating_sub(1_000);
                let taken: Vec<u64> =
                    self.core.logs.iter().map(|log| log.records() - log.before(since)).collect();
                let done = self.readers.fault(reader, fault, self.now_ms, &taken, &self.core.logs);
                self.refused_change = done.err();
            }
            What::Rewind { reader, to } => {
                self.refused_change = self.readers.rewind(reader, to, self.now_ms, &self.core.logs).err();
            }
            What::ShardCount(n) => {
                Arc::make_mut(&mut self.core.map).reshape(n);
                self.shards_changed();
            }
            What::SplitShard { shard, new_starting_hash_key } => {
                match Arc::make_mut(&mut self.core.map).split(shard, new_starting_hash_key) {
                    Ok(_) => self.shards_changed(),
                    Err(why) => self.refused_change = Some(why.to_string()),
                }
            }
        }
    }

    fn shards_changed(&mut self) {
        self.core.grow(self.max_record_size);
        self.readers.shards_changed(&self.core.map, self.now_ms);
        self.producers.iter_mut().for_each(ProducerState::shards_changed);
        if let Flow::Runs(flow) = &mut self.flow {
            flow.shards_changed(&self.core.map);
        }
    }

    fn close_second(&mut self, each: &mut dyn FnMut(&ClosedSecond<'_>)) {
        let at = SimTime::from_millis(self.now_ms - 1_000);
        if let Flow::Runs(flow) = &mut self.flow {
            flow.show(&mut self.core, &self.producers);
        }
        self.core.close_second(at, &mut self.closed, &mut self.parts);
        self.readers.run_second(at.second(), &mut self.core.logs);
        self.readers.trace(&mut self.core.trace);
        let counts = std::mem::take(&mut self.core.counts);
        let standing = self.standing();
        self.core.meter.close_second(self.now_ms, standing, counts.taken, counts.taken_bytes);
        self.core.trace.add(counts.offered << 32 | counts.dropped);
        each(&ClosedSecond {
            second: at.second(),
            counts,
            changed: self.changed,
            map: &self.core.map,
            shards: &self.closed,
            parts: &self.parts,
            engine: self,
        });
    }

    /// The changes to come are these from now on; those of seconds that have begun stay as they were.
    pub(in crate::sim) fn set_changes(&mut self, changes: &[Change]) {
        self.changes = changes.to_vec();
        let begun = self.now_ms.next_multiple_of(1_000);
        let started = !self.now_ms.is_multiple_of(1_000);
        self.next_change = self
            .changes
            .iter()
            .position(|c| if started { c.at.millis() >= begun } else { c.at.millis() >= self.now_ms })
            .unwrap_or(self.changes.len());
    }

    /// What a copy of this run takes.
    pub(in crate::sim) fn weigh(&self, weight: &mut Weight) {
        self.core.weigh(weight);
        self.producers.iter().for_each(|producer| producer.weigh(weight));
        self.readers.weigh(weight);
        weight.own(size_of_val(&*self.closed) + size_of_val(&*self.parts));
        match &self.flow {
            Flow::Records(flow) => flow.weigh(self.totals().pending_records as usize, weight),
            Flow::Runs(flow) => flow.weigh(weight),
        }
    }

    /// By shard: which of its records are known one by one, from … to.
    pub(in crate::sim) fn known_records(&self) -> impl Iterator<Item = (usize, usize)> {
        self.core.logs.iter().map(ShardLog::known)
    }

    pub fn now(&self) -> SimTime {
        SimTime::from_millis(self.now_ms)
    }

    pub fn shard_map(&self) -> &ShardMap {
        &self.core.map
    }

    pub fn totals(&self) -> Totals {
        let tracked = matches!(self.flow, Flow::Records(_));
        let t = self.core.totals;
        Totals {
            pending_records: t.offered_records - t.accepted_records - t.dropped_records,
            pending_bytes: t.offered_bytes.saturating_sub(t.accepted_bytes + self.core.dropped_bytes),
            out_of_order_records: tracked.then_some(self.core.out_of_order),
            ..t
        }
    }

    /// Records found in the buffers, queues and retries of all producers: what [`Totals::pending_records`]
    /// has to be. A walk over everything; for tests and debugging.
    pub fn count_pending(&self) -> u64 {
        match &self.flow {
            Flow::Records(flow) => flow.count_pending(&self.producers),
            Flow::Runs(flow) => flow.count_pending(),
        }
    }

    /// What was used so far of everything that is billed, the second under way included.
    pub fn metered(&self) -> Metered {
        let into_second = self.now_ms % 1_000;
        let open = self.core.map.open().iter().filter(|_| into_second > 0);
        let taken = open.fold((0, 0), |(records, bytes), id| {
            let second = &self.core.shards[id.0 as usize].second;
            (records + u64::from(second.taken), bytes + second.taken_bytes)
        });
        self.core.meter.so_far(into_second, self.standing(), taken, self.readers.bytes_out())
    }

    fn standing(&self) -> Standing {
        Standing {
            open_shards: self.core.map.open().len() as u64,
            fan_out_consumers: self.readers.fan_out_consumers(),
            retention_ms: self.readers.retention().millis(),
        }
    }

    pub fn delay(&self) -> Option<Percentiles> {
        self.core.delays.percentiles()
    }

    /// What a shard did so far, the second under way included.
    pub fn shard_totals(&self, id: ShardId) -> Option<ShardTotals> {
        self.core.shards.get(id.0 as usize).map(|shard| shard.totals_so_far(self.now()))
    }

    /// The sequence number of the record a shard took last.
    pub fn last_sequence_number(&self, id: ShardId) -> Option<SequenceNumber> {
        let shard = self.core.shards.get(id.0 as usize)?;
        (shard.serial > 0).then(|| SequenceNumber::new(id, self.now().second(), shard.serial))
    }

    /// Producers as they are now, with what each did. A producer that was taken away keeps its place.
    pub fn producers(&self) -> impl Iterator<Item = (&Producer, ProducerTally)> {
        self.producers.iter().map(|p| (&p.spec, p.tally))
    }

    /// The same number for the same run, wherever it ran: over every second, every open shard's writes taken,
    /// refused and bytes, the records offered and dropped, and what each reader was handed and has left.
    pub fn trace_hash(&self) -> u64 {
        self.core.trace.value()
    }

    /// Why the last change was not carried out, if it was not.
    pub fn refused_change(&self) -> Option<&str> {
        self.refused_change.as_deref()
    }

    /// Some of the latest records, oldest first; none at run resolution.
    pub fn glimpses(&self) -> Vec<Glimpse> {
        match &self.flow {
            Flow::Records(flow) => flow.glimpses(&self.producers),
            Flow::Runs(_) => Vec::new(),
        }
    }

    pub(in crate::sim) fn readers(&self) -> &Readers {
        &self.readers
    }

    /// The readers that are there, as the page shows them, on these shards.
    pub(in crate::sim) fn reader_views(&self, now: SimTime, rows: &[ShardId]) -> Vec<ReaderView> {
        self.readers.views(now, rows, &self.core.logs)
    }

    /// Somebody has still to read this shard.
    pub(in crate::sim) fn has_unread(&self, id: ShardId) -> bool {
        self.core.logs.get(id.0 as usize).is_some_and(|log| self.readers.has_unread(id, log))
    }

    /// Every reader there was, over the whole run.
    pub fn reader_reports(&self) -> Vec<ReaderReport> {
        self.readers.reports(&self.core.logs)
    }

    pub(in crate::sim) fn key_text(&self, counted: &Counted) -> String {
        self.producers
            .get(counted.source.producer as usize)
            .map_or_else(String::new, |p| p.key_text(counted.source.generation, counted.key))
    }
}

/// Keys of all producers together; without end where one of them makes new ones.
fn distinct_keys(producers: &[ProducerState]) -> u64 {
    let counts =
        producers.iter().map(|producer| producer.keys.count().map_or(u64::from(u32::MAX), |n| n as u64));
    counts.sum::<u64>().max(1)
}
