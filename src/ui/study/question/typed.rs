use leptos::prelude::*;

use super::Sheet;
use crate::{
    quiz::question::{Answers, NumberAnswer},
    ui::parts::told,
};

/// A number to type; it stays as typed.
#[component]
pub fn Typed(sheet: Sheet) -> impl IntoView {
    let unit = sheet.with(|question| match &question.answers {
        Answers::Number(NumberAnswer { unit, .. }) => unit.clone(),
        _ => String::new(),
    });
    let typed = move |text: String| {
        sheet.problem.set(None);
        sheet.typed.set(text);
    };
    view! {
        <label class="typed">
            <span class="field-label">"Your answer"</span>
            <span class="typed-row">
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    class="value"
                    prop:value=told(move || sheet.typed.get())
                    aria-invalid=told(move || sheet.problem.with(Option::is_some).then_some("true"))
                    on:input:target=move |event| typed(event.target().value())
                />
                <span>{unit}</span>
            </span>
        </label>
    }
    .into_any()
}
