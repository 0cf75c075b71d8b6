//! Sets of places in a shard, as ranges: nearly always one.

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges {
    /// In order, none of them empty, none touching the next.
    ranges: Vec<(u64, u64)>,
    len: u64,
}

/// Ranges kept apart. A reader that gives up old records again and again makes a hole each time.
const MAX_RANGES: usize = 4_096;

impl Ranges {
    /// What a copy takes.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.ranges)
    }

    /// Places in all.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds `from` … `to`; how many of them were not there before.
    #[inline]
    pub(super) fn insert(&mut self, from: u64, to: u64) -> u64 {
        if let Some(last) = self.ranges.last_mut()
            && last.1 == from
            && from < to
        {
            last.1 = to;
            self.len += to - from;
            return to - from;
        }
        self.insert_anywhere(from, to)
    }

    fn insert_anywhere(&mut self, from: u64, to: u64) -> u64 {
        if from >= to {
            return 0;
        }
        let first = self.ranges.partition_point(|range| range.1 < from);
        let last = self.ranges.partition_point(|range| range.0 <= to);
        let (mut low, mut high, mut there) = (from, to, 0);
        for range in &self.ranges[first..last] {
            low = low.min(range.0);
            high = high.max(range.1);
            there += range.1 - range.0;
        }
        self.ranges.splice(first..last, [(low, high)]);
        let new = high - low - there;
        self.len += new;
        new
    }

    /// Takes `from` … `to` out; how many of them were there.
    pub(super) fn remove(&mut self, from: u64, to: u64) -> u64 {
        if from >= to || self.ranges.is_empty() {
            return 0;
        }
        let first = self.ranges.partition_point(|range| range.1 <= from);
        let last = self.ranges.partition_point(|range| range.0 < to);
        let (mut rest, mut gone) = (Vec::new(), 0);
        for &(low, high) in &self.ranges[first..last] {
            gone += high.min(to) - low.max(from);
            if low < from {
                rest.push((low, from));
            }
            if high > to {
                rest.push((to, high));
            }
        }
        self.ranges.splice(first..last, rest);
        self.len -= gone;
        gone
    }

    /// Where there are too many ranges, the oldest hole is taken as filled; how many places that are.
    pub(super) fn fill_oldest_hole(&mut self) -> u64 {
        if self.ranges.len() <= MAX_RANGES {
            return 0;
        }
        let (first, second) = (self.ranges[0], self.ranges[1]);
        self.ranges.splice(0..2, [(first.0, second.1)]);
        let hole = second.0 - first.1;
        self.len += hole;
        hole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::random::Random;

    #[test]
    fn a_set_of_ranges_is_a_set() {
        for seed in 0..50 {
            let (mut random, mut ranges, mut set) = (Random::new(seed, 0), Ranges::default(), [false; 64]);
            for _ in 0..200 {
                let (from, to) = (random.below(64) as usize, random.below(65) as usize);
                let part = from..to.max(from);
                let there = set[part.clone()].iter().filter(|&&is| is).count() as u64;
                let (low, high) = (part.start as u64, part.end as u64);
                if random.below(3) == 0 {
                    assert_eq!(ranges.remove(low, high), there);
                    set[part].fill(false);
                } else {
                    assert_eq!(ranges.insert(low, high), high - low - there);
                    set[part].fill(true);
                }
                assert_eq!(ranges.len(), set.iter().filter(|&&is| is).count() as u64);
                assert!(ranges.ranges.windows(2).all(|pair| pair[0].1 < pair[1].0), "none touches the next");
            }
        }
    }
}
