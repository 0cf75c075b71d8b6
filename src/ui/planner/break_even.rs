//! Where another mode becomes the cheapest, over rate and over record size.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::{
    aws::pricing::Mode,
    chart::plan::{self as charts, Drawn},
    plan::break_even::{self, Axis},
    web::is_narrow,
};

#[component]
pub fn BreakEven(planner: Planner) -> impl IntoView {
    let keys = Mode::ALL.map(|mode| {
        view! {
            <span class="mode-key">
                <svg class=format!("swatch mode-{}", mode as usize) viewBox="0 0 26 8" aria-hidden="true"><path d="M1 4H25"></path></svg>
                {mode.title()}
            </span>
        }
    });
    view! {
        <section class="break-even" aria-labelledby="break-even-title">
            <div class="section-head">
                <h2 id="break-even-title">"When another mode is cheaper"</h2>
                <p class="mode-keys">{keys.into_iter().collect_view().into_any()}</p>
            </div>
            <div class="curves">
                <Curve planner axis=Axis::Rate/>
                <Curve planner axis=Axis::Size/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Curve(planner: Planner, axis: Axis) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        let width = if is_narrow() { charts::NARROW } else { charts::WIDE };
        let curve = planner.plan.with(|plan| {
            planner.prices.with_untracked(|prices| match axis {
                Axis::Rate => break_even::by_rate(plan, prices),
                Axis::Size => break_even::by_size(plan, prices),
            })
        });
        charts::of(&curve, width)
    });
    view! {
        <figure class="curve">
            <h3>{told(move || drawn.with(|d| d.takeaway.clone()))}</h3>
            <div class="chart" inner_html=move || drawn.with(|d| d.svg.clone())></div>
            <figcaption>
                <b>{told(move || drawn.with(|d| d.here.clone()))}</b>
                <span class="hint">{told(move || drawn.with(|d| d.note.clone()))}</span>
            </figcaption>
            <DataTable drawn/>
        </figure>
    }
    .into_any()
}

#[component]
fn DataTable(drawn: Memo<Drawn>) -> impl IntoView {
    let open = RwSignal::new(false);
    let table = move || {
        open.get().then(|| {
            drawn.with(|d| {
                let cells = |cells: &[String]| {
                    cells
                        .iter()
                        .skip(1)
                        .map(|cell| view! { <td>{cell.clone()}</td> })
                        .collect_view()
                        .into_any()
                };
                let rows = d.rows.iter().map(|row| {
                    view! { <tr><th scope="row">{row.first().cloned()}</th>{cells(row)}</tr> }
                });
                let heads = d.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> });
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
            <div class="curve-table">{told(table)}</div>
        </details>
    }
    .into_any()
}
