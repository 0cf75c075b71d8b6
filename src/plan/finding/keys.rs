//! Keys that fill one shard more than others.

use super::{ALL, Finding, PROVISIONED, Weight};
use crate::{
    aws::limits::{AUTO_DISTRIBUTION, SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    plan::{DimensionKind, Need, Plan, sizing::shards_for_throughput},
    units::{Count, RecordsPerSecond, Share},
};

pub(super) fn one_key_too_hot(plan: &Plan) -> Option<Finding> {
    let hottest = plan.sizing.dimension(DimensionKind::HottestShard)?;
    if hottest.need != Need::Impossible {
        return None;
    }
    let share = plan.sizing.skew.heaviest_key;
    let rate = plan.demand.part_of_peak(share);
    let fits = rate.records <= RecordsPerSecond::new(SHARD_RECORDS_PER_SECOND.value)
        && rate.bytes.0 <= SHARD_BYTES_PER_SECOND.value.0;
    if fits {
        return Some(keys_fall_together(plan));
    }
    let share = Share::from_ppm((share * 1e6).round() as u32);
    let salted = plan.sizing.salt.map_or_else(
        || "Give the records keys that spread".to_owned(),
        |salt| {
            format!(
                "Make {} keys of it (“key#0” to “key#{}”) on {} shards, and let consumers put them together again",
                Count(salt.keys),
                salt.keys - 1,
                Count(salt.shards)
            )
        },
    );
    Some(Finding {
        name: "hot_key",
        weight: Weight::Breaks,
        modes: ALL,
        what: format!(
            "The hottest key is {share} of all records: {} and {} at the peak, where one shard takes {}/s and 1 MiB/s. No number of shards carries it, in no capacity mode, as long as keys decide the shard.",
            rate.records,
            rate.bytes,
            Count(SHARD_RECORDS_PER_SECOND.value)
        ),
        advice: format!(
            "{salted}; or, if order per key may go, take an on-demand stream whose record distribution is AUTO, where the service spreads the records."
        ),
        source: AUTO_DISTRIBUTION.source,
    })
}

/// No single key is too hot, and yet some shard always gets too many of them.
fn keys_fall_together(plan: &Plan) -> Finding {
    let fullest = plan.sizing.hottest;
    Finding {
        name: "keys_fall_together",
        weight: Weight::Breaks,
        modes: ALL,
        what: format!(
            "These keys fall so unevenly that the fullest of {} shards would get {} and {}, and many times as many shards do not part them.",
            Count(plan.sizing.per_stream),
            fullest.records,
            fullest.bytes
        ),
        advice: "Give the records more different keys, such as by adding a part that varies; or split the very shard with SplitShard, between the hashes of the keys on it."
            .to_owned(),
        source: "docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",
    }
}

pub(super) fn skew_costs_shards(plan: &Plan) -> Option<Finding> {
    let hottest = plan.sizing.dimension(DimensionKind::HottestShard)?;
    let Need::Shards(shards) = hottest.need else { return None };
    let even = shards_for_throughput(&plan.workload, &plan.demand);
    if shards <= even {
        return None;
    }
    let skew = &plan.sizing.skew;
    let how = if skew.exact { "By their own hashes" } else { "As expected for such keys" };
    Some(Finding {
        name: "skew",
        weight: Weight::Warns,
        modes: PROVISIONED,
        what: format!(
            "{how}, the fullest of {} shards gets {:.2} times the mean; with even keys {} shards would do.",
            Count(plan.sizing.per_stream),
            skew.over_mean(plan.sizing.per_stream),
            Count(even)
        ),
        advice: "More and evener keys need fewer shards: add something to the key that varies, if order per key allows."
            .to_owned(),
        source: "docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",
    })
}
