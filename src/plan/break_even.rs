//! Where another mode becomes the cheapest: over the rate of records, and over their size.

use super::{
    Demand, KeySpread, Plan, RecordSizes, Workload, bill::bill, reverse::at_peak, sizing::shards_for_even,
    usage, workload::MAX_RATE,
};
use crate::{
    aws::{
        limits::MAX_RECORD_SIZE,
        pricing::{Mode, PriceSheet},
    },
    units::{Bytes, RecordsPerSecond, Usd},
};

/// Points of a curve.
const POINTS: u64 = 60;
/// A crossing up to so many times as far as the user's point widens the curve.
const FAR: u64 = 8;
/// Steps by which crossings are looked for, from 1/`REACH` to `REACH` times the user's point.
const STEPS: i32 = 36;
const REACH: f64 = 1_000.0;

/// What is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Average records per second of all streams, in thousandths; peak and surge grow along.
    Rate,
    /// Bytes of a record, the same for all.
    Size,
}

impl Axis {
    /// A place on it, in words.
    pub fn shown(self, at: u64) -> String {
        match self {
            Self::Rate => RecordsPerSecond::from_milli(at).to_string(),
            Self::Size => Bytes(at).to_string(),
        }
    }
}

/// What the three modes cost somewhere on the axis, in the order of [`Mode::ALL`]; nothing where a price is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub at: u64,
    pub usd: [Option<Usd>; 3],
}

/// The cheapest mode is another one from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    pub at: u64,
    pub below: Mode,
    pub above: Mode,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakEven {
    pub axis: Axis,
    pub points: Vec<Point>,
    /// The user's point: what the plan itself says.
    pub here: Point,
    /// Upwards; also beyond the curve.
    pub crossings: Vec<Crossing>,
}

pub fn by_rate(plan: &Plan, prices: &PriceSheet) -> BreakEven {
    let average = plan.workload.traffic.average().milli();
    let here = if average == 0 { plan.workload.traffic.peak.milli() } else { average };
    Varied::new(plan, prices, Axis::Rate, here, MAX_RATE.milli()).curve()
}

pub fn by_size(plan: &Plan, prices: &PriceSheet) -> BreakEven {
    let sample = plan.workload.sizes.sample();
    let mean = sample.bytes.div_ceil(u128::from(sample.records.max(1)));
    let here = u64::try_from(mean).unwrap_or(u64::MAX);
    Varied::new(plan, prices, Axis::Size, here, MAX_RECORD_SIZE.value.0).curve()
}

struct Varied<'a> {
    plan: &'a Plan,
    prices: &'a PriceSheet,
    axis: Axis,
    here: u64,
    most: u64,
    /// The plan's shards over those that even keys would need.
    skew: (u64, u64),
}

impl<'a> Varied<'a> {
    fn new(plan: &'a Plan, prices: &'a PriceSheet, axis: Axis, here: u64, most: u64) -> Self {
        let even = shards_for_even(&plan.workload, &plan.demand);
        Self { plan, prices, axis, here, most, skew: (plan.sizing.per_stream, even) }
    }

    fn curve(&self) -> BreakEven {
        let crossings = self.crossings();
        // The nearest crossing above, if it is not too far, and then as much again of what one has.
        let beyond = crossings.iter().map(|c| c.at).find(|&at| at > self.here && at / FAR <= self.here);
        let until = self.here.saturating_mul(2).max(beyond.map_or(0, |at| at + at / 5));
        let until = round_up(until).min(self.most).max(POINTS);
        let points = (1..=POINTS).map(|n| self.at(until / POINTS * n)).collect();
        let usd = Mode::ALL.map(|mode| self.plan.bill(mode).total());
        BreakEven { axis: self.axis, points, here: Point { at: self.here, usd }, crossings }
    }

    fn at(&self, at: u64) -> Point {
        let workload = self.workload(at);
        let demand = Demand::of(&workload);
        let (skewed, even) = self.skew;
        let shards = u128::from(shards_for_even(&workload, &demand)) * u128::from(skewed);
        let shards = u64::try_from(shards.div_ceil(u128::from(even.max(1)))).unwrap_or(u64::MAX);
        let usage = usage(&workload, &demand, shards);
        Point { at, usd: Mode::ALL.map(|mode| bill(mode, &usage, self.prices).total()) }
    }

    fn workload(&self, at: u64) -> Workload {
        match self.axis {
            Axis::Size => Workload {
                sizes: RecordSizes::Fixed(Bytes(at)),
                keys: KeySpread::Even,
                ..self.plan.workload.clone()
            },
            Axis::Rate => {
                let peak = u128::from(self.plan.workload.traffic.peak.milli());
                let peak = (peak * u128::from(at)).div_ceil(u128::from(self.here.max(1)));
                let peak = RecordsPerSecond::from_milli(u64::try_from(peak).unwrap_or(u64::MAX));
                at_peak(&self.plan.workload, peak.min(MAX_RATE))
            }
        }
    }

    fn crossings(&self) -> Vec<Crossing> {
        let ratio = libm::pow(REACH, 2.0 / f64::from(STEPS));
        let mut at = self.here as f64 / REACH;
        let mut found = Vec::new();
        let mut before = None::<(u64, Mode)>;
        for _ in 0..=STEPS {
            let place = (at.round() as u64).clamp(1, self.most);
            let cheapest = cheapest(&self.at(place));
            if let (Some((below_at, below)), Some(above)) = (before, cheapest)
                && below != above
            {
                found.push(self.between(below_at, place, below));
            }
            before = cheapest.map(|mode| (place, mode));
            at *= ratio;
        }
        found.dedup_by_key(|crossing| crossing.at);
        found
    }

    /// Where `below` is no longer the cheapest.
    fn between(&self, mut low: u64, mut high: u64, below: Mode) -> Crossing {
        let mut above = below;
        // To a part in a thousand: the shards come in steps anyway.
        while high - low > (low / 1_000).max(1) {
            let middle = low + (high - low) / 2;
            match cheapest(&self.at(middle)) {
                Some(mode) if mode == below => low = middle,
                _ => high = middle,
            }
        }
        if let Some(mode) = cheapest(&self.at(high)) {
            above = mode;
        }
        Crossing { at: high, below, above }
    }
}

/// Among the modes whose prices are known.
pub fn cheapest(point: &Point) -> Option<Mode> {
    let known = Mode::ALL.into_iter().zip(point.usd).filter_map(|(mode, usd)| Some((usd?, mode)));
    known.min_by_key(|(usd, _)| *usd).map(|(_, mode)| mode)
}

/// 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten: ends of an axis.
fn round_up(n: u64) -> u64 {
    let mut step = 1_u64;
    while n / step >= 100 {
        step *= 10;
    }
    [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100].into_iter().map(|m| m * step).find(|&m| m >= n).unwrap_or(n)
}

impl BreakEven {
    /// What the curve says, as its title.
    pub fn headline(&self) -> String {
        let Some(mode) = cheapest(&self.here) else {
            return "The modes cannot be compared: a price is not known".to_owned();
        };
        let below = self.crossings.iter().rev().find(|c| c.at <= self.here.at && c.above == mode);
        let above = self.crossings.iter().find(|c| c.at > self.here.at && c.below == mode);
        let shown = |crossing: &Crossing| self.axis.shown(two_digits(crossing.at));
        let title = mode.title();
        match (below, above) {
            (None, None) => format!("{title} is the cheapest, however {}", self.more_or_less()),
            (None, Some(above)) => {
                format!("{title} is the cheapest up to {}, then {}", shown(above), above.above.in_sentence())
            }
            (Some(below), None) => {
                format!(
                    "{title} is the cheapest from {} on; below it {}",
                    shown(below),
                    below.below.in_sentence()
                )
            }
            (Some(below), Some(above)) => {
                format!("{title} is the cheapest from {} to {}", shown(below), shown(above))
            }
        }
    }

    fn more_or_less(&self) -> &'static str {
        match self.axis {
            Axis::Rate => "much or little is written",
            Axis::Size => "large or small the records are",
        }
    }
}

/// A crossing is known no better.
fn two_digits(n: u64) -> u64 {
    let mut step = 1;
    while n / step >= 100 {
        step *= 10;
    }
    (n + step / 2) / step * step
}
