use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters};

/// Lets a minute pass in tenths of a second: some begin, those that have had their time end.
fn at_once(of: &Value) -> u64 {
    let (rate, lasts) = (figure(of, "rate"), figure(of, "tenths") as usize);
    // How many have begun by each tenth; so many that whole ones begin at every tenth.
    let begun = |tenth: usize| rate * tenth as u64;
    let most = (lasts..600).map(|now| begun(now) - begun(now - lasts)).max().expect("a minute");
    most.div_ceil(10)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Answer => at_once(drawn).to_string(),
        Form::Possible => only(question, |option| {
            at_once(option) + number(question, "reserved") < number(question, "quota")
        }),
        Form::Fix => only(question, |option| at_once(drawn) < figure(option, "limit")),
    }
}
