use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only};

/// Lets the hours pass, each with one event, and looks which are still there at the end.
fn lost(down: u64, keeps: u64) -> u64 {
    (0..down).filter(|arrived| down - arrived > keeps).count() as u64
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => lost(number(question, "down"), number(question, "keeps")).to_string(),
        Form::Possible | Form::Fix => {
            only(question, |option| lost(number(question, "down"), figure(option, "keeps")) == 0)
        }
    }
}
