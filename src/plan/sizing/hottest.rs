//! What the keys need beyond throughput, and the way out where no number of shards carries them.

use super::{Dimension, DimensionKind, Need, SHARD_BYTES, SHARD_MILLI, Salt};
use crate::{
    plan::{Demand, KeySpread, Skew, Workload, skew},
    units::{Count, Share},
};

/// Salted keys that are advised at most.
const MAX_SALT: u64 = 1_024;
/// How far the search for evener shards goes, as a multiple of what throughput needs.
const MOST_SPREAD: u64 = 64;

fn fits(demand: &Demand, share: f64) -> bool {
    let flow = demand.part_of_peak(share);
    flow.records.milli() <= SHARD_MILLI && flow.bytes.0 <= SHARD_BYTES
}

/// What the keys need beyond throughput, and the way out where no number of shards does it.
pub(super) fn hottest(workload: &Workload, demand: &Demand, least: u64) -> (Option<Dimension>, Option<Salt>) {
    if workload.keys == KeySpread::Even {
        return (None, None);
    }
    let carries = |shards: u64| fits(demand, Skew::of(&workload.keys, shards).fullest);
    let on_least = Skew::of(&workload.keys, least);
    let heaviest = on_least.heaviest_key;
    let need = match workload.keys {
        _ if !fits(demand, heaviest) => Need::Impossible,
        KeySpread::Hot { share } => hot_key(demand, share),
        _ if fits(demand, on_least.fullest) => Need::Shards(least),
        _ => search(least, carries).map_or(Need::Impossible, Need::Shards),
    };
    let at = match need {
        Need::Shards(shards) => shards.max(least),
        Need::Any | Need::Impossible => least,
    };
    let skew = if at == least { on_least } else { Skew::of(&workload.keys, at) };
    let working = match need {
        Need::Impossible if !fits(demand, heaviest) => {
            format!("one key is {} of all: {}", percent(heaviest), demand.part_of_peak(heaviest).records)
        }
        _ => format!("{:.2} × the mean on {} shards", skew.over_mean(at), Count(at)),
    };
    // Several keys that only fall together unluckily are not mended by dealing out one of them.
    let salt = if fits(demand, heaviest) { None } else { salt_for(demand, heaviest, least) };
    (Some(Dimension { kind: DimensionKind::HottestShard, working, need, used_milli: 0 }), salt)
}

/// (1 − h) R ÷ (limit − h R), for the tighter of both limits.
fn hot_key(demand: &Demand, share: Share) -> Need {
    let one = u128::from(Share::ONE.ppm());
    let hot = u128::from(share.ppm());
    let shards = |rate: u64, limit: u64| {
        let rest = (one - hot) * u128::from(rate);
        let room = (one * u128::from(limit)).checked_sub(hot * u128::from(rate))?;
        if rest == 0 { Some(1) } else { (room > 0).then(|| rest.div_ceil(room)) }
    };
    match (shards(demand.peak.records.milli(), SHARD_MILLI), shards(demand.peak.bytes.0, SHARD_BYTES)) {
        (Some(a), Some(b)) => Need::Shards(u64::try_from(a.max(b)).unwrap_or(u64::MAX)),
        _ => Need::Impossible,
    }
}

/// The fewest shards above `least`, which do not, that carry the keys, near enough: the load of the fullest falls with their number, but not at
/// each step.
fn search(least: u64, carries: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut fails, mut works) = (least, more(least));
    while !carries(works) {
        if works >= least.saturating_mul(MOST_SPREAD) {
            return None;
        }
        (fails, works) = (works, more(works));
    }
    // To a part in 500: what is expected of unknown keys is known no better.
    while works - fails > (works / 500).max(1) {
        let middle = fails + (works - fails) / 2;
        if carries(middle) { works = middle } else { fails = middle }
    }
    Some(works)
}

/// Half as many more, at least one.
fn more(shards: u64) -> u64 {
    shards.saturating_add((shards / 2).max(1))
}

/// The fewest keys to make of a hot one, and the shards to go with them.
fn salt_for(demand: &Demand, heaviest: f64, least: u64) -> Option<Salt> {
    let mut shards = least;
    for _ in 0..12 {
        let mut keys = 2;
        while keys <= MAX_SALT {
            if fits(demand, skew::salted(heaviest, keys, shards)) {
                return Some(Salt { keys, shards });
            }
            keys += (keys / 4).max(1);
        }
        shards += (shards / 4).max(1);
    }
    None
}

fn percent(share: f64) -> Share {
    Share::from_ppm((share * 1e6).round() as u32)
}
