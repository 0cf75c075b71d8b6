//! The same keys on other numbers of shards.

use super::{Plan, Skew};
use crate::aws::limits::{SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkewRow {
    pub shards: u64,
    /// The fullest shard's load over the mean.
    pub over_mean: f64,
    /// The fullest shard's part of all records, from 0 to 1.
    pub fullest: f64,
    /// Part of the tighter limit that the fullest shard uses at the peak, in thousandths, rounded up.
    pub used_milli: u64,
}

/// With half, all, twice and four times the shards that are advised.
pub fn skew_table(plan: &Plan) -> Vec<SkewRow> {
    let advised = plan.sizing.per_stream;
    let mut counts = vec![advised / 2, advised, advised.saturating_mul(2), advised.saturating_mul(4)];
    counts.retain(|&shards| shards > 0);
    let row = |shards: u64| {
        let skew = if shards == advised { plan.sizing.skew } else { Skew::of(&plan.workload.keys, shards) };
        SkewRow {
            shards,
            over_mean: skew.over_mean(shards),
            fullest: skew.fullest,
            used_milli: used(plan, skew.fullest),
        }
    };
    counts.into_iter().map(row).collect()
}

fn used(plan: &Plan, fullest: f64) -> u64 {
    let peak = &plan.demand.peak;
    let part = |whole: u64, limit: u64| (whole as f64 * fullest * 1_000.0 / limit as f64).ceil() as u64;
    part(peak.records.milli(), SHARD_RECORDS_PER_SECOND.value * 1_000)
        .max(part(peak.bytes.0, SHARD_BYTES_PER_SECOND.value.0))
}
