//! The workloads of the study pages, apart from the others: each module of the page carries only its own.

use std::sync::OnceLock;

use crate::{
    quiz::{
        Deck, Notebook, Shape, Topic,
        fsrs::{
            self,
            Grade::{Again, Good},
        },
        notebook::Card,
    },
    units::Day,
};

/// As [`super::turn`]. `schedule` takes rounds.
pub fn turn(what: &str, amount: u32) -> Option<u64> {
    match what {
        "schedule" => Some(schedule(amount)),
        _ => None,
    }
}

/// Ten thousand cards: what is due, today's lists and the forecast of a month, `rounds` times over. How many cards
/// were named.
pub fn schedule(rounds: u32) -> u64 {
    // Filled once, by the turn that warms up.
    static STUDIED: OnceLock<(Deck, Notebook)> = OnceLock::new();
    let (deck, notebook) = STUDIED.get_or_init(studied);
    (0..rounds)
        .map(|round| {
            let day = Day::since_1970(20_800).plus(round % 30);
            let today = notebook.today(deck, day);
            let lists = [&today.review, &today.fresh, &today.refresh].map(Vec::len);
            let to_come: u32 = notebook.forecast(deck, day, 30).into_iter().sum();
            (notebook.due(deck, day).len() + lists.into_iter().sum::<usize>()) as u64 + u64::from(to_come)
        })
        .sum()
}

/// A deck of ten thousand cards, all but a tenth of them answered twice within the last two months, before an exam.
fn studied() -> (Deck, Notebook) {
    let topics: Vec<Topic> = Topic::all().collect();
    let cards: Vec<(String, Topic)> =
        (0..10_000).map(|index| (format!("card-{index}"), topics[index % topics.len()])).collect();
    let mut notebook = Notebook::default();
    notebook.settings.exam_day = Some(Day::since_1970(20_832));
    for (index, (card, _)) in cards.iter().enumerate().filter(|(index, _)| index % 10 > 0) {
        let first = Day::since_1970(20_740).plus(index as u32 % 50);
        let last = first.plus(index as u32 % 7);
        let [before, after] = [index % 3 > 0, index % 4 > 0].map(|right| if right { Good } else { Again });
        let memory = fsrs::next(Some(fsrs::next(None, before, 0)), after, first.until(last)).rounded();
        let missed = (after == Again).then_some(last);
        let known = Card { memory, first, last, missed, shape: Shape::One, asked: 2, misses: 1 };
        notebook.cards.insert(card.clone(), known);
    }
    (Deck::new(cards), notebook)
}
