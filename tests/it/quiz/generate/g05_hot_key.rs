use shardscope::{
    kinesis::{HashKey, HashKeyRange},
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Puts records into a shard's second until it is full.
fn taken(record_tenths: u64) -> u64 {
    let (mut records, mut tenth_kib) = (0, 0);
    while records < 1_000 && tenth_kib + record_tenths <= 10_240 {
        records += 1;
        tenth_kib += record_tenths;
    }
    records
}

pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => grouped(taken(read::number(question, "tenth_kib"))),
        Form::Possible => {
            read::only(question, |it| taken(read::of(it, "tenth_kib")) >= read::of(it, "records_per_second"))
        }
        Form::Fix => {
            let (rate, tenths) =
                (read::number(question, "records_per_second"), read::number(question, "tenth_kib"));
            assert!(taken(tenths) < rate, "{}", question.id);
            let all = read::parameters(question);
            if all["salted"] == false {
                return "Use each record's random id as its key".to_owned();
            }
            // A second of records, one salt after the other, into the shards their hashes name.
            let ranges = HashKeyRange::even(read::number(question, "shards") as u32);
            let mut shards = vec![0_u64; ranges.len()];
            for record in 0..rate {
                let key = format!("{}#{}", all["key"].as_str().expect("a key"), record % 64);
                let hash = HashKey::of(key.as_bytes());
                shards[ranges.iter().position(|range| range.contains(hash)).expect("a shard")] += 1;
            }
            assert!(shards.iter().all(|records| *records <= taken(tenths)), "{}: {shards:?}", question.id);
            "Append a random number below 64 to the key".to_owned()
        }
    }
}
