//! A reader, closer: its figures, its shards, what can go wrong with it, and its settings.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{One, faults::Faults, figures::Figures, rewind::Rewind, settings::Settings, shards::Shards};
use crate::sim::{ClockHelp, Msg, ReaderView};

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

/// What holds a reader back, in words; nothing for one that is well.
fn held_back(view: &ReaderView) -> String {
    match view.clock.bottleneck.words() {
        Some(why) => format!("Held back by: {why}. What helps:"),
        None if view.clock.helps.is_empty() => String::new(),
        None => "What helps:".to_owned(),
    }
}

/// What would help, each with the time it takes, and the way to try it.
#[component]
fn Helps(one: One) -> impl IntoView {
    let title = Memo::new(move |_| one.view(held_back).unwrap_or_default());
    let there = move || !title.with(String::is_empty);
    // Figures change with every second; the buttons stay.
    let count = Memo::new(move |_| one.view(|v| v.clock.helps.len()).unwrap_or_default());
    let items = move || (0..count.get()).map(|at| help(one, at)).collect_view().into_any();
    view! {
        <div class="reader-helps" hidden=told(move || !there())>
            <h3>{told(move || title.get())}</h3>
            <ul>{told(items)}</ul>
        </div>
    }
    .into_any()
}

fn help(one: One, at: usize) -> AnyView {
    let read = move |read: fn(&ClockHelp) -> String| {
        one.view(|v| v.clock.helps.get(at).map(read)).flatten().unwrap_or_default()
    };
    let try_it = move |_| {
        let act =
            one.simulator.view.with_untracked(|v| Some(v.readers.get(one.index)?.clock.helps.get(at)?.act));
        if let Some(act) = act {
            let change = one.simulator.settings.with_untracked(|s| act.change(one.index, &s.readers));
            one.simulator.try_send(Msg::Change(change));
        }
    };
    view! {
        <li>
            <button type="button" class="plain" on:click=try_it>{told(move || read(|help| help.act.label()))}</button>
            <p>{told(move || read(ClockHelp::effect))}</p>
        </li>
    }
    .into_any()
}
