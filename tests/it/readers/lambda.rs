//! Event source mappings, with the arithmetic beside each number.

use shardscope::{
    sim::{
        ReaderReport, presets,
        scenario::{
            EventSourceMapping, Fault, FunctionResponse, Keys, Reader, Scenario, ShardIteratorType, What,
            Work,
        },
    },
    units::{Share, SimDuration, SimTime},
};

use super::{at, by_the_second, p50, polling, reports, stream};

fn lambda(mapping: EventSourceMapping) -> Reader {
    Reader::new("function", Work::Lambda(mapping))
}

fn one(scenario: Scenario) -> ReaderReport {
    reports(scenario).remove(0)
}

/// Problem 22: by default the shard with the record stands still; halving and giving up loses that one record;
/// the KCL skips the rest of its batch.
#[test]
fn a_poison_record_blocks_one_shard_or_is_let_go_or_takes_its_batch_along() {
    let scenario = presets::find("poison-record").expect("there").scenario();
    let readers = reports(scenario);
    let [defaults, careful, kcl] = [&readers[0], &readers[1], &readers[2]];
    let behind: Vec<u64> = defaults.shards.iter().map(|shard| shard.tally.pending).collect();
    let stuck = behind.iter().filter(|&&pending| pending > 40_000).count();
    // 200 records a second per shard, for nearly 300 s.
    assert_eq!(stuck, 1, "age climbs on one shard only: {behind:?}");
    assert_eq!(behind.iter().filter(|&&pending| pending < 1_000).count(), 2, "{behind:?}");
    assert_eq!(defaults.total.given_up, 0);
    assert!(defaults.total.failed_invocations > 250, "it tries again and again: {:?}", defaults.total);

    assert_eq!(careful.total.given_up, 1, "the record alone");
    // A batch of 100 halves at most seven times (100, 50, 25, 13, 7, 4, 2), then one record fails three times.
    assert!((4..=10).contains(&careful.total.failed_invocations), "{:?}", careful.total);
    assert!(careful.total.pending < 1_000);

    assert!(
        kcl.total.given_up > 1 && kcl.total.given_up < 400,
        "the rest of a second's batch: {:?}",
        kcl.total
    );
    assert_eq!(kcl.total.read_again, 0);
}

/// `ReportBatchItemFailures` and its pitfalls, on one shard with a batch of 100 records.
#[test]
fn what_a_function_reports_decides_what_is_tried_again() {
    let run = |response, attempts| {
        let mapping = EventSourceMapping {
            response,
            maximum_retry_attempts: Some(attempts),
            ..EventSourceMapping::default()
        };
        let mut scenario = stream(1, 230, 100, 60, vec![polling(lambda(mapping), 1_300)]);
        scenario.changes = vec![at(20, What::Fault { reader: 0, fault: Fault::PoisonRecord })];
        one(scenario).total
    };
    let thrown = run(FunctionResponse::Throws, 3);
    let lowest = run(FunctionResponse::LowestFailed, 3);
    let empty = run(FunctionResponse::EmptyList, 3);
    let wrong = run(FunctionResponse::WrongIdentifier, 3);
    // One attempt and three more; then the batch is given up.
    assert_eq!(thrown.failed_invocations, 4);
    assert_eq!(wrong, thrown, "a wrong itemIdentifier is complete failure");
    assert_eq!((empty.failed_invocations, empty.swallowed, empty.given_up), (0, 1, 0), "complete success");
    assert_eq!(lowest.failed_invocations, 4);
    assert!(lowest.given_up < thrown.given_up, "what came before the failure is done: {lowest:?} {thrown:?}");
    assert!(lowest.read_again < thrown.read_again, "{lowest:?} {thrown:?}");
}

/// Problem 23: per shard, the lesser of the factor and the distinct keys on their way.
#[test]
fn concurrency_is_the_lesser_of_factor_and_keys() {
    for (keys, factor, expected) in [(1, 10, 1), (3, 10, 3), (30, 10, 10), (30, 1, 1), (5, 4, 4)] {
        let mapping = EventSourceMapping {
            parallelization_factor: factor,
            duration: SimDuration::from_secs(3),
            ..EventSourceMapping::default()
        };
        let mut scenario = stream(1, 500, 100, 60, vec![lambda(mapping)]);
        scenario.producers[0].keys = Keys::Names((0..keys).map(|key| format!("key {key}")).collect());
        let report = one(scenario);
        // Rounds of three seconds without a pause: the seconds between are full.
        assert_eq!(report.most_at_once_milli, expected * 1_000, "{keys} keys, factor {factor}");
        assert_eq!(report.total.out_of_order, 0, "order per key is kept");
    }
}

/// 100 records in 100 ms are 1,000 a second, times the factor: 10,000 with ten.
#[test]
fn throughput_is_batch_by_duration_by_factor_at_both_resolutions() {
    for factor in [1, 2, 10] {
        let mapping = EventSourceMapping { parallelization_factor: factor, ..EventSourceMapping::default() };
        // A thousand seconds of 900 records lie there when it begins.
        let late = Reader { from: SimTime::from_secs(600), ..lambda(mapping).fan_out() };
        let scenario = by_the_second(stream(1, 900, 100, 660, vec![late]));
        let done = one(scenario).total.delivered;
        let expected = u64::from(factor) * 1_000 * 60;
        assert!(done.abs_diff(expected) <= expected / 20, "factor {factor}: {done}, {expected}");
    }
}

#[test]
fn a_batching_window_fills_batches_and_costs_time() {
    let run = |window| {
        let mapping = EventSourceMapping {
            batch_size: 1_000,
            maximum_batching_window: SimDuration::from_secs(window),
            ..EventSourceMapping::default()
        };
        one(stream(1, 100, 100, 120, vec![lambda(mapping).fan_out()]))
    };
    let [none, five] = [run(0), run(5)];
    // 500 records gather in five seconds: 120 / 5 invocations and a few.
    assert!((20..=26).contains(&five.total.invocations), "{:?}", five.total);
    assert!(none.total.invocations > 300, "{:?}", none.total);
    assert!(p50(five.propagation) > p50(none.propagation) + 1_000);
}

#[test]
fn the_payload_closes_a_batch_before_its_size() {
    // 100 KB each as base64 are 133 KB: 47 fill the 6 MB (6,291,456 · 3/4 / 100,008 = 47.2).
    let mapping = EventSourceMapping { batch_size: 10_000, ..EventSourceMapping::default() };
    let late = Reader { from: SimTime::from_secs(60), ..lambda(mapping) };
    let mut scenario = stream(1, 10, 100_000, 65, vec![late]);
    scenario.producers[0].keys = Keys::Names(vec!["k".to_owned()]);
    let total = one(scenario).total;
    let per_batch = total.delivered / total.invocations;
    assert!((20..=47).contains(&per_batch), "{total:?}");
}

#[test]
fn records_beyond_the_maximum_age_go_unseen_and_stay_on_the_books() {
    let mapping = EventSourceMapping {
        maximum_record_age: Some(SimDuration::from_secs(60)),
        duration: SimDuration::from_secs(1),
        ..EventSourceMapping::default()
    };
    // 100 a second can be done, 200 come: after two minutes it is 60 s behind and lets the rest go.
    let total = one(by_the_second(stream(1, 200, 100, 600, vec![lambda(mapping)]))).total;
    assert!(total.given_up > 40_000, "{total:?}");
    assert!(total.delivered.abs_diff(100 * 600) < 6_000, "{total:?}");
    assert_eq!(
        total.given_up + total.delivered + 12_000 - total.accepted.min(12_000),
        total.given_up + total.delivered
    );
}

#[test]
fn a_filter_keeps_records_from_the_function_and_counts_them_as_delivered() {
    let mapping =
        EventSourceMapping { filter_matches: Share::from_percent(25), ..EventSourceMapping::default() };
    let total = one(stream(1, 400, 100, 60, vec![lambda(mapping)])).total;
    assert!(total.filtered.abs_diff(total.delivered * 3 / 4) <= 2, "{total:?}");
}

#[test]
fn the_accounts_concurrency_is_shared_by_all_shards() {
    let run = |concurrency| {
        let mapping = EventSourceMapping {
            concurrency,
            duration: SimDuration::from_millis(500),
            ..EventSourceMapping::default()
        };
        one(stream(8, 1_600, 100, 120, vec![lambda(mapping)])).total
    };
    // Eight shards with two batches of 100 a second each; with two functions at a time, 4 × 100.
    assert!(run(1_000).pending < 4_000);
    let starved = run(2);
    assert!(starved.delivered.abs_diff(400 * 120) < 6_000, "{starved:?}");
}

/// A release that scores wrongly for 30 s at 100 records a second, mended by a rewind to where it began.
#[test]
fn a_replay_reads_again_exactly_what_was_read_wrongly_and_loses_nothing() {
    let mut scenario =
        by_the_second(stream(2, 100, 100, 240, vec![lambda(EventSourceMapping::default()).fan_out()]));
    scenario.changes = vec![
        at(60, What::Fault { reader: 0, fault: Fault::Wrong(true) }),
        at(90, What::Fault { reader: 0, fault: Fault::Wrong(false) }),
        at(90, What::Rewind { reader: 0, to: ShardIteratorType::AtTimestamp(SimTime::from_secs(60)) }),
    ];
    let mut until_the_fix = scenario.clone();
    until_the_fix.duration = SimDuration::from_secs(90);
    until_the_fix.changes.truncate(1);
    assert_eq!(one(until_the_fix).total.wrong, 3_000);
    let total = one(scenario).total;
    assert_eq!((total.wrong, total.read_again, total.expired), (0, 3_000, 0));
}
