use std::collections::BTreeMap;

use shardscope::quiz::{Question, shuffle::order_of};

use super::made::{matching, number, one, options, order, two};

/// χ² of how often each order came, which should be equally often.
fn chi_square(counts: &BTreeMap<Vec<usize>, u32>, orders: u32, rounds: u32) -> f64 {
    let expected = f64::from(rounds) / f64::from(orders);
    let seen: f64 = counts.values().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum();
    // An order that never came is as far off as it can be.
    seen + expected * f64::from(orders - counts.len() as u32)
}

fn check(rounds: u32, orders: u32, at_most: f64, draw: impl Fn(u32) -> Vec<usize>) {
    let mut counts = BTreeMap::new();
    (0..rounds).for_each(|round| *counts.entry(draw(round)).or_default() += 1);
    assert!(counts.len() <= orders as usize, "{counts:?}");
    let chi = chi_square(&counts, orders, rounds);
    assert!(chi < at_most, "χ² = {chi}");
}

#[test]
fn every_order_is_as_likely_over_seeds_and_over_questions() {
    // 99.9 % points: 49.7 for 23 degrees of freedom, 174 for 119.
    let four = one("T01-001", "F01");
    check(24_000, 24, 49.7, |seed| order_of(&four, u64::from(seed)));
    let five = two("T01-002", "F01");
    check(60_000, 120, 174.0, |seed| order_of(&five, u64::from(seed)));
    check(24_000, 24, 49.7, |id| order_of(&one(&format!("T01-{id:03}"), "F01"), 7));
    // Shuffles that follow each other do not depend on each other: first places of two seeds in a row, 16 cells,
    // 15 degrees of freedom.
    check(16_000, 16, 37.7, |seed| {
        let first = |seed| order_of(&four, seed)[0];
        vec![first(u64::from(seed) * 2), first(u64::from(seed) * 2 + 1)]
    });
}

#[test]
fn a_seed_gives_the_same_order_for_ever() {
    let order = |seed| order_of(&one("T01-001", "F01"), seed);
    assert_eq!(order(1), [0, 3, 2, 1]);
}

#[test]
fn numbers_stay_in_ascending_order() {
    let check = |question: &Question, expected: Option<&[usize]>| {
        let orders: Vec<Vec<usize>> = (0..50).map(|seed| order_of(question, seed)).collect();
        match expected {
            Some(expected) => assert!(orders.iter().all(|order| order == expected), "{orders:?}"),
            None => assert!(orders.iter().any(|order| *order != orders[0]), "{orders:?}"),
        }
    };
    check(&options("T02-001", &["1,000", "8", "12.5", "9"]), Some(&[1, 3, 2, 0]));
    check(&options("T02-002", &["8 shards", "1 shard", "16 shards", "2 shards"]), Some(&[1, 3, 0, 2]));
    check(&options("T02-003", &["30 seconds", "12 hours", "5 minutes", "4 days"]), None);
    check(&options("T02-004", &["2 shards", "SQS", "1 shard", "3 shards"]), None);
}

#[test]
fn steps_and_responses_are_shuffled_and_a_typed_number_has_none() {
    for question in [order("T01-003", "F01"), matching("T01-004", "F01")] {
        let mut shown = order_of(&question, 3);
        shown.sort_unstable();
        assert_eq!(shown, [0, 1, 2, 3]);
    }
    assert_eq!(order_of(&number("T02-001", "G01", "1", "", &[]), 3), Vec::<usize>::new());
}
