use leptos::prelude::*;

use crate::{
    aws::claims,
    quiz::{
        Question,
        matrix::{Decided, Holds, Need, decide, row},
        question::Answers,
    },
};

/// The rows and columns of the matrix from which the key of a service-choice question follows.
#[component]
pub fn DecidingRows(question: Question) -> impl IntoView {
    let Ok(Some(decided)) = decide(&question) else { return ().into_any() };
    let Answers::Choose(choices) = &question.answers else { return ().into_any() };
    let needs: Vec<Need> = decided
        .first()
        .map(|first| first.met.iter().map(|(need, _)| need.clone()).collect())
        .unwrap_or_default();
    let heads = needs.iter().map(|need| view! { <th scope="col">{need.words()}</th> });
    let rows = decided.iter().zip(choices).map(|(decided, choice)| {
        let names: Vec<&str> = choice.is.iter().filter_map(|id| row(id)).map(|row| row.name).collect();
        let cells = decided.met.iter().map(|(need, holds)| cell(&choice.is, need, *holds));
        view! {
            <tr data-right=choice.right.then_some("")>
                <th scope="row">{names.join(" → ")}</th>
                {cells.collect_view().into_any()}
            </tr>
        }
    });
    let count = rows_count(&decided);
    view! {
        <div class="deciding" role="region" aria-label="What decides" tabindex="0">
            <table>
                <caption class="visually-hidden">{format!("{count} options against what the question needs")}</caption>
                <thead><tr><th scope="col">"Needs"</th>{heads.collect_view().into_any()}</tr></thead>
                <tbody>{rows.collect_view().into_any()}</tbody>
            </table>
        </div>
        <p class="hint">"Each cell is one fact with its source. "<a href="#study/matrix">"Open the whole matrix"</a></p>
    }
    .into_any()
}

const fn rows_count(decided: &[Decided]) -> usize {
    decided.len()
}

fn cell(services: &[String], need: &Need, holds: Holds) -> AnyView {
    let (sign, word, state) = match holds {
        Holds::Yes => ("✓", "yes", "yes"),
        Holds::No => ("✕", "no", "no"),
        Holds::Unknown => ("?", "AWS does not say", "unknown"),
    };
    let facts = services.iter().filter_map(|id| row(id)).map(|row| {
        let cell = row.cell(need.dimension());
        claims::fill(cell.says).unwrap_or_default()
    });
    let title = facts.collect::<Vec<_>>().join("; ");
    view! {
        <td data-holds=state title=title><span aria-hidden="true">{sign}</span><span class="visually-hidden">{word}</span></td>
    }
    .into_any()
}
