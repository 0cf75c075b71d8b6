//! The only module that knows a browser exists. Everything here is thin: it carries values in and out, and
//! decides nothing.

pub mod canvas;
pub mod clipboard;
pub mod download;
pub mod files;
pub mod frame;
pub mod keyboard;
pub mod route;
pub mod store;
pub mod theme;

use crate::units::Day;

/// Does the reader want things to stand still?
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Is the window as narrow as a phone's? The same width at which the layout has one column.
pub fn is_narrow() -> bool {
    matches("(max-width: 820px)")
}

/// The day it is, by the reader's clock, in UTC.
pub fn today() -> Day {
    Day::since_1970((js_sys::Date::now() / 86_400_000.0) as i64)
}

fn matches(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
