//! What `public/boot.js` has for the modules it starts.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The bytes of the questions, which began to come when the module did.
///
/// # Errors
/// Why they did not come, in a clause that says what to do.
pub async fn questions() -> Result<Vec<u8>, String> {
    let bytes = ask("questions").await.map_err(|why| {
        let why = js_sys::Error::from(why).message().as_string().unwrap_or_default();
        format!("check the connection and reload the page ({why})")
    })?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The function that draws questions.
pub async fn drawer() -> Option<js_sys::Function> {
    ask("drawer").await.ok()?.dyn_into().ok()
}

async fn ask(what: &str) -> Result<JsValue, JsValue> {
    let boot = js_sys::Reflect::get(&js_sys::global(), &"shardscope".into())?;
    let ask: js_sys::Function = js_sys::Reflect::get(&boot, &what.into())?.dyn_into()?;
    let promise: js_sys::Promise = ask.call0(&boot)?.dyn_into()?;
    JsFuture::from(promise).await
}
