//! Which service carries a body of a size.

mod fix;

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form,
    amounts::{among, formerly, named, right, wrong},
    offer::filled,
};
use crate::units::grouped;

pub(super) const FAMILY: Family =
    Family { id: "G36", skill: "1.1.8", sources: &["N1", "Q1", "V1", "K15", "F2"], draw };

const BODY: [&str; 6] =
    ["a contract", "a laboratory report", "a drawing", "a sensor dump", "a scanned page", "a price list"];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => Some(fix::fix(draw)),
    }
}

fn kib(name: &str) -> u64 {
    named(name) / 1_024
}

/// A way to send one body, and how large it may be with it.
struct Way {
    text: String,
    /// What is set, and how many go together in one call; the tests know the limits by themselves.
    figures: Value,
    most: u64,
}

/// `300 KiB`, `1.5 MiB`; sizes above 1 MiB are drawn in halves of one.
fn said(kib: u64) -> String {
    match kib {
        0..1_024 => format!("{} KiB", grouped(kib)),
        _ if kib.is_multiple_of(1_024) => format!("{} MiB", kib / 1_024),
        _ => format!("{}.5 MiB", kib / 1_024),
    }
}

fn ways(draw: &mut Draw) -> Vec<Way> {
    let way = |text: String, kind: &str, set: Option<u64>, together: u64, limit: u64| Way {
        text,
        figures: json!({"kind": kind, "set": set, "together": together}),
        most: set.unwrap_or(limit) / together,
    };
    let (sns, sqs, bus) = (kib("sns_message"), kib("sqs_message"), kib("eb_request"));
    let (record, raised) = (kib("record_default"), draw.pick(&[2_048, 4_096, 6_144, 10_240]));
    let (batch, entries) = (draw.between(3, 5), draw.between(3, 5));
    let small = draw.pick(&[128, 256]);
    vec![
        way("An SNS standard topic with default settings".to_owned(), "sns", None, 1, sns),
        way("An SNS FIFO topic with default settings".to_owned(), "sns", None, 1, sns),
        way(
            "An SNS topic raised to 1 MiB, with SQS subscribers".to_owned(),
            "sns",
            Some(kib("sns_message_raised")),
            1,
            sns,
        ),
        way("An SQS standard queue with default settings".to_owned(), "sqs", None, 1, sqs),
        way("An SQS FIFO queue with default settings".to_owned(), "sqs", None, 1, sqs),
        way(
            format!("An SQS queue with MaximumMessageSize {}", grouped(small * 1_024)),
            "sqs",
            Some(small),
            1,
            sqs,
        ),
        way(format!("One SendMessageBatch call with {batch} such messages"), "sqs", None, batch, sqs),
        way("A Classic event bus, one event in a PutEvents call".to_owned(), "bus", None, 1, bus),
        way(format!("One PutEvents call with {entries} such events"), "bus", None, entries, bus),
        way("A Kinesis data stream with default settings".to_owned(), "stream", None, 1, record),
        way(
            format!("A Kinesis data stream with MaxRecordSizeInKiB {}", grouped(raised)),
            "stream",
            Some(raised),
            1,
            record,
        ),
        way("Direct PUT to a Firehose stream".to_owned(), "firehose", None, 1, kib("firehose_record")),
        way("Amazon S3, and a pointer in an SQS message".to_owned(), "pointer", None, 1, 1_000_000),
    ]
}

/// Is a size so near to what a way takes that units, keys or attributes would decide?
fn near(size: u64, most: u64) -> bool {
    size.abs_diff(most) * 12 < most
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let size = match draw.between(0, 9) {
        0..=4 => draw.round(290, 900, 10),
        5..=7 => draw.round(1_536, 8_704, 512),
        _ => draw.round(11_776, 30_720, 512),
    };
    let all = ways(draw);
    let (can, cannot): (Vec<&Way>, Vec<&Way>) =
        all.iter().filter(|it| !near(size, it.most)).partition(|it| it.most > size);
    if can.is_empty() || cannot.len() < 3 {
        return None;
    }
    let key = draw.pick(&can);
    let body = draw.pick(&BODY);
    let s = said(size);
    let mut options = vec![right(key.text.clone(), key.figures.clone(), takes(key, size))];
    for it in draw.some(&cannot, 3) {
        let (code, why) = fails(it, size);
        options.push(wrong(code, it.text.clone(), it.figures.clone(), why));
    }
    let formula = if key.figures["kind"] == "pointer" {
        format!("{s} in S3, a pointer of a few bytes in the message")
    } else {
        format!("{s} ≤ {}", said_most(key.most))
    };
    Some(
        Drawing {
            stem: format!(
                "A producer has to hand on {body} of {s} whenever one arrives, as it is: it is compressed already and must not be cut into parts. Four designs are on the table. By today's limits, \
                 **which one** carries it?"
            ),
            formula,
            ..among(options, json!({"size": size}))
        }
        .with(told()),
    )
}

/// Limits that are shared among several have odd sizes.
fn said_most(kib: u64) -> String {
    if kib.is_multiple_of(512) || kib < 1_024 { said(kib) } else { format!("{} KiB", grouped(kib)) }
}

fn takes(way: &Way, size: u64) -> String {
    if way.figures["kind"] == "pointer" {
        format!("The {} lie in a bucket, and the message has a pointer of a few bytes.", said(size))
    } else {
        format!(
            "It takes up to {}, and {} are less, with room for a key or attributes.",
            said_most(way.most),
            said(size)
        )
    }
}

fn fails(way: &Way, size: u64) -> (&'static str, String) {
    let (most, s) = (said_most(way.most), said(size));
    let together = way.figures["together"].as_u64().unwrap_or(1);
    if together > 1 {
        return (
            "M327",
            format!(
                "You looked at each by itself: {together} of {s} in one call are more than its limit, which leaves {most} for each."
            ),
        );
    }
    match way.figures["kind"].as_str() {
        Some("sns") if way.figures["set"].is_null() => (
            "M115",
            format!("You took a topic for a queue: unless it is raised, a topic takes {most} and not {s}."),
        ),
        Some("sqs") if !way.figures["set"].is_null() => (
            "M115",
            format!("You took the most a queue can be set to: this one is set to {most}, below {s}."),
        ),
        Some("stream") if way.figures["set"].is_null() => (
            "M115",
            format!(
                "You took what a stream can be raised to: by default a record has {most} at the most, below {s}."
            ),
        ),
        _ => ("M115", format!("You expected it to take any body: {most} are the most, and {s} are more.")),
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let raised = draw.pick(&[2_048, 4_096, 5_120, 8_192]);
    let (path, kind, set, most) = match draw.between(0, 4) {
        0 => ("an SNS topic with default settings to an SQS queue", "sns", None, kib("sns_message")),
        1 => ("an SQS queue with default settings to a worker", "sqs", None, kib("sqs_message")),
        2 => (
            "a Classic event bus to an SQS queue with default settings, one event in a call",
            "bus",
            None,
            kib("eb_request"),
        ),
        3 => (
            "a Kinesis data stream with default settings to a consumer",
            "stream",
            None,
            kib("record_default"),
        ),
        _ => ("a Kinesis data stream whose MaxRecordSizeInKiB was raised", "stream", Some(raised), raised),
    };
    let path = set.map_or_else(|| path.to_owned(), |kib: u64| format!("{path} to {}", grouped(kib)));
    let old = formerly("sqs_message");
    // Below a limit that courses teach, or a step of the bill; below today's; above; and above what can be set.
    let (low, key) = match most {
        256 => (draw.round(30, 60, 5), draw.round(150, 230, 10)),
        1_024 => (draw.round(120, old * 9 / 10, 10), draw.round(500, 900, 20)),
        _ => (draw.round(500, 900, 50), draw.round(1_536, most * 9 / 10, 512)),
    };
    let above =
        if most == 256 { draw.round(300, 900, 20) } else { draw.round(most * 9 / 8, most * 5 / 2, 512) };
    let far = if most == 256 { draw.round(1_536, 6_144, 512) } else { draw.round(11_264, 30_720, 512) };
    let sizes = [low, key, above, far];
    if sizes.iter().any(|size| near(*size, most))
        || above >= far
        || key <= low * 5 / 4
        || key < 1_024 && most > 1_024
    {
        return None;
    }
    let figures = |size: u64| json!({"size": size});
    let m = said_most(most);
    let options = vec![
        right(
            said(key),
            figures(key),
            format!("{} are below {m}, and the next larger one is above it.", said(key)),
        ),
        wrong(
            if most == 256 { "M104" } else { "M034" },
            said(low),
            figures(low),
            if most == 256 {
                format!(
                    "You took the step of the bill for the limit: more than {} gets through, up to {m}.",
                    said(low)
                )
            } else {
                format!("You took an older limit: today more than {} gets through, up to {m}.", said(low))
            },
        ),
        wrong(
            "M115",
            said(above),
            figures(above),
            format!("You took the limit of another service or setting: {} are above {m}.", said(above)),
        ),
        wrong(
            "M067",
            said(far),
            figures(far),
            format!(
                "You expected no limit, or one that can be raised to anything: {} are above {m}.",
                said(far)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} goes as the body of a message, nothing around it, through {path}. Bodies of four sizes were sent; the message with some of them was refused. By today's limits, what is \
                 **the largest** that came through?",
                capital(draw.pick(&BODY))
            ),
            formula: format!("{} ≤ {m} < {}", said(key), said(above)),
            ..among(options, json!({"kind": kind, "set": set}))
        }
        .with(told()),
    )
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "SNS takes {sns_message} by default, SQS and a Classic bus {sqs_message}, a stream's record {record_default} by default and {record_max} if raised; what is larger lies in S3.",
        ),
        hint: "Whose limit, and whose setting?".to_owned(),
        ..Drawing::default()
    }
}
