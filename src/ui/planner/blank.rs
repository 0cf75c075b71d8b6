//! A blank in the sentence: a quantity one types, taken with every keystroke that can be read.

use std::{fmt::Display, str::FromStr};

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Planner;
use crate::plan::{Workload, WorkloadError};

/// A quantity of the workload as its field needs it.
#[derive(Clone, Copy)]
pub struct Face {
    /// The value of now.
    pub text: Signal<String>,
    /// Makes a text the value, or says why it is none.
    pub take: Callback<String, Result<(), String>>,
}

/// What a field is about.
#[derive(Clone, Copy)]
pub struct Spec {
    /// Its name, in the words of the sentence.
    pub label: &'static str,
    /// What it is, in one line.
    pub hint: &'static str,
    /// Is an error this field's?
    pub about: fn(&WorkloadError, &Workload) -> bool,
}

/// What can be typed as a field of the workload.
pub trait Typed: Copy + PartialEq + Display + FromStr<Err: Display> + Send + Sync + 'static {}
impl<T: Copy + PartialEq + Display + FromStr<Err: Display> + Send + Sync + 'static> Typed for T {}

/// Of a value that may not be there just now: another kind of keys, of sizes, of traffic.
pub fn face<T: Typed>(planner: Planner, get: fn(&Workload) -> Option<T>, set: fn(&mut Workload, T)) -> Face {
    Face {
        text: Signal::derive(move || {
            planner.workload.with(get).map(|value| value.to_string()).unwrap_or_default()
        }),
        take: Callback::new(move |text: String| {
            let value = text.parse::<T>().map_err(|why| why.to_string())?;
            planner.edit(&mut |w| set(w, value));
            Ok(())
        }),
    }
}

/// Of a value that is left out by leaving the field empty, or with the given word.
pub fn optional<T: Typed>(
    planner: Planner,
    word: &'static str,
    get: fn(&Workload) -> Option<T>,
    set: fn(&mut Workload, Option<T>),
) -> Face {
    Face {
        text: Signal::derive(move || {
            planner.workload.with(get).map_or_else(|| word.to_owned(), |value| value.to_string())
        }),
        take: Callback::new(move |text: String| {
            let bare = text.trim();
            let value = if bare.is_empty() || bare.eq_ignore_ascii_case(word) {
                None
            } else {
                Some(bare.parse::<T>().map_err(|why| why.to_string())?)
            };
            planner.edit(&mut |w| set(w, value));
            Ok(())
        }),
    }
}

/// Of a text that is taken as it is.
pub fn text(planner: Planner, get: fn(&Workload) -> String, set: fn(&mut Workload, String)) -> Face {
    Face {
        text: Signal::derive(move || planner.workload.with(get)),
        take: Callback::new(move |text: String| {
            planner.edit(&mut |w| set(w, text.trim().to_owned()));
            Ok(())
        }),
    }
}

/// What was typed, until the field is left.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    text: String,
    refused: Option<String>,
    /// The field was left with this in it.
    left: bool,
    /// Workloads opened until then.
    of: u32,
}

/// A field's text and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Entry {
    draft: RwSignal<Option<Draft>>,
    planner: Planner,
    spec: Spec,
    face: Face,
}

impl Entry {
    pub fn new(planner: Planner, spec: Spec, face: Face) -> Self {
        Self { draft: RwSignal::new(None), planner, spec, face }
    }

    fn standing<T>(self, read: impl FnOnce(&Draft) -> Option<T>) -> Option<T> {
        let now = self.planner.loaded.get();
        self.draft.with(|draft| draft.as_ref().filter(|draft| draft.of == now).and_then(read))
    }

    /// As it was typed while it is being typed or is refused; else as it was understood.
    pub fn shown(self) -> String {
        let kept = |draft: &Draft| (!draft.left || draft.refused.is_some()).then(|| draft.text.clone());
        self.standing(kept).unwrap_or_else(|| self.face.text.get())
    }

    /// What is wrong with the text, or with the workload that came of it.
    pub fn wrong(self) -> Option<String> {
        if let Some(why) = self.standing(|draft| draft.refused.clone()) {
            return Some(why);
        }
        let about = |error: &WorkloadError| self.planner.workload.with(|w| (self.spec.about)(error, w));
        self.planner.wrong.with(|wrong| wrong.as_ref().filter(|error| about(error)).map(ToString::to_string))
    }

    pub fn type_in(self, text: String) {
        let of = self.planner.loaded.get_untracked();
        let refused = self.face.take.run(text.clone()).err();
        self.draft.set(Some(Draft { text, refused, left: false, of }));
    }

    pub fn leave(self) {
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.left = true;
            }
        });
    }
}

/// The fields of a sentence, for the line under it that speaks for all of them.
#[derive(Clone, Copy)]
pub struct Notes {
    entries: RwSignal<Vec<Entry>>,
    focused: RwSignal<Option<Spec>, LocalStorage>,
}

impl Notes {
    pub fn new() -> Self {
        Self { entries: RwSignal::new(Vec::new()), focused: RwSignal::new_local(None) }
    }

    /// The first thing that is wrong, that of the field in use before all others.
    fn wrong(self) -> Option<String> {
        let focused = self.focused.get().map(|spec| spec.label);
        let entries = self.entries.get();
        let mut wrong = entries.iter().filter_map(|entry| entry.wrong().map(|why| (entry.spec.label, why)));
        let first = wrong.next()?;
        let found =
            if Some(first.0) == focused { None } else { wrong.find(|(label, _)| Some(*label) == focused) };
        let (label, why) = found.unwrap_or(first);
        Some(format!("{label}: {}", crate::ui::parts::sentence(&why)))
    }

    fn hint(self) -> String {
        match self.focused.get() {
            Some(spec) => format!("{}: {}", spec.label, spec.hint),
            None => "Change any figure; units are typed freely, as in 8k/s, 1.2 KiB or 7 d.".to_owned(),
        }
    }

    pub fn focus(self, spec: Spec) {
        self.focused.set(Some(spec));
    }

    pub fn blur(self) {
        self.focused.set(None);
    }
}

pub const NOTE: &str = "sentence-note";

/// What is wrong, or what the field in use is.
#[component]
pub fn Note(notes: Notes) -> impl IntoView {
    let wrong = Memo::new(move |_| notes.wrong());
    let line = move || match wrong.get() {
        Some(why) => view! { <p class="field-error" role="alert">{why}</p> }.into_any(),
        None => view! { <p class="hint">{told(move || notes.hint())}</p> }.into_any(),
    };
    view! { <div class="sentence-note" id=NOTE>{told(line)}</div> }.into_any()
}

#[component]
pub fn Blank(planner: Planner, notes: Notes, spec: Spec, face: Face) -> impl IntoView {
    let entry = Entry::new(planner, spec, face);
    notes.entries.update(|entries| entries.push(entry));
    let mine = entry.draft;
    on_cleanup(move || {
        notes.entries.try_update(|entries| entries.retain(|entry| entry.draft != mine));
    });
    let shown = Memo::new(move |_| entry.shown());
    view! {
        <input
            type="text"
            class="blank"
            autocomplete="off"
            spellcheck="false"
            aria-label=spec.label
            aria-describedby=NOTE
            aria-invalid=told(move || entry.wrong().is_some().then_some("true"))
            style:--chars=told(move || shown.with(|text| text.chars().count().max(1)).to_string())
            prop:value=told(move || shown.get())
            on:input:target=move |ev| entry.type_in(ev.target().value())
            on:change=move |_| entry.leave()
            on:focus=move |_| notes.focus(spec)
            on:blur=move |_| { entry.leave(); notes.blur(); }
        />
    }
    .into_any()
}

/// A field with its name above and what it is below, for all that is not in the sentence.
#[component]
pub fn LiveField(planner: Planner, spec: Spec, face: Face) -> impl IntoView {
    let entry = Entry::new(planner, spec, face);
    let wrong = Memo::new(move |_| entry.wrong());
    view! {
        <div class="field">
            <label class="field-row">
                <span class="field-label">{spec.label}</span>
                <input
                    type="text"
                    class="value"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=told(move || wrong.with(Option::is_some).then_some("true"))
                    prop:value=told(move || entry.shown())
                    on:input:target=move |ev| entry.type_in(ev.target().value())
                    on:change=move |_| entry.leave()
                    on:blur=move |_| entry.leave()
                />
            </label>
            <p class="hint">{spec.hint}</p>
            <crate::ui::parts::Refusal why=wrong/>
        </div>
    }
    .into_any()
}
