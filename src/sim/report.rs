//! A run in figures, to take away: the same numbers as on the screen.

mod metered;
mod readers;

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Engine, Metered, MinutePoint, Percentiles, ReaderReport, ShardTotals, Totals, VerdictKind,
    engine::ProducerTally, scenario::Scenario,
};
use crate::{
    aws::metrics,
    kinesis::{HashKeyRange, ShardId},
    units::SimTime,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub seed: u64,
    pub ended: SimTime,
    pub trace_hash: u64,
    pub totals: Totals,
    /// What is billed of it.
    pub metered: Metered,
    pub delay: Option<Percentiles>,
    /// Every shard the stream had.
    pub shards: Vec<(ShardId, HashKeyRange, bool, ShardTotals)>,
    pub producers: Vec<(String, ProducerTally)>,
    pub readers: Vec<ReaderReport>,
    pub minutes: Vec<MinutePoint>,
    pub verdicts: Vec<VerdictSpan>,
}

/// How long the stream was in a state, over the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictSpan {
    pub kind: VerdictKind,
    /// When it was first so.
    pub first: SimTime,
    /// Seconds in all.
    pub seconds: u64,
    /// How it was put, when it had lasted a moment.
    pub headline: String,
}

impl Report {
    pub(super) fn new(
        scenario: &Scenario,
        engine: &Engine,
        minutes: &[MinutePoint],
        verdicts: &[VerdictSpan],
    ) -> Self {
        let shards = engine.shard_map().all().iter();
        let shards = shards.map(|s| {
            let totals = engine.shard_totals(s.shard_id).unwrap_or_default();
            (s.shard_id, s.hash_key_range, s.open, totals)
        });
        Self {
            seed: scenario.seed,
            ended: engine.now(),
            trace_hash: engine.trace_hash(),
            totals: engine.totals(),
            metered: engine.metered(),
            delay: engine.delay(),
            shards: shards.collect(),
            producers: engine.producers().map(|(p, tally)| (p.name.clone(), tally)).collect(),
            readers: engine.reader_reports(),
            minutes: minutes.to_vec(),
            verdicts: verdicts.to_vec(),
        }
    }

    /// The object of the headless contract's `simulate`.
    pub fn to_json(&self) -> Value {
        let t = &self.totals;
        json!({
            "seed": self.seed,
            "ended_ms": self.ended.millis(),
            "trace_hash": format!("{:016x}", self.trace_hash),
            "offered_records": t.offered_records,
            "offered_bytes": t.offered_bytes,
            "accepted_records": t.accepted_records,
            "accepted_bytes": t.accepted_bytes,
            "throttled_attempts": t.throttled_attempts,
            "dropped_records": t.dropped_records,
            "duplicated_records": t.duplicated_records,
            "pending_records": t.pending_records,
            "out_of_order_records": t.out_of_order_records,
            "put_to_accept_ms": self.delay.map(|d| json!({
                "p50": d.p50.millis(), "p95": d.p95.millis(), "p99": d.p99.millis(),
            })),
            "metered": metered::metered_json(&self.metered),
            "shards": self.shards.iter().map(shard_json).collect::<Vec<_>>(),
            "producers": self.producers.iter().map(producer_json).collect::<Vec<_>>(),
            "readers": self.readers.iter().map(readers::reader_json).collect::<Vec<_>>(),
            "minutes": self.minutes.iter().map(minute_json).collect::<Vec<_>>(),
            "verdicts": self.verdicts.iter().map(|v| json!({
                "verdict": format!("{:?}", v.kind),
                "label": v.kind.label(),
                "first_at_ms": v.first.millis(),
                "seconds": v.seconds,
                "headline": v.headline,
            })).collect::<Vec<_>>(),
        })
    }

    /// One line for each shard, then a total.
    pub fn to_csv(&self) -> String {
        let mut csv = String::from(
            "ShardId,StartingHashKey,EndingHashKey,Open,AcceptedRecords,AcceptedBytes,ThrottledAttempts,\
             PeakSecondAtMs,PeakSecondRecords,PeakSecondBytes\n",
        );
        let (mut records, mut bytes, mut throttled) = (0, 0, 0);
        for (id, range, open, totals) in &self.shards {
            let peak = totals.peak;
            let (start, end) = (range.starting_hash_key, range.ending_hash_key);
            let fields = [
                id.to_string(),
                start.to_string(),
                end.to_string(),
                open.to_string(),
                totals.accepted_records.to_string(),
                totals.accepted_bytes.to_string(),
                totals.throttled_attempts.to_string(),
                peak.at.millis().to_string(),
                peak.records.to_string(),
                peak.bytes.to_string(),
            ];
            csv.push_str(&fields.join(","));
            csv.push('\n');
            records += totals.accepted_records;
            bytes += totals.accepted_bytes;
            throttled += totals.throttled_attempts;
        }
        // Writing to a `String` cannot fail.
        let _ = writeln!(csv, "total,,,,{records},{bytes},{throttled},,,");
        csv
    }
}

fn shard_json((id, range, open, totals): &(ShardId, HashKeyRange, bool, ShardTotals)) -> Value {
    json!({
        "ShardId": id.to_string(),
        "HashKeyRange": {
            "StartingHashKey": range.starting_hash_key.to_string(),
            "EndingHashKey": range.ending_hash_key.to_string(),
        },
        "open": open,
        "accepted_records": totals.accepted_records,
        "accepted_bytes": totals.accepted_bytes,
        "throttled_attempts": totals.throttled_attempts,
        "peak_second": {
            "at_ms": totals.peak.at.millis(),
            "offered_records": totals.peak.records,
            "offered_bytes": totals.peak.bytes,
        },
    })
}

fn producer_json((name, tally): &(String, ProducerTally)) -> Value {
    json!({
        "name": name,
        "offered_records": tally.offered_records,
        "offered_bytes": tally.offered_bytes,
        "accepted_records": tally.accepted_records,
        "throttled_attempts": tally.throttled_attempts,
        "dropped_records": tally.dropped_records,
        "duplicated_records": tally.duplicated_records,
        "requests": tally.requests,
    })
}

fn minute_json(minute: &MinutePoint) -> Value {
    json!({
        "minute": minute.minute,
        metrics::INCOMING_RECORDS: minute.incoming_records,
        metrics::INCOMING_BYTES: minute.incoming_bytes,
        metrics::WRITE_PROVISIONED_THROUGHPUT_EXCEEDED: minute.write_provisioned_throughput_exceeded,
    })
}
