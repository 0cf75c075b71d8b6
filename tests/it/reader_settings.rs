//! Settings of readers that cannot be: refused as AWS refuses them, under its exception's name, or with a sentence.

mod json;

use serde_json::{Value, json};
use shardscope::{
    kinesis::{SequenceNumber, ShardId},
    link::{self, LinkError},
    sim::{
        Model, Msg, presets,
        scenario::{
            Application, Change, DeliveryStream, EventSourceMapping, Fault, Reader, Scenario, ScenarioError,
            ShardIteratorType, What, Work,
        },
    },
    units::{Bytes, Share, SimDuration, SimTime},
};

fn scenario(readers: Vec<Reader>) -> Scenario {
    let bare = presets::all()[0].scenario();
    Scenario { readers, changes: Vec::new(), ..bare }
}

fn application(name: &str) -> Reader {
    Reader::new(name, Work::Application(Application::default()))
}
fn lambda(name: &str) -> Reader {
    Reader::new(name, Work::Lambda(EventSourceMapping::default()))
}
fn firehose(name: &str) -> Reader {
    Reader::new(name, Work::Firehose(DeliveryStream::default()))
}

/// Why the scenario cannot be run, as people are told.
fn refusal(json: &Value) -> ScenarioError {
    match link::scenario_from_value(json.clone(), &[]) {
        Err(LinkError::Scenario(why)) => why,
        other => panic!("{json}: {other:?}"),
    }
}

/// A change at 30 s to one of: application 0, mapping 1, delivery stream 2.
fn change(what: Value) -> Value {
    json!({
        "readers": [{}, {"name": "fraud", "work": "lambda"}, {"name": "archive", "work": "firehose"}],
        "changes": [{"at_ms": 30_000, "what": what}],
    })
}

#[test]
fn retention_ends_where_aws_ends_it() {
    let told = |span| {
        let scenario = Scenario { retention: span, ..scenario(Vec::new()) };
        let change = Change { at: SimTime::from_secs(5), what: What::Retention(span) };
        let changed = Scenario { changes: vec![change], ..self::scenario(Vec::new()) };
        assert_eq!(scenario.check(), changed.check(), "at the start and later alike");
        scenario.check().map_err(|why| why.named())
    };
    let hours = SimDuration::from_hours;
    for fine in [24, 25, 168, 8_760] {
        assert_eq!(told(hours(fine)), Ok(()));
    }
    for (wrong, expected) in [
        (
            hours(23),
            "InvalidArgumentException: Minimum allowed retention period is 24 hours. Requested retention period \
             (23 hours) is too short.",
        ),
        (
            hours(0),
            "InvalidArgumentException: Minimum allowed retention period is 24 hours. Requested retention period \
             (0 hours) is too short.",
        ),
        (
            hours(8_761),
            "InvalidArgumentException: Maximum allowed retention period is 8760 hours. Requested retention period \
             (8761 hours) is too long.",
        ),
        (
            SimDuration::from_secs(25 * 3_600 + 1),
            "the retention period is in whole hours, 24 to 8,760, not 90001 s",
        ),
    ] {
        assert_eq!(told(wrong), Err(expected.to_owned()));
    }
}

#[test]
fn a_mapping_is_validated_as_lambda_does() {
    let ranges = [
        ("batch_size", "batchSize", 1, 10_000, "Set BatchSize from 1 to 10,000."),
        (
            "maximum_batching_window_in_seconds",
            "maximumBatchingWindowInSeconds",
            0,
            300,
            "Set MaximumBatchingWindowInSeconds from 0 to 300.",
        ),
        ("parallelization_factor", "parallelizationFactor", 1, 10, "Set ParallelizationFactor from 1 to 10."),
        (
            "maximum_retry_attempts",
            "maximumRetryAttempts",
            0,
            10_000,
            "Set MaximumRetryAttempts from 0 to 10,000, or -1 for retries without end.",
        ),
        (
            "maximum_record_age_in_seconds",
            "maximumRecordAgeInSeconds",
            60,
            604_800,
            "Set MaximumRecordAgeInSeconds from 60 to 604,800, or -1 for no limit.",
        ),
        (
            "tumbling_window_in_seconds",
            "tumblingWindowInSeconds",
            0,
            900,
            "Set TumblingWindowInSeconds from 0 to 900.",
        ),
    ];
    for (field, at, least, most, todo) in ranges {
        let with = |value: i64| json!({"readers": [{"work": {"lambda": {field: value}}}]});
        for fine in [least, most] {
            assert_eq!(link::scenario_from_value(with(fine), &[]).err(), None, "{field} {fine}");
        }
        let told = |value: i64, rule: &str| {
            let why = refusal(&with(value));
            assert_eq!(why.exception(), Some("ValidationException"));
            let text = format!(
                "1 validation error detected: Value '{value}' at '{at}' failed to satisfy constraint: Member must \
                 have value {rule}. {todo}"
            );
            assert_eq!(why.to_string(), text);
            assert_eq!(why.named(), format!("ValidationException: {text}"));
        };
        told(most + 1, &format!("less than or equal to {most}"));
        if least > 0 {
            told(least - 1, &format!("greater than or equal to {least}"));
        }
    }
}

#[test]
fn other_limits_of_readers_say_what_to_do() {
    let reader = |reader: Value| json!({"readers": [reader]});
    let app = |settings: Value| reader(json!({"work": {"application": settings}}));
    let function = |settings: Value| reader(json!({"work": {"lambda": settings}}));
    let stream = |settings: Value| reader(json!({"work": {"firehose": settings}}));
    let many: Vec<Value> = (0..25).map(|n| json!({"name": n.to_string()})).collect();
    let table = [
        (json!({"readers": many}), "the number of readers has to be between 0 and 24, not 25"),
        (reader(json!({"name": ""})), "a reader needs a name: give it one of its own"),
        (reader(json!({"name": " \t"})), "a reader needs a name: give it one of its own"),
        (
            reader(json!({"name": "x".repeat(101)})),
            "the length of a reader's name has to be between 1 and 100, not 101",
        ),
        (
            json!({"readers": [{"name": "a"}, {"name": "b"}, {"name": "a"}]}),
            "two readers are named “a”: give each a name of its own",
        ),
        (
            reader(json!({"throughput": {"shared": {"poll_every_ms": 9}}})),
            "the time between two GetRecords calls has to be between 10 ms and 10 min, not 9 ms",
        ),
        (
            reader(json!({"throughput": {"shared": {"poll_every_ms": 700_000}}})),
            "the time between two GetRecords calls has to be between 10 ms and 10 min, not 11 min 40 s",
        ),
        (app(json!({"workers": 0})), "the number of workers has to be between 1 and 1000, not 0"),
        (app(json!({"rate": 0})), "a worker's rate has to be between 0.001/s and 10,000,000/s, not 0/s"),
        (
            app(json!({"rate": "11M/s"})),
            "a worker's rate has to be between 0.001/s and 10,000,000/s, not 11,000,000/s",
        ),
        (
            app(json!({"checkpoint_every_ms": 999})),
            "the time between two checkpoints has to be between 1 s and 1 h, not 999 ms",
        ),
        (app(json!({"failover_ms": 0})), "the failover time has to be between 1 s and 1 h, not 0 ms"),
        (
            app(json!({"max_records": 10_001})),
            "InvalidArgumentException: Limit is 10,001, and GetRecords gives 10,000 records at the most: lower it",
        ),
        (
            app(json!({"max_records": 0})),
            "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: \
             Member must have value greater than or equal to 1. Set Limit from 1 to 10,000.",
        ),
        (function(json!({"duration_ms": 0})), "a function's run has to be between 1 ms and 30 min, not 0 ms"),
        (
            function(json!({"duration_ms": 1_860_000})),
            "a function's run has to be between 1 ms and 30 min, not 31 min",
        ),
        (
            function(json!({"micros_per_record": 1_800_000_001_u64})),
            "a function's microseconds for each record has to be between 0 and 1800000000, not 1800000001",
        ),
        (
            function(json!({"concurrency": 0})),
            "the function's concurrency has to be between 1 and 100000, not 0",
        ),
        (
            stream(json!({"size_in_mbs": 0})),
            "ValidationException: 1 validation error detected: Value '0' at 'bufferingHints.sizeInMBs' failed to \
             satisfy constraint: Member must have value greater than or equal to 1. Set SizeInMBs from 1 to 128.",
        ),
        (
            stream(json!({"size_in_mbs": 129})),
            "ValidationException: 1 validation error detected: Value '129' at 'bufferingHints.sizeInMBs' failed to \
             satisfy constraint: Member must have value less than or equal to 128. Set SizeInMBs from 1 to 128.",
        ),
        (
            stream(json!({"interval_in_seconds": 901})),
            "ValidationException: 1 validation error detected: Value '901' at 'bufferingHints.intervalInSeconds' \
             failed to satisfy constraint: Member must have value less than or equal to 900. Set IntervalInSeconds \
             from 0 (zero buffering) to 900.",
        ),
        (
            reader(json!({"name": "archive", "throughput": "enhanced_fan_out", "work": "firehose"})),
            "Amazon Data Firehose reads with GetRecords: let “archive” have shared throughput",
        ),
    ];
    for (json, expected) in table {
        assert_eq!(refusal(&json).named(), expected, "{json}");
        // The same readers, from a later moment on.
        let later = json!({"changes": [{"at_ms": 9_000, "what": {"readers": json["readers"]}}]});
        assert_eq!(refusal(&later).named(), expected, "{later}");
    }
}

#[test]
fn settings_that_a_link_cannot_even_say_are_refused_too() {
    let mapping = |change: fn(&mut EventSourceMapping)| {
        let mut mapping = EventSourceMapping::default();
        change(&mut mapping);
        Work::Lambda(mapping)
    };
    let half = SimDuration::from_millis(1_500);
    let stream =
        |buffer_size, buffer_interval| Work::Firehose(DeliveryStream { buffer_size, buffer_interval });
    for (work, expected) in [
        (
            mapping(|m| m.maximum_batching_window = SimDuration::from_millis(1_500)),
            "maximumBatchingWindowInSeconds is in whole seconds, not 1500 ms",
        ),
        (
            mapping(|m| m.maximum_record_age = Some(SimDuration::from_millis(60_001))),
            "maximumRecordAgeInSeconds is in whole seconds, not 60001 ms",
        ),
        (
            mapping(|m| m.tumbling_window = SimDuration::from_millis(1)),
            "tumblingWindowInSeconds is in whole seconds, not 1 ms",
        ),
        (stream(Bytes::MIB, half), "bufferingHints.intervalInSeconds is in whole seconds, not 1500 ms"),
        (stream(Bytes(1_572_864), SimDuration::default()), "the buffer's size is in whole MiB, not 1.5 MiB"),
    ] {
        let why = scenario(vec![Reader::new("r", work)]).check().unwrap_err();
        assert_eq!(why.named(), expected);
    }
}

#[test]
fn the_twenty_first_fan_out_consumer_is_one_too_many() {
    let consumers = |count: usize| (0..count).map(|n| lambda(&format!("c{n}")).fan_out()).collect::<Vec<_>>();
    let with_shared = [consumers(20), vec![application("shared"), firehose("archive")]].concat();
    assert_eq!(scenario(with_shared).check(), Ok(()));
    let why = scenario(consumers(21)).check().unwrap_err();
    let expected = "LimitExceededException: a provisioned stream has 20 enhanced fan-out consumers at the most, and \
                    these are 21: let “c20” read with GetRecords";
    assert_eq!(why.named(), expected);
    let mut model = Model::new(scenario(consumers(20))).unwrap();
    let before = model.scenario().clone();
    assert_eq!(model.update(Msg::Change(What::Readers(consumers(21)))), Err(why));
    assert_eq!(model.scenario(), &before, "nothing has changed");
}

#[test]
fn nobody_begins_in_the_future() {
    let at = SimTime::from_secs;
    let asked = |from, start| Reader { from: at(from), start, ..application("late") };
    let check = |reader: Reader| scenario(vec![reader]).check().map_err(|why| why.named());
    let timestamp = |ms| ShardIteratorType::AtTimestamp(SimTime::from_millis(ms));
    assert_eq!(check(asked(20, timestamp(20_000))), Ok(()));
    let future = "InvalidArgumentException: The timestampInMillis parameter cannot be greater than the \
                  currentTimestampInMillis. timestampInMillis: 20001, currentTimestampInMillis: 20000. Take a moment \
                  up to 00:00:20, when “late” asks for it";
    assert_eq!(check(asked(20, timestamp(20_001))), Err(future.to_owned()));
    let number = |second| SequenceNumber::new(ShardId(3), second, 7);
    for start in [ShardIteratorType::AtSequenceNumber, ShardIteratorType::AfterSequenceNumber] {
        assert_eq!(check(asked(20, start(number(20)))), Ok(()));
        let told = check(asked(20, start(number(21)))).unwrap_err();
        let expected = "InvalidArgumentException: StartingSequenceNumber \
                        49000000000000000000002100000000000000000007000000000003 used in GetShardIterator on shard \
                        shardId-000000000003 is invalid: ";
        assert!(told.starts_with(expected), "{told}");
    }
    // Readers of later on are asked for later on: at 30 s, whenever they would have begun.
    let later = |start| {
        let change = Change { at: at(30), what: What::Readers(vec![asked(20, start)]) };
        Scenario { changes: vec![change], ..scenario(Vec::new()) }.check()
    };
    assert_eq!(later(timestamp(30_000)), Ok(()));
    assert_eq!(later(timestamp(30_001)).unwrap_err().exception(), Some("InvalidArgumentException"));
}

#[test]
fn a_mapping_begins_only_where_lambda_lets_it() {
    let number = "49000000000000000000000500000000000000000007000000000003";
    for (start, word) in [
        (json!({"at_sequence_number": number}), "AT_SEQUENCE_NUMBER"),
        (json!({"after_sequence_number": number}), "AFTER_SEQUENCE_NUMBER"),
    ] {
        let expected = format!(
            "ValidationException: 1 validation error detected: Value '{word}' at 'startingPosition' failed to satisfy \
             constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]. An event source \
             mapping begins at one of these."
        );
        let reader = json!({"from_ms": 9_000, "work": "lambda", "start": start});
        assert_eq!(refusal(&json!({"readers": [reader]})).named(), expected);
        assert_eq!(refusal(&change(json!({"rewind": {"reader": 1, "to": start}}))).named(), expected);
        let fine = change(json!({"rewind": {"reader": 0, "to": start}}));
        assert_eq!(link::scenario_from_value(fine, &[]).err(), None);
    }
}

#[test]
fn rewinds_reach_back_as_far_as_one_likes_and_never_ahead() {
    let to = |ms: u64| change(json!({"rewind": {"reader": 2, "to": {"at_timestamp_ms": ms}}}));
    for fine in [0, 30_000] {
        assert_eq!(link::scenario_from_value(to(fine), &[]).err(), None);
    }
    assert_eq!(refusal(&to(30_001)).exception(), Some("InvalidArgumentException"));
}

#[test]
fn a_fault_befalls_only_a_reader_that_can_have_it() {
    const APPLICATION: usize = 0;
    const LAMBDA: usize = 1;
    const FIREHOSE: usize = 2;
    let all = |on| {
        [
            (Fault::Stopped(on), vec![APPLICATION, LAMBDA, FIREHOSE]),
            (Fault::Slowed(Share::from_percent(if on { 1 } else { 100 })), vec![APPLICATION, LAMBDA]),
            (Fault::Crash, vec![APPLICATION]),
            (Fault::PoisonRecord, vec![APPLICATION, LAMBDA]),
            (Fault::Failing(on), vec![APPLICATION, LAMBDA]),
            (Fault::Wrong(on), vec![APPLICATION, LAMBDA]),
            (Fault::DeployedTwice(on), vec![APPLICATION, LAMBDA, FIREHOSE]),
            (Fault::DestinationDown(on), vec![FIREHOSE]),
        ]
    };
    let readers = vec![application("app"), lambda("fraud"), firehose("archive")];
    for (fault, befalls) in all(true).into_iter().chain(all(false)) {
        for place in 0..readers.len() {
            let change = Change { at: SimTime::ZERO, what: What::Fault { reader: place, fault } };
            let told = Scenario { changes: vec![change], ..scenario(readers.clone()) }.check();
            assert_eq!(fault.fits(&readers[place].work), befalls.contains(&place), "{fault:?} at {place}");
            match told {
                Ok(()) => assert!(befalls.contains(&place), "{fault:?} at {place}"),
                Err(why) => {
                    let name = &readers[place].name;
                    assert!(!befalls.contains(&place), "{fault:?} at {place}: {why}");
                    assert!(
                        why.to_string().starts_with(&format!("“{name}” cannot have this fault: ")),
                        "{why}"
                    );
                }
            }
        }
    }
    let slowed = refusal(&change(json!({"fault": {"reader": 0, "kind": {"slowed_to_ppm": 0}}})));
    assert_eq!(slowed.named(), "a reader that is slowed to 0 % has stopped: stop it, or take 1 % and more");
}

#[test]
fn what_befalls_a_reader_needs_one_that_is_there_then() {
    let crash = |reader| json!({"fault": {"reader": reader, "kind": "crash"}});
    let none = "a change names reader 3, and there are 3 at its time: count from 0";
    assert_eq!(refusal(&change(crash(3))).named(), none);
    assert_eq!(refusal(&change(json!({"rewind": {"reader": 3, "to": "latest"}}))).named(), none);
    // There from 10 s to 20 s only.
    let at = |ms: u64| {
        json!({"changes": [
            {"at_ms": 10_000, "what": {"readers": [{}]}},
            {"at_ms": ms, "what": crash(0)},
            {"at_ms": 20_000, "what": {"readers": []}},
        ]})
    };
    for fine in [10_000, 20_000] {
        assert_eq!(link::scenario_from_value(at(fine), &[]).err(), None);
    }
    let gone = json!({"changes": [
        {"at_ms": 10_000, "what": {"readers": []}},
        {"at_ms": 10_000, "what": crash(0)},
    ], "readers": [{}]});
    assert_eq!(refusal(&gone).named(), "a change names reader 0, and there are 0 at its time: count from 0");
}

#[test]
fn what_befalls_a_reader_goes_with_it_and_stays_while_its_settings_change() {
    let mut model = Model::new(scenario(vec![application("a")])).expect("it can be run");
    let mut send = |what| model.update(Msg::Change(what)).map(|()| model.scenario().changes.clone());
    let at_once = |what: &What| Change { at: SimTime::ZERO, what: what.clone() };
    let readers = |others: Vec<Reader>| What::Readers([vec![application("a")], others].concat());
    let crash = What::Fault { reader: 1, fault: Fault::Crash };
    let none = "a change names reader 1, and there are 1 at its time: count from 0";
    assert_eq!(send(crash.clone()).map_err(|why| why.named()), Err(none.to_owned()));
    // All within one second, as while the run is paused.
    let first = readers(vec![application("b")]);
    assert_eq!(send(first.clone()), Ok(vec![at_once(&first)]));
    assert_eq!(send(crash.clone()), Ok(vec![at_once(&first), at_once(&crash)]));
    let edited = readers(vec![application("b, renamed")]);
    assert_eq!(send(edited.clone()), Ok(vec![at_once(&edited), at_once(&crash)]));
    // A mapping has no worker that could crash; and one that is gone has nothing at all.
    for other in [vec![lambda("b")], Vec::new()] {
        let replaced = readers(other);
        assert_eq!(send(replaced.clone()), Ok(vec![at_once(&replaced)]));
        assert_eq!(send(edited.clone()), Ok(vec![at_once(&edited)]));
        assert_eq!(send(crash.clone()), Ok(vec![at_once(&edited), at_once(&crash)]));
    }
}

#[test]
fn a_run_that_starts_over_has_the_readers_and_the_retention_of_now() {
    let mut model = Model::new(scenario(vec![application("old")])).expect("it can be run");
    let second = SimDuration::from_secs(1);
    model.update(Msg::Advance(second)).expect("time can always pass");
    let start = ShardIteratorType::AtTimestamp(SimTime::from_millis(800));
    let added = Reader { start, ..application("added at 1 s") };
    let week = SimDuration::from_hours(168);
    for what in [What::Readers(vec![added.clone(), lambda("fraud")]), What::Retention(week)] {
        model.update(Msg::Change(what)).expect("it is within the limits");
    }
    model.update(Msg::Reseed(7)).expect("what ran can run again");
    // At 0 s nobody could have asked for a record of 0.8 s.
    let begins = Reader { from: SimTime::from_millis(800), ..added };
    assert_eq!(model.scenario().readers, [begins, lambda("fraud")]);
    assert_eq!((model.scenario().retention, model.scenario().changes.len()), (week, 0));
}
