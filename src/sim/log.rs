//! What a shard keeps for its readers: when its records arrived, and how large they were.
//!
//! A cell holds what a shard took within one second; there is none for a second in which it took nothing. Within
//! a cell, records are taken to have come evenly. All shards together have [`MAX_CELLS`] (48 MB); a shard that
//! comes to its part of them puts the older half of its cells together two by two, so that the records of long
//! ago are known to the second, then to two, to four … At record resolution the latest [`MAX_RECORDS`] records
//! (64 MB, all shards together) are known one by one, with their keys.

mod chunks;

use chunks::Chunks;

use super::{
    key_space::{KeyRef, Source},
    weight::Weight,
};

/// Cells of all shards together.
const MAX_CELLS: usize = 2_000_000;
/// Records known one by one, all shards together.
const MAX_RECORDS: usize = 4_000_000;

/// One record, as its readers find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LogRecord {
    /// Milliseconds since the run began.
    pub(super) arrival: u32,
    /// Tells keys apart, by their 32 bits.
    pub(super) key: u32,
    /// Its number at its producer.
    pub(super) serial: u32,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Seconds: from … until.
    from: u32,
    until: u32,
    /// Of the shard, when the cell ends.
    records: u64,
    bytes: u64,
}

/// A cell with where it begins.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    first: u64,
    records: u64,
    first_byte: u64,
    bytes: u64,
    from_ms: u64,
    lasting_ms: u64,
}

/// One shard's records. A record is known by its place: how many the shard took before it.
#[derive(Debug, Clone, Default)]
pub(super) struct ShardLog {
    cells: Chunks<Cell>,
    /// What stood before the first cell that is kept.
    before: (u64, u64),
    records: u64,
    bytes: u64,
    /// The last two cells, the last one first: where nearly everybody looks.
    recent: [Span; 2],
    /// By place; empty at run resolution.
    latest: Chunks<LogRecord>,
}

impl ShardLog {
    /// What a copy takes, apart from records that are known one by one: the run it was taken from holds those as
    /// well, until it lets them go.
    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.cells.weigh(weight);
    }

    /// Which records are known one by one, from … to.
    pub(super) fn known(&self) -> (usize, usize) {
        (self.latest.first(), self.latest.end())
    }

    /// A record is in. At record resolution only.
    #[inline]
    pub(super) fn push(&mut self, now: u64, source: Source, key: KeyRef, serial: u32) {
        // Fibonacci hashing: the upper half depends on all bits.
        let mixed = (key.0 ^ u64::from(source.producer) << 56 ^ u64::from(source.generation) << 48)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.latest.push(LogRecord { arrival: now as u32, key: (mixed >> 32) as u32, serial });
    }

    /// A second is over in which the shard took these. `shards` share the memory there is.
    pub(super) fn close_second(&mut self, second: u64, records: u32, bytes: u64, shards: usize) {
        if records == 0 {
            return;
        }
        self.records += u64::from(records);
        self.bytes += bytes;
        let from = second as u32;
        self.cells.push(Cell { from, until: from + 1, records: self.records, bytes: self.bytes });
        let span = Span {
            first: self.records - u64::from(records),
            records: u64::from(records),
            first_byte: self.bytes - bytes,
            bytes,
            from_ms: second * 1_000,
            lasting_ms: 1_000,
        };
        self.recent = [span, self.recent[0]];
        let most = (MAX_CELLS / shards.max(1)).max(16);
        if self.cells.end() - self.cells.first() > most {
            self.thin_out();
        }
        let keep = MAX_RECORDS / shards.max(1);
        self.latest.forget_before(self.latest.end().saturating_sub(keep));
    }

    /// Puts the older half of the cells together, two by two.
    fn thin_out(&mut self) {
        let old: Vec<Cell> = self.cells.iter().copied().collect();
        let (older, newer) = old.split_at(old.len() / 2);
        let mut cells = Chunks::default();
        for pair in older.chunks(2) {
            if let (Some(first), Some(last)) = (pair.first(), pair.last()) {
                cells.push(Cell { from: first.from, ..*last });
            }
        }
        for cell in newer {
            cells.push(*cell);
        }
        self.cells = cells;
    }

    /// Lets go what lies before this place.
    pub(super) fn forget_before(&mut self, place: u64) {
        let at = self.cells.partition_point(|cell| cell.records <= place);
        if let Some(last) = self.cells.forget_before(at) {
            self.before = (last.records, last.bytes);
        }
        self.latest.forget_before(place as usize);
    }

    /// Records taken so far: the place of the next one.
    pub(super) fn records(&self) -> u64 {
        self.records
    }

    /// Records that arrived before this moment.
    pub(super) fn before(&self, ms: u64) -> u64 {
        let recent = self.latest.get(self.latest.first()).is_some_and(|first| u64::from(first.arrival) < ms);
        if recent {
            return self.latest.partition_point(|record| u64::from(record.arrival) < ms) as u64;
        }
        if let Some(span) = self.recent.iter().find(|span| span.records > 0 && span.from_ms < ms) {
            return span.before(ms);
        }
        let at = self.cells.partition_point(|cell| u64::from(cell.from) * 1_000 < ms);
        at.checked_sub(1).and_then(|at| self.span(at)).map_or(self.before.0, |span| span.before(ms))
    }

    /// When the record at this place arrived, in milliseconds; nothing for one that is still to come.
    pub(super) fn arrival(&self, place: u64) -> Option<u64> {
        if let Some(record) = self.record(place) {
            return Some(u64::from(record.arrival));
        }
        let span = self.span_of(place)?;
        Some(span.from_ms + place.saturating_sub(span.first) * span.lasting_ms / span.records)
    }

    /// Bytes of all records before this place.
    pub(super) fn bytes_before(&self, place: u64) -> u64 {
        let Some(span) = self.span_of(place) else { return self.bytes };
        let place = place.saturating_sub(span.first);
        // Only a span of many seconds is larger.
        let within = if span.bytes < 1 << 32 && place < 1 << 32 {
            span.bytes * place / span.records
        } else {
            (u128::from(span.bytes) * u128::from(place) / u128::from(span.records)) as u64
        };
        span.first_byte + within
    }

    /// How far one comes from one place towards another with so many bytes, always one record further; and the bytes
    /// of the way.
    pub(super) fn fit(&self, from: u64, to: u64, bytes: u64) -> (u64, u64) {
        if from >= to {
            return (to, 0);
        }
        let start = self.bytes_before(from);
        let all = self.bytes_before(to) - start;
        if all <= bytes {
            return (to, all);
        }
        let (mut low, mut high) = (from + 1, to);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.bytes_before(middle) - start <= bytes {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        (low, self.bytes_before(low) - start)
    }

    /// A record one by one, as long as it is among the latest; never at run resolution.
    #[inline]
    pub(super) fn record(&self, place: u64) -> Option<&LogRecord> {
        self.latest.get(place as usize)
    }

    /// The cell in which the record at this place lies.
    #[inline]
    fn span_of(&self, place: u64) -> Option<Span> {
        if place >= self.records {
            return None;
        }
        if let Some(span) = self.recent.iter().find(|span| span.records > 0 && span.first <= place) {
            return Some(*span);
        }
        self.span(self.cells.partition_point(|cell| cell.records <= place))
    }

    fn span(&self, at: usize) -> Option<Span> {
        let cell = self.cells.get(at)?;
        let first = at.checked_sub(1).and_then(|at| self.cells.get(at));
        let (first, first_byte) = first.map_or(self.before, |cell| (cell.records, cell.bytes));
        Some(Span {
            first,
            records: (cell.records - first).max(1),
            first_byte,
            bytes: cell.bytes - first_byte,
            from_ms: u64::from(cell.from) * 1_000,
            lasting_ms: u64::from(cell.until - cell.from) * 1_000,
        })
    }
}

impl Span {
    /// Records that arrived before this moment, which is after the span's beginning.
    fn before(&self, ms: u64) -> u64 {
        let within = (ms - self.from_ms).min(self.lasting_ms);
        self.first + (self.records * within).div_ceil(self.lasting_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three_seconds() -> ShardLog {
        let mut log = ShardLog::default();
        log.close_second(0, 10, 1_000, 1);
        log.close_second(1, 0, 0, 1);
        log.close_second(2, 4, 80, 1);
        log
    }

    #[test]
    fn records_of_one_second_come_evenly() {
        let log = three_seconds();
        assert_eq!(
            [0, 1, 100, 101, 999, 1_000, 2_000, 2_001, 2_250, 9_000].map(|ms| log.before(ms)),
            [0, 1, 1, 2, 10, 10, 10, 11, 11, 14]
        );
        assert_eq!(
            [0, 1, 9, 10, 13, 14].map(|place| log.arrival(place)),
            [Some(0), Some(100), Some(900), Some(2_000), Some(2_750), None]
        );
        assert_eq!([0, 5, 10, 12, 14].map(|place| log.bytes_before(place)), [0, 500, 1_000, 1_040, 1_080]);
        assert_eq!(log.fit(0, 14, 350), (3, 300));
        assert_eq!(log.fit(0, 14, 1_045), (12, 1_040));
        assert_eq!(log.fit(5, 14, 1), (6, 100), "one record always comes");
    }

    #[test]
    fn a_long_log_holds_its_bound_and_every_record_still_has_its_place() {
        let mut log = ShardLog::default();
        let shards = MAX_CELLS / 1_000;
        for second in 0..50_000 {
            log.close_second(second, 7, 70, shards);
        }
        assert!(log.cells.iter().count() <= 1_000);
        assert_eq!(log.records(), 350_000);
        let mut last = 0;
        for place in (0..350_000).step_by(101) {
            let arrival = log.arrival(place).unwrap_or_default();
            assert!(arrival >= last);
            assert!(
                (arrival / 1_000).abs_diff(place / 7) <= 1,
                "even traffic stays even: {place} at {arrival}"
            );
            assert!(log.before(arrival + 1) > place && log.before(arrival) <= place + 1);
            last = arrival;
        }
        assert_eq!(log.bytes_before(350_000), 3_500_000);
    }

    #[test]
    fn what_is_forgotten_leaves_the_rest_where_it_was() {
        let mut log = ShardLog::default();
        (0..5_000).for_each(|second| log.close_second(second, 3, 30, 1));
        let whole = log.clone();
        log.forget_before(9_000);
        assert!(log.cells.first() > 0, "something was let go");
        for place in 9_000..15_000 {
            assert_eq!(log.arrival(place), whole.arrival(place));
            assert_eq!(log.bytes_before(place), whole.bytes_before(place));
        }
        assert_eq!(log.before(4_000_500), whole.before(4_000_500));
    }
}
