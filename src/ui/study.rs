//! The study pages: learn, practise, predict, sit an exam, compare, look back.

mod bits;
mod changes;
mod exam;
mod home;
mod learn;
mod matrix;
mod practice;
mod predict;
mod progress;
mod question;
mod route;
mod settings;
mod state;
mod verdict;

use leptos::prelude::*;

use super::{
    parts::told,
    shell::{Bar, Skip, ThemeChanges},
};
use route::Route;
use state::{Stage, Study, today};

#[component]
pub fn StudyApp() -> impl IntoView {
    ThemeChanges::provide();
    let study = Study::new();
    state::load(study);
    state::follow(study);
    let nav = || {
        view! {
            <a href="#">"Simulate"</a>
            <a href="#plan">"Plan"</a>
            <a href="#study" aria-current="page">"Study"</a>
        }
        .into_any()
    };
    view! {
        <Skip to="study-main"/>
        <Bar nav end=move || view! { <ExamIn study/> }.into_any()/>
        <main id="study-main" tabindex="-1" class="study">
            <Places study/>
            <state::SetAside study/>
            <Page study/>
        </main>
        <p class="visually-hidden" role="status" aria-live="polite">{told(move || study.said.get())}</p>
    }
    .into_any()
}

/// How long there is to the exam, in the bar.
#[component]
fn ExamIn(study: Study) -> impl IntoView {
    let words =
        move || study.with(|notebook| notebook.settings.exam_day).map(|day| bits::until(today(), day));
    view! { <a class="exam-in" href="#study/settings">{told(words)}</a> }.into_any()
}

/// The ways of studying.
#[component]
fn Places(study: Study) -> impl IntoView {
    let places = [
        (Route::Home, "Today"),
        (Route::Learn, "Learn"),
        (Route::Predict, "Predict"),
        (Route::Exam, "Exam"),
        (Route::Matrix(None), "Compare"),
        (Route::Progress, "Progress"),
        (Route::Changes, "What changed"),
        (Route::Settings, "Settings"),
    ];
    let links = places.map(|(route, name)| {
        let href = format!("#{}", route.fragment());
        let current = move || study.route.with(|now| now.place() == route.place()).then_some("page");
        view! { <a href=href aria-current=told(current)>{name}</a> }
    });
    view! { <nav class="places" aria-label="Ways to study">{links.collect_view().into_any()}</nav> }
        .into_any()
}

#[component]
fn Page(study: Study) -> impl IntoView {
    let page = move || match study.stage.get() {
        Stage::Loading => {
            view! { <p class="page hint" role="status">"Loading the questions…"</p> }.into_any()
        }
        Stage::Failed(why) => view! { <state::Failed why/> }.into_any(),
        Stage::Ready => shown(study, study.route.get()),
    };
    view! { {told(page)} }.into_any()
}

fn shown(study: Study, route: Route) -> AnyView {
    match route {
        Route::Home => view! { <home::Home study/> }.into_any(),
        Route::Practice => view! { <practice::PracticePage study/> }.into_any(),
        Route::Exam => view! { <exam::ExamPage study/> }.into_any(),
        Route::Learn => view! { <learn::Paths study/> }.into_any(),
        Route::Lesson(id) => view! { <learn::LessonPage study id/> }.into_any(),
        Route::Predict => view! { <predict::Experiments study/> }.into_any(),
        Route::Matrix(sheet) => view! { <matrix::MatrixPage study sheet/> }.into_any(),
        Route::Question(id) => view! { <question::OneQuestion study id/> }.into_any(),
        Route::Progress => view! { <progress::ProgressPage study/> }.into_any(),
        Route::Changes => view! { <changes::ChangesPage study/> }.into_any(),
        Route::Settings => view! { <settings::SettingsPage study/> }.into_any(),
    }
}
