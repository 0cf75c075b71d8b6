//! When a scheduled rule runs.

mod fix;

use std::collections::BTreeSet;

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, right, wrong},
    cron::{Cron, Moment},
    offer::four,
};

pub(super) const FAMILY: Family = Family { id: "G30", skill: "1.1.12", sources: &["V14", "SC1"], draw };

const WEEK: u64 = 7 * 1_440;
/// Places that keep the same time all year, and their minutes before UTC.
const PLACES: [(&str, i64); 8] = [
    ("Tokyo", 540),
    ("Singapore", 480),
    ("Mumbai", 330),
    ("Dubai", 240),
    ("Nairobi", 180),
    ("Accra", 0),
    ("São Paulo", -180),
    ("Bogotá", -300),
];
const WORK: [&str; 6] = [
    "a report of the day's sales",
    "a backup of a table",
    "a clean-up of old sessions",
    "a reminder to all drivers",
    "an import of exchange rates",
    "a stock count",
];
/// Days of the week by number, and by name.
const DAYS: [(&str, &str); 9] = [
    ("2-6", "MON-FRI"),
    ("3-7", "TUE-SAT"),
    ("1", "SUN"),
    ("2", "MON"),
    ("6", "FRI"),
    ("7", "SAT"),
    ("2,4,6", "MON,WED,FRI"),
    ("3,5", "TUE,THU"),
    ("2-5", "MON-THU"),
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(60) => next(draw),
        Form::Answer => count(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix::fix(draw),
    }
}

/// A place that is not on UTC.
fn place(draw: &mut Draw) -> (&'static str, i64) {
    let away: Vec<(&str, i64)> = PLACES.into_iter().filter(|(_, offset)| *offset != 0).collect();
    draw.pick(&away)
}

/// `UTC+9`, `UTC−3`, `UTC+5:30`.
fn zone(offset: i64) -> String {
    let (sign, of) = (if offset < 0 { '−' } else { '+' }, offset.unsigned_abs());
    if of % 60 == 0 { format!("UTC{sign}{}", of / 60) } else { format!("UTC{sign}{}:{}", of / 60, of % 60) }
}

fn clock(minute: u64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `Tue 24 Nov, 10:17 UTC`
fn said(at: Moment) -> String {
    const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = at.date();
    let weekday = WEEKDAYS[at.weekday() as usize - 1];
    format!("{weekday} {} {}, {} UTC", date.day, MONTHS[date.month as usize - 1], clock(at.minute))
}

/// A run at an offset from UTC, if the expression were read there.
fn there(cron: Cron, now: Moment, offset: i64) -> Option<Moment> {
    let far = offset.unsigned_abs();
    if offset < 0 {
        cron.next(now.minus(far)).map(|it| it.plus(far))
    } else {
        cron.next(now.plus(far)).map(|it| it.minus(far))
    }
}

fn next(draw: &mut Draw) -> Option<Drawing> {
    let (days, names) = draw.pick(&DAYS);
    let (hour, minute) = (draw.between(0, 23), draw.round(0, 55, 5));
    let expression = format!("cron({minute} {hour} ? * {days} *)");
    let cron = Cron::parse(&expression)?;
    // 2026 to 2028.
    let now = Moment { day: draw.between(20_500, 21_500), minute: draw.between(0, 1_439) };
    let (place, offset) = place(draw);
    let key = cron.next(now)?;
    let local = there(cron, now, offset)?;
    // Days counted from Monday are a day later.
    let shifted = cron.next(now.minus(1_440))?.plus(1_440);
    let skipped = cron.next(key)?;
    let every = Cron::parse(&format!("cron({minute} {hour} * * ? *)"))?.next(now)?;
    let offer = |code: &'static str, at: Moment, why: String| Offer::wrong(code, said(at), None, why);
    let mut offers = vec![
        Offer::right(
            said(key),
            None,
            format!(
                "The first time after now that {} UTC falls on {names}; in {days} day 1 is Sunday.",
                clock(key.minute)
            ),
        ),
        offer(
            "M334",
            local,
            format!("You read {} as the time in {place}: a rule runs in UTC.", clock(key.minute)),
        ),
        offer("M333", shifted, format!("You took day 1 for Monday: it is Sunday, so {days} is {names}.")),
        offer(
            "M338",
            skipped,
            format!("You left out a run: {} is after now as well, and {names} has that day.", said(key)),
        ),
        offer(
            "M339",
            every,
            format!("You ran it every day: the fifth field, {days}, lets it run on {names} only."),
        ),
    ];
    offers = four(offers);
    Some(Drawing {
        stem: format!(
            "An EventBridge rule of a team in {place} ({} all year) starts {}. Its schedule is {expression}. Now it is {}. **When does it run** next?",
            zone(offset),
            draw.pick(&WORK),
            said(now)
        ),
        offers,
        parameters: json!({"asks": "next", "expression": expression, "day": now.day, "minute": now.minute}),
        answer: said(key),
        formula: format!("{expression}: {}", said(key)),
        ..told()
    })
}

fn count(draw: &mut Draw) -> Option<Drawing> {
    let (days, _) = draw.pick(&DAYS);
    let step = draw.pick(&[5, 10, 15, 20, 30]);
    let (from, to) = (draw.between(5, 10), draw.between(14, 22));
    let expression = format!("cron(0/{step} {from}-{to} ? * {days} *)");
    let cron = Cron::parse(&expression)?;
    let key = cron.runs(20_500, 7).len() as u64;
    let (hours, an_hour) = (to - from + 1, 60 / step);
    let on = key / (hours * an_hour);
    let amounts = Amounts { typed: draw.is(50), unit: "runs" };
    Some(Drawing {
        stem: format!(
            "{} is started by an EventBridge rule with the schedule {expression}. The rule is on all the time. **How many times** does it run in \
             a week, from Sunday to Saturday?",
            draw.pick(&[
                "A cache refresh",
                "A price crawler",
                "A health check",
                "A feed reader",
                "A queue monitor",
                "A sync with a partner"
            ])
        ),
        offers: four(vec![
            amounts.right(
                key,
                format!(
                    "{an_hour} times an hour, in {hours} hours from {from} to {to}, on {on} of the days."
                ),
            ),
            amounts.wrong(
                "M338",
                (hours - 1) * an_hour * on,
                format!("You left out the hour of {to}: {from}-{to} has both its ends, {hours} hours."),
            ),
            amounts.wrong(
                "M089",
                hours * 2 * on,
                format!(
                    "You read 0/{step} as the minutes 0 and {step}: it begins at 0 and goes on every {step}."
                ),
            ),
            amounts.wrong(
                "M339",
                hours * an_hour * 7,
                format!("You ran it on all days: the fifth field lets it run on {on} of them."),
            ),
            amounts.wrong(
                "M089",
                24 * an_hour * on,
                format!("You ran it all day: the second field lets it run from {from} to {to}."),
            ),
            amounts.wrong(
                "M338",
                hours * (an_hour + 1) * on,
                format!("You counted minute 60: from 0 on every {step} there are {an_hour} in an hour."),
            ),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "count", "expression": expression}),
        answer: key.to_string(),
        formula: format!("{an_hour} × {hours} × {on} = {key}"),
        ..told()
    })
}

/// The minutes of a week at which it runs; none where a rule would refuse it.
fn week(expression: &str) -> BTreeSet<u64> {
    // 3 January 2027, a Sunday.
    const SUNDAY: u64 = 20_821;
    let runs = Cron::parse(expression).map(|cron| cron.runs(SUNDAY, 7)).unwrap_or_default();
    let mut minutes = BTreeSet::new();
    minutes.extend(runs.into_iter().map(|at| (at.day - SUNDAY) * 1_440 + at.minute));
    minutes
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let (days, names) = draw.pick(&DAYS);
    let (hour, minute) = (draw.between(1, 23), draw.round(5, 55, 5));
    let (place, offset) = place(draw);
    let key = format!("cron({minute} {hour} ? * {days} *)");
    let local = (hour as i64 * 60 + minute as i64 + offset).rem_euclid(1_440) as u64;
    let shown: Vec<String> =
        Cron::parse(&key)?.runs(20_821 + 7 * draw.between(0, 50), 7).into_iter().map(said).collect();
    let monday = shift_text(days)?;
    let wrongs = [
        wrong(
            "M333",
            format!("cron({minute} {hour} ? * {monday} *)"),
            json!({}),
            format!("You took day 1 for Monday: it is Sunday, so these runs are on {days}, not {monday}."),
        ),
        wrong(
            "M334",
            format!("cron({} {} ? * {days} *)", local % 60, local / 60),
            json!({}),
            format!("You took the time in {place}, {}: a rule runs in UTC.", clock(local)),
        ),
        wrong(
            "M089",
            format!("cron({minute} {hour} * * {names})"),
            json!({}),
            "You wrote cron as on a server: a rule's expression has six fields, and this one is refused.",
        ),
        wrong(
            "M089",
            format!("cron({minute} {hour} * * {days} *)"),
            json!({}),
            "You gave both fields for days a value: one of them has to be ?, or the rule is refused.",
        ),
    ];
    let runs = week(&key);
    let mut options = vec![right(
        key.clone(),
        json!({}),
        format!("All are at {} UTC, and on {names}: in {days} day 1 is Sunday.", clock(hour * 60 + minute)),
    )];
    options.extend(draw.some(&[0, 1, 2, 3], 3).into_iter().map(|index| wrongs[index].clone()));
    if options[1..].iter().any(|(offer, _)| week(&offer.text) == runs) {
        return None;
    }
    for (offer, figures) in &mut options {
        figures["expression"] = json!(offer.text);
    }
    Some(
        Drawing {
            stem: format!(
                "A team in {place} ({} all year) finds these runs of an EventBridge rule in one week, from Sunday to Saturday, and no others. It starts {}. \
                 **Which schedule** can the rule have?",
                zone(offset), draw.pick(&WORK)
            ),
            exhibit: Some(("Runs of the week".to_owned(), shown.join("\n"))),
            formula: format!("{key}: {}", shown[0]),
            ..among(options, json!({"runs": runs}))
        }
        .with(told()),
    )
}

/// The days, as they are called by one for whom 1 is Monday.
fn shift_text(days: &str) -> Option<String> {
    let shifted: Option<String> = days
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(1) => Some('7'),
            Some(n) => char::from_digit(n - 1, 10),
            None => Some(c),
        })
        .collect();
    shifted.filter(|text| !text.contains('0'))
}

fn told() -> Drawing {
    Drawing {
        rule: "A rule's cron has six fields, minutes, hours, day of month, month, day of week and year, in UTC; day 1 is Sunday, and one of the day fields is ?.".to_owned(),
        hint: "Mind the zone, and where the week begins.".to_owned(),
        ..Drawing::default()
    }
}
