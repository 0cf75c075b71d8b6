//! The prices that are known, on the day they were gathered.

use super::{Item, Origin, Price};
use crate::{
    aws::{Confidence, Region, fact::CHECKED},
    units::Usd,
};

const PRICE_LIST: &str = "AWS Price List, as quoted in infracost's kinesis_stream_test.golden (95ba4f49)";
const BLOG_2026: &str =
    "aws.amazon.com/blogs/big-data/kinesis-on-demand-advantage-saves-60-on-streaming-costs/ (2026-03-09)";
const BLOG_2025: &str = "aws.amazon.com/blogs/big-data/amazon-kinesis-data-streams-launches-on-demand-advantage-for-instant-throughput-increases-and-streaming-at-scale/ (2025-11-03)";
const TOKYO: &str = "AWS Price List for ap-northeast-1 of 2026-09-23, as quoted by two public cost models";
const TOKYO_FIXTURE: &str = "test data of a public project, taken from the price list of ap-northeast-1";
const EVERYMUNDO: &str = "documentation of EveryMundo/aws-kinesis-client";

/// Nanodollars for what [`super::Measure::per`] says.
pub(super) fn price(region: Region, item: Item) -> Option<Price> {
    let (nanos, source, confidence) = match region.code() {
        "us-east-1" => us_east_1(item),
        // The golden file has the same lines for Ohio; the blog's prices of Advantage are N. Virginia's.
        "us-east-2" => match us_east_1(item) {
            (_, source, _) if source == BLOG_2026 || source == BLOG_2025 => ohio(item)?,
            known => known,
        },
        "us-west-2" if item == Item::PutPayloadUnits => (14_000_000, EVERYMUNDO, Confidence::Secondary),
        "af-south-1" if item == Item::PutPayloadUnits => (22_400_000, EVERYMUNDO, Confidence::Secondary),
        "ap-northeast-1" => tokyo(item)?,
        _ => return None,
    };
    let origin = Origin::Shipped { source, checked: CHECKED, confidence };
    Some(Price { usd: Usd::from_nanos(nanos), origin })
}

type Known = (u128, &'static str, Confidence);

fn us_east_1(item: Item) -> Known {
    use Confidence::{Documented, Inferred};
    match item {
        Item::ShardHours | Item::ConsumerShardHours => (15_000_000, PRICE_LIST, Documented),
        Item::PutPayloadUnits => (14_000_000, PRICE_LIST, Documented),
        Item::FanOutRetrieval => (13_000_000, PRICE_LIST, Documented),
        Item::ExtendedRetention => (20_000_000, PRICE_LIST, Documented),
        Item::LongTermRetention | Item::StandardLongTermRetention => (23_000_000, PRICE_LIST, Documented),
        Item::LongTermRetrieval => (21_000_000, PRICE_LIST, Documented),
        Item::StandardStreamHours | Item::StandardDataOut => (40_000_000, PRICE_LIST, Documented),
        Item::StandardDataIn => (80_000_000, PRICE_LIST, Documented),
        Item::StandardFanOutDataOut => (50_000_000, PRICE_LIST, Documented),
        Item::StandardExtendedRetention => (100_000_000, PRICE_LIST, Documented),
        Item::AdvantageStreamHours => (0, BLOG_2025, Documented),
        Item::AdvantageDataIn | Item::AdvantageUnusedIn => (32_000_000, BLOG_2026, Documented),
        // "60 % lower" than 0.04; the published break-even of 10 MiB/s says the same.
        Item::AdvantageDataOut | Item::AdvantageUnusedOut => (16_000_000, BLOG_2025, Inferred),
        Item::AdvantageFanOutDataOut => (16_000_000, BLOG_2026, Documented),
        Item::AdvantageRetention => (23_000_000, BLOG_2026, Documented),
    }
}

/// No stream-hour charge is how Advantage works, in every Region; its rates by the GB are not known for Ohio.
fn ohio(item: Item) -> Option<Known> {
    (item == Item::AdvantageStreamHours).then_some((0, BLOG_2025, Confidence::Documented))
}

fn tokyo(item: Item) -> Option<Known> {
    use Confidence::{Documented, Secondary};
    let known = match item {
        Item::ShardHours => (19_500_000, TOKYO, Documented),
        Item::PutPayloadUnits => (21_500_000, TOKYO, Documented),
        Item::StandardStreamHours | Item::StandardDataOut => (52_000_000, TOKYO_FIXTURE, Secondary),
        Item::StandardDataIn => (104_000_000, TOKYO_FIXTURE, Secondary),
        Item::AdvantageStreamHours => (0, BLOG_2025, Documented),
        Item::AdvantageDataOut => (20_800_000, TOKYO_FIXTURE, Secondary),
        _ => return None,
    };
    Some(known)
}
