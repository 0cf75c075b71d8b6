//! Laws of the engine, over many seeds and every way of producing.

use shardscope::{
    aws::limits::{SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    kinesis::{HashKey, ShardId},
    sim::{
        Engine,
        scenario::{
            Change, Grain, KeyLabel, Keys, Producer, Put, Rate, RecordSize, Resolution, RetryPolicy,
            Scenario, What,
        },
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

pub(crate) fn scenario(shard_count: u32, producers: Vec<Producer>) -> Scenario {
    Scenario {
        seed: 1,
        resolution: Resolution::Record,
        duration: SimDuration::from_secs(60),
        shard_count,
        max_record_size: Bytes::MIB,
        producers,
        retention: shardscope::aws::limits::MIN_RETENTION.value,
        readers: Vec::new(),
        changes: Vec::new(),
    }
}

pub(crate) fn producer(per_second: u64, bytes: u64, keys: Keys) -> Producer {
    let rate = Rate::Constant(RecordsPerSecond::new(per_second));
    Producer::new("test", rate, RecordSize::Fixed(Bytes(bytes)), keys)
}

pub(crate) fn cards(count: u32) -> Keys {
    Keys::Uniform { label: KeyLabel::Card, count }
}

fn every_kind_of_keys() -> Vec<Keys> {
    vec![
        cards(1_000),
        Keys::Zipf { label: KeyLabel::User, count: 500, exponent: 1_100 },
        Keys::Hot { label: KeyLabel::Card, count: 1_000, share: Share::from_percent(30) },
        Keys::Names(vec!["checkout".to_owned(), "search".to_owned()]),
        Keys::Timestamp(Grain::Millisecond),
        Keys::Timestamp(Grain::Second),
        Keys::PerBatch,
        Keys::Random,
        Keys::RoundRobin,
    ]
}

fn every_way_to_write() -> Vec<(Put, RetryPolicy)> {
    let batch = Put::default();
    vec![
        (Put::PutRecord, RetryPolicy::FailedOnly),
        (batch, RetryPolicy::None),
        (batch, RetryPolicy::WholeBatch),
        (batch, RetryPolicy::FailedOnly),
        (batch, RetryPolicy::Serial),
        (Put::Kpl, RetryPolicy::None),
    ]
}

/// Runs it and holds it to every law, second by second.
pub(crate) fn check_laws(scenario: &Scenario) -> Engine {
    scenario.check().unwrap_or_else(|why| panic!("{why}: {scenario:?}"));
    let mut engine = Engine::new(scenario);
    let burst = scenario.max_record_size > Bytes::MIB;
    for second in 1..=scenario.duration.secs() {
        let mut over = Vec::new();
        engine.run_until(SimTime::from_secs(second), &mut |closed| {
            for shard in closed.shards {
                let bytes_fit = burst || shard.taken_bytes <= SHARD_BYTES_PER_SECOND.value.0;
                if u64::from(shard.taken) > SHARD_RECORDS_PER_SECOND.value || !bytes_fit {
                    over.push(*shard);
                }
                assert_eq!(shard.attempts, shard.taken + shard.throttled);
                assert!(shard.fresh <= shard.attempts);
            }
            assert!(closed.counts.taken + closed.counts.throttled == closed.counts.attempts);
        });
        assert!(over.is_empty(), "a shard took more than its limits in second {second}: {over:?}");
        let t = engine.totals();
        assert_eq!(
            t.offered_records,
            t.accepted_records + t.dropped_records + engine.count_pending(),
            "no record is forgotten, second {second} of {scenario:?}"
        );
        assert_eq!(t.pending_records, engine.count_pending());
    }
    let t = engine.totals();
    let by_producer = engine.producers().fold([0; 4], |[o, a, d, th], (_, p)| {
        [o + p.offered_records, a + p.accepted_records, d + p.dropped_records, th + p.throttled_attempts]
    });
    assert_eq!(by_producer, [t.offered_records, t.accepted_records, t.dropped_records, t.throttled_attempts]);
    let shards = engine.shard_map().all().len() as u32;
    let throttled: u64 =
        (0..shards).filter_map(|id| engine.shard_totals(ShardId(id))).map(|s| s.throttled_attempts).sum();
    assert_eq!(throttled, t.throttled_attempts, "what producers are refused is what shards refuse");
    engine
}

#[test]
fn no_record_is_forgotten_and_no_shard_takes_more_than_its_limits() {
    for resolution in [Resolution::Record, Resolution::Second] {
        for keys in every_kind_of_keys() {
            for (put, policy) in every_way_to_write() {
                for (seed, processes, salt) in [(1, 1, 1), (2, 7, 3)] {
                    // 3,000 a second on two shards: a third has to be refused.
                    let mut p = producer(3_000, 100, keys.clone());
                    (p.put, p.retry.policy, p.processes, p.salt) = (put, policy, processes, salt);
                    let mut s = scenario(2, vec![p]);
                    (s.seed, s.resolution, s.duration) = (seed, resolution, SimDuration::from_secs(8));
                    check_laws(&s);
                }
            }
        }
    }
}

#[test]
fn laws_hold_while_shards_and_producers_change() {
    for resolution in [Resolution::Record, Resolution::Second] {
        for (put, policy) in every_way_to_write() {
            for seed in 0..4 {
                let mut p = producer(2_500, 700, cards(5_000));
                (p.put, p.retry.policy) = (put, policy);
                let mut other = producer(900, 40, Keys::Names(vec!["one".to_owned()]));
                (other.put, other.retry.policy) = (put, policy);
                let mut s = scenario(2, vec![p.clone()]);
                (s.seed, s.resolution, s.duration) = (seed, resolution, SimDuration::from_secs(14));
                let at = SimTime::from_secs;
                s.changes = vec![
                    Change {
                        at: at(3),
                        what: What::SplitShard {
                            shard: ShardId(1),
                            new_starting_hash_key: HashKey(3 << 126),
                        },
                    },
                    Change { at: at(5), what: What::Producers(vec![p.clone(), other.clone()]) },
                    Change { at: at(7), what: What::ShardCount(1) },
                    Change { at: at(9), what: What::Producers(vec![other]) },
                    Change { at: at(11), what: What::ShardCount(9) },
                ];
                let engine = check_laws(&s);
                assert_eq!(engine.shard_map().open().len(), 9);
                assert_eq!(engine.shard_map().all().len(), 2 + 2 + 1 + 9);
            }
        }
    }
}

#[test]
fn the_same_scenario_gives_the_same_trace_and_another_seed_another() {
    let run = |seed, resolution| {
        let mut s = scenario(3, vec![producer(4_000, 300, cards(10_000))]);
        (s.seed, s.resolution, s.duration) = (seed, resolution, SimDuration::from_secs(10));
        check_laws(&s).trace_hash()
    };
    for resolution in [Resolution::Record, Resolution::Second] {
        assert_eq!(run(5, resolution), run(5, resolution));
        assert_ne!(run(5, resolution), run(6, resolution));
    }
}

#[test]
fn how_a_run_is_cut_into_slices_does_not_matter() {
    let mut s = scenario(2, vec![producer(3_000, 300, cards(10_000))]);
    s.duration = SimDuration::from_secs(6);
    let whole = check_laws(&s);
    let mut sliced = Engine::new(&s);
    for ms in (0..=6_000).step_by(7).chain([6_000]) {
        sliced.run_until(SimTime::from_millis(ms), &mut |_| {});
    }
    assert_eq!(sliced.trace_hash(), whole.trace_hash());
    assert_eq!(sliced.totals(), whole.totals());
}

#[test]
fn both_resolutions_offer_the_same_and_agree_on_what_became_of_it() {
    // Tolerances in thousandths of what was offered (for attempts: of the attempts). 60 s of 3,000 records are
    // 180,000; the sampling error of a third of them is 0.2 %, the rest is what the runs are coarser in.
    for (put, policy, tolerance) in [
        (Put::PutRecord, RetryPolicy::FailedOnly, 25),
        (Put::default(), RetryPolicy::None, 10),
        (Put::default(), RetryPolicy::FailedOnly, 25),
        (Put::default(), RetryPolicy::WholeBatch, 120),
        (Put::Kpl, RetryPolicy::None, 10),
    ] {
        for keys in
            [cards(2_000), Keys::Hot { label: KeyLabel::Card, count: 2_000, share: Share::from_percent(40) }]
        {
            let both = [Resolution::Record, Resolution::Second].map(|resolution| {
                let mut p = producer(3_000, 100, keys.clone());
                (p.put, p.retry.policy) = (put, policy);
                let mut s = scenario(2, vec![p]);
                s.resolution = resolution;
                check_laws(&s).totals()
            });
            let [fine, coarse] = both;
            println!("{put:?} {policy:?} {keys:?}\n  {fine:?}\n  {coarse:?}");
            assert_eq!(fine.offered_records, coarse.offered_records);
            let near = |what: &str, a: u64, b: u64, of: u64| {
                assert!(
                    a.abs_diff(b) * 1_000 <= of.max(1) * tolerance,
                    "{what} {a} and {b} of {of} for {put:?} {policy:?} {keys:?}"
                );
            };
            near("accepted", fine.accepted_records, coarse.accepted_records, fine.offered_records);
            near("dropped", fine.dropped_records, coarse.dropped_records, fine.offered_records);
            let attempts = fine.offered_records + fine.throttled_attempts;
            near("throttled", fine.throttled_attempts, coarse.throttled_attempts, attempts);
        }
    }
}

#[test]
fn one_by_one_keeps_order_and_pays_in_throughput() {
    let run = |policy| {
        let mut p = producer(1_500, 100, Keys::Names(vec!["only".to_owned()]));
        (p.retry.policy, p.retry.attempts) = (policy, 100);
        let mut s = scenario(1, vec![p]);
        s.duration = SimDuration::from_secs(20);
        check_laws(&s).totals()
    };
    let (batched, serial) = (run(RetryPolicy::FailedOnly), run(RetryPolicy::Serial));
    assert_eq!(serial.out_of_order_records, Some(0));
    assert!(batched.out_of_order_records > Some(1_000), "{batched:?}");
    // One process, 10 ms round trip: 100 records a second at the most.
    assert!(serial.accepted_records <= 20 * 100 && serial.accepted_records > 20 * 95, "{serial:?}");
}

#[test]
fn only_sending_whole_batches_again_makes_duplicates() {
    for (put, policy) in every_way_to_write() {
        let mut p = producer(3_000, 100, cards(1_000));
        (p.put, p.retry.policy) = (put, policy);
        let mut s = scenario(2, vec![p]);
        s.duration = SimDuration::from_secs(10);
        for resolution in [Resolution::Record, Resolution::Second] {
            s.resolution = resolution;
            let duplicated = check_laws(&s).totals().duplicated_records;
            assert_eq!(duplicated > 0, policy == RetryPolicy::WholeBatch, "{policy:?} {resolution:?}");
        }
    }
}
