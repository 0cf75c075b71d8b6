//! Where does a key go?

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    kinesis::{HashKey, PartitionKey, ShardId},
    ui::parts::sentence,
    units::Share,
};

/// A hash and where it came from, or why there is none.
type Answer = Result<Option<(HashKey, bool)>, String>;

#[component]
pub fn Probe(simulator: Simulator) -> impl IntoView {
    let key = RwSignal::new(String::new());
    let explicit = RwSignal::new(String::new());
    let answer = Memo::new(move |_| hash_of(&key.get(), explicit.get().trim()));
    let update = move || {
        let place = answer.with_untracked(|a| a.as_ref().ok().copied().flatten());
        simulator.probed.set(place.map(|(hash, _)| hash));
    };
    let shown = move || {
        match answer.get() {
        Err(why) => view! { <p class="field-error" role="alert">{sentence(&why)}</p> }.into_any(),
        Ok(None) => view! { <p class="hint">"Type a key: its MD5 is its place in the hash space, and the shard that owns the place takes the record."</p> }.into_any(),
        Ok(Some((hash, of_key))) => view! { <Found simulator hash of_key/> }.into_any(),
    }
    };
    view! {
        <section class="card probe" aria-labelledby="probe-title">
            <h2 id="probe-title">"Where does a key go?"</h2>
            <label class="field-stack">
                <span class="field-label">"PartitionKey"</span>
                <input type="text" class="machine" autocomplete="off" spellcheck="false" placeholder="card-9f31c0"
                    prop:value=key on:input:target=move |ev| { key.set(ev.target().value()); update(); }/>
            </label>
            <details class="more">
                <summary>"With an ExplicitHashKey"</summary>
                <label class="field-stack">
                    <span class="field-label">"ExplicitHashKey, instead of the MD5"</span>
                    <input type="text" class="machine" inputmode="numeric" autocomplete="off" spellcheck="false"
                        prop:value=explicit on:input:target=move |ev| { explicit.set(ev.target().value()); update(); }/>
                </label>
            </details>
            {told(shown)}
        </section>
    }
    .into_any()
}

fn hash_of(key: &str, explicit: &str) -> Answer {
    if !explicit.is_empty() {
        return explicit
            .parse()
            .map(|hash| Some((hash, false)))
            .map_err(|why: crate::kinesis::ParseHashKeyError| why.to_string());
    }
    if key.is_empty() {
        return Ok(None);
    }
    PartitionKey::new(key).map(|key| Some((key.hash_key(), true))).map_err(|why| why.to_string())
}

#[component]
fn Found(simulator: Simulator, hash: HashKey, of_key: bool) -> impl IntoView {
    // Shards change with the settings, and when a planned change comes due.
    let shard = move || {
        simulator.view.track();
        simulator.with_model(|model| model.shard_map().route(hash)).unwrap_or(ShardId(0))
    };
    let place = Share::from_ppm(hash.place_ppm());
    view! {
        <dl class="found">
            <dt>{if of_key { "MD5" } else { "Hash key" }}</dt>
            <dd><code>{if of_key { hash.hex() } else { hash.to_string() }}</code></dd>
            <dt>"Place"</dt>
            <dd>{place.to_string()}" of the hash space"</dd>
            <dt>"Shard"</dt>
            <dd><b>{told(move || shard().0)}</b>" "<span class="hint">{told(move || shard().to_string())}</span></dd>
        </dl>
    }
    .into_any()
}
