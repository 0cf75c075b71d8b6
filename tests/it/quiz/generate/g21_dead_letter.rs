use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters};

/// Lets the seconds pass: each time it is visible it is received, until it was received often enough; then it moves.
fn moves_at(receives: u64, window: u64) -> u64 {
    let (mut so_far, mut visible_at) = (0, 0);
    for second in 0.. {
        if second == visible_at {
            if so_far == receives {
                return second;
            }
            so_far += 1;
            visible_at = second + window;
        }
    }
    unreachable!("it moves some time")
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let of = |option: &Value| moves_at(figure(option, "receives"), figure(option, "window"));
    match form {
        Form::Answer => of(parameters(question)).to_string(),
        Form::Possible => only(question, |option| of(option) == number(question, "total")),
        Form::Fix if parameters(question).get("within").is_some() => {
            only(question, |option| of(option) < number(question, "within"))
        }
        Form::Fix => only(question, |option| of(option) > number(question, "outlast")),
    }
}
