use leptos::prelude::*;

use crate::{
    aws::claims,
    quiz::matrix::{Dimension, Row, SHEETS, Sheet, row},
    ui::study::bits,
};

/// A pair side by side, and what tells it apart.
#[component]
pub fn SheetPage(id: String) -> impl IntoView {
    let Some(sheet) = SHEETS.iter().find(|sheet| sheet.id == id) else {
        return view! {
            <div class="page"><h1>"There is no such sheet"</h1><p><a href="#study/matrix">"To the matrix"</a></p></div>
        }
        .into_any();
    };
    let claims: Vec<String> = sheet.claims.iter().map(|&id| id.to_owned()).collect();
    view! {
        <div class="page">
            <h1>{sheet.title}</h1>
            <p class="sub">{claims::fill(sheet.tells).unwrap_or_default()}</p>
            <SheetTable sheet/>
            <h2>"Sources"</h2>
            {bits::sources(&claims)}
            <p class="onward"><a href="#study/matrix">"The whole matrix"</a></p>
        </div>
    }
    .into_any()
}

/// The comparison alone, for lessons.
#[component]
pub fn SheetTable(sheet: &'static Sheet) -> impl IntoView {
    if sheet.rows.is_empty() { lines(sheet) } else { side_by_side(sheet) }
}

fn side_by_side(sheet: &'static Sheet) -> AnyView {
    let rows: Vec<&'static Row> = sheet.rows.iter().filter_map(|id| row(id)).collect();
    let heads = rows.iter().map(|row| view! { <th scope="col">{row.name}</th> });
    let lines = Dimension::ALL.into_iter().map(|dimension| {
        let cells = rows.iter().map(|row| {
            let says = claims::fill(row.cell(dimension).says).unwrap_or_default();
            view! { <td>{says}</td> }
        });
        view! { <tr><th scope="row">{dimension.name()}</th>{cells.collect_view().into_any()}</tr> }
    });
    view! {
        <div class="matrix-scroll" role="region" aria-label="Side by side" tabindex="0">
            <table class="matrix sheet">
                <thead><tr><td></td>{heads.collect_view().into_any()}</tr></thead>
                <tbody>{lines.collect_view().into_any()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn lines(sheet: &'static Sheet) -> AnyView {
    let rows = sheet.lines.iter().map(|line| {
        let [what, one, other] = line.map(|text| claims::fill(text).unwrap_or_default());
        view! { <tr><th scope="row">{what}</th><td>{one}</td><td>{other}</td></tr> }
    });
    view! {
        <div class="matrix-scroll" role="region" aria-label="Side by side" tabindex="0">
            <table class="matrix sheet">
                <thead><tr><td></td><th scope="col">{sheet.heads[0]}</th><th scope="col">{sheet.heads[1]}</th></tr></thead>
                <tbody>{rows.collect_view().into_any()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
