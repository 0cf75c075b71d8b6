//! Workers behind a queue: the backlog one of them may have.

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form,
    amounts::{Amounts, among, crowded, right, wrong},
    offer::four,
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G33", skill: "1.1.8", sources: &["AS1", "Q17"], draw };

const WORK: [&str; 6] = [
    "photos to be resized",
    "claims to be checked",
    "parcels to be routed",
    "videos to be cut",
    "tax forms to be read",
    "invoices to be matched",
];
/// Milliseconds that one message takes.
const EACH: [u64; 10] = [50, 100, 200, 250, 400, 500, 800, 1_500, 2_000, 4_000];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(60) => workers(draw),
        Form::Answer => target(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// Milliseconds as seconds.
fn secs(ms: u64) -> String {
    if ms.is_multiple_of(1_000) {
        return grouped(ms / 1_000);
    }
    format!("{}.{}", ms / 1_000, format!("{:03}", ms % 1_000).trim_end_matches('0'))
}

fn workers(draw: &mut Draw) -> Option<Drawing> {
    let (each, allowed) = (draw.pick(&EACH), draw.pick(&[30, 45, 60, 90, 120, 180, 300, 600]));
    let backlog = draw.round(2_000, 90_000, 500);
    let bearable = allowed * 1_000 / each;
    let key = backlog.div_ceil(bearable);
    if !(allowed * 1_000).is_multiple_of(each)
        || backlog.is_multiple_of(bearable)
        || !(3..=200).contains(&key)
    {
        return None;
    }
    let amounts = Amounts { typed: draw.is(40), unit: "workers" };
    let s = secs(each);
    Some(Drawing {
        stem: format!(
            "An SQS queue has {} visible messages ({}). A worker handles one at a time and takes {s} seconds for it. A message should wait {allowed} seconds at the most, and \
             an Auto Scaling group tracks the backlog per worker. **How many workers** are needed for this backlog?",
            grouped(backlog), draw.pick(&WORK)
        ),
        offers: four(vec![
            amounts.right(key, format!("A worker does {} messages in {allowed} seconds, and {} have to be done.", grouped(bearable), grouped(backlog))),
            amounts.wrong("M073", backlog.div_ceil(allowed), format!("You divided by the seconds allowed: a worker does not one message a second, but one every {s} seconds.")),
            amounts.wrong("M072", bearable, format!("You took the backlog one worker may have, {} messages, for the number of workers.", grouped(bearable))),
            amounts.wrong("M336", (backlog * each).div_ceil(1_000), format!("You gave no time: {} messages of {s} seconds each are shared by the workers over {allowed} seconds.", grouped(backlog))),
            amounts.wrong("M073", (backlog * each).div_ceil(1_000 * allowed * 60), format!("You took {allowed} for minutes: a worker has {allowed} seconds.")),
            amounts.wrong("M073", key - key.div_ceil(10), format!("You rounded down: fewer than {key} workers are not done after {allowed} seconds.")),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "workers", "backlog": backlog, "each": each, "allowed": allowed}),
        answer: key.to_string(),
        formula: format!("⌈{} ÷ ({allowed} ÷ {s})⌉ = {key}", grouped(backlog)),
        ..told()
    })
}

/// What the target tracking policy is to hold.
fn target(draw: &mut Draw) -> Option<Drawing> {
    let (each, allowed) = (draw.pick(&EACH), draw.round(10, 600, 10));
    let (backlog, running) = (draw.round(2_000, 90_000, 500), draw.between(4, 40));
    let key = allowed * 1_000 / each;
    if !(allowed * 1_000).is_multiple_of(each) || key < 5 {
        return None;
    }
    let amounts = Amounts { typed: draw.is(40), unit: "messages a worker" };
    let s = secs(each);
    Some(Drawing {
        stem: format!(
            "Workers behind an SQS queue, {running} of them now, handle messages one at a time, {}, and take {s} seconds for each. A message may wait {allowed} seconds at the \
             most; {} are visible. An Auto Scaling group is to track the backlog per worker. **What target value** does its policy get?",
            draw.pick(&WORK), grouped(backlog)
        ),
        offers: four(vec![
            amounts.right(key, format!("In {allowed} seconds a worker does {} messages of {s} seconds each.", grouped(key))),
            amounts.wrong("M072", backlog / running, format!("You took the backlog per worker as it is now, {} ÷ {running}: the target is what it may be.", grouped(backlog))),
            amounts.wrong("M073", allowed, format!("You took the seconds for messages: each message takes {s} seconds, not one.")),
            amounts.wrong("M073", (allowed * each).div_ceil(1_000), format!("You multiplied {allowed} by {s}: the longer a message takes, the fewer may wait.")),
            amounts.wrong("M072", backlog, format!("You took the depth of the queue: {} messages are shared by {running} workers.", grouped(backlog))),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "target", "each": each, "allowed": allowed}),
        answer: key.to_string(),
        formula: format!("{allowed} ÷ {s} = {}", grouped(key)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let workers = draw.between(5, 40);
    let allowed = draw.pick(&[30, 60, 90, 120, 180, 300]);
    let load = |draw: &mut Draw, part: (u64, u64)| {
        let each = draw.pick(&EACH);
        let n = workers * allowed * 10 / each * draw.between(part.0, part.1);
        // Two digits, as people say it.
        let step = 10_u64.pow(n.max(10).ilog10() - 1);
        (n / step * step, each)
    };
    let fits = load(draw, (60, 90));
    let over = [load(draw, (115, 170)), load(draw, (180, 320)), load(draw, (130, 400))];
    let takes = |(backlog, each): (u64, u64)| (backlog * each).div_ceil(1_000 * workers);
    let backlogs = [fits.0, over[0].0, over[1].0, over[2].0];
    // At least one wrong one has fewer messages than the right one, so that their number alone tells nothing.
    if crowded(&backlogs)
        || takes(fits) * 21 > allowed * 20
        || over.iter().any(|it| takes(*it) * 20 < allowed * 21)
        || over.iter().all(|it| it.0 > fits.0)
    {
        return None;
    }
    let said =
        |(backlog, each): (u64, u64)| format!("{} messages of {} seconds each", grouped(backlog), secs(each));
    let figures = |(backlog, each): (u64, u64)| json!({"backlog": backlog, "each": each});
    let mut options = vec![right(
        said(fits),
        figures(fits),
        format!("{workers} workers are done with it after {} seconds.", grouped(takes(fits))),
    )];
    for it in over {
        let (code, looked) = if it.0 < fits.0 {
            ("M072", "You looked at the number of messages")
        } else if it.0 / allowed <= workers {
            ("M073", "You divided by the seconds allowed alone")
        } else {
            ("M336", "You looked at how little each takes")
        };
        options.push(wrong(
            code,
            said(it),
            figures(it),
            format!(
                "{looked}: {} of {} seconds keep {workers} workers busy for {} seconds.",
                grouped(it.0),
                secs(it.1),
                grouped(takes(it))
            ),
        ));
    }
    Some(
        Drawing {
            stem: format!(
                "{workers} workers share an SQS queue and handle messages one at a time; their number cannot grow today. {} come in one burst, and none of them should wait longer than {allowed} \
                 seconds. Which burst can the workers take **in that time**?",
                draw.pick(&["Orders", "Reports", "Scans", "Letters", "Pictures"])
            ),
            formula: format!("{} × {} ÷ {workers} = {} s < {allowed} s", grouped(fits.0), secs(fits.1), takes(fits)),
            ..among(options, json!({"workers": workers, "allowed": allowed}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (each, allowed) = (draw.pick(&EACH), draw.round(30, 600, 30));
    let target = allowed * 1_000 / each;
    let (least, most) = (draw.between(1, 3), draw.between(20, 60));
    let late = target * draw.between(3, 8);
    let swapped = allowed * each / 1_000;
    if !(allowed * 1_000).is_multiple_of(each)
        || target < 10
        || crowded(&[target, allowed, late])
        || swapped == target
    {
        return None;
    }
    let s = secs(each);
    let policy = |metric: &str, value: u64| json!({"metric": metric, "value": value});
    let options = vec![
        right(
            format!("Track messages ÷ workers, target {}", grouped(target)),
            policy("per worker", target),
            format!(
                "{} messages of {s} seconds are the {allowed} seconds that one may wait.",
                grouped(target)
            ),
        ),
        wrong(
            "M072",
            format!("Track messages ÷ workers, target {}", grouped(late)),
            policy("per worker", late),
            format!(
                "You let each worker have too much: {} of {s} seconds make the last one wait {} seconds.",
                grouped(late),
                grouped(late * each / 1_000)
            ),
        ),
        if draw.is(50) {
            wrong(
                "M072",
                "Track average CPU, target 60 %",
                policy("cpu", 60),
                format!(
                    "You watched the processors: workers wait for others during those {s} seconds, whatever the queue holds."
                ),
            )
        } else {
            wrong(
                "M072",
                "Track received messages, target 60 a minute",
                policy("received", 60),
                format!(
                    "You watched what is taken out: {s} seconds a message keep that steady while the queue grows."
                ),
            )
        },
        wrong(
            "M072",
            format!("Add a worker above {} messages in the queue", grouped(target)),
            policy("depth", target),
            format!(
                "You watched the depth: {} are too many for {least} and few for {most} workers.",
                grouped(target)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "Messages ({}) take a worker {s} seconds each, most of it waiting for a database. Between {least} and {most} workers run behind the SQS queue, as an Auto Scaling \
                 group sees fit, but messages often wait far longer than the {allowed} seconds allowed. Which **single change** of its scaling policy keeps to them?",
                draw.pick(&WORK)
            ),
            formula: format!("{allowed} ÷ {s} = {} messages a worker", grouped(target)),
            ..among(options, json!({"each": each, "allowed": allowed}))
        }
        .with(told()),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: "Workers behind a queue scale on the backlog per worker: what one may have is the time allowed ÷ the time of a message.".to_owned(),
        hint: "How many messages does a worker do in the time allowed?".to_owned(),
        ..Drawing::default()
    }
}
