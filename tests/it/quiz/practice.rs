use std::collections::BTreeSet;

use shardscope::quiz::{
    Bank, Era, Given, Mode, Notebook, Practice, Question, Shape, Stock, Topic, generate, judge,
    notebook::Answered,
    practice::{GAP, Mark, SIZES},
};

use super::{
    bank::shipped,
    made::{bank, matching, number, one, options, order, two},
    notebook::{day, right, wrong},
};

/// A family whose seeds have the shapes of real ones.
fn generate(family: &str, seed: u64) -> Option<Question> {
    let id = format!("{family}-{seed}");
    let mut question = match seed % 3 {
        0 => number(&id, family, "1", "", &[]),
        1 => one(&id, family),
        _ => two(&id, family),
    };
    question.topic = Topic::parse("T02")?;
    question.drawn = Some(shardscope::quiz::question::Drawn {
        parameters: serde_json::Value::Null,
        answer: String::new(),
        formula: String::new(),
    });
    Some(question)
}

pub(super) fn families() -> Vec<(&'static str, Topic)> {
    ["G01", "G02"].map(|id| (id, Topic::parse("T02").expect("a topic"))).to_vec()
}

/// Three questions of three shapes for each of these facts.
pub(super) fn of_facts(facts: &[&str]) -> Bank {
    let questions = facts.iter().enumerate().flat_map(|(index, fact)| {
        let topic = shardscope::quiz::taught::find(fact).expect("a fact").topic().id();
        let id = |n: usize| format!("{topic}-{:03}", index * 3 + n);
        [one(&id(0), fact), two(&id(1), fact), order(&id(2), fact)]
    });
    bank(questions.collect())
}

pub(super) const FACTS: [&str; 12] =
    ["F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12"];

pub(super) fn stock<'a>(bank: &'a Bank, families: &'a [(&'static str, Topic)]) -> Stock<'a> {
    Stock { bank, families, generate }
}

fn drawn(bank: &Bank, notebook: &Notebook, size: usize, seed: u64) -> Practice {
    Practice::new(&stock(bank, &families()), notebook, size, None, day(0), seed)
}

/// Answers everything, by the roll of `seed`; what was asked.
fn run_through(practice: &mut Practice, seed: u64) -> Vec<(String, String, bool)> {
    let mut asked = Vec::new();
    while let Some(item) = practice.current() {
        let good = (seed * 7 + asked.len() as u64 * 13) % 5 > 1;
        asked.push((item.card.clone(), item.question.clone(), good));
        assert_eq!(practice.progress()[asked.len() - 1], Mark::Now);
        practice.answer(good);
        practice.next();
        assert!(asked.len() < 200, "a practice ends");
    }
    asked
}

#[test]
fn no_card_follows_itself_and_every_miss_comes_again() {
    let bank = of_facts(&FACTS);
    for seed in 0..400 {
        for size in SIZES {
            let mut practice = drawn(&bank, &Notebook::default(), size, seed);
            assert_eq!(practice.progress().len(), size);
            let asked = run_through(&mut practice, seed);
            assert!(asked.windows(2).all(|two| two[0].0 != two[1].0), "{asked:?}");
            for (at, (card, question, good)) in asked.iter().enumerate() {
                let before = asked[..at].iter().filter(|(other, ..)| other == card).count();
                let again = asked[at + 1..].iter().find(|(other, ..)| other == card);
                if !good && before == 0 {
                    let again = again.unwrap_or_else(|| panic!("{card} does not come again: {asked:?}"));
                    assert_ne!(&again.1, question, "in another disguise");
                }
            }
        }
    }
}

#[test]
fn a_miss_comes_after_five_others() {
    let bank = of_facts(&FACTS);
    let mut practice = drawn(&bank, &Notebook::default(), 10, 1);
    let missed = practice.current().expect("an item").card.clone();
    practice.answer(false);
    practice.answer(true);
    assert!(practice.is_answered(), "the first answer is final");
    practice.next();
    for _ in 0..GAP {
        assert_ne!(practice.current().expect("an item").card, missed);
        practice.answer(true);
        practice.next();
    }
    let again = practice.current().expect("an item");
    assert!(again.card == missed && again.is_again());
    practice.answer(true);
    practice.next();
    while practice.current().is_some() {
        practice.answer(true);
        practice.next();
    }
    let summary = practice.summary();
    assert_eq!((summary.asked, summary.right), (10, 9));
    assert_eq!((summary.missed, summary.mended), (vec![missed.clone()], vec![missed]));
    assert!(practice.finished());
    assert_eq!(practice.progress().iter().filter(|mark| **mark == Mark::Wrong).count(), 1);
}

#[test]
fn a_miss_on_the_last_item_comes_again_after_another_card() {
    let bank = of_facts(&FACTS);
    let mut practice = drawn(&bank, &Notebook::default(), 5, 3);
    let mut last = String::new();
    for at in 0..5 {
        last.clone_from(&practice.current().expect("an item").card);
        practice.answer(at < 4);
        practice.next();
    }
    assert_ne!(practice.current().expect("one between").card, last);
    practice.answer(true);
    practice.next();
    assert_eq!(practice.current().expect("the miss").card, last);
    practice.answer(true);
    practice.next();
    assert!(practice.finished());
}

#[test]
fn whoever_knows_nothing_comes_to_an_end_too() {
    let bank = of_facts(&FACTS);
    for size in SIZES {
        let mut practice = drawn(&bank, &Notebook::default(), size, 9);
        let mut asked = 0;
        while practice.current().is_some() {
            practice.answer(false);
            practice.next();
            asked += 1;
            assert!(asked < 200);
        }
        assert!(asked >= 2 * size, "{asked}");
        assert_eq!(practice.summary().missed.len(), practice.summary().asked.min(14));
    }
}

#[test]
fn due_cards_come_first_in_a_shape_not_seen_last_time() {
    let bank = of_facts(&FACTS);
    let mut notebook = Notebook::default();
    // F07 … F11 are due, each asked last in one of its shapes.
    let due = ["F07", "F08", "F09", "F10", "F11"];
    for (index, fact) in due.iter().enumerate() {
        let of_card: Vec<&Question> = bank.questions().filter(|it| it.card() == *fact).collect();
        notebook.answer(of_card[index % 3], right(-30));
    }
    for seed in 0..50 {
        let practice = drawn(&bank, &notebook, 5, seed);
        let stock_families = families();
        let stock = stock(&bank, &stock_families);
        let mut cards = BTreeSet::new();
        let mut practice = practice;
        while let Some(item) = practice.current() {
            cards.insert(item.card.clone());
            let shape = stock.question(&item.question).expect("it is there").shape;
            assert_ne!(Some(shape), notebook.card(&item.card).map(|card| card.shape), "{item:?}");
            practice.answer(true);
            practice.next();
        }
        assert_eq!(cards, due.iter().map(|&it| it.to_owned()).collect());
    }
}

#[test]
fn families_take_part_and_their_questions_are_found_again() {
    let bank = of_facts(&["F01", "F02"]);
    let families = families();
    let stock = stock(&bank, &families);
    let ids: Vec<&str> = families.iter().map(|(id, _)| *id).collect();
    let mut shapes = BTreeSet::new();
    for seed in 0..30 {
        let mut practice = Practice::new(&stock, &Notebook::default(), 5, None, day(0), seed);
        let asked = run_through(&mut practice, 1);
        assert!(ids.iter().all(|id| asked.iter().any(|(card, ..)| card == id)), "{asked:?}");
        for (card, question, _) in asked {
            let found = stock.question(&question).expect("it is found by its id");
            assert_eq!(found.card(), card);
            if ids.contains(&card.as_str()) {
                shapes.insert(found.shape);
            }
        }
    }
    assert_eq!(shapes.len(), 3);
    for unknown in ["G09-1", "G01-x", "G01", "T01-999", ""] {
        assert!(stock.question(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn topics_leave_out_all_others_and_few_cards_are_asked_in_turn() {
    let bank = of_facts(&FACTS);
    let families = families();
    let only = |id: &str, size| {
        let topics = BTreeSet::from([Topic::parse(id).expect("a topic")]);
        let mut practice =
            Practice::new(&stock(&bank, &families), &Notebook::default(), size, Some(&topics), day(0), 4);
        run_through(&mut practice, 1)
    };
    // T02 has F08 and the two families.
    let asked = only("T02", 10);
    assert!(
        asked.len() >= 10 && asked.iter().all(|(card, ..)| ["F08", "G01", "G02"].contains(&card.as_str()))
    );
    assert!(asked.windows(2).all(|two| two[0].0 != two[1].0), "{asked:?}");
    // T15 has F01 alone: it cannot follow itself.
    assert_eq!(only("T15", 10).len(), 1);
    assert_eq!(only("T09", 10).len(), 0);
}

#[test]
fn a_practice_of_what_an_exam_missed_asks_just_these_cards_each_in_another_disguise() {
    let bank = of_facts(&FACTS);
    let families = families();
    let stock = stock(&bank, &families);
    let mut notebook = Notebook::default();
    // In an exam of this very day, so that they are not due.
    for fact in &FACTS[..4] {
        let question = bank.questions().find(|it| it.card() == *fact).expect("a question");
        notebook.answer(question, Answered { mode: Mode::Exam, confidence: None, ..wrong(0, "M001") });
    }
    let missed: BTreeSet<String> = FACTS[..3].iter().map(|&fact| fact.to_owned()).collect();
    let asked = |notebook: &Notebook| {
        let mut practice = Practice::of_cards(&stock, notebook, &missed, day(0), 7);
        let mut asked = Vec::new();
        while let Some(item) = practice.current() {
            assert_eq!(notebook.seen(&item.question), None, "{} was in the exam", item.question);
            asked.push(item.card.clone());
            practice.answer(true);
            practice.next();
        }
        asked.sort_unstable();
        asked
    };
    assert!(asked(&notebook).iter().eq(&missed));
    notebook.suspend(FACTS[0]);
    assert_eq!(asked(&notebook), FACTS[1..3]);
    let none = Practice::of_cards(&stock, &notebook, &BTreeSet::new(), day(0), 7);
    assert!(none.finished());
}

#[test]
fn topics_alternate_and_the_same_seed_gives_the_same_practice() {
    let bank = of_facts(&FACTS);
    let topic =
        |card: &str| shardscope::quiz::taught::find(card).map_or(Topic::parse("T02"), |it| Some(it.topic()));
    for seed in 0..50 {
        let practice = drawn(&bank, &Notebook::default(), 10, seed);
        assert_eq!(practice, drawn(&bank, &Notebook::default(), 10, seed));
        let mut copy = practice.clone();
        let mut topics = Vec::new();
        while let Some(item) = copy.current() {
            topics.push(topic(&item.card));
            copy.answer(true);
            copy.next();
        }
        let same = topics.windows(2).filter(|two| two[0] == two[1]).count();
        assert!(same <= 1, "{topics:?}");
    }
}

#[test]
fn suspended_cards_other_eras_and_questions_that_run_are_left_out() {
    let mut today = one("T01-001", "F02");
    today.era = Era::Today;
    let mut classic = options("T01-002", &["a", "b"]);
    classic.era = Era::Classic;
    classic.cards = vec!["F02".to_owned()];
    let mut runs = one("T01-003", "F28");
    runs.shape = Shape::Predict;
    let bank = bank(vec![today, classic, runs, one("T01-004", "F34"), matching("T01-005", "F60")]);
    let mut notebook = Notebook::default();
    notebook.suspend("F60");
    let ids = |notebook: &Notebook| -> BTreeSet<String> {
        let stock = Stock { bank: &bank, families: &[], generate };
        let mut practice = Practice::new(&stock, notebook, 20, None, day(0), 1);
        let mut ids = BTreeSet::new();
        while let Some(item) = practice.current() {
            ids.insert(item.question.clone());
            practice.answer(true);
            practice.next();
        }
        ids
    };
    let expect = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(ids(&notebook), expect(&["T01-002", "T01-004"]));
    notebook.settings.era = Era::Today;
    assert_eq!(ids(&notebook), expect(&["T01-001", "T01-004"]));
    notebook.resume("F60");
    assert_eq!(ids(&notebook), expect(&["T01-001", "T01-004", "T01-005"]));
}

#[test]
fn only_an_answer_to_what_is_asked_goes_into_the_practice() {
    let bank = of_facts(&FACTS);
    let mut notebook = Notebook::default();
    notebook.practice = Some(drawn(&bank, &notebook, 5, 1));
    let asked = notebook.practice.as_ref().and_then(Practice::current).expect("an item").clone();
    let is_answered = |notebook: &Notebook| notebook.practice.as_ref().is_some_and(Practice::is_answered);
    notebook.answer(&one("T01-999", &asked.card), right(0));
    assert!(!is_answered(&notebook), "another question");
    let question = one(&asked.question, &asked.card);
    notebook.answer(&question, Answered { mode: Mode::Learn, ..right(0) });
    assert!(!is_answered(&notebook), "in another way of studying");
    notebook.answer(&question, right(0));
    assert!(is_answered(&notebook));
}

#[test]
fn facts_and_families_are_spread_over_a_deck() {
    let bank = of_facts(&FACTS[..6]);
    let deck = stock(&bank, &families()).deck(Era::Classic);
    let cards: Vec<&str> = deck.cards().map(|(id, _)| id).collect();
    assert_eq!(cards, ["F01", "F02", "G01", "F03", "F04", "F05", "G02", "F06"]);
    assert_eq!(deck.topic("F03"), Topic::parse("T07"));
    assert_eq!(deck.topic("F64"), None, "there is nothing to ask for it");
}

#[test]
fn undo_takes_the_practice_back_as_well() {
    let bank = of_facts(&FACTS);
    let mut notebook = Notebook::default();
    notebook.practice = Some(drawn(&bank, &notebook, 5, 1));
    let before = notebook.practice.clone();
    let item = before.as_ref().and_then(Practice::current).expect("an item").question.clone();
    let families = families();
    let question = stock(&bank, &families).question(&item).expect("it is there").into_owned();
    notebook.answer(&question, wrong(0, "M001"));
    assert!(notebook.practice.as_ref().is_some_and(Practice::is_answered), "taken down there too");
    if let Some(practice) = &mut notebook.practice {
        practice.next();
    }
    assert_ne!(notebook.practice, before);
    assert!(notebook.undo());
    assert_eq!(notebook.practice, before);
    assert!(notebook.card(question.card()).is_none());
}

#[test]
fn the_shipped_bank_and_the_real_families_make_practices_in_which_every_question_is_found() {
    let bank = shipped();
    let families: Vec<(&'static str, Topic)> =
        generate::families().iter().map(|it| (it.id, it.topic())).collect();
    let stock = Stock { bank: &bank, families: &families, generate: generate::question };
    let deck = stock.deck(Era::Classic);
    for seed in 0..20 {
        let mut notebook = Notebook::default();
        notebook.practice = Some(Practice::new(&stock, &notebook, 20, None, day(0), seed));
        let mut before = String::new();
        let mut asked = 0;
        while let Some(item) = notebook.practice.as_ref().and_then(Practice::current).cloned() {
            let question = stock.question(&item.question).expect("it is found by its id");
            assert_eq!(question.card(), item.card);
            assert!(deck.topic(&item.card).is_some() && item.card != before, "{item:?}");
            let judged = judge(&question, &Given::DontKnow).expect("it is clear");
            let good = (seed + asked) % 4 > 0;
            assert!(!judged.right);
            notebook.answer(&question, if good { right(0) } else { wrong(0, "M001") });
            notebook.practice.as_mut().expect("it goes on").next();
            (before, asked) = (item.card, asked + 1);
        }
        assert!(asked >= 20.min(deck.cards().count() as u64), "{asked}");
    }
}
