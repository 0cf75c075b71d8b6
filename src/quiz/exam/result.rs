use std::collections::BTreeSet;

use super::Exam;
use crate::{
    quiz::{Bank, Given, Topic, judge},
    units::Share,
};

/// Printed beside [`ExamResult::estimate`], always.
pub const ESTIMATE: &str =
    "A straight line from 100 to 1,000 over the share that is right. AWS's own curve is not published.";

/// What an exam came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamResult {
    pub right: usize,
    pub of: usize,
    /// Topics that were asked: right, of.
    pub topics: Vec<(Topic, usize, usize)>,
    /// Each item in its order.
    pub review: Vec<Reviewed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    pub question: String,
    pub chosen: BTreeSet<usize>,
    pub right: bool,
    pub misconceptions: Vec<String>,
    pub flagged: bool,
}

impl ExamResult {
    pub fn share(&self) -> Share {
        Share::of(self.right as u64, self.of as u64)
    }

    /// On AWS's scale, as [`ESTIMATE`] says.
    pub fn estimate(&self) -> u32 {
        100 + ((900 * self.right + self.of / 2).checked_div(self.of).unwrap_or(0)) as u32
    }

    /// The cards of what was wrong or left open.
    pub fn missed(&self, bank: &Bank) -> BTreeSet<String> {
        let missed = self.review.iter().filter(|it| !it.right);
        let mut cards = BTreeSet::new();
        cards.extend(missed.filter_map(|it| Some(bank.head(&it.question)?.card().to_owned())));
        cards
    }
}

impl Exam {
    /// What is open is wrong. An item whose question is no longer in the bank is left out.
    pub fn result(&self, bank: &Bank) -> ExamResult {
        let reviewed = self.items.iter().filter_map(|item| {
            let judged = judge(bank.question(&item.question)?, &Given::Choose(item.chosen.clone())).ok()?;
            Some((item, judged))
        });
        let mut topics: Vec<(Topic, usize, usize)> = Topic::all().map(|topic| (topic, 0, 0)).collect();
        let mut review = Vec::new();
        for (item, judged) in reviewed {
            let (_, right, of) = &mut topics[item.topic.index()];
            *right += usize::from(judged.right);
            *of += 1;
            review.push(Reviewed {
                question: item.question.clone(),
                chosen: item.chosen.clone(),
                right: judged.right,
                misconceptions: judged.misconceptions,
                flagged: item.flagged,
            });
        }
        topics.retain(|(_, _, of)| *of > 0);
        let right = review.iter().filter(|it| it.right).count();
        ExamResult { right, of: review.len(), topics, review }
    }
}
