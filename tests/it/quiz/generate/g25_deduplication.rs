use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{number, only, parameters};

/// Lets the seconds pass, with a clock that runs down after each send that is accepted.
fn accepted(times: &Value) -> u64 {
    let sends: Vec<u64> =
        times.as_array().expect("times").iter().map(|at| at.as_u64().expect("a second")).collect();
    let (mut left, mut accepted) = (0, 0);
    for second in 0..=*sends.last().expect("a send") {
        if sends.contains(&second) && left == 0 {
            accepted += 1;
            left = 300;
        }
        left = u64::saturating_sub(left, 1);
    }
    accepted
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => accepted(&parameters(question)["times"]).to_string(),
        Form::Possible => {
            only(question, |option| accepted(&option["times"]) == number(question, "delivered"))
        }
        Form::Fix => only(question, |option| match option.get("pause") {
            Some(pause) => accepted(&serde_json::json!([0, pause])) == 1,
            None => option["ids"] == 2 || accepted(&serde_json::json!([0, option["gap"]])) == 2,
        }),
    }
}
