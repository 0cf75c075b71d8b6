//! The other way round: "I have four shards" or "I have $200 a month": what fits?

use super::{
    Demand, KeySpread, Plan, Workload,
    bill::bill,
    sizing::shards_for_even,
    usage,
    workload::{MAX_RATE, TrafficShape},
};
use crate::{
    aws::pricing::{Mode, PriceSheet},
    units::{RecordsPerSecond, Usd},
};

/// The most that fits, with everything else of the workload as it is: sizes, consumers, retention, and the average in
/// the same proportion to the peak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fits {
    /// Of all streams together.
    pub peak: RecordsPerSecond,
    pub average: RecordsPerSecond,
    /// Shards of each stream for it.
    pub shards: u64,
}

impl Fits {
    /// For people: rates from ten on in whole records, rounded down, so that they still fit.
    pub fn shown(&self) -> (String, String) {
        let shown = |rate: RecordsPerSecond| {
            let rate = if rate.whole() < 10 { rate } else { RecordsPerSecond::new(rate.whole()) };
            rate.to_string()
        };
        (shown(self.peak), shown(self.average))
    }
}

/// What so many shards of each stream carry at the chance of throttling that the workload accepts. Nothing if not even
/// a thousandth of a record a second does, as when one key is too hot: keys are taken as even.
pub fn with_shards(workload: &Workload, shards: u64) -> Option<Fits> {
    most(|peak| needs(workload, peak) <= shards.max(1), workload)
}

/// What so much money pays for in one mode over the workload's period. Nothing if the mode costs more when hardly
/// anything is written, or has a price that is not known.
pub fn with_money(workload: &Workload, prices: &PriceSheet, mode: Mode, budget: Usd) -> Option<Fits> {
    let cost = |peak| {
        let workload = at_peak(workload, peak);
        let demand = Demand::of(&workload);
        let usage = usage(&workload, &demand, shards_for_even(&workload, &demand));
        bill(mode, &usage, prices).total()
    };
    most(|peak| cost(peak).is_some_and(|usd| usd <= budget), workload)
}

/// The plan's money spent on each mode.
pub fn with_money_by_mode(plan: &Plan, prices: &PriceSheet, budget: Usd) -> [Option<Fits>; 3] {
    Mode::ALL.map(|mode| with_money(&plan.workload, prices, mode, budget))
}

/// The highest peak that is well, by halving; what is well stays so below it.
fn most(is_well: impl Fn(RecordsPerSecond) -> bool, workload: &Workload) -> Option<Fits> {
    let milli = RecordsPerSecond::from_milli;
    if !is_well(milli(1)) {
        return None;
    }
    let (mut well, mut not) = (1, MAX_RATE.milli() + 1);
    while not - well > (well / 100_000).max(1) {
        let middle = well + (not - well) / 2;
        if is_well(milli(middle)) { well = middle } else { not = middle }
    }
    let fitting = at_peak(workload, milli(well));
    let shards = shards_for_even(&fitting, &Demand::of(&fitting));
    Some(Fits { peak: milli(well), average: fitting.traffic.average(), shards })
}

fn needs(workload: &Workload, peak: RecordsPerSecond) -> u64 {
    let workload = at_peak(workload, peak);
    shards_for_even(&workload, &Demand::of(&workload))
}

/// The workload with another peak: average and surge grow along, the keys are even.
pub(super) fn at_peak(workload: &Workload, peak: RecordsPerSecond) -> Workload {
    let mut scaled = workload.clone();
    scaled.keys = KeySpread::Even;
    let before = workload.traffic.peak.milli().max(1);
    let along = |rate: RecordsPerSecond| {
        let milli = u128::from(rate.milli()) * u128::from(peak.milli()) / u128::from(before);
        RecordsPerSecond::from_milli(u64::try_from(milli).unwrap_or(u64::MAX)).min(MAX_RATE)
    };
    if let TrafficShape::Average(average) = &mut scaled.traffic.shape {
        *average = along(*average);
    }
    if let Some(surge) = &mut scaled.traffic.surge {
        surge.rate = along(surge.rate);
    }
    scaled.traffic.peak = peak;
    scaled
}
