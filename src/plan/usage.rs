//! What a plan's period comes to in what is billed, in the steady state: as much is held as the retention lets pile
//! up.

use super::{bill::Usage, demand::Demand, workload::Workload};
use crate::aws::pricing::{LONG_TERM_AFTER_HOURS, RETENTION_INCLUDED_HOURS};

const HOUR_MS: u128 = 3_600_000;

/// Of all streams of the workload, with so many shards each, over its period at its average rate.
pub fn usage(workload: &Workload, demand: &Demand, shards: u64) -> Usage {
    let hours = u128::from(workload.period.hours());
    let streams = u128::from(workload.streams);
    let all_shards = streams * u128::from(shards);
    let elapsed_ms = hours * HOUR_MS;
    let sizes = &demand.sizes;
    // Of all streams at once, and divided last: neither a stream nor a mean record has to be a whole number of anything.
    let grown = u128::from(100 + workload.growth_percent);
    let milli = u128::from(workload.traffic.average().milli()) * grown * hours * 3_600;
    let whole = 1_000 * 100 * u128::from(demand.aggregated) * u128::from(sizes.records.max(1));
    let of_all = |sum: u128| mul_div(milli, sum, whole);
    let bytes = of_all(sizes.bytes);
    let retention = workload.retention_hours;
    let between = |from: u32, to: u32| u128::from(retention.min(to).saturating_sub(from));
    // Held at any time: what came within those hours. Times the hours of the period.
    let held = |held_hours: u128| of_all(sizes.bytes) * held_hours;
    let is_extended = retention > RETENTION_INCLUDED_HOURS;
    let replayed = mul_div(bytes, u128::from(workload.replay_hours), 730);
    Usage {
        elapsed_ms,
        stream_ms: elapsed_ms * streams,
        shard_ms: elapsed_ms * all_shards,
        put_payload_units: of_all(sizes.put_payload_units),
        on_demand_bytes_in: of_all(sizes.on_demand_bytes),
        shared_bytes_out: bytes * u128::from(workload.shared_consumers),
        fan_out_bytes_out: bytes * u128::from(workload.fan_out_consumers),
        consumer_shard_ms: elapsed_ms * all_shards * u128::from(workload.fan_out_consumers),
        extended_shard_ms: if is_extended { elapsed_ms * all_shards } else { 0 },
        extended_byte_hours: held(between(RETENTION_INCLUDED_HOURS, LONG_TERM_AFTER_HOURS)),
        long_term_byte_hours: held(between(LONG_TERM_AFTER_HOURS, u32::MAX)),
        long_term_retrieved_bytes: if retention > LONG_TERM_AFTER_HOURS { replayed } else { 0 },
    }
}

/// a · b ÷ c, halves up; the quotient is taken first where the product would not fit.
pub(super) fn mul_div(a: u128, b: u128, c: u128) -> u128 {
    match a.checked_mul(b) {
        Some(product) => (product + c / 2) / c,
        None => (a / c).saturating_mul(b) + (a % c).saturating_mul(b) / c,
    }
}
