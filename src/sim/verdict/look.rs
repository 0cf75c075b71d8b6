//! From the last seconds of a run to a finding: figures, no words.
//!
//! What is looked at: the last five seconds for what is wrong now, the last two minutes for whether it comes and
//! goes. Retries are taken out where demand is meant: a shard's demand is its first attempts.

use super::VerdictKind;
use crate::{
    kinesis::{HashKey, HashKeyRange, ShardId},
    sim::{
        Engine, ShardSecond,
        history::{History, Second},
        key_space::PARTS,
        shard_state::load_permille,
        top_keys::Counted,
    },
    units::Share,
};

/// Seconds a finding is averaged over.
const WINDOW: usize = 5;
/// Demand from which on a shard has little room left, in thousandths of its limit.
const NEAR: u32 = 950;
/// Demand of all shards together from which on there are too few, in thousandths.
const CROWDED: u32 = 900;
/// Seconds without a refusal after which a stream has recovered.
const CALM: usize = 15;
/// Seconds a burst may last.
const SHORT: usize = 10;
/// A shard's mean below which a burst is hidden by its minute, in thousandths of the limit.
const HIDDEN_BELOW: u64 = 800;

/// What was found, per second where a rate is meant.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::sim) struct Finding {
    pub(in crate::sim) kind: VerdictKind,
    pub(super) open: usize,
    /// Writes of all shards.
    pub(super) attempts: u64,
    pub(super) fresh: u64,
    pub(super) throttled: u64,
    /// Demand against all shards together, in thousandths.
    pub(super) load_permille: u32,
    /// Records given up.
    pub(super) dropped: u64,
    pub(super) offered: u64,
    /// Shards that refused, and shards that nothing was written to.
    pub(super) refusing: usize,
    pub(super) idle: usize,
    pub(super) worst: Worst,
    /// The worst shard's demand over the last two minutes, in thousandths; worked out where bursts are in question.
    pub(super) long_mean_permille: u64,
    /// Seconds with refusals in the last two minutes, and seconds seen.
    pub(super) burst_seconds: (usize, usize),
    /// Records that wait to be written again.
    pub(super) pending: u64,
}

/// The shard that refused most; where none did, the busiest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Worst {
    pub(super) shard: ShardId,
    pub(super) range: HashKeyRange,
    pub(super) attempts: u64,
    pub(super) fresh: u64,
    pub(super) fresh_bytes: u64,
    pub(super) throttled: u64,
    /// Demand against the tighter limit, in thousandths.
    pub(super) load_permille: u32,
    pub(super) by_bytes: bool,
    /// Mean demand of the other open shards, in thousandths.
    pub(super) others_permille: u32,
    pub(super) top: Option<HotKey>,
    /// Where half of its writes lie below: a place for a split.
    pub(super) split_at: HashKey,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct HotKey {
    pub(super) counted: Counted,
    pub(super) text: String,
    /// Demand, retries taken out.
    pub(super) records: u64,
    pub(super) bytes: u64,
    pub(super) of_stream: Share,
    pub(super) of_shard: Share,
}

/// Judges the state of now.
pub(in crate::sim) fn look(history: &History, engine: &Engine) -> Option<Finding> {
    let seconds = since_it_began(history);
    let last = seconds.last()?;
    let n = seconds.len() as u64;
    let mean = |field: fn(&Second) -> u64| seconds.iter().map(|s| field(s)).sum::<u64>() / n;
    let open = last.open.len();
    let (fresh, fresh_bytes) = (mean(|s| s.fresh), mean(|s| s.fresh_bytes));
    let idle = |at: usize| seconds.iter().all(|s| s.shards.get(at).is_some_and(|c| c.attempts == 0));
    let refuses = |at: usize| seconds.iter().any(|s| s.shards.get(at).is_some_and(|c| c.throttled > 0));
    let mut finding = Finding {
        kind: VerdictKind::AllWell,
        open,
        attempts: mean(|s| s.counts.attempts),
        fresh,
        throttled: mean(|s| s.counts.throttled),
        load_permille: load_permille(fresh, fresh_bytes) / open.max(1) as u32,
        dropped: mean(|s| s.counts.dropped),
        offered: mean(|s| s.counts.offered),
        idle: (0..open).filter(|&at| idle(at)).count(),
        refusing: (0..open).filter(|&at| refuses(at)).count(),
        worst: worst(&seconds, history, engine)?,
        long_mean_permille: 0,
        burst_seconds: history.bursts(),
        pending: engine.totals().pending_records,
    };
    if finding.burst_seconds.0 > 0 {
        finding.long_mean_permille = long_mean(history, finding.worst.shard);
    }
    finding.kind = kind(&finding, &seconds, history, engine);
    Some(finding)
}

/// The most seconds with refusals in a row.
fn longest_streak(history: &History) -> usize {
    let (mut longest, mut streak) = (0, 0);
    for second in history.window() {
        streak = if second.counts.throttled > 0 { streak + 1 } else { 0 };
        longest = longest.max(streak);
    }
    longest
}

fn long_mean(history: &History, shard: ShardId) -> u64 {
    let (mut sum, mut n, mut at) = (0, 0, 0);
    for second in history.window() {
        // Its place changes only when the shards do.
        if second.open.get(at) != Some(&shard) {
            let Some(found) = second.open.iter().position(|id| *id == shard) else { continue };
            at = found;
        }
        let Some(cell) = second.shards.get(at) else { continue };
        sum += u64::from(cell.fresh_permille());
        n += 1;
    }
    sum / u64::max(n, 1)
}

/// The latest seconds; while something is refused only those of them in which it was, so that a figure is not
/// watered down by the calm before.
fn since_it_began(history: &History) -> Vec<&Second> {
    let latest: Vec<&Second> = history.latest(WINDOW).collect();
    let same = |s: &&Second| latest.last().is_some_and(|last| *last.open == *s.open) && !s.shards.is_empty();
    let latest: Vec<&Second> = latest.iter().copied().filter(same).collect();
    match latest.iter().rposition(|s| s.counts.throttled == 0) {
        Some(calm) if latest.last().is_some_and(|s| s.counts.throttled > 0) => latest[calm + 1..].to_vec(),
        _ => latest,
    }
}

fn kind(f: &Finding, seconds: &[&Second], history: &History, engine: &Engine) -> VerdictKind {
    let refuses_now = seconds.last().is_some_and(|s| s.counts.throttled > 0);
    if !refuses_now {
        return kind_while_quiet(f, history, engine);
    }
    let worst = &f.worst;
    let big: u64 = seconds.iter().map(|s| s.counts.big_requests).sum();
    let on_one: u64 = seconds.iter().map(|s| s.counts.one_shard_requests).sum();
    let on_one_shard = f.open > 1 && big > 0 && on_one * 10 >= big * 8;
    if let Some(top) = &worst.top
        && is_hot(top, worst)
        && lasts(&top.counted, seconds.len(), on_one_shard, history, worst.shard)
    {
        return VerdictKind::HotKey;
    }
    if on_one_shard {
        return VerdictKind::BatchOnOneShard;
    }
    let (bursts, seen) = f.burst_seconds;
    let came_before = seen >= 20 && history.streak() <= SHORT && bursts > history.streak();
    if came_before && bursts * 3 <= seen && f.long_mean_permille < HIDDEN_BELOW {
        return VerdictKind::Microburst;
    }
    if seconds.len() >= 3 && worst.load_permille <= 1_000 && worst.attempts >= worst.fresh * 2 {
        return VerdictKind::RetryAmplification;
    }
    if f.load_permille < CROWDED && f.refusing * 2 <= f.open {
        return VerdictKind::HotShard;
    }
    if seconds.len() >= 3 && f.load_permille < CROWDED && f.attempts * 2 >= f.fresh * 3 {
        return VerdictKind::RetryAmplification;
    }
    VerdictKind::TooFewShards
}

fn kind_while_quiet(f: &Finding, history: &History, engine: &Engine) -> VerdictKind {
    let (bursts, seen) = f.burst_seconds;
    // A long attack that has just ended is no burst: the window has to hold its beginning.
    let began_within = history.window().next().is_some_and(|s| s.counts.throttled == 0);
    let short = longest_streak(history) <= SHORT;
    if engine.totals().offered_records == 0 {
        VerdictKind::Quiet
    } else if bursts > 0
        && seen >= 20
        && bursts * 4 <= seen
        && began_within
        && short
        && f.long_mean_permille < HIDDEN_BELOW
    {
        VerdictKind::Microburst
    } else if bursts > 0 && history.window().rev().take(CALM).any(|s| s.counts.throttled > 0) {
        VerdictKind::Recovering
    } else if f.offered > 0 && (f.dropped > 0 || f.pending > f.offered * 10) {
        VerdictKind::ProducersBehind
    } else if f.worst.load_permille >= NEAR {
        VerdictKind::NearLimit
    } else {
        VerdictKind::AllWell
    }
}

/// Is this key what fills the shard? Either no shard could take it alone, or it is most of the shard's demand and
/// the rest would fit. A record or two are no habit, however large.
fn is_hot(top: &HotKey, worst: &Worst) -> bool {
    let alone = load_permille(top.records, top.bytes);
    let rest =
        load_permille(worst.fresh.saturating_sub(top.records), worst.fresh_bytes.saturating_sub(top.bytes));
    top.records >= 5 && (alone >= 950 || (top.of_shard >= Share::from_percent(60) && rest <= 1_000))
}

/// The same key was among the heaviest in most of these seconds. One second alone tells nothing where requests
/// carry one key each: then the key may be another one in the next.
fn lasts(key: &Counted, seconds: usize, on_one_shard: bool, history: &History, shard: ShardId) -> bool {
    let recent = history.recent(seconds.max(2));
    let there = recent.iter().rev().take(seconds).filter(|(second, recent)| {
        let at = second.open.iter().position(|id| *id == shard);
        let top = at.and_then(|at| recent.top.get(at));
        top.is_some_and(|top| top.iter().any(|c| c.key == key.key && c.source == key.source && c.records > 0))
    });
    let there = there.count();
    there * 3 > seconds.min(recent.len()) * 2 && (there >= 2 || !on_one_shard)
}

fn worst(seconds: &[&Second], history: &History, engine: &Engine) -> Option<Worst> {
    let open = &seconds.last()?.open;
    let n = seconds.len() as u64;
    let sum = |at: usize, field: fn(&ShardSecond) -> u64| {
        seconds.iter().filter_map(|s| s.shards.get(at)).map(field).sum::<u64>()
    };
    let trouble =
        |&at: &usize| (sum(at, |c| u64::from(c.throttled)), sum(at, |c| u64::from(c.load_permille())));
    let at = (0..open.len()).max_by_key(trouble)?;
    let shard = open[at];
    let range = engine.shard_map().shard(shard)?.hash_key_range;
    let mean = |field| sum(at, field) / n;
    let (fresh, fresh_bytes) = (mean(|c| u64::from(c.fresh)), mean(|c| c.fresh_bytes));
    let others: u64 =
        (0..open.len()).filter(|&i| i != at).map(|i| sum(i, |c| u64::from(c.fresh_permille()))).sum();
    let top = hottest_key(seconds, history, engine, at, fresh);
    Some(Worst {
        shard,
        range,
        attempts: mean(|c| u64::from(c.attempts)),
        fresh,
        fresh_bytes,
        throttled: mean(|c| u64::from(c.throttled)),
        load_permille: load_permille(fresh, fresh_bytes),
        by_bytes: load_permille(0, fresh_bytes) > load_permille(fresh, 0),
        others_permille: (others / n / (open.len() as u64 - 1).max(1)) as u32,
        split_at: split_at(history, at, seconds.len(), range, top.as_ref()),
        top,
    })
}

/// The heaviest key of the shard's last second, at its mean over the seconds in which it was among the heaviest.
fn hottest_key(
    seconds: &[&Second],
    history: &History,
    engine: &Engine,
    at: usize,
    shard_fresh: u64,
) -> Option<HotKey> {
    let recent = history.recent(seconds.len());
    let (_, last) = recent.last()?;
    let counted = *last.top.get(at)?.first().filter(|c| c.records > 0)?;
    let (mut records, mut bytes, mut of_stream, mut n) = (0, 0, 0, 0);
    for (second, recent) in &recent {
        let found = recent.top.get(at)?.iter().find(|c| c.key == counted.key && c.source == counted.source);
        let (Some(found), Some(cell)) = (found, second.shards.get(at)) else { continue };
        // Retries are of all keys alike: the key's part of the first attempts is its part of all attempts.
        let demand = |attempted: u64| attempted * u64::from(cell.fresh) / u64::from(cell.attempts).max(1);
        records += demand(u64::from(found.records));
        bytes += demand(found.bytes);
        of_stream += second.fresh;
        n += 1;
    }
    let text = engine.key_text(&counted);
    Some(HotKey {
        counted,
        text,
        of_stream: Share::of(records, of_stream),
        of_shard: Share::of(records / n.max(1), shard_fresh),
        records: records / n.max(1),
        bytes: bytes / n.max(1),
    })
}

/// The boundary of sixteenths that comes closest to halving the shard's writes; beside a heavy key, the side
/// that parts it from most of its neighbours.
fn split_at(
    history: &History,
    at: usize,
    seconds: usize,
    range: HashKeyRange,
    top: Option<&HotKey>,
) -> HashKey {
    let mut parts = [0_u64; PARTS];
    for (_, recent) in history.recent(seconds) {
        let Some(counts) = recent.parts.get(at) else { continue };
        parts.iter_mut().zip(counts).for_each(|(sum, n)| *sum += u64::from(*n));
    }
    let total: u64 = parts.iter().sum();
    let even = top.is_none() && parts.iter().all(|&p| p * 32 > total && p * 12 < total);
    if total == 0 || even {
        return range.middle();
    }
    let mut below = 0;
    let unevenness = |boundary: usize| {
        below += parts[boundary - 1];
        (below.abs_diff(total - below), boundary)
    };
    let best = (1..PARTS).map(unevenness).min().map_or(PARTS / 2, |(_, boundary)| boundary);
    let sixteenth = (range.ending_hash_key.0 - range.starting_hash_key.0) / PARTS as u128 + 1;
    HashKey(range.starting_hash_key.0.saturating_add(sixteenth * best as u128))
}
