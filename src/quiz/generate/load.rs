use super::offer::tenths;
use crate::{
    aws::limits::{SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    units::grouped,
};

pub(super) const RECORDS: u64 = SHARD_RECORDS_PER_SECOND.value;
pub(super) const BYTES: u64 = SHARD_BYTES_PER_SECOND.value.0;

/// What is written: records a second, and tenths of a KiB each.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) rate: u64,
    pub(super) tenths: u64,
}

impl Load {
    pub(super) fn bytes(self) -> u64 {
        self.rate * self.tenths * 1_024 / 10
    }
    pub(super) fn for_records(self) -> u64 {
        self.rate.div_ceil(RECORDS)
    }
    pub(super) fn for_bytes(self) -> u64 {
        self.bytes().div_ceil(BYTES)
    }
    pub(super) fn shards(self) -> u64 {
        self.for_records().max(self.for_bytes())
    }
    /// Neither of its rates is a whole number of shards.
    pub(super) fn is_off_limits(self) -> bool {
        !self.rate.is_multiple_of(RECORDS) && !self.bytes().is_multiple_of(BYTES)
    }
    pub(super) fn size(self) -> String {
        format!("{} KiB", tenths(self.tenths))
    }
    pub(super) fn said(self) -> String {
        format!("{} records a second of {}", grouped(self.rate), self.size())
    }
}
