//! A workload → shards and money, with the reason for each. Pure, and quick enough for every keystroke.
//!
//! ```text
//! Workload ─▶ Demand ─▶ Sizing (which dimension needs how many shards) ─┬▶ Plan ─▶ findings, exports, page
//!                 └───▶ Usage (what is billed) ─▶ three Bills ───────────┘
//! ```
//!
//! The simulator fills the same [`Usage`] with what a run really took, so its bill and the planner's are one
//! function.

pub mod answer;
mod bill;
pub mod break_even;
pub mod busiest;
pub mod curve;
mod demand;
pub mod examples;
pub mod export;
mod finding;
mod json;
pub mod ladder;
mod metered;
pub mod neighbours;
pub mod notes;
pub mod origins;
mod own_keys;
pub mod presets;
pub mod price_list;
pub mod reverse;
pub mod run;
mod sizing;
mod skew;
mod skew_table;
mod usage;
pub mod workload;

pub use answer::Answer;
pub use bill::{Bill, Line, Usage, bill};
pub use demand::{Demand, Flow};
pub use finding::{Finding, Weight};
pub use json::{confidence, run_json, source};
pub use own_keys::{MAX_OWN_KEYS, OwnKeys};
pub use run::Run;
pub use sizing::{Dimension, DimensionKind, Need, POLLS_PER_SECOND, Salt, Sizing, shards_for_throughput};
pub use skew::Skew;
pub use skew_table::{SkewRow, skew_table};
pub use usage::usage;
pub use workload::{
    Aggregation, KeySpread, Period, RecordSizes, SizeSample, Surge, Traffic, TrafficShape, Workload,
    WorkloadError,
};

use crate::{
    aws::pricing::{Mode, PriceSheet},
    units::Usd,
};

/// Everything told about a workload.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub workload: Workload,
    /// Of one stream.
    pub demand: Demand,
    pub sizing: Sizing,
    /// Of the period, with the shards that are advised.
    pub usage: Usage,
    /// In the order of [`Mode::ALL`].
    pub bills: [Bill; 3],
    /// Heaviest first.
    pub findings: Vec<Finding>,
}

impl Plan {
    /// # Errors
    /// When something of the workload is out of its limits.
    pub fn of(workload: &Workload, prices: &PriceSheet) -> Result<Self, WorkloadError> {
        workload.check()?;
        let demand = Demand::of(workload);
        let sizing = Sizing::of(workload, &demand);
        let usage = usage(workload, &demand, sizing.per_stream);
        let mut plan = Self {
            workload: workload.clone(),
            demand,
            sizing,
            bills: Mode::ALL.map(|mode| bill(mode, &usage, prices)),
            usage,
            findings: Vec::new(),
        };
        plan.findings = finding::find(&plan, prices);
        Ok(plan)
    }

    pub fn bill(&self, mode: Mode) -> &Bill {
        &self.bills[mode as usize]
    }

    /// The cheapest mode of those that carry the workload and whose prices are all known; nothing if none is.
    pub fn cheapest(&self) -> Option<(Mode, Usd)> {
        cheapest(&self.bills, self.sizing.is_possible())
    }
}

/// As keys decide the shard in each mode unless the stream's record distribution is `AUTO`, which only on-demand
/// streams have, a key too hot for a shard leaves the on-demand modes.
fn cheapest(bills: &[Bill; 3], is_possible: bool) -> Option<(Mode, Usd)> {
    let carries = |mode| mode != Mode::Provisioned || is_possible;
    let known = bills.iter().filter(|bill| carries(bill.mode));
    known.filter_map(|bill| bill.total().map(|usd| (bill.mode, usd))).min_by_key(|(_, usd)| *usd)
}
