//! To be written.

use leptos::prelude::*;

use super::state::Study;

#[component]
pub fn ExamPage(study: Study) -> impl IntoView {
    let _ = study;
    view! { <div class="page"><h1>"ExamPage"</h1></div> }.into_any()
}
