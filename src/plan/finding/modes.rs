//! What the on-demand modes do not do, or bill anyway.

use super::{ADVANTAGE, Finding, ON_DEMAND, STANDARD, Weight};
use crate::{
    aws::{
        limits::{
            ON_DEMAND_RISE, ON_DEMAND_RISE_FACTOR, ON_DEMAND_START, ON_DEMAND_STREAMS, WARM_THROUGHPUT,
        },
        pricing::{ADVANTAGE_COMMITMENT_BYTES_PER_SECOND, ADVANTAGE_COMMITMENT_HOURS},
    },
    plan::{Flow, Plan},
    units::{BytesPerSecond, Count},
};

const BLOG: &str =
    "aws.amazon.com/blogs/big-data/kinesis-on-demand-advantage-saves-60-on-streaming-costs/ (2026-03-09)";

pub(super) fn surge_beyond_twice(plan: &Plan) -> Option<Finding> {
    let (surge, peak) = (plan.demand.surge?, plan.demand.peak);
    let most = peak.records.milli().saturating_mul(ON_DEMAND_RISE_FACTOR.value);
    (surge.records.milli() > most).then(|| Finding {
        name: "on_demand_surge",
        weight: Weight::Breaks,
        modes: STANDARD,
        what: format!(
            "On-demand Standard may throttle this surge: {} is {:.1} times the peak of {}, and a stream takes up to {} times its peak of the last 30 days if it gets there within {}.",
            surge.records,
            surge.records.milli() as f64 / peak.records.milli().max(1) as f64,
            peak.records,
            ON_DEMAND_RISE_FACTOR.value,
            ON_DEMAND_RISE.value
        ),
        advice: format!(
            "Set warm throughput for {} in On-demand Advantage, or provision the shards.",
            surge.bytes
        ),
        source: ON_DEMAND_RISE.source,
    })
}

/// About four shards: 4 MB/s, and by the shards' other limit 4,000 records/s.
pub(super) fn a_new_stream_is_small(plan: &Plan) -> Option<Finding> {
    let start = ON_DEMAND_START.value.0;
    let Flow { records, bytes } = plan.demand.peak;
    let small_records = records.milli() > 4_000_000;
    (bytes.0 > start || small_records).then(|| Finding {
        name: "new_on_demand_stream",
        weight: Weight::Warns,
        modes: ON_DEMAND,
        what: format!(
            "A new on-demand stream begins with 4 MB/s of writes, about four shards; the peak is {bytes}, {} records a second.",
            Count(records.whole())
        ),
        advice: format!(
            "Let the traffic grow, at most twice within {}; or create the stream with as many shards as the peak needs and switch its mode, which keeps them; or set warm throughput in On-demand Advantage.",
            ON_DEMAND_RISE.value
        ),
        source: ON_DEMAND_START.source,
    })
}

pub(super) fn region_quota(plan: &Plan) -> Option<Finding> {
    let quota = plan.workload.region.on_demand_write_quota();
    let highest = plan.demand.surge.map_or(plan.demand.peak, |surge| surge).bytes;
    (highest.0 > quota.value.0).then(|| Finding {
        name: "on_demand_quota",
        weight: Weight::Breaks,
        modes: ON_DEMAND,
        what: format!(
            "{highest} is more than an on-demand stream scales to in {} by default: {}/s.",
            plan.workload.region.code(),
            quota.value
        ),
        advice: format!(
            "Ask for a higher quota, share the traffic out over several streams, or provision; warm throughput goes to {}/s.",
            WARM_THROUGHPUT.value
        ),
        source: quota.source,
    })
}

pub(super) fn streams_quota(plan: &Plan) -> Option<Finding> {
    let most = ON_DEMAND_STREAMS.value;
    (plan.workload.streams > most).then(|| Finding {
        name: "on_demand_streams",
        weight: Weight::Warns,
        modes: ON_DEMAND,
        what: format!(
            "{} on-demand streams are more than the {most} that an account has in a Region at first.",
            Count(plan.workload.streams.into())
        ),
        advice: "Ask for a higher quota; provisioned streams have none.".to_owned(),
        source: ON_DEMAND_STREAMS.source,
    })
}

pub(super) fn commitment(plan: &Plan) -> Option<Finding> {
    let (missing_in, missing_out) = plan.usage.shortfall();
    if missing_in == 0 && missing_out == 0 {
        return None;
    }
    let per_second = |bytes: u128| {
        let rate = (bytes * 1_000).checked_div(plan.usage.elapsed_ms).unwrap_or(0);
        BytesPerSecond(u64::try_from(rate).unwrap_or(u64::MAX))
    };
    let out = plan.usage.shared_bytes_out + plan.usage.fan_out_bytes_out;
    Some(Finding {
        name: "advantage_minimum",
        weight: Weight::Warns,
        modes: ADVANTAGE,
        what: format!(
            "On-demand Advantage bills at least {commitment} in and {commitment} out, for all on-demand streams of the account and Region together; this workload has {} in and {} out.",
            per_second(plan.usage.on_demand_bytes_in),
            per_second(out),
            commitment = BytesPerSecond(ADVANTAGE_COMMITMENT_BYTES_PER_SECOND)
        ),
        advice: format!(
            "It pays when other on-demand streams fill the rest; the commitment stands for at least {ADVANTAGE_COMMITMENT_HOURS} hours."
        ),
        source: BLOG,
    })
}
