//! Every family over many seeds: what a question must be, and its answer computed again by a plainer method.

mod drawn;
mod g01;
mod g02;
mod g03;
mod g04;
mod g05;
mod g06;
mod g07;
mod g08;
mod g09;
mod g10;
mod g11;
mod g12;
mod g13;
mod g14;
mod g15;
mod g16;
mod g17;
mod g18;
mod g19;
mod g20;
mod g21;
mod g22;
mod g23;
mod g24;
mod g25;
mod g26;
mod g27;
mod g28;
mod g29;
mod g30;
mod g31;
mod g32;
mod g33;
mod g34;
mod g35;
mod g36;
mod read;

use std::collections::BTreeSet;

use shardscope::{
    aws::claims,
    link,
    quiz::{
        Question, bank, family,
        generate::{self, Family, Form},
        question::{Answers, See},
        question_json,
    },
};

const SEEDS: u64 = 10_000;
/// Of so many the link is opened, too: it is the slowest to check.
const LINKS: u64 = 600;

/// What the app ships: every misconception of an option is told of there.
const MISCONCEPTIONS: &str = include_str!("../../../public/study/misconceptions.json");

/// The answer of a drawn question, computed again from its parameters by a method of its own; a family of the test
/// module for each family of the app.
type Again = fn(&Question, Form) -> String;

const AGAIN: &[(&str, Again)] = &[
    ("G01", g01::again),
    ("G02", g02::again),
    ("G03", g03::again),
    ("G04", g04::again),
    ("G05", g05::again),
    ("G06", g06::again),
    ("G07", g07::again),
    ("G08", g08::again),
    ("G09", g09::again),
    ("G10", g10::again),
    ("G11", g11::again),
    ("G12", g12::again),
    ("G13", g13::again),
    ("G14", g14::again),
    ("G15", g15::again),
    ("G16", g16::again),
    ("G17", g17::again),
    ("G18", g18::again),
    ("G19", g19::again),
    ("G20", g20::again),
    ("G21", g21::again),
    ("G22", g22::again),
    ("G23", g23::again),
    ("G24", g24::again),
    ("G25", g25::again),
    ("G26", g26::again),
    ("G27", g27::again),
    ("G28", g28::again),
    ("G29", g29::again),
    ("G30", g30::again),
    ("G31", g31::again),
    ("G32", g32::again),
    ("G33", g33::again),
    ("G34", g34::again),
    ("G35", g35::again),
    ("G36", g36::again),
];

/// Side by side, so that each family that fails says so.
#[test]
fn every_family_makes_fair_questions_for_every_seed() {
    let failed = std::thread::scope(|scope| {
        let checks: Vec<_> =
            generate::families().iter().map(|family| (family.id, scope.spawn(|| check(family)))).collect();
        checks.into_iter().filter_map(|(id, it)| it.join().err().map(|_| id)).collect::<Vec<_>>()
    });
    assert!(failed.is_empty(), "these families fail: {failed:?}");
}

fn check(family: &Family) {
    assert!(family::find(family.id).is_some_and(|it| it.topic() == family.topic()), "{}", family.id);
    assert!(family.sources.iter().all(|id| claims::find(id).is_some()), "{}", family.id);
    let again = AGAIN.iter().find(|(id, _)| *id == family.id).map(|(_, again)| again);
    let again = again.unwrap_or_else(|| panic!("{} is not computed again", family.id));
    let mut stems = BTreeSet::new();
    for seed in 0..SEEDS {
        let question = generate::question(family.id, seed)
            .unwrap_or_else(|| panic!("{} has no question for the seed {seed}", family.id));
        is_fair(&question);
        if seed < LINKS {
            can_be_seen(&question);
        }
        let drawn = question.drawn.as_ref().expect("it was drawn");
        let expected = again(&question, Form::of(seed));
        assert_eq!(drawn.answer, expected, "{} {:#}", question.id, drawn.parameters);
        stems.insert(format!("{} {:?}", question.stem, question.exhibit));
    }
    assert!(stems.len() > 300, "{} has {} stems only", family.id, stems.len());
}

#[test]
fn families_stand_in_order_and_once() {
    let ids: Vec<&str> = generate::families().iter().map(|family| family.id).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
    assert_eq!(ids, family::NAMES.iter().map(|it| it.id).collect::<Vec<_>>());
}

/// The page draws in a module of its own, and gets questions as JSON.
#[test]
fn a_drawn_question_is_the_same_after_it_was_written_and_read() {
    for family in generate::families() {
        for seed in 0..150 {
            let question = generate::question(family.id, seed).expect("a question");
            let text = question_json(&question).to_string();
            assert_eq!(bank::read_drawn(&text), Ok(question));
        }
    }
}

#[test]
fn the_same_seed_is_the_same_question() {
    for family in generate::families() {
        for seed in [0, 1, 2, 77, u64::MAX] {
            assert_eq!(generate::question(family.id, seed), generate::question(family.id, seed));
        }
    }
}

fn is_fair(question: &Question) {
    let id = &question.id;
    assert_eq!(question.stem.matches("**").count(), 2, "{id}: {}", question.stem);
    let words = question.stem.split_whitespace().count();
    assert!((20..=110).contains(&words), "{id}: {words} words: {}", question.stem);
    assert!(!question.stem.contains('{') || question.exhibit.is_some(), "{id}: {}", question.stem);
    assert!(question.rule.len() > 30 && !question.hint.is_empty(), "{id}");
    let drawn = question.drawn.as_ref().expect("it was drawn");
    assert!(drawn.formula.len() > 8, "{id}: {}", drawn.formula);
    match &question.answers {
        Answers::Choose(choices) => {
            assert_eq!(choices.len(), 4, "{id}");
            assert_eq!(choices.iter().filter(|it| it.right).count(), 1, "{id}");
            assert!(choices.iter().all(|it| it.right == it.misconception.is_none()), "{id}");
            assert!(choices.iter().all(|it| it.why.chars().count() >= 40), "{id}: {choices:?}");
            assert!(
                choices.iter().filter_map(|it| it.misconception.as_deref()).all(is_told),
                "{id}: {choices:?}"
            );
            let texts: BTreeSet<&str> = choices.iter().map(|it| it.text.as_str()).collect();
            assert_eq!(texts.len(), 4, "{id}: {texts:?}");
        }
        Answers::Number(number) => {
            assert!(number.answer.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b','), "{id}");
            assert!(number.slips.len() >= 2 && !number.unit.is_empty(), "{id}");
            assert!(number.slips.iter().all(|it| it.answer != number.answer), "{id}");
            assert!(number.slips.iter().filter_map(|it| it.misconception.as_deref()).all(is_told), "{id}");
        }
        Answers::Order(_) | Answers::Match { .. } => panic!("{id} is chosen or typed"),
    }
}

fn is_told(misconception: &str) -> bool {
    MISCONCEPTIONS.contains(&format!("\"id\": \"{misconception}\""))
}

/// The link to simulator or planner opens.
fn can_be_seen(question: &Question) {
    let id = &question.id;
    if let Some(See::Link(fragment)) = &question.see {
        let opens = match link::kind(fragment) {
            link::PLAN => link::decode_plan(fragment).map(|_| ()),
            _ => link::decode(fragment).map(|_| ()),
        };
        assert_eq!(opens, Ok(()), "{id}: {fragment}");
    }
}
