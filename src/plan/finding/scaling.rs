//! How many shards, and the way there.

use super::{ALL, Finding, PROVISIONED, Weight};
use crate::{
    aws::limits::{
        DEFAULT_MAX_RECORD_SIZE, KPL_RECORD_TTL_MS, LARGE_RECORDS_PERCENT, MAX_SHARDS,
        SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND, UPDATE_SHARD_COUNT_CALLS,
    },
    plan::{DimensionKind, Need, Plan, answer::shards, busiest, ladder::ladder, shards_for_throughput},
    units::{Bytes, Count, SimDuration},
};

pub(super) fn shard_quota(plan: &Plan) -> Option<Finding> {
    let quota = plan.workload.region.shard_quota();
    (plan.sizing.total > quota.value).then(|| Finding {
        name: "shard_quota",
        weight: Weight::Warns,
        modes: PROVISIONED,
        what: format!(
            "{} shards are more than the {} that an account can count on in {} at first.",
            Count(plan.sizing.total),
            Count(quota.value),
            plan.workload.region.code()
        ),
        advice: "Ask for a higher quota in time; the shards of all provisioned streams count, and so do those that a scaling makes for a while."
            .to_owned(),
        source: quota.source,
    })
}

pub(super) fn update_shard_count(plan: &Plan) -> Option<Finding> {
    let most = u64::from(MAX_SHARDS.value);
    (plan.sizing.per_stream > most).then(|| Finding {
        name: "shards_of_a_stream",
        weight: Weight::Warns,
        modes: PROVISIONED,
        what: format!(
            "UpdateShardCount takes a stream to {} shards at the most; this one needs {}.",
            Count(most),
            Count(plan.sizing.per_stream)
        ),
        advice: "Share the traffic out over several streams, by a part of the key.".to_owned(),
        source: MAX_SHARDS.source,
    })
}

pub(super) fn waiting_for_the_surge(plan: &Plan) -> Option<Finding> {
    let (surge, flow) = (plan.workload.traffic.surge?, plan.demand.surge?);
    let carried = u128::from(plan.sizing.per_stream) * u128::from(SHARD_RECORDS_PER_SECOND.value) * 1_000;
    let room = u128::from(plan.sizing.per_stream) * u128::from(SHARD_BYTES_PER_SECOND.value.0);
    let ms = u128::from(surge.lasting.millis());
    let records = u128::from(flow.records.milli()).saturating_sub(carried) * ms / 1_000_000;
    let bytes = u128::from(flow.bytes.0).saturating_sub(room) * ms / 1_000;
    if records == 0 && bytes == 0 {
        return None;
    }
    // Where bytes are what is short, the records that wait are those bytes' worth.
    let mean = u128::from(plan.demand.mean_size().0.max(1));
    let records = records.max(bytes / mean);
    let shown = |n: u128| Count(u64::try_from(n).unwrap_or(u64::MAX));
    Some(Finding {
        name: "surge_waits",
        weight: Weight::Warns,
        modes: PROVISIONED,
        what: format!(
            "While the surge lasts, up to {} records ({}) of each stream wait at the producers.",
            shown(records),
            Bytes(u64::try_from(records * mean).unwrap_or(u64::MAX))
        ),
        advice: format!(
            "Producers have to hold them: the KPL gives a record up after {} unless RecordTtl is raised, and a retry loop after its last attempt. If nothing may wait, be level within 0 s.",
            SimDuration::from_millis(KPL_RECORD_TTL_MS.value)
        ),
        source: KPL_RECORD_TTL_MS.source,
    })
}

/// Chance asks for shards beyond throughput, be it for more than there could be.
pub(super) fn the_busiest_second(plan: &Plan) -> Option<Finding> {
    let (sizing, one_in) = (&plan.sizing, plan.workload.throttled_one_in?);
    let milli = plan.demand.peak.records.milli();
    let throttled = |shards: u64| {
        let chance = busiest::chance(milli, sizing.records_that_fit, shards);
        match (1.0 / chance.max(1e-12)).round() as u64 {
            0 | 1 => "nearly every second".to_owned(),
            n => format!("one second in {}", Count(n)),
        }
    };
    let least = shards_for_throughput(&plan.workload, &plan.demand);
    let (weight, what) = match sizing.dimension(DimensionKind::BusiestSecond)?.need {
        Need::Impossible => (
            Weight::Warns,
            format!(
                "No number of shards in reason keeps throttling as rare as one second in {}: a shard takes {} of these records a second, and chance brings more. With {}, at least one is over its limit in {} of the peak.",
                Count(one_in),
                Count(sizing.records_that_fit),
                shards(sizing.per_stream),
                throttled(sizing.per_stream)
            ),
        ),
        Need::Shards(asked) if sizing.bottleneck == DimensionKind::BusiestSecond && asked > least => (
            // Many times as many is a surprise.
            if asked > least.saturating_mul(4) { Weight::Warns } else { Weight::Tells },
            format!(
                "With {}, at least one would be over its limit in {} of the peak: arrivals that do not know of each other come unevenly.",
                shards(sizing.per_stream - 1),
                throttled(sizing.per_stream - 1)
            ),
        ),
        Need::Shards(_) | Need::Any => return None,
    };
    Some(Finding {
        name: "busiest_second",
        weight,
        modes: PROVISIONED,
        what,
        advice: format!(
            "Where producers try again with backoff, a refused write is late and not lost: then throttling may be accepted more often, and {} may do.",
            shards(least)
        ),
        source: "Poisson arrivals, an assumption; the limit by the second is AWS’s",
    })
}

pub(super) fn from_today(plan: &Plan) -> Option<Finding> {
    let now = u64::from(plan.workload.shards_now?);
    let ladder = ladder(now, plan.sizing.per_stream);
    let last = ladder.steps.len();
    if last < 2 && ladder.stopped.is_none() {
        return None;
    }
    let days = match ladder.days() {
        0 => "on one day".to_owned(),
        n => format!("over {} days", n + 1),
    };
    Some(Finding {
        name: "update_shard_count",
        weight: if ladder.stopped.is_some() { Weight::Breaks } else { Weight::Tells },
        modes: PROVISIONED,
        what: format!(
            "From {} to {} shards it takes {last} UpdateShardCount calls, {days}: each at most doubles or halves, and {} fit into 24 hours.",
            Count(now),
            Count(plan.sizing.per_stream),
            UPDATE_SHARD_COUNT_CALLS.value
        ),
        advice: "Scale before the traffic comes: each call takes a few minutes, longer if it is no multiple of a quarter of the shards."
            .to_owned(),
        source: UPDATE_SHARD_COUNT_CALLS.source,
    })
}

pub(super) fn aws_formula(plan: &Plan) -> Option<Finding> {
    let by_records = plan.demand.peak.records.milli().div_ceil(SHARD_RECORDS_PER_SECOND.value * 1_000);
    (plan.sizing.aws_formula < by_records).then(|| Finding {
        name: "aws_formula",
        weight: Weight::Tells,
        modes: PROVISIONED,
        what: format!(
            "AWS’s sizing formula says {}, since it looks at bytes alone: a shard takes 1 MiB/s, but also no more than {} records/s, and these records are small.",
            Count(plan.sizing.aws_formula),
            Count(SHARD_RECORDS_PER_SECOND.value)
        ),
        advice: format!("Take {} for the records alone, or aggregate them.", Count(by_records)),
        source: "docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",
    })
}

pub(super) fn large_records(plan: &Plan) -> Option<Finding> {
    let (largest, usual) = (Bytes(plan.demand.sizes.largest), DEFAULT_MAX_RECORD_SIZE.value);
    (largest > usual).then(|| Finding {
        name: "large_records",
        weight: Weight::Warns,
        modes: ALL,
        what: format!(
            "Records of up to {largest} need a stream whose MaxRecordSizeInKiB was raised; a shard still averages out to 1 MiB a second."
        ),
        advice: format!(
            "Let at most {} % of the records be above {usual}, as AWS advises, or put the data into S3 and send its address.",
            LARGE_RECORDS_PERCENT.value
        ),
        source: LARGE_RECORDS_PERCENT.source,
    })
}
