use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    pages::{Page, Pages},
    planner::{self, PlannerPage},
    shell::{Bar, Skip, ThemeChanges},
    simulator::{self, SimulatorPage},
};
use crate::web::{clipboard, route};

#[component]
pub fn App() -> impl IntoView {
    ThemeChanges::provide();
    let (Some(simulator), Some(planner)) = (simulator::first(), planner::first()) else {
        return view! { <main><h1>"The first scenario cannot be run."</h1></main> }.into_any();
    };
    let pages = Pages::new(simulator, planner);
    provide_context(pages);
    // Built once: a page that is left keeps what was typed and unfolded there.
    let simulate_seen = Memo::new(move |_| pages.has_shown(Page::Simulate));
    let plan_seen = Memo::new(move |_| pages.has_shown(Page::Plan));
    let simulate = move || simulate_seen.get().then(|| view! { <SimulatorPage simulator pages/> }.into_any());
    let plan = move || plan_seen.get().then(|| view! { <PlannerPage planner pages/> }.into_any());
    view! {
        <Skip to="main"/>
        <Bar nav=move || view! { <Nav pages/> }.into_any() end=move || view! { <CopyLink pages/> }.into_any()/>
        <main id="main" tabindex="-1">
            <div hidden=told(move || !pages.shows(Page::Simulate))>{told(simulate)}</div>
            <div hidden=told(move || !pages.shows(Page::Plan))>{told(plan)}</div>
        </main>
    }
    .into_any()
}

#[component]
fn Nav(pages: Pages) -> impl IntoView {
    view! {
        <PageLink pages page=Page::Simulate href="#" name="Simulate"/>
        <PageLink pages page=Page::Plan href="#plan" name="Plan"/>
        // The browser's own way: what shows the page may have to be loaded first.
        <a href="#study" on:click=move |_| pages.leave()>"Study"</a>
    }
    .into_any()
}

/// Of the page that is shown, it opens the first scenario anew; the planner stays.
#[component]
fn PageLink(pages: Pages, page: Page, href: &'static str, name: &'static str) -> impl IntoView {
    let go = move |event: leptos::ev::MouseEvent| {
        // Into another tab or window: the browser's own way.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        if page == Page::Simulate && pages.shows(page) {
            pages.simulator.open_first();
        }
        pages.go(page);
    };
    view! {
        <a href=href aria-current=told(move || pages.shows(page).then_some("page")) on:click=go>{name}</a>
    }
    .into_any()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Copied {
    Not,
    Done,
    Failed,
}

#[component]
fn CopyLink(pages: Pages) -> impl IntoView {
    let copied = RwSignal::new(Copied::Not);
    let copy = move |_| {
        let Some(fragment) = pages.link() else { return };
        pages.write(&fragment);
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&route::address_with(&fragment)).await;
            copied.try_set(if done { Copied::Done } else { Copied::Failed });
            gloo::timers::future::TimeoutFuture::new(2_500).await;
            copied.try_set(Copied::Not);
        });
    };
    let words = move || match copied.get() {
        Copied::Not => "Copy link",
        Copied::Done => "Copied",
        Copied::Failed => "Link is in the address bar",
    };
    view! { <button type="button" class="quiet copy-link" aria-live="polite" on:click=copy>{told(words)}</button> }
}
