use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters, word};

/// How many messages a worker does, one after another, in so many seconds.
fn done(allowed: u64, each: u64) -> u64 {
    let (mut clock, mut done) = (each, 0);
    while clock <= allowed * 1_000 {
        clock += each;
        done += 1;
    }
    done
}

/// Adds workers until the backlog is gone in time.
fn workers(of: &Value, allowed: u64) -> u64 {
    let each = done(allowed, figure(of, "each"));
    let (mut workers, mut done) = (0, 0);
    while done < figure(of, "backlog") {
        workers += 1;
        done += each;
    }
    workers
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    let allowed = number(question, "allowed");
    match form {
        Form::Answer if drawn["asks"] == "workers" => workers(drawn, allowed).to_string(),
        Form::Answer => done(allowed, number(question, "each")).to_string(),
        Form::Possible => only(question, |option| workers(option, allowed) <= number(question, "workers")),
        Form::Fix => only(question, |option| {
            word(option, "metric") == "per worker"
                && figure(option, "value") == done(allowed, number(question, "each"))
        }),
    }
}
