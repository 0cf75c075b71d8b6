use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Halves a batch until the bad record is alone, taking the larger half each time: runs.
fn halved(batch: u64) -> u64 {
    let (mut size, mut runs) = (batch, 1);
    while size > 1 {
        size -= size / 2;
        runs += 1;
    }
    runs
}

/// Plays a batch with one bad record at its end: how many good ones are done, how many records are reported, and
/// whether the shard goes on.
fn played(batch: u64, settings: &Value) -> (u64, u64, bool) {
    let bisects = settings["bisect"] == true;
    let (mut good, mut with_bad) = (0, batch);
    while bisects && with_bad > 1 {
        good += with_bad / 2;
        with_bad -= with_bad / 2;
    }
    let given_up = settings["attempts"].as_u64().is_some();
    let reported = if given_up && settings["on_failure"] == true { with_bad } else { 0 };
    (good, reported, given_up)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => {
            let batch = read::of(all, "batch");
            let Some(attempts) = all["attempts"].as_u64() else { return halved(batch).to_string() };
            grouped((0..=attempts).map(|_try| batch).sum())
        }
        Form::Possible => {
            let runs = read::of(all, "runs");
            read::only(question, |size| halved(size.as_u64().expect("a number")) == runs)
        }
        Form::Fix => {
            let batch = read::of(all, "batch");
            read::only(question, |settings| played(batch, settings) == (batch - 1, 1, true))
        }
    }
}
