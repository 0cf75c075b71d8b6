//! The planned rates over time.

use super::{MOST_SHARD_SECONDS, Part, busiest};
use crate::{
    plan::{Traffic, TrafficShape, Workload},
    sim::scenario::{DayPeak, MAX_DURATION, Rate},
    units::{Count, RecordsPerSecond, SimDuration, SimTime},
};

const MINUTE: SimDuration = SimDuration::from_secs(60);
const LEVEL: SimDuration = SimDuration::from_secs(600);
const DAY: SimDuration = SimDuration::from_hours(24);
const WEEK: SimDuration = SimDuration::from_hours(7 * 24);
const NOON: SimTime = SimTime::from_secs(43_200);

/// What producers write in the run.
#[derive(Debug, Clone)]
pub(super) struct RunTraffic {
    pub(super) rate: Rate,
    pub(super) surge: Option<RunSurge>,
    pub(super) duration: SimDuration,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct RunSurge {
    pub(super) from: SimTime,
    pub(super) lasting: SimDuration,
    /// On top of the peak.
    pub(super) more: RecordsPerSecond,
    /// The longest that a record may wait.
    pub(super) waits: SimDuration,
}

/// The fastest of one stream, in users' records.
pub(super) fn highest(workload: &Workload) -> RecordsPerSecond {
    let Traffic { peak, surge, .. } = &workload.traffic;
    of_one_stream(workload, surge.map_or(*peak, |surge| surge.rate.max(*peak)))
}

/// After growth, and of one of the streams.
fn of_one_stream(workload: &Workload, rate: RecordsPerSecond) -> RecordsPerSecond {
    let milli = u128::from(rate.milli()) * u128::from(100 + workload.growth_percent);
    let milli = milli.div_ceil(100 * u128::from(workload.streams.max(1)));
    RecordsPerSecond::from_milli(u64::try_from(milli).unwrap_or(u64::MAX))
}

impl RunTraffic {
    pub(super) fn of(workload: &Workload, part: Part, shards: u32, left_out: &mut Vec<String>) -> Self {
        let rate = |rate: RecordsPerSecond| part.rate(of_one_stream(workload, rate));
        let peak = rate(workload.traffic.peak);
        let (curve, span, top) = match &workload.traffic.shape {
            TrafficShape::Average(average) if *average == workload.traffic.peak => {
                (Rate::Constant(peak), LEVEL, SimTime::ZERO + MINUTE)
            }
            TrafficShape::Average(average) => (day_of(rate(*average), peak), DAY, NOON),
            TrafficShape::Day(percent) => {
                (Rate::Week { peak, percent: Box::new([**percent; 7]) }, DAY, busiest(&**percent))
            }
            TrafficShape::Week(percent) => {
                (Rate::Week { peak, percent: percent.clone() }, WEEK, busiest(percent.as_flattened()))
            }
        };
        let mut traffic = Self { rate: curve, surge: None, duration: span };
        let most = SimDuration::from_secs(MOST_SHARD_SECONDS / u64::from(shards));
        let mut from = top;
        if span > LEVEL && span > most {
            left_out.push(format!(
                "With {} shards the whole curve takes too long to look at: the run is at its peak throughout.",
                Count(shards.into())
            ));
            (traffic.rate, traffic.duration, from) = (Rate::Constant(peak), LEVEL, SimTime::ZERO + MINUTE);
        }
        if let Some(surge) = workload.traffic.surge {
            let more = RecordsPerSecond::from_milli(rate(surge.rate).milli().saturating_sub(peak.milli()));
            let within = surge.level_within.millis();
            let waits = if within == 0 { 0 } else { within + surge.lasting.millis() };
            let waits = SimDuration::from_millis(waits);
            traffic.add(RunSurge { from, lasting: surge.lasting, more, waits }, surge.level_within);
        }
        let most = most.clamp(LEVEL, MAX_DURATION);
        if traffic.duration > most {
            left_out.push(format!("The run ends after {most}, before the surge is seen to its end."));
            traffic.duration = most;
        }
        traffic
    }

    /// The run is long enough to see it come and go.
    fn add(&mut self, surge: RunSurge, within: SimDuration) {
        let end = surge.from + surge.lasting + within + MINUTE;
        self.duration = self.duration.max(end - SimTime::ZERO);
        self.surge = (surge.more.milli() > 0).then_some(surge);
    }
}

/// A day that rises to its peak at noon and falls again, with this average.
fn day_of(average: RecordsPerSecond, peak: RecordsPerSecond) -> Rate {
    let half_day = DAY.secs() / 2;
    let (low, width) = match (2 * average.milli()).checked_sub(peak.milli()) {
        // A triangle over the whole day: its mean lies in the middle.
        Some(low) => (low, half_day),
        // A narrower one, over nothing: peak × width = average × day.
        None => (0, (DAY.secs() * average.milli() / peak.milli().max(1)).max(1)),
    };
    let top = DayPeak { at: NOON, rate: peak, width: SimDuration::from_secs(width) };
    Rate::Day { low: RecordsPerSecond::from_milli(low), peaks: vec![top] }
}
