//! What is planned for: what is written, how it is read, how long it is kept. Data only, with its limits.

mod error;

use std::sync::Arc;

pub use error::WorkloadError;

use super::{bill::Usage, own_keys::OwnKeys};
use crate::{
    aws::{
        Region,
        limits::{FAN_OUT_CONSUMERS_ADVANTAGE, MAX_RECORD_SIZE},
        services::{FIREHOSE_STEP, REQUEST_CHUNK},
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration},
};

/// The fastest that is planned: a thousand times what an on-demand stream takes.
pub const MAX_RATE: RecordsPerSecond = RecordsPerSecond::new(10_000_000_000);
/// Streams that share the traffic.
pub const MAX_STREAMS: u32 = 10_000;
/// Consumers that share a shard's reads.
pub const MAX_SHARED_CONSUMERS: u32 = 1_000;
/// Growth in percent.
pub const MAX_GROWTH_PERCENT: u32 = 10_000;
/// Distinct partition keys.
pub const MAX_KEYS: u64 = 1_000_000_000_000;
/// Zipf exponents, in thousandths.
pub const MAX_EXPONENT_MILLI: u32 = 5_000;
/// The longest surge, and the longest time to be level again.
pub const MAX_SURGE: SimDuration = SimDuration::from_hours(24 * 7);
/// Processes of producers.
pub const MAX_PROCESSES: u32 = 1_000_000;
/// The rarest throttling that is planned for: one second in so many.
pub const MAX_ONE_IN: u64 = 1_000_000_000;
/// Characters of a stream's name (fact K5).
pub const MAX_STREAM_NAME: usize = 128;

/// One workload on one or several like streams. All rates are of all streams together, who share them evenly.
#[derive(Debug, Clone, PartialEq)]
pub struct Workload {
    /// `StreamName` of the commands and templates; with several streams, what their names begin with.
    pub stream_name: String,
    pub region: Region,
    pub streams: u32,
    pub traffic: Traffic,
    /// Of a record: data and partition key.
    pub sizes: RecordSizes,
    pub keys: KeySpread,
    /// Consumers that poll `GetRecords`, and share each shard's 2 MiB and five calls a second.
    pub shared_consumers: u32,
    /// Consumers registered for enhanced fan-out.
    pub fan_out_consumers: u32,
    /// Records per second that one consumer process manages; a shard is read by one process of a consumer at a
    /// time, so that this may ask for shards.
    pub process_manages: Option<RecordsPerSecond>,
    pub retention_hours: u32,
    /// Hours' worth of data older than 7 days that are read again in a month.
    pub replay_hours: u32,
    /// How much more than this is to be planned for.
    pub growth_percent: u32,
    pub aggregation: Aggregation,
    /// Throttling is accepted in one second out of so many; nothing: the busiest second is not looked at.
    pub throttled_one_in: Option<u64>,
    /// Shards each stream has now, for the way from there.
    pub shards_now: Option<u32>,
    pub period: Period,
}

/// Records per second, all streams together.
#[derive(Debug, Clone, PartialEq)]
pub struct Traffic {
    /// The highest rate that recurs.
    pub peak: RecordsPerSecond,
    pub shape: TrafficShape,
    pub surge: Option<Surge>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TrafficShape {
    /// Known by its average alone.
    Average(RecordsPerSecond),
    /// Hour by hour, in percent of the peak.
    Day(Box<[u8; 24]>),
    /// The same for each day, Monday first.
    Week(Box<[[u8; 24]; 7]>),
}

/// A rate above the peak that comes now and then, and may wait at the producers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surge {
    pub rate: RecordsPerSecond,
    pub lasting: SimDuration,
    /// What waited has to be in this long after the surge; zero: nothing may wait.
    pub level_within: SimDuration,
}

/// Size of a record: data before base64, and partition key.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordSizes {
    Fixed(Bytes),
    /// Evenly between the two, both included.
    Range {
        min: Bytes,
        max: Bytes,
    },
    Measured(Arc<SizeSample>),
}

/// Sizes of pasted records, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SizeSample {
    pub records: u64,
    pub bytes: u128,
    /// Rounded up for each record.
    pub put_payload_units: u128,
    /// Rounded up for each record.
    pub on_demand_bytes: u128,
    /// Each rounded up to 5 KB, as Firehose bills.
    pub firehose_bytes: u128,
    /// Of 64 KB, rounded up for each record, as SQS counts requests.
    pub chunks: u128,
    pub largest: u64,
}

impl SizeSample {
    /// One more record of this size (data and partition key).
    pub fn add(&mut self, record: u64) {
        self.add_many(record, 1);
    }

    /// So many more of this size.
    pub fn add_many(&mut self, record: u64, times: u64) {
        let n = u128::from(times);
        self.records += times;
        self.bytes += u128::from(record) * n;
        self.put_payload_units += u128::from(Usage::put_payload_units_of(record)) * n;
        self.on_demand_bytes += u128::from(Usage::on_demand_bytes_of(record)) * n;
        self.firehose_bytes += u128::from(record.max(1).next_multiple_of(FIREHOSE_STEP.value.0)) * n;
        self.chunks += u128::from(record.div_ceil(REQUEST_CHUNK.value.0).max(1)) * n;
        self.largest = self.largest.max(record);
    }
}

/// Which partition keys the records have.
#[derive(Debug, Clone, PartialEq)]
pub enum KeySpread {
    /// So many that every shard gets its share, or random ones.
    Even,
    /// Each of so many equally often.
    Uniform { count: u64 },
    /// Key k as often as 1 / kˢ; `exponent_milli` is s in thousandths.
    Zipf { count: u64, exponent_milli: u32 },
    /// One key has `share` of all records; the rest is even.
    Hot { share: Share },
    /// The user's own.
    Own(Arc<OwnKeys>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    Off,
    /// By the KPL with its defaults, in so many producer processes.
    Kpl {
        processes: u32,
    },
}

/// For how long money is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    Hour,
    Day,
    /// 730 hours, as AWS counts.
    Month,
    Year,
    /// So many hours.
    Hours(u32),
}

impl Period {
    pub const fn hours(self) -> u32 {
        match self {
            Self::Hour => 1,
            Self::Day => 24,
            Self::Month => 730,
            Self::Year => 8_760,
            Self::Hours(hours) => hours,
        }
    }
}

/// The longest period.
pub const MAX_HOURS: u32 = 8_784;

/// The fraud-detection stream of the simulator, as it is planned.
impl Default for Workload {
    fn default() -> Self {
        Self {
            stream_name: "payments".to_owned(),
            region: Region::US_EAST_1,
            streams: 1,
            traffic: Traffic {
                peak: RecordsPerSecond::new(8_000),
                shape: TrafficShape::Average(RecordsPerSecond::new(5_500)),
                surge: None,
            },
            sizes: RecordSizes::Fixed(Bytes(600)),
            keys: KeySpread::Even,
            shared_consumers: 0,
            fan_out_consumers: 3,
            process_manages: None,
            retention_hours: 24,
            replay_hours: 0,
            growth_percent: 0,
            aggregation: Aggregation::Off,
            throttled_one_in: Some(1_000),
            shards_now: None,
            period: Period::Month,
        }
    }
}

impl Workload {
    /// # Errors
    /// The first thing that is out of its limits.
    pub fn check(&self) -> Result<(), WorkloadError> {
        use WorkloadError as E;
        let name = &self.stream_name;
        let is_name_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let within = |ok: bool, error: E| if ok { Ok(()) } else { Err(error) };
        within((1..=MAX_STREAM_NAME).contains(&name.len()) && name.chars().all(is_name_char), E::StreamName)?;
        within((1..=MAX_STREAMS).contains(&self.streams), E::Streams)?;
        self.traffic.check()?;
        self.sizes.check()?;
        self.keys.check()?;
        within(self.shared_consumers <= MAX_SHARED_CONSUMERS, E::SharedConsumers)?;
        within(self.fan_out_consumers as usize <= FAN_OUT_CONSUMERS_ADVANTAGE.value, E::FanOutConsumers)?;
        within(self.process_manages.is_none_or(|rate| rate.milli() > 0), E::ProcessManages)?;
        within((24..=8_760).contains(&self.retention_hours), E::Retention(self.retention_hours))?;
        within(self.replay_hours <= 8_760, E::Retention(self.replay_hours))?;
        within(self.growth_percent <= MAX_GROWTH_PERCENT, E::Growth)?;
        if let Aggregation::Kpl { processes } = self.aggregation {
            within((1..=MAX_PROCESSES).contains(&processes), E::Processes)?;
        }
        within(self.throttled_one_in.is_none_or(|n| (2..=MAX_ONE_IN).contains(&n)), E::OneIn)?;
        within(self.shards_now.is_none_or(|n| (1..=1_000_000).contains(&n)), E::ShardsNow)?;
        within((1..=MAX_HOURS).contains(&self.period.hours()), E::Hours)
    }
}

impl Traffic {
    fn check(&self) -> Result<(), WorkloadError> {
        if self.peak.milli() == 0 {
            return Err(WorkloadError::NoTraffic);
        }
        if self.peak > MAX_RATE {
            return Err(WorkloadError::TooFast);
        }
        match &self.shape {
            TrafficShape::Average(average) if *average > self.peak => {
                return Err(WorkloadError::AverageAbovePeak);
            }
            TrafficShape::Day(percent) if percent.iter().any(|&p| p > 100) => {
                return Err(WorkloadError::Curve);
            }
            TrafficShape::Week(percent) if percent.iter().flatten().any(|&p| p > 100) => {
                return Err(WorkloadError::Curve);
            }
            _ => {}
        }
        let Some(surge) = self.surge else { return Ok(()) };
        if surge.rate > MAX_RATE {
            return Err(WorkloadError::TooFast);
        }
        if surge.rate < self.peak {
            return Err(WorkloadError::SurgeBelowPeak);
        }
        let second = SimDuration::from_secs(1);
        if !(second..=MAX_SURGE).contains(&surge.lasting) || surge.level_within > MAX_SURGE {
            return Err(WorkloadError::SurgeLasts);
        }
        Ok(())
    }

    /// Over a week, all hours alike.
    pub fn average(&self) -> RecordsPerSecond {
        let of_peak = |sum: u128, hours: u128| {
            let milli = u128::from(self.peak.milli()) * sum / (100 * hours);
            RecordsPerSecond::from_milli(milli as u64)
        };
        match &self.shape {
            TrafficShape::Average(average) => *average,
            TrafficShape::Day(percent) => of_peak(percent.iter().map(|&p| u128::from(p)).sum(), 24),
            TrafficShape::Week(percent) => {
                of_peak(percent.iter().flatten().map(|&p| u128::from(p)).sum(), 168)
            }
        }
    }
}

impl RecordSizes {
    fn check(&self) -> Result<(), WorkloadError> {
        let one = |size: Bytes| match size {
            Bytes(0) => Err(WorkloadError::NoSize),
            size if size > MAX_RECORD_SIZE.value => Err(WorkloadError::TooLarge(size)),
            _ => Ok(()),
        };
        match self {
            Self::Fixed(size) => one(*size),
            Self::Range { min, max } if min > max => Err(WorkloadError::RangeBackwards),
            Self::Range { min, max } => one(*min).and(one(*max)),
            Self::Measured(sample) if sample.records == 0 => Err(WorkloadError::NoSample),
            Self::Measured(sample) => one(Bytes(sample.largest)),
        }
    }

    /// The sizes of as many records as it takes for the sums to be exact.
    pub fn sample(&self) -> SizeSample {
        let mut sample = SizeSample::default();
        match self {
            Self::Fixed(size) => sample.add(size.0),
            Self::Range { min, max } => add_range(&mut sample, min.0, max.0),
            Self::Measured(known) => sample = **known,
        }
        sample
    }
}

/// One record of each size from `min` to `max`, added up a KB at a time: all ways of rounding are the same within
/// a KB, since 5, 25 and 64 KB end where one of them does.
fn add_range(sample: &mut SizeSample, min: u64, max: u64) {
    let mut from = min;
    while from <= max {
        let until = from.next_multiple_of(1_024).min(max);
        let n = until - from + 1;
        let before = sample.bytes;
        sample.add_many(until, n);
        sample.bytes = before + u128::from(from + until) * u128::from(n) / 2;
        from = until + 1;
    }
}

impl KeySpread {
    fn check(&self) -> Result<(), WorkloadError> {
        match self {
            Self::Uniform { count } | Self::Zipf { count, .. } if !(1..=MAX_KEYS).contains(count) => {
                Err(WorkloadError::Keys)
            }
            Self::Zipf { exponent_milli, .. } if *exponent_milli > MAX_EXPONENT_MILLI => {
                Err(WorkloadError::Exponent)
            }
            Self::Hot { share } if share.ppm() == 0 => Err(WorkloadError::HotShare),
            Self::Own(keys) if keys.records() == 0 => Err(WorkloadError::NoKeys),
            Self::Even | Self::Uniform { .. } | Self::Zipf { .. } | Self::Hot { .. } | Self::Own(_) => Ok(()),
        }
    }
}
