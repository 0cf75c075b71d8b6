//! Files of the page's own host.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Promise, Uint8Array};

/// A file that is on its way.
#[derive(Debug)]
pub struct Coming {
    path: String,
    answer: Option<Promise>,
}

/// Asks for a file beside the page, at once.
pub fn ask(path: &str) -> Coming {
    let answer = web_sys::window().map(|window| window.fetch_with_str(path));
    Coming { path: path.to_owned(), answer }
}

impl Coming {
    /// Its bytes.
    ///
    /// # Errors
    /// Why it did not come, in a clause that says what to do.
    pub async fn bytes(self) -> Result<Vec<u8>, String> {
        let path = &self.path;
        let failed = |what: &str| format!("{path} {what}: check the connection and reload the page");
        let promise = self.answer.ok_or_else(|| failed("cannot be asked for"))?;
        let answer = JsFuture::from(promise).await.map_err(|_| failed("did not come"))?;
        let response: web_sys::Response = answer.dyn_into().map_err(|_| failed("did not come"))?;
        if !response.ok() {
            return Err(failed(&format!("was answered with {}", response.status())));
        }
        let bytes = response.array_buffer().map_err(|_| failed("cannot be read"))?;
        let bytes = JsFuture::from(bytes).await.map_err(|_| failed("broke off"))?;
        Ok(Uint8Array::new(&bytes).to_vec())
    }
}
