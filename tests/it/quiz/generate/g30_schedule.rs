use std::collections::BTreeSet;

use shardscope::quiz::{Question, generate::Form};

use super::drawn::{figure, number, only, parameters, word};

/// Does a field name a value?
fn names(field: &str, value: u64) -> bool {
    const WEEKDAYS: &str = "SUNMONTUEWEDTHUFRISAT";
    let read = |text: &str| {
        WEEKDAYS.find(text).map_or_else(|| text.parse().expect("a number"), |at| at as u64 / 3 + 1)
    };
    field.split(',').any(|part| {
        if part == "*" {
            true
        } else if let Some((from, step)) = part.split_once('/') {
            value >= read(from) && (value - read(from)).is_multiple_of(read(step))
        } else if let Some((from, to)) = part.split_once('-') {
            (read(from)..=read(to)).contains(&value)
        } else {
            value == read(part)
        }
    })
}

/// The six fields, if there are six and one of the days is left open.
fn fields(expression: &str) -> Option<Vec<&str>> {
    let inside = &expression["cron(".len()..expression.len() - 1];
    let fields: Vec<&str> = inside.split(' ').collect();
    (fields.len() == 6 && fields.iter().filter(|it| **it == "?").count() == 1).then_some(fields)
}

/// Of these expressions only minute, hour and day of the week are drawn.
fn runs(fields: &[&str], weekday: u64, minute: u64) -> bool {
    names(fields[0], minute % 60)
        && names(fields[1], minute / 60)
        && (fields[4] == "?" || names(fields[4], weekday))
}

/// The minutes of a week, walked through one by one.
fn week(expression: &str) -> BTreeSet<u64> {
    let Some(fields) = fields(expression) else { return BTreeSet::new() };
    let minutes: Vec<bool> = (0..60).map(|minute| names(fields[0], minute)).collect();
    let hours: Vec<bool> = (0..24).map(|hour| names(fields[1], hour)).collect();
    let days: Vec<bool> = (1..8).map(|day| names(fields[4], day)).collect();
    let mut runs = BTreeSet::new();
    for at in 0..7 * 1_440 {
        if minutes[at % 60] && hours[at / 60 % 24] && days[at / 1_440] {
            runs.insert(at as u64);
        }
    }
    runs
}

/// Walks on minute by minute, with a calendar kept by hand.
fn next(expression: &str, day: u64, minute: u64) -> String {
    let fields = fields(expression).expect("a schedule");
    let (mut year, mut month, mut day_of_month, mut weekday) = (1970, 0, 1, 5);
    let length = |year: u64, month: usize| match month {
        1 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    };
    let mut tomorrow = || {
        let today = (weekday, day_of_month, month);
        weekday = weekday % 7 + 1;
        day_of_month += 1;
        if day_of_month > length(year, month) {
            (day_of_month, month) = (1, month + 1);
        }
        if month == 12 {
            (month, year) = (0, year + 1);
        }
        today
    };
    for _ in 0..day {
        tomorrow();
    }
    let mut from = minute + 1;
    loop {
        let (weekday, day_of_month, month) = tomorrow();
        for minute in from..1_440 {
            if runs(&fields, weekday, minute) {
                let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][weekday as usize - 1];
                let month =
                    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
                        [month];
                return format!("{day} {day_of_month} {month}, {:02}:{:02} UTC", minute / 60, minute % 60);
            }
        }
        from = 0;
    }
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Answer if drawn["asks"] == "next" => {
            next(word(drawn, "expression"), figure(drawn, "day"), figure(drawn, "minute"))
        }
        Form::Answer => week(word(drawn, "expression")).len().to_string(),
        Form::Possible => {
            let seen: BTreeSet<u64> = drawn["runs"]
                .as_array()
                .expect("runs")
                .iter()
                .map(|at| at.as_u64().expect("a minute"))
                .collect();
            only(question, |option| week(word(option, "expression")) == seen)
        }
        Form::Fix => only(question, |option| {
            let (from, to) = (number(question, "from"), number(question, "to"));
            let offset = drawn["offset"].as_i64().expect("an offset");
            // Each minute of the week in UTC, as the clock and calendar there show it.
            let there: BTreeSet<u64> = week(word(option, "expression"))
                .into_iter()
                .map(|at| (at as i64 + offset).rem_euclid(7 * 1_440) as u64)
                .collect();
            let meant: BTreeSet<u64> =
                (from..=to).map(|day| (day - 1) * 1_440 + number(question, "local")).collect();
            there == meant
        }),
    }
}
