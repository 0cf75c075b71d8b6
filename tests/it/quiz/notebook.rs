use shardscope::{
    quiz::{
        Confidence, Deck, Mode, Notebook, Question, Topic,
        fsrs::{self, Grade},
        notebook::{Answered, DayCount, FAST_MS, MAX_LOG, WeakSpot},
    },
    units::{Day, Share},
};

use super::made::one;

pub(super) fn day(number: i64) -> Day {
    Day::since_1970(20_800 + number)
}

fn topic(id: &str) -> Topic {
    Topic::parse(id).expect("a topic")
}

/// Sure and right, after half a minute.
pub(super) fn right(on: i64) -> Answered {
    Answered {
        day: day(on),
        ms: 30_000,
        right: true,
        confidence: Some(Confidence::Sure),
        misconceptions: Vec::new(),
        mode: Mode::Practice,
    }
}

pub(super) fn wrong(on: i64, misconception: &str) -> Answered {
    let misconceptions = vec![misconception.to_owned()];
    Answered { right: false, confidence: Some(Confidence::Unsure), misconceptions, ..right(on) }
}

fn asked(card: &str) -> Question {
    one(&format!("T01-{}", card.trim_start_matches('C')), card)
}

/// A deck of `C000` …, all of one topic.
fn deck(cards: usize) -> Deck {
    Deck::new((0..cards).map(|n| (format!("C{n:03}"), topic("T01"))).collect())
}

#[test]
fn answers_are_graded_by_what_they_are_worth() {
    let fast = Answered { ms: FAST_MS, ..right(3) };
    let of = |confidence, answered: &Answered| Answered { confidence, ..answered.clone() };
    let table = [
        // Nothing before, or answered on the day before.
        (of(Some(Confidence::Sure), &right(3)), Grade::Good, Grade::Good),
        (of(Some(Confidence::Unsure), &right(3)), Grade::Hard, Grade::Hard),
        (of(Some(Confidence::Guess), &right(3)), Grade::Again, Grade::Again),
        (of(None, &right(3)), Grade::Good, Grade::Good),
        (fast.clone(), Grade::Good, Grade::Easy),
        (of(None, &fast), Grade::Good, Grade::Good),
        (of(Some(Confidence::Unsure), &fast), Grade::Hard, Grade::Hard),
        (of(Some(Confidence::Sure), &wrong(3, "M001")), Grade::Again, Grade::Again),
        (of(None, &wrong(3, "M001")), Grade::Again, Grade::Again),
    ];
    for (answered, first, later) in table {
        let question = asked("C000");
        assert_eq!(Notebook::default().answer(&question, answered.clone()), first, "{answered:?}");
        let mut notebook = Notebook::default();
        notebook.answer(&question, right(2));
        assert_eq!(notebook.answer(&question, answered.clone()), later, "{answered:?}");
        let mut notebook = Notebook::default();
        notebook.answer(&question, right(3));
        assert_eq!(notebook.answer(&question, answered.clone()), first, "the same day: {answered:?}");
    }
}

#[test]
fn only_the_first_answer_of_a_day_moves_the_schedule() {
    let (question, deck) = (asked("C000"), deck(1));
    let mut notebook = Notebook::default();
    notebook.answer(&question, right(0));
    notebook.answer(&question, right(2));
    let memory = notebook.card("C000").expect("it was answered").memory;
    assert!((memory.stability - 10.9643).abs() < 5e-5, "{memory:?}");
    for _ in 0..20 {
        notebook.answer(&question, right(2));
    }
    let after = notebook.card("C000").expect("it was answered").memory;
    assert!((after.stability - memory.stability).abs() < 1e-9, "{after:?}");
    // A miss on the same day does count, by the scheduler's own rule for it.
    notebook.answer(&question, wrong(2, "M001"));
    let card = *notebook.card("C000").expect("it was answered");
    assert!(card.memory.stability < 4.0, "{card:?}");
    assert_eq!((card.asked, card.misses, card.missed), (23, 1, Some(day(2))));
    assert_eq!(notebook.due(&deck, day(2)), Vec::<&str>::new());
}

#[test]
fn a_card_is_due_when_its_memory_says_and_nothing_else() {
    let (question, deck) = (asked("C000"), deck(1));
    let mut notebook = Notebook::default();
    assert_eq!(notebook.due_day("C000", day(0)), None);
    notebook.answer(&question, right(0));
    // Good at first: stability 2.3065, so two days.
    assert_eq!(notebook.due_day("C000", day(0)), Some(day(2)));
    assert_eq!(notebook.due(&deck, day(1)), Vec::<&str>::new());
    assert_eq!(notebook.due(&deck, day(2)), ["C000"]);
    assert_eq!(notebook.due(&deck, day(200)), ["C000"]);
    assert_eq!(notebook.forecast(&deck, day(0), 4), [0, 0, 1, 0]);
    assert_eq!(notebook.forecast(&deck, day(9), 4), [1, 0, 0, 0]);
    notebook.settings.set_retention(Share::from_percent(80));
    assert_eq!(notebook.due_day("C000", day(0)), Some(day(8)));
    notebook.settings.set_retention(Share::from_percent(50));
    assert_eq!(notebook.settings.retention(), Share::from_percent(80));
    notebook.suspend("C000");
    assert_eq!(notebook.due(&deck, day(200)), Vec::<&str>::new());
    assert!(notebook.today(&deck, day(200)).fresh.is_empty());
    notebook.resume("C000");
    assert_eq!(notebook.due(&deck, day(200)), ["C000"]);
    assert_eq!(notebook.due(&Deck::default(), day(200)), Vec::<&str>::new(), "nothing to ask it with");
}

#[test]
fn before_an_exam_no_interval_is_longer_than_half_of_what_is_left() {
    let mut notebook = Notebook::default();
    let question = asked("C000");
    for on in [0, 2, 13, 60] {
        notebook.answer(&question, right(on));
    }
    let stability = notebook.card("C000").expect("it was answered").memory.stability;
    let free = i64::from(fsrs::interval(stability, 0.9));
    assert!(free > 100, "{free}");
    let due = |notebook: &Notebook, on: i64| {
        let due = notebook.due_day("C000", day(on)).expect("it was answered");
        i64::from(day(60).until(due))
    };
    assert!(
        (due(&notebook, 60) - free).abs() * 20 <= free,
        "fuzz is at most 5 %: {} {free}",
        due(&notebook, 60)
    );
    // Exam in so many days → the interval.
    for (exam, expected) in [(20, 10), (21, 10), (3, 1), (2, 1), (1, 1)] {
        notebook.settings.exam_day = Some(day(60 + exam));
        assert_eq!(due(&notebook, 60), expected, "exam in {exam} days");
    }
    // Afterwards as if there had been none.
    notebook.settings.exam_day = Some(day(70));
    assert_eq!(due(&notebook, 70), 5);
    assert!((due(&notebook, 71) - free).abs() * 20 <= free);
}

#[test]
fn intervals_are_within_a_day_and_a_year_whatever_is_answered() {
    for seed in 0..300_u64 {
        let mut notebook = Notebook::default();
        let card = format!("C{seed:03}");
        let question = asked(&card);
        let mut on = 0;
        for step in 0..12 {
            let roll = (seed * 31 + step * 17) % 7;
            let answered = if roll == 0 { wrong(on, "M001") } else { right(on) };
            notebook.answer(&question, answered);
            let due = notebook.due_day(&card, day(on)).expect("it was answered");
            let interval = day(on).until(due);
            assert!((1..=365).contains(&interval), "{interval}");
            notebook.settings.exam_day = Some(day(on + 30));
            let capped = day(on).until(notebook.due_day(&card, day(on)).expect("it was answered"));
            assert!((1..=15).contains(&capped) && capped <= interval, "{capped} {interval}");
            notebook.settings.exam_day = None;
            on += i64::from(interval) + (roll as i64 - 3).max(0);
        }
    }
}

#[test]
fn today_is_what_is_due_what_is_new_and_what_was_missed() {
    let deck = deck(40);
    let mut notebook = Notebook::default();
    let today = notebook.today(&deck, day(0));
    assert_eq!((today.review.len(), today.refresh.len()), (0, 0));
    assert_eq!(today.fresh, ["C000", "C001", "C002", "C003", "C004", "C005"]);
    notebook.answer(&asked("C000"), right(0));
    notebook.answer(&asked("C001"), wrong(0, "M001"));
    // Twice right on the way, then a miss that comes back only in three days.
    notebook.answer(&asked("C002"), right(-20));
    notebook.answer(&asked("C002"), right(-10));
    notebook.answer(&asked("C002"), wrong(0, "M002"));
    assert_eq!(notebook.today(&deck, day(0)).fresh, ["C003", "C004", "C005", "C006"]);
    assert!(notebook.today(&deck, day(0)).refresh.is_empty(), "not on the day itself");
    let today = notebook.today(&deck, day(1));
    assert_eq!(today.review, ["C001"]);
    assert_eq!(today.refresh, ["C002"]);
    assert_eq!(today.fresh.len(), 6);
    // Right since: nothing to refresh.
    notebook.answer(&asked("C002"), right(1));
    assert!(notebook.today(&deck, day(2)).refresh.is_empty());
    // The least known first.
    assert_eq!(notebook.today(&deck, day(30)).review, ["C001", "C000", "C002"]);
}

#[test]
fn more_new_cards_are_offered_when_the_exam_is_near() {
    let fresh = |cards: usize, exam: Option<i64>| {
        let mut notebook = Notebook::default();
        notebook.settings.exam_day = exam.map(day);
        notebook.today(&deck(cards), day(0)).fresh.len()
    };
    for (cards, exam, expected) in [
        (100, None, 6),
        (100, Some(100), 4),
        (100, Some(23), 5),
        (100, Some(16), 8),
        (100, Some(13), 10),
        (100, Some(5), 20),
        (100, Some(0), 20),
        (3, Some(5), 3),
        (100, Some(-1), 6),
    ] {
        assert_eq!(fresh(cards, exam), expected, "{cards} cards, exam in {exam:?} days");
    }
}

#[test]
fn in_the_last_three_days_what_would_cost_most_comes_first() {
    let cards = [("C001", "T02"), ("C002", "T06"), ("C003", "T06")];
    let deck = Deck::new(cards.iter().map(|(id, of)| ((*id).to_owned(), topic(of))).collect());
    let mut notebook = Notebook::default();
    // T02 weighs 3, T06 12. C001 is forgotten the most, C003 the least.
    notebook.answer(&asked("C001"), right(-9));
    notebook.answer(&asked("C002"), right(-3));
    notebook.answer(&asked("C003"), right(-1));
    assert_eq!(notebook.today(&deck, day(0)).review, ["C001", "C002"]);
    notebook.settings.exam_day = Some(day(3));
    let today = notebook.today(&deck, day(0));
    assert_eq!((today.review, today.refresh), (vec!["C002", "C001"], vec!["C003"]));
    // Asked today: not again today, though known worse than anything.
    notebook.answer(&asked("C001"), wrong(0, "M001"));
    let today = notebook.today(&deck, day(0));
    assert_eq!((today.review, today.refresh), (vec!["C002"], vec!["C003"]));
    notebook.settings.exam_day = Some(day(-1));
    assert_eq!(notebook.today(&deck, day(0)).review, ["C002"]);
}

#[test]
fn undo_restores_everything_to_the_letter() {
    let mut notebook = Notebook::default();
    assert!(!notebook.undo());
    for step in 0..400_u32 {
        let card = format!("C{:03}", step * 7 % 11);
        let question = asked(&card);
        let on = i64::from(step / 9);
        let answered = if step % 3 == 0 { wrong(on, "M001") } else { right(on) };
        let mut other = notebook.clone();
        other.answer(&question, Answered { ms: 1, ..answered.clone() });
        assert!(other.undo());
        assert!(!other.can_undo() && !other.undo(), "only the last");
        // What could be undone before cannot be any more; all else is as it was.
        notebook.answer(&question, answered.clone());
        other.answer(&question, answered);
        assert_eq!(other, notebook);
    }
}

#[test]
fn the_log_is_bounded_and_undo_brings_the_oldest_entry_back() {
    let mut notebook = Notebook::default();
    for step in 0..MAX_LOG + 3 {
        notebook.answer(&asked("C000"), Answered { ms: step as u32, ..right(0) });
    }
    let ends = |notebook: &Notebook| {
        let ms = |entry: &shardscope::quiz::notebook::Entry| entry.answered.ms as usize;
        (notebook.log().next().map(ms), notebook.log().next_back().map(ms), notebook.log().len())
    };
    assert_eq!(ends(&notebook), (Some(3), Some(MAX_LOG + 2), MAX_LOG));
    assert!(notebook.undo());
    assert_eq!(ends(&notebook), (Some(2), Some(MAX_LOG + 1), MAX_LOG));
    assert_eq!(notebook.count_on(day(0)).answered as usize, MAX_LOG + 2);
}

#[test]
fn days_questions_and_picked_misconceptions_are_counted() {
    let mut notebook = Notebook::default();
    notebook.answer(&asked("C001"), right(0));
    notebook.answer(&asked("C001"), wrong(0, "M001"));
    notebook.answer(&asked("C001"), wrong(2, "M001"));
    assert_eq!(notebook.count_on(day(0)), DayCount { answered: 2, right: 1 });
    assert_eq!(notebook.count_on(day(1)), DayCount::default());
    let seen = notebook.seen("T01-001").expect("it was asked");
    assert_eq!((seen.asked, seen.right, seen.last, seen.picked["M001"]), (3, 1, day(2), 2));
    notebook.undo();
    assert_eq!(notebook.count_on(day(2)), DayCount::default());
    assert_eq!(notebook.seen("T01-001").expect("it was asked").picked["M001"], 1);
    notebook.finish_lesson("T01", day(4));
    notebook.finish_lesson("T01", day(5));
    assert_eq!((notebook.lesson("T01"), notebook.lesson("T02")), (Some(day(4)), None));
}

#[test]
fn weak_spots_are_the_misconceptions_picked_most_and_latest() {
    let mut notebook = Notebook::default();
    for on in [0, 1, 2] {
        notebook.answer(&asked("C001"), wrong(on, "M-old"));
    }
    notebook.answer(&asked("C002"), wrong(30, "M-once"));
    for on in [29, 30] {
        let sure = Answered { confidence: Some(Confidence::Sure), ..wrong(on, "M-new") };
        notebook.answer(&asked("C003"), sure);
    }
    let spot =
        |id: &str, times, sure, last| WeakSpot { misconception: id.to_owned(), times, sure, last: day(last) };
    let expected = [spot("M-new", 2, 2, 30), spot("M-once", 1, 0, 30), spot("M-old", 3, 0, 2)];
    assert_eq!(notebook.weak_spots(), expected);
}

#[test]
fn calibration_tells_how_often_sure_was_right() {
    let mut notebook = Notebook::default();
    for (confidence, good) in [
        (Some(Confidence::Sure), true),
        (Some(Confidence::Sure), true),
        (Some(Confidence::Sure), false),
        (Some(Confidence::Guess), true),
        (None, true),
    ] {
        let answered = if good { right(0) } else { wrong(0, "M001") };
        notebook.answer(&asked("C001"), Answered { confidence, ..answered });
    }
    let told: Vec<_> =
        notebook.calibration().iter().map(|it| (it.confidence, it.answered, it.right)).collect();
    assert_eq!(told, [(Confidence::Sure, 3, 2), (Confidence::Unsure, 0, 0), (Confidence::Guess, 1, 1)]);
    let shares: Vec<_> = notebook.calibration().iter().map(|it| it.share().map(Share::ppm)).collect();
    assert_eq!(shares, [Some(666_666), None, Some(1_000_000)]);
}

#[test]
fn recall_by_topic_is_the_mean_of_what_is_known() {
    let cards = [("C001", "T02"), ("C002", "T02"), ("C003", "T02"), ("C004", "T06")];
    let deck = Deck::new(cards.iter().map(|(id, of)| ((*id).to_owned(), topic(of))).collect());
    let mut notebook = Notebook::default();
    notebook.answer(&asked("C001"), right(0));
    notebook.answer(&asked("C002"), right(2));
    let told = notebook.recall_on(&deck, day(2));
    assert_eq!(told.len(), 16);
    let t02 = told[1];
    assert_eq!((t02.known, t02.of), (2, 3));
    // One just answered; the other after two days at a stability of 2.3065: 91.05 %.
    let expected = u32::midpoint(1_000_000, (fsrs::retrievability(2, 2.3065) * 1e6).round() as u32);
    assert_eq!(t02.recall.map(Share::ppm), Some(expected));
    assert_eq!((told[5].recall, told[5].known, told[5].of), (None, 0, 1));
}

#[test]
fn a_clock_set_back_breaks_nothing() {
    let mut notebook = Notebook::default();
    notebook.answer(&asked("C000"), right(10));
    notebook.answer(&asked("C000"), right(3));
    let card = notebook.card("C000").expect("it was answered");
    assert_eq!((card.first, card.last), (day(10), day(10)));
    assert_eq!(notebook.due_day("C000", day(3)), Some(day(12)));
}
