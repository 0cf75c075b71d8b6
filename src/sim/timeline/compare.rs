//! Two runs side by side, in figures and in words.

use std::fmt::Display;

use crate::{
    sim::{Metered, Model},
    units::{Count, SimDuration, SimTime},
};

/// Both runs from their beginning to the moment they are at.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The first change that they do not share; nothing where they are the same run.
    pub branched_at: Option<SimTime>,
    pub a: Outcome,
    pub b: Outcome,
}

/// What came of one run so far. Records are the user's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    pub now: SimTime,
    pub accepted: u64,
    pub throttled: u64,
    pub dropped: u64,
    pub duplicated: u64,
    /// Known at record resolution only.
    pub out_of_order: Option<u64>,
    /// Put-to-accept delay, over the whole run.
    pub delay_p99: Option<SimDuration>,
    /// What is billed of it.
    pub metered: Metered,
    pub readers: Vec<ReaderOutcome>,
}

/// What came of one reader so far. Records are Kinesis records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReaderOutcome {
    pub name: String,
    pub delivered: u64,
    /// Lost: their retention ended first.
    pub expired: u64,
    /// Still to be read.
    pub pending: u64,
    pub read_again: u64,
    pub refused_calls: u64,
    /// The oldest it ever was.
    pub worst_age: SimDuration,
}

impl Outcome {
    pub(super) fn of(model: &Model) -> Self {
        let snapshot = model.snapshot();
        let totals = snapshot.totals;
        let readers = snapshot.readers.into_iter().enumerate().map(|(at, reader)| {
            let minutes = model.reader_minutes(at);
            let worst = minutes.iter().map(|minute| minute.iterator_age_ms).max().unwrap_or(0);
            ReaderOutcome {
                name: reader.name,
                delivered: reader.total.delivered,
                expired: reader.total.expired,
                pending: reader.total.pending,
                read_again: reader.total.read_again,
                refused_calls: reader.total.refused_calls,
                worst_age: SimDuration::from_millis(worst.max(reader.second.iterator_age_ms)),
            }
        });
        Self {
            now: snapshot.now,
            accepted: totals.accepted_records,
            throttled: totals.throttled_attempts,
            dropped: totals.dropped_records,
            duplicated: totals.duplicated_records,
            out_of_order: totals.out_of_order_records,
            delay_p99: snapshot.delay.map(|delay| delay.p99),
            metered: snapshot.metered,
            readers: readers.collect(),
        }
    }

    /// The stream's figures, each with its name; nothing where a run does not know it.
    pub fn figures(&self) -> [(&'static str, Option<String>); 6] {
        let count = |n: u64| Some(Count(n).to_string());
        [
            ("Refused writes", count(self.throttled)),
            ("Lost records", count(self.dropped)),
            ("Duplicates", count(self.duplicated)),
            ("Out of order", self.out_of_order.and_then(count)),
            ("Accepted records", count(self.accepted)),
            ("Put to accept, p99", self.delay_p99.map(|delay| delay.to_string())),
        ]
    }
}

impl ReaderOutcome {
    /// As [`Outcome::figures`].
    pub fn figures(&self) -> [(&'static str, String); 6] {
        let count = |n: u64| Count(n).to_string();
        [
            ("delivered", count(self.delivered)),
            ("lost unread", count(self.expired)),
            ("still to read", count(self.pending)),
            ("read again", count(self.read_again)),
            ("refused calls", count(self.refused_calls)),
            ("worst iterator age", self.worst_age.to_string()),
        ]
    }
}

impl Comparison {
    /// What is different, the worst kind of difference first: a sentence for each figure. Never empty.
    pub fn words(&self) -> Vec<String> {
        let (a, b) = (&self.a, &self.b);
        let mut words = Vec::new();
        let mut say = |sentence: Option<String>| words.extend(sentence);
        say(lost("", "loses", a.dropped, b.dropped));
        for (a, b) in self.readers() {
            say(lost(&format!("Reader {}: ", a.name), "loses", a.expired, b.expired));
        }
        say(more_or_less("refuses", ["write", "writes"], a.throttled, b.throttled));
        say(more_or_less("stores", ["duplicate", "duplicates"], a.duplicated, b.duplicated));
        if let (Some(a), Some(b)) = (a.out_of_order, b.out_of_order) {
            say(more_or_less("accepts", ["record out of order", "records out of order"], a, b));
        }
        say(more_or_less("accepts", RECORDS, a.accepted, b.accepted));
        if let (Some(a), Some(b)) = (a.delay_p99, b.delay_p99) {
            say((a != b).then(|| format!("99 % of B's records are in within {b}, of A's within {a}.")));
        }
        for (a, b) in self.readers() {
            reader_words(a, b, &mut words);
        }
        for (one, other, side) in [(a, b, "A"), (b, a, "B")] {
            let more = one.readers.iter().skip(other.readers.len());
            words.extend(more.map(|reader| format!("Reader {} is in {side} only.", reader.name)));
        }
        if words.is_empty() {
            words.push(match self.branched_at {
                Some(at) if a.now <= at => format!("A and B are the same up to {at}: let it run."),
                _ => "So far A and B came to the same.".to_owned(),
            });
        }
        words
    }

    /// Those that both runs have; a reader is known by its place.
    fn readers(&self) -> impl Iterator<Item = (&ReaderOutcome, &ReaderOutcome)> {
        self.a.readers.iter().zip(&self.b.readers)
    }
}

fn reader_words(a: &ReaderOutcome, b: &ReaderOutcome, words: &mut Vec<String>) {
    let about = |sentence: String| format!("Reader {}: {sentence}", a.name);
    let calls = ["GetRecords call", "GetRecords calls"];
    words.extend(more_or_less("has still to read", RECORDS, a.pending, b.pending).map(about));
    words.extend(more_or_less("reads again", RECORDS, a.read_again, b.read_again).map(about));
    words.extend(more_or_less("is refused", calls, a.refused_calls, b.refused_calls).map(about));
    // A look at the clock is a second apart.
    if a.worst_age.millis().abs_diff(b.worst_age.millis()) >= 1_000 {
        words.push(about(format!("B is behind by {} at the worst, A by {}.", b.worst_age, a.worst_age)));
    }
}

/// For what should be nothing at all.
fn lost(about: &str, verb: &str, a: u64, b: u64) -> Option<String> {
    let says = |n: u64, all: &dyn Display| match n {
        0 => format!("{verb} nothing"),
        1 => format!("{verb} 1 record"),
        _ => format!("{verb} {all} records"),
    };
    (a != b).then(|| format!("{about}B {}, A {}.", says(b, &Count(b)), says(a, &Count(a))))
}

/// One of them, and several.
type Noun = [&'static str; 2];
const RECORDS: Noun = ["record", "records"];

fn more_or_less(verb: &str, [one, several]: Noun, a: u64, b: u64) -> Option<String> {
    let (difference, word) = match b.checked_sub(a) {
        Some(0) => return None,
        Some(more) => (more, "more"),
        None => (a - b, "fewer"),
    };
    let what = if difference == 1 { one } else { several };
    Some(format!("B {verb} {} {word} {what}: {}, A {}.", Count(difference), Count(b), Count(a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: Outcome, b: Outcome, says: &[&str]) {
        let comparison = Comparison { branched_at: Some(SimTime::from_secs(60)), a, b };
        assert_eq!(comparison.words(), says);
    }

    fn archive(expired: u64, pending: u64, worst_age_s: u64) -> ReaderOutcome {
        ReaderOutcome {
            name: "archive".to_owned(),
            expired,
            pending,
            worst_age: SimDuration::from_secs(worst_age_s),
            ..ReaderOutcome::default()
        }
    }

    #[test]
    fn what_differs_is_named_with_both_figures() {
        let a = Outcome {
            accepted: 90_000,
            throttled: 15_500,
            dropped: 31_000,
            out_of_order: Some(7),
            delay_p99: Some(SimDuration::from_millis(1_200)),
            ..Outcome::default()
        };
        let b = Outcome {
            accepted: 121_000,
            throttled: 3_100,
            dropped: 0,
            duplicated: 12,
            out_of_order: Some(7),
            delay_p99: Some(SimDuration::from_millis(120)),
            ..Outcome::default()
        };
        let says = [
            "B loses nothing, A loses 31,000 records.",
            "B refuses 12,400 fewer writes: 3,100, A 15,500.",
            "B stores 12 more duplicates: 12, A 0.",
            "B accepts 31,000 more records: 121,000, A 90,000.",
            "99 % of B's records are in within 120 ms, of A's within 1.2 s.",
        ];
        check(a, b, &says);
    }

    #[test]
    fn a_readers_loss_comes_first_and_its_lag_follows() {
        let a = Outcome { throttled: 5, readers: vec![archive(31_000, 400, 90_000)], ..Outcome::default() };
        let b = Outcome { throttled: 6, readers: vec![archive(1, 500, 3_600)], ..Outcome::default() };
        let says = [
            "Reader archive: B loses 1 record, A loses 31,000 records.",
            "B refuses 1 more write: 6, A 5.",
            "Reader archive: B has still to read 100 more records: 500, A 400.",
            "Reader archive: B is behind by 1 h at the worst, A by 1 d 1 h.",
        ];
        check(a, b, &says);
    }

    #[test]
    fn a_reader_of_one_run_only_is_told() {
        let with = Outcome { readers: vec![archive(0, 0, 0)], ..Outcome::default() };
        check(Outcome::default(), with.clone(), &["Reader archive is in B only."]);
        check(with, Outcome::default(), &["Reader archive is in A only."]);
    }

    #[test]
    fn nothing_different_is_told_as_that() {
        let at = |seconds| Outcome { now: SimTime::from_secs(seconds), ..Outcome::default() };
        check(at(60), at(60), &["A and B are the same up to 00:01:00: let it run."]);
        check(at(61), at(61), &["So far A and B came to the same."]);
    }
}
