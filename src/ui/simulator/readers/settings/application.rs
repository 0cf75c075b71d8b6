use leptos::prelude::*;

use super::{super::One, count, whole};
use crate::{
    sim::scenario::{Application, Library, OnException, Reader, Work},
    ui::parts::Options,
    units::SimDuration,
};

const LIBRARIES: Options = &[("kcl", "Kinesis Client Library"), ("sdk", "AWS SDK, a loop of one’s own")];

const CHECKPOINTS: Options = &[("every", "From time to time"), ("never", "Never")];

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

fn library(reader: &Reader) -> &'static str {
    match of(reader).map(|a| a.library) {
        Some(Library::Sdk) => "sdk",
        _ => "kcl",
    }
}

fn checkpoints(reader: &Reader) -> &'static str {
    if of(reader).is_some_and(|a| a.checkpoint_every.is_none()) { "never" } else { "every" }
}

fn set_checkpoints(reader: &mut Reader, name: &str) {
    let every = (name != "never").then_some(SimDuration::from_secs(10));
    with(reader, |a| a.checkpoint_every = every);
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

pub fn fields(one: One) -> AnyView {
    let set_library = |r: &mut Reader, name: &str| {
        with(r, |a| a.library = if name == "sdk" { Library::Sdk } else { Library::Kcl });
    };
    view! {
        <fieldset>
            <legend>"Application"</legend>
            {one.choice("Library", LIBRARIES, library, set_library)}
            {one.quantity("Workers", |r| of(r).map(|a| count(a.workers)), |r, v| with(r, |a| a.workers = whole(v)))}
            {one.quantity("One worker manages", |r| of(r).map(|a| a.rate), |r, v| with(r, |a| a.rate = v))}
            {one.quantity("MaxRecords of a call", |r| of(r).map(|a| count(a.max_records)), |r, v| with(r, |a| a.max_records = whole(v)))}
            {one.choice("Checkpoints", CHECKPOINTS, checkpoints, set_checkpoints)}
            {one.quantity("Checkpoint every", |r| of(r)?.checkpoint_every, |r, v| with(r, |a| a.checkpoint_every = Some(v)))}
            {one.quantity("failoverTimeMillis", |r| of(r).map(|a| a.failover), |r, v| with(r, |a| a.failover = v))}
            {one.choice("When a record throws", EXCEPTIONS, on_exception, set_on_exception)}
        </fieldset>
    }
    .into_any()
}
