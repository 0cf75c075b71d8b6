use std::fmt;

use super::ShardId;

/// A record's sequence number: rises within its shard, says nothing across shards (facts S1–S4).
///
/// AWS does not document the inside of the 56 digits. Here they are: a leading `49`, as real ones begin, the
/// second of arrival, the record's number within its shard, and the shard. Only the order is a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SequenceNumber {
    second: u64,
    serial: u64,
    shard: ShardId,
}

impl SequenceNumber {
    /// `serial` counts the records of `shard` and never goes back.
    pub const fn new(shard: ShardId, second: u64, serial: u64) -> Self {
        Self { second, serial, shard }
    }
}

impl fmt::Display for SequenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "49{:022}{:020}{:012}", self.second, self.serial, self.shard.0)
    }
}
