//! Workloads to start from. Their figures are illustrations, chosen so that in each something else decides; none of
//! them is measured anywhere.

use super::workload::{KeySpread, RecordSizes, Surge, Traffic, TrafficShape, Workload};
use crate::units::{Bytes, RecordsPerSecond, Share, SimDuration};

/// A workload with a name.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// In JSON and on the command line.
    pub name: &'static str,
    pub title: &'static str,
    /// What it teaches, in a sentence.
    pub line: &'static str,
    build: fn() -> Workload,
}

impl Preset {
    pub fn workload(&self) -> Workload {
        (self.build)()
    }
}

const ALL: [Preset; 6] = [
    Preset {
        name: "fraud",
        title: "Payments for fraud detection",
        line: "Chance puts more than 1,000 records into one shard’s second long before the average does.",
        build: Workload::default,
    },
    Preset {
        name: "clickstream",
        title: "Clickstream of a shop",
        line: "Three applications that share the reads need more shards than the writers do.",
        build: clickstream,
    },
    Preset {
        name: "iot",
        title: "IoT fleet",
        line: "Tiny records use up a shard’s 1,000 writes a second while its bytes stay almost unused.",
        build: iot,
    },
    Preset {
        name: "logs",
        title: "Application logs",
        line: "Bytes decide, and a week of retention costs more than the shards do.",
        build: logs,
    },
    Preset {
        name: "cdc",
        title: "Change data capture",
        line: "One busy key needs three times as many shards as the whole traffic does, and a month of it is kept.",
        build: cdc,
    },
    Preset {
        name: "mobile",
        title: "Mobile analytics",
        line: "A push notification brings almost seven times the peak: how long it may wait decides the shards.",
        build: mobile,
    },
];

/// In the order in which they are offered.
pub fn all() -> &'static [Preset] {
    &ALL
}

/// By its name, such as `iot`.
pub fn find(name: &str) -> Option<&'static Preset> {
    ALL.iter().find(|preset| preset.name == name)
}

/// Quiet nights and a high evening, in percent of the peak: people at home.
const EVENINGS: [u8; 24] =
    [30, 20, 12, 8, 6, 8, 14, 26, 38, 46, 52, 56, 60, 58, 56, 58, 62, 70, 82, 94, 100, 96, 76, 50];

fn from_peak(name: &str, peak: u64, shape: TrafficShape) -> Workload {
    Workload {
        stream_name: name.to_owned(),
        traffic: Traffic { peak: RecordsPerSecond::new(peak), shape, surge: None },
        ..Workload::default()
    }
}

fn average(per_second: u64) -> TrafficShape {
    TrafficShape::Average(RecordsPerSecond::new(per_second))
}

fn clickstream() -> Workload {
    Workload {
        sizes: RecordSizes::Fixed(Bytes(2 * 1_024)),
        keys: KeySpread::Uniform { count: 2_000_000 },
        shared_consumers: 3,
        fan_out_consumers: 0,
        ..from_peak("clicks", 12_000, TrafficShape::Day(Box::new(EVENINGS)))
    }
}

/// Devices send at fixed times, each message with a random key, and send again what was refused: the busiest second is
/// of no interest to them.
fn iot() -> Workload {
    Workload {
        sizes: RecordSizes::Fixed(Bytes(120)),
        shared_consumers: 1,
        fan_out_consumers: 0,
        throttled_one_in: None,
        ..from_peak("telemetry", 50_000, average(45_000))
    }
}

/// Agents keep what was refused on their disks.
fn logs() -> Workload {
    Workload {
        sizes: RecordSizes::Range { min: Bytes(200), max: Bytes(8 * 1_024) },
        shared_consumers: 2,
        fan_out_consumers: 0,
        retention_hours: 24 * 7,
        throttled_one_in: None,
        ..from_peak("logs", 5_000, average(2_000))
    }
}

fn cdc() -> Workload {
    Workload {
        sizes: RecordSizes::Fixed(Bytes(1_000)),
        keys: KeySpread::Hot { share: Share::from_percent(12) },
        shared_consumers: 2,
        fan_out_consumers: 0,
        retention_hours: 24 * 30,
        replay_hours: 24 * 3,
        ..from_peak("changes", 6_000, average(3_000))
    }
}

fn mobile() -> Workload {
    let mut workload = Workload {
        sizes: RecordSizes::Fixed(Bytes(900)),
        shared_consumers: 1,
        fan_out_consumers: 1,
        ..from_peak("app-events", 3_000, TrafficShape::Day(Box::new(EVENINGS)))
    };
    workload.traffic.surge = Some(Surge {
        rate: RecordsPerSecond::new(20_000),
        lasting: SimDuration::from_secs(600),
        level_within: SimDuration::from_secs(1_800),
    });
    workload
}
