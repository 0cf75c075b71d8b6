use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters, word};

/// Bytes that a body may have by a table of limits written here: what is set, up to the most that can be set.
fn most(of: &Value) -> u64 {
    let (default, top) = match word(of, "kind") {
        "sns" => (262_144, 1_048_576),
        "sqs" | "bus" => (1_048_576, 1_048_576),
        "stream" => (1_048_576, 10_485_760),
        "firehose" => (1_024_000, 1_024_000),
        "pointer" => (u64::MAX, u64::MAX),
        other => panic!("{other} has no limit"),
    };
    of["set"].as_u64().map_or(default, |kib| kib * 1_024).min(top)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Answer | Form::Fix => only(question, |option| {
            let bytes = number(question, "size") * 1_024;
            (0..figure(option, "together")).map(|_| bytes).sum::<u64>() < most(option)
        }),
        Form::Possible => {
            let options = drawn["options"].as_array().expect("sizes");
            let through =
                options.iter().map(|it| figure(it, "size")).filter(|kib| kib * 1_024 <= most(drawn));
            let largest = through.max().expect("one comes through");
            only(question, |option| figure(option, "size") == largest)
        }
    }
}
