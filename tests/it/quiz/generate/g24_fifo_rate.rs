use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters};

/// Hands messages out until no group or no consumer is free.
fn at_once(consumers: u64, groups: u64) -> u64 {
    let (mut free, mut idle, mut at_once) = (groups, consumers, 0);
    while free > 0 && idle > 0 {
        (free, idle, at_once) = (free - 1, idle - 1, at_once + 1);
    }
    at_once
}

/// Messages that are sent in a second of so many calls.
fn sent(calls: u64, batch: u64) -> u64 {
    (0..calls).map(|_| batch).sum()
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer if parameters(question)["asks"] == "rate" => {
            sent(300, number(question, "batch")).to_string()
        }
        Form::Answer => at_once(number(question, "consumers"), number(question, "groups")).to_string(),
        Form::Possible => {
            only(question, |option| sent(300, figure(option, "batch")) >= figure(option, "rate"))
        }
        Form::Fix => only(question, |option| {
            let calls = if option["high"] == true { 70_000 } else { 300 };
            let busy = at_once(figure(option, "consumers"), figure(option, "groups"));
            let rate = figure(option, "rate");
            sent(calls, figure(option, "batch")) >= rate
                && busy * 10 >= rate * number(question, "tenth_seconds")
        }),
    }
}
