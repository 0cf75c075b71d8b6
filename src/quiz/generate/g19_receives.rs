//! How often a message is received while its work outlasts the visibility timeout.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, named, right, span, wrong},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G19", skill: "1.1.8", sources: &["Q3", "Q3b", "Q7"], draw };

const WINDOWS: [u64; 7] = [20, 30, 40, 50, 60, 90, 120];
const WORK: [&str; 6] = [
    "A transcoder",
    "A report builder",
    "A fraud check",
    "An image resizer",
    "A tax calculation",
    "A document converter",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => Some(answer(draw)),
        Form::Possible => possible(draw),
        Form::Fix => Some(fix(draw)),
    }
}

/// A time of work that needs so many receives, well away from the ends of its last window.
fn work(draw: &mut Draw, window: u64, receives: u64) -> u64 {
    (receives - 1) * window + draw.round(window / 5, window * 4 / 5, 5)
}

fn answer(draw: &mut Draw) -> Drawing {
    let (window, receives) = (draw.pick(&WINDOWS), draw.between(3, 7));
    let work = work(draw, window, receives);
    let who = draw.pick(&WORK);
    let amounts = Amounts { typed: draw.is(30), unit: "times" };
    let (w, v) = (span(work), span(window));
    let offers = four(vec![
        amounts.right(
            receives,
            format!("Received at 0 and at the end of each window of {v} that passes before {w} are over."),
        ),
        amounts.wrong(
            "M065",
            1,
            format!("You expected one delivery: after {v} nobody has deleted it, so it is given out again."),
        ),
        amounts.wrong(
            "M321",
            receives - 1,
            format!("You counted only the windows that end within {w}: the first receive, at 0, comes before any of them."),
        ),
        amounts.wrong(
            "M058",
            2,
            format!("You counted one repeat: the second receive is hidden for {v} as well, and that is too short again."),
        ),
        amounts.wrong(
            "M321",
            receives + 1,
            format!("You counted one window too many: at {} seconds it is deleted already.", receives * window),
        ),
    ]);
    Drawing {
        stem: format!(
            "{who} takes {w} for one message of a standard SQS queue, whose visibility timeout is {v}. Nothing extends \
             the timeout. Other workers are idle and receive at once what becomes visible, and the message is gone when \
             the first worker has finished and deleted it. **How many times** is it received?"
        ),
        typed: amounts.typed,
        offers,
        unit: amounts.unit.to_owned(),
        parameters: json!({"work_seconds": work, "window_seconds": window}),
        answer: receives.to_string(),
        formula: format!("⌈{work} ÷ {window}⌉ = {receives}"),
        ..told()
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let (window, receives) = (draw.pick(&WINDOWS), draw.between(3, 6));
    let fits = work(draw, window, receives);
    let (longer, shorter) = (work(draw, window, receives + 1), work(draw, window, receives - 1));
    let short = draw.round(window / 3, window * 4 / 5, 5);
    let needs = |work: u64| work.div_ceil(window);
    let figures = |work: u64| json!({"work_seconds": work});
    let said = |work: u64| format!("{work} seconds");
    if crowded(&[fits, longer, shorter, short]) {
        return None;
    }
    Some(    Drawing {
        stem: format!(
            "A message of a standard SQS queue was received exactly {receives} times before it was deleted. No worker \
             failed or extended its timeout. The visibility timeout is {} and idle workers take at once what becomes \
             visible. The first to finish deletes the message. Which **time of work** fits with that?",
            span(window)
        ),
        formula: format!("⌈{fits} ÷ {window}⌉ = {receives}"),
        ..among(
            vec![
                right(
                    said(fits),
                    figures(fits),
                    format!("Its {} windows end before {fits} seconds, and the first receive comes before them.", receives - 1),
                ),
                wrong(
                    "M321",
                    said(longer),
                    figures(longer),
                    format!("You left out the receive at 0: {longer} seconds need {} receives.", needs(longer)),
                ),
                wrong(
                    "M321",
                    said(shorter),
                    figures(shorter),
                    format!("You counted one window too many: {shorter} seconds need only {} receives.", needs(shorter)),
                ),
                wrong(
                    "M065",
                    said(short),
                    figures(short),
                    format!("You took repeats for chance alone: {short} seconds end within the first window, and the delete comes in time."),
                ),
            ],
            json!({"window_seconds": window, "receives": receives}),
        )
    }
    .with(told()))
}

/// What is wrong, the setting that mends it, and the value that does.
fn fix(draw: &mut Draw) -> Drawing {
    let case = draw.between(0, 2);
    let (window, receives) = (draw.pick(&WINDOWS), draw.between(2, 4));
    let (stem, setting, needed, value) = match case {
        0 => {
            let work = work(draw, window, receives);
            (
                format!(
                    "{} takes {} for one message of a standard SQS queue with a visibility timeout of {}. Each message is worked \
                 on by several workers at once, although none of them fails. Which **single change** of the queue ends that?",
                    draw.pick(&WORK),
                    span(work),
                    span(window)
                ),
                "VisibilityTimeout",
                work,
                (work * 3 / 2).next_multiple_of(30),
            )
        }
        1 => {
            let wait = draw.round(40, 500, 10);
            (
                format!(
                    "A message is received the moment it is sent to a standard SQS queue. The row it speaks of can be read from the \
                 replica only {} later, so the first receive always fails. Which **single change** of the queue ends that?",
                    span(wait)
                ),
                "DelaySeconds",
                wait,
                (wait * 5 / 4).next_multiple_of(30),
            )
        }
        _ => {
            let days = draw.between(2, 9);
            (
                format!(
                    "{} reads a standard SQS queue that keeps messages for one day. Its workers are off for up to {days} days now and \
                 then, and messages sent at the beginning of such a break are gone afterwards. Which **single change** of the queue ends that?",
                    draw.pick(&WORK)
                ),
                "MessageRetentionPeriod",
                days * 86_400,
                (days + draw.between(2, 4)) * 86_400,
            )
        }
    };
    let offers = settings(setting, needed, value);
    Drawing {
        stem,
        formula: format!("{setting} = {} > {}", grouped(value), grouped(needed)),
        ..among(offers, json!({"setting": setting, "needed": needed}))
    }
    .with(told())
}

/// Four settings of a queue, each as high as it goes up to the value.
fn settings(setting: &str, needed: u64, value: u64) -> Vec<(Offer, Value)> {
    let all: [(&str, u64, &'static str, &str); 4] = [
        (
            "VisibilityTimeout",
            named("sqs_visibility_max"),
            "M056",
            "You hid it after a receive: this timeout begins when a worker has it, and here the trouble is elsewhere.",
        ),
        (
            "DelaySeconds",
            named("sqs_delay_max"),
            "M056",
            "You hid it on arrival: a delay passes once, before the first receive, and does nothing afterwards.",
        ),
        (
            "MessageRetentionPeriod",
            named("sqs_retention_max"),
            "M059",
            "You changed how long the queue keeps a message at all; that neither hides it from workers nor holds it back.",
        ),
        (
            "ReceiveMessageWaitTimeSeconds",
            named("sqs_wait_max"),
            "M326",
            "You let a receive wait for messages: that saves empty answers, and changes nothing for one that is there.",
        ),
    ];
    let option = |&(name, most, code, why): &(&str, u64, &'static str, &str)| {
        let value = value.min(most);
        let text = format!("Set {name} to {}", grouped(value));
        let figures = json!({"setting": name, "value": value});
        if name == setting {
            right(
                text,
                figures,
                format!(
                    "{} seconds are longer than the {} seconds that are needed.",
                    grouped(value),
                    grouped(needed)
                ),
            )
        } else {
            wrong(code, text, figures, why)
        }
    };
    all.iter().map(option).collect()
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "What is received is hidden for the visibility timeout ({sqs_visibility} by default), and given out again unless it was deleted by then.",
        ),
        hint: "When is it visible, and to whom?".to_owned(),
        ..Drawing::default()
    }
}
