//! The study pages.

use leptos::prelude::*;

use super::shell::{Bar, Skip, ThemeChanges};

#[component]
pub fn StudyApp() -> impl IntoView {
    ThemeChanges::provide();
    let nav = || {
        view! {
            <a href="#">"Simulate"</a>
            <a href="#plan">"Plan"</a>
            <a href="#study" aria-current="page">"Study"</a>
        }
        .into_any()
    };
    view! {
        <Skip to="study-main"/>
        <Bar nav end=|| ()/>
        <main id="study-main" tabindex="-1"><div class="page"><h1>"Study"</h1></div></main>
    }
    .into_any()
}
