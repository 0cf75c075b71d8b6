//! What a question drew, read back.

use serde_json::Value;
use shardscope::quiz::{
    Question,
    question::{Answers, Drawn},
};

fn drawn(question: &Question) -> &Drawn {
    question.drawn.as_ref().expect("it was drawn")
}

/// A drawn number of the question.
pub(super) fn number(question: &Question, name: &str) -> u64 {
    figure(&drawn(question).parameters, name)
}

pub(super) fn figure(of: &Value, name: &str) -> u64 {
    of[name].as_u64().unwrap_or_else(|| panic!("there is no number {name} in {of:#}"))
}

pub(super) fn word<'a>(of: &'a Value, name: &str) -> &'a str {
    of[name].as_str().unwrap_or_else(|| panic!("there is no word {name} in {of:#}"))
}

pub(super) fn parameters(question: &Question) -> &Value {
    &drawn(question).parameters
}

/// The one option that does it, by its figures; none of the others may. What is listed is what is offered.
pub(super) fn only(question: &Question, does: impl Fn(&Value) -> bool) -> String {
    let options = drawn(question).parameters["options"].as_array().expect("options with figures");
    let Answers::Choose(choices) = &question.answers else { panic!("{} is chosen", question.id) };
    for choice in choices {
        let option = options.iter().find(|option| option["text"] == choice.text.as_str());
        let option = option.unwrap_or_else(|| panic!("{}: {} is not listed", question.id, choice.text));
        assert_eq!(does(option), choice.right, "{}: {} {option:#}", question.id, choice.text);
    }
    let right: Vec<&Value> = options.iter().filter(|option| does(option)).collect();
    assert_eq!(right.len(), 1, "{}: {right:#?}", question.id);
    word(right[0], "text").to_owned()
}
