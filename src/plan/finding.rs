//! What a plan has to say beyond its figures: why it matters, what to do, what to read.

mod keys;
mod modes;
mod money;
mod reads;
mod scaling;

use super::Plan;
use crate::aws::pricing::{Mode, PriceSheet};

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
    /// In JSON.
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
    /// The modes it is about.
    pub modes: &'static [Mode],
    /// What is, in a sentence with its number.
    pub what: String,
    /// What to do about it, in a sentence.
    pub advice: String,
    /// Where it is said.
    pub source: &'static str,
}

const ALL: &[Mode] = &Mode::ALL;
const PROVISIONED: &[Mode] = &[Mode::Provisioned];
const STANDARD: &[Mode] = &[Mode::OnDemandStandard];
const ADVANTAGE: &[Mode] = &[Mode::OnDemandAdvantage];
const ON_DEMAND: &[Mode] = &[Mode::OnDemandStandard, Mode::OnDemandAdvantage];

/// Heaviest first.
pub(super) fn find(plan: &Plan, prices: &PriceSheet) -> Vec<Finding> {
    let found = [
        keys::one_key_too_hot(plan),
        keys::skew_costs_shards(plan),
        reads::calls(plan),
        reads::too_many_fan_out_consumers(plan),
        reads::fan_out_costs_more_than_shards(plan, prices),
        scaling::shard_quota(plan),
        scaling::update_shard_count(plan),
        scaling::waiting_for_the_surge(plan),
        scaling::the_busiest_second(plan),
        scaling::from_today(plan),
        scaling::aws_formula(plan),
        scaling::large_records(plan),
        modes::surge_beyond_twice(plan),
        modes::a_new_stream_is_small(plan),
        modes::region_quota(plan),
        modes::streams_quota(plan),
        modes::commitment(plan),
        money::just_above_a_step(plan),
        money::rounding(plan),
        money::retention(plan),
        money::aggregation(plan, prices),
        money::data_out(plan),
        money::replay_on_demand(plan),
    ];
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    findings.sort_by_key(|finding| finding.weight);
    findings
}
