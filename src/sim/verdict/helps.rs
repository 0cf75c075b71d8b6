//! What would help, worked out for the stream at hand.

use super::{
    Help, VerdictKind,
    look::{Finding, HotKey},
};
use crate::{
    aws::limits::{AUTO_DISTRIBUTION, MAX_SHARDS, SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    kinesis::HashKey,
    sim::{
        Engine,
        scenario::{Grain, Keys, MAX_PROCESSES, MAX_SALT, Producer, Put, RetryPolicy, What},
    },
    units::{Count, SimDuration},
};

/// How full a shard may be when it is planned, in thousandths of its limit.
const PLANNED: u64 = 800;

/// How full a shard may get by a salted key beside its other load: room for uneven seconds is left.
const SALTED: u64 = 920;

pub(super) fn helps(finding: &Finding, engine: &Engine) -> Vec<Help> {
    match finding.kind {
        VerdictKind::Quiet | VerdictKind::AllWell | VerdictKind::NearLimit | VerdictKind::Recovering => {
            Vec::new()
        }
        // A finding is about writes.
        VerdictKind::ReaderBehind | VerdictKind::ReaderFallsBack | VerdictKind::ReaderLosesData => Vec::new(),
        VerdictKind::ProducersBehind => more_processes(engine).into_iter().collect(),
        VerdictKind::HotKey => {
            let salt = finding.worst.top.as_ref().and_then(|top| salt_key(top, finding, engine));
            salt.into_iter().chain([let_the_service_spread()]).collect()
        }
        VerdictKind::HotShard => {
            split(finding).into_iter().chain(shards_for(finding.worst.load_permille, finding)).collect()
        }
        VerdictKind::TooFewShards => shards_for(finding.load_permille, finding).into_iter().collect(),
        VerdictKind::Microburst => {
            shards_for(finding.worst.load_permille.max(1_001), finding).into_iter().collect()
        }
        VerdictKind::BatchOnOneShard => {
            spread_batch(engine).into_iter().chain([let_the_service_spread()]).collect()
        }
        VerdictKind::RetryAmplification => calmer_retries(engine).into_iter().collect(),
    }
}

/// The fewest salted keys under which no shard is over its limit, tried with the keys' real hashes: salted keys
/// may meet on one shard, and some already carry much.
pub(super) fn salt_factor(top: &HotKey, finding: &Finding, engine: &Engine) -> Option<u32> {
    let map = engine.shard_map();
    let limits = (SHARD_RECORDS_PER_SECOND.value, SHARD_BYTES_PER_SECOND.value.0);
    let load = |records: u64, bytes: u64| (records * 1_000 / limits.0).max(bytes * 1_000 / limits.1);
    let base = top.text.split('#').next().unwrap_or(&top.text);
    let rest = u64::from(finding.worst.others_permille);
    let fits = |n: u32| {
        let mut met = vec![0_u64; map.open().len()];
        (0..n).for_each(|i| met[map.position_of(HashKey::of(format!("{base}#{i}").as_bytes()))] += 1);
        let each = load(top.records, top.bytes).div_ceil(u64::from(n));
        met.iter().all(|&keys| keys == 0 || rest + keys * each <= SALTED)
    };
    (2..=MAX_SALT.min(256)).find(|&n| fits(n))
}

fn salt_key(top: &HotKey, finding: &Finding, engine: &Engine) -> Option<Help> {
    let n = salt_factor(top, finding, engine)?;
    let index = usize::from(top.counted.source.producer);
    let each = Count(top.records / u64::from(n));
    let producers = with_producers(engine, |i, p| {
        if i == index {
            p.salt = n;
        }
    });
    Some(Help {
        label: format!("Try {n} salted keys"),
        effect: format!(
            "{}#0 to #{}, about {each} writes a second each. Readers put their order back together.",
            shortened(&top.text),
            n - 1
        ),
        change: Some(What::Producers(producers)),
    })
}

fn let_the_service_spread() -> Help {
    Help {
        label: "Let the service spread the records".to_owned(),
        effect: format!(
            "Record distribution AUTO ignores the partition key: {}. Not simulated here.",
            AUTO_DISTRIBUTION.value
        ),
        change: None,
    }
}

fn split(finding: &Finding) -> Option<Help> {
    let worst = &finding.worst;
    let (start, end) = (worst.range.starting_hash_key.0, worst.range.ending_hash_key.0);
    let at = worst.split_at;
    (at.0 > start.saturating_add(1) && at.0 < end).then(|| Help {
        label: format!("Split shard {}", worst.shard.0),
        effect: format!(
            "NewStartingHashKey {at}: two children share its {} writes a second about evenly.",
            Count(worst.fresh)
        ),
        change: Some(What::SplitShard { shard: worst.shard, new_starting_hash_key: at }),
    })
}

/// Nothing where the stream has as many as are simulated.
fn shards_for(load_permille: u32, finding: &Finding) -> Option<Help> {
    let needed = (finding.open as u64 * u64::from(load_permille)).div_ceil(PLANNED);
    let (more, most) = (finding.open as u64 + 1, u64::from(MAX_SHARDS.value));
    let n = (more <= most).then(|| needed.clamp(more, most) as u32)?;
    Some(Help {
        label: format!("Go to {} shards", Count(u64::from(n))),
        effect: format!(
            "UpdateShardCount to {n}: each about {} % full at this demand. A key still has one shard.",
            finding.open as u64 * u64::from(load_permille) / u64::from(n) / 10
        ),
        change: Some(What::ShardCount(n)),
    })
}

fn spread_batch(engine: &Engine) -> Option<Help> {
    let gathers = |p: &Producer| matches!(p.keys, Keys::PerBatch | Keys::Timestamp(Grain::Second));
    engine.producers().any(|(p, _)| gathers(p)).then(|| Help {
        label: "Give each record its own key".to_owned(),
        effect:
            "Every request spreads over all shards. What has to stay in order needs a common key, such as \
                 the device’s."
                .to_owned(),
        change: Some(What::Producers(with_producers(engine, |_, p| {
            if gathers(p) {
                p.keys = Keys::Random;
            }
        }))),
    })
}

fn calmer_retries(engine: &Engine) -> Option<Help> {
    let eager = |p: &Producer| p.put != Put::Kpl && p.retry.policy != RetryPolicy::None;
    engine.producers().any(|(p, _)| eager(p)).then(|| Help {
        label: "Retry failed entries, more slowly".to_owned(),
        effect: "Only what was refused comes back, after up to 1 s at first and twice as long each time."
            .to_owned(),
        change: Some(What::Producers(with_producers(engine, |_, p| {
            if eager(p) {
                p.retry.policy = RetryPolicy::FailedOnly;
                p.retry.base = SimDuration::from_secs(1);
                p.retry.cap = p.retry.cap.max(SimDuration::from_secs(8));
            }
        }))),
    })
}

fn more_processes(engine: &Engine) -> Option<Help> {
    let serial = |p: &Producer| p.put != Put::Kpl && p.retry.policy == RetryPolicy::Serial;
    let (slow, _) = engine.producers().find(|(p, _)| serial(p))?;
    let round_trip = slow.retry.round_trip.millis().max(1);
    let needed = (slow.rate.highest().whole() * round_trip).div_ceil(800);
    let n = (needed as u32).clamp(slow.processes + 1, MAX_PROCESSES);
    Some(Help {
        label: format!("Use {n} processes"),
        effect: format!(
            "Each writes one record per {round_trip} ms. A key stays with one process, so its order is kept."
        ),
        change: Some(What::Producers(with_producers(engine, |_, p| {
            if serial(p) {
                p.processes = n;
            }
        }))),
    })
}

fn with_producers(engine: &Engine, mut change: impl FnMut(usize, &mut Producer)) -> Vec<Producer> {
    let mut producers: Vec<Producer> = engine.producers().map(|(p, _)| p.clone()).collect();
    producers.iter_mut().enumerate().for_each(|(i, p)| change(i, p));
    producers
}

/// A key as it fits into a sentence.
pub(super) fn shortened(key: &str) -> String {
    const LONGEST: usize = 28;
    if key.chars().count() <= LONGEST {
        return key.to_owned();
    }
    key.chars().take(LONGEST - 1).chain(['…']).collect()
}
