//! What a key set comes to on average: how much of it each shard gets, and from which keys.

use super::{Chooser, KeyRef, KeySpace, PARTS, Place};
use crate::{
    kinesis::{HashKey, ShardId, ShardMap},
    sim::{
        random::{ONE_Q32, Random},
        scenario::Grain,
    },
};

/// Heaviest keys of a shard that are kept.
const HEAVY: usize = 3;

/// What one producer makes in one second, in requests of usually `batch` records.
#[derive(Debug, Clone, Copy)]
pub(in crate::sim) struct Made {
    pub(in crate::sim) second: u64,
    pub(in crate::sim) count: u32,
    pub(in crate::sim) batch: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::sim) struct Heavy {
    pub(in crate::sim) key: KeyRef,
    /// Of the producer's records on this shard, in 2³²; 0 for none.
    pub(in crate::sim) share_q32: u64,
}

/// A key set's expectation over the open shards, by position.
#[derive(Debug, Clone, Default)]
pub(in crate::sim) struct Spread {
    /// The chance that a record goes to this position given that it goes to none before it, in 2³²: what a
    /// chain of binomial draws needs.
    conditional_q32: Vec<u64>,
    pub(in crate::sim) heavy: Vec<[Heavy; HEAVY]>,
    /// How a shard's records lie over the parts of its range, in 2¹⁶.
    pub(in crate::sim) parts: Vec<[u32; PARTS]>,
    /// Mean bytes of the partition key, times 256.
    pub(in crate::sim) key_bytes_q8: u64,
}

impl KeySpace {
    /// Computed once for each map of shards: costs one look at each key.
    pub(in crate::sim) fn spread(&mut self, map: &ShardMap) -> Spread {
        let open = map.open().len();
        let Some(count) = self.count() else {
            let key_bytes = self.written.text(KeyRef(0)).len() as u64;
            return Spread { key_bytes_q8: key_bytes << 8, ..Spread::even_by_width(map) };
        };
        let position_of = positions(map);
        let mut weights = vec![0_u128; open];
        let mut top = vec![[(KeyRef(0), 0_u64); HEAVY]; open];
        let mut parts = vec![[0_u128; PARTS]; open];
        let (mut bytes, mut total) = (0_u128, 0_u128);
        for key in (0..count as u64).map(KeyRef) {
            let Place { shard, key_bytes, part } = self.place(key, map);
            let weight = self.weight(key);
            let at = position_of[shard as usize] as usize;
            weights[at] += u128::from(weight);
            parts[at][part as usize] += u128::from(weight);
            bytes += u128::from(weight) * u128::from(key_bytes);
            total += u128::from(weight);
            keep_heaviest(&mut top[at], key, weight);
        }
        let share = |part: u128, whole: u128, one: u128| (part * one).checked_div(whole).unwrap_or(0);
        let one = u128::from(ONE_Q32);
        let heavy = top.iter().zip(&weights).map(|(top, &w)| {
            top.map(|(key, weight)| Heavy { key, share_q32: share(u128::from(weight), w, one) as u64 })
        });
        let parts = parts.iter().zip(&weights).map(|(parts, &w)| parts.map(|p| share(p, w, 1 << 16) as u32));
        Spread {
            heavy: heavy.collect(),
            parts: parts.collect(),
            conditional_q32: conditional(&weights),
            key_bytes_q8: share(bytes, total, 256) as u64,
        }
    }

    fn weight(&self, key: KeyRef) -> u64 {
        let id = key.0 / u64::from(self.salt);
        match &self.chooser {
            Chooser::Weighted { weights, .. } => weights[id as usize],
            Chooser::Hot { count, share_ppm } => {
                if id == 0 {
                    u64::from(*share_ppm) * u64::from(count - 1)
                } else {
                    u64::from(1_000_000 - share_ppm)
                }
            }
            Chooser::InOrder { list, .. } => u64::from(list.counts()[id as usize]),
            _ => 1,
        }
    }

    /// How the records of one second fall on the open shards, by position.
    pub(in crate::sim) fn split_second(
        &mut self,
        spread: &Spread,
        made: Made,
        random: &mut Random,
        map: &ShardMap,
        out: &mut [u32],
    ) {
        let Made { second, count, batch } = made;
        out.fill(0);
        let open = out.len() as u64;
        match &mut self.chooser {
            Chooser::RoundRobin { next } => {
                let (each, rest) = (u64::from(count) / open, u64::from(count) % open);
                out.fill(each as u32);
                (0..rest).for_each(|i| out[((*next + i) % open) as usize] += 1);
                *next += u64::from(count);
            }
            Chooser::PerBatch => scatter(count, batch, random, map, out),
            // All records of one millisecond have one key.
            Chooser::Timestamp(_) if self.salt > 1 => scatter(count, 1, random, map, out),
            Chooser::Timestamp(Grain::Millisecond) => {
                scatter(count, count.div_ceil(1_000), random, map, out);
            }
            Chooser::Timestamp(Grain::Second) => {
                let place = self.place(KeyRef(second), map);
                let at = map.open().iter().position(|id| id.0 == place.shard);
                out[at.unwrap_or(0)] += count;
            }
            Chooser::InOrder { .. } => {
                let position_of = positions(map);
                for _ in 0..count {
                    let key = self.draw(random, 0);
                    let place = self.place(key, map);
                    out[position_of[place.shard as usize] as usize] += 1;
                }
            }
            _ => {
                let mut left = count;
                for (slot, &p) in out.iter_mut().zip(&spread.conditional_q32) {
                    if left == 0 {
                        break;
                    }
                    *slot = random.binomial(left, p);
                    left -= *slot;
                }
            }
        }
    }
}

/// By id, each open shard's position.
fn positions(map: &ShardMap) -> Vec<u32> {
    let mut positions = vec![0; map.all().len()];
    map.open().iter().zip(0..).for_each(|(id, at)| positions[id.0 as usize] = at);
    positions
}

/// Groups of `group` records, each to one place at random.
fn scatter(count: u32, group: u32, random: &mut Random, map: &ShardMap, out: &mut [u32]) {
    let group = group.max(1);
    let mut left = count;
    while left > 0 {
        let at = map.position_of(HashKey(random.wide()));
        out[at] += group.min(left);
        left = left.saturating_sub(group);
    }
}

impl Spread {
    /// Keys without end: a shard gets what its range is of the space, and no key stands out.
    fn even_by_width(map: &ShardMap) -> Self {
        let width = |id: &ShardId| {
            map.shard(*id).map_or(0, |s| {
                (s.hash_key_range.ending_hash_key.0 - s.hash_key_range.starting_hash_key.0) >> 40
            })
        };
        let weights: Vec<u128> = map.open().iter().map(width).collect();
        Self {
            conditional_q32: conditional(&weights),
            heavy: vec![[Heavy::default(); HEAVY]; weights.len()],
            parts: vec![[(1 << 16) / PARTS as u32; PARTS]; weights.len()],
            key_bytes_q8: 0,
        }
    }
}

fn conditional(weights: &[u128]) -> Vec<u64> {
    let mut rest: u128 = weights.iter().sum();
    let mut chances: Vec<u64> = weights
        .iter()
        .map(|&w| {
            let chance = (w << 32).checked_div(rest).unwrap_or(0) as u64;
            rest -= w;
            chance
        })
        .collect();
    // The last one that gets anything gets all that is left, whatever was rounded.
    if let Some(last) = weights.iter().rposition(|&w| w > 0) {
        chances[last] = ONE_Q32;
    }
    chances
}

fn keep_heaviest(top: &mut [(KeyRef, u64); HEAVY], key: KeyRef, weight: u64) {
    if weight > top[HEAVY - 1].1 {
        top[HEAVY - 1] = (key, weight);
        let mut at = HEAVY - 1;
        while at > 0 && top[at].1 > top[at - 1].1 {
            top.swap(at, at - 1);
            at -= 1;
        }
    }
}
