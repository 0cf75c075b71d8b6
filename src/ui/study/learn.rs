//! To be written.

use leptos::prelude::*;

use super::state::Study;

#[component]
pub fn Paths(study: Study) -> impl IntoView {
    let _ = study;
    view! { <div class="page"><h1>"Paths"</h1></div> }.into_any()
}

#[component]
pub fn LessonPage(study: Study, id: String) -> impl IntoView {
    let _ = (study, id);
    view! { <div class="page"><h1>"Lesson"</h1></div> }.into_any()
}
