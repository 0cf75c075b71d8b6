//! A question as it is asked: the stem, the options, how sure one is, and the verdict beside it.

mod choices;
mod keys;
mod matching;
mod ordering;
mod sheet;
mod typed;

use leptos::prelude::*;

pub use choices::Choices;
pub use sheet::{Answer, Sheet};

use super::{bits, route::Route, state::Study, verdict::VerdictView};
use crate::{
    quiz::{
        Confidence, Mode, Question,
        question::{Answers, Exhibit},
    },
    ui::parts::{Refusal, told},
    web,
};

/// Asks, judges, and tells. `answered` is called once, when the answer has been noted down.
#[component]
pub fn QuestionView(
    study: Study,
    sheet: Sheet,
    mode: Mode,
    answered: Callback<Answer>,
    /// What stands below the verdict: where one goes from here.
    #[prop(into)]
    onward: ViewFn,
) -> impl IntoView {
    keys::listen(study, sheet, answered);
    let verdict = move || {
        let onward = onward.clone();
        sheet.answer.get().map(|answer| view! { <VerdictView study sheet answer mode onward/> }.into_any())
    };
    view! {
        <div class="asking" data-answered=told(move || sheet.is_answered().then_some(""))>
            <form class="question" data-question=sheet.with(|question| question.id.clone()) on:submit=|event| event.prevent_default()>
                <fieldset disabled=told(move || sheet.is_answered())>
                    <legend class="stem" id="stem">{sheet.with(stem)}</legend>
                    {sheet.with(|question| question.exhibit.as_ref().map(exhibit))}
                    <Answering sheet/>
                </fieldset>
                <Refusal why=sheet.problem/>
                <Checking sheet answered mode/>
            </form>
            <div class="verdict-place" aria-live="off">{told(verdict)}</div>
        </div>
    }
    .into_any()
}

fn stem(question: &Question) -> AnyView {
    let era = bits::era_words(question.era);
    let era = era.map(|words| view! { <span class="badge">{words}</span>" " }.into_any());
    view! { {era}{bits::rich(&question.stem)} }.into_any()
}

pub fn exhibit(exhibit: &Exhibit) -> AnyView {
    view! {
        <figure class="exhibit">
            <figcaption>{exhibit.caption.clone()}</figcaption>
            <pre tabindex="0"><code>{exhibit.text.clone()}</code></pre>
        </figure>
    }
    .into_any()
}

#[component]
fn Answering(sheet: Sheet) -> impl IntoView {
    enum Kind {
        Choose,
        Order,
        Match,
        Number,
    }
    let kind = sheet.with(|question| match question.answers {
        Answers::Choose(_) => Kind::Choose,
        Answers::Order(_) => Kind::Order,
        Answers::Match { .. } => Kind::Match,
        Answers::Number(_) => Kind::Number,
    });
    match kind {
        Kind::Choose => view! { <choices::Chosen sheet/> }.into_any(),
        Kind::Order => view! { <ordering::Ordering sheet/> }.into_any(),
        Kind::Match => view! { <matching::Matching sheet/> }.into_any(),
        Kind::Number => view! { <typed::Typed sheet/> }.into_any(),
    }
}

/// How sure one is, which is also the way to have it checked; or not to know; or a hint.
#[component]
fn Checking(sheet: Sheet, answered: Callback<Answer>, mode: Mode) -> impl IntoView {
    let hint = sheet.with(|question| question.hint.clone());
    let sure = [
        (Confidence::Sure, "Sure", "s"),
        (Confidence::Unsure, "Unsure", "u"),
        (Confidence::Guess, "A guess", "g"),
    ];
    let buttons = sure.map(|(confidence, words, key)| {
        let check = move |_| sheet.check(Some(confidence), answered);
        view! {
            <button type="button" class="plain" aria-keyshortcuts=key on:click=check>{words}</button>
        }
    });
    let label = if mode == Mode::Predict { "Run all four. I am:" } else { "Check my answer. I am:" };
    let has_hint = !hint.is_empty();
    view! {
        <div class="checking" hidden=told(move || sheet.is_answered())>
            <div class="checking-row" role="group" aria-label="Check my answer">
                <span class="field-label">{label}</span>
                {buttons.collect_view().into_any()}
                <button type="button" class="quiet" aria-keyshortcuts="0" on:click=move |_| sheet.give_up(answered)>
                    "I don’t know"
                </button>
            </div>
            <details class="more" hidden=!has_hint>
                <summary id="hint">"Hint"</summary>
                <p class="hint-text">{hint}</p>
            </details>
        </div>
    }
    .into_any()
}

/// A question by itself, from a link.
#[component]
pub fn OneQuestion(study: Study, id: String) -> impl IntoView {
    let shown = move || {
        if study.is_coming(&id) {
            return view! { <div class="page">{bits::coming()}</div> }.into_any();
        }
        untrack(|| one(study, id.clone()))
    };
    view! { {told(shown)} }.into_any()
}

fn one(study: Study, id: String) -> AnyView {
    let Some(question) = study.question(&id) else {
        return view! {
            <div class="page">
                <h1>"There is no such question"</h1>
                <p>"The link names "<code>{id}</code>". Perhaps it was taken out because it was wrong; numbers are never used again."</p>
                <p><a href="#study">"To what is due today"</a></p>
            </div>
        }
        .into_any();
    };
    if question.trial.is_some() {
        return view! { <super::predict::Experiment study question/> }.into_any();
    }
    let sheet = Sheet::new(question, web::random_seed());
    let noted = Callback::new(move |answer: Answer| sheet.note(study, Mode::Learn, &answer));
    let onward = move || {
        view! {
            <a class="act" href=format!("#{}", Route::Practice.fragment())>"Practise"</a>
            <a class="plain" href="#study">"Today"</a>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <h1 class="lead asking-head">"Question "<span class="machine">{id}</span></h1>
            <QuestionView study sheet mode=Mode::Learn answered=noted onward/>
        </div>
    }
    .into_any()
}
