//! What is trained, the exam's day, and the notebook as a file.

use leptos::prelude::*;

use super::{
    bits,
    state::{Study, today},
};
use crate::{
    link,
    quiz::Era,
    ui::parts::{Refusal, Switch, told},
    units::{Day, Share},
    web::{download, files},
};

/// The largest part of a file that is read as a notebook.
const MOST: u64 = link::notebook::MAX_NOTEBOOK as u64;

#[component]
pub fn SettingsPage(study: Study) -> impl IntoView {
    view! {
        <div class="page settings">
            <h1>"Settings and your notebook"</h1>
            <Trained study/>
            <When study/>
            <Keys study/>
            <Kept study/>
            <Scoring/>
        </div>
    }
    .into_any()
}

/// The exam's answer, or today's, where AWS changed something.
#[component]
fn Trained(study: Study) -> impl IntoView {
    let era = Signal::derive(move || study.with(|notebook| notebook.settings.era));
    let set = Callback::new(move |era| _ = study.change(|notebook| notebook.settings.era = era));
    let words = move || match era.get() {
        Era::Classic => {
            "Where AWS changed a number and courses still teach the old one, you are asked the one the exam asks. The explanation names both. Safe for DVA-C02."
        }
        Era::Today => {
            "You are asked what is true today, new features included. The exam may still ask the old number."
        }
        Era::Both => "You are asked both. Each such question says which it means.",
    };
    view! {
        <section>
            <h2>"What you train for"</h2>
            <Switch
                label="What you train for"
                options=vec![(Era::Classic, "Exam classic"), (Era::Today, "Today"), (Era::Both, "Both")]
                value=era
                set
            />
            <p class="hint">{told(words)}</p>
        </section>
    }
    .into_any()
}

#[component]
fn When(study: Study) -> impl IntoView {
    let set_day = move |text: String| {
        let day = text.parse::<Day>().ok();
        if day.is_some() || text.is_empty() {
            study.change(|notebook| notebook.settings.exam_day = day);
        }
    };
    let day = move || {
        study.with(|notebook| notebook.settings.exam_day.map(|day| day.to_string()).unwrap_or_default())
    };
    let until =
        move || study.with(|notebook| notebook.settings.exam_day).map(|day| bits::until(today(), day));
    let retention = move || study.with(|notebook| notebook.settings.retention().ppm() / 10_000);
    let set_retention = move |text: String| {
        if let Ok(percent) = text.parse::<u32>() {
            study.change(|notebook| notebook.settings.set_retention(Share::from_percent(percent.min(100))));
        }
    };
    view! {
        <section>
            <h2>"When it comes back"</h2>
            <label class="field-stack narrow">
                <span class="field-label">"Your exam is on"</span>
                <input type="date" prop:value=told(day) on:change:target=move |event| set_day(event.target().value())/>
            </label>
            <p class="hint">{told(until)}</p>
            <label class="field-stack narrow">
                <span class="field-label">"Ask again when the chance to know it has fallen to"</span>
                <select on:change:target=move |event| set_retention(event.target().value())>
                    {[80, 85, 90, 93, 95].map(|percent| view! {
                        <option value=percent selected=told(move || retention() == percent)>{format!("{percent} %")}</option>
                    }).collect_view().into_any()}
                </select>
            </label>
            <p class="hint">"90 % is usual. A higher figure means many more reviews. The schedule is FSRS-6 with its published weights; a right answer that was a guess counts as not known."</p>
        </section>
    }
    .into_any()
}

#[component]
fn Keys(study: Study) -> impl IntoView {
    let on = move || study.has_keys();
    let rows = [
        ("1 – 6", "choose an option, or take it back"),
        ("x", "strike out the option that has the focus"),
        ("s, u, g", "check: sure, unsure, a guess"),
        ("0", "I don’t know"),
        ("?", "hint"),
        ("Enter, n", "next question"),
        ("n, p, f", "in an exam: next, back, flag"),
    ];
    let rows =
        rows.map(|(key, what)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{what}</td></tr> });
    view! {
        <section>
            <h2>"Keys"</h2>
            <label class="tick">
                <input type="checkbox" prop:checked=told(on) on:change:target=move |event| study.set_keys(event.target().checked())/>
                <span>"Single keys answer questions"</span>
            </label>
            <table class="pairs"><tbody>{rows.collect_view().into_any()}</tbody></table>
        </section>
    }
    .into_any()
}

/// Export, import, delete.
#[component]
fn Kept(study: Study) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let sure = RwSignal::new(false);
    let export = move |_| {
        let text = study.with_untracked(link::notebook::encode);
        let taken =
            download::save(&format!("shardscope-notebook-{}.json", today()), "application/json", &text);
        said.set(if taken { "Exported.".to_owned() } else { "The browser refused the download.".to_owned() });
    };
    let import = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        leptos::task::spawn_local(async move {
            let text = files::read(&file, 0, MOST).await.and_then(|bytes| {
                String::from_utf8(bytes)
                    .map_err(|_| "this file is no text: choose an exported notebook".to_owned())
            });
            match text.and_then(|text| link::notebook::decode(&text).map_err(|why| why.to_string())) {
                Ok(notebook) => {
                    let answers = notebook.log().len();
                    study.replace(notebook);
                    refused.set(None);
                    said.set(format!("Imported: {}.", bits::count(answers, "answer")));
                }
                Err(why) => refused.set(Some(format!("{why}. Your own notebook is as it was"))),
            }
        });
    };
    let delete = move |_| {
        if sure.get_untracked() {
            study.forget();
            said.set("Everything you had answered is deleted.".to_owned());
        }
        sure.update(|sure| *sure = !*sure);
    };
    let delete_words = move || if sure.get() { "Yes, delete all of it" } else { "Delete my notebook" };
    view! {
        <section>
            <h2>"Your notebook"</h2>
            <p>{told(move || study.with(|notebook| format!("{} in this browser, and nowhere else.", bits::count(notebook.log().len(), "answer"))))}</p>
            <div class="onward">
                <button type="button" class="plain" on:click=export>"Export"</button>
                <label class="plain file-button">"Import"<input type="file" class="visually-hidden" accept=".json,application/json" on:change=import/></label>
                <button type="button" class="quiet" on:click=move |_| _ = web_sys::window().and_then(|window| window.print().ok())>"Print this page"</button>
                <button type="button" class="quiet danger" on:click=delete>{told(delete_words)}</button>
                <button type="button" class="quiet" hidden=told(move || !sure.get()) on:click=move |_| sure.set(false)>"Keep it"</button>
            </div>
            <p role="status">{told(move || said.get())}</p>
            <Refusal why=refused/>
        </section>
    }
    .into_any()
}

/// How an exam is scored.
#[component]
fn Scoring() -> impl IntoView {
    view! {
        <section>
            <h2>"How it is scored"</h2>
            <p>{crate::aws::claims::fill("The exam has {exam_questions} questions of which {exam_scored} count, takes {exam_minutes} minutes and passes at {exam_pass} of 1,000. A question with several right answers counts only if all are chosen and no other; nothing is taken off for a wrong answer. AWS does not publish how answers become a score: the estimate here is a straight line.").unwrap_or_default()}</p>
        </section>
    }
    .into_any()
}
