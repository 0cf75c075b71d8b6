//! What one shard lets in: 1,000 records and 1 MiB per second, whichever is used up first.
//!
//! **Which second?** AWS documents the two rates and not the way they are measured. Here the second is a fixed
//! window, aligned to the clock: at each full second a shard has its 1,000 records and its 1 MiB again, and a
//! write that does not fit in what is left of them is refused. Chosen because
//! - it is the only reading under which “1,000 records per second” can be checked by counting a second's
//!   records, as CloudWatch, the exam and every published example do;
//! - a sliding window would refuse more, a bucket that fills while idle would refuse less, and neither has a
//!   source for streams of ordinary records;
//! - both resolutions of the engine can hold to it exactly.
//!
//! **Large records.** Where a stream's largest record was raised above 1 MiB, the bytes are let in from a bucket
//! of 10 MiB that gets 1 MiB back at each full second (inferred: AWS says that a shard “temporarily bursts up
//! to 10 MiB/s, eventually averaging out to 1 MiB per second”). The 1,000 records stay as they are.
//!
//! A write counts its data and its partition key (inferred; see
//! [`PARTITION_KEY_COUNTS_IN_RATE`](crate::aws::limits::PARTITION_KEY_COUNTS_IN_RATE)).

use crate::{
    aws::limits::{
        DEFAULT_MAX_RECORD_SIZE, SHARD_BURST_BYTES, SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND,
    },
    units::Bytes,
};

/// What is left to one shard in the current second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limiter {
    records: u64,
    bytes: u64,
    /// The most bytes that can be there: 1 MiB, or the burst bucket.
    capacity: u64,
}

impl Limiter {
    /// `max_record_size` of the stream decides whether the burst bucket applies.
    pub fn new(max_record_size: Bytes) -> Self {
        let large = max_record_size > DEFAULT_MAX_RECORD_SIZE.value;
        let capacity = if large { SHARD_BURST_BYTES.value } else { SHARD_BYTES_PER_SECOND.value };
        Self { records: SHARD_RECORDS_PER_SECOND.value, bytes: capacity.0, capacity: capacity.0 }
    }

    /// A new second begins.
    #[inline]
    pub fn next_second(&mut self) {
        self.records = SHARD_RECORDS_PER_SECOND.value;
        self.bytes = (self.bytes + SHARD_BYTES_PER_SECOND.value.0).min(self.capacity);
    }

    /// Lets one write of `bytes` in, or not.
    #[inline]
    pub fn admit(&mut self, bytes: u64) -> bool {
        if self.records == 0 || self.bytes < bytes {
            return false;
        }
        self.records -= 1;
        self.bytes -= bytes;
        true
    }

    /// How many of `count` like writes would be let in.
    pub fn room_for(&self, count: u64, bytes_each: u64) -> u64 {
        let by_bytes = self.bytes.checked_div(bytes_each).unwrap_or(u64::MAX);
        count.min(self.records).min(by_bytes)
    }

    /// Lets `count` writes of `bytes` together in; the caller has seen that they fit.
    pub fn take(&mut self, count: u64, bytes: u64) {
        debug_assert!(count <= self.records && bytes <= self.bytes, "only what fits is taken");
        self.records -= count;
        self.bytes -= bytes;
    }

    pub fn fits(&self, count: u64, bytes: u64) -> bool {
        count <= self.records && bytes <= self.bytes
    }

    pub fn records_left(&self) -> u64 {
        self.records
    }

    pub fn bytes_left(&self) -> u64 {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thousand_and_first_record_of_a_second_is_refused() {
        let mut shard = Limiter::new(Bytes::MIB);
        assert!((0..1_000).all(|_| shard.admit(10)));
        assert!(!shard.admit(10));
        shard.next_second();
        assert!(shard.admit(10));
    }

    #[test]
    fn one_mebibyte_fits_to_the_byte() {
        let mut shard = Limiter::new(Bytes::MIB);
        assert!(!shard.admit(1_048_577));
        assert!(shard.admit(1_048_576));
        assert!(!shard.admit(1));
        assert!(shard.admit(0), "the bytes are used up, the records are not");
    }

    #[test]
    fn ten_mebibytes_at_once_then_one_each_second_where_large_records_are_allowed() {
        let mut shard = Limiter::new(Bytes(10 * 1_048_576));
        assert!((0..5).all(|_| shard.admit(2 << 20)), "the bucket is full at first");
        assert!(!shard.admit(2 << 20));
        shard.next_second();
        assert!(!shard.admit(2 << 20), "one second brings one mebibyte");
        shard.next_second();
        assert!(shard.admit(2 << 20));
        (0..60).for_each(|_| shard.next_second());
        assert_eq!(shard.bytes_left(), 10 << 20, "and no more than the bucket holds");
    }
}
