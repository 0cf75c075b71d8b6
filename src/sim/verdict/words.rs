//! From a finding to sentences.

use super::{
    Evidence, Verdict, VerdictKind,
    helps::{helps, salt_factor, shortened},
    look::{Finding, HotKey, Worst},
};
use crate::{
    sim::Engine,
    units::{Bytes, Count, Share, SimTime},
};

/// The verdict for the page; `None` finding before the first second is over.
pub(in crate::sim) fn in_words(finding: Option<&Finding>, engine: &Engine, at: SimTime) -> Verdict {
    let Some(f) = finding else {
        return Verdict {
            kind: VerdictKind::Quiet,
            headline: "Nothing has been written yet.".to_owned(),
            why: "The run begins with its first second.".to_owned(),
            evidence: Vec::new(),
            helps: Vec::new(),
            at,
        };
    };
    Verdict {
        kind: f.kind,
        headline: headline(f),
        why: why(f, engine),
        evidence: evidence(f),
        helps: helps(f, engine),
        at,
    }
}

fn headline(f: &Finding) -> String {
    let worst = &f.worst;
    let refused = Count(f.throttled);
    match f.kind {
        VerdictKind::Quiet => "Nothing is being written.".to_owned(),
        // A finding is about writes.
        VerdictKind::ReaderBehind | VerdictKind::ReaderFallsBack | VerdictKind::ReaderLosesData => {
            String::new()
        }
        VerdictKind::AllWell if f.open == 1 => {
            format!("All is well: the shard takes {} writes a second.", Count(f.attempts))
        }
        VerdictKind::AllWell => {
            format!(
                "All is well: {} shards take {} writes a second.",
                Count(f.open as u64),
                Count(f.attempts)
            )
        }
        VerdictKind::NearLimit if worst.load_permille > 1_000 => format!(
            "Nothing is refused yet: shard {} lives on its burst allowance, at {} of its rate.",
            worst.shard.0,
            percent(worst.load_permille)
        ),
        VerdictKind::NearLimit => {
            format!(
                "Nothing is refused, but shard {} is {} full.",
                worst.shard.0,
                percent(worst.load_permille)
            )
        }
        VerdictKind::ProducersBehind if f.dropped > 0 => format!(
            "Nothing is refused, yet {} records a second are lost: the producers cannot keep up.",
            Count(f.dropped)
        ),
        VerdictKind::ProducersBehind => {
            format!(
                "Nothing is refused, yet {} records wait: the producers cannot keep up.",
                Count(f.pending)
            )
        }
        VerdictKind::Recovering => {
            "Nothing is refused any more; the stream has caught its breath.".to_owned()
        }
        VerdictKind::HotKey => match &worst.top {
            Some(top) => format!(
                "One key, {}, sends {} of all records. Its shard refuses {refused} writes a second.",
                shortened(&top.text),
                top.of_stream
            ),
            None => String::new(),
        },
        VerdictKind::BatchOnOneShard => {
            format!("Each request goes to one shard as a whole. It refuses {refused} writes a second.")
        }
        VerdictKind::HotShard => format!(
            "Shard {} refuses {} writes a second while the others are {} full.",
            worst.shard.0,
            Count(worst.throttled),
            percent(worst.others_permille)
        ),
        VerdictKind::TooFewShards if f.open == 1 => {
            format!("One shard is not enough: it refuses {refused} writes a second.")
        }
        VerdictKind::TooFewShards => {
            format!("{} shards are too few: they refuse {refused} writes a second.", Count(f.open as u64))
        }
        VerdictKind::Microburst => format!(
            "Writes are refused in {} of the last {} seconds. The minute’s average shows none of it.",
            f.burst_seconds.0, f.burst_seconds.1
        ),
        VerdictKind::RetryAmplification => format!(
            "Retries keep shard {} full: {} attempts a second for {} new records.",
            worst.shard.0,
            Count(worst.attempts),
            Count(worst.fresh)
        ),
    }
}

fn why(f: &Finding, engine: &Engine) -> String {
    let worst = &f.worst;
    let others = match f.open {
        1 => String::new(),
        2 => format!("The other one sits at {}. ", percent(worst.others_permille)),
        n => format!("The other {} sit at {}. ", Count(n as u64 - 1), percent(worst.others_permille)),
    };
    match f.kind {
        VerdictKind::Quiet => "No producer is active at this moment.".to_owned(),
        VerdictKind::ReaderBehind | VerdictKind::ReaderFallsBack | VerdictKind::ReaderLosesData => {
            String::new()
        }
        VerdictKind::ProducersBehind => format!(
            "They make {} records a second and get {} out. With one write at a time a process needs a round trip for \
             each; what waits past its deadline is given up.",
            Count(f.offered),
            Count(f.fresh)
        ),
        VerdictKind::AllWell | VerdictKind::NearLimit => format!(
            "The busiest, shard {}, is {} full: {}. A shard takes 1,000 records and 1 MiB a second, whichever is \
             used up first.",
            worst.shard.0,
            percent(worst.load_permille),
            bound(worst)
        ),
        VerdictKind::Recovering => format!(
            "Writes were refused in {} of the last {} seconds; {} records still wait for their retry.",
            f.burst_seconds.0,
            f.burst_seconds.1,
            Count(f.pending)
        ),
        VerdictKind::HotKey => match &worst.top {
            Some(top) => why_hot_key(top, f, engine, &others),
            None => String::new(),
        },
        VerdictKind::BatchOnOneShard => format!(
            "All entries of a request have the same partition key, so they share one shard’s 1,000 records and 1 MiB \
             a second, wherever it is at the moment. {others}A key for each record would spread them."
        ),
        VerdictKind::HotShard => format!(
            "No single key is too much for a shard: this one’s range holds more than its part of the traffic, {}. {}A \
             split at the middle of its writes would help.{}",
            bound(worst),
            idle(f),
            retries(worst)
        ),
        VerdictKind::TooFewShards => format!(
            "Together the shards are asked for {} of what they can take. The busiest, shard {}, gets {}. The load is \
             spread, {} of {} refuse: more shards would help.{}",
            percent(f.load_permille),
            worst.shard.0,
            bound(worst),
            Count(f.refusing as u64),
            Count(f.open as u64),
            retries(worst)
        ),
        VerdictKind::Microburst => format!(
            "Over two minutes shard {} is asked for {} of its limit on average, so a CloudWatch minute looks \
             harmless. The limit counts by the second. Spread the burst, or plan shards for its peak.",
            worst.shard.0,
            percent(f.long_mean_permille as u32)
        ),
        VerdictKind::RetryAmplification => format!(
            "What is new is {} of what the shards can take together. But what is refused comes back, whole batches or \
             soon, takes room from new writes and is refused again. {} records wait. Slower retries of the failed \
             entries alone would let it drain.",
            percent(f.load_permille),
            Count(f.pending)
        ),
    }
}

fn why_hot_key(top: &HotKey, f: &Finding, engine: &Engine, others: &str) -> String {
    let alone = if f.worst.by_bytes {
        format!("{} a second; a shard takes 1 MiB", Bytes(top.bytes))
    } else {
        format!("{} records a second; a shard takes 1,000", Count(top.records))
    };
    let salt = match salt_factor(top, f, engine) {
        Some(n) => format!("{n} salted keys would."),
        None => "Salting alone would not: the other shards have no room for it.".to_owned(),
    };
    format!(
        "{others}More shards would not help: every record with one partition key goes to one shard, and this key \
         alone brings {alone}. {salt}{}",
        retries(&f.worst)
    )
}

/// How retries inflate what the shard sees, where they do.
fn retries(worst: &Worst) -> String {
    if worst.attempts * 2 < worst.fresh * 3 {
        return String::new();
    }
    let (attempts, fresh) = (Count(worst.attempts), Count(worst.fresh));
    format!(" Retries multiply the refusals: {attempts} attempts a second for {fresh} records.")
}

fn idle(f: &Finding) -> String {
    match f.idle {
        0 => String::new(),
        1 => "One shard gets nothing at all: there are too few different keys. ".to_owned(),
        n => format!("{} shards get nothing at all: there are too few different keys. ", Count(n as u64)),
    }
}

fn bound(worst: &Worst) -> String {
    if worst.by_bytes {
        format!("{} a second, so bytes are its bound", Bytes(worst.fresh_bytes))
    } else {
        format!("{} records a second, so records are its bound", Count(worst.fresh))
    }
}

fn evidence(f: &Finding) -> Vec<Evidence> {
    let mut list = Vec::new();
    let mut add = |what: &str, figure: String| list.push(Evidence { what: what.to_owned(), figure });
    let worst = &f.worst;
    add("Attempts, all shards", format!("{}/s", Count(f.attempts)));
    add("First attempts, all shards", format!("{}/s", Count(f.fresh)));
    add("Refused, all shards", format!("{}/s", Count(f.throttled)));
    add("Demand against all shards", percent(f.load_permille));
    add("Shards that refused", format!("{} of {}", f.refusing, Count(f.open as u64)));
    add("Busiest shard", format!("{}, {} of its limit", worst.shard, percent(worst.load_permille)));
    if let Some(top) = &worst.top {
        let figure =
            format!("{}, {}/s, {} of the shard", shortened(&top.text), Count(top.records), top.of_shard);
        add("Its heaviest key", figure);
    }
    let (bursts, seen) = f.burst_seconds;
    add("Seconds with refusals", format!("{bursts} of the last {seen}"));
    add("Waiting for a retry", Count(f.pending).to_string());
    list
}

fn percent(permille: u32) -> String {
    if permille <= 1_000 {
        Share::from_ppm(permille * 1_000).to_string()
    } else {
        format!("{} %", Count(u64::from(permille / 10)))
    }
}
