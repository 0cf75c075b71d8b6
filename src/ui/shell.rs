//! What stands around every page: the bar, the way past it, the colours.

use leptos::prelude::*;

use super::parts::told;
use crate::web::theme;

/// Counts changes of colours, for whoever paints with them.
#[derive(Debug, Clone, Copy)]
pub struct ThemeChanges(pub RwSignal<u32>);

impl ThemeChanges {
    /// Told to all views below.
    pub fn provide() {
        let changes = Self(RwSignal::new(0));
        provide_context(changes);
        theme::on_system_change(move || changes.0.update(|n| *n += 1));
    }
}

/// To the part of the page with this id. The fragment holds the state of the page: a link into the page must not
/// replace it.
#[component]
pub fn Skip(to: &'static str) -> impl IntoView {
    let focus = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        super::parts::focus(to);
    };
    view! { <a class="skip" href=format!("#{to}") on:click=focus>"Skip to the page"</a> }.into_any()
}

/// The bar, with the links to the pages, and what else the page has there.
#[component]
pub fn Bar(#[prop(into)] nav: ViewFn, #[prop(into)] end: ViewFn) -> impl IntoView {
    view! {
        <header class="bar">
            <span class="brand">
                <img src="./public/icon.svg" width="24" height="24" alt=""/>
                <strong>"Shardscope"</strong>
            </span>
            <nav aria-label="Pages">{nav.run()}</nav>
            <div class="bar-end">{end.run()}<ThemeButton/></div>
        </header>
    }
    .into_any()
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
