//! A plan as a run of the simulator: one stream, with the advised shards, under the planned traffic.
//!
//! What a run cannot have (more shards than a stream may have, keys of which only the number is known …) is replaced
//! by what comes nearest, and said. Every plan has a run that [`Scenario::check`] lets through.

mod keys;
mod readers;
mod traffic;

use self::{keys::RunKeys, traffic::RunTraffic};
use super::{Aggregation, Plan, RecordSizes};
use crate::{
    aws::limits::{DEFAULT_MAX_RECORD_SIZE, KPL_RECORD_TTL_MS, MAX_RECORD_SIZE, MAX_SHARDS},
    sim::scenario::{MAX_PROCESSES, MAX_RATE, Producer, Put, Rate, RecordSize, Resolution, Retry, Scenario},
    units::{Bytes, Count, RecordsPerSecond, Share, SimDuration, SimTime},
};

/// A day of a hundred shards and a week of thirty can be looked at; the day of a thousand takes too long.
const MOST_SHARD_SECONDS: u64 = 20_000_000;
/// Record by record: no more records, shards and time than this.
const MOST_RECORDS: u64 = 5_000_000;
const MOST_WAITING: u64 = 1_000_000;
const MOST_SHARDS_BY_RECORD: u32 = 64;
const LONGEST_BY_RECORD: SimDuration = SimDuration::from_secs(900);
/// The most attempts that a retry policy may make.
const MOST_ATTEMPTS: u32 = 100;

/// A scenario for a plan, and what of the plan is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub scenario: Scenario,
    /// Sentences.
    pub left_out: Vec<String>,
}

/// A part of the planned traffic, on a part of the planned shards.
#[derive(Debug, Clone, Copy)]
struct Part {
    of: u128,
    whole: u128,
}

impl Part {
    fn rate(self, rate: RecordsPerSecond) -> RecordsPerSecond {
        let milli = u128::from(rate.milli()) * self.of / self.whole;
        RecordsPerSecond::from_milli(u64::try_from(milli).unwrap_or(u64::MAX))
    }

    fn shards(self, shards: u64) -> u32 {
        let shards = (u128::from(shards) * self.of).div_ceil(self.whole);
        shards.clamp(1, u128::from(MAX_SHARDS.value)) as u32
    }
}

impl Run {
    /// With the shards that are advised.
    pub fn of(plan: &Plan) -> Self {
        Self::with_shards(plan, plan.sizing.per_stream)
    }

    /// With so many shards.
    pub fn with_shards(plan: &Plan, shards: u64) -> Self {
        let mut left_out = Vec::new();
        let part = part_of(plan, shards, &mut left_out);
        let shards = part.shards(shards);
        let traffic = RunTraffic::of(&plan.workload, part, shards, &mut left_out);
        let keys = RunKeys::of(&plan.workload.keys, &mut left_out);
        let (size, max_record_size) = sizes(&plan.workload.sizes, &keys, &mut left_out);
        let resolution = traffic.resolution(shards);
        let retention = SimDuration::from_hours(u64::from(plan.workload.retention_hours));
        let processes = processes(plan, &traffic, &mut left_out);
        let producer = |name: &str, rate: Rate| Producer {
            processes,
            put: if plan.demand.aggregated > 1 { Put::Kpl } else { Put::default() },
            retry: traffic.retry(),
            ..Producer::new(name, rate, size, keys.keys.clone())
        };
        let mut producers = vec![producer(&plan.workload.stream_name, traffic.rate.clone())];
        producers[0].name.truncate(crate::sim::scenario::MAX_NAME_CHARS);
        producers.extend(traffic.surge.as_ref().map(|surge| Producer {
            from: surge.from,
            until: Some(surge.from + surge.lasting),
            ..producer("surge", Rate::Constant(surge.more))
        }));
        let readers = readers::readers(plan, shards, &mut left_out);
        say_of_the_rest(plan, traffic.duration, &mut left_out);
        let scenario = Scenario {
            seed: 1,
            resolution,
            duration: traffic.duration,
            shard_count: shards,
            max_record_size,
            producers,
            retention,
            readers,
            changes: Vec::new(),
        };
        Self { scenario, left_out }
    }
}

/// How much of the plan fits into one stream of the simulator's.
fn part_of(plan: &Plan, shards: u64, left_out: &mut Vec<String>) -> Part {
    let highest = traffic::highest(&plan.workload);
    let by_shards = (u128::from(MAX_SHARDS.value), u128::from(shards.max(1)));
    let by_rate = (u128::from(MAX_RATE.milli()), u128::from(highest.milli().max(1)));
    let (of, whole) = if by_shards.0 * by_rate.1 < by_rate.0 * by_shards.1 { by_shards } else { by_rate };
    if of >= whole {
        return Part { of: 1, whole: 1 };
    }
    let part = Part { of, whole };
    let share = Share::from_ppm((of * 1_000_000 / whole) as u32);
    left_out.push(if of == u128::from(MAX_SHARDS.value) {
        format!(
            "The plan has {} shards and a stream at most {}: the run has {share} of the traffic on {share} of the shards.",
            Count(shards),
            Count(MAX_SHARDS.value.into())
        )
    } else {
        format!("A run has at most {MAX_RATE}: it has {share} of the traffic on {share} of the shards.")
    });
    part
}

/// Of the data, without the key; and the stream's largest record.
fn sizes(sizes: &RecordSizes, keys: &RunKeys, left_out: &mut Vec<String>) -> (RecordSize, Bytes) {
    let (smallest, largest) = match sizes {
        RecordSizes::Fixed(size) => (*size, *size),
        RecordSizes::Range { min, max } => (*min, *max),
        RecordSizes::Measured(sample) => {
            let mean = sample.bytes.div_ceil(u128::from(sample.records.max(1)));
            let mean = Bytes(u64::try_from(mean).unwrap_or(u64::MAX));
            left_out.push(format!("Every record has the mean size of those that were measured, {mean}."));
            (mean, mean)
        }
    };
    let usual = DEFAULT_MAX_RECORD_SIZE.value;
    let max_record = if largest <= usual { usual } else { MAX_RECORD_SIZE.value };
    let most = max_record.0.saturating_sub(keys.longest);
    let data = |size: Bytes| Bytes(size.0.saturating_sub(keys.bytes).min(most));
    if smallest.0 < keys.bytes {
        let key = Bytes(keys.bytes);
        left_out.push(format!("A partition key of the run has {key}: no record is smaller than that."));
    }
    let size = if smallest == largest {
        RecordSize::Fixed(data(largest))
    } else {
        RecordSize::Range { min: data(smallest), max: data(largest) }
    };
    (size, max_record)
}

fn processes(plan: &Plan, traffic: &RunTraffic, left_out: &mut Vec<String>) -> u32 {
    let Aggregation::Kpl { processes } = plan.workload.aggregation else { return 1 };
    let aggregated = plan.demand.aggregated;
    if aggregated > 1 && processes > MAX_PROCESSES {
        let most = Count(MAX_PROCESSES.into());
        left_out.push(format!(
            "The run has {most} producer processes of {}: each fills its records sooner.",
            Count(processes.into())
        ));
    }
    let ttl = SimDuration::from_millis(KPL_RECORD_TTL_MS.value);
    if aggregated > 1 && traffic.surge.as_ref().is_some_and(|surge| surge.waits > ttl) {
        left_out.push(format!("The KPL gives up what waits longer than {ttl} after the surge."));
    }
    processes.clamp(1, MAX_PROCESSES)
}

fn say_of_the_rest(plan: &Plan, duration: SimDuration, left_out: &mut Vec<String>) {
    let workload = &plan.workload;
    if workload.streams > 1 {
        let streams = Count(workload.streams.into());
        left_out.push(format!("The run is one of {streams} streams, with its part of the traffic."));
    }
    if workload.retention_hours > 24 {
        let retention = SimDuration::from_hours(workload.retention_hours.into());
        left_out.push(format!(
            "The stream begins empty and is run for {duration}: what a retention of {retention} holds, and costs, is \
             not there from the beginning."
        ));
    }
    if workload.replay_hours > 0 {
        left_out
            .push("Nothing is read a second time: the replay of old data is in the bill alone.".to_owned());
    }
}

impl RunTraffic {
    /// Record by record where that is soon done.
    fn resolution(&self, shards: u32) -> Resolution {
        let surge = |of: fn(&traffic::RunSurge) -> u64| self.surge.as_ref().map_or(0, of);
        let highest = self.rate.highest().milli() + surge(|surge| surge.more.milli());
        let records = highest / 1_000 * self.duration.secs();
        let waiting = surge(|surge| surge.more.milli() / 1_000 * surge.lasting.secs());
        let soon_done = records <= MOST_RECORDS
            && waiting <= MOST_WAITING
            && shards <= MOST_SHARDS_BY_RECORD
            && self.duration <= LONGEST_BY_RECORD;
        if soon_done { Resolution::Record } else { Resolution::Second }
    }

    /// What a surge makes wait is sent again until it may no longer wait.
    fn retry(&self) -> Retry {
        let usual = Retry::default();
        let Some(waits) = self.surge.as_ref().map(|s| s.waits).filter(|waits| *waits > usual.deadline) else {
            return usual;
        };
        let deadline = waits.min(SimDuration::from_hours(1));
        let cap = SimDuration::from_millis(deadline.millis() / 40);
        let cap = cap.clamp(usual.cap, SimDuration::from_secs(60));
        Retry { attempts: MOST_ATTEMPTS, cap, deadline, ..usual }
    }
}

/// Where the busiest hour of a curve begins.
fn busiest(percent: &[u8]) -> SimTime {
    let most = percent.iter().max();
    let hour = percent.iter().position(|p| Some(p) == most).unwrap_or(0);
    SimTime::from_secs(hour as u64 * 3_600)
}
