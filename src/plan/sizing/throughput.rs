//! Dimensions of which every shard takes so much, whoever writes what.

use super::{Dimension, DimensionKind, Need, SHARD_BYTES, SHARD_MILLI, SHARD_READ};
use crate::{
    aws::limits::{GET_RECORDS_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    plan::{Demand, Flow, Surge, Workload},
    units::{BytesPerSecond, RecordsPerSecond},
};

/// Calls of `GetRecords` per second that a shared consumer is taken to make on each shard (fact E5).
pub const POLLS_PER_SECOND: u64 = 1;

/// In a fixed order; those of consumers and of a surge only where there are any.
pub(super) fn throughput(workload: &Workload, demand: &Demand) -> Vec<Dimension> {
    let mut all = writes(demand);
    all.extend(reads(workload, demand));
    all.extend(surge(workload, demand));
    all
}

fn asks(kind: DimensionKind, working: String, shards: u128) -> Dimension {
    let need = Need::Shards(u64::try_from(shards).unwrap_or(u64::MAX));
    Dimension { kind, working, need, used_milli: 0 }
}

fn asks_nothing(kind: DimensionKind, working: String) -> Dimension {
    Dimension { kind, working, need: Need::Any, used_milli: 0 }
}

fn writes(demand: &Demand) -> Vec<Dimension> {
    let Flow { records, bytes } = demand.peak;
    let per_second = RecordsPerSecond::new(SHARD_RECORDS_PER_SECOND.value);
    vec![
        asks(
            DimensionKind::RecordsIn,
            format!("{records} ÷ {per_second}"),
            u128::from(records.milli()).div_ceil(SHARD_MILLI.into()),
        ),
        asks(
            DimensionKind::BytesIn,
            format!("{bytes} ÷ {}", BytesPerSecond(SHARD_BYTES)),
            u128::from(bytes.0).div_ceil(SHARD_BYTES.into()),
        ),
    ]
}

fn reads(workload: &Workload, demand: &Demand) -> Vec<Dimension> {
    let (shared, read) = (workload.shared_consumers, BytesPerSecond(SHARD_READ));
    let mut all = Vec::new();
    if shared > 0 {
        all.push(asks(
            DimensionKind::SharedBytesOut,
            format!("{} × {shared} ÷ {read}", demand.peak.bytes),
            shared_out(workload, demand).div_ceil(SHARD_READ.into()),
        ));
        let calls = GET_RECORDS_PER_SECOND.value;
        let working = format!("{shared} × {POLLS_PER_SECOND}/s of {calls}/s on each shard");
        all.push(asks_nothing(DimensionKind::GetRecordsCalls, working));
    }
    if workload.fan_out_consumers > 0 {
        let working = format!("each consumer has its own {read}");
        all.push(asks_nothing(DimensionKind::FanOutBytesOut, working));
    }
    if let Some(manages) = workload.process_manages {
        let users = user_milli(demand, demand.peak);
        let shown = RecordsPerSecond::from_milli(u64::try_from(users).unwrap_or(u64::MAX));
        let shards = users.div_ceil(u128::from(manages.milli().max(1)));
        all.push(asks(DimensionKind::ConsumerProcess, format!("{shown} ÷ {manages}"), shards));
    }
    all
}

fn surge(workload: &Workload, demand: &Demand) -> Option<Dimension> {
    let (surge, flow) = (workload.traffic.surge?, demand.surge?);
    let (records, bytes) = carried(surge, flow, demand.peak);
    Some(asks(
        DimensionKind::SurgeRecovery,
        surge_working(surge, flow, records),
        records.div_ceil(SHARD_MILLI.into()).max(bytes.div_ceil(SHARD_BYTES.into())),
    ))
}

pub(super) fn shared_out(workload: &Workload, demand: &Demand) -> u128 {
    u128::from(demand.peak.bytes.0) * u128::from(workload.shared_consumers)
}

/// Consumers count the records of users, not those of Kinesis.
pub(super) fn user_milli(demand: &Demand, flow: Flow) -> u128 {
    u128::from(flow.records.milli()) * u128::from(demand.aggregated)
}

/// Records (thousandths) and bytes per second that have to be carried, so that all of the surge and of the time until
/// one has to be level, at the peak, is through: (surge × lasting + peak × within) ÷ (lasting + within).
fn carried(surge: Surge, flow: Flow, peak: Flow) -> (u128, u128) {
    let (lasting, within) = (u128::from(surge.lasting.millis()), u128::from(surge.level_within.millis()));
    let carried = |above: u64, level: u64| {
        (u128::from(above) * lasting + u128::from(level) * within).div_ceil((lasting + within).max(1))
    };
    (carried(flow.records.milli(), peak.records.milli()), carried(flow.bytes.0, peak.bytes.0))
}

fn surge_working(surge: Surge, flow: Flow, records: u128) -> String {
    let carried = RecordsPerSecond::from_milli(u64::try_from(records).unwrap_or(u64::MAX));
    if surge.level_within.millis() == 0 {
        return format!("{} for {}, nothing waits", flow.records, surge.lasting);
    }
    format!("{} for {}, level {} later: {carried}", flow.records, surge.lasting, surge.level_within)
}
