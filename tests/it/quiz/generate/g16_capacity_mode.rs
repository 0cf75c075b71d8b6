use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::read;

/// A month of 730 hours, hour by hour, in dollars: provisioned for the peak, and On-demand Standard.
fn costs(profile: &Value) -> (f64, f64) {
    let [peak, hours, low, bytes, readers] =
        ["peak", "hours", "low_percent", "bytes", "readers"].map(|name| read::of(profile, name) as f64);
    let mut shards = 1.0;
    while shards * 1_000.0 < peak
        || shards * 1_048_576.0 < peak * bytes
        || shards * 2_097_152.0 < peak * bytes * readers
    {
        shards += 1.0;
    }
    let gb = 1_073_741_824.0;
    let (mut provisioned, mut on_demand) = (0.0, 0.0);
    for hour in 0..168 {
        // The month has each hour of the week 730 / 168 times.
        let times = 730.0 / 168.0;
        let rate = if f64::from(hour) < hours { peak } else { peak * low / 100.0 };
        let records = rate * 3_600.0;
        let units = records * (bytes / 25_600.0).ceil();
        provisioned += times * (shards * 0.015 + units * 0.014 / 1e6);
        let kb_in = records * (bytes / 1_024.0).ceil();
        on_demand += times * (0.04 + kb_in * 1_024.0 / gb * 0.08 + records * bytes * readers / gb * 0.04);
    }
    (provisioned, on_demand)
}

/// Whole dollars from a hundred on, cents below.
fn about(dollars: f64) -> String {
    if dollars < 100.0 {
        return format!("${dollars:.2}");
    }
    let whole = format!("{dollars:.0}");
    let (thousands, rest) = whole.split_at(whole.len() - 3.min(whole.len()));
    if thousands.is_empty() { format!("${rest}") } else { format!("${thousands},{rest}") }
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => match costs(all) {
            (provisioned, on_demand) if provisioned < on_demand => {
                format!("Provisioned, about {}", about(provisioned))
            }
            (_, on_demand) => format!("On-demand Standard, about {}", about(on_demand)),
        },
        Form::Possible => read::only(question, |profile| {
            let (provisioned, on_demand) = costs(profile);
            on_demand < provisioned
        }),
        Form::Fix => match costs(all) {
            (provisioned, on_demand) if provisioned < on_demand => {
                let [peak, bytes, readers] = ["peak", "bytes", "readers"].map(|name| read::of(all, name));
                let takes = |shards: &u64| {
                    shards * 1_000 >= peak
                        && shards * 1_048_576 >= peak * bytes
                        && shards * 2_097_152 >= peak * bytes * readers
                };
                let shards = (1..1_000).find(takes).expect("some number");
                format!("Switch the stream to provisioned with {shards} shards")
            }
            _ => "Switch the stream to On-demand Standard".to_owned(),
        },
    }
}
