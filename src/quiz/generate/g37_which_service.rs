//! Which service meets a list of requirements alone? The key follows from the capability matrix.

mod wish;

use serde_json::{Map, Value, json};

use wish::{Wish, wishes};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{among, right, wrong},
    theme::listed,
};
use crate::quiz::matrix::{self, Holds, Row};

pub(super) const FAMILY: Family = Family {
    id: "G37",
    skill: "1.1.8",
    sources: &["S3", "T4", "Q14", "Q10", "N5", "N18", "F14", "V6", "V12"],
    draw,
};

/// Rows of the matrix, as options call them.
const SERVICES: [(&str, &str); 7] = [
    ("kds_on_demand", "a Kinesis data stream"),
    ("firehose", "an Amazon Data Firehose stream"),
    ("sqs_standard", "an SQS standard queue"),
    ("sqs_fifo", "an SQS FIFO queue"),
    ("sns_standard", "an SNS standard topic"),
    ("sns_fifo", "an SNS FIFO topic"),
    ("event_bus", "an EventBridge bus"),
];

/// Which of them a list is made for: oftener those that few lists leave alone, so that all come about as often. What a
/// standard queue does, a FIFO queue does as well.
const KEYS: [usize; 16] = [0, 0, 0, 0, 0, 0, 0, 1, 3, 3, 4, 5, 5, 6, 6, 6];

const STORIES: [&str; 8] = [
    "An insurer's systems hand claim events to one another, a few dozen a second.",
    "A shop's checkout tells other systems of each order, up to a hundred a second.",
    "A railway's signals report their state, some two hundred small messages a second.",
    "A clinic's devices send measurements, about fifty a second.",
    "A newspaper's editors publish and correct articles, a few changes a second.",
    "A bank's branches send transfers to be booked, up to eighty a second.",
    "A car park's gates report each entry and exit, a handful a second.",
    "A game's servers report moves of players, up to two hundred a second.",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn row(service: usize) -> &'static Row {
    matrix::row(SERVICES[service].0).expect("a row of the matrix")
}

/// A service that does not do: the index of it, and the requirements it misses.
struct Misses {
    service: usize,
    wishes: Vec<usize>,
}

/// Some requirements, the one service that meets them all, and those that certainly do not, the nearest first.
struct Task {
    wishes: Vec<Wish>,
    right: usize,
    wrong: Vec<Misses>,
}

fn task(draw: &mut Draw) -> Option<Task> {
    let right = draw.pick(&KEYS);
    let wishes = some_held(draw, row(right));
    if wishes.len() < 2 || wishes.windows(2).any(|pair| pair[0].need == pair[1].need) {
        return None;
    }
    let mut wrong = Vec::new();
    for service in (0..SERVICES.len()).filter(|service| *service != right) {
        let held: Vec<Holds> = wishes.iter().map(|wish| wish.held_by(row(service))).collect();
        let misses: Vec<usize> = (0..held.len()).filter(|&i| held[i] == Holds::No).collect();
        // This one does it too, or AWS does not say: no key may hang on that.
        if misses.is_empty() {
            return None;
        }
        let at = wrong.iter().position(|it: &Misses| it.wishes.len() > misses.len()).unwrap_or(wrong.len());
        wrong.insert(at, Misses { service, wishes: misses });
    }
    Some(Task { wishes, right, wrong })
}

/// Up to four of the wishes that the service meets.
fn some_held(draw: &mut Draw, row: &Row) -> Vec<Wish> {
    let is_held = |wish: &Wish| wish.is_asked_of(row) && wish.held_by(row) == Holds::Yes;
    let held: Vec<Wish> = wishes(draw).into_iter().filter(is_held).collect();
    let indices: Vec<usize> = (0..held.len()).collect();
    let count = draw.between(2, 4) as usize;
    let taken = draw.some(&indices, count.min(held.len()));
    held.into_iter().enumerate().filter(|(index, _)| taken.contains(index)).map(|(_, wish)| wish).collect()
}

impl Task {
    fn list(&self) -> (String, String) {
        let lines: Vec<String> = self.wishes.iter().map(|wish| format!("- {}", wish.line)).collect();
        ("What has to hold".to_owned(), lines.join("\n"))
    }

    fn needs(&self) -> Value {
        let mut needs = Map::new();
        needs.extend(self.wishes.iter().map(|wish| (wish.need.to_owned(), wish.value.clone())));
        Value::Object(needs)
    }

    /// What the matrix says of the right one.
    fn why(&self) -> String {
        let mut cells: Vec<String> = Vec::new();
        for wish in &self.wishes {
            let cell = wish.cell(row(self.right));
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        format!("It meets all of them. In the comparison: {}.", cells.join("; "))
    }

    fn missed(&self, misses: &Misses) -> (&'static str, String) {
        let wish = &self.wishes[misses.wishes[0]];
        (
            code(misses.service, wish.need),
            format!(
                "You let one requirement go, {}. In the comparison: {}.",
                wish.short,
                wish.cell(row(misses.service))
            ),
        )
    }

    fn options(&self, others: &[Misses], text: impl Fn(usize) -> String) -> Vec<(Offer, Value)> {
        let figures = |service: usize| json!({"service": SERVICES[service].0});
        let mut options = vec![right(text(self.right), figures(self.right), self.why())];
        options.extend(others.iter().take(3).map(|misses| {
            let (code, why) = self.missed(misses);
            wrong(code, text(misses.service), figures(misses.service), why)
        }));
        options
    }

    fn formula(&self) -> String {
        let shorts: Vec<&str> = self.wishes.iter().map(|wish| wish.short.as_str()).collect();
        format!("{}: {} alone", listed(&shorts), SERVICES[self.right].1)
    }
}

/// What one had in mind who takes this service although it misses the need.
fn code(service: usize, need: &str) -> &'static str {
    match (SERVICES[service].0, need) {
        ("sqs_standard" | "sqs_fifo", "replay") => "M001",
        ("sqs_standard" | "sqs_fifo", "readers") => "M003",
        ("sqs_standard", "order" | "exactly_once") => "M065",
        ("sns_standard" | "event_bus", "order") | ("event_bus", "replay") => "M007",
        ("sns_standard", "replay" | "keep_hours") => "M004",
        ("sns_standard" | "sns_fifo", "workers" | "delay_seconds") => "M208",
        ("event_bus", "workers" | "delay_seconds") => "M204",
        ("kds_on_demand", "workers" | "delay_seconds") => "M002",
        ("firehose", "replay" | "readers" | "workers" | "keep_hours" | "delay_seconds") => "M005",
        ("kds_on_demand" | "sqs_standard" | "sqs_fifo" | "firehose", "filter") => "M081",
        ("event_bus", "delivers_to") => "M090",
        ("kds_on_demand" | "sqs_standard" | "sqs_fifo", "pushes_to") => "M053",
        (_, "reacts_to") => "M011",
        (_, "body_kib") => "M115",
        (_, "delivers_to") => "M006",
        _ => "M362",
    }
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let task = task(draw)?;
    let story = draw.pick(&STORIES);
    let options = task.options(&task.wrong, |service| capital(SERVICES[service].1));
    Some(
        Drawing {
            stem: format!(
                "{story} One service is to carry all of it, with its own settings and no program that stands in for what it lacks. The list shows what has to \
                 hold. **Which service** meets every point alone?"
            ),
            exhibit: Some(task.list()),
            formula: task.formula(),
            ..among(options, json!({"needs": task.needs()}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let mut task = task(draw)?;
    let now = task.wrong.remove(0);
    if now.wishes.len() > 1 {
        return None;
    }
    let story = draw.pick(&STORIES);
    let options = task.options(&task.wrong, |service| format!("Replace it with {}", SERVICES[service].1));
    Some(
        Drawing {
            stem: format!(
                "{story} They go through {} today, and one point of the list is not met. It has to be met from now on, like all others, by one service alone and \
                 without a program that stands in for what it lacks. Which **single change** does it?",
                SERVICES[now.service].1
            ),
            exhibit: Some(task.list()),
            formula: task.formula(),
            ..among(options, json!({"needs": task.needs(), "now": SERVICES[now.service].0}))
        }
        .with(told()),
    )
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let service = draw.between(0, SERVICES.len() as u64 - 1) as usize;
    let all = wishes(draw);
    let indices: Vec<usize> = (0..all.len()).collect();
    let mut options: Vec<(Offer, Value)> = Vec::new();
    for _ in 0..60 {
        let taken = draw.some(&indices, 2);
        let Some(option) = pair(service, &all[taken[0]], &all[taken[1]]) else { continue };
        let is_right = |it: &Offer| it.misconception.is_none();
        let room = if is_right(&option.0) { 1 } else { 3 };
        let like_it = options.iter().filter(|(offer, _)| is_right(offer) == is_right(&option.0)).count();
        if like_it < room && options.iter().all(|(offer, _)| offer.text != option.0.text) {
            options.push(option);
        }
    }
    let name = SERVICES[service].1;
    let story = draw.pick(&STORIES);
    (options.len() == 4).then(|| {
        Drawing {
            stem: format!(
                "{story} The team has settled on {name} and adds no other service, nor a program that stands in for what it lacks. Four colleagues each name two \
                 wishes. **Whose wishes** does it meet, both of them?"
            ),
            formula: format!("both are met by {name} alone"),
            ..among(options, json!({"service": SERVICES[service].0}))
        }
        .with(told())
    })
}

/// Two wishes as an option, of which the service meets both or one; nothing where AWS does not say.
fn pair(service: usize, one: &Wish, other: &Wish) -> Option<(Offer, Value)> {
    let row = row(service);
    let text = capital(&format!("{}, and {}", one.short, other.short));
    let figures = json!({"needs": {one.need: one.value, other.need: other.value}});
    let missed = match (one.held_by(row), other.held_by(row)) {
        _ if one.need == other.need || !one.is_asked_of(row) || !other.is_asked_of(row) => return None,
        (Holds::Yes, Holds::Yes) => {
            let why = format!("It meets both. In the comparison: {}; {}.", one.cell(row), other.cell(row));
            return Some(right(text, figures, why));
        }
        (Holds::No, Holds::Yes) => one,
        (Holds::Yes, Holds::No) => other,
        _ => return None,
    };
    let why =
        format!("You let one of the two go, {}. In the comparison: {}.", missed.short, missed.cell(row));
    Some(wrong(code(service, missed.need), text, figures, why))
}

fn capital(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn told() -> Drawing {
    Drawing {
        rule: "A service fits if it meets every requirement by itself; the one requirement that it misses rules it out, however well it meets the others.".to_owned(),
        hint: "Take the services one by one, and look for a requirement that rules each out.".to_owned(),
        ..Drawing::default()
    }
}
