use md5::{Digest, Md5};
use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::read;

/// The digest's sixteen bytes as one number, the first the heaviest.
fn number(key: &str) -> u128 {
    Md5::digest(key.as_bytes()).iter().fold(0, |n, byte| n << 8 | u128::from(*byte))
}

/// ⌊2¹²⁸ ÷ n⌋.
fn width(n: u64) -> u128 {
    let n = u128::from(n);
    let most = u128::MAX;
    most / n + u128::from(most % n + 1 == n)
}

/// Which of n even ranges, the last of which takes the rest.
fn place(hash: u128, n: u64) -> u64 {
    (1..n).take_while(|shard| hash >= width(n) * u128::from(*shard)).count() as u64
}

fn name(shard: u64) -> String {
    format!("shardId-{shard:012}")
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    let shards = read::of(all, "shards");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    match form {
        Form::Answer => {
            let hash = number(&text(&all["key"]));
            let Some(split) = all["split"].as_u64() else { return name(place(hash, shards)) };
            assert_eq!(place(hash, shards), split, "{}", question.id);
            let start = width(shards) * u128::from(split);
            let end = if split + 1 == shards { u128::MAX } else { start + width(shards) - 1 };
            // The lower child is the first new shard.
            name(shards + u64::from(hash > start + (end - start) / 2))
        }
        Form::Possible => {
            let wanted = read::of(all, "place");
            read::only(question, |key| place(number(&text(key)), shards) == wanted)
        }
        Form::Fix => {
            let keys: Vec<u128> =
                all["keys"].as_array().expect("keys").iter().map(|key| number(&text(key))).collect();
            let shard = place(keys[0], shards);
            assert_eq!(place(keys[1], shards), shard, "{}", question.id);
            read::only(question, |at| {
                let at = u128::from_str_radix(&text(at), 16).expect("hexadecimal");
                place(at, shards) == shard && (keys[0] < at) != (keys[1] < at)
            })
        }
    }
}
