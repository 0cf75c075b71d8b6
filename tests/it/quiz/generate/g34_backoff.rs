use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters, word};

/// The waits one after another, each twice the last one until the cap.
fn waits(base: u64, cap: u64, retries: u64) -> Vec<u64> {
    let mut waits = Vec::new();
    let mut delay = base;
    for _ in 0..retries {
        waits.push(delay);
        delay = if delay > cap / 2 { cap } else { delay * 2 };
    }
    waits
}

fn meets(policy: &Value, demand: &str, limit: u64) -> bool {
    let (base, retries) = (figure(policy, "base"), figure(policy, "retries"));
    let waits = match policy["doubles"].as_bool() {
        Some(true) => waits(base, figure(policy, "cap"), retries),
        _ => vec![base; retries as usize],
    };
    match demand {
        "spread" => policy["jitter"] == true,
        "longest" => waits.iter().all(|wait| *wait <= limit),
        "outlast" => waits.iter().sum::<u64>() >= limit,
        "at most" => {
            let (mut clock, mut so_far) = (0, 0);
            for wait in waits {
                clock += wait;
                if clock <= 30_000 {
                    so_far += 1;
                }
            }
            so_far <= limit
        }
        other => panic!("nobody asks for {other}"),
    }
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    let of =
        |retries: &str| waits(number(question, "base"), number(question, "cap"), number(question, retries));
    match form {
        Form::Answer if drawn["asks"] == "wait" => of("retry").last().expect("a wait").to_string(),
        Form::Answer => of("retries").iter().sum::<u64>().to_string(),
        Form::Possible => {
            only(question, |option| figure(option, "ms") <= *of("retry").last().expect("a wait"))
        }
        Form::Fix => only(question, |option| {
            meets(option, word(drawn, "demand"), drawn["limit"].as_u64().unwrap_or_default())
        }),
    }
}
