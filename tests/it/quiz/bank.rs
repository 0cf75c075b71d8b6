use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};
use shardscope::{
    kinesis::{HashKey, ShardId, ShardMap},
    quiz::{
        Bank, Era, Topic,
        bank::{LESSONS, MISCONCEPTIONS, TRIALS, file_name, files},
        check,
        lesson::Look,
        matrix,
        question::{Answers, See},
        shuffle::order_of,
    },
    sim::presets,
};

/// The bank as the page loads it.
pub(super) fn shipped() -> Bank {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/study");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the file is there");
    let mut bank = Bank::default();
    for name in files() {
        bank.add_file(&name, &text(&name)).unwrap_or_else(|error| panic!("{error}"));
    }
    bank
}

fn content(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/study");
    serde_json::from_str(&fs::read_to_string(folder.join(name)).expect("the file is there")).expect("JSON")
}

/// Lines of the index and parts, as the build makes them of the files.
fn parts() -> (Vec<String>, Vec<String>) {
    let of = |name: &str| content(name).as_array().expect("a list").clone();
    let topics = Topic::all().flat_map(|topic| {
        let named = move |mut question: Value| {
            question["topic"] = json!(topic.id());
            question
        };
        of(&file_name(topic)).into_iter().map(named)
    });
    let questions: Vec<Value> = topics.chain(of(TRIALS)).collect();
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    let name = |it: &Value| {
        let era = it.get("era").map_or("both".to_owned(), word);
        let facts = it["facts"].as_array().expect("facts").iter().map(word);
        let words =
            ["id", "topic", "shape"].map(|field| word(&it[field])).into_iter().chain([era]).chain(facts);
        words.collect::<Vec<_>>().join(" ")
    };
    let names = questions.iter().map(name).chain(["lessons", "misconceptions"].map(str::to_owned));
    let parts: Vec<String> =
        questions.iter().chain(&[content(LESSONS), content(MISCONCEPTIONS)]).map(Value::to_string).collect();
    (names.zip(&parts).map(|(name, part)| format!("{} {name}", part.len())).collect(), parts)
}

fn bundle(index: &[String], parts: &[String]) -> Vec<u8> {
    format!("{}\n\n{}", index.join("\n"), parts.concat()).into_bytes()
}

#[test]
fn all_files_in_one_are_the_same_bank() {
    let (index, parts) = parts();
    let (bank, one_by_one) = (Bank::from_bundle(bundle(&index, &parts)).expect("a bundle"), shipped());
    assert!(bank.questions().eq(one_by_one.questions()));
    assert!(bank.entries().iter().map(|it| &it.head).eq(one_by_one.entries().iter().map(|it| &it.head)));
    assert_eq!((bank.lessons(), bank.misconceptions()), (one_by_one.lessons(), one_by_one.misconceptions()));
}

#[test]
fn a_bundle_that_breaks_off_is_told_and_one_bad_question_spoils_no_other() {
    let (mut index, mut parts) = parts();
    let told = |bytes: &[u8]| Bank::from_bundle(bytes.to_vec()).expect_err("it is not whole").to_string();
    let whole = bundle(&index, &parts);
    let end = index.join("\n").len();
    for bytes in [0, 1, end, end + 1, end + 2, whole.len() / 2, whole.len() - 1] {
        assert_eq!(told(&whole[..bytes]), "bank.txt: load it again: it broke off", "{bytes} bytes");
    }
    parts[0] = " ".repeat(parts[0].len());
    let bank = Bank::from_bundle(bundle(&index, &parts)).expect("the index is whole");
    let ids: Vec<&str> = bank.entries().iter().map(|it| it.head.id.as_str()).collect();
    assert_eq!((bank.question(ids[0]), bank.questions().count()), (None, ids.len() - 1));

    for bad in ["", "12", "x T01-001 T01 one both F02", "12 T01-001 T99 one both F02", "12 T01-001 T01 one"] {
        index[0] = bad.to_owned();
        let says = format!("bank.txt: build it again: no row of the index is “{bad}”");
        assert_eq!(told(&bundle(&index, &parts)), says);
    }
}

#[test]
fn no_question_breaks_a_rule_of_the_guide() {
    let flaws = check::questions(&shipped());
    let told: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    assert!(flaws.is_empty(), "{}", told.join("\n"));
}

#[test]
fn the_bank_is_spread_over_topics_facts_levels_and_misconceptions() {
    let bank = shipped();
    let told: Vec<String> = check::spread(&bank).iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(bank.entries().len() >= 320, "{} authored questions", bank.entries().len());
    for (topic, count) in check::per_topic(&bank) {
        // By their weights, and no topic below ten.
        assert!(count >= 10, "{} has {count} questions", topic.id());
    }
}

#[test]
fn a_key_is_as_likely_at_any_place_as_it_is_shown() {
    let mut at = [0_u32; 4];
    let bank = shipped();
    let one_of_four = bank.questions().filter(|it| it.choose() == 1);
    for (question, seed) in one_of_four.flat_map(|it| (0..50).map(move |seed| (it, seed))) {
        let Answers::Choose(choices) = &question.answers else { continue };
        let is_numbers = choices.iter().all(|choice| choice.text.starts_with(|c: char| c.is_ascii_digit()));
        if choices.len() != 4 || is_numbers {
            continue;
        }
        let order = order_of(question, seed);
        let place = order.iter().position(|&option| choices[option].right).expect("the key is shown");
        at[place] += 1;
    }
    let all: u32 = at.iter().sum();
    for count in at {
        let percent = f64::from(count) * 100.0 / f64::from(all);
        assert!((23.0..27.0).contains(&percent), "{at:?}");
    }
}

#[test]
fn every_service_choice_has_needs_that_the_matrix_decides() {
    let bank = shipped();
    let choices = bank.questions().filter(|it| it.topic.id() == "T01" && it.trial.is_none());
    let (mut decided, mut all) = (0, 0);
    for question in choices.filter(|it| matches!(it.answers, Answers::Choose(_))) {
        all += 1;
        decided += usize::from(matrix::decide(question).is_ok_and(|it| it.is_some()));
    }
    assert!(decided * 10 >= all * 9, "{decided} of {all}");
}

#[test]
fn the_keys_of_the_drawing_go_to_the_shards_it_shows() {
    let shard = |key: &str| ShardMap::even(3).route(HashKey::of(key.as_bytes()));
    assert_eq!([shard("card-17"), shard("card-8")], [0, 2].map(ShardId));
}

#[test]
fn lessons_have_five_sentences_something_to_look_at_and_three_questions() {
    let bank = shipped();
    let mut asked = BTreeSet::new();
    let mut topics = BTreeSet::new();
    for lesson in bank.lessons() {
        let id = &lesson.id;
        assert_eq!((lesson.sentences.len(), lesson.questions.len()), (5, 3), "{id}");
        assert!(lesson.sentences.iter().map(|it| it.matches("**").count()).sum::<usize>() % 2 == 0, "{id}");
        // A button alone is nothing to look at.
        assert!(lesson.looks.iter().any(|look| !matches!(look, Look::See(_))), "{id}");
        for look in &lesson.looks {
            match look {
                Look::See(See::Preset(name)) => {
                    assert!(presets::find(name).is_some(), "{id}: no preset {name}");
                }
                Look::See(See::Link(_)) => panic!("{id} shows a preset, a sheet or a sketch"),
                Look::Sheet(sheet) => {
                    assert!(matrix::SHEETS.iter().any(|it| it.id == sheet), "{id}: no sheet {sheet}");
                }
                Look::Sketch(text) => {
                    let fits =
                        text.lines().count() <= 9 && text.lines().all(|line| line.chars().count() <= 64);
                    assert!(fits, "{id}: the drawing is too large for a phone");
                }
            }
        }
        for question in &lesson.questions {
            let found = bank.question(question).unwrap_or_else(|| panic!("{id}: no question {question}"));
            assert!(asked.insert(question.clone()), "{id}: {question} is asked twice");
            assert!(found.era != Era::Today, "{id}: {question} is too new for a beginner");
        }
        if lesson.path != "First chapter" {
            let own = |id: &String| bank.question(id).is_some_and(|it| it.topic == lesson.topic);
            assert!(lesson.questions.iter().any(own), "{id} asks nothing of its topic");
            topics.insert(lesson.topic);
        }
    }
    assert_eq!(topics.len(), Topic::all().len(), "a lesson for each topic");
}
