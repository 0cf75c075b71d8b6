//! The domain in AWS's words, without time and without chance: keys, hashes, ranges, shards, and the map from
//! one to the other.

mod hash_key;
mod partition_key;
mod sequence_number;
mod shard;
mod shard_map;

pub use hash_key::{HashKey, HashKeyRange, ParseHashKeyError};
pub use partition_key::{PartitionKey, PartitionKeyError};
pub use sequence_number::SequenceNumber;
pub use shard::{Shard, ShardId};
pub use shard_map::{ShardMap, SplitError};
