use crate::ui::parts::told;
use leptos::prelude::*;

use crate::{
    aws::limits::MAX_SHARDS,
    sample::Format,
    ui::{
        parts::{QuantityField, Slide},
        records::Reader,
    },
    units::{Count, RecordsPerSecond},
};

/// The stream that one's own keys are written to.
#[derive(Debug, Clone, Copy)]
pub struct OwnStream {
    pub shards: RwSignal<Count>,
    pub rate: RwSignal<RecordsPerSecond>,
}

impl OwnStream {
    pub fn new() -> Self {
        Self { shards: RwSignal::new(Count(12)), rate: RwSignal::new(RecordsPerSecond::new(8_000)) }
    }
}

/// What the keys are written to, and how fast where the text has no times.
#[component]
pub fn StreamFields(reader: Reader, stream: OwnStream) -> impl IntoView {
    let set_shards = Callback::new(move |count: Count| {
        let most = u64::from(MAX_SHARDS.value);
        if !(1..=most).contains(&count.0) {
            return Err(format!("a stream here has 1 to {} shards", Count(most)));
        }
        stream.shards.set(count);
        Ok(())
    });
    let set_rate = Callback::new(move |rate| {
        stream.rate.set(rate);
        Ok(())
    });
    let has_times = move || reader.format.get() != Format::Lines && reader.columns.with(|c| c.time.is_some());
    view! {
        <QuantityField label="Shards of your stream" value=stream.shards set=set_shards slide=Slide { from: 1.0, to: f64::from(MAX_SHARDS.value) }/>
        {told(move || if has_times() {
            view! { <p class="hint">"The rate is as recorded in the time column."</p> }.into_any()
        } else {
            view! { <QuantityField label="Records" value=stream.rate set=set_rate slide=Slide { from: 1.0, to: 1e6 }/> }.into_any()
        })}
    }
    .into_any()
}
