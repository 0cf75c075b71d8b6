use std::{fmt, str::FromStr};

use super::HashKeyRange;

/// `shardId-` and twelve digits; numbers are given in order and never again (fact H6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShardId(pub u32);

impl fmt::Display for ShardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "shardId-{:012}", self.0)
    }
}

impl FromStr for ShardId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix("shardId-")
            .filter(|digits| digits.len() == 12)
            .and_then(|digits| digits.parse().ok())
            .map(ShardId)
            .ok_or_else(|| format!("“{text}” is no shard id: write it like shardId-000000000003"))
    }
}

/// One shard as `ListShards` knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    pub shard_id: ShardId,
    pub hash_key_range: HashKeyRange,
    /// Set on the children of a split or merge (fact R7).
    pub parent_shard_id: Option<ShardId>,
    /// Set on the child of a merge.
    pub adjacent_parent_shard_id: Option<ShardId>,
    /// A closed shard takes no writes any more (fact R6).
    pub open: bool,
}
