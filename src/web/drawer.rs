//! The module that draws questions, once it is there.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static DRAW: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Loads it; false where it did not come.
pub async fn load() -> bool {
    let drawn = load_or_nothing().await;
    let there = drawn.is_some();
    DRAW.set(drawn);
    there
}

/// `public/boot.js` knows where it is.
async fn load_or_nothing() -> Option<js_sys::Function> {
    let page = js_sys::Reflect::get(&web_sys::window()?.into(), &"shardscope".into()).ok()?;
    let load: js_sys::Function = js_sys::Reflect::get(&page, &"drawer".into()).ok()?.dyn_into().ok()?;
    let promise: js_sys::Promise = load.call0(&page).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The question of a family and a seed, as JSON; nothing before the module is there.
pub fn draw(family: &str, seed: u64) -> Option<String> {
    DRAW.with_borrow(|draw| {
        let drawn = draw.as_ref()?.call2(&JsValue::NULL, &family.into(), &seed.to_string().into()).ok()?;
        drawn.as_string()
    })
}
