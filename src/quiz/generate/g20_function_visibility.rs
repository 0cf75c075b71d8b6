//! The visibility timeout of a queue that a function works on.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, named, right, span, wrong},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G20", skill: "1.2.5", sources: &["LS4", "Q3"], draw };

const TIMEOUTS: [u64; 14] = [5, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 75, 90, 120];
const WORK: [&str; 6] = [
    "resizes images",
    "books payments",
    "sends receipts",
    "indexes articles",
    "checks orders",
    "renders invoices",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => Some(answer(draw)),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// What AWS advises for a function's timeout and a batching window, in seconds.
fn advised(timeout: u64, window: u64) -> u64 {
    named("esm_sqs_visibility") * timeout + window
}

fn answer(draw: &mut Draw) -> Drawing {
    let timeout = draw.pick(&TIMEOUTS);
    let window = if draw.is(60) { draw.round(timeout, (timeout * 3).min(300), 5) } else { 0 };
    // A batch of more than ten needs a window.
    let batch = if window > 0 { draw.pick(&[5, 10, 20, 50]) } else { draw.pick(&[4, 5, 8, 10]) };
    let times = named("esm_sqs_visibility");
    let amounts = Amounts { typed: draw.is(35), unit: "seconds" };
    let key = advised(timeout, window);
    let (t, w) = (span(timeout), span(window));
    let waits = if window > 0 {
        format!("and a batching window of {w}")
    } else {
        "and no batching window".to_owned()
    };
    let mut offers = vec![
        amounts.right(
            key,
            format!("{times} × {timeout} leave room for retries, and {window} for the batching window."),
        ),
        amounts.wrong(
            "M058",
            timeout,
            format!(
                "You hid messages for one run of {t}: a batch that has to be tried again is given out twice."
            ),
        ),
    ];
    if window > 0 {
        offers.push(amounts.wrong("M324", times * timeout, format!("You left out the batching window: messages wait in it for up to {w} before the function has them.")));
        offers.push(amounts.wrong(
            "M322",
            timeout + window,
            format!("You added {timeout} and {window}: that is one try, and throttled batches need more."),
        ));
        offers.push(amounts.wrong(
            "M324",
            times * (timeout + window),
            format!("You multiplied the batching window as well: it passes once, so {w} are added once."),
        ));
    }
    offers.push(amounts.wrong(
        "M323",
        timeout * batch + window,
        format!(
            "You multiplied by the batch of {batch}: the timeout of {t} is for all its messages together."
        ),
    ));
    offers.push(amounts.wrong(
        "M322",
        2 * timeout + window,
        format!("You gave it two tries: AWS advises {times} times the timeout of {t}."),
    ));
    Drawing {
        stem: format!(
            "A Lambda function with a timeout of {t} {} from a standard SQS queue, through an event source mapping with a batch \
             size of {batch} {waits}. What is the **least visibility timeout** AWS advises for the queue, in seconds?",
            draw.pick(&WORK)
        ),
        offers: four(offers),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"timeout": timeout, "window": window, "batch": batch}),
        answer: key.to_string(),
        formula: format!("{times} × {timeout} + {window} = {}", grouped(key)),
        ..told()
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let times = named("esm_sqs_visibility");
    let visibility = draw.pick(&[120, 150, 180, 240, 300, 360, 480, 600, 720, 900]);
    let fits = (draw.round(visibility / 14, visibility / 8, 1), draw.round(5, visibility / 5, 5));
    let long_wait =
        (draw.round(visibility / 9, visibility / 7, 1), draw.round(visibility / 2, visibility * 4 / 5, 5));
    let one_try = (draw.round(visibility / 2, visibility * 4 / 5, 5), draw.pick(&[0, 5, 10]));
    let few = (draw.round(visibility / 4, visibility / 3, 1), draw.pick(&[0, 5, 15, 20]));
    let room = |(timeout, window): (u64, u64)| advised(timeout, window) * 21 <= visibility * 20;
    let over = |(timeout, window): (u64, u64)| advised(timeout, window) * 20 >= visibility * 21;
    let windows = [fits, long_wait, one_try, few].iter().all(|it| it.1 <= named("esm_window"));
    if !(room(fits)
        && over(long_wait)
        && times * long_wait.0 < visibility
        && over(one_try)
        && over(few)
        && windows)
    {
        return None;
    }
    let said = |(timeout, window): (u64, u64)| {
        format!("Timeout {timeout} seconds, batching window {window} seconds")
    };
    let figures = |(timeout, window): (u64, u64)| json!({"timeout": timeout, "window": window});
    let sum = |(timeout, window): (u64, u64)| grouped(advised(timeout, window));
    let options = vec![
        right(
            said(fits),
            figures(fits),
            format!("{times} × {} + {} = {}, which {visibility} seconds cover.", fits.0, fits.1, sum(fits)),
        ),
        wrong(
            "M324",
            said(long_wait),
            figures(long_wait),
            format!(
                "You left out the batching window: with its {} seconds {} are needed.",
                long_wait.1,
                sum(long_wait)
            ),
        ),
        wrong(
            "M058",
            said(one_try),
            figures(one_try),
            format!(
                "You left room for one run of {} seconds: with retries {} are needed.",
                one_try.0,
                sum(one_try)
            ),
        ),
        wrong(
            "M322",
            said(few),
            figures(few),
            format!(
                "You left room for two or three runs of {} seconds: AWS advises {times}, which come to {}.",
                few.0,
                sum(few)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "The visibility timeout of a standard SQS queue is {}, and the team that owns it will not change that. A Lambda \
                 function that {} is to read it through an event source mapping. With which settings does it follow **AWS's advice \
                 on the visibility timeout**?",
                span(visibility), draw.pick(&WORK)
            ),
            formula: format!("{times} × {} + {} = {} ≤ {visibility}", fits.0, fits.1, sum(fits)),
            ..among(options, json!({"visibility": visibility}))
        }
        .with(told()),
    )
}

/// A queue and its function, in seconds.
#[derive(Clone, Copy)]
struct Pair {
    timeout: u64,
    visibility: u64,
}

impl Pair {
    fn figures(self) -> Value {
        json!({"visibility": self.visibility, "timeout": self.timeout})
    }
    /// The longest timeout that the queue allows.
    fn shorter(self) -> u64 {
        self.visibility / named("esm_sqs_visibility")
    }
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let times = named("esm_sqs_visibility");
    let timeout = draw.pick(&TIMEOUTS);
    let pair = Pair { timeout, visibility: draw.round(timeout, timeout * 5, 5) };
    let (visibility, key, shorter) = (pair.visibility, advised(timeout, 0), pair.shorter());
    if timeout < 10 || shorter < 3 || crowded(&[visibility, key, timeout]) {
        return None;
    }
    // Either the queue may be changed, or the function only.
    let (asks, change, formula) = if draw.is(50) {
        let asks = "AWS's advice is to be followed, and the function is to keep its timeout.".to_owned();
        (asks, longer_hidden(pair), format!("{times} × {timeout} = {key}"))
    } else {
        let runs = span(shorter / 2);
        let asks =
            format!("Its runs take {runs} at the most. The queue belongs to others and stays as it is.");
        (asks, shorter_run(pair), format!("{times} × {shorter} = {} ≤ {visibility}", times * shorter))
    };
    let mut options = vec![change];
    options.extend(no_help(draw, pair));
    Some(
        Drawing {
            stem: format!(
                "A Lambda function with a timeout of {} {} from a standard SQS queue with a visibility timeout of {}, and no \
                 batching window. When the function is throttled, messages are worked on twice. {asks} Which **single change** ends that?",
                span(timeout), draw.pick(&WORK), span(visibility)
            ),
            formula,
            ..among(options, pair.figures())
        }
        .with(told()),
    )
}

fn longer_hidden(pair: Pair) -> (Offer, Value) {
    let (times, key) = (named("esm_sqs_visibility"), advised(pair.timeout, 0));
    right(
        format!("Raise VisibilityTimeout of the queue to {key} seconds"),
        Pair { visibility: key, ..pair }.figures(),
        format!(
            "{times} × {} = {key}: a batch can be tried again before its messages are visible.",
            pair.timeout
        ),
    )
}

fn shorter_run(pair: Pair) -> (Offer, Value) {
    let (times, timeout) = (named("esm_sqs_visibility"), pair.shorter());
    right(
        format!("Lower the timeout of the function to {timeout} seconds"),
        Pair { timeout, ..pair }.figures(),
        format!(
            "{times} × {timeout} seconds fit into the {} that the queue hides a message, and its runs need less.",
            span(pair.visibility)
        ),
    )
}

fn no_help(draw: &mut Draw, pair: Pair) -> [(Offer, Value); 3] {
    let (t, v, visibility) = (span(pair.timeout), span(pair.visibility), pair.visibility);
    let (code, other, why) = if draw.is(50) {
        (
            "M059",
            "Raise MessageRetentionPeriod of the queue to 14 days",
            "changed how long the queue keeps a message: it is",
        )
    } else {
        (
            "M056",
            "Raise DelaySeconds of the queue to 900 seconds",
            "hid messages on arrival: once received they are",
        )
    };
    [
        wrong(
            "M058",
            format!("Raise the timeout of the function to {visibility} seconds"),
            Pair { timeout: visibility, ..pair }.figures(),
            format!(
                "You made both clocks {v}: one run then fills the window, and a batch tried again is given out twice."
            ),
        ),
        wrong(
            "M323",
            "Lower BatchSize of the event source mapping to 1",
            pair.figures(),
            format!(
                "You shrank the batch: the timeout of {t} is for the batch, and the rule does not ask how many are in it."
            ),
        ),
        wrong(code, other, pair.figures(), format!("You {why} still visible again after {v}.")),
    ]
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "For a queue that a function reads, the visibility timeout is at least {esm_sqs_visibility} times the function's timeout, plus the batching window.",
        ),
        hint: "Think of batches that have to be tried again.".to_owned(),
        ..Drawing::default()
    }
}
