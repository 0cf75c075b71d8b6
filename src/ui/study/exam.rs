//! An exam: drawn by the topics' weights, two minutes an item, without help. It lives in the notebook, so that a reload
//! pauses it and loses nothing.

mod done;
mod result;
mod review;
mod sitting;

use leptos::prelude::*;

use super::{
    bits,
    state::{Study, today},
};
use crate::{
    quiz::{
        Exam,
        exam::{SIZES, possible},
    },
    ui::parts::{focus, told},
    web,
};
pub use done::Done;

/// What is shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Start,
    Sitting,
    Result,
}

#[component]
pub fn ExamPage(study: Study) -> impl IntoView {
    let part = Memo::new(move |_| {
        study.with(|notebook| match &notebook.exam {
            None => Part::Start,
            Some(exam) if exam.is_submitted() => Part::Result,
            Some(_) => Part::Sitting,
        })
    });
    let shown = move || match part.get() {
        Part::Start => view! { <Start study/> }.into_any(),
        Part::Sitting => view! { <sitting::Sitting study/> }.into_any(),
        Part::Result => view! { <result::ResultPage study/> }.into_any(),
    };
    view! { <div class="page">{told(shown)}</div> }.into_any()
}

/// What an exam is here, and how long it shall be.
#[component]
fn Start(study: Study) -> impl IntoView {
    let era = study.with(|notebook| notebook.settings.era);
    let can = study.bank.with_value(|bank| possible(bank, era));
    let begin = move |size: usize| {
        let exam = study.bank.with_value(|bank| Exam::draw(bank, era, size, web::random_seed()));
        let Some(mut exam) = exam else { return };
        exam.run(web::now_ms());
        study.change(|notebook| notebook.exam = Some(exam));
        focus_soon(PLACE);
    };
    let buttons = SIZES.into_iter().filter(|size| can.contains(size)).map(|size| {
        let class = if size == 10 { "act" } else { "plain" };
        view! { <button type="button" class=class on:click=move |_| begin(size)>{format!("{size} questions, {} min", size * 2)}</button> }
    });
    view! {
        <h1>"Sit an exam: two minutes a question, and no help"</h1>
        <p class="sub">"The questions are drawn by how often the topics are asked, never by what you are weak in: otherwise the score would mean nothing. A question with several right answers counts only if all of them are chosen. This is our slice of DVA-C02, about 8 of its 65 questions; the 65 here are a marathon over it."</p>
        <p class="sub">"The clock goes on while you look at another page; Pause and a reload stop it. When the time is over, what you have is handed in."</p>
        <div class="onward">{buttons.collect_view().into_any()}</div>
        <Done study/>
    }
    .into_any()
}

/// Hands the exam in, and takes its answers down.
fn hand_in(study: Study) {
    study.change(|notebook| study.bank.with_value(|bank| _ = notebook.hand_in(bank, today(), web::now_ms())));
    let said = study.with_untracked(|notebook| {
        notebook.exams().last().map(|done| format!("Handed in: {} of {} right.", done.right, done.of))
    });
    study.said.set(said.unwrap_or_default());
    focus_soon(RESULT);
}

/// Where the focus goes when what had it makes room for something else.
const PLACE: &str = "exam-place";
const RESULT: &str = "exam-result";

/// Gives the focus to what is about to be there.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
}

/// `07:30`, of an hour and more `1:07:30`.
fn clock(ms: u64) -> String {
    let s = ms / 1_000;
    if s >= 3_600 {
        format!("{}:{:02}:{:02}", s / 3_600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

/// "2 open questions, 1 flagged".
fn left_words(exam: &Exam) -> String {
    let open = exam.items().iter().filter(|item| !item.is_complete()).count();
    let flagged = exam.items().iter().filter(|item| item.flagged).count();
    let mut words = if open == 0 { "all answered".to_owned() } else { bits::count(open, "open question") };
    if flagged > 0 {
        words = format!("{words}, {flagged} flagged");
    }
    words
}
