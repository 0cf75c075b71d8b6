//! Scenarios of every kind: some by hand, and any that can be run.

use std::sync::Arc;

use super::readers::{any_readers, any_what, fitting};
use proptest::{collection::vec, prelude::*, sample::select};
use shardscope::{
    kinesis::{HashKey, ShardId},
    sim::{
        KeyList, KeyListBuilder,
        scenario::{
            Change, DayPeak, Grain, KeyLabel, Keys, Producer, Put, Rate, RecordSize, Replay, Resolution,
            Retry, RetryPolicy, Scenario, What,
        },
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

fn per_second(n: u64) -> RecordsPerSecond {
    RecordsPerSecond::new(n)
}
fn secs(s: u64) -> SimDuration {
    SimDuration::from_secs(s)
}
fn at(s: u64) -> SimTime {
    SimTime::from_secs(s)
}

pub(super) fn list(name: &str, records: &[(&str, u32, u64)]) -> Arc<KeyList> {
    let mut builder = KeyListBuilder::default();
    for (key, size, ms) in records {
        builder.push(key, Some(*size), Some(*ms));
    }
    Arc::new(builder.finish(name))
}

/// `count` distinct keys, each once.
pub(super) fn long_list(count: usize) -> Arc<KeyList> {
    let mut builder = KeyListBuilder::default();
    for i in 0..count {
        builder.push(&format!("key-{i}"), None, None);
    }
    Arc::new(builder.finish("long.txt"))
}

pub(super) fn plain(producers: Vec<Producer>) -> Scenario {
    Scenario {
        seed: 1,
        resolution: Resolution::Record,
        duration: secs(60),
        shard_count: 1,
        max_record_size: Bytes::MIB,
        producers,
        retention: shardscope::aws::limits::MIN_RETENTION.value,
        readers: Vec::new(),
        changes: Vec::new(),
    }
}

/// All settings as a link leaves them out.
pub(super) fn usual_producer() -> Producer {
    Producer::new(
        "producer",
        Rate::Constant(per_second(100)),
        RecordSize::Fixed(Bytes(500)),
        Keys::Uniform { label: KeyLabel::Device, count: 10_000 },
    )
}

fn with(change: impl FnOnce(&mut Producer)) -> Producer {
    let mut producer = usual_producer();
    change(&mut producer);
    producer
}

/// Together they have every variant of every enum.
pub(super) fn by_hand() -> Vec<(&'static str, Scenario)> {
    vec![
        ("usual", plain(vec![usual_producer()])),
        ("fraud", fraud()),
        ("rates", plain(rates())),
        ("keys", plain(keys())),
        ("puts", plain(puts())),
        ("list", replayed()),
        (
            "long-list",
            plain(vec![with(|p| {
                p.keys = Keys::List { list: long_list(1_400), replay: Replay::InOrder };
            })]),
        ),
    ]
}

fn fraud() -> Scenario {
    let cards = Keys::Uniform { label: KeyLabel::Card, count: 40_000 };
    let payments =
        Producer::new("payments", Rate::Constant(per_second(7_500)), RecordSize::Fixed(Bytes(420)), cards);
    let bot = Producer {
        from: at(20),
        until: Some(at(90)),
        keys: Keys::Names(vec!["4111 1111 1111 1111".to_owned()]),
        ..Producer::new(
            "bot ☂",
            Rate::Constant(RecordsPerSecond::from_milli(1_400_500)),
            RecordSize::Fixed(Bytes(300)),
            Keys::Random,
        )
    };
    let split = What::SplitShard { shard: ShardId(3), new_starting_hash_key: HashKey(u128::MAX / 3) };
    Scenario {
        seed: u64::MAX,
        resolution: Resolution::Second,
        duration: SimDuration::from_hours(24),
        shard_count: 12,
        max_record_size: Bytes(10 * 1_048_576),
        producers: vec![payments.clone(), bot],
        retention: SimDuration::from_hours(24),
        readers: Vec::new(),
        changes: vec![
            Change { at: at(30), what: What::ShardCount(24) },
            Change { at: at(40), what: split },
            Change { at: at(40), what: What::Producers(vec![payments]) },
        ],
    }
}

fn rates() -> Vec<Producer> {
    let mut percent = Box::new([[0; 24]; 7]);
    percent[0][9] = 100;
    percent[6][23] = 7;
    let peak = DayPeak { at: at(43_200), rate: per_second(900), width: secs(7_200) };
    vec![
        with(|p| p.rate = Rate::Ramp { from: per_second(0), to: per_second(5_000), over: secs(45) }),
        with(|p| {
            p.rate = Rate::Burst {
                base: per_second(10),
                peak: per_second(3_000),
                every: secs(60),
                lasting: secs(1),
            };
        }),
        with(|p| p.rate = Rate::Day { low: RecordsPerSecond::from_milli(1), peaks: vec![peak] }),
        with(|p| p.rate = Rate::Week { peak: per_second(200), percent }),
        with(|p| p.size = RecordSize::Range { min: Bytes(0), max: Bytes(2_000) }),
        with(|p| {
            let large_share = Share::from_ppm(12_345);
            p.size = RecordSize::Mix { small: Bytes(100), large: Bytes(900_000), large_share };
        }),
    ]
}

fn keys() -> Vec<Producer> {
    let keys = [
        Keys::Zipf { label: KeyLabel::User, count: 500, exponent: 1_100 },
        Keys::Hot { label: KeyLabel::Session, count: 50, share: Share::from_percent(30) },
        Keys::Uniform { label: KeyLabel::Order, count: 5 },
        Keys::Timestamp(Grain::Millisecond),
        Keys::Timestamp(Grain::Second),
        Keys::PerBatch,
        Keys::Random,
        Keys::RoundRobin,
    ];
    keys.into_iter().map(|keys| with(|p| p.keys = keys)).collect()
}

fn puts() -> Vec<Producer> {
    let retry =
        |policy| Retry { policy, attempts: 3, round_trip: SimDuration::from_millis(25), ..Retry::default() };
    vec![
        with(|p| (p.put, p.retry) = (Put::PutRecord, retry(RetryPolicy::None))),
        with(|p| {
            p.put = Put::PutRecords { entries: 25, linger: SimDuration::from_millis(5) };
            p.retry = retry(RetryPolicy::WholeBatch);
        }),
        with(|p| (p.put, p.processes) = (Put::Kpl, 40)),
        with(|p| (p.retry, p.salt) = (retry(RetryPolicy::Serial), 8)),
        with(|p| {
            let ms = SimDuration::from_millis;
            p.retry = Retry { base: ms(7), cap: ms(700), deadline: secs(9), ..Retry::default() };
        }),
    ]
}

fn replayed() -> Scenario {
    let list = list("orders.csv", &[("b", 10, 500), ("ü\"", 20, 0), ("b", 30, 1_500)]);
    let replay = |replay| Keys::List { list: Arc::clone(&list), replay };
    let recorded = with(|p| {
        p.rate = Rate::AsRecorded;
        p.size = RecordSize::FromList;
        p.keys = replay(Replay::InOrder);
    });
    plain(vec![recorded, with(|p| p.keys = replay(Replay::ByFrequency))])
}

fn any_rate() -> impl Strategy<Value = RecordsPerSecond> {
    prop_oneof![0..=10_000_000_000_u64, (0..10_000_u64).prop_map(|n| n * 1_000)]
        .prop_map(RecordsPerSecond::from_milli)
}

fn any_span(most_secs: u64) -> impl Strategy<Value = SimDuration> {
    (1_000..=most_secs * 1_000).prop_map(SimDuration::from_millis)
}

fn any_shape() -> impl Strategy<Value = Rate> {
    let burst = (any_rate(), any_rate(), any_span(10_000), any_span(10_000));
    let peak = (any::<u64>(), any_rate(), any_span(86_400));
    let peaks =
        vec(peak.prop_map(|(ms, rate, width)| DayPeak { at: SimTime::from_millis(ms), rate, width }), 0..5);
    let table = vec(any::<u8>(), 168);
    prop_oneof![
        any_rate().prop_map(Rate::Constant),
        (any_rate(), any_rate(), any_span(1_209_600)).prop_map(|(from, to, over)| Rate::Ramp {
            from,
            to,
            over
        }),
        burst.prop_map(|(base, peak, a, b)| Rate::Burst { base, peak, every: a.max(b), lasting: a.min(b) }),
        (any_rate(), peaks).prop_map(|(low, peaks)| Rate::Day { low, peaks }),
        (any_rate(), table).prop_map(|(peak, table)| {
            let mut percent = Box::new([[0; 24]; 7]);
            percent.as_flattened_mut().copy_from_slice(&table);
            Rate::Week { peak, percent }
        }),
        Just(Rate::AsRecorded),
    ]
}

fn any_size() -> impl Strategy<Value = RecordSize> {
    let bytes = || (0..=1_000_000_u64).prop_map(Bytes);
    let share = (0..=1_000_000_u32).prop_map(Share::from_ppm);
    prop_oneof![
        bytes().prop_map(RecordSize::Fixed),
        (bytes(), bytes()).prop_map(|(a, b)| RecordSize::Range { min: a.min(b), max: a.max(b) }),
        (bytes(), bytes(), share).prop_map(|(small, large, large_share)| RecordSize::Mix {
            small,
            large,
            large_share
        }),
        Just(RecordSize::FromList),
    ]
}

fn any_list() -> impl Strategy<Value = Keys> {
    let records = vec(("[a-c\"é]{1,2}", 0..=1_000_000_u32, 0..100_000_u64), 1..30);
    (records, ".{0,12}", any::<bool>()).prop_map(|(records, name, in_order)| {
        let records: Vec<_> = records.iter().map(|(key, size, ms)| (key.as_str(), *size, *ms)).collect();
        Keys::List {
            list: list(&name, &records),
            replay: if in_order { Replay::InOrder } else { Replay::ByFrequency },
        }
    })
}

fn any_keys() -> impl Strategy<Value = Keys> {
    use KeyLabel::{Card, Device, Order, Session, User};
    let label = || select(vec![Card, Device, User, Session, Order]);
    let count = || 2..=1_000_000_u32;
    prop_oneof![
        (label(), count()).prop_map(|(label, count)| Keys::Uniform { label, count }),
        (label(), count(), 1..=5_000_u32).prop_map(|(label, count, exponent)| Keys::Zipf {
            label,
            count,
            exponent
        }),
        (label(), count(), 0..=1_000_000_u32).prop_map(|(label, count, ppm)| Keys::Hot {
            label,
            count,
            share: Share::from_ppm(ppm)
        }),
        vec(".{1,20}", 1..5).prop_map(Keys::Names),
        select(vec![Keys::PerBatch, Keys::Random, Keys::RoundRobin, Keys::Timestamp(Grain::Second)]),
        any_list(),
    ]
}

fn any_retry() -> impl Strategy<Value = Retry> {
    use RetryPolicy::{FailedOnly, None, Serial, WholeBatch};
    let ms = |most: u64| (1..=most).prop_map(SimDuration::from_millis);
    let policy = select(vec![None, WholeBatch, FailedOnly, Serial]);
    (policy, 1..=100_u32, ms(60_000), ms(60_000), ms(3_600_000), ms(10_000)).prop_map(
        |(policy, attempts, base, cap, deadline, round_trip)| Retry {
            policy,
            attempts,
            base,
            cap,
            deadline,
            round_trip,
        },
    )
}

fn any_producer() -> impl Strategy<Value = Producer> {
    let put = prop_oneof![
        Just(Put::PutRecord),
        Just(Put::Kpl),
        (1..=500_u32, 0..=60_000_u64)
            .prop_map(|(entries, ms)| Put::PutRecords { entries, linger: SimDuration::from_millis(ms) }),
    ];
    let retry = prop_oneof![Just(Retry::default()), any_retry()];
    let when = (any::<u64>(), any::<Option<u64>>());
    // A million keys may be salted by sixteen at the most.
    let counts = (1..=1_000_u32, 1..=16_u32);
    (".{0,30}", any_shape(), any_size(), any_keys(), put, retry, when, counts).prop_map(
        |(name, rate, size, keys, put, retry, (from, until), (processes, salt))| {
            let has_list = matches!(keys, Keys::List { .. });
            let usual = usual_producer();
            Producer {
                name,
                processes,
                rate: if rate == Rate::AsRecorded && !has_list { usual.rate } else { rate },
                from: SimTime::from_millis(from),
                until: until.map(SimTime::from_millis),
                size: if size == RecordSize::FromList && !has_list { usual.size } else { size },
                keys,
                salt,
                put,
                retry,
            }
        },
    )
}

fn any_change() -> impl Strategy<Value = Change> {
    let what = prop_oneof![
        1 => (1..=10_000_u32).prop_map(What::ShardCount),
        1 => (any::<u32>(), any::<u128>()).prop_map(|(shard, key)| What::SplitShard {
            shard: ShardId(shard),
            new_starting_hash_key: HashKey(key)
        }),
        1 => vec(any_producer(), 1..3).prop_map(What::Producers),
        4 => any_what(),
    ];
    (any::<u32>(), what).prop_map(|(s, what)| Change { at: at(u64::from(s)), what })
}

/// Whatever passes `Scenario::check`.
pub(super) fn any_scenario() -> impl Strategy<Value = Scenario> {
    any_pair().prop_map(|(scenario, _)| scenario)
}

/// A scenario and the changes of another run of it.
pub(super) fn any_pair() -> impl Strategy<Value = (Scenario, Vec<Change>)> {
    let frame =
        (any::<u64>(), any::<bool>(), any_span(1_209_600), 1..=10_000_u32, 1_048_576..=10_485_760_u64);
    let changes = || vec(any_change(), 0..5);
    (frame, vec(any_producer(), 1..4), 24..=8_760_u64, any_readers(), changes(), changes()).prop_map(
        |((seed, fine, duration, shard_count, max), producers, hours, readers, changes, branch)| {
            let changes = fitting(&readers, changes);
            let branch = fitting(&readers, branch);
            let resolution = if fine { Resolution::Record } else { Resolution::Second };
            let scenario = Scenario {
                seed,
                resolution,
                duration,
                shard_count,
                max_record_size: Bytes(max),
                producers,
                retention: SimDuration::from_hours(hours),
                readers,
                changes,
            };
            (scenario, branch)
        },
    )
}
