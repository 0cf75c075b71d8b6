use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    plan::run_json,
    sim::Snapshot,
    units::{Bytes, Count, Share},
    web::download,
};

/// A figure, its unit, and whether it is bad news.
type Reading = (String, &'static str, bool);

#[component]
pub fn Figures(simulator: Simulator) -> impl IntoView {
    view! {
        <section class="figures" aria-label="Figures">
            <h2 class="visually-hidden">"Figures"</h2>
            <dl class="figure-row">
                <Figure simulator label="Offered" read=|v| (Count(v.second.offered).to_string(), "/s", false)/>
                <Figure simulator label="Refused" read=|v| (Count(v.second.throttled).to_string(), "/s", v.second.throttled > 0)/>
                <Figure simulator label="Accepted" read=|v| (Count(v.second.taken).to_string(), "/s", false)/>
                <Figure simulator label="Put to accept, p99" read=delay/>
                <Figure simulator label="Out of order" read=out_of_order/>
                <Figure simulator label="Waiting + lost" read=waiting/>
            </dl>
            <Totals simulator/>
        </section>
    }
    .into_any()
}

#[component]
fn Figure(simulator: Simulator, label: &'static str, read: fn(&Snapshot) -> Reading) -> impl IntoView {
    let reading = move || simulator.view.with(read);
    view! {
        <div class="figure" data-alarm=told(move || reading().2.then_some(""))>
            <dt>{label}</dt>
            <dd>{told(move || reading().0)}<small>{told(move || reading().1)}</small></dd>
        </div>
    }
}

fn delay(view: &Snapshot) -> Reading {
    match view.delay {
        None => ("–".to_owned(), "", false),
        Some(delay) => {
            let text = delay.p99.to_string();
            (text, "", delay.p99.secs() >= 1)
        }
    }
}

fn out_of_order(view: &Snapshot) -> Reading {
    match view.totals.out_of_order_records {
        // Runs of records have no order within them.
        None => ("–".to_owned(), "", false),
        Some(n) => (Share::of(n, view.totals.accepted_records).to_string(), "", n > 0),
    }
}

fn waiting(view: &Snapshot) -> Reading {
    let totals = &view.totals;
    let text = format!("{} + {}", Count(totals.pending_records), Count(totals.dropped_records));
    (text, "", totals.dropped_records > 0)
}

#[component]
fn Totals(simulator: Simulator) -> impl IntoView {
    let words = move || {
        simulator.view.with(|view| {
            let t = &view.totals;
            format!(
                "So far: {} offered ({}) = {} accepted + {} lost + {} waiting; {} attempts refused, {} duplicates.",
                Count(t.offered_records),
                Bytes(t.offered_bytes),
                Count(t.accepted_records),
                Count(t.dropped_records),
                Count(t.pending_records),
                Count(t.throttled_attempts),
                Count(t.duplicated_records),
            )
        })
    };
    let name = move |ending: &str| {
        simulator.settings.with_untracked(|s| format!("shardscope-seed-{}.{ending}", s.seed))
    };
    let json = move |_| {
        let text =
            simulator.with_model(|model| format!("{:#}", run_json(&model.report()))).unwrap_or_default();
        download::save(&name("json"), "application/json", &text);
    };
    let csv = move |_| {
        let text = simulator.with_model(|model| model.report().to_csv()).unwrap_or_default();
        download::save(&name("csv"), "text/csv", &text);
    };
    view! {
        <div class="totals">
            <p>{told(words)}</p>
            <button type="button" class="quiet" on:click=json>"Download JSON"</button>
            <button type="button" class="quiet" on:click=csv>"Download CSV"</button>
        </div>
    }
    .into_any()
}
