//! The drawn numbers, loaded into the planner or the simulator.

use crate::{
    aws::{
        limits::{DEFAULT_MAX_RECORD_SIZE, MIN_RETENTION},
        pricing::PriceSheet,
    },
    link::{self, LinkState},
    plan::{RecordSizes, Traffic, TrafficShape, Workload},
    quiz::question::See,
    sim::scenario::{KeyLabel, Keys, Producer, Rate, Reader, RecordSize, Resolution, Scenario},
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime},
};

/// A workload of so many records a second, of so many bytes, and shared consumers, in the planner. Its figure for
/// throughput is the question's: no growth, no surge, and no looking for the busiest second.
pub(super) fn planned(records_per_second: u64, record_bytes: u64, shared_consumers: u32) -> See {
    planned_as(records_per_second, record_bytes, |workload| workload.shared_consumers = shared_consumers)
}

/// The same, with more of the workload said.
pub(super) fn planned_as(
    records_per_second: u64,
    record_bytes: u64,
    more: impl FnOnce(&mut Workload),
) -> See {
    let rate = RecordsPerSecond::new(records_per_second);
    let mut workload = Workload {
        traffic: Traffic { peak: rate, shape: TrafficShape::Average(rate), surge: None },
        sizes: RecordSizes::Fixed(Bytes(record_bytes)),
        fan_out_consumers: 0,
        throttled_one_in: None,
        ..Workload::default()
    };
    more(&mut workload);
    See::Link(link::encode_plan(&workload, &PriceSheet::shipped(workload.region)))
}

/// A stream of so many shards that runs for so many minutes, in the simulator; opened after a minute.
pub(super) fn simulated(
    shard_count: u32,
    minutes: u64,
    producers: Vec<Producer>,
    readers: Vec<Reader>,
) -> See {
    simulated_as(shard_count, minutes, producers, |scenario| scenario.readers = readers)
}

/// The same, with more of the scenario said.
pub(super) fn simulated_as(
    shard_count: u32,
    minutes: u64,
    producers: Vec<Producer>,
    more: impl FnOnce(&mut Scenario),
) -> See {
    let mut scenario = Scenario {
        seed: 7,
        resolution: if minutes > 10 { Resolution::Second } else { Resolution::Record },
        duration: SimDuration::from_secs(minutes * 60),
        shard_count,
        max_record_size: DEFAULT_MAX_RECORD_SIZE.value,
        producers,
        retention: MIN_RETENTION.value,
        readers: Vec::new(),
        changes: Vec::new(),
    };
    more(&mut scenario);
    See::Link(link::encode(&LinkState { scenario, at: SimTime::from_secs(60), branch: None }))
}

/// A producer whose many keys spread evenly; the size is of the data and without the key.
pub(super) fn spread(name: &str, records_per_second: u64, data_bytes: u64) -> Producer {
    let keys = Keys::Uniform { label: KeyLabel::Device, count: 20_000 };
    writes(name, records_per_second, data_bytes, keys)
}

/// A producer with keys of its own.
pub(super) fn writes(name: &str, records_per_second: u64, data_bytes: u64, keys: Keys) -> Producer {
    let rate = Rate::Constant(RecordsPerSecond::new(records_per_second));
    Producer::new(name, rate, RecordSize::Fixed(Bytes(data_bytes)), keys)
}
