use crate::ui::parts::told;
use leptos::prelude::*;

use super::{Simulator, keyboard, pace::Speed, picture::merged};
use crate::{sim::Msg, ui::parts::Switch};

#[component]
pub fn Transport(simulator: Simulator) -> impl IntoView {
    let set_speed = Callback::new(move |speed| simulator.speed.set(speed));
    view! {
        <footer class="transport" role="group" aria-label="Playback">
            <button type="button" class="play" on:click=move |_| simulator.toggle()
                aria-label=told(move || if simulator.playing.get() { "Pause" } else { "Play" })
                data-playing=told(move || simulator.playing.get().then_some(""))>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path class="icon-play" d="M4 2.5v11l9-5.5z" fill="currentColor"/>
                    <path class="icon-pause" d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" fill="currentColor"/>
                </svg>
            </button>
            <button type="button" class="quiet" on:click=move |_| simulator.step() aria-label="One second further">"⇥ 1 s"</button>
            <button type="button" class="quiet" on:click=move |_| simulator.restart()>"Restart"</button>
            <output class="clock" aria-live="off" aria-label="Simulated time">{told(move || simulator.view.with(|v| v.now.to_string()))}</output>
            <Track simulator/>
            <Switch label="Speed" options=Speed::ALL.to_vec() value=simulator.speed set=set_speed/>
            <SeedField simulator/>
            <button type="button" class="quiet" aria-label="Keyboard shortcuts" on:click=move |_| keyboard::show_help()>"?"</button>
            <Help/>
        </footer>
    }
    .into_any()
}

/// How far the run is, and what happened on the way.
#[component]
fn Track(simulator: Simulator) -> impl IntoView {
    let part = move |millis: u64| {
        let end = simulator.view.with(|v| v.ends_at.millis()).max(1);
        millis as f64 / end as f64
    };
    let done = move || simulator.view.with(|v| v.now.millis());
    let marks = Memo::new(move |_| simulator.view.with(|v| v.marks.clone()));
    let notches = move || {
        marks.with(|marks| merged(marks)).into_iter().map(|(at, label)| {
            view! { <i class="notch" title=format!("{at} {label}") style:--at=format!("{:.4}", part(at.millis()))></i> }
        }).collect_view().into_any()
    };
    view! {
        <div
            class="track"
            role="progressbar"
            aria-label="Part of the run that is over"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=told(move || format!("{:.0}", part(done()) * 100.0))
            style:--done=told(move || format!("{:.4}", part(done())))
        >
            <i class="track-done"></i>
            {told(notches)}
            <i class="track-knob"></i>
        </div>
    }
    .into_any()
}

#[component]
fn SeedField(simulator: Simulator) -> impl IntoView {
    let seed = move || simulator.settings.with(|s| s.seed.to_string());
    let wrong = RwSignal::new(false);
    let set = move |text: String| match text.trim().parse() {
        Ok(seed) => {
            wrong.set(false);
            simulator.try_send(Msg::Reseed(seed));
            simulator.playing.set(true);
        }
        Err(_) => wrong.set(true),
    };
    view! {
        <label class="seed">
            <span>"Seed"</span>
            <input type="text" class="value" inputmode="numeric" autocomplete="off" prop:value=seed
                aria-invalid=told(move || wrong.get().then_some("true"))
                on:change:target=move |ev| set(ev.target().value())/>
            {told(move || wrong.get().then(|| view! { <span class="field-error" role="alert">"A seed is a whole number, such as 7."</span> }.into_any()))}
        </label>
    }
}

#[component]
fn Help() -> impl IntoView {
    let rows = keyboard::KEYS
        .map(|(key, does)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{does}</td></tr> });
    view! {
        <dialog id=keyboard::HELP class="help-dialog" aria-labelledby="keys-title">
            <h2 id="keys-title">"Keyboard"</h2>
            <table class="pairs"><tbody>{rows}</tbody></table>
            <form method="dialog"><button class="act">"Close"</button></form>
        </dialog>
    }
    .into_any()
}
