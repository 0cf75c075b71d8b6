//! How long records took, in bounded memory.

use super::snapshot::Percentiles;
use crate::units::SimDuration;

/// Buckets per power of two above 64 ms: a percentile is at most 1/32 too high.
const STEPS: u64 = 32;

/// A histogram of milliseconds: exact below 64 ms, then 32 steps to the power of two, up to 49 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delays {
    buckets: Vec<u64>,
    count: u64,
}

impl Default for Delays {
    fn default() -> Self {
        Self { buckets: vec![0; bucket(u64::from(u32::MAX)) + 1], count: 0 }
    }
}

#[inline]
fn bucket(ms: u64) -> usize {
    if ms < 2 * STEPS {
        return ms as usize;
    }
    let shift = ms.ilog2() - STEPS.ilog2();
    ((shift as u64 + 1) * STEPS + (ms >> shift) - STEPS) as usize
}

/// The largest value that falls into a bucket.
fn top_of(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    if bucket < 2 * STEPS {
        return bucket;
    }
    let shift = bucket / STEPS - 1;
    ((bucket % STEPS + STEPS + 1) << shift) - 1
}

impl Delays {
    /// What one takes.
    pub(super) const BYTES: usize = 8 * (26 + 2) * STEPS as usize;

    #[inline]
    pub(super) fn add(&mut self, ms: u64, count: u64) {
        self.add_at(Self::place(ms), count);
    }

    /// Where a delay is counted: the same place in all of them.
    #[inline]
    pub(super) fn place(ms: u64) -> usize {
        bucket(ms.min(u64::from(u32::MAX)))
    }

    #[inline]
    pub(super) fn add_at(&mut self, place: usize, count: u64) {
        self.buckets[place] += count;
        self.count += count;
    }

    /// Nothing while nothing was accepted.
    pub(super) fn percentiles(&self) -> Option<Percentiles> {
        (self.count > 0).then(|| Percentiles { p50: self.at(500), p95: self.at(950), p99: self.at(990) })
    }

    fn at(&self, permille: u64) -> SimDuration {
        let rank = (self.count * permille).div_ceil(1_000).max(1);
        let mut seen = 0;
        let found = self.buckets.iter().position(|n| {
            seen += n;
            seen >= rank
        });
        SimDuration::from_millis(top_of(found.unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_delay_lies_in_its_bucket_and_at_most_a_32nd_below_its_top() {
        for ms in (0..3_000).chain([9_999, 65_535, 65_536, 1_000_000, 4_294_967_295]) {
            let top = top_of(bucket(ms));
            assert!(top >= ms && (top - ms) * STEPS <= ms, "{ms} ms fell into a bucket up to {top}");
            assert_eq!(bucket(top), bucket(ms));
            assert_ne!(bucket(top + 1), bucket(ms));
        }
    }

    #[test]
    fn percentiles_are_ranks() {
        let mut delays = Delays::default();
        assert_eq!(delays.percentiles(), None);
        (1..=100).for_each(|ms| delays.add(ms / 2, 1));
        let p = delays.percentiles().map(|p| [p.p50, p.p95, p.p99].map(SimDuration::millis));
        assert_eq!(p, Some([25, 47, 49]));
    }
}
