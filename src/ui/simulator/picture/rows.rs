//! One row per shard: its label at the axis, its load now, and the way to its details.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::super::Simulator;
use crate::{
    kinesis::{HashKeyRange, ShardId},
    sim::ShardRow,
    units::{Count, Share},
};

/// Full width of a bar, in thousandths of the limit; the limit's line stands at 1,000.
const BAR: u32 = 2_600;
/// Rows of a large stream's list of busiest shards.
const BUSIEST: usize = 12;

#[component]
pub fn Rows(simulator: Simulator, crowded: Memo<bool>) -> impl IntoView {
    let ids = Memo::new(move |_| {
        simulator.view.with(|view| view.rows.iter().map(|row| row.shard_id).collect::<Vec<_>>())
    });
    let list = move || {
        if crowded.get() {
            view! { <Busiest simulator ids/> }.into_any()
        } else {
            view! {
                <For each=move || ids.get() key=|id| *id let:id>
                    <Row simulator id class="shard"/>
                </For>
            }
            .into_any()
        }
    };
    view! { <div class="rows" role="group" aria-label="Each shard now">{told(list)}</div> }.into_any()
}

/// A row outlives its shard by one look: nothing then.
fn row_of(simulator: Simulator, id: ShardId) -> Memo<Option<ShardRow>> {
    Memo::new(move |_| simulator.view.with(|v| v.rows.iter().find(|row| row.shard_id == id).copied()))
}

/// A shard's button: where its range lies (`shard`), or in a list (`busy`), which looks at no place.
#[component]
fn Row(simulator: Simulator, id: ShardId, class: &'static str) -> impl IntoView {
    let row = row_of(simulator, id);
    let place = move |part: fn(HashKeyRange) -> f64| row.get().map_or(0.0, |row| part(row.range));
    let thin = move || (place(height) < 0.024).then_some("");
    view! {
        <button
            type="button"
            class=class
            style:--top=told(move || format!("{:.5}", place(top)))
            style:--height=told(move || format!("{:.5}", place(height)))
            data-thin=thin
            data-refusing=told(move || row.get().is_some_and(|r| r.throttled > 0).then_some(""))
            aria-expanded=told(move || if simulator.selected.get() == Some(id) { "true" } else { "false" })
            aria-label=told(move || row.get().map(|row| spoken(&row)).unwrap_or_default())
            on:click=move |_| toggle(simulator, id)
        >
            <span class="shard-label">{id.0}</span>
            <Bar row/>
            <span class="shard-number">{told(move || row.get().map(|r| Count(r.attempts).to_string()))}</span>
        </button>
    }
    .into_any()
}

/// Of a large stream: those in trouble, by name.
#[component]
fn Busiest(simulator: Simulator, ids: Memo<Vec<ShardId>>) -> impl IntoView {
    let shown = move || ids.get().into_iter().take(BUSIEST).collect::<Vec<_>>();
    view! {
        <div class="busiest">
            <p class="busiest-title">"Busiest shards"</p>
            <For each=shown key=|id| *id let:id>
                <Row simulator id class="busy"/>
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn Bar(row: Memo<Option<ShardRow>>) -> impl IntoView {
    let load = move || row.get().map_or(0, |r| r.load_permille);
    let part = |permille: u32| format!("{:.4}", f64::from(permille.min(BAR)) / f64::from(BAR));
    // What is beyond the limit without being refused was let through by the burst bucket.
    let over = move || row.get().map_or(0, |r| refused_permille(&r));
    let within = move || load().saturating_sub(over());
    view! {
        <span
            class="bar-track"
            aria-hidden="true"
            style:--load=told(move || part(within()))
            style:--over=told(move || part(over().min(BAR.saturating_sub(within()))))
            data-beyond=told(move || (load() > BAR).then_some(""))
            style:--limit=part(1_000)
        >
            <i class="bar-load"></i>
            <i class="bar-over"></i>
            <i class="bar-limit"></i>
        </span>
    }
}

/// The refused part of a load.
fn refused_permille(row: &ShardRow) -> u32 {
    let part = u64::from(row.load_permille) * row.throttled / row.attempts.max(1);
    part as u32
}

fn spoken(row: &ShardRow) -> String {
    let load = Share::from_ppm(row.load_permille.min(1_000) * 1_000);
    let state = if row.throttled > 0 {
        format!("over its limit, {} refused", Count(row.throttled))
    } else {
        format!("{load} of its limit")
    };
    format!("Shard {}: {} writes a second, {state}", row.shard_id.0, Count(row.attempts))
}

fn toggle(simulator: Simulator, id: ShardId) {
    simulator.selected.update(|selected| *selected = if *selected == Some(id) { None } else { Some(id) });
}

pub fn top(range: HashKeyRange) -> f64 {
    fraction(range.starting_hash_key.0)
}

pub fn height(range: HashKeyRange) -> f64 {
    fraction(range.ending_hash_key.0) - fraction(range.starting_hash_key.0)
}

fn fraction(place: u128) -> f64 {
    (place >> 75) as f64 / (1_u64 << 53) as f64
}
