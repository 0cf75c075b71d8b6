use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    aws::claims,
    quiz::{
        exam::{ESTIMATE, ExamResult, Reviewed},
        question::Answers,
        shuffle::order_of,
    },
    ui::{
        parts::told,
        study::{
            bits,
            question::{Choices, exhibit},
            state::{Study, today},
        },
    },
    units::Share,
    web,
};

/// What became of it: per cent, topic by topic, a straight-line estimate, and each question with its reasons.
#[component]
pub fn ResultPage(study: Study) -> impl IntoView {
    // Noted once; whoever comes back reads the same result.
    let result =
        study.change(|notebook| study.bank.with_value(|bank| notebook.hand_in(bank, today(), web::now_ms())));
    let Some(result) = result.flatten() else { return ().into_any() };
    let again = move |_| _ = study.change(|notebook| notebook.exam = None);
    let (right, of, share, estimate) = (result.right, result.of, result.share(), result.estimate());
    let topics = topic_rows(&result);
    let passes = claims::fill(", where {exam_pass} passes. ").unwrap_or_default();
    let seed =
        study.with_untracked(|notebook| notebook.exam.as_ref().map_or(0, crate::quiz::Exam::shuffle_seed));
    let review = result
        .review
        .into_iter()
        .enumerate()
        .map(|(index, reviewed)| reviewed_item(study, index, reviewed, seed));
    let review: Vec<AnyView> = review.collect();
    view! {
        <h1>{format!("{right} of {of} right: {share}.")}</h1>
        <p class="sub">
            "On AWS’s scale this would be about "<strong>{estimate}</strong>{passes}{ESTIMATE}
        </p>
        <div class="onward">
            <button type="button" class="act" on:click=again>"Another exam"</button>
            <a class="plain" href="#study/practice">"Practise what was missed"</a>
        </div>
        <section class="topics exam-topics" aria-labelledby="by-topic">
            <h2 id="by-topic">"By topic"</h2>
            <table><tbody>{topics}</tbody></table>
        </section>
        <section class="review" aria-labelledby="review">
            <h2 id="review">"Every question, with its reasons"</h2>
            {review}
        </section>
    }
    .into_any()
}

fn topic_rows(result: &ExamResult) -> Vec<AnyView> {
    let row = |(topic, right, of): &(crate::quiz::Topic, usize, usize)| {
        let part = bits::part(Share::of(*right as u64, (*of).max(1) as u64));
        view! {
            <tr>
                <th scope="row">{topic.name()}</th>
                <td><span class="bar-track" aria-hidden="true"><i class="bar-load" style:--load=part></i></span></td>
                <td class="figure">{format!("{right} of {of}")}</td>
            </tr>
        }
        .into_any()
    };
    result.topics.iter().map(row).collect()
}

/// A question of the review; its options and reasons are built when it is opened.
fn reviewed_item(study: Study, index: usize, reviewed: Reviewed, seed: u64) -> AnyView {
    let Some(question) = study.question(&reviewed.question) else { return ().into_any() };
    let open = RwSignal::new(false);
    let word = if reviewed.right { "right" } else { "wrong" };
    let kind = if reviewed.right { "well" } else { "alarm" };
    let names = reviewed.misconceptions.iter().filter_map(|id| study.misconception(id)).map(|(name, _)| name);
    let names = names.collect::<Vec<_>>().join(". ");
    let line: String = question.stem.replace("**", "");
    let shown = move || {
        open.get().then(|| {
            let Answers::Choose(options) = question.answers.clone() else { return ().into_any() };
            let chosen: BTreeSet<usize> = reviewed.chosen.clone();
            let order = order_of(&question, seed);
            let many = question.choose() > 1;
            let nothing = Callback::new(|_: (usize, bool)| {});
            let none = Callback::new(|_: usize| {});
            view! {
                {question.exhibit.as_ref().map(exhibit)}
                <fieldset disabled class="question">
                    <legend class="visually-hidden">"Options"</legend>
                    <Choices options order many chosen=Signal::stored(chosen.clone()) choose=nothing struck=Signal::stored(BTreeSet::new()) strike=none picked=Signal::stored(Some(chosen))/>
                </fieldset>
                <p class="rule">{question.rule.clone()}</p>
                {bits::sources(&question.sources)}
            }
            .into_any()
        })
    };
    view! {
        <details class="reviewed" on:toggle=move |_| open.set(true)>
            <summary>
                <span class="badge" data-kind=kind>{word}</span>
                <span>{format!("{}. {line}", index + 1)}<small>{(!names.is_empty()).then(|| format!(" {names}."))}</small></span>
            </summary>
            {told(shown)}
        </details>
    }
    .into_any()
}
