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
    aws::pricing::{Item, Origin, PriceSheet},
    plan::{Plan, Workload},
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
            <p class="print-only">{told(move || planner.plan.with(|plan| planner.prices.with(|prices| sheet_title(plan, prices))))}</p>
            <div class="plan-bench">
                <aside class="plan-side" aria-label="Workload">
                    <start::Start planner/>
                    <sentence::Sentence planner/>
                    <more::More planner/>
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
fn sheet_title(plan: &Plan, prices: &PriceSheet) -> String {
    let day = |item: Item| match &prices.get(item)?.origin {
        Origin::Shipped { checked, .. } => Some((*checked).to_owned()),
        Origin::PriceList { published } => Some(published.clone()),
        Origin::Typed => None,
    };
    let oldest = Item::ALL.into_iter().filter_map(day).min();
    let of = oldest.map_or_else(String::new, |day| format!(", prices of {day}"));
    format!("Shardscope: a plan of {} in {}{of}", plan.workload.stream_name, plan.workload.region.code())
}
