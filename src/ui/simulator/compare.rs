//! Two runs side by side: what differs in words, then in figures.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{Simulator, cost};
use crate::{
    aws::pricing::Mode,
    sim::{Comparison, Outcome, Side},
    ui::parts::Switch,
    units::{SimTime, Usd},
};

#[component]
pub fn Compare(simulator: Simulator) -> impl IntoView {
    let two = Memo::new(move |_| simulator.runs.get().two);
    view! { {told(move || two.get().then(|| view! { <Both simulator/> }.into_any()))} }
}

#[component]
fn Both(simulator: Simulator) -> impl IntoView {
    let title = move || match simulator.runs.get().branched_at {
        Some(at) => format!("Two runs, apart from {at} on"),
        None => "Two runs, alike so far".to_owned(),
    };
    let shown = Signal::derive(move || simulator.runs.get().shown);
    let sides = vec![(Side::A, "Show A"), (Side::B, "Show B")];
    let set = Callback::new(move |side| simulator.show_run(side));
    view! {
        <section class="compare" aria-labelledby="compare-title">
            <header class="compare-head">
                <h2 id="compare-title">{told(title)}</h2>
                <Switch label="Run that is shown" options=sides value=shown set/>
                <span class="compare-keep">
                    <button type="button" class="plain" on:click=move |_| simulator.keep_run(Side::A)>"Keep A"</button>
                    <button type="button" class="plain" on:click=move |_| simulator.keep_run(Side::B)>"Keep B"</button>
                </span>
            </header>
            <div class="compare-body">
                <Words simulator/>
                <Figures simulator/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Words(simulator: Simulator) -> impl IntoView {
    let words = Memo::new(move |_| {
        simulator.comparison.with(|c| c.as_ref().map_or_else(Vec::new, Comparison::words))
    });
    let items =
        move || words.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view().into_any();
    view! { <ul class="compare-words">{told(items)}</ul> }
}

/// Of both runs, a figure to a row; a dash for what a run does not know.
type Row = (String, String, String);

#[component]
fn Figures(simulator: Simulator) -> impl IntoView {
    let rows = Memo::new(move |_| simulator.comparison.with(|c| c.as_ref().map_or_else(Vec::new, rows)));
    let shown = move || {
        let row = |(what, a, b): Row| {
            let differs = (a != b).then_some("");
            view! { <tr data-differs=differs><th scope="row">{what}</th><td>{a}</td><td>{b}</td></tr> }
        };
        rows.get().into_iter().map(row).collect_view().into_any()
    };
    let side = move |side: Side| (simulator.runs.get().shown == side).then_some("");
    let until = move || {
        let at = simulator.comparison.with(|c| c.as_ref().map_or(SimTime::ZERO, |c| c.b.now));
        format!("So far, at {at}")
    };
    view! {
        <table class="data compare-figures" aria-labelledby="compare-title">
            <thead>
                <tr>
                    <th scope="col">{told(until)}</th>
                    <th scope="col" data-shown=told(move || side(Side::A))>"A, as it was"</th>
                    <th scope="col" data-shown=told(move || side(Side::B))>"B, changed"</th>
                </tr>
            </thead>
            <tbody>{told(shown)}</tbody>
        </table>
    }
    .into_any()
}

fn rows(of: &Comparison) -> Vec<Row> {
    let known = |figure: Option<String>| figure.unwrap_or_else(|| "–".to_owned());
    let stream = of.a.figures().into_iter().zip(of.b.figures());
    let mut rows: Vec<Row> =
        stream.map(|((what, a), (_, b))| (what.to_owned(), known(a), known(b))).collect();
    let cost = |run: &Outcome, mode| known(cost::total(&run.metered, mode).map(Usd::accruing));
    for mode in Mode::ALL {
        rows.push((format!("Cost, {}", mode.title()), cost(&of.a, mode), cost(&of.b, mode)));
    }
    for at in 0..of.a.readers.len().max(of.b.readers.len()) {
        let (a, b) = (of.a.readers.get(at), of.b.readers.get(at));
        let Some(one) = a.or(b) else { continue };
        let figure = |run: &Outcome, which: usize| {
            run.readers.get(at).map_or_else(|| "–".to_owned(), |reader| reader.figures()[which].1.clone())
        };
        for (which, (what, _)) in one.figures().into_iter().enumerate() {
            rows.push((format!("{}: {what}", one.name), figure(&of.a, which), figure(&of.b, which)));
        }
    }
    rows
}
