//! The capability matrix as a page: filter, compare, and test oneself column by column. And the sheets of pairs that are
//! taken for each other.

mod sheet;
mod table;

pub use sheet::SheetTable;

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{route::Route, state::Study};
use crate::{
    quiz::{
        Era,
        matrix::{ROWS, Row, SHEETS},
    },
    ui::parts::{Switch, told},
};

/// What of the matrix is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Rows that are compared; all where none is chosen.
    pub compared: RwSignal<BTreeSet<&'static str>>,
    /// Words that a row or cell must have.
    pub filter: RwSignal<String>,
    /// Cells are hidden until they are asked for.
    pub hidden: RwSignal<bool>,
    /// Columns that were revealed.
    pub revealed: RwSignal<BTreeSet<usize>>,
}

#[component]
pub fn MatrixPage(study: Study, sheet: Option<String>) -> impl IntoView {
    if let Some(id) = sheet {
        return view! { <sheet::SheetPage id/> }.into_any();
    }
    let shown = Shown {
        compared: RwSignal::default(),
        filter: RwSignal::default(),
        hidden: RwSignal::new(false),
        revealed: RwSignal::default(),
    };
    view! {
        <div class="page matrix-page">
            <h1>"What each service does, cell by cell"</h1>
            <p class="sub">"Every cell is one fact with its source. The keys of the service-choice questions follow from here. What is marked new is too young for the exam."</p>
            <Sheets/>
            <Controls study shown/>
            <table::Matrix study shown/>
        </div>
    }
    .into_any()
}

#[component]
fn Sheets() -> impl IntoView {
    let links = SHEETS.iter().map(|sheet| {
        let href = format!("#{}", Route::Matrix(Some(sheet.id.to_owned())).fragment());
        view! { <li><a href=href>{sheet.title}</a></li> }
    });
    view! {
        <nav aria-label="Pairs that are taken for each other">
            <ul class="sheets">{links.collect_view().into_any()}</ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Controls(study: Study, shown: Shown) -> impl IntoView {
    let picks = rows_for(study).into_iter().map(|row| {
        let on = move || shown.compared.with(|compared| compared.contains(row.id));
        let toggle = move |_| {
            shown.compared.update(|compared| {
                if !compared.remove(row.id) {
                    compared.insert(row.id);
                }
            });
        };
        view! {
            <button type="button" class="pick" aria-pressed=told(move || if on() { "true" } else { "false" }) on:click=toggle>
                {row.name}
            </button>
        }
    });
    let hide = Callback::new(move |hidden| {
        shown.hidden.set(hidden);
        shown.revealed.update(BTreeSet::clear);
    });
    let none = move || shown.compared.with(BTreeSet::is_empty);
    view! {
        <div class="matrix-controls">
            <div class="picks" role="group" aria-label="Compare">
                <span class="field-label">"Compare"</span>
                {picks.collect_view().into_any()}
                <button type="button" class="quiet" hidden=told(none) on:click=move |_| shown.compared.update(BTreeSet::clear)>"All"</button>
            </div>
            <div class="matrix-row">
                <label class="field-stack">
                    <span class="field-label">"Find"</span>
                    <input
                        type="search"
                        placeholder="order, replay, 14 days…"
                        prop:value=told(move || shown.filter.get())
                        on:input:target=move |event| shown.filter.set(event.target().value())
                    />
                </label>
                <Switch
                    label="Cells"
                    options=vec![(false, "Show"), (true, "Test myself")]
                    value=shown.hidden
                    set=hide
                />
            </div>
        </div>
    }
    .into_any()
}

/// What is too young for the exam is shown to who trains for today, and marked.
pub fn rows_for(study: Study) -> Vec<&'static Row> {
    let era = study.with(|notebook| notebook.settings.era);
    ROWS.iter().filter(|row| row.era == Era::Both || era != Era::Classic || row.era != Era::Today).collect()
}
