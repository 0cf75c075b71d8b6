use leptos::prelude::*;

use super::bits;
use crate::{
    ui::study::state::{Study, today},
    units::{Day, Share},
};

/// Days shown behind.
const BEHIND: u32 = 28;

/// Cards that come due on each of the next days.
#[component]
pub fn Forecast(study: Study, days: usize) -> impl IntoView {
    let deck = study.deck();
    let due = study.with(|notebook| notebook.forecast(&deck, today(), days));
    let most = due.iter().copied().max().unwrap_or(0).max(1);
    let week: u32 = due.iter().take(7).sum();
    let bars = due.iter().enumerate().map(|(index, &count)| bar(&day_words(index), count, most));
    let bars: Vec<AnyView> = bars.collect();
    view! {
        <section aria-labelledby="forecast">
            <h2 id="forecast">{format!("{} due within a week", bits::count(week as usize, "card"))}</h2>
            <ol class="bars" aria-label="Cards due, day by day">{bars}</ol>
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
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let studied = counts.iter().filter(|(_, count)| *count > 0).count();
    let bars: Vec<AnyView> = counts.iter().map(|(day, count)| bar(&day.to_string(), *count, most)).collect();
    view! {
        <section aria-labelledby="days">
            <h2 id="days">{format!("{} of the last {BEHIND} with answers", bits::count(studied, "day"))}</h2>
            <ol class="bars" aria-label="Answers, day by day">{bars}</ol>
        </section>
    }
    .into_any()
}

fn bar(name: &str, count: u32, most: u32) -> AnyView {
    let part = bits::part(Share::of(u64::from(count), u64::from(most)));
    let words = format!("{name}: {count}");
    let title = words.clone();
    view! {
        <li title=title><i style:--load=part></i><span class="visually-hidden">{words}</span></li>
    }
    .into_any()
}
