//! Run resolution: runs of like records, a second at a time.
//!
//! A shard whose second fits within its limits is settled at once. One that overflows, or that has retries due,
//! is gone through in ten slots of 100 ms: what is new comes evenly, what is retried comes when its backoff
//! ends, and when the window is full the rest of the second is refused. That costs the same however many records
//! there are, so a day is linear in shard-seconds.
//!
//! What is coarser than at record resolution: a run has one size (two where sizes are mixed) and one age, jitter
//! is cut into four parts, the refused entries of a batch are taken to be spread over all batches of their slot,
//! processes that write one by one share one queue, and order within a key is not followed.

mod backlog;
mod retry;
mod slots;

use std::{collections::VecDeque, sync::Arc};

use backlog::Backlog;

use super::{core::Core, kpl::aggregated_run, producer::ProducerState};
use crate::{
    kinesis::ShardMap,
    sim::{
        key_space::Made,
        random::{ONE_Q32, Random},
        scenario::{Put, RecordSize, RetryPolicy},
        snapshot::BIG_REQUEST,
        weight::Weight,
    },
};

/// Milliseconds of one slot; ten make a second.
const SLOT_MS: u64 = 100;
const SLOTS: u64 = 1_000 / SLOT_MS;

/// What one producer writes for the first time to one shard in one second.
#[derive(Debug, Clone, Copy, Default)]
struct Fresh {
    /// Kinesis records, and user records in them.
    count: u64,
    users: u64,
    /// Of a Kinesis record, and of a user record in it.
    bytes_each: u64,
    user_bytes_each: u64,
    /// Everything was taken at once; kept for the picture.
    settled: bool,
}

#[derive(Debug, Clone)]
pub(super) struct RunFlow {
    random: Random,
    backlog: Backlog,
    lanes: Vec<Lane>,
    counts: Vec<u32>,
    /// Positions that are gone through slot by slot, this second.
    slow: Vec<usize>,
}

/// One producer's second.
#[derive(Debug, Clone, Default)]
struct Lane {
    /// Plain (or small) and large records, by position.
    fresh: [Vec<Fresh>; 2],
    /// How long a record waits for its request, at the most, in milliseconds; and a request's usual entries.
    longest_wait: u64,
    batch: u32,
    /// Records that wait for their turn where they are sent one by one: when they were made, and how many.
    queue: VecDeque<(u64, u64)>,
    /// Milliseconds that processes spend waiting for a backoff to end.
    blocked_ms: u64,
    /// User records of this second that were taken at once, and their bytes.
    settled: (u64, u64),
}

impl RunFlow {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed, 1_000),
            backlog: Backlog::default(),
            lanes: Vec::new(),
            counts: Vec::new(),
            slow: Vec::new(),
        }
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        let fresh = self.lanes.iter().flat_map(|lane| &lane.fresh).map(Vec::len).sum::<usize>();
        let queued = self.lanes.iter().map(|lane| lane.queue.len()).sum::<usize>();
        weight.own(fresh * size_of::<Fresh>() + queued * size_of::<(u64, u64)>());
        self.backlog.weigh(weight);
    }

    pub(super) fn run_second(&mut self, second: u64, core: &mut Core, producers: &mut [ProducerState]) {
        self.lanes.resize_with(producers.len(), Lane::default);
        let open = core.map.open().len();
        self.counts.resize(open, 0);
        for producer in producers.iter_mut() {
            self.make_records(second, core, producer);
        }
        self.slow.clear();
        for position in 0..open {
            if !self.settle(position, core) {
                self.slow.push(position);
            }
        }
        if !self.slow.is_empty() {
            self.go_through_slots(second, core, producers);
        }
        for (lane, producer) in self.lanes.iter_mut().zip(producers) {
            lane.account_settled(core, producer);
        }
    }

    /// What a producer makes in this second, by position.
    fn make_records(&mut self, second: u64, core: &mut Core, producer: &mut ProducerState) {
        let open = core.map.open().len();
        let lane = &mut self.lanes[producer.index];
        lane.fresh.iter_mut().for_each(|fresh| {
            fresh.clear();
            fresh.resize(open, Fresh::default());
        });
        lane.plan_requests(producer);
        let made = producer.this_second;
        let key_bytes = (producer.spread(&core.map).key_bytes_q8 + 128) >> 8;
        let sent = if producer.spec.sends_one_by_one() {
            lane.queue.push_back((second * 1_000, u64::from(made)));
            lane.turn_of_queue(second, core, producer, key_bytes)
        } else {
            made
        };
        if made == 0 && sent == 0 {
            return;
        }
        let made_now = Made { second, count: sent, batch: lane.batch };
        producer.split_second(made_now, &core.map, &mut self.counts);
        let (plain, large) = producer.sizes();
        let mut bytes = 0;
        for (position, &n) in self.counts.iter().enumerate() {
            let big = large.map_or(0, |(_, q32)| self.random.binomial(n, q32));
            for (class, users, size) in [(0, n - big, plain), (1, big, large.map_or(0, |l| l.0))] {
                let user_bytes_each = size + key_bytes;
                let bytes_each = user_bytes_each;
                let users = u64::from(users);
                bytes += users * user_bytes_each;
                lane.fresh[class][position] = match producer.spec.put {
                    Put::Kpl => {
                        let groups = u64::from(producer.spec.processes) * SLOTS;
                        let (count, bytes_each) = aggregated_run(users, bytes_each, groups);
                        Fresh { count, users, bytes_each, user_bytes_each, settled: false }
                    }
                    _ => Fresh { count: users, users, bytes_each, user_bytes_each, settled: false },
                };
            }
        }
        if producer.spec.sends_one_by_one() {
            // What waits in the queue has no size yet; it is offered at the mean.
            let mean = plain + key_bytes;
            core.offered(producer, u64::from(made), u64::from(made) * mean);
            producer.tally.requests += u64::from(sent);
            return;
        }
        core.offered(producer, u64::from(made), bytes);
        let requests = u64::from(made).div_ceil(u64::from(lane.batch).max(1));
        producer.tally.requests += requests;
        if lane.batch as usize >= BIG_REQUEST {
            core.counts.big_requests += requests;
            core.counts.one_shard_requests += if producer.one_shard_per_request(open) { requests } else { 0 };
        }
    }

    /// Takes a position's whole second at once, if it fits and nothing waits.
    fn settle(&mut self, position: usize, core: &mut Core) -> bool {
        let id = core.map.open()[position].0;
        if self.backlog.waits_for(id) {
            return false;
        }
        let whole = self.lanes.iter().flat_map(|lane| &lane.fresh).map(|fresh| &fresh[position]);
        let (count, bytes) =
            whole.fold((0, 0), |(count, bytes), f| (count + f.count, bytes + f.count * f.bytes_each));
        let shard = &mut core.shards[id as usize];
        if !shard.limiter.fits(count, bytes) {
            return false;
        }
        shard.write_run(count, count, bytes, bytes, true);
        for lane in &mut self.lanes {
            for fresh in &mut lane.fresh {
                let fresh = &mut fresh[position];
                core.meter.take_run(fresh.count, fresh.bytes_each);
                fresh.settled = true;
                lane.settled.0 += fresh.users;
                lane.settled.1 += fresh.users * fresh.user_bytes_each;
            }
        }
        true
    }

    /// How the second's writes lie over ranges and keys, as the key sets lead one to expect: for the picture and
    /// the verdict. Called when the second is over.
    pub(super) fn show(&mut self, core: &mut Core, producers: &[ProducerState]) {
        for position in 0..core.map.open().len() {
            let shard = &mut core.shards[core.map.open()[position].0 as usize];
            if shard.second.fresh == 0 {
                continue;
            }
            // Retries are of the same keys as what was new.
            let scale_q16 = (u64::from(shard.second.attempts) << 16) / u64::from(shard.second.fresh);
            let scale = |n: u64| (n * scale_q16) >> 16;
            for (lane, producer) in self.lanes.iter().zip(producers) {
                let Some(spread) = &producer.spread else { continue };
                let written = lane.fresh.iter().map(|fresh| fresh[position].count).sum::<u64>();
                if written == 0 {
                    continue;
                }
                let bytes =
                    lane.fresh.iter().map(|f| f[position].count * f[position].bytes_each).sum::<u64>();
                let attempts = scale(written);
                for (part, share) in shard.parts.iter_mut().zip(&spread.parts[position]) {
                    *part += ((attempts * u64::from(*share)) >> 16) as u32;
                }
                for heavy in spread.heavy[position].iter().filter(|h| h.share_q32 > 0) {
                    let of = |n: u64| ((u128::from(scale(n)) * u128::from(heavy.share_q32)) >> 32) as u64;
                    // What comes once in a while is no heavy key.
                    let records = of(written) as u32;
                    if records > 1 {
                        shard.keys.add(producer.source(), heavy.key, records, of(bytes));
                    }
                }
            }
        }
    }

    pub(super) fn shards_changed(&mut self, map: &ShardMap) {
        self.backlog.shards_changed(map);
    }

    pub(super) fn count_pending(&self) -> u64 {
        let queued = self.lanes.iter().flat_map(|lane| &lane.queue).map(|(_, n)| n).sum::<u64>();
        self.backlog.users() + queued
    }
}

impl Lane {
    /// How requests fill at this second's rate.
    fn plan_requests(&mut self, producer: &ProducerState) {
        let spec = &producer.spec;
        (self.batch, self.longest_wait) = match spec.put {
            _ if spec.sends_one_by_one() => (1, 0),
            Put::PutRecord => (1, 0),
            Put::Kpl => (1, crate::aws::limits::KPL_RECORD_MAX_BUFFERED_MS.value),
            Put::PutRecords { entries, linger } => {
                let per_process = u64::from(producer.this_second) / u64::from(spec.processes);
                let within_linger = per_process * linger.millis() / 1_000 + 1;
                let full = u64::from(entries);
                if within_linger < full {
                    (within_linger as u32, linger.millis())
                } else {
                    (entries, full * 1_000 / per_process.max(1))
                }
            }
        };
    }

    /// Where records are sent one by one: how many get their turn in this second. The old ones are given up.
    fn turn_of_queue(
        &mut self,
        second: u64,
        core: &mut Core,
        producer: &mut ProducerState,
        key_bytes: u64,
    ) -> u32 {
        let retry = producer.spec.retry;
        let now = second * 1_000;
        let mean = producer.sizes().0 + key_bytes;
        while let Some(&(born, n)) = self.queue.front()
            && now > born + retry.deadline.millis()
        {
            core.dropped(producer, n, n * mean);
            self.queue.pop_front();
        }
        let free_ms = (u64::from(producer.spec.processes) * 1_000).saturating_sub(self.blocked_ms);
        self.blocked_ms = self.blocked_ms.saturating_sub(u64::from(producer.spec.processes) * 1_000);
        let mut turns = free_ms / retry.round_trip.millis();
        let mut sent = 0;
        while turns > 0
            && let Some((born, n)) = self.queue.front_mut()
        {
            let now_sent = turns.min(*n);
            self.longest_wait = (now - *born).saturating_mul(2);
            *n -= now_sent;
            turns -= now_sent;
            sent += now_sent;
            if *n == 0 {
                self.queue.pop_front();
            }
        }
        sent as u32
    }

    fn account_settled(&mut self, core: &mut Core, producer: &mut ProducerState) {
        let (users, bytes) = std::mem::take(&mut self.settled);
        if users == 0 {
            return;
        }
        // A record's wait lies anywhere between none and the longest: told in eighths.
        let round_trip = producer.spec.retry.round_trip.millis();
        for eighth in 0..8 {
            let n = users * (eighth + 1) / 8 - users * eighth / 8;
            let b = bytes * (eighth + 1) / 8 - bytes * eighth / 8;
            core.accepted(producer, n, b, round_trip + self.longest_wait * (2 * eighth + 1) / 16);
        }
    }
}

impl ProducerState {
    fn spread(&mut self, map: &ShardMap) -> &crate::sim::key_space::Spread {
        if self.spread.is_none() {
            self.spread = Some(Arc::new(self.keys.spread(map)));
        }
        self.spread.get_or_insert_default()
    }

    fn split_second(&mut self, made: Made, map: &ShardMap, out: &mut [u32]) {
        if let Some(spread) = &self.spread {
            self.keys.split_second(spread, made, &mut self.key_random, map, out);
        }
    }

    /// The size of a plain (or small) record, and of a large one with its share in 2³².
    fn sizes(&self) -> (u64, Option<(u64, u64)>) {
        match self.spec.size {
            RecordSize::Mix { small, large, large_share } if !self.spec.sends_one_by_one() => {
                (small.0, Some((large.0, u64::from(large_share.ppm()) * ONE_Q32 / 1_000_000)))
            }
            _ => ((self.mean_size_q8() + 128) >> 8, None),
        }
    }

    /// Does every request go to one shard as a whole, of several?
    fn one_shard_per_request(&self, open: usize) -> bool {
        use crate::sim::scenario::{Grain, Keys};
        let one_key = match &self.spec.keys {
            Keys::PerBatch | Keys::Timestamp(Grain::Second) => self.spec.salt == 1,
            Keys::Names(names) => names.len() == 1 && self.spec.salt == 1,
            _ => false,
        };
        one_key || open == 1
    }
}

impl crate::sim::scenario::Producer {
    fn sends_one_by_one(&self) -> bool {
        self.put != Put::Kpl && self.retry.policy == RetryPolicy::Serial
    }
}
