//! What is told of readers.

use super::{
    Phase, Readers,
    cursor::{Cursor, Lane},
    state::ReaderState,
};
use crate::{
    aws::limits::SHARD_READ_BYTES_PER_SECOND,
    kinesis::ShardId,
    sim::{
        delay::Delays,
        fingerprint::Fingerprint,
        log::ShardLog,
        meter::BytesOut,
        reading::{
            CursorState, ReaderMinute, ReaderReport, ReaderRow, ReaderSecond, ReaderShard, ReaderTally,
            ReaderView,
        },
        retention_clock::{CAUGHT_UP_MS, RetentionClock},
        scenario::{Library, Throughput, Work},
    },
    units::{SimDuration, SimTime},
};

impl Readers {
    /// What each of them did in the second that is over.
    pub(in crate::sim::engine) fn trace(&self, trace: &mut Fingerprint) {
        for second in self.all.iter().filter(|reader| reader.begun).filter_map(|reader| reader.seconds.back())
        {
            trace.add(second.delivered << 32 | second.read_again);
            trace.add(u64::from(second.calls) << 32 | u64::from(second.refused_calls));
            trace.add(second.pending);
            trace.add(second.expired << 32 | second.iterator_age_ms);
        }
    }

    pub(in crate::sim) fn retention(&self) -> SimDuration {
        SimDuration::from_millis(self.retention_ms)
    }

    /// What all of them were given, those that are gone too.
    pub(in crate::sim::engine) fn bytes_out(&self) -> BytesOut {
        self.all.iter().map(|reader| reader.out).fold(BytesOut::default(), |sum, out| BytesOut {
            shared: sum.shared + out.shared,
            fan_out: sum.fan_out + out.fan_out,
            long_term: sum.long_term + out.long_term,
        })
    }

    /// Registered fan-out consumers: from their first iterators on until they are taken away.
    pub(in crate::sim::engine) fn fan_out_consumers(&self) -> u64 {
        let registered = |reader: &&ReaderState| {
            reader.begun && !reader.gone && reader.spec.throughput == Throughput::EnhancedFanOut
        };
        self.all.iter().filter(registered).count() as u64
    }

    /// The last ten minutes, oldest first.
    pub(in crate::sim) fn seconds(&self, index: usize) -> impl Iterator<Item = &ReaderSecond> {
        self.all.get(index).into_iter().flat_map(|reader| &reader.seconds)
    }

    pub(in crate::sim) fn minutes(&self, index: usize) -> &[ReaderMinute] {
        self.all.get(index).map_or(&[], |reader| &reader.minutes)
    }

    /// When each reader that lost something unread lost it first.
    pub(in crate::sim) fn first_expiries(&self) -> impl Iterator<Item = (&str, SimTime)> {
        self.all.iter().filter_map(|reader| Some((reader.spec.name.as_str(), reader.first_expiry?)))
    }

    /// Somebody has still to read this shard.
    pub(in crate::sim) fn has_unread(&self, id: ShardId, log: &ShardLog) -> bool {
        let shard = self.shards.get(id.0 as usize);
        shard.is_some_and(|shard| shard.lanes.iter().any(|lane| !lane.is_finished(shard.open, log)))
    }

    /// What a reader did on one shard.
    pub(in crate::sim) fn tally(&self, index: usize, shard: usize, log: &ShardLog) -> ReaderTally {
        let Some(reads) = self.shards.get(shard) else { return ReaderTally::default() };
        let Some(lane) = reads.lanes.get(index) else { return ReaderTally::default() };
        ReaderTally {
            accepted: log.records(),
            pending: log.records() - reads.horizon - lane.account.seen.len(),
            wrong: lane.account.tally.wrong + lane.account.wrong.len(),
            ..lane.account.tally
        }
    }

    /// All shards together.
    pub(in crate::sim) fn total(&self, index: usize, logs: &[ShardLog]) -> ReaderTally {
        let mut total = ReaderTally::default();
        for (shard, log) in logs.iter().enumerate() {
            total.add(&self.tally(index, shard, log));
        }
        total.objects = self.all.get(index).map_or(0, |reader| reader.delivery.objects);
        total
    }

    /// The readers that are there, as the page shows them, on these shards.
    pub(in crate::sim) fn views(&self, now: SimTime, rows: &[ShardId], logs: &[ShardLog]) -> Vec<ReaderView> {
        let there = self.all.iter().filter(|reader| !reader.gone);
        there.map(|reader| self.view(reader, now, rows, logs)).collect()
    }

    fn view(&self, reader: &ReaderState, now: SimTime, rows: &[ShardId], logs: &[ShardLog]) -> ReaderView {
        let index = reader.index;
        let row = |&shard_id: &ShardId| self.row(reader, now, shard_id, logs.get(shard_id.0 as usize)?);
        let ahead = |(shard, place): &&(u32, u64)| {
            self.shards.get(*shard as usize).is_some_and(|shard| shard.lanes[index].faces(*place))
        };
        ReaderView {
            name: reader.spec.name.clone(),
            kind: kind(&reader.spec.work),
            fan_out: reader.spec.throughput == Throughput::EnhancedFanOut,
            faults: reader.faults.on.clone(),
            poison: reader.faults.poison.iter().find(ahead).map(|(shard, _)| ShardId(*shard)),
            total: self.total(index, logs),
            second: reader.seconds.back().copied().unwrap_or_default(),
            iterator_age: reader.ages.percentiles(),
            propagation: reader.delays.percentiles(),
            rows: rows.iter().filter_map(row).collect(),
            clock: RetentionClock::of(&self.pace(reader, now, logs)),
            idle_workers: reader.idle_workers,
            buffered: reader.delivery.records,
        }
    }

    fn row(
        &self,
        reader: &ReaderState,
        now: SimTime,
        shard_id: ShardId,
        log: &ShardLog,
    ) -> Option<ReaderRow> {
        let shard = self.shards.get(shard_id.0 as usize)?;
        let lane = shard.lanes.get(reader.index)?;
        let age = if lane.cursor.phase == Phase::Absent { 0 } else { lane.age(log, now.millis()) };
        Some(ReaderRow {
            shard_id,
            state: Self::state(reader, lane, age, shard.open, log, now.millis()),
            at: SimTime::from_millis(now.millis() - age),
            behind: SimDuration::from_millis(age),
            ahead: log.records() - lane.cursor.position.min(log.records()),
            read_permille: (lane.account.bytes_before * 1_000 / SHARD_READ_BYTES_PER_SECOND.value.0) as u32,
            tally: self.tally(reader.index, shard_id.0 as usize, log),
        })
    }

    fn state(
        reader: &ReaderState,
        lane: &Lane,
        age: u64,
        open: bool,
        log: &ShardLog,
        now: u64,
    ) -> CursorState {
        let cursor: &Cursor = &lane.cursor;
        match cursor.phase {
            _ if !reader.begun => CursorState::Absent,
            Phase::Absent => CursorState::Absent,
            Phase::WaitsForParent => CursorState::WaitsForParent,
            Phase::Reads if lane.is_finished(open, log) => CursorState::Finished,
            Phase::Reads if reader.faults.stopped() => CursorState::Stopped,
            Phase::Reads if cursor.paused_until > now => CursorState::NoWorker,
            Phase::Reads if !cursor.retries.is_empty() => CursorState::Blocked,
            Phase::Reads if reader.faults.destination_down() => CursorState::DestinationDown,
            Phase::Reads if age <= CAUGHT_UP_MS => CursorState::CaughtUp,
            Phase::Reads => CursorState::Behind,
        }
    }

    /// Everything, for the report.
    pub(in crate::sim) fn reports(&self, logs: &[ShardLog]) -> Vec<ReaderReport> {
        let shard = |index: usize, id: usize| {
            let times = self.shards.get(id).and_then(|s| s.lanes.get(index)?.account.times.as_deref());
            let percentiles = |of: Option<&Delays>| of.and_then(Delays::percentiles);
            ReaderShard {
                shard_id: ShardId(id as u32),
                tally: self.tally(index, id, &logs[id]),
                iterator_age: percentiles(times.map(|t| &t.0)),
                propagation: percentiles(times.map(|t| &t.1)),
            }
        };
        let report = |reader: &ReaderState| ReaderReport {
            name: reader.spec.name.clone(),
            kind: kind(&reader.spec.work),
            fan_out: reader.spec.throughput == Throughput::EnhancedFanOut,
            total: self.total(reader.index, logs),
            iterator_age: reader.ages.percentiles(),
            propagation: reader.delays.percentiles(),
            buffered: reader.delivery.records,
            idle_workers: reader.idle_workers,
            most_at_once_milli: reader.most_at_once_milli,
            shards: (0..logs.len()).map(|id| shard(reader.index, id)).collect(),
        };
        self.all.iter().map(report).collect()
    }
}

fn kind(work: &Work) -> &'static str {
    match work {
        Work::Application(application) if application.library == Library::Kcl => "KCL application",
        Work::Application(_) => "SDK application",
        Work::Lambda(_) => "Lambda",
        Work::Firehose(_) => "Data Firehose",
    }
}
