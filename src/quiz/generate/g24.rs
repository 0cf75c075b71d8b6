//! Calls a second of a FIFO queue, and how many of its messages are worked on at once.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, named, right, wrong},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family {
    id: "G24",
    name: "Rate and parallel work of a FIFO queue",
    topic: "T09",
    skill: "1.1.8",
    sources: &["Q8", "Q9", "Q10b"],
    draw,
};

const SENDERS: [&str; 5] = [
    "Shop servers send",
    "Point-of-sale terminals send",
    "A trading desk sends",
    "Sensors of a plant send",
    "Ticket booths send",
];
/// What one group is for.
const GROUPS: [&str; 6] = ["customer", "account", "device", "order", "patient", "vehicle"];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(45) => rate(draw),
        Form::Answer => parallel(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn rate(draw: &mut Draw) -> Option<Drawing> {
    let (batch, senders) = (draw.between(2, 9), draw.between(3, 40));
    let calls = named("sqs_fifo_calls");
    let amounts = Amounts { typed: draw.is(40), unit: "messages a second" };
    let key = calls * batch;
    Some(Drawing {
        stem: format!(
            "{} events to an SQS FIFO queue from {senders} processes, always {batch} in one SendMessageBatch call. There are thousands of \
             message groups, and high throughput is off. **How many messages** a second does the queue take at the most?",
            draw.pick(&SENDERS)
        ),
        offers: four(vec![
            amounts.right(key, format!("{calls} calls a second, each of them with {batch} messages.")),
            amounts.wrong("M329", calls, format!("You took calls for messages: {calls} calls carry {batch} messages each.")),
            amounts.wrong("M063", named("sqs_fifo_messages"), format!("You took the figure for batches of ten: these have {batch} messages.")),
            amounts.wrong("M063", named("sqs_fifo_high"), "You took the rate of high throughput, which is off here: without it calls are limited far lower.".to_owned()),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "rate", "batch": batch, "senders": senders}),
        answer: key.to_string(),
        formula: format!("{calls} × {batch} = {}", grouped(key)),
        ..told()
    })
}

fn parallel(draw: &mut Draw) -> Option<Drawing> {
    let (consumers, groups) = (draw.between(3, 60), draw.between(3, 60));
    let key = consumers.min(groups);
    if crowded(&[consumers, groups]) {
        return None;
    }
    let what = draw.pick(&GROUPS);
    let amounts = Amounts { typed: draw.is(40), unit: "messages" };
    let other = if consumers > groups {
        amounts.wrong("M330", consumers, format!("You gave each of {consumers} consumers work: while a {what}'s message is in flight, no later one of it is given out."))
    } else {
        amounts.wrong("M330", groups, format!("You let each of {groups} groups be worked on: there are {consumers} consumers, with one message each."))
    };
    Some(Drawing {
        stem: format!(
            "An SQS FIFO queue is full of messages of {groups} {what}s, and MessageGroupId is the {what}. {consumers} consumers receive one message at a \
             time and delete it before they receive the next. High throughput is off. **How many messages** are worked on at once at the most?"
        ),
        offers: four(vec![
            amounts.right(key, format!("The smaller of {groups} groups and {consumers} consumers: a group is one lane, and a consumer takes one message.")),
            other,
            amounts.wrong("M062", 1, format!("You took the queue for one lane: each of its {groups} groups goes by itself.")),
            amounts.wrong("M063", named("sqs_fifo_calls"), format!("You took the limit of calls: it does not say how many of {groups} groups are worked on.")),
            amounts.wrong("M061", consumers * 10, format!("You gave each consumer ten: these {consumers} receive one at a time.")),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "parallel", "consumers": consumers, "groups": groups}),
        answer: key.to_string(),
        formula: format!("min({consumers}, {groups}) = {key}"),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let calls = named("sqs_fifo_calls");
    let load = |draw: &mut Draw, batch: u64, part: (u64, u64)| {
        (draw.round(calls * batch * part.0 / 100, calls * batch * part.1 / 100, 50), batch)
    };
    let full = draw.between(4, 10);
    let fits = load(draw, full, (50, 90));
    let single = load(draw, 1, (130, 300));
    let twos = draw.between(2, 4);
    let few = load(draw, twos, (125, 190));
    let over = load(draw, 10, (120, 300));
    let all = [fits, single, few, over];
    if crowded(&all.map(|it| it.0)) || over.0 >= named("sqs_fifo_high") {
        return None;
    }
    let said = |(rate, batch): (u64, u64)| match batch {
        1 => format!("{} messages a second, one in a call", grouped(rate)),
        _ => format!("{} messages a second, {batch} in a call", grouped(rate)),
    };
    let figures = |(rate, batch): (u64, u64)| json!({"rate": rate, "batch": batch});
    let needs = |(rate, batch): (u64, u64)| grouped(rate.div_ceil(batch));
    let options = vec![
        right(
            said(fits),
            figures(fits),
            format!("That is {} calls a second, below the limit of {calls}.", needs(fits)),
        ),
        wrong(
            "M063",
            said(single),
            figures(single),
            format!(
                "You expected a FIFO queue to take any number of calls: {} a second are above {calls}.",
                needs(single)
            ),
        ),
        wrong(
            "M063",
            said(few),
            figures(few),
            format!(
                "You took the rate of full batches: with {} in a call that is {} calls a second.",
                few.1,
                needs(few)
            ),
        ),
        wrong(
            "M065",
            said(over),
            figures(over),
            format!(
                "You took it for a standard queue: even with ten in a call that is {} calls a second.",
                needs(over)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} events to an SQS FIFO queue on which high throughput is off, with one message group for each {}. Four releases of the \
                 sender are measured. Which of them can the queue take **all day without throttling**?",
                draw.pick(&SENDERS), draw.pick(&GROUPS)
            ),
            formula: format!("⌈{} ÷ {}⌉ = {} ≤ {calls}", fits.0, fits.1, needs(fits)),
            ..among(options, json!({}))
        }
        .with(told()),
    )
}

/// A queue: what arrives, and how it is sent and worked on.
#[derive(Clone, Copy)]
struct Queue {
    rate: u64,
    batch: u64,
    groups: u64,
    consumers: u64,
    high: bool,
}

impl Queue {
    fn figures(self) -> Value {
        json!({"rate": self.rate, "batch": self.batch, "groups": self.groups, "consumers": self.consumers, "high": self.high})
    }
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let what = draw.pick(&GROUPS);
    let tenths = draw.pick(&[2, 4, 5, 10, 20]);
    let queue = match draw.between(0, 3) {
        0 => Queue {
            rate: draw.round(20, 90, 5),
            batch: 10,
            groups: 1,
            consumers: draw.between(60, 90),
            high: false,
        },
        1 => {
            Queue { rate: draw.round(400, 1_500, 50), batch: 1, groups: 5_000, consumers: 5_000, high: false }
        }
        2 => Queue {
            rate: draw.round(4_000, 12_000, 500),
            batch: 10,
            groups: 9_000,
            consumers: 9_000,
            high: false,
        },
        _ => Queue {
            rate: draw.round(60, 200, 10),
            batch: 10,
            groups: 5_000,
            consumers: draw.between(5, 40),
            high: false,
        },
    };
    let enough = (queue.rate * tenths / 10 * 6 / 5).next_multiple_of(10);
    let does = |queue: Queue| {
        let calls = if queue.high { named("sqs_fifo_high") } else { named("sqs_fifo_calls") };
        queue.rate <= calls * queue.batch && queue.rate * tenths <= queue.groups.min(queue.consumers) * 10
    };
    let changes = changes(queue, what, enough);
    let works: Vec<bool> = changes.iter().map(|(_, queue, ..)| does(*queue)).collect();
    if does(queue) || works.iter().filter(|does| **does).count() != 1 {
        return None;
    }
    let options: Vec<(Offer, Value)> = changes
        .into_iter()
        .map(|(text, after, code, why)| {
            if does(after) {
                right(
                    text,
                    after.figures(),
                    format!(
                        "It lifts what binds, and {} messages a second are worked off.",
                        grouped(queue.rate)
                    ),
                )
            } else {
                wrong(code, text, after.figures(), why)
            }
        })
        .collect();
    let lanes = if queue.groups == 1 {
        "one message group, “events”".to_owned()
    } else {
        format!("one message group for each of {} {what}s", grouped(queue.groups))
    };
    let sent = if queue.batch == 1 { "each in a call of its own" } else { "ten in a call" };
    Some(
        Drawing {
            stem: format!(
                "{} {} messages a second to an SQS FIFO queue in us-east-1, {sent}, in {lanes}. {} consumers take one message at a time and need {} \
                 seconds for it. High throughput is off, and order matters only within a {what}. The senders or the queue **fall behind**. Which \
                 single change mends it?",
                draw.pick(&SENDERS), grouped(queue.rate), grouped(queue.consumers), super::offer::tenths(tenths)
            ),
            formula: bound(queue, tenths, enough),
            ..among(options, json!({"tenth_seconds": tenths}))
        }
        .with(told()),
    )
}

/// Text, the queue after it, and why it does not help where it does not.
fn changes(queue: Queue, what: &str, enough: u64) -> Vec<(String, Queue, &'static str, String)> {
    let rate = grouped(queue.rate);
    let calls = named("sqs_fifo_calls");
    let binds = queue.rate > calls * queue.batch;
    let mut all = vec![(
        format!("Use the {what} as MessageGroupId of each message"),
        Queue { groups: queue.groups.max(5_000), ..queue },
        "M062",
        format!(
            "You looked for lanes: there are {} groups already, and they are not what binds.",
            grouped(queue.groups)
        ),
    )];
    if queue.batch == 1 {
        all.push((
            "Send ten messages in each SendMessageBatch call".to_owned(),
            Queue { batch: 10, ..queue },
            "M329",
            format!("You saved calls: {rate} messages a second are not too many calls here."),
        ));
        all.push((
            "Receive with long polling of 20 seconds".to_owned(),
            queue,
            "M060",
            format!("You spared empty receives: the {rate} calls a second of the senders stay as many."),
        ));
    } else {
        all.push((
            "Turn on high throughput, with the limit per message group".to_owned(),
            Queue { high: true, ..queue },
            "M063",
            format!("You raised the rate of calls: {rate} messages a second, ten in a call, are far below {calls} calls."),
        ));
        all.push((
            "Receive ten messages in each ReceiveMessage call".to_owned(),
            queue,
            "M061",
            format!("You gave a consumer ten at a time: it still works on one after another, and {rate} a second arrive."),
        ));
    }
    all.push((
        format!("Run {} consumers", grouped((queue.consumers * 2).max(enough))),
        Queue { consumers: (queue.consumers * 2).max(enough), ..queue },
        if binds { "M025" } else { "M330" },
        if binds {
            format!("You added consumers: it is the sending of {rate} messages a second that is refused.")
        } else {
            format!(
                "You added hands: with {} group no more than one message is worked on at once.",
                queue.groups
            )
        },
    ));
    all
}

fn bound(queue: Queue, tenths: u64, enough: u64) -> String {
    let calls = named("sqs_fifo_calls");
    let (rate, batch) = (queue.rate, queue.batch);
    if rate > calls * batch {
        format!("{} ÷ {batch} = {} calls a second > {calls}", grouped(rate), grouped(rate / batch))
    } else {
        let lanes = queue.groups.min(queue.consumers);
        format!(
            "{rate} × {} = {} at once > min({}, {}) = {lanes}; {enough} are enough",
            super::offer::tenths(tenths),
            super::offer::tenths(rate * tenths),
            grouped(queue.groups),
            queue.consumers
        )
    }
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A FIFO queue takes {sqs_fifo_calls} calls a second and action unless high throughput is on; its work is as parallel as the smaller of groups and consumers.",
        ),
        hint: "What binds: calls, groups or consumers?".to_owned(),
        ..Drawing::default()
    }
}
