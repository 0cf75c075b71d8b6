//! One reader in a line: what it is, where it is, and how long that will go well.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{One, line_class, opened::Opened, position, words};
use crate::{
    sim::{ReaderView, snapshot::MAX_ROWS},
    units::{Count, SimDuration},
};

#[component]
pub fn Row(one: One) -> impl IntoView {
    let (index, open) = (one.index, one.look.open);
    let is_open = Memo::new(move |_| open.get() == Some(index));
    let outlook = move || one.view(words::outlook).unwrap_or(words::UNBORN);
    let body = format!("reader-{index}");
    let controls = body.clone();
    let toggle = move |_| open.set(if is_open.get_untracked() { None } else { Some(index) });
    let opened = move || {
        is_open
            .get()
            .then(|| view! { <div id=body.clone() class="reader-body"><Opened one/></div> }.into_any())
    };
    view! {
        <li class="reader" data-outlook=told(move || outlook().0)>
            <div class="reader-head">
                <button type="button" class="reader-open" aria-controls=controls on:click=toggle
                    aria-expanded=told(move || if is_open.get() { "true" } else { "false" })>
                    <svg class=format!("swatch {}", line_class(index)) viewBox="0 0 26 8" aria-hidden="true"><path d="M1 4H25"></path></svg>
                    <span class="reader-name">{told(move || one.name())}</span>
                    <span class="reader-kind">{told(move || one.set(words::kind_and_way).unwrap_or_default())}</span>
                </button>
                <position::Position one/>
                <Numbers one/>
                <p class="reader-clock">
                    <i class="sign" aria-hidden="true"></i>
                    <strong>{told(move || outlook().1)}</strong>
                    <span>{told(move || clock(one))}</span>
                </p>
            </div>
            {told(opened)}
        </li>
    }
    .into_any()
}

/// The retention clock's sentence.
fn clock(one: One) -> String {
    one.view(|v| v.clock.words.clone()).unwrap_or_else(|| "Begins with the next second.".to_owned())
}

#[component]
fn Numbers(one: One) -> impl IntoView {
    let read = move |read: fn(&ReaderView) -> String| one.view(read).unwrap_or_else(|| "–".to_owned());
    let refusing = move || one.view(|v| v.second.refused_calls > 0).unwrap_or(false);
    view! {
        <dl class="reader-numbers">
            <div><dt>"behind"</dt><dd>{told(move || read(behind))}</dd></div>
            <div><dt>"to read"</dt><dd>{told(move || read(to_read))}</dd></div>
            <div data-alarm=told(move || refusing().then_some(""))>
                <dt>"refused calls"</dt>
                <dd>{told(move || read(|v| format!("{}/s", v.second.refused_calls)))}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// Records ahead of it; where not every shard is shown, all that it has not read.
fn to_read(view: &ReaderView) -> String {
    let all_shown = view.rows.len() < MAX_ROWS;
    let ahead = view.rows.iter().map(|row| row.ahead).sum();
    Count(if all_shown { ahead } else { view.total.pending }).to_string()
}

/// Less than a second is no lag that a person would act on.
fn behind(view: &ReaderView) -> String {
    let behind = view.lag();
    let rounded = if behind.secs() < 60 { behind } else { SimDuration::from_secs(behind.secs()) };
    if behind.millis() == 0 { "–".to_owned() } else { rounded.to_string() }
}
