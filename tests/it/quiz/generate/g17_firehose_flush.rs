use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Plays second by second until a buffer is full: after how many, and with how many tenths of a MiB.
fn delivered(rate: u64, buffer: &Value) -> (u64, u64) {
    let (mut seconds, mut held) = (0, 0);
    while held < read::of(buffer, "mib") * 10 && seconds < read::of(buffer, "seconds") {
        seconds += 1;
        held += rate;
    }
    (seconds, held)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    let rate = read::of(all, "tenth_mib_a_second");
    match form {
        Form::Answer => {
            let (every, _) = delivered(rate, all);
            if all["asks_files"] == true {
                return grouped((1..=86_400).filter(|second| second % every == 0).count() as u64);
            }
            grouped(every)
        }
        Form::Possible => {
            let every = read::of(all, "every");
            read::only(question, |buffer| delivered(rate, buffer).0 == every)
        }
        Form::Fix => {
            let wanted = read::of(all, "wanted_mib") * 10;
            read::only(question, |buffer| delivered(rate, buffer).1 >= wanted)
        }
    }
}
