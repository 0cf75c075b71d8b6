//! Chance, seeded. One generator for each purpose (a producer's keys, its sizes, its backoff), so that two runs
//! that differ in their retry policy still write the very same records.

/// xoshiro256++ by Blackman and Vigna (public domain), seeded through splitmix64 as they advise. Written here
/// and not taken from a crate because a link has to give the same run for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Random {
    s: [u64; 4],
}

impl Random {
    /// `purpose` tells generators of one seed apart.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mut state = seed ^ purpose.wrapping_mul(0xd134_2543_de82_ef95);
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ z >> 31
        };
        Self { s: [next(), next(), next(), next()] }
    }

    #[inline]
    pub(super) fn next(&mut self) -> u64 {
        let s = &mut self.s;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// 0 … `n`−1 (0 for `n` = 0). The upper half of a product; its bias is below n / 2³².
    #[inline]
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// True with `ppm` chances in a million.
    #[inline]
    pub(super) fn chance_ppm(&mut self, ppm: u32) -> bool {
        self.below(1_000_000) < ppm
    }

    pub(super) fn wide(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.next())
    }

    /// How many of `n` happen, each with probability `p` / 2³².
    ///
    /// Exact by inversion where few are expected; else the normal approximation, which at an expectation of 30
    /// and more is off by less than the sampling error of any run shown here.
    pub(super) fn binomial(&mut self, n: u32, p: u64) -> u32 {
        debug_assert!(p <= ONE_Q32, "a probability is at most one");
        if n == 0 || p == 0 {
            return 0;
        }
        if p > ONE_Q32 / 2 {
            return n - self.binomial(n, ONE_Q32 - p);
        }
        if (u64::from(n) * p) >> 32 < 30 {
            self.binomial_by_inversion(n, p)
        } else {
            self.binomial_by_normal(n, p)
        }
    }

    fn binomial_by_inversion(&mut self, n: u32, p: u64) -> u32 {
        let q = ONE_Q32 - p;
        // Q62 fixed point: the smallest first term, e^-30, keeps 18 bits.
        let mut term = power_q62(q, n);
        let mut left = u128::from(self.next() >> 2);
        let mut k = 0;
        while left >= term && k < n {
            left -= term;
            term = term * u128::from(n - k) * u128::from(p) / (u128::from(k + 1) * u128::from(q));
            k += 1;
            if term == 0 {
                break;
            }
        }
        k
    }

    fn binomial_by_normal(&mut self, n: u32, p: u64) -> u32 {
        // The product fits: n is below 2³², p at most 2³¹.
        let mean_q32 = u64::from(n) * p;
        let variance_q32 = (mean_q32 >> 16) * ((ONE_Q32 - p) >> 16);
        // A square root is rounded the same everywhere (IEEE 754), unlike other functions of floats.
        let sd_q16 = (variance_q32 as f64).sqrt() as i64;
        // Q32, rounded.
        let value = mean_q32 as i64 + sd_q16 * self.normal_q16() + (1 << 31);
        (value >> 32).clamp(0, i64::from(n)) as u32
    }

    /// A standard normal in Q16: twelve uniform numbers added up, mean taken away. Good to three and a half
    /// standard deviations, and the same everywhere.
    fn normal_q16(&mut self) -> i64 {
        let mut sum = 0;
        for _ in 0..3 {
            let r = self.next();
            sum += (r & 0xffff) + (r >> 16 & 0xffff) + (r >> 32 & 0xffff) + (r >> 48);
        }
        sum as i64 - 6 * 65_535
    }
}

pub(super) const ONE_Q32: u64 = 1 << 32;

/// (q / 2³²)ⁿ in Q62.
fn power_q62(q: u64, mut n: u32) -> u128 {
    let mut base = u128::from(q) << 30;
    let mut result = 1_u128 << 62;
    while n > 0 {
        if n & 1 == 1 {
            result = (result * base) >> 62;
        }
        base = (base * base) >> 62;
        n >>= 1;
    }
    result
}

/// 1 − (1 − p)ⁿ for a probability in Q32.
pub(super) fn at_least_one_q32(p: u64, n: u32) -> u64 {
    ONE_Q32 - (power_q62(ONE_Q32 - p.min(ONE_Q32), n) >> 30) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_and_variance(n: u32, p: f64) -> (f64, f64) {
        let mut random = Random::new(11, 3);
        let rounds = 40_000;
        let draws: Vec<f64> =
            (0..rounds).map(|_| f64::from(random.binomial(n, (p * ONE_Q32 as f64) as u64))).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(rounds);
        (mean, draws.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / f64::from(rounds))
    }

    #[test]
    fn binomial_has_its_mean_and_variance_in_both_methods() {
        for (n, p) in
            [(5, 0.5), (20, 0.9), (667, 0.01), (8_000, 1.0 / 12.0), (8_000, 0.75), (50_000, 0.000_5)]
        {
            let (mean, variance) = mean_and_variance(n, p);
            let (expected, spread) = (f64::from(n) * p, f64::from(n) * p * (1.0 - p));
            // Five standard errors of the mean; the variance's own is below 1 % here.
            assert!((mean - expected).abs() < 5.0 * (spread / 40_000.0).sqrt(), "{n} {p}: mean {mean}");
            assert!((variance / spread - 1.0).abs() < 0.05, "{n} {p}: variance {variance} for {spread}");
        }
    }

    #[test]
    fn below_reaches_every_value_and_no_other() {
        let mut random = Random::new(1, 1);
        let mut seen = [0; 7];
        (0..7_000).for_each(|_| seen[random.below(7) as usize] += 1);
        assert!(seen.iter().all(|&n| (850..1_150).contains(&n)), "{seen:?}");
    }

    #[test]
    fn at_least_one_of_many() {
        let half = ONE_Q32 / 2;
        assert_eq!(at_least_one_q32(half, 1), half);
        assert_eq!(at_least_one_q32(half, 2), half + half / 2);
        assert_eq!(at_least_one_q32(0, 500), 0);
        assert_eq!(at_least_one_q32(ONE_Q32, 3), ONE_Q32);
    }
}
