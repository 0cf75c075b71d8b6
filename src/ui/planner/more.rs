//! The rest of the workload, for those who know more of it.

mod records;
mod traffic;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    Planner,
    blank::{LiveField, Spec, face, optional},
};
use crate::{
    plan::{Aggregation, KeySpread, WorkloadError as E},
    ui::parts::Switch,
    units::{Count, Hours, Percent, RecordsPerSecond},
};

#[component]
pub fn More(planner: Planner) -> impl IntoView {
    // Own keys are asked for where they are chosen.
    let wants_keys =
        move || planner.workload.with(|w| matches!(&w.keys, KeySpread::Own(keys) if keys.records() == 0));
    let open = Memo::new(move |was: Option<&bool>| was == Some(&true) || wants_keys());
    view! {
        <details class="more plan-more" prop:open=told(move || open.get())>
            <summary>"Measure from my records"</summary>
            <div class="more-body">
            <records::OwnRecords planner/>
            </div>
        </details>
        <details class="more plan-more">
            <summary>"More about the traffic"</summary>
            <div class="more-body">
            <traffic::SurgeFields planner/>
            <traffic::Curve planner/>
            <LiveField planner spec=GROWTH face=face(planner, |w| Some(Percent(w.growth_percent)), |w, p: Percent| w.growth_percent = p.0)/>
            <LiveField planner spec=STREAMS face=face(planner, |w| Some(Count(w.streams.into())), |w, n: Count| w.streams = small(n))/>
            <Aggregated planner/>
            </div>
        </details>
        <details class="more plan-more">
            <summary>"More about consumers and the stream"</summary>
            <div class="more-body">
            <LiveField planner spec=MANAGES face=optional(planner, "", |w| w.process_manages, |w, rate: Option<RecordsPerSecond>| w.process_manages = rate)/>
            <LiveField planner spec=REPLAY face=face(planner, |w| Some(Hours(w.replay_hours)), |w, h: Hours| w.replay_hours = h.0)/>
            <LiveField planner spec=NOW face=optional(planner, "", |w| w.shards_now.map(|n| Count(n.into())), |w, n: Option<Count>| w.shards_now = n.map(small))/>
            <LiveField planner spec=NAME face=super::blank::text(planner, |w| w.stream_name.clone(), |w, name| w.stream_name = name)/>
            </div>
        </details>
    }
    .into_any()
}

/// More than there may be stays more than there may be.
pub fn small(Count(n): Count) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

const GROWTH: Spec =
    Spec { label: "Growth", hint: "Planned for on top of all rates.", about: |e, _| matches!(e, E::Growth) };
const STREAMS: Spec = Spec {
    label: "Streams",
    hint: "Like streams that share the traffic evenly.",
    about: |e, _| matches!(e, E::Streams),
};
const MANAGES: Spec = Spec {
    label: "One process manages",
    hint: "Records a second of one consumer process; a shard is read by one process of a consumer at a time. Empty: any rate.",
    about: |e, _| matches!(e, E::ProcessManages),
};
const REPLAY: Spec = Spec {
    label: "Read again a month",
    hint: "Hours’ worth of data older than 7 days that are read again; billed by the GB where retention is longer than that.",
    about: |e, w| matches!(e, E::Retention(hours) if *hours == w.replay_hours && *hours > 8_760),
};
const NOW: Spec = Spec {
    label: "Shards today",
    hint: "Of each stream: the way from there is shown. Empty: a new stream.",
    about: |e, _| matches!(e, E::ShardsNow),
};
const NAME: Spec = Spec {
    label: "StreamName",
    hint: "For commands and templates.",
    about: |e, _| matches!(e, E::StreamName),
};
const PROCESSES: Spec = Spec {
    label: "Producer processes",
    hint: "Each waits up to 100 ms for an aggregate to fill: more processes, fewer records in each.",
    about: |e, _| matches!(e, E::Processes),
};

#[component]
fn Aggregated(planner: Planner) -> impl IntoView {
    let is_on = Memo::new(move |_| planner.workload.with(|w| w.aggregation != Aggregation::Off));
    let set = Callback::new(move |on: bool| {
        planner.edit(&mut |w| {
            w.aggregation = if on {
                Aggregation::Kpl { processes: crate::plan::answer::CONSIDERED_PROCESSES }
            } else {
                Aggregation::Off
            };
        });
    });
    let processes = face(
        planner,
        |w| match w.aggregation {
            Aggregation::Kpl { processes } => Some(Count(processes.into())),
            Aggregation::Off => None,
        },
        |w, n: Count| w.aggregation = Aggregation::Kpl { processes: small(n) },
    );
    let field =
        move || is_on.get().then(|| view! { <LiveField planner spec=PROCESSES face=processes/> }.into_any());
    let options = vec![(false, "Off"), (true, "KPL")];
    view! {
        <div class="field">
            <div class="field-row">
                <span class="field-label">"Aggregation"</span>
                <Switch label="Aggregation" options value=is_on set/>
            </div>
            <p class="hint">"The KPL packs many records into one of up to 50 KB."</p>
        </div>
        {told(field)}
    }
    .into_any()
}
