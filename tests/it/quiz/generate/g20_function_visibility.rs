use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only};

/// Waits for the batch once, then lets it run for its whole timeout six times.
fn hidden_for(timeout: u64, window: u64) -> u64 {
    (0..6).fold(window, |sum, _| sum + timeout)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => hidden_for(number(question, "timeout"), number(question, "window")).to_string(),
        Form::Possible => only(question, |option| {
            hidden_for(figure(option, "timeout"), figure(option, "window")) <= number(question, "visibility")
        }),
        Form::Fix => {
            only(question, |option| hidden_for(figure(option, "timeout"), 0) <= figure(option, "visibility"))
        }
    }
}
