//! What is told about readers: their tallies, their positions, their lag. Small and bounded, like the snapshot.

use super::{RetentionClock, scenario::Fault, snapshot::Percentiles};
use crate::{
    kinesis::ShardId,
    units::{SimDuration, SimTime},
};

/// What a reader did on one shard, or on all of them, since the run began. Records are Kinesis records: an
/// aggregated one counts as one, a copy that a producer's retry made as another.
/// `delivered + expired + pending = accepted`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReaderTally {
    /// Records the shards took: what there was to read.
    pub accepted: u64,
    /// Records that reached the reader's code for the first time.
    pub delivered: u64,
    /// Records whose retention ended before they were delivered.
    pub expired: u64,
    /// Records that are there and were not delivered.
    pub pending: u64,
    /// Records that reached the reader's code once more: a retry, a crash, a rewind, a second deployment.
    pub read_again: u64,
    pub delivered_bytes: u64,
    /// Delivered for the first time behind a later record of their key. At record resolution only.
    pub out_of_order: u64,
    /// `GetRecords` calls that were answered …
    pub calls: u64,
    /// … those of them that held no record, and …
    pub empty_calls: u64,
    /// … those refused with `ProvisionedThroughputExceededException`.
    pub refused_calls: u64,
    /// `ExpiredIteratorException`: more than five minutes went by between two calls.
    pub expired_iterators: u64,
    /// `SubscribeToShard` calls that began a subscription, and those refused with `ResourceInUseException`.
    pub subscriptions: u64,
    pub refused_subscriptions: u64,
    /// Function invocations, and those that failed.
    pub invocations: u64,
    pub failed_invocations: u64,
    /// Records given up after their retries, or passed over on an exception.
    pub given_up: u64,
    /// Records of a failed batch that counted as success: lost without a trace.
    pub swallowed: u64,
    /// Records that the filter criteria kept from the function; delivered, as AWS counts them.
    pub filtered: u64,
    /// Records processed wrongly, and not again since.
    pub wrong: u64,
    /// S3 objects written, and the records in them.
    pub objects: u64,
    pub landed: u64,
}

impl ReaderTally {
    /// Adds another shard's.
    pub fn add(&mut self, other: &Self) {
        let Self {
            accepted,
            delivered,
            expired,
            pending,
            read_again,
            delivered_bytes,
            out_of_order,
            calls,
            empty_calls,
            refused_calls,
            expired_iterators,
            subscriptions,
            refused_subscriptions,
            invocations,
            failed_invocations,
            given_up,
            swallowed,
            filtered,
            wrong,
            objects,
            landed,
        } = other;
        self.accepted += accepted;
        self.delivered += delivered;
        self.expired += expired;
        self.pending += pending;
        self.read_again += read_again;
        self.delivered_bytes += delivered_bytes;
        self.out_of_order += out_of_order;
        self.calls += calls;
        self.empty_calls += empty_calls;
        self.refused_calls += refused_calls;
        self.expired_iterators += expired_iterators;
        self.subscriptions += subscriptions;
        self.refused_subscriptions += refused_subscriptions;
        self.invocations += invocations;
        self.failed_invocations += failed_invocations;
        self.given_up += given_up;
        self.swallowed += swallowed;
        self.filtered += filtered;
        self.wrong += wrong;
        self.objects += objects;
        self.landed += landed;
    }
}

/// One reader within one second, all shards together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReaderSecond {
    pub second: u64,
    pub delivered: u64,
    pub read_again: u64,
    /// Bytes that came, the ones read again included.
    pub bytes: u64,
    pub calls: u32,
    pub refused_calls: u32,
    /// Of those that it meant to read: what lay before its start does not count.
    pub expired: u64,
    /// Records that are there and were not delivered.
    pub pending: u64,
    /// Age of the oldest record it still has to read, on its worst shard: `GetRecords.IteratorAgeMilliseconds`.
    pub iterator_age_ms: u64,
    /// Batches worked on at the same time, mean over the second, in thousandths.
    pub concurrency_milli: u32,
}

/// One reader on one shard, now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderRow {
    pub shard_id: ShardId,
    pub state: CursorState,
    /// Arrival of the next record it has to read; now, when it is caught up.
    pub at: SimTime,
    /// `MillisBehindLatest`.
    pub behind: SimDuration,
    /// Records ahead of its position.
    pub ahead: u64,
    /// Bytes it read in the last second against 2 MiB, in thousandths.
    pub read_permille: u32,
    pub tally: ReaderTally,
}

/// What a reader is doing on a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CursorState {
    /// Not deployed yet, or taken away.
    Absent,
    /// A child shard whose parent is not read to its end (fact R7).
    WaitsForParent,
    /// Caught up with all that has arrived.
    CaughtUp,
    Behind,
    /// A record that cannot be processed holds up all that is behind it.
    Blocked,
    /// Its worker died; the lease is taken when the failover time is over.
    NoWorker,
    Stopped,
    /// Its destination takes nothing.
    DestinationDown,
    /// The shard is closed and everything is read.
    Finished,
}

/// A reader as the page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReaderView {
    pub name: String,
    /// "KCL application", "Lambda", "Data Firehose" …
    pub kind: &'static str,
    pub fan_out: bool,
    /// What is switched on, and not mended.
    pub faults: Vec<Fault>,
    /// The shard a poison record lies in, ahead of the reader or under it.
    pub poison: Option<ShardId>,
    pub total: ReaderTally,
    pub second: ReaderSecond,
    /// Iterator age over the run, sampled per shard and second.
    pub iterator_age: Option<Percentiles>,
    /// From arrival to the reader's code, per record, first deliveries only. For Firehose: to S3.
    pub propagation: Option<Percentiles>,
    /// In the order of the snapshot's rows.
    pub rows: Vec<ReaderRow>,
    pub clock: RetentionClock,
    /// Workers without a lease.
    pub idle_workers: u32,
    /// Records that Firehose holds and has not landed.
    pub buffered: u64,
}

impl ReaderView {
    /// On the shard that is furthest behind, of those that are shown.
    pub fn lag(&self) -> SimDuration {
        self.rows.iter().map(|row| row.behind).max().unwrap_or_default()
    }

    /// By so much that it is worth a word: less comes and goes.
    pub fn is_behind(&self) -> bool {
        self.lag() >= BEHIND
    }
}

/// A lag from which on a reader is behind.
const BEHIND: SimDuration = SimDuration::from_secs(30);

/// One minute of one reader, for charts of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReaderMinute {
    pub minute: u64,
    pub delivered: u64,
    pub read_again: u64,
    pub bytes: u64,
    pub refused_calls: u64,
    pub expired: u64,
    /// At its end.
    pub pending: u64,
    /// The most within it.
    pub iterator_age_ms: u64,
}

/// A reader over the whole run, for the report. Kept for readers that were taken away, too.
#[derive(Debug, Clone, PartialEq)]
pub struct ReaderReport {
    pub name: String,
    pub kind: &'static str,
    pub fan_out: bool,
    pub total: ReaderTally,
    pub iterator_age: Option<Percentiles>,
    pub propagation: Option<Percentiles>,
    pub buffered: u64,
    pub idle_workers: u32,
    /// Batches worked on at the same time, the most in any second, in thousandths.
    pub most_at_once_milli: u32,
    pub shards: Vec<ReaderShard>,
}

/// A reader on one shard over the whole run.
#[derive(Debug, Clone, PartialEq)]
pub struct ReaderShard {
    pub shard_id: ShardId,
    pub tally: ReaderTally,
    /// Kept while there are few readers and shards.
    pub iterator_age: Option<Percentiles>,
    pub propagation: Option<Percentiles>,
}
