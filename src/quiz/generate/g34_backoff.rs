//! Exponential backoff: what a retry waits, and what a policy of retries does.

mod fix;

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among},
    offer::four,
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G34", skill: "1.1.13", sources: &["BR1"], draw };

const CLIENTS: [&str; 6] = [
    "A producer of a Kinesis data stream",
    "A worker that calls a partner's API",
    "A device that reports to a gateway",
    "A function that writes to a table",
    "A client of an order service",
    "A script that starts executions",
];
const BASES: [u64; 6] = [50, 100, 200, 250, 400, 500];
const CAPS: [u64; 7] = [2_000, 3_000, 5_000, 8_000, 10_000, 20_000, 30_000];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(60) => wait(draw),
        Form::Answer => Some(total(draw)),
        Form::Possible => possible(draw),
        Form::Fix => fix::fix(draw),
    }
}

/// How a client retries; times in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Policy {
    base: u64,
    doubles: bool,
    cap: u64,
    jitter: bool,
    retries: u64,
}

impl Policy {
    /// Before the retry of this number, the first being 1; with jitter this is the most.
    fn wait(self, retry: u64) -> u64 {
        if self.doubles { (self.base << (retry - 1).min(30)).min(self.cap) } else { self.base }
    }
    fn total(self) -> u64 {
        (1..=self.retries).map(|retry| self.wait(retry)).sum()
    }
    /// Retries of one client within a time.
    fn within(self, ms: u64) -> u64 {
        let mut waited = 0;
        (1..=self.retries)
            .take_while(|retry| {
                waited += self.wait(*retry);
                waited <= ms
            })
            .count() as u64
    }
    fn figures(self) -> Value {
        json!({"base": self.base, "doubles": self.doubles, "cap": self.cap, "jitter": self.jitter, "retries": self.retries})
    }
}

/// Milliseconds as seconds: `0.05`, `1.6`, `20`.
fn secs(ms: u64) -> String {
    if ms.is_multiple_of(1_000) {
        return grouped(ms / 1_000);
    }
    format!("{}.{}", grouped(ms / 1_000), format!("{:03}", ms % 1_000).trim_end_matches('0'))
}

fn policy(draw: &mut Draw) -> Policy {
    Policy { base: draw.pick(&BASES), doubles: true, cap: draw.pick(&CAPS), jitter: false, retries: 0 }
}

fn wait(draw: &mut Draw) -> Option<Drawing> {
    let policy = policy(draw);
    let retry = draw.between(3, 11);
    let (key, endless) = (policy.wait(retry), Policy { cap: u64::MAX, ..policy }.wait(retry));
    if endless == policy.cap || retry > 10 && key < policy.cap {
        return None;
    }
    let amounts = Amounts { typed: draw.is(40), unit: "ms" };
    let (base, cap) = (policy.base, policy.cap);
    let why = if endless > cap {
        format!(
            "{base} × 2^{} would be {}, which the cap holds at {}.",
            retry - 1,
            grouped(endless),
            grouped(cap)
        )
    } else {
        format!("{base} doubled {} times, still below the cap of {}.", retry - 1, grouped(cap))
    };
    Some(Drawing {
        stem: format!(
            "{} backs off exponentially without jitter: the first retry waits {base} ms, each further one twice as long, capped at {} seconds. A call and all its \
             retries so far have failed. **How long** does it wait before retry number {retry}?",
            draw.pick(&CLIENTS), secs(cap)
        ),
        offers: four(vec![
            amounts.right(key, why),
            amounts.wrong("M111", if endless > cap { endless } else { cap }, if endless > cap {
                format!("You left out the cap: {} ms are longer than {} seconds.", grouped(endless), secs(cap))
            } else {
                format!("You waited the cap: retry {retry} has not come to {} ms.", grouped(cap))
            }),
            amounts.wrong("M111", base * retry, format!("You let it grow by {base} ms each time: it doubles.")),
            amounts.wrong("M338", policy.wait(retry + 1), format!("You doubled once too often: the first retry waits {base} ms, so retry {retry} has doubled {} times.", retry - 1)),
            amounts.wrong("M338", policy.wait(retry - 1), format!("You doubled once too few: that is the wait before retry {}.", retry - 1)),
            amounts.wrong("M111", base, format!("You waited {base} ms each time: a pause that does not grow is no exponential backoff.")),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "wait", "base": base, "cap": cap, "retry": retry}),
        answer: key.to_string(),
        formula: format!("min({}, {base} × 2^{}) = {}", grouped(cap), retry - 1, grouped(key)),
        ..told()
    })
}

fn total(draw: &mut Draw) -> Drawing {
    let policy = Policy { retries: draw.between(3, 9), ..policy(draw) };
    let (base, cap, retries) = (policy.base, policy.cap, policy.retries);
    let key = policy.total();
    let endless = Policy { cap: u64::MAX, ..policy }.total();
    let amounts = Amounts { typed: draw.is(40), unit: "ms" };
    let terms: Vec<String> = (1..=retries).map(|retry| grouped(policy.wait(retry))).collect();
    Drawing {
        stem: format!(
            "{} backs off exponentially without jitter: the first retry waits {base} ms, each further one twice as long, capped at {} seconds. It gives up after {retries} \
             retries; calls themselves fail at once. **How long** after the first call does the last retry begin?",
            draw.pick(&CLIENTS),
            secs(cap)
        ),
        offers: four(vec![
            amounts.right(
                key,
                format!(
                    "The {retries} waits add up, each twice the one before and none above {} ms.",
                    grouped(cap)
                ),
            ),
            amounts.wrong(
                "M111",
                endless,
                format!("You left out the cap: no wait is longer than {} seconds.", secs(cap)),
            ),
            amounts.wrong(
                "M338",
                policy.wait(retries),
                format!("You took the last wait alone: the {} before it have passed too.", retries - 1),
            ),
            amounts.wrong(
                "M111",
                base * retries,
                format!("You let each of {retries} retries wait {base} ms: the pause doubles."),
            ),
            amounts.wrong(
                "M338",
                Policy { retries: retries - 1, ..policy }.total(),
                format!("You left out a wait: there is one before each of {retries} retries."),
            ),
            amounts.wrong(
                "M111",
                base * retries * (retries + 1) / 2,
                format!("You let the pause grow by {base} ms each time: it doubles."),
            ),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "total", "base": base, "cap": cap, "retries": retries}),
        answer: key.to_string(),
        formula: format!("{} = {}", terms.join(" + "), grouped(key)),
        ..told()
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let policy = policy(draw);
    let retry = draw.between(3, 9);
    let most = policy.wait(retry);
    let (capped, endless) = (most == policy.cap, policy.base << (retry - 1));
    let step = 10;
    let fits = draw.round(most / 5, most * 9 / 10, step);
    let added = most + draw.round(policy.base / 5 + step, policy.base * 9 / 10, step);
    let later = draw.round(most * 5 / 4, most * 19 / 10, step);
    let beyond = if capped {
        draw.round(most * 2, (endless).max(most * 3), step)
    } else {
        draw.round(most * 2 + step, most * 4, step)
    };
    let even = policy.base * retry;
    if capped && endless < most * 21 / 10 || even > most * 3 {
        return None;
    }
    let figures = |ms: u64| json!({"ms": ms});
    let text = |ms: u64| format!("{} ms", grouped(ms));
    let m = grouped(most);
    let offer =
        |code: &'static str, ms: u64, why: String| (Offer::wrong(code, text(ms), Some(ms), why), figures(ms));
    let options = vec![
        (
            Offer::right(
                text(fits),
                Some(fits),
                format!("It is between nothing and {m} ms, and any such wait is possible."),
            ),
            figures(fits),
        ),
        offer(
            "M337",
            added,
            format!(
                "You added chance to the delay: {} ms are above {m} ms, and full jitter stays below it.",
                grouped(added)
            ),
        ),
        if capped {
            offer(
                "M111",
                later,
                format!(
                    "You let chance pass the cap: {} ms are longer than {} seconds.",
                    grouped(later),
                    secs(policy.cap)
                ),
            )
        } else {
            offer(
                "M338",
                later,
                format!(
                    "You doubled once more: {} ms can come before retry {} at the earliest.",
                    grouped(later),
                    retry + 1
                ),
            )
        },
        offer(
            "M111",
            beyond,
            format!("You lost the count of the doublings: {} ms are far above {m} ms.", grouped(beyond)),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} backs off exponentially with full jitter: a wait is drawn between nothing and the delay. The delay is {} ms for the first retry, doubles with each further one, \
                 and is capped at {} seconds. Which wait **is possible** before retry number {retry}?",
                draw.pick(&CLIENTS), policy.base, secs(policy.cap)
            ),
            formula: format!("0 … min({}, {} × 2^{}) = {m} ms", grouped(policy.cap), policy.base, retry - 1),
            ..among(options, json!({"base": policy.base, "cap": policy.cap, "retry": retry}))
        }
        .with(told()),
    )
}

fn told() -> Drawing {
    Drawing {
        rule: "The delay doubles with each retry up to a cap, min(cap, base × 2ⁿ), and full jitter draws the wait between nothing and it.".to_owned(),
        hint: "Write down the first few waits.".to_owned(),
        ..Drawing::default()
    }
}
