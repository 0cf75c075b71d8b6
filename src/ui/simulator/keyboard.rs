use leptos::prelude::*;

use super::{Simulator, walking::STEP_BACK};
use crate::{
    ui::pages::{Page, Pages},
    web::keyboard::shortcut,
};

/// The keys, for the reader.
pub const KEYS: [(&str, &str); 8] = [
    ("Space", "play or pause"),
    ("→", "one second further"),
    ("←", "one second back"),
    ("B", "the other run, where there are two"),
    ("↑", "faster"),
    ("↓", "slower"),
    ("R", "from the beginning"),
    ("?", "this list"),
];

/// The place of the list of keys in the page.
pub const HELP: &str = "keys";

pub fn listen(simulator: Simulator, pages: Pages) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if !untrack(|| pages.shows(Page::Simulate)) {
            return;
        }
        let Some(key) = shortcut(&event) else { return };
        match key.as_str() {
            " " => simulator.toggle(),
            "ArrowRight" => simulator.step(),
            "ArrowLeft" => simulator.back(STEP_BACK),
            "b" | "B" => simulator.show_other(),
            "ArrowUp" => simulator.speed.update(|speed| *speed = speed.shifted(1)),
            "ArrowDown" => simulator.speed.update(|speed| *speed = speed.shifted(-1)),
            "r" | "R" => simulator.restart(),
            "?" => show_help(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

pub fn show_help() {
    use wasm_bindgen::JsCast;
    let dialog = document().get_element_by_id(HELP);
    if let Some(dialog) = dialog.as_ref().and_then(|d| d.dyn_ref::<web_sys::HtmlDialogElement>()) {
        if dialog.open() {
            dialog.close();
        } else {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    }
}
