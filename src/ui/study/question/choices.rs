use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Sheet;
use crate::{
    quiz::{
        Given,
        question::{Answers, Choice},
    },
    ui::parts::told,
};

/// How an option came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Not judged yet.
    Open,
    Right,
    /// Chosen, and wrong.
    Wrong,
    Left,
}

/// The options of a question that is practised.
#[component]
pub fn Chosen(sheet: Sheet) -> impl IntoView {
    let choose = Callback::new(move |(option, on)| sheet.choose(option, on));
    let picked = move || {
        sheet.answer.with(|answer| match answer.as_ref().map(|it| &it.given) {
            Some(Given::Choose(chosen)) => Some(chosen.clone()),
            Some(_) => Some(BTreeSet::new()),
            None => None,
        })
    };
    let options = sheet.with(|question| match &question.answers {
        Answers::Choose(choices) => choices.clone(),
        _ => Vec::new(),
    });
    let many = sheet.with(|question| question.choose() > 1);
    let order = sheet.order.get_value();
    let strike = Callback::new(move |option| sheet.strike(option));
    view! {
        <Choices options order many chosen=sheet.chosen choose struck=sheet.struck strike picked=Signal::derive(picked)/>
    }
    .into_any()
}

/// Options as native radio buttons or check boxes. `picked` is there once they are judged.
#[component]
pub fn Choices(
    options: Vec<Choice>,
    order: Vec<usize>,
    many: bool,
    #[prop(into)] chosen: Signal<BTreeSet<usize>>,
    choose: Callback<(usize, bool)>,
    #[prop(into)] struck: Signal<BTreeSet<usize>>,
    strike: Callback<usize>,
    #[prop(into)] picked: Signal<Option<BTreeSet<usize>>>,
) -> impl IntoView {
    let kind = if many { "checkbox" } else { "radio" };
    let item = |(place, option): (usize, usize)| {
        let choice = options.get(option)?.clone();
        let row = OptionRow { option, place, right: choice.right };
        Some(option_view(row, choice, kind, chosen, choose, struck, strike, picked))
    };
    let items: Vec<AnyView> = order.into_iter().enumerate().filter_map(item).collect();
    view! { <ul class="options">{items}</ul> }.into_any()
}

#[derive(Debug, Clone, Copy)]
struct OptionRow {
    option: usize,
    place: usize,
    right: bool,
}

#[allow(clippy::too_many_arguments)] // One call, from the component above, whose properties these are.
fn option_view(
    row: OptionRow,
    choice: Choice,
    kind: &'static str,
    chosen: Signal<BTreeSet<usize>>,
    choose: Callback<(usize, bool)>,
    struck: Signal<BTreeSet<usize>>,
    strike: Callback<usize>,
    picked: Signal<Option<BTreeSet<usize>>>,
) -> AnyView {
    let OptionRow { option, place, right } = row;
    let mark = move || match picked.with(|picked| picked.as_ref().map(|it| it.contains(&option))) {
        None => Mark::Open,
        Some(_) if right => Mark::Right,
        Some(true) => Mark::Wrong,
        Some(false) => Mark::Left,
    };
    let is_struck = move || struck.with(|struck| struck.contains(&option));
    let state = move || match mark() {
        Mark::Open => None,
        Mark::Right => Some("right"),
        Mark::Wrong => Some("wrong"),
        Mark::Left => Some("left"),
    };
    let yours = move || picked.with(|picked| picked.as_ref().is_some_and(|it| it.contains(&option)));
    let word = move || match (mark(), yours()) {
        (Mark::Open | Mark::Left, _) => "",
        (Mark::Right, true) => "Right, your answer",
        (Mark::Right, false) => "Right",
        (Mark::Wrong, _) => "Wrong, your answer",
    };
    let why = choice.why.clone();
    let reason = move || {
        picked.with(Option::is_some).then(|| view! { <span class="why">{why.clone()}</span> }.into_any())
    };
    let text = choice.text.clone();
    let is_code = text.starts_with(['{', '[', '"']);
    let strike_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "x" && !event.ctrl_key() && !event.meta_key() {
            strike.run(option);
        }
    };
    view! {
        <li class="option" data-state=told(state) data-struck=told(move || is_struck().then_some(""))>
            <label>
                <input
                    type=kind
                    name="option"
                    value=place + 1
                    prop:checked=told(move || chosen.with(|chosen| chosen.contains(&option)))
                    on:change:target=move |event| choose.run((option, event.target().checked()))
                    on:keydown=strike_key
                />
                <span class="option-text"><span class="said" class:machine=is_code>{choice.text}</span>{told(reason)}</span>
            </label>
            <span class="option-word" hidden=told(move || word().is_empty())>{told(word)}</span>
            <button
                type="button"
                class="quiet strike"
                aria-pressed=told(move || if is_struck() { "true" } else { "false" })
                aria-label=format!("Strike out: {text}")
                title="Strike out (x)"
                hidden=told(move || picked.with(Option::is_some))
                on:click=move |_| strike.run(option)
            >
                <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
                    <path d="M3 8h10M5 4.5c1-1.2 5-1.3 6 .4M5 11.4c1 1.6 5 1.5 6-.2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>
                </svg>
            </button>
        </li>
    }
    .into_any()
}
