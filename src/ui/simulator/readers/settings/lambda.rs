use leptos::prelude::*;

use super::{super::One, YES_NO, count, group, read, whole, yes_no};
use crate::{
    sim::scenario::{EventSourceMapping, FunctionResponse, OnFailure, Reader, Work},
    ui::parts::Options,
};

/// AWS's word for “without end”.
const ENDLESS: &str = "-1";

const DESTINATIONS: Options = &[
    ("none", "None"),
    ("sqs", "Amazon SQS: where the batch lies"),
    ("sns", "Amazon SNS: where the batch lies"),
    ("s3", "Amazon S3: the records, too"),
];

const RESPONSES: Options = &[
    ("throws", "It throws: the whole batch again"),
    ("lowest", "ReportBatchItemFailures, the failed record"),
    ("empty", "ReportBatchItemFailures, an empty list"),
    ("wrong", "ReportBatchItemFailures, a wrong itemIdentifier"),
];

fn of(reader: &Reader) -> Option<&EventSourceMapping> {
    if let Work::Lambda(mapping) = &reader.work { Some(mapping) } else { None }
}

fn with(reader: &mut Reader, change: impl FnOnce(&mut EventSourceMapping)) {
    if let Work::Lambda(mapping) = &mut reader.work {
        change(mapping);
    }
}

/// As [`with`], with what was read from a field.
fn change<T>(
    reader: &mut Reader,
    value: Result<T, String>,
    set: fn(&mut EventSourceMapping, T),
) -> Result<(), String> {
    let value = value?;
    with(reader, |all| set(all, value));
    Ok(())
}

fn on_failure(reader: &Reader) -> &'static str {
    match of(reader).and_then(|m| m.on_failure) {
        None => "none",
        Some(OnFailure::Sqs) => "sqs",
        Some(OnFailure::Sns) => "sns",
        Some(OnFailure::S3) => "s3",
    }
}

fn set_on_failure(reader: &mut Reader, name: &str) {
    let to = match name {
        "sqs" => Some(OnFailure::Sqs),
        "sns" => Some(OnFailure::Sns),
        "s3" => Some(OnFailure::S3),
        _ => None,
    };
    with(reader, |m| m.on_failure = to);
}

fn response(reader: &Reader) -> &'static str {
    match of(reader).map(|m| m.response) {
        Some(FunctionResponse::LowestFailed) => "lowest",
        Some(FunctionResponse::EmptyList) => "empty",
        Some(FunctionResponse::WrongIdentifier) => "wrong",
        _ => "throws",
    }
}

fn set_response(reader: &mut Reader, name: &str) {
    let response = match name {
        "lowest" => FunctionResponse::LowestFailed,
        "empty" => FunctionResponse::EmptyList,
        "wrong" => FunctionResponse::WrongIdentifier,
        _ => FunctionResponse::Throws,
    };
    with(reader, |m| m.response = response);
}

/// A number, or −1.
fn limited<T>(text: &str, read: fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    // People copy the typographic minus from pages like this one.
    if text.trim().replace('−', "-") == ENDLESS {
        return Ok(None);
    }
    read(text).map(Some).map_err(|why| format!("{why}; or {ENDLESS}, without end"))
}

fn or_endless(text: Option<String>) -> String {
    text.unwrap_or_else(|| ENDLESS.to_owned())
}

pub fn fields(one: One) -> Vec<AnyView> {
    vec![
        group("Event source mapping", mapping(one)),
        group("When a batch fails", failures(one)),
        group("The function", function(one)),
    ]
}

fn mapping(one: One) -> Vec<AnyView> {
    vec![
        one.field(
            "BatchSize",
            |r| Some(count(of(r)?.batch_size)),
            |r, text| change(r, whole(text), |m, v| m.batch_size = v),
        ),
        one.field(
            "MaximumBatchingWindowInSeconds",
            |r| Some(of(r)?.maximum_batching_window.to_string()),
            |r, text| change(r, read(text), |m, v| m.maximum_batching_window = v),
        ),
        one.field(
            "ParallelizationFactor",
            |r| Some(count(of(r)?.parallelization_factor)),
            |r, text| change(r, whole(text), |m, v| m.parallelization_factor = v),
        ),
        one.field(
            "TumblingWindowInSeconds",
            |r| Some(of(r)?.tumbling_window.to_string()),
            |r, text| change(r, read(text), |m, v| m.tumbling_window = v),
        ),
        one.field(
            "FilterCriteria matches",
            |r| Some(of(r)?.filter_matches.to_string()),
            |r, text| change(r, read(text), |m, v| m.filter_matches = v),
        ),
    ]
}

fn failures(one: One) -> Vec<AnyView> {
    let bisects = |r: &Reader| yes_no(of(r).is_some_and(|m| m.bisect_batch_on_function_error));
    vec![
        one.choice("FunctionResponseTypes", RESPONSES, response, set_response),
        one.choice("BisectBatchOnFunctionError", YES_NO, bisects, |r, name| {
            with(r, |m| m.bisect_batch_on_function_error = name == "yes");
        }),
        one.field(
            "MaximumRetryAttempts",
            |r| Some(or_endless(of(r)?.maximum_retry_attempts.map(count))),
            |r, text| change(r, limited(text, whole), |m, v| m.maximum_retry_attempts = v),
        ),
        one.field(
            "MaximumRecordAgeInSeconds",
            |r| Some(or_endless(of(r)?.maximum_record_age.map(|age| age.to_string()))),
            |r, text| change(r, limited(text, read), |m, v| m.maximum_record_age = v),
        ),
        one.choice("OnFailure destination", DESTINATIONS, on_failure, set_on_failure),
    ]
}

fn function(one: One) -> Vec<AnyView> {
    vec![
        one.field(
            "One invocation takes",
            |r| Some(of(r)?.duration.to_string()),
            |r, text| change(r, read(text), |m, v| m.duration = v),
        ),
        one.field(
            "… and per record, in µs",
            |r| Some(count(of(r)?.micros_per_record)),
            |r, text| change(r, whole(text), |m, v| m.micros_per_record = v),
        ),
        one.field(
            "Concurrent executions left to it",
            |r| Some(count(of(r)?.concurrency)),
            |r, text| change(r, whole(text), |m, v| m.concurrency = v),
        ),
    ]
}
