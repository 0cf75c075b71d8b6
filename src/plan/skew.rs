//! How unevenly partition keys fill the shards: the fullest shard's load over the mean, as expected for the keys.
//!
//! A user's own keys are laid on the shards by their hashes, exactly. Of keys that are known only by their number, the
//! heaviest [`HEAVY`] are thrown at the shards [`DRAWS`] times; the many light ones add a normal noise of their
//! variance. The draws are the same every time: same workload, same answer.

use super::{busiest, own_keys::OwnKeys, workload::KeySpread};

/// Keys that are thrown one by one.
const HEAVY: u64 = 512;
const DRAWS: u64 = 32;
/// Up to so many shards each has a bin.
const MOST_BINS: u64 = 4_096;

/// What a key set comes to on so many shards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skew {
    /// The fullest shard's part of all records, from 0 to 1.
    pub fullest: f64,
    /// The heaviest key's part.
    pub heaviest_key: f64,
    /// Laid out by the keys' own hashes, not expected.
    pub exact: bool,
}

impl Skew {
    pub fn of(keys: &KeySpread, shards: u64) -> Self {
        let n = shards.max(1) as f64;
        let even = Self { fullest: 1.0 / n, heaviest_key: 0.0, exact: false };
        match keys {
            KeySpread::Even => even,
            KeySpread::Hot { share } => hot(f64::from(share.ppm()) / 1e6, n),
            KeySpread::Uniform { count } => Throw::of(*count, 0.0).skew(shards),
            KeySpread::Zipf { count, exponent_milli } => {
                Throw::of(*count, f64::from(*exponent_milli) / 1_000.0).skew(shards)
            }
            KeySpread::Own(keys) => own(keys, shards),
        }
    }

    /// The fullest shard's load over the mean.
    pub fn over_mean(&self, shards: u64) -> f64 {
        self.fullest * shards.max(1) as f64
    }
}

fn hot(share: f64, shards: f64) -> Skew {
    Skew { fullest: share + (1.0 - share) / shards, heaviest_key: share, exact: false }
}

/// The fullest shard's part where one key of this share is dealt out to `salt` keys of their own, beside many even ones:
/// not exceeded in nine sets of keys out of ten.
pub(super) fn salted(share: f64, salt: u64, shards: u64) -> f64 {
    let together = busiest::fullest_bin(salt, shards) as f64 / salt.max(1) as f64;
    (1.0 - share) / shards.max(1) as f64 + share * together
}

fn own(keys: &OwnKeys, shards: u64) -> Skew {
    let all = keys.records().max(1) as f64;
    let heaviest = keys.named().first().map_or(0, |(_, n)| *n);
    Skew { fullest: keys.on_fullest(shards) as f64 / all, heaviest_key: heaviest as f64 / all, exact: true }
}

/// Keys to be thrown: shares that sum up to one.
struct Throw {
    /// Heaviest first.
    heavy: Vec<f64>,
    /// All others together …
    rest: f64,
    /// … and the sum of their squares.
    rest_squares: f64,
}

impl Throw {
    /// Key k with weight 1 / kˢ.
    fn of(count: u64, s: f64) -> Self {
        let heavy = count.min(HEAVY);
        let weight = |k: f64| libm::pow(k, -s);
        let first: Vec<f64> = (1..=heavy).map(|k| weight(k as f64)).collect();
        let beyond = (heavy as f64 + 0.5, count as f64 + 0.5);
        let (rest, squares) =
            if count > heavy { (integral(beyond, s), integral(beyond, 2.0 * s)) } else { (0.0, 0.0) };
        let all = first.iter().sum::<f64>() + rest;
        Self {
            heavy: first.iter().map(|w| w / all).collect(),
            rest: rest / all,
            rest_squares: squares / (all * all),
        }
    }

    fn skew(&self, shards: u64) -> Skew {
        let n = shards.max(1) as f64;
        let noise = libm::sqrt(self.rest_squares * (1.0 - 1.0 / n) / n);
        let mut sum = 0.0;
        if shards <= MOST_BINS {
            let mut bins = vec![(0_u32, 0.0); shards.max(1) as usize];
            for draw in 0..DRAWS {
                sum += self.fullest_bin(draw, noise, &mut bins);
            }
        } else {
            let mut loads = Vec::with_capacity(self.heavy.len());
            for draw in 0..DRAWS {
                sum += self.fullest(draw, shards, noise, &mut loads);
            }
        }
        // No shard is emptier than the heaviest key makes it, and one is as full as the mean.
        let heaviest_key = self.heavy.first().copied().unwrap_or(0.0);
        let fullest = (sum / DRAWS as f64).clamp((1.0 / n).max(heaviest_key), 1.0);
        Skew { fullest, heaviest_key, exact: false }
    }

    /// As [`Throw::fullest`], with a bin for each shard: several times as quick where there are not many.
    fn fullest_bin(&self, draw: u64, noise: f64, bins: &mut [(u32, f64)]) -> f64 {
        let shards = bins.len() as u64;
        bins.fill((0, 0.0));
        for (k, &share) in self.heavy.iter().enumerate() {
            let bin = &mut bins[place(draw, k, shards) as usize];
            bin.0 += 1;
            bin.1 += share;
        }
        let rest = self.rest / shards as f64;
        let (mut fullest, mut at, mut untouched) = (0.0_f64, 0_u64, 0_u64);
        for &(keys, load) in bins.iter() {
            if keys == 0 {
                untouched += 1;
                continue;
            }
            fullest = fullest.max(rest + noise * normal(mixed(!(draw << 32 | at))) + load);
            at += u64::from(keys);
        }
        if untouched > 0 { fullest.max(rest + noise * highest_of(untouched)) } else { fullest }
    }

    fn fullest(&self, draw: u64, shards: u64, noise: f64, loads: &mut Vec<(u64, f64)>) -> f64 {
        let n = shards.max(1) as f64;
        loads.clear();
        loads.extend(self.heavy.iter().enumerate().map(|(k, &share)| (place(draw, k, shards), share)));
        loads.sort_unstable_by_key(|load| load.0);
        let rest = self.rest / n;
        let (mut fullest, mut touched, mut at) = (0.0_f64, 0_u64, 0);
        while at < loads.len() {
            let shard = loads[at].0;
            let mut load = rest + noise * normal(mixed(!(draw << 32 | at as u64)));
            while at < loads.len() && loads[at].0 == shard {
                load += loads[at].1;
                at += 1;
            }
            touched += 1;
            fullest = fullest.max(load);
        }
        let untouched = shards.saturating_sub(touched);
        if untouched > 0 { fullest.max(rest + noise * highest_of(untouched)) } else { fullest }
    }
}

/// The shard of a key in a draw: the same point of the hash space for the same key, whatever the number of shards.
fn place(draw: u64, key: usize, shards: u64) -> u64 {
    let point = mixed(draw << 32 | key as u64);
    // WebAssembly multiplies 64 bits in one step, and 128 in a dozen.
    if u32::try_from(shards).is_ok() {
        return ((point >> 32) * shards) >> 32;
    }
    ((u128::from(point) * u128::from(shards)) >> 64) as u64
}

/// ∫ x⁻ˢ dx.
fn integral((from, to): (f64, f64), s: f64) -> f64 {
    if (s - 1.0).abs() < 1e-9 {
        return libm::log(to / from);
    }
    (libm::pow(to, 1.0 - s) - libm::pow(from, 1.0 - s)) / (1.0 - s)
}

/// splitmix64: a number as good as chance, the same every time.
fn mixed(n: u64) -> u64 {
    let z = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// A standard normal from 64 random bits: four uniform numbers added up, which is good to three standard deviations.
fn normal(bits: u64) -> f64 {
    let sum = (0..4).map(|part| (bits >> (16 * part) & 0xffff) as f64 / 65_535.0).sum::<f64>();
    (sum - 2.0) * libm::sqrt(3.0)
}

/// The expected highest of n standard normals, near enough: 0 for one, 1.54 for ten, 3.24 for a thousand.
fn highest_of(n: u64) -> f64 {
    if n <= 1 {
        return 0.0;
    }
    // Blom: the normal quantile at (n − 0.375) / (n + 0.25), by Hastings' approximation.
    let above = 0.625 / (n as f64 + 0.25);
    let t = libm::sqrt(-2.0 * libm::log(above));
    t - (2.515_517 + 0.802_853 * t + 0.010_328 * t * t)
        / (1.0 + 1.432_788 * t + 0.189_269 * t * t + 0.001_308 * t * t * t)
}

#[cfg(test)]
mod tests {
    use super::{DRAWS, Throw};

    #[test]
    fn bins_say_the_same_as_sorting() {
        for (count, s) in [(1, 0.0), (40, 0.0), (100_000, 1.0), (1_000_000_000, 0.7)] {
            let throw = Throw::of(count, s);
            for shards in [1, 2, 9, 100, 3_000] {
                let mut bins = vec![(0, 0.0); shards as usize];
                for draw in 0..DRAWS {
                    let binned = throw.fullest_bin(draw, 0.001, &mut bins);
                    let sorted = throw.fullest(draw, shards, 0.001, &mut Vec::new());
                    assert!((binned - sorted).abs() < 1e-12, "{count} {s} {shards}: {binned} {sorted}");
                }
            }
        }
    }
}
