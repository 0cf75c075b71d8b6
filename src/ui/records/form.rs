use crate::ui::parts::told;
use leptos::prelude::*;

use super::reading::{Progress, Reader};
use crate::{
    sample::{Columns, Format},
    ui::parts::sentence,
    units::{Bytes, Count},
    web::files,
};

/// Where the text comes from: typed or pasted, dropped, or chosen.
#[component]
pub fn Source(reader: Reader, label: &'static str, placeholder: &'static str) -> impl IntoView {
    let over = RwSignal::new(false);
    let file = move || {
        reader
            .file
            .with(|file| file.as_ref().map(|file| format!("{}, {}", file.name(), Bytes(files::size(file)))))
    };
    let choose = move |ev| {
        if let Some(file) = files::chosen(&ev) {
            reader.chosen(file);
        }
    };
    view! {
        <div class="own-source" data-over=told(move || over.get().then_some(""))
            on:dragover=move |ev| { ev.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=move |ev| { over.set(false); if let Some(file) = files::dropped(&ev) { reader.chosen(file); } }>
            <label class="field-stack">
                <span class="field-label">{label}</span>
                <textarea class="machine" rows="9" wrap="off" spellcheck="false" autocomplete="off"
                    placeholder=placeholder
                    prop:value=reader.text
                    on:paste=move |ev| if let Some(file) = files::pasted(&ev) { reader.chosen(file); }
                    on:input:target=move |ev| reader.typed(ev.target().value())></textarea>
            </label>
            <div class="source-file">
                <label class="file-button plain">
                    <input type="file" class="visually-hidden" accept=".txt,.csv,.tsv,.json,.jsonl,.ndjson,.log,text/*" on:change=choose/>
                    "Choose a file"
                </label>
                {told(move || file().map(|name| view! {
                    <span class="file-name">"Reads "<b>{name}</b>" in place of the text above"</span>
                    <button type="button" class="quiet" on:click=move |_| { reader.file.set(None); reader.typed(reader.text.get_untracked()); }>"Use the text"</button>
                }.into_any()))}
            </div>
        </div>
    }
    .into_any()
}

/// How the text is understood: a guess that can be changed.
#[component]
pub fn ColumnChoices(reader: Reader) -> impl IntoView {
    let formats = Format::ALL.into_iter().enumerate().map(|(at, format)| {
        view! { <option value=at.to_string() selected=told(move || reader.format.get() == format)>{format.label()}</option> }
    });
    let choose = move |at: String| {
        let chosen = at.parse::<usize>().ok().and_then(|at| Format::ALL.get(at).copied());
        reader.format.set(chosen.unwrap_or_default());
    };
    let has_columns = move || reader.format.get() != Format::Lines;
    view! {
        <div class="field">
            <label class="field-stack">
                <span class="field-label">"Format"</span>
                <select on:change:target=move |ev| choose(ev.target().value())>{formats.collect_view().into_any()}</select>
            </label>
        </div>
        {told(move || has_columns().then(|| view! {
            <div class="field-pair">
                <ColumnChoice reader label="Key" get=|c| Some(c.key.clone()) set=|c, v| c.key = v.unwrap_or_default() optional=false/>
                <ColumnChoice reader label="Size" get=|c| c.size.clone() set=|c, v| c.size = v optional=true/>
                <ColumnChoice reader label="Time" get=|c| c.time.clone() set=|c, v| c.time = v optional=true/>
            </div>
        }.into_any()))}
    }
    .into_any()
}

#[component]
fn ColumnChoice(
    reader: Reader,
    label: &'static str,
    get: fn(&Columns) -> Option<String>,
    set: fn(&mut Columns, Option<String>),
    optional: bool,
) -> impl IntoView {
    let names = move || reader.guess.with(|guess| guess.columns.clone());
    let current = Memo::new(move |_| reader.columns.with(get));
    let items = move || {
        names()
            .into_iter()
            .map(|name| {
                let is = current.get().as_ref() == Some(&name);
                view! { <option value=name.clone() selected=is>{name.clone()}</option> }
            })
            .collect_view()
            .into_any()
    };
    let choose = move |name: String| {
        reader.columns.update(|columns| set(columns, Some(name).filter(|n| !n.is_empty())));
    };
    view! {
        <label class="field-stack">
            <span class="field-label">{label}</span>
            <select on:change:target=move |ev| choose(ev.target().value())>
                {optional.then(|| view! { <option value="" selected=told(move || current.get().is_none())>"none"</option> })}
                {told(items)}
            </select>
        </label>
    }
    .into_any()
}

/// The lines that were left out, and why.
#[component]
pub fn Problems(reader: Reader) -> impl IntoView {
    let shown = move || {
        let left = reader.left.get();
        if left.count == 0 && left.stop.is_none() {
            return None;
        }
        let more = left.count - left.problems.len() as u64;
        let items = left
            .problems
            .iter()
            .map(|problem| view! { <li>{sentence(&problem.to_string())}</li> })
            .collect_view()
            .into_any();
        Some(view! {
            <div class="problems" role="status">
                {left.stop.as_ref().map(|why| view! { <p class="field-error">{sentence(why)}</p> })}
                <h3>{match left.count { 1 => "1 line was left out; the rest runs".to_owned(), n => format!("{} lines were left out; the rest runs", Count(n)) }}</h3>
                <ul>{items}</ul>
                {(more > 0).then(|| view! { <p class="hint">{format!("… and {} more.", Count(more))}</p> })}
            </div>
        }.into_any())
    };
    view! { {told(shown)} }.into_any()
}

/// How far the reading is.
#[component]
pub fn ReadingLine(reader: Reader) -> impl IntoView {
    let line = move || match reader.progress.get() {
        Progress::Idle => view! { <p class="hint">"Nothing has been read yet."</p> }.into_any(),
        Progress::Reading { done, total } => {
            let words = format!("Reading: {} of {}", Bytes(done), Bytes(total));
            view! {
                <label class="reading"><span>{words}</span><progress max=total.to_string() value=done.to_string()></progress></label>
            }
            .into_any()
        }
        Progress::Cancelled => view! { <p class="hint">"Cancelled. Nothing has changed."</p> }.into_any(),
        Progress::Failed(why) => {
            view! { <p class="field-error" role="alert">{sentence(&why)}</p> }.into_any()
        }
        Progress::Done(summary) => view! { <p class="hint" role="status">{summary}</p> }.into_any(),
    };
    view! { {told(line)} }.into_any()
}
