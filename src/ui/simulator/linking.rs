//! The address follows the run, and a link opens one.

use std::time::Duration;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    link::{self, LinkState},
    sim::{KeyList, Side, presets, scenario::Change},
    ui::{
        pages::{Page, Pages},
        parts::sentence,
    },
    web::route,
};

/// Browsers refuse changes of the address that come too fast.
const QUIET: Duration = Duration::from_millis(500);

impl Simulator {
    /// The fragment for the run as it is now.
    pub fn link(self) -> Option<String> {
        self.timeline.try_with_value(|timeline| {
            let scenario = timeline.side(Side::A)?.scenario().clone();
            let branch = timeline.branch().map(<[Change]>::to_vec);
            Some(link::encode(&LinkState { scenario, at: timeline.now(), branch }))
        })?
    }

    pub fn open_first(self) {
        if let Some(preset) = presets::all().first() {
            self.open_preset(preset);
        }
    }

    /// Opens a link, or says why not.
    pub fn open_link(self, text: &str) {
        match link::decode(text) {
            Ok(state) => self.open_state(state),
            Err(why) => {
                self.open_first();
                self.bad_link.set(Some((text.to_owned(), why.to_string())));
            }
        }
    }

    fn open_state(self, state: LinkState) {
        let preset = presets::all().iter().find(|preset| preset.scenario() == state.scenario);
        if let Err(why) = self.open_runs(state.scenario, state.branch, state.at, preset) {
            self.refused.set(Some(why));
        }
    }

    /// A link that could not be opened for want of its list: opens it if this is the list.
    pub fn complete_link(self, list: &std::sync::Arc<KeyList>) -> bool {
        let Some((text, _)) = self.bad_link.get_untracked() else { return false };
        let state = link::decode_with(&text, std::slice::from_ref(list));
        match state {
            Ok(state) => self.open_state(state),
            Err(_) => return false,
        }
        true
    }
}

/// What the address shows, or the first scenario.
pub fn restore(simulator: Simulator) {
    // Another page has opened something here already.
    if simulator.loaded.get_untracked() > 0 {
        return;
    }
    let fragment = route::fragment();
    if fragment.is_empty() {
        simulator.open_first();
    } else {
        simulator.open_link(&fragment);
    }
}

/// From now on the address follows the settings, and the run follows the address.
pub fn follow(simulator: Simulator, pages: Pages) {
    let write = move || {
        if simulator.bad_link.with_untracked(Option::is_some) || !untrack(|| pages.shows(Page::Simulate)) {
            return;
        }
        if let Some(fragment) = simulator.link() {
            pages.write(&fragment);
        }
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<()>| {
        simulator.settings.track();
        simulator.loaded.track();
        simulator.runs.track();
        simulator.leaps.track();
        simulator.playing.track();
        // At first the address stays as it was opened.
        if before.is_none() {
            return;
        }
        if let Some(handle) = timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        timer.set_value(set_timeout_with_handle(write, QUIET).ok());
    });
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        let fragment = route::fragment();
        if Page::of(&fragment) == Page::Simulate && !fragment.is_empty() && pages.is_new(&fragment) {
            simulator.open_link(&fragment);
        }
    });
    on_cleanup(move || listener.remove());
}

/// What of the plan behind this run is not in it.
#[component]
pub fn LeftOut(simulator: Simulator) -> impl IntoView {
    let notice = move || {
        let left = simulator.left_out.get();
        (!left.is_empty()).then(|| {
            let items = left.into_iter().map(|words| view! { <li>{words}</li> });
            view! {
                <section class="notice quiet-notice" role="status">
                    <div><strong>"The plan as a run. "</strong>"What it cannot have:"<ul>{items.collect_view().into_any()}</ul></div>
                    <button type="button" class="quiet" on:click=move |_| simulator.left_out.set(Vec::new())>"Dismiss"</button>
                </section>
            }
            .into_any()
        })
    };
    view! { {told(notice)} }.into_any()
}

/// In place of what the link should have shown.
#[component]
pub fn BadLink(simulator: Simulator) -> impl IntoView {
    let notice = move || {
        simulator.bad_link.get().map(|(text, why)| {
            view! {
                <section class="notice" role="alert">
                    <p><strong>"The link could not be opened: "</strong>{sentence(&why)}" Shown instead: the first scenario."</p>
                    <code class="clip">{text}</code>
                    <button type="button" class="quiet" on:click=move |_| simulator.bad_link.set(None)>"Dismiss"</button>
                </section>
            }
            .into_any()
        })
    };
    view! { {told(notice)} }.into_any()
}
