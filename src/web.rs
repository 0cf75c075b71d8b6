//! The only module that knows a browser exists. Everything here is thin: it carries values in and out, and
//! decides nothing.

pub mod boot;
pub mod canvas;
pub mod clipboard;
pub mod download;
pub mod drawer;
pub mod files;
pub mod frame;
pub mod keyboard;
pub mod racer;
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

/// The day it is where the reader is.
pub fn local_day() -> Day {
    let now = js_sys::Date::new_0();
    Day::since_1970(((now.get_time() - now.get_timezone_offset() * 60_000.0) / 86_400_000.0).floor() as i64)
}

/// Milliseconds of the clock.
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// For what is drawn by chance.
pub fn random_seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_991.0) as u64
}
