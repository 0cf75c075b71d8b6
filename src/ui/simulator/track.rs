//! The whole run as a line: where one is, how far one has been, and what happened when.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    sim::{Mark, MarkKind, Side, Snapshot},
    units::{SimDuration, SimTime},
};

/// Parts of the line, in thousandths, that a mark's words take on a wide page.
const WORDS_TAKE: u64 = 190;
const LONGEST_BY_SECONDS: SimDuration = SimDuration::from_hours(1);

#[component]
pub fn Track(simulator: Simulator) -> impl IntoView {
    let end = Memo::new(move |_| simulator.view.with(|v| v.ends_at));
    let now = Memo::new(move |_| simulator.view.with(|v| v.now));
    let go = move |text: String| {
        if let Ok(seconds) = text.parse() {
            simulator.seek(SimTime::from_secs(seconds).min(end.get_untracked()));
        }
    };
    // An arrow key goes a second, or, where that would be nothing, a minute.
    let step = move || if end.get() <= SimTime::ZERO + LONGEST_BY_SECONDS { "1" } else { "60" };
    view! {
        <div class="track"
            style:--done=told(move || part(now.get(), end.get()))
            style:--reached=told(move || part(simulator.reached.get(), end.get()))
        >
            <i class="track-line"></i>
            <i class="track-reached"></i>
            <i class="track-done"></i>
            <input type="range" class="track-slider" aria-label="Moment of the run" min="0" step=step
                max=told(move || end.get().second().to_string())
                prop:value=told(move || now.get().second().to_string())
                aria-valuetext=told(move || simulator.view.with(|v| in_words(v, simulator.reached.get())))
                on:input:target=move |ev| go(ev.target().value())/>
            <Marks simulator/>
        </div>
    }
    .into_any()
}

fn part(at: SimTime, end: SimTime) -> String {
    format!("{:.5}", at.millis() as f64 / end.millis().max(1) as f64)
}

fn in_words(view: &Snapshot, reached: SimTime) -> String {
    let here = format!("{} of {}", view.now, view.ends_at);
    if view.now < reached { format!("{here}; the run has come to {reached}") } else { here }
}

/// A place on the line to go to: all that happened within one second.
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    at: SimTime,
    kind: MarkKind,
    label: String,
    /// There is room for its words.
    has_room: bool,
}

/// What happened within the same second is one stop, of the gravest kind there is among it.
fn stops(marks: &[Mark], end: SimTime) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.at <= end) {
        match stops.last_mut() {
            Some(stop) if stop.at.second() == mark.at.second() => {
                stop.kind = stop.kind.max(mark.kind);
                if !stop.label.contains(&mark.label) {
                    stop.label.push_str(", ");
                    stop.label.push_str(&mark.label);
                }
            }
            _ => {
                let label = mark.label.clone();
                stops.push(Stop { at: mark.at, kind: mark.kind, label, has_room: false });
            }
        }
    }
    let place = |stop: &Stop| stop.at.millis() * 1_000 / end.millis().max(1);
    let mut free_from = 0;
    for at in 0..stops.len() {
        let here = place(&stops[at]);
        let next = stops.get(at + 1).map_or(u64::MAX, place);
        if here >= free_from && next >= here + WORDS_TAKE && here + WORDS_TAKE <= 1_000 {
            stops[at].has_room = true;
            free_from = here + WORDS_TAKE;
        }
    }
    stops
}

#[component]
fn Marks(simulator: Simulator) -> impl IntoView {
    let found = Memo::new(move |_| simulator.view.with(|v| (stops(&v.marks, v.ends_at), v.ends_at)));
    let shown = move || {
        let (stops, end) = found.get();
        stops.into_iter().map(|stop| view! { <MarkButton simulator stop end/> }).collect_view().into_any()
    };
    view! { <ol class="track-marks" aria-label="What happened when">{told(shown)}</ol> }
}

#[component]
fn MarkButton(simulator: Simulator, stop: Stop, end: SimTime) -> impl IntoView {
    let Stop { at, kind, label, has_room } = stop;
    let name = format!("Go to {at}: {label}");
    let late = !has_room && at.millis() * 10 > end.millis() * 7;
    view! {
        <li style:--at=part(at, end) data-kind=kind.word() data-room=has_room.then_some("") data-late=late.then_some("")>
            <button type="button" class="track-mark" aria-label=name on:click=move |_| simulator.seek(at)>
                <i class="mark-shape"></i>
                <span class="mark-words" aria-hidden="true">{label}</span>
            </button>
        </li>
    }
}

/// What a change made now would do.
#[component]
pub fn FromHere(simulator: Simulator) -> impl IntoView {
    let place = Memo::new(move |_| {
        let now = simulator.view.with(|v| v.now);
        (simulator.runs.get(), (now < simulator.reached.get()).then(|| simulator.reached.get()))
    });
    let words = move || {
        let (runs, ahead) = place.get();
        let shown = runs.shown.name();
        match (runs.two, ahead) {
            (false, None) => {
                "Go back to any moment and change something there: a second run opens beside this one."
                    .to_owned()
            }
            (false, Some(_)) => "From here: a change made now opens a second run, B, to compare.".to_owned(),
            (true, None) => {
                format!("Both runs go on together. A change goes to run {shown}, which is shown.")
            }
            (true, Some(_)) => format!(
                "From here: a change made now goes to run {shown}, and what it had after this is run anew."
            ),
        }
    };
    let back = move || {
        place.get().1.map(|reached| {
            view! {
                <button type="button" class="quiet" on:click=move |_| simulator.seek(reached)>
                    {format!("On to {reached}")}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <div class="from-here" data-past=told(move || place.get().1.map(|_| ""))>
            <p>{told(words)}</p>
            {told(back)}
        </div>
    }
    .into_any()
}

/// Which run is shown, in a word; nothing where there is one.
pub fn run_shown(simulator: Simulator) -> Option<&'static str> {
    let runs = simulator.runs.get();
    runs.two.then_some(match runs.shown {
        Side::A => "Run A",
        Side::B => "Run B",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(second: u64, kind: MarkKind, label: &str) -> Mark {
        Mark { at: SimTime::from_secs(second), kind, label: label.to_owned() }
    }

    #[test]
    fn what_happened_within_a_second_is_one_stop_of_the_gravest_kind() {
        let marks = [
            mark(60, MarkKind::Producer, "bot starts"),
            mark(60, MarkKind::FirstRefusal, "first refusal"),
            mark(61, MarkKind::Change, "4 shards"),
            mark(61, MarkKind::Change, "4 shards"),
            mark(400, MarkKind::Fault, "archive stops"),
            mark(590, MarkKind::Change, "8 shards"),
            mark(700, MarkKind::Change, "beyond the end"),
        ];
        let stops = stops(&marks, SimTime::from_secs(600));
        let told: Vec<_> =
            stops.iter().map(|s| (s.at.second(), s.kind, s.label.as_str(), s.has_room)).collect();
        assert_eq!(
            told,
            [
                (60, MarkKind::FirstRefusal, "bot starts, first refusal", false),
                (61, MarkKind::Change, "4 shards", true),
                (400, MarkKind::Fault, "archive stops", true),
                (590, MarkKind::Change, "8 shards", false),
            ]
        );
    }
}
