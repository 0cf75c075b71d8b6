use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    pages::{Page, Pages},
    planner::{self, PlannerPage},
    simulator::{self, SimulatorPage},
};
use crate::web::{clipboard, route, theme};

/// Counts changes of colours, for whoever paints with them.
#[derive(Debug, Clone, Copy)]
pub struct ThemeChanges(pub RwSignal<u32>);

#[component]
pub fn App() -> impl IntoView {
    let changes = ThemeChanges(RwSignal::new(0));
    provide_context(changes);
    theme::on_system_change(move || changes.0.update(|n| *n += 1));
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
        <a class="skip" href="#main" on:click=focus_main>"Skip to the page"</a>
        <Header pages/>
        <main id="main" tabindex="-1">
            <div hidden=told(move || !pages.shows(Page::Simulate))>{told(simulate)}</div>
            <div hidden=told(move || !pages.shows(Page::Plan))>{told(plan)}</div>
        </main>
    }
    .into_any()
}

/// The fragment holds the state of the page: a link into the page must not replace it.
fn focus_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        use wasm_bindgen::JsCast;
        if let Some(main) = main.dyn_ref::<web_sys::HtmlElement>() {
            // Fails only for what cannot have the focus.
            let _ = main.focus();
        }
    }
}

#[component]
fn Header(pages: Pages) -> impl IntoView {
    view! {
        <header class="bar">
            <span class="brand">
                <img src="./public/icon.svg" width="24" height="24" alt=""/>
                <strong>"Shardscope"</strong>
            </span>
            <nav aria-label="Pages">
                <PageLink pages page=Page::Simulate href="#" name="Simulate"/>
                <PageLink pages page=Page::Plan href="#plan" name="Plan"/>
            </nav>
            <div class="bar-end">
                <CopyLink pages/>
                <ThemeButton/>
            </div>
        </header>
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

#[component]
fn ThemeButton() -> impl IntoView {
    let changes = expect_context::<ThemeChanges>();
    let current = RwSignal::new(theme::Theme::stored());
    current.get_untracked().apply();
    let switch = move |_| {
        let next = current.get_untracked().next();
        next.apply();
        current.set(next);
        changes.0.update(|n| *n += 1);
    };
    view! {
        <button
            type="button"
            class="quiet theme"
            aria-label=told(move || format!("Theme: {}", current.get().name()))
            title=told(move || format!("Theme: {}", current.get().name()))
            data-theme-is=told(move || current.get().name())
            on:click=switch
        >
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
                <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6"/>
                <path class="theme-half" d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>
                <circle class="theme-dot" cx="10" cy="10" r="3.2" fill="currentColor"/>
            </svg>
        </button>
    }
}
