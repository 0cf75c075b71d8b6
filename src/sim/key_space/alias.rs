use std::sync::Arc;

use crate::sim::{
    random::{ONE_Q32, Random},
    weight::Weight,
};

/// Draws an index with given weights in constant time (Walker's alias method, in integers).
#[derive(Debug, Clone)]
pub(super) struct Alias {
    /// Below this (in 2³²) the index itself, else its alias.
    keep: Arc<[u32]>,
    other: Arc<[u32]>,
}

impl Alias {
    pub(super) fn new(weights: &[u64]) -> Self {
        let n = weights.len() as u128;
        let total = weights.iter().map(|&w| u128::from(w)).sum::<u128>().max(1);
        // Each index's share of all, times n, in 2³²: exactly one where all are alike.
        let mut scaled: Vec<u64> =
            weights.iter().map(|&w| (u128::from(w) * n * u128::from(ONE_Q32) / total) as u64).collect();
        let mut keep = vec![u32::MAX; weights.len()];
        let mut other: Vec<u32> = (0..weights.len() as u32).collect();
        let (mut small, mut large): (Vec<u32>, Vec<u32>) =
            (0..weights.len() as u32).partition(|&i| scaled[i as usize] < ONE_Q32);
        while let (Some(&big), Some(little)) = (large.last(), small.pop()) {
            let (b, l) = (big as usize, little as usize);
            keep[l] = scaled[l] as u32;
            other[l] = big;
            scaled[b] -= ONE_Q32 - scaled[l];
            if scaled[b] < ONE_Q32 {
                large.pop();
                small.push(big);
            }
        }
        Self { keep: keep.into(), other: other.into() }
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.shared(&self.keep);
        weight.shared(&self.other);
    }

    #[inline]
    pub(super) fn draw(&self, random: &mut Random) -> u32 {
        let r = random.next();
        let i = (((r >> 32) * self.keep.len() as u64) >> 32) as usize;
        if (r as u32) < self.keep[i] { i as u32 } else { self.other[i] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_the_weights() {
        let weights = [5, 0, 15, 80];
        let alias = Alias::new(&weights);
        let mut random = Random::new(5, 5);
        let mut seen = [0_i64; 4];
        (0..100_000).for_each(|_| seen[alias.draw(&mut random) as usize] += 1);
        for (i, &w) in weights.iter().enumerate() {
            assert!((seen[i] - w as i64 * 1_000).abs() < 700, "{seen:?}");
        }
    }
}
