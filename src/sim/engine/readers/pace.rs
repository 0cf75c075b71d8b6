//! What the retention clock is read from.

use super::{Phase, Readers, cursor::Lane, state::ReaderState};
use crate::{
    aws::limits::{GET_RECORDS_LIMIT, SHARD_READ_BYTES_PER_SECOND},
    sim::{
        log::ShardLog,
        reading::ReaderSecond,
        retention_clock::{Bottleneck, Pace, Remedy},
        scenario::{Throughput, Work},
    },
    units::{SimDuration, SimTime},
};

/// The latest seconds that the clock looks at.
const SPAN: u64 = 60;

/// The worst shard of a reader.
struct Worst<'a> {
    lane: &'a Lane,
    log: &'a ShardLog,
    open: bool,
    age: u64,
}

impl Readers {
    pub(super) fn pace<'a>(
        &'a self,
        reader: &'a ReaderState,
        now: SimTime,
        logs: &'a [ShardLog],
    ) -> Pace<'a> {
        let worst = self.worst(reader, now.millis(), logs);
        let recent = recent(reader);
        let before = recent.first().copied().unwrap_or_default();
        let seconds = recent.len().saturating_sub(1) as u64;
        let age_ms = worst.as_ref().map_or(0, |worst| worst.age);
        let (records, bytes) = worst.as_ref().map_or((0, 0), |worst| worst.arriving(now));
        let open_shards = self.shards.iter().filter(|shard| shard.open).count().max(1) as u64;
        let sharing = self.sharing();
        let record_bytes = bytes.checked_div(records).unwrap_or(0).max(1);
        Pace {
            name: &reader.spec.name,
            now,
            retention: SimDuration::from_millis(self.retention_ms),
            begun: reader.begun,
            age_ms,
            age_before_ms: before.iterator_age_ms,
            span_ms: seconds * 1_000,
            expiring: recent.last().map_or(0, |last| last.expired),
            bottleneck: self.bottleneck(reader, worst.as_ref(), &recent, sharing),
            waiting: worst.as_ref().map_or(0, |w| w.log.records().saturating_sub(w.lane.cursor.position)),
            arriving: if worst.as_ref().is_some_and(|worst| worst.open) {
                records / span_until(now)
            } else {
                0
            },
            record_bytes,
            works: works(reader, worst.as_ref(), record_bytes),
            reads: reads(reader, sharing, record_bytes),
            open_shards,
            remedy: remedy(reader),
        }
    }

    /// Of the lanes that read or wait, the one that is behind most.
    fn worst<'a>(&'a self, reader: &ReaderState, now: u64, logs: &'a [ShardLog]) -> Option<Worst<'a>> {
        let lanes =
            self.shards.iter().zip(logs).filter(|(shard, _)| !shard.done).filter_map(|(shard, log)| {
                let lane = shard.lanes.get(reader.index).filter(|lane| lane.cursor.phase != Phase::Absent)?;
                Some(Worst { lane, log, open: shard.open, age: lane.age(log, now) })
            });
        lanes.max_by_key(|worst| worst.age)
    }

    /// Readers that poll now.
    fn sharing(&self) -> u32 {
        let polls = |reader: &&ReaderState| {
            reader.runs() && matches!(reader.spec.throughput, Throughput::Shared { .. })
        };
        self.all.iter().filter(polls).count() as u32
    }

    fn bottleneck(
        &self,
        reader: &ReaderState,
        worst: Option<&Worst<'_>>,
        recent: &[ReaderSecond],
        sharing: u32,
    ) -> Bottleneck {
        let blocked = worst.is_some_and(|worst| !worst.lane.cursor.retries.is_empty());
        let (calls, refused) = recent.iter().fold((0, 0), |(calls, refused), second| {
            (calls + u64::from(second.calls), refused + u64::from(second.refused_calls))
        });
        let full = worst
            .is_some_and(|w| w.lane.account.bytes_before * 10 >= SHARD_READ_BYTES_PER_SECOND.value.0 * 9);
        match &reader.spec.work {
            _ if reader.faults.stopped() || reader.gone => Bottleneck::Stopped,
            _ if blocked && reader.faults.failing() => Bottleneck::Failing,
            _ if blocked => Bottleneck::Poison,
            Work::Firehose(_) if reader.faults.destination_down() => Bottleneck::Destination,
            _ if reader.spec.throughput == Throughput::EnhancedFanOut && full => {
                Bottleneck::ReadBytes { sharing: 0 }
            }
            _ if refused * 10 > calls && self.reads_much() => Bottleneck::ReadBytes { sharing },
            _ if refused * 10 > calls => Bottleneck::ReadCalls { sharing },
            Work::Application(_) => Bottleneck::Workers,
            Work::Lambda(_) => Bottleneck::Concurrency,
            Work::Firehose(_) => Bottleneck::ReadBytes { sharing },
        }
    }

    /// All readers that poll together take half of what the shards give, or more.
    fn reads_much(&self) -> bool {
        let shards = self.shards.iter().filter(|shard| !shard.done).count().max(1) as u64;
        let polls = self.all.iter().filter(|r| matches!(r.spec.throughput, Throughput::Shared { .. }));
        let latest = |reader: &ReaderState| {
            let seconds = reader.seconds.len().min(SPAN as usize);
            let bytes = reader.seconds.iter().rev().take(seconds).map(|second| second.bytes).sum::<u64>();
            bytes / seconds.max(1) as u64
        };
        polls.map(latest).sum::<u64>() * 2 >= SHARD_READ_BYTES_PER_SECOND.value.0 * shards
    }
}

/// The seconds since something was changed, at most a minute of them.
fn recent(reader: &ReaderState) -> Vec<ReaderSecond> {
    let since = reader.changed_at.div_ceil(1_000);
    let skip = reader.seconds.len().saturating_sub(SPAN as usize + 1);
    reader.seconds.iter().skip(skip).filter(|second| second.second >= since).copied().collect()
}

/// Seconds that the latest minute has had so far.
fn span_until(now: SimTime) -> u64 {
    now.second().clamp(1, SPAN)
}

impl Worst<'_> {
    /// Records and bytes that came in the latest minute.
    fn arriving(&self, now: SimTime) -> (u64, u64) {
        let first = self.log.before(now.millis().saturating_sub(SPAN * 1_000));
        let last = self.log.records();
        (last - first, self.log.bytes_before(last) - self.log.bytes_before(first))
    }
}

/// Records a second that a reader can work on, on its worst shard.
fn works(reader: &ReaderState, worst: Option<&Worst<'_>>, record_bytes: u64) -> u64 {
    match &reader.spec.work {
        Work::Application(_) => worst.map_or(0, |worst| worst.lane.account.speed_milli / 1_000),
        Work::Lambda(mapping) => {
            let by_payload = super::lambda::payload_bytes() / record_bytes;
            let batch = u64::from(mapping.batch_size).min(by_payload).max(1);
            let each = batch * 1_000 / reader.duration(mapping, batch);
            let raw = each * 1_000_000 / u64::from(mapping.filter_matches.ppm()).max(1);
            raw * u64::from(mapping.parallelization_factor)
        }
        Work::Firehose(_) => u64::MAX / 1_000_000,
    }
}

/// Records a second that come to it from one shard.
fn reads(reader: &ReaderState, sharing: u32, record_bytes: u64) -> u64 {
    let by_bytes = SHARD_READ_BYTES_PER_SECOND.value.0 / record_bytes;
    match (reader.spec.throughput, &reader.spec.work) {
        (Throughput::EnhancedFanOut, _) => by_bytes,
        (Throughput::Shared { poll_every }, work) => {
            let limit = match work {
                Work::Application(application) => u64::from(application.max_records),
                Work::Lambda(_) | Work::Firehose(_) => u64::from(GET_RECORDS_LIMIT.value),
            };
            let calls = limit * 1_000 / poll_every.millis().max(1);
            (by_bytes / u64::from(sharing.max(1))).min(calls)
        }
    }
}

fn remedy(reader: &ReaderState) -> Remedy {
    match &reader.spec.work {
        Work::Application(application) => Remedy::Workers(application.workers),
        Work::Lambda(mapping) => Remedy::ParallelizationFactor(mapping.parallelization_factor),
        Work::Firehose(_) => Remedy::Nothing,
    }
}
