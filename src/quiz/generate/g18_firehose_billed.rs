//! What Firehose bills: each record rounded up to five KB.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, in_tenths, right, right_as, tenths, wrong, wrong_as},
    see,
};
use crate::{
    aws::{
        pricing::{GB, PUT_PAYLOAD_UNIT_BYTES},
        services::{FIREHOSE_MAX_RECORD, FIREHOSE_STEP, REQUEST_CHUNK},
    },
    quiz::question::See,
    units::grouped,
};

pub(super) const FAMILY: Family = Family { id: "G18", skill: "1.1.10", sources: &["F12", "F2"], draw };

/// KB that records are rounded up to; of a PUT payload unit; of an SQS request.
const STEP: u64 = FIREHOSE_STEP.value.0 / 1_024;
const UNIT: u64 = PUT_PAYLOAD_UNIT_BYTES / 1_024;
const CHUNK: u64 = REQUEST_CHUNK.value.0 / 1_024;

const SCENES: [&str; 6] = [
    "Web servers put",
    "Sensors put",
    "Mobile apps put",
    "A game puts",
    "Delivery vans put",
    "Ticket machines put",
];

/// KB billed for a record of so many tenths, in steps of so many KB.
fn billed(tenths: u64, step: u64) -> u64 {
    tenths.div_ceil(step * 10) * step
}

/// Tenths of a GB that so many million records of so many tenths of a KB come to.
fn tenth_gb(millions: u64, tenth_kb: u64) -> u64 {
    let bytes = u128::from(millions) * 1_000_000 * u128::from(tenth_kb) * 1_024;
    ((bytes + GB / 2) / GB) as u64
}

/// Not at a step's end.
fn is_plain(tenths: u64) -> bool {
    !tenths.is_multiple_of(STEP * 10) && !tenths.is_multiple_of(UNIT * 10)
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let millions = draw.between(3, 80);
    let size = if draw.is(50) { draw.between(2, 40) } else { draw.between(51, 180) };
    if !is_plain(size) || billed(size, STEP) * 10 < size * 11 / 10 {
        return None;
    }
    let (kb, each) = (tenths(size), billed(size, STEP));
    let gb = |kb_each: u64| tenth_gb(millions, kb_each * 10);
    let right = gb(each);
    let offers = four(vec![
        right_as!(in_tenths(right) =>
            "{kb} KB are billed as {each} KB, each of {millions} million records."),
        wrong_as!("M104", in_tenths(tenth_gb(millions, size)) =>
            "You added the real bytes up: each record of {kb} KB counts as {each} KB."),
        wrong_as!("M033", in_tenths(gb(billed(size, UNIT))) =>
            "You rounded up to {UNIT} KB, the PUT payload unit of a stream: Firehose rounds to {STEP} KB."),
        wrong_as!("M033", in_tenths(gb(billed(size, CHUNK))) =>
            "You rounded up to {CHUNK} KB, the request of a queue: Firehose rounds to {STEP} KB."),
        wrong_as!("M018", in_tenths(gb((each - STEP).max(1))) =>
            "You rounded down: {kb} KB are more than {} KB, and the next step is {each}.", each - STEP),
    ]);
    Some(Drawing {
        stem: format!(
            "{} {millions} million records a day, {kb} KB each, straight into an Amazon Data Firehose stream with PutRecordBatch, 100 in each call. \
             S3 gets compressed files. With 1 KB as 1,024 bytes and 1 GB as 2³⁰ bytes, **how many GB a day** does Firehose bill as ingested?",
            draw.pick(&SCENES)
        ),
        offers,
        typed: false,
        answer: tenths(right),
        parameters: json!({"million_records": millions, "tenth_kb": size}),
        formula: format!("{millions} M × ⌈{kb} ÷ {STEP}⌉ × {STEP} KB = {} GB", tenths(right)),
        see: Some(seen(millions, size)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let millions = draw.between(2, 60);
    // KB billed for each record.
    let each = draw.between(2, 9) * STEP;
    let right = draw.between((each - STEP) * 10 + 3, each * 10 - 3);
    let down = draw.between(each * 10 + 3, (each + STEP) * 10 - 3);
    let units = draw.between((each / STEP - 1) * UNIT * 10 + 3, each / STEP * UNIT * 10 - 3);
    // As if a batch were rounded up as a whole: far below the step.
    let pooled = draw.between((each - 2 * STEP) * 10 + 3, (each - STEP) * 10 - 3);
    let all = [right, down, units, pooled];
    if !all.iter().all(|size| is_plain(*size))
        || all[1..].iter().any(|size| billed(*size, STEP) == each)
        || units <= down
    {
        return None;
    }
    let kb = |size: u64| format!("{} KB", tenths(size));
    let total = tenths(tenth_gb(millions, each * 10));
    let offers = four(vec![
        right!(kb(right), right => "Up to the next {STEP} KB that is {each} KB a record."),
        wrong!("M018", kb(down), down =>
            "You rounded down to {each} KB: {} are billed as {} KB.", kb(down), billed(down, STEP)),
        wrong!("M033", kb(units), units =>
            "You counted steps of {UNIT} KB, a stream's unit: here {} are billed as {} KB.", kb(units), billed(units, STEP)),
        wrong!("M103", kb(pooled), pooled =>
            "You rounded up whole batches: records of {} are billed as {} KB each.", kb(pooled), billed(pooled, STEP)),
    ]);
    if offers.len() != 4 {
        return None;
    }
    Some(Drawing {
        stem: format!(
            "{} {millions} million records of one size into an Amazon Data Firehose stream. **It bills {total} GB** as ingested for them, with 1 KB as \
             1,024 bytes and 1 GB as 2³⁰ bytes; nothing came in twice. How large can each record be?",
            draw.pick(&SCENES)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"million_records": millions, "kb_each": each, "options": all}),
        formula: format!("⌈{} ÷ {STEP}⌉ × {STEP} = {each} KB, × {millions} M = {total} GB", tenths(right)),
        see: Some(seen(millions, right)),
        ..told()
    })
}

/// A way to put: of a thousand records, how many are put, and how large.
fn way(records: u64, tenth_kb: u64) -> Value {
    json!({"records": records, "tenth_kb": tenth_kb})
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let millions = draw.between(3, 90);
    let size = draw.between(2, 22);
    let joined = draw.pick(&[20, 25, 40, 50, 100, 125, 200, 250]);
    if joined * size > FIREHOSE_MAX_RECORD.value.0 / 1_024 * 10
        || joined * size < 150
        || billed(joined * size, STEP) * 10 > joined * size * 13 / 10
    {
        return None;
    }
    let kb = tenths(size);
    let half = (size / 2).max(1);
    let offers = vec![
        right!(format!("Join {joined} lines into one record at the source") =>
            "{joined} lines are {} KB, billed as {} KB instead of {} KB.", tenths(joined * size), billed(joined * size, STEP), grouped(joined * STEP)),
        wrong!("M103", "Put 500 records with each PutRecordBatch call" =>
            "You pooled the records of a call: each of them is rounded up to {STEP} KB by itself."),
        wrong!("M104", "Shorten each record to about half its size" =>
            "You counted real bytes: a record of {} KB is billed as {STEP} KB, like one of {kb} KB.", tenths(half)),
        if draw.is(50) {
            wrong!("M114", "Raise the buffer size to the largest there is" =>
                "You made the files larger: what is billed is what comes in, record by record.")
        } else {
            wrong!("M114", "Let Firehose compress the files with GZIP" =>
                "You shrank what is stored: what is billed is what comes in, before compression.")
        },
    ];
    Some(Drawing {
        stem: format!(
            "{} {millions} million log lines a day of about {kb} KB, each as a record of its own, into an Amazon Data Firehose stream to S3, with \
             PutRecordBatch. The bill shows far more GB than lines were sent. A few seconds of delay at the source do not matter. Which single change \
             **cuts the GB that Firehose bills**?",
            draw.pick(&SCENES)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"now": way(1_000, size), "options": [way(1_000 / joined, joined * size), way(1_000, size), way(1_000, half), way(1_000, size)]}),
        formula: format!(
            "{joined} × {STEP} KB → ⌈{} ÷ {STEP}⌉ × {STEP} = {} KB",
            tenths(joined * size),
            billed(joined * size, STEP)
        ),
        see: Some(seen(millions, size)),
        ..told()
    })
}

/// In the planner, which tells what Firehose would cost beside a stream.
fn seen(millions: u64, tenth_kb: u64) -> See {
    see::planned((millions * 1_000_000).div_ceil(86_400), (tenth_kb * 1_024 / 10).max(1), 0)
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "Firehose bills what comes in by the GB, each record rounded up to {firehose_step} by itself.",
        ),
        hint: "Round up one record first, then multiply.".to_owned(),
        ..Drawing::default()
    }
}
