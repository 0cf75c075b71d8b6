//! Predict, then run: one commits to a change, then all of them are run side by side, and the figure decides.

mod bars;
mod running;

use leptos::prelude::*;

use super::{
    bits,
    question::{Answer, QuestionView, Sheet},
    route::Route,
    state::Study,
};
use crate::{
    quiz::{Given, Mode, Question, Shape, bank::Entry},
    ui::parts::{sentence, told},
    web,
};

/// All experiments: those to run by what they ask, those that are done by what they showed.
#[component]
pub fn Experiments(study: Study) -> impl IntoView {
    let (done, open): (Vec<Entry>, Vec<Entry>) = study.bank.with_value(|bank| {
        let trials = bank.entries().iter().filter(|entry| entry.head.shape == Shape::Predict).cloned();
        trials.partition(|entry| study.with(|notebook| notebook.seen(&entry.head.id).is_some()))
    });
    let next = open.first().map(|entry| entry.head.id.clone());
    let head = match open.len() {
        0 => "You have run every experiment.".to_owned(),
        left => format!("{} to run: say what helps, then watch all four.", bits::count(left, "experiment")),
    };
    let asks = |question: &Question| {
        (question.stem.split_inclusive(". ").next().unwrap_or_default().to_owned(), asked(&question.stem))
    };
    let shows = |question: &Question| (question.rule.clone(), question.topic.name().to_owned());
    view! {
        <div class="page">
            <h1>{head}</h1>
            <p class="sub">"Each is a stream with a problem and four changes. You commit to one; then the simulator runs them side by side on the same seed, and the figure decides. No key is stored."</p>
            <div class="onward">
                {next.map(|id| view! { <a class="act" href=format!("#{}", Route::Question(id).fragment())>"Run the next one"</a> }.into_any())}
            </div>
            {list("To run", &open, asks)}
            {list("Done, and what they showed", &done, shows)}
        </div>
    }
    .into_any()
}

/// What is told of an experiment, and beneath it.
type Told = fn(&Question) -> (String, String);

fn list(title: &'static str, entries: &[Entry], told: Told) -> AnyView {
    if entries.is_empty() {
        return ().into_any();
    }
    let items = entries.iter().filter_map(|entry| {
        let question = entry.question()?;
        let href = format!("#{}", Route::Question(question.id.clone()).fragment());
        let (words, beneath) = told(question);
        let item = view! {
            <li><a href=href><b>{number(&question.id)}</b><span>{words}<small>{beneath}</small></span></a></li>
        };
        Some(item.into_any())
    });
    view! { <h2>{title}</h2><ul class="experiments">{items.collect_view().into_any()}</ul> }.into_any()
}

fn number(id: &str) -> String {
    id.trim_start_matches("P-").trim_start_matches('0').to_owned()
}

/// What decides, as the stem stresses it: "The fewest refused writes."
fn asked(stem: &str) -> String {
    sentence(stem.split("**").nth(1).unwrap_or(stem))
}

/// One experiment.
#[component]
pub fn Experiment(study: Study, question: Question) -> impl IntoView {
    let id = question.id.clone();
    let runs = running::Runs::new(&question);
    let sheet = Sheet::waiting(question, web::random_seed());
    // The answer is committed when the runs begin, and judged by them when they are over.
    let waiting = RwSignal::new(None::<Answer>);
    let judge = move |mut answer: Answer| {
        let winner = runs.winner();
        let chosen = match &answer.given {
            Given::Choose(chosen) => chosen.first().copied(),
            _ => None,
        };
        answer.judged.right = chosen.is_some() && chosen == winner;
        sheet.note(study, Mode::Predict, &answer);
        sheet.show(answer);
    };
    let commit = Callback::new(move |answer: Answer| {
        waiting.set(Some(answer));
        runs.start();
    });
    let over = Effect::new(move |_| {
        if runs.over.get()
            && let Some(answer) = waiting.get_untracked()
        {
            judge(answer);
        }
    });
    on_cleanup(move || over.stop());
    let onward = move || {
        view! {
            <a id="onward" class="act" href="#study/predict">"More experiments"</a>
            <a class="quiet" href="#study">"Today"</a>
        }
        .into_any()
    };
    let racing = move || sheet.is_answered();
    view! {
        <div class="page">
            <h1 class="lead asking-head">"Predict, then run · experiment "{number(&id)}</h1>
            <div class="race" hidden=told(move || !racing())><bars::Race runs sheet/></div>
            <QuestionView study sheet mode=Mode::Predict answered=commit onward/>
        </div>
    }
    .into_any()
}
