use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    Simulator, keyboard,
    pace::Speed,
    track::{FromHere, Track},
    walking::{LEAP_BACK, STEP_BACK},
};
use crate::{sim::Msg, ui::parts::Switch};

#[component]
pub fn Transport(simulator: Simulator) -> impl IntoView {
    let set_speed = Callback::new(move |speed| simulator.speed.set(speed));
    view! {
        <footer class="transport" role="group" aria-label="Playback">
            <Track simulator/>
            <FromHere simulator/>
            <button type="button" class="play" on:click=move |_| simulator.toggle()
                aria-label=told(move || if simulator.playing.get() { "Pause" } else { "Play" })
                data-playing=told(move || simulator.playing.get().then_some(""))>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path class="icon-play" d="M4 2.5v11l9-5.5z" fill="currentColor"/>
                    <path class="icon-pause" d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" fill="currentColor"/>
                </svg>
            </button>
            <span class="steps" role="group" aria-label="Steps">
                <button type="button" class="quiet" on:click=move |_| simulator.back(LEAP_BACK) aria-label="Ten seconds back">"−10 s"</button>
                <button type="button" class="quiet" on:click=move |_| simulator.back(STEP_BACK) aria-label="One second back">"−1 s"</button>
                <button type="button" class="quiet" on:click=move |_| simulator.step() aria-label="One second further">"+1 s"</button>
            </span>
            <output class="clock" aria-live="off" aria-label="Simulated time">{told(move || simulator.view.with(|v| v.now.to_string()))}</output>
            <button type="button" class="quiet restart" on:click=move |_| simulator.restart()>"Restart"</button>
            <Switch label="Speed" options=Speed::ALL.to_vec() value=simulator.speed set=set_speed/>
            <SeedField simulator/>
            <button type="button" class="quiet" aria-label="Keyboard shortcuts" on:click=move |_| keyboard::show_help()>"?"</button>
            <Help/>
        </footer>
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
