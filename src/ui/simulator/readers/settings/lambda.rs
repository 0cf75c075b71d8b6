use leptos::prelude::*;

use super::{super::One, YES_NO, count, whole, yes_no};
use crate::{
    aws::limits::{ESM_RECORD_AGE, ESM_RETRY_ATTEMPTS},
    sim::scenario::{EventSourceMapping, FunctionResponse, OnFailure, Reader, Work},
    ui::parts::Options,
};

const RETRIES: Options = &[("-1", "−1: without end"), ("some", "Limited")];

const AGES: Options = &[("-1", "−1: until retention ends"), ("some", "Limited")];

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

fn limited(is: bool) -> &'static str {
    if is { "some" } else { "-1" }
}

/// What people set when they set a limit.
const USUAL_ATTEMPTS: u32 = 3;

fn set_retries(reader: &mut Reader, name: &str) {
    let attempts = (name == "some").then_some(USUAL_ATTEMPTS.min(ESM_RETRY_ATTEMPTS.value));
    with(reader, |m| m.maximum_retry_attempts = attempts);
}

fn set_age(reader: &mut Reader, name: &str) {
    let age = (name == "some").then_some(ESM_RECORD_AGE.value);
    with(reader, |m| m.maximum_record_age = age);
}

pub fn fields(one: One) -> AnyView {
    view! {
        {mapping(one)}
        {failures(one)}
        {function(one)}
    }
    .into_any()
}

fn mapping(one: One) -> AnyView {
    view! {
        <fieldset>
            <legend>"Event source mapping"</legend>
            {one.quantity("BatchSize", |r| of(r).map(|m| count(m.batch_size)), |r, v| with(r, |m| m.batch_size = whole(v)))}
            {one.quantity("MaximumBatchingWindowInSeconds", |r| of(r).map(|m| m.maximum_batching_window), |r, v| with(r, |m| m.maximum_batching_window = v))}
            {one.quantity("ParallelizationFactor", |r| of(r).map(|m| count(m.parallelization_factor)), |r, v| with(r, |m| m.parallelization_factor = whole(v)))}
            {one.quantity("TumblingWindowInSeconds", |r| of(r).map(|m| m.tumbling_window), |r, v| with(r, |m| m.tumbling_window = v))}
            {one.quantity("FilterCriteria matches", |r| of(r).map(|m| m.filter_matches), |r, v| with(r, |m| m.filter_matches = v))}
        </fieldset>
    }
    .into_any()
}

fn failures(one: One) -> AnyView {
    view! {
        <fieldset>
            <legend>"When a batch fails"</legend>
            {one.choice("FunctionResponseTypes", RESPONSES, response, set_response)}
            {one.choice("BisectBatchOnFunctionError", YES_NO, |r| yes_no(of(r).is_some_and(|m| m.bisect_batch_on_function_error)), |r, v| with(r, |m| m.bisect_batch_on_function_error = v == "yes"))}
            {one.choice("MaximumRetryAttempts", RETRIES, |r| limited(of(r).is_some_and(|m| m.maximum_retry_attempts.is_some())), set_retries)}
            {one.quantity("Attempts after the first", |r| of(r)?.maximum_retry_attempts.map(count), |r, v| with(r, |m| m.maximum_retry_attempts = Some(whole(v))))}
            {one.choice("MaximumRecordAgeInSeconds", AGES, |r| limited(of(r).is_some_and(|m| m.maximum_record_age.is_some())), set_age)}
            {one.quantity("Age at which it is given up", |r| of(r)?.maximum_record_age, |r, v| with(r, |m| m.maximum_record_age = Some(v)))}
            {one.choice("OnFailure destination", DESTINATIONS, on_failure, set_on_failure)}
        </fieldset>
    }
    .into_any()
}

fn function(one: One) -> AnyView {
    view! {
        <fieldset>
            <legend>"The function"</legend>
            {one.quantity("One invocation takes", |r| of(r).map(|m| m.duration), |r, v| with(r, |m| m.duration = v))}
            {one.quantity("… and per record, in µs", |r| of(r).map(|m| count(m.micros_per_record)), |r, v| with(r, |m| m.micros_per_record = whole(v)))}
            {one.quantity("Concurrent executions left to it", |r| of(r).map(|m| count(m.concurrency)), |r, v| with(r, |m| m.concurrency = whole(v)))}
        </fieldset>
    }
    .into_any()
}
