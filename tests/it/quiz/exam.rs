use std::collections::{BTreeMap, BTreeSet};

use shardscope::{
    aws::claims::{self, Value},
    quiz::{
        Bank, Era, Exam, Mode, Notebook, Shape, Topic,
        exam::{Enough, MS_AN_ITEM, SIZES, possible, quotas},
        notebook::ExamDone,
    },
};

use super::{
    bank::shipped,
    made::{bank, matching, number, one, order, two},
    notebook::day,
};

/// `each` questions of each topic, two for each card, and some that no exam asks.
fn even(each: usize) -> Bank {
    let mut questions = Vec::new();
    for topic in Topic::all() {
        let id = |n: usize| format!("{}-{n:03}", topic.id());
        let card = |n: usize| format!("{}-card-{}", topic.id(), n / 2);
        questions.extend(
            (0..each).map(|n| if n % 4 == 0 { two(&id(n), &card(n)) } else { one(&id(n), &card(n)) }),
        );
        questions.push(order(&id(900), "F01"));
        questions.push(matching(&id(901), "F01"));
        questions.push(number(&id(902), "F01", "1", "", &[]));
        let mut runs = one(&id(903), "F01");
        runs.shape = Shape::Predict;
        let mut today = one(&id(904), "F01");
        today.era = Era::Today;
        questions.extend([runs, today]);
    }
    bank(questions)
}

fn draw(bank: &Bank, size: usize, seed: u64) -> Exam {
    Exam::draw(bank, Era::Classic, size, seed).expect("there are enough")
}

#[test]
fn a_draw_has_the_weights_and_no_item_twice() {
    let bank = even(8);
    let all: u32 = Topic::all().map(Topic::weight).sum();
    for seed in 0..1_000 {
        let size = SIZES[(seed % 3) as usize];
        let exam = draw(&bank, size, seed);
        let ids: BTreeSet<&str> = exam.items().iter().map(|item| item.question.as_str()).collect();
        assert_eq!((ids.len(), exam.items().len()), (size, size), "seed {seed}");
        let mut counts: BTreeMap<Topic, u32> = BTreeMap::new();
        let mut cards = BTreeMap::new();
        for item in exam.items() {
            let question = bank.question(&item.question).expect("it is in the bank");
            assert!(question.shape != Shape::Predict && question.era != Era::Today && item.choose > 0);
            *counts.entry(item.topic).or_default() += 1;
            *cards.entry(question.card()).or_insert(0) += 1;
        }
        for topic in Topic::all() {
            let count = counts.get(&topic).copied().unwrap_or(0);
            // Within one of its exact share.
            let (is, exact) = (i64::from(count * all), i64::from(topic.weight()) * size as i64);
            assert!((is - exact).abs() < i64::from(all), "{} has {count} of {size}", topic.id());
        }
        // Four cards a topic: two questions of one only where a topic is asked more than four times.
        for (card, times) in cards {
            let topic = Topic::parse(&card[..3]).expect("a topic");
            assert!(times == 1 || counts[&topic] > 4, "{card} {times} times");
        }
    }
}

#[test]
fn every_question_and_every_place_comes_up_and_a_seed_gives_the_same_exam() {
    let bank = even(6);
    let mut drawn = BTreeSet::new();
    let mut first = BTreeSet::new();
    for seed in 0..400 {
        let exam = draw(&bank, 20, seed);
        assert_eq!(exam, draw(&bank, 20, seed));
        first.insert(exam.items()[0].topic);
        drawn.extend(exam.items().iter().map(|item| item.question.clone()));
    }
    assert_eq!(drawn.len(), 6 * 16);
    assert_eq!(first.len(), 16);
}

#[test]
fn every_topic_has_its_weight_over_many_exams_and_within_one_in_each() {
    let weights: Vec<f64> = Topic::all().map(|topic| f64::from(topic.weight())).collect();
    let all: f64 = weights.iter().sum();
    for size in SIZES {
        let mut sums = [0_usize; 16];
        for seed in 0..4_000 {
            let quotas = quotas(size, &[99; 16], seed);
            assert_eq!(quotas.iter().sum::<usize>(), size);
            for (topic, quota) in quotas.into_iter().enumerate() {
                let exact = size as f64 * weights[topic] / all;
                assert!((quota as f64 - exact).abs() < 1.0, "{quota} for {exact}");
                sums[topic] += quota;
            }
        }
        for (topic, sum) in sums.into_iter().enumerate() {
            let (mean, exact) = (sum as f64 / 4_000.0, size as f64 * weights[topic] / all);
            // Four deviations of the mean of 4,000 draws that round up or down.
            assert!((mean - exact).abs() < 0.032, "topic {topic} of {size}: {mean} for {exact}");
        }
    }
    let mut there = [99; 16];
    there[5] = 2;
    let short = quotas(65, &there, 1);
    assert_eq!((short[5], short.iter().sum::<usize>()), (2, 65));
    assert_eq!(quotas(65, &[1; 16], 1).iter().sum::<usize>(), 16);
}

#[test]
fn only_sizes_that_the_bank_can_fill_are_possible() {
    assert_eq!(possible(&even(1), Era::Classic), [10]);
    assert_eq!(possible(&even(2), Era::Classic), [10, 20]);
    assert_eq!(possible(&even(5), Era::Classic), SIZES);
    assert_eq!(possible(&even(1), Era::Today), [10, 20], "what is asked today comes on top");
    assert!(Exam::draw(&even(1), Era::Classic, 20, 1).is_none());
    assert!(Exam::draw(&even(9), Era::Classic, 0, 1).is_none());
}

#[test]
fn a_third_tick_is_refused_and_a_radio_moves() {
    let mut exam = draw(&even(8), 65, 1);
    let find = |exam: &Exam, choose| exam.items().iter().position(|item| item.choose == choose).expect("one");
    let (single, double) = (find(&exam, 1), find(&exam, 2));
    for option in [3, 1] {
        assert_eq!(exam.choose(single, option, true), Ok(()));
        assert_eq!(exam.items()[single].chosen, BTreeSet::from([option]));
    }
    assert_eq!(exam.choose(double, 0, true), Ok(()));
    assert!(!exam.items()[double].is_complete());
    assert_eq!(exam.choose(double, 1, true), Ok(()));
    assert_eq!(exam.choose(double, 2, true), Err(Enough { choose: 2 }));
    assert_eq!(exam.choose(double, 1, true), Ok(()), "it is chosen already");
    assert_eq!(exam.items()[double].chosen, BTreeSet::from([0, 1]));
    assert_eq!(exam.choose(double, 1, false), Ok(()));
    assert_eq!(exam.choose(double, 2, true), Ok(()));
    assert_eq!(exam.choose(999, 0, true), Ok(()));
    exam.flag(double, true);
    assert!(exam.items()[double].flagged);
    exam.go_to(500);
    assert_eq!(exam.at(), 64);
    exam.submit(0);
    assert_eq!(exam.choose(single, 2, true), Ok(()));
    assert_eq!(exam.items()[single].chosen, BTreeSet::from([1]), "what is submitted stays");
}

#[test]
fn a_pause_stops_the_clock_and_the_end_of_it_submits() {
    let mut exam = draw(&even(8), 10, 1);
    assert_eq!(exam.limit_ms(), 1_200_000);
    assert!(!exam.tick(5_000), "it stands at first");
    exam.run(1_000);
    exam.run(9_000);
    assert_eq!(exam.left_ms(61_000), 1_140_000);
    exam.pause(61_000);
    assert!(!exam.is_running());
    assert_eq!(exam.left_ms(999_999_999), 1_140_000);
    // After a reload the page's clock begins anew.
    exam.run(20);
    assert!(!exam.tick(1_000_020));
    assert_eq!(exam.used_ms(1_000_020), 1_060_000);
    assert_eq!(exam.used_ms(10), 1_060_000, "a clock that goes back takes nothing away");
    assert!(exam.tick(1_140_020));
    assert!(exam.is_submitted() && !exam.is_running());
    assert_eq!(exam.left_ms(1_140_021), 0);
    assert!(!exam.tick(2_000_000));
}

#[test]
fn the_pace_is_the_exams_own() {
    let number = |name: &str| match claims::number(name) {
        Some((_, number)) => number.is,
        None => panic!("no number {name}"),
    };
    let (Value::Count(minutes), Value::Count(questions)) = (number("exam_minutes"), number("exam_questions"))
    else {
        panic!("counts")
    };
    assert_eq!(minutes * 60_000, questions * MS_AN_ITEM);
    assert_eq!(questions as usize, SIZES[2]);
}

#[test]
fn the_result_counts_all_or_nothing_by_topic() {
    let bank = even(8);
    let mut exam = draw(&bank, 20, 1);
    // Everything right, but for the first two: one open, one half.
    for at in 0..20 {
        let choose = exam.items()[at].choose;
        (0..choose).for_each(|option| exam.choose(at, option, true).expect("as many as are asked for"));
    }
    let single = exam.items().iter().position(|item| item.choose == 1).expect("one");
    let double = exam.items().iter().position(|item| item.choose == 2).expect("one");
    exam.choose(single, 2, true).expect("a radio moves");
    exam.choose(double, 1, false).expect("taken back");
    exam.submit(0);
    let result = exam.result(&bank);
    assert_eq!((result.right, result.of, result.review.len()), (18, 20, 20));
    assert_eq!(result.share().ppm(), 900_000);
    assert_eq!(result.estimate(), 910);
    assert_eq!(result.topics.iter().map(|(_, _, of)| of).sum::<usize>(), 20);
    assert_eq!(result.topics.iter().map(|(_, right, _)| right).sum::<usize>(), 18);
    let missed = &result.review[single];
    assert_eq!((missed.right, missed.misconceptions.as_slice()), (false, &["M002".to_owned()][..]));
    assert!(!result.review[double].right);
    let cards = [single, double].map(|at| bank.question(&result.review[at].question).expect("it").card());
    assert_eq!(result.missed(&bank), BTreeSet::from(cards.map(str::to_owned)));
    // A bank that lost them all.
    let nothing = exam.result(&Bank::default());
    assert_eq!((nothing.of, nothing.estimate()), (0, 100));
}

#[test]
fn an_exam_is_handed_in_once_and_what_was_left_open_tells_nothing_about_a_card() {
    let bank = even(8);
    let mut notebook = Notebook::default();
    assert!(notebook.hand_in(&bank, day(0), 0).is_none());
    let mut exam = draw(&bank, 10, 1);
    exam.run(0);
    for at in 0..9 {
        let choose = exam.items()[at].choose;
        // The last of these is wrong.
        (0..choose).for_each(|n| exam.choose(at, n + at / 8, true).expect("as many as are asked for"));
    }
    notebook.exam = Some(exam);
    let result = notebook.hand_in(&bank, day(3), 60_000).expect("an exam");
    assert_eq!((result.right, result.of), (8, 10));
    assert_eq!(notebook.log().len(), 9);
    assert!(notebook.log().all(|entry| entry.answered.mode == Mode::Exam));
    assert_eq!(notebook.cards().count(), 9);
    assert_eq!(notebook.cards().filter(|(_, card)| card.missed == Some(day(3))).count(), 1);
    assert_eq!(notebook.exams(), [ExamDone { day: day(3), right: 8, of: 10 }]);
    assert!(notebook.exam.as_ref().is_some_and(Exam::is_submitted) && !notebook.can_undo());
    // Looked at again, perhaps after a reload.
    assert_eq!(notebook.hand_in(&bank, day(4), 0), Some(result));
    assert_eq!((notebook.log().len(), notebook.exams().len()), (9, 1));
}

#[test]
fn the_shipped_bank_makes_an_exam_of_every_size_that_it_says_it_can() {
    let bank = shipped();
    for era in [Era::Classic, Era::Today] {
        for size in possible(&bank, era) {
            for seed in 0..50 {
                let exam = Exam::draw(&bank, era, size, seed).expect("it is possible");
                let ids: BTreeSet<&str> = exam.items().iter().map(|item| item.question.as_str()).collect();
                assert_eq!(ids.len(), size);
            }
        }
    }
}
