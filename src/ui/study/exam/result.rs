use leptos::prelude::*;

use super::{RESULT, clock, review::Review};
use crate::{
    aws::claims,
    quiz::{
        Topic,
        exam::{ESTIMATE, ExamResult},
        practice,
    },
    ui::{
        parts::focus,
        study::{
            bits,
            practice::begin_with,
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
    let (seed, used, limit) = study.with_untracked(|notebook| {
        let exam = notebook.exam.as_ref();
        exam.map_or((0, 0, 0), |exam| (exam.shuffle_seed(), exam.used_ms(0), exam.limit_ms()))
    });
    let (right, of, share, estimate) = (result.right, result.of, result.share(), result.estimate());
    let passes = claims::fill(", where {exam_pass} passes. ").unwrap_or_default();
    view! {
        <h1 id=RESULT tabindex="-1">{format!("{right} of {of} right: {share}.")}</h1>
        <p class="sub">
            "On AWS’s scale this would be about "<strong>{estimate}</strong>{passes}{ESTIMATE}
            {format!(" You took {} of {}.", clock(used), clock(limit))}
        </p>
        <Onward study result=result.clone()/>
        <section class="topics exam-topics" aria-labelledby="by-topic">
            <h2 id="by-topic">"By topic"</h2>
            <table>
                <thead class="visually-hidden"><tr><th scope="col">"Topic"</th><th scope="col">"Share"</th><th scope="col">"Right"</th></tr></thead>
                <tbody>{topic_rows(&result)}</tbody>
            </table>
        </section>
        <Review study review=result.review seed/>
    }
    .into_any()
}

/// Another one, or what this one showed to be missing.
#[component]
fn Onward(study: Study, result: ExamResult) -> impl IntoView {
    let again = move |_| {
        study.change(|notebook| notebook.exam = None);
        focus("study-main");
    };
    let missed = study.bank.with_value(|bank| result.missed(bank));
    let count = missed.len();
    let words = match count {
        1 => "Practise what was missed".to_owned(),
        count if count > practice::SIZES[2] => {
            format!("Practise {} of the {count} missed", practice::SIZES[2])
        }
        count => format!("Practise the {count} missed"),
    };
    view! {
        <div class="onward">
            <button type="button" class="act" hidden=count == 0 on:click=move |_| begin_with(study, &missed)>{words}</button>
            <button type="button" class=if count == 0 { "act" } else { "plain" } on:click=again>"Another exam"</button>
        </div>
    }
    .into_any()
}

fn topic_rows(result: &ExamResult) -> Vec<AnyView> {
    let row = |(topic, right, of): &(Topic, usize, usize)| {
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
