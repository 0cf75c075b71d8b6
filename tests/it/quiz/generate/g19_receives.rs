use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters, word};

/// Lets the seconds pass: a receive whenever it is visible, gone when the first worker is done.
fn receives(work: u64, window: u64) -> u64 {
    let (mut received, mut visible_at) = (0, 0);
    for second in 0..work {
        if second == visible_at {
            received += 1;
            visible_at = second + window;
        }
    }
    received
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let window = || number(question, "window_seconds");
    match form {
        Form::Answer => receives(number(question, "work_seconds"), window()).to_string(),
        Form::Possible => only(question, |option| {
            receives(figure(option, "work_seconds"), window()) == number(question, "receives")
        }),
        Form::Fix => only(question, |option: &Value| {
            word(option, "setting") == word(parameters(question), "setting")
                && figure(option, "value") > number(question, "needed")
        }),
    }
}
