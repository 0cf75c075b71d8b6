use leptos::prelude::*;

use super::running::Runs;
use crate::{
    quiz::question::Answers,
    ui::{
        parts::told,
        study::{bits, question::Sheet},
    },
    units::{Share, grouped},
};

/// The branches side by side, with the figure that decides; the best one is marked when all are at their ends.
#[component]
pub fn Race(runs: Runs, sheet: Sheet) -> impl IntoView {
    let (texts, name) = sheet.with(|question| {
        let texts: Vec<String> = match &question.answers {
            Answers::Choose(choices) => choices.iter().map(|choice| choice.text.clone()).collect(),
            _ => Vec::new(),
        };
        let name = question.trial.as_ref().map(|trial| trial.metric_name.clone()).unwrap_or_default();
        (texts, name)
    });
    let lanes = sheet.order.get_value().into_iter().filter_map(|option| {
        let text = texts.get(option)?.clone();
        Some(lane_row(runs, sheet, option, text))
    });
    let cancel = move |_| {
        runs.cancel();
        sheet.reopen();
    };
    let problem = move || {
        runs.problem.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> }.into_any())
    };
    view! {
        <table class="lanes">
            <caption>{format!("{name}, run by run")}</caption>
            <tbody>{lanes.collect_view().into_any()}</tbody>
        </table>
        {told(problem)}
        <button type="button" class="quiet" hidden=told(move || runs.over.get()) on:click=cancel>
            "Stop, and choose again"
        </button>
    }
    .into_any()
}

fn lane_row(runs: Runs, sheet: Sheet, option: usize, text: String) -> AnyView {
    let lane = move || runs.lanes.with(|lanes| lanes.get(option).copied().unwrap_or_default());
    let part = move || {
        let most = runs.lanes.with(|lanes| lanes.iter().filter_map(|lane| lane.figure).max()).unwrap_or(0);
        bits::part(Share::of(lane().figure.unwrap_or(0), most.max(1)))
    };
    let best = move || (runs.over.get() && runs.winner() == Some(option)).then_some("");
    let yours = move || !sheet.chosen.with(|chosen| chosen.contains(&option));
    view! {
        <tr data-best=told(best)>
            <th scope="row">{text}" "<span class="badge" hidden=told(yours)>"yours"</span></th>
            <td class="lane">
                <span class="bar-track" aria-hidden="true">
                    <i class="bar-load" style:--load=told(part)></i>
                </span>
            </td>
            <td class="figure">{told(move || lane().figure.map(grouped))}</td>
            <td class="how-far">
                <progress max="1000" hidden=told(move || runs.over.get()) prop:value=told(move || lane().progress as u32) aria-label="How far this run is"></progress>
            </td>
        </tr>
    }
    .into_any()
}
