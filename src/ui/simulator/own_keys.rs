//! A reader's own keys: pasted or dropped, read in slices, and run as a stream. They stay on this machine.

mod form;
mod reading;
mod stream;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use form::{ColumnChoices, Problems, Source, StreamFields};
use reading::{Progress, Reader};

#[component]
pub fn OwnKeys(simulator: Simulator) -> impl IntoView {
    let reader = Reader::new();
    let run = move |_| {
        leptos::task::spawn_local(async move {
            if let Some(parsed) = reader.read().await {
                stream::run(simulator, reader, parsed);
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
                <Source reader/>
                <div class="own-side">
                    <ColumnChoices reader/>
                    <StreamFields reader/>
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

#[component]
fn ReadingLine(reader: Reader) -> impl IntoView {
    let line = move || match reader.progress.get() {
        Progress::Idle => view! { <p class="hint">"Nothing has been read yet."</p> }.into_any(),
        Progress::Reading { done, total } => {
            let words = format!("Reading: {} of {}", crate::units::Bytes(done), crate::units::Bytes(total));
            view! {
                <label class="reading"><span>{words}</span><progress max=total.to_string() value=done.to_string()></progress></label>
            }
            .into_any()
        }
        Progress::Cancelled => view! { <p class="hint">"Cancelled. Nothing has changed."</p> }.into_any(),
        Progress::Failed(why) => {
            view! { <p class="field-error" role="alert">{crate::ui::parts::sentence(&why)}</p> }.into_any()
        }
        Progress::Done(summary) => view! { <p class="hint" role="status">{summary}</p> }.into_any(),
    };
    view! { {told(line)} }.into_any()
}
