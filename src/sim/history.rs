//! What is kept of a run as it goes by, within stated bounds.
//!
//! | what | how long |
//! |---|---|
//! | each shard's seconds | two minutes, or 500,000 cells, whichever is less |
//! | each shard's heaviest keys and parts of its range | the last [`RECENT`] seconds |
//! | the stream's seconds | ten minutes |
//! | the stream's minutes | the whole run (two weeks are 20,160) |
//! | each shard's minutes | 1,000,000 cells |

use std::{collections::VecDeque, sync::Arc};

use super::{
    engine::ClosedSecond,
    key_space::PARTS,
    shard_state::{ShardSecond, TOP},
    snapshot::{Counts, MinutePoint, SecondPoint},
    top_keys::Counted,
    weight::Weight,
};
use crate::{aws::metrics::PERIOD_SECONDS, kinesis::ShardId};

/// Seconds of which everything is kept: what a verdict looks at.
pub(super) const RECENT: usize = 8;
/// Seconds in which refusals that come and go are looked for.
pub(super) const BURST_WINDOW: usize = 120;
const SECONDS: usize = 600;
/// Seconds of which each shard's part is kept: what a shard's detail shows and refusals are looked for in.
const CELL_SECONDS: usize = BURST_WINDOW;
const MAX_SECOND_CELLS: usize = 500_000;
const MAX_MINUTE_CELLS: usize = 1_000_000;

#[derive(Debug, Clone, Default)]
pub(super) struct History {
    /// Open shards of the latest second; shared by the seconds between two changes.
    open: Arc<[ShardId]>,
    seconds: VecDeque<Second>,
    recent: VecDeque<Recent>,
    /// Seconds since something was changed, up to [`BURST_WINDOW`]: what was before is no longer this stream's.
    window: usize,
    /// Seconds with refusals among them.
    bursts: usize,
    /// Seconds with refusals in a row, up to now.
    streak: usize,
    minutes: Vec<MinutePoint>,
    shard_minutes: VecDeque<Minute>,
}

/// One second of the stream.
#[derive(Debug, Clone)]
pub(super) struct Second {
    pub(super) at: u64,
    pub(super) counts: Counts,
    /// First attempts, all shards together.
    pub(super) fresh: u64,
    pub(super) fresh_bytes: u64,
    pub(super) attempted_bytes: u64,
    pub(super) open: Arc<[ShardId]>,
    /// By position in `open`; emptied when the bound is reached. Shared with the copies of this run.
    pub(super) shards: Arc<[ShardSecond]>,
}

/// What else is kept of the latest seconds; by position.
#[derive(Debug, Clone)]
pub(super) struct Recent {
    pub(super) top: Vec<[Counted; TOP]>,
    pub(super) parts: Vec<[u32; PARTS]>,
}

#[derive(Debug, Clone)]
struct Minute {
    at: u64,
    open: Arc<[ShardId]>,
    /// Shared with the copies of this run; only the minute under way is written.
    cells: Arc<[MinuteCell]>,
}

#[derive(Debug, Clone, Copy, Default)]
struct MinuteCell {
    records: u32,
    throttled: u32,
    busiest: u32,
    bytes: u64,
}

impl History {
    pub(super) fn add(&mut self, closed: &ClosedSecond<'_>) {
        if *self.open != *closed.map.open() {
            self.open = closed.map.open().into();
        }
        let sum = |field: fn(&ShardSecond) -> u64| closed.shards.iter().map(field).sum::<u64>();
        self.add_minute(closed);
        let second = Second {
            at: closed.second,
            counts: closed.counts,
            fresh: sum(|s| u64::from(s.fresh)),
            fresh_bytes: sum(|s| s.fresh_bytes),
            attempted_bytes: sum(|s| s.attempted_bytes),
            open: Arc::clone(&self.open),
            shards: closed.shards.into(),
        };
        if closed.changed {
            (self.window, self.bursts, self.streak) = (0, 0, 0);
        }
        if self.window == BURST_WINDOW {
            let leaves = self.seconds.len().checked_sub(BURST_WINDOW).map(|at| &self.seconds[at]);
            self.bursts -= usize::from(leaves.is_some_and(|s| s.counts.throttled > 0));
        } else {
            self.window += 1;
        }
        self.bursts += usize::from(second.counts.throttled > 0);
        self.streak = if second.counts.throttled > 0 { self.streak + 1 } else { 0 };
        self.forget_old_seconds(closed.shards.len());
        self.seconds.push_back(second);
        self.add_recent(closed);
    }

    /// Makes room for one second of this many shards.
    fn forget_old_seconds(&mut self, shards: usize) {
        if self.seconds.len() >= SECONDS {
            self.seconds.pop_front();
        }
        let keep = (MAX_SECOND_CELLS / shards.max(1)).clamp(RECENT, CELL_SECONDS);
        let too_many = self.seconds.len().saturating_sub(keep - 1);
        for old in self.seconds.range_mut(..too_many).rev() {
            if old.shards.is_empty() {
                break;
            }
            old.shards = Arc::default();
        }
    }

    fn add_recent(&mut self, closed: &ClosedSecond<'_>) {
        let mut recent = match self.recent.len() {
            RECENT.. => self.recent.pop_front(),
            _ => None,
        }
        .unwrap_or_else(|| Recent { top: Vec::new(), parts: Vec::new() });
        recent.top.clear();
        recent.top.extend((0..closed.shards.len()).map(|position| *closed.top(position)));
        recent.parts.clear();
        recent.parts.extend_from_slice(closed.parts);
        self.recent.push_back(recent);
    }

    fn add_minute(&mut self, closed: &ClosedSecond<'_>) {
        let minute = closed.second / PERIOD_SECONDS;
        if self.minutes.last().is_none_or(|m| m.minute != minute) {
            self.minutes.push(MinutePoint { minute, ..MinutePoint::default() });
        }
        let counts = &closed.counts;
        if let Some(point) = self.minutes.last_mut() {
            point.incoming_records += counts.taken;
            point.incoming_bytes += counts.taken_bytes;
            point.write_provisioned_throughput_exceeded += counts.throttled;
            point.busiest_second_attempts = point.busiest_second_attempts.max(counts.attempts);
        }
        let same = |m: &Minute| m.at == minute && *m.open == *self.open;
        if !self.shard_minutes.back().is_some_and(same) {
            let keep = (MAX_MINUTE_CELLS / closed.shards.len().max(1)).max(2);
            while self.shard_minutes.len() >= keep {
                self.shard_minutes.pop_front();
            }
            let cells = vec![MinuteCell::default(); closed.shards.len()].into();
            self.shard_minutes.push_back(Minute { at: minute, open: Arc::clone(&self.open), cells });
        }
        let Some(current) = self.shard_minutes.back_mut() else { return };
        for (cell, shard) in Arc::make_mut(&mut current.cells).iter_mut().zip(closed.shards) {
            cell.records += shard.taken;
            cell.throttled += shard.throttled;
            cell.busiest = cell.busiest.max(shard.attempts);
            cell.bytes += shard.taken_bytes;
        }
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(self.seconds.len() * size_of::<Second>() + size_of_val(&*self.minutes));
        weight.own(self.shard_minutes.len() * size_of::<Minute>());
        weight.own(self.recent.iter().map(|r| size_of_val(&*r.top) + size_of_val(&*r.parts)).sum());
        self.seconds.iter().for_each(|second| weight.shared(&second.shards));
        self.shard_minutes.iter().for_each(|minute| weight.shared(&minute.cells));
    }

    pub(super) fn last(&self) -> Option<&Second> {
        self.seconds.back()
    }

    /// Seconds with refusals, and seconds seen, of the window.
    pub(super) fn bursts(&self) -> (usize, usize) {
        (self.bursts, self.window)
    }

    /// The latest two minutes, or what has passed of them since the last change; oldest first.
    pub(super) fn window(&self) -> impl DoubleEndedIterator<Item = &Second> + ExactSizeIterator {
        self.latest(self.window)
    }

    /// Seconds with refusals in a row, up to now.
    pub(super) fn streak(&self) -> usize {
        self.streak
    }

    /// The latest `n` seconds, oldest first.
    pub(super) fn latest(&self, n: usize) -> impl DoubleEndedIterator<Item = &Second> + ExactSizeIterator {
        self.seconds.range(self.seconds.len().saturating_sub(n)..)
    }

    /// The latest `n` seconds (at most [`RECENT`]) with everything, oldest first, as far as the shards are the
    /// ones of now.
    pub(super) fn recent(&self, n: usize) -> Vec<(&Second, &Recent)> {
        let n = n.min(self.recent.len());
        let both = self.latest(n).zip(self.recent.range(self.recent.len() - n..));
        both.filter(|(second, _)| *second.open == *self.open).collect()
    }

    /// The stream's seconds that are kept, oldest first.
    pub(super) fn stream_seconds(&self) -> Vec<SecondPoint> {
        let point = |s: &Second| SecondPoint {
            second: s.at,
            attempts: s.counts.attempts,
            attempted_bytes: s.attempted_bytes,
            taken: s.counts.taken,
            taken_bytes: s.counts.taken_bytes,
            throttled: s.counts.throttled,
        };
        self.seconds.iter().map(point).collect()
    }

    /// One shard's latest `n` seconds, oldest first; seconds in which it was not open are left out.
    pub(super) fn shard_seconds(&self, id: ShardId, n: usize) -> Vec<SecondPoint> {
        let point = |s: &Second| {
            let at = s.open.iter().position(|open| *open == id)?;
            let cell = s.shards.get(at)?;
            Some(SecondPoint {
                second: s.at,
                attempts: u64::from(cell.attempts),
                attempted_bytes: cell.attempted_bytes,
                taken: u64::from(cell.taken),
                taken_bytes: cell.taken_bytes,
                throttled: u64::from(cell.throttled),
            })
        };
        self.latest(n).filter_map(point).collect()
    }

    pub(super) fn minutes(&self) -> &[MinutePoint] {
        &self.minutes
    }

    pub(super) fn shard_minutes(&self, id: ShardId) -> Vec<MinutePoint> {
        let mut points: Vec<MinutePoint> = Vec::new();
        for minute in &self.shard_minutes {
            let Some(at) = minute.open.iter().position(|open| *open == id) else { continue };
            let cell = minute.cells[at];
            points.push(MinutePoint {
                minute: minute.at,
                incoming_records: u64::from(cell.records),
                incoming_bytes: cell.bytes,
                write_provisioned_throughput_exceeded: u64::from(cell.throttled),
                busiest_second_attempts: u64::from(cell.busiest),
            });
        }
        points
    }
}
