//! How records come: `GetRecords`, and `SubscribeToShard`.

use super::{
    Visit,
    cursor::{Account, Cursor, NEVER},
    mixed,
    state::ReaderState,
};
use crate::{
    aws::{
        limits::{
            GET_RECORDS_ANSWER, GET_RECORDS_BYTES, GET_RECORDS_LIMIT, GET_RECORDS_LOOKS_THROUGH,
            ITERATOR_LIFETIME, SHARD_READ_BYTES_PER_SECOND, SUBSCRIPTION_LIFETIME, SUBSCRIPTION_TAKE_OVER,
        },
        pricing::LONG_TERM_AFTER_HOURS,
    },
    sim::scenario::{Throughput, Work},
    units::SimDuration,
};

/// From this age on, reading by `GetRecords` is billed.
const LONG_TERM: SimDuration = SimDuration::from_hours(LONG_TERM_AFTER_HOURS as u64);

/// Clocks drift. Where several readers poll a shard, one call in so many moves to another moment of its reader's
/// period, and so does a call after [`PATIENCE`] refusals in a row: as often as before on average, and no reader
/// is shut out for long.
const DRIFT: u64 = 8;
const PATIENCE: u32 = 3;

/// How often what has come is pushed to fan-out consumers, in milliseconds.
pub(super) const fn push_every(by_record: bool) -> u64 {
    if by_record { 200 } else { 1_000 }
}

impl ReaderState {
    pub(super) fn fetch(
        &mut self,
        cursor: &mut Cursor,
        account: &mut Account,
        visit: &mut Visit<'_>,
        rival: Option<&mut Cursor>,
    ) {
        match self.spec.throughput {
            Throughput::Shared { .. } => self.get_records(cursor, account, visit),
            Throughput::EnhancedFanOut => self.pushed(cursor, account, visit, rival),
        }
    }

    /// One call of `GetRecords`.
    fn get_records(&mut self, cursor: &mut Cursor, account: &mut Account, visit: &mut Visit<'_>) {
        let (now, poll) = (visit.now, self.poll_ms());
        cursor.next_fetch = now + poll;
        cursor.follow_latest(visit.log, now);
        if self.is_full(cursor) {
            return;
        }
        if now > cursor.last_answer + ITERATOR_LIFETIME.value.millis() && self.application().is_some() {
            // A new iterator, from the same position.
            account.tally.expired_iterators += 1;
            cursor.last_answer = now;
            return;
        }
        self.second.calls += 1;
        if !visit.limiter.admits(now) {
            account.tally.refused_calls += 1;
            self.second.refused_calls += 1;
            cursor.refused_in_row += 1;
            if cursor.refused_in_row >= PATIENCE {
                self.drift(cursor, visit);
            }
            return;
        }
        cursor.refused_in_row = 0;
        if mixed(self.index, visit.shard, now).is_multiple_of(DRIFT) {
            self.drift(cursor, visit);
        }
        cursor.last_answer = now;
        let (to, bytes) = self.answer(cursor, visit);
        visit.limiter.answered(now, bytes, self.index);
        account.bytes += bytes;
        self.out.shared += bytes;
        self.out.long_term += long_term(visit, cursor.fetched, to);
        account.tally.calls += 1;
        if to == cursor.fetched {
            account.tally.empty_calls += 1;
            self.note_checkpoint(cursor, now);
        } else {
            self.take(cursor, account, (to, bytes), now + GET_RECORDS_ANSWER.value.millis(), visit);
        }
    }

    /// The next call comes at another moment of the period. Who waits for what itself has taken stays where it is.
    fn drift(&self, cursor: &mut Cursor, visit: &Visit<'_>) {
        if visit.limiter.last != self.index {
            let poll = self.poll_ms();
            cursor.next_fetch =
                visit.now + poll / 2 + (mixed(self.index, visit.shard, !visit.now) >> 8) % poll.max(1);
        }
    }

    /// How far one answer brings it, and its bytes.
    fn answer(&self, cursor: &mut Cursor, visit: &Visit<'_>) -> (u64, u64) {
        let from = cursor.fetched;
        let limit = self.application().map_or(GET_RECORDS_LIMIT.value, |application| application.max_records);
        // A call looks through so much of the shard's time, and comes back empty where nothing lies there.
        let looks_from = visit.log.arrival(from).unwrap_or(visit.now).min(cursor.looked_until);
        let looks_until = (looks_from + GET_RECORDS_LOOKS_THROUGH.value.millis()).min(visit.now);
        cursor.looked_until = looks_until;
        let there = visit.log.before(looks_until).max(from);
        let (to, bytes) = visit.log.fit(from, there.min(from + u64::from(limit)), GET_RECORDS_BYTES.value.0);
        if to < there {
            // It stopped at a record, not at a moment.
            cursor.looked_until = visit.log.arrival(to).unwrap_or(visit.now);
        }
        (to, bytes)
    }

    /// Records have come up to `to`, so many bytes of them.
    fn take(
        &mut self,
        cursor: &mut Cursor,
        account: &mut Account,
        (to, bytes): (u64, u64),
        at: u64,
        visit: &mut Visit<'_>,
    ) {
        let from = cursor.fetched;
        cursor.fetched = to;
        match self.spec.work {
            Work::Application(_) => self.work_on(cursor, account, at, visit),
            Work::Firehose(_) => {
                cursor.position = to;
                self.collect(account, (from, to, bytes), at, visit);
            }
            Work::Lambda(_) => {
                if cursor.next_work == NEVER && cursor.position == from {
                    cursor.waiting_since = at;
                    // Not before the functions that run are done.
                    cursor.next_work = cursor.working.map_or(at, |working| working.until.max(at));
                }
            }
        }
    }

    /// What has come since the last push, as far as 2 MiB a second allow; or an attempt to subscribe.
    fn pushed(
        &mut self,
        cursor: &mut Cursor,
        account: &mut Account,
        visit: &mut Visit<'_>,
        rival: Option<&mut Cursor>,
    ) {
        let now = visit.now;
        let every = push_every(visit.by_record);
        cursor.next_fetch = now + every;
        if cursor.subscribed.is_none() && !subscribe(cursor, account, now, rival) {
            cursor.next_fetch = now + 1_000;
            return;
        }
        if cursor.subscribed.is_some_and(|since| now >= since + SUBSCRIPTION_LIFETIME.value.millis()) {
            cursor.subscribed = Some(now);
            account.tally.subscriptions += 1;
        }
        if self.is_full(cursor) {
            return;
        }
        cursor.follow_latest(visit.log, now);
        let rate = SHARD_READ_BYTES_PER_SECOND.value.0;
        if cursor.pushed.0 != now / 1_000 {
            cursor.pushed = (now / 1_000, 0);
        }
        // A push covers the time up to the next one, which lies within this second.
        let seen_until = if visit.by_record { now } else { visit.until };
        let there = visit.log.before(seen_until).max(cursor.fetched);
        let left = rate.saturating_sub(cursor.pushed.1);
        if there == cursor.fetched || left == 0 {
            return self.note_checkpoint(cursor, now);
        }
        let (to, bytes) = visit.log.fit(cursor.fetched, there, left);
        cursor.pushed.1 += bytes;
        account.bytes += bytes;
        self.out.fan_out += bytes;
        self.take(cursor, account, (to, bytes), now, visit);
    }

    /// It has as much as it can work on, and asks for no more.
    fn is_full(&self, cursor: &Cursor) -> bool {
        let waiting = cursor.fetched - cursor.position;
        match &self.spec.work {
            Work::Application(_) => waiting > 0,
            Work::Firehose(stream) => self.faults.destination_down() && self.delivery.is_full(stream),
            Work::Lambda(mapping) => {
                !cursor.retries.is_empty() || waiting >= super::lambda::reads_ahead(mapping)
            }
        }
    }

    /// Everything before its position is worked on: time for a checkpoint?
    pub(super) fn note_checkpoint(&self, cursor: &mut Cursor, now: u64) {
        if self.application().is_some() && now >= cursor.checkpoint_due {
            cursor.checkpoint = Some(cursor.position);
            cursor.checkpoint_due = now + self.checkpoint_every();
        }
    }
}

/// Bytes of the records from … to that are older than seven days.
fn long_term(visit: &Visit<'_>, from: u64, to: u64) -> u64 {
    let Some(week_ago) = visit.now.checked_sub(LONG_TERM.millis()) else { return 0 };
    // Who is not that far behind need not look far.
    if visit.log.arrival(from).is_none_or(|arrival| arrival >= week_ago) {
        return 0;
    }
    let old = visit.log.before(week_ago).clamp(from, to);
    visit.log.bytes_before(old) - visit.log.bytes_before(from)
}

/// `SubscribeToShard`: within five seconds of another one it is refused, later it takes over (fact E3).
fn subscribe(cursor: &mut Cursor, account: &mut Account, now: u64, rival: Option<&mut Cursor>) -> bool {
    if let Some(rival) = rival
        && let Some(since) = rival.subscribed
    {
        if now < since + SUBSCRIPTION_TAKE_OVER.value.millis() {
            account.tally.refused_subscriptions += 1;
            return false;
        }
        rival.subscribed = None;
        rival.next_fetch = rival.next_fetch.max(now + 1_000);
    }
    cursor.subscribed = Some(now);
    account.tally.subscriptions += 1;
    true
}
