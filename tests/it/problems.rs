//! What users of Kinesis report, and AWS's own experiments, reproduced with their numbers.

use std::collections::BTreeSet;

use shardscope::{
    kinesis::{PartitionKey, ShardMap},
    sim::{
        Engine, Model, Msg, presets,
        scenario::{Keys, Put, RecordSize, RetryPolicy},
    },
    units::{Bytes, Share, SimDuration, SimTime},
};

use crate::engine::{cards, check_laws, producer, scenario};

fn position(key: &str, map: &ShardMap) -> usize {
    map.position_of(PartitionKey::new(key).expect("a key").hash_key())
}

#[test]
fn ten_names_light_seven_and_a_half_of_fifteen_shards() {
    let map = ShardMap::even(15);
    let lit: usize = (0..2_000)
        .map(|set| {
            (0..10).map(|n| position(&format!("service-{set}-{n}"), &map)).collect::<BTreeSet<_>>().len()
        })
        .sum();
    // 15 · (1 − (14/15)^10) = 7.48.
    let mean = lit as f64 / 2_000.0;
    assert!((mean - 7.48).abs() < 0.1, "{mean}");
}

#[test]
fn the_keys_one_to_fourteen_split_three_to_eleven() {
    let map = ShardMap::even(2);
    let low = (1..=14).filter(|n: &i32| position(&n.to_string(), &map) == 0).count();
    assert_eq!((low, 14 - low), (3, 11));
}

#[test]
fn a_moment_as_key_puts_all_of_it_on_one_shard() {
    let mut model = Model::new(presets::find("timestamp").expect("a preset").scenario()).expect("a scenario");
    let mut hot = BTreeSet::new();
    for _ in 0..20 {
        model.update(Msg::Advance(SimDuration::from_secs(1))).expect("time passes");
        let rows = model.snapshot().rows;
        let fresh = rows.iter().max_by_key(|row| row.attempts).expect("rows");
        hot.insert(fresh.shard_id);
    }
    assert!(hot.len() >= 5, "the hot shard wanders: {hot:?}");
}

#[test]
fn three_policies_lose_repeat_or_neither() {
    let totals = |name: &str| {
        let s = presets::find(name).expect(name).scenario();
        let mut engine = Engine::new(&s);
        engine.run_until(SimTime::from_secs(120), &mut |_| {});
        engine.totals()
    };
    let (none, whole, failed) = (totals("retry-none"), totals("retry-whole-batch"), totals("retry-failed"));
    assert_eq!(none.offered_bytes, whole.offered_bytes, "the very same records are written");
    assert_eq!(none.offered_bytes, failed.offered_bytes);
    assert_eq!((none.duplicated_records, failed.duplicated_records), (0, 0));
    assert!(whole.duplicated_records > whole.offered_records / 4, "{whole:?}");
    assert_eq!(none.throttled_attempts, none.dropped_records, "what is refused is lost");
    assert!(failed.throttled_attempts > none.throttled_attempts * 3, "retries multiply refusals");
}

#[test]
fn the_kpl_gives_up_records_at_thirty_seconds() {
    let s = presets::find("kpl-throttled").expect("a preset").scenario();
    let mut engine = Engine::new(&s);
    engine.run_until(SimTime::from_secs(29), &mut |_| {});
    assert_eq!(engine.totals().dropped_records, 0, "nothing is old enough yet");
    engine.run_until(SimTime::from_secs(200), &mut |_| {});
    assert!(engine.totals().dropped_records > 10_000);
    let slowest = engine.delay().expect("records are in").p99.millis();
    // The bucket of a delay may be a 32nd too high.
    assert!((25_000..=31_000).contains(&slowest), "{slowest}");
}

#[test]
fn aggregation_puts_five_thousand_events_a_second_through_one_shard() {
    let run = |put| {
        let mut p = producer(5_000, 100, cards(10_000));
        p.put = put;
        p.retry.policy = RetryPolicy::None;
        let mut s = scenario(1, vec![p]);
        s.duration = SimDuration::from_secs(30);
        check_laws(&s)
    };
    let (plain, aggregated) = (run(Put::default()), run(Put::Kpl));
    // 1,000 of 5,000 fit without; all with.
    assert_eq!(plain.totals().accepted_records, 30 * 1_000);
    assert_eq!(aggregated.totals().dropped_records, 0);
    let kinesis_records =
        aggregated.shard_totals(shardscope::kinesis::ShardId(0)).expect("a shard").accepted_records;
    // 5,000 · (111 + 11) bytes are 610 kB a second: twelve aggregates of 50 KiB.
    assert!((10 * 29..=13 * 30).contains(&kinesis_records), "{kinesis_records}");
}

#[test]
fn large_records_are_refused_more_and_more_between_two_and_five_percent() {
    // AWS's experiment: four shards, 50 records a second of 10 KiB, large ones of 2 MiB.
    let refused = |percent: u32| {
        let mut p = producer(50, 0, cards(100_000));
        p.size = RecordSize::Mix {
            small: Bytes(10 * 1_024),
            large: Bytes(2 * 1_048_576),
            large_share: Share::from_percent(percent),
        };
        let mut s = scenario(4, vec![p]);
        s.max_record_size = Bytes(10 * 1_048_576);
        s.duration = SimDuration::from_secs(600);
        check_laws(&s).totals().throttled_attempts
    };
    let [one, two, five] = [1, 2, 5].map(refused);
    assert!(one * 20 < five && two * 4 < five && one <= two, "{one}, {two}, {five}");
}

#[test]
fn a_key_that_is_too_much_for_a_shard_stays_so_on_any_number_of_shards() {
    for shards in [1, 2, 10, 100, 1_000] {
        let only = producer(1_500, 100, Keys::Names(vec!["tenant-1".to_owned()]));
        let mut s = scenario(shards, vec![only]);
        s.duration = SimDuration::from_secs(10);
        let totals = check_laws(&s).totals();
        assert_eq!(totals.accepted_records, 10_000, "1,000 a second on {shards} shards");
    }
}

#[test]
fn round_robin_by_explicit_hash_key_is_even_to_the_record() {
    let mut s = scenario(7, vec![producer(6_990, 100, Keys::RoundRobin)]);
    s.duration = SimDuration::from_secs(20);
    let engine = check_laws(&s);
    assert_eq!(engine.totals().throttled_attempts, 0);
    let counts: Vec<u64> = engine
        .shard_map()
        .open()
        .iter()
        .filter_map(|&id| engine.shard_totals(id))
        .map(|totals| totals.accepted_records)
        .collect();
    let (least, most) = (counts.iter().min().expect("shards"), counts.iter().max().expect("shards"));
    assert!(most - least <= 1, "{counts:?}");
}

#[test]
fn sequence_numbers_rise_within_a_shard_also_across_a_split() {
    let mut s = scenario(2, vec![producer(1_000, 100, cards(1_000))]);
    s.changes = vec![shardscope::sim::scenario::Change {
        at: SimTime::from_secs(5),
        what: shardscope::sim::scenario::What::SplitShard {
            shard: shardscope::kinesis::ShardId(0),
            new_starting_hash_key: shardscope::kinesis::HashKey(1 << 125),
        },
    }];
    let mut engine = Engine::new(&s);
    let mut last = [None; 4];
    for second in 1..=10 {
        engine.run_until(SimTime::from_secs(second), &mut |_| {});
        for id in engine.shard_map().open() {
            let now = engine.last_sequence_number(*id);
            assert!(now > last[id.0 as usize], "{now:?} after {:?}", last[id.0 as usize]);
            assert_eq!(now.expect("records").to_string().len(), 56);
            last[id.0 as usize] = now;
        }
    }
    assert!(last.iter().all(Option::is_some));
}
