//! The other half of the stream: problems of those who read it.

use super::{
    Preset,
    gallery::{bytes, constant, names, scenario},
};
use crate::{
    sim::scenario::{
        Application, Change, DeliveryStream, EventSourceMapping, Fault, KeyLabel, Keys, Library, OnFailure,
        Producer, Put, Rate, Reader, RecordSize, Resolution, Scenario, ShardIteratorType, Throughput, What,
        Work,
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime},
};

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        name: "fraud-replay",
        title: "The fraud case, from throttle to replay",
        watch: "Three readers share each shard’s five calls, then get fan-out; a faulty release of the fraud model \
                goes live, and half an hour is replayed.",
        moral: "A stream lets you read again what was read wrongly: the replay repeats records, loses none, and with \
                fan-out slows nobody else.",
        opens_at: SimTime::from_secs(5 * 60),
        build: fraud_replay,
    },
    Preset {
        name: "five-calls",
        title: "Two pods, five calls",
        watch: "Two consumers poll one shard every 250 ms: count the refused calls. After three minutes both use fan-out.",
        moral: "Five GetRecords calls a second per shard are shared by all who poll: 2 × 4 make three refusals a second.",
        opens_at: SimTime::from_secs(30),
        build: five_calls,
    },
    Preset {
        name: "ten-mebibytes",
        title: "10 MiB, then five seconds of errors",
        watch: "A reader that starts late takes 10 MiB with one call, and is refused four times before the next.",
        moral: "Reading is 2 MiB a second per shard on average: an answer of 10 MiB is paid for with five seconds.",
        opens_at: SimTime::from_secs(310),
        build: ten_mebibytes,
    },
    Preset {
        name: "empty-answers",
        title: "Empty answers, full shard",
        watch: "One record in a thousand seconds: most answers hold nothing while MillisBehindLatest says there is more.",
        moral: "An empty answer is not the end: go on with NextShardIterator until MillisBehindLatest is zero.",
        opens_at: SimTime::from_secs(10 * 3_600 + 5),
        build: empty_answers,
    },
    Preset {
        name: "expired-iterator",
        title: "A batch that takes five minutes and a second",
        watch: "Each batch takes 301 s; the iterator for the next one is good for 300.",
        moral: "An iterator lives five minutes: take smaller batches, or ask for a new one where the last record ended.",
        opens_at: SimTime::from_secs(400),
        build: expired_iterator,
    },
    Preset {
        name: "latest-or-horizon",
        title: "LATEST misses, TRIM_HORIZON repeats",
        watch: "Two readers without checkpoints are deployed after a minute, and crash after three.",
        moral: "Where to begin matters only without a checkpoint: LATEST leaves gaps, TRIM_HORIZON reads all of it again.",
        opens_at: SimTime::from_secs(90),
        build: latest_or_horizon,
    },
    Preset {
        name: "retention-cliff",
        title: "The retention cliff",
        watch: "An archive reads half of what comes: its iterator age grows by half a second each second, towards 24 hours.",
        moral: "Behind is late, and at the retention it is lost: raise the retention first, then add speed.",
        opens_at: SimTime::from_secs(24 * 3_600),
        build: retention_cliff,
    },
    Preset {
        name: "poison-record",
        title: "A poison record, three ways",
        watch: "One record cannot be processed: the first mapping stops its shard, the second lets it go, the KCL skips its batch.",
        moral: "By default Lambda retries until the record expires and the KCL skips it unseen: decide on attempts and a destination.",
        opens_at: SimTime::from_secs(75),
        build: poison_record,
    },
    Preset {
        name: "parallel-keys",
        title: "Ten batches at a time, three keys",
        watch: "ParallelizationFactor 10 on four shards, and no more than a few functions at a time.",
        moral: "Concurrency per shard is the lesser of the factor and the distinct keys on their way: order per key is kept.",
        opens_at: SimTime::from_secs(30),
        build: parallel_keys,
    },
    Preset {
        name: "failover",
        title: "Five workers, four shards",
        watch: "One worker has no lease; another dies, and its records since the last checkpoint are read again.",
        moral: "A lease has one worker, and a crash repeats what was read since its checkpoint: make processing idempotent.",
        opens_at: SimTime::from_secs(100),
        build: failover,
    },
    Preset {
        name: "one-subscription",
        title: "Two processes, one consumer name",
        watch: "After a minute a second process subscribes under the same name: refused for five seconds, then it takes over.",
        moral: "A consumer has one subscription per shard: processes need names of their own, and each is billed per shard-hour.",
        opens_at: SimTime::from_secs(70),
        build: one_subscription,
    },
];

const fn seconds(n: u64) -> SimDuration {
    SimDuration::from_secs(n)
}

fn at(second: u64, what: What) -> Change {
    Change { at: SimTime::from_secs(second), what }
}

fn polling(reader: Reader, ms: u64) -> Reader {
    Reader { throughput: Throughput::Shared { poll_every: SimDuration::from_millis(ms) }, ..reader }
}

fn sdk() -> Application {
    Application {
        library: Library::Sdk,
        workers: 1,
        rate: RecordsPerSecond::new(100_000),
        ..Application::default()
    }
}

fn users() -> Keys {
    Keys::Uniform { label: KeyLabel::User, count: 10_000 }
}

/// An hour and a half. Three readers share the shards: the fraud model with Lambda, the analysts' dashboard that
/// polls four times a second, the archive through Firehose: six calls of five. From 20:00 on the first two have
/// fan-out. At 40:00 a release of the fraud model goes live that scores wrongly; at 70:00 it is mended, and the
/// reader is wound back by the thirty minutes.
fn fraud_replay() -> Scenario {
    let cards = Keys::Uniform { label: KeyLabel::Card, count: 200_000 };
    let payments = Producer::new("payments", constant(8_000), bytes(600), cards);
    let mut bot = Producer::new("the bot", constant(1_380), bytes(560), names(&["card-a71ca0"]));
    bot.from = SimTime::from_secs(10 * 60);
    bot.until = Some(SimTime::from_secs(15 * 60));
    bot.put = Put::PutRecord;
    let mapping =
        EventSourceMapping { batch_size: 500, parallelization_factor: 2, ..EventSourceMapping::default() };
    let model = Reader::new("fraud model", Work::Lambda(mapping));
    let dashboard = Application { workers: 3, rate: RecordsPerSecond::new(20_000), ..Application::default() };
    let dashboard = polling(Reader::new("dashboard", Work::Application(dashboard)), 250);
    let archive = Reader::new("archive", Work::Firehose(DeliveryStream::default()));
    let fanned = vec![model.clone().fan_out(), dashboard.clone().fan_out(), archive.clone()];
    let (bug, fix) = (40 * 60, 70 * 60);
    let mut s = scenario(12, 90, vec![payments, bot]);
    s.resolution = Resolution::Second;
    s.readers = vec![model, dashboard, archive];
    s.changes = vec![
        at(20 * 60, What::Readers(fanned)),
        at(bug, What::Fault { reader: 0, fault: Fault::Wrong(true) }),
        at(fix, What::Fault { reader: 0, fault: Fault::Wrong(false) }),
        at(fix, What::Rewind { reader: 0, to: ShardIteratorType::AtTimestamp(SimTime::from_secs(bug)) }),
    ];
    s
}

fn five_calls() -> Scenario {
    let pod = |name: &str| polling(Reader::new(name, Work::Application(sdk())), 250);
    let mut s = scenario(1, 6, vec![Producer::new("sensors", constant(200), bytes(300), users())]);
    s.readers = vec![pod("pod 1"), pod("pod 2")];
    let fanned = s.readers.iter().cloned().map(Reader::fan_out).collect();
    s.changes = vec![at(180, What::Readers(fanned))];
    s
}

fn ten_mebibytes() -> Scenario {
    let mut s = scenario(1, 15, vec![Producer::new("uploads", constant(90), bytes(9_000), users())]);
    let mut late = Reader::new("late reader", Work::Application(sdk()));
    late.from = SimTime::from_secs(300);
    s.readers = vec![late];
    s
}

fn empty_answers() -> Scenario {
    let one_in_a_thousand = Rate::Constant(RecordsPerSecond::from_milli(1));
    let mut s =
        scenario(1, 11 * 60, vec![Producer::new("rare events", one_in_a_thousand, bytes(200), users())]);
    s.resolution = Resolution::Second;
    let mut reader = Reader::new("audit", Work::Application(sdk()));
    reader.from = SimTime::from_secs(10 * 3_600);
    s.readers = vec![reader];
    s
}

fn expired_iterator() -> Scenario {
    // 3,010 records at ten a second.
    let slow = Application { max_records: 3_010, rate: RecordsPerSecond::new(10), ..sdk() };
    let mut s = scenario(1, 30, vec![Producer::new("jobs", constant(50), bytes(500), users())]);
    let mut reader = Reader::new("slow worker", Work::Application(slow));
    reader.from = SimTime::from_secs(62);
    s.readers = vec![reader];
    s
}

fn latest_or_horizon() -> Scenario {
    let forgetful = Application { checkpoint_every: None, ..sdk() };
    let mut s = scenario(1, 6, vec![Producer::new("orders", constant(300), bytes(400), users())]);
    let reader = |name: &str, start| Reader {
        from: SimTime::from_secs(60),
        start,
        ..Reader::new(name, Work::Application(forgetful.clone()))
    };
    s.readers = vec![
        reader("from LATEST", ShardIteratorType::Latest),
        reader("from TRIM_HORIZON", ShardIteratorType::TrimHorizon),
    ];
    s.changes = vec![
        at(180, What::Fault { reader: 0, fault: Fault::Crash }),
        at(180, What::Fault { reader: 1, fault: Fault::Crash }),
    ];
    s
}

/// 1,000 records a second come and 500 are archived: the age grows by half a second each second and is at 24 h
/// after 48 h. At 44 h the retention is raised, at 45 h there are four times the workers.
fn retention_cliff() -> Scenario {
    let work = |workers| {
        let rate = RecordsPerSecond::new(250);
        Work::Application(Application { workers, rate, ..Application::default() })
    };
    let mut s = scenario(8, 5 * 24 * 60, vec![Producer::new("orders", constant(1_000), bytes(500), users())]);
    s.resolution = Resolution::Second;
    s.readers = vec![Reader::new("archive", work(2))];
    s.changes = vec![
        at(44 * 3_600, What::Retention(SimDuration::from_hours(72))),
        at(45 * 3_600, What::Readers(vec![Reader::new("archive", work(8))])),
    ];
    s
}

fn poison_record() -> Scenario {
    let defaults = Reader::new("defaults", Work::Lambda(EventSourceMapping::default()));
    let careful = EventSourceMapping {
        bisect_batch_on_function_error: true,
        maximum_retry_attempts: Some(2),
        on_failure: Some(OnFailure::Sqs),
        ..EventSourceMapping::default()
    };
    let careful = Reader::new("bisect, on-failure", Work::Lambda(careful));
    let kcl = Reader::new("KCL", Work::Application(Application::default()));
    let mut s = scenario(3, 6, vec![Producer::new("events", constant(600), bytes(300), users())]);
    s.readers = vec![defaults, careful, kcl];
    s.changes = (0..3).map(|reader| at(60, What::Fault { reader, fault: Fault::PoisonRecord })).collect();
    s
}

fn parallel_keys() -> Scenario {
    let mapping = |parallelization_factor| {
        Work::Lambda(EventSourceMapping {
            parallelization_factor,
            duration: SimDuration::from_millis(900),
            ..EventSourceMapping::default()
        })
    };
    let tenants = names(&[
        "acme", "globex", "initech", "umbrella", "hooli", "stark", "wayne", "wonka", "tyrell", "oscorp",
    ]);
    let mut s = scenario(4, 5, vec![Producer::new("tenants", constant(800), bytes(300), tenants)]);
    s.readers = vec![Reader::new("factor 10", mapping(10)), Reader::new("factor 1", mapping(1))];
    s
}

fn failover() -> Scenario {
    let app = Application { workers: 5, checkpoint_every: Some(seconds(20)), ..Application::default() };
    let mut s = scenario(4, 5, vec![Producer::new("clicks", constant(1_200), bytes(300), users())]);
    s.readers = vec![Reader::new("enricher", Work::Application(app))];
    s.changes = vec![at(95, What::Fault { reader: 0, fault: Fault::Crash })];
    s
}

fn one_subscription() -> Scenario {
    let mut s =
        scenario(2, 5, vec![Producer::new("sensors", constant(400), RecordSize::Fixed(Bytes(300)), users())]);
    s.readers = vec![Reader::new("alerts", Work::Application(sdk())).fan_out()];
    s.changes = vec![at(60, What::Fault { reader: 0, fault: Fault::DeployedTwice(true) })];
    s
}
