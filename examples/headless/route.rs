//! `route`: which shard a key goes to, on a stream of evenly split shards.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use shardscope::kinesis::{HashKey, ParseHashKeyError, PartitionKey, ShardMap};

use crate::{
    Answer,
    error::{Refusal, invalid_argument, serialization, validation},
};

/// More than any account may have; a larger count is refused before anything is laid out.
const MAX_SHARDS: u64 = 100_000;
/// Maps of shards that are kept for the lines to come.
const KEPT: usize = 64;

/// The answer, under AWS's names.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Routed {
    hash_key: String,
    shard_id: String,
}

#[derive(Default)]
pub(crate) struct Router {
    maps: BTreeMap<u32, ShardMap>,
}

impl Router {
    pub(crate) fn answer(&mut self, line: &Map<String, Value>) -> Answer {
        let key = match line.get("PartitionKey") {
            Some(Value::String(text)) => {
                PartitionKey::new(text.as_str()).map_err(|why| validation(why.to_string()))?
            }
            Some(Value::Null) | None => return Err(validation("PartitionKey is missing")),
            Some(_) => return Err(serialization("PartitionKey has to be a string")),
        };
        let hash = match line.get("ExplicitHashKey") {
            Some(Value::String(text)) => text.parse::<HashKey>().map_err(refused_hash_key)?,
            Some(Value::Null) | None => key.hash_key(),
            Some(_) => return Err(serialization("ExplicitHashKey has to be a decimal string")),
        };
        let shard_count = shard_count(line)?;
        if self.maps.len() >= KEPT && !self.maps.contains_key(&shard_count) {
            self.maps.clear();
        }
        let map = self.maps.entry(shard_count).or_insert_with(|| ShardMap::even(shard_count));
        let routed = Routed { hash_key: hash.to_string(), shard_id: map.route(hash).to_string() };
        serde_json::to_value(routed).map_err(|why| serialization(&why.to_string()))
    }
}

fn refused_hash_key(why: ParseHashKeyError) -> Refusal {
    match why {
        ParseHashKeyError::Pattern => validation(why.to_string()),
        ParseHashKeyError::OutOfRange => invalid_argument(why.to_string()),
    }
}

fn shard_count(line: &Map<String, Value>) -> Result<u32, Refusal> {
    let value = line.get("ShardCount").ok_or_else(|| validation("ShardCount is missing"))?;
    let count =
        value.as_u64().ok_or_else(|| serialization("ShardCount has to be a whole number from 1 on"))?;
    if !(1..=MAX_SHARDS).contains(&count) {
        return Err(validation(format!("ShardCount has to be between 1 and {MAX_SHARDS}, not {count}")));
    }
    Ok(count as u32)
}
