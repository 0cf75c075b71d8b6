//! The busiest second: arrivals that come independently of each other are Poisson, so that a shard which is full on
//! average is over its limit in every other second.

/// The fewest shards, `least` or more, on which in a second the chance that any of them gets more than `most` records
/// is at most 1 in `one_in`. `milli` is all shards' records in thousandths per second, spread evenly. Nothing where no
/// number of up to a hundred times `least` does it.
pub fn shards_for(milli: u64, most: u64, one_in: u64, least: u64) -> Option<u64> {
    let accepted = 1.0 / one_in as f64;
    let does = |shards: u64| chance(milli, most, shards) <= accepted;
    let least = least.max(1);
    if does(least) {
        return Some(least);
    }
    let (mut fails, mut works, mut step) = (least, least, (least / 64).max(1));
    while !does(works) {
        fails = works;
        works = works.saturating_add(step).min(least.saturating_mul(100));
        step = step.saturating_mul(2);
        if fails == works {
            return None;
        }
    }
    while works - fails > 1 {
        let middle = fails + (works - fails) / 2;
        if does(middle) { works = middle } else { fails = middle }
    }
    Some(works)
}

/// The chance that in a given second at least one of the shards gets more than `most` records.
pub fn chance(milli: u64, most: u64, shards: u64) -> f64 {
    let mean = milli as f64 / 1_000.0 / shards.max(1) as f64;
    let over = poisson_above(mean, most);
    // 1 − (1 − over)ⁿ, without losing what is small.
    -libm::expm1(shards as f64 * libm::log1p(-over))
}

/// Of so many balls thrown into so many bins, how many the fullest bin has at most, in nine throws out of ten.
pub fn fullest_bin(balls: u64, bins: u64) -> u64 {
    let mean = balls.div_ceil(bins.max(1));
    (mean..balls).find(|&most| chance(balls.saturating_mul(1_000), most, bins) <= 0.1).unwrap_or(balls)
}

/// The fewest records a second that a shard exceeds with a chance of at most 1 in `one_in`.
pub fn quantile(mean: f64, one_in: u64) -> u64 {
    let accepted = 1.0 / one_in as f64;
    let mut low = mean as u64;
    if poisson_above(mean, low) <= accepted {
        return low;
    }
    let mut high = low + 10 + (libm::sqrt(mean) * 10.0) as u64;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if poisson_above(mean, middle) <= accepted { high = middle } else { low = middle }
    }
    high
}

/// P(X > k) for a Poisson X.
fn poisson_above(mean: f64, k: u64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    let k = k as f64;
    // From the first term on the far side of the mean, terms only get smaller.
    if k >= mean { tail(mean, k + 1.0, 1.0) } else { 1.0 - tail(mean, k, -1.0) }
}

/// The terms e^−m mᵏ / k! from `k` on, upwards or downwards.
fn tail(mean: f64, mut k: f64, step: f64) -> f64 {
    let mut term = libm::exp(k * libm::log(mean) - mean - libm::lgamma(k + 1.0));
    let mut sum = 0.0;
    while term > sum * 1e-14 && term > 1e-300 {
        sum += term;
        if step > 0.0 {
            k += 1.0;
            term *= mean / k;
        } else if k >= 1.0 {
            term *= k / mean;
            k -= 1.0;
        } else {
            break;
        }
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poisson_by_hand() {
        // e^−1 = 0.36788: P(X > 0) = 0.63212, P(X > 1) = 0.26424, P(X > 3) = 0.018988.
        for (mean, k, expected) in
            [(1.0, 0, 0.632_121), (1.0, 1, 0.264_241), (1.0, 3, 0.018_988), (10.0, 9, 0.542_070)]
        {
            let found = poisson_above(mean, k);
            assert!((found - expected).abs() < 1e-6, "P(X > {k}) at {mean}: {found}");
        }
        assert!(poisson_above(0.0, 0).abs() < 1e-12);
        // Far out both ways, and large: no underflow makes it say nothing or everything where it must not.
        assert!((poisson_above(1e9, 1) - 1.0).abs() < 1e-9);
        assert!(poisson_above(1_000.0, 2_000) < 1e-100);
        let middle = poisson_above(1e6, 1_000_000);
        assert!((middle - 0.5).abs() < 1e-3, "{middle}");
    }

    #[test]
    fn a_full_shard_is_over_in_every_other_second() {
        assert!((chance(1_000_000, 1_000, 1) - 0.49).abs() < 0.01);
        // At eight of eight full ones hardly a second is calm.
        assert!(chance(8_000_000, 1_000, 8) > 0.99);
    }

    #[test]
    fn the_advised_count_keeps_the_promise_and_one_less_does_not() {
        for milli in [900_000, 8_000_000, 123_456_789] {
            for one_in in [10, 1_000, 1_000_000] {
                let least = milli / 1_000_000 + 1;
                let shards = shards_for(milli, 1_000, one_in, least).expect("there is one");
                assert!(chance(milli, 1_000, shards) <= 1.0 / one_in as f64);
                assert!(shards == least || chance(milli, 1_000, shards - 1) > 1.0 / one_in as f64);
            }
        }
    }

    #[test]
    fn bins_by_hand() {
        // One bin has all; one ball is in one bin. Two balls are in one of a hundred bins together once in a hundred
        // throws, in one of two bins every other time.
        assert_eq!((fullest_bin(7, 1), fullest_bin(1, 9)), (7, 1));
        assert_eq!((fullest_bin(2, 100), fullest_bin(2, 2)), (1, 2));
        // 1,000 balls in 10 bins: 100 ± 10 each, and the fullest of ten is some two and a half deviations away.
        assert!((120..135).contains(&fullest_bin(1_000, 10)), "{}", fullest_bin(1_000, 10));
    }

    #[test]
    fn quantiles_are_the_first_that_hold() {
        for (mean, one_in) in [(0.5, 100), (889.0, 1_000), (1e6, 1_000_000)] {
            let q = quantile(mean, one_in);
            assert!(poisson_above(mean, q) <= 1.0 / one_in as f64, "{mean} {one_in}");
            assert!(poisson_above(mean, q - 1) > 1.0 / one_in as f64, "{mean} {one_in}");
        }
    }
}
