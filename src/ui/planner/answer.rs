//! The first line: how many shards, and what the cheapest mode costs.

use std::time::Duration;

use crate::ui::parts::{Refusal, told, unbroken};
use leptos::prelude::*;

use super::Planner;
use crate::{
    plan::{Period, Plan, Run},
    ui::pages::{Page, Pages},
    units::{Count, SimTime},
};

#[component]
pub fn AnswerView(planner: Planner, pages: Pages) -> impl IntoView {
    let possible = Memo::new(move |_| planner.plan.with(|p| p.sizing.is_possible()));
    let shards = move || planner.plan.with(|p| Count(p.sizing.total).to_string());
    let unit = move || planner.plan.with(shards_unit);
    let cheapest = Memo::new(move |_| planner.plan.with(cheapest));
    let needed = move || {
        if possible.get() {
            view! {
                <span class="answer-label">"You need"</span>
                <span class="answer-figure"><b>{told(shards)}</b>" "<span class="answer-unit">{told(unit)}</span></span>
            }
            .into_any()
        } else {
            view! {
                <span class="answer-label">{told(move || planner.plan.with(impossible_label))}</span>
                <span class="answer-figure"><b>{told(move || planner.plan.with(|p| salted(p).0))}</b>" "<span class="answer-unit">{told(move || planner.plan.with(|p| salted(p).1))}</span></span>
            }
            .into_any()
        }
    };
    view! {
        <section class="answer" data-alarm=told(move || (!possible.get()).then_some(""))>
            <div class="answer-row">
                <h1>{told(needed)}</h1>
                <p class="answer-money">
                    <span class="answer-label">"Cheapest mode"</span>
                    <span class="answer-figure">
                        <b>{told(move || cheapest.with(|c| c.0.clone()))}</b>" "
                        <span class="answer-unit">{told(move || cheapest.with(|c| c.1.clone()))}</span>
                    </span>
                </p>
                <Acts planner pages/>
            </div>
            <p class="why">{told(move || planner.answer.with(|answer| unbroken(&answer.text())))}</p>
            <super::findings::Warning planner/>
            <Spoken planner/>
        </section>
    }
    .into_any()
}

/// The id of what one takes away.
pub const EXPORTS: &str = "exports";
/// From here on the run has found its pace.
const OPENS_AT: SimTime = SimTime::from_secs(20);

#[component]
fn Acts(planner: Planner, pages: Pages) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let run = move |_| {
        let Run { scenario, left_out } = planner.plan.with_untracked(Run::of);
        match pages.simulator.open(scenario, OPENS_AT, None) {
            Ok(()) => {
                pages.simulator.left_out.set(left_out);
                pages.go(Page::Simulate);
            }
            Err(why) => refused.set(Some(why)),
        }
    };
    let export = move |_| {
        if let Some(exports) = document().get_element_by_id(EXPORTS) {
            exports.scroll_into_view();
        }
    };
    view! {
        <div class="answer-acts">
            <button type="button" class="act" title="Runs this plan in the simulator" on:click=run>"Run it"</button>
            <button type="button" class="plain" on:click=export>"Export"</button>
            <Refusal why=refused/>
        </div>
    }
    .into_any()
}

fn impossible_label(plan: &Plan) -> &'static str {
    if plan.sizing.salt.is_some() {
        "As they are, no shard carries these keys. Salted, you need"
    } else {
        "You need other keys:"
    }
}

/// The way out, as a figure and what it is.
fn salted(plan: &Plan) -> (String, String) {
    match plan.sizing.salt {
        Some(salt) => {
            let unit = if salt.shards == 1 { "shard" } else { "shards" };
            (
                Count(salt.shards).to_string(),
                format!("{unit}, and {} keys made of the hot one", Count(salt.keys)),
            )
        }
        None => ("no number".to_owned(), "of shards carries these".to_owned()),
    }
}

fn shards_unit(plan: &Plan) -> String {
    let shards = if plan.sizing.total == 1 { "shard" } else { "shards" };
    match plan.workload.streams {
        1 => shards.to_owned(),
        streams => format!(
            "{shards}, {} on each of {} streams",
            Count(plan.sizing.per_stream),
            Count(streams.into())
        ),
    }
}

pub fn per(period: Period) -> String {
    match period {
        Period::Hour => "an hour".to_owned(),
        Period::Day => "a day".to_owned(),
        Period::Month => "a month".to_owned(),
        Period::Year => "a year".to_owned(),
        Period::Hours(hours) => format!("in {} h", Count(hours.into())),
    }
}

/// The figure, and what it is.
fn cheapest(plan: &Plan) -> (String, String) {
    match plan.cheapest() {
        Some((mode, usd)) => {
            let open = plan.bills.iter().any(|bill| bill.total().is_none());
            let known = if open { " of those whose prices are known" } else { "" };
            // Only there can the service spread what one key has.
            let auto = if plan.sizing.is_possible() { "" } else { " with AUTO record distribution" };
            (usd.about(), format!("{}, {}{auto}{known}", per(plan.workload.period), mode.in_sentence()))
        }
        None => (
            "unknown".to_owned(),
            format!("no mode’s prices are all known for {}", plan.workload.region.code()),
        ),
    }
}

/// How long figures have to stand before they are read out.
const STANDS: Duration = Duration::from_millis(900);

/// The one place that speaks to screen readers, when somebody has stopped typing.
#[component]
fn Spoken(planner: Planner) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let say = move || {
        let words = planner.plan.with_untracked(|plan| {
            let (usd, what) = cheapest(plan);
            let need = if plan.sizing.is_possible() {
                format!("{} {}", Count(plan.sizing.total), shards_unit(plan))
            } else {
                "No number of shards carries these keys".to_owned()
            };
            format!("{need}. Cheapest: {usd} {what}.")
        });
        said.try_set(words);
    };
    Effect::new(move |before: Option<()>| {
        planner.plan.track();
        // Nothing is said of what the page opens with.
        if before.is_none() {
            return;
        }
        if let Some(handle) = timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        timer.set_value(set_timeout_with_handle(say, STANDS).ok());
    });
    view! { <p class="visually-hidden" role="status" aria-live="polite">{told(move || said.get())}</p> }
        .into_any()
}
