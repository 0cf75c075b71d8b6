//! The address follows the workload, and a link opens one.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use super::Planner;
use crate::{
    aws::pricing::PriceSheet,
    link,
    plan::{OwnKeys, Workload},
    ui::{
        pages::{Page, Pages},
        parts::{sentence, told},
    },
    web::route,
};

/// Browsers refuse changes of the address that come too fast.
const QUIET: Duration = Duration::from_millis(500);

impl Planner {
    /// The fragment for the workload that is planned.
    pub fn link(self) -> String {
        self.plan.with_untracked(|plan| self.prices.with_untracked(|p| link::encode_plan(&plan.workload, p)))
    }

    /// Opens a link, or says why not.
    fn open_link(self, text: &str) {
        if text == link::PLAN {
            return;
        }
        match link::decode_plan(text) {
            Ok(state) => self.open_with(state.workload, state.prices),
            Err(why) => {
                self.open_with(Workload::default(), PriceSheet::shipped(Workload::default().region));
                self.bad_link.set(Some((text.to_owned(), why.to_string())));
            }
        }
    }

    /// A link that could not be opened for want of its keys: opens it if these are the keys.
    pub fn complete_link(self, keys: &Arc<OwnKeys>) -> bool {
        let Some((text, _)) = self.bad_link.get_untracked() else { return false };
        let Ok(state) = link::plan::decode_plan_with(&text, std::slice::from_ref(keys)) else { return false };
        self.open_with(state.workload, state.prices);
        true
    }
}

/// What the address shows, if it shows a plan.
pub fn restore(planner: Planner) {
    let fragment = route::fragment();
    if Page::of(&fragment) == Page::Plan {
        planner.open_link(&fragment);
    }
}

/// From now on the address follows the workload, and the workload follows the address.
pub fn follow(planner: Planner, pages: Pages) {
    let write = move || {
        if !untrack(|| pages.shows(Page::Plan)) || planner.bad_link.with_untracked(Option::is_some) {
            return;
        }
        pages.write(&planner.link());
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<()>| {
        planner.plan.track();
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
        if Page::of(&fragment) == Page::Plan && pages.is_new(&fragment) {
            planner.open_link(&fragment);
        }
    });
    on_cleanup(move || listener.remove());
}

/// In place of what the link should have shown.
#[component]
pub fn BadLink(planner: Planner) -> impl IntoView {
    let notice = move || {
        planner.bad_link.get().map(|(text, why)| {
            view! {
                <section class="notice" role="alert">
                    <p><strong>"The link could not be opened: "</strong>{sentence(&why)}" Shown instead: the fraud stream."</p>
                    <code class="clip">{text}</code>
                    <button type="button" class="quiet" on:click=move |_| planner.bad_link.set(None)>"Dismiss"</button>
                </section>
            }
            .into_any()
        })
    };
    view! { {told(notice)} }.into_any()
}
