use std::{collections::BTreeSet, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{PLACE, clock, focus_soon, hand_in, left_words};
use crate::{
    quiz::{Exam, Question, question::Answers, shuffle::order_of},
    ui::{
        parts::{Refusal, told},
        study::{
            bits,
            question::{Choices, exhibit},
            state::{Study, is_shown},
        },
    },
    web::{self, keyboard},
};

/// How often the time used is written down.
const KEEP_EVERY: u64 = 5;
/// Milliseconds left at which it is said.
const SAY_AT: [(u64, &str); 2] = [(300_000, "Five minutes left."), (60_000, "One minute left.")];
/// What takes the focus from a button that goes.
const GO_ON: &str = "exam-go-on";
const HAND_IN: &str = "exam-hand-in";
const LEFT_OPEN: &str = "exam-left-open";

/// The questions, one at a time, with the clock and the way among them.
#[component]
pub fn Sitting(study: Study) -> impl IntoView {
    let left = RwSignal::new(
        study.with_untracked(|notebook| notebook.exam.as_ref().map_or(0, |exam| exam.left_ms(web::now_ms()))),
    );
    keep_time(study, left);
    keys(study);
    let at = Memo::new(move |_| study.with(|notebook| notebook.exam.as_ref().map_or(0, Exam::at)));
    let running =
        Memo::new(move |_| study.with(|notebook| notebook.exam.as_ref().is_some_and(Exam::is_running)));
    let item = move || {
        let at = at.get();
        running.get().then(|| item(study, at))
    };
    let paused = move || {
        (!running.get()).then(|| {
            view! {
                <section class="paused">
                    <h2>"The clock stands"</h2>
                    <p class="sub">"Your answers are kept. The questions are hidden until you go on."</p>
                    <button id=GO_ON type="button" class="act" on:click=move |_| go_on(study)>"Go on"</button>
                </section>
            }
            .into_any()
        })
    };
    let place = move || {
        let of = study.with(|notebook| notebook.exam.as_ref().map_or(0, |exam| exam.items().len()));
        format!("Exam · question {} of {of}", at.get() + 1)
    };
    view! {
        <div class="asking-head">
            <h1 id=PLACE class="lead" tabindex="-1">{told(place)}</h1>
            <span class="exam-clock">
                <span class="machine" role="timer" aria-label="Time left">{told(move || clock(left.get()))}</span>
                <button type="button" class="quiet" hidden=told(move || !running.get()) on:click=move |_| pause(study)>"Pause"</button>
            </span>
        </div>
        {told(item)}
        {told(paused)}
        <Navigator study/>
        <HandIn study/>
    }
    .into_any()
}

fn pause(study: Study) {
    study.change(|notebook| notebook.exam.as_mut().map(|exam| exam.pause(web::now_ms())));
    focus_soon(GO_ON);
}

fn go_on(study: Study) {
    study.change(|notebook| notebook.exam.as_mut().map(|exam| exam.run(web::now_ms())));
    focus_soon(PLACE);
}

/// The clock of the page: shows the time, writes it down now and then, and hands in at the end.
fn keep_time(study: Study, left: RwSignal<u64>) {
    let beats = StoredValue::new(0_u64);
    // What was passed before is not said again.
    let said = StoredValue::new(passed(left.get_untracked()));
    let beat = move || {
        let now = web::now_ms();
        let told = study.with_untracked(|notebook| {
            notebook.exam.as_ref().map(|exam| (exam.left_ms(now), exam.is_running()))
        });
        let Some((ms, running)) = told else { return };
        if left.get_untracked() / 1_000 != ms / 1_000 {
            left.set(ms);
        }
        let now_passed = passed(ms);
        if now_passed > said.get_value() {
            said.set_value(now_passed);
            study.said.set(SAY_AT[now_passed - 1].1.to_owned());
        }
        if ms == 0 {
            hand_in(study);
            return;
        }
        beats.update_value(|beats| *beats += 1);
        if running && beats.get_value().is_multiple_of(KEEP_EVERY * 2) {
            study.note(|notebook| notebook.exam.as_mut().map(|exam| exam.tick(now)));
            study.keep();
        }
    };
    if let Ok(handle) = set_interval_with_handle(beat, Duration::from_millis(500)) {
        on_cleanup(move || handle.clear());
    }
}

/// How many of [`SAY_AT`] there is less time left than.
fn passed(left_ms: u64) -> usize {
    SAY_AT.iter().filter(|(at, _)| left_ms <= *at).count()
}

/// f flags, n and p go on and back, 1 to 6 choose.
fn keys(study: Study) {
    let pressed = window_event_listener(leptos::ev::keydown, move |event| {
        if !untrack(|| study.has_keys()) || !is_shown() {
            return;
        }
        match keyboard::shortcut_beside_options(&event).as_deref() {
            Some("f") => flag(study),
            Some("n") => step(study, 1),
            Some("p") => step(study, -1),
            Some(digit) => press(digit),
            None => {}
        }
    });
    on_cleanup(move || pressed.remove());
}

/// The option with this number, as they stand.
fn press(digit: &str) {
    let Some(place) = digit.parse::<u32>().ok().filter(|place| (1..=6).contains(place)) else { return };
    let inputs = document().query_selector_all(".exam-question input").ok();
    let input = inputs.and_then(|inputs| inputs.get(place - 1));
    if let Some(input) = input.as_ref().and_then(|it| it.dyn_ref::<web_sys::HtmlElement>()) {
        input.click();
    }
}

fn flag(study: Study) {
    study.change(|notebook| {
        notebook.exam.as_mut().map(|exam| {
            let at = exam.at();
            let flagged = exam.items().get(at).is_some_and(|item| item.flagged);
            exam.flag(at, !flagged);
        })
    });
}

fn step(study: Study, by: isize) {
    let at = study.with_untracked(|notebook| notebook.exam.as_ref().map(Exam::at));
    if let Some(to) = at.and_then(|at| at.checked_add_signed(by)) {
        go_to(study, to);
    }
}

/// Shows another question, and has the focus begin there: whoever listens hears which it is.
fn go_to(study: Study, to: usize) {
    study.change(|notebook| notebook.exam.as_mut().map(|exam| exam.go_to(to)));
    focus_soon(PLACE);
}

/// One question; choosing is all that can be done.
fn item(study: Study, at: usize) -> AnyView {
    let found = study.with_untracked(|notebook| {
        let exam = notebook.exam.as_ref()?;
        Some((exam.items().get(at)?.question.clone(), exam.shuffle_seed(), exam.items().len()))
    });
    let Some((id, seed, of)) = found else { return ().into_any() };
    let Some(question) = study.question(&id) else {
        return view! { <p class="sub">"This question is no longer in the bank and does not count."</p> }
            .into_any();
    };
    let refused = RwSignal::new(None::<String>);
    let chosen = Signal::derive(move || {
        study.with(|notebook| {
            notebook
                .exam
                .as_ref()
                .and_then(|exam| exam.items().get(at))
                .map(|item| item.chosen.clone())
                .unwrap_or_default()
        })
    });
    let choose = Callback::new(move |(option, on)| {
        let done = study.change(|notebook| notebook.exam.as_mut().map(|exam| exam.choose(at, option, on)));
        refused.set(done.flatten().and_then(Result::err).map(|enough| enough.to_string()));
    });
    let struck = RwSignal::new(BTreeSet::<usize>::new());
    let strike = Callback::new(move |option| {
        struck.update(|struck| {
            if !struck.remove(&option) {
                struck.insert(option);
            }
        });
    });
    let order = order_of(&question, seed);
    let wanted = question.choose();
    let many = wanted > 1;
    let flagged = move || {
        study.with(|notebook| {
            notebook.exam.as_ref().and_then(|exam| exam.items().get(at)).is_some_and(|item| item.flagged)
        })
    };
    view! {
        <form class="question exam-question" data-question=id on:submit=|event| event.prevent_default()>
            <fieldset>
                <legend class="stem">{bits::rich(&question.stem)}</legend>
                {question.exhibit.as_ref().map(exhibit)}
                <p class="hint choose" hidden=!many>{format!("Choose {wanted}.")}</p>
                <Choices options=options(&question) order many chosen choose struck strike picked=Signal::stored(None)/>
            </fieldset>
            <Refusal why=refused/>
        </form>
        <div class="onward exam-steps">
            <button type="button" class="plain" disabled=at == 0 on:click=move |_| step(study, -1)>"Back"</button>
            <button type="button" class="act" disabled=at + 1 == of on:click=move |_| step(study, 1)>"Next"</button>
            <button type="button" class="quiet" aria-keyshortcuts="f" aria-pressed=told(move || if flagged() { "true" } else { "false" }) on:click=move |_| flag(study)>
                {told(move || if flagged() { "⚑ Flagged" } else { "⚐ Flag" })}
            </button>
        </div>
    }
    .into_any()
}

fn options(question: &Question) -> Vec<crate::quiz::question::Choice> {
    match &question.answers {
        Answers::Choose(choices) => choices.clone(),
        _ => Vec::new(),
    }
}

/// A button for each question, with its state as a word for those who listen and as a shape for those who look.
#[component]
fn Navigator(study: Study) -> impl IntoView {
    let items = move || {
        study.with(|notebook| {
            let Some(exam) = &notebook.exam else { return Vec::new() };
            let state = |(index, item): (usize, &crate::quiz::exam::ExamItem)| {
                (index, item.is_complete(), item.flagged, index == exam.at())
            };
            exam.items().iter().enumerate().map(state).collect::<Vec<_>>()
        })
    };
    let buttons = move || {
        let button = |(index, answered, flagged, now): (usize, bool, bool, bool)| {
            let mut words = format!("Question {}, {}", index + 1, if answered { "answered" } else { "open" });
            if flagged {
                words.push_str(", flagged");
            }
            view! {
                <li><button
                    type="button"
                    aria-label=words
                    aria-current=now.then_some("step")
                    data-answered=answered.then_some("")
                    data-flagged=flagged.then_some("")
                    on:click=move |_| go_to(study, index)
                >{index + 1}</button></li>
            }
        };
        items().into_iter().map(button).collect_view().into_any()
    };
    view! { <nav aria-label="Questions"><ol class="navigator">{told(buttons)}</ol></nav> }.into_any()
}

/// Handing in asks once more, and says what is open.
#[component]
fn HandIn(study: Study) -> impl IntoView {
    let asked = RwSignal::new(false);
    let words = move || study.with(|notebook| notebook.exam.as_ref().map(left_words).unwrap_or_default());
    let ask = move |_| {
        asked.set(true);
        focus_soon(LEFT_OPEN);
    };
    let not_yet = move |_| {
        asked.set(false);
        focus_soon(HAND_IN);
    };
    view! {
        <div class="hand-in">
            <div class="onward" hidden=told(move || asked.get())>
                <button id=HAND_IN type="button" class="plain" on:click=ask>"Hand in…"</button>
                <span class="hint">{told(words)}</span>
            </div>
            <div class="onward" role="group" aria-label="Hand in" hidden=told(move || !asked.get())>
                <span id=LEFT_OPEN tabindex="-1">{told(words)}". What is open counts as wrong."</span>
                <button type="button" class="act" on:click=move |_| hand_in(study)>"Hand in now"</button>
                <button type="button" class="quiet" on:click=not_yet>"Not yet"</button>
            </div>
        </div>
    }
    .into_any()
}
