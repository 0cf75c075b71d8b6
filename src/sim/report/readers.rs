//! Readers in the report.

use serde_json::{Map, Value, json};

use crate::sim::{Percentiles, ReaderReport, ReaderShard, ReaderTally};

pub(super) fn reader_json(reader: &ReaderReport) -> Value {
    let mut object = tally(&reader.total);
    object.insert("name".to_owned(), reader.name.as_str().into());
    object.insert("kind".to_owned(), reader.kind.into());
    object.insert("fan_out".to_owned(), reader.fan_out.into());
    object.insert("iterator_age_ms".to_owned(), times(reader.iterator_age));
    object.insert("propagation_ms".to_owned(), times(reader.propagation));
    object.insert("buffered_records".to_owned(), reader.buffered.into());
    object.insert("idle_workers".to_owned(), reader.idle_workers.into());
    object.insert("max_concurrency_milli".to_owned(), reader.most_at_once_milli.into());
    object.insert("shards".to_owned(), reader.shards.iter().map(shard).collect());
    Value::Object(object)
}

fn shard(shard: &ReaderShard) -> Value {
    let mut object = tally(&shard.tally);
    object.insert("ShardId".to_owned(), shard.shard_id.to_string().into());
    object.insert("iterator_age_ms".to_owned(), times(shard.iterator_age));
    object.insert("propagation_ms".to_owned(), times(shard.propagation));
    Value::Object(object)
}

fn times(of: Option<Percentiles>) -> Value {
    of.map_or(Value::Null, |p| json!({ "p50": p.p50.millis(), "p95": p.p95.millis(), "p99": p.p99.millis() }))
}

fn tally(tally: &ReaderTally) -> Map<String, Value> {
    let fields = [
        ("accepted_records", tally.accepted),
        ("delivered_records", tally.delivered),
        ("delivered_bytes", tally.delivered_bytes),
        ("expired_records", tally.expired),
        ("pending_records", tally.pending),
        ("read_again_records", tally.read_again),
        ("out_of_order_records", tally.out_of_order),
        ("get_records_calls", tally.calls),
        ("empty_calls", tally.empty_calls),
        ("refused_calls", tally.refused_calls),
        ("expired_iterators", tally.expired_iterators),
        ("subscriptions", tally.subscriptions),
        ("refused_subscriptions", tally.refused_subscriptions),
        ("invocations", tally.invocations),
        ("failed_invocations", tally.failed_invocations),
        ("given_up_records", tally.given_up),
        ("swallowed_records", tally.swallowed),
        ("filtered_records", tally.filtered),
        ("wrong_records", tally.wrong),
        ("objects", tally.objects),
        ("landed_records", tally.landed),
    ];
    fields.into_iter().map(|(name, n)| (name.to_owned(), n.into())).collect()
}
