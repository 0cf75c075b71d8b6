//! A policy of retries that fails in one of four ways, and the one change that mends it.

use serde_json::{Value, json};

use super::{
    super::{
        Draw, Drawing,
        amounts::{among, right, wrong},
    },
    Policy, secs, told,
};
use crate::units::grouped;

/// What is asked of a policy.
#[derive(Clone, Copy)]
enum Demand {
    /// Clients that failed together come back spread out.
    Spread,
    /// No wait is longer.
    Longest(u64),
    /// A client retries at most so often within half a minute.
    AtMost(u64),
    /// The retries go on for so long at least.
    Outlast(u64),
}

impl Demand {
    fn holds(self, policy: Policy) -> bool {
        match self {
            Self::Spread => policy.jitter,
            Self::Longest(ms) => policy.wait(policy.retries) <= ms,
            Self::AtMost(n) => policy.within(30_000) <= n,
            Self::Outlast(ms) => policy.total() >= ms,
        }
    }
}

pub(super) fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (policy, demand) = trouble(draw);
    let changes = changes(policy, demand);
    if demand.holds(policy) || changes.iter().filter(|it| demand.holds(it.after)).count() != 1 {
        return None;
    }
    let done = changes.iter().find(|it| demand.holds(it.after))?.after;
    let options = changes
        .into_iter()
        .map(|it| {
            let figures = it.after.figures();
            if demand.holds(it.after) {
                right(it.text, figures, does(done, demand))
            } else {
                wrong(it.code, it.text, figures, it.fails)
            }
        })
        .collect();
    let waits = match (policy.doubles, policy.cap < u64::MAX) {
        (false, _) => {
            format!(
                "waits {} seconds before each of up to {} retries",
                secs(policy.base),
                grouped(policy.retries)
            )
        }
        (true, true) => format!(
            "waits {} seconds before the first retry, twice as long before each further one up to {} seconds, {} times in all",
            secs(policy.base),
            secs(policy.cap),
            policy.retries
        ),
        (true, false) => format!(
            "waits {} seconds before the first retry and twice as long before each further one, {} times in all",
            secs(policy.base),
            policy.retries
        ),
    };
    let jitter = if policy.jitter { ", with full jitter" } else { ", without chance" };
    let (wanted, formula, figures) = told_demand(policy, demand);
    Some(
        Drawing {
            stem: format!("Each client of a service that is overloaded now and then {waits}{jitter}. {wanted} Which **single change** of the clients does that?"),
            formula,
            ..among(options, figures)
        }
        .with(told()),
    )
}

fn trouble(draw: &mut Draw) -> (Policy, Demand) {
    let base = draw.pick(&[100, 200, 250, 500]);
    let cap = draw.pick(&[5_000, 10_000, 20_000]);
    let policy = Policy { base, doubles: true, cap, jitter: false, retries: draw.between(6, 9) };
    match draw.between(0, 3) {
        0 => (policy, Demand::Spread),
        1 => (
            Policy { cap: u64::MAX, jitter: true, retries: draw.between(12, 15), ..policy },
            Demand::Longest(draw.pick(&[10_000, 15_000, 20_000, 30_000, 60_000])),
        ),
        2 => (Policy { doubles: false, retries: 1_000, ..policy }, Demand::AtMost(draw.between(8, 12))),
        _ => (
            Policy { retries: draw.between(3, 4), ..policy },
            Demand::Outlast(draw.round(20_000, 60_000, 5_000)),
        ),
    }
}

struct Change {
    text: String,
    after: Policy,
    code: &'static str,
    fails: String,
}

fn changes(policy: Policy, demand: Demand) -> Vec<Change> {
    let mut all = vec![later(policy, demand), more(policy, demand)];
    if policy.jitter {
        all.push(Change {
            text: "Add up to a second of chance to each wait".to_owned(),
            after: policy,
            code: "M337",
            fails: format!(
                "You added chance: with {} doublings it is the delay that is long.",
                policy.retries - 1
            ),
        });
    } else {
        all.push(Change {
            text: "Draw each wait between nothing and the delay".to_owned(),
            after: Policy { jitter: true, ..policy },
            code: "M337",
            fails: format!(
                "You spread the retries: {} of them come no later for it, and no fewer.",
                grouped(policy.retries)
            ),
        });
    }
    all.push(if policy.doubles {
        capped(policy, demand)
    } else {
        Change {
            text: "Double the wait with each retry".to_owned(),
            after: Policy { doubles: true, ..policy },
            code: "M111",
            fails: String::new(),
        }
    });
    all
}

/// What stays wrong although the waits have changed.
fn still(after: Policy, demand: Demand) -> String {
    match demand {
        Demand::Spread => "all clients still come back together".to_owned(),
        Demand::Longest(_) => format!("the last wait is {} seconds", secs(after.wait(after.retries))),
        Demand::AtMost(_) => format!("there are still {} retries in half a minute", after.within(30_000)),
        Demand::Outlast(ms) => {
            format!("they come to {} seconds in all, and {} are needed", secs(after.total()), secs(ms))
        }
    }
}

fn later(policy: Policy, demand: Demand) -> Change {
    let after = Policy { base: policy.base * 2, ..policy };
    let each = if policy.doubles { "the first" } else { "each" };
    Change {
        text: format!("Wait {} s before {each} retry", secs(after.base)),
        after,
        code: "M111",
        fails: format!("You made the waits twice as long: {}.", still(after, demand)),
    }
}

fn more(policy: Policy, demand: Demand) -> Change {
    let enough = |ms: u64| (policy.retries..100).find(|n| Policy { retries: *n, ..policy }.total() >= ms);
    let retries = match demand {
        Demand::Outlast(ms) => enough(ms).unwrap_or(100) + 1,
        _ => policy.retries + 4,
    };
    Change {
        text: format!("Allow {} retries", grouped(retries)),
        after: Policy { retries, ..policy },
        code: "M024",
        fails: format!(
            "You let them try more often: {} retries instead of {} come on top of what is there.",
            grouped(retries),
            grouped(policy.retries)
        ),
    }
}

fn capped(policy: Policy, demand: Demand) -> Change {
    let cap = if let Demand::Longest(ms) = demand { ms } else { policy.cap / 2 };
    let after = Policy { cap, ..policy };
    Change {
        text: format!("Cap each wait at {} s", secs(cap)),
        after,
        code: "M111",
        fails: format!("You shortened the longest waits to {} seconds: {}.", secs(cap), still(after, demand)),
    }
}

fn does(after: Policy, demand: Demand) -> String {
    match demand {
        Demand::Spread => format!(
            "Clients that failed together come back at times of their own, within up to {} seconds.",
            secs(after.wait(after.retries))
        ),
        Demand::Longest(ms) => {
            format!("No wait is longer than {} seconds then, however often it doubles.", secs(ms))
        }
        Demand::AtMost(n) => format!(
            "In half a minute a client then retries {} times, not more than {n}.",
            after.within(30_000)
        ),
        Demand::Outlast(ms) => format!(
            "The waits of {} retries come to {} seconds, longer than {}.",
            after.retries,
            secs(after.total()),
            secs(ms)
        ),
    }
}

fn told_demand(policy: Policy, demand: Demand) -> (String, String, Value) {
    match demand {
        Demand::Spread => (
            "After each failure all of them come back at the same moments and fail together. They should come back spread out.".to_owned(),
            format!("0 … min({}, {} × 2^n) ms instead of exactly that", grouped(policy.cap), policy.base),
            json!({"demand": "spread"}),
        ),
        Demand::Longest(ms) => (
            format!("Some are silent for many minutes although the service is back. None should wait longer than {} seconds.", secs(ms)),
            format!("min({}, {} × 2^n) ms", grouped(ms), policy.base),
            json!({"demand": "longest", "limit": ms}),
        ),
        Demand::AtMost(n) => (
            format!("While the service is down, that alone keeps it down. In half a minute a client should retry {n} times at the most."),
            format!("{} × 2^n ms instead of {} ms each time", policy.base, policy.base),
            json!({"demand": "at most", "limit": n}),
        ),
        Demand::Outlast(ms) => (
            format!("A failover takes up to {} seconds, and clients give up before it is over. Their retries should outlast it.", secs(ms)),
            format!("{} × (2^n − 1) ms, each wait at most {}, above {}", policy.base, grouped(policy.cap), grouped(ms)),
            json!({"demand": "outlast", "limit": ms}),
        ),
    }
}
