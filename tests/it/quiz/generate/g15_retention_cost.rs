use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

fn dollars(cents: u64) -> String {
    format!("${}.{:02}", grouped(cents / 100), cents % 100)
}

/// In hundredths of a cent: two cents a shard-hour, every hour of the month.
fn provisioned(shards: u64) -> u64 {
    (0..730).map(|_hour| shards * 200).sum()
}

/// In hundredths of a cent: each day's data by their age.
fn on_demand(gb: u64, days: u64) -> u64 {
    (1..=days)
        .map(|age| match age {
            1 => 0,
            2..=7 => gb * 1_000,
            _ => gb * 230,
        })
        .sum()
}

/// What a retention of so many hours costs.
fn cost(all: &Value, hours: u64) -> u64 {
    if all["mode"] == "on_demand" {
        on_demand(read::of(all, "gb_a_day"), hours / 24)
    } else if hours > 24 {
        provisioned(read::of(all, "shards"))
    } else {
        0
    }
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => dollars((cost(all, read::of(all, "days") * 24) + 50) / 100),
        Form::Possible => {
            let budget = read::of(all, "budget");
            read::only(question, |kept| provisioned(read::of(kept, "shards")) <= budget * 10_000)
        }
        Form::Fix => {
            let now = cost(all, read::of(all, "days") * 24);
            let needs = read::of(all, "need_hours");
            read::only(question, |hours| {
                let hours = hours.as_u64().expect("hours");
                hours >= needs && cost(all, hours) < now
            })
        }
    }
}
