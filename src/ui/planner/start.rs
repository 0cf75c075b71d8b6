//! A workload to start from.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::plan::presets::{self, Preset};

#[component]
pub fn Start(planner: Planner) -> impl IntoView {
    let current = Memo::new(move |_| {
        planner.workload.with(|w| presets::all().iter().position(|preset| preset.workload() == *w))
    });
    let name = move || current.get().and_then(|at| presets::all().get(at)).map_or("own", |p| p.name);
    let option = |preset: &'static Preset| {
        view! { <option value=preset.name selected=told(move || name() == preset.name)>{preset.title}</option> }
    };
    let own = move || {
        current
            .get()
            .is_none()
            .then(|| view! { <option value="own" selected=true>"Your own workload"</option> }.into_any())
    };
    let choose = move |name: String| {
        if let Some(preset) = presets::find(&name) {
            planner.open(preset.workload());
        }
    };
    let line = move || {
        current
            .get()
            .and_then(|at| presets::all().get(at))
            .map_or("It is in the address: copy the link to keep it.", |preset| preset.line)
    };
    view! {
        <div class="start">
            <label class="picker">
                <span class="field-label">"Start from"</span>
                <select prop:value=told(name) on:change:target=move |ev| choose(ev.target().value())>
                    {told(own)}
                    {presets::all().iter().map(option).collect_view().into_any()}
                </select>
            </label>
            <p class="hint">{told(line)}</p>
        </div>
    }
    .into_any()
}
