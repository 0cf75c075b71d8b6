use leptos::prelude::*;

use super::Sheet;
use crate::{quiz::question::Answers, ui::parts::told};

/// A response for each prompt, by native selects.
#[component]
pub fn Matching(sheet: Sheet) -> impl IntoView {
    let (prompts, responses) = sheet.with(|question| match &question.answers {
        Answers::Match { prompts, responses } => {
            (prompts.iter().map(|prompt| prompt.text.clone()).collect(), responses.clone())
        }
        _ => (Vec::new(), Vec::new()),
    });
    let rows = prompts.into_iter().enumerate().map(|(prompt, text): (usize, String)| {
        let chosen = move || sheet.pairs.with(|pairs| pairs.get(prompt).copied().flatten());
        let choose = move |value: String| {
            let response = value.parse::<usize>().ok();
            sheet.pairs.update(|pairs| pairs[prompt] = response);
        };
        let options = sheet.order.get_value().into_iter().filter_map(|response| {
            let text = responses.get(response)?.clone();
            Some(view! { <option value=response selected=told(move || chosen() == Some(response))>{text}</option> })
        });
        view! {
            <label class="pair">
                <span>{text}</span>
                <select on:change:target=move |event| choose(event.target().value())>
                    <option value="" selected=told(move || chosen().is_none())>"Choose…"</option>
                    {options.collect_view().into_any()}
                </select>
            </label>
        }
    });
    view! { <div class="matching">{rows.collect_view().into_any()}</div> }.into_any()
}
