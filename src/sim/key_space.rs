//! Which partition key a record gets, and where that key lies.
//!
//! A key is a number ([`KeyRef`]) until somebody wants to read it. For key sets that end (cards, names, a pasted
//! list) it is an index, and the place of each key is looked up once; for those that do not (timestamps, random
//! keys) it is what the text is made of.

mod alias;
mod spread;
mod text;

use std::sync::Arc;

use alias::Alias;
pub(super) use spread::{Made, Spread};
pub(super) use text::Written;

use super::{
    KeyList,
    pages::Pages,
    random::Random,
    scenario::{Grain, Keys, Producer, Replay},
    weight::Weight,
};
use crate::kinesis::{HashKey, HashKeyRange, ShardMap};

/// Parts of a shard's range that are told apart: for the picture, and to find where a split would help.
pub(super) const PARTS: usize = 16;

/// A partition key as a number; what it means depends on the key set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct KeyRef(pub(super) u64);

/// Where a key lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The open shard's id.
    pub(super) shard: u32,
    /// Bytes of the partition key; at most 256 characters of four.
    pub(super) key_bytes: u16,
    /// Which sixteenth of the shard's range.
    pub(super) part: u8,
}

/// Whose key a [`KeyRef`] is: a producer's place, and how often its key set had been changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Source {
    pub(super) producer: u8,
    pub(super) generation: u8,
}

const UNKNOWN: Place = Place { shard: u32::MAX, key_bytes: 0, part: 0 };

#[derive(Debug, Clone)]
pub(super) struct KeySpace {
    written: Written,
    chooser: Chooser,
    salt: u32,
    /// By [`KeyRef`], for key sets that end; filled as keys are met.
    places: Pages<Place>,
    scratch: String,
}

/// The way to the next key.
#[derive(Debug, Clone)]
enum Chooser {
    Uniform { count: u32 },
    Hot { count: u32, share_ppm: u32 },
    Weighted { weights: Arc<[u64]>, alias: Alias },
    InOrder { list: Arc<KeyList>, next: usize },
    Timestamp(Grain),
    PerBatch,
    Random,
    RoundRobin { next: u64 },
}

impl KeySpace {
    pub(super) fn new(producer: &Producer) -> Self {
        let chooser = match &producer.keys {
            Keys::Uniform { count, .. } => Chooser::Uniform { count: *count },
            Keys::Names(names) => Chooser::Uniform { count: names.len() as u32 },
            Keys::Hot { count, share, .. } => Chooser::Hot { count: *count, share_ppm: share.ppm() },
            Keys::Zipf { count, exponent, .. } => Chooser::weighted(zipf_weights(*count, *exponent)),
            Keys::List { list, replay: Replay::ByFrequency } => {
                Chooser::weighted(list.counts().iter().map(|&n| u64::from(n)).collect())
            }
            Keys::List { list, replay: Replay::InOrder } => {
                Chooser::InOrder { list: Arc::clone(list), next: 0 }
            }
            Keys::Timestamp(grain) => Chooser::Timestamp(*grain),
            Keys::PerBatch => Chooser::PerBatch,
            Keys::Random => Chooser::Random,
            Keys::RoundRobin => Chooser::RoundRobin { next: 0 },
        };
        let mut space = Self {
            written: Written::new(&producer.keys, producer.salt),
            chooser,
            salt: producer.salt,
            places: Pages::new(0, UNKNOWN),
            scratch: String::new(),
        };
        space.forget_places();
        space
    }

    /// Distinct keys (salted ones counted), for key sets that end.
    pub(super) fn count(&self) -> Option<usize> {
        let distinct = match &self.chooser {
            Chooser::Uniform { count } | Chooser::Hot { count, .. } => *count as usize,
            Chooser::Weighted { weights, .. } => weights.len(),
            Chooser::InOrder { list, .. } => list.distinct(),
            Chooser::Timestamp(_) | Chooser::PerBatch | Chooser::Random | Chooser::RoundRobin { .. } => {
                return None;
            }
        };
        Some(distinct * self.salt as usize)
    }

    /// The stream's shards have changed: every key may lie elsewhere.
    pub(super) fn forget_places(&mut self) {
        self.places = Pages::new(self.count().unwrap_or(0), UNKNOWN);
    }

    pub(super) fn is_per_batch(&self) -> bool {
        matches!(self.chooser, Chooser::PerBatch)
    }

    /// The key of the next record, made at `now_ms`. For one key per batch, of the next batch.
    #[inline]
    pub(super) fn draw(&mut self, random: &mut Random, now_ms: u64) -> KeyRef {
        let id = match &mut self.chooser {
            Chooser::Uniform { count } => u64::from(random.below(*count)),
            Chooser::Hot { count, share_ppm } => {
                if random.chance_ppm(*share_ppm) {
                    0
                } else {
                    1 + u64::from(random.below(*count - 1))
                }
            }
            Chooser::Weighted { alias, .. } => u64::from(alias.draw(random)),
            Chooser::InOrder { list, next } => {
                let id = list.order()[*next];
                *next = (*next + 1) % list.records();
                u64::from(id)
            }
            Chooser::Timestamp(Grain::Millisecond) => now_ms,
            Chooser::Timestamp(Grain::Second) => now_ms / 1_000,
            Chooser::PerBatch | Chooser::Random => return KeyRef(random.next()),
            Chooser::RoundRobin { next } => {
                *next += 1;
                return KeyRef(*next - 1);
            }
        };
        if self.salt == 1 {
            return KeyRef(id);
        }
        KeyRef(id * u64::from(self.salt) + u64::from(random.below(self.salt)))
    }

    /// For a list in order: where in it the next record comes from.
    pub(super) fn next_in_list(&self) -> usize {
        match &self.chooser {
            Chooser::InOrder { next, .. } => *next,
            _ => 0,
        }
    }

    /// Where a key lies on the stream's open shards.
    #[inline]
    pub(super) fn place(&mut self, key: KeyRef, map: &ShardMap) -> Place {
        if let Some(known) = self.places.get(key.0 as usize)
            && known.shard != UNKNOWN.shard
        {
            return known;
        }
        self.find(key, map)
    }

    #[cold]
    fn find(&mut self, key: KeyRef, map: &ShardMap) -> Place {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        self.written.write(key, &mut text);
        let place = match self.chooser {
            Chooser::RoundRobin { .. } => {
                let position = (key.0 % map.open().len() as u64) as usize;
                Place { shard: map.open()[position].0, key_bytes: text.len() as u16, part: 0 }
            }
            _ => place_of(HashKey::of(text.as_bytes()), text.len() as u16, map),
        };
        let at = key.0 as usize;
        if at < self.places.len() {
            self.places.set(at, place);
        }
        self.scratch = text;
        place
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.places.weigh(weight);
        if let Chooser::Weighted { weights, alias } = &self.chooser {
            weight.shared(weights);
            alias.weigh(weight);
        }
    }

    /// The way these keys are written, for whoever wants to read one later.
    pub(super) fn written(&self) -> Written {
        self.written.clone()
    }
}

impl Chooser {
    fn weighted(weights: Vec<u64>) -> Self {
        let alias = Alias::new(&weights);
        Self::Weighted { weights: weights.into(), alias }
    }
}

pub(super) fn place_of(hash: HashKey, key_bytes: u16, map: &ShardMap) -> Place {
    let shard = map.route(hash);
    let part = map.shard(shard).map_or(0, |s| part_of(hash, s.hash_key_range));
    Place { shard: shard.0, key_bytes, part }
}

/// Which of the [`PARTS`] of a range a key lies in, from the leading bits alone.
pub(super) fn part_of(hash: HashKey, range: HashKeyRange) -> u8 {
    let offset = ((hash.0 - range.starting_hash_key.0) >> 64) as u64;
    let width = ((range.ending_hash_key.0 - range.starting_hash_key.0) >> 64) as u64;
    let shift = width.leading_zeros();
    if shift == 64 {
        return 0;
    }
    let part = ((offset << shift) >> 32) * PARTS as u64 / ((width << shift) >> 32);
    part.min(PARTS as u64 - 1) as u8
}

/// Integer weights 2⁴⁰ / kˢ. `libm`'s pow is the same natively and in WebAssembly, std's is not.
fn zipf_weights(count: u32, exponent_milli: u32) -> Vec<u64> {
    let s = f64::from(exponent_milli) / 1_000.0;
    (1..=count).map(|k| ((libm::pow(f64::from(k), -s) * (1_u64 << 40) as f64) as u64).max(1)).collect()
}
