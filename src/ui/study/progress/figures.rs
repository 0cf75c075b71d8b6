use leptos::prelude::*;

use crate::{
    ui::{
        parts::told,
        study::{
            bits,
            state::{Study, today},
        },
    },
    units::{Day, Share},
};

/// Days shown ahead.
const AHEAD: usize = 14;
/// Days shown behind.
const BEHIND: u32 = 28;

/// Cards that come due on each of the next days; a card that is put to rest leaves at once.
#[component]
pub fn Forecast(study: Study) -> impl IntoView {
    let due = Memo::new(move |_| {
        let deck = study.deck();
        study.with(|notebook| notebook.forecast(&deck, today(), AHEAD))
    });
    let head = move || {
        let week: u32 = due.with(|due| due.iter().take(7).sum());
        format!("{} due within a week", bits::count(week as usize, "card"))
    };
    let bars = move || {
        let due = due.get();
        let most = due.iter().copied().max().unwrap_or(0);
        let bar = |(index, count): (usize, u32)| bar(&day_words(index), count, most, true);
        due.into_iter().enumerate().map(bar).collect::<Vec<AnyView>>()
    };
    view! {
        <section aria-labelledby="forecast">
            <h2 id="forecast">{told(head)}</h2>
            <ol class="bars" aria-label="Cards due, day by day">{told(bars)}</ol>
            <p class="bars-ends" aria-hidden="true"><span>{day_words(0)}</span><span>{day_words(AHEAD - 1)}</span></p>
        </section>
    }
    .into_any()
}

fn day_words(ahead: usize) -> String {
    match ahead {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// Answers of the last four weeks.
#[component]
pub fn Days(study: Study) -> impl IntoView {
    let now = today();
    let first = now.number() - i64::from(BEHIND) + 1;
    let counts: Vec<(Day, u32)> = study.with(|notebook| {
        let day = |number: i64| Day::since_1970(number);
        (first..=now.number()).map(|number| (day(number), notebook.count_on(day(number)).answered)).collect()
    });
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let studied = counts.iter().filter(|(_, count)| *count > 0).count();
    // There is no room for all their numbers: the best day's is the scale.
    let bar = |(day, count): &(Day, u32)| bar(&day.to_string(), *count, most, *count == most);
    let bars: Vec<AnyView> = counts.iter().map(bar).collect();
    view! {
        <section aria-labelledby="days">
            <h2 id="days">{format!("{} of the last {BEHIND} with answers", bits::count(studied, "day"))}</h2>
            <ol class="bars" aria-label="Answers, day by day">{bars}</ol>
            <p class="bars-ends" aria-hidden="true"><span>{format!("{} days ago", BEHIND - 1)}</span><span>"today"</span></p>
        </section>
    }
    .into_any()
}

fn bar(name: &str, count: u32, most: u32, told: bool) -> AnyView {
    let part = bits::part(Share::of(u64::from(count), u64::from(most.max(1))));
    let words = format!("{name}: {count}");
    let title = words.clone();
    let figure = (told && count > 0).then(|| view! { <b aria-hidden="true">{count}</b> });
    view! {
        <li title=title>{figure}<i style:--load=part></i><span class="visually-hidden">{words}</span></li>
    }
    .into_any()
}
