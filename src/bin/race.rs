//! The engine alone, for a worker of the page: it runs the options of a question to predict side by side, while the page
//! answers (`public/racer.js`).

// `#[wasm_bindgen]` wants `pub`, though nothing in Rust reaches in here.
#![allow(unreachable_pub)]

use serde_json::Value;
use shardscope::{
    quiz::{
        question::{Start, Trial},
        trial::{Branch, branches},
    },
    units::SimDuration,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Simulated time of one step.
const STEP: SimDuration = SimDuration::from_secs(1);
/// Of a run of hours.
const LONG_STEP: SimDuration = SimDuration::from_secs(60);

fn main() {
    console_error_panic_hook::set_once();
}

/// Branches on their way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Race {
    branches: Vec<(Branch, bool)>,
}

#[wasm_bindgen]
impl Race {
    /// From the JSON that `ui::study::predict` writes.
    ///
    /// # Errors
    /// What cannot be run, and why.
    #[wasm_bindgen(constructor)]
    pub fn new(start: &str) -> Result<Race, String> {
        let order: Value = serde_json::from_str(start).map_err(|error| error.to_string())?;
        let text = |name: &str| order[name].as_str().unwrap_or_default().to_owned();
        let begin = match order.get("scenario") {
            Some(scenario) => Start::Scenario(scenario.clone()),
            None => Start::Preset(text("preset")),
        };
        let trial = Trial {
            start: begin,
            set: order["set"].clone(),
            metric: text("metric"),
            metric_name: String::new(),
            least_wins: true,
        };
        let changes = order["changes"].as_array().cloned().unwrap_or_default();
        let branches = branches(&trial, &changes)?.into_iter().map(|branch| (branch, false)).collect();
        Ok(Self { branches })
    }

    /// Lets all of them run on by a step; true when they are at their ends.
    pub fn step(&mut self) -> bool {
        for (branch, ended) in self.branches.iter_mut().filter(|(_, ended)| !ended) {
            *ended = branch.advance(if branch.is_long() { LONG_STEP } else { STEP });
        }
        self.branches.iter().all(|(_, ended)| *ended)
    }

    /// For each, thousandths that are over and the figure that decides: `[[250, 1312], …]`.
    pub fn lanes(&self) -> String {
        let lane = |(branch, _): &(Branch, bool)| serde_json::json!([branch.progress(), branch.figure()]);
        Value::Array(self.branches.iter().map(lane).collect()).to_string()
    }
}
