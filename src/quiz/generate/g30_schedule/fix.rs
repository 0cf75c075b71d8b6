//! A schedule that was written in the time of a place, and the expression that is right.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    super::{
        Draw, Drawing, Offer,
        amounts::{among, right, wrong},
    },
    WEEK, WORK, clock, place, told, week, zone,
};

/// A minute of the day on some days of the week in a row, at a place; 1 is Sunday.
#[derive(Clone, Copy)]
struct Meant {
    place: &'static str,
    offset: i64,
    local: u64,
    days: (i64, i64),
}

impl Meant {
    /// Minutes of UTC's day, and by how many days that is another one.
    fn utc(self) -> (u64, i64) {
        let utc = self.local as i64 - self.offset;
        (utc.rem_euclid(1_440) as u64, utc.div_euclid(1_440))
    }
    fn utc_days(self) -> (i64, i64) {
        let (_, shift) = self.utc();
        (self.days.0 + shift, self.days.1 + shift)
    }
    /// The minutes of UTC's week.
    fn minutes(self) -> BTreeSet<u64> {
        let at = |day: i64| ((day - 1) * 1_440 + self.local as i64 - self.offset).rem_euclid(WEEK as i64);
        let mut minutes = BTreeSet::new();
        minutes.extend((self.days.0..=self.days.1).map(|day| at(day) as u64));
        minutes
    }
}

fn cron(minute: u64, days: (i64, i64)) -> String {
    format!("cron({} {} ? * {}-{} *)", minute % 60, minute / 60, days.0, days.1)
}

pub(super) fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (place, offset) = place(draw);
    let (days, in_words) = draw.pick(&[
        ((2, 6), "from Monday to Friday"),
        ((3, 7), "from Tuesday to Saturday"),
        ((2, 5), "from Monday to Thursday"),
        ((3, 5), "from Tuesday to Thursday"),
    ]);
    let local = draw.between(5, 22) * 60 + draw.pick(&[0, 10, 15, 20, 30, 45]);
    let meant = Meant { place, offset, local, days };
    let (first, last) = meant.utc_days();
    if first < 1 || last > 7 {
        return None;
    }
    let utc = meant.utc().0;
    let (key, now) = (cron(utc, (first, last)), cron(local, days));
    let mut options = options(draw, meant, key.clone());
    let same = |offer: &Offer| week(&offer.text) == meant.minutes() || offer.text == now;
    if options[1..].iter().any(|(offer, _)| same(offer)) || week(&key) != meant.minutes() {
        return None;
    }
    for (offer, figures) in &mut options {
        figures["expression"] = json!(offer.text);
    }
    Some(
        Drawing {
            stem: format!(
                "An EventBridge rule is to start {} at {} in {place} ({} all year), {in_words}. Its schedule is {now}, and it runs at the wrong \
                 time. Which expression **in its place** is right?",
                draw.pick(&WORK),
                clock(local),
                zone(offset)
            ),
            formula: format!("{} in {place} = {} UTC: {key}", clock(local), clock(utc)),
            ..among(options, json!({"local": local, "offset": offset, "from": days.0, "to": days.1}))
        }
        .with(told()),
    )
}

fn options(draw: &mut Draw, meant: Meant, key: String) -> Vec<(Offer, Value)> {
    let (utc, shift) = meant.utc();
    let (place, there, here) = (meant.place, clock(meant.local), clock(utc));
    let (first, last) = meant.utc_days();
    let wrong_way = (meant.local as i64 + meant.offset).rem_euclid(1_440) as u64;
    let days = if shift == 0 {
        let why = format!("You took day 1 for Monday: it is Sunday, so {first}-{last} is meant.");
        wrong("M333", cron(utc, (first - 1, last - 1)), json!({}), why)
    } else {
        let why =
            format!("You converted the time and not the day: at {here} UTC it is another day in {place}.");
        wrong("M334", cron(utc, meant.days), json!({}), why)
    };
    let names = ["", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    let (a, b) = (names[first as usize], names[last as usize]);
    let (minute, hour) = (utc % 60, utc / 60);
    let form = if draw.is(50) {
        let why =
            "You wrote cron as on a server: a rule's expression has six fields, and this one is refused.";
        wrong("M089", format!("cron({minute} {hour} * * {a}-{b})"), json!({}), why)
    } else {
        let why = "You gave both fields for days a value: one of them has to be ?, or the rule is refused.";
        wrong("M089", format!("cron({minute} {hour} * * {a}-{b} *)"), json!({}), why)
    };
    let added = format!(
        "You added {} where it has to be taken off: {there} in {place} is {here} UTC.",
        zone(meant.offset)
    );
    vec![
        right(key, json!({}), format!("{there} in {place} is {here} UTC, and day 1 is Sunday.")),
        wrong("M334", cron(wrong_way, meant.days), json!({}), added),
        days,
        form,
    ]
}
