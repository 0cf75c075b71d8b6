//! What is written into a browser's storage, and what is read from there.

use shardscope::{
    link::notebook::{NotebookError, decode, encode},
    quiz::{
        Bank, Confidence, Era, Exam, Mode, Notebook, Practice,
        notebook::{Answered, ExamDone, MAX_LOG},
    },
    units::Share,
};

use super::{
    made::one,
    notebook::{day, right, wrong},
    practice::{FACTS, families, of_facts, stock},
};

/// As version 1 wrote it. Never changed.
const OLD: &str = include_str!("notebook_v1.json");

/// Numbers by a seed: splitmix64.
struct Roll(u64);

impl Roll {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) % n
    }

    fn maybe<T>(&mut self, it: T) -> Option<T> {
        (self.below(3) > 0).then_some(it)
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

fn answered(roll: &mut Roll, on: i64) -> Answered {
    let sure = roll.one_of(Confidence::ALL);
    Answered {
        ms: roll.below(90_000) as u32,
        right: roll.below(3) > 0,
        confidence: roll.maybe(sure),
        misconceptions: (0..roll.below(3)).map(|n| format!("M00{n}")).collect(),
        mode: roll.one_of(Mode::ALL),
        ..right(on)
    }
}

/// One step of a student's.
fn step(roll: &mut Roll, notebook: &mut Notebook, bank: &Bank, on: i64) {
    let families = families();
    let stock = stock(bank, &families);
    let fact = roll.one_of(&FACTS);
    match roll.below(12) {
        0 => notebook.suspend(fact),
        1 => notebook.resume(fact),
        2 => _ = notebook.undo(),
        3 => notebook.finish_lesson(&format!("lesson “{fact}”"), day(on)),
        4 => _ = roll.maybe(()).and_then(|()| notebook.hand_in(bank, day(on), 500_000)),
        5 => {
            notebook.settings.exam_day = roll.maybe(day(on + 40));
            notebook.settings.era = roll.one_of(Era::ALL);
            notebook.settings.set_retention(Share::from_ppm(800_000 + roll.below(150_001) as u32));
        }
        6 => {
            let practice = Practice::new(&stock, notebook, 10, None, day(on), roll.below(u64::MAX));
            notebook.practice = roll.maybe(practice);
        }
        7 => {
            let drawn = Exam::draw(bank, Era::Classic, 10, roll.below(u64::MAX)).expect("there are enough");
            notebook.exam = roll.maybe(drawn);
        }
        8 => sit(roll, notebook),
        _ => {
            let item = notebook.practice.as_ref().and_then(Practice::current).map(|it| it.question.clone());
            let question = item.and_then(|id| stock.question(&id)).map(std::borrow::Cow::into_owned);
            let answered = answered(roll, on);
            notebook.answer(&question.unwrap_or_else(|| one("T01-001", fact)), answered);
            if let Some(practice) = notebook.practice.as_mut().filter(|_| roll.below(3) > 0) {
                practice.next();
            }
        }
    }
}

/// Some minutes of an exam.
fn sit(roll: &mut Roll, notebook: &mut Notebook) {
    let Some(exam) = &mut notebook.exam else { return };
    exam.run(1_000);
    for _ in 0..roll.below(9) {
        let item = roll.below(10) as usize;
        exam.go_to(item);
        // A refusal changes nothing.
        let _ = exam.choose(item, roll.below(4) as usize, roll.below(4) > 0);
        exam.flag(item, roll.below(2) > 0);
    }
    exam.pause(1_000 + roll.below(400_000));
    if roll.below(5) == 0 {
        exam.submit(0);
    }
}

fn studied(seed: u64, steps: i64) -> Notebook {
    let bank = of_facts(&FACTS);
    let (mut roll, mut notebook) = (Roll(seed), Notebook::default());
    for at in 0..steps {
        step(&mut roll, &mut notebook, &bank, at / 8);
    }
    notebook
}

#[test]
fn whatever_was_studied_is_read_as_it_was_written() {
    assert_eq!(decode(&encode(&Notebook::default())), Ok(Notebook::default()));
    for seed in 0..300 {
        let mut notebook = studied(seed, 20 + (seed as i64 * 7) % 180);
        let mut read = decode(&encode(&notebook)).unwrap_or_else(|why| panic!("seed {seed}: {why}"));
        assert_eq!(read, notebook, "seed {seed}");
        // What was read goes on as what was written: undo and all.
        assert_eq!(read.undo(), notebook.undo());
        assert_eq!(read, notebook, "seed {seed}");
    }
}

#[test]
fn a_reload_pauses_an_exam() {
    let bank = of_facts(&FACTS);
    let mut exam = Exam::draw(&bank, Era::Classic, 10, 1).expect("there are enough");
    exam.run(5_000);
    exam.tick(65_000);
    let mut notebook = Notebook::default();
    notebook.exam = Some(exam);
    let read = decode(&encode(&notebook)).expect("it is whole").exam.expect("it is there");
    assert!(!read.is_running());
    assert_eq!(read.left_ms(0), read.limit_ms() - 60_000);
}

#[test]
fn version_1_decodes_for_ever() {
    let notebook = decode(OLD).expect("version 1");
    assert_eq!(encode(&notebook), OLD.trim_end(), "version 1 is still what is written");
    assert_eq!(notebook.settings.retention(), Share::from_percent(87));
    assert_eq!(notebook.settings.exam_day, Some(day(40)));
    let card = notebook.card("F02").expect("a card");
    assert_eq!((card.asked, card.misses, card.first, card.last), (2, 1, day(0), day(3)));
    assert_eq!(card.memory.millionths(), (2_760_965, 6_402_115));
    assert_eq!(notebook.log().len(), 3);
    assert_eq!(notebook.seen("T01-000").map(|seen| seen.picked["M001"]), Some(1));
    assert!(notebook.is_suspended("F03") && notebook.can_undo());
    assert_eq!(notebook.lesson("T01"), Some(day(0)));
    assert_eq!(notebook.exams(), [ExamDone { day: day(0), right: 1, of: 10 }]);
    assert_eq!(notebook.practice.as_ref().map(|it| it.progress().len()), Some(5));
    assert_eq!(notebook.exam.as_ref().map(|it| it.left_ms(0)), Some(1_140_000));
}

#[test]
fn a_full_notebook_fits_in_a_browsers_storage() {
    let mut notebook = Notebook::default();
    for at in 0..MAX_LOG {
        let question = one(&format!("T{:02}-{:03}", at % 16 + 1, at % 500), FACTS[at % 12]);
        notebook.answer(&question, wrong((at / 30) as i64, "M001"));
    }
    // Browsers take five million characters and more.
    assert!(encode(&notebook).len() < 1_500_000, "{}", encode(&notebook).len());
}

#[test]
fn what_is_damaged_or_newer_is_told_apart_and_never_read_in_part() {
    let whole = encode(&studied(5, 150));
    assert!(decode(&whole).is_ok());
    let damaged = |text: &str, why: &str| match decode(text) {
        Err(NotebookError::Damaged(told)) => assert!(told.contains(why), "{told} for {why}"),
        other => panic!("{other:?} for {why}"),
    };
    damaged("", "not JSON");
    damaged("{}", "its version");
    damaged("[1]", "its version");
    damaged(&whole[..whole.len() / 2], "not JSON");
    damaged(r#"{"version":0}"#, "its version");
    assert_eq!(decode(r#"{"version":2,"what":"is new"}"#), Err(NotebookError::Newer(2)));
    let changed = |from: &str, to: &str, why: &str| {
        assert!(OLD.contains(from), "{from}");
        damaged(&OLD.replacen(from, to, 1), why);
    };
    changed("\"log\":", "\"lag\":", "unknown field `lag`");
    changed("\"retention_ppm\":870000", "\"retention_ppm\":100000", "cannot be set");
    changed("\"exam_day\":20840", "\"exam_day\":\"soon\"", "exam_day is “soon”");
    changed("\"classic\"", "\"baroque\"", "era is “baroque”");
    changed("\"one\"", "\"none\"", "a card is “none”");
    changed("\"at\":1", "\"at\":4", "other items");
    changed("\"used_ms\":60000", "\"used_ms\":9000000", "no time");
    changed("[20800,1,10]", "[20800,1]", "an exam has 2 entries, where 3 belong");
    changed("[2760965,", "[0,", "a card's memory is 0");
    let long = format!("{{\"version\":1,\"suspended\":\"{}\"}}", "x".repeat(9 << 20));
    damaged(&long, "longer");
}
