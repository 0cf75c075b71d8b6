//! What the plan has to say beyond its figures.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::{
    aws::pricing::Mode,
    plan::{Finding, Weight},
};

#[component]
pub fn Findings(planner: Planner) -> impl IntoView {
    // The same findings stay as they are while figures elsewhere change.
    let findings = Memo::new(move |_| planner.plan.with(|plan| plan.findings.clone()));
    let of = move |tells: bool| {
        findings.with(|all| {
            let some = all.iter().filter(|finding| (finding.weight == Weight::Tells) == tells);
            some.map(item).collect_view().into_any()
        })
    };
    let none = move || findings.with(Vec::is_empty);
    let told_of =
        Memo::new(move |_| findings.with(|all| all.iter().filter(|f| f.weight == Weight::Tells).count()));
    let summary = move || match told_of.get() {
        1 => "1 thing more that is good to know".to_owned(),
        n => format!("{n} things more that are good to know"),
    };
    view! {
        <section class="findings" id=FINDINGS aria-labelledby="findings-title" hidden=told(none)>
            <h2 id="findings-title">"What to know before you build it"</h2>
            <ul>{told(move || of(false))}</ul>
            <details class="more" hidden=told(move || told_of.get() == 0)>
                <summary>{told(summary)}</summary>
                <ul>{told(move || of(true))}</ul>
            </details>
        </section>
    }
    .into_any()
}

const FINDINGS: &str = "findings";

/// Beside the answer, where something of the plan does not work: leads to what and why.
#[component]
pub fn Warning(planner: Planner) -> impl IntoView {
    let breaks = Memo::new(move |_| {
        planner.plan.with(|plan| plan.findings.iter().filter(|f| f.weight == Weight::Breaks).count())
    });
    let go = move |_| {
        if let Some(findings) = document().get_element_by_id(FINDINGS) {
            findings.scroll_into_view();
        }
    };
    let words = move || match breaks.get() {
        1 => "One thing does not work like this".to_owned(),
        n => format!("{n} things do not work like this"),
    };
    let line = move || {
        (breaks.get() > 0).then(|| {
            view! { <p class="answer-breaks"><button type="button" class="link" on:click=go>{told(words)}</button></p> }
                .into_any()
        })
    };
    view! { {told(line)} }.into_any()
}

fn item(finding: &Finding) -> impl IntoView + use<> {
    let (kind, word) = match finding.weight {
        Weight::Breaks => ("alarm", "Does not work"),
        Weight::Warns => ("warn", "Mind this"),
        Weight::Tells => ("quiet", "Good to know"),
    };
    let modes = match finding.modes {
        modes if modes.len() == Mode::ALL.len() => String::new(),
        modes => modes.iter().map(|mode| mode.title()).collect::<Vec<_>>().join(", "),
    };
    view! {
        <li class="finding" data-kind=kind>
            <p class="finding-head"><span class="badge" data-kind=kind>{word}</span>" "<small>{modes}</small></p>
            <div class="finding-body">
                <p>{finding.what.clone()}</p>
                <p class="finding-advice">{finding.advice.clone()}</p>
                <small class="source">{finding.source}</small>
            </div>
        </li>
    }
}
