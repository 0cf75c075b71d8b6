use std::{fmt, str::FromStr};

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

    pub const fn shard(self) -> ShardId {
        self.shard
    }

    /// The second of arrival.
    pub const fn second(self) -> u64 {
        self.second
    }

    /// The record's number within its shard, from 1 on.
    pub const fn serial(self) -> u64 {
        self.serial
    }
}

/// # Errors
/// When the text is no sequence number of this stream's.
impl FromStr for SequenceNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "“{}” is no sequence number: 56 digits that begin with 49, as a record's details show it",
                clip(text)
            )
        };
        // Digits only: the parser of numbers would take a plus sign as well.
        let all_digits = |rest: &&str| rest.len() == 54 && rest.bytes().all(|byte| byte.is_ascii_digit());
        let digits = text.strip_prefix("49").filter(all_digits).ok_or_else(wrong)?;
        let part = |from: usize, to: usize| digits[from..to].parse::<u64>().map_err(|_| wrong());
        let shard = u32::try_from(part(42, 54)?).map_err(|_| wrong())?;
        Ok(Self { second: part(0, 22)?, serial: part(22, 42)?, shard: ShardId(shard) })
    }
}

/// As much of a text as a message can hold.
fn clip(text: &str) -> String {
    text.chars().take(60).collect()
}

impl fmt::Display for SequenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "49{:022}{:020}{:012}", self.second, self.serial, self.shard.0)
    }
}
