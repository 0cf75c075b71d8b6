use std::fmt;

use super::{HashKey, HashKeyRange, Shard, ShardId};

/// How many leading bits of a hash key the index looks at.
const INDEX_BITS: u32 = 12;

/// The shards of one stream, open and closed, and the way from a hash key to the open shard that owns it.
///
/// Invariant: the open ranges tile 0 … 2¹²⁸−1 without gap or overlap. A shard's id is its place in the list of
/// all shards, since ids are given in order and never reused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardMap {
    shards: Vec<Shard>,
    /// Open shards in the order of their ranges: where each starts, and which it is.
    starts: Vec<HashKey>,
    open: Vec<ShardId>,
    /// For each value of the leading bits, the last open shard that starts at or before that value's first key.
    index: Vec<u32>,
}

/// Why a split was refused, in AWS's terms (fact R1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitError {
    NoSuchShard(ShardId),
    NotOpen(ShardId),
    /// `NewStartingHashKey` has to be above the start + 1 and below the end.
    OutOfRange {
        shard: ShardId,
        new_starting_hash_key: HashKey,
        range: HashKeyRange,
    },
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchShard(id) => write!(f, "the stream has no {id}"),
            Self::NotOpen(id) => write!(f, "{id} is closed: split one of its children"),
            Self::OutOfRange { shard, new_starting_hash_key, range } => write!(
                f,
                "NewStartingHashKey {new_starting_hash_key} is not both greater than one plus the \
                 StartingHashKey {} and less than the EndingHashKey {} of {shard}",
                range.starting_hash_key, range.ending_hash_key
            ),
        }
    }
}

impl std::error::Error for SplitError {}

impl ShardMap {
    /// A new stream of `shard_count` shards with even ranges.
    ///
    /// # Panics
    /// If `shard_count` is 0.
    pub fn even(shard_count: u32) -> Self {
        let shards = HashKeyRange::even(shard_count).into_iter().zip(0..);
        let shards = shards.map(|(range, id)| new_shard(ShardId(id), range, None)).collect();
        let open = (0..shard_count).map(ShardId).collect();
        let mut map = Self { shards, starts: Vec::new(), open, index: Vec::new() };
        map.reindex();
        map
    }

    /// The open shard that owns a hash key, as its position among the open ones (see [`ShardMap::open`]).
    #[inline]
    pub fn position_of(&self, key: HashKey) -> usize {
        let mut at = self.index[(key.0 >> (128 - INDEX_BITS)) as usize] as usize;
        // At most the shards that start within one 4,096th of the space: none or one for usual streams.
        while at + 1 < self.starts.len() && self.starts[at + 1] <= key {
            at += 1;
        }
        at
    }

    /// The open shard that owns a hash key.
    #[inline]
    pub fn route(&self, key: HashKey) -> ShardId {
        self.open[self.position_of(key)]
    }

    /// Ids of the open shards in the order of their ranges.
    pub fn open(&self) -> &[ShardId] {
        &self.open
    }

    /// Every shard the stream ever had; index = id.
    pub fn all(&self) -> &[Shard] {
        &self.shards
    }

    pub fn shard(&self, id: ShardId) -> Option<&Shard> {
        self.shards.get(id.0 as usize)
    }

    /// `SplitShard`: the shard closes and two children with the next ids take its range (facts R1, R7).
    ///
    /// # Errors
    /// When the shard is unknown or closed, or the key does not leave both children a range.
    pub fn split(&mut self, id: ShardId, new_starting_hash_key: HashKey) -> Result<[ShardId; 2], SplitError> {
        let parent = self.shard(id).ok_or(SplitError::NoSuchShard(id))?;
        if !parent.open {
            return Err(SplitError::NotOpen(id));
        }
        let range = parent.hash_key_range;
        let (start, end) = (range.starting_hash_key.0, range.ending_hash_key.0);
        if new_starting_hash_key.0 <= start.saturating_add(1) || new_starting_hash_key.0 >= end {
            return Err(SplitError::OutOfRange { shard: id, new_starting_hash_key, range });
        }
        let next = self.shards.len() as u32;
        let (lower, upper) = (ShardId(next), ShardId(next + 1));
        let below = HashKeyRange { ending_hash_key: HashKey(new_starting_hash_key.0 - 1), ..range };
        let above = HashKeyRange { starting_hash_key: new_starting_hash_key, ..range };
        self.shards[id.0 as usize].open = false;
        let position = self.position_of(range.starting_hash_key);
        self.open.splice(position..=position, [lower, upper]);
        self.shards.push(new_shard(lower, below, Some(id)));
        self.shards.push(new_shard(upper, above, Some(id)));
        self.reindex();
        Ok([lower, upper])
    }

    /// Every open shard closes, and `shard_count` new ones with even ranges open: what a chain of
    /// `UpdateShardCount` calls arrives at. The steps between, and the time they take, are not modelled here.
    ///
    /// # Panics
    /// If `shard_count` is 0.
    pub fn reshape(&mut self, shard_count: u32) {
        for id in &self.open {
            self.shards[id.0 as usize].open = false;
        }
        let first = self.shards.len() as u32;
        let ranges = HashKeyRange::even(shard_count).into_iter().zip(first..);
        self.shards.extend(ranges.map(|(range, id)| new_shard(ShardId(id), range, None)));
        self.open = (first..first + shard_count).map(ShardId).collect();
        self.reindex();
    }

    /// Follows `open`, which is in the order of the ranges.
    fn reindex(&mut self) {
        let range = |id: &ShardId| self.shards[id.0 as usize].hash_key_range;
        debug_assert!(
            self.open
                .windows(2)
                .all(|w| range(&w[0]).ending_hash_key.0 + 1 == range(&w[1]).starting_hash_key.0),
            "open ranges tile the hash space"
        );
        self.starts = self.open.iter().map(|id| range(id).starting_hash_key).collect();
        let mut at = 0;
        self.index = (0..1_u128 << INDEX_BITS)
            .map(|bits| {
                let first_key = HashKey(bits << (128 - INDEX_BITS));
                while at + 1 < self.starts.len() && self.starts[at + 1] <= first_key {
                    at += 1;
                }
                at as u32
            })
            .collect();
    }
}

fn new_shard(shard_id: ShardId, hash_key_range: HashKeyRange, parent: Option<ShardId>) -> Shard {
    Shard { shard_id, hash_key_range, parent_shard_id: parent, adjacent_parent_shard_id: None, open: true }
}
