use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters};

/// Takes rounds of full batches until nothing is left, in seconds; the last round may be part of one.
fn drained(of: &Value) -> f64 {
    let a_round = figure(of, "batch") * figure(of, "concurrency");
    let (mut left, mut rounds) = (figure(of, "backlog"), 0.0);
    while left >= a_round {
        left -= a_round;
        rounds += 1.0;
    }
    rounds += left as f64 / a_round as f64;
    rounds * figure(of, "tenths") as f64 / 10.0
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Answer if drawn["asks"] == "ramp" => {
            let mut concurrent = 5;
            for _ in 0..number(question, "minutes") {
                concurrent += 300;
            }
            concurrent.min(number(question, "most")).to_string()
        }
        Form::Answer => format!("{:.0}", drained(drawn)),
        Form::Possible | Form::Fix => {
            only(question, |option| drained(option) < number(question, "within") as f64)
        }
    }
}
