//! A reader, closer: its figures, its shards, what can go wrong with it, and its settings.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    One, faults::Faults, figures::Figures, rewind::Rewind, settings::Settings, shards::Shards, words,
};
use crate::sim::ReaderView;

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

/// What holds a reader back, and then what would help, line by line; nothing for one that is well.
fn helps(view: &ReaderView) -> String {
    let first = match words::bottleneck(view.clock.bottleneck) {
        Some(why) => format!("Held back by: {why}. What helps:"),
        None if view.clock.helps.is_empty() => return String::new(),
        None => "What helps:".to_owned(),
    };
    std::iter::once(&first).chain(&view.clock.helps).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// What would help, each with the time it takes.
#[component]
fn Helps(one: One) -> impl IntoView {
    let helps = Memo::new(move |_| one.view(helps).unwrap_or_default());
    let shown = move || {
        let helps = helps.get();
        let mut lines = helps.lines().map(str::to_owned);
        lines.next().map(|first| {
            let items = lines.map(|help| view! { <li>{help}</li> }).collect_view().into_any();
            view! {
                <div class="reader-helps">
                    <h3>{first}</h3>
                    <ul>{items}</ul>
                </div>
            }
            .into_any()
        })
    };
    view! { {told(shown)} }.into_any()
}
