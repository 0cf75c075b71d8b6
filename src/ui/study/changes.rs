//! What AWS changed, and when: today's value, what was so before, and how many questions hang on it.

use leptos::prelude::*;

use super::state::Study;
use crate::{
    aws::claims::{self, Claim},
    quiz::Question,
};

#[component]
pub fn ChangesPage(study: Study) -> impl IntoView {
    let changed: Vec<&'static Claim> = claims::all().filter(|claim| claim.says.earlier.is_some()).collect();
    let count = changed.len();
    let rows = changed.into_iter().map(|claim| row(study, claim));
    view! {
        <div class="page">
            <h1>{format!("AWS changed {count} things that courses still teach the old way")}</h1>
            <p class="sub">"What you train for decides which one you are asked: choose it in the "<a href="#study/settings">"settings"</a>". Explanations name both. Each line was compared with AWS’s pages and API models on the day beside it."</p>
            <div class="matrix-scroll" role="region" aria-label="Changes" tabindex="0">
                <table class="matrix changes">
                    <thead><tr>
                        <th scope="col">"Today"</th><th scope="col">"Before, or as it is taught"</th>
                        <th scope="col">"Source"</th><th scope="col">"Questions"</th>
                    </tr></thead>
                    <tbody>{rows.collect_view().into_any()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn row(study: Study, claim: &'static Claim) -> AnyView {
    let rests = |question: &&Question| question.sources.iter().any(|id| id == claim.id);
    let questions = study.bank.with_value(|bank| bank.questions().filter(rests).count());
    view! {
        <tr>
            <td>{claims::fill(claim.says.value).unwrap_or_default()}</td>
            <td>{claim.says.earlier.unwrap_or_default()}</td>
            <td><small class="clip-lines">{claim.says.source}", checked "{claim.says.checked}</small></td>
            <td class="figure">{questions}</td>
        </tr>
    }
    .into_any()
}
