//! To be written.

use leptos::prelude::*;

use super::state::Study;

#[component]
pub fn ChangesPage(study: Study) -> impl IntoView {
    let _ = study;
    view! { <div class="page"><h1>"ChangesPage"</h1></div> }.into_any()
}
