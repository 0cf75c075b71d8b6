//! A dropped or chosen file, read a slice at a time: a hundred megabytes never lie in memory at once, and the
//! page answers between slices.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ClipboardEvent, DragEvent, Event, File, HtmlInputElement};

/// Bytes per slice.
pub const SLICE: u64 = 512 * 1_024;

/// The first file of a file field, which is emptied so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The first file dropped; the browser would open it in place of the page otherwise.
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.prevent_default();
    event.data_transfer()?.files()?.get(0)
}

/// Characters that a text field still takes well; browsers need minutes for a pasted list of a million lines.
const FIELD_TAKES: usize = 20_000;

/// A pasted text that is too long for a text field, as a file; shorter ones are left to the field.
pub fn pasted(event: &ClipboardEvent) -> Option<File> {
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    if text.len() <= FIELD_TAKES {
        return None;
    }
    let file = File::new_with_str_sequence(&js_sys::Array::of1(&text.into()), "pasted text").ok()?;
    event.prevent_default();
    Some(file)
}

pub fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// The bytes from `from`, at most `most` of them.
///
/// # Errors
/// When the browser cannot read the file any more.
pub async fn read(blob: &Blob, from: u64, most: u64) -> Result<Vec<u8>, String> {
    let sorry = |_| "the browser could not read the file: choose it again".to_owned();
    let end = from.saturating_add(most).min(size(blob));
    let slice = blob.slice_with_f64_and_f64(from as f64, end as f64).map_err(sorry)?;
    let buffer = JsFuture::from(slice.array_buffer()).await.map_err(sorry)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
