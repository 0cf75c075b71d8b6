//! What the module offers to JavaScript besides starting the app. Only `tests/browser` uses it, so that it
//! measures and checks the very module that visitors get.

// `#[wasm_bindgen]` wants `pub`, though nothing in Rust reaches in here.
#![allow(unreachable_pub)]

use std::cell::{OnceCell, RefCell};

use wasm_bindgen::prelude::wasm_bindgen;

use shardscope::{
    bench,
    plan::run_json,
    sim::{Model, Msg, presets},
};

thread_local! {
    /// Made once, by the turn that warms up.
    static KEYS: OnceCell<Vec<String>> = const { OnceCell::new() };
    /// A day to be walked about in; made by the first walk.
    static DAY: RefCell<Option<bench::Walk>> = const { RefCell::new(None) };
}

/// One turn of a workload, see [`bench::turn`]; `undefined` when there is no such work. The caller takes the time.
#[wasm_bindgen(js_name = bench)]
pub fn turn(what: &str, amount: u32) -> Option<u64> {
    KEYS.with(|keys| bench::turn(keys.get_or_init(bench::keys), what, amount))
}

/// Goes to this second of the day that [`bench::Walk`] is about; what the run had come to there.
#[wasm_bindgen]
pub fn walk(second: u32) -> Option<u64> {
    DAY.with_borrow_mut(|day| {
        if day.is_none() {
            *day = bench::Walk::through_a_day();
        }
        day.as_mut().map(|day| day.to(second))
    })
}

/// The whole run of a preset, as `headless simulate` tells it; `undefined` when there is no such preset.
#[wasm_bindgen]
pub fn simulate(preset: &str) -> Option<String> {
    let scenario = presets::find(preset)?.scenario();
    let span = scenario.duration;
    let mut model = Model::new(scenario).ok()?;
    model.update(Msg::Advance(span)).ok()?;
    Some(run_json(&model.report()).to_string())
}
