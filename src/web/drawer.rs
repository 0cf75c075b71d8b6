//! The module that draws questions, once it is there.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::boot;

thread_local! {
    static DRAW: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Loads it; false where it did not come.
pub async fn load() -> bool {
    let drawn = boot::drawer().await;
    let there = drawn.is_some();
    DRAW.set(drawn);
    there
}

/// The question of a family and a seed, as JSON; nothing before the module is there.
pub fn draw(family: &str, seed: u64) -> Option<String> {
    DRAW.with_borrow(|draw| {
        let drawn = draw.as_ref()?.call2(&JsValue::NULL, &family.into(), &seed.to_string().into()).ok()?;
        drawn.as_string()
    })
}
