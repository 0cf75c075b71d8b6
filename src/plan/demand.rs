//! What a workload asks of each of its streams, in Kinesis records: after growth, and after aggregation.

use super::workload::{Aggregation, SizeSample, Workload};
use crate::{
    aws::limits::{
        KPL_AGGREGATION_MAX_SIZE, KPL_FRAME_BYTES, KPL_RECORD_MAX_BUFFERED_MS, KPL_WRAPPING_BYTES,
        SHARD_BYTES_PER_SECOND,
    },
    units::{Bytes, BytesPerSecond, RecordsPerSecond},
};

/// Records and bytes per second of one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    pub records: RecordsPerSecond,
    pub bytes: BytesPerSecond,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// User records in one Kinesis record; 1 without aggregation.
    pub aggregated: u64,
    /// Sizes of Kinesis records.
    pub sizes: SizeSample,
    pub average: Flow,
    pub peak: Flow,
    pub surge: Option<Flow>,
}

impl Demand {
    /// Of one of the workload's streams.
    pub fn of(workload: &Workload) -> Self {
        let user = workload.sizes.sample();
        let growth = u128::from(100 + workload.growth_percent);
        let grown = |rate: RecordsPerSecond| {
            let milli =
                (u128::from(rate.milli()) * growth).div_ceil(100 * u128::from(workload.streams.max(1)));
            RecordsPerSecond::from_milli(u64::try_from(milli).unwrap_or(u64::MAX))
        };
        let peak = grown(workload.traffic.peak);
        let aggregated = match workload.aggregation {
            Aggregation::Off => 1,
            Aggregation::Kpl { processes } => per_aggregate(&user, peak, processes),
        };
        let sizes = if aggregated == 1 { user } else { aggregate(&user, aggregated) };
        let flow = |rate: RecordsPerSecond| flow(&sizes, rate.milli().div_ceil(aggregated));
        Self {
            aggregated,
            sizes,
            average: flow(grown(workload.traffic.average())),
            peak: flow(peak),
            surge: workload.traffic.surge.map(|surge| flow(grown(surge.rate))),
        }
    }

    /// So much of the peak, from 0 to 1; rounded up.
    pub fn part_of_peak(&self, share: f64) -> Flow {
        let part = |whole: u64| (whole as f64 * share).ceil() as u64;
        Flow {
            records: RecordsPerSecond::from_milli(part(self.peak.records.milli())),
            bytes: BytesPerSecond(part(self.peak.bytes.0)),
        }
    }

    /// Mean size of a Kinesis record, rounded up.
    pub fn mean_size(&self) -> Bytes {
        Bytes(
            u64::try_from(self.sizes.bytes.div_ceil(u128::from(self.sizes.records.max(1))))
                .unwrap_or(u64::MAX),
        )
    }
}

fn flow(sizes: &SizeSample, milli: u64) -> Flow {
    let bytes = (u128::from(milli) * sizes.bytes).div_ceil(1_000 * u128::from(sizes.records.max(1)));
    Flow {
        records: RecordsPerSecond::from_milli(milli),
        bytes: BytesPerSecond(u64::try_from(bytes).unwrap_or(u64::MAX)),
    }
}

/// How many records one process puts into an aggregate: what fits into 51,200 bytes, or what comes for a shard within
/// the 100 milliseconds that the KPL waits, whichever is less. On as many shards as the bytes alone need.
fn per_aggregate(user: &SizeSample, peak: RecordsPerSecond, processes: u32) -> u64 {
    let records = u128::from(user.records.max(1));
    let wrapped = user.bytes.div_ceil(records) + u128::from(KPL_WRAPPING_BYTES.value);
    let fit = u128::from(KPL_AGGREGATION_MAX_SIZE.value.0 - KPL_FRAME_BYTES.value) / wrapped;
    let shard = u128::from(SHARD_BYTES_PER_SECOND.value.0) * 1_000;
    let shards = (u128::from(peak.milli()) * wrapped).div_ceil(shard).max(1);
    let open = u128::from(processes.max(1)) * shards * 1_000_000;
    let come = u128::from(peak.milli()) * u128::from(KPL_RECORD_MAX_BUFFERED_MS.value) / open;
    u64::try_from(fit.min(come)).unwrap_or(u64::MAX).max(1)
}

/// Sizes of records of so many user records each, all of the mean size.
fn aggregate(user: &SizeSample, aggregated: u64) -> SizeSample {
    let each = user.bytes / u128::from(user.records.max(1)) + u128::from(KPL_WRAPPING_BYTES.value);
    let bytes = u64::try_from(each * u128::from(aggregated)).unwrap_or(u64::MAX);
    let mut sample = SizeSample::default();
    sample.add(bytes.saturating_add(KPL_FRAME_BYTES.value));
    sample
}
