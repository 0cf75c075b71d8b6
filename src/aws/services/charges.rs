//! The prices of the neighbours that have a source.

use crate::{
    aws::{Fact, Region, pricing::Measure},
    units::Usd,
};

pub(super) const GOLDEN: &str = "AWS Price List, as quoted in infracost's golden files (95ba4f49)";
const FIREHOSE_GOLDEN: &str =
    "AWS Price List, as quoted in infracost's kinesis_firehose_delivery_stream_test.golden (95ba4f49)";
const TOKYO: &str = "AWS Price List for ap-northeast-1 of 2026-09-23, as quoted by a public cost model";
const THIRD_PARTIES: &str = "pages of third parties about the service's price";

/// What one of the services charges for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// Requests of a standard queue: the first 100 billion of a month, the next 100 billion, and those beyond.
    SqsStandard,
    SqsStandardSecond,
    SqsStandardThird,
    SqsFifo,
    SnsPublish,
    /// To queues of SQS and functions of Lambda.
    SnsDelivery,
    SnsFifoPublish,
    SnsFifoPublishBytes,
    SnsFifoDelivery,
    SnsFifoDeliveryBytes,
    /// 64 KB of a custom event on a Classic bus.
    EventBridgeEvents,
    EventBridgeArchiveIn,
    EventBridgeArchiveHeld,
    EventBridgeSchemaDiscovery,
    CustomBusIn,
    CustomBusDelivery,
    CustomBusRetention,
    /// Up to 500 TB of a month (512,000 GB in the price list), the next 1.5 PB, and beyond.
    FirehoseFirst,
    FirehoseSecond,
    FirehoseThird,
    FirehoseFormatConversion,
}

impl Charge {
    pub const fn measure(self) -> Measure {
        match self {
            Self::SqsStandard
            | Self::SqsStandardSecond
            | Self::SqsStandardThird
            | Self::SqsFifo
            | Self::SnsPublish
            | Self::SnsDelivery
            | Self::SnsFifoPublish
            | Self::SnsFifoDelivery
            | Self::EventBridgeEvents
            | Self::EventBridgeSchemaDiscovery => Measure::MillionUnits,
            Self::SnsFifoPublishBytes
            | Self::SnsFifoDeliveryBytes
            | Self::EventBridgeArchiveIn
            | Self::CustomBusIn
            | Self::CustomBusDelivery
            | Self::FirehoseFirst
            | Self::FirehoseSecond
            | Self::FirehoseThird
            | Self::FirehoseFormatConversion => Measure::Gb,
            Self::EventBridgeArchiveHeld | Self::CustomBusRetention => Measure::GbMonths,
        }
    }
}

/// For what [`Charge::measure`] says. Nothing where no source tells it (facts Q15, N11, V11, 6.2, F13).
pub fn price(region: Region, charge: Charge) -> Option<Fact<Usd>> {
    let golden = |nanos| Some(Fact::documented(Usd::from_nanos(nanos), GOLDEN));
    let third = |nanos| Some(Fact::secondary(Usd::from_nanos(nanos), THIRD_PARTIES));
    let firehose = |nanos| Some(Fact::documented(Usd::from_nanos(nanos), FIREHOSE_GOLDEN));
    match (region.code(), charge) {
        ("us-east-1", Charge::SqsStandard) => golden(400_000_000),
        ("us-east-1", Charge::SqsStandardSecond) => third(300_000_000),
        ("us-east-1", Charge::SqsStandardThird) => third(240_000_000),
        ("us-east-1", Charge::SqsFifo | Charge::SnsPublish) => golden(500_000_000),
        ("us-east-1", Charge::SnsFifoPublish) => golden(300_000_000),
        ("us-east-1", Charge::SnsFifoPublishBytes) => golden(17_000_000),
        ("us-east-1", Charge::SnsFifoDelivery) => golden(10_000_000),
        ("us-east-1", Charge::SnsFifoDeliveryBytes) => golden(1_000_000),
        ("us-east-1", Charge::EventBridgeEvents) => golden(1_000_000_000),
        ("us-east-1", Charge::EventBridgeArchiveIn) => golden(100_000_000),
        ("us-east-1", Charge::EventBridgeArchiveHeld) => golden(23_000_000),
        // Third parties print ten times as much.
        ("us-east-1", Charge::EventBridgeSchemaDiscovery) => {
            Some(Fact::conflicting(Usd::from_nanos(100_000_000), GOLDEN))
        }
        ("us-east-1", Charge::FirehoseFirst) => third(29_000_000),
        ("ap-northeast-1", Charge::SqsStandard) => {
            Some(Fact::documented(Usd::from_nanos(400_000_000), TOKYO))
        }
        ("eu-west-1", Charge::SnsFifoPublish) => golden(330_000_000),
        ("eu-west-1", Charge::SnsFifoPublishBytes) => golden(18_700_000),
        ("eu-west-2", Charge::FirehoseFirst) => firehose(35_000_000),
        ("eu-west-2", Charge::FirehoseSecond) => firehose(30_000_000),
        ("eu-west-2", Charge::FirehoseThird) => firehose(24_000_000),
        ("eu-west-2", Charge::FirehoseFormatConversion) => firehose(21_000_000),
        _ => None,
    }
}
