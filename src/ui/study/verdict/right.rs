use leptos::prelude::*;

use crate::quiz::{
    Given, Question,
    question::{Answers, NumberAnswer, Prompt, Step},
};

/// The right answer, where the options themselves do not show it.
#[component]
pub fn RightAnswer(question: Question, given: Given) -> impl IntoView {
    match question.answers {
        Answers::Choose(_) => ().into_any(),
        Answers::Order(steps) => order(&steps),
        Answers::Match { prompts, responses } => pairs(&prompts, &responses, &given),
        Answers::Number(number) => typed(&number, &given),
    }
}

/// The right answer in a sentence, for those who listen.
pub fn in_words(question: &Question) -> String {
    let list = |texts: Vec<&str>| texts.join("; ");
    match &question.answers {
        Answers::Choose(choices) => {
            let right = choices.iter().filter(|choice| choice.right).map(|choice| choice.text.as_str());
            format!("Right: {}.", list(right.collect()))
        }
        Answers::Order(steps) => {
            let right = steps.iter().filter(|step| step.belongs).map(|step| step.text.as_str());
            format!("Right: {}.", list(right.collect()))
        }
        Answers::Match { .. } => "The right pairs follow.".to_owned(),
        Answers::Number(number) => format!("Right: {} {}.", number.answer, number.unit),
    }
}

fn order(steps: &[Step]) -> AnyView {
    let (belong, others): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| step.belongs);
    let items = |steps: Vec<&Step>| {
        let item = |step: &Step| view! { <li><strong>{step.text.clone()}</strong><span>{step.why.clone()}</span></li> };
        steps.into_iter().map(item).collect_view().into_any()
    };
    view! {
        <h3>"The order"</h3>
        <ol class="reasons">{items(belong)}</ol>
        <h3>"What does not belong"</h3>
        <ul class="reasons">{items(others)}</ul>
    }
    .into_any()
}

fn pairs(prompts: &[Prompt], responses: &[String], given: &Given) -> AnyView {
    let chosen = |prompt: usize| match given {
        Given::Match(pairs) => pairs.get(prompt).copied().flatten(),
        _ => None,
    };
    let items = prompts.iter().enumerate().map(|(index, prompt)| {
        // Who did not know is told, not marked.
        let (state, word) = match chosen(index) {
            _ if *given == Given::DontKnow => (None, ""),
            Some(response) if response == prompt.response => (Some("right"), "Right. "),
            _ => (Some("wrong"), "Not yours. "),
        };
        let response = responses.get(prompt.response).cloned().unwrap_or_default();
        view! {
            <li data-state=state>
                <strong>{prompt.text.clone()}" → "{response}</strong>
                <span>{word}{prompt.why.clone()}</span>
            </li>
        }
    });
    view! { <ul class="reasons">{items.collect_view().into_any()}</ul> }.into_any()
}

fn typed(number: &NumberAnswer, given: &Given) -> AnyView {
    let yours = match given {
        Given::Number(text) => Some(text.clone()),
        _ => None,
    };
    let slips = number.slips.iter().map(|slip| {
        view! { <li><strong>{slip.answer.clone()}</strong><span>{slip.why.clone()}</span></li> }
    });
    view! {
        <p class="right-number">
            <strong>{number.answer.clone()}</strong>" "{number.unit.clone()}
            {yours.map(|text| view! { <small>" · you typed "{text}</small> }.into_any())}
        </p>
        <details class="more">
            <summary>"How one comes to other numbers"</summary>
            <ul class="reasons">{slips.collect_view().into_any()}</ul>
        </details>
    }
    .into_any()
}
