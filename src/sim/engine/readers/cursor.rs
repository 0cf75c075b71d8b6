//! A position in a shard, and what it is doing there.

use super::ranges::Ranges;
use crate::sim::{delay::Delays, log::ShardLog, reading::ReaderTally, weight::Weight};

/// Never.
pub(super) const NEVER: u64 = u64::MAX;

/// One reader on one shard.
#[derive(Debug, Clone, Default)]
pub(super) struct Lane {
    pub(super) cursor: Cursor,
    /// Where the same reader runs a second time.
    pub(super) twin: Option<Box<Cursor>>,
    pub(super) account: Account,
}

/// What became of a shard's records at a reader.
#[derive(Debug, Clone, Default)]
pub(super) struct Account {
    /// The first record it ever meant to read; nothing before is lost to it.
    pub(super) begins_at: Option<u64>,
    /// Places that reached its code.
    pub(super) seen: Ranges,
    /// Those of them that were processed wrongly, and not again since.
    pub(super) wrong: Ranges,
    /// Without `accepted` and `pending`, which follow from the log.
    pub(super) tally: ReaderTally,
    /// Bytes that came in the second under way, and in the one before.
    pub(super) bytes: u64,
    pub(super) bytes_before: u64,
    /// Which worker holds the lease, and what it manages for this shard in a second, in thousandths.
    pub(super) worker: u32,
    pub(super) speed_milli: u64,
    /// Iterator age and propagation; only while there are few lanes.
    pub(super) times: Option<Box<(Delays, Delays)>>,
}

impl Lane {
    pub(super) fn cursors(&mut self) -> impl Iterator<Item = &mut Cursor> {
        [Some(&mut self.cursor), self.twin.as_deref_mut()].into_iter().flatten()
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        let account = &self.account;
        let times = account.times.as_ref().map_or(0, |_| 2 * Delays::BYTES);
        weight.own(size_of::<Self>() + times + account.seen.bytes() + account.wrong.bytes());
        weight.own(self.cursor.retries.len() * size_of::<Batch>());
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Phase {
    /// This reader has nothing to do with this shard.
    #[default]
    Absent,
    WaitsForParent,
    Reads,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Cursor {
    pub(super) phase: Phase,
    /// The first record that is not done with.
    pub(super) position: u64,
    /// Up to here records have come; those from `position` on wait for the code.
    pub(super) fetched: u64,
    /// Up to this moment of the shard's time its calls have looked.
    pub(super) looked_until: u64,
    pub(super) checkpoint: Option<u64>,
    pub(super) checkpoint_due: u64,
    /// It was started anew with LATEST, and knows no record before its first call.
    pub(super) to_latest: bool,
    /// What its code works on now: records, and from when to when.
    pub(super) working: Option<Working>,
    /// Milliseconds.
    pub(super) next_fetch: u64,
    pub(super) next_work: u64,
    pub(super) paused_until: u64,
    pub(super) last_answer: u64,
    pub(super) refused_in_row: u32,
    /// A fan-out subscription stands since then.
    pub(super) subscribed: Option<u64>,
    /// Of the fan-out second under way.
    pub(super) pushed: (u64, u64),
    /// When the oldest record came that waits for its batch.
    pub(super) waiting_since: u64,
    /// Tumbling windows that are over.
    pub(super) window: u64,
    /// Batches that failed, the next one last.
    pub(super) retries: Vec<Batch>,
}

/// Records `from` … the cursor's position, from one moment to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Working {
    pub(super) from: u64,
    pub(super) since: u64,
    pub(super) until: u64,
}

/// A batch that is tried again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batch {
    pub(super) from: u64,
    pub(super) to: u64,
    /// Attempts that count against `MaximumRetryAttempts`.
    pub(super) attempts: u32,
}

impl Cursor {
    pub(super) fn at(position: u64, now: u64) -> Self {
        Self {
            phase: Phase::Reads,
            position,
            fetched: position,
            next_fetch: now,
            next_work: NEVER,
            last_answer: now,
            looked_until: now,
            ..Self::default()
        }
    }

    /// When it has something to do next.
    #[inline]
    pub(super) fn due(&self) -> u64 {
        match self.phase {
            Phase::Reads => self.next_fetch.min(self.next_work).max(self.paused_until),
            Phase::Absent | Phase::WaitsForParent => NEVER,
        }
    }

    /// It begins anew from here: what it has read and not worked on is dropped.
    pub(super) fn jump(&mut self, position: u64, now: u64) {
        let subscribed = self.subscribed;
        let checkpoint_due = self.checkpoint_due;
        *self = Self {
            phase: if self.phase == Phase::Absent { Phase::Reads } else { self.phase },
            checkpoint_due,
            paused_until: self.paused_until,
            subscribed,
            ..Self::at(position, now)
        };
    }

    /// The first record that its code is not done with, evenly through what it works on.
    pub(super) fn done_to(&self, now: u64) -> u64 {
        match self.working {
            Some(Working { from, since, until }) if now < until && from < self.position => {
                from + (self.position - from) * now.saturating_sub(since) / (until - since)
            }
            _ => self.position,
        }
    }

    pub(super) fn follow_latest(&mut self, log: &ShardLog, now: u64) {
        if std::mem::take(&mut self.to_latest) {
            self.position = log.before(now).max(self.position);
            self.fetched = self.position;
        }
    }

    /// Records before `horizon` are gone.
    pub(super) fn trim(&mut self, horizon: u64) {
        if self.position >= horizon {
            return;
        }
        self.position = horizon;
        self.fetched = self.fetched.max(horizon);
        self.working = None;
        self.retries.retain_mut(|batch| {
            batch.from = batch.from.max(horizon);
            batch.from < batch.to
        });
    }
}
