use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters};

/// Each consumer asks, waits, and asks again.
fn asked(consumers: u64, wait: u64, hours: u64) -> u64 {
    let mut asked = 0;
    for _ in 0..consumers {
        asked += (0..hours * 3_600).step_by(wait as usize).count() as u64;
    }
    asked
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let of = |option: &Value, hours| asked(figure(option, "consumers"), figure(option, "wait"), hours);
    match form {
        Form::Answer => of(parameters(question), number(question, "hours")).to_string(),
        Form::Possible | Form::Fix => only(question, |option| of(option, 24) < number(question, "most")),
    }
}
