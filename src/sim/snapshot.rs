//! What the page is told about a run at one moment: small, bounded, free to clone.

use super::{Metered, ReaderView, Verdict};
use crate::{
    kinesis::{HashKeyRange, ShardId},
    units::{Share, SimDuration, SimTime},
};

/// Shards a snapshot shows one by one; of a larger stream, the busiest.
pub const MAX_ROWS: usize = 32;

#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    pub now: SimTime,
    pub ends_at: SimTime,
    /// The last second that is over.
    pub second: Counts,
    pub totals: Totals,
    /// What is billed of it.
    pub metered: Metered,
    /// Put-to-accept delay over the whole run.
    pub delay: Option<Percentiles>,
    /// Open shards of the stream.
    pub open_shards: usize,
    /// All open shards in the order of their ranges, or, above [`MAX_ROWS`], the busiest first.
    pub rows: Vec<ShardRow>,
    pub verdict: Verdict,
    /// How long the stream keeps its records; what arrived before `now − retention` is gone.
    pub retention: SimDuration,
    pub readers: Vec<ReaderView>,
    /// What happened when, and what is planned: producers that start and stop, changes, the first refusal.
    pub marks: Vec<Mark>,
    /// Set when a change could not be carried out, such as a split that leaves no range.
    pub refused_change: Option<String>,
}

/// Records (and bytes of the accepted ones) within one span, all shards together or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records the producers made.
    pub offered: u64,
    /// Writes that reached a shard: first tries, retries, copies.
    pub attempts: u64,
    /// Writes a shard took, copies included.
    pub taken: u64,
    pub taken_bytes: u64,
    /// Writes a shard refused with `ProvisionedThroughputExceededException`.
    pub throttled: u64,
    /// Records given up.
    pub dropped: u64,
    /// `PutRecords` requests of [`BIG_REQUEST`] entries and more.
    pub big_requests: u64,
    /// Those of them whose entries all went to one shard.
    pub one_shard_requests: u64,
}

/// Entries from which on a request is worth asking whether it spreads.
pub const BIG_REQUEST: usize = 20;

/// Over the whole run. `offered = accepted + dropped + pending`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub offered_records: u64,
    pub offered_bytes: u64,
    /// Records of which a shard took at least one copy.
    pub accepted_records: u64,
    pub accepted_bytes: u64,
    pub throttled_attempts: u64,
    pub dropped_records: u64,
    /// Copies that shards took of records they already had.
    pub duplicated_records: u64,
    /// Made, and neither accepted nor given up yet.
    pub pending_records: u64,
    pub pending_bytes: u64,
    /// Accepted after a later record of the same key. Known at record resolution only.
    pub out_of_order_records: Option<u64>,
}

/// From making a record to knowing that it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percentiles {
    pub p50: SimDuration,
    pub p95: SimDuration,
    pub p99: SimDuration,
}

/// One open shard in the last second that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardRow {
    pub shard_id: ShardId,
    pub range: HashKeyRange,
    /// Writes that reached it.
    pub attempts: u64,
    pub taken: u64,
    pub throttled: u64,
    /// Bytes of the writes that reached it.
    pub attempted_bytes: u64,
    pub taken_bytes: u64,
    /// Attempts against the tighter of the two limits, in thousandths; above 1,000 is beyond it.
    pub load_permille: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub at: SimTime,
    pub kind: MarkKind,
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// A producer starts or stops.
    Producer,
    /// Shards, settings or retention are changed.
    Change,
    FirstRefusal,
    Fault,
    Rewind,
    /// A reader loses its first record to the end of its retention.
    Expiry,
}

impl MarkKind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Producer => "producer",
            Self::Change => "change",
            Self::FirstRefusal => "first refusal",
            Self::Fault => "fault",
            Self::Rewind => "rewind",
            Self::Expiry => "first loss",
        }
    }
}

/// A key that a shard hears often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopKey {
    pub key: String,
    /// Records per second, lately. Not more than the truth.
    pub records_per_second: u64,
    pub bytes_per_second: u64,
    /// Of its shard's attempts.
    pub share: Share,
}

/// What is asked for when a row is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct ShardDetail {
    pub row: ShardRow,
    pub open: bool,
    pub top_keys: Vec<TopKey>,
    /// The last two minutes, oldest first.
    pub seconds: Vec<SecondPoint>,
    pub totals: ShardTotals,
}

/// One shard over the whole run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShardTotals {
    /// Writes taken, copies included.
    pub accepted_records: u64,
    pub accepted_bytes: u64,
    pub throttled_attempts: u64,
    pub peak: PeakSecond,
}

/// The second with the most attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeakSecond {
    pub at: SimTime,
    pub records: u64,
    pub bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SecondPoint {
    pub second: u64,
    pub attempts: u64,
    pub attempted_bytes: u64,
    pub taken: u64,
    pub taken_bytes: u64,
    pub throttled: u64,
}

/// CloudWatch's view: the sums of one minute, under AWS's names (namespace `AWS/Kinesis`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MinutePoint {
    pub minute: u64,
    /// `IncomingRecords`, Sum.
    pub incoming_records: u64,
    /// `IncomingBytes`, Sum.
    pub incoming_bytes: u64,
    /// `WriteProvisionedThroughputExceeded`, Sum.
    pub write_provisioned_throughput_exceeded: u64,
    /// Not a metric of AWS's: the most attempts within one second of the minute, the truth behind the sums.
    pub busiest_second_attempts: u64,
}

/// One record on its way, for the eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    pub at: SimTime,
    pub producer: usize,
    pub key: String,
    pub shard_id: ShardId,
    pub refused: bool,
}
