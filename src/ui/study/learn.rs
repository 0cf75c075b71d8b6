//! Lessons: an idea in five sentences, something to look at, three questions.

use leptos::prelude::*;

use super::{
    bits, matrix,
    question::{Answer, QuestionView, Sheet},
    route::Route,
    state::{Study, today},
};
use crate::{
    chart::sketch,
    quiz::{Lesson, Mode, lesson::Look, matrix::SHEETS},
    ui::parts::told,
    web,
};

/// All lessons, path by path.
#[component]
pub fn Paths(study: Study) -> impl IntoView {
    let lessons = study.bank.with_value(|bank| bank.lessons().to_vec());
    let mut paths: Vec<String> = Vec::new();
    for lesson in &lessons {
        if !paths.contains(&lesson.path) {
            paths.push(lesson.path.clone());
        }
    }
    let done = study.with(|notebook| lessons.iter().filter(|it| notebook.lesson(&it.id).is_some()).count());
    let next = lessons.iter().find(|it| study.with(|notebook| notebook.lesson(&it.id).is_none()));
    let next = next.map(|lesson| {
        let href = format!("#{}", Route::Lesson(lesson.id.clone()).fragment());
        let words =
            if done == 0 { "Begin with the first".to_owned() } else { format!("Go on: {}", lesson.title) };
        view! { <a class="act" href=href>{words}</a> }.into_any()
    });
    let head = match done {
        0 => format!("{}, each five sentences and three questions.", bits::count(lessons.len(), "lesson")),
        done => format!("{done} of {} lessons done.", lessons.len()),
    };
    let sections = paths.into_iter().map(|path| {
        let items: Vec<AnyView> =
            lessons.iter().filter(|lesson| lesson.path == path).map(|lesson| entry(study, lesson)).collect();
        view! { <section><h2>{path}</h2><ul class="lesson-list">{items}</ul></section> }
    });
    view! {
        <div class="page">
            <h1>{head}</h1>
            <p class="sub">"Start from nothing, or take a topic you are weak in. Each lesson shows the thing at work in the simulator, in a sketch, or side by side."</p>
            <p class="onward">{next}</p>
            <div class="lessons">{sections.collect_view().into_any()}</div>
        </div>
    }
    .into_any()
}

fn entry(study: Study, lesson: &Lesson) -> AnyView {
    let href = format!("#{}", Route::Lesson(lesson.id.clone()).fragment());
    let done = study.with(|notebook| notebook.lesson(&lesson.id).is_some());
    let done = done.then(|| view! { <span class="badge" data-kind="well">"done"</span> }.into_any());
    view! { <li><a href=href><span>{lesson.title.clone()}</span>{done}</a></li> }.into_any()
}

#[component]
pub fn LessonPage(study: Study, id: String) -> impl IntoView {
    let lesson = study.bank.with_value(|bank| bank.lessons().iter().find(|it| it.id == id).cloned());
    let Some(lesson) = lesson else {
        return view! {
            <div class="page"><h1>"There is no such lesson"</h1><p><a href="#study/learn">"To the lessons"</a></p></div>
        }
        .into_any();
    };
    let idea = lesson.sentences.iter().map(|sentence| view! { <li>{bits::rich(sentence)}</li> });
    let idea: Vec<AnyView> = idea.map(IntoAny::into_any).collect();
    view! {
        <div class="page">
            <p class="lead">{lesson.path.clone()}</p>
            <h1>{lesson.title.clone()}</h1>
            <div class="lesson">
                <ol class="lesson-idea">{idea}</ol>
                <LookAt lesson=lesson.clone()/>
            </div>
            <Asks study lesson/>
        </div>
    }
    .into_any()
}

/// What a lesson shows.
#[component]
fn LookAt(lesson: Lesson) -> impl IntoView {
    let caption = lesson.caption.clone();
    // Where there is a scenario as well, the caption speaks of that.
    let label = if lesson.looks.len() > 1 { &lesson.title } else { &caption };
    let shown: Vec<AnyView> = lesson.looks.iter().map(|look| shown(look, label)).collect();
    view! { <figure class="lesson-look">{shown}<figcaption class="hint">{caption}</figcaption></figure> }
        .into_any()
}

fn shown(look: &Look, label: &str) -> AnyView {
    match look {
        Look::See(see) => {
            let href = format!("#{}", bits::see_fragment(see));
            view! { <p class="onward"><a class="plain" href=href>"▶ "{bits::see_words(see)}</a></p> }
                .into_any()
        }
        Look::Sheet(id) => SHEETS
            .iter()
            .find(|sheet| sheet.id == id)
            .map_or_else(|| ().into_any(), |sheet| view! { <matrix::SheetTable sheet/> }.into_any()),
        Look::Sketch(text) => {
            let label = label.to_owned();
            view! { <div class="sketch-frame" role="img" aria-label=label inner_html=sketch(text)></div> }
                .into_any()
        }
    }
}

/// The questions of a lesson, one after another.
#[component]
fn Asks(study: Study, lesson: Lesson) -> impl IntoView {
    let questions = StoredValue::new(lesson.questions.clone());
    let count = lesson.questions.len();
    let id = StoredValue::new(lesson.id.clone());
    let at = RwSignal::new(0_usize);
    let next = move || {
        at.update(|at| *at += 1);
        if at.get_untracked() == count {
            study.change(|notebook| id.with_value(|id| notebook.finish_lesson(id, today())));
        }
    };
    let shown = move || {
        let now = at.get();
        if now >= count {
            return end(study, &id.get_value());
        }
        let question = questions.with_value(|ids| ids.get(now).cloned()).and_then(|id| study.question(&id));
        let Some(question) = question else { return ().into_any() };
        let sheet = Sheet::new(question, web::random_seed());
        let answered = Callback::new(move |answer: Answer| sheet.note(study, Mode::Learn, &answer));
        let last = now + 1 == count;
        let onward = move || {
            view! {
                <button id="onward" type="button" class="act" aria-keyshortcuts="Enter" on:click=move |_| next()>
                    {if last { "Finish the lesson" } else { "Next question" }}
                </button>
            }
            .into_any()
        };
        view! {
            <h2 class="lead">{format!("Question {} of {count}", now + 1)}</h2>
            <QuestionView study sheet mode=Mode::Learn answered onward/>
        }
        .into_any()
    };
    view! { <section class="lesson-asks" aria-label="Questions">{told(shown)}</section> }.into_any()
}

fn end(study: Study, done: &str) -> AnyView {
    let next = study.bank.with_value(|bank| {
        let at = bank.lessons().iter().position(|lesson| lesson.id == done);
        at.and_then(|at| bank.lessons().get(at + 1)).map(|lesson| (lesson.id.clone(), lesson.title.clone()))
    });
    study.said.set("Lesson done.".to_owned());
    let next = next.map(|(id, title)| {
        view! { <a class="act" href=format!("#{}", Route::Lesson(id).fragment())>"Next: "{title}</a> }
            .into_any()
    });
    view! {
        <h2>"Lesson done"</h2>
        <p class="sub">"What you answered is in your notebook, and comes back on its day."</p>
        <p class="onward">{next}<a class="plain" href="#study/learn">"All lessons"</a></p>
    }
    .into_any()
}
