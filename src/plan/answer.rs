//! Why it is so many shards, in sentences.

use super::{Aggregation, Demand, DimensionKind, Need, Plan, Sizing, Workload};
use crate::{
    aws::limits::{AUTO_DISTRIBUTION, SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    units::{Bytes, BytesPerSecond, Count, OneIn, RecordsPerSecond, Share},
};

/// Producer processes that are taken where aggregation is only considered: with more of them, fewer records come
/// together in the 100 ms that the KPL waits.
pub const CONSIDERED_PROCESSES: u32 = 10;

/// Each part is one or two whole sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What decides, with its figures.
    pub decides: String,
    /// What aggregation would change, where it is off and would.
    pub aggregated: Option<String>,
    /// What AWS's own formula says, where it says something else.
    pub formula: Option<String>,
}

impl Answer {
    pub fn of(plan: &Plan) -> Self {
        let sizing = &plan.sizing;
        let impossible = sizing.dimension(DimensionKind::HottestShard).filter(|d| d.need == Need::Impossible);
        Self {
            decides: if impossible.is_some() { impossibly(plan) } else { decides(plan) },
            aggregated: if impossible.is_none() { aggregated(&plan.workload, sizing) } else { None },
            formula: (impossible.is_none() && sizing.aws_formula != sizing.per_stream)
                .then(|| formula(sizing)),
        }
    }

    /// All of it.
    pub fn text(&self) -> String {
        let further = self.aggregated.iter().chain(&self.formula);
        further.fold(self.decides.clone(), |text, part| format!("{text} {part}"))
    }
}

/// `9 shards`, `1 shard`.
pub fn shards(count: u64) -> String {
    if count == 1 { "1 shard".to_owned() } else { format!("{} shards", Count(count)) }
}

fn decides(plan: &Plan) -> String {
    let (sizing, demand, workload) = (&plan.sizing, &plan.demand, &plan.workload);
    let others = without(sizing, sizing.bottleneck);
    match sizing.bottleneck {
        DimensionKind::BusiestSecond => format!("{} {}", throughput(demand), chance(plan, others)),
        DimensionKind::SharedBytesOut => format!(
            "Reading decides: {} consumers share the 2 MiB a second that a shard gives, and take {}. All else needs {}; fan-out consumers would not share.",
            Count(workload.shared_consumers.into()),
            BytesPerSecond(demand.peak.bytes.0.saturating_mul(workload.shared_consumers.into())),
            shards(others),
        ),
        DimensionKind::ConsumerProcess => format!(
            "The consumers decide: one process manages {}, and no shard is read by two processes of one consumer at a time. All else needs {}.",
            workload.process_manages.unwrap_or_default(),
            shards(others),
        ),
        DimensionKind::SurgeRecovery => surge(plan, others),
        DimensionKind::HottestShard => format!(
            "The keys decide: the fullest of {} gets {:.2} times the mean. Spread evenly, {} would do.",
            shards(sizing.per_stream),
            sizing.skew.over_mean(sizing.per_stream),
            shards(others),
        ),
        _ => throughput(demand),
    }
}

/// What all others need.
fn without(sizing: &Sizing, kind: DimensionKind) -> u64 {
    let others = sizing.dimensions.iter().filter(|d| d.kind != kind);
    others.filter_map(|d| if let Need::Shards(n) = d.need { Some(n) } else { None }).max().unwrap_or(1)
}

/// Which of a shard's two limits is met first, and how full the other one is then.
fn throughput(demand: &Demand) -> String {
    let per_second = SHARD_RECORDS_PER_SECOND.value;
    let (Bytes(mean), Bytes(room)) = (demand.mean_size(), SHARD_BYTES_PER_SECOND.value);
    let filled = mean.saturating_mul(per_second);
    if filled < room {
        format!(
            "Records per second decide, not bytes: with {} a record, a shard’s {} writes a second use {} of its bandwidth.",
            Bytes(mean),
            Count(per_second),
            percent(filled, room)
        )
    } else {
        format!(
            "Bytes per second decide, not records: with {} a record, a shard’s {} takes {} records a second, {} of its limit.",
            Bytes(mean),
            BytesPerSecond(room),
            Count(room / mean.max(1)),
            percent(room / mean.max(1), per_second)
        )
    }
}

fn percent(part: u64, whole: u64) -> String {
    // Hundredths of a percent are no help here.
    let percent = (u128::from(part) * 100 + u128::from(whole) / 2) / u128::from(whole.max(1));
    if percent == 0 { "less than 1 %".to_owned() } else { Share::from_percent(percent as u32).to_string() }
}

fn chance(plan: &Plan, others: u64) -> String {
    let sizing = &plan.sizing;
    let Some(one_in) = plan.workload.throttled_one_in else { return String::new() };
    format!(
        "On average {} would do; records come unevenly by chance, and {} keep throttling to {} seconds.",
        shards(others),
        Count(sizing.per_stream),
        OneIn(one_in),
    )
}

fn surge(plan: &Plan, others: u64) -> String {
    let Some(surge) = plan.workload.traffic.surge else { return String::new() };
    if surge.level_within.millis() == 0 {
        return format!(
            "The surge decides: {} for {}, and nothing may wait. Without it, {} would do.",
            surge.rate,
            surge.lasting,
            shards(others)
        );
    }
    format!(
        "The surge decides: {} for {}, and what waited has to be in {} later. Without it, {} would do.",
        surge.rate,
        surge.lasting,
        surge.level_within,
        shards(others)
    )
}

fn impossibly(plan: &Plan) -> String {
    let (sizing, demand) = (&plan.sizing, &plan.demand);
    let heaviest = sizing.skew.heaviest_key;
    let milli = (demand.peak.records.milli() as f64 * heaviest).round() as u64;
    let bytes = (demand.peak.bytes.0 as f64 * heaviest).round() as u64;
    let share = Share::from_ppm((heaviest * 1e6).round() as u32);
    let what = format!(
        "One key has {share} of all records: {} with {}, where a shard takes {} and {}. A key’s records all go to one shard, so more of them change nothing.",
        RecordsPerSecond::from_milli(milli),
        BytesPerSecond(bytes),
        RecordsPerSecond::new(SHARD_RECORDS_PER_SECOND.value),
        BytesPerSecond(SHARD_BYTES_PER_SECOND.value.0),
    );
    let is_one = milli > SHARD_RECORDS_PER_SECOND.value * 1_000 || bytes > SHARD_BYTES_PER_SECOND.value.0;
    let what = if is_one {
        what
    } else {
        "The keys are too few or too uneven for any number of shards: several heavy ones meet on one shard."
            .to_owned()
    };
    let salt = match sizing.salt {
        Some(salt) => {
            format!("Deal it out to {} salted keys, and {} carry it.", Count(salt.keys), shards(salt.shards))
        }
        None if is_one => "Salting does not carry it either.".to_owned(),
        None => "More different keys part them.".to_owned(),
    };
    format!(
        "{what} {salt} The other way out: an on-demand stream with AUTO record distribution ({}).",
        AUTO_DISTRIBUTION.value
    )
}

/// Shards of each stream if the KPL aggregated; nothing where it does already, or would not help.
pub fn shards_if_aggregated(workload: &Workload, sizing: &Sizing) -> Option<u64> {
    if workload.aggregation != Aggregation::Off {
        return None;
    }
    let mut with = workload.clone();
    with.aggregation = Aggregation::Kpl { processes: CONSIDERED_PROCESSES };
    let shards = Sizing::of(&with, &Demand::of(&with)).per_stream;
    (shards < sizing.per_stream).then_some(shards)
}

fn aggregated(workload: &Workload, sizing: &Sizing) -> Option<String> {
    let count = shards_if_aggregated(workload, sizing)?;
    Some(format!(
        "Aggregated by the KPL in {CONSIDERED_PROCESSES} producer processes, the same traffic would need {}.",
        Count(count)
    ))
}

fn formula(sizing: &Sizing) -> String {
    let says = Count(sizing.aws_formula);
    match sizing.bottleneck {
        DimensionKind::RecordsIn => {
            format!("AWS’s own formula says {says}: it counts bytes and leaves out the records a second.")
        }
        _ => format!("AWS’s own formula says {says}: it counts bytes in and out, and nothing else."),
    }
}
