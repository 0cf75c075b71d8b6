//! The stream's settings, and its producers'. What is set takes effect with the next simulated second.

use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use super::{Simulator, producer::ProducerForm};
use crate::{
    aws::limits::{DEFAULT_MAX_RECORD_SIZE, MAX_RECORD_SIZE, MAX_RETENTION, MAX_SHARDS, MIN_RETENTION},
    sim::{
        Msg,
        scenario::{MAX_PRODUCERS, Resolution, What},
    },
    ui::parts::{Choice, Options, QuantityField, Slide, Switch},
    units::{Bytes, Count, SimDuration},
};

#[component]
pub fn Controls(simulator: Simulator) -> impl IntoView {
    // Another scenario, other fields: what was typed for the last one is gone with it.
    let fields = move || {
        simulator.loaded.track();
        view! {
            <Stream simulator/>
            <Producers simulator/>
        }
    };
    view! {
        <div class="controls">
            {told(fields)}
            <Refused simulator/>
            <div class="control-end">
                <button type="button" class="plain" on:click=move |_| simulator.start_over_as_set()>
                    "Start over with these settings"
                </button>
                <p class="hint">{told(move || changes(simulator))}</p>
            </div>
        </div>
    }
    .into_any()
}

fn changes(simulator: Simulator) -> String {
    match simulator.settings.with(|s| s.changes) {
        0 => "Changes take effect with the next second.".to_owned(),
        1 => "1 change since the run began; it is part of the link.".to_owned(),
        n => format!("{n} changes since the run began; they are part of the link."),
    }
}

#[component]
fn Refused(simulator: Simulator) -> impl IntoView {
    let why = move || simulator.refused.get().or_else(|| simulator.view.with(|v| v.refused_change.clone()));
    view! { <Refusal why=Signal::derive(why)/> }
}

const RESOLUTIONS: Options = &[("record", "Every record"), ("second", "Runs of records, for days")];

fn name(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Record => "record",
        Resolution::Second => "second",
    }
}

#[component]
fn Stream(simulator: Simulator) -> impl IntoView {
    let shards = Signal::derive(move || Count(simulator.settings.with(|s| u64::from(s.shard_count))));
    let set_shards = Callback::new(move |Count(n)| {
        let count = u32::try_from(n)
            .map_err(|_| format!("at most {} shards are simulated", Count(u64::from(MAX_SHARDS.value))))?;
        simulator.send(Msg::Change(What::ShardCount(count)))
    });
    let resolution = Signal::derive(move || simulator.settings.with(|s| name(s.resolution)));
    let set_resolution = Callback::new(move |name: &'static str| {
        let resolution = if name == "second" { Resolution::Second } else { Resolution::Record };
        simulator.start_over(|s| s.resolution = resolution)
    });
    let largest = Signal::derive(move || simulator.settings.with(|s| s.max_record_size));
    let set_largest = Callback::new(move |size: Bytes| simulator.start_over(|s| s.max_record_size = size));
    let duration = Signal::derive(move || simulator.settings.with(|s| s.duration));
    let set_duration = Callback::new(move |span: SimDuration| simulator.start_over(|s| s.duration = span));
    let sizes = Slide { from: DEFAULT_MAX_RECORD_SIZE.value.0 as f64, to: MAX_RECORD_SIZE.value.0 as f64 };
    view! {
        <section class="control-group" aria-labelledby="stream-title">
            <h2 id="stream-title">"Stream"</h2>
            <QuantityField label="Shards" value=shards set=set_shards slide=Slide { from: 1.0, to: f64::from(MAX_SHARDS.value) }/>
            <Retention simulator/>
            <details class="more">
                <summary>"Run and record limits"</summary>
                <p class="hint">"These start the run over."</p>
                <Choice label="Simulate" options=RESOLUTIONS value=resolution set=set_resolution/>
                <QuantityField label="Length of the run" value=duration set=set_duration/>
                <QuantityField label="Largest record" value=largest set=set_largest slide=sizes/>
            </details>
        </section>
    }
    .into_any()
}

/// Retentions that people choose.
fn usual_retentions() -> Vec<(SimDuration, &'static str)> {
    vec![
        (MIN_RETENTION.value, "24 h"),
        (SimDuration::from_hours(24 * 7), "7 d"),
        (MAX_RETENTION.value, "365 d"),
    ]
}

#[component]
fn Retention(simulator: Simulator) -> impl IntoView {
    let value = Signal::derive(move || simulator.settings.with(|s| s.retention));
    let set = Callback::new(move |span: SimDuration| simulator.send(Msg::Change(What::Retention(span))));
    let choose = Callback::new(move |span| simulator.try_send(Msg::Change(What::Retention(span))));
    view! {
        <div class="retention">
            <QuantityField label="Retention" value set/>
            <Switch label="Usual retentions" options=usual_retentions() value set=choose/>
            <p class="hint">"Older records are gone, read or not. More brings nothing back; less hides at once."</p>
        </div>
    }
    .into_any()
}

#[component]
fn Producers(simulator: Simulator) -> impl IntoView {
    let count = Memo::new(move |_| simulator.settings.with(|s| s.producers.len()));
    let forms = move || {
        (0..count.get()).map(|index| view! { <ProducerForm simulator index/> }).collect_view().into_any()
    };
    let add = move |_| {
        let mut producers = simulator.settings.with_untracked(|s| s.producers.clone());
        if let Some(last) = producers.last().cloned() {
            let name = format!("producer {}", producers.len() + 1);
            producers.push(crate::sim::scenario::Producer { name, ..last });
            simulator.try_send(Msg::Change(What::Producers(producers)));
        }
    };
    let full = move || count.get() >= MAX_PRODUCERS;
    view! {
        <section class="control-group" aria-labelledby="producers-title">
            <h2 id="producers-title">"Producers"</h2>
            {forms}
            <button type="button" class="quiet add" on:click=add disabled=full>
                "Add a producer"
            </button>
        </section>
    }
    .into_any()
}
