use leptos::prelude::*;

use super::{super::One, count, group, read, whole};
use crate::{
    sim::scenario::{Application, Library, OnException, Reader, Work},
    ui::parts::Options,
};

const LIBRARIES: Options = &[("kcl", "Kinesis Client Library"), ("sdk", "AWS SDK, a loop of one’s own")];

const EXCEPTIONS: Options = &[
    ("skip-batch", "Pass over the rest of the batch (KCL’s default)"),
    ("skip-record", "Pass over that record and note it"),
    ("retry", "The same batch again, until it works"),
];

fn of(reader: &Reader) -> Option<&Application> {
    if let Work::Application(application) = &reader.work { Some(application) } else { None }
}

fn with(reader: &mut Reader, change: impl FnOnce(&mut Application)) {
    if let Work::Application(application) = &mut reader.work {
        change(application);
    }
}

/// As [`with`], with what was read from a field.
fn change<T>(
    reader: &mut Reader,
    value: Result<T, String>,
    set: fn(&mut Application, T),
) -> Result<(), String> {
    let value = value?;
    with(reader, |all| set(all, value));
    Ok(())
}

fn library(reader: &Reader) -> &'static str {
    match of(reader).map(|a| a.library) {
        Some(Library::Sdk) => "sdk",
        _ => "kcl",
    }
}

const NEVER: &str = "never";

fn checkpoints(reader: &Reader) -> Option<String> {
    Some(of(reader)?.checkpoint_every.map_or_else(|| NEVER.to_owned(), |every| every.to_string()))
}

fn set_checkpoints(reader: &mut Reader, text: &str) -> Result<(), String> {
    let every = if text.trim() == NEVER {
        Ok(None)
    } else {
        read(text).map(Some).map_err(|why| format!("{why}; or “{NEVER}”"))
    };
    change(reader, every, |a, v| a.checkpoint_every = v)
}

fn on_exception(reader: &Reader) -> &'static str {
    match of(reader).map(|a| a.on_exception) {
        Some(OnException::SkipRecord) => "skip-record",
        Some(OnException::Retry) => "retry",
        _ => "skip-batch",
    }
}

fn set_on_exception(reader: &mut Reader, name: &str) {
    let on_exception = match name {
        "skip-record" => OnException::SkipRecord,
        "retry" => OnException::Retry,
        _ => OnException::SkipBatch,
    };
    with(reader, |a| a.on_exception = on_exception);
}

pub fn fields(one: One) -> Vec<AnyView> {
    let set_library = |r: &mut Reader, name: &str| {
        with(r, |a| a.library = if name == "sdk" { Library::Sdk } else { Library::Kcl });
    };
    let fields = vec![
        one.choice("Library", LIBRARIES, library, set_library),
        one.field(
            "Workers",
            |r| Some(count(of(r)?.workers)),
            |r, text| change(r, whole(text), |a, v| a.workers = v),
        ),
        one.field(
            "One worker manages",
            |r| Some(of(r)?.rate.to_string()),
            |r, text| change(r, read(text), |a, v| a.rate = v),
        ),
        one.field(
            "MaxRecords of a call",
            |r| Some(count(of(r)?.max_records)),
            |r, text| change(r, whole(text), |a, v| a.max_records = v),
        ),
        one.field("Checkpoint every", checkpoints, set_checkpoints),
        one.field(
            "failoverTimeMillis",
            |r| Some(of(r)?.failover.to_string()),
            |r, text| change(r, read(text), |a, v| a.failover = v),
        ),
        one.choice("When a record throws", EXCEPTIONS, on_exception, set_on_exception),
    ];
    vec![group("Application", fields)]
}
