//! The same events on the services beside Kinesis Data Streams.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::{
    aws::Confidence,
    plan::{
        Plan,
        neighbours::{Charged, Neighbour, neighbours},
    },
    units::Usd,
};

#[component]
pub fn Neighbours(planner: Planner) -> impl IntoView {
    let open = RwSignal::new(false);
    let here = move || planner.plan.with(here);
    let list = move || {
        let all = planner.plan.with(neighbours);
        all.iter().map(service).collect_view().into_any()
    };
    let body = move || {
        open.get().then(|| {
            view! {
                <p class="section-note">{told(here)}</p>
                <ul class="neighbour-list">{told(list)}</ul>
            }
            .into_any()
        })
    };
    view! {
        <section class="neighbours" aria-labelledby="neighbours-title">
            <details class="fold" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary><h2 id="neighbours-title">"The same events on SQS, SNS, EventBridge or Firehose"</h2></summary>
                {told(body)}
            </details>
        </section>
    }
    .into_any()
}

/// What to compare with.
fn here(plan: &Plan) -> String {
    let per = super::answer::per(plan.workload.period);
    let price = match plan.cheapest() {
        Some((mode, usd)) => {
            format!("Kinesis Data Streams costs {} {per}, {}. ", usd.about(), mode.in_sentence())
        }
        None => String::new(),
    };
    format!(
        "{price}Here every consumer is a queue, a subscription, a target or a delivery stream of its own; free tiers are not taken off."
    )
}

fn service(neighbour: &Neighbour) -> impl IntoView + use<> {
    let lines = neighbour.lines.iter().map(line).collect_view().into_any();
    let cannot = neighbour.cannot.iter().map(|sentence| {
        // What it is about, and what there is to say.
        let (about, rest) = sentence.split_once(": ").unwrap_or(("", sentence));
        view! { <li><b>{about.to_owned()}</b>": "{rest.to_owned()}</li> }
    });
    let label = if neighbour.cannot.is_empty() {
        "Nothing we know of that it could not do"
    } else {
        "What it could not do"
    };
    let notes = neighbour.notes.join(" ");
    let sources = neighbour.sources().join("; ");
    let doubt = match neighbour.confidence() {
        Confidence::Documented => None,
        doubt => Some(view! { <span class="doubt">{doubt.word()}</span> }.into_any()),
    };
    view! {
        <li class="neighbour">
            <div class="neighbour-head">
                <h3>{neighbour.service.title()}</h3>
                <p class="mode-total"><b>{total(neighbour)}</b>" "{doubt}</p>
            </div>
            <ul class="mode-lines" aria-label="What it costs">{lines}</ul>
            <div class="neighbour-cannot">
                <p>{label}</p>
                <ul aria-label=label>{cannot.collect_view().into_any()}</ul>
            </div>
            <p class="hint">{notes}</p>
            <small class="source">{sources}</small>
        </li>
    }
}

fn total(neighbour: &Neighbour) -> String {
    match neighbour.total() {
        Some(usd) => usd.about(),
        None if neighbour.known() == Usd::default() => "unknown".to_owned(),
        None => format!("> {}", neighbour.known().about()),
    }
}

fn line(line: &Charged) -> impl IntoView + use<> {
    let price = line.price.map_or_else(|| "an unknown price".to_owned(), |price| price.value.price());
    let amount = line.usd.map_or_else(|| "unknown".to_owned(), |usd| usd.to_string());
    view! {
        <li>
            <span class="line-title">{line.what}</span>
            <span class="line-working" title=line.working.clone()>{format!("{} × {price}", line.quantity_shown())}</span>
            <span class="line-amount">{amount}</span>
        </li>
    }
}
