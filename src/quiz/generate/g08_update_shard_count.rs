//! From one number of shards to another by `UpdateShardCount`.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::{SHARD_RECORDS_PER_SECOND, UPDATE_SHARD_COUNT_CALLS},
    plan::ladder::ladder,
    quiz::question::See,
    units::grouped,
};

pub(super) const FAMILY: Family = Family { id: "G08", skill: "1.1.10", sources: &["R3", "R4"], draw };

const CALLS_A_DAY: u64 = UPDATE_SHARD_COUNT_CALLS.value as u64;

const SCENES: [&str; 6] = [
    "A stream of meter readings",
    "An order stream",
    "A stream of game events",
    "A stream of ad clicks",
    "A stream of card payments",
    "A stream of log lines",
];

/// From so many shards to so many.
#[derive(Clone, Copy)]
struct Way {
    from: u64,
    to: u64,
}

impl Way {
    fn targets(self) -> Vec<u64> {
        ladder(self.from, self.to).steps.iter().map(|step| step.target).collect()
    }
    fn calls(self) -> u64 {
        self.targets().len() as u64
    }
    fn said(self) -> String {
        format!("From {} to {} shards", grouped(self.from), grouped(self.to))
    }
    fn path(self) -> String {
        path(self.from, &self.targets())
    }
    fn parameters(self) -> Value {
        json!({"from": self.from, "to": self.to})
    }
}

/// `3 → 6 → 12 → 20`.
fn path(from: u64, targets: &[u64]) -> String {
    let all: Vec<String> = [from].iter().chain(targets).map(|shards| grouped(*shards)).collect();
    all.join(" → ")
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn way(draw: &mut Draw) -> Option<Way> {
    let (few, many) = (draw.between(2, 40), draw.between(12, 480));
    let way = if draw.is(60) { Way { from: few, to: many } } else { Way { from: many, to: few } };
    // Not from one power of two times the other: that is a limit.
    let is_round = |a: u64, b: u64| b.is_multiple_of(a) && (b / a).is_power_of_two();
    let plain = few * 5 < many * 2 && !is_round(few, many);
    (plain && (2..=CALLS_A_DAY).contains(&way.calls())).then_some(way)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let way = way(draw)?;
    let Way { from, to } = way;
    let calls = way.calls();
    let (large, small) = (from.max(to), from.min(to));
    let at_most = if to > from { "double" } else { "halve" };
    let offers = four(vec![
        right_count!(calls => "Each call can at most {at_most} the shards: {}.", way.path()),
        wrong_count!("M030", 1 =>
            "You went from {from} to {to} at once: one call can at most {at_most} the shards."),
        wrong_count!("M018", calls - 1 =>
            "You rounded down: {} calls do not reach {to}, the last one goes only part of the way.", calls - 1),
        wrong_count!("M030", large.div_ceil(small) =>
            "You divided {large} by {small}: a call starts from the shards of that moment, not from the first ones."),
        wrong_count!("M317", large - small =>
            "You counted {} single shards: a call goes to any number up to the limit.", large - small),
    ]);
    let (scene, why) = (
        draw.pick(&SCENES),
        draw.pick(&["before a sale", "after a forecast", "for the new season", "by order of the architects"]),
    );
    Some(Drawing {
        stem: format!(
            "{scene} is provisioned with {} shards. It is to have {} {why}, with evenly cut ranges, and account quotas allow it. A \
             script calls UpdateShardCount, waits until the stream is ACTIVE, and calls again. How many **calls are needed at least**?",
            grouped(from),
            grouped(to)
        ),
        offers,
        typed: draw.is(35),
        unit: "calls".to_owned(),
        answer: calls.to_string(),
        parameters: way.parameters(),
        ..told(way)
    })
}

const POSSIBLE_OPENINGS: [&str; 4] =
    ["Operations allows", "A change window has time for", "An approval covers", "A runbook plans"];

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let calls = draw.between(2, 4);
    let right = way(draw)?;
    // Little over the doublings; few shards but many times as many; far down.
    let from = draw.between(5, 60);
    let over = Way { from, to: from * (1 << calls) + draw.between(1, from / 3 + 1) };
    let small = draw.between(2, 4);
    let single = Way { from: small, to: small * (1 << calls) + draw.between(small, small * 3) };
    let down = Way { from: draw.between(60, 400), to: draw.between(2, 9) };
    let all = [right, over, single, down];
    if right.calls() != calls || all[1..].iter().any(|way| way.calls() <= calls) {
        return None;
    }
    let offers = vec![
        right!(right.said() => "{}: {calls} calls, none beyond double or half.", right.path()),
        wrong!("M018", over.said() =>
            "You rounded down: {calls} doublings of {} come to {}, and a call more is needed.", over.from, grouped(over.from << calls)),
        wrong!("M317", single.said() =>
            "You counted the {} shards to add: from {} on, each call can only double, which takes {} calls.", single.to - single.from, single.from, single.calls()),
        wrong!("M030", down.said() =>
            "You let a call go far down: it can at most halve, and {} needs {} calls.", down.path(), down.calls()),
    ];
    let by = draw.pick(&POSSIBLE_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{by} {calls} calls of UpdateShardCount on one provisioned stream, each made when it is ACTIVE again. Four streams wait for \
             their new sizes; account quotas allow all of them, and nothing else reshards them. Which change is done with \
             **at most {calls} calls**?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"calls": calls, "options": all.map(Way::parameters)}),
        ..told(right)
    })
}

const FIX_OPENINGS: [&str; 4] =
    ["For a sale tomorrow", "For tomorrow's launch", "For a test tomorrow", "For the finals tomorrow"];

const FIX_OPENINGS_TOO: [&str; 4] =
    ["From tomorrow on", "After the sale", "To save money from tomorrow on", "With a big customer gone"];

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let way = way(draw)?;
    let Way { from, to } = way;
    let targets = way.targets();
    if !(2..=4).contains(&targets.len()) || from.abs_diff(to) <= CALLS_A_DAY + 2 {
        return None;
    }
    let up = to > from;
    // One call that goes too far, then the rest.
    let far = if up { from * 5 / 2 + 1 } else { (from * 2).div_ceil(5) - 1 };
    let too_far = [vec![far], Way { from: far, to }.targets()].concat();
    let n = from.abs_diff(to);
    if far == to || (up && far > to) || (!up && far < to) {
        return None;
    }
    let near = if up { from + 1 } else { from - 1 };
    let after = if up { from + 2 } else { from - 2 };
    let at_most = if up { "double" } else { "halve" };
    let offers = vec![
        right!(path(from, &targets) =>
            "No step more than {at_most}s the shards, and {} calls fit into a day.", targets.len()),
        wrong!("M030", format!("{}, once more", path(from, &[to])) =>
            "You asked for the same again: one call can at most {at_most} the shards, whenever it is made."),
        wrong!("M018", path(from, &too_far) =>
            "You were a little generous: the first step would more than {at_most} the {} shards.", grouped(from)),
        wrong!("M317", format!("{} → … → {}, one by one", path(from, &[near, after]), grouped(to)) =>
            "You resized by single shards: that takes {n} calls, and a stream has {CALLS_A_DAY} in 24 hours."),
    ];
    let scene = draw.pick(&SCENES);
    let why = if up { draw.pick(&FIX_OPENINGS) } else { draw.pick(&FIX_OPENINGS_TOO) };
    Some(Drawing {
        stem: format!(
            "{why} {} needs {} shards instead of {}. UpdateShardCount with that target was refused; quotas of the account are not the \
             reason, and nothing else reshards the stream. Between two calls one waits until it is ACTIVE. Which series of targets \
             brings it there **today**?",
            scene.replacen('A', "a", 1),
            grouped(to),
            grouped(from)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: way.parameters(),
        ..told(way)
    })
}

/// What all forms tell of a way.
fn told(way: Way) -> Drawing {
    Drawing {
        rule: filled(
            "UpdateShardCount goes at most to {reshard_up} and at least to {reshard_down} of the shards there are, {reshard_calls} times in 24 hours.",
        ),
        hint: "Write down the shards after each call.".to_owned(),
        formula: format!("{}: {} calls", way.path(), way.calls()),
        see: Some(seen(way)),
        ..Drawing::default()
    }
}

/// In the planner: a load that needs the goal, and the shards there are.
fn seen(way: Way) -> See {
    let rate = way.to * SHARD_RECORDS_PER_SECOND.value - SHARD_RECORDS_PER_SECOND.value / 2;
    see::planned_as(rate, 200, |workload| workload.shards_now = Some(way.from as u32))
}
