//! How many shards a stream needs, and which dimension asks for them.

use super::{
    busiest,
    demand::{Demand, Flow},
    skew::{self, Skew},
    workload::{KeySpread, Surge, Workload},
};
use crate::{
    aws::limits::{
        GET_RECORDS_PER_SECOND, SHARD_BYTES_PER_SECOND, SHARD_READ_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND,
    },
    units::{Bytes, BytesPerSecond, Count, RecordsPerSecond, Share},
};

/// A shard's limits in the units of a [`Flow`].
const SHARD_MILLI: u64 = SHARD_RECORDS_PER_SECOND.value * 1_000;
const SHARD_BYTES: u64 = SHARD_BYTES_PER_SECOND.value.0;
const SHARD_READ: u64 = SHARD_READ_BYTES_PER_SECOND.value.0;
/// Calls of `GetRecords` per second that a shared consumer is taken to make on each shard (fact E5).
pub const POLLS_PER_SECOND: u64 = 1;
/// Salted keys that are advised at most.
const MAX_SALT: u64 = 1_024;
/// How far the search for evener shards goes, as a multiple of what throughput needs.
const MOST_SPREAD: u64 = 64;

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
        let decides = |need| dimensions.iter().find(|d| d.need == need).map(|d| d.kind);
        let bottleneck = decides(Need::Impossible).or_else(|| decides(Need::Shards(per_stream)));
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

    /// Can the keys be carried at all, in provisioned mode?
    pub fn is_possible(&self) -> bool {
        self.dimensions.iter().all(|d| d.need != Need::Impossible)
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

fn most_of(dimensions: &[Dimension]) -> u64 {
    let shards = dimensions.iter().filter_map(|d| match d.need {
        Need::Shards(n) => Some(n),
        Need::Any | Need::Impossible => None,
    });
    shards.max().unwrap_or(1).max(1)
}

fn throughput(workload: &Workload, demand: &Demand) -> Vec<Dimension> {
    let dimension = |kind, working: String, shards: u128| Dimension {
        kind,
        working,
        need: Need::Shards(u64::try_from(shards).unwrap_or(u64::MAX)),
        used_milli: 0,
    };
    let Flow { records, bytes } = demand.peak;
    let per_second = RecordsPerSecond::new(SHARD_RECORDS_PER_SECOND.value);
    let mut all = vec![
        dimension(
            DimensionKind::RecordsIn,
            format!("{records} ÷ {per_second}"),
            u128::from(records.milli()).div_ceil(SHARD_MILLI.into()),
        ),
        dimension(
            DimensionKind::BytesIn,
            format!("{bytes} ÷ {}", BytesPerSecond(SHARD_BYTES)),
            u128::from(bytes.0).div_ceil(SHARD_BYTES.into()),
        ),
    ];
    if workload.shared_consumers > 0 {
        all.push(dimension(
            DimensionKind::SharedBytesOut,
            format!("{bytes} × {} ÷ {}", workload.shared_consumers, BytesPerSecond(SHARD_READ)),
            shared_out(workload, demand).div_ceil(SHARD_READ.into()),
        ));
        all.push(Dimension {
            kind: DimensionKind::GetRecordsCalls,
            working: format!(
                "{} × {POLLS_PER_SECOND}/s of {}/s on each shard",
                workload.shared_consumers, GET_RECORDS_PER_SECOND.value
            ),
            need: Need::Any,
            used_milli: 0,
        });
    }
    if workload.fan_out_consumers > 0 {
        all.push(Dimension {
            kind: DimensionKind::FanOutBytesOut,
            working: format!("each consumer has its own {}", BytesPerSecond(SHARD_READ)),
            need: Need::Any,
            used_milli: 0,
        });
    }
    if let Some(manages) = workload.process_manages {
        let users = user_milli(demand, demand.peak);
        let shown = RecordsPerSecond::from_milli(u64::try_from(users).unwrap_or(u64::MAX));
        all.push(dimension(
            DimensionKind::ConsumerProcess,
            format!("{shown} ÷ {manages}"),
            users.div_ceil(u128::from(manages.milli().max(1))),
        ));
    }
    if let (Some(surge), Some(flow)) = (workload.traffic.surge, demand.surge) {
        let (records, bytes) = carried(surge, flow, demand.peak);
        all.push(dimension(
            DimensionKind::SurgeRecovery,
            surge_working(surge, flow, records),
            records.div_ceil(SHARD_MILLI.into()).max(bytes.div_ceil(SHARD_BYTES.into())),
        ));
    }
    all
}

fn shared_out(workload: &Workload, demand: &Demand) -> u128 {
    u128::from(demand.peak.bytes.0) * u128::from(workload.shared_consumers)
}

/// Consumers count the records of users, not those of Kinesis.
fn user_milli(demand: &Demand, flow: Flow) -> u128 {
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

fn fits(demand: &Demand, share: f64) -> bool {
    let flow = demand.part_of_peak(share);
    flow.records.milli() <= SHARD_MILLI && flow.bytes.0 <= SHARD_BYTES
}

/// What the keys need beyond throughput, and the way out where no number of shards does it.
fn hottest(workload: &Workload, demand: &Demand, least: u64) -> (Option<Dimension>, Option<Salt>) {
    if workload.keys == KeySpread::Even {
        return (None, None);
    }
    let carries = |shards: u64| fits(demand, Skew::of(&workload.keys, shards).fullest);
    let heaviest = Skew::of(&workload.keys, least).heaviest_key;
    let need = match workload.keys {
        _ if !fits(demand, heaviest) => Need::Impossible,
        KeySpread::Hot { share } => hot_key(demand, share),
        _ => search(least, carries).map_or(Need::Impossible, Need::Shards),
    };
    let at = match need {
        Need::Shards(shards) => shards.max(least),
        Need::Any | Need::Impossible => least,
    };
    let skew = Skew::of(&workload.keys, at);
    let working = match need {
        Need::Impossible if !fits(demand, heaviest) => {
            format!("one key is {} of all: {}", percent(heaviest), demand.part_of_peak(heaviest).records)
        }
        _ => format!("{:.2} × the mean on {} shards", skew.over_mean(at), Count(at)),
    };
    let salt = (need == Need::Impossible).then(|| salt_for(demand, heaviest, least)).flatten();
    (Some(Dimension { kind: DimensionKind::HottestShard, working, need, used_milli: 0 }), salt)
}

/// (1 − h) R ÷ (limit − h R), for the tighter of both limits.
fn hot_key(demand: &Demand, share: Share) -> Need {
    let one = u128::from(Share::ONE.ppm());
    let hot = u128::from(share.ppm());
    let shards = |rate: u64, limit: u64| {
        let rest = (one - hot) * u128::from(rate);
        let room = (one * u128::from(limit)).checked_sub(hot * u128::from(rate))?;
        if rest == 0 { Some(1) } else { (room > 0).then(|| rest.div_ceil(room)) }
    };
    match (shards(demand.peak.records.milli(), SHARD_MILLI), shards(demand.peak.bytes.0, SHARD_BYTES)) {
        (Some(a), Some(b)) => Need::Shards(u64::try_from(a.max(b)).unwrap_or(u64::MAX)),
        _ => Need::Impossible,
    }
}

/// The fewest shards that carry the keys, near enough: the load of the fullest falls with their number, but not at
/// each step.
fn search(least: u64, carries: impl Fn(u64) -> bool) -> Option<u64> {
    if carries(least) {
        return Some(least);
    }
    let (mut fails, mut works) = (least, least);
    while !carries(works) {
        if works >= least.saturating_mul(MOST_SPREAD) {
            return None;
        }
        fails = works;
        works += (works / 4).max(1);
    }
    // To a part in 500: what is expected of unknown keys is known no better.
    while works - fails > (works / 500).max(1) {
        let middle = fails + (works - fails) / 2;
        if carries(middle) { works = middle } else { fails = middle }
    }
    Some(works)
}

/// The fewest keys to make of a hot one, and the shards to go with them.
fn salt_for(demand: &Demand, heaviest: f64, least: u64) -> Option<Salt> {
    let mut shards = least;
    for _ in 0..12 {
        let mut keys = 2;
        while keys <= MAX_SALT {
            if fits(demand, skew::salted(heaviest, keys, shards)) {
                return Some(Salt { keys, shards });
            }
            keys += (keys / 4).max(1);
        }
        shards += (shards / 4).max(1);
    }
    None
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

fn percent(share: f64) -> Share {
    Share::from_ppm((share * 1e6).round() as u32)
}
