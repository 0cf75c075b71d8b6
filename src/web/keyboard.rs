use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

const TYPING: &str = "input, textarea, select, [contenteditable], dialog[open]";
/// Radio buttons and check boxes take no letters.
const WRITING: &str =
    "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog[open]";

/// The key, unless it is meant for something else: a field, a dialog, a chord of the browser's.
pub fn shortcut(event: &KeyboardEvent) -> Option<String> {
    shortcut_unless(event, TYPING)
}

/// The same where options are chosen: what has the focus may be one of them.
pub fn shortcut_beside_options(event: &KeyboardEvent) -> Option<String> {
    shortcut_unless(event, WRITING)
}

fn shortcut_unless(event: &KeyboardEvent, typing: &str) -> Option<String> {
    if event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event.is_composing()
        || event.default_prevented()
    {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let key = event.key();
    match target {
        Some(element) if is_taken(&element, &key, typing) => None,
        _ => Some(key),
    }
}

fn is_taken(element: &Element, key: &str, typing: &str) -> bool {
    let pressable = "button, summary, a, label";
    let within = |what: &str| element.closest(what).ok().flatten().is_some();
    within(typing) || ((key == " " || key == "Enter") && within(pressable))
}
