//! Starts the study pages: a module of their own, so that a student does not download the planner, nor an engineer the
//! quiz.

// `#[wasm_bindgen]` wants `pub`, though nothing in Rust reaches in here.
#![allow(unreachable_pub)]

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
    shardscope::ui::start_study();
}

/// One turn of a workload, see [`shardscope::bench::study::turn`]; only `tests/browser` uses it.
#[wasm_bindgen(js_name = bench)]
pub fn turn(what: &str, amount: u32) -> Option<u64> {
    shardscope::bench::study::turn(what, amount)
}
