//! What a plan has to say beyond its figures: why it matters, what to do, what to read.

use super::{DimensionKind, Need, Plan};
use crate::{
    aws::limits::{FAN_OUT_CONSUMERS, GET_RECORDS_PER_SECOND, SHARED_DELAY},
    units::Count,
};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The plan does not work like this.
    Breaks,
    /// It works, and somebody will be surprised.
    Warns,
    /// Good to know.
    Tells,
}

impl Weight {
    /// In JSON, and for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::Warns => "warns",
            Self::Tells => "tells",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In JSON, and to find it again: `get_records_calls`.
    pub name: &'static str,
    pub weight: Weight,
    /// What is, in a sentence with its number.
    pub what: String,
    /// What to do about it, in a sentence.
    pub advice: String,
    /// Where AWS says so.
    pub source: &'static str,
}

/// Heaviest first.
pub(super) fn find(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(calls(plan));
    findings.sort_by_key(|finding| finding.weight);
    findings
}

fn calls(plan: &Plan) -> Option<Finding> {
    let used = plan.sizing.dimension(DimensionKind::GetRecordsCalls)?;
    debug_assert_eq!(used.need, Need::Any, "calls are per shard");
    let consumers = plan.workload.shared_consumers;
    (used.used_milli > 1_000).then(|| Finding {
        name: "get_records_calls",
        weight: Weight::Breaks,
        what: format!(
            "{} consumers that each poll a shard once a second make {consumers} GetRecords calls where {} are answered; more shards do not change that.",
            Count(consumers.into()),
            GET_RECORDS_PER_SECOND.value
        ),
        advice: format!(
            "Register some of them for enhanced fan-out (up to {} on a stream), or let each poll less often than once a second; the delay of {SHARED} grows with it.",
            FAN_OUT_CONSUMERS.value,
            SHARED = SHARED_DELAY.value
        ),
        source: GET_RECORDS_PER_SECOND.source,
    })
}
