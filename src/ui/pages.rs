//! Which page is shown, and how one comes from one to the other. All stay as they were left.

use leptos::prelude::*;

use super::{planner::Planner, simulator::Simulator};
use crate::{link, web::route};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Simulate,
    Plan,
    /// Shown by a module of its own, which the page loads when it is first opened.
    Study,
}

impl Page {
    /// The page a fragment leads to.
    pub fn of(fragment: &str) -> Self {
        match link::kind(fragment) {
            link::PLAN => Self::Plan,
            link::STUDY => Self::Study,
            _ => Self::Simulate,
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Simulate => "Shardscope: see Amazon Kinesis Data Streams work",
            Self::Plan => "Plan a Kinesis data stream · Shardscope",
            Self::Study => "Study for DVA-C02 · Shardscope",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Pages {
    page: RwSignal<Page>,
    /// Those that have been looked at: a page is built when it is first shown, and stays.
    seen: RwSignal<(bool, bool)>,
    /// The fragment that stands for each page as it is: what the address shows is opened where it is another one.
    known: StoredValue<(String, String)>,
    pub simulator: Simulator,
    pub planner: Planner,
}

impl Pages {
    pub fn new(simulator: Simulator, planner: Planner) -> Self {
        let page = Page::of(&route::fragment());
        let pages = Self {
            page: RwSignal::new(page),
            seen: RwSignal::new((page == Page::Simulate, page == Page::Plan)),
            known: StoredValue::default(),
            simulator,
            planner,
        };
        pages.is_new(&route::fragment());
        document().set_title(page.title());
        let listener = window_event_listener(leptos::ev::hashchange, move |_| {
            pages.show(Page::of(&route::fragment()));
        });
        on_cleanup(move || listener.remove());
        pages
    }

    pub fn shows(self, page: Page) -> bool {
        self.page.try_get() == Some(page)
    }

    pub fn has_shown(self, page: Page) -> bool {
        let (simulate, plan) = self.seen.get();
        if page == Page::Simulate { simulate } else { plan }
    }

    /// Writes a page's fragment into the address, if the address is that page's.
    pub fn write(self, fragment: &str) {
        // The browser's Back has come first: its event is under way.
        if Page::of(&route::fragment()) != Page::of(fragment) {
            return;
        }
        self.is_new(fragment);
        route::replace_fragment(fragment);
    }

    /// Remembers what a page's fragment is now; false if it was that already.
    pub fn is_new(self, fragment: &str) -> bool {
        let page = Page::of(fragment);
        let is_new = self.known.try_update_value(|(simulate, plan)| {
            let known = match page {
                Page::Simulate => simulate,
                Page::Plan => plan,
                Page::Study => return false,
            };
            let is_new = known != fragment;
            fragment.clone_into(known);
            is_new
        });
        is_new.unwrap_or(false)
    }

    /// The fragment of the page that is shown; nothing where it has none yet.
    pub fn link(self) -> Option<String> {
        self.link_of(self.page.get_untracked())
    }

    fn link_of(self, page: Page) -> Option<String> {
        match page {
            // Before anything was opened there, an empty fragment opens the first scenario.
            Page::Simulate if self.simulator.loaded.get_untracked() == 0 => None,
            Page::Simulate => self.simulator.link(),
            Page::Plan => Some(self.planner.link()),
            Page::Study => None,
        }
    }

    /// To a page, with a step in the browser's history.
    pub fn go(self, page: Page) {
        if self.page.get_untracked() == page {
            return;
        }
        self.leave();
        let there = self.link_of(page).unwrap_or_default();
        self.is_new(&there);
        route::push_fragment(&there);
        self.show(page);
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Another module shows the next page: the way back leads to this very state.
    pub fn leave(self) {
        if let Some(here) = self.link() {
            self.write(&here);
        }
    }

    fn show(self, page: Page) {
        if self.page.get_untracked() == page {
            return;
        }
        if page == Page::Simulate {
            self.simulator.wake();
        } else {
            self.simulator.rest();
        }
        self.seen.update(|(simulate, plan)| {
            *simulate |= page == Page::Simulate;
            *plan |= page == Page::Plan;
        });
        self.page.set(page);
        if page != Page::Study {
            document().set_title(page.title());
        }
    }
}
