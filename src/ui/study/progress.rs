//! Looking back: what is mixed up, how often "sure" was right, what is to come.

mod calibration;
mod figures;

use leptos::prelude::*;

use super::{
    bits, exam, home,
    practice::card_words,
    state::{Study, today},
};
use crate::{
    quiz::{Notebook, notebook::WeakSpot},
    ui::parts::told,
    units::Share,
};

/// Misconceptions shown at once; the others on demand.
const SPOTS: usize = 8;

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
        <div class="page">
            <h1>{head}</h1>
            <div class="progress-page">
                <div class="progress-main">
                    <WeakSpots study/>
                    <home::Topics study/>
                    <Cards study/>
                </div>
                <div class="progress-side">
                    <calibration::Sure study/>
                    <figures::Forecast study/>
                    <figures::Days study/>
                    <exam::Done study/>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// By misconception, not by score alone.
#[component]
fn WeakSpots(study: Study) -> impl IntoView {
    let mut spots = study.with(Notebook::weak_spots);
    let none = spots.is_empty();
    let others = spots.split_off(spots.len().min(SPOTS));
    let rows = |spots: Vec<WeakSpot>| {
        spots.into_iter().filter_map(|spot| spot_row(study, spot)).collect_view().into_any()
    };
    let more = (!others.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{format!("{} more", others.len())}</summary>
                <table class="weak"><tbody>{rows(others)}</tbody></table>
            </details>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="weak">
            <h2 id="weak">"What you mix up"</h2>
            <p class="hint" hidden=!none>"Nothing so far: no wrong answer named a misconception."</p>
            <table class="weak"><tbody>{rows(spots)}</tbody></table>
            {more}
        </section>
    }
    .into_any()
}

fn spot_row(study: Study, spot: WeakSpot) -> Option<AnyView> {
    let (name, truth) = study.misconception(&spot.misconception)?;
    let ago = spot.last.ago(today()).unwrap_or_else(|| "today".to_owned());
    let sure = (spot.sure > 0).then(|| match spot.times {
        1 => ", sure".to_owned(),
        _ => format!(", {} of them sure", spot.sure),
    });
    let row = view! {
        <tr>
            <th scope="row"><strong>{name}</strong><span>{truth}</span></th>
            <td class="figure">{bits::count(spot.times as usize, "time")}{sure}</td>
            <td class="figure">{ago}</td>
        </tr>
    };
    Some(row.into_any())
}

/// Every card that was answered, the next to come first; one can be put to rest.
#[component]
fn Cards(study: Study) -> impl IntoView {
    let ids = study.with_untracked(|notebook| {
        let mut ids: Vec<String> = notebook.cards().map(|(id, _)| id.to_owned()).collect();
        ids.sort_by_cached_key(|id| notebook.due_day(id, today()));
        ids
    });
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
