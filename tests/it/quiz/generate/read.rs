//! What the second methods read from a question.

use serde_json::Value;
use shardscope::quiz::{Question, question::Answers};

pub(super) fn parameters(question: &Question) -> &Value {
    &question.drawn.as_ref().expect("it was drawn").parameters
}

pub(super) fn number(question: &Question, name: &str) -> u64 {
    of(parameters(question), name)
}

/// A whole number in a JSON object.
pub(super) fn of(value: &Value, name: &str) -> u64 {
    value[name].as_u64().unwrap_or_else(|| panic!("{name} in {value}"))
}

/// The text of the only option whose drawn numbers, in `options`, are possible.
pub(super) fn only(question: &Question, is_possible: impl Fn(&Value) -> bool) -> String {
    let Answers::Choose(choices) = &question.answers else { panic!("{} is chosen", question.id) };
    let options = parameters(question)["options"].as_array().expect("the options' numbers");
    assert_eq!(options.len(), choices.len(), "{}", question.id);
    let possible: Vec<usize> = (0..options.len()).filter(|index| is_possible(&options[*index])).collect();
    assert_eq!(possible.len(), 1, "{}: {possible:?} of {options:?}", question.id);
    choices[possible[0]].text.clone()
}
