use super::Preset;
use crate::{
    aws::limits::MIN_RETENTION,
    sim::scenario::{
        DayPeak, Grain, KeyLabel, Keys, Producer, Put, Rate, RecordSize, Resolution, RetryPolicy, Scenario,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        name: "fraud",
        title: "A bot tests one card",
        watch: "Twelve shards share 8,000 payments a second; then a bot tries amounts on one card.",
        moral: "One partition key is one shard: 1,000 records a second, however many shards there are.",
        opens_at: SimTime::from_secs(60),
        build: fraud,
    },
    Preset {
        name: "few-names",
        title: "Ten service names, fifteen shards",
        watch: "Logs keyed by service name: count the shards that stay empty.",
        moral: "Ten keys can light ten shards at the most, and by chance they light fewer; more shards change nothing.",
        opens_at: SimTime::from_secs(30),
        build: few_names,
    },
    Preset {
        name: "microburst",
        title: "Throttled under a calm average",
        watch: "Switch between every second and the CloudWatch minute.",
        moral: "The limit counts by the second; a three-second burst vanishes in a minute’s average.",
        opens_at: SimTime::from_secs(115),
        build: microburst,
    },
    Preset {
        name: "timestamp",
        title: "The time as partition key",
        watch: "Every second another shard is hot: all of that second’s records have one key.",
        moral: "A key that many records share at the same moment is a hot key that moves; add a random part.",
        opens_at: SimTime::from_secs(30),
        build: timestamp,
    },
    Preset {
        name: "batch-key",
        title: "One key for each batch",
        watch: "Each PutRecords of 500 entries lands on one shard as a whole.",
        moral: "A batch with one key is a burst for one shard; a key per record spreads it, and gives up its order.",
        opens_at: SimTime::from_secs(30),
        build: batch_key,
    },
    Preset {
        name: "how-many-keys",
        title: "Fourteen keys on two shards",
        watch: "The keys “1” to “14”: three on one shard, eleven on the other.",
        moral: "Hashing spreads many keys evenly and a handful by luck; look where yours land before you count on it.",
        opens_at: SimTime::from_secs(30),
        build: how_many_keys,
    },
    Preset {
        name: "retry-none",
        title: "Failed entries nobody looks at",
        watch: "PutRecords answers 200 while entries are refused; this producer never checks FailedRecordCount.",
        moral: "A successful PutRecords call can lose records: read FailedRecordCount and send the refused entries again.",
        opens_at: SimTime::from_secs(30),
        build: retry_none,
    },
    Preset {
        name: "retry-whole-batch",
        title: "The whole batch again",
        watch: "The same traffic, but one refused entry sends its 500 neighbours again.",
        moral: "Sending accepted entries again makes duplicates, and they take the room that retries need.",
        opens_at: SimTime::from_secs(30),
        build: retry_whole_batch,
    },
    Preset {
        name: "retry-failed",
        title: "Only the failed entries again",
        watch: "The same traffic once more: refused entries come back alone, a little later each time.",
        moral: "Retrying what failed, with backoff and jitter, loses little and duplicates nothing; it cannot add capacity.",
        opens_at: SimTime::from_secs(30),
        build: retry_failed,
    },
    Preset {
        name: "order-lost",
        title: "Order lost to retries",
        watch: "Each device’s readings are numbered; watch how many come in behind a later one.",
        moral: "A refused entry comes in after its successors; only one write at a time keeps a key’s order.",
        opens_at: SimTime::from_secs(30),
        build: order_lost,
    },
    Preset {
        name: "order-kept",
        title: "Order kept, one by one",
        watch: "The same readings with SequenceNumberForOrdering: nothing overtakes, and records queue up.",
        moral: "Strict order costs throughput: a process writes one record per round trip.",
        opens_at: SimTime::from_secs(30),
        build: order_kept,
    },
    Preset {
        name: "kpl-throttled",
        title: "The KPL against a full shard",
        watch: "The Kinesis Producer Library retries at once, up to 150 % of the limit, until records are 30 s old.",
        moral: "Under lasting throttling the KPL fills its buffers and then expires records; alarms belong on its backlog.",
        opens_at: SimTime::from_secs(30),
        build: kpl_throttled,
    },
    Preset {
        name: "kpl-aggregation",
        title: "5,000 small events on one shard",
        watch: "Five thousand events a second and no refusal: count the Kinesis records.",
        moral: "Aggregation puts many events into one record, so bytes and not records become the bound.",
        opens_at: SimTime::from_secs(30),
        build: kpl_aggregation,
    },
    Preset {
        name: "large-records",
        title: "A few records of 2 MiB",
        watch: "Fifty records a second, 5 % of them large: the burst bucket empties, then they are refused.",
        moral: "Large records borrow from a bucket that refills at 1 MiB a second; keep them to 1–2 % of the records.",
        opens_at: SimTime::from_secs(5),
        build: large_records,
    },
    Preset {
        name: "day",
        title: "A day of payments",
        watch: "24 hours at one-second steps: the morning fits, the evening peak does not.",
        moral: "A stream is sized for its busiest second, not for its day.",
        opens_at: SimTime::from_secs(64_800),
        build: day,
    },
    Preset {
        name: "thousand",
        title: "A thousand shards",
        watch: "600,000 records a second; one tenant in ten thousand grows out of its shard.",
        moral: "At any size one key has one shard, and a stream-level average of 60 % hides it.",
        opens_at: SimTime::from_secs(40),
        build: thousand,
    },
];

const fn per_second(n: u64) -> RecordsPerSecond {
    RecordsPerSecond::new(n)
}

pub(super) const fn constant(n: u64) -> Rate {
    Rate::Constant(per_second(n))
}

pub(super) const fn bytes(n: u64) -> RecordSize {
    RecordSize::Fixed(Bytes(n))
}

pub(super) fn names(list: &[&str]) -> Keys {
    Keys::Names(list.iter().map(|&name| name.to_owned()).collect())
}

pub(super) fn scenario(shard_count: u32, minutes: u64, producers: Vec<Producer>) -> Scenario {
    Scenario {
        seed: 7,
        resolution: Resolution::Record,
        duration: SimDuration::from_secs(minutes * 60),
        shard_count,
        max_record_size: Bytes::MIB,
        producers,
        retention: MIN_RETENTION.value,
        readers: Vec::new(),
        changes: Vec::new(),
    }
}

fn fraud() -> Scenario {
    let cards = Keys::Uniform { label: KeyLabel::Card, count: 200_000 };
    let size = RecordSize::Range { min: Bytes(420), max: Bytes(780) };
    let payments = Producer::new("payments", constant(8_000), size, cards);
    let mut bot = Producer::new("the bot", constant(1_380), bytes(560), names(&["card-a71ca0"]));
    bot.from = SimTime::from_secs(62);
    bot.until = Some(SimTime::from_secs(6 * 60));
    bot.put = Put::PutRecord;
    scenario(12, 10, vec![payments, bot])
}

fn few_names() -> Scenario {
    let services = [
        "checkout", "search", "cart", "login", "catalog", "payment", "shipping", "reviews", "pricing",
        "email",
    ];
    let mut logs = Producer::new("services", constant(9_000), bytes(300), names(&services));
    logs.processes = 4;
    scenario(15, 5, vec![logs])
}

fn microburst() -> Scenario {
    let rate = Rate::Burst {
        base: per_second(900),
        peak: per_second(9_000),
        every: SimDuration::from_secs(60),
        lasting: SimDuration::from_secs(3),
    };
    let keys = Keys::Uniform { label: KeyLabel::Session, count: 50_000 };
    scenario(4, 10, vec![Producer::new("scheduled job", rate, bytes(500), keys)])
}

fn timestamp() -> Scenario {
    let logs = Producer::new("log shipper", constant(2_500), bytes(250), Keys::Timestamp(Grain::Second));
    scenario(8, 5, vec![logs])
}

fn batch_key() -> Scenario {
    let mut agent = Producer::new("agents", constant(5_000), bytes(200), Keys::PerBatch);
    agent.put = Put::PutRecords { entries: 500, linger: SimDuration::from_secs(1) };
    agent.processes = 5;
    scenario(10, 5, vec![agent])
}

fn how_many_keys() -> Scenario {
    let keys = Keys::Names((1..=14).map(|n| n.to_string()).collect());
    scenario(2, 5, vec![Producer::new("devices", constant(1_400), bytes(200), keys)])
}

/// Four shards at three quarters of their limit, of which one gets more than its part: it refuses, and every
/// request of 500 entries has some for it.
fn uneven(policy: RetryPolicy) -> Scenario {
    let keys = Keys::Zipf { label: KeyLabel::Order, count: 1_000, exponent: 1_000 };
    let mut shop = Producer::new("web shop", constant(2_900), bytes(400), keys);
    shop.retry.policy = policy;
    scenario(4, 5, vec![shop])
}

fn retry_none() -> Scenario {
    uneven(RetryPolicy::None)
}

fn retry_whole_batch() -> Scenario {
    uneven(RetryPolicy::WholeBatch)
}

fn retry_failed() -> Scenario {
    uneven(RetryPolicy::FailedOnly)
}

fn devices(policy: RetryPolicy) -> Scenario {
    let keys = Keys::Uniform { label: KeyLabel::Device, count: 300 };
    let mut gateway = Producer::new("gateways", constant(2_200), bytes(150), keys);
    gateway.processes = 10;
    gateway.retry.policy = policy;
    gateway.retry.attempts = 10;
    scenario(2, 5, vec![gateway])
}

fn order_lost() -> Scenario {
    devices(RetryPolicy::FailedOnly)
}

fn order_kept() -> Scenario {
    devices(RetryPolicy::Serial)
}

fn kpl_throttled() -> Scenario {
    let keys = Keys::Uniform { label: KeyLabel::User, count: 10_000 };
    // 1.4 MiB a second into one shard's 1 MiB.
    let mut library = Producer::new("KPL", constant(1_800), bytes(800), keys);
    library.put = Put::Kpl;
    scenario(1, 5, vec![library])
}

fn kpl_aggregation() -> Scenario {
    let keys = Keys::Uniform { label: KeyLabel::User, count: 10_000 };
    let mut library = Producer::new("KPL", constant(5_000), bytes(100), keys);
    library.put = Put::Kpl;
    scenario(1, 5, vec![library])
}

fn large_records() -> Scenario {
    let size = RecordSize::Mix {
        small: Bytes(10 * 1_024),
        large: Bytes(2 * 1_048_576),
        large_share: Share::from_percent(5),
    };
    let keys = Keys::Uniform { label: KeyLabel::Order, count: 100_000 };
    let mut s = scenario(4, 10, vec![Producer::new("documents", constant(50), size, keys)]);
    s.max_record_size = Bytes(10 * 1_048_576);
    s
}

fn day() -> Scenario {
    let hours = |h: u64| SimTime::from_secs(h * 3_600);
    let wide = SimDuration::from_hours(4);
    let rate = Rate::Day {
        low: per_second(1_200),
        peaks: vec![
            DayPeak { at: hours(12), rate: per_second(6_500), width: wide },
            DayPeak { at: hours(20), rate: per_second(13_000), width: wide },
        ],
    };
    let keys = Keys::Uniform { label: KeyLabel::Card, count: 200_000 };
    let mut s = scenario(12, 24 * 60, vec![Producer::new("payments", rate, bytes(600), keys)]);
    s.resolution = Resolution::Second;
    s
}

fn thousand() -> Scenario {
    let keys = Keys::Uniform { label: KeyLabel::User, count: 500_000 };
    let tenants = Producer::new("tenants", constant(600_000), bytes(350), keys);
    let growing =
        Rate::Ramp { from: per_second(50), to: per_second(3_000), over: SimDuration::from_secs(90) };
    let mut one = Producer::new("tenant-4711", growing, bytes(350), names(&["tenant-4711"]));
    one.from = SimTime::from_secs(30);
    let mut s = scenario(1_000, 10, vec![tenants, one]);
    s.resolution = Resolution::Second;
    s
}
