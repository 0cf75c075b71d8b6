//! How unevenly the keys fill the shards, and what is left where no number of shards carries them.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::{
    plan::{KeySpread, Plan, skew_table},
    units::{Count, Share},
};

#[component]
pub fn SkewView(planner: Planner) -> impl IntoView {
    let even = Memo::new(move |_| planner.plan.with(|plan| plan.workload.keys == KeySpread::Even));
    let body = move || (!even.get()).then(|| view! { <Body planner/> }.into_any());
    view! {
        <section class="skew" aria-labelledby="skew-title" hidden=told(move || even.get())>
            <h2 id="skew-title">"How the keys fill the shards"</h2>
            {told(body)}
        </section>
    }
    .into_any()
}

#[component]
fn Body(planner: Planner) -> impl IntoView {
    let rows = move || {
        planner.plan.with(|plan| {
            let rows = skew_table(plan).into_iter().map(|row| {
                let over = row.used_milli > 1_000;
                let advised = row.shards == plan.sizing.per_stream;
                view! {
                    <tr data-advised=advised.then_some("") data-breaks=over.then_some("")>
                        <th scope="row">{crate::plan::answer::shards(row.shards)}</th>
                        <td>{format!("{:.2} ×", row.over_mean)}</td>
                        <td>{Share::from_ppm((row.fullest * 1e6).round() as u32).to_string()}</td>
                        <td class="used-figure">{format!("{} %", Count(row.used_milli.div_ceil(10)))}</td>
                    </tr>
                }
            });
            rows.collect_view().into_any()
        })
    };
    view! {
        <p class="section-note">{told(move || planner.plan.with(words))}</p>
        <div class="skew-parts">
            <table class="data skew-table">
                <thead>
                    <tr><th scope="col">"With"</th><th scope="col">"Fullest over mean"</th><th scope="col">"Of all records"</th><th scope="col">"Of its limit"</th></tr>
                </thead>
                <tbody>{told(rows)}</tbody>
            </table>
            {told(move || planner.plan.with(heaviest))}
        </div>
    }
    .into_any()
}

fn words(plan: &Plan) -> String {
    let skew = &plan.sizing.skew;
    let how = if skew.exact { "By the MD5 of each key" } else { "As expected for such keys" };
    let share = Share::from_ppm((skew.heaviest_key * 1e6).round() as u32);
    let key = if share.ppm() == 0 {
        String::new()
    } else {
        format!(" The hottest key has {share} of all records, wherever it goes.")
    };
    format!(
        "{how}, the fullest of {} shards gets {:.2} times the mean.{key}",
        Count(plan.sizing.per_stream),
        skew.over_mean(plan.sizing.per_stream)
    )
}

/// The hottest of the user's own keys.
fn heaviest(plan: &Plan) -> Option<AnyView> {
    let KeySpread::Own(keys) = &plan.workload.keys else { return None };
    let all = keys.records();
    let rows = keys.named().iter().take(5).map(|(key, n)| {
        view! { <tr><th scope="row"><code class="clip">{key.clone()}</code></th><td>{Share::of(*n, all).to_string()}</td></tr> }
    });
    Some(
        view! {
            <table class="data own-heaviest">
                <thead><tr><th scope="col">"Your hottest keys"</th><th scope="col">"Of all records"</th></tr></thead>
                <tbody>{rows.collect_view().into_any()}</tbody>
            </table>
        }
        .into_any(),
    )
}
