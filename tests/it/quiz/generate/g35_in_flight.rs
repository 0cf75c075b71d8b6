use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, only, parameters};

/// Lets the seconds pass until as many are deleted as are received.
fn in_flight(of: &Value) -> u64 {
    let (mut in_flight, mut received) = (0, Vec::new());
    for second in 0..figure(of, "work") as usize * 2 {
        received.push(figure(of, "rate"));
        in_flight += figure(of, "rate");
        if let Some(done) = second.checked_sub(figure(of, "work") as usize) {
            in_flight -= received[done];
        }
    }
    in_flight
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => in_flight(parameters(question)).to_string(),
        Form::Possible => only(question, |option| in_flight(option) < 120_000),
        Form::Fix => only(question, |option| figure(option, "flying") < 120_000),
    }
}
