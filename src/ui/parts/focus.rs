use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// Gives the focus to the element with this id, if it is there and can have it.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.as_ref().and_then(|it| it.dyn_ref::<web_sys::HtmlElement>()) {
        // Fails only for what cannot have the focus.
        let _ = element.focus();
    }
}
