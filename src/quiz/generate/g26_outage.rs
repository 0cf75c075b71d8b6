//! What is left when a consumer comes back: retention against the length of an outage.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, named, right, span, wrong},
    offer::{filled, four},
};

pub(super) const FAMILY: Family =
    Family { id: "G26", skill: "1.1.13", sources: &["T1", "Q2", "DS1", "V6"], draw };

const CONSUMERS: [&str; 6] = [
    "the billing consumer",
    "the search indexer",
    "the fraud detector",
    "the warehouse loader",
    "the mail sender",
    "the price calculator",
];

/// Something that keeps events for its consumer.
#[derive(Clone)]
struct Keeper {
    text: String,
    hours: u64,
    /// What one has in mind who thinks that it survives though it does not.
    code: &'static str,
}

fn hours(name: &str) -> u64 {
    named(name) / 3_600
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => Some(answer(draw)),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn answer(draw: &mut Draw) -> Drawing {
    let (stream, queue) = (hours("retention_default"), hours("sqs_retention_default"));
    let (source, keeps, other) = match draw.between(0, 4) {
        0 => ("a Kinesis data stream with default settings".to_owned(), stream, queue),
        1 => ("the stream of a DynamoDB table".to_owned(), hours("table_stream_retention"), queue),
        2 => ("a standard SQS queue with default settings".to_owned(), queue, stream),
        3 => {
            let days = draw.between(3, 10);
            (format!("a Kinesis data stream with a retention of {} hours", days * 24), days * 24, stream)
        }
        _ => {
            let days = draw.between(5, 13);
            (format!("a standard SQS queue with a retention of {days} days"), days * 24, queue)
        }
    };
    let down = draw.between(keeps + keeps / 6, keeps * 2 + 40);
    let key = down - keeps;
    let amounts = Amounts { typed: draw.is(30), unit: "hours" };
    let mut offers = vec![
        amounts.right(key, format!("What is older than {keeps} hours after {down} hours is gone: the first {key} hours of the outage.")),
        amounts.wrong("M106", down, format!("You gave up all {down} hours: the last {keeps} hours are still there.")),
        amounts.wrong("M331", keeps, format!("You counted what is kept: {keeps} hours are there, and the rest of {down} is lost.")),
    ];
    if down > other {
        offers.push(amounts.wrong(
            "M033",
            down - other,
            format!("You took the default of another service, {other} hours: this one keeps {keeps}."),
        ));
    }
    offers.push(amounts.wrong(
        "M107",
        down.saturating_sub(hours("sqs_visibility_max")),
        format!("You took the longest visibility timeout: what counts is the retention of {keeps} hours."),
    ));
    offers.push(amounts.wrong(
        "M331",
        down + keeps,
        format!(
            "You added the retention of {keeps} hours: no more can be lost than the {down} hours brought."
        ),
    ));
    let who = draw.pick(&CONSUMERS);
    Drawing {
        stem: format!(
            "Events arrive evenly in {source}. Its only consumer, {who}, was up to date when it failed, and was down for {down} hours. Then it came \
             back, went on where it had stopped, and read all that was there within minutes. Events of **how many hours** are lost for it?"
        ),
        offers: four(offers),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"keeps": keeps, "down": down}),
        answer: key.to_string(),
        formula: format!("{down} − {keeps} = {key}"),
        ..told()
    }
}

/// Ways to keep events, defaults and settings.
fn keepers(draw: &mut Draw) -> Vec<Keeper> {
    let keeper = |text: String, hours: u64, code| Keeper { text, hours, code };
    let stream_days = draw.between(2, 30);
    let queue_days = draw.pick(&[1, 2, 3, 5, 6, 7, 10, 12, 14]);
    let short_days = draw.between(1, 2);
    vec![
        keeper("A Kinesis data stream with default settings".to_owned(), hours("retention_default"), "M106"),
        keeper(
            format!("A Kinesis data stream with a retention of {} hours", stream_days * 24),
            stream_days * 24,
            "M106",
        ),
        keeper(
            "A standard SQS queue with default settings".to_owned(),
            hours("sqs_retention_default"),
            "M059",
        ),
        keeper(
            format!("A standard SQS queue with a retention of {}", span(queue_days * 86_400)),
            queue_days * 24,
            "M059",
        ),
        keeper(
            format!("A queue kept for {}, with a visibility timeout of 12 hours", span(short_days * 86_400)),
            short_days * 24,
            "M107",
        ),
        keeper("The stream of a DynamoDB table".to_owned(), hours("table_stream_retention"), "M109"),
        keeper(
            "A Classic event bus whose rule calls the consumer, with default retries".to_owned(),
            hours("eb_retry_span"),
            "M051",
        ),
    ]
}

fn why(keeper: &Keeper, down: u64) -> String {
    let kept = keeper.hours;
    match keeper.code {
        "M107" => format!(
            "You took visibility for survival: it hides what was received, and after {kept} hours a message is gone, {down} are needed."
        ),
        "M109" => format!(
            "You expected a table to remember its changes: its stream keeps {kept} hours of them, and {down} are needed."
        ),
        "M051" => format!(
            "You expected failed events to be kept: the bus tries for {kept} hours, then drops them, and the consumer was down for {down}."
        ),
        "M059" => format!(
            "You kept messages for too short a time: after {kept} hours they are deleted, read or not, and {down} are needed."
        ),
        _ => format!(
            "You expected a stream to wait for its reader: after {kept} hours records expire, and {down} are needed."
        ),
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let down = draw.between(26, 300);
    let all = keepers(draw);
    let clear = |keeper: &&Keeper| keeper.hours.abs_diff(down) * 12 > down;
    let (keeping, losing): (Vec<&Keeper>, Vec<&Keeper>) =
        all.iter().filter(clear).partition(|it| it.hours > down);
    if keeping.is_empty() || losing.len() < 3 {
        return None;
    }
    let key = draw.pick(&keeping);
    let lost = draw.some(&losing, 3);
    let figures = |keeper: &Keeper| json!({"keeps": keeper.hours});
    let mut options = vec![right(
        key.text.clone(),
        figures(key),
        format!("It keeps {} hours, more than the outage of {down}.", key.hours),
    )];
    options.extend(lost.into_iter().map(|it| wrong(it.code, it.text.clone(), figures(it), why(it, down))));
    let who = draw.pick(&CONSUMERS);
    Some(
        Drawing {
            stem: format!(
                "After an accident in a deployment {who} was down for {down} hours, while events went on arriving. When it was back it worked through \
                 them, and not one of the outage was missing. No one had replayed or sent anything again. **What had kept** the events?"
            ),
            formula: format!("{} h > {down} h", key.hours),
            ..among(options, json!({"down": down}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let is_queue = draw.is(50);
    let name = if is_queue { "sqs_retention_default" } else { "retention_default" };
    let keeps = hours(name);
    let down = draw.between(keeps + keeps / 4, if is_queue { 300 } else { 160 });
    let (enough, short) = ((down / 24 + draw.between(1, 2)) * 24, u64::midpoint(keeps, down) / 24 * 24);
    if crowded(&[enough, down, short, keeps]) || short >= down {
        return None;
    }
    let options = if is_queue {
        queue_changes(keeps, down, enough, short)
    } else {
        stream_changes(draw, keeps, down, enough, short)
    };
    let source = if is_queue { "a standard SQS queue" } else { "a provisioned Kinesis data stream" };
    let who = draw.pick(&CONSUMERS);
    Some(
        Drawing {
            stem: format!(
                "For a move to another data centre {who} will be down for {down} hours. It reads {source} with default settings, to which \
                 events go on arriving, and must miss none of them. Which **single change**, made before, is enough?"
            ),
            formula: format!("{enough} h > {down} h > {keeps} h"),
            ..among(options, json!({"down": down}))
        }
        .with(told()),
    )
}

fn queue_changes(keeps: u64, down: u64, enough: u64, short: u64) -> Vec<(Offer, Value)> {
    let kept = |hours: u64| json!({"keeps": hours});
    vec![
        right(
            format!("Set MessageRetentionPeriod to {} days", enough / 24),
            kept(enough),
            format!("{enough} hours are longer than the outage of {down} hours."),
        ),
        wrong(
            "M331",
            format!("Set MessageRetentionPeriod to {} days", short / 24),
            kept(short),
            format!(
                "You kept too little: after {short} hours the first messages are deleted, and {down} are needed."
            ),
        ),
        wrong(
            "M107",
            "Set VisibilityTimeout to 12 hours",
            kept(keeps),
            format!(
                "You hid what is received: nobody receives for {down} hours, and after {keeps} messages are deleted."
            ),
        ),
        wrong(
            "M051",
            "Add a dead-letter queue with maxReceiveCount 1",
            kept(keeps),
            format!(
                "You set aside what fails: a message that is not received for {down} hours does not fail, it expires after {keeps}."
            ),
        ),
    ]
}

fn stream_changes(draw: &mut Draw, keeps: u64, down: u64, enough: u64, short: u64) -> Vec<(Offer, Value)> {
    let kept = |hours: u64| json!({"keeps": hours});
    let second = if short > keeps {
        wrong(
            "M331",
            format!("Raise the retention to {short} hours"),
            kept(short),
            format!(
                "You kept too little: after {short} hours the first records expire, and {down} are needed."
            ),
        )
    } else {
        wrong(
            "M022",
            "Double the number of shards",
            kept(keeps),
            format!(
                "You made room for more records a second: each of them still expires after {keeps} hours of the {down}."
            ),
        )
    };
    let third = if draw.is(50) {
        wrong(
            "M021",
            "Register the consumer for enhanced fan-out",
            kept(keeps),
            format!(
                "You gave it throughput of its own: what it has not read after {keeps} hours expires all the same."
            ),
        )
    } else {
        wrong(
            "M108",
            "Start the consumer at LATEST afterwards",
            kept(keeps),
            format!("You skipped what is there: at the tip the records of all {down} hours are passed over."),
        )
    };
    vec![
        right(
            format!("Raise the retention to {enough} hours"),
            kept(enough),
            format!("{enough} hours are longer than the outage of {down} hours."),
        ),
        second,
        third,
        wrong(
            "M043",
            format!("Raise the retention when its {down} hours are over"),
            kept(keeps),
            format!("You raised it afterwards: what expired after {keeps} hours does not come back."),
        ),
    ]
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "An event survives an outage that is shorter than the retention: {retention_default} in a stream by default, {sqs_retention_default} in a queue.",
        ),
        hint: "What is older than the retention?".to_owned(),
        ..Drawing::default()
    }
}
