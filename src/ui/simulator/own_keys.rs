//! A reader's own keys: pasted or dropped, read in slices, and run as a stream. They stay on this machine.

mod fields;
mod stream;

use leptos::prelude::*;

use super::Simulator;
use crate::ui::parts::told;
use crate::ui::records::{ColumnChoices, Problems, Progress, Reader, ReadingLine, Source};
use fields::{OwnStream, StreamFields};

#[component]
pub fn OwnKeys(simulator: Simulator) -> impl IntoView {
    let reader = Reader::new();
    let stream = OwnStream::new();
    let run = move |_| {
        leptos::task::spawn_local(async move {
            if let Some(parsed) = reader.read().await {
                stream::run(simulator, reader, stream, parsed);
            }
        });
    };
    let busy = move || matches!(reader.progress.get(), Progress::Reading { .. });
    let nothing = move || busy() || !reader.has_source();
    view! {
        <section class="own" aria-labelledby="own-title">
            <h2 id="own-title">"Your own keys"</h2>
            <p class="section-note">
                "Paste or drop the partition keys of your stream: one per line, CSV with a header, or NDJSON. Up to 100 MB; nothing leaves this browser."
            </p>
            <div class="own-body">
                <Source reader label="Keys" placeholder="card-9f31c0\ncard-07ab44\n…or drop a file here"/>
                <div class="own-side">
                    <ColumnChoices reader/>
                    <StreamFields reader stream/>
                    <div class="own-run">
                        <button type="button" class="act" disabled=nothing on:click=run>"Run your stream"</button>
                        {told(move || busy().then(|| view! {
                            <button type="button" class="plain" on:click=move |_| reader.cancel()>"Cancel"</button>
                        }.into_any()))}
                    </div>
                    <ReadingLine reader/>
                </div>
            </div>
            <Problems reader/>
        </section>
    }
    .into_any()
}
