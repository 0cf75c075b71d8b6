use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// The key, unless it is meant for something else: a field, a dialog, a chord of the browser's.
pub fn shortcut(event: &KeyboardEvent) -> Option<String> {
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
        Some(element) if is_taken(&element, &key) => None,
        _ => Some(key),
    }
}

fn is_taken(element: &Element, key: &str) -> bool {
    let typing = "input, textarea, select, [contenteditable], dialog[open]";
    let pressable = "button, summary, a, label";
    let within = |what: &str| element.closest(what).ok().flatten().is_some();
    within(typing) || (key == " " && within(pressable))
}
