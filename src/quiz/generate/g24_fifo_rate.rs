//! Calls a second of a FIFO queue, and how many of its messages are worked on at once.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form,
    amounts::{Amounts, among, crowded, named, right, wrong},
    offer::{filled, four, tenths},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G24", skill: "1.1.8", sources: &["Q8", "Q9", "Q10b"], draw };

/// Who sends, and what a message group is for.
const SENDERS: [(&str, &str); 8] = [
    ("Shop servers send", "customer"),
    ("Point-of-sale terminals send", "till"),
    ("A bank's core sends", "bank account"),
    ("Gateways of a plant send", "machine"),
    ("Ticket booths send", "concert"),
    ("A hospital's systems send", "patient"),
    ("A fleet's boxes send", "vehicle"),
    ("Game servers send", "player"),
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(45) => Some(rate(draw)),
        Form::Answer => parallel(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn rate(draw: &mut Draw) -> Drawing {
    let (batch, senders) = (draw.between(2, 9), draw.between(3, 40));
    let calls = named("sqs_fifo_calls");
    let amounts = Amounts { typed: draw.is(40), unit: "messages a second" };
    let key = calls * batch;
    Drawing {
        stem: format!(
            "{} events to an SQS FIFO queue from {senders} processes, always {batch} in one SendMessageBatch call. There are thousands of \
             message groups, and high throughput is off. **How many messages** a second does the queue take at the most?",
            draw.pick(&SENDERS).0
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
    }
}

fn parallel(draw: &mut Draw) -> Option<Drawing> {
    let (consumers, groups) = (draw.between(3, 60), draw.between(3, 60));
    let key = consumers.min(groups);
    if crowded(&[consumers, groups]) {
        return None;
    }
    let what = draw.pick(&SENDERS).1;
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
    let who = draw.pick(&SENDERS);
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
            "M329",
            said(single),
            figures(single),
            format!("You took the rate of full batches: one in a call is {} calls a second.", needs(single)),
        ),
        wrong(
            "M329",
            said(few),
            figures(few),
            format!(
                "You gave every call ten messages: with {} in a call that is {} calls a second.",
                few.1,
                needs(few)
            ),
        ),
        wrong(
            "M063",
            said(over),
            figures(over),
            format!(
                "You took it to be without limit: even with ten in a call that is {} calls a second.",
                needs(over)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} events to an SQS FIFO queue on which high throughput is off, with one message group for each {}. Four releases of the \
                 sender are measured. Which of them can the queue take **all day without throttling**?",
                who.0, who.1
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
    /// What a consumer needs for a message.
    tenth_seconds: u64,
}

impl Queue {
    fn figures(self) -> Value {
        json!({"rate": self.rate, "batch": self.batch, "groups": self.groups, "consumers": self.consumers, "high": self.high})
    }
    /// Are the calls of the senders too many?
    fn refuses(self) -> bool {
        let calls = if self.high { named("sqs_fifo_high") } else { named("sqs_fifo_calls") };
        self.rate > calls * self.batch
    }
    fn busy_tenths(self) -> u64 {
        self.rate * self.tenth_seconds
    }
    fn keeps_up(self) -> bool {
        !self.refuses() && self.busy_tenths() <= self.groups.min(self.consumers) * 10
    }
    /// Consumers that are enough, with some to spare.
    fn enough(self) -> u64 {
        (self.busy_tenths() * 6 / 50).next_multiple_of(10).max(self.consumers * 2)
    }
}

/// One group, single sends, batches that are too many, or too few consumers.
fn queue(draw: &mut Draw) -> Queue {
    let many =
        |rate, batch| Queue { rate, batch, groups: 9_000, consumers: 9_000, high: false, tenth_seconds: 1 };
    let tenth_seconds = draw.pick(&[2, 4, 5, 8, 15, 20]);
    match draw.between(0, 3) {
        0 => Queue {
            groups: 1,
            consumers: draw.between(60, 90),
            tenth_seconds,
            ..many(draw.round(20, 90, 5), 10)
        },
        1 => many(draw.round(400, 1_500, 50), 1),
        2 => many(draw.round(4_000, 12_000, 500), 10),
        _ => Queue { consumers: draw.between(5, 40), tenth_seconds, ..many(draw.round(60, 200, 10), 10) },
    }
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (who, what) = draw.pick(&SENDERS);
    let queue = queue(draw);
    let changes = changes(queue, what);
    if queue.keeps_up() || changes.iter().filter(|it| it.after.keeps_up()).count() != 1 {
        return None;
    }
    let rate = grouped(queue.rate);
    let lanes = if queue.groups == 1 {
        "all in one message group".to_owned()
    } else {
        format!("with one message group for each of its {what}s")
    };
    let sent = if queue.batch == 1 { "each in a call of its own" } else { "ten in a call" };
    let trouble = if queue.refuses() {
        "The consumers have time to spare, but **sends are refused**.".to_owned()
    } else {
        format!(
            "{} consumers receive one message at a time and need {} seconds for it, and **the backlog grows**.",
            queue.consumers,
            tenths(queue.tenth_seconds)
        )
    };
    let options = changes
        .into_iter()
        .map(|it| {
            if it.after.keeps_up() {
                right(it.text, it.after.figures(), it.does)
            } else {
                wrong(it.code, it.text, it.after.figures(), it.fails)
            }
        })
        .collect();
    Some(
        Drawing {
            stem: format!(
                "{who} {rate} messages a second to an SQS FIFO queue in us-east-1, {sent}, {lanes}. High throughput is off, and order matters \
                 only among messages of the same {what}. {trouble} Which single change fixes it?"
            ),
            formula: bound(queue),
            ..among(options, json!({"tenth_seconds": queue.tenth_seconds}))
        }
        .with(told()),
    )
}

struct Change {
    text: String,
    after: Queue,
    does: String,
    code: &'static str,
    fails: String,
}

fn changes(queue: Queue, what: &str) -> Vec<Change> {
    let (rate, calls) = (grouped(queue.rate), named("sqs_fifo_calls"));
    let more = queue.enough();
    let ten = if queue.batch == 1 {
        Change {
            text: "Send ten messages in each SendMessageBatch call".to_owned(),
            after: Queue { batch: 10, ..queue },
            does: format!(
                "{rate} messages a second are then {} calls, below {calls}.",
                queue.rate.div_ceil(10)
            ),
            code: "M329",
            fails: format!("You saved calls: {rate} messages a second are not too many calls here."),
        }
    } else {
        Change {
            text: "Turn on high throughput, with the limit per message group".to_owned(),
            after: Queue { high: true, ..queue },
            does: format!(
                "{} calls a second are far below the {} of high throughput.",
                grouped(queue.rate / 10),
                grouped(named("sqs_fifo_high"))
            ),
            code: "M063",
            fails: format!(
                "You raised the rate of calls: {rate} messages a second, ten in a call, are far below {calls} calls."
            ),
        }
    };
    let receive = Change {
        text: if queue.refuses() {
            "Receive with long polling of 20 seconds"
        } else {
            "Receive ten messages in each ReceiveMessage call"
        }
        .to_owned(),
        after: queue,
        does: String::new(),
        code: if queue.refuses() { "M060" } else { "M061" },
        fails: if queue.refuses() {
            format!("You saved empty receives: it is sends that are refused, {rate} messages a second.")
        } else {
            format!(
                "You gave a consumer ten at a time: it still works on one after another, and {rate} a second arrive."
            )
        },
    };
    let group = Change {
        text: format!("Use the {what} as MessageGroupId of each message"),
        after: Queue { groups: queue.groups.max(5_000), ..queue },
        does: format!(
            "The {what}s go in parallel then, and {} consumers are enough for {rate} a second.",
            queue.consumers
        ),
        code: "M062",
        fails: format!("You looked for lanes: each {what} has one already, and they are not what binds."),
    };
    let hands = Change {
        text: if queue.refuses() {
            "Run twice as many consumers".to_owned()
        } else {
            format!("Run {} consumers", grouped(more))
        },
        after: Queue { consumers: more, ..queue },
        does: format!(
            "{rate} a second × {} seconds keep {} of them busy.",
            tenths(queue.tenth_seconds),
            tenths(queue.busy_tenths())
        ),
        code: if queue.refuses() { "M025" } else { "M330" },
        fails: if queue.refuses() {
            format!("You added consumers: it is the sending of {rate} messages a second that is refused.")
        } else {
            format!(
                "You added hands: in one group no more than one of {rate} messages a second is worked on at once."
            )
        },
    };
    vec![group, ten, receive, hands]
}

fn bound(queue: Queue) -> String {
    let calls = named("sqs_fifo_calls");
    if queue.refuses() {
        let (rate, batch) = (queue.rate, queue.batch);
        return format!("{} ÷ {batch} = {} calls a second > {calls}", grouped(rate), grouped(rate / batch));
    }
    let (busy, seconds) = (tenths(queue.busy_tenths()), tenths(queue.tenth_seconds));
    let (groups, consumers) = (grouped(queue.groups), queue.consumers);
    format!(
        "{} × {seconds} = {busy} at once > min({groups}, {consumers}) = {}",
        queue.rate,
        queue.groups.min(consumers)
    )
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
