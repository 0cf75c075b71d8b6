//! Empty receives of consumers that wait for messages.

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form,
    amounts::{Amounts, among, named, right, wrong},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G22", skill: "1.1.8", sources: &["Q4b", "Q4c", "Q15"], draw };

/// Waits by which hours can be divided.
const WAITS: [u64; 8] = [2, 4, 5, 8, 10, 12, 15, 20];
const QUEUE: [&str; 5] = [
    "A queue for returned goods",
    "A test environment's queue",
    "A queue for nightly exports",
    "A queue for warranty claims",
    "A staging queue",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => Some(answer(draw)),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn empties(consumers: u64, wait: u64, hours: u64) -> u64 {
    consumers * hours * 3_600 / wait
}

fn answer(draw: &mut Draw) -> Drawing {
    let (consumers, wait) = (draw.between(2, 24), draw.pick(&WAITS));
    let hours = draw.pick(&[2, 3, 4, 6, 8, 10, 12, 24]);
    let amounts = Amounts { typed: draw.is(35), unit: "requests" };
    let key = empties(consumers, wait, hours);
    let hidden = named("sqs_visibility");
    let offers = four(vec![
        amounts.right(key, format!("Each of {consumers} consumers asks every {wait} seconds, for {hours} hours.")),
        amounts.wrong("M060", empties(consumers, 1, hours), format!("You let every consumer ask once a second: each receive waits {wait} seconds before it comes back empty.")),
        amounts.wrong("M325", empties(1, wait, hours), format!("You counted one poller: there are {consumers} of them, each with a receive of its own.")),
        amounts.wrong("M326", empties(consumers, hidden, hours), format!("You divided by the visibility timeout of {hidden} seconds: it hides what was received, and here nothing is.")),
        amounts.wrong("M061", empties(consumers, wait, hours) / 10, format!("You let one receive stand for ten: {consumers} consumers get no message at all, so there is nothing to put together.")),
    ]);
    Drawing {
        stem: format!(
            "{} gets no message for {hours} hours. {consumers} single-threaded consumers call ReceiveMessage again as soon as the last call \
             has come back, with WaitTimeSeconds {wait} and MaxNumberOfMessages 10; the visibility timeout is the default. About **how many \
             requests** do they make in that time?",
            draw.pick(&QUEUE)
        ),
        offers,
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"consumers": consumers, "wait": wait, "hours": hours}),
        answer: key.to_string(),
        formula: format!("{consumers} × {} ÷ {wait} = {}", grouped(hours * 3_600), grouped(key)),
        ..told()
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let most = draw.round(20_000, 90_000, 5_000);
    let team = |draw: &mut Draw, consumers: (u64, u64), waits: &[u64], windows: &[u64]| {
        (draw.between(consumers.0, consumers.1), draw.pick(waits), draw.pick(windows))
    };
    let fits = team(draw, (3, 10), &[10, 12, 15, 20], &[20, 30, 60]);
    let short = team(draw, (2, 4), &[1, 2], &[30, 60]);
    let many = team(draw, (30, 60), &[20], &[30, 60, 120]);
    let hidden = team(draw, (6, 14), &[1, 2, 4, 5], &[600, 900, 1_800]);
    let day = |(consumers, wait, _): (u64, u64, u64)| empties(consumers, wait, 24);
    let over = |team: (u64, u64, u64)| day(team) * 10 > most * 11;
    if day(fits) * 11 > most * 10 || !over(short) || !over(many) || !over(hidden) {
        return None;
    }
    let said = |(c, w, v): (u64, u64, u64)| {
        format!("{c} consumers, WaitTimeSeconds {w}, visibility timeout {} seconds", grouped(v))
    };
    let figures = |(c, w, v): (u64, u64, u64)| json!({"consumers": c, "wait": w, "visibility": v});
    let n = |team| grouped(day(team));
    let options = vec![
        right(
            said(fits),
            figures(fits),
            format!("{} consumers × 86,400 ÷ {} = {} requests a day.", fits.0, fits.1, n(fits)),
        ),
        wrong(
            "M060",
            said(short),
            figures(short),
            format!(
                "You thought few consumers are enough: each asks every {} s, {} a day.",
                short.1,
                n(short)
            ),
        ),
        wrong(
            "M325",
            said(many),
            figures(many),
            format!("You looked at the wait alone: {} consumers make {} a day.", many.0, n(many)),
        ),
        wrong(
            "M326",
            said(hidden),
            figures(hidden),
            format!(
                "You let the visibility timeout of {} seconds slow them down: it has no part in it, and they make {} a day.",
                grouped(hidden.2),
                n(hidden)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} is empty for days on end. Four teams propose consumers for it, single-threaded, each calling ReceiveMessage \
                 again as soon as the last call has come back. Which proposal stays **below {} requests a day** while the queue is empty?",
                draw.pick(&QUEUE), grouped(most)
            ),
            formula: format!("{} × 86,400 ÷ {} = {} < {}", fits.0, fits.1, n(fits), grouped(most)),
            ..among(options, json!({"most": most}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let longest = named("sqs_wait_max");
    // Either the wait is short, or it is as long as it may be and the consumers are too many.
    let waits = draw.is(60);
    let consumers = if waits { draw.between(4, 20) } else { draw.round(20, 60, 5) };
    let wait = if waits { draw.pick(&[1, 2, 4, 5]) } else { longest };
    let fewer = consumers / draw.between(4, 6);
    let now = empties(consumers, wait, 24);
    let (key_consumers, key_wait) = if waits { (consumers, longest) } else { (fewer, longest) };
    let then = empties(key_consumers, key_wait, 24);
    let goal = (then * 5 / 4).next_multiple_of(5_000);
    // Fewer pollers or a longer wait: only one of them may be enough.
    let halved = consumers * 3 / 4;
    if goal * 3 > now * 2 || empties(halved, wait, 24) * 10 < goal * 11 || fewer == 0 || halved == consumers {
        return None;
    }
    let same = json!({"consumers": consumers, "wait": wait});
    let mut options = vec![
        wrong(
            "M326",
            "VisibilityTimeout = 600",
            same.clone(),
            format!(
                "You changed how long a received message is hidden: the {consumers} consumers receive none, and ask as often."
            ),
        ),
        wrong(
            "M061",
            "MaxNumberOfMessages = 10",
            same.clone(),
            format!(
                "You asked for more at once: {consumers} consumers get nothing each time, and ask as often."
            ),
        ),
    ];
    if waits {
        options.push(right(
            format!("WaitTimeSeconds = {longest}"),
            json!({"consumers": consumers, "wait": longest}),
            format!("{consumers} consumers × 86,400 ÷ {longest} = {} requests a day.", grouped(then)),
        ));
        options.push(wrong(
            "M325",
            format!("{halved} consumers"),
            json!({"consumers": halved, "wait": wait}),
            format!(
                "You took away too few: {halved} of them still make {} a day.",
                grouped(empties(halved, wait, 24))
            ),
        ));
    } else {
        options.push(right(
            format!("{fewer} consumers"),
            json!({"consumers": fewer, "wait": wait}),
            format!("{fewer} consumers × 86,400 ÷ {longest} = {} requests a day.", grouped(then)),
        ));
        options.push(wrong("M067", "WaitTimeSeconds = 60", same, format!("You raised what cannot be raised: a receive waits {longest} seconds at the most, so the {now} requests stay.", now = grouped(now))));
    }
    Some(
        Drawing {
            stem: format!(
                "{} is mostly empty. {consumers} single-threaded consumers with WaitTimeSeconds {wait} and MaxNumberOfMessages 1 call \
                 ReceiveMessage again and again, {} times a day. Nobody needs a message within seconds. Which **single change** brings that \
                 below {}?",
                draw.pick(&QUEUE), grouped(now), grouped(goal)
            ),
            formula: format!("{key_consumers} × 86,400 ÷ {key_wait} = {} < {}", grouped(then), grouped(goal)),
            ..among(options, json!({"most": goal}))
        }
        .with(told()),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A receive on an empty queue comes back when its wait is over, {sqs_wait_max} at the most: requests = consumers × time ÷ wait.",
        ),
        hint: "What makes a consumer ask again?".to_owned(),
        ..Drawing::default()
    }
}
