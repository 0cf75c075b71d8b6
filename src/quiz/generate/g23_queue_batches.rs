//! Calls and billed requests of messages that are sent in batches.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, formerly, named, right, wrong},
    batching::{Calls, size},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G23", skill: "1.1.8", sources: &["Q1", "Q15", "K14"], draw };

const JOB: [&str; 6] = [
    "A nightly export",
    "An importer",
    "A recommendation run",
    "A billing run",
    "A newsletter service",
    "A catalogue update",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(55) => calls(draw),
        Form::Answer => billed(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn batch() -> Calls {
    Calls { entries: named("sqs_batch"), kib: named("sqs_message") / 1_024 }
}
fn chunk() -> u64 {
    named("sqs_chunk") / 1_024
}

fn calls(draw: &mut Draw) -> Option<Drawing> {
    let (n, kib) = (draw.between(24, 480), size(draw));
    let limit = batch();
    let each = limit.each(kib)?;
    let key = limit.needed(n, kib)?;
    if !limit.is_plain(kib) || n.is_multiple_of(each) {
        return None;
    }
    let amounts = Amounts { typed: draw.is(35), unit: "calls" };
    let total = n * kib;
    let old = Calls { kib: formerly("sqs_message"), ..limit };
    let mut offers = vec![amounts.right(
        key,
        format!("A batch takes {each} messages of {kib} KiB, so {n} of them need {key} batches."),
    )];
    if let Some(calls) = old.needed(n, kib) {
        offers.push(amounts.wrong(
            "M034",
            calls,
            format!(
                "You took the old limit of {} KiB a batch: today a batch of {kib} KiB messages holds {each}.",
                old.kib
            ),
        ));
    }
    offers.push(amounts.wrong(
        "M327",
        n.div_ceil(limit.entries),
        format!(
            "You counted to {} only: that many of {kib} KiB are more bytes than a batch may have.",
            limit.entries
        ),
    ));
    offers.push(amounts.wrong(
        "M327",
        total.div_ceil(limit.kib),
        format!(
            "You divided the {} KiB by what a batch holds in bytes: it takes {each} whole messages.",
            grouped(total)
        ),
    ));
    offers.push(amounts.wrong(
        "M033",
        n.div_ceil(named("put_records_entries")),
        format!(
            "You took the batch of PutRecords, {} entries: SendMessageBatch takes {}.",
            named("put_records_entries"),
            limit.entries
        ),
    ));
    offers.push(amounts.wrong(
        "M114",
        n,
        format!("You sent each message by itself: a batch takes {each} of them."),
    ));
    Some(Drawing {
        stem: format!(
            "{} sends {n} messages of {kib} KiB each, attributes included, to a standard SQS queue with default settings, and fills each \
             SendMessageBatch as far as today's limits let it. **How many calls** are needed at least?",
            draw.pick(&JOB)
        ),
        offers: four(offers),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "calls", "messages": n, "kib": kib}),
        answer: key.to_string(),
        formula: format!("⌈{n} ÷ min({}, ⌊{} ÷ {kib}⌋)⌉ = {key}", limit.entries, grouped(limit.kib)),
        ..told()
    })
}

/// Requests on the bill, where the calls are given.
fn billed(draw: &mut Draw) -> Option<Drawing> {
    let each = draw.between(3, 10);
    let kib = if draw.is(50) { draw.between(2, 30) } else { draw.round(35, 95, 5) };
    let batches = draw.round(1_000, 90_000, 1_000);
    let step = chunk();
    let call = each * kib;
    let steps = call.div_ceil(step);
    if !batch().is_plain(kib)
        || call > batch().kib
        || call.is_multiple_of(step)
        || (call * 1_024).div_ceil(64_000) != steps
    {
        return None;
    }
    let amounts = Amounts { typed: false, unit: "requests" };
    let key = batches * steps;
    let n = batches * each;
    Some(Drawing {
        stem: format!(
            "{} sends {} messages of {kib} KiB each to a standard SQS queue, {each} in every SendMessageBatch call. All calls succeed, and the free \
             requests of the month are used up. **How many requests** does SQS bill for the sending?",
            draw.pick(&JOB), grouped(n)
        ),
        offers: four(vec![
            amounts.right(key, format!("A call of {each} × {kib} = {call} KiB counts as {steps}, and there are {} calls.", grouped(batches))),
            amounts.wrong("M328", n * kib.div_ceil(step), format!("You rounded each message up to {step} KiB: the {call} KiB of a call are rounded once.")),
            amounts.wrong("M104", batches, format!("You counted calls: each has {call} KiB, and every {step} KiB of it count as one.")),
            amounts.wrong("M103", (n * kib).div_ceil(step), format!("You pooled the bytes of all calls: the {call} KiB of each call are rounded up by themselves.")),
            amounts.wrong("M103", (n * kib).div_ceil(1_024), format!("You divided all bytes by 1 MiB: that is what a call may hold; the bill counts {step} KiB of its {call}.")),
            amounts.wrong("M328", n * 2, format!("You billed twice for each message: its call of {each} has {call} KiB in all.")),
        ]),
        parameters: json!({"asks": "billed", "batches": batches, "each": each, "kib": kib}),
        answer: key.to_string(),
        formula: format!("{} × ⌈{each} × {kib} ÷ {step}⌉ = {}", grouped(batches), grouped(key)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let limit = batch();
    let most = draw.between(6, 40);
    let fits = (draw.between(most * 5, most * 9), draw.between(20, 90));
    let bytes = (draw.between(most * 6, most * 9), draw.round(150, 240, 10));
    let whole = (draw.between(most * 3 / 2, most * 2), draw.round(520, 620, 10));
    let many = (draw.between(most * 20, most * 60), draw.between(1, 8));
    let all = [fits, bytes, whole, many];
    let needs = |(n, kib): (u64, u64)| limit.needed(n, kib).unwrap_or(n);
    let plain = all.iter().all(|it| limit.is_plain(it.1));
    // The second looks right by its number, the third by its bytes.
    let tempting = bytes.0.div_ceil(limit.entries) <= most && (whole.0 * whole.1).div_ceil(limit.kib) <= most;
    if !plain
        || !tempting
        || needs(fits) * 21 > most * 20
        || all[1..].iter().any(|it| needs(*it) * 20 <= most * 21)
    {
        return None;
    }
    let said = |(n, kib): (u64, u64)| format!("{} messages of {kib} KiB", grouped(n));
    let figures = |(n, kib): (u64, u64)| json!({"messages": n, "kib": kib});
    let options = vec![
        right(
            said(fits),
            figures(fits),
            format!("{} fit in a batch, so {} calls are enough.", limit.each(fits.1)?, needs(fits)),
        ),
        wrong(
            "M327",
            said(bytes),
            figures(bytes),
            format!(
                "You counted to {} a batch: only {} of {} KiB have room, which takes {} calls.",
                limit.entries,
                limit.each(bytes.1)?,
                bytes.1,
                needs(bytes)
            ),
        ),
        wrong(
            "M327",
            said(whole),
            figures(whole),
            format!(
                "You divided the bytes: a message of {} KiB goes whole, one in a batch, which takes {} calls.",
                whole.1,
                needs(whole)
            ),
        ),
        wrong(
            "M033",
            said(many),
            figures(many),
            format!(
                "You thought of the {} entries of PutRecords: in batches of {} these take {} calls.",
                named("put_records_entries"),
                limit.entries,
                needs(many)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} may make {most} SendMessageBatch calls to a standard SQS queue with default settings in one run, and no other calls. \
                 Sizes are with attributes. By today's limits, which load can it send in **one run**?",
                draw.pick(&JOB)
            ),
            formula: format!("⌈{} ÷ min({}, ⌊{} ÷ {}⌋)⌉ = {} ≤ {most}", fits.0, limit.entries, grouped(limit.kib), fits.1, needs(fits)),
            ..among(options, json!({"most": most}))
        }
        .with(told()),
    )
}

/// Messages of a month, each sent with a call of its own.
#[derive(Clone, Copy)]
struct Month {
    n: u64,
    kib: u64,
    /// So many fit in a batch.
    each: u64,
}

impl Month {
    fn singly(self) -> u64 {
        self.n * self.kib.div_ceil(chunk())
    }
    /// On the bill for a full batch.
    fn call(self) -> u64 {
        (self.each * self.kib).div_ceil(chunk())
    }
    fn batched(self) -> u64 {
        self.n / self.each * self.call()
    }
    /// A third smaller.
    fn packed(self) -> u64 {
        (self.kib * 2).div_ceil(3)
    }
    fn zipped(self) -> u64 {
        self.n * self.packed().div_ceil(chunk())
    }
}

/// A bill for small messages one by one, or for large ones.
fn fix(draw: &mut Draw) -> Option<Drawing> {
    let small = draw.is(50);
    let n = draw.round(200_000, 9_000_000, 100_000);
    let kib = if small { draw.between(2, 6) } else { draw.round(200, 250, 5) };
    let month = Month { n, kib, each: batch().each(kib)? };
    let (each, step, now, batched) = (month.each, chunk(), month.singly(), month.batched());
    // A pointer is one request.
    let (goal, pointers) = (if small { now / 5 } else { now * 3 / 10 }, n);
    let plain = if small {
        batched * 21 <= goal * 20
    } else {
        batched.min(month.zipped()) * 20 > goal * 21 && pointers * 21 <= goal * 20
    };
    if !plain {
        return None;
    }
    let formula = if small {
        format!("{} ÷ {each} × ⌈{each} × {kib} ÷ {step}⌉ = {}", grouped(n), grouped(batched))
    } else {
        format!("{0} × ⌈1 ÷ {step}⌉ = {0}, before {0} × ⌈{kib} ÷ {step}⌉ = {1}", grouped(n), grouped(now))
    };
    let options = if small { small_options(month) } else { large_options(month) };
    Some(
        Drawing {
            stem: format!(
                "{} sends {} messages of {kib} KiB a month to a standard SQS queue, each with a SendMessage call of its own. The free requests \
                 are used up, and what SQS bills for the sending has to fall below **{} requests**. Which single change does that?",
                draw.pick(&JOB), grouped(n), grouped(goal)
            ),
            formula,
            ..among(options, json!({"below": goal}))
        }
        .with(told()),
    )
}

fn requests(n: u64) -> Value {
    json!({"requests": n})
}

fn small_options(month: Month) -> Vec<(Offer, Value)> {
    let Month { n, kib, each } = month;
    let packed = month.packed();
    vec![
        long_polling(month),
        right(
            format!("Send {each} messages in each SendMessageBatch call"),
            requests(month.batched()),
            format!(
                "A call of {each} × {kib} KiB counts as {}: {} requests in all.",
                month.call(),
                grouped(month.batched())
            ),
        ),
        wrong(
            "M104",
            format!("Compress each message to {packed} KiB"),
            requests(month.zipped()),
            format!("You made less than a step smaller: {packed} KiB count as one request like {kib} KiB."),
        ),
        wrong(
            "M114",
            "Move from a standard to a FIFO queue",
            requests(month.singly()),
            format!(
                "You changed the kind of queue: {} calls stay as many, and a request costs more.",
                grouped(n)
            ),
        ),
    ]
}

fn large_options(month: Month) -> Vec<(Offer, Value)> {
    let Month { n, kib, each } = month;
    let packed = month.packed();
    vec![
        long_polling(month),
        wrong(
            "M104",
            format!("Send {each} messages in each SendMessageBatch call"),
            requests(month.batched()),
            format!(
                "You counted calls: {each} × {kib} KiB count as {} requests, hardly fewer than one by one.",
                month.call()
            ),
        ),
        wrong(
            "M104",
            format!("Compress each message to {packed} KiB"),
            requests(month.zipped()),
            format!(
                "You saved too little: {packed} KiB still count as {} requests each.",
                packed.div_ceil(chunk())
            ),
        ),
        right(
            "Put the bodies into S3 and send a pointer of 1 KiB",
            requests(n),
            format!(
                "A pointer counts as one request, {} instead of {}.",
                grouped(n),
                grouped(month.singly())
            ),
        ),
    ]
}

fn long_polling(month: Month) -> (Offer, Value) {
    let now = month.singly();
    wrong(
        "M060",
        "Let the consumers receive with long polling of 20 seconds",
        requests(now),
        format!("You saved empty receives: the {} requests are those of the sending.", grouped(now)),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A batch has at most {sqs_batch} messages and {sqs_message} together, and each {sqs_chunk} of a call is billed as a request.",
        ),
        hint: "Mind both limits, and what is rounded.".to_owned(),
        ..Drawing::default()
    }
}
