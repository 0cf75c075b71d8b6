use crate::ui::parts::told;
use leptos::prelude::*;

use super::super::Simulator;
use crate::{
    sim::Mark,
    units::{SimDuration, SimTime},
};

/// The vertical axis: the whole hash space.
#[component]
pub fn HashAxis(simulator: Simulator) -> impl IntoView {
    let _ = simulator;
    view! {
        <div class="hash-axis" aria-hidden="true">
            <span>"0"</span>
            <span class="hash-axis-title">"hash space, by shard"</span>
            <span>"2"<sup>"128"</sup>"−1"</span>
        </div>
    }
}

/// Steps of the time axis that people count in, in seconds.
const STEPS: [u64; 10] = [15, 30, 60, 150, 600, 3_600, 5_400, 21_600, 43_200, 302_400];

/// The horizontal axis: how long ago.
#[component]
pub fn TimeAxis(simulator: Simulator) -> impl IntoView {
    let ticks = move || {
        let span = simulator.span.get();
        let step = STEPS.into_iter().find(|step| span.secs() / step <= 4).unwrap_or(302_400);
        (0..=span.secs() / step)
            .rev()
            .map(|n| {
                let ago = n * step;
                let at = 1.0 - ago as f64 / span.secs().max(1) as f64;
                let words = if ago == 0 { "now".to_owned() } else { format!("−{}", clock(ago)) };
                view! { <span class="tick" style:--at=format!("{at:.4}")>{words}</span> }
            })
            .collect_view()
            .into_any()
    };
    view! { <div class="time-axis" aria-hidden="true">{told(ticks)}</div> }
}

/// 90 s as `1:30`; from an hour on as a duration.
fn clock(seconds: u64) -> String {
    if seconds < 3_600 {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    } else {
        SimDuration::from_secs(seconds).to_string()
    }
}

/// What happened when, as lines across the picture.
#[component]
pub fn Marks(simulator: Simulator) -> impl IntoView {
    let marks = Memo::new(move |_| simulator.view.with(|view| view.marks.clone()));
    let second = Memo::new(move |_| simulator.view.with(|view| view.now.second()));
    let shown = move || {
        let (span, now) = (simulator.span.get().secs().max(1) as f64, second.get());
        marks.with(|marks| {
            let seen = merged(marks).into_iter().filter_map(|(at, label)| {
                let ago = now.checked_sub(at.second())? as f64;
                (ago <= span).then_some((1.0 - ago / span, label))
            });
            seen.map(|(at, label)| {
                view! {
                    <div class="mark" data-end=(at > 0.7).then_some("") style:--at=format!("{at:.4}")>
                        <span>{label}</span>
                    </div>
                }
            })
            .collect_view()
            .into_any()
        })
    };
    view! { <div class="marks">{told(shown)}</div> }
}

/// Marks of one moment have one line.
fn merged(marks: &[Mark]) -> Vec<(SimTime, String)> {
    let mut lines: Vec<(SimTime, String)> = Vec::new();
    for mark in marks {
        match lines.last_mut() {
            Some((at, label)) if at.second() == mark.at.second() => {
                if !label.contains(&mark.label) {
                    label.push_str(", ");
                    label.push_str(&mark.label);
                }
            }
            _ => lines.push((mark.at, mark.label.clone())),
        }
    }
    lines
}

/// Where the probed key lies.
#[component]
pub fn ProbeLine(simulator: Simulator) -> impl IntoView {
    let line = move || {
        simulator.probed.get().map(|hash| {
            let at = f64::from(hash.place_ppm()) / 1e6;
            view! { <div class="probe-line" style:--at=format!("{at:.5}")><span>"your key"</span></div> }
                .into_any()
        })
    };
    view! { {told(line)} }
}
