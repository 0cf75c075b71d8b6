//! The workloads behind the numbers in the README, the same natively and in the browser. Time is taken outside:
//! each workload does a stated amount of work and returns something that depends on all of it.

pub mod study;

use crate::{
    aws::limits::{MAX_RETENTION, MIN_RETENTION},
    kinesis::{HashKey, ShardMap},
    sim::{
        Model, Msg, Timeline, presets,
        scenario::{
            Application, DeliveryStream, EventSourceMapping, KeyLabel, Keys, Producer, Rate, Reader,
            RecordSize, Resolution, Scenario, Work,
        },
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime},
};

/// Keys in the set that [`route`] goes through again and again.
const KEYS: usize = 65_536;

/// Short keys, as streams have them.
pub fn keys() -> Vec<String> {
    (0..KEYS as u64).map(|i| format!("user-{}", i.wrapping_mul(2_654_435_761) % 100_000_000)).collect()
}

/// Key → MD5 → shard, `rounds` times over all keys, on `shards` shards. The sum of the shards' ids.
pub fn route(keys: &[String], rounds: u32, shards: u32) -> u64 {
    let map = ShardMap::even(shards);
    let mut sum = 0;
    for _ in 0..rounds {
        sum += keys.iter().map(|key| u64::from(map.route(HashKey::of(key.as_bytes())).0)).sum::<u64>();
    }
    sum
}

/// `amount` of the work `what`, and its answer, by which two machines prove that they did the same; nothing when
/// there is no such work. `route` takes passes over the keys, the others take simulated seconds.
pub fn turn(keys: &[String], what: &str, amount: u32) -> Option<u64> {
    let seconds = u64::from(amount);
    match what {
        "route" => Some(route(keys, amount, 1_000)),
        "records" => Some(records(seconds).report().trace_hash),
        "runs" => Some(runs(12, seconds).report().trace_hash),
        "fraud" => fraud(seconds).map(|model| model.report().trace_hash),
        "record-readers" => Some(record_readers(seconds).report().trace_hash),
        "fraud-readers" => fraud_read(seconds).map(|model| model.report().trace_hash),
        "year" => Some(year(seconds).report().trace_hash),
        _ => None,
    }
}

/// Record resolution, 12 shards with one of them refusing, everything counted: `seconds` of 12,000 records.
pub fn records(seconds: u64) -> Model {
    let keys =
        Keys::Hot { label: KeyLabel::Card, count: 200_000, share: crate::units::Share::from_percent(15) };
    let rate = Rate::Constant(RecordsPerSecond::new(12_000));
    let producer = Producer::new("bench", rate, RecordSize::Range { min: Bytes(400), max: Bytes(800) }, keys);
    run(12, seconds, Resolution::Record, producer, Vec::new())
}

/// Run resolution: `seconds` of 8,000 payments a second on `shards` shards.
pub fn runs(shards: u32, seconds: u64) -> Model {
    let keys = Keys::Uniform { label: KeyLabel::Card, count: 200_000 };
    let rate = Rate::Constant(RecordsPerSecond::new(8_000));
    run(
        shards,
        seconds,
        Resolution::Second,
        Producer::new("bench", rate, RecordSize::Fixed(Bytes(600)), keys),
        Vec::new(),
    )
}

/// As [`records`], with three readers that follow the order of their keys.
pub fn record_readers(seconds: u64) -> Model {
    let keys = Keys::Uniform { label: KeyLabel::Card, count: 200_000 };
    let rate = Rate::Constant(RecordsPerSecond::new(12_000));
    let producer = Producer::new("bench", rate, RecordSize::Range { min: Bytes(400), max: Bytes(800) }, keys);
    run(14, seconds, Resolution::Record, producer, three_readers())
}

/// A fraud model, a dashboard and an archive.
fn three_readers() -> Vec<Reader> {
    vec![
        Reader::new("fraud model", Work::Lambda(EventSourceMapping::default())).fan_out(),
        Reader::new("dashboard", Work::Application(Application::default())),
        Reader::new("archive", Work::Firehose(DeliveryStream::default())),
    ]
}

/// The fraud stream as it is in the gallery, 8,000 payments a second and the bot's attack, for `seconds` at
/// one-second steps.
pub fn fraud(seconds: u64) -> Option<Model> {
    finished(Scenario { readers: Vec::new(), ..fraud_day(seconds)? })
}

/// The same with three readers.
pub fn fraud_read(seconds: u64) -> Option<Model> {
    finished(fraud_day(seconds)?)
}

fn fraud_day(seconds: u64) -> Option<Scenario> {
    let mut scenario = presets::find("fraud")?.scenario();
    scenario.resolution = Resolution::Second;
    scenario.duration = SimDuration::from_secs(seconds);
    scenario.readers = three_readers();
    Some(scenario)
}

/// A year's retention on 100 shards, with a reader that is behind and one that is not.
pub fn year(seconds: u64) -> Model {
    let keys = Keys::Uniform { label: KeyLabel::User, count: 500_000 };
    let rate = Rate::Constant(RecordsPerSecond::new(50_000));
    let producer = Producer::new("bench", rate, RecordSize::Fixed(Bytes(600)), keys);
    let slow = Application { rate: RecordsPerSecond::new(10_000), ..Application::default() };
    let readers = vec![
        Reader::new("archive", Work::Application(slow)),
        Reader::new("alerts", Work::Lambda(EventSourceMapping::default())).fan_out(),
    ];
    let scenario = Scenario {
        retention: MAX_RETENTION.value,
        ..scenario(100, seconds, Resolution::Second, producer, readers)
    };
    finished(scenario).unwrap_or_else(|| unreachable!("the bench's own scenarios are within the limits"))
}

/// The fraud stream's day with its readers, run once, to be walked about in.
#[derive(Debug)]
pub struct Walk(Timeline);

impl Walk {
    pub fn through_a_day() -> Option<Self> {
        let mut timeline = Timeline::new(fraud_day(86_400)?).ok()?;
        timeline.seek(SimTime::from_secs(86_400));
        Some(Self(timeline))
    }

    /// Goes to this second; what the run had come to there.
    pub fn to(&mut self, second: u32) -> u64 {
        self.0.seek(SimTime::from_secs(u64::from(second)));
        self.0.model().report().trace_hash
    }
}

fn run(
    shard_count: u32,
    seconds: u64,
    resolution: Resolution,
    producer: Producer,
    readers: Vec<Reader>,
) -> Model {
    finished(scenario(shard_count, seconds, resolution, producer, readers))
        .unwrap_or_else(|| unreachable!("the bench's own scenarios are within the limits"))
}

fn scenario(
    shard_count: u32,
    seconds: u64,
    resolution: Resolution,
    producer: Producer,
    readers: Vec<Reader>,
) -> Scenario {
    Scenario {
        seed: 1,
        resolution,
        duration: SimDuration::from_secs(seconds),
        shard_count,
        max_record_size: Bytes::MIB,
        producers: vec![producer],
        retention: MIN_RETENTION.value,
        readers,
        changes: Vec::new(),
    }
}

fn finished(scenario: Scenario) -> Option<Model> {
    let span = scenario.duration;
    let mut model = Model::new(scenario).ok()?;
    model.update(Msg::Advance(span)).ok()?;
    Some(model)
}
