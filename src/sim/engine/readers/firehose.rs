//! Amazon Data Firehose: collects what it reads, and lands it in S3 when the buffer is full or its time is over
//! (facts F4, F5, F7). While the destination is down the buffer is kept, and once it is full nothing more is read:
//! the records stay in the stream, for as long as that keeps them.

use std::collections::VecDeque;

use super::{
    Readers, Visit,
    cursor::Account,
    state::{ReaderState, quarters},
};
use crate::sim::{
    scenario::{DeliveryStream, Work},
    weight::Weight,
};

/// What one delivery stream holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Delivery {
    parts: VecDeque<Part>,
    bytes: u64,
    pub(super) records: u64,
    /// When the first of them came.
    opened: u64,
    /// S3 objects written so far.
    pub(super) objects: u64,
}

/// What one answer brought.
#[derive(Debug, Clone, Copy)]
struct Part {
    shard: u32,
    records: u64,
    bytes: u64,
    oldest: u64,
    newest: u64,
}

impl Delivery {
    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(self.parts.len() * size_of::<Part>());
    }

    pub(super) fn is_full(&self, stream: &DeliveryStream) -> bool {
        self.bytes >= stream.buffer_size.0
    }
}

impl ReaderState {
    /// An answer goes into the buffer.
    pub(super) fn collect(
        &mut self,
        account: &mut Account,
        (from, to, bytes): (u64, u64, u64),
        at: u64,
        visit: &Visit<'_>,
    ) {
        self.hand(account, from, to, at, visit);
        let delivery = &mut self.delivery;
        if delivery.records == 0 {
            delivery.opened = at;
        }
        let part = Part {
            shard: visit.shard,
            records: to - from,
            bytes,
            oldest: visit.log.arrival(from).unwrap_or(at),
            newest: visit.log.arrival(to - 1).unwrap_or(at),
        };
        delivery.records += part.records;
        delivery.bytes += part.bytes;
        delivery.parts.push_back(part);
    }
}

impl Readers {
    /// Buffers that are full, or whose time is over, become objects in S3.
    pub(super) fn land(&mut self, now: u64) {
        let Self { all, shards, .. } = self;
        for (index, reader) in all.iter_mut().enumerate() {
            let Work::Firehose(stream) = reader.spec.work else { continue };
            if reader.faults.destination_down() {
                continue;
            }
            let time_is_over = now >= reader.delivery.opened + stream.buffer_interval.millis();
            while reader.delivery.records > 0 && (reader.delivery.is_full(&stream) || time_is_over) {
                let mut left = stream.buffer_size.0;
                while let Some(part) = reader.delivery.parts.pop_front() {
                    reader.delivery.records -= part.records;
                    reader.delivery.bytes -= part.bytes;
                    let account = &mut shards[part.shard as usize].lanes[index].account;
                    account.tally.landed += part.records;
                    for (arrival, count) in quarters(part.oldest, part.newest, part.records) {
                        let delay = now.saturating_sub(arrival);
                        reader.delays.add(delay, count);
                        account.times.iter_mut().for_each(|times| times.1.add(delay, count));
                    }
                    left = left.saturating_sub(part.bytes);
                    if left == 0 {
                        break;
                    }
                }
                reader.delivery.objects += 1;
                reader.delivery.opened = now;
            }
        }
    }
}
