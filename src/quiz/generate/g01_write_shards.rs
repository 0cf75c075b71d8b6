//! Shards for writes: the larger of records and bytes, rounded up.

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form, Offer,
    load::{BYTES, Load, RECORDS},
    offer::{filled, four, tenths},
    see,
};
use crate::{aws::limits::SHARD_BYTES_PER_SECOND, units::grouped};

pub(super) const FAMILY: Family = Family { id: "G01", skill: "1.1.10", sources: &["K10", "Z1"], draw };

impl Load {
    /// Not on a limit, and the same with decimal megabytes.
    fn is_fair_for_writes(self) -> bool {
        let decimal = (self.bytes()).div_ceil(1_000_000).max(self.for_records());
        decimal == self.shards() && self.is_off_limits()
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn load(draw: &mut Draw) -> Option<Load> {
    // Small records are bound by their number, large ones by their bytes: draw both kinds.
    let rate = draw.round(1_100, 24_000, 100);
    let tenths = if draw.is(50) { draw.between(2, 9) } else { draw.between(12, 90) };
    let load = Load { rate, tenths };
    (load.is_fair_for_writes() && (3..=200).contains(&load.shards())).then_some(load)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let load = load(draw)?;
    let what =
        draw.pick(&["Meters send", "A game sends", "Checkouts write", "Trackers report", "Web servers log"]);
    let (rate, size, shards) = (grouped(load.rate), load.size(), load.shards());
    let binds = if load.for_records() > load.for_bytes() { "records" } else { "bytes" };
    let offers = four(vec![
        Offer::right_count(
            shards,
            format!("The {binds} ask for {shards} shards, and the other limit for fewer."),
        ),
        Offer::wrong_count(
            "M014",
            load.for_records(),
            format!(
                "You counted records only: {rate} ÷ {} is {}, but their bytes need more.",
                grouped(RECORDS),
                load.for_records()
            ),
        ),
        Offer::wrong_count(
            "M013",
            load.for_bytes(),
            format!(
                "You counted bytes only: {rate} × {size} need {} shards, but so many records need more.",
                load.for_bytes()
            ),
        ),
        Offer::wrong_count(
            "M015",
            load.for_records() + load.for_bytes(),
            format!(
                "You added the two needs, {} and {}: each limit holds by itself, so the larger decides.",
                load.for_records(),
                load.for_bytes()
            ),
        ),
        Offer::wrong_count(
            "M016",
            load.bytes().div_ceil(2 * BYTES),
            format!(
                "You divided by 2 MiB/s, which is what a shard gives to readers: it takes {} a second.",
                SHARD_BYTES_PER_SECOND.value
            ),
        ),
        Offer::wrong_count(
            "M018",
            shards - 1,
            format!("You rounded down: {} shards take less than this, and the rest is refused.", shards - 1),
        ),
    ]);
    Some(Drawing {
        stem: format!(
            "{what} {rate} records a second at the peak, {size} each with the partition key, to a provisioned Kinesis \
             data stream. The keys are spread evenly. How many shards are needed **at least** so that no write is refused?"
        ),
        exhibit: None,
        typed: draw.is(30),
        offers,
        unit: "shards".to_owned(),
        ..told(load)
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(3, 20);
    let room = |load: Load| load.is_fair_for_writes() && load.shards() <= shards;
    // Fits both; over the bytes alone; over the records alone; would fit if a shard took 2 MiB a second.
    let fits = Load { rate: draw.round(shards * 300, shards * 800, 100), tenths: draw.between(5, 10) };
    let bytes_over =
        Load { rate: draw.round(shards * 300, shards * 900, 100), tenths: draw.between(40, 120) };
    let records_over =
        Load { rate: draw.round(shards * 1_100, shards * 1_900, 100), tenths: draw.between(1, 4) };
    let reads = Load { rate: draw.round(shards * 400, shards * 800, 100), tenths: draw.between(14, 24) };
    let reads_fit = reads.bytes().div_ceil(2 * BYTES) <= shards && reads.is_fair_for_writes() && !room(reads);
    if !(room(fits)
        && !room(bytes_over)
        && bytes_over.is_fair_for_writes()
        && !room(records_over)
        && records_over.is_fair_for_writes()
        && reads_fit)
    {
        return None;
    }
    let text = |load: Load| format!("{} records a second of {} each", grouped(load.rate), load.size());
    let offers = vec![
        Offer::right(
            text(fits),
            None,
            format!("It needs {} of the {shards} shards: both limits have room.", fits.shards()),
        ),
        Offer::wrong(
            "M014",
            text(bytes_over),
            None,
            format!(
                "You counted records only: there is room for them, but these bytes need {} shards.",
                bytes_over.for_bytes()
            ),
        ),
        Offer::wrong(
            "M013",
            text(records_over),
            None,
            format!(
                "You counted bytes only: they fit, but so many records need {} shards.",
                records_over.for_records()
            ),
        ),
        Offer::wrong(
            "M016",
            text(reads),
            None,
            format!(
                "You allowed 2 MiB/s and shard, which is the limit of reads: writing this needs {} shards.",
                reads.for_bytes()
            ),
        ),
    ];
    Some(Drawing {
        stem: format!(
            "A provisioned Kinesis data stream has {shards} shards, and its partition keys are spread evenly. \
             Four teams would each like to have it for themselves. Whose peak load does it take **without refusing a write**?"
        ),
        offers,
        ..told(fits)
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let load = load(draw)?;
    let shards = load.shards();
    let now = shards.div_ceil(2) + draw.between(0, shards / 4);
    if now >= shards || (shards - now) * 10 < shards {
        return None;
    }
    let (rate, size) = (grouped(load.rate), load.size());
    let offers = vec![
        Offer::right(
            format!("Scale the stream to {shards} shards"),
            None,
            format!(
                "{shards} shards take the peak: {} for the records, {} for the bytes.",
                load.for_records(),
                load.for_bytes()
            ),
        ),
        Offer::wrong(
            "M021",
            "Register the consumers for enhanced fan-out",
            None,
            "You looked at the readers: fan-out gives them throughput of their own, and a shard takes no more writes for it.",
        ),
        Offer::wrong(
            "M024",
            "Retry refused records with exponential backoff",
            None,
            "You let retries wait for room: the peak lasts, so what is refused comes back on top of what is new.",
        ),
        Offer::wrong(
            "M025",
            "Write from twice as many producer processes",
            None,
            "You made the producers larger: the same records arrive, and the shards take what they took before.",
        ),
    ];
    Some(Drawing {
        stem: format!(
            "A provisioned stream of {now} shards refuses writes with ProvisionedThroughputExceededException for hours \
             every evening, on all shards alike. Then {rate} records a second arrive, {size} each, with evenly spread keys. \
             Which **single change** ends the refusals?"
        ),
        offers,
        parameters: json!({"records_per_second": load.rate, "tenth_kib": load.tenths, "shards_now": now}),
        ..told(load)
    })
}

/// What all forms tell of a load.
fn told(load: Load) -> Drawing {
    let (rate, size, shards) = (grouped(load.rate), tenths(load.tenths), load.shards());
    Drawing {
        stem: String::new(),
        exhibit: None,
        offers: Vec::new(),
        typed: false,
        unit: String::new(),
        rule: filled(
            "A shard takes {shard_records} records and {shard_write} a second: the larger need decides, rounded up.",
        ),
        hint: "Work out both limits.".to_owned(),
        parameters: json!({"records_per_second": load.rate, "tenth_kib": load.tenths}),
        answer: shards.to_string(),
        formula: format!("max(⌈{rate} ÷ {}⌉, ⌈{rate} × {size} ÷ 1,024⌉) = {shards}", grouped(RECORDS)),
        see: Some(see::planned(load.rate, load.bytes() / load.rate, 0)),
    }
}
