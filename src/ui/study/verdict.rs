//! After the answer: what was right, which misconception it was, the rows of the matrix that decide, and where to see it.

mod decided;
mod right;

use leptos::prelude::*;

use super::{
    bits,
    question::{Answer, Sheet},
    state::{Study, today},
};
use crate::{
    quiz::{Given, Mode, Question},
    ui::parts::{focus, told},
    web::{clipboard, route},
};

#[component]
pub fn VerdictView(
    study: Study,
    sheet: Sheet,
    answer: Answer,
    mode: Mode,
    #[prop(into)] onward: ViewFn,
) -> impl IntoView {
    let (head, lines) = headline(study, &answer);
    let right = if answer.judged.right { "yes" } else { "no" };
    study.said.set(spoken(&head, sheet, &answer));
    // The options above have become still; the focus goes on to the verdict.
    request_animation_frame(|| focus("verdict"));
    let card = sheet.with(|question| question.card().to_owned());
    let back = move || comes_back(study, &card, mode);
    let question = sheet.with(Clone::clone);
    let level = format!("Skill {}, level: {}.", question.skill, question.level.word());
    let drawn = question.drawn.as_ref().map(|drawn| drawn.formula.clone());
    view! {
        <section class="verdict" data-right=right aria-labelledby="verdict">
            <h2 id="verdict" tabindex="-1">{head}</h2>
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view().into_any()}
            <right::RightAnswer question=question.clone() given=answer.given.clone()/>
            {drawn.map(|formula| view! { <p class="formula machine">{formula}</p> }.into_any())}
            <p class="rule">{question.rule.clone()}</p>
            <decided::DecidingRows question=question.clone()/>
            <div class="onward">
                {onward.run()}
                {see(&question)}
            </div>
            <p class="hint">{told(back)}</p>
            <details class="more">
                <summary>"Sources"</summary>
                {bits::sources(&question.sources)}
                <p class="hint">{level}</p>
                <Report question answer/>
            </details>
        </section>
    }
    .into_any()
}

/// The first line, and what is to be said below it.
fn headline(study: Study, answer: &Answer) -> (String, Vec<String>) {
    if answer.judged.right {
        let more = match answer.confidence {
            Some(crate::quiz::Confidence::Guess) => {
                vec!["A guess counts as not known: it comes back soon.".to_owned()]
            }
            _ => Vec::new(),
        };
        return ("Right".to_owned(), more);
    }
    let mut named = answer.judged.misconceptions.iter().filter_map(|id| Some((id, study.misconception(id)?)));
    let Some((id, (name, truth))) = named.next() else {
        let head = if answer.given == Given::DontKnow { "Not known yet" } else { "Not right" };
        return (head.to_owned(), Vec::new());
    };
    let mut more = vec![truth];
    more.extend(again(study, id));
    more.extend(named.map(|(_, (name, truth))| format!("{name}. {truth}")));
    (name, more)
}

/// How often it was this one lately.
fn again(study: Study, misconception: &str) -> Option<String> {
    let today = today();
    let times = study.with_untracked(|notebook| {
        let lately = notebook.log().rev().take_while(|entry| entry.answered.day.until(today) < 7);
        lately.filter(|entry| entry.answered.misconceptions.iter().any(|id| id == misconception)).count()
    });
    match times {
        0 | 1 => None,
        2 => Some("You have missed this twice within a week.".to_owned()),
        times => Some(format!("You have missed this {times} times within a week.")),
    }
}

fn spoken(head: &str, sheet: Sheet, answer: &Answer) -> String {
    if answer.judged.right {
        return "Right.".to_owned();
    }
    format!("Wrong. {head}. {}", sheet.with(right::in_words))
}

fn comes_back(study: Study, card: &str, mode: Mode) -> Option<String> {
    if mode == Mode::Exam {
        return None;
    }
    let today = today();
    let day = study.with(|notebook| notebook.due_day(card, today))?;
    Some(format!("This comes back {}.", bits::in_days(today, day)))
}

fn see(question: &Question) -> Option<AnyView> {
    let see = question.see.as_ref()?;
    let href = format!("#{}", bits::see_fragment(see));
    Some(view! { <a class="plain" href=href>"▶ "{bits::see_words(see)}</a> }.into_any())
}

/// A text to send to whoever keeps the questions: which one it was and what was chosen. And a link to it.
#[component]
fn Report(question: Question, answer: Answer) -> impl IntoView {
    let link = route::address_with(&super::route::Route::Question(question.id.clone()).fragment());
    let text = format!("Shardscope question {}\nanswered: {:?}\n{link}\n", question.id, answer.given);
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&text).await;
            copied.try_set(done);
        });
    };
    view! {
        <p class="hint">
            "Question "<span class="machine">{question.id}</span>". "
            <button type="button" class="quiet" on:click=copy>
                {told(move || if copied.get() { "Copied" } else { "Copy a report of it" })}
            </button>
        </p>
    }
    .into_any()
}
