use shardscope::quiz::{Question, generate::Form};

use super::read;

/// Deals the leases out in turn: how many each worker has.
fn dealt(shards: u64, workers: u64) -> Vec<u64> {
    let mut leases = vec![0; workers as usize];
    for shard in 0..shards {
        leases[(shard % workers) as usize] += 1;
    }
    leases
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    let shards = read::of(all, "shards");
    match form {
        Form::Answer => {
            let leases = dealt(shards, read::of(all, "workers"));
            let idle = leases.iter().filter(|held| **held == 0).count();
            match all["asks"].as_str() {
                Some("idle") => idle.to_string(),
                Some("busy") => (leases.len() - idle).to_string(),
                _ => leases.iter().max().expect("a worker").to_string(),
            }
        }
        Form::Possible => {
            let most = read::of(all, "most");
            read::only(question, |workers| {
                let leases = dealt(shards, workers.as_u64().expect("a number"));
                leases.iter().all(|held| (1..=most).contains(held))
            })
        }
        Form::Fix => {
            let [workers, manages, comes, to] =
                ["workers", "manages", "comes", "to"].map(|name| read::of(all, name));
            let of_all = |shards, workers| {
                dealt(shards, workers).iter().filter(|held| **held > 0).count() as u64 * manages
            };
            assert!(of_all(shards, workers) < comes, "{}", question.id);
            // More shards alone, and more workers alone.
            assert!(of_all(shards * 2, workers) < comes || workers == shards);
            if of_all(shards, to) >= comes {
                return format!("Run {to} workers instead of {workers}");
            }
            assert!(of_all(shards, workers * 2) < comes && of_all(to, to) >= comes, "{}", question.id);
            format!("Scale to {to} shards, with as many workers")
        }
    }
}
