//! Where a reader is, on one axis for all: the retention horizon on the left, now on the right.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{super::Simulator, One};
use crate::{
    chart::LagScale,
    sim::ReaderView,
    units::{SimDuration, SimTime},
};

/// Parts of the axis, as the style sheet counts them.
fn part(thousandths: i64) -> String {
    format!("{:.3}", thousandths as f64 / 1_000.0)
}

/// The axis above all rows.
#[component]
pub fn LagAxis(simulator: Simulator) -> impl IntoView {
    let kept = Memo::new(move |_| simulator.view.with(|v| v.retention.millis()));
    let retention = move || SimDuration::from_millis(kept.get());
    let ticks = move || {
        let ticks = LagScale::new(retention()).ticks();
        let tick = |(lag, place): (SimDuration, i64)| {
            view! { <span class="lag-tick" style:--at=part(place)>{lag.to_string()}</span> }
        };
        ticks.into_iter().map(tick).collect_view().into_any()
    };
    let horizon = move || format!("{} ago: gone", retention());
    view! {
        <div class="lag-head" aria-hidden="true">
            <span class="lag-title">"How far behind"</span>
            <div class="lag-axis">
                <span class="lag-end">{told(horizon)}</span>
                {told(ticks)}
                <span class="lag-now">"now"</span>
            </div>
            <span class="number-head">"behind"</span>
            <span class="number-head">"to read"</span>
            <span class="number-head">"refused"</span>
        </div>
    }
    .into_any()
}

/// One reader's bar: what it still has to read, its shards, and the horizon that approaches.
#[component]
pub fn Position(one: One) -> impl IntoView {
    let view = one.simulator.view;
    let scale = move || LagScale::new(view.with(|v| v.retention));
    let at = move || part(scale().place(one.view(ReaderView::lag).unwrap_or_default()));
    // Nothing is older than the run.
    let began = move || part(scale().place(view.with(|v| v.now) - SimTime::ZERO));
    let shards = move || {
        let scale = scale();
        let draw = |view: &ReaderView| {
            let places = view.rows.iter().map(|row| scale.place(row.behind));
            places.map(|place| format!("M{place} 2V8")).collect::<Vec<_>>().concat()
        };
        one.view(draw).unwrap_or_default()
    };
    let spoken = move || {
        let behind = one.view(ReaderView::lag).unwrap_or_default();
        format!("{behind} behind; retention ends {} back", view.with(|v| v.retention))
    };
    view! {
        <div class="lag" role="img" aria-label=told(spoken) style:--at=told(at) style:--began=told(began)>
            <i class="lag-empty"></i>
            <i class="lag-gap"></i>
            <svg class="lag-shards" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><path d=told(shards)></path></svg>
            <i class="lag-horizon"></i>
            <i class="lag-knob"></i>
        </div>
    }
    .into_any()
}
