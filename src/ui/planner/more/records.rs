//! Keys and sizes from the reader's own records.

use std::sync::Arc;

use crate::ui::parts::told;
use leptos::prelude::*;

use crate::{
    plan::{KeySpread, RecordSizes},
    sample::Parsed,
    ui::{
        planner::Planner,
        records::{ColumnChoices, Problems, Progress, Reader, ReadingLine, Source},
    },
};

/// What is taken from the records.
#[derive(Clone, Copy, PartialEq)]
enum Take {
    Keys,
    Sizes,
}

#[component]
pub fn OwnRecords(planner: Planner) -> impl IntoView {
    let reader = Reader::new();
    let busy = move || matches!(reader.progress.get(), Progress::Reading { .. });
    let nothing = move || busy() || !reader.has_source();
    let take = move |what: Take| {
        leptos::task::spawn_local(async move {
            if let Some(parsed) = reader.read().await
                && let Err(why) = use_them(planner, &parsed, what)
            {
                reader.progress.set(Progress::Failed(why));
            }
        });
    };
    view! {
        <p class="hint">"One record a line: NDJSON, CSV with a header, or plain lines. Nothing leaves this browser."</p>
        <Source reader label="Records" placeholder="{\"user\":\"u-17\",\"amount\":42}\n…or drop a file here"/>
        <ColumnChoices reader/>
        <div class="own-run">
            <button type="button" class="plain" disabled=nothing on:click=move |_| take(Take::Keys)>"Use their keys"</button>
            <button type="button" class="plain" disabled=nothing on:click=move |_| take(Take::Sizes)>"Use their sizes"</button>
            {told(move || busy().then(|| view! {
                <button type="button" class="quiet" on:click=move |_| reader.cancel()>"Cancel"</button>
            }.into_any()))}
        </div>
        <p class="hint">"Sizes come from the size column and the key; without such a column each line is taken as a record’s data."</p>
        <ReadingLine reader/>
        <Problems reader/>
    }
    .into_any()
}

fn use_them(planner: Planner, parsed: &Parsed, what: Take) -> Result<(), String> {
    if parsed.records == 0 {
        return Err("no record was found: look at the format above".to_owned());
    }
    match what {
        Take::Keys => {
            let keys = Arc::new(parsed.own_keys()?);
            if !planner.complete_link(&keys) {
                planner.edit(&mut |w| w.keys = KeySpread::Own(keys.clone()));
            }
        }
        Take::Sizes => {
            let sample = Arc::new(parsed.size_sample());
            planner.edit(&mut |w| w.sizes = RecordSizes::Measured(sample.clone()));
        }
    }
    Ok(())
}
