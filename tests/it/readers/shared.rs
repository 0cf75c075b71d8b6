//! The numbers that the problems state: calls, refusals, gaps, repeats.

use shardscope::{
    sim::{
        ReaderReport, presets,
        scenario::{
            Application, Change, Fault, Library, Reader, Resolution, Scenario, ShardIteratorType, What, Work,
        },
    },
    units::{RecordsPerSecond, SimDuration, SimTime},
};

use super::{at, by_the_second, finished, p50, polling, reports, stream};

fn preset(name: &str, seconds: u64) -> Vec<ReaderReport> {
    let mut scenario = presets::find(name).expect(name).scenario();
    scenario.duration = SimDuration::from_secs(seconds);
    reports(scenario)
}

fn sdk(name: &str) -> Reader {
    let fast =
        Application { library: Library::Sdk, rate: RecordsPerSecond::new(100_000), ..Application::default() };
    Reader::new(name, Work::Application(fast))
}

/// Problem 12: 2 × 4 calls a second on one shard, of which 5 are answered.
#[test]
fn two_consumers_at_four_calls_a_second_are_refused_three_times_a_second() {
    let before = preset("five-calls", 60);
    let refused: u64 = before.iter().map(|reader| reader.total.refused_calls).sum();
    let answered: u64 = before.iter().map(|reader| reader.total.calls).sum();
    // In the first second the pods begin at moments of their own.
    assert!(refused.abs_diff(3 * 60) <= 6, "{refused}");
    assert!(answered.abs_diff(5 * 60) <= 3, "{answered}");
    // From 180 s on both have fan-out: not one more refusal.
    let [then, after] = [preset("five-calls", 180), preset("five-calls", 300)];
    for (then, after) in then.iter().zip(&after) {
        assert_eq!(then.total.refused_calls, after.total.refused_calls);
        assert!(p50(after.propagation) <= p50(then.propagation));
    }
}

/// Any number of consumers, each as often: what is beyond five calls a second is refused, and nobody starves.
#[test]
fn five_calls_are_shared_by_all_and_nobody_starves() {
    for (consumers, ms) in [(1, 200), (2, 500), (5, 1_000), (6, 1_000), (8, 1_000), (3, 250), (2, 200)] {
        let readers = (0..consumers).map(|n| polling(sdk(&format!("reader {n}")), ms)).collect();
        let readers = reports(stream(1, 100, 100, 120, readers));
        let calls = consumers * 1_000 / ms;
        let refused: u64 = readers.iter().map(|reader| reader.total.refused_calls).sum();
        let expected = calls.saturating_sub(5) * 120;
        assert!(
            refused.abs_diff(expected) <= expected / 50 + 10,
            "{consumers} × {calls}: {refused}, {expected}"
        );
        let fair = (120 * 1_000 / ms).min(5 * 120 / consumers);
        for reader in &readers {
            assert!(reader.total.calls * 10 >= fair * 7, "{consumers} × {calls}: {:?}", reader.total);
        }
    }
}

/// Problem 13: an answer of 10 MiB, then four calls of one a second are refused, the fifth is answered.
#[test]
fn after_ten_mebibytes_four_calls_in_a_row_are_refused() {
    let [before, after] = [preset("ten-mebibytes", 302), preset("ten-mebibytes", 362)];
    let calls = after[0].total.calls - before[0].total.calls;
    let refused = after[0].total.refused_calls - before[0].total.refused_calls;
    assert_eq!((calls, refused), (12, 48));
    // 2 MiB a second on average: 12 answers of 10 MiB, each a record short of it at the most.
    let bytes = after[0].total.delivered_bytes - before[0].total.delivered_bytes;
    assert!((12 * ((10 << 20) - 9_100)..=12 * (10 << 20)).contains(&bytes), "{bytes}");
}

/// Problem 14: 36 records in 36,000 s; a call looks through 300 s, so it takes 120 calls to get to the end, and
/// the most that can hold a record are 36.
#[test]
fn on_a_sparse_shard_most_answers_are_empty_and_following_them_finds_every_record() {
    let readers = preset("empty-answers", 36_000 + 130);
    let total = readers[0].total;
    assert_eq!(total.accepted, 36);
    assert_eq!(total.delivered, 36);
    assert!(total.empty_calls >= 120 - 36, "{total:?}");
    let halfway = preset("empty-answers", 36_000 + 60)[0].total;
    assert!((15..=21).contains(&halfway.delivered), "one answer after the other: {halfway:?}");
}

/// Problem 15: 3,010 records at ten a second are 301 s; the iterator is good for 300.
#[test]
fn a_batch_of_five_minutes_and_a_second_loses_its_iterator_and_one_of_300_s_does_not() {
    let total = preset("expired-iterator", 1_800)[0].total;
    // The shard holds 3,010 records after 60.2 s; a batch and the call that is refused take 301.1 s + 1 s.
    assert_eq!(total.calls, 6);
    assert_eq!(total.expired_iterators, 5);
    assert_eq!(total.delivered, 6 * 3_010);
    assert_eq!(total.read_again, 0, "the new iterator begins where the last record ended");

    let mut scenario = presets::find("expired-iterator").expect("there").scenario();
    let Work::Application(application) = &mut scenario.readers[0].work else { panic!("it is one") };
    application.max_records = 2_990;
    assert_eq!(reports(scenario)[0].total.expired_iterators, 0);
}

/// Problem 16: 300 records a second; 60 s before the deployment, and the failover of 10 s after the crash.
#[test]
fn latest_leaves_gaps_and_the_horizon_repeats_everything() {
    let readers = preset("latest-or-horizon", 360);
    let [latest, horizon] = [readers[0].total, readers[1].total];
    // Never read: until the first call within a second of 60 s, and from the last call before 180 s to the first
    // one after 190 s.
    assert!((300 * 70..=300 * 73).contains(&latest.pending), "{latest:?}");
    assert_eq!(latest.read_again, 0);
    // Read again: everything up to the last call before 180 s.
    assert!((300 * 179..=300 * 180).contains(&horizon.read_again), "{horizon:?}");
    assert!(horizon.pending < 300);
}

/// Problem 24: one lease of four, 300 records a second each, checkpoints every 20 s: at 95 s at most 20 s of one
/// shard are read again, and at least what came since the last checkpoint was due.
#[test]
fn a_dead_worker_repeats_its_shard_since_the_checkpoint_and_the_fifth_of_four_is_idle() {
    let report = &preset("failover", 300)[0];
    assert_eq!(report.idle_workers, 1);
    assert!(report.total.pending < 4 * 400, "{:?}", report.total);
    assert!((300 * 5..300 * 20).contains(&report.total.read_again), "{:?}", report.total);
    let dead: Vec<_> = report.shards.iter().filter(|shard| shard.tally.read_again > 0).collect();
    assert_eq!(dead.len(), 1, "one worker holds one lease");
    let age = |shard: usize| report.shards[shard].iterator_age.map_or(0, |age| age.p99.millis());
    assert!(age(0) > age(1), "ten seconds of failover");
}

/// The same to the record, at even steps: checkpoints are written with the first answer 20 s after the last one.
#[test]
fn what_is_read_again_is_what_lies_between_checkpoint_and_position() {
    let app = |every| Application {
        workers: 1,
        checkpoint_every: Some(SimDuration::from_secs(every)),
        rate: RecordsPerSecond::new(100_000),
        ..Application::default()
    };
    for every in [1, 3, 10, 50] {
        let reader = Reader::new("kcl", Work::Application(app(every)));
        let mut scenario = by_the_second(stream(1, 100, 100, 120, vec![reader]));
        scenario.changes = vec![at(60, What::Fault { reader: 0, fault: Fault::Crash })];
        let total = reports(scenario)[0].total;
        // Answers come once a second, with 100 records each; a checkpoint is written with the first answer after
        // `every` seconds, and covers what was there before it.
        let steps = 59 / every;
        let since = 60 - steps * every;
        assert!(total.read_again.abs_diff(since * 100) <= 200, "every {every} s: {total:?}");
    }
}

/// Problem 25: a second subscription is refused for five seconds, then it takes over; and so on.
#[test]
fn two_processes_with_one_consumer_name_evict_each_other_every_five_seconds() {
    let [before, after] = [preset("one-subscription", 60), preset("one-subscription", 160)];
    let (before, after) = (before[0].total, after[0].total);
    assert_eq!(before.refused_subscriptions, 0);
    // 100 s, two shards: 20 take-overs each, and between two of them four attempts that are refused.
    assert!((after.subscriptions - before.subscriptions).abs_diff(40) <= 2, "{after:?}");
    assert!((after.refused_subscriptions - before.refused_subscriptions).abs_diff(160) <= 8, "{after:?}");
    // Each reads everything from its own position: nearly all of it twice.
    assert!(after.read_again > 100 * 400 * 9 / 10, "{after:?}");
}

/// Facts E2 and E4: each fan-out consumer has its 70 ms, however many there are; shared readers get slower.
#[test]
fn fan_out_takes_70_ms_however_many_and_polling_does_not() {
    let p50 = |readers: &[ReaderReport]| p50(readers[0].propagation);
    for consumers in [1, 5] {
        let fanned = (0..consumers).map(|n| sdk(&format!("reader {n}")).fan_out()).collect();
        let fanned = p50(&reports(stream(1, 500, 200, 60, fanned)));
        assert!((70..=72).contains(&fanned), "{consumers}: {fanned}");
    }
    // AWS: about 200 ms with one consumer that polls as often as it may, up to about 1,000 with five.
    let one = p50(&reports(stream(1, 500, 200, 60, vec![polling(sdk("one"), 200)])));
    assert!((180..=220).contains(&one), "{one}");
    let five: Vec<Reader> = (0..5).map(|n| polling(sdk(&format!("reader {n}")), 1_000)).collect();
    let five = p50(&reports(stream(1, 500, 200, 60, five)));
    assert!((500..=1_000).contains(&five), "{five}");
}

/// Stopped from 60 s to 460 s, at 900 records of 1,000 B a second: 360,000 wait, and come at 2 MiB a second.
#[test]
fn a_reader_that_goes_on_has_to_read_what_it_missed_at_the_limits() {
    for resolution in [Resolution::Record, Resolution::Second] {
        let mut scenario = stream(1, 900, 1_000, 900, vec![sdk("reader")]);
        scenario.resolution = resolution;
        scenario.changes = vec![
            at(60, What::Fault { reader: 0, fault: Fault::Stopped(true) }),
            at(460, What::Fault { reader: 0, fault: Fault::Stopped(false) }),
        ];
        let delivered = |seconds| {
            let until = SimDuration::from_secs(seconds);
            reports(Scenario { duration: until, ..scenario.clone() })[0].total
        };
        let [before, after] = [delivered(460), delivered(560)];
        assert_eq!(before.expired_iterators, 0);
        assert_eq!(after.expired_iterators, 1, "its iterator was older than five minutes");
        // 100 s at 2 MiB a second, and at the most one answer of 10 MiB beyond.
        let bytes = after.delivered_bytes - before.delivered_bytes;
        assert!((95 << 21..=105 << 21).contains(&bytes), "{resolution:?}: {bytes}");
        assert_eq!(delivered(460).delivered, delivered(100).delivered, "it stood still");
    }
}

/// Retention (fact T3): lowering hides at once, raising brings nothing back.
#[test]
fn lowering_the_retention_hides_at_once_and_raising_it_brings_nothing_back() {
    let late = Reader { from: SimTime::from_secs(41 * 3_600), ..sdk("late") };
    let mut scenario = by_the_second(stream(1, 10, 100, 42 * 3_600, vec![late]));
    scenario.retention = SimDuration::from_hours(48);
    let lower =
        Change { at: SimTime::from_secs(30 * 3_600), what: What::Retention(SimDuration::from_hours(24)) };
    let raise =
        Change { at: SimTime::from_secs(31 * 3_600), what: What::Retention(SimDuration::from_hours(72)) };
    assert_eq!(reports(scenario.clone())[0].total.expired, 0, "48 h are not over");
    scenario.changes = vec![lower, raise];
    // At 31 h, what arrived in the first 7 h is gone: 10 a second.
    let total = reports(scenario)[0].total;
    assert_eq!(total.expired, 7 * 3_600 * 10);
    assert_eq!(total.delivered + total.pending, 35 * 3_600 * 10);
}

/// The five `ShardIteratorType`s, on a shard that takes ten records a second and is 100 s old.
#[test]
fn each_iterator_type_begins_where_aws_says() {
    let ten = by_the_second(stream(1, 10, 100, 200, Vec::new()));
    let number =
        |serial| shardscope::kinesis::SequenceNumber::new(shardscope::kinesis::ShardId(0), 0, serial);
    let table = [
        (ShardIteratorType::TrimHorizon, 0),
        (ShardIteratorType::Latest, 1_000),
        (ShardIteratorType::AtTimestamp(SimTime::from_secs(30)), 300),
        // Records are numbered from 1 on: the 42nd is at place 41.
        (ShardIteratorType::AtSequenceNumber(number(42)), 41),
        (ShardIteratorType::AfterSequenceNumber(number(42)), 42),
    ];
    for (start, skipped) in table {
        let reader = Reader { from: SimTime::from_secs(100), start, ..sdk("reader") };
        let model = finished(shardscope::sim::scenario::Scenario { readers: vec![reader], ..ten.clone() });
        let total = model.report().readers[0].total;
        assert_eq!(total.accepted, 2_000);
        assert_eq!(total.expired, 0);
        let unread_at_the_end = total.accepted - total.delivered - skipped;
        assert!(unread_at_the_end <= 10, "{}: {total:?}", start.name());
    }
}
