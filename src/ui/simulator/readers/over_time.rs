//! Readers over time: one chart at a time, its title the takeaway, its data as a table on demand.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{super::Simulator, Look, line_class};
use crate::{
    chart::readers::{self as charts, Chart},
    ui::parts::Switch,
    web::is_narrow,
};

#[component]
pub fn OverTime(simulator: Simulator, look: Look) -> impl IntoView {
    let shown = RwSignal::new(Chart::IteratorAge);
    let set = Callback::new(move |chart| shown.set(chart));
    // Redrawn when a second is over, not with every figure.
    let second = Memo::new(move |_| simulator.view.with(|v| v.now.second()));
    let series = Memo::new(move |_| {
        simulator.leaps.track();
        // Read, not only tracked: a memo that nobody reads follows nothing.
        second.get();
        let drawn: Vec<usize> =
            (0..simulator.settings.with(|s| s.readers.len())).filter(|&index| look.draws(index)).collect();
        let chart = shown.get();
        simulator.view.with_untracked(|view| {
            let width = if is_narrow() { charts::NARROW } else { charts::WIDE };
            simulator.with_model(|model| charts::of(model, view, chart, &drawn, width)).unwrap_or_default()
        })
    });
    let takeaway = move || series.with(|s| s.takeaway.clone());
    view! {
        <figure class="over-time">
            <div class="over-time-head">
                <h3>{told(takeaway)}</h3>
                <Switch label="Chart" options=Chart::ALL.to_vec() value=shown set/>
            </div>
            <div class="chart" inner_html=move || series.with(|s| s.svg.clone())></div>
            <figcaption>
                {told(move || keys(&series.get()))}
                <span class="hint">{told(move || series.with(|s| s.note.clone()))}</span>
            </figcaption>
            <DataTable series/>
        </figure>
    }
    .into_any()
}

/// Which line is whose.
fn keys(series: &charts::Series) -> AnyView {
    let key = |(index, name): &(Option<usize>, String)| {
        let class = index.map_or_else(|| "chart-limit".to_owned(), line_class);
        view! {
            <span class="reader-key">
                <svg class=format!("swatch {class}") viewBox="0 0 26 8" aria-hidden="true"><path d="M1 4H25"></path></svg>
                {name.clone()}
            </span>
        }
    };
    series.keys.iter().map(key).collect_view().into_any()
}

#[component]
fn DataTable(series: Memo<charts::Series>) -> impl IntoView {
    let open = RwSignal::new(false);
    let table = move || {
        open.get().then(|| {
            series.with(|s| {
                let cells = |cells: &[String]| {
                    cells[1..].iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view().into_any()
                };
                let rows = s.rows.iter().map(|row| {
                    view! { <tr><th scope="row">{row[0].clone()}</th>{cells(row)}</tr> }
                });
                let heads = s.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> });
                view! {
                    <table class="data">
                        <thead><tr>{heads.collect_view().into_any()}</tr></thead>
                        <tbody>{rows.collect_view().into_any()}</tbody>
                    </table>
                }
                .into_any()
            })
        })
    };
    view! {
        <details class="more" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>"Data as a table"</summary>
            <div class="over-time-table">{told(table)}</div>
        </details>
    }
    .into_any()
}
