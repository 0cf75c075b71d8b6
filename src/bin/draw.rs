//! Draws questions for the study pages: a module of its own, loaded when the first page of theirs stands.

// `#[wasm_bindgen]` wants `pub`, though nothing in Rust reaches in here.
#![allow(unreachable_pub)]

use shardscope::quiz::{generate, question_json};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// The question of a family and a seed (in decimal), as JSON; `undefined` where there is no such family.
#[wasm_bindgen]
pub fn draw(family: &str, seed: &str) -> Option<String> {
    let question = generate::question(family, seed.parse().ok()?)?;
    Some(question_json(&question).to_string())
}
