//! What the study pages share: the bank, the notebook, where one is. The notebook is written down after each change.

use leptos::prelude::*;

use super::route::Route;
use crate::{
    link::{self, notebook::NotebookError},
    quiz::{Bank, Deck, Notebook, Question, Stock, Topic, bank, family},
    ui::parts::{sentence, told},
    units::Day,
    web::{self, boot, download, drawer, frame, route, store},
};

/// Under which name the browser keeps the notebook.
const NOTEBOOK: &str = "notebook";
const KEYS: &str = "study-keys";
/// And what could not be read of it.
const ASIDE: &str = "notebook-aside";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Loading,
    Failed(String),
    Ready,
}

#[derive(Debug, Clone, Copy)]
pub struct Study {
    pub stage: RwSignal<Stage>,
    pub route: RwSignal<Route>,
    pub bank: StoredValue<Bank>,
    families: StoredValue<Vec<(&'static str, Topic)>>,
    /// Is what draws questions there? Nothing while it comes.
    draws: RwSignal<Option<bool>>,
    notebook: RwSignal<Notebook>,
    /// Why what this browser had kept was put aside.
    aside: RwSignal<Option<String>>,
    /// What lies in the notebook's place could neither be read nor moved: nothing is written over it.
    keeps_off: StoredValue<bool>,
    /// The browser keeps nothing.
    forgetful: RwSignal<bool>,
    /// For those who listen instead of look.
    pub said: RwSignal<String>,
    /// Single keys do something; can be turned off.
    keys: RwSignal<bool>,
}

impl Study {
    pub fn new() -> Self {
        let Kept { notebook, aside, keeps_off } = kept();
        let families = family::NAMES.iter().map(|family| (family.id, family.topic())).collect();
        Self {
            stage: RwSignal::new(Stage::Loading),
            route: RwSignal::new(Route::parse(&route::fragment())),
            bank: StoredValue::new(Bank::default()),
            families: StoredValue::new(families),
            draws: RwSignal::new(None),
            notebook: RwSignal::new(notebook),
            aside: RwSignal::new(aside),
            keeps_off: StoredValue::new(keeps_off),
            forgetful: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            keys: RwSignal::new(store::read(KEYS).as_deref() != Some("off")),
        }
    }

    /// Reads the notebook; the view that does so follows it.
    pub fn with<T>(self, read: impl FnOnce(&Notebook) -> T) -> T {
        self.notebook.with(read)
    }

    pub fn with_untracked<T>(self, read: impl FnOnce(&Notebook) -> T) -> T {
        self.notebook.with_untracked(read)
    }

    /// Changes the notebook, and has the browser keep it.
    pub fn change<T>(self, change: impl FnOnce(&mut Notebook) -> T) -> Option<T> {
        let done = self.notebook.try_update(change);
        self.keep();
        done
    }

    /// Changes what need not be kept at once, such as the clock of an exam.
    pub fn note<T>(self, change: impl FnOnce(&mut Notebook) -> T) -> Option<T> {
        self.notebook.try_update(change)
    }

    /// As [`Study::change`], of something that may be lost: it is kept once it has been shown.
    pub fn change_soon(self, change: impl FnOnce(&mut Notebook)) {
        self.note(change);
        leptos::task::spawn_local(async move {
            frame::next().await;
            self.keep();
        });
    }

    pub fn keep(self) {
        let text = self.notebook.with_untracked(link::notebook::encode);
        let kept = !self.keeps_off.get_value() && store::try_write(NOTEBOOK, &text);
        if self.forgetful.get_untracked() == kept {
            self.forgetful.set(!kept);
        }
    }

    /// Reads what can be asked now: the bank, and the families once what draws them is there.
    pub fn with_askable<T>(self, read: impl FnOnce(&Stock<'_>) -> T) -> T {
        let draws = self.draws.get_untracked() == Some(true);
        self.with_stock(|stock| read(&Stock { families: if draws { stock.families } else { &[] }, ..*stock }))
    }

    /// Reads the bank and the families as one.
    pub fn with_stock<T>(self, read: impl FnOnce(&Stock<'_>) -> T) -> T {
        self.bank.with_value(|bank| {
            self.families.with_value(|families| read(&Stock { bank, families, generate: draw }))
        })
    }

    /// The question of an id, authored or drawn.
    pub fn question(self, id: &str) -> Option<Question> {
        self.with_stock(|stock| stock.question(id).map(std::borrow::Cow::into_owned))
    }

    /// Is a question of this id still on its way? The view that asks follows it.
    pub fn is_coming(self, id: &str) -> bool {
        id.starts_with('G') && self.draws.get().is_none()
    }

    /// The cards for what is trained.
    pub fn deck(self) -> Deck {
        let era = self.with(|notebook| notebook.settings.era);
        self.with_stock(|stock| stock.deck(era))
    }

    pub fn go(self, to: Route) {
        route::push_fragment(&to.fragment());
        self.show(to);
    }

    fn show(self, to: Route) {
        if self.route.get_untracked() == to {
            return;
        }
        self.route.set(to);
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        super::super::parts::focus("study-main");
    }

    pub fn has_keys(self) -> bool {
        self.keys.get()
    }

    pub fn set_keys(self, on: bool) {
        store::write(KEYS, if on { "on" } else { "off" });
        self.keys.set(on);
    }

    /// The name of a misconception, and what is so instead.
    pub fn misconception(self, id: &str) -> Option<(String, String)> {
        let told = |bank: &Bank| bank.misconception(id).map(|it| (it.name.clone(), it.truth.clone()));
        self.bank.with_value(told)
    }

    /// Begins anew with another notebook.
    pub fn replace(self, notebook: Notebook) {
        self.change(|kept| *kept = notebook);
    }

    /// Everything that was remembered is deleted, what was put aside as well.
    pub fn forget(self) {
        self.replace(Notebook::default());
        store::remove(NOTEBOOK);
        store::remove(ASIDE);
        self.keeps_off.set_value(false);
        self.aside.set(None);
    }
}

/// The day it is where the student is.
pub fn today() -> Day {
    web::local_day()
}

/// Is a study page what the window shows? Another module's may be.
pub fn is_shown() -> bool {
    link::kind(&route::fragment()) == link::STUDY
}

struct Kept {
    notebook: Notebook,
    aside: Option<String>,
    keeps_off: bool,
}

/// What this browser has kept; or a new notebook, and why. What cannot be read is moved aside and never written over.
fn kept() -> Kept {
    let earlier = store::read(ASIDE).map(|_| OLD_ASIDE.to_owned());
    let Some(text) = store::read(NOTEBOOK) else {
        return Kept { notebook: Notebook::default(), aside: earlier, keeps_off: false };
    };
    match link::notebook::decode(&text) {
        Ok(notebook) => Kept { notebook, aside: earlier, keeps_off: false },
        Err(why) => {
            let mut name = ASIDE.to_owned();
            // One that lies there already stays.
            while store::read(&name).is_some_and(|other| other != text) {
                name.push('+');
            }
            let moved = store::try_write(&name, &text);
            if moved {
                store::remove(NOTEBOOK);
            }
            Kept { notebook: Notebook::default(), aside: Some(words(&why)), keeps_off: !moved }
        }
    }
}

const OLD_ASIDE: &str = "an earlier visit put a notebook aside that it could not read";

fn words(why: &NotebookError) -> String {
    format!("what this browser had kept could not be read and was put aside: {why}")
}

/// Loads the bank.
pub fn load(study: Study) {
    leptos::task::spawn_local(async move {
        match boot::questions()
            .await
            .and_then(|bytes| Bank::from_bundle(bytes).map_err(|error| error.to_string()))
        {
            Ok(bank) => {
                study.bank.set_value(bank);
                study.stage.set(Stage::Ready);
                // What is shown first needs none of it.
                frame::next().await;
                study.draws.set(Some(drawer::load().await));
            }
            Err(why) => study.stage.set(Stage::Failed(why)),
        }
    });
}

/// Draws a question, once what draws is there.
fn draw(family: &str, seed: u64) -> Option<Question> {
    bank::read_drawn(&drawer::draw(family, seed)?).ok()
}

/// The page follows the address, and the notebook what another tab writes.
pub fn follow(study: Study) {
    let moved = window_event_listener(leptos::ev::hashchange, move |_| {
        let fragment = route::fragment();
        if link::kind(&fragment) == link::STUDY {
            study.show(Route::parse(&fragment));
            document().set_title(crate::ui::pages::Page::Study.title());
        }
    });
    document().set_title(crate::ui::pages::Page::Study.title());
    let written = window_event_listener(leptos::ev::storage, move |event| {
        if store::is_about(&event, NOTEBOOK) {
            let other = store::read(NOTEBOOK).and_then(|text| link::notebook::decode(&text).ok());
            if let Some(other) = other {
                study.note(|notebook| *notebook = other);
            }
        }
    });
    on_cleanup(move || {
        moved.remove();
        written.remove();
    });
}

/// The bank did not come.
#[component]
pub fn Failed(why: String) -> impl IntoView {
    view! {
        <div class="page">
            <div role="alert">
                <h1>"The questions did not come"</h1>
                <p>{sentence(&why)}</p>
            </div>
        </div>
    }
    .into_any()
}

/// Something kept could not be read, or nothing can be kept: said, with what to do.
#[component]
pub fn SetAside(study: Study) -> impl IntoView {
    let save = move |_| {
        if let Some(text) = store::read(ASIDE) {
            download::save("shardscope-notebook-put-aside.json", "application/json", &text);
        }
    };
    let aside = move || {
        study.aside.get().map(|why| {
            view! {
                <section class="notice page-wide" role="alert">
                    <p><strong>"Your notebook is safe, but not open. "</strong>{sentence(&why)}</p>
                    <span class="notice-acts">
                        <button type="button" class="plain" on:click=save>"Download it"</button>
                        <button type="button" class="quiet" on:click=move |_| study.aside.set(None)>"Go on without"</button>
                    </span>
                </section>
            }
            .into_any()
        })
    };
    let forgetful = move || {
        study.forgetful.get().then(|| {
            view! {
                <p class="notice page-wide" role="status">
                    "This browser keeps nothing for this page: what you answer is forgotten when you close it. Export your notebook in the settings to keep it."
                </p>
            }
            .into_any()
        })
    };
    view! { {told(aside)} {told(forgetful)} }.into_any()
}
