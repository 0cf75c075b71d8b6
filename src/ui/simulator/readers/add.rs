use crate::ui::parts::told;
use leptos::prelude::*;

use super::{super::Simulator, Look};
use crate::{
    sim::{
        Msg,
        scenario::{
            Application, DeliveryStream, EventSourceMapping, Library, MAX_READERS, Reader, ShardIteratorType,
            What, Work,
        },
    },
    units::SimDuration,
};

/// A function that keeps up with a full shard at the default `BatchSize`.
const QUICK: SimDuration = SimDuration::from_millis(50);

/// What the button says, how the reader is called at first, and what it does: with the usual settings.
type Kind = (&'static str, &'static str, fn() -> Work);

const KINDS: [Kind; 4] = [
    ("KCL application", "application", || Work::Application(Application::default())),
    ("Lambda", "function", || {
        Work::Lambda(EventSourceMapping { duration: QUICK, ..EventSourceMapping::default() })
    }),
    ("Data Firehose", "delivery", || Work::Firehose(DeliveryStream::default())),
    ("SDK application", "script", || {
        Work::Application(Application { library: Library::Sdk, workers: 1, ..Application::default() })
    }),
];

#[component]
pub fn Add(simulator: Simulator, look: Look) -> impl IntoView {
    let full = move || simulator.settings.with(|s| s.readers.len()) >= MAX_READERS;
    let buttons = KINDS.map(|(words, name, work)| {
        let add = move |_| {
            let mut readers = simulator.settings.with_untracked(|s| s.readers.clone());
            // What is gone by is for those who ask for it.
            let start = ShardIteratorType::Latest;
            readers.push(Reader { start, ..Reader::new(&free_name(&readers, name), work()) });
            look.open.set(None);
            simulator.try_send(Msg::Change(What::Readers(readers)));
        };
        view! {
            <button type="button" class="plain" on:click=add disabled=told(full) aria-label=format!("Add a reader: {words}")>
                <span aria-hidden="true">"+ "</span>{words}
            </button>
        }
    });
    view! {
        <div class="reader-add" role="group" aria-label="Add a reader">
            {buttons.into_iter().collect_view().into_any()}
        </div>
    }
    .into_any()
}

/// A fan-out consumer is known by its name, and a KCL application by its lease table's.
fn free_name(readers: &[Reader], wanted: &str) -> String {
    let taken = |name: &str| readers.iter().any(|reader| reader.name == name);
    let mut name = wanted.to_owned();
    let mut number = 2;
    while taken(&name) {
        name = format!("{wanted} {number}");
        number += 1;
    }
    name
}
