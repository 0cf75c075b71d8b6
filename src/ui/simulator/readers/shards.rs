//! One reader, shard by shard.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{One, words};
use crate::{
    kinesis::ShardId,
    sim::ReaderRow,
    units::{Count, Share},
};

/// A heading, and what is told of each shard under it.
type Column = (&'static str, fn(&ReaderRow) -> String);

const COLUMNS: [Column; 8] = [
    ("State", |row| words::state(row.state).to_owned()),
    ("Behind", |row| if row.behind.millis() == 0 { "–".to_owned() } else { row.behind.to_string() }),
    ("To read", |row| Count(row.ahead).to_string()),
    ("Of 2 MiB/s", |row| Share::from_ppm(row.read_permille.min(1_000) * 1_000).to_string()),
    ("Refused", |row| Count(row.tally.refused_calls).to_string()),
    ("Read again", |row| Count(row.tally.read_again).to_string()),
    ("Out of order", |row| Count(row.tally.out_of_order).to_string()),
    ("Expired", |row| Count(row.tally.expired).to_string()),
];

#[component]
pub fn Shards(one: One) -> impl IntoView {
    let ids = Memo::new(move |_| {
        one.view(|v| v.rows.iter().map(|row| row.shard_id).collect::<Vec<_>>()).unwrap_or_default()
    });
    let heads = COLUMNS.map(|(head, _)| view! { <th scope="col">{head}</th> });
    view! {
        <div class="reader-shards" tabindex="0" role="group" aria-label="Each shard of this reader">
            <table class="data">
                <thead><tr><th scope="col">"Shard"</th>{heads.into_iter().collect_view().into_any()}</tr></thead>
                <tbody>
                    <For each=move || ids.get() key=|id| *id let:id>
                        <ShardLine one id/>
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn ShardLine(one: One, id: ShardId) -> impl IntoView {
    let row = move || one.view(|v| v.rows.iter().find(|row| row.shard_id == id).copied()).flatten();
    let cells = COLUMNS.map(|(_, read)| {
        view! { <td>{told(move || row().as_ref().map(read).unwrap_or_default())}</td> }
    });
    let trouble = move || row().is_some_and(|row| words::is_trouble(row.state)).then_some("");
    view! {
        <tr data-alarm=told(trouble)>
            <th scope="row">{id.0}</th>
            {cells.into_iter().collect_view().into_any()}
        </tr>
    }
    .into_any()
}
