//! Small things that several study pages show.

use leptos::prelude::*;

use crate::{
    aws::{Confidence as Known, claims},
    link,
    quiz::{Era, question::See},
    units::{Day, Share},
};

/// A text in which `**` stands around what decides.
pub fn rich(text: &str) -> AnyView {
    let part = |(index, part): (usize, &str)| {
        let part = part.to_owned();
        if index % 2 == 1 { view! { <strong>{part}</strong> }.into_any() } else { part.into_any() }
    };
    text.split("**").enumerate().map(part).collect_view().into_any()
}

/// "Exam in 19 days".
pub fn until(today: Day, exam: Day) -> String {
    match (exam.number() - today.number()).max(-1) {
        -1 => "Exam is over".to_owned(),
        0 => "Exam today".to_owned(),
        1 => "Exam tomorrow".to_owned(),
        days => format!("Exam in {days} days"),
    }
}

/// "today", "tomorrow", "in 5 days".
pub fn in_days(today: Day, day: Day) -> String {
    match day.number() - today.number() {
        i64::MIN..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// "1 question", "3 questions".
pub fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// The fragment that shows it happening, without `#`.
pub fn see_fragment(see: &See) -> String {
    match see {
        See::Link(fragment) => fragment.clone(),
        See::Preset(name) => format!("{}{name}", link::PRESET),
    }
}

/// What one reads on the link that leads there.
pub fn see_words(see: &See) -> &'static str {
    match see {
        See::Link(fragment) if fragment.starts_with(link::PLAN) => "Plan with these numbers",
        _ => "See it happen",
    }
}

/// Which exam is asked, where AWS changed something.
pub fn era_words(era: Era) -> Option<&'static str> {
    match era {
        Era::Both => None,
        Era::Classic => Some("Exam classic"),
        Era::Today => Some("Today"),
    }
}

/// What draws questions is on its way.
pub fn coming() -> AnyView {
    view! { <p class="hint" role="status">"The question is being drawn…"</p> }.into_any()
}

/// A share as style sheets take it, `0.25`, without floating point.
pub fn part(share: Share) -> String {
    format!("{}.{:06}", share.ppm() / 1_000_000, share.ppm() % 1_000_000)
}

/// The claims an answer rests on: what AWS says, where, and when it was looked up.
pub fn sources(ids: &[String]) -> AnyView {
    let claims = ids.iter().filter_map(|id| claims::find(id));
    let item = |claim: &'static claims::Claim| {
        let says = claims::fill(claim.says.value).unwrap_or_default();
        let known = claim.says.confidence;
        let doubt = (known != Known::Documented).then(|| format!(" ({})", known.word()));
        let earlier = claim.says.earlier.map(|earlier| format!(" Before: {earlier}."));
        view! {
            <li>
                <span>{says}{earlier}</span>
                <small class="clip-lines">{claim.says.source}", checked "{claim.says.checked}{doubt}</small>
            </li>
        }
    };
    view! { <ul class="sources">{claims.map(item).collect_view().into_any()}</ul> }.into_any()
}
