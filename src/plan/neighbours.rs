//! The same events on the services beside Kinesis Data Streams: what they would cost there, and what those services
//! could not do. Every consumer of the plan is a queue, a subscription, a target or a delivery stream of its own.
//!
//! Free tiers are named and not taken off: they are an account's, and may be used up elsewhere. Not counted: what the
//! consumers themselves cost, data transfer, encryption keys.

mod event_bridge;
mod firehose;
mod sns;
mod sqs;

use super::{
    Plan, SizeSample,
    bill::{amount, counted, exact},
    usage::mul_div,
};
use crate::{
    aws::{
        Confidence, Fact, Region,
        pricing::{MONTH_HOURS, Measure},
        services::{self, Charge},
    },
    units::{Bytes, RecordsPerSecond, Usd},
};

/// A service beside Kinesis Data Streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    SqsStandard,
    SqsFifo,
    SnsStandard,
    SnsFifo,
    EventBridgeClassic,
    EventBridgeCustom,
    Firehose,
}

impl Service {
    /// In JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SqsStandard => "sqs_standard",
            Self::SqsFifo => "sqs_fifo",
            Self::SnsStandard => "sns_standard",
            Self::SnsFifo => "sns_fifo",
            Self::EventBridgeClassic => "eventbridge_classic",
            Self::EventBridgeCustom => "eventbridge_custom",
            Self::Firehose => "firehose",
        }
    }

    /// As AWS calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SqsStandard => "Amazon SQS, standard queue",
            Self::SqsFifo => "Amazon SQS, FIFO queue",
            Self::SnsStandard => "Amazon SNS, standard topic",
            Self::SnsFifo => "Amazon SNS, FIFO topic",
            Self::EventBridgeClassic => "Amazon EventBridge, Classic event bus",
            Self::EventBridgeCustom => "Amazon EventBridge, Custom Event Bus (2026)",
            Self::Firehose => "Amazon Data Firehose, Direct PUT",
        }
    }
}

/// One line: quantity × price = amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    pub what: &'static str,
    pub charge: Charge,
    /// How the quantity comes about.
    pub working: String,
    /// In what [`Charge::measure`] counts.
    pub quantity: u128,
    /// Nothing where no source tells it.
    pub price: Option<Fact<Usd>>,
    /// To the nanodollar, halves up.
    pub usd: Option<Usd>,
}

impl Charged {
    /// As it is multiplied: `20,039 M`, `13,784 GB`.
    pub fn quantity_shown(&self) -> String {
        format!("{} {}", counted(self.quantity, self.charge.measure()), self.unit())
    }

    /// In the unit of the price, as a plain decimal.
    pub fn quantity_exact(&self) -> String {
        exact(self.quantity, self.charge.measure())
    }

    /// What the quantity counts.
    pub const fn unit(&self) -> &'static str {
        match self.charge.measure() {
            Measure::Hours => "hours",
            Measure::MillionUnits => "M",
            Measure::Gb => "GB",
            Measure::GbMonths => "GB-months",
        }
    }
}

/// The plan's events on one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    pub service: Service,
    pub lines: Vec<Charged>,
    /// How well it is known what is counted; the prices say it for themselves.
    pub counted: Confidence,
    /// What it could not do, or not without more, a sentence each.
    pub cannot: Vec<String>,
    /// How it was counted, and what else to know, a sentence each.
    pub notes: Vec<String>,
}

impl Neighbour {
    /// Nothing where a price is missing.
    pub fn total(&self) -> Option<Usd> {
        self.lines.iter().map(|line| line.usd).sum()
    }

    /// The lines whose price is known.
    pub fn known(&self) -> Usd {
        self.lines.iter().filter_map(|line| line.usd).sum()
    }

    /// Of its least known part.
    pub fn confidence(&self) -> Confidence {
        let known = self.lines.iter().filter_map(|line| line.price.map(|price| price.confidence));
        known.chain([self.counted]).max_by_key(|&confidence| confidence as u8).unwrap_or(self.counted)
    }

    /// Of its prices, each once.
    pub fn sources(&self) -> Vec<&'static str> {
        let mut sources: Vec<_> = self.lines.iter().filter_map(|line| Some(line.price?.source)).collect();
        sources.dedup();
        sources
    }
}

/// What the plan's workload asks of any service: user records, after growth, all streams together.
struct Events<'a> {
    plan: &'a Plan,
    region: Region,
    /// In the period.
    count: u128,
    bytes: u128,
    sizes: SizeSample,
    mean: u64,
    largest: Bytes,
    /// Queues, subscriptions, targets: one at least, since somebody reads.
    consumers: u64,
    /// The highest rate: the surge, or the peak.
    highest: RecordsPerSecond,
    hours: u128,
}

impl<'a> Events<'a> {
    fn of(plan: &'a Plan) -> Self {
        let workload = &plan.workload;
        let sizes = workload.sizes.sample();
        let growth = u128::from(100 + workload.growth_percent);
        let hours = u128::from(workload.period.hours());
        let grown = |rate: RecordsPerSecond| {
            let milli = (u128::from(rate.milli()) * growth).div_ceil(100);
            u64::try_from(milli).unwrap_or(u64::MAX)
        };
        let count = (u128::from(grown(workload.traffic.average())) * hours * 3_600).div_ceil(1_000);
        let records = u128::from(sizes.records.max(1));
        let surge = workload.traffic.surge.map_or(workload.traffic.peak, |surge| surge.rate);
        Self {
            plan,
            region: workload.region,
            count,
            bytes: mul_div(count, sizes.bytes, records),
            mean: u64::try_from(sizes.bytes.div_ceil(records)).unwrap_or(u64::MAX).max(1),
            largest: Bytes(sizes.largest),
            sizes,
            consumers: u64::from(workload.shared_consumers + workload.fan_out_consumers).max(1),
            highest: RecordsPerSecond::from_milli(grown(surge.max(workload.traffic.peak))),
            hours,
        }
    }

    /// A sum over the sample, for all events.
    fn all(&self, sum: u128) -> u128 {
        mul_div(self.count, sum, self.sizes.records.max(1).into())
    }

    /// Events of the hottest partition key per second, rounded down, where it is known.
    fn hottest(&self) -> u64 {
        (self.plan.sizing.skew.heaviest_key * self.highest.milli() as f64 / 1_000.0) as u64
    }

    fn line(&self, what: &'static str, charge: Charge, working: String, quantity: u128) -> Charged {
        let price = services::price(self.region, charge);
        let usd = price.map(|price| amount(quantity, price.value, charge.measure()));
        Charged { what, charge, working, quantity, price, usd }
    }

    /// Lines by tiers of a month: so many in the first, so many in the second, the rest in the third.
    fn tiers(
        &self,
        what: &'static str,
        charges: [Charge; 3],
        sizes: [u128; 2],
        working: &str,
        quantity: u128,
    ) -> Vec<Charged> {
        let share = |size: u128| size * self.hours / MONTH_HOURS;
        let first = quantity.min(share(sizes[0]));
        let second = (quantity - first).min(share(sizes[1]));
        let parts = [first, second, quantity - first - second];
        let lines = charges.into_iter().zip(parts).filter(|(_, part)| *part > 0);
        lines.map(|(charge, part)| self.line(what, charge, working.to_owned(), part)).collect()
    }
}

/// The plan's events on the other services, in a fixed order.
pub fn neighbours(plan: &Plan) -> Vec<Neighbour> {
    let events = Events::of(plan);
    vec![
        sqs::standard(&events),
        sqs::fifo(&events),
        sns::standard(&events),
        sns::fifo(&events),
        event_bridge::classic(&events),
        event_bridge::custom(&events),
        firehose::direct_put(&events),
    ]
}

/// `1 queue`, `3 queues`.
fn each(count: u64, thing: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {thing}{s}", crate::units::grouped(count))
}

fn whole(count: u128) -> String {
    crate::units::grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

fn too_large(events: &Events, what: &str, most: Bytes) -> Option<String> {
    (events.largest > most)
        .then(|| format!("A record of {} does not fit: {what} has at most {most}.", events.largest))
}
