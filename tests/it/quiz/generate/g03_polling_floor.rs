use shardscope::quiz::{Question, generate::Form};

use super::read;

/// Plays a minute on one shard, millisecond by millisecond: the calls of all who poll.
fn calls(pollers: u64, every_ms: u64) -> u64 {
    (0..60_000).filter(|ms| ms % every_ms == 0).count() as u64 * pollers
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => {
            let readers = read::number(question, "readers");
            (1..60_000).find(|every| readers * 1_000 <= 5 * every).expect("some interval").to_string()
        }
        Form::Possible => {
            read::only(question, |it| read::of(it, "pollers") * 1_000 <= 5 * read::of(it, "every_ms"))
        }
        Form::Fix => {
            let (readers, every) = (read::number(question, "readers"), read::number(question, "every_ms"));
            assert!(calls(readers, every) > 300, "{}", question.id);
            if read::parameters(question)["fan_out"] == true {
                return format!("Register the {readers} consumers for enhanced fan-out");
            }
            let every = (1..60_000).find(|every| readers * 1_000 <= 5 * every).expect("some interval");
            format!("Let each consumer poll every {} ms", shardscope::units::grouped(every))
        }
    }
}
