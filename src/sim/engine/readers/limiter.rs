//! What one shard gives to all readers that poll it: five `GetRecords` calls and 2 MiB a second (fact K11).
//!
//! As with writes ([`crate::sim::limiter`]), the second is a fixed window aligned to the clock. A call is
//! refused when five were answered in its second, or when the second's 2 MiB are spent. What an answer holds
//! beyond what the second has left has to be waited for at 2 MiB a second: after an answer of 10 MiB, the calls
//! of the next five seconds are refused (fact K12).

use crate::aws::limits::{GET_RECORDS_PER_SECOND, SHARD_READ_BYTES_PER_SECOND};

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ReadLimiter {
    second: u64,
    calls: u32,
    bytes: u64,
    /// Milliseconds; calls before are refused.
    closed_until: u64,
    /// Whose call was answered last.
    pub(super) last: usize,
}

impl ReadLimiter {
    /// Is a call at this moment answered?
    pub(super) fn admits(&mut self, now: u64) -> bool {
        let second = now / 1_000;
        if second != self.second {
            (self.second, self.calls, self.bytes) = (second, 0, 0);
        }
        now >= self.closed_until
            && self.calls < GET_RECORDS_PER_SECOND.value
            && self.bytes < SHARD_READ_BYTES_PER_SECOND.value.0
    }

    /// An admitted call was answered with this many bytes.
    pub(super) fn answered(&mut self, now: u64, bytes: u64, reader: usize) {
        self.last = reader;
        self.calls += 1;
        self.bytes += bytes;
        let rate = SHARD_READ_BYTES_PER_SECOND.value.0;
        if bytes > rate {
            self.closed_until = now + bytes * 1_000 / rate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_call_of_a_second_is_refused_whoever_makes_it() {
        let mut shard = ReadLimiter::default();
        for ms in [0, 10, 20, 999] {
            assert!(shard.admits(ms));
            shard.answered(ms, 10, 0);
        }
        assert!(shard.admits(999));
        shard.answered(999, 0, 1);
        assert!(!shard.admits(999));
        assert!(shard.admits(1_000));
    }

    #[test]
    fn after_two_mebibytes_the_rest_of_the_second_is_refused() {
        let mut shard = ReadLimiter::default();
        assert!(shard.admits(100));
        shard.answered(100, 2 << 20, 0);
        assert!(!shard.admits(200));
        assert!(shard.admits(1_000));
    }

    #[test]
    fn after_ten_mebibytes_the_next_five_seconds_are_refused() {
        let mut shard = ReadLimiter::default();
        assert!(shard.admits(300));
        shard.answered(300, 10 << 20, 0);
        assert!((301..5_300).step_by(7).all(|ms| !shard.admits(ms)));
        assert!(shard.admits(5_300));
    }
}
