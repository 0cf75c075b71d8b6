//! What a reader does with its records: the settings of each kind, AWS's under AWS's names.

use serde_json::{Map, Value};

use crate::{
    link::{
        fields::{self, Fields, Read, belongs},
        words,
        write::{drop_usual, kind, object, per_second},
    },
    sim::scenario::{
        Application, DeliveryStream, EventSourceMapping, FunctionResponse, Library, OnException, Work,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration},
};

const APPLICATION: &[&str] =
    &["library", "workers", "rate", "max_records", "checkpoint_every_ms", "failover_ms", "on_exception"];
const MAPPING: &[&str] = &[
    "batch_size",
    "maximum_batching_window_in_seconds",
    "parallelization_factor",
    "bisect_batch_on_function_error",
    "maximum_retry_attempts",
    "maximum_record_age_in_seconds",
    "on_failure",
    "tumbling_window_in_seconds",
    "response",
    "filter_matches_ppm",
    "duration_ms",
    "micros_per_record",
    "concurrency",
];
const STREAM: &[&str] = &["size_in_mbs", "interval_in_seconds"];

const WORK: &str = "one of application, lambda, firehose";

pub(super) fn read(value: &Value) -> Read<Work> {
    Ok(match fields::kind("work", value, WORK)? {
        ("application", value) => Work::Application(read_application(value)?),
        ("lambda", value) => Work::Lambda(read_mapping(value)?),
        ("firehose", value) => Work::Firehose(read_stream(value)?),
        _ => return Err(belongs("work", value, WORK)),
    })
}

pub(super) fn write(work: &Work) -> Value {
    match work {
        Work::Application(application) => kind("application", write_application(application)),
        Work::Lambda(mapping) => kind("lambda", write_mapping(mapping)),
        Work::Firehose(stream) => kind("firehose", write_stream(*stream)),
    }
}

/// Leaves out the settings that are as usual for this kind.
pub(super) fn without_usual(work: &mut Value) {
    for (kind, settings) in work.as_object_mut().into_iter().flatten() {
        if let Ok(usual) = read(&Value::from(kind.as_str())).map(|usual| write(&usual)) {
            drop_usual(settings, &usual[kind.as_str()]);
        }
    }
}

/// Where only the kind's name stands, all its settings are the usual ones.
fn settings(value: &Value) -> Value {
    if value.is_null() { Value::Object(Map::new()) } else { value.clone() }
}

fn read_application(value: &Value) -> Read<Application> {
    let value = settings(value);
    let fields = Fields::of("application", &value, APPLICATION)?;
    let checkpoint_every = match fields.get("checkpoint_every_ms") {
        Some(Value::Null) => None,
        _ => Some(SimDuration::from_millis(fields.number_or("checkpoint_every_ms", 10_000)?)),
    };
    Ok(Application {
        library: match fields.get("library") {
            Some(value) => words::to_library("library", value)?,
            None => Library::Kcl,
        },
        workers: fields.count_or("workers", 2)?,
        rate: match fields.get("rate") {
            Some(_) => fields.rate("rate")?,
            None => RecordsPerSecond::new(10_000),
        },
        max_records: fields.count_or("max_records", 10_000)?,
        checkpoint_every,
        failover: SimDuration::from_millis(fields.number_or("failover_ms", 10_000)?),
        on_exception: match fields.get("on_exception") {
            Some(value) => words::to_on_exception("on_exception", value)?,
            None => OnException::SkipBatch,
        },
    })
}

fn write_application(application: &Application) -> Value {
    let checkpoint_every = application.checkpoint_every.map_or(Value::Null, |every| every.millis().into());
    object(&mut [
        ("library", words::library(application.library)),
        ("workers", application.workers.into()),
        ("rate", per_second(application.rate)),
        ("max_records", application.max_records.into()),
        ("checkpoint_every_ms", checkpoint_every),
        ("failover_ms", application.failover.millis().into()),
        ("on_exception", words::on_exception(application.on_exception)),
    ])
}

fn read_mapping(value: &Value) -> Read<EventSourceMapping> {
    let value = settings(value);
    let fields = Fields::of("lambda", &value, MAPPING)?;
    let secs = |name| fields.count_or(name, 0).map(|secs| SimDuration::from_secs(u64::from(secs)));
    let age = endless(&fields, "maximum_record_age_in_seconds")?;
    Ok(EventSourceMapping {
        batch_size: fields.count_or("batch_size", 100)?,
        maximum_batching_window: secs("maximum_batching_window_in_seconds")?,
        parallelization_factor: fields.count_or("parallelization_factor", 1)?,
        bisect_batch_on_function_error: match fields.get("bisect_batch_on_function_error") {
            Some(value) => fields::yes("bisect_batch_on_function_error", value)?,
            None => false,
        },
        maximum_retry_attempts: endless(&fields, "maximum_retry_attempts")?,
        maximum_record_age: age.map(|secs| SimDuration::from_secs(u64::from(secs))),
        on_failure: match fields.some("on_failure") {
            Some(value) => Some(words::to_on_failure("on_failure", value)?),
            None => None,
        },
        tumbling_window: secs("tumbling_window_in_seconds")?,
        response: match fields.get("response") {
            Some(value) => words::to_response("response", value)?,
            None => FunctionResponse::Throws,
        },
        filter_matches: match fields.get("filter_matches_ppm") {
            Some(value) => fields::share("filter_matches_ppm", value)?,
            None => Share::ONE,
        },
        duration: SimDuration::from_millis(fields.number_or("duration_ms", 100)?),
        micros_per_record: fields.count_or("micros_per_record", 0)?,
        concurrency: fields.count_or("concurrency", 1_000)?,
    })
}

fn write_mapping(mapping: &EventSourceMapping) -> Value {
    let endless = |limit: Option<u64>| limit.map_or(Value::from(-1), Value::from);
    object(&mut [
        ("batch_size", mapping.batch_size.into()),
        ("maximum_batching_window_in_seconds", mapping.maximum_batching_window.secs().into()),
        ("parallelization_factor", mapping.parallelization_factor.into()),
        ("bisect_batch_on_function_error", mapping.bisect_batch_on_function_error.into()),
        ("maximum_retry_attempts", endless(mapping.maximum_retry_attempts.map(u64::from))),
        ("maximum_record_age_in_seconds", endless(mapping.maximum_record_age.map(SimDuration::secs))),
        ("on_failure", mapping.on_failure.map_or(Value::Null, words::on_failure)),
        ("tumbling_window_in_seconds", mapping.tumbling_window.secs().into()),
        ("response", words::response(mapping.response)),
        ("filter_matches_ppm", mapping.filter_matches.ppm().into()),
        ("duration_ms", mapping.duration.millis().into()),
        ("micros_per_record", mapping.micros_per_record.into()),
        ("concurrency", mapping.concurrency.into()),
    ])
}

/// A limit of which AWS says −1 when there is none.
fn endless(fields: &Fields, name: &str) -> Read<Option<u32>> {
    match fields.some(name) {
        None => Ok(None),
        Some(value) if value.as_i64() == Some(-1) => Ok(None),
        Some(value) => fields::count(name, value).map(Some),
    }
}

fn read_stream(value: &Value) -> Read<DeliveryStream> {
    let value = settings(value);
    let fields = Fields::of("firehose", &value, STREAM)?;
    let mib = u64::from(fields.count_or("size_in_mbs", 5)?);
    Ok(DeliveryStream {
        buffer_size: Bytes(mib * Bytes::MIB.0),
        buffer_interval: SimDuration::from_secs(u64::from(fields.count_or("interval_in_seconds", 300)?)),
    })
}

fn write_stream(stream: DeliveryStream) -> Value {
    object(&mut [
        ("size_in_mbs", (stream.buffer_size.0 / Bytes::MIB.0).into()),
        ("interval_in_seconds", stream.buffer_interval.secs().into()),
    ])
}
