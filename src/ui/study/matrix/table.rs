use leptos::prelude::*;

use super::{Shown, rows_for};
use crate::{
    aws::claims,
    quiz::{
        Era,
        matrix::{Dimension, Row},
    },
    ui::{parts::told, study::state::Study},
};

/// The table; a column is revealed by its head while one tests oneself.
#[component]
pub fn Matrix(study: Study, shown: Shown) -> impl IntoView {
    let heads =
        Dimension::ALL.into_iter().enumerate().map(move |(column, dimension)| head(shown, column, dimension));
    let rows = move || {
        let filter = shown.filter.get().trim().to_lowercase();
        let compared = shown.compared.get();
        let kept = rows_for(study).into_iter().filter(|row| compared.is_empty() || compared.contains(row.id));
        let kept: Vec<&Row> = kept.filter(|row| filter.is_empty() || has(row, &filter)).collect();
        if kept.is_empty() {
            return view! { <tr><td colspan="12" class="hint">"No row has these words. Try fewer of them."</td></tr> }.into_any();
        }
        kept.into_iter().map(|row| row_view(shown, row, &filter)).collect_view().into_any()
    };
    view! {
        <div class="matrix-scroll" role="region" aria-label="Matrix" tabindex="0">
            <table class="matrix">
                <caption class="visually-hidden">"Services and what they do"</caption>
                <thead><tr><th scope="col">"Service"</th>{heads.collect_view().into_any()}</tr></thead>
                <tbody>{told(rows)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(shown: Shown, column: usize, dimension: Dimension) -> AnyView {
    let covered = move || shown.hidden.get() && !shown.revealed.with(|revealed| revealed.contains(&column));
    let reveal = move |_| shown.revealed.update(|revealed| _ = revealed.insert(column));
    view! {
        <th scope="col">
            {dimension.name()}
            <button type="button" class="quiet" hidden=told(move || !covered()) aria-label=format!("Reveal {}", dimension.name()) on:click=reveal>
                "Reveal"
            </button>
        </th>
    }
    .into_any()
}

fn has(row: &Row, filter: &str) -> bool {
    let mut texts = vec![row.name.to_lowercase()];
    texts.extend(row.cells.iter().map(|cell| claims::fill(cell.says).unwrap_or_default().to_lowercase()));
    texts.extend(Dimension::ALL.iter().map(|dimension| dimension.name().to_lowercase()));
    filter.split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

fn row_view(shown: Shown, row: &'static Row, filter: &str) -> AnyView {
    let new = (row.era == Era::Today).then(|| view! { " "<span class="badge">"new"</span> }.into_any());
    let cells = row.cells.iter().enumerate().map(|(column, cell)| {
        let says = claims::fill(cell.says).unwrap_or_default();
        let found =
            !filter.is_empty() && filter.split_whitespace().any(|word| says.to_lowercase().contains(word));
        let claim = claims::find(cell.claim);
        let source = claim.map(|claim| {
            let doubt = claim.says.confidence;
            format!(
                "{} · {}, checked {} ({})",
                claims::fill(claim.says.value).unwrap_or_default(),
                claim.says.source,
                claim.says.checked,
                doubt.word()
            )
        });
        let covered =
            move || shown.hidden.get() && !shown.revealed.with(|revealed| revealed.contains(&column));
        let text = says.clone();
        view! {
            <td data-found=found.then_some("") title=source.unwrap_or_default()>
                {told(move || if covered() { "…".to_owned() } else { text.clone() })}
            </td>
        }
    });
    view! { <tr><th scope="row">{row.name}{new}</th>{cells.collect_view().into_any()}</tr> }.into_any()
}
