//! The other half of the stream: readers, each with its position in every shard.
//!
//! Readers change nothing for writers. So a second's writes come first, and when it is over the readers go
//! through it: shard by shard (parents before children), and within a shard in the order of time, since they
//! share its five calls and its 2 MiB. What couples shards is settled once a second: which worker holds which
//! lease and how its speed is shared, how many functions may run, what Firehose holds.
//!
//! What is modelled more simply than it is: a record is delivered when its batch is handed to the reader's code
//! (for Firehose: when Firehose has read it); an application reads a shard's next batch when it has worked on
//! the last; a poison record holds up its shard as a whole, also where `ParallelizationFactor` is above 1;
//! leases are dealt out evenly and at once.

mod application;
mod cursor;
mod faults;
mod fetch;
mod firehose;
mod lambda;
mod leases;
mod limiter;
mod pace;
mod ranges;
mod shards;
mod state;
mod told;

use cursor::{Cursor, Lane, NEVER, Phase};
use limiter::ReadLimiter;
use state::ReaderState;

use crate::{
    sim::{
        log::ShardLog,
        scenario::{Reader, ShardIteratorType},
        weight::Weight,
    },
    units::SimDuration,
};

/// Up to so many lanes keep percentiles of their own; a larger stream keeps them per reader.
const MAX_TIMED_LANES: usize = 256;

#[derive(Debug, Clone)]
pub(in crate::sim) struct Readers {
    all: Vec<ReaderState>,
    /// By id, every shard there ever was.
    shards: Vec<ShardReads>,
    retention_ms: u64,
    /// Record resolution.
    by_record: bool,
    /// Distinct keys of all producers, as far as that is known: fewer than batches at a time is what matters.
    keys: u64,
    /// When each reader has something to do in the shard that is gone through; kept for its room.
    dues: Vec<u64>,
}

/// What readers have to do with one shard.
#[derive(Debug, Clone, Default)]
struct ShardReads {
    limiter: ReadLimiter,
    /// Records before this place are gone.
    horizon: u64,
    open: bool,
    /// The shards that closed when this one opened, and whose ranges it shares.
    parents: Vec<u32>,
    /// By reader.
    lanes: Vec<Lane>,
    /// Closed, and everything that it held is gone.
    done: bool,
}

/// What an event of a reader can see of its shard.
struct Visit<'a> {
    log: &'a ShardLog,
    limiter: &'a mut ReadLimiter,
    shard: u32,
    now: u64,
    /// The second under way ends here.
    until: u64,
    by_record: bool,
    /// Distinct keys that the shard may see at a time.
    keys: u64,
}

impl Readers {
    pub(super) fn new(specs: &[Reader], retention: SimDuration, by_record: bool) -> Self {
        let mut readers = Self {
            all: Vec::new(),
            shards: Vec::new(),
            retention_ms: retention.millis(),
            by_record,
            keys: u64::MAX,
            dues: Vec::new(),
        };
        readers.revise(specs, 0);
        readers
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.all.iter().for_each(|reader| reader.weigh(weight));
        weight.own(self.shards.len() * size_of::<ShardReads>());
        self.shards.iter().flat_map(|shard| &shard.lanes).for_each(|lane| lane.weigh(weight));
    }

    /// The readers are these from now on. One that is left out stops.
    pub(super) fn revise(&mut self, specs: &[Reader], now: u64) {
        for gone in self.all.iter_mut().skip(specs.len()) {
            gone.gone = true;
        }
        for (index, spec) in specs.iter().enumerate() {
            match self.all.get_mut(index) {
                Some(reader) => reader.revise(spec, now),
                None => self.all.push(ReaderState::new(spec.clone(), index, now, self.by_record)),
            }
        }
        self.make_room();
    }

    pub(super) fn set_retention(&mut self, retention: SimDuration, now: u64) {
        self.retention_ms = retention.millis();
        self.note_change(now);
    }

    fn note_change(&mut self, now: u64) {
        self.all.iter_mut().for_each(|reader| reader.changed_at = now);
    }

    /// Distinct keys of the producers, together.
    pub(super) fn set_keys(&mut self, keys: u64) {
        self.keys = keys;
    }

    /// A lane for each reader in each shard.
    fn make_room(&mut self) {
        let timed = self.all.len() * self.shards.iter().filter(|s| !s.done).count() <= MAX_TIMED_LANES;
        for shard in &mut self.shards {
            while shard.lanes.len() < self.all.len() {
                let mut lane = Lane::default();
                lane.account.times = timed.then(Box::default);
                lane.account.tally.expired = shard.horizon;
                shard.lanes.push(lane);
            }
        }
    }

    /// A second begins: readers that are due ask for their first iterators.
    pub(super) fn begin_second(&mut self, now: u64, logs: &[ShardLog]) {
        for index in 0..self.all.len() {
            let reader = &mut self.all[index];
            if reader.begun || reader.gone || reader.spec.from.millis() > now {
                continue;
            }
            reader.begun = true;
            reader.changed_at = now;
            let start = reader.spec.start;
            self.place(index, start, now, logs);
        }
    }

    /// All cursors of a reader go where the iterator points to.
    fn place(&mut self, index: usize, to: ShardIteratorType, now: u64, logs: &[ShardLog]) {
        let reader = &self.all[index];
        for (id, (shard, log)) in self.shards.iter_mut().zip(logs).enumerate() {
            let Some(position) = resolve(to, id as u32, shard.horizon, log) else { continue };
            let lane = &mut shard.lanes[index];
            let first_call = reader.first_call(id as u32, now);
            let finished = !shard.open && position >= log.records();
            lane.cursor.jump(position, first_call);
            lane.account.begins_at = Some(lane.account.begins_at.map_or(position, |at| at.min(position)));
            lane.cursor.checkpoint_due = now + reader.checkpoint_every();
            lane.cursor.looked_until = match to {
                ShardIteratorType::TrimHorizon => now.saturating_sub(self.retention_ms),
                ShardIteratorType::AtTimestamp(at) => at.millis().max(now.saturating_sub(self.retention_ms)),
                _ => now,
            };
            if reader.waits_for_parents() && !shard.parents.is_empty() && !finished {
                lane.cursor.phase = Phase::WaitsForParent;
            }
            if let Some(twin) = &mut lane.twin {
                **twin = lane.cursor.clone();
            }
            shard.done = false;
        }
    }

    /// A second of the writers is over, and its records are in the logs: now for what the readers did in it.
    pub(super) fn run_second(&mut self, second: u64, logs: &mut [ShardLog]) {
        let (from, until) = (second * 1_000, second * 1_000 + 1_000);
        self.trim(until, logs);
        if self.all.iter().all(|reader| !reader.begun) {
            return self.close_second(second, logs);
        }
        self.deal_out(from, logs);
        let open = self.shards.iter().filter(|shard| shard.open).count().max(1) as u64;
        let keys = self.keys.div_ceil(open).max(1);
        // Whoever comes first has the account's functions to himself: each shard in its turn.
        let count = self.shards.len();
        let first =
            if self.shards.iter().all(|s| s.parents.is_empty()) { second as usize % count.max(1) } else { 0 };
        for at in 0..count {
            let id = (first + at) % count;
            if !self.shards[id].done {
                self.let_children_begin(id, from, logs);
                self.run_shard(id, (from, until), keys, &logs[id]);
            }
        }
        self.land(until);
        self.close_second(second, logs);
    }

    fn run_shard(&mut self, id: usize, (from, until): (u64, u64), keys: u64, log: &ShardLog) {
        let Self { all, shards, by_record, dues, .. } = self;
        let ShardReads { limiter, lanes, .. } = &mut shards[id];
        // What was due while a reader stood still is done when it goes on, not in the past.
        let due = |(lane, reader): (&Lane, &ReaderState)| {
            if reader.runs() { lane.due().max(from) } else { NEVER }
        };
        dues.clear();
        dues.extend(lanes.iter().zip(all.iter()).map(due));
        loop {
            let (mut now, mut index) = (until, 0);
            for (at, &due) in dues.iter().enumerate() {
                if due < now {
                    (now, index) = (due, at);
                }
            }
            if now == until {
                return;
            }
            let mut visit = Visit {
                log,
                limiter: &mut *limiter,
                shard: id as u32,
                now,
                until,
                by_record: *by_record,
                keys,
            };
            let lane = &mut lanes[index];
            let Lane { cursor, twin, account } = lane;
            let is_twin = cursor.due() > now;
            match (twin.as_deref_mut(), is_twin) {
                (Some(twin), true) => all[index].happen(twin, account, &mut visit, Some(cursor)),
                (twin, _) => all[index].happen(cursor, account, &mut visit, twin),
            }
            // Nobody else's next moment depends on what happened.
            dues[index] = lane.due().max(from);
        }
    }

    /// What has become older than the retention is gone, read or not.
    fn trim(&mut self, now: u64, logs: &mut [ShardLog]) {
        let Some(oldest) = now.checked_sub(self.retention_ms) else { return };
        for (shard, log) in self.shards.iter_mut().zip(logs) {
            let horizon = log.before(oldest);
            if shard.done || horizon <= shard.horizon {
                continue;
            }
            for (lane, reader) in shard.lanes.iter_mut().zip(&mut self.all) {
                let account = &mut lane.account;
                let begins_at = account.begins_at.unwrap_or(u64::MAX).clamp(shard.horizon, horizon);
                let passed_over = begins_at - shard.horizon - account.seen.remove(shard.horizon, begins_at);
                let lost = horizon - begins_at - account.seen.remove(begins_at, horizon);
                account.tally.wrong += account.wrong.remove(shard.horizon, horizon);
                account.tally.expired += passed_over + lost;
                reader.expire(lost, now);
                lane.cursors().for_each(|cursor| cursor.trim(horizon));
            }
            shard.horizon = horizon;
            log.forget_before(horizon);
            shard.done = !shard.open && horizon >= log.records();
        }
    }

    fn close_second(&mut self, second: u64, logs: &[ShardLog]) {
        let until = second * 1_000 + 1_000;
        for (shard, log) in self.shards.iter_mut().zip(logs).filter(|(shard, _)| !shard.done) {
            for (lane, reader) in shard.lanes.iter_mut().zip(&mut self.all) {
                reader.note_lane(lane, shard.horizon, log, until);
            }
        }
        self.all.iter_mut().for_each(|reader| reader.close_second(second));
    }
}

impl Lane {
    /// When it has something to do next, here or there.
    #[inline]
    fn due(&self) -> u64 {
        let twin = self.twin.as_ref().map_or(NEVER, |twin| twin.due());
        self.cursor.due().min(twin)
    }

    /// Nothing is left to read, now or later.
    fn is_finished(&self, open: bool, log: &ShardLog) -> bool {
        let done = |cursor: &Cursor| match cursor.phase {
            Phase::Absent => true,
            Phase::WaitsForParent => false,
            Phase::Reads => cursor.position >= log.records() && cursor.retries.is_empty(),
        };
        !open && done(&self.cursor) && self.twin.as_deref().is_none_or(done)
    }
}

/// Where an iterator points to in one shard; nothing where it leaves the shard alone. One that points to what is
/// gone begins with the oldest record that is there: so documented for `AT_TIMESTAMP` (fact K18), inferred for
/// sequence numbers.
fn resolve(to: ShardIteratorType, shard: u32, horizon: u64, log: &ShardLog) -> Option<u64> {
    let place = match to {
        ShardIteratorType::TrimHorizon => horizon,
        ShardIteratorType::Latest => log.records(),
        ShardIteratorType::AtTimestamp(at) => log.before(at.millis()),
        ShardIteratorType::AtSequenceNumber(number) if number.shard().0 == shard => {
            number.serial().saturating_sub(1)
        }
        ShardIteratorType::AfterSequenceNumber(number) if number.shard().0 == shard => number.serial(),
        ShardIteratorType::AtSequenceNumber(_) | ShardIteratorType::AfterSequenceNumber(_) => return None,
    };
    Some(place.clamp(horizon, log.records()))
}

impl ReaderState {
    fn runs(&self) -> bool {
        self.begun && !self.gone && !self.faults.stopped()
    }
}

/// Spreads readers' calls over the time between two of them, the same in every run.
fn mixed(reader: usize, shard: u32, turn: u64) -> u64 {
    let z = (reader as u64) << 40 ^ u64::from(shard) << 8 ^ turn.wrapping_mul(0xd134_2543_de82_ef95);
    let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}
