//! `bench`: the numbers that are promised, on this machine, natively. The browser's are measured by
//! `tests/browser/bench.mjs` with the same workloads, which asks this program for one turn at a time:
//! `bench WHAT AMOUNT`.

use std::{env, hint::black_box, io, time::Instant};

use serde_json::json;
use shardscope::{bench, sim::Model};

use crate::print;

/// Runs of each workload; the median is told.
const RUNS: usize = 5;

pub(crate) fn run() -> io::Result<()> {
    let keys = bench::keys();
    if let Some(what) = env::args().nth(2) {
        return turn(&keys, &what);
    }
    let rounds = 20;
    let seconds = median(|| bench::route(&keys, rounds, 1_000));
    rate("key to shard, 1,000 shards", "keys", keys.len() as f64 * f64::from(rounds), seconds)?;
    for scale in [1, 10, 100] {
        let mut offered = 0;
        let seconds = median(|| note(&mut offered, bench::records(scale)));
        rate(
            &format!("record resolution, 12 shards, {scale} s simulated"),
            "records",
            offered as f64,
            seconds,
        )?;
    }
    for scale in [1, 10, 100] {
        let simulated = 864 * scale;
        let mut offered = 0;
        let seconds = median(|| note(&mut offered, bench::runs(12, simulated)));
        let what = format!("run resolution, 12 shards, {simulated} s simulated");
        rate(&what, "shard-seconds", simulated as f64 * 12.0, seconds)?;
    }
    let mut offered = 0;
    let seconds = median(|| bench::fraud(86_400).map(|model| note(&mut offered, model)));
    print(&json!({ "what": "fraud stream, 24 h", "records": offered, "seconds": seconds }))
}

fn turn(keys: &[String], what: &str) -> io::Result<()> {
    let amount = env::args().nth(3).and_then(|text| text.parse().ok());
    let turn = |amount| bench::turn(keys, what, amount).or_else(|| bench::study::turn(what, amount));
    // Once to warm up: the page that this is compared with has been running for a while, too.
    let _ = amount.and_then(turn);
    let begun = Instant::now();
    let answer = amount.and_then(turn);
    let seconds = begun.elapsed().as_secs_f64();
    match answer {
        Some(answer) => print(&json!({ "seconds": seconds, "answer": answer.to_string() })),
        None => Err(io::Error::other("usage: headless bench [route|records|runs|fraud|schedule AMOUNT]")),
    }
}

fn note(offered: &mut u64, model: Model) -> u64 {
    *offered = model.report().totals.offered_records;
    model.report().trace_hash
}

fn median<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            black_box(work());
            begun.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn rate(what: &str, unit: &str, amount: f64, seconds: f64) -> io::Result<()> {
    print(
        &json!({ "what": what, "unit": unit, "amount": amount, "seconds": seconds, "per_second": amount / seconds }),
    )
}
