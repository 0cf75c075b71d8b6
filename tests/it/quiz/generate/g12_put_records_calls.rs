use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Puts record after record into calls: how many there are.
fn filled(pile: &Value) -> u64 {
    let (records, tenths) = (read::of(pile, "records"), read::of(pile, "tenth_kib"));
    let (mut calls, mut entries, mut tenth_kib) = (1, 0, 0);
    for _record in 0..records {
        if entries == 500 || tenth_kib + tenths > 102_400 {
            (calls, entries, tenth_kib) = (calls + 1, 0, 0);
        }
        entries += 1;
        tenth_kib += tenths;
    }
    calls
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => grouped(filled(all)),
        Form::Possible => {
            let calls = read::of(all, "calls");
            read::only(question, |pile| filled(pile) <= calls)
        }
        Form::Fix => {
            let exhibit = question.exhibit.as_ref().expect("a response");
            let failed = read::of(all, "failed");
            assert!(exhibit.text.contains(&format!("\"FailedRecordCount\": {failed},")), "{}", question.id);
            assert!(failed < read::of(all, "records"));
            format!("Send the {failed} failed ones again, with backoff")
        }
    }
}
