//! The Kinesis Producer Library in one process, with its default settings (facts L7–L9).
//!
//! User records for one shard are aggregated into one Kinesis record with one routing key, until it holds
//! 50 KiB or its first record has waited 100 ms. Aggregates are sent at no more than 150 % of what a shard takes;
//! a refused one is sent again at the next look without backoff, and one whose records are older than 30 s is
//! given up. Collection into `PutRecords` saves calls and changes nothing for the shards.
//!
//! Inferred: that a process looks every 10 ms, and that its allowance may save up one second.

use std::collections::{BTreeMap, VecDeque};

use super::{
    core::Core,
    producer::ProducerState,
    records::{Item, accept, reroute_if_closed},
};
use crate::aws::limits::{
    KPL_AGGREGATION_MAX_SIZE, KPL_FRAME_BYTES, KPL_RATE_LIMIT_PERCENT, KPL_RECORD_MAX_BUFFERED_MS,
    KPL_RECORD_TTL_MS, KPL_WRAPPING_BYTES, PUT_RECORDS_ENTRIES, SHARD_BYTES_PER_SECOND,
    SHARD_RECORDS_PER_SECOND,
};

/// How often a process looks at what it has, in milliseconds.
const LOOK_MS: u64 = 10;

#[derive(Debug, Clone, Default)]
pub(super) struct Kpl {
    building: BTreeMap<u32, Aggregate>,
    lanes: BTreeMap<u32, Lane>,
    looking: bool,
}

/// User records on their way as one Kinesis record.
#[derive(Debug, Clone, Default)]
struct Aggregate {
    items: Vec<Item>,
    /// Of the whole record, its routing key included.
    bytes: u64,
    opened: u64,
    tried: bool,
    /// The answer to the last attempt is there from here on.
    ready: u64,
}

/// What waits for one shard, and how much may be sent to it.
#[derive(Debug, Clone, Default)]
struct Lane {
    waiting: VecDeque<Aggregate>,
    /// Thousandths of a record, and bytes times 1,000.
    records: u64,
    bytes: u64,
    filled: u64,
}

impl Kpl {
    /// Takes a user record; says when to look, if no look is due already.
    pub(super) fn add(&mut self, item: Item, now: u64) -> Option<u64> {
        let bytes = aggregated_bytes(&item);
        let building = self.building.entry(item.shard).or_default();
        if building.bytes + bytes > KPL_AGGREGATION_MAX_SIZE.value.0 && !building.items.is_empty() {
            let full = std::mem::take(building);
            self.lanes.entry(item.shard).or_default().waiting.push_back(full);
        }
        let building = self.building.entry(item.shard).or_default();
        if building.items.is_empty() {
            building.opened = now;
            building.bytes = KPL_FRAME_BYTES.value;
        }
        building.bytes += bytes;
        building.items.push(item);
        (!std::mem::replace(&mut self.looking, true)).then_some(now + LOOK_MS)
    }

    /// One look: what is due is closed, what may go is sent. `seen` is told each write's first record and whether
    /// it was refused. Says when to look again, while there is anything.
    pub(super) fn work(
        &mut self,
        now: u64,
        core: &mut Core,
        producer: &mut ProducerState,
        seen: &mut dyn FnMut(&Item, bool),
    ) -> Option<u64> {
        let due: Vec<u32> = self
            .building
            .iter()
            .filter(|(_, a)| a.opened + KPL_RECORD_MAX_BUFFERED_MS.value <= now)
            .map(|(shard, _)| *shard)
            .collect();
        for shard in due {
            if let Some(full) = self.building.remove(&shard) {
                self.lanes.entry(shard).or_default().waiting.push_back(full);
            }
        }
        let mut sent = 0;
        for lane in self.lanes.values_mut() {
            lane.refill(now);
            sent += lane.send(now, core, producer, seen);
        }
        self.lanes.retain(|_, lane| !lane.waiting.is_empty() || now < lane.filled + 1_000);
        producer.tally.requests += u64::from(sent).div_ceil(PUT_RECORDS_ENTRIES.value as u64);
        self.looking = !self.building.is_empty() || self.lanes.values().any(|l| !l.waiting.is_empty());
        self.looking.then_some(now + LOOK_MS)
    }

    pub(super) fn count_pending(&self) -> u64 {
        let waiting = self.lanes.values().flat_map(|lane| &lane.waiting);
        self.building.values().chain(waiting).map(|a| a.items.len() as u64).sum()
    }
}

impl Lane {
    fn refill(&mut self, now: u64) {
        let elapsed = if self.filled == 0 { 1_000 } else { (now - self.filled).min(1_000) };
        let percent = KPL_RATE_LIMIT_PERCENT.value;
        let records = SHARD_RECORDS_PER_SECOND.value * percent / 100 * 1_000;
        let bytes = SHARD_BYTES_PER_SECOND.value.0 * percent / 100 * 1_000;
        self.records = (self.records + records * elapsed / 1_000).min(records);
        self.bytes = (self.bytes + bytes * elapsed / 1_000).min(bytes);
        self.filled = now;
    }

    /// Sends what its allowance lets go, in order; refused ones go back to the front. Says how many went.
    fn send(
        &mut self,
        now: u64,
        core: &mut Core,
        producer: &mut ProducerState,
        seen: &mut dyn FnMut(&Item, bool),
    ) -> u32 {
        let round_trip = producer.spec.retry.round_trip.millis();
        let mut refused = Vec::new();
        let mut sent = 0;
        while let Some(first) = self.waiting.front() {
            let oldest = first.items.first().map_or(now, |item| u64::from(item.born));
            if now > oldest + KPL_RECORD_TTL_MS.value {
                if let Some(expired) = self.waiting.pop_front() {
                    expired.items.iter().for_each(|i| core.dropped(producer, 1, u64::from(i.bytes)));
                }
                continue;
            }
            if first.ready > now || self.records < 1_000 || self.bytes < first.bytes * 1_000 {
                break;
            }
            self.records -= 1_000;
            self.bytes -= first.bytes * 1_000;
            let Some(mut aggregate) = self.waiting.pop_front() else { break };
            sent += 1;
            let taken = write(&mut aggregate, now, core, producer);
            aggregate.items.first().into_iter().for_each(|item| seen(item, !taken));
            if taken {
                aggregate.items.iter().for_each(|item| accept(item, now + round_trip, core, producer));
            } else {
                core.throttled(producer, 1);
                aggregate.ready = now + round_trip;
                refused.push(aggregate);
            }
        }
        for aggregate in refused.into_iter().rev() {
            self.waiting.push_front(aggregate);
        }
        sent
    }
}

/// The aggregate reaches its shard as one record.
fn write(aggregate: &mut Aggregate, now: u64, core: &mut Core, producer: &mut ProducerState) -> bool {
    let Some(routing) = aggregate.items.first_mut() else { return true };
    reroute_if_closed(routing, core, producer);
    let routing = *routing;
    // A lone record goes as it is, without the frame.
    let bytes = if aggregate.items.len() == 1 { u64::from(routing.bytes) } else { aggregate.bytes };
    let fresh = !std::mem::replace(&mut aggregate.tried, true);
    let shard = &mut core.shards[routing.shard as usize];
    let taken = shard.write(routing.source, routing.key, routing.part, bytes, fresh);
    if taken {
        core.meter.take(bytes);
        core.logs[routing.shard as usize].push(now, routing.source, routing.key, routing.serial);
    }
    taken
}

/// A user record inside an aggregate. Its partition key is counted with it: where keys repeat, the real key
/// table is smaller.
fn aggregated_bytes(item: &Item) -> u64 {
    u64::from(item.bytes) + KPL_WRAPPING_BYTES.value
}

/// How many Kinesis records `users` user records of `bytes` each become, if `groups` aggregates are open at a
/// time, and how large one is: for run resolution.
pub(super) fn aggregated_run(users: u64, bytes: u64, groups: u64) -> (u64, u64) {
    if users == 0 {
        return (0, 0);
    }
    let total = users * (bytes + KPL_WRAPPING_BYTES.value);
    let by_size = total.div_ceil(KPL_AGGREGATION_MAX_SIZE.value.0 - KPL_FRAME_BYTES.value);
    let count = by_size.max(groups.min(users));
    if count == users { (count, bytes) } else { (count, total / count + KPL_FRAME_BYTES.value) }
}
