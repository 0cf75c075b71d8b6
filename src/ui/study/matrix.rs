//! To be written.

use leptos::prelude::*;

use super::state::Study;

#[component]
pub fn MatrixPage(study: Study, sheet: Option<String>) -> impl IntoView {
    let _ = (study, sheet);
    view! { <div class="page"><h1>"MatrixPage"</h1></div> }.into_any()
}
