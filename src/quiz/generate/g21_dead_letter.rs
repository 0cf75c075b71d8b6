//! When a message that always fails reaches the dead-letter queue.

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form,
    amounts::{Amounts, among, named, right, span, wrong},
    offer::four,
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G21", skill: "1.2.3", sources: &["Q12", "Q3", "Q2"], draw };

const WINDOWS: [u64; 10] = [20, 30, 40, 45, 60, 90, 120, 150, 180, 300];
const MESSAGE: [&str; 5] = [
    "An order with a broken address",
    "A picture that cannot be decoded",
    "An invoice without a customer",
    "A message written by an older release",
    "A payment in an unknown currency",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => Some(answer(draw)),
        Form::Possible => possible(draw),
        Form::Fix if draw.is(50) => outlast(draw),
        Form::Fix => sooner(draw),
    }
}

fn answer(draw: &mut Draw) -> Drawing {
    let (receives, window) = (draw.between(2, 10), draw.pick(&WINDOWS));
    let amounts = Amounts { typed: draw.is(35), unit: "seconds" };
    let key = receives * window;
    let v = span(window);
    let keeps = named("sqs_retention_default");
    let offers = four(vec![
        amounts.right(key, format!("Each of {receives} receives hides it for {v}; when the last window ends it moves instead of being received again.")),
        amounts.wrong("M070", (receives + 1) * window, format!("You counted one receive more: after {receives} it is not given to a worker again.")),
        amounts.wrong("M070", window, format!("You moved it after the first failure: it is received {receives} times before it moves.")),
        amounts.wrong("M321", (receives - 1) * window, format!("You stopped at the last receive: that one hides it for {v} as well.")),
        amounts.wrong("M059", keeps, format!("You waited for the retention of {}: a message that expires is deleted, not moved.", span(keeps))),
    ]);
    Drawing {
        stem: format!(
            "{} makes every worker that receives it crash at once, without a trace. The standard SQS queue has a visibility \
             timeout of {v}, its redrive policy a maxReceiveCount of {receives}, and its retention is the default. Workers poll all \
             the time. About **how many seconds** after its first receive does it reach the dead-letter queue?",
            draw.pick(&MESSAGE)
        ),
        offers,
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"receives": receives, "window": window}),
        answer: key.to_string(),
        formula: format!("{receives} × {window} = {}", grouped(key)),
        ..told()
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let total: u64 =
        draw.pick(&[240, 300, 360, 420, 480, 540, 600, 720, 840, 900, 1_200, 1_440, 1_800, 2_400, 3_600]);
    let fair = |n: u64| (2..=12).contains(&n) && total.is_multiple_of(n);
    let (key, late, early) = (draw.between(2, 12), draw.between(2, 12), draw.between(3, 12));
    // One who counts a receive more, or one less, takes these for right.
    if !(fair(key) && fair(late + 1) && fair(early - 1)) {
        return None;
    }
    let sets = [(key, total / key), (late, total / (late + 1)), (early, total / (early - 1))];
    let first = (draw.between(3, 8), total);
    let takes: Vec<u64> = sets.iter().chain([&first]).map(|(n, v)| n * v).collect();
    if takes[1..].iter().any(|t| t.abs_diff(total) * 12 < total) {
        return None;
    }
    let t = grouped(total);
    let said = |(n, v): (u64, u64)| format!("maxReceiveCount {n}, visibility timeout {} seconds", grouped(v));
    let figures = |(n, v): (u64, u64)| json!({"receives": n, "window": v});
    let options = vec![
        right(
            said(sets[0]),
            figures(sets[0]),
            format!("{key} receives with windows of {} seconds take {t} seconds.", grouped(sets[0].1)),
        ),
        wrong(
            "M070",
            said(sets[1]),
            figures(sets[1]),
            format!(
                "You counted one receive more than {late}: these windows end after {} seconds.",
                grouped(takes[1])
            ),
        ),
        wrong(
            "M321",
            said(sets[2]),
            figures(sets[2]),
            format!(
                "You left out the last window: with {early} receives it moves after {} seconds.",
                grouped(takes[2])
            ),
        ),
        wrong(
            "M070",
            said(first),
            figures(first),
            format!(
                "You moved it at the first failure: with {} receives that takes {} seconds.",
                first.0,
                grouped(takes[3])
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} crashes each worker that receives it from a standard SQS queue. Workers poll all the time, and nothing changes \
                 the visibility of a message. It arrives in the dead-letter queue about {t} seconds after its first receive. \
                 With which settings is **that time** possible?",
                draw.pick(&MESSAGE)
            ),
            formula: format!("{key} × {} = {t}", grouped(sets[0].1)),
            ..among(options, json!({"total": total}))
        }
        .with(told()),
    )
}

/// An outage is longer than a message's receives last.
fn outlast(draw: &mut Draw) -> Option<Drawing> {
    let (receives, window) = (draw.between(2, 5), draw.pick(&WINDOWS));
    let outage = draw.round(receives * window * 3 / 2, receives * window * 5, 60).max(120);
    let enough = outage.div_ceil(window) + draw.between(1, 3);
    let few = outage / window - 1;
    if outage < receives * window * 5 / 4 || few <= receives || few * window * 20 > outage * 19 {
        return None;
    }
    let o = grouped(outage);
    let same = json!({"receives": receives, "window": window});
    let count = |n: u64| json!({"receives": n, "window": window});
    let options = vec![
        right(
            format!("maxReceiveCount = {enough}"),
            count(enough),
            format!(
                "{enough} receives take {enough} × {window} = {} seconds, longer than the outage of {o}.",
                grouped(enough * window)
            ),
        ),
        wrong(
            "M321",
            format!("maxReceiveCount = {few}"),
            count(few),
            format!(
                "You gave it too few: {few} × {window} = {} seconds, and the outage lasts {o}.",
                grouped(few * window)
            ),
        ),
        wrong(
            "M059",
            "MessageRetentionPeriod = 1,209,600",
            same.clone(),
            format!("You kept it longer in the queue: it still moves after {receives} receives."),
        ),
        wrong(
            "M056",
            "DelaySeconds = 900",
            same,
            format!(
                "You delayed its arrival: its {receives} receives are used up just as fast once they have begun."
            ),
        ),
    ];
    let done = format!("{enough} × {window} = {} > {o}", grouped(enough * window));
    Some(
        Drawing {
            stem: format!(
                "While a database is down, for {} at the most, workers of a standard SQS queue leave their messages undeleted. \
                 The visibility timeout is {}, maxReceiveCount {receives}, and good messages end in the dead-letter queue before the \
                 database is back. Which **single setting** keeps them out of it?",
                span(outage), span(window)
            ),
            formula: done,
            ..among(options, json!({"outlast": outage}))
        }
        .with(told()),
    )
}

/// Bad messages come round for too long.
fn sooner(draw: &mut Draw) -> Option<Drawing> {
    let (receives, window) = (draw.round(20, 100, 10), draw.pick(&WINDOWS));
    let within = draw.round(window * 3, window * 8, 60).max(120);
    let enough = within / window - draw.between(0, 1);
    let many = within / window + 2;
    if enough < 2 || many * 2 > receives || enough * window == within || enough * window * 20 > within * 19 {
        return None;
    }
    let w = grouped(within);
    let same = json!({"receives": receives, "window": window});
    let count = |n: u64| json!({"receives": n, "window": window});
    let options = vec![
        right(
            format!("maxReceiveCount = {enough}"),
            count(enough),
            format!(
                "{enough} receives take {enough} × {window} = {} seconds, less than {w}.",
                grouped(enough * window)
            ),
        ),
        wrong(
            "M321",
            format!("maxReceiveCount = {many}"),
            count(many),
            format!(
                "You let it be received too often: {many} × {window} = {} seconds, more than {w}.",
                grouped(many * window)
            ),
        ),
        wrong(
            "M059",
            format!("MessageRetentionPeriod = {w}"),
            same.clone(),
            format!(
                "You shortened what the queue keeps: after {w} seconds the message is deleted, and never reaches the dead-letter queue."
            ),
        ),
        wrong(
            "M060",
            "ReceiveMessageWaitTimeSeconds = 20",
            same,
            format!(
                "You made receives wait: the message is there already, and comes round {receives} times."
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} crashes every worker that receives it. The standard SQS queue has a visibility timeout of {}, its redrive policy a \
                 maxReceiveCount of {receives}. Such messages should be in the dead-letter queue within {} of their first receive, for \
                 people to look at. Which **single setting** does it?",
                draw.pick(&MESSAGE), span(window), span(within)
            ),
            formula: format!("{enough} × {window} = {} < {w}", grouped(enough * window)),
            ..among(options, json!({"within": within}))
        }
        .with(told()),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: "A message moves to the dead-letter queue once it was received maxReceiveCount times and the last visibility timeout has ended too.".to_owned(),
        hint: "Each receive has a window of its own.".to_owned(),
        ..Drawing::default()
    }
}
