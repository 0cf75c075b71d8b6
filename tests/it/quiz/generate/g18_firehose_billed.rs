use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Fills steps of 5 KB with one record: how many.
fn steps(tenth_kb: u64) -> u64 {
    let (mut steps, mut left) = (0, tenth_kb);
    while left > 0 {
        left = left.saturating_sub(50);
        steps += 1;
    }
    steps
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => {
            let kib = read::of(all, "million_records") * 1_000_000 * steps(read::of(all, "tenth_kb")) * 5;
            let text = format!("{:.1}", kib as f64 / 1_048_576.0);
            let (whole, tenth) = text.split_once('.').expect("one decimal");
            let whole = grouped(whole.parse().expect("a number"));
            if tenth == "0" { whole } else { format!("{whole}.{tenth}") }
        }
        Form::Possible => {
            let each = read::of(all, "kb_each");
            read::only(question, |size| steps(size.as_u64().expect("a size")) * 5 == each)
        }
        Form::Fix => {
            let billed = |way: &Value| read::of(way, "records") * steps(read::of(way, "tenth_kb"));
            read::only(question, |way| billed(way) < billed(&all["now"]))
        }
    }
}
