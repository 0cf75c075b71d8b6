//! What is billed of a run, in the report.

use serde_json::{Value, json};

use crate::sim::Metered;

/// Sums of bytes times milliseconds may leave 64 bits: they are strings.
pub(super) fn metered_json(metered: &Metered) -> Value {
    json!({
        "elapsed_ms": metered.elapsed_ms,
        "shard_ms": metered.shard_ms,
        "records_in": metered.records_in,
        "bytes_in": metered.bytes_in,
        "put_payload_units": metered.put_payload_units,
        "on_demand_bytes_in": metered.on_demand_bytes_in,
        "shared_bytes_out": metered.shared_bytes_out,
        "fan_out_bytes_out": metered.fan_out_bytes_out,
        "consumer_shard_ms": metered.consumer_shard_ms,
        "extended_shard_ms": metered.extended_shard_ms,
        "extended_byte_ms": metered.extended_byte_ms.to_string(),
        "long_term_byte_ms": metered.long_term_byte_ms.to_string(),
        "long_term_bytes_out": metered.long_term_bytes_out,
    })
}
