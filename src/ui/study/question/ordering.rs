use leptos::prelude::*;

use super::Sheet;
use crate::{quiz::question::Answers, ui::parts::told};

/// Steps to be put in order, with buttons alone. Not all of them belong.
#[component]
pub fn Ordering(sheet: Sheet) -> impl IntoView {
    let texts: Vec<String> = sheet.with(|question| match &question.answers {
        Answers::Order(steps) => steps.iter().map(|step| step.text.clone()).collect(),
        _ => Vec::new(),
    });
    let texts = StoredValue::new(texts);
    let text = move |step: usize| texts.with_value(|texts| texts.get(step).cloned().unwrap_or_default());
    let wanted = sheet.with(crate::quiz::Question::choose);
    let left = move || {
        let taken = sheet.steps.get();
        let items = sheet.order.get_value().into_iter().filter(|step| !taken.contains(step)).map(|step| {
            let add = move |_| sheet.steps.update(|steps| steps.push(step));
            view! { <li><button type="button" class="step" on:click=add>{text(step)}</button></li> }
        });
        items.collect_view().into_any()
    };
    let taken = move || {
        let steps = sheet.steps.get();
        let last = steps.len().saturating_sub(1);
        let items =
            steps.into_iter().enumerate().map(|(place, step)| taken_step(sheet, place, last, text(step)));
        items.collect_view().into_any()
    };
    let empty = move || sheet.steps.with(Vec::is_empty);
    view! {
        <div class="ordering">
            <div>
                <h3 id="taken">"Your order"</h3>
                <p class="hint" hidden=told(move || !empty())>{format!("Take {wanted} steps, the first one first.")}</p>
                <ol class="taken" aria-labelledby="taken">{told(taken)}</ol>
            </div>
            <div>
                <h3 id="left">"Steps to take"</h3>
                <ul class="left" aria-labelledby="left">{told(left)}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn taken_step(sheet: Sheet, place: usize, last: usize, text: String) -> AnyView {
    let swap = move |to: usize| sheet.steps.update(|steps| steps.swap(place, to));
    let remove = move |_| sheet.steps.update(|steps| _ = steps.remove(place));
    view! {
        <li class="step">
            <span>{text.clone()}</span>
            <span class="step-acts">
                <button type="button" class="quiet" aria-label=format!("Earlier: {text}") disabled=place == 0 on:click=move |_| swap(place - 1)>"↑"</button>
                <button type="button" class="quiet" aria-label=format!("Later: {text}") disabled=place == last on:click=move |_| swap(place + 1)>"↓"</button>
                <button type="button" class="quiet" aria-label=format!("Take out: {text}") on:click=remove>"✕"</button>
            </span>
        </li>
    }
    .into_any()
}
