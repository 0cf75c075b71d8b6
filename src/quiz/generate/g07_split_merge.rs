//! Bookkeeping of splits and merges: what is open, and what is still listed.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, wrong, wrong_count},
    see,
};
use crate::{
    quiz::question::See,
    sim::scenario::{Change, What},
    units::SimTime,
};

pub(super) const FAMILY: Family =
    Family { id: "G07", skill: "1.1.10", sources: &["R1", "R2", "R6", "R8"], draw };

const SCENES: [&str; 6] = [
    "An order stream",
    "A click stream",
    "A stream of sensor readings",
    "A payment stream",
    "A log stream",
    "A stream of positions",
];

/// What a stream began with, and what was done to it.
#[derive(Clone, Copy, PartialEq)]
struct History {
    start: u64,
    splits: u64,
    merges: u64,
}

impl History {
    fn open(self) -> u64 {
        self.start + self.splits - self.merges
    }
    fn closed(self) -> u64 {
        self.splits + 2 * self.merges
    }
    fn listed(self) -> u64 {
        self.open() + self.closed()
    }
    /// Nobody merges more shards than there are.
    fn is_possible(self) -> bool {
        self.merges * 2 <= self.start + self.splits
    }
    fn said(self) -> String {
        let s = |n: u64| if n == 1 { "" } else { "s" };
        format!("{} split{} and {} merge{}", self.splits, s(self.splits), self.merges, s(self.merges))
    }
    fn parameters(self) -> Value {
        json!({"start": self.start, "splits": self.splits, "merges": self.merges})
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn history(draw: &mut Draw) -> Option<History> {
    let history =
        History { start: draw.between(4, 24), splits: draw.between(1, 8), merges: draw.between(1, 5) };
    history.is_possible().then_some(history)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let history = history(draw)?;
    let History { start, splits, merges } = history;
    let (open, listed) = (history.open(), history.listed());
    let asks_open = draw.is(50);
    let (scene, when) = (
        draw.pick(&SCENES),
        draw.pick(&["This morning", "An hour ago", "Within the last hour", "During the night"]),
    );
    let asked = if asks_open {
        "How many shards **take records** now?"
    } else {
        "How many shards does ListShards **list in all** now, open and closed?"
    };
    Some(Drawing {
        stem: format!(
            "{scene} was created with {start} shards last year and had never been resharded. {when} it was reshaped by hand with {}, \
             and it is ACTIVE again. Its retention is seven days, and every shard had been taking records. {asked}",
            history.said()
        ),
        offers: answer_offers(history, asks_open)?,
        typed: draw.is(35),
        unit: "shards".to_owned(),
        answer: if asks_open { open } else { listed }.to_string(),
        parameters: json!({"start": start, "splits": splits, "merges": merges, "asks_open": asks_open}),
        ..told(history, asks_open)
    })
}

/// For the open ones, or for all that are listed.
fn answer_offers(history: History, asks_open: bool) -> Option<Vec<Offer>> {
    let History { start, splits, merges } = history;
    let (open, listed) = (history.open(), history.listed());
    let two_each = (start + splits).checked_sub(2 * merges)?;
    let offers = if asks_open {
        vec![
            right_count!(open =>
                "{splits} splits add one open shard each and {merges} merges take one each."),
            wrong_count!("M027", listed =>
                "You counted the {} closed parents too: they can be read, and take nothing.", history.closed()),
            wrong_count!("M316", two_each =>
                "You took two away for each of {merges} merges: a merge closes two and opens one."),
            wrong_count!("M027", start + 2 * splits - merges =>
                "You added two for each of {splits} splits: the parent closes, so there is one more."),
            wrong_count!("M316", start + splits =>
                "You left the {merges} merges out: each leaves one open shard fewer."),
        ]
    } else {
        vec![
            right_count!(listed =>
                "{open} are open, and {} parents are closed and still hold records.", history.closed()),
            wrong_count!("M028", open =>
                "You let the {} parents vanish: they are listed until their records expire.", history.closed()),
            wrong_count!("M028", listed - 2 * merges =>
                "You let the merged shards vanish: {} of them are closed, and listed still.", 2 * merges),
            wrong_count!("M028", listed - splits =>
                "You let the {splits} parents that were split vanish: they are listed until their records expire."),
            wrong_count!("M316", start + 2 * splits =>
                "You forgot that each of {merges} merges opens a new shard beside the two that it closes."),
        ]
    };
    Some(four(offers))
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let right = history(draw)?;
    let History { start, splits, merges } = right;
    if splits < 2 || merges < 2 {
        return None;
    }
    // As many open, but more closed; as many listed, but fewer open; right if a merge took two.
    let same_open = if draw.is(50) {
        History { splits: splits + 1, merges: merges + 1, ..right }
    } else {
        History { splits: splits - 1, merges: merges - 1, ..right }
    };
    let same_listed = History { splits: splits - 1, merges: merges + 2, ..right };
    let two_each = History { splits: splits + merges, ..right };
    let all = [right, same_open, same_listed, two_each];
    if !all.iter().all(|it| it.is_possible()) {
        return None;
    }
    let offers = vec![
        right!(right.said() =>
            "{start} + {splits} − {merges} are open, and {splits} + 2 × {merges} parents are closed."),
        wrong!("M028", same_open.said() =>
            "You looked at the open shards only: this way {} would be closed, not {}.", same_open.closed(), right.closed()),
        wrong!("M027", same_listed.said() =>
            "You looked at the sum only: this way {} shards would be open, not {}.", same_listed.open(), right.open()),
        wrong!("M316", two_each.said() =>
            "You let each merge take two open shards away: this way {} would be open, not {}.", two_each.open(), right.open()),
    ];
    let (scene, by) =
        (draw.pick(&SCENES), draw.pick(&["a colleague", "a script", "the night shift", "another team"]));
    Some(Drawing {
        stem: format!(
            "{scene} was created with {start} shards. Since yesterday {by} has reshaped it with SplitShard and MergeShards. ListShards now lists \
             **{} open shards and {} closed ones**; the retention is a week, so nothing has expired. What was done?",
            right.open(),
            right.closed()
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"open": right.open(), "closed": right.closed(), "options": all.map(History::parameters)}),
        ..told(right, true)
    })
}

const FIX_OPENINGS: [&str; 4] = [
    "A new customer brings more traffic",
    "Writes are refused on all shards",
    "A sale is coming",
    "The forecast for spring is higher",
];

const FIX_OPENINGS_TOO: [&str; 4] =
    ["A customer has left", "The sale is over", "Most shards are idle", "Traffic moved to another Region"];

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let start = draw.between(6, 24);
    let more = draw.is(50);
    let change = if more { 2 * draw.between(2, 5) } else { 2 * draw.between(1, 3) };
    let goal = if more { start + change } else { start.checked_sub(change)? };
    if start < 2 * change + 1 {
        return None;
    }
    let why = if more { draw.pick(&FIX_OPENINGS) } else { draw.pick(&FIX_OPENINGS_TOO) };
    let scene = draw.pick(&SCENES);
    let offers = fix_offers(start, change, more);
    let history = if more {
        History { start, splits: change, merges: 0 }
    } else {
        History { start, splits: 0, merges: change }
    };
    Some(Drawing {
        stem: format!(
            "{scene} has {start} open shards. {why}, and by the calculation it should have **exactly {goal} open shards**. The team \
             reshards by hand, shard by shard, so that it can choose where the ranges are cut. Which change brings the stream to that \
             number?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"start": start, "goal": goal}),
        ..told(history, true)
    })
}

/// So many open shards more, or fewer.
fn fix_offers(start: u64, change: u64, more: bool) -> Vec<Offer> {
    let goal = if more { start + change } else { start - change };
    let split = |n: u64| if n == 1 { "Split 1 shard".to_owned() } else { format!("Split {n} shards") };
    let merge = |n: u64| {
        if n == 1 { "Merge 1 pair of shards".to_owned() } else { format!("Merge {n} pairs of shards") }
    };
    let half = change / 2;
    if more {
        vec![
            right!(split(change) =>
                "Each split closes one and opens two: {start} + {change} = {goal} open shards."),
            wrong!("M027", split(half) =>
                "You counted two more for each split: the parent closes, so {} are open.", start + half),
            wrong!("M027", split(goal) =>
                "You split until {goal} parents are closed: {} would be open.", start + goal),
            wrong!("M316", merge(change) =>
                "You merged: each merge leaves one open shard fewer, {} in the end.", start - change),
        ]
    } else {
        vec![
            right!(merge(change) =>
                "Each merge closes two and opens one: {start} − {change} = {goal} open shards."),
            wrong!("M316", merge(half) =>
                "You counted two fewer for each merge: a new shard opens, so {} are open.", start - half),
            wrong!("M027", split(change) =>
                "You split: each split adds one open shard, {} in the end.", start + change),
            wrong!("M316", merge(2 * change) =>
                "You counted pairs as single shards: {} merges would leave {} open.", 2 * change, start - 2 * change),
        ]
    }
}

/// What all forms tell of a history.
fn told(history: History, open: bool) -> Drawing {
    let History { start, splits, merges } = history;
    Drawing {
        rule: filled(
            "A split closes one shard and opens two, a merge closes two and opens one; closed shards are listed and read until their records expire.",
        ),
        hint: "What closes, and what opens, with each call?".to_owned(),
        formula: if open {
            let change = match (splits, merges) {
                (_, 0) => format!("+ {splits}"),
                (0, _) => format!("− {merges}"),
                _ => format!("+ {splits} − {merges}"),
            };
            format!("{start} {change} = {} open", history.open())
        } else {
            format!("{start} + 2 × {splits} + {merges} = {} listed", history.listed())
        },
        see: seen(history),
        ..Drawing::default()
    }
}

/// From the first number of open shards to the last.
fn seen(history: History) -> Option<See> {
    let to = history.open() as u32;
    (to > 0).then(|| {
        let events = see::spread("events", history.start * 300, 300);
        see::simulated_as(history.start as u32, 3, vec![events], |scenario| {
            scenario.changes = vec![Change { at: SimTime::from_secs(90), what: What::ShardCount(to) }];
        })
    })
}
