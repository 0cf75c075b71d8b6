use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::read;

/// Counts shards up until they take so many records a second, of so many tenths of a KiB in all.
fn least(records: u64, tenth_kib: u64) -> u64 {
    (1..10_000).find(|shards| shards * 1_000 >= records && shards * 10_240 >= tenth_kib).expect("some number")
}

fn single(load: &Value) -> u64 {
    let rate = read::of(load, "records_per_second");
    least(rate, rate * read::of(load, "tenth_kib"))
}

/// Packs a second of records into records of 50 KiB first.
fn packed(load: &Value) -> u64 {
    let (rate, size) = (read::of(load, "records_per_second"), read::of(load, "tenth_kib"));
    let (mut records, mut room) = (0, 0);
    for _record in 0..rate {
        if room < size {
            (records, room) = (records + 1, 500);
        }
        room -= size;
    }
    least(records, rate * size)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => {
            if all["asks_saved"] == true { single(all) - packed(all) } else { packed(all) }.to_string()
        }
        Form::Possible => {
            let shards = read::of(all, "shards");
            read::only(question, |load| packed(load) <= shards)
        }
        Form::Fix => {
            let now = read::of(all, "shards_now");
            assert!(single(all) > now, "{}", question.id);
            if packed(all) <= now {
                return "Let the KPL aggregate records to about 50 KiB".to_owned();
            }
            format!("Scale the stream from {now} to {} shards", single(all))
        }
    }
}
