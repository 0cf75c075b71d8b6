//! What one takes away: the plan as commands, a template, a table or a page of text.

use leptos::prelude::*;

use super::{Planner, answer::EXPORTS};
use crate::{
    aws::pricing::Mode,
    plan::export::{Format, export},
    ui::parts::{Switch, told},
    web::{clipboard, download},
};

/// How the last copy went.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Copied {
    Not,
    Done,
    Failed,
}

#[derive(Debug, Clone, Copy)]
struct Choice {
    format: RwSignal<Format>,
    /// Chosen by the reader; until then it is the cheapest.
    mode: RwSignal<Option<Mode>>,
}

impl Choice {
    fn mode(self, planner: Planner) -> Mode {
        self.mode
            .get()
            .or_else(|| planner.plan.with(|plan| plan.cheapest().map(|(mode, _)| mode)))
            .unwrap_or(Mode::Provisioned)
    }
}

#[component]
pub fn Exports(planner: Planner) -> impl IntoView {
    let choice = Choice { format: RwSignal::new(Format::Commands), mode: RwSignal::new(None) };
    let format = choice.format;
    let mode = Memo::new(move |_| choice.mode(planner));
    let text = Memo::new(move |_| planner.plan.with(|plan| export(plan, mode.get(), format.get())));
    let file = Memo::new(move |_| planner.plan.with(|plan| format.get().file_name(plan)));
    let formats = Format::ALL.map(|format| (format, format.title())).to_vec();
    let modes = Mode::ALL.map(|mode| (mode, mode.title())).to_vec();
    let pick = Callback::new(move |picked| format.set(picked));
    let pick_mode = Callback::new(move |picked| choice.mode.set(Some(picked)));
    let label = move || format!("{}, {}", format.get().title(), file.get());
    let prose = move || (format.get() == Format::Summary).then_some("");
    view! {
        <section class="exports" id=EXPORTS aria-labelledby="exports-title" data-print="no">
            <div class="section-head">
                <h2 id="exports-title">"Take it with you"</h2>
                <Switch label="Format" options=formats value=format set=pick/>
            </div>
            <div class="exports-mode">
                <p>{told(move || format.get().purpose())}</p>
                <div hidden=told(move || !format.get().is_of_a_mode())>
                    <Switch label="Capacity mode" options=modes value=mode set=pick_mode/>
                </div>
            </div>
            <div class="exports-sheet">
                <div class="exports-bar">
                    <code>{told(move || file.get())}</code>
                    <Acts text file format/>
                </div>
                <pre tabindex="0" role="region" aria-label=told(label) data-prose=told(prose)>{told(move || text.get())}</pre>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Acts(text: Memo<String>, file: Memo<String>, format: RwSignal<Format>) -> impl IntoView {
    let copied = RwSignal::new(Copied::Not);
    let copy = move |_| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&text).await;
            copied.try_set(if done { Copied::Done } else { Copied::Failed });
            gloo::timers::future::TimeoutFuture::new(2_500).await;
            copied.try_set(Copied::Not);
        });
    };
    let save = move |_| {
        let format = format.get_untracked();
        // Without the mark, spreadsheets take UTF-8 for something else.
        let mark = if format == Format::Csv { "\u{feff}" } else { "" };
        let text = text.with_untracked(|text| format!("{mark}{text}"));
        download::save(&file.get_untracked(), format.media_type(), &text);
    };
    let print = move |_| {
        // Where printing is forbidden, the browser says so itself.
        let _ = window().print();
    };
    let words = move || match copied.get() {
        Copied::Not => "Copy",
        Copied::Done => "Copied",
        Copied::Failed => "Select it to copy",
    };
    view! {
        <div class="exports-acts">
            <button type="button" class="quiet exports-copy" aria-live="polite" on:click=copy>{told(words)}</button>
            <button type="button" class="quiet" on:click=save>"Download"</button>
            <button type="button" class="quiet" title="The plan on one page" on:click=print>"Print the plan"</button>
        </div>
    }
    .into_any()
}
