//! All built-in scenarios: what to watch before, what it teaches afterwards.

use std::collections::BTreeSet;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    sim::presets::{self, Preset},
    units::SimDuration,
    web::store,
};

/// Simulated time after a scenario's opening from which on it counts as seen.
const SEEN_AFTER: SimDuration = SimDuration::from_secs(20);
const STORED_AS: &str = "seen";

#[component]
pub fn Gallery(simulator: Simulator) -> impl IntoView {
    let seen = RwSignal::new(remembered());
    let just_seen = Memo::new(move |_| {
        let preset = simulator.preset.get()?;
        let now = simulator.view.with(|view| view.now);
        (now >= preset.opens_at + SEEN_AFTER).then_some(preset.name)
    });
    Effect::new(move |_| {
        if let Some(name) = just_seen.get()
            && seen.try_update(|seen| seen.insert(name)).unwrap_or(false)
        {
            let names: Vec<&str> = seen.get_untracked().into_iter().collect();
            store::write(STORED_AS, &names.join(" "));
        }
    });
    let cards =
        presets::all().iter().map(|preset| view! { <Card simulator preset seen/> }).collect_view().into_any();
    view! {
        <section class="gallery" aria-labelledby="gallery-title">
            <h2 id="gallery-title">"More streams to watch"</h2>
            <p class="section-note">"Problems that users of Kinesis really report. What each one teaches appears once you have watched it."</p>
            <ul class="gallery-list">{cards}</ul>
        </section>
    }
    .into_any()
}

fn remembered() -> BTreeSet<&'static str> {
    let names = store::read(STORED_AS).unwrap_or_default();
    names.split(' ').filter_map(presets::find).map(|preset| preset.name).collect()
}

#[component]
fn Card(
    simulator: Simulator,
    preset: &'static Preset,
    seen: RwSignal<BTreeSet<&'static str>>,
) -> impl IntoView {
    let current = move || simulator.preset.get().is_some_and(|current| current.name == preset.name);
    let is_seen = Memo::new(move |_| seen.with(|seen| seen.contains(preset.name)));
    let open = move |_| {
        simulator.open_preset(preset);
        if let Some(main) = document().get_element_by_id("main") {
            main.scroll_into_view_with_bool(true);
        }
    };
    view! {
        <li class="preset" data-current=told(move || current().then_some(""))>
            <button type="button" class="preset-open" aria-current=told(move || current().then_some("true")) on:click=open>
                {preset.title}
            </button>
            <p class="preset-watch">{preset.watch}</p>
            {told(move || is_seen.get().then(|| view! { <p class="preset-moral">{preset.moral}</p> }.into_any()))}
        </li>
    }
    .into_any()
}
