//! Sends with one deduplication id, and how many of them are accepted.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, named, right, span, wrong},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G25", skill: "1.1.8", sources: &["Q10", "Q3"], draw };

const SENDERS: [&str; 6] = [
    "A phone with a bad connection",
    "A gateway that loses answers",
    "A terminal in a train",
    "A retrying scheduler",
    "A till on a shaky network",
    "A script that was restarted several times",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix if draw.is(50) => late(draw),
        Form::Fix => swallowed(draw),
    }
}

/// How many sends are accepted if the window counts from the one that was accepted.
fn accepted(times: &[u64], window: u64) -> u64 {
    let mut open_until = 0;
    times
        .iter()
        .filter(|&&at| {
            at >= open_until && {
                open_until = at + window;
                true
            }
        })
        .count() as u64
}

/// … and if each send, accepted or not, began the window anew.
fn sliding(times: &[u64], window: u64) -> u64 {
    1 + times.windows(2).filter(|pair| pair[1] - pair[0] >= window).count() as u64
}

/// Times of sends, the first at 0, none near the end of a window.
fn times(draw: &mut Draw, n: usize) -> Option<Vec<u64>> {
    let window = named("sqs_dedup");
    let mut times = vec![0];
    while times.len() < n {
        let step = if draw.is(60) { draw.round(60, 280, 10) } else { draw.round(20, 480, 10) };
        times.push(times[times.len() - 1] + step);
    }
    let near =
        (times.iter().enumerate()).any(|(i, a)| times[i + 1..].iter().any(|b| (b - a).abs_diff(window) < 15));
    (!near).then_some(times)
}

fn said(times: &[u64]) -> String {
    let times: Vec<String> = times.iter().map(u64::to_string).collect();
    let (last, first) = times.split_last().expect("there are several");
    format!("{} and {last}", first.join(", "))
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let n = draw.between(5, 7);
    let times = times(draw, n as usize)?;
    let window = named("sqs_dedup");
    let (key, hidden) = (accepted(&times, window), named("sqs_visibility"));
    if key < 2 {
        return None;
    }
    let amounts = Amounts { typed: draw.is(30), unit: "messages" };
    let said = said(&times);
    let anew = sliding(&times, window);
    Some(Drawing {
        stem: format!(
            "{} sends one order to an SQS FIFO queue {n} times, always with the same MessageDeduplicationId and group: {said} seconds after \
             the first attempt. Consumers delete each message within a second. **How many messages** does the queue deliver?",
            draw.pick(&SENDERS)
        ),
        offers: four(vec![
            amounts.right(key, format!("A send is accepted when at least {window} seconds have passed since the last one that was accepted.")),
            amounts.wrong("M064", 1, format!("You deduplicated for ever: {} seconds after the first one its window of {window} is long over.", times[times.len() - 1])),
            amounts.wrong("M064", anew, format!("You let each repeat begin the {window} seconds anew: only a send that is accepted does.")),
            amounts.wrong("M339", n, format!("You delivered all {n}: a FIFO queue drops what repeats an id within {window} seconds.")),
            amounts.wrong("M326", accepted(&times, hidden), format!("You took the visibility timeout of {hidden} seconds: duplicates are dropped for {window}.")),
            amounts.wrong("M064", key + 1, format!("You counted one window too many: {key} sends come {window} seconds or more after the accepted one before.")),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"times": times}),
        answer: key.to_string(),
        formula: format!("accepted at {}: {key}", told_accepted(&times, window)),
        ..told()
    })
}

fn told_accepted(times: &[u64], window: u64) -> String {
    let mut open_until = 0;
    let taken: Vec<String> = (times.iter())
        .filter(|&&at| {
            at >= open_until && {
                open_until = at + window;
                true
            }
        })
        .map(u64::to_string)
        .collect();
    format!("{} s", taken.join(" s, "))
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let window = named("sqs_dedup");
    let key = draw.between(2, 3);
    let times_said = if key == 2 { "twice" } else { "three times" };
    // One that fits; one that would if repeats moved the window; one with so many sends; one within a single window.
    let n = draw.between(4, 6) as usize;
    let fits = times(draw, n).filter(|it| accepted(it, window) == key && sliding(it, window) != key)?;
    let slides = times(draw, n).filter(|it| sliding(it, window) == key && accepted(it, window) != key)?;
    let all = times(draw, key as usize).filter(|it| accepted(it, window) < key)?;
    let more = times(draw, n + 1).filter(|it| accepted(it, window) > key && it.len() as u64 > key)?;
    let figures = |times: &[u64]| json!({"times": times});
    let is = |times: &[u64]| accepted(times, window);
    let text = |times: &[u64]| format!("At {} seconds", said(times));
    let options = vec![
        right(
            text(&fits),
            figures(&fits),
            format!(
                "Each repeat within the window is dropped: accepted at {}, which are {key}.",
                told_accepted(&fits, window)
            ),
        ),
        wrong(
            "M064",
            text(&slides),
            figures(&slides),
            format!(
                "You let each repeat begin the window anew: accepted at {}, which are {}.",
                told_accepted(&slides, window),
                is(&slides)
            ),
        ),
        wrong(
            "M339",
            text(&all),
            figures(&all),
            format!("You let all {key} through: accepted at {} only.", told_accepted(&all, window)),
        ),
        wrong(
            "M064",
            text(&more),
            figures(&more),
            format!(
                "You held duplicates off for too long: accepted at {}, which are {}.",
                told_accepted(&more, window),
                is(&more)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} sent one message to an SQS FIFO queue several times, with the same MessageDeduplicationId and group each time. The consumer, which \
                 deletes at once, got it {times_said}. At which seconds **can the sends** have been?",
                draw.pick(&SENDERS)
            ),
            formula: format!("accepted at {}: {key}", told_accepted(&fits, window)),
            ..among(options, json!({"delivered": key}))
        }
        .with(told()),
    )
}

/// A retry comes after the window.
fn late(draw: &mut Draw) -> Option<Drawing> {
    let window = named("sqs_dedup");
    let pause = draw.round(window + 60, 1_800, 60);
    let soon = draw.round(60, window * 4 / 5, 30);
    if crowded(&[pause, soon, window]) {
        return None;
    }
    let p = grouped(pause);
    let retry = |seconds: u64| json!({"pause": seconds});
    let options = vec![
        right(
            format!("Let the sender retry after {soon} seconds"),
            retry(soon),
            format!("{soon} seconds are within the {window} of the first send, so the repeat is dropped."),
        ),
        wrong(
            "M326",
            format!("Raise VisibilityTimeout to {p} seconds"),
            retry(pause),
            format!("You hid what was received: a repeat {p} seconds later is a new message all the same."),
        ),
        wrong(
            "M064",
            "Turn on content-based deduplication",
            retry(pause),
            format!(
                "You changed where the id comes from: the hash of the body is forgotten after {window} seconds too."
            ),
        ),
        wrong(
            "M059",
            "Raise MessageRetentionPeriod to 14 days",
            retry(pause),
            format!(
                "You kept messages for longer: what was accepted is remembered for {window} seconds, whatever the retention."
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} sends to an SQS FIFO queue. If no answer comes, it repeats the message once after {}, with the same MessageDeduplicationId. Although \
                 the first send had arrived, consumers then get the message twice. Which **single change** ends that?",
                draw.pick(&SENDERS), span(pause)
            ),
            formula: format!("{soon} s < {window} s < {p} s"),
            ..among(options, json!({}))
        }
        .with(told()),
    )
}

/// Two messages of the same body are taken for one.
fn swallowed(draw: &mut Draw) -> Option<Drawing> {
    let window = named("sqs_dedup");
    let apart = draw.round(10, window * 4 / 5, 10);
    let what = draw.pick(&["stakes", "top-ups", "vouchers", "door openings", "withdrawals", "votes"]);
    let amount = draw.pick(&["the same amount", "the same body", "the same text"]);
    let figures = |ids: u64, gap: u64| json!({"ids": ids, "gap": gap});
    let longer = draw.round(apart / 2 + 10, window * 9 / 10, 10);
    let options: Vec<(Offer, Value)> = vec![
        right(
            "Send a MessageDeduplicationId of its own with each of them",
            figures(2, apart),
            format!("Two ids are two messages, also when they are {apart} seconds apart."),
        ),
        wrong(
            "M066",
            "Send another MessageGroupId with each of them",
            figures(1, apart),
            format!(
                "You separated the lanes: over the whole queue the body's hash is the same {apart} seconds later."
            ),
        ),
        wrong(
            "M064",
            format!("Wait {longer} seconds between the sends"),
            figures(1, longer),
            format!("You waited for less than the window: {longer} seconds are within {window}."),
        ),
        wrong(
            "M326",
            "Set VisibilityTimeout of the queue to 0 seconds",
            figures(1, apart),
            format!(
                "You showed received messages at once: the second one was never accepted within {window} seconds."
            ),
        ),
    ];
    if longer == apart {
        return None;
    }
    Some(
        Drawing {
            stem: format!(
                "An SQS FIFO queue has content-based deduplication, scoped to the queue, and its senders set no MessageDeduplicationId. Two {what} with \
                 {amount} are sent {apart} seconds apart. Both are meant, but only the first arrives. Which **single change** lets both arrive?"
            ),
            formula: format!("{apart} s < {window} s, and 2 ids instead of 1"),
            ..among(options, json!({}))
        }
        .with(told()),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A FIFO queue drops a repeated deduplication id for {sqs_dedup} from the send that was accepted, not from the last repeat.",
        ),
        hint: "When does the window begin?".to_owned(),
        ..Drawing::default()
    }
}
