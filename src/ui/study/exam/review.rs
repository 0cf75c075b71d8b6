use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    quiz::{Question, exam::Reviewed, question::Answers, shuffle::order_of},
    ui::{
        parts::{Switch, told},
        study::{
            bits,
            question::{Choices, exhibit},
            state::Study,
        },
    },
};

/// Each question of an exam with its reasons: all, or those that were not right.
#[component]
pub fn Review(study: Study, review: Vec<Reviewed>, seed: u64) -> impl IntoView {
    let right = review.iter().filter(|it| it.right).count();
    let mixed = right > 0 && right < review.len();
    let only_missed = RwSignal::new(false);
    let items: Vec<AnyView> = review
        .into_iter()
        .enumerate()
        .map(|(index, reviewed)| item(study, index, reviewed, seed, only_missed))
        .collect();
    let options = vec![(false, "All"), (true, "Not right")];
    let set = Callback::new(move |only| only_missed.set(only));
    view! {
        <section class="review" aria-labelledby="review">
            <div class="review-head">
                <h2 id="review">"Every question, with its reasons"</h2>
                {mixed.then(|| view! { <Switch label="Questions shown" options value=only_missed set/> })}
            </div>
            {items}
        </section>
    }
    .into_any()
}

/// How a question came out, as a word and its colour.
fn outcome(reviewed: &Reviewed) -> (&'static str, Option<&'static str>) {
    match (reviewed.right, reviewed.chosen.is_empty()) {
        (true, _) => ("right", Some("well")),
        (false, true) => ("open", None),
        (false, false) => ("wrong", Some("alarm")),
    }
}

/// Options and reasons are built when it is opened.
fn item(study: Study, index: usize, reviewed: Reviewed, seed: u64, only_missed: RwSignal<bool>) -> AnyView {
    let Some(question) = study.question(&reviewed.question) else { return ().into_any() };
    let open = RwSignal::new(false);
    let (word, kind) = outcome(&reviewed);
    let names = reviewed.misconceptions.iter().filter_map(|id| study.misconception(id)).map(|(name, _)| name);
    let mut notes: Vec<String> = names.collect();
    if reviewed.flagged {
        notes.push("⚑ Flagged".to_owned());
    }
    let notes = (!notes.is_empty()).then(|| format!(" {}.", notes.join(". ")));
    let line = format!("{}. {}", index + 1, question.stem.replace("**", ""));
    let right = reviewed.right;
    let reasons = move || open.get().then(|| reasons(&question, &reviewed.chosen, seed));
    view! {
        <details class="reviewed" hidden=told(move || right && only_missed.get()) on:toggle=move |_| open.set(true)>
            <summary>
                <span class="badge" data-kind=kind>{word}</span>
                <span>{line}<small>{notes}</small></span>
            </summary>
            {told(reasons)}
        </details>
    }
    .into_any()
}

/// The options as they were chosen. A form of its own keeps its radio buttons apart from those of the next question.
fn reasons(question: &Question, chosen: &BTreeSet<usize>, seed: u64) -> AnyView {
    let Answers::Choose(options) = question.answers.clone() else { return ().into_any() };
    let order = order_of(question, seed);
    let many = question.choose() > 1;
    let choose = Callback::new(|_: (usize, bool)| {});
    let strike = Callback::new(|_: usize| {});
    let struck = Signal::stored(BTreeSet::new());
    let picked = Signal::stored(Some(chosen.clone()));
    view! {
        {question.exhibit.as_ref().map(exhibit)}
        <form class="question" on:submit=|event| event.prevent_default()>
            <fieldset disabled>
                <legend class="visually-hidden">"Options"</legend>
                <Choices options order many chosen=Signal::stored(chosen.clone()) choose struck strike picked/>
            </fieldset>
        </form>
        <p class="rule">{question.rule.clone()}</p>
        <details class="more">
            <summary>"Sources"</summary>
            {bits::sources(&question.sources)}
        </details>
    }
    .into_any()
}
