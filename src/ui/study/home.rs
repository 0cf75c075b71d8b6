//! Today: what is due, how far one is, and where to begin.

use leptos::prelude::*;

use super::{
    bits, practice,
    route::Route,
    state::{Study, today},
};
use crate::{
    quiz::{Practice, Topic, notebook::TopicRecall, practice::SIZES},
    ui::parts::told,
    units::{Day, Share},
};

#[component]
pub fn Home(study: Study) -> impl IntoView {
    view! {
        <div class="page home">
            <Head study/>
            <div class="home-columns">
                <Overview study/>
                <aside class="home-side">
                    <ExamDay study/>
                    <Weak study/>
                    <Also study/>
                </aside>
            </div>
            <footer class="foot">
                <p>"Questions, answers and reasons are Shardscope’s own; every key is computed, or backed by a dated source of AWS’s. They cover streams and messaging: about an eighth of the exam. Not affiliated with AWS."</p>
            </footer>
        </div>
    }
    .into_any()
}

/// What there is to know, until there is something to say about what is known.
#[component]
fn Overview(study: Study) -> impl IntoView {
    let is_new = Memo::new(move |_| is_new(study));
    let shown = move || {
        if is_new.get() {
            view! { <Covered study/> }.into_any()
        } else {
            view! { <Topics study/> }.into_any()
        }
    };
    view! { <div>{told(shown)}</div> }.into_any()
}

fn is_new(study: Study) -> bool {
    study.with(|notebook| notebook.log().len() == 0)
}

/// "Today: 9 review, 4 new, 2 refresh", and the way to begin.
#[component]
fn Head(study: Study) -> impl IntoView {
    let parts = move || {
        let deck = study.deck();
        study.with(|notebook| {
            let today = notebook.today(&deck, today());
            (today.review.len(), today.fresh.len(), today.refresh.len())
        })
    };
    let is_new = move || is_new(study);
    let head = move || {
        let (review, fresh, refresh) = parts();
        match (is_new(), review + fresh + refresh) {
            (true, _) => "Which service, how many shards, who loses data: learn it by answering.".to_owned(),
            (false, 0) => "Nothing is due today. Come back tomorrow, or practise anyway.".to_owned(),
            (false, _) => format!("Today: {review} review, {fresh} new, {refresh} refresh."),
        }
    };
    let sub = move || {
        if is_new() {
            return "Ten questions take about a quarter of an hour. What you miss comes back before the end, and again on the right day. Nothing leaves this browser.".to_owned();
        }
        let count = study.with(|notebook| notebook.count_on(today()));
        match count.answered {
            0 => "Missed ones come back before the end. A fact that sits returns later and later.".to_owned(),
            answered => format!("{} answered today, {} right.", answered, count.right),
        }
    };
    let under_way = move || {
        study.with(|notebook| notebook.practice.as_ref().is_some_and(|practice| !practice.finished()))
    };
    let sizes = SIZES.map(|size| {
        let class = if size == 10 { "act" } else { "plain" };
        view! { <button type="button" class=class on:click=move |_| practice::begin(study, size, None)>{format!("Practise {size}")}</button> }
    });
    let resume = move || {
        under_way().then(|| {
            let left = study.with(|notebook| notebook.practice.as_ref().map(left).unwrap_or_default());
            view! { <a class="act" href=format!("#{}", Route::Practice.fragment())>{format!("Go on with your practice: {left} to go")}</a> }.into_any()
        })
    };
    view! {
        <div class="home-head">
            <h1>{told(head)}</h1>
            <p class="sub">{told(sub)}</p>
            <div class="onward">
                {told(resume)}
                {sizes.collect_view().into_any()}
                <a class="quiet" href="#study/learn" hidden=told(move || !is_new())>"New to streams? Start with a lesson"</a>
            </div>
        </div>
    }
    .into_any()
}

fn left(practice: &Practice) -> usize {
    use crate::quiz::practice::Mark;
    practice.progress().iter().filter(|mark| matches!(mark, Mark::Now | Mark::ToCome)).count()
}

/// The topics by their part of an exam.
#[component]
fn Covered(study: Study) -> impl IntoView {
    let deck = study.deck();
    let all: u32 = Topic::all().map(Topic::weight).sum();
    let most = Topic::all().map(Topic::weight).max().unwrap_or(1);
    let by_weight = (0..=most).rev().flat_map(|weight| Topic::all().filter(move |it| it.weight() == weight));
    let share = |part: u32, of: u32| Share::of(u64::from(part), u64::from(of));
    let rows = by_weight.map(|topic| {
        let cards = deck.cards().filter(|(_, of)| *of == topic).count();
        let load = bits::part(share(topic.weight(), most));
        topic_row(study, topic, load, share(topic.weight(), all).to_string(), bits::count(cards, "card"))
    });
    view! {
        <section class="topics" aria-labelledby="covered">
            <h2 id="covered">"What is asked, and how often"</h2>
            <p class="hint">"Shares of 199 questions on these services in six public practice banks, the rarest lifted a little. Exams here are drawn by them. Choose a topic to practise it alone."</p>
            <table>
                <thead class="visually-hidden"><tr><th scope="col">"Topic"</th><th scope="col">"Part of the questions"</th><th scope="col">"Percent"</th><th scope="col">"Cards"</th></tr></thead>
                <tbody>{rows.collect_view().into_any()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// Every topic with what would be recalled of it on the day of the exam. Without one it is tomorrow: on the day of an
/// answer everything is fresh, what was missed as well.
#[component]
pub fn Topics(study: Study) -> impl IntoView {
    let exam = move || study.with(|notebook| notebook.settings.exam_day).filter(|day| *day > today());
    let rows = move || {
        let deck = study.deck();
        let day = exam().unwrap_or_else(|| today().plus(1));
        let rows = study.with(|notebook| notebook.recall_on(&deck, day));
        rows.into_iter().map(|row| recall_row(study, row)).collect_view().into_any()
    };
    let title = move || match exam() {
        Some(_) => "What you would recall at the exam",
        None => "What you would recall tomorrow",
    };
    view! {
        <section class="topics" aria-labelledby="topics">
            <h2 id="topics">{told(title)}</h2>
            <p class="hint">"Choose a topic to practise it alone."</p>
            <table>
                <thead class="visually-hidden"><tr><th scope="col">"Topic"</th><th scope="col">"Recall"</th><th scope="col">"Percent"</th><th scope="col">"Known"</th></tr></thead>
                <tbody>{told(rows)}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn recall_row(study: Study, row: TopicRecall) -> AnyView {
    let TopicRecall { topic, recall, known, of } = row;
    let load = bits::part(recall.unwrap_or_default());
    let words = recall.map_or_else(|| "not met".to_owned(), |share| share.to_string());
    topic_row(study, topic, load, words, format!("{known} of {of}"))
}

fn topic_row(study: Study, topic: Topic, load: String, figure: String, cards: String) -> AnyView {
    let practise = move |_| practice::begin(study, 10, Some(topic));
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="as-text" aria-label=format!("Practise {}", topic.name()) on:click=practise>{topic.name()}</button>
            </th>
            <td><span class="bar-track" aria-hidden="true"><i class="bar-load" style:--load=load></i></span></td>
            <td class="figure">{figure}</td>
            <td class="figure"><small>{cards}</small></td>
        </tr>
    }
    .into_any()
}

#[component]
fn ExamDay(study: Study) -> impl IntoView {
    let set = move |text: String| {
        let day = text.parse::<Day>().ok();
        if day.is_some() || text.is_empty() {
            study.change(|notebook| notebook.settings.exam_day = day);
        }
    };
    let value = move || {
        study.with(|notebook| notebook.settings.exam_day.map(|day| day.to_string()).unwrap_or_default())
    };
    let words = move || match study.with(|notebook| notebook.settings.exam_day) {
        Some(day) => format!(
            "{}. Intervals stay short enough that nothing is left for after it.",
            bits::until(today(), day)
        ),
        None => "With a date, nothing is put off beyond it, and the last three days go to what is weakest."
            .to_owned(),
    };
    view! {
        <section class="card exam-day">
            <label class="field-stack">
                <span class="field-label">"Your exam is on"</span>
                <input type="date" prop:value=told(value) on:change:target=move |event| set(event.target().value())/>
            </label>
            <p class="hint">{told(words)}</p>
        </section>
    }
    .into_any()
}

/// The three misconceptions that answers speak of most.
#[component]
fn Weak(study: Study) -> impl IntoView {
    let spots = move || study.with(|notebook| notebook.weak_spots().into_iter().take(3).collect::<Vec<_>>());
    let list = move || {
        let items = spots().into_iter().filter_map(|spot| {
            let (name, truth) = study.misconception(&spot.misconception)?;
            Some(view! { <li><strong>{name}</strong><span>{truth}</span></li> })
        });
        items.collect_view().into_any()
    };
    view! {
        <section class="card" hidden=told(move || spots().is_empty())>
            <h2>"What you mix up"</h2>
            <ul class="reasons">{told(list)}</ul>
            <p><a href="#study/progress">"All of it"</a></p>
        </section>
    }
    .into_any()
}

/// The other ways, in a line each.
#[component]
fn Also(study: Study) -> impl IntoView {
    let _ = study;
    view! {
        <section class="ways">
            <h2>"Other ways"</h2>
            <ul>
                <li><a href="#study/learn">"Learn"</a><span>"A topic in five sentences, a picture, three questions."</span></li>
                <li><a href="#study/predict">"Predict"</a><span>"Commit to a change, then watch four runs decide."</span></li>
                <li><a href="#study/exam">"Sit an exam"</a><span>"10, 20 or 65 at two minutes each, no help."</span></li>
                <li><a href="#study/matrix">"Compare the services"</a><span>"Every cell a fact with its source."</span></li>
            </ul>
        </section>
    }
    .into_any()
}
