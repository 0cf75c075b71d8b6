//! Examples in money.

use super::{Example, Figure, Kind};
use crate::{
    aws::{
        Region,
        pricing::{GB, Item, MONTH_HOURS, Mode, PriceSheet},
        services::{self, Charge},
    },
    plan::bill::{Usage, amount, bill},
    units::{Usd, grouped},
};

const HOUR_MS: u128 = 3_600_000;
const DAY_S: u128 = 86_400;
const GOLDEN: &str = "infracost, kinesis_stream_test.golden (95ba4f49)";
const TO_THE_CENT: &str = "it is rounded to the cent";

fn region(code: &str) -> Region {
    Region::find(code).unwrap_or_default()
}

fn whole(count: u128) -> String {
    grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

fn cents(cents: u128) -> Usd {
    Usd::from_nanos(cents * 10_000_000)
}

/// What the plan's bill has for one item; nothing is as good as no line.
fn line(code: &str, item: Item, usage: &Usage) -> Usd {
    let bill = bill(item.mode(), usage, &PriceSheet::shipped(region(code)));
    bill.lines.iter().find(|line| line.item == item).and_then(|line| line.usd).unwrap_or_default()
}

fn here(item: Item, usage: &Usage) -> Usd {
    line("us-east-1", item, usage)
}

pub(super) fn kinesis() -> Vec<Example> {
    vec![pricing_page(), shards_and_units(), other_lines(), break_even(), other_regions()]
}

fn pricing_page() -> Example {
    let days = 31;
    let each = Usage::put_payload_units_of(35 * 1_024);
    let usage = Usage {
        shard_ms: 4 * days * 24 * HOUR_MS,
        put_payload_units: 100 * DAY_S * days * u128::from(each),
        ..Usage::default()
    };
    let (shards, units) = (here(Item::ShardHours, &usage), here(Item::PutPayloadUnits, &usage));
    Example {
        name: "KDS-PROV-1",
        title: "100 records a second of 35 KB on four shards, for 31 days",
        kind: Kind::PublishedInputs,
        source: "aws.amazon.com/kinesis/data-streams/pricing, as captured in 2014; the dollars are printed by a page of a third party (2026-10)",
        figures: vec![
            Figure::count("PUT payload units of a record", each.to_string(), "2", None),
            Figure::count("PUT payload units", whole(usage.put_payload_units), "535,680,000", None),
            Figure::money("Shard hours", shards, cents(4_464), TO_THE_CENT),
            Figure::money("PUT payload units", units, cents(750), TO_THE_CENT),
            Figure::money("In all", shards + units, cents(5_214), TO_THE_CENT),
        ],
    }
}

fn shards_and_units() -> Example {
    let shards = Usage { shard_ms: 4 * MONTH_HOURS * HOUR_MS, ..Usage::default() };
    let units = Usage { put_payload_units: 6_500_000, ..Usage::default() };
    Example {
        name: "KDS-GOLD-1",
        title: "Four shards for a month; 6.5 million PUT payload units",
        kind: Kind::PriceList,
        source: GOLDEN,
        figures: vec![
            Figure::money("4 × 730 h", here(Item::ShardHours, &shards), cents(4_380), TO_THE_CENT),
            Figure::money(
                "6.5 M units",
                here(Item::PutPayloadUnits, &units),
                Usd::from_nanos(91_000_000),
                TO_THE_CENT,
            ),
        ],
    }
}

fn other_lines() -> Example {
    let usage = Usage {
        consumer_shard_ms: 100 * HOUR_MS,
        fan_out_bytes_out: 100 * GB,
        long_term_byte_hours: 100 * GB * MONTH_HOURS,
        long_term_retrieved_bytes: 100 * GB,
        stream_ms: MONTH_HOURS * HOUR_MS,
        ..Usage::default()
    };
    let figure =
        |what: &str, item, printed| Figure::money(what, here(item, &usage), cents(printed), TO_THE_CENT);
    Example {
        name: "KDS-GOLD-3",
        title: "Fan-out, retention and an on-demand stream",
        kind: Kind::PriceList,
        source: GOLDEN,
        figures: vec![
            figure("100 consumer-shard-hours", Item::ConsumerShardHours, 150),
            figure("100 GB to fan-out consumers", Item::FanOutRetrieval, 130),
            figure("100 GB kept for a month beyond 7 days", Item::LongTermRetention, 230),
            figure("100 GB of that read again", Item::LongTermRetrieval, 210),
            figure("One on-demand stream for 730 h", Item::StandardStreamHours, 2_920),
        ],
    }
}

/// A day of 10 MiB/s with one consumer, in records that are whole KB.
fn break_even() -> Example {
    let bytes = (10 << 20) * DAY_S;
    let usage = Usage {
        elapsed_ms: DAY_S * 1_000,
        on_demand_bytes_in: bytes,
        shared_bytes_out: bytes,
        ..Usage::default()
    };
    let of_mode = |mode| {
        let bill = bill(mode, &usage, &PriceSheet::shipped(Region::US_EAST_1));
        bill.known()
    };
    let advantage = of_mode(Mode::OnDemandAdvantage);
    let idle = Usage { elapsed_ms: DAY_S * 1_000, ..Usage::default() };
    let floor = bill(Mode::OnDemandAdvantage, &idle, &PriceSheet::shipped(Region::US_EAST_1)).known();
    Example {
        name: "KDS-BREAKEVEN",
        title: "On-demand Advantage pays from 10 MiB/s on, and costs at least about $100 a day",
        kind: Kind::Derived,
        source: "aws.amazon.com/blogs/big-data/kinesis-on-demand-advantage-saves-60-on-streaming-costs/ (2026-03-09)",
        figures: vec![
            Figure::money(
                "Standard, 10 MiB/s in and out for a day, without its stream hours",
                of_mode(Mode::OnDemandStandard),
                advantage,
                "the two would not break even",
            ),
            Figure::money(
                "Advantage, nothing sent for a day",
                floor,
                Usd::from_dollars(100),
                "AWS says “about”; 25 MiB/s in and out are 2,109.375 GB each",
            ),
        ],
    }
}

fn other_regions() -> Example {
    let usage = Usage { put_payload_units: 1_000 * DAY_S * 30, ..Usage::default() };
    let figure = |place: &str, code: &str, printed| {
        let what = format!("{place}: 2,592 M units");
        Figure::money(what, line(code, Item::PutPayloadUnits, &usage), Usd::from_nanos(printed), TO_THE_CENT)
    };
    Example {
        name: "KDS-PPU",
        title: "1,000 PUT payload units a second for 30 days, elsewhere",
        kind: Kind::ThirdParty,
        source: "documentation of EveryMundo/aws-kinesis-client",
        figures: vec![
            figure("Oregon", "us-west-2", 36_288_000_000),
            figure("Cape Town", "af-south-1", 58_060_800_000),
        ],
    }
}

pub(super) fn neighbours() -> Vec<Example> {
    vec![sqs(), sns_fifo(), event_bridge(), firehose()]
}

/// Nothing where there is no price: a test would see it.
fn charged(code: &str, charge: Charge, quantity: u128) -> Usd {
    let price = services::price(region(code), charge);
    price.map_or_else(Usd::default, |price| amount(quantity, price.value, charge.measure()))
}

fn sqs() -> Example {
    let figure = |what: &str, charge, millions: u128, printed| {
        let ours = charged("us-east-1", charge, millions * 1_000_000);
        Figure::money(what, ours, cents(printed), TO_THE_CENT)
    };
    Example {
        name: "SQS-GOLD",
        title: "Requests of Amazon SQS",
        kind: Kind::PriceList,
        source: "infracost, sqs_queue_test.golden (95ba4f49)",
        figures: vec![
            figure("2 M requests of a standard queue", Charge::SqsStandard, 2, 80),
            figure("1 M requests of a FIFO queue", Charge::SqsFifo, 1, 50),
        ],
    }
}

fn sns_fifo() -> Example {
    let figure = |what: &str, charge, quantity, printed| {
        Figure::money(what, charged("us-east-1", charge, quantity), cents(printed), TO_THE_CENT)
    };
    Example {
        name: "SNS-FIFO-GOLD",
        title: "A FIFO topic of Amazon SNS with three subscriptions",
        kind: Kind::PriceList,
        source: "infracost, sns_topic_test.golden (95ba4f49)",
        figures: vec![
            figure("2 M messages published", Charge::SnsFifoPublish, 2_000_000, 60),
            figure("128 GB published", Charge::SnsFifoPublishBytes, 128 * GB, 218),
            figure("6 M messages delivered", Charge::SnsFifoDelivery, 6_000_000, 6),
            figure("384 GB delivered", Charge::SnsFifoDeliveryBytes, 384 * GB, 38),
        ],
    }
}

fn event_bridge() -> Example {
    let lines = [
        ("1 M custom events", Charge::EventBridgeEvents, 1_000_000, 100),
        ("2 M partner events", Charge::EventBridgeEvents, 2_000_000, 200),
        ("100 GB into the archive", Charge::EventBridgeArchiveIn, 100 * GB, 1_000),
        ("200 GB held for a month", Charge::EventBridgeArchiveHeld, 200 * GB * MONTH_HOURS, 460),
        ("1 M events for schema discovery", Charge::EventBridgeSchemaDiscovery, 1_000_000, 10),
    ];
    let ours =
        |&(_, charge, quantity, _): &(&str, Charge, u128, u128)| charged("us-east-1", charge, quantity);
    let mut figures: Vec<Figure> =
        lines.iter().map(|line| Figure::money(line.0, ours(line), cents(line.3), TO_THE_CENT)).collect();
    figures.push(Figure::money("In all", lines.iter().map(ours).sum(), cents(1_770), TO_THE_CENT));
    Example {
        name: "EB-GOLD",
        title: "A Classic event bus of Amazon EventBridge, with its archive",
        kind: Kind::PriceList,
        source: "infracost, cloudwatch_event_bus_test.golden (95ba4f49)",
        figures,
    }
}

/// 7,000,000 GB in London, by its three tiers.
fn firehose() -> Example {
    let figure = |what: &str, charge, gb: u128, printed| {
        Figure::money(what, charged("eu-west-2", charge, gb * GB), Usd::from_dollars(printed), TO_THE_CENT)
    };
    Example {
        name: "FH-GOLD-LON",
        title: "7,000,000 GB through Amazon Data Firehose in London",
        kind: Kind::PriceList,
        source: "infracost, kinesis_firehose_delivery_stream_test.golden (95ba4f49)",
        figures: vec![
            figure("The first 512,000 GB", Charge::FirehoseFirst, 512_000, 17_920),
            figure("The next 1,536,000 GB", Charge::FirehoseSecond, 1_536_000, 46_080),
            figure("The other 4,952,000 GB", Charge::FirehoseThird, 4_952_000, 118_848),
            figure("Format conversion of all", Charge::FirehoseFormatConversion, 7_000_000, 147_000),
        ],
    }
}
