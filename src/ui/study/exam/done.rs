use leptos::prelude::*;

use crate::{ui::study::state::Study, units::Share};

/// Exams shown, the last first.
const SHOWN: usize = 5;

/// What became of the exams before.
#[component]
pub fn Done(study: Study) -> impl IntoView {
    let done = study.with(|notebook| notebook.exams().iter().rev().take(SHOWN).copied().collect::<Vec<_>>());
    if done.is_empty() {
        return ().into_any();
    }
    let rows = done.into_iter().map(|done| {
        let share = Share::of(u64::from(done.right), u64::from(done.of.max(1)));
        view! {
            <tr>
                <th scope="row">{done.day.to_string()}</th>
                <td>{format!("{} of {}", done.right, done.of)}</td>
                <td class="figure">{share.to_string()}</td>
            </tr>
        }
    });
    view! {
        <section class="exams-done" aria-labelledby="exams-done">
            <h2 id="exams-done">"Your last exams"</h2>
            <table class="pairs"><tbody>{rows.collect_view().into_any()}</tbody></table>
        </section>
    }
    .into_any()
}
