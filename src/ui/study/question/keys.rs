//! Keys beside the mouse: 1 to 6 choose, s, u and g check, 0 gives up, ? shows the hint, Enter goes on.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Answer, Sheet};
use crate::{
    quiz::{Confidence, question::Answers},
    ui::study::state::{Study, is_shown},
    web::keyboard,
};

pub(super) fn listen(study: Study, sheet: Sheet, answered: Callback<Answer>) {
    let pressed = window_event_listener(leptos::ev::keydown, move |event| {
        if !untrack(|| study.has_keys()) || !is_shown() {
            return;
        }
        let Some(key) = keyboard::shortcut_beside_options(&event) else { return };
        if untrack(|| sheet.is_answered()) {
            if key == "Enter" || key == "n" {
                press("onward");
            }
            return;
        }
        match key.as_str() {
            "s" => sheet.check(Some(Confidence::Sure), answered),
            "u" => sheet.check(Some(Confidence::Unsure), answered),
            "g" => sheet.check(Some(Confidence::Guess), answered),
            "0" => sheet.give_up(answered),
            "?" => press("hint"),
            digit => choose(sheet, digit),
        }
    });
    on_cleanup(move || pressed.remove());
}

/// The option with this number, as they stand.
fn choose(sheet: Sheet, digit: &str) {
    let place = digit.parse::<usize>().ok().filter(|place| (1..=6).contains(place));
    let option = place.and_then(|place| sheet.order.with_value(|order| order.get(place - 1).copied()));
    let is_choice = sheet.with(|question| matches!(question.answers, Answers::Choose(_)));
    if let Some(option) = option.filter(|_| is_choice) {
        let on = !sheet.chosen.with_untracked(|chosen| chosen.contains(&option));
        sheet.choose(option, on);
    }
}

fn press(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.as_ref().and_then(|it| it.dyn_ref::<web_sys::HtmlElement>()) {
        element.click();
    }
}
