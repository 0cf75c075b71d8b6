//! Leptos views. They show what the model says and send what the reader does; they decide nothing.

// `#[component]` makes every part of a view `pub`, however private the view is.
#![allow(unreachable_pub)]

mod app;
mod pages;
mod parts;
mod planner;
mod records;
mod shell;
mod simulator;
mod study;

use leptos::{mount::mount_to, prelude::IntoView};
use wasm_bindgen::JsCast;

/// The simulator and the planner, in their place of the document.
pub fn start_bench() {
    start("bench", app::App);
}

/// The study pages, in theirs.
pub fn start_study() {
    start("study", study::StudyApp);
}

/// Mounts into the element with this id; `index.html` has one for each module.
fn start<V: IntoView + 'static>(id: &str, app: impl FnOnce() -> V + 'static) {
    let place = leptos::prelude::document().get_element_by_id(id);
    if let Some(place) = place.and_then(|place| place.dyn_into().ok()) {
        mount_to(place, app).forget();
    }
}
