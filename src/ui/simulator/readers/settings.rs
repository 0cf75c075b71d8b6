//! A reader's settings, under AWS's names where AWS has one.

mod application;
mod firehose;
mod lambda;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::One;
use crate::{
    sim::{
        Msg,
        scenario::{Reader, ShardIteratorType, Throughput, What, Work},
    },
    ui::parts::{Options, Refusal},
    units::{Count, SimDuration, SimTime},
};

const YES_NO: Options = &[("no", "No"), ("yes", "Yes")];

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A whole number from a field.
fn whole(Count(n): Count) -> u32 {
    // What is too large for a setting is refused as such: the limits are lower.
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn count(n: u32) -> Count {
    Count(u64::from(n))
}

#[component]
pub fn Settings(one: One) -> impl IntoView {
    let kind = Memo::new(move |_| one.set(|reader| std::mem::discriminant(&reader.work)));
    let own = move || {
        // Other fields for other work.
        kind.get();
        one.simulator.settings.with_untracked(|s| {
            s.readers.get(one.index).map(|reader| match reader.work {
                Work::Application(_) => application::fields(one),
                Work::Lambda(_) => lambda::fields(one),
                Work::Firehose(_) => firehose::fields(one),
            })
        })
    };
    view! {
        <details class="more reader-settings">
            <summary>"Settings"</summary>
            <div class="reader-fields">
                {told(own)}
                {position(one)}
            </div>
        </details>
        <div class="reader-ends">
            <ShowSwitch one/>
            <Remove one/>
        </div>
    }
    .into_any()
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

fn poll_every(reader: &Reader) -> Option<SimDuration> {
    if let Throughput::Shared { poll_every } = reader.throughput { Some(poll_every) } else { None }
}

fn set_start(reader: &mut Reader, name: &str) {
    reader.start = match name {
        "LATEST" => ShardIteratorType::Latest,
        "AT_TIMESTAMP" => ShardIteratorType::AtTimestamp(reader.from),
        _ => ShardIteratorType::TrimHorizon,
    };
}

fn start_moment(reader: &Reader) -> Option<SimDuration> {
    if let ShardIteratorType::AtTimestamp(at) = reader.start { Some(at - SimTime::ZERO) } else { None }
}

/// How records come to it, and from where on.
fn position(one: One) -> AnyView {
    // Firehose reads in its own way: with GetRecords.
    let chooses = Memo::new(move |_| one.set(|r| !matches!(r.work, Work::Firehose(_))).unwrap_or(false));
    view! {
        <fieldset>
            <legend>"Reading"</legend>
            <NameField one/>
            {told(move || chooses.get().then(|| one.choice("Throughput", WAYS, way, set_way)))}
            {one.quantity("Polls a shard every", poll_every, |r, v| r.throughput = Throughput::Shared { poll_every: v })}
            {one.choice("StartingPosition", STARTS, |r| r.start.name(), set_start)}
            {one.quantity("Timestamp, since the run began", start_moment, |r, v| r.start = ShardIteratorType::AtTimestamp(SimTime::ZERO + v))}
            {one.quantity("Deployed after", |r| Some(r.from - SimTime::ZERO), |r, v| r.from = SimTime::ZERO + v)}
        </fieldset>
    }
    .into_any()
}

#[component]
fn NameField(one: One) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let set = move |text: String| {
        let name = text.trim().to_owned();
        refused.set(one.simulator.edit_reader(one.index, |r| r.name = name).err());
    };
    view! {
        <div class="field">
            <label class="field-row">
                <span class="field-label">"Name"</span>
                <input type="text" autocomplete="off" spellcheck="false"
                    prop:value=told(move || one.name())
                    aria-invalid=told(move || refused.get().is_some().then_some("true"))
                    on:change:target=move |ev| set(ev.target().value())/>
            </label>
            <Refusal why=refused/>
        </div>
    }
    .into_any()
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
