//! A reader's settings, under AWS's names where AWS has one.

mod application;
mod firehose;
mod lambda;

use std::{fmt::Display, str::FromStr};

use crate::ui::parts::told;
use leptos::prelude::*;

use super::One;
use crate::{
    sim::{
        Msg,
        scenario::{Reader, ShardIteratorType, Throughput, What, Work},
    },
    ui::parts::Options,
    units::{Count, SimDuration, SimTime},
};

const YES_NO: Options = &[("no", "No"), ("yes", "Yes")];

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// Text as the quantity it says.
fn read<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|why: T::Err| why.to_string())
}

/// A whole number. What is too large for a setting is refused as such: the limits are lower.
fn whole(text: &str) -> Result<u32, String> {
    let Count(n) = read(text)?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

fn count(n: u32) -> String {
    Count(u64::from(n)).to_string()
}

/// Settings that belong together.
fn group(legend: &'static str, fields: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}

#[component]
pub fn Settings(one: One) -> impl IntoView {
    let kind = Memo::new(move |_| one.set(|reader| kind(&reader.work)).unwrap_or_default());
    let fields = move || {
        let own = match kind.get() {
            0 => application::fields(one),
            1 => lambda::fields(one),
            _ => firehose::fields(one),
        };
        own.into_iter().chain([position(one)]).collect_view().into_any()
    };
    view! {
        <details class="more reader-settings">
            <summary>"Settings"</summary>
            <div class="reader-fields">{told(fields)}</div>
        </details>
        <div class="reader-ends">
            <ShowSwitch one/>
            <Remove one/>
        </div>
    }
    .into_any()
}

/// Which fields there are.
fn kind(work: &Work) -> usize {
    match work {
        Work::Application(_) => 0,
        Work::Lambda(_) => 1,
        Work::Firehose(_) => 2,
    }
}

const WAYS: Options = &[("shared", "Shared: GetRecords"), ("fan-out", "Enhanced fan-out: SubscribeToShard")];

const STARTS: Options = &[
    ("TRIM_HORIZON", "TRIM_HORIZON: the oldest record"),
    ("LATEST", "LATEST: only what is new"),
    ("AT_TIMESTAMP", "AT_TIMESTAMP: from a moment on"),
];

fn way(reader: &Reader) -> &'static str {
    match reader.throughput {
        Throughput::Shared { .. } => "shared",
        Throughput::EnhancedFanOut => "fan-out",
    }
}

fn set_way(reader: &mut Reader, name: &str) {
    reader.throughput = match name {
        "fan-out" => Throughput::EnhancedFanOut,
        _ => Throughput::Shared { poll_every: SimDuration::from_secs(1) },
    };
}

fn set_poll(reader: &mut Reader, text: &str) -> Result<(), String> {
    reader.throughput = Throughput::Shared { poll_every: read(text)? };
    Ok(())
}

fn set_start(reader: &mut Reader, name: &str) {
    reader.start = match name {
        "LATEST" => ShardIteratorType::Latest,
        "AT_TIMESTAMP" => ShardIteratorType::AtTimestamp(reader.from),
        _ => ShardIteratorType::TrimHorizon,
    };
}

/// A moment of the run, as time since it began.
fn moment(text: &str) -> Result<SimTime, String> {
    Ok(SimTime::ZERO + read(text)?)
}

/// How records come to it, and from where on.
fn position(one: One) -> AnyView {
    let poll_every = |r: &Reader| match r.throughput {
        Throughput::Shared { poll_every } => Some(poll_every.to_string()),
        Throughput::EnhancedFanOut => None,
    };
    let start = |r: &Reader| match r.start {
        ShardIteratorType::AtTimestamp(at) => Some((at - SimTime::ZERO).to_string()),
        _ => None,
    };
    let mut fields = vec![one.field(
        "Name",
        |r| Some(r.name.clone()),
        |r, text| {
            text.trim().clone_into(&mut r.name);
            Ok(())
        },
    )];
    // Firehose reads in its own way: with GetRecords.
    if one
        .simulator
        .settings
        .with_untracked(|s| s.readers.get(one.index).is_some_and(|r| !matches!(r.work, Work::Firehose(_))))
    {
        fields.push(one.choice("Throughput", WAYS, way, set_way));
    }
    fields.extend([
        one.field("Polls a shard every", poll_every, set_poll),
        one.choice("StartingPosition", STARTS, |r| r.start.name(), set_start),
        one.field("Timestamp, since the run began", start, |r, text| {
            r.start = ShardIteratorType::AtTimestamp(moment(text)?);
            Ok(())
        }),
        one.field(
            "Deployed after",
            |r| Some((r.from - SimTime::ZERO).to_string()),
            |r, text| {
                r.from = moment(text)?;
                Ok(())
            },
        ),
    ]);
    group("Reading", fields)
}

#[component]
fn ShowSwitch(one: One) -> impl IntoView {
    let shown = move || if one.look.draws(one.index) { "true" } else { "false" };
    view! {
        <button type="button" class="plain fault" aria-pressed=told(shown) on:click=move |_| one.look.turn(one.index)>
            "Drawn in the picture and the charts"
        </button>
    }
}

#[component]
fn Remove(one: One) -> impl IntoView {
    let simulator = one.simulator;
    let is_last = Memo::new(move |_| one.index + 1 >= simulator.settings.with(|s| s.readers.len()));
    // Readers are known by their place: without one in the middle, the next would take over its positions.
    let remove = move |_| {
        let mut readers = simulator.settings.with_untracked(|s| s.readers.clone());
        if one.index >= readers.len() {
            return;
        }
        readers.remove(one.index);
        one.look.open.set(None);
        if is_last.get_untracked() {
            simulator.try_send(Msg::Change(What::Readers(readers)));
        } else if let Err(why) = simulator.start_over(|s| s.readers = readers) {
            simulator.refused.set(Some(why));
        }
    };
    let words =
        move || if is_last.get() { "Remove this reader" } else { "Remove this reader, and start over" };
    view! { <button type="button" class="quiet" on:click=remove>{told(words)}</button> }
}
