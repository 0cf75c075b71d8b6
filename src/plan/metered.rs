//! A run of the simulator, as it is billed.

use super::Usage;
use crate::{aws::pricing::MONTH_HOURS, sim::Metered};

const HOUR_MS: u128 = 3_600_000;

impl Usage {
    /// What a run used so far. Held bytes go to whole byte-hours, halves up.
    pub fn of_run(metered: &Metered) -> Self {
        let byte_hours = |byte_ms: u128| (byte_ms + HOUR_MS / 2) / HOUR_MS;
        Self {
            elapsed_ms: metered.elapsed_ms.into(),
            stream_ms: metered.elapsed_ms.into(),
            shard_ms: metered.shard_ms.into(),
            put_payload_units: metered.put_payload_units.into(),
            on_demand_bytes_in: metered.on_demand_bytes_in.into(),
            shared_bytes_out: metered.shared_bytes_out.into(),
            fan_out_bytes_out: metered.fan_out_bytes_out.into(),
            consumer_shard_ms: metered.consumer_shard_ms.into(),
            extended_shard_ms: metered.extended_shard_ms.into(),
            extended_byte_hours: byte_hours(metered.extended_byte_ms),
            long_term_byte_hours: byte_hours(metered.long_term_byte_ms),
            long_term_retrieved_bytes: metered.long_term_bytes_out.into(),
        }
    }

    /// A month that goes on as it went on average so far; nothing before any time has passed. What is held is taken
    /// as it is, and not as it would pile up.
    pub fn month_at_this_pace(&self) -> Option<Self> {
        let month_ms = MONTH_HOURS * HOUR_MS;
        let scaled = |used: u128| (used * month_ms).checked_div(self.elapsed_ms);
        Some(Self {
            elapsed_ms: scaled(self.elapsed_ms)?,
            stream_ms: scaled(self.stream_ms)?,
            shard_ms: scaled(self.shard_ms)?,
            put_payload_units: scaled(self.put_payload_units)?,
            on_demand_bytes_in: scaled(self.on_demand_bytes_in)?,
            shared_bytes_out: scaled(self.shared_bytes_out)?,
            fan_out_bytes_out: scaled(self.fan_out_bytes_out)?,
            consumer_shard_ms: scaled(self.consumer_shard_ms)?,
            extended_shard_ms: scaled(self.extended_shard_ms)?,
            extended_byte_hours: scaled(self.extended_byte_hours)?,
            long_term_byte_hours: scaled(self.long_term_byte_hours)?,
            long_term_retrieved_bytes: scaled(self.long_term_retrieved_bytes)?,
        })
    }
}
