use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters};

/// Puts one message after another into a batch, and opens the next where it would be too full.
pub(super) fn batches(messages: u64, bytes: u64) -> u64 {
    let (mut batches, mut held, mut sum) = (0, 10, 0);
    for _ in 0..messages {
        if held == 10 || sum + bytes > 1_048_576 {
            (batches, held, sum) = (batches + 1, 0, 0);
        }
        held += 1;
        sum += bytes;
    }
    batches
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let of = |option: &Value| batches(figure(option, "messages"), figure(option, "kib") * 1_024);
    match form {
        Form::Answer if parameters(question)["asks"] == "calls" => of(parameters(question)).to_string(),
        Form::Answer => {
            let bytes = number(question, "each") * number(question, "kib") * 1_024;
            let steps = (0..bytes).step_by(65_536).count() as u64;
            (number(question, "batches") * steps).to_string()
        }
        Form::Possible => only(question, |option| of(option) <= number(question, "most")),
        Form::Fix => only(question, |option| figure(option, "requests") < number(question, "below")),
    }
}
