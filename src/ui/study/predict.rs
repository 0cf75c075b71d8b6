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
    ui::parts::told,
    web,
};

/// All experiments, those that were not done first.
#[component]
pub fn Experiments(study: Study) -> impl IntoView {
    let all: Vec<(String, String, bool)> = study.bank.with_value(|bank| {
        let trials = bank.entries().iter().filter(|entry| entry.head.shape == Shape::Predict);
        let told = |question: &Question| {
            let done = study.with(|notebook| notebook.seen(&question.id).is_some());
            (question.id.clone(), question.rule.clone(), done)
        };
        trials.filter_map(Entry::question).map(told).collect()
    });
    let (done, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, _, done)| *done);
    let next = open.first().map(|(id, _, _)| id.clone());
    let left = open.len();
    let head = match left {
        0 => "You have run every experiment.".to_owned(),
        left => format!("{} to run: say what helps, then watch all four.", bits::count(left, "experiment")),
    };
    let number = |id: &str| id.trim_start_matches("P-").trim_start_matches('0').to_owned();
    let items = done.into_iter().map(|(id, rule, _)| {
        let href = format!("#{}", Route::Question(id.clone()).fragment());
        view! { <li><a href=href>"Experiment "{number(&id)}</a><span>{rule}</span></li> }
    });
    let open_items = open.into_iter().map(|(id, _, _)| {
        let href = format!("#{}", Route::Question(id.clone()).fragment());
        view! { <li><a href=href>"Experiment "{number(&id)}</a></li> }
    });
    view! {
        <div class="page">
            <h1>{head}</h1>
            <p class="sub">"Each is a stream with a problem and four changes. You commit to one; then the simulator runs them side by side on the same seed, and the figure decides. No key is stored."</p>
            <div class="onward">
                {next.map(|id| view! { <a class="act" href=format!("#{}", Route::Question(id).fragment())>"Run the next one"</a> }.into_any())}
            </div>
            <h2>"To run"</h2>
            <ul class="experiments">{open_items.collect_view().into_any()}</ul>
            <h2>"Done, and what they showed"</h2>
            <ul class="experiments done">{items.collect_view().into_any()}</ul>
        </div>
    }
    .into_any()
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
            <h1 class="lead asking-head">"Predict, then run · experiment "{id.trim_start_matches("P-").trim_start_matches('0').to_owned()}</h1>
            <div class="race" hidden=told(move || !racing())><bars::Race runs sheet/></div>
            <QuestionView study sheet mode=Mode::Predict answered=commit onward/>
        </div>
    }
    .into_any()
}
