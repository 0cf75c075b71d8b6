//! Record resolution: each record is its own, and time goes by the millisecond.
//!
//! A second's records are spread evenly over its milliseconds; chance is in the keys, the sizes and the backoff.
//! A request is judged when it is sent, entry by entry in its order, and its answer is known one round trip
//! later.

mod fate;
mod serial;

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

pub(super) use fate::{accept, longest_backoff, reroute_if_closed};
use fate::{backoff, give_up};
use serial::Queue;

use super::{core::Core, producer::ProducerState};
use crate::{
    aws::limits::PUT_RECORDS_BYTES,
    kinesis::ShardId,
    sim::{
        Glimpse,
        key_space::{KeyRef, Source},
        scenario::{Put, RetryPolicy},
        snapshot::BIG_REQUEST,
        weight::Weight,
    },
    units::SimTime,
};

/// Records that all producers together may hold back; what is made beyond is dropped, as by a full buffer.
pub(super) const MAX_PENDING: u64 = 2_000_000;

/// Records shown on their way, at the most.
const MAX_GLIMPSES: usize = 64;

/// One record, until it is in or given up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) key: KeyRef,
    pub(super) serial: u32,
    pub(super) shard: u32,
    /// Data and partition key.
    pub(super) bytes: u32,
    /// Milliseconds; two weeks fit.
    pub(super) born: u32,
    pub(super) part: u8,
    pub(super) source: Source,
    /// A copy of it is in.
    pub(super) accepted: bool,
}

/// One `PutRecords` (or `PutRecord`) request.
#[derive(Debug, Clone, Default)]
struct Batch {
    producer: usize,
    /// Attempts made so far.
    attempt: u32,
    items: Vec<Item>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// The linger of a buffer is over, if it is still the buffer that was `opened` then.
    Linger { producer: usize, process: usize, opened: u32 },
    /// A request is sent again.
    Again { batch: usize },
    /// A process that writes one by one goes on.
    Serial { producer: usize, process: usize },
    /// A KPL process looks at what it has.
    Kpl { producer: usize, process: usize },
}

/// Records a process collects for its next `PutRecords`.
#[derive(Debug, Clone, Default)]
struct Buffer {
    items: Vec<Item>,
    bytes: u64,
    opened: u32,
    /// With one key per batch.
    key: Option<KeyRef>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct RecordFlow {
    /// By time, then in the order they were put here.
    events: BinaryHeap<Reverse<(u64, u64, Event)>>,
    events_made: u64,
    batches: Vec<Batch>,
    free: Vec<usize>,
    spare: Vec<Vec<Item>>,
    /// By producer and process.
    buffers: Vec<Vec<Buffer>>,
    queues: Vec<Vec<Queue>>,
    glimpses: VecDeque<(u64, Item, bool)>,
    seen: u64,
    /// Every how manieth write is shown.
    stride: u64,
}

impl RecordFlow {
    /// With this many records on their way, wherever they wait.
    pub(super) fn weigh(&self, pending: usize, weight: &mut Weight) {
        weight.own(pending * size_of::<Item>());
        weight.own(self.batches.len() * size_of::<Batch>() + self.events.len() * size_of::<Event>());
    }

    /// From `from` to `stop`, both within one second.
    pub(super) fn run(&mut self, from: u64, stop: u64, core: &mut Core, producers: &mut [ProducerState]) {
        self.make_room(producers);
        for now in from..stop {
            while let Some(&Reverse((due, _, event))) = self.events.peek()
                && due <= now
            {
                self.events.pop();
                self.happen(event, now, core, producers);
            }
            let tenths = now % 1_000;
            for producer in producers.iter_mut().filter(|p| p.this_second > 0) {
                let n = u64::from(producer.this_second);
                let due = n * (tenths + 1) / 1_000 - n * tenths / 1_000;
                for _ in 0..due {
                    self.make_record(now, core, producer);
                }
            }
        }
    }

    fn make_room(&mut self, producers: &mut [ProducerState]) {
        self.buffers.resize_with(producers.len(), Vec::new);
        self.queues.resize_with(producers.len(), Vec::new);
        let mut per_second = 0;
        for producer in producers {
            let processes = producer.spec.processes as usize;
            let (buffers, queues) = (&mut self.buffers[producer.index], &mut self.queues[producer.index]);
            // Never fewer than before: what a process holds is not lost when there are fewer of them.
            buffers.resize_with(processes.max(buffers.len()), Buffer::default);
            queues.resize_with(processes.max(queues.len()), Queue::default);
            if producer.spec.put == Put::Kpl {
                producer.kpl.resize_with(processes.max(producer.kpl.len()), Default::default);
            }
            per_second += u64::from(producer.this_second);
        }
        self.stride = (per_second / 40).max(1);
    }

    pub(super) fn schedule(&mut self, due: u64, event: Event) {
        self.events_made += 1;
        self.events.push(Reverse((due, self.events_made, event)));
    }

    fn happen(&mut self, event: Event, now: u64, core: &mut Core, producers: &mut [ProducerState]) {
        match event {
            Event::Linger { producer, process, opened } => {
                let buffer = &self.buffers[producer][process];
                if buffer.opened == opened && !buffer.items.is_empty() {
                    self.send_buffer(process, now, core, &mut producers[producer]);
                }
            }
            Event::Again { batch } => {
                let batch = self.take_batch(batch);
                let producer = &mut producers[batch.producer];
                self.put(batch, now, core, producer);
            }
            Event::Serial { producer, process } => {
                self.send_serial(process, now, core, &mut producers[producer]);
            }
            Event::Kpl { producer, process } => {
                let producer = &mut producers[producer];
                let mut kpl = std::mem::take(&mut producer.kpl[process]);
                let next =
                    kpl.work(now, core, producer, &mut |item, refused| self.glimpse(now, item, refused));
                if let Some(next) = next {
                    self.schedule(next, event);
                }
                producer.kpl[process] = kpl;
            }
        }
    }

    fn make_record(&mut self, now: u64, core: &mut Core, producer: &mut ProducerState) {
        let from_list = producer.keys.next_in_list();
        let process = producer.serial as usize % producer.spec.processes as usize;
        let key = self.next_key(now, process, producer);
        let place = producer.keys.place(key, &core.map);
        let bytes = producer.draw_size(from_list) + u32::from(place.key_bytes);
        let item = Item {
            key,
            serial: producer.serial,
            shard: place.shard,
            bytes,
            born: now as u32,
            part: place.part,
            source: producer.source(),
            accepted: false,
        };
        producer.serial = producer.serial.wrapping_add(1);
        core.offered(producer, 1, u64::from(bytes));
        let held = core.totals.offered_records - core.totals.accepted_records - core.totals.dropped_records;
        if held > MAX_PENDING {
            core.dropped(producer, 1, u64::from(bytes));
            return;
        }
        // One key always goes through one process, so that its order is the process's to keep.
        let process = match producer.keys.count() {
            Some(_) => (key.0 / u64::from(producer.spec.salt)) as usize % producer.spec.processes as usize,
            None => process,
        };
        self.hand_over(item, process, now, core, producer);
    }

    fn hand_over(
        &mut self,
        item: Item,
        process: usize,
        now: u64,
        core: &mut Core,
        producer: &mut ProducerState,
    ) {
        match (producer.spec.put, producer.spec.retry.policy) {
            (Put::Kpl, _) => {
                if let Some(due) = producer.kpl[process].add(item, now) {
                    self.schedule(due, Event::Kpl { producer: producer.index, process });
                }
            }
            (_, RetryPolicy::Serial) => self.queue_serial(item, process, now, core, producer),
            (Put::PutRecord, _) => {
                let mut items = self.spare.pop().unwrap_or_default();
                items.push(item);
                self.put(Batch { producer: producer.index, attempt: 0, items }, now, core, producer);
            }
            (Put::PutRecords { entries, linger }, _) => {
                let buffer = &mut self.buffers[producer.index][process];
                if buffer.bytes + u64::from(item.bytes) > PUT_RECORDS_BYTES.value.0 {
                    self.send_buffer(process, now, core, producer);
                }
                let buffer = &mut self.buffers[producer.index][process];
                buffer.items.push(item);
                buffer.bytes += u64::from(item.bytes);
                if buffer.items.len() >= entries as usize {
                    self.send_buffer(process, now, core, producer);
                } else if buffer.items.len() == 1 {
                    let event = Event::Linger { producer: producer.index, process, opened: buffer.opened };
                    self.schedule(now + linger.millis(), event);
                }
            }
        }
    }

    fn next_key(&mut self, now: u64, process: usize, producer: &mut ProducerState) -> KeyRef {
        if !producer.keys.is_per_batch() {
            return producer.keys.draw(&mut producer.key_random, now);
        }
        let buffer = &mut self.buffers[producer.index][process];
        *buffer.key.get_or_insert_with(|| producer.keys.draw(&mut producer.key_random, now))
    }

    fn send_buffer(&mut self, process: usize, now: u64, core: &mut Core, producer: &mut ProducerState) {
        let buffer = &mut self.buffers[producer.index][process];
        let items = std::mem::replace(&mut buffer.items, self.spare.pop().unwrap_or_default());
        buffer.bytes = 0;
        buffer.key = None;
        buffer.opened = buffer.opened.wrapping_add(1);
        self.put(Batch { producer: producer.index, attempt: 0, items }, now, core, producer);
    }

    /// Sends a request: each entry is let in or refused on its own (fact K16), then the policy has its say.
    fn put(&mut self, mut batch: Batch, now: u64, core: &mut Core, producer: &mut ProducerState) {
        let retry = producer.spec.retry;
        let fresh = batch.attempt == 0;
        producer.tally.requests += 1;
        let mut refused = 0;
        for item in &mut batch.items {
            if self.write(item, now, fresh, core, producer) {
                if item.accepted {
                    core.duplicated(producer, 1);
                } else {
                    item.accepted = true;
                    accept(item, now + retry.round_trip.millis(), core, producer);
                }
            } else {
                refused += 1;
            }
        }
        core.throttled(producer, refused);
        if fresh && batch.items.len() >= BIG_REQUEST {
            core.counts.big_requests += 1;
            let first = batch.items[0].shard;
            core.counts.one_shard_requests += u64::from(batch.items.iter().all(|i| i.shard == first));
        }
        batch.attempt += 1;
        let again = refused > 0 && retry.policy != RetryPolicy::None && batch.attempt < retry.attempts;
        if !again {
            give_up(&mut batch.items, core, producer, |_| true);
            return self.recycle(batch.items);
        }
        if retry.policy == RetryPolicy::FailedOnly {
            batch.items.retain(|item| !item.accepted);
        }
        let due = now + retry.round_trip.millis() + backoff(&retry, batch.attempt, producer);
        let too_old = |item: &Item| due > u64::from(item.born) + retry.deadline.millis();
        give_up(&mut batch.items, core, producer, too_old);
        if batch.items.iter().all(|item| item.accepted) {
            return self.recycle(batch.items);
        }
        let index = self.free.pop().unwrap_or(self.batches.len());
        if index == self.batches.len() {
            self.batches.push(Batch::default());
        }
        self.batches[index] = batch;
        self.schedule(due, Event::Again { batch: index });
    }

    /// One entry reaches its shard.
    pub(super) fn write(
        &mut self,
        item: &mut Item,
        now: u64,
        fresh: bool,
        core: &mut Core,
        producer: &mut ProducerState,
    ) -> bool {
        reroute_if_closed(item, core, producer);
        let shard = &mut core.shards[item.shard as usize];
        let taken = shard.write(item.source, item.key, item.part, u64::from(item.bytes), fresh);
        if taken {
            core.meter.take(u64::from(item.bytes));
            core.logs[item.shard as usize].push(now, item.source, item.key, item.serial);
        }
        self.glimpse(now, item, !taken);
        taken
    }

    /// Keeps every so manieth write to be shown.
    fn glimpse(&mut self, now: u64, item: &Item, refused: bool) {
        self.seen += 1;
        if self.seen.is_multiple_of(self.stride.max(1)) {
            if self.glimpses.len() == MAX_GLIMPSES {
                self.glimpses.pop_front();
            }
            self.glimpses.push_back((now, *item, refused));
        }
    }

    fn take_batch(&mut self, index: usize) -> Batch {
        self.free.push(index);
        std::mem::take(&mut self.batches[index])
    }

    fn recycle(&mut self, mut items: Vec<Item>) {
        items.clear();
        if self.spare.len() < 1_024 {
            self.spare.push(items);
        }
    }

    pub(super) fn count_pending(&self, producers: &[ProducerState]) -> u64 {
        let waiting = |items: &Vec<Item>| items.iter().filter(|item| !item.accepted).count() as u64;
        let buffered = self.buffers.iter().flatten().map(|b| waiting(&b.items)).sum::<u64>();
        let again = self.batches.iter().map(|b| waiting(&b.items)).sum::<u64>();
        let queued = self.queues.iter().flatten().map(Queue::len).sum::<u64>();
        let kpl = producers.iter().flat_map(|p| &p.kpl).map(super::kpl::Kpl::count_pending).sum::<u64>();
        buffered + again + queued + kpl
    }

    pub(super) fn glimpses(&self, producers: &[ProducerState]) -> Vec<Glimpse> {
        let shown = |(at, item, refused): &(u64, Item, bool)| {
            let producer = item.source.producer as usize;
            Some(Glimpse {
                at: SimTime::from_millis(*at),
                producer,
                key: producers.get(producer)?.key_text(item.source.generation, item.key),
                shard_id: ShardId(item.shard),
                refused: *refused,
            })
        };
        self.glimpses.iter().filter_map(shown).collect()
    }
}
