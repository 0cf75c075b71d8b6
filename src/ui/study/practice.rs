//! A practice: one question after another, the missed ones again, a look back at the end.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    bits,
    question::{Answer, QuestionView, Sheet},
    route::Route,
    state::{Study, today},
};
use crate::{
    quiz::{Mode, Notebook, Practice, Stock, Topic, practice::Mark, taught},
    ui::parts::told,
    web,
};

/// Begins a practice of so many items, of one topic or of all, in place of one that is under way.
pub fn begin(study: Study, size: usize, topic: Option<Topic>) {
    let mut topics = BTreeSet::new();
    topics.extend(topic);
    let topics = (!topics.is_empty()).then_some(&topics);
    begin_as(study, |stock, notebook, seed| Practice::new(stock, notebook, size, topics, today(), seed));
}

/// Begins a practice of these cards, in place of one that is under way.
pub fn begin_with(study: Study, cards: &BTreeSet<String>) {
    begin_as(study, |stock, notebook, seed| Practice::of_cards(stock, notebook, cards, today(), seed));
}

fn begin_as(study: Study, make: impl FnOnce(&Stock<'_>, &Notebook, u64) -> Practice) {
    let practice = made(study, make);
    study.change(|notebook| notebook.practice = Some(practice));
    study.go(Route::Practice);
}

/// A practice of what can be asked now.
fn made(study: Study, make: impl FnOnce(&Stock<'_>, &Notebook, u64) -> Practice) -> Practice {
    study.with_askable(|stock| study.with_untracked(|notebook| make(stock, notebook, web::random_seed())))
}

#[component]
pub fn PracticePage(study: Study) -> impl IntoView {
    // A verdict that was shown before a reload has been read.
    let waits =
        study.with_untracked(|notebook| notebook.practice.as_ref().is_some_and(Practice::is_answered));
    if waits {
        next(study);
    }
    if study.with_untracked(|notebook| notebook.practice.is_none()) {
        begin_quietly(study);
    }
    let now = Memo::new(move |_| {
        study.with(|notebook| {
            let practice = notebook.practice.as_ref()?;
            let item = practice.current()?;
            Some((item.question.clone(), practice.shuffle_seed(), item.is_again()))
        })
    });
    let shown = move || match now.get() {
        Some((id, _, _)) if study.is_coming(&id) => bits::coming(),
        Some((id, seed, again)) => asked(study, &id, seed, again),
        None => view! { <End study/> }.into_any(),
    };
    view! { <div class="page">{told(shown)}</div> }.into_any()
}

/// Whoever opens the page by its address wants ten.
fn begin_quietly(study: Study) {
    let practice =
        made(study, |stock, notebook, seed| Practice::new(stock, notebook, 10, None, today(), seed));
    study.change_soon(|notebook| notebook.practice = Some(practice));
}

fn next(study: Study) {
    study.change(|notebook| notebook.practice.as_mut().map(Practice::next));
}

fn asked(study: Study, id: &str, seed: u64, again: bool) -> AnyView {
    let Some(question) = study.question(id) else {
        // It was taken out of the bank since: nobody is asked what is no more.
        study.change(|notebook| {
            if let Some(practice) = notebook.practice.as_mut() {
                practice.answer(true);
                practice.next();
            }
        });
        return ().into_any();
    };
    let sheet = Sheet::new(question, seed);
    let answered = Callback::new(move |answer: Answer| {
        sheet.note(study, Mode::Practice, &answer);
    });
    let undo = move |_| {
        // The same question again, as it was before the answer.
        study.change(crate::quiz::Notebook::undo);
        sheet.reopen();
        study.said.set("Taken back.".to_owned());
    };
    let onward = move || {
        let last = study.with_untracked(|notebook| {
            notebook.practice.as_ref().is_some_and(|practice| practice.progress().last() == Some(&Mark::Now))
        });
        view! {
            <button id="onward" type="button" class="act" aria-keyshortcuts="Enter" on:click=move |_| next(study)>
                {if last { "To the end" } else { "Next question" }}
            </button>
            <button type="button" class="quiet" on:click=undo>"Take back"</button>
        }
        .into_any()
    };
    view! {
        <Progress study again/>
        <QuestionView study sheet mode=Mode::Practice answered onward/>
    }
    .into_any()
}

/// Where one is: "Practice of ten · question 4", and a strip.
#[component]
fn Progress(study: Study, again: bool) -> impl IntoView {
    let marks =
        move || study.with(|notebook| notebook.practice.as_ref().map(Practice::progress).unwrap_or_default());
    let place = move || {
        let marks = marks();
        let at = marks.iter().position(|mark| *mark == Mark::Now).map_or(marks.len(), |at| at + 1);
        format!("Practice · question {at} of {}", marks.len())
    };
    let strip = move || {
        let items = marks().into_iter().map(|mark| {
            let state = match mark {
                Mark::Right => "right",
                Mark::Wrong => "wrong",
                Mark::Now => "now",
                Mark::ToCome => "to-come",
            };
            view! { <i data-state=state></i> }
        });
        items.collect_view().into_any()
    };
    let again = again.then(|| view! { <span class="badge">"Again"</span> }.into_any());
    view! {
        <div class="asking-head">
            <h1 class="lead">{told(place)}" "{again}</h1>
            <span class="strip" aria-hidden="true">{told(strip)}</span>
        </div>
    }
    .into_any()
}

#[component]
fn End(study: Study) -> impl IntoView {
    let summary =
        study.with(|notebook| notebook.practice.as_ref().map(Practice::summary)).unwrap_or_default();
    let (asked, right) = (summary.asked, summary.right);
    let head = match (asked, summary.missed.is_empty()) {
        (0, _) => "There is nothing to practise with these settings.".to_owned(),
        (_, true) => format!("All {asked} right."),
        (_, false) => format!("{right} of {asked} right at first, {} mended.", summary.mended.len()),
    };
    let missed = summary.missed.iter().map(|card| {
        let mended = summary.mended.contains(card);
        let day = study.with(|notebook| notebook.due_day(card, today()));
        let back = day.map(|day| format!(" Comes back {}.", bits::in_days(today(), day)));
        view! {
            <li>
                <span class="badge" data-kind=if mended { "well" } else { "alarm" }>{if mended { "mended" } else { "missed" }}</span>
                <span>{card_words(card)}<small>{back}</small></span>
            </li>
        }
    });
    let missed: Vec<AnyView> = missed.map(IntoAny::into_any).collect();
    let some = !missed.is_empty();
    let again = move |size| move |_| begin(study, size, None);
    study.said.set(head.clone());
    view! {
        <h1>{head}</h1>
        <section class="missed" hidden=!some>
            <h2>"What was missed"</h2>
            <ul>{missed}</ul>
        </section>
        <div class="onward">
            <button type="button" class="act" on:click=again(10)>"Ten more"</button>
            <button type="button" class="plain" on:click=again(5)>"Five more"</button>
            <a class="quiet" href="#study">"Enough for today"</a>
        </div>
    }
    .into_any()
}

/// What a card is about.
pub fn card_words(card: &str) -> String {
    if let Some(fact) = taught::find(card) {
        return crate::aws::claims::fill(fact.says).unwrap_or_default();
    }
    crate::quiz::family::find(card).map_or_else(|| card.to_owned(), |family| family.name.to_owned())
}
