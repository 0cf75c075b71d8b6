//! What holds for every reader at every step: nothing is lost from the books.

use shardscope::{
    kinesis::{SequenceNumber, ShardId},
    sim::{
        Model, Msg, presets,
        scenario::{
            Application, DeliveryStream, EventSourceMapping, Fault, FunctionResponse, Library, OnException,
            Reader, Resolution, Scenario, ShardIteratorType, Throughput, What, Work,
        },
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

use super::{at, model, stream};

/// Chance for the tests: splitmix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) % n
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

fn position(dice: &mut Dice, until: u64) -> ShardIteratorType {
    let number = SequenceNumber::new(ShardId(dice.below(3) as u32), until.min(1), 1 + dice.below(5_000));
    match dice.below(5) {
        0 => ShardIteratorType::TrimHorizon,
        1 => ShardIteratorType::Latest,
        2 => ShardIteratorType::AtSequenceNumber(number),
        3 => ShardIteratorType::AfterSequenceNumber(number),
        _ => ShardIteratorType::AtTimestamp(SimTime::from_secs(dice.below(until + 1))),
    }
}

fn mapping(dice: &mut Dice) -> EventSourceMapping {
    let responses = [
        FunctionResponse::Throws,
        FunctionResponse::LowestFailed,
        FunctionResponse::EmptyList,
        FunctionResponse::WrongIdentifier,
    ];
    EventSourceMapping {
        batch_size: [1, 7, 100, 10_000][dice.below(4) as usize],
        maximum_batching_window: SimDuration::from_secs([0, 0, 1, 5][dice.below(4) as usize]),
        parallelization_factor: 1 + dice.below(10) as u32,
        bisect_batch_on_function_error: dice.coin(),
        maximum_retry_attempts: dice.coin().then(|| dice.below(4) as u32),
        maximum_record_age: dice.coin().then(|| SimDuration::from_secs(60)),
        tumbling_window: SimDuration::from_secs([0, 30][dice.below(2) as usize]),
        response: responses[dice.below(4) as usize],
        filter_matches: Share::from_percent([100, 100, 33, 0][dice.below(4) as usize]),
        duration: SimDuration::from_millis([5, 100, 2_500][dice.below(3) as usize]),
        concurrency: [1, 1_000][dice.below(2) as usize],
        ..EventSourceMapping::default()
    }
}

fn work(dice: &mut Dice) -> Work {
    match dice.below(3) {
        0 => Work::Application(Application {
            library: if dice.coin() { Library::Kcl } else { Library::Sdk },
            workers: 1 + dice.below(5) as u32,
            rate: RecordsPerSecond::new([50, 900, 20_000][dice.below(3) as usize]),
            max_records: [1, 100, 10_000][dice.below(3) as usize],
            checkpoint_every: dice.coin().then(|| SimDuration::from_secs(1 + dice.below(20))),
            failover: SimDuration::from_secs(1 + dice.below(10)),
            on_exception: [OnException::SkipBatch, OnException::SkipRecord, OnException::Retry]
                [dice.below(3) as usize],
        }),
        1 => Work::Lambda(mapping(dice)),
        _ => Work::Firehose(DeliveryStream {
            buffer_size: Bytes::MIB,
            buffer_interval: SimDuration::from_secs([0, 10, 60][dice.below(3) as usize]),
        }),
    }
}

fn reader(dice: &mut Dice, n: usize) -> Reader {
    let mut reader = Reader::new(&format!("reader {n}"), work(dice));
    reader.from = SimTime::from_secs(dice.below(20));
    reader.start = match (&reader.work, position(dice, reader.from.second())) {
        (
            Work::Lambda(_) | Work::Firehose(_),
            ShardIteratorType::AtSequenceNumber(_) | ShardIteratorType::AfterSequenceNumber(_),
        ) => ShardIteratorType::TrimHorizon,
        (_, start) => start,
    };
    if dice.coin() && !matches!(reader.work, Work::Firehose(_)) {
        reader.throughput = Throughput::EnhancedFanOut;
    } else if matches!(reader.work, Work::Application(_)) {
        let poll_every = SimDuration::from_millis([200, 250, 1_000, 5_000][dice.below(4) as usize]);
        reader.throughput = Throughput::Shared { poll_every };
    }
    reader
}

fn fault(dice: &mut Dice, work: &Work) -> Fault {
    match (dice.below(8), work) {
        (0, _) => Fault::Stopped(dice.coin()),
        (1, Work::Application(_) | Work::Lambda(_)) => {
            Fault::Slowed(Share::from_percent([10, 100][dice.below(2) as usize]))
        }
        (2, Work::Application(_)) => Fault::Crash,
        (3, Work::Application(_) | Work::Lambda(_)) => Fault::PoisonRecord,
        (4, Work::Application(_) | Work::Lambda(_)) => Fault::Failing(dice.coin()),
        (5, Work::Application(_) | Work::Lambda(_)) => Fault::Wrong(dice.coin()),
        (6, Work::Firehose(_)) => Fault::DestinationDown(dice.coin()),
        (0..7, Work::Lambda(_) | Work::Firehose(_)) => Fault::Stopped(false),
        _ => Fault::DeployedTwice(dice.coin()),
    }
}

/// Two minutes with everything in them: faults, rewinds, other shards, readers that come and go.
fn eventful(seed: u64) -> Scenario {
    let mut dice = Dice(seed);
    let readers: Vec<Reader> = (0..=dice.below(4) as usize).map(|n| reader(&mut dice, n)).collect();
    let mut scenario = stream(1 + dice.below(4) as u32, 300 + dice.below(4_000), 200, 120, readers.clone());
    scenario.seed = seed;
    scenario.resolution = if dice.coin() { Resolution::Record } else { Resolution::Second };
    let mut times: Vec<u64> = (0..12).map(|_| 21 + dice.below(95)).collect();
    times.sort_unstable();
    for second in times {
        let which = dice.below(readers.len() as u64) as usize;
        let what = match dice.below(8) {
            0 => What::ShardCount(1 + dice.below(5) as u32),
            1 | 2 => {
                let lambda_or_firehose = !matches!(readers[which].work, Work::Application(_));
                let to = match position(&mut dice, second) {
                    ShardIteratorType::AtSequenceNumber(_) | ShardIteratorType::AfterSequenceNumber(_)
                        if lambda_or_firehose =>
                    {
                        ShardIteratorType::TrimHorizon
                    }
                    to => to,
                };
                What::Rewind { reader: which, to }
            }
            _ => What::Fault { reader: which, fault: fault(&mut dice, &readers[which].work) },
        };
        scenario.changes.push(at(second, what));
    }
    scenario
}

fn check_books(model: &Model, what: &str) {
    for reader in model.report().readers {
        for shard in &reader.shards {
            let t = shard.tally;
            assert_eq!(
                t.delivered + t.expired + t.pending,
                t.accepted,
                "{what} at {}: {} on {}: {t:?}",
                model.now(),
                reader.name,
                shard.shard_id
            );
            assert!(t.filtered <= t.delivered + t.read_again, "{what}: {t:?}");
            assert!(t.empty_calls <= t.calls && t.failed_invocations <= t.invocations, "{what}: {t:?}");
            assert!(t.wrong <= t.delivered, "{what}: {t:?}");
        }
        let (handed, landed) = (reader.total.delivered + reader.total.read_again, reader.total.landed);
        if reader.kind == "Data Firehose" {
            assert_eq!(
                landed + reader.buffered,
                handed,
                "{what}: what Firehose read is in S3 or in its buffer"
            );
        }
        if model.now().millis().is_multiple_of(1_000) {
            let took = model.report().shards.iter().map(|shard| shard.3.accepted_records).sum::<u64>();
            assert_eq!(reader.total.accepted, took, "{what}: what the shards took is there to be read");
        }
    }
}

#[test]
fn delivered_and_expired_and_pending_are_accepted_at_every_step_of_eventful_runs() {
    for seed in 0..100 {
        let mut model = model(eventful(seed));
        while model.now() < model.ends_at() {
            model.update(Msg::Advance(SimDuration::from_millis(3_500))).expect("time can always pass");
            check_books(&model, &format!("seed {seed}"));
        }
        let read: u64 = model.report().readers.iter().map(|reader| reader.total.delivered).sum();
        let begun = model.scenario().readers.iter().any(|r| r.start == ShardIteratorType::TrimHorizon);
        assert!(read > 0 || !begun, "seed {seed}: somebody reads something");
    }
}

#[test]
fn a_run_in_steps_is_the_run_at_once() {
    for seed in 0..30 {
        let scenario = eventful(seed);
        let whole = super::finished(scenario.clone());
        let mut stepped = model(scenario);
        let mut dice = Dice(seed);
        while stepped.now() < stepped.ends_at() {
            let step = SimDuration::from_millis(1 + dice.below(9_000));
            stepped.update(Msg::Advance(step)).expect("time can always pass");
        }
        assert_eq!(whole.report(), stepped.report(), "seed {seed}");
        assert_eq!(whole.snapshot().readers, stepped.snapshot().readers, "seed {seed}");
    }
}

/// Trimming has to be met: short retention does not exist, so days go by.
#[test]
fn the_books_balance_while_records_expire_and_the_retention_changes() {
    for seed in 0..12 {
        let mut dice = Dice(seed + 1_000);
        let readers: Vec<Reader> = (0..3).map(|n| reader(&mut dice, n)).collect();
        let mut scenario = stream(2, 40, 500, 3 * 86_400, readers.clone());
        scenario.resolution = Resolution::Second;
        scenario.changes = vec![
            at(3_600, What::Fault { reader: 0, fault: Fault::Stopped(true) }),
            at(20 * 3_600, What::Retention(SimDuration::from_hours(48))),
            at(30 * 3_600, What::ShardCount(3)),
            at(50 * 3_600, What::Retention(SimDuration::from_hours(24))),
            at(51 * 3_600, What::Fault { reader: 0, fault: Fault::Stopped(false) }),
            at(60 * 3_600, What::Rewind { reader: 1, to: ShardIteratorType::TrimHorizon }),
        ];
        let mut model = model(scenario);
        while model.now() < model.ends_at() {
            model.update(Msg::Advance(SimDuration::from_secs(7_001))).expect("time can always pass");
            check_books(&model, &format!("seed {seed}"));
        }
        let expired: u64 = model.report().readers.iter().map(|reader| reader.total.expired).sum();
        assert!(expired > 0, "seed {seed}: a reader that stood still for two days lost something");
    }
}

#[test]
fn the_books_balance_in_every_preset() {
    for preset in presets::all() {
        let mut model = model(preset.scenario());
        let step = SimDuration::from_millis((model.ends_at().millis() / 10).max(1));
        while model.now() < model.ends_at() {
            model.update(Msg::Advance(step)).expect("time can always pass");
            check_books(&model, preset.name);
        }
    }
}
