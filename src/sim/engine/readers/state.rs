//! One reader while it runs, over all its shards.

use std::collections::VecDeque;

use super::{
    Visit,
    cursor::{Account, Cursor, Lane},
    faults::Faults,
    firehose::Delivery,
    mixed,
};
use crate::{
    sim::{
        delay::Delays,
        engine::order::Order,
        key_space::KeyRef,
        log::ShardLog,
        meter::BytesOut,
        reading::{ReaderMinute, ReaderSecond},
        scenario::{EventSourceMapping, Reader, Throughput, Work},
        weight::Weight,
    },
    units::SimTime,
};

/// Seconds that are kept.
const SECONDS: usize = 600;
/// Keys whose order is followed; of more, some may share a slot, and an inversion may be missed.
const KEYS: usize = 1 << 20;

#[derive(Debug, Clone)]
pub(super) struct ReaderState {
    pub(super) spec: Reader,
    pub(super) index: usize,
    pub(super) faults: Faults,
    /// It has asked for its first iterators.
    pub(super) begun: bool,
    /// It was taken away.
    pub(super) gone: bool,
    /// When it, its faults or the stream were changed last, in milliseconds.
    pub(super) changed_at: u64,
    /// Of the second under way.
    pub(super) second: ReaderSecond,
    /// Milliseconds of work of the second under way and of those after it, all batches together.
    busy: VecDeque<u64>,
    /// Milliseconds of functions that the account has left in this second.
    pub(super) budget_ms: u64,
    pub(super) ages: Delays,
    pub(super) delays: Delays,
    /// At record resolution.
    order: Option<Order>,
    pub(super) delivery: Delivery,
    pub(super) idle_workers: u32,
    /// Batches at the same time, the most in any second, in thousandths.
    pub(super) most_at_once_milli: u32,
    pub(super) first_expiry: Option<SimTime>,
    pub(super) seconds: VecDeque<ReaderSecond>,
    pub(super) minutes: Vec<ReaderMinute>,
    /// Over the whole run.
    pub(super) out: BytesOut,
}

impl ReaderState {
    pub(super) fn new(spec: Reader, index: usize, now: u64, by_record: bool) -> Self {
        Self {
            spec,
            index,
            faults: Faults::default(),
            begun: false,
            gone: false,
            changed_at: now,
            second: ReaderSecond::default(),
            busy: VecDeque::new(),
            budget_ms: 0,
            ages: Delays::default(),
            delays: Delays::default(),
            order: by_record.then(|| Order::new(Some(KEYS / 4))),
            delivery: Delivery::default(),
            idle_workers: 0,
            most_at_once_milli: 0,
            first_expiry: None,
            seconds: VecDeque::new(),
            minutes: Vec::new(),
            out: BytesOut::default(),
        }
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.order.iter().for_each(|order| order.weigh(weight));
        weight.own(size_of::<Self>() + 2 * Delays::BYTES + self.minutes.len() * size_of::<ReaderMinute>());
        weight.own(self.seconds.len() * size_of::<ReaderSecond>());
        self.delivery.weigh(weight);
    }

    pub(super) fn revise(&mut self, spec: &Reader, now: u64) {
        self.gone = false;
        if self.spec != *spec {
            self.spec = spec.clone();
            self.changed_at = now;
        }
    }

    pub(super) fn mapping(&self) -> Option<&EventSourceMapping> {
        match &self.spec.work {
            Work::Lambda(mapping) => Some(mapping),
            Work::Application(_) | Work::Firehose(_) => None,
        }
    }

    /// From one call to the next, in milliseconds.
    pub(super) fn poll_ms(&self) -> u64 {
        match self.spec.throughput {
            Throughput::Shared { poll_every } => poll_every.millis(),
            Throughput::EnhancedFanOut => 1_000,
        }
    }

    /// Calls of different shards and readers do not all come at the same moment.
    pub(super) fn first_call(&self, shard: u32, now: u64) -> u64 {
        match self.spec.throughput {
            Throughput::Shared { poll_every } => {
                now + mixed(self.index, shard, 0) % poll_every.millis().clamp(1, 1_000)
            }
            Throughput::EnhancedFanOut => now,
        }
    }

    /// Something is due on one of its shards.
    pub(super) fn happen(
        &mut self,
        cursor: &mut Cursor,
        account: &mut Account,
        visit: &mut Visit<'_>,
        rival: Option<&mut Cursor>,
    ) {
        if cursor.next_work <= visit.now {
            cursor.next_work = super::cursor::NEVER;
            match self.spec.work {
                Work::Application(_) => self.try_batch_again(cursor, account, visit),
                Work::Lambda(_) => self.invoke(cursor, account, visit),
                Work::Firehose(_) => {}
            }
        } else {
            self.fetch(cursor, account, visit, rival);
        }
    }

    /// So many batches are worked on for so long, from this moment on.
    pub(super) fn is_busy(&mut self, from: u64, ms: u64, at_once: u64, second: u64) {
        let (mut at, until) = (from, from + ms);
        while at < until {
            let next = ((at / 1_000 + 1) * 1_000).min(until);
            // A batch may begin a moment after the second under way.
            let ahead = (at / 1_000).saturating_sub(second) as usize;
            if self.busy.len() <= ahead {
                self.busy.resize(ahead + 1, 0);
            }
            self.busy[ahead] += (next - at) * at_once;
            at = next;
        }
    }

    /// Records reach the reader's code at this moment.
    pub(super) fn hand(&mut self, account: &mut Account, from: u64, to: u64, at: u64, visit: &Visit<'_>) {
        if from >= to {
            return;
        }
        let all = to - from;
        let new = account.seen.insert(from, to);
        account.tally.expired += account.seen.fill_oldest_hole();
        account.tally.delivered += new;
        account.tally.read_again += all - new;
        self.second.delivered += new;
        self.second.read_again += all - new;
        if self.faults.wrong() {
            account.wrong.insert(from, to);
        } else if !account.wrong.is_empty() {
            account.wrong.remove(from, to);
        }
        if new > 0 {
            // Of a batch that was partly handed before, what is new lies at its end.
            let first = to - new;
            account.tally.delivered_bytes += visit.log.bytes_before(to) - visit.log.bytes_before(first);
            if visit.by_record {
                self.note_order(account, first, to, visit.log);
            }
            if !matches!(self.spec.work, Work::Firehose(_)) {
                self.note_delays(account, first, to, at, visit);
            }
        }
    }

    fn note_order(&mut self, account: &mut Account, first: u64, to: u64, log: &ShardLog) {
        let Some(order) = &mut self.order else { return };
        let records = (first..to).filter_map(|place| log.record(place));
        let out = records.filter(|r| order.accept(KeyRef(u64::from(r.key)), r.serial)).count();
        account.tally.out_of_order += out as u64;
    }

    /// From arrival to the code: record by record, or in quarters.
    fn note_delays(&mut self, account: &mut Account, first: u64, to: u64, at: u64, visit: &Visit<'_>) {
        let pushed = self.spec.throughput == Throughput::EnhancedFanOut;
        let delay = |arrival: u64| {
            // Pushed as they come: only what was held back takes longer.
            if pushed && arrival + super::fetch::push_every(visit.by_record) >= at {
                crate::aws::limits::FAN_OUT_DELAY.value.millis()
            } else {
                at.saturating_sub(arrival)
            }
        };
        let mut note = |ms: u64, count: u64| {
            let place = Delays::place(ms);
            self.delays.add_at(place, count);
            if let Some(times) = &mut account.times {
                times.1.add_at(place, count);
            }
        };
        if visit.by_record && visit.log.record(first).is_some() {
            for place in first..to {
                note(visit.log.arrival(place).map_or(0, delay), 1);
            }
            return;
        }
        let (Some(oldest), Some(newest)) = (visit.log.arrival(first), visit.log.arrival(to - 1)) else {
            return;
        };
        if delay(oldest) == delay(newest) {
            return note(delay(oldest), to - first);
        }
        for (arrival, count) in quarters(oldest, newest, to - first) {
            note(delay(arrival), count);
        }
    }

    /// A second is over: how one lane stands.
    pub(super) fn note_lane(&mut self, lane: &mut Lane, horizon: u64, log: &ShardLog, now: u64) {
        let pending = (log.records() - horizon).saturating_sub(lane.account.seen.len());
        self.second.pending += pending;
        self.second.bytes += lane.account.bytes;
        lane.account.bytes_before = std::mem::take(&mut lane.account.bytes);
        if lane.cursor.phase == super::Phase::Absent {
            return;
        }
        let age = lane.age(log, now);
        self.second.iterator_age_ms = self.second.iterator_age_ms.max(age);
        let place = Delays::place(age);
        self.ages.add_at(place, 1);
        if let Some(times) = &mut lane.account.times {
            times.0.add_at(place, 1);
        }
    }

    /// Records that it meant to read are gone unread.
    pub(super) fn expire(&mut self, lost: u64, now: u64) {
        self.second.expired += lost;
        if lost > 0 && self.begun && self.first_expiry.is_none() {
            self.first_expiry = Some(SimTime::from_millis(now));
        }
    }

    pub(super) fn close_second(&mut self, second: u64) {
        self.second.second = second;
        self.second.concurrency_milli = self.busy.pop_front().unwrap_or(0) as u32;
        self.most_at_once_milli = self.most_at_once_milli.max(self.second.concurrency_milli);
        let closed = std::mem::take(&mut self.second);
        if self.seconds.len() == SECONDS {
            self.seconds.pop_front();
        }
        self.seconds.push_back(closed);
        let minute = second / 60;
        if self.minutes.last().is_none_or(|last| last.minute != minute) {
            self.minutes.push(ReaderMinute { minute, ..ReaderMinute::default() });
        }
        if let Some(last) = self.minutes.last_mut() {
            last.delivered += closed.delivered;
            last.read_again += closed.read_again;
            last.bytes += closed.bytes;
            last.refused_calls += u64::from(closed.refused_calls);
            last.expired += closed.expired;
            last.pending = closed.pending;
            last.iterator_age_ms = last.iterator_age_ms.max(closed.iterator_age_ms);
        }
    }
}

impl Lane {
    /// Age of the oldest record it has still to do with, in milliseconds; 0 when it is caught up.
    pub(super) fn age(&self, log: &ShardLog, now: u64) -> u64 {
        log.arrival(self.cursor.done_to(now)).map_or(0, |arrival| now.saturating_sub(arrival))
    }
}

/// `count` records between two moments, as four groups.
pub(super) fn quarters(oldest: u64, newest: u64, count: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..4).map(move |quarter| {
        let n = count * (quarter + 1) / 4 - count * quarter / 4;
        (oldest + (newest - oldest) * (2 * quarter + 1) / 8, n)
    })
}
