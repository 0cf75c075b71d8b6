//! The page “Plan”: a workload as a sentence, and what it needs and costs.

mod answer;
mod blank;
mod break_even;
mod dimensions;
mod examples;
mod exports;
mod findings;
mod ladder;
mod linking;
mod money;
mod more;
mod neighbours;
mod prices;
mod reverse;
mod sentence;
mod skew;
mod start;
mod state;

use leptos::prelude::*;

pub use state::Planner;

use super::{pages::Pages, parts::told};
use crate::{
    plan::{Plan, Workload, origins},
    web,
};

/// The workload the page opens with, before a link is looked at.
pub fn first() -> Option<Planner> {
    Planner::new(Workload::default())
}

/// Sections in the order in which they are read: the answer, why, what it costs, what would change it, what one
/// takes away, where the figures come from.
#[component]
pub fn PlannerPage(planner: Planner, pages: Pages) -> impl IntoView {
    linking::restore(planner);
    linking::follow(planner, pages);
    view! {
        <div class="page plan">
            <linking::BadLink planner/>
            <p class="print-only">{told(move || sheet_title(planner))}</p>
            <div class="plan-bench">
                <aside class="plan-side" aria-label="Workload">
                    <start::Start planner/>
                    <sentence::Sentence planner/>
                    <more::More planner/>
                    <PricesAsOf planner/>
                </aside>
                <div class="plan-main">
                    <answer::AnswerView planner pages/>
                    <dimensions::Dimensions planner/>
                    <money::Money planner/>
                    // What would change the answer.
                    <break_even::BreakEven planner/>
                    <findings::Findings planner/>
                    <skew::SkewView planner/>
                    <ladder::LadderView planner/>
                    <reverse::Reverse planner/>
                    // What else could do it.
                    <neighbours::Neighbours planner/>
                    // What one takes away.
                    <exports::Exports planner/>
                    // Where the figures come from.
                    <prices::Prices planner/>
                    <examples::Examples/>
                </div>
            </div>
            <footer class="foot">
                <p>"Worked out in this browser; nothing leaves it. List prices in US dollars, without taxes, discounts and free tiers; each with its source. Not affiliated with AWS."</p>
            </footer>
        </div>
    }
    .into_any()
}

/// Above a printed plan: whose it is, and how old its prices are.
fn sheet_title(planner: Planner) -> String {
    let of = planner.prices.with(|prices| origins::as_of(prices, web::today()));
    let of = of.map_or_else(String::new, |day| format!(", prices as of {day}"));
    planner.plan.with(|Plan { workload, .. }| {
        format!("Shardscope: a plan of {} in {}{of}", workload.stream_name, workload.region.code())
    })
}

/// How old the prices are, beside what they are for; leads to where they come from.
#[component]
fn PricesAsOf(planner: Planner) -> impl IntoView {
    let words = move || {
        planner.prices.with(|prices| {
            let region = prices.region.code();
            origins::as_of(prices, web::today()).map_or_else(
                || format!("No price of {region} is shipped."),
                |day| format!("Prices of {region} as of {day}."),
            )
        })
    };
    let go = move |_| {
        if let Some(prices) = document().get_element_by_id("prices") {
            prices.scroll_into_view();
        }
    };
    view! {
        <p class="hint as-of">{told(words)}" "<button type="button" class="link" on:click=go>"Sources, or a price list"</button></p>
    }
    .into_any()
}
