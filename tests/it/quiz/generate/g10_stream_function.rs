use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Plays lanes for a hundred seconds, batch after batch: records a second.
fn managed(mapping: &Value) -> u64 {
    let [shards, factor, batch, ms] = ["shards", "factor", "batch", "ms"].map(|name| read::of(mapping, name));
    let mut records = 0;
    for _lane in 0..shards * factor.min(10) {
        let mut now = 0;
        while now + ms <= 100_000 {
            now += ms;
            records += batch;
        }
    }
    records / 100
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => {
            let minutes = read::of(all, "minutes");
            if minutes == 0 {
                return grouped(managed(all));
            }
            let (comes, managed) = (read::of(all, "comes"), managed(all));
            let mut behind = 0;
            for _second in 0..minutes * 60 {
                behind = behind + comes - managed;
            }
            grouped(behind)
        }
        Form::Possible => {
            let peak = read::of(all, "peak");
            read::only(question, |it| read::of(it, "factor") <= 10 && managed(it) >= peak)
        }
        Form::Fix => {
            let comes = read::of(all, "comes");
            let (now, better) = (&all["now"], &all["better"]);
            assert!(managed(now) < comes && managed(better) >= comes, "{}", question.id);
            let (from, to) = (read::of(now, "factor"), read::of(better, "factor"));
            if from != to {
                return format!("Raise ParallelizationFactor from {from} to {to}");
            }
            format!(
                "Raise BatchSize from {} to {}",
                read::of(now, "batch"),
                grouped(read::of(better, "batch"))
            )
        }
    }
}
