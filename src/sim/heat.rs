//! The picture's memory: the hash space as 240 rows, time as columns, in three grains. Its size is fixed:
//! 240 × (600 + 1,440 + 2,016) cells of three bytes, whatever the stream and however long the run.

mod paint;

use std::{collections::VecDeque, sync::Arc};

pub use paint::{HeatView, Palette};

use super::{
    engine::ClosedSecond,
    key_space::{PARTS, part_of},
    shard_state::ShardSecond,
    weight::Weight,
};
use crate::kinesis::{HashKey, ShardMap};

/// Rows of the hash space.
pub(super) const ROWS: usize = 240;

/// A column's rows, each kind for itself: that way a second is added in a few instructions.
///
/// Loads are in 255ths of 100 %; what is above is drawn by its refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    mean: [u8; ROWS],
    peak: [u8; ROWS],
    /// Share of the attempts that were refused, in 255ths; the mean, and never 0 where something was.
    refused: [u8; ROWS],
}

impl Default for Cells {
    fn default() -> Self {
        Self { mean: [0; ROWS], peak: [0; ROWS], refused: [0; ROWS] }
    }
}

/// The cells of one span of time.
#[derive(Debug, Clone)]
pub(super) struct Column {
    index: u64,
    /// Shared with the copies of this run; only the column under way is written.
    cells: Arc<Cells>,
}

/// One grain of time.
#[derive(Debug, Clone)]
struct Level {
    seconds: u64,
    keep: usize,
    columns: VecDeque<Column>,
    /// Of the column under way: sums of load and refusals, and how many were added.
    loads: [u32; ROWS],
    refused: [u32; ROWS],
    added: u32,
}

#[derive(Debug, Clone)]
pub struct Heat {
    levels: [Level; 3],
    /// Which part of which shards each row shows, for the shards of now.
    rows: Vec<Row>,
    /// Where each shard after the first begins, in 65,536ths of the space.
    boundaries: Vec<u32>,
    shards: usize,
    latest: Box<Cells>,
    bands: Vec<Band>,
    seconds: u64,
}

/// What all rows of one shard share in a second.
#[derive(Debug, Clone, Copy)]
struct Band {
    /// 255ths of 100 % that one attempt in a sixteenth of the range amounts to, in 2¹⁶.
    per_attempt_q16: u64,
    /// Attempts in a sixteenth if they lay evenly, in 64ths: a few large records are less than one each.
    even: u64,
    load: u8,
    refused: u8,
}

/// Positions of the shards that lie in a row, and for a row within one shard, which part of its range.
#[derive(Debug, Clone, Copy)]
struct Row {
    first: u32,
    last: u32,
    part: u8,
}

impl Default for Heat {
    fn default() -> Self {
        let level = |seconds, keep| Level {
            seconds,
            keep,
            columns: VecDeque::new(),
            loads: [0; ROWS],
            refused: [0; ROWS],
            added: 0,
        };
        Self {
            levels: [level(1, 600), level(60, 1_440), level(600, 2_016)],
            rows: Vec::new(),
            boundaries: Vec::new(),
            shards: 0,
            latest: Box::default(),
            bands: Vec::new(),
            seconds: 0,
        }
    }
}

impl Heat {
    pub(super) fn add(&mut self, closed: &ClosedSecond<'_>) {
        // Shards change seldom, and never without new ids: the last open one tells.
        let shards = closed.map.all().len();
        if self.shards != shards {
            self.shards = shards;
            self.lay_out(closed.map);
        }
        self.bands.clear();
        self.bands.extend(closed.shards.iter().map(Band::of));
        for (i, row) in self.rows.iter().enumerate() {
            let (load, refused) = cell_of(row, &self.bands, closed.parts);
            self.latest.mean[i] = load;
            self.latest.refused[i] = refused;
        }
        self.latest.peak = self.latest.mean;
        self.seconds = closed.second + 1;
        // Coarse columns are made of finer ones, so that a second costs little at each grain.
        let mut cells: &Cells = &self.latest;
        for level in &mut self.levels {
            level.add(closed.second / level.seconds, cells);
            if !self.seconds.is_multiple_of(level.seconds) {
                break;
            }
            let Some(column) = level.columns.back() else { break };
            cells = &column.cells;
        }
    }

    fn lay_out(&mut self, map: &ShardMap) {
        let height = ((u128::MAX >> 8) / ROWS as u128) << 8;
        self.rows = (0..ROWS as u128)
            .map(|row| {
                let (start, middle, end) =
                    (row * height, row * height + height / 2, row * height + (height - 1));
                let range = map.shard(map.route(HashKey(middle))).map(|s| s.hash_key_range);
                Row {
                    first: map.position_of(HashKey(start)) as u32,
                    last: map.position_of(HashKey(end)) as u32,
                    part: range.map_or(0, |range| part_of(HashKey(middle), range)),
                }
            })
            .collect();
        let start = |id| map.shard(id).map_or(0, |s| (s.hash_key_range.starting_hash_key.0 >> 112) as u32);
        self.boundaries = map.open().iter().skip(1).map(|&id| start(id)).collect();
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(size_of::<Self>() + size_of_val(&*self.rows));
        for level in &self.levels {
            weight.own(level.columns.len() * size_of::<Column>());
            level.columns.iter().for_each(|column| weight.shared(&column.cells));
        }
    }

    /// Where each open shard after the first begins, in 65,536ths of the hash space.
    pub fn boundaries(&self) -> &[u32] {
        &self.boundaries
    }

    /// Seconds seen so far: when it changes, there is something new to paint.
    pub fn seconds(&self) -> u64 {
        self.seconds
    }
}

impl Band {
    fn of(shard: &ShardSecond) -> Self {
        let attempts = u64::from(shard.attempts);
        let load = u64::from(shard.load_permille());
        Self {
            per_attempt_q16: ((load * PARTS as u64 * 255) << 16).checked_div(attempts * 1_000).unwrap_or(0),
            even: attempts * FINE / PARTS as u64,
            load: to_byte(shard.load_permille()),
            // Never nothing where something was refused.
            refused: (u64::from(shard.throttled) * 255).div_ceil(attempts.max(1)) as u8,
        }
    }
}

/// A row that lies within one shard (or between two) shows its part of that shard's range; a row with many shards
/// shows the busiest and the one that refuses most. Its load and its refusals.
fn cell_of(row: &Row, bands: &[Band], parts: &[[u32; PARTS]]) -> (u8, u8) {
    let (first, last) = (row.first as usize, row.last as usize);
    if last - first <= 1 {
        let at = if last > first && row.part == 0 { last } else { first };
        let band = bands[at];
        let shown = beyond_chance(u64::from(parts[at][row.part as usize]) * FINE, band.even);
        let load = ((shown * band.per_attempt_q16 / FINE) >> 16).min(255) as u8;
        return (load, band.refused);
    }
    let bands = &bands[first..=last];
    let load = bands.iter().map(|band| band.load).max().unwrap_or(0);
    let refused = bands.iter().map(|band| band.refused).max().unwrap_or(0);
    (load, refused)
}

/// Parts of an attempt that are told apart where attempts are compared with what is even.
const FINE: u64 = 64;

/// A part's attempts as they are drawn, in 64ths. What lies within five standard deviations of even is chance, and drawn
/// faintly; what lies beyond is the stream's own, such as a hot key's line, and drawn as it is.
fn beyond_chance(attempts: u64, even: u64) -> u64 {
    let apart = attempts.abs_diff(even);
    if apart * apart > 25 * even * FINE {
        return attempts;
    }
    if attempts > even { even + apart / 4 } else { even - apart / 4 }
}

fn to_byte(permille: u32) -> u8 {
    (permille * 255 / 1_000).min(255) as u8
}

impl Level {
    fn add(&mut self, index: u64, cells: &Cells) {
        if self.columns.back().is_none_or(|column| column.index != index) {
            let recycled = if self.columns.len() >= self.keep { self.columns.pop_front() } else { None };
            let mut fresh = recycled.map(|column| column.cells).unwrap_or_default();
            match Arc::get_mut(&mut fresh) {
                Some(cells) => *cells = Cells::default(),
                None => fresh = Arc::default(),
            }
            self.columns.push_back(Column { index, cells: fresh });
            (self.loads, self.refused, self.added) = ([0; ROWS], [0; ROWS], 0);
        }
        self.added += 1;
        let full = self.finer_columns();
        let Some(column) = self.columns.back_mut() else { return };
        let into = Arc::make_mut(&mut column.cells);
        for i in 0..ROWS {
            self.loads[i] += u32::from(cells.mean[i]);
            self.refused[i] += u32::from(cells.refused[i]);
            into.peak[i] = into.peak[i].max(cells.peak[i]);
        }
        // A column under way shows its mean as it was a moment ago; when it is full it is exact.
        if self.added < 10 || self.added.is_multiple_of(10) || self.added == full {
            for i in 0..ROWS {
                into.mean[i] = (self.loads[i] / self.added) as u8;
                into.refused[i] = self.refused[i].div_ceil(self.added) as u8;
            }
        }
    }

    /// Columns of the finer grain in one of this.
    fn finer_columns(&self) -> u32 {
        match self.seconds {
            1 => 1,
            60 => 60,
            _ => 10,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_drawn_faintly_and_a_hot_line_as_it_is() {
        // 100 expected: 50 are five standard deviations.
        let shown = |n: u64| beyond_chance(n * FINE, 100 * FINE) / FINE;
        assert_eq!([100, 120, 70, 151, 49, 0].map(shown), [100, 105, 92, 151, 49, 0]);
        // Eleven records in sixteen parts: none and one are both chance.
        assert!(
            [0, 1].map(|n| beyond_chance(n * FINE, 11 * FINE / 16)).iter().all(|n| (30..=50).contains(n))
        );
    }
}
