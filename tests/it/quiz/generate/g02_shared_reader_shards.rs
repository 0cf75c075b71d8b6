use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::read;

/// Counts shards up until they take what is written and give what is read.
pub(super) fn again(question: &Question, form: Form) -> String {
    let takes = |load: &Value, shards: u64, readers: u64| {
        let (rate, tenths) = (read::of(load, "records_per_second"), read::of(load, "tenth_kib"));
        let kib_tenths = rate * tenths;
        shards * 1_000 >= rate && shards * 10_240 >= kib_tenths && shards * 20_480 >= kib_tenths * readers
    };
    let all = read::parameters(question);
    match form {
        Form::Answer => {
            let least = (1..10_000).find(|shards| takes(all, *shards, read::of(all, "readers")));
            least.expect("some number").to_string()
        }
        Form::Possible => {
            let shards = read::of(all, "shards");
            read::only(question, |load| takes(load, shards, read::of(load, "readers")))
        }
        Form::Fix => {
            let (now, readers) = (read::of(all, "shards_now"), read::of(all, "readers"));
            assert!(takes(all, now, 0) && !takes(all, now, readers), "{}", question.id);
            if all["fan_out"] == true {
                // As if each consumer were alone.
                assert!(takes(all, now, 1));
                return format!("Register the {readers} consumers for enhanced fan-out");
            }
            let shards = (now..10_000).find(|shards| takes(all, *shards, readers)).expect("some number");
            format!("Scale the stream to {shards} shards")
        }
    }
}
