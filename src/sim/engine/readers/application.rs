//! A program of one's own: KCL or SDK. One batch of a shard at a time; the next is asked for when it is done.

use super::{
    Visit,
    cursor::{Account, Batch, Cursor, Working},
    state::ReaderState,
};
use crate::sim::scenario::OnException;

/// Between two attempts of a batch that throws.
const RETRY_PAUSE_MS: u64 = 1_000;

impl ReaderState {
    /// A batch is there, from `position` to `fetched`.
    pub(super) fn work_on(
        &mut self,
        cursor: &mut Cursor,
        account: &mut Account,
        at: u64,
        visit: &mut Visit<'_>,
    ) {
        // What came before is done.
        self.note_checkpoint(cursor, visit.now);
        let (from, to) = (cursor.position, cursor.fetched);
        self.hand(account, from, to, at, visit);
        let took = time_for(account, to - from);
        self.is_busy(at, took, 1, visit.until / 1_000 - 1);
        let done_at = at + took;
        cursor.working = Some(Working { from, since: at, until: done_at });
        cursor.next_fetch = cursor.next_fetch.max(done_at);
        if let Some(failure) = self.faults.first_failure(visit.shard, from, to)
            && self.throws(account, failure, to)
        {
            cursor.position = from;
            cursor.retries = vec![Batch { from, to, attempts: 1 }];
            cursor.next_work = done_at + RETRY_PAUSE_MS;
            cursor.next_fetch = super::cursor::NEVER;
            return;
        }
        cursor.position = to;
        cursor.retries.clear();
    }

    /// The same batch once more, after it threw.
    pub(super) fn try_batch_again(
        &mut self,
        cursor: &mut Cursor,
        account: &mut Account,
        visit: &mut Visit<'_>,
    ) {
        cursor.next_fetch = visit.now + self.poll_ms();
        self.work_on(cursor, account, visit.now, visit);
    }

    /// A record throws: what the program makes of it. True when the batch is to be tried again.
    fn throws(&mut self, account: &mut Account, failure: u64, to: u64) -> bool {
        let on_exception = self.application().map_or(OnException::SkipBatch, |a| a.on_exception);
        match on_exception {
            OnException::Retry => return true,
            OnException::SkipBatch => account.tally.given_up += to - failure,
            OnException::SkipRecord if self.faults.failing() => account.tally.given_up += to - failure,
            OnException::SkipRecord => account.tally.given_up += 1,
        }
        false
    }
}

/// Milliseconds that its worker takes for so many records.
fn time_for(account: &Account, records: u64) -> u64 {
    (records * 1_000_000).div_ceil(account.speed_milli.max(1))
}
