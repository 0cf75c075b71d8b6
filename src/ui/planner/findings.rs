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
    let list = move || findings.with(|all| all.iter().map(item).collect_view().into_any());
    let none = move || findings.with(Vec::is_empty);
    view! {
        <section class="findings" aria-labelledby="findings-title" hidden=told(none)>
            <h2 id="findings-title">"What to know before you build it"</h2>
            <ul>{told(list)}</ul>
        </section>
    }
    .into_any()
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
