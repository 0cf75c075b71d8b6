//! The picture's memory: the hash space as 240 rows, time as columns, in three grains. Its size is fixed:
//! 240 × (600 + 1,440 + 2,016) cells of three bytes, whatever the stream and however long the run.

mod paint;

use std::collections::VecDeque;

pub use paint::{HeatView, Palette};

use super::{
    engine::ClosedSecond,
    key_space::{PARTS, part_of},
    shard_state::ShardSecond,
};
use crate::kinesis::{HashKey, ShardMap};

/// Rows of the hash space.
pub(super) const ROWS: usize = 240;

/// One row in one column. Loads are in 255ths of 100 %; what is above is drawn by its refusals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    mean: u8,
    peak: u8,
    /// Share of the attempts that were refused, in 255ths.
    refused: u8,
}

/// The cells of one span of time, and where shards began then, in rows of 2¹⁶.
#[derive(Debug, Clone)]
pub(super) struct Column {
    index: u64,
    cells: Vec<Cell>,
}

/// One grain of time.
#[derive(Debug, Clone)]
struct Level {
    seconds: u64,
    keep: usize,
    columns: VecDeque<Column>,
    /// Of the column under way: sums of mean load and refusals, and seconds summed up.
    sums: Vec<(u32, u32)>,
    summed: u32,
}

#[derive(Debug, Clone)]
pub struct Heat {
    levels: [Level; 3],
    /// Which part of which shards each row shows, for the shards of now.
    rows: Vec<Row>,
    /// Where each shard after the first begins, in 65,536ths of the space.
    boundaries: Vec<u32>,
    shards: usize,
    latest: Vec<Cell>,
    bands: Vec<Band>,
    seconds: u64,
}

/// What all rows of one shard share in a second.
#[derive(Debug, Clone, Copy)]
struct Band {
    /// 255ths of 100 % that one attempt in a sixteenth of the range amounts to, in 2¹⁶.
    per_attempt_q16: u64,
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
            sums: vec![(0, 0); ROWS],
            summed: 0,
        };
        Self {
            levels: [level(1, 600), level(60, 1_440), level(600, 2_016)],
            rows: Vec::new(),
            boundaries: Vec::new(),
            shards: 0,
            latest: vec![Cell::default(); ROWS],
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
        for (cell, row) in self.latest.iter_mut().zip(&self.rows) {
            *cell = cell_of(row, &self.bands, closed.parts);
        }
        self.seconds = closed.second + 1;
        for level in &mut self.levels {
            level.add(closed.second, &self.latest);
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
            load: to_byte(shard.load_permille()),
            // Never nothing where something was refused.
            refused: (u64::from(shard.throttled) * 255).div_ceil(attempts.max(1)) as u8,
        }
    }
}

/// A row that lies within one shard (or between two) shows its part of that shard's range; a row with many shards
/// shows the busiest and the one that refuses most.
fn cell_of(row: &Row, bands: &[Band], parts: &[[u32; PARTS]]) -> Cell {
    let (first, last) = (row.first as usize, row.last as usize);
    if last - first <= 1 {
        let at = if last > first && row.part == 0 { last } else { first };
        let band = bands[at];
        let load = ((u64::from(parts[at][row.part as usize]) * band.per_attempt_q16) >> 16).min(255) as u8;
        return Cell { mean: load, peak: load, refused: band.refused };
    }
    let bands = &bands[first..=last];
    let load = bands.iter().map(|band| band.load).max().unwrap_or(0);
    let refused = bands.iter().map(|band| band.refused).max().unwrap_or(0);
    Cell { mean: load, peak: load, refused }
}

fn to_byte(permille: u32) -> u8 {
    (permille * 255 / 1_000).min(255) as u8
}

impl Level {
    fn add(&mut self, second: u64, cells: &[Cell]) {
        let index = second / self.seconds;
        if self.columns.back().is_none_or(|column| column.index != index) {
            let recycled = if self.columns.len() >= self.keep { self.columns.pop_front() } else { None };
            let mut fresh = recycled.map_or_else(Vec::new, |column| column.cells);
            fresh.clear();
            fresh.resize(ROWS, Cell::default());
            self.columns.push_back(Column { index, cells: fresh });
            self.sums.fill((0, 0));
            self.summed = 0;
        }
        self.summed += 1;
        let Some(column) = self.columns.back_mut() else { return };
        for ((into, from), (mean, refused)) in column.cells.iter_mut().zip(cells).zip(&mut self.sums) {
            *mean += u32::from(from.mean);
            *refused += u32::from(from.refused);
            into.peak = into.peak.max(from.peak);
            into.refused = into.refused.max(from.refused);
        }
        // The mean is worked out now and then, and when the column is full.
        if self.summed == 1 || self.summed.is_multiple_of(10) || (second + 1).is_multiple_of(self.seconds) {
            for (into, (mean, _)) in column.cells.iter_mut().zip(&self.sums) {
                into.mean = (*mean / self.summed) as u8;
            }
        }
    }
}
