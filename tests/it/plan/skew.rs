//! How full the fullest shard is, against what many random key sets really come to.

use std::sync::Arc;

use shardscope::{
    kinesis::{PartitionKey, ShardMap},
    plan::{KeySpread, OwnKeys, Skew},
    units::Share,
};

/// The mean over many key sets of the fullest shard's part, by hashing real keys.
fn measured(weights: &[f64], shards: u32) -> f64 {
    let map = ShardMap::even(shards);
    let rounds = 300;
    let all: f64 = weights.iter().sum();
    let fullest = |round: usize| {
        let mut loads = vec![0.0; shards as usize];
        for (k, weight) in weights.iter().enumerate() {
            let key = PartitionKey::new(format!("set-{round}-key-{k}")).expect("a valid key");
            loads[map.route(key.hash_key()).0 as usize] += weight;
        }
        loads.into_iter().fold(0.0, f64::max) / all
    };
    (0..rounds).map(fullest).sum::<f64>() / rounds as f64
}

fn check(keys: &KeySpread, weights: &[f64], shards: u32, within: f64) {
    let expected = measured(weights, shards);
    let found = Skew::of(keys, u64::from(shards)).fullest;
    assert!(
        (found / expected - 1.0).abs() < within,
        "{} keys on {shards} shards: {found:.4}, measured {expected:.4}",
        weights.len()
    );
}

#[test]
fn uniform_keys_fill_shards_as_random_sets_do() {
    // Ten names on fifteen shards, the hot shard of problem 1; many keys on few shards; more keys than are thrown.
    for (keys, shards, within) in
        [(10, 15, 0.08), (100, 10, 0.08), (512, 64, 0.08), (3_000, 16, 0.05), (3_000, 300, 0.08)]
    {
        let spread = KeySpread::Uniform { count: keys };
        check(&spread, &vec![1.0; keys as usize], shards, within);
    }
}

#[test]
fn zipf_keys_fill_shards_as_random_sets_do() {
    for (keys, exponent_milli, shards) in [(1_000_u32, 1_000, 10), (2_000, 700, 50), (300, 1_300, 20)] {
        let weights: Vec<f64> =
            (1..=keys).map(|k| f64::from(k).powf(-f64::from(exponent_milli) / 1_000.0)).collect();
        check(&KeySpread::Zipf { count: keys.into(), exponent_milli }, &weights, shards, 0.08);
    }
}

#[test]
fn special_cases_by_hand() {
    // One key: everything on one shard. One shard: everything, whatever the keys.
    assert!((Skew::of(&KeySpread::Uniform { count: 1 }, 8).fullest - 1.0).abs() < 1e-9);
    assert!((Skew::of(&KeySpread::Zipf { count: 50, exponent_milli: 1_000 }, 1).fullest - 1.0).abs() < 1e-9);
    // 30 % on one key, the rest over 10: 0.3 + 0.07.
    let hot = Skew::of(&KeySpread::Hot { share: Share::from_percent(30) }, 10);
    assert!((hot.fullest - 0.37).abs() < 1e-9 && (hot.over_mean(10) - 3.7).abs() < 1e-9);
    // A billion even keys are even.
    let many = Skew::of(&KeySpread::Uniform { count: 1_000_000_000 }, 100);
    assert!((many.over_mean(100) - 1.0).abs() < 0.01, "{}", many.over_mean(100));
}

#[test]
fn own_keys_are_laid_out_exactly() {
    // The keys 1 … 14 over two shards: three and eleven (problem 5).
    let names: Vec<String> = (1..=14).map(|n| n.to_string()).collect();
    let keys = OwnKeys::new(names.iter().map(|name| (name.as_str(), 1)));
    assert_eq!((keys.distinct(), keys.records(), keys.on_fullest(2)), (14, 14, 11));
    let skew = Skew::of(&KeySpread::Own(Arc::new(keys)), 2);
    assert!(skew.exact && (skew.fullest - 11.0 / 14.0).abs() < 1e-9);
    // Against the simulator's own map, for all kinds of counts.
    let many: Vec<(String, u64)> = (0..5_000).map(|n| (format!("user-{n}"), n % 7 + 1)).collect();
    let keys = OwnKeys::new(many.iter().map(|(key, n)| (key.as_str(), *n)));
    for shards in [1, 2, 3, 4, 7, 8, 100, 1_024, 9_999] {
        let map = ShardMap::even(shards);
        let mut loads = vec![0; shards as usize];
        for (key, n) in &many {
            let key = PartitionKey::new(key.as_str()).expect("a valid key");
            loads[map.route(key.hash_key()).0 as usize] += n;
        }
        assert_eq!(keys.on_fullest(shards.into()), loads.into_iter().max().unwrap_or(0), "{shards}");
    }
}
