//! The page “Simulate”.

mod compare;
mod controls;
mod cost;
mod detail;
mod figures;
mod gallery;
mod headline;
mod judged;
mod keyboard;
mod lane;
mod linking;
mod own_keys;
mod pace;
mod picture;
mod probe;
mod producer;
mod readers;
mod state;
mod track;
mod transport;
mod walking;

use leptos::prelude::*;

pub use state::{Lens, Simulator};

use crate::{sim::presets, ui::pages::Pages};

/// The scenario the page opens with, before a link is looked at.
pub fn first() -> Option<Simulator> {
    Simulator::new(presets::all().first()?.scenario())
}

#[component]
pub fn SimulatorPage(simulator: Simulator, pages: Pages) -> impl IntoView {
    linking::restore(simulator);
    linking::follow(simulator, pages);
    keyboard::listen(simulator, pages);
    let look = readers::Look::new();
    view! {
        <div class="page">
            <linking::BadLink simulator/>
            <linking::LeftOut simulator/>
            <headline::Headline simulator/>
            <div class="bench">
                <div class="bench-main">
                    <picture::Picture simulator look/>
                    <compare::Compare simulator/>
                    <detail::Detail simulator/>
                    <readers::Readers simulator look/>
                    <figures::Figures simulator/>
                    <cost::Cost simulator/>
                    <own_keys::OwnKeys simulator/>
                </div>
                <aside class="bench-side" aria-label="Settings">
                    <controls::Controls simulator/>
                    <probe::Probe simulator/>
                </aside>
            </div>
            <gallery::Gallery simulator/>
            <footer class="foot">
                <p>"Runs in this browser; nothing leaves it. Limits as of AWS's documentation, each with its source under “How is this judged?”. Not affiliated with AWS."</p>
            </footer>
        </div>
    }
    .into_any()
}
