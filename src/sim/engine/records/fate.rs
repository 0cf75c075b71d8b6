//! What becomes of a record: in, tried again, moved with its shard, or given up.

use super::Item;
use crate::{
    kinesis::{HashKey, ShardId, ShardMap},
    sim::{
        engine::{core::Core, producer::ProducerState},
        key_space::{PARTS, Place},
        scenario::Retry,
    },
};

/// One record is in, and its producer knows it at `known`.
pub(in crate::sim::engine) fn accept(item: &Item, known: u64, core: &mut Core, producer: &mut ProducerState) {
    core.accepted(producer, 1, u64::from(item.bytes), known - u64::from(item.born));
    let current = item.source == producer.source();
    if current && producer.order.accept(item.key, item.serial) {
        core.out_of_order += 1;
    }
}

/// Records that are not in and of which `which` is true are dropped, and leave.
pub(super) fn give_up(
    items: &mut Vec<Item>,
    core: &mut Core,
    producer: &mut ProducerState,
    which: impl Fn(&Item) -> bool,
) {
    items.retain(|item| {
        let lost = !item.accepted && which(item);
        if lost {
            core.dropped(producer, 1, u64::from(item.bytes));
        }
        !lost
    });
}

/// Full jitter: before retry k at random between 0 and min(cap, base · 2ᵏ⁻¹), in milliseconds.
pub(in crate::sim::engine) fn backoff(
    retry: &Retry,
    attempts_made: u32,
    producer: &mut ProducerState,
) -> u64 {
    let longest = longest_backoff(retry, attempts_made);
    u64::from(producer.backoff_random.below(longest as u32 + 1))
}

pub(in crate::sim::engine) fn longest_backoff(retry: &Retry, attempts_made: u32) -> u64 {
    let doubled = retry.base.millis() << (attempts_made - 1).min(20);
    doubled.min(retry.cap.millis())
}

/// The shard has been closed since the record was made: its key lies on another one now.
pub(in crate::sim::engine) fn reroute_if_closed(item: &mut Item, core: &Core, producer: &mut ProducerState) {
    let open = core.map.shard(ShardId(item.shard)).is_some_and(|s| s.open);
    if open {
        return;
    }
    let place = if item.source == producer.source() {
        producer.keys.place(item.key, &core.map)
    } else {
        let hash = middle_of_part(&core.map, item);
        crate::sim::key_space::place_of(hash, 0, &core.map)
    };
    let Place { shard, part, .. } = place;
    item.shard = shard;
    item.part = part;
}

/// For a record of a key set that is no longer there: the middle of the sixteenth its key lay in.
fn middle_of_part(map: &ShardMap, item: &Item) -> HashKey {
    map.shard(ShardId(item.shard)).map_or(HashKey::MIN, |shard| {
        let range = shard.hash_key_range;
        let sixteenth = (range.ending_hash_key.0 - range.starting_hash_key.0) / PARTS as u128;
        HashKey(range.starting_hash_key.0 + sixteenth * u128::from(item.part) + sixteenth / 2)
    })
}
