//! What Kinesis Data Streams costs: each price once, with source, day and confidence. A price without a source is
//! unknown here, and is never guessed.

mod shipped;

use super::{Confidence, Region};
use crate::units::Usd;

/// Bytes in the "GB" of a bill: it behaves as 2³⁰ (fact U9).
pub const GB: u128 = 1 << 30;
/// Hours in a month of a bill.
pub const MONTH_HOURS: u128 = 730;
/// A PUT payload unit: 25 KB. AWS prints "1 MB = 40 units" and bills by 25 KB; with 1 KB = 1,024 bytes, as the
/// on-demand price says it (fact U7), 1 MB is 40 and 1 MiB is 41 (fact U8).
pub const PUT_PAYLOAD_UNIT_BYTES: u64 = 25 * 1_024;
/// An on-demand stream bills each record rounded up to this (fact U7).
pub const ON_DEMAND_UNIT_BYTES: u64 = 1_024;
/// Bytes per second, in and out each, that On-demand Advantage bills at least, over all on-demand streams of an
/// account and Region (fact O6).
pub const ADVANTAGE_COMMITMENT_BYTES_PER_SECOND: u64 = 25 << 20;
/// Hours for which the commitment stands at least (fact O6).
pub const ADVANTAGE_COMMITMENT_HOURS: u32 = 24;
/// Retention in the price of the stream (fact T2).
pub const RETENTION_INCLUDED_HOURS: u32 = 24;
/// From here on retention is billed as long-term (fact T2).
pub const LONG_TERM_AFTER_HOURS: u32 = 7 * 24;

/// How a stream's capacity is had and billed (fact O1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    Provisioned,
    OnDemandStandard,
    OnDemandAdvantage,
}

impl Mode {
    pub const ALL: [Mode; 3] = [Mode::Provisioned, Mode::OnDemandStandard, Mode::OnDemandAdvantage];

    /// In JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Provisioned => "provisioned",
            Self::OnDemandStandard => "on_demand_standard",
            Self::OnDemandAdvantage => "on_demand_advantage",
        }
    }

    /// As AWS calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Provisioned => "Provisioned",
            Self::OnDemandStandard => "On-demand Standard",
            Self::OnDemandAdvantage => "On-demand Advantage",
        }
    }

    /// The same within a sentence.
    pub const fn in_sentence(self) -> &'static str {
        match self {
            Self::Provisioned => "provisioned",
            Self::OnDemandStandard => "on-demand Standard",
            Self::OnDemandAdvantage => "on-demand Advantage",
        }
    }
}

/// What a bill has a line for. One item in two modes is two items, since it has two prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    ShardHours,
    PutPayloadUnits,
    ConsumerShardHours,
    FanOutRetrieval,
    ExtendedRetention,
    LongTermRetention,
    LongTermRetrieval,
    StandardStreamHours,
    StandardDataIn,
    StandardDataOut,
    StandardFanOutDataOut,
    StandardExtendedRetention,
    StandardLongTermRetention,
    AdvantageStreamHours,
    AdvantageDataIn,
    AdvantageDataOut,
    AdvantageFanOutDataOut,
    AdvantageRetention,
    /// What the commitment bills though nothing came in for it; at the price of [`Item::AdvantageDataIn`].
    AdvantageUnusedIn,
    /// The same for data out, at the price of [`Item::AdvantageDataOut`].
    AdvantageUnusedOut,
}

/// In what a quantity is counted, and for how many of it a price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Counted in milliseconds of a shard, a stream, or a consumer and shard.
    Hours,
    /// Counted in units, priced by the million.
    MillionUnits,
    /// Counted in bytes.
    Gb,
    /// Counted in bytes held for an hour.
    GbMonths,
}

impl Measure {
    /// How many of what is counted one price is for.
    pub const fn per(self) -> u128 {
        match self {
            Self::Hours => 3_600_000,
            Self::MillionUnits => 1_000_000,
            Self::Gb => GB,
            Self::GbMonths => GB * MONTH_HOURS,
        }
    }
}

impl Item {
    /// Everything that has a price of its own.
    pub const ALL: [Item; 18] = [
        Item::ShardHours,
        Item::PutPayloadUnits,
        Item::ConsumerShardHours,
        Item::FanOutRetrieval,
        Item::ExtendedRetention,
        Item::LongTermRetention,
        Item::LongTermRetrieval,
        Item::StandardStreamHours,
        Item::StandardDataIn,
        Item::StandardDataOut,
        Item::StandardFanOutDataOut,
        Item::StandardExtendedRetention,
        Item::StandardLongTermRetention,
        Item::AdvantageStreamHours,
        Item::AdvantageDataIn,
        Item::AdvantageDataOut,
        Item::AdvantageFanOutDataOut,
        Item::AdvantageRetention,
    ];

    /// Everything a bill may have a line for.
    pub fn lines() -> impl Iterator<Item = Item> {
        Self::ALL.into_iter().chain([Self::AdvantageUnusedIn, Self::AdvantageUnusedOut])
    }

    /// Whose price it has.
    #[must_use]
    pub const fn priced_as(self) -> Item {
        match self {
            Self::AdvantageUnusedIn => Self::AdvantageDataIn,
            Self::AdvantageUnusedOut => Self::AdvantageDataOut,
            own => own,
        }
    }

    pub const fn mode(self) -> Mode {
        match self {
            Self::ShardHours
            | Self::PutPayloadUnits
            | Self::ConsumerShardHours
            | Self::FanOutRetrieval
            | Self::ExtendedRetention
            | Self::LongTermRetention
            | Self::LongTermRetrieval => Mode::Provisioned,
            Self::StandardStreamHours
            | Self::StandardDataIn
            | Self::StandardDataOut
            | Self::StandardFanOutDataOut
            | Self::StandardExtendedRetention
            | Self::StandardLongTermRetention => Mode::OnDemandStandard,
            Self::AdvantageStreamHours
            | Self::AdvantageDataIn
            | Self::AdvantageDataOut
            | Self::AdvantageFanOutDataOut
            | Self::AdvantageRetention
            | Self::AdvantageUnusedIn
            | Self::AdvantageUnusedOut => Mode::OnDemandAdvantage,
        }
    }

    pub const fn measure(self) -> Measure {
        match self {
            Self::ShardHours
            | Self::ConsumerShardHours
            | Self::ExtendedRetention
            | Self::StandardStreamHours
            | Self::AdvantageStreamHours => Measure::Hours,
            Self::PutPayloadUnits => Measure::MillionUnits,
            Self::FanOutRetrieval
            | Self::LongTermRetrieval
            | Self::StandardDataIn
            | Self::StandardDataOut
            | Self::StandardFanOutDataOut
            | Self::AdvantageDataIn
            | Self::AdvantageDataOut
            | Self::AdvantageFanOutDataOut
            | Self::AdvantageUnusedIn
            | Self::AdvantageUnusedOut => Measure::Gb,
            Self::LongTermRetention
            | Self::StandardExtendedRetention
            | Self::StandardLongTermRetention
            | Self::AdvantageRetention => Measure::GbMonths,
        }
    }

    /// In JSON and CSV; within a mode there is one of each.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ShardHours => "shard_hours",
            Self::PutPayloadUnits => "put_payload_units",
            Self::ConsumerShardHours => "fan_out_consumer_shard_hours",
            Self::FanOutRetrieval => "fan_out_data_retrieval",
            Self::ExtendedRetention | Self::StandardExtendedRetention => "extended_retention",
            Self::LongTermRetention | Self::StandardLongTermRetention => "long_term_retention",
            Self::LongTermRetrieval => "long_term_retrieval",
            Self::StandardStreamHours | Self::AdvantageStreamHours => "stream_hours",
            Self::StandardDataIn | Self::AdvantageDataIn => "data_in",
            Self::StandardDataOut | Self::AdvantageDataOut => "data_out",
            Self::StandardFanOutDataOut | Self::AdvantageFanOutDataOut => "fan_out_data_out",
            Self::AdvantageRetention => "retention",
            Self::AdvantageUnusedIn => "commitment_unused_in",
            Self::AdvantageUnusedOut => "commitment_unused_out",
        }
    }

    /// For people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ShardHours => "Shard hours",
            Self::PutPayloadUnits => "PUT payload units, 25 KB each",
            Self::ConsumerShardHours => "Fan-out consumer-shard hours",
            Self::FanOutRetrieval => "Fan-out data retrieved",
            Self::ExtendedRetention => "Retention, 24 h to 7 days, by shard hours",
            Self::StandardExtendedRetention => "Retention, 24 h to 7 days",
            Self::LongTermRetention | Self::StandardLongTermRetention => "Retention, beyond 7 days",
            Self::LongTermRetrieval => "Read again, older than 7 days",
            Self::StandardStreamHours | Self::AdvantageStreamHours => "Stream hours",
            Self::StandardDataIn | Self::AdvantageDataIn => "Data in, each record up to the next KB",
            Self::StandardDataOut | Self::AdvantageDataOut => "Data out to shared consumers",
            Self::StandardFanOutDataOut | Self::AdvantageFanOutDataOut => "Data out to fan-out consumers",
            Self::AdvantageRetention => "Retention, beyond 24 h",
            Self::AdvantageUnusedIn => "Commitment not used, in",
            Self::AdvantageUnusedOut => "Commitment not used, out",
        }
    }
}

/// Where a price comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Shipped with the page; `checked` is an ISO day.
    Shipped { source: &'static str, checked: &'static str, confidence: Confidence },
    /// Read from a price list of AWS's that was dropped in; its publication date as it stands there.
    PriceList { published: String },
    /// Typed in.
    Typed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// For one hour, one million units, one GB or one GB-month: as [`Measure::per`] says.
    pub usd: Usd,
    pub origin: Origin,
}

/// The highest price that is taken: with it, no bill leaves its type.
pub const MAX_PRICE: Usd = Usd::from_dollars(10_000);

/// The prices of one Region. What is not known is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceSheet {
    pub region: Region,
    prices: [Option<Price>; Item::ALL.len()],
}

impl PriceSheet {
    /// Those with a source.
    pub fn shipped(region: Region) -> Self {
        Self { region, prices: Item::ALL.map(|item| shipped::price(region, item)) }
    }

    /// None at all.
    pub fn unknown(region: Region) -> Self {
        Self { region, prices: Item::ALL.map(|_| None) }
    }

    pub fn get(&self, item: Item) -> Option<&Price> {
        self.prices[item.priced_as() as usize].as_ref()
    }

    /// Prices above [`MAX_PRICE`] are kept as that.
    pub fn set(&mut self, item: Item, price: Option<Price>) {
        self.prices[item.priced_as() as usize] =
            price.map(|price| Price { usd: price.usd.min(MAX_PRICE), ..price });
    }
}
