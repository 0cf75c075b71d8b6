use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// True when the text is on the clipboard.
pub async fn copy(text: &str) -> bool {
    copy_by_permission(text).await || copy_by_selection(text).unwrap_or(false)
}

async fn copy_by_permission(text: &str) -> bool {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return false };
    // Absent on pages served without TLS.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let document = super::document()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let body: HtmlElement = document.body()?;
    body.append_child(&area).ok()?;
    area.select();
    // Not in the typed interface, being deprecated; it is the only way left without TLS.
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?;
    let copied = command.dyn_ref::<js_sys::Function>().and_then(|f| f.call1(&document, &"copy".into()).ok());
    area.remove();
    Some(copied.is_some_and(|done| done.is_truthy()))
}
