//! The planned consumers, as KCL applications that keep up.

use crate::{
    aws::limits::{FAN_OUT_CONSUMERS, SHARD_RECORDS_PER_SECOND},
    plan::Plan,
    sim::scenario::{Application, MAX_RATE, MAX_READERS, MAX_WORKERS, Reader, Work},
    units::{Count, RecordsPerSecond},
};

/// How many times what a shard takes, a process without a limit of its own manages.
const QUICK: u64 = 2;

pub(super) fn readers(plan: &Plan, shards: u32, left_out: &mut Vec<String>) -> Vec<Reader> {
    let (shared, fan_out) = (plan.workload.shared_consumers, plan.workload.fan_out_consumers);
    let fanned = fan_out.min(FAN_OUT_CONSUMERS.value as u32);
    let sharing = shared.min(MAX_READERS as u32 - fanned);
    if fanned < fan_out {
        left_out.push(format!(
            "{fanned} of {fan_out} fan-out consumers read: more than {fanned} only On-demand Advantage allows."
        ));
    }
    if sharing < shared {
        let shared = Count(shared.into());
        left_out.push(format!("{sharing} of {shared} consumers that share read: a run has {MAX_READERS}."));
    }
    let work = Work::Application(application(plan, shards));
    let sharing = (1..=sharing).map(|n| Reader::new(&format!("shared {n}"), work.clone()));
    let fanned = (1..=fanned).map(|n| Reader::new(&format!("fan-out {n}"), work.clone()).fan_out());
    sharing.chain(fanned).collect()
}

/// One process for each shard, as far as an application may have so many.
fn application(plan: &Plan, shards: u32) -> Application {
    let workers = shards.min(MAX_WORKERS);
    let of_each = u64::from(shards.div_ceil(workers));
    let rate = match plan.workload.process_manages {
        // Told in users' records; a reader counts those of Kinesis.
        Some(rate) => (rate.milli() / plan.demand.aggregated.max(1)).saturating_mul(of_each),
        None => SHARD_RECORDS_PER_SECOND.value * QUICK * 1_000 * of_each,
    };
    let rate = RecordsPerSecond::from_milli(rate.clamp(1, MAX_RATE.milli()));
    Application { workers, rate, ..Application::default() }
}
