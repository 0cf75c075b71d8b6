//! What the engine knows of one shard.

use super::{
    fingerprint::Fingerprint,
    key_space::{KeyRef, PARTS, Source},
    limiter::Limiter,
    snapshot::{PeakSecond, ShardTotals},
    top_keys::{Counted, TopKeys},
};
use crate::units::{Bytes, SimTime};

/// Keys kept of each second.
pub(super) const TOP: usize = 3;

/// One shard within one second. Writes are Kinesis records: an aggregated one counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShardSecond {
    /// Writes that reached the shard.
    pub attempts: u32,
    /// Those of them that were tried for the first time.
    pub fresh: u32,
    pub taken: u32,
    pub throttled: u32,
    pub attempted_bytes: u64,
    pub fresh_bytes: u64,
    pub taken_bytes: u64,
}

impl ShardSecond {
    /// Attempts against the tighter of the two limits, in thousandths.
    pub fn load_permille(&self) -> u32 {
        load_permille(u64::from(self.attempts), self.attempted_bytes)
    }
    /// The same of first attempts alone: the load that retries do not inflate.
    pub fn fresh_permille(&self) -> u32 {
        load_permille(u64::from(self.fresh), self.fresh_bytes)
    }
}

/// Records and bytes of one second against a shard's limits, the tighter one, in thousandths.
pub(super) fn load_permille(records: u64, bytes: u64) -> u32 {
    use crate::aws::limits::{SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND};
    let by_records = records * 1_000 / SHARD_RECORDS_PER_SECOND.value;
    let by_bytes = bytes.saturating_mul(1_000) / SHARD_BYTES_PER_SECOND.value.0;
    u32::try_from(by_records.max(by_bytes)).unwrap_or(u32::MAX)
}

#[derive(Debug, Clone)]
pub(super) struct ShardState {
    pub(super) limiter: Limiter,
    pub(super) second: ShardSecond,
    pub(super) totals: ShardTotals,
    pub(super) parts: [u32; PARTS],
    pub(super) keys: TopKeys,
    /// Heaviest keys of the second that was closed last.
    pub(super) top: [Counted; TOP],
    /// Records taken so far: the sequence number within the shard.
    pub(super) serial: u64,
}

impl ShardState {
    pub(super) fn new(max_record_size: Bytes) -> Self {
        Self {
            limiter: Limiter::new(max_record_size),
            second: ShardSecond::default(),
            totals: ShardTotals::default(),
            parts: [0; PARTS],
            keys: TopKeys::default(),
            top: [Counted::default(); TOP],
            serial: 0,
        }
    }

    /// One write arrives: let in or refused.
    #[inline]
    pub(super) fn write(&mut self, source: Source, key: KeyRef, part: u8, bytes: u64, fresh: bool) -> bool {
        let taken = self.limiter.admit(bytes);
        let second = &mut self.second;
        second.attempts += 1;
        second.attempted_bytes += bytes;
        second.fresh += u32::from(fresh);
        second.fresh_bytes += if fresh { bytes } else { 0 };
        if taken {
            second.taken += 1;
            second.taken_bytes += bytes;
            self.serial += 1;
        } else {
            second.throttled += 1;
        }
        self.parts[part as usize] += 1;
        self.keys.add(source, key, 1, bytes);
        taken
    }

    /// `count` like writes arrive of which the first `taken` are let in.
    pub(super) fn write_run(&mut self, count: u64, taken: u64, bytes: u64, taken_bytes: u64, fresh: bool) {
        self.limiter.take(taken, taken_bytes);
        let second = &mut self.second;
        second.attempts += count as u32;
        second.attempted_bytes += bytes;
        if fresh {
            second.fresh += count as u32;
            second.fresh_bytes += bytes;
        }
        second.taken += taken as u32;
        second.taken_bytes += taken_bytes;
        second.throttled += (count - taken) as u32;
        self.serial += taken;
    }

    /// Over the whole run; `at` is the moment of the second under way.
    pub(super) fn totals_so_far(&self, at: SimTime) -> ShardTotals {
        let (mut totals, second) = (self.totals, &self.second);
        totals.accepted_records += u64::from(second.taken);
        totals.accepted_bytes += second.taken_bytes;
        totals.throttled_attempts += u64::from(second.throttled);
        if u64::from(second.attempts) > totals.peak.records {
            let at = SimTime::from_secs(at.second());
            totals.peak =
                PeakSecond { at, records: u64::from(second.attempts), bytes: second.attempted_bytes };
        }
        totals
    }

    /// The second is over: it goes into the totals and the trace, and the limits are there again.
    pub(super) fn close_second(&mut self, at: SimTime, trace: &mut Fingerprint) -> ShardSecond {
        self.totals = self.totals_so_far(at);
        let second = std::mem::take(&mut self.second);
        trace.add(u64::from(second.taken) << 32 | u64::from(second.throttled));
        trace.add(second.taken_bytes);
        self.limiter.next_second();
        self.top = self.keys.drain();
        second
    }
}
