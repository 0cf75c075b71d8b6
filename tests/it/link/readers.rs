//! Readers of every kind and what befalls them: some by hand, and any that can be run.

use proptest::{collection::vec, option, prelude::*, sample::select};
use shardscope::{
    kinesis::{SequenceNumber, ShardId},
    sim::scenario::{
        Application, Change, DeliveryStream, EventSourceMapping, Fault, FunctionResponse, Library,
        OnException, OnFailure, Reader, Scenario, ShardIteratorType, Throughput, What, Work,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

use super::scenarios::{plain, usual_producer};

fn secs(s: u64) -> SimDuration {
    SimDuration::from_secs(s)
}
fn at(s: u64) -> SimTime {
    SimTime::from_secs(s)
}
fn number(shard: u32, second: u64, serial: u64) -> SequenceNumber {
    SequenceNumber::new(ShardId(shard), second, serial)
}

/// All settings as a link leaves them out.
pub(super) fn usual_reader() -> Reader {
    Reader::new("reader", Work::Application(Application::default()))
}

/// Each kind as it is at first, and with every setting changed.
fn each_kind() -> Vec<Reader> {
    let own = Application {
        library: Library::Sdk,
        workers: 7,
        rate: RecordsPerSecond::from_milli(1_500),
        max_records: 500,
        checkpoint_every: None,
        failover: secs(60),
        on_exception: OnException::SkipRecord,
    };
    let mapping = EventSourceMapping {
        batch_size: 1_000,
        maximum_batching_window: secs(5),
        parallelization_factor: 10,
        bisect_batch_on_function_error: true,
        maximum_retry_attempts: Some(3),
        maximum_record_age: Some(secs(3_600)),
        on_failure: Some(OnFailure::Sqs),
        tumbling_window: secs(30),
        response: FunctionResponse::LowestFailed,
        filter_matches: Share::from_percent(25),
        duration: secs(2),
        micros_per_record: 150,
        concurrency: 40,
    };
    let stream =
        DeliveryStream { buffer_size: Bytes(64 * 1_048_576), buffer_interval: SimDuration::default() };
    vec![
        usual_reader(),
        Reader::new("fraud", Work::Lambda(EventSourceMapping::default())).fan_out(),
        Reader::new("archive", Work::Firehose(DeliveryStream::default())),
        Reader {
            from: at(20),
            start: ShardIteratorType::AtTimestamp(at(10)),
            throughput: Throughput::Shared { poll_every: SimDuration::from_millis(250) },
            ..Reader::new("dash ☂", Work::Application(own))
        },
        Reader { start: ShardIteratorType::Latest, ..Reader::new("model", Work::Lambda(mapping)) },
        Reader::new("lake", Work::Firehose(stream)),
    ]
}

/// A reader for each word that is not among those of [`each_kind`].
fn other_words() -> Vec<Reader> {
    let application = |name: &str, on_exception| {
        Reader::new(name, Work::Application(Application { on_exception, ..Application::default() }))
    };
    let mapping = |name: &str, on_failure, response| {
        let mapping = EventSourceMapping { on_failure: Some(on_failure), response, ..Default::default() };
        Reader::new(name, Work::Lambda(mapping))
    };
    vec![
        Reader {
            start: ShardIteratorType::AtSequenceNumber(number(2, 0, 1)),
            ..application("at", OnException::Retry)
        },
        Reader {
            start: ShardIteratorType::AfterSequenceNumber(number(0, 9, 300)),
            ..application("after", OnException::SkipBatch)
        },
        mapping("to sns", OnFailure::Sns, FunctionResponse::EmptyList),
        mapping("to s3", OnFailure::S3, FunctionResponse::WrongIdentifier),
    ]
}

/// Everything that can befall the readers of [`each_kind`], a few seconds apart.
fn all_that_befalls() -> Vec<Change> {
    let fault = |reader, fault| What::Fault { reader, fault };
    let rewind = |reader, to| What::Rewind { reader, to };
    let all = vec![
        fault(0, Fault::Stopped(true)),
        fault(0, Fault::Stopped(false)),
        fault(0, Fault::Slowed(Share::from_percent(40))),
        fault(0, Fault::Crash),
        fault(1, Fault::PoisonRecord),
        fault(1, Fault::Failing(true)),
        fault(1, Fault::Wrong(true)),
        fault(3, Fault::DeployedTwice(true)),
        fault(2, Fault::DestinationDown(true)),
        rewind(0, ShardIteratorType::TrimHorizon),
        rewind(0, ShardIteratorType::Latest),
        rewind(1, ShardIteratorType::AtTimestamp(at(1))),
        rewind(3, ShardIteratorType::AtSequenceNumber(number(1, 5, 700))),
        rewind(3, ShardIteratorType::AfterSequenceNumber(number(1, 5, 700))),
        What::Retention(SimDuration::from_hours(8_760)),
        What::Readers(other_words()),
    ];
    (10..).zip(all).map(|(second, what)| Change { at: at(second), what }).collect()
}

/// Together they have every variant of every enum.
pub(super) fn by_hand() -> Vec<(&'static str, Scenario)> {
    let with = |readers, changes| Scenario { readers, changes, ..plain(vec![usual_producer()]) };
    let retention = SimDuration::from_hours(168);
    vec![
        ("reader", with(vec![usual_reader()], Vec::new())),
        ("readers", Scenario { retention, ..with(each_kind(), Vec::new()) }),
        ("befalls", with(each_kind(), all_that_befalls())),
    ]
}

/// The other run of the scenario "befalls".
pub(super) fn branch_by_hand() -> Vec<Change> {
    let mut changes = all_that_befalls();
    changes.truncate(3);
    let mut producer = usual_producer();
    producer.salt = 4;
    changes.push(Change { at: at(30), what: What::Producers(vec![producer]) });
    changes.push(Change { at: at(31), what: What::Readers(vec![usual_reader()]) });
    changes
}

fn any_span(secs: std::ops::RangeInclusive<u64>) -> impl Strategy<Value = SimDuration> {
    secs.prop_map(SimDuration::from_secs)
}

/// Of any moment: [`no_later`] makes it one that can be asked for.
fn any_start() -> impl Strategy<Value = ShardIteratorType> {
    let number =
        || (any::<u32>(), any::<u64>(), any::<u64>()).prop_map(|(s, second, n)| number(s, second, n));
    prop_oneof![
        Just(ShardIteratorType::TrimHorizon),
        Just(ShardIteratorType::Latest),
        any::<u64>().prop_map(|ms| ShardIteratorType::AtTimestamp(SimTime::from_millis(ms))),
        number().prop_map(ShardIteratorType::AtSequenceNumber),
        number().prop_map(ShardIteratorType::AfterSequenceNumber),
    ]
}

fn no_later(start: ShardIteratorType, now: SimTime, work: &Work) -> ShardIteratorType {
    let known = |n: SequenceNumber| {
        let second = n.second() % (now.second() + 1);
        SequenceNumber::new(n.shard(), second, n.serial())
    };
    match (start, work) {
        (ShardIteratorType::AtTimestamp(at), _) => {
            let ms = at.millis() % now.millis().saturating_add(1);
            ShardIteratorType::AtTimestamp(SimTime::from_millis(ms))
        }
        (
            ShardIteratorType::AtSequenceNumber(_) | ShardIteratorType::AfterSequenceNumber(_),
            Work::Lambda(_),
        ) => ShardIteratorType::Latest,
        (ShardIteratorType::AtSequenceNumber(n), _) => ShardIteratorType::AtSequenceNumber(known(n)),
        (ShardIteratorType::AfterSequenceNumber(n), _) => ShardIteratorType::AfterSequenceNumber(known(n)),
        (other, _) => other,
    }
}

fn any_application() -> impl Strategy<Value = Work> {
    let library = select(vec![Library::Kcl, Library::Sdk]);
    let on_exception = select(vec![OnException::SkipBatch, OnException::SkipRecord, OnException::Retry]);
    let rate = (1..=10_000_000_000_u64).prop_map(RecordsPerSecond::from_milli);
    let every = option::of((1_000..=3_600_000_u64).prop_map(SimDuration::from_millis));
    (library, 1..=1_000_u32, rate, 1..=10_000_u32, every, any_span(1..=3_600), on_exception).prop_map(
        |(library, workers, rate, max_records, checkpoint_every, failover, on_exception)| {
            Work::Application(Application {
                library,
                workers,
                rate,
                max_records,
                checkpoint_every,
                failover,
                on_exception,
            })
        },
    )
}

fn any_mapping() -> impl Strategy<Value = Work> {
    use FunctionResponse::{EmptyList, LowestFailed, Throws, WrongIdentifier};
    let sizes = (1..=10_000_u32, any_span(0..=300), 1..=10_u32, any_span(0..=900));
    let limits = (any::<bool>(), option::of(0..=10_000_u32), option::of(any_span(60..=604_800)));
    let answers = (
        option::of(select(vec![OnFailure::Sqs, OnFailure::Sns, OnFailure::S3])),
        select(vec![Throws, LowestFailed, EmptyList, WrongIdentifier]),
        (0..=1_000_000_u32).prop_map(Share::from_ppm),
    );
    let function =
        ((1..=900_000_u64).prop_map(SimDuration::from_millis), 0..=900_000_000_u32, 1..=100_000_u32);
    (sizes, limits, answers, function).prop_map(
        |((batch_size, window, factor, tumbling), (bisect, attempts, age), answers, function)| {
            Work::Lambda(EventSourceMapping {
                batch_size,
                maximum_batching_window: window,
                parallelization_factor: factor,
                bisect_batch_on_function_error: bisect,
                maximum_retry_attempts: attempts,
                maximum_record_age: age,
                on_failure: answers.0,
                tumbling_window: tumbling,
                response: answers.1,
                filter_matches: answers.2,
                duration: function.0,
                micros_per_record: function.1,
                concurrency: function.2,
            })
        },
    )
}

fn any_work() -> impl Strategy<Value = Work> {
    let stream = (1..=128_u64, any_span(0..=900)).prop_map(|(mib, buffer_interval)| {
        Work::Firehose(DeliveryStream { buffer_size: Bytes(mib * 1_048_576), buffer_interval })
    });
    prop_oneof![any_application(), any_mapping(), stream]
}

/// Up to four readers, each with its own name.
pub(super) fn any_readers() -> impl Strategy<Value = Vec<Reader>> {
    let poll = option::of(10..=600_000_u64);
    vec((".{0,20}", any::<u64>(), any_start(), poll, any_work()), 0..4).prop_map(|readers| {
        let numbered = readers.into_iter().enumerate();
        let reader = numbered.map(|(place, (name, from_ms, start, poll, work))| {
            let from = SimTime::from_millis(from_ms);
            let throughput = match poll {
                None if !matches!(work, Work::Firehose(_)) => Throughput::EnhancedFanOut,
                ms => Throughput::Shared { poll_every: SimDuration::from_millis(ms.unwrap_or(1_000)) },
            };
            Reader {
                name: format!("{place}{name}"),
                from,
                start: no_later(start, from, &work),
                throughput,
                work,
            }
        });
        reader.collect()
    })
}

/// Of any reader: [`fitting`] finds one.
pub(super) fn any_what() -> impl Strategy<Value = What> {
    let fault = prop_oneof![
        any::<bool>().prop_map(Fault::Stopped),
        (1..=1_000_000_u32).prop_map(|ppm| Fault::Slowed(Share::from_ppm(ppm))),
        Just(Fault::Crash),
        Just(Fault::PoisonRecord),
        any::<bool>().prop_map(Fault::Failing),
        any::<bool>().prop_map(Fault::Wrong),
        any::<bool>().prop_map(Fault::DeployedTwice),
        any::<bool>().prop_map(Fault::DestinationDown),
    ];
    prop_oneof![
        (24..=8_760_u64).prop_map(|hours| What::Retention(SimDuration::from_hours(hours))),
        any_readers().prop_map(What::Readers),
        (0..100_usize, fault).prop_map(|(reader, fault)| What::Fault { reader, fault }),
        (0..100_usize, any_start()).prop_map(|(reader, to)| What::Rewind { reader, to }),
    ]
}

/// The changes, so that they fit the readers that there are at their time; those for which there is none go.
pub(super) fn fitting(readers: &[Reader], mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(|change| change.at);
    let mut readers = readers.to_vec();
    changes.retain_mut(|Change { at, what }| match what {
        What::Readers(from_now_on) => {
            readers.clone_from(from_now_on);
            true
        }
        What::Fault { .. } | What::Rewind { .. } if readers.is_empty() => false,
        What::Fault { reader, fault } => {
            *reader %= readers.len();
            if !fault.fits(&readers[*reader].work) {
                *fault = Fault::Stopped(true);
            }
            true
        }
        What::Rewind { reader, to } => {
            *reader %= readers.len();
            *to = no_later(*to, *at, &readers[*reader].work);
            true
        }
        _ => true,
    });
    changes
}
