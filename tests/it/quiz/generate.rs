//! Every family over many seeds: what a question must be, and its answer computed again by a plainer method.

mod drawn;
mod g01_write_shards;
mod g02_shared_reader_shards;
mod g03_polling_floor;
mod g04_read_share;
mod g05_hot_key;
mod g06_key_to_shard;
mod g07_split_merge;
mod g08_update_shard_count;
mod g09_kcl_workers;
mod g10_stream_function;
mod g11_poison_record;
mod g12_put_records_calls;
mod g13_aggregation;
mod g14_payload_units;
mod g15_retention_cost;
mod g16_capacity_mode;
mod g17_firehose_flush;
mod g18_firehose_billed;
mod g19_receives;
mod g20_function_visibility;
mod g21_dead_letter;
mod g22_empty_receives;
mod g23_queue_batches;
mod g24_fifo_rate;
mod g25_deduplication;
mod g26_outage;
mod g27_filter_policy;
mod g28_event_pattern;
mod g29_put_events;
mod g30_schedule;
mod g31_concurrency;
mod g32_queue_ramp;
mod g33_backlog_workers;
mod g34_backoff;
mod g35_in_flight;
mod g36_carry;
mod g37_which_service;
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
    ("G01", g01_write_shards::again),
    ("G02", g02_shared_reader_shards::again),
    ("G03", g03_polling_floor::again),
    ("G04", g04_read_share::again),
    ("G05", g05_hot_key::again),
    ("G06", g06_key_to_shard::again),
    ("G07", g07_split_merge::again),
    ("G08", g08_update_shard_count::again),
    ("G09", g09_kcl_workers::again),
    ("G10", g10_stream_function::again),
    ("G11", g11_poison_record::again),
    ("G12", g12_put_records_calls::again),
    ("G13", g13_aggregation::again),
    ("G14", g14_payload_units::again),
    ("G15", g15_retention_cost::again),
    ("G16", g16_capacity_mode::again),
    ("G17", g17_firehose_flush::again),
    ("G18", g18_firehose_billed::again),
    ("G19", g19_receives::again),
    ("G20", g20_function_visibility::again),
    ("G21", g21_dead_letter::again),
    ("G22", g22_empty_receives::again),
    ("G23", g23_queue_batches::again),
    ("G24", g24_fifo_rate::again),
    ("G25", g25_deduplication::again),
    ("G26", g26_outage::again),
    ("G27", g27_filter_policy::again),
    ("G28", g28_event_pattern::again),
    ("G29", g29_put_events::again),
    ("G30", g30_schedule::again),
    ("G31", g31_concurrency::again),
    ("G32", g32_queue_ramp::again),
    ("G33", g33_backlog_workers::again),
    ("G34", g34_backoff::again),
    ("G35", g35_in_flight::again),
    ("G36", g36_carry::again),
    ("G37", g37_which_service::again),
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
