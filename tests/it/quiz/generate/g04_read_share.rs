use shardscope::quiz::{Question, generate::Form};

use super::read;

const SECONDS: u64 = 5;

/// KiB of each shard in some seconds, dealt out one by one in a round to those who share.
fn dealt(shards: u64, sharing: u64) -> f64 {
    let mut got = vec![0_u64; sharing as usize];
    for kib in 0..2_048_u64 * SECONDS {
        got[(kib % sharing) as usize] += 1;
    }
    let least = got.iter().min().copied().expect("someone shares");
    (shards * least) as f64 / SECONDS as f64 / 1_024.0
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => {
            let (shards, shared) = (read::number(question, "shards"), read::number(question, "shared"));
            let alone = read::parameters(question)["of_fan_out"] == true;
            let mib = dealt(shards, if alone { 1 } else { shared });
            let text = format!("{mib:.1}");
            text.strip_suffix(".0").unwrap_or(&text).to_owned()
        }
        Form::Possible => {
            let need = read::number(question, "need") as f64;
            read::only(question, |it| {
                let sharing = read::of(it, "shared").max(1);
                dealt(read::of(it, "shards"), sharing) >= need
            })
        }
        Form::Fix => {
            let (shards, readers) = (read::number(question, "shards"), read::number(question, "readers"));
            let comes = read::number(question, "tenth_mib_in");
            let keep_up = |shards: u64, sharing: u64| sharing * comes <= shards * 20;
            assert!(!keep_up(shards, readers) && keep_up(shards, readers - 1), "{}", question.id);
            if read::parameters(question)["fan_out"] == true {
                return "Register the new consumer for enhanced fan-out".to_owned();
            }
            let more = (shards..1_000).find(|shards| keep_up(*shards, readers)).expect("some number");
            format!("Scale the stream from {shards} to {more} shards")
        }
    }
}
