//! PUT payload units: each record rounded up to 25 KB by itself.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_as, tenths, wrong, wrong_as},
    see,
};
use crate::{
    aws::{
        Region,
        pricing::{Mode, PUT_PAYLOAD_UNIT_BYTES, PriceSheet},
        services::{FIREHOSE_STEP, REQUEST_CHUNK},
    },
    plan::{Usage, bill},
    quiz::question::See,
    units::{Usd, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G14", skill: "1.1.10", sources: &["PU1"], draw };

/// KB of a unit; of Firehose's and of SQS's steps.
const UNIT: u64 = PUT_PAYLOAD_UNIT_BYTES / 1_024;
const FIREHOSE: u64 = FIREHOSE_STEP.value.0 / 1_024;
const CHUNK: u64 = REQUEST_CHUNK.value.0 / 1_024;

const SCENES: [&str; 6] = [
    "Checkouts send",
    "Cameras send",
    "Log agents send",
    "Ships report",
    "Mobile apps send",
    "Scanners send",
];

/// Records of so many tenths of a KB, in steps of so many KB.
fn steps(tenths: u64, step: u64) -> u64 {
    tenths.div_ceil(step * 10)
}

/// Not within a twentieth of a step's end, where KB and KiB would differ.
fn is_plain(tenths: u64) -> bool {
    let within = tenths % (UNIT * 10);
    within > UNIT / 2
        && UNIT * 10 - within > UNIT / 2
        && tenths % (UNIT * 10) * 20 > tenths
        && (UNIT * 10 - within) * 20 > tenths
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// What so many million units cost, in us-east-1.
fn cost(millions: u64) -> Option<Usd> {
    let usage = Usage { put_payload_units: u128::from(millions) * 1_000_000, ..Usage::default() };
    bill(Mode::Provisioned, &usage, &PriceSheet::shipped(Region::US_EAST_1)).total()
}

/// What one million costs.
fn price() -> Option<String> {
    cost(1).map(Usd::price)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let millions = draw.between(2, 90);
    let size = if draw.is(30) { draw.between(20, 230) } else { draw.round(260, 1_400, 10) };
    if !is_plain(size) {
        return None;
    }
    let asks_cost = draw.is(35);
    let (each, kb) = (steps(size, UNIT), tenths(size));
    let days = if asks_cost { 30 } else { 1 };
    let amount =
        |units: u64| Some((if asks_cost { cost(units * days)?.to_string() } else { grouped(units) }, units));
    let units = millions * each;
    let pooled = (millions * size).div_ceil(UNIT * 10);
    let offers = four(vec![
        right_as!(amount(units)? =>
            "{kb} KB are {each} × {UNIT} KB, rounded up, for each of {millions} million records."),
        wrong_as!("M103", amount(pooled)? =>
            "You divided all bytes by {UNIT} KB: each record is rounded up by itself, to {each}."),
        wrong_as!("M104", amount(millions)? => "You counted one unit for each record: {kb} KB need {each}."),
        wrong_as!("M033", amount(millions * steps(size, CHUNK))? =>
            "You counted in steps of {CHUNK} KB, as SQS and EventBridge do: here a unit is {UNIT} KB."),
        wrong_as!("M033", amount(millions * steps(size, FIREHOSE))? =>
            "You counted in steps of {FIREHOSE} KB, as Firehose does: here a unit is {UNIT} KB."),
        wrong_as!("M104", amount(millions * steps(size, 1))? =>
            "You counted every KB: a unit is {UNIT} KB, so {kb} KB are {each}."),
    ]);
    let asked = if asks_cost {
        format!(
            "At {} for a million, what do the PUT payload units of **30 days** cost in us-east-1?",
            price()?
        )
    } else {
        "How many **million PUT payload units** are billed each day?".to_owned()
    };
    let right = offers[0].text.clone();
    Some(Drawing {
        stem: format!(
            "{} {millions} million records a day, {kb} KB each with the partition key, to a provisioned Kinesis data stream. PutRecords calls \
             hold up to 100 of them, nothing is aggregated, and no record is sent twice. {asked}",
            draw.pick(&SCENES)
        ),
        offers,
        typed: !asks_cost && draw.is(45),
        unit: "million units".to_owned(),
        parameters: json!({"million_records": millions, "tenth_kb": size, "days": if asks_cost { days } else { 0 }}),
        formula: if asks_cost {
            format!("{millions} M × ⌈{kb} ÷ {UNIT}⌉ × {days} × {} = {right}", price()?)
        } else {
            format!("{millions} M × ⌈{kb} ÷ {UNIT}⌉ = {right} M units")
        },
        answer: right,
        see: Some(seen(millions, size)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let (millions, each) = (draw.between(2, 60), draw.between(2, 6));
    let within =
        |draw: &mut Draw, step: u64, n: u64| draw.round((n - 1) * step * 10 + 1, n * step * 10 - 1, 5);
    let right = within(draw, UNIT, each);
    let down = within(draw, UNIT, each + 1);
    let chunks = within(draw, CHUNK, each);
    let small = within(draw, FIREHOSE, each);
    let all = [right, down, chunks, small];
    let is_as_meant = all.iter().all(|size| is_plain(*size))
        && all[1..].iter().all(|size| steps(*size, UNIT) != each)
        && down < chunks;
    if !is_as_meant {
        return None;
    }
    let kb = |size: u64| format!("{} KB", tenths(size));
    let units = |size: u64| steps(size, UNIT);
    let offers = vec![
        right!(kb(right), right => "Up to the next {UNIT} KB that is {} KB, {each} units.", each * UNIT),
        wrong!("M018", kb(down), down =>
            "You rounded down: {} is more than {} KB, so {} units.", kb(down), each * UNIT, units(down)),
        wrong!("M033", kb(chunks), chunks =>
            "You counted in {CHUNK} KB, a request of SQS: by {UNIT} KB it is {} units.", units(chunks)),
        wrong!("M033", kb(small), small =>
            "You counted in {FIREHOSE} KB, a step of Firehose: that fits into {} of {UNIT} KB.", units(small)),
    ];
    Some(Drawing {
        stem: format!(
            "{} {millions} million records to a provisioned stream, all of one size, and nothing is aggregated. The bill shows \
             **{} million PUT payload units** for them; no record was sent twice. How large can each record be, partition key included?",
            draw.pick(&SCENES),
            grouped(millions * each)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"million_records": millions, "million_units": millions * each, "options": all}),
        formula: format!("⌈{} ÷ {UNIT}⌉ = {each} units a record", tenths(right)),
        see: Some(seen(millions, right)),
        ..told()
    })
}

/// A way to send: of each million records, how many are sent, and how large.
fn way(thousand_records: u64, tenth_kb: u64) -> Value {
    json!({"thousand_records": thousand_records, "tenth_kb": tenth_kb})
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let millions = draw.between(5, 90);
    let is_small = draw.is(55);
    let size = if is_small { draw.between(8, 60) } else { draw.between(268, 330) };
    let now = way(1_000, size);
    let (right, better) = fewer_units(draw, size, is_small)?;
    let offers = vec![
        right,
        if is_small {
            wrong!("M104", "Compress each record to half its size" =>
                "You counted real bytes: a record of {} KB is one unit already, and stays one.", tenths(size))
        } else {
            wrong!("M104", "Cut a tenth of a KB off each record" =>
                "You counted real bytes: at {} KB each is still two units.", tenths(size - 1))
        },
        wrong!("M103", "Fill each PutRecords call with 500 entries" =>
            "You pooled the entries of a call: each record in it is rounded up by itself."),
        wrong!("M105", "Merge shards until half of them are left" =>
            "You cut the shard-hours, another line of the bill: as many units are put into fewer shards."),
    ];
    let smaller = if is_small { size / 2 } else { size - 1 };
    let options = [better, way(1_000, smaller.max(1)), now.clone(), now.clone()];
    Some(Drawing {
        stem: format!(
            "{} {millions} million records a day of {} KB each to a provisioned stream that is far from its limits. PutRecords calls hold \
             100 entries. **The line of PUT payload units** on its bill is to shrink by a single change; a \
             second of delay and some CPU at the producers do not matter. Which one does it?",
            draw.pick(&SCENES),
            tenths(size)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"now": now, "options": options}),
        formula: format!(
            "{millions} M × ⌈{} ÷ {UNIT}⌉ = {} M units a day now",
            tenths(size),
            millions * steps(size, UNIT)
        ),
        see: Some(seen(millions, size)),
        ..told()
    })
}

/// Small records packed, or large ones made to fit into one unit.
fn fewer_units(draw: &mut Draw, size: u64, is_small: bool) -> Option<(Offer, Value)> {
    Some(if is_small {
        let packed = 240 / size;
        if 1_000 % packed != 0 {
            return None;
        }
        (
            right!(format!("Aggregate {packed} records into one with the KPL") =>
                "{packed} × {} KB fit into one unit of {UNIT} KB, which each record had for itself.", tenths(size)),
            way(1_000 / packed, size * packed),
        )
    } else {
        let percent = draw.pick(&[50, 60, 70]);
        let smaller = size * percent / 100;
        (
            right!(format!("Compress each record to {percent} % of its size") =>
                "A record of {} KB is one unit, and one of {} KB was two.", tenths(smaller), tenths(size)),
            way(1_000, smaller),
        )
    })
}

fn seen(millions: u64, tenth_kb: u64) -> See {
    see::planned((millions * 1_000_000).div_ceil(86_400), tenth_kb * 1_024 / 10, 0)
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A provisioned stream is billed by PUT payload units of {put_unit}, each record rounded up by itself.",
        ),
        hint: "Round up one record first, then multiply.".to_owned(),
        ..Drawing::default()
    }
}
