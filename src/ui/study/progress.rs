//! Looking back: what is mixed up, how often "sure" was right, what is to come.

mod figures;

use leptos::prelude::*;

use super::{
    bits,
    practice::card_words,
    state::{Study, today},
};
use crate::{
    quiz::{Confidence, notebook::Calibration},
    ui::parts::told,
    units::Share,
};

/// Days of the forecast.
const FORECAST: usize = 14;

#[component]
pub fn ProgressPage(study: Study) -> impl IntoView {
    let answers = study.with(|notebook| notebook.log().len());
    if answers == 0 {
        return view! {
            <div class="page">
                <h1>"Answer ten questions, and this page fills"</h1>
                <p class="sub">"It shows what you mix up by name, how often you were right when you were sure, and what comes back when."</p>
                <p class="onward"><a class="act" href="#study/practice">"Practise ten"</a></p>
            </div>
        }
        .into_any();
    }
    let right = study.with(|notebook| notebook.log().filter(|entry| entry.answered.right).count());
    let head = format!(
        "{} so far, {} right.",
        bits::count(answers, "answer"),
        Share::of(right as u64, answers as u64)
    );
    view! {
        <div class="page progress-page">
            <h1>{head}</h1>
            <WeakSpots study/>
            <Sure study/>
            <figures::Forecast study days=FORECAST/>
            <figures::Days study/>
            <Cards study/>
        </div>
    }
    .into_any()
}

/// By misconception, not by score alone.
#[component]
fn WeakSpots(study: Study) -> impl IntoView {
    let spots = study.with(crate::quiz::Notebook::weak_spots);
    let none = spots.is_empty();
    let rows = spots.into_iter().take(20).filter_map(|spot| {
        let (name, truth) = study.misconception(&spot.misconception)?;
        let ago = spot.last.ago(today()).unwrap_or_else(|| "today".to_owned());
        let sure = (spot.sure > 0).then(|| format!(", {} of them sure", spot.sure));
        Some(view! {
            <tr>
                <th scope="row"><strong>{name}</strong><span>{truth}</span></th>
                <td class="figure">{bits::count(spot.times as usize, "time")}{sure}</td>
                <td class="figure">{ago}</td>
            </tr>
        })
    });
    view! {
        <section aria-labelledby="weak">
            <h2 id="weak">"What you mix up"</h2>
            <p class="hint" hidden=!none>"Nothing so far: no wrong answer named a misconception."</p>
            <table class="weak"><tbody>{rows.collect_view().into_any()}</tbody></table>
        </section>
    }
    .into_any()
}

/// How often "sure" was right.
#[component]
fn Sure(study: Study) -> impl IntoView {
    let all = study.with(crate::quiz::Notebook::calibration);
    let sentence = all.iter().find(|it| it.confidence == Confidence::Sure && it.answered > 0).map(|sure| {
        let share = Share::of(u64::from(sure.right), u64::from(sure.answered));
        match share.ppm() / 10_000 {
            80.. => format!("When you were sure, you were right {} of {} times. You know what you know.", sure.right, sure.answered),
            67..80 => format!("When you were sure, you were right {} of {} times. Say “unsure” a little oftener.", sure.right, sure.answered),
            _ => format!("When you were sure, you were right only {} of {} times. Those are the ones to look at above.", sure.right, sure.answered),
        }
    });
    let rows = all.into_iter().map(calibration_row);
    view! {
        <section aria-labelledby="sure">
            <h2 id="sure">"How sure you were"</h2>
            <p class="sub">{sentence}</p>
            <table class="topics-table"><tbody>{rows.collect_view().into_any()}</tbody></table>
            <p class="hint">"Being sure is worth it from about 80 % right, being unsure from 67 %. It never counts against you."</p>
        </section>
    }
    .into_any()
}

fn calibration_row(it: Calibration) -> AnyView {
    let share = Share::of(u64::from(it.right), u64::from(it.answered.max(1)));
    let words = match it.confidence {
        Confidence::Sure => "Sure",
        Confidence::Unsure => "Unsure",
        Confidence::Guess => "A guess",
    };
    let told = if it.answered == 0 { "not yet".to_owned() } else { share.to_string() };
    view! {
        <tr>
            <th scope="row">{words}</th>
            <td><span class="bar-track" aria-hidden="true"><i class="bar-load" style:--load=bits::part(share)></i><i class="bar-limit" style:--limit="0.8"></i></span></td>
            <td class="figure">{told}</td>
            <td class="figure"><small>{format!("{} of {}", it.right, it.answered)}</small></td>
        </tr>
    }
    .into_any()
}

/// Every card that was answered, with its day; one can be put to rest.
#[component]
fn Cards(study: Study) -> impl IntoView {
    let ids: Vec<String> =
        study.with_untracked(|notebook| notebook.cards().map(|(id, _)| id.to_owned()).collect());
    let count = ids.len();
    let open = RwSignal::new(false);
    let rows = move || {
        let ids = ids.clone();
        open.get().then(|| ids.into_iter().map(|id| card_row(study, id)).collect_view().into_any())
    };
    view! {
        <details class="more" on:toggle=move |_| open.set(true)>
            <summary>{format!("{} and when they come back", bits::count(count, "card"))}</summary>
            <table class="weak"><tbody>{told(rows)}</tbody></table>
        </details>
    }
    .into_any()
}

fn card_row(study: Study, id: String) -> AnyView {
    let words = card_words(&id);
    let id = StoredValue::new(id);
    let rests = move || study.with(|notebook| id.with_value(|id| notebook.is_suspended(id)));
    let due = move || {
        if rests() {
            return "at rest".to_owned();
        }
        let day = study.with(|notebook| id.with_value(|id| notebook.due_day(id, today())));
        day.map(|day| bits::in_days(today(), day)).unwrap_or_default()
    };
    let toggle = move |_| {
        study.change(|notebook| {
            id.with_value(
                |id| if notebook.is_suspended(id) { notebook.resume(id) } else { notebook.suspend(id) },
            );
        });
    };
    view! {
        <tr>
            <th scope="row">{words}</th>
            <td class="figure">{told(due)}</td>
            <td class="figure">
                <button type="button" class="quiet" on:click=toggle>{told(move || if rests() { "Ask again" } else { "Put to rest" })}</button>
            </td>
        </tr>
    }
    .into_any()
}
