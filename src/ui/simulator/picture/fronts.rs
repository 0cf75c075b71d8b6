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

/// One reader's line, and what its tag says.
#[derive(Debug, Clone, PartialEq)]
struct Front {
    path: String,
    /// Of its foremost shard that is furthest behind, in parts of the picture's width.
    at: f64,
    words: String,
}

#[component]
pub fn Fronts(simulator: Simulator, look: Look) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        let readers = simulator.view.with(|v| v.readers.len());
        (0..readers).filter(|&index| look.draws(index)).collect::<Vec<_>>()
    });
    let fronts = move || {
        let lines = drawn.get().into_iter().enumerate();
        lines.map(|(row, index)| view! { <Line simulator index row/> }).collect_view().into_any()
    };
    view! { <div class="fronts">{told(fronts)}</div> }
}

#[component]
fn Line(simulator: Simulator, index: usize, row: usize) -> impl IntoView {
    let front = Memo::new(move |_| {
        let span = simulator.span.get();
        simulator.view.with(|view| front(view, index, span))
    });
    let path = move || front.with(|f| f.as_ref().map(|f| f.path.clone()).unwrap_or_default());
    let at = move || front.with(|f| f.as_ref().map_or(1.0, |f| f.at));
    let class = format!("front {}", line_class(index));
    view! {
        <div class=class style:--at=told(move || format!("{:.4}", at())) style:--row=row.to_string()>
            <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
                <path class="front-halo" d=told(path)></path>
                <path class="front-line" d=told(path)></path>
            </svg>
            <span class="front-tag" data-end=told(move || (at() > 0.5).then_some(""))>
                <svg class="swatch" viewBox="0 0 26 8" aria-hidden="true"><path d="M1 4H25"></path></svg>
                {told(move || front.with(|f| f.as_ref().map(|f| f.words.clone()).unwrap_or_default()))}
            </span>
        </div>
    }
    .into_any()
}

/// Steps from shard to shard; what is older than the picture stands at its edge.
fn front(view: &Snapshot, index: usize, span: SimDuration) -> Option<Front> {
    let reader = view.readers.get(index)?;
    let across = |behind: SimDuration| 1.0 - (behind.millis() as f64 / span.millis().max(1) as f64).min(1.0);
    let mut path = String::new();
    let mut end = None;
    for mine in &reader.rows {
        let Some(shard) = view.rows.iter().find(|row| row.shard_id == mine.shard_id) else { continue };
        let (from, to) = (top(shard.range) * 1_000.0, (top(shard.range) + height(shard.range)) * 1_000.0);
        let x = across(mine.behind) * 1_000.0;
        // Neighbours are joined; in a list of the busiest there may be none between.
        let joins = end.is_some_and(|end: f64| (end - from).abs() < 0.01);
        // Writing to a String never fails.
        let _ = write!(path, "{}{x:.1} {from:.1}V{to:.1}", if joins { "L" } else { "M" });
        end = Some(to);
    }
    let behind = super::super::readers::furthest(reader);
    Some(Front { path, at: across(behind), words: words(reader, behind, span) })
}

fn words(reader: &ReaderView, behind: SimDuration, span: SimDuration) -> String {
    if behind > span { format!("{} · {behind} behind", reader.name) } else { reader.name.clone() }
}
