//! Where the readers are in the picture: a line across the shards for each, at what it reads next.

use std::fmt::Write;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    super::{
        Simulator,
        readers::{Look, line_class},
    },
    rows::{height, top},
};
use crate::{
    sim::{ReaderView, Snapshot},
    units::SimDuration,
};

#[component]
pub fn Fronts(simulator: Simulator, look: Look) -> impl IntoView {
    let readers = Memo::new(move |_| simulator.view.with(|v| v.readers.len()));
    let fronts = move || {
        let lines = (0..readers.get()).filter(|&index| look.draws(index)).enumerate();
        lines.map(|(row, index)| view! { <Line simulator index row/> }).collect_view().into_any()
    };
    view! { <div class="fronts">{told(fronts)}</div> }
}

#[component]
fn Line(simulator: Simulator, index: usize, row: usize) -> impl IntoView {
    let seen = move |read: fn(&Snapshot, &ReaderView, SimDuration) -> String| {
        let span = simulator.span.get();
        simulator.view.with(|v| v.readers.get(index).map(|reader| read(v, reader, span)).unwrap_or_default())
    };
    let path = Memo::new(move |_| seen(path));
    let place = Memo::new(move |_| seen(|_, reader, span| format!("{:.4}", across(reader.lag(), span))));
    // Its tag is on the side that has room.
    let is_late = move || place.with(|at| at.as_str() > "0.5").then_some("");
    let class = format!("front {}", line_class(index));
    view! {
        <div class=class style:--at=told(move || place.get()) style:--row=row.to_string()>
            <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
                <path class="front-halo" d=told(move || path.get())></path>
                <path class="front-line" d=told(move || path.get())></path>
            </svg>
            <span class="front-tag" data-end=told(is_late)>
                <svg class="swatch" viewBox="0 0 26 8" aria-hidden="true"><path d="M1 4H25"></path></svg>
                {told(move || seen(words))}
            </span>
        </div>
    }
    .into_any()
}

/// Parts of the picture's width; what is older than the picture stands at its edge.
fn across(behind: SimDuration, span: SimDuration) -> f64 {
    1.0 - (behind.millis() as f64 / span.millis().max(1) as f64).min(1.0)
}

/// Steps from shard to shard.
fn path(view: &Snapshot, reader: &ReaderView, span: SimDuration) -> String {
    let mut path = String::new();
    let mut end = None;
    for mine in &reader.rows {
        let Some(shard) = view.rows.iter().find(|row| row.shard_id == mine.shard_id) else { continue };
        let (from, to) = (top(shard.range) * 1_000.0, (top(shard.range) + height(shard.range)) * 1_000.0);
        let x = across(mine.behind, span) * 1_000.0;
        // Neighbours are joined; in a list of the busiest there may be none between.
        let joins = end.is_some_and(|end: f64| (end - from).abs() < 0.01);
        // Writing to a String never fails.
        let _ = write!(path, "{}{x:.1} {from:.1}V{to:.1}", if joins { "L" } else { "M" });
        end = Some(to);
    }
    path
}

fn words(_: &Snapshot, reader: &ReaderView, span: SimDuration) -> String {
    let behind = reader.lag();
    if behind > span { format!("{} · {behind} behind", reader.name) } else { reader.name.clone() }
}
