//! Messages in flight: received and not yet deleted.

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form,
    amounts::{Amounts, among, crowded, formerly, named, right, span, wrong},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G35", skill: "1.1.8", sources: &["Q5", "Q3", "Q3b"], draw };

const WORK: [&str; 6] = [
    "scores credit requests",
    "translates articles",
    "settles bets",
    "checks parcels",
    "merges profiles",
    "renders maps",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn kind(draw: &mut Draw) -> &'static str {
    draw.pick(&["standard", "FIFO"])
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let rate = draw.round(50, 2_900, 50);
    let (work, hidden) =
        (draw.pick(&[8, 12, 15, 20, 30, 40, 45, 60, 90]), draw.pick(&[120, 180, 300, 600, 900]));
    let (key, limit) = (rate * work, named("sqs_in_flight"));
    let waiting = draw.round(200_000, 9_000_000, 100_000);
    if key * 20 > limit * 19 || key < 1_000 || crowded(&[key, waiting]) {
        return None;
    }
    let amounts = Amounts { typed: draw.is(35), unit: "messages" };
    let (r, v) = (grouped(rate), span(hidden));
    Some(Drawing {
        stem: format!(
            "A fleet of workers {} from a standard SQS queue. Together they receive {r} messages a second, ten in a call, and delete each message {work} seconds after it was \
             received. The visibility timeout is {v}, and about {} messages wait in the queue. **How many messages** are in flight?",
            draw.pick(&WORK), grouped(waiting)
        ),
        offers: four(vec![
            amounts.right(key, format!("{r} are received each second, and each is in flight for {work} seconds.")),
            amounts.wrong("M326", rate * hidden, format!("You took the visibility timeout of {v}: a message is in flight until it is deleted, after {work} seconds.")),
            amounts.wrong("M335", key / 10, format!("You counted batches: each of the {r} messages a second is in flight by itself.")),
            amounts.wrong("M068", waiting, format!("You counted what waits: those {} are stored, and not received yet.", grouped(waiting))),
            amounts.wrong("M073", rate, format!("You counted one second: each message stays for {work} of them.")),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"rate": rate, "work": work}),
        answer: key.to_string(),
        formula: format!("{r} × {work} = {}", grouped(key)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let limit = named("sqs_in_flight");
    // Above what FIFO queues had, so that one has to know today's limit.
    let fits = (
        draw.round(200, 1_500, 50),
        draw.pick(&[30, 40, 45, 60, 90, 120]),
        draw.round(3_000_000, 9_000_000, 100_000),
    );
    let long =
        (draw.round(40, 300, 10), draw.pick(&[900, 1_200, 1_800, 3_600]), draw.round(20_000, 90_000, 10_000));
    let fast =
        (draw.round(4_000, 9_000, 500), draw.pick(&[30, 40, 45, 60]), draw.round(20_000, 90_000, 10_000));
    let slow = (
        draw.round(500, 1_900, 100),
        draw.pick(&[180, 240, 300, 600]),
        draw.round(100_000, 900_000, 100_000),
    );
    let flying = |(rate, work, _): (u64, u64, u64)| rate * work;
    let over = |it| flying(it) * 10 > limit * 11;
    let old = formerly("sqs_in_flight") * 11 / 10;
    if flying(fits) * 11 > limit * 10 || flying(fits) < old || !over(long) || !over(fast) || !over(slow) {
        return None;
    }
    let said = |(rate, work, waiting): (u64, u64, u64)| {
        format!(
            "{} messages a second, deleted after {} seconds, {} waiting",
            grouped(rate),
            grouped(work),
            grouped(waiting)
        )
    };
    let figures =
        |(rate, work, waiting): (u64, u64, u64)| json!({"rate": rate, "work": work, "waiting": waiting});
    let n = |it| grouped(flying(it));
    let (kind, l) = (kind(draw), grouped(limit));
    let more =
        if kind == "FIFO" { ", with a message group for every user and high throughput on" } else { "" };
    let options = vec![
        right(
            said(fits),
            figures(fits),
            format!(
                "{} × {} = {} in flight, below {l}; what waits is not limited.",
                grouped(fits.0),
                fits.1,
                n(fits)
            ),
        ),
        wrong(
            "M073",
            said(long),
            figures(long),
            format!(
                "You looked at the rate: {} a second for {} seconds are {} in flight.",
                long.0,
                grouped(long.1),
                n(long)
            ),
        ),
        wrong(
            "M335",
            said(fast),
            figures(fast),
            format!("You divided by the batch: ten in a call are ten in flight, {} in all.", n(fast)),
        ),
        wrong(
            "M068",
            said(slow),
            figures(slow),
            format!(
                "You looked at what waits: {} a second for {} seconds are {} in flight.",
                grouped(slow.0),
                slow.1,
                n(slow)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "Four teams use a {kind} SQS queue each{more}. Their workers receive ten messages in a call and delete each \
                 one when it is done, long before its visibility timeout ends. By today's limits, which queue stays below its limit of messages **in flight**?"
            ),
            formula: format!("{} × {} = {} < {l}", grouped(fits.0), fits.1, n(fits)),
            ..among(options, json!({}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let limit = named("sqs_in_flight");
    let rate = draw.round(300, 2_500, 50);
    let file = draw.pick(&[120, 180, 240, 300, 600]);
    let flying = rate * file;
    let sooner = draw.is(50);
    let (parts, hidden) = (draw.between(2, 4), draw.pick(&[900, 1_200, 1_800]));
    let period = file / parts;
    if flying * 10 < limit * 11 || flying / parts * 10 > limit * 9 || flying > limit * 4 {
        return None;
    }
    let same = json!({"flying": flying});
    let less = json!({"flying": flying / parts});
    let (r, l) = (grouped(rate), grouped(limit));
    let mut options = vec![
        wrong(
            "M025",
            format!("Run {} as many workers", ["twice", "three times", "four times"][parts as usize - 2]),
            same.clone(),
            format!(
                "You added workers: {r} a second arrive, and each message is held for {file} seconds as before."
            ),
        ),
        wrong(
            "M326",
            format!("Set the visibility timeout to {} seconds", grouped(hidden * 2)),
            same.clone(),
            format!(
                "You hid them for longer: a message is in flight until it is deleted, {file} seconds later."
            ),
        ),
    ];
    if draw.is(50) {
        options.push(wrong(
            "M059",
            "Set the retention of the queue to 14 days",
            same,
            format!("You changed how long it stores messages: {} in flight stay above {l}.", grouped(flying)),
        ));
    } else {
        options.push(wrong(
            "M061",
            "Receive one message in each call",
            same,
            format!("You changed how many come in a call: {r} a second are received and held all the same."),
        ));
    }
    let asks = if sooner {
        options.push(right(
            format!("Close a file every {period} seconds"),
            less,
            format!("{r} × {period} = {} in flight, below {l}.", grouped(rate * period)),
        ));
        "There has to be one queue."
    } else {
        options.push(right(
            format!("Spread the senders over {parts} queues"),
            less,
            format!("Each of {parts} queues has {} in flight, below {l}.", grouped(flying / parts)),
        ));
        "The files have to stay as they are."
    };
    Some(
        Drawing {
            stem: format!(
                "Workers receive {r} messages a second from a standard SQS queue by short polling and collect them in files. A file is closed every {file} seconds, and messages are deleted then, \
                 {file} seconds after receipt at the latest. The visibility timeout is {} seconds. Receives fail with **OverLimit**. {asks} Which single change ends that?",
                grouped(hidden)
            ),
            formula: format!("{r} × {file} = {} > {l}; ÷ {parts} = {}", grouped(flying), grouped(flying / parts)),
            ..among(options, json!({"rate": rate, "file": file}))
        }
        .with(told()),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "In flight is what was received and is not yet deleted, receives a second × seconds until the delete: {sqs_in_flight} a queue, standard and FIFO alike.",
        ),
        hint: "What is received, and when is it deleted?".to_owned(),
        ..Drawing::default()
    }
}
