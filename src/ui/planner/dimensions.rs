//! What drives the shard count: each dimension against its limit.

use crate::ui::parts::{told, unbroken};
use leptos::prelude::*;

use super::Planner;
use crate::{
    plan::{Dimension, DimensionKind, Need, Plan},
    units::{Count, Share},
};

/// Part of the track that stands for the limit, so that what is beyond it has room.
const LIMIT: f64 = 0.8;

#[component]
pub fn Dimensions(planner: Planner) -> impl IntoView {
    let rows = move || {
        planner
            .plan
            .with(|plan| plan.sizing.dimensions.iter().map(|d| row(plan, d)).collect_view().into_any())
    };
    let advised = move || planner.plan.with(|plan| crate::plan::answer::shards(plan.sizing.per_stream));
    view! {
        <section class="dimensions" aria-labelledby="dimensions-title">
            <h2 id="dimensions-title">"What drives the shard count"</h2>
            <table class="dimension-table">
                <thead>
                    <tr>
                        <th scope="col">"Dimension"</th>
                        <th scope="col">"Demand"</th>
                        <th scope="col">"Used with "{told(advised)}</th>
                        <th scope="col">"Shards"</th>
                    </tr>
                </thead>
                <tbody>{told(rows)}</tbody>
            </table>
            <p class="hint">{told(move || planner.plan.with(headroom))}</p>
        </section>
    }
    .into_any()
}

fn row(plan: &Plan, dimension: &Dimension) -> impl IntoView + use<> {
    let bottleneck = dimension.kind == plan.sizing.bottleneck && plan.sizing.is_possible();
    // A surge is above the limits by its nature: what waits is counted in.
    let waits = dimension.kind == DimensionKind::SurgeRecovery;
    let breaks = dimension.need == Need::Impossible || (dimension.used_milli > 1_000 && !waits);
    let used = dimension.used_milli as f64 / 1_000.0;
    let percent = used_words(dimension.used_milli);
    let need = match dimension.need {
        Need::Shards(n) => Count(n).to_string(),
        Need::Any => "–".to_owned(),
        Need::Impossible => "none will do".to_owned(),
    };
    let need_title = (dimension.need == Need::Any).then_some("more shards do not change this");
    let load = (used.min(1.0) * LIMIT).to_string();
    let over = ((used - 1.0).clamp(0.0, 1.0 / LIMIT - 1.0) * LIMIT).to_string();
    view! {
        <tr data-bottleneck=bottleneck.then_some("") data-breaks=breaks.then_some("")>
            <th scope="row">{dimension.kind.title()}{bottleneck.then(|| view! { <span class="visually-hidden">", the bottleneck"</span> })}</th>
            <td class="working">{unbroken(&dimension.working)}</td>
            <td class="used">
                <span class="used-bar">
                    <span class="bar-track" data-beyond=(used > 1.0 / LIMIT).then_some("") style:--load=load style:--over=over style:--limit=LIMIT.to_string()>
                        <i class="bar-load"></i><i class="bar-over"></i><i class="bar-limit"></i>
                    </span>
                    <span class="used-figure">{percent}</span>
                </span>
            </td>
            <td class="need" title=need_title>{need}</td>
        </tr>
    }
}

/// `89 %`, `2.3 ×` above a hundred percent.
fn used_words(milli: u64) -> String {
    match milli {
        0 => "0 %".to_owned(),
        1..10 => "< 1 %".to_owned(),
        10..=1_000 => Share::from_percent((milli / 10) as u32).to_string(),
        1_001..10_000 => format!("{}.{} ×", milli / 1_000, milli % 1_000 / 100),
        _ => format!("{} ×", Count(milli / 1_000)),
    }
}

fn headroom(plan: &Plan) -> String {
    let milli = plan.sizing.headroom_milli(&plan.demand);
    let shards = crate::plan::answer::shards(plan.sizing.per_stream);
    match milli {
        u64::MAX => String::new(),
        1_000..2_000 => {
            format!("Headroom: {shards} take {} % more than the peak, evenly spread.", (milli - 1_000) / 10)
        }
        2_000.. => format!(
            "Headroom: {shards} take {}.{} times the peak, evenly spread.",
            Count(milli / 1_000),
            milli % 1_000 / 100
        ),
        _ => String::new(),
    }
}
