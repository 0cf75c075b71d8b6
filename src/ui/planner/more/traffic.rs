//! Surges, and how the rate goes over a day or a week.

use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use crate::{
    plan::{Surge, TrafficShape, Workload, WorkloadError as E, workload::MAX_RATE},
    ui::{
        parts::Switch,
        planner::{
            Planner,
            blank::{LiveField, Spec, face},
        },
    },
    units::{RecordsPerSecond, SimDuration},
};

const RATE: Spec = Spec {
    label: "Surge",
    hint: "A rate above the peak that comes now and then.",
    about: |e, w| match e {
        E::SurgeBelowPeak => true,
        E::TooFast => w.traffic.surge.is_some_and(|surge| surge.rate > MAX_RATE),
        _ => false,
    },
};
const LASTING: Spec = Spec {
    label: "It lasts",
    hint: "What is above the shards’ limits waits at the producers meanwhile.",
    about: |e, w| {
        let too_long =
            |surge: Surge| surge.lasting > crate::plan::workload::MAX_SURGE || surge.lasting.millis() < 1_000;
        matches!(e, E::SurgeLasts) && w.traffic.surge.is_some_and(too_long)
    },
};
const LEVEL: Spec = Spec {
    label: "Level again within",
    hint: "After the surge, all that waited has to be in by then; 0 s: nothing may wait.",
    about: |e, w| {
        let too_long = |surge: Surge| surge.level_within > crate::plan::workload::MAX_SURGE;
        matches!(e, E::SurgeLasts) && w.traffic.surge.is_some_and(too_long)
    },
};

#[component]
pub fn SurgeFields(planner: Planner) -> impl IntoView {
    let there = Memo::new(move |_| planner.workload.with(|w| w.traffic.surge.is_some()));
    let set = Callback::new(move |on: bool| {
        planner.edit(&mut |w| {
            // A usual one: three times the peak for five minutes, level a quarter of an hour later.
            w.traffic.surge = on.then(|| Surge {
                rate: RecordsPerSecond::from_milli(w.traffic.peak.milli().saturating_mul(3)).min(MAX_RATE),
                lasting: SimDuration::from_secs(300),
                level_within: SimDuration::from_secs(900),
            });
        });
    });
    let fields = move || {
        there.get().then(|| {
            view! {
                <LiveField planner spec=RATE face=face(planner, |w| w.traffic.surge.map(|s| s.rate), |w, rate| surge(w, |s| s.rate = rate))/>
                <LiveField planner spec=LASTING face=face(planner, |w| w.traffic.surge.map(|s| s.lasting), |w, span| surge(w, |s| s.lasting = span))/>
                <LiveField planner spec=LEVEL face=face(planner, |w| w.traffic.surge.map(|s| s.level_within), |w, span| surge(w, |s| s.level_within = span))/>
            }
            .into_any()
        })
    };
    view! {
        <div class="field-row">
            <span class="field-label">"Surges"</span>
            <Switch label="Surges" options=vec![(false, "None"), (true, "Now and then")] value=there set/>
        </div>
        {told(fields)}
    }
    .into_any()
}

fn surge(workload: &mut Workload, change: impl FnOnce(&mut Surge)) {
    if let Some(surge) = &mut workload.traffic.surge {
        change(surge);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Average,
    Day,
    Week,
}

fn kind(workload: &Workload) -> Kind {
    match workload.traffic.shape {
        TrafficShape::Average(_) => Kind::Average,
        TrafficShape::Day(_) => Kind::Day,
        TrafficShape::Week(_) => Kind::Week,
    }
}

/// A usual day: quiet at night, busy in the evening. Hour by hour, in percent of the peak.
const USUAL_DAY: [u8; 24] =
    [35, 25, 20, 18, 18, 22, 35, 50, 65, 72, 75, 78, 80, 78, 75, 75, 78, 84, 92, 100, 98, 88, 70, 50];

/// Another way to tell the traffic: what is known of it is kept.
fn tell_as(workload: &mut Workload, kind: Kind) {
    let day = match &workload.traffic.shape {
        TrafficShape::Average(_) => USUAL_DAY,
        TrafficShape::Day(percent) => **percent,
        TrafficShape::Week(percent) => percent[0],
    };
    workload.traffic.shape = match kind {
        Kind::Average => TrafficShape::Average(workload.traffic.average()),
        Kind::Day => TrafficShape::Day(Box::new(day)),
        Kind::Week => TrafficShape::Week(Box::new([day; 7])),
    };
}

#[component]
pub fn Curve(planner: Planner) -> impl IntoView {
    let is = Memo::new(move |_| planner.workload.with(kind));
    let set = Callback::new(move |kind| planner.edit(&mut |w| tell_as(w, kind)));
    let options = vec![(Kind::Average, "By its average"), (Kind::Day, "Day"), (Kind::Week, "Week")];
    let field = move || match is.get() {
        Kind::Average => None,
        Kind::Day => Some(view! { <Bars planner/><Table planner/> }.into_any()),
        Kind::Week => Some(view! { <Table planner/> }.into_any()),
    };
    view! {
        <div class="field">
            <span class="field-label">"The rate over time"</span>
            <Switch label="The rate over time" options value=is set/>
        </div>
        {told(field)}
    }
    .into_any()
}

/// A slider for each hour of the day.
#[component]
fn Bars(planner: Planner) -> impl IntoView {
    let percent = move |hour: usize| {
        planner.workload.with(|w| match &w.traffic.shape {
            TrafficShape::Day(percent) => percent.get(hour).copied().unwrap_or(0),
            _ => 0,
        })
    };
    let set = move |hour: usize, to: f64| {
        planner.edit(&mut |w| {
            if let TrafficShape::Day(percent) = &mut w.traffic.shape
                && let Some(percent) = percent.get_mut(hour)
            {
                *percent = to.clamp(0.0, 100.0) as u8;
            }
        });
    };
    let bars = (0..24).map(|hour| {
        view! {
            <input type="range" class="hour" min="0" max="100"
                aria-label=format!("{hour}:00, percent of the peak")
                title=told(move || format!("{hour}:00, {} % of the peak", percent(hour)))
                style:--part=told(move || (f64::from(percent(hour)) / 100.0).to_string())
                prop:value=told(move || percent(hour).to_string())
                on:input:target=move |ev| set(hour, ev.target().value_as_number())/>
        }
    });
    view! {
        <div class="hours" role="group" aria-label="The day, hour by hour">{bars.collect_view().into_any()}</div>
        <p class="hours-axis" aria-hidden="true"><span>"0 h"</span><span>"6"</span><span>"12"</span><span>"18"</span><span>"24 h"</span></p>
    }
    .into_any()
}

/// The same as numbers, to be typed or pasted: 24, or seven lines of them.
#[component]
fn Table(planner: Planner) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<String>);
    let current = move || planner.workload.with(|w| written(&w.traffic.shape));
    let shown = move || draft.get().unwrap_or_else(current);
    let take = move |text: String| {
        match TrafficShape::read_percent(&text) {
            Ok(shape) => {
                refused.set(None);
                planner.edit(&mut |w| w.traffic.shape = shape.clone());
            }
            Err(why) => refused.set(Some(why.to_string())),
        }
        draft.set(Some(text));
    };
    let leave = move |_| {
        if refused.with_untracked(Option::is_none) {
            draft.set(None);
        }
    };
    let curve_wrong =
        move || planner.wrong.with(|e| matches!(e, Some(E::Curve)).then(|| E::Curve.to_string()));
    let wrong = Signal::derive(move || refused.get().or_else(curve_wrong));
    let rows = move || planner.workload.with(|w| if kind(w) == Kind::Week { "7" } else { "3" });
    view! {
        <div class="field">
            <label class="field-stack">
                <span class="field-label">"Percent of the peak, hour by hour"</span>
                <textarea class="machine" rows=told(rows) spellcheck="false" autocomplete="off"
                    aria-invalid=told(move || wrong.with(Option::is_some).then_some("true"))
                    prop:value=told(shown)
                    on:input:target=move |ev| take(ev.target().value())
                    on:change=leave></textarea>
            </label>
            <p class="hint">"24 numbers for a day, or 7 × 24 for a week, Monday first; as they come from a spreadsheet."</p>
            <Refusal why=wrong/>
        </div>
    }
    .into_any()
}

fn written(shape: &TrafficShape) -> String {
    let line = |day: &[u8; 24]| day.map(|hour| hour.to_string()).join(" ");
    match shape {
        TrafficShape::Average(_) => String::new(),
        TrafficShape::Day(day) => line(day),
        TrafficShape::Week(days) => days.iter().map(line).collect::<Vec<_>>().join("\n"),
    }
}
