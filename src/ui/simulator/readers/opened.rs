//! A reader, closer: its figures, its shards, what can go wrong with it, and its settings.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    One, faults::Faults, figures::Figures, rewind::Rewind, settings::Settings, shards::Shards, words,
};

#[component]
pub fn Opened(one: One) -> impl IntoView {
    view! {
        <Helps one/>
        <div class="reader-parts">
            <Figures one/>
            <div class="reader-acts">
                <Faults one/>
                <Rewind one/>
            </div>
        </div>
        <Shards one/>
        <Settings one/>
    }
    .into_any()
}

/// What would help, each with the time it takes.
#[component]
fn Helps(one: One) -> impl IntoView {
    let helps = Memo::new(move |_| one.view(|v| v.clock.helps.clone()).unwrap_or_default());
    let why = Memo::new(move |_| one.view(|v| words::bottleneck(v.clock.bottleneck)).flatten());
    let shown = move || {
        let (helps, why) = (helps.get(), why.get());
        (!helps.is_empty() || why.is_some()).then(|| {
            let items = helps.into_iter().map(|help| view! { <li>{help}</li> }).collect_view().into_any();
            view! {
                <div class="reader-helps">
                    <h3>{why.map_or_else(|| "What helps".to_owned(), |why| format!("Held back by: {why}. What helps:"))}</h3>
                    <ul>{items}</ul>
                </div>
            }
            .into_any()
        })
    };
    view! { {told(shown)} }.into_any()
}
