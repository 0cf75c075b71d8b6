//! How many shards a stream needs, and which dimension asks for them.

mod hottest;
mod throughput;

pub use throughput::POLLS_PER_SECOND;

use hottest::hottest;
use throughput::{shared_out, throughput, user_milli};

use super::{
    busiest,
    demand::{Demand, Flow},
    skew::Skew,
    workload::Workload,
};
use crate::{
    aws::limits::{
        GET_RECORDS_PER_SECOND, SHARD_BYTES_PER_SECOND, SHARD_READ_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND,
    },
    units::{Bytes, Count},
};

/// A shard's limits in the units of a [`Flow`].
const SHARD_MILLI: u64 = SHARD_RECORDS_PER_SECOND.value * 1_000;
const SHARD_BYTES: u64 = SHARD_BYTES_PER_SECOND.value.0;
const SHARD_READ: u64 = SHARD_READ_BYTES_PER_SECOND.value.0;

/// Something of which a shard has only so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DimensionKind {
    RecordsIn,
    BytesIn,
    SharedBytesOut,
    GetRecordsCalls,
    FanOutBytesOut,
    ConsumerProcess,
    SurgeRecovery,
    HottestShard,
    BusiestSecond,
}

impl DimensionKind {
    /// In JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RecordsIn => "records_in",
            Self::BytesIn => "bytes_in",
            Self::SharedBytesOut => "shared_bytes_out",
            Self::GetRecordsCalls => "get_records_calls",
            Self::FanOutBytesOut => "fan_out_bytes_out",
            Self::ConsumerProcess => "consumer_process",
            Self::SurgeRecovery => "surge_recovery",
            Self::HottestShard => "hottest_shard",
            Self::BusiestSecond => "busiest_second",
        }
    }

    /// For people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::RecordsIn => "Records in",
            Self::BytesIn => "Bytes in",
            Self::SharedBytesOut => "Shared reads",
            Self::GetRecordsCalls => "GetRecords calls",
            Self::FanOutBytesOut => "Fan-out reads",
            Self::ConsumerProcess => "One process per shard",
            Self::SurgeRecovery => "Level after the surge",
            Self::HottestShard => "Hottest shard",
            Self::BusiestSecond => "Busiest second, even keys",
        }
    }
}

/// What a dimension asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// So many shards of each stream.
    Shards(u64),
    /// Shards do not matter: each has the same limit and the same demand.
    Any,
    /// No number of shards does it.
    Impossible,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    pub kind: DimensionKind,
    /// How the need comes about: `8,000/s ÷ 1,000`.
    pub working: String,
    pub need: Need,
    /// Part of a shard's limit that is used with the shards that are advised, in thousandths; above 1,000 it is
    /// exceeded.
    pub used_milli: u64,
}

/// A key too hot for any shard, and how to spread it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salt {
    /// Keys to make of the one.
    pub keys: u64,
    /// Shards with which they fit.
    pub shards: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sizing {
    /// Shards of each stream.
    pub per_stream: u64,
    /// Of all streams.
    pub total: u64,
    /// What asks for the most, or for what no number of shards gives.
    pub bottleneck: DimensionKind,
    /// In a fixed order; without those that ask for nothing.
    pub dimensions: Vec<Dimension>,
    /// By AWS's own formula, for each stream: without the 1,000 records a second.
    pub aws_formula: u64,
    pub skew: Skew,
    /// What the fullest shard gets at the peak.
    pub hottest: Flow,
    /// Records a second that a shard takes: 1,000, or as many of the mean size as there is room for.
    pub records_that_fit: u64,
    /// When no number of shards carries the keys: the way out by salting. Nothing if that does not help either.
    pub salt: Option<Salt>,
}

impl Sizing {
    pub fn of(workload: &Workload, demand: &Demand) -> Self {
        let throughput = throughput(workload, demand);
        let least = most_of(&throughput);
        let mut dimensions = throughput;
        let (hot, salt) = hottest(workload, demand, least);
        dimensions.extend(hot);
        dimensions.extend(busiest_second(workload, demand, least));
        let per_stream = most_of(&dimensions);
        let decides = |d: &&Dimension| d.need == Need::Shards(per_stream);
        let bottleneck =
            dimensions.iter().find(|d| no_shards_carry(d)).or_else(|| dimensions.iter().find(decides));
        let bottleneck = bottleneck.map(|d| d.kind);
        let skew = Skew::of(&workload.keys, per_stream);
        let mut sizing = Self {
            per_stream,
            total: per_stream.saturating_mul(u64::from(workload.streams)),
            bottleneck: bottleneck.unwrap_or(DimensionKind::RecordsIn),
            dimensions,
            aws_formula: aws_formula(workload, demand),
            hottest: demand.part_of_peak(skew.fullest),
            skew,
            records_that_fit: records_that_fit(demand),
            salt,
        };
        for at in 0..sizing.dimensions.len() {
            sizing.dimensions[at].used_milli = sizing.used(sizing.dimensions[at].kind, workload, demand);
        }
        sizing
    }

    pub fn dimension(&self, kind: DimensionKind) -> Option<&Dimension> {
        self.dimensions.iter().find(|d| d.kind == kind)
    }

    /// Can the keys be carried at all, as long as they decide the shard? Rare enough throttling is another matter: what
    /// is refused may be sent again.
    pub fn is_possible(&self) -> bool {
        !self.dimensions.iter().any(no_shards_carry)
    }

    /// How much more could be written with these shards, evenly spread, in thousandths of the peak: 1,125 is an eighth
    /// more.
    pub fn headroom_milli(&self, demand: &Demand) -> u64 {
        let room = |capacity: u64, used: u64| {
            (u128::from(capacity) * u128::from(self.per_stream) * 1_000)
                .checked_div(u128::from(used))
                .map_or(u64::MAX, |milli| u64::try_from(milli).unwrap_or(u64::MAX))
        };
        room(SHARD_MILLI, demand.peak.records.milli()).min(room(SHARD_BYTES, demand.peak.bytes.0))
    }

    fn used(&self, kind: DimensionKind, workload: &Workload, demand: &Demand) -> u64 {
        let shards = u128::from(self.per_stream);
        let part = |used: u128, capacity: u128| {
            u64::try_from((used * 1_000).div_ceil(capacity.max(1))).unwrap_or(u64::MAX)
        };
        let of_flow = |flow: Flow, shards: u128| {
            part(flow.records.milli().into(), u128::from(SHARD_MILLI) * shards)
                .max(part(flow.bytes.0.into(), u128::from(SHARD_BYTES) * shards))
        };
        let peak = demand.peak;
        match kind {
            DimensionKind::RecordsIn => part(peak.records.milli().into(), u128::from(SHARD_MILLI) * shards),
            DimensionKind::BytesIn => part(peak.bytes.0.into(), u128::from(SHARD_BYTES) * shards),
            DimensionKind::SharedBytesOut => {
                part(shared_out(workload, demand), u128::from(SHARD_READ) * shards)
            }
            DimensionKind::GetRecordsCalls => part(
                u128::from(workload.shared_consumers) * u128::from(POLLS_PER_SECOND),
                GET_RECORDS_PER_SECOND.value.into(),
            ),
            DimensionKind::FanOutBytesOut => part(peak.bytes.0.into(), u128::from(SHARD_READ) * shards),
            DimensionKind::ConsumerProcess => workload
                .process_manages
                .map_or(0, |manages| part(user_milli(demand, peak), u128::from(manages.milli()) * shards)),
            DimensionKind::SurgeRecovery => demand.surge.map_or(0, |surge| of_flow(surge, shards)),
            DimensionKind::HottestShard => of_flow(self.hottest, 1),
            DimensionKind::BusiestSecond => workload.throttled_one_in.map_or(0, |one_in| {
                let mean = peak.records.milli() as f64 / 1_000.0 / self.per_stream as f64;
                part(busiest::quantile(mean, one_in).into(), records_that_fit(demand).into())
            }),
        }
    }
}

/// What throughput alone needs of each stream: no skew, no chance. At least one shard.
pub fn shards_for_throughput(workload: &Workload, demand: &Demand) -> u64 {
    most_of(&throughput(workload, demand))
}

/// What throughput and the busiest second need of each stream, if the keys are even: quick to tell.
pub(super) fn shards_for_even(workload: &Workload, demand: &Demand) -> u64 {
    let least = shards_for_throughput(workload, demand);
    let busiest = workload.throttled_one_in.and_then(|one_in| {
        busiest::shards_for(demand.peak.records.milli(), records_that_fit(demand), one_in, least)
    });
    busiest.unwrap_or(least)
}

fn no_shards_carry(dimension: &Dimension) -> bool {
    dimension.kind == DimensionKind::HottestShard && dimension.need == Need::Impossible
}

fn most_of(dimensions: &[Dimension]) -> u64 {
    let shards = dimensions.iter().filter_map(|d| match d.need {
        Need::Shards(n) => Some(n),
        Need::Any | Need::Impossible => None,
    });
    shards.max().unwrap_or(1).max(1)
}

/// Records a second that a shard takes: 1,000, or as many of the mean size as there is room for.
fn records_that_fit(demand: &Demand) -> u64 {
    let Bytes(mean) = demand.mean_size();
    (SHARD_BYTES / mean.max(1)).clamp(1, SHARD_RECORDS_PER_SECOND.value)
}

fn busiest_second(workload: &Workload, demand: &Demand, least: u64) -> Option<Dimension> {
    let one_in = workload.throttled_one_in?;
    let (milli, most) = (demand.peak.records.milli(), records_that_fit(demand));
    let shards = busiest::shards_for(milli, most, one_in, least);
    let at = shards.unwrap_or(least);
    let second = busiest::quantile(milli as f64 / 1_000.0 / at as f64, one_in.saturating_mul(at));
    Some(Dimension {
        kind: DimensionKind::BusiestSecond,
        working: format!(
            "at most {} of {} on one of {} shards, but for 1 second in {}",
            Count(second),
            Count(most),
            Count(at),
            Count(one_in)
        ),
        need: shards.map_or(Need::Impossible, Need::Shards),
        used_milli: 0,
    })
}

/// `ceiling(max(incoming KiB ÷ 1024, outgoing KiB ÷ 2048))`, as AWS's guide has it (facts 1.14).
fn aws_formula(workload: &Workload, demand: &Demand) -> u64 {
    let incoming = u128::from(demand.peak.bytes.0).div_ceil(SHARD_BYTES.into());
    let outgoing = shared_out(workload, demand).div_ceil(SHARD_READ.into());
    u64::try_from(incoming.max(outgoing).max(1)).unwrap_or(u64::MAX)
}
