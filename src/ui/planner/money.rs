//! What it costs: three modes side by side, each line as quantity × price = amount.

mod column;
mod line;

use crate::ui::parts::{Switch, told};
use leptos::prelude::*;

pub use line::per;

use super::Planner;
use crate::{
    aws::pricing::Mode,
    plan::{Period, Plan, TrafficShape},
    units::{Count, RecordsPerSecond},
};

#[component]
pub fn Money(planner: Planner) -> impl IntoView {
    let period = Memo::new(move |_| planner.workload.with(|w| w.period));
    let periods =
        vec![(Period::Hour, "Hour"), (Period::Day, "Day"), (Period::Month, "Month"), (Period::Year, "Year")];
    let set = Callback::new(move |period| planner.edit(&mut |w| w.period = period));
    let columns = Mode::ALL.map(|mode| view! { <column::Column planner mode/> });
    view! {
        <section class="money" aria-labelledby="money-title">
            <div class="section-head">
                <h2 id="money-title">{told(move || format!("What it costs {}", super::answer::per(period.get())))}</h2>
                <small>{told(move || planner.plan.with(basis))}</small>
                <Switch label="Period" options=periods value=period set/>
            </div>
            <div class="money-columns">{columns.into_iter().collect_view().into_any()}</div>
        </section>
    }
    .into_any()
}

/// What the money is for: `730 hours, traffic at its average of 5,500/s`.
fn basis(plan: &Plan) -> String {
    let workload = &plan.workload;
    let hours = Count(workload.period.hours().into());
    let streams = u64::from(workload.streams);
    let average = RecordsPerSecond::from_milli(plan.demand.average.records.milli().saturating_mul(streams));
    let curve = match workload.traffic.shape {
        TrafficShape::Average(_) => "",
        TrafficShape::Day(_) | TrafficShape::Week(_) => " of the curve",
    };
    let records = if plan.demand.aggregated > 1 { " aggregated records" } else { "" };
    let unit = if hours.0 == 1 { "hour" } else { "hours" };
    format!("{hours} {unit}, traffic at its average{curve}, {average}{records}")
}
