//! The way from the shards of today: one `UpdateShardCount` call after the other.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::{
    plan::{
        Plan,
        ladder::{Ladder, Stopped, ladder},
    },
    units::Count,
};

#[component]
pub fn LadderView(planner: Planner) -> impl IntoView {
    let way = Memo::new(move |_| planner.plan.with(way));
    let steps = move || way.with(|way| way.as_ref().map(steps));
    let title = move || way.with(|way| way.as_ref().map(title)).unwrap_or_default();
    let note = move || way.with(|way| way.as_ref().map(note)).unwrap_or_default();
    view! {
        <section class="ladder" aria-labelledby="ladder-title" hidden=told(move || way.with(Option::is_none))>
            <h2 id="ladder-title">{told(title)}</h2>
            <p class="section-note">{told(note)}</p>
            <ol class="ladder-steps">{told(steps)}</ol>
        </section>
    }
    .into_any()
}

fn way(plan: &Plan) -> Option<Ladder> {
    Some(ladder(plan.workload.shards_now?.into(), plan.sizing.per_stream))
}

fn title(way: &Ladder) -> String {
    let (from, to) = (Count(way.from), Count(way.to));
    match way.steps.len() {
        0 if way.stopped.is_none() => format!("From {from} to {to} shards: nothing to do"),
        1 => format!("From {from} to {to} shards in 1 call"),
        calls => format!("From {from} to {to} shards in {calls} calls"),
    }
}

fn note(way: &Ladder) -> String {
    let rule = "UpdateShardCount at most doubles and at least halves, ten times in a rolling 24 hours.";
    let days = match way.days() {
        0 => String::new(),
        1 => " The last call has to wait for the next day.".to_owned(),
        days => format!(" The last call is {days} days after the first."),
    };
    let stopped = match way.stopped {
        None => "",
        Some(Stopped::TooManyShards) => " It goes to 10,000 shards at the most: take more streams.",
        Some(Stopped::StuckAbove) => " From above 10,000 shards it only goes below them: halve it first.",
    };
    format!("{rule}{days}{stopped}")
}

fn steps(way: &Ladder) -> AnyView {
    let steps = way.steps.iter().map(|step| {
        let when = if step.day == 0 { String::new() } else { format!("day {}", step.day + 1) };
        let quick = if step.is_quick { "a few minutes" } else { "" };
        view! { <li><code>{step.target.to_string()}</code><small>{when}" "{quick}</small></li> }
    });
    steps.collect_view().into_any()
}
