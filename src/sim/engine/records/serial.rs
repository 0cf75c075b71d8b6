//! One `PutRecord` after the other with `SequenceNumberForOrdering`: a process has one record under way, and the
//! next waits until its answer is there. Order is kept, at the price of one record per round trip.

use std::collections::VecDeque;

use super::{Event, Item, RecordFlow, accept, backoff};
use crate::sim::engine::{core::Core, producer::ProducerState};

#[derive(Debug, Clone, Default)]
pub(super) struct Queue {
    items: VecDeque<Item>,
    /// Attempts made for the first of them.
    attempts: u32,
    /// An event for this process is on its way.
    busy: bool,
}

impl Queue {
    pub(super) fn len(&self) -> u64 {
        self.items.len() as u64
    }
}

impl RecordFlow {
    pub(super) fn queue_serial(
        &mut self,
        item: Item,
        process: usize,
        now: u64,
        core: &mut Core,
        producer: &mut ProducerState,
    ) {
        let queue = &mut self.queues[producer.index][process];
        queue.items.push_back(item);
        if !queue.busy {
            self.send_serial(process, now, core, producer);
        }
    }

    pub(super) fn send_serial(
        &mut self,
        process: usize,
        now: u64,
        core: &mut Core,
        producer: &mut ProducerState,
    ) {
        let retry = producer.spec.retry;
        let index = producer.index;
        let queue = &mut self.queues[index][process];
        // What has waited too long is given up before it is sent.
        while let Some(first) = queue.items.front()
            && now > u64::from(first.born) + retry.deadline.millis()
        {
            core.dropped(producer, 1, u64::from(first.bytes));
            queue.items.pop_front();
            queue.attempts = 0;
        }
        let Some(mut item) = queue.items.front().copied() else {
            queue.busy = false;
            return;
        };
        queue.busy = true;
        queue.attempts += 1;
        let attempts = queue.attempts;
        producer.tally.requests += 1;
        let answered = now + retry.round_trip.millis();
        let taken = self.write(&mut item, now, attempts == 1, core, producer);
        let queue = &mut self.queues[index][process];
        let mut due = answered;
        if taken {
            accept(&item, answered, core, producer);
        } else {
            core.throttled(producer, 1);
            if attempts < retry.attempts {
                due += backoff(&retry, attempts, producer);
            } else {
                core.dropped(producer, 1, u64::from(item.bytes));
            }
        }
        if taken || attempts >= retry.attempts {
            queue.items.pop_front();
            queue.attempts = 0;
        }
        self.schedule(due, Event::Serial { producer: index, process });
    }
}
