use std::collections::BTreeMap;

use super::{Card, ExamDone, MAX_CARDS, MAX_DAYS, MAX_LOG, MAX_SEEN, Notebook, Seen};
use crate::{
    quiz::{
        Bank, Confidence, Mode, Practice, Question,
        exam::ExamResult,
        fsrs::{self, Grade},
    },
    units::Day,
};

/// A sure and right answer within this time is an easy one: less than it takes to read a stem twice.
pub const FAST_MS: u32 = 20_000;

/// How a question was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub day: Day,
    /// From the question's showing to the answer.
    pub ms: u32,
    pub right: bool,
    /// Nothing where it was not said: in an exam, or with "I don't know".
    pub confidence: Option<Confidence>,
    pub misconceptions: Vec<String>,
    pub mode: Mode,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub question: String,
    pub card: String,
    pub answered: Answered,
}

/// What an answer changed, as it was before.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Undo {
    pub(crate) card: Option<Card>,
    pub(crate) seen: Option<Seen>,
    /// The oldest entry of a full log, which the answer pushed out.
    pub(crate) oldest: Option<Entry>,
    pub(crate) practice: Option<Practice>,
}

impl Notebook {
    /// Takes an answer down, also in the practice that asks just this. The grade is what it was worth for the
    /// schedule.
    pub fn answer(&mut self, question: &Question, answered: Answered) -> Grade {
        let card = question.card();
        let before = self.cards.get(card).copied();
        let grade = grade(&answered, before.as_ref());
        let mut undo = Undo {
            card: before,
            seen: self.seen.get(&question.id).cloned(),
            oldest: None,
            practice: self.practice.clone(),
        };
        if before.is_some() || self.cards.len() < MAX_CARDS {
            self.cards.insert(card.to_owned(), after(before, question, &answered, grade));
        }
        if question.drawn.is_none() {
            self.note_seen(&question.id, &answered);
        }
        let count = self.counts.entry(answered.day).or_default();
        count.answered += 1;
        count.right += u32::from(answered.right);
        if self.counts.len() > MAX_DAYS {
            self.counts.pop_first();
        }
        if self.log.len() >= MAX_LOG {
            undo.oldest = self.log.pop_front();
        }
        let asked =
            self.practice.as_mut().filter(|it| it.current().is_some_and(|it| it.question == question.id));
        if let Some(practice) = asked.filter(|_| answered.mode == Mode::Practice) {
            practice.answer(answered.right);
        }
        self.log.push_back(Entry { question: question.id.clone(), card: card.to_owned(), answered });
        self.undo = Some(Box::new(undo));
        grade
    }

    pub fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// Takes the last answer back, and the practice to where it was before it. Only the last one: `false` where there
    /// is none to take back.
    pub fn undo(&mut self) -> bool {
        let Some(undo) = self.undo.take() else { return false };
        let Some(entry) = self.log.pop_back() else { return false };
        if let Some(oldest) = undo.oldest {
            self.log.push_front(oldest);
        }
        put_back(&mut self.cards, &entry.card, undo.card);
        put_back(&mut self.seen, &entry.question, undo.seen);
        let count = self.counts.entry(entry.answered.day).or_default();
        count.answered = count.answered.saturating_sub(1);
        count.right = count.right.saturating_sub(u32::from(entry.answered.right));
        if count.answered == 0 {
            self.counts.remove(&entry.answered.day);
        }
        self.practice = undo.practice;
        true
    }

    /// Ends the exam that is being sat, if it has not ended by itself, and takes its answers down once. What was left
    /// open is wrong in the result, but tells nothing about a card. The exam stays, to be reviewed.
    pub fn hand_in(&mut self, bank: &Bank, day: Day, now_ms: u64) -> Option<ExamResult> {
        let exam = self.exam.as_mut()?;
        if !exam.is_submitted() {
            exam.submit(now_ms);
        }
        let result = exam.result(bank);
        if std::mem::replace(&mut exam.noted, true) {
            return Some(result);
        }
        for reviewed in result.review.iter().filter(|it| !it.chosen.is_empty()) {
            let Some(question) = bank.question(&reviewed.question) else { continue };
            let (right, misconceptions) = (reviewed.right, reviewed.misconceptions.clone());
            let mode = Mode::Exam;
            self.answer(question, Answered { day, ms: 0, right, confidence: None, misconceptions, mode });
        }
        self.undo = None;
        self.note_exam(ExamDone { day, right: result.right as u32, of: result.of as u32 });
        Some(result)
    }

    fn note_seen(&mut self, question: &str, answered: &Answered) {
        if self.seen.len() >= MAX_SEEN && !self.seen.contains_key(question) {
            return;
        }
        let nothing = Seen { asked: 0, right: 0, last: answered.day, picked: BTreeMap::new() };
        let seen = self.seen.entry(question.to_owned()).or_insert(nothing);
        seen.asked += 1;
        seen.right += u32::from(answered.right);
        seen.last = answered.day;
        for id in &answered.misconceptions {
            *seen.picked.entry(id.clone()).or_default() += 1;
        }
    }
}

fn put_back<T>(map: &mut BTreeMap<String, T>, id: &str, before: Option<T>) {
    match before {
        Some(before) => _ = map.insert(id.to_owned(), before),
        None => _ = map.remove(id),
    }
}

/// Nobody is asked to grade themselves. A right guess is luck, and comes back as if it had been wrong; "hard" never
/// means wrong. Easy has to be earned on a later day.
fn grade(answered: &Answered, before: Option<&Card>) -> Grade {
    let later = before.is_some_and(|card| card.last < answered.day);
    match (answered.right, answered.confidence) {
        (false, _) | (true, Some(Confidence::Guess)) => Grade::Again,
        (true, Some(Confidence::Unsure)) => Grade::Hard,
        (true, Some(Confidence::Sure)) if later && answered.ms <= FAST_MS => Grade::Easy,
        (true, Some(Confidence::Sure) | None) => Grade::Good,
    }
}

/// The first answer of a day moves the schedule; for later ones no day has passed, which is the scheduler's own case.
fn after(before: Option<Card>, question: &Question, answered: &Answered, grade: Grade) -> Card {
    let day = answered.day;
    let days = before.map_or(0, |card| card.last.until(day));
    let memory = fsrs::next(before.map(|card| card.memory), grade, days).rounded();
    let missed = (!answered.right).then_some(day);
    Card {
        memory,
        first: before.map_or(day, |card| card.first),
        // A clock that was set back does not make the card older.
        last: before.map_or(day, |card| card.last.max(day)),
        missed: missed.or(before.and_then(|card| card.missed)),
        shape: question.shape,
        asked: before.map_or(0, |card| card.asked).saturating_add(1),
        misses: before.map_or(0, |card| card.misses).saturating_add(u32::from(!answered.right)),
    }
}
