//! How the stream is read.

use super::{ALL, Finding, PROVISIONED, Weight};
use crate::{
    aws::{
        limits::{
            FAN_OUT_CONSUMERS, FAN_OUT_CONSUMERS_ADVANTAGE, GET_RECORDS_PER_SECOND,
            SHARD_READ_BYTES_PER_SECOND,
        },
        pricing::{Item, Mode, PriceSheet},
    },
    plan::{DimensionKind, Plan, Workload, bill::bill, usage},
    units::{Count, Usd},
};

pub(super) fn calls(plan: &Plan) -> Option<Finding> {
    let used = plan.sizing.dimension(DimensionKind::GetRecordsCalls)?;
    let consumers = plan.workload.shared_consumers;
    (used.used_milli > 1_000).then(|| Finding {
        name: "get_records_calls",
        weight: Weight::Breaks,
        modes: ALL,
        what: format!(
            "{} consumers that each poll a shard once a second make {0} GetRecords calls where {} are answered; more shards do not change that.",
            Count(consumers.into()),
            GET_RECORDS_PER_SECOND.value
        ),
        advice: format!(
            "Register {} of them for enhanced fan-out, or let each poll less often, and read later for it.",
            Count(u64::from(consumers - GET_RECORDS_PER_SECOND.value))
        ),
        source: GET_RECORDS_PER_SECOND.source,
    })
}

const FEWER: &[Mode] = &[Mode::Provisioned, Mode::OnDemandStandard];

pub(super) fn too_many_fan_out_consumers(plan: &Plan) -> Option<Finding> {
    let (most, consumers) = (FAN_OUT_CONSUMERS.value, plan.workload.fan_out_consumers as usize);
    (consumers > most).then(|| Finding {
        name: "fan_out_consumers",
        weight: Weight::Breaks,
        modes: FEWER,
        what: format!(
            "{consumers} fan-out consumers are more than the {most} that a stream has in these modes."
        ),
        advice: format!(
            "On-demand Advantage allows {}; or let one consumer pass records on to several.",
            FAN_OUT_CONSUMERS_ADVANTAGE.value
        ),
        source: FAN_OUT_CONSUMERS_ADVANTAGE.source,
    })
}

/// What the same consumers would cost as shared ones, with the shards that this needs.
pub(super) fn fan_out_costs_more_than_shards(plan: &Plan, prices: &PriceSheet) -> Option<Finding> {
    let workload = &plan.workload;
    let all = workload.shared_consumers + workload.fan_out_consumers;
    if workload.fan_out_consumers == 0 || all > GET_RECORDS_PER_SECOND.value {
        return None;
    }
    let read = u128::from(plan.demand.peak.bytes.0) * u128::from(all);
    let for_reads = read.div_ceil(SHARD_READ_BYTES_PER_SECOND.value.0.into());
    let shards = u64::try_from(for_reads).unwrap_or(u64::MAX).max(plan.sizing.per_stream);
    let shared = Workload { shared_consumers: all, fan_out_consumers: 0, ..workload.clone() };
    let shared = bill(Mode::Provisioned, &usage(&shared, &plan.demand, shards), prices).total()?;
    let mine = plan.bill(Mode::Provisioned);
    let saved = mine.total()?.nanos().checked_sub(shared.nanos()).filter(|&saved| saved > 0)?;
    let fan_out: Usd = mine
        .lines
        .iter()
        .filter(|line| matches!(line.item, Item::ConsumerShardHours | Item::FanOutRetrieval))
        .filter_map(|line| line.usd)
        .sum();
    Some(Finding {
        name: "fan_out_cost",
        weight: Weight::Warns,
        modes: PROVISIONED,
        what: format!(
            "Fan-out is {} of the provisioned bill. As {all} consumers that share the reads they would need {} shards, and the bill would be {} less.",
            fan_out.about(),
            Count(shards),
            Usd::from_nanos(saved).about()
        ),
        advice: "Keep fan-out for consumers that need records within some 70 ms, or each their own throughput; let the others share."
            .to_owned(),
        source: "docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html",
    })
}
