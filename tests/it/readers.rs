//! Readers: laws over many runs, and tables worked by hand.

mod charts;
mod clock;
mod lambda;
mod laws;
mod shared;

use shardscope::{
    sim::{
        Model, Msg, Percentiles, ReaderReport,
        scenario::{
            Change, KeyLabel, Keys, Producer, Rate, Reader, RecordSize, Resolution, Scenario, Throughput,
            What,
        },
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime},
};

/// `rate` records of `bytes` a second, many keys, for `seconds` on `shards` shards.
fn stream(shards: u32, rate: u64, bytes: u64, seconds: u64, readers: Vec<Reader>) -> Scenario {
    let keys = Keys::Uniform { label: KeyLabel::Card, count: 10_000 };
    let rate = Rate::Constant(RecordsPerSecond::new(rate));
    Scenario {
        seed: 1,
        resolution: Resolution::Record,
        duration: SimDuration::from_secs(seconds),
        shard_count: shards,
        max_record_size: Bytes::MIB,
        producers: vec![Producer::new("p", rate, RecordSize::Fixed(Bytes(bytes)), keys)],
        retention: SimDuration::from_hours(24),
        readers,
        changes: Vec::new(),
    }
}

fn by_the_second(scenario: Scenario) -> Scenario {
    Scenario { resolution: Resolution::Second, ..scenario }
}

fn at(second: u64, what: What) -> Change {
    Change { at: SimTime::from_secs(second), what }
}

fn polling(reader: Reader, ms: u64) -> Reader {
    Reader { throughput: Throughput::Shared { poll_every: SimDuration::from_millis(ms) }, ..reader }
}

fn model(scenario: Scenario) -> Model {
    Model::new(scenario).expect("the scenario is within the limits")
}

fn finished(scenario: Scenario) -> Model {
    let span = scenario.duration;
    let mut model = model(scenario);
    model.update(Msg::Advance(span)).expect("time can always pass");
    model
}

fn reports(scenario: Scenario) -> Vec<ReaderReport> {
    finished(scenario).report().readers
}

/// Half of the records took longer, in milliseconds.
fn p50(times: Option<Percentiles>) -> u64 {
    times.map_or(0, |times| times.p50.millis())
}
