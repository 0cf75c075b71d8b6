use shardscope::quiz::{Question, generate::Form};

use super::read;

/// Does it shard by shard: `true` is open.
fn reshaped(start: u64, splits: u64, merges: u64) -> (u64, u64) {
    let mut shards = vec![true; start as usize];
    let close = |shards: &mut Vec<bool>| {
        let open = shards.iter().position(|open| *open).expect("an open shard");
        shards[open] = false;
    };
    for _ in 0..splits {
        close(&mut shards);
        shards.extend([true, true]);
    }
    for _ in 0..merges {
        close(&mut shards);
        close(&mut shards);
        shards.push(true);
    }
    let open = shards.iter().filter(|open| **open).count() as u64;
    (open, shards.len() as u64 - open)
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    let start = |value: &serde_json::Value| read::of(value, "start");
    match form {
        Form::Answer => {
            let (open, closed) = reshaped(start(all), read::of(all, "splits"), read::of(all, "merges"));
            if all["asks_open"] == true { open } else { open + closed }.to_string()
        }
        Form::Possible => {
            let goal = (read::of(all, "open"), read::of(all, "closed"));
            read::only(question, |it| {
                reshaped(start(it), read::of(it, "splits"), read::of(it, "merges")) == goal
            })
        }
        Form::Fix => {
            let (start, goal) = (start(all), read::of(all, "goal"));
            if let Some(n) = (1..100).find(|n| reshaped(start, *n, 0).0 == goal) {
                return if n == 1 { "Split 1 shard".to_owned() } else { format!("Split {n} shards") };
            }
            let n = (1..=start / 2).find(|n| reshaped(start, 0, *n).0 == goal).expect("some number");
            if n == 1 { "Merge 1 pair of shards".to_owned() } else { format!("Merge {n} pairs of shards") }
        }
    }
}
