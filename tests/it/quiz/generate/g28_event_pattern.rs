use shardscope::quiz::{Question, generate::Form};

use super::{
    drawn::{figure, number, only, parameters},
    g27_filter_policy::lets_through,
};

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Answer => {
            let mut invocations = 0;
            for rule in drawn["rules"].as_array().expect("rules") {
                if lets_through(&rule["pattern"], &drawn["event"]) {
                    invocations += figure(rule, "targets");
                }
            }
            invocations.to_string()
        }
        Form::Possible => only(question, |option| lets_through(&drawn["pattern"], &option["event"])),
        Form::Fix => only(question, |option| {
            let events = drawn["events"].as_array().expect("events");
            let without = number(question, "without") as usize;
            events
                .iter()
                .enumerate()
                .all(|(i, event)| lets_through(&option["pattern"], event) == (i != without))
        }),
    }
}
