//! A user's own partition keys, ready to be laid on any number of shards at once.

use std::collections::BTreeMap;

use crate::kinesis::HashKey;

/// Distinct keys that are taken.
pub const MAX_OWN_KEYS: usize = 1_000_000;
/// Heaviest keys whose names are kept.
const NAMED: usize = 100;

/// How often each key occurs, by the place of its hash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnKeys {
    /// In the order of their hashes, each with the records of all before it.
    places: Vec<(u128, u64)>,
    records: u64,
    /// Heaviest first.
    named: Vec<(String, u64)>,
}

impl OwnKeys {
    /// Keys and how often they occur; a key that comes twice is added up.
    pub fn new<'a>(keys: impl Iterator<Item = (&'a str, u64)>) -> Self {
        let mut counts = BTreeMap::<&str, u64>::new();
        for (key, n) in keys {
            *counts.entry(key).or_default() += n;
        }
        let mut heaviest: Vec<(&str, u64)> = counts.iter().map(|(&key, &n)| (key, n)).collect();
        heaviest.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        heaviest.truncate(NAMED);
        let mut by_hash: Vec<(u128, u64)> =
            counts.iter().map(|(key, &n)| (HashKey::of(key.as_bytes()).0, n)).collect();
        by_hash.sort_unstable();
        let mut records = 0;
        for (_, n) in &mut by_hash {
            let before = records;
            records += *n;
            *n = before;
        }
        let named = heaviest.into_iter().map(|(key, n)| (key.to_owned(), n)).collect();
        Self { places: by_hash, records, named }
    }

    /// Records in all.
    pub fn records(&self) -> u64 {
        self.records
    }

    pub fn distinct(&self) -> usize {
        self.places.len()
    }

    /// The heaviest keys, at most a hundred, heaviest first.
    pub fn named(&self) -> &[(String, u64)] {
        &self.named
    }

    /// By which the same keys, as often, are known again.
    pub fn fingerprint(&self) -> u64 {
        let mixed = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
        self.places.iter().fold(mixed(0xcbf2_9ce4_8422_2325, self.records), |sum, &(hash, before)| {
            mixed(mixed(mixed(sum, hash as u64), (hash >> 64) as u64), before)
        })
    }

    /// Records on the fullest of so many shards with even ranges (as `CreateStream` makes them). The heaviest of
    /// all keys is on one of them, so only shards that hold keys are looked at.
    pub fn on_fullest(&self, shards: u64) -> u64 {
        let width = u128::MAX / u128::from(shards.max(1));
        // floor(2¹²⁸ / n) is one more where n divides 2¹²⁸.
        let width = if shards.is_power_of_two() && shards > 1 { width + 1 } else { width };
        let last = u128::from(shards.max(1) - 1);
        let (mut fullest, mut at) = (0, 0);
        while let Some(&(hash, before)) = self.places.get(at) {
            let shard = (hash / width).min(last);
            let ends = if shard == last { None } else { Some((shard + 1) * width) };
            let next = ends.map_or(self.places.len(), |ends| {
                at + self.places[at..].partition_point(|&(hash, _)| hash < ends)
            });
            let after = self.places.get(next).map_or(self.records, |&(_, before)| before);
            fullest = fullest.max(after - before);
            at = next;
        }
        fullest
    }
}
