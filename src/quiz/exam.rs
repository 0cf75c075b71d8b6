//! An exam: drawn by the topics' weights, two minutes an item, all or nothing, without help and without a verdict
//! before the end. It never looks at what a student knows: a draw that adapts has no score.

mod draw;
mod result;

use std::collections::BTreeSet;

pub use draw::{possible, quotas};
pub use result::{ESTIMATE, ExamResult, Reviewed};

use super::{Bank, Era, Topic, bank::Head};

/// Items that an exam may have; the last is AWS's own number.
pub const SIZES: [usize; 3] = [10, 20, 65];
/// AWS gives as much: 130 minutes for 65.
pub const MS_AN_ITEM: u64 = 120_000;

/// One question of an exam, and what was given to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamItem {
    pub question: String,
    pub topic: Topic,
    /// How many options are to be chosen.
    pub choose: usize,
    pub chosen: BTreeSet<usize>,
    pub flagged: bool,
}

/// Refused: as many options are chosen as are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enough {
    pub choose: usize,
}

impl std::fmt::Display for Enough {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} are asked for: take one back before you choose another", self.choose)
    }
}

impl std::error::Error for Enough {}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    pub(crate) seed: u64,
    pub(crate) items: Vec<ExamItem>,
    /// The item shown.
    pub(crate) at: usize,
    /// Time used up before the clock was last started.
    pub(crate) used_ms: u64,
    /// When the clock was last started; nothing while it stands. Not written down: a reload pauses.
    pub(crate) running_since: Option<u64>,
    pub(crate) submitted: bool,
    /// Its answers are in the notebook.
    pub(crate) noted: bool,
}

impl Exam {
    /// Nothing where the bank has not so many different questions. The clock stands until [`Exam::run`].
    pub fn draw(bank: &Bank, era: Era, size: usize, seed: u64) -> Option<Self> {
        let of_question = |head: &Head| {
            Some(ExamItem {
                question: head.id.clone(),
                topic: head.topic,
                choose: bank.question(&head.id)?.choose(),
                chosen: BTreeSet::new(),
                flagged: false,
            })
        };
        let items =
            draw::questions(bank, era, size, seed)?.into_iter().map(of_question).collect::<Option<_>>()?;
        Some(Self { seed, items, at: 0, used_ms: 0, running_since: None, submitted: false, noted: false })
    }

    pub fn items(&self) -> &[ExamItem] {
        &self.items
    }

    /// The item shown.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// For the order of an item's options.
    pub fn shuffle_seed(&self) -> u64 {
        self.seed
    }

    pub fn go_to(&mut self, item: usize) {
        self.at = item.min(self.items.len().saturating_sub(1));
    }

    /// Chooses an option, or takes it back. Where one is asked for, the new one replaces the old.
    ///
    /// # Errors
    /// Where as many are chosen as are asked for; nothing is changed then.
    pub fn choose(&mut self, item: usize, option: usize, on: bool) -> Result<(), Enough> {
        let submitted = self.submitted;
        let Some(item) = self.items.get_mut(item).filter(|_| !submitted) else { return Ok(()) };
        if !on {
            item.chosen.remove(&option);
            return Ok(());
        }
        if item.choose == 1 {
            item.chosen.clear();
        }
        if item.chosen.len() >= item.choose && !item.chosen.contains(&option) {
            return Err(Enough { choose: item.choose });
        }
        item.chosen.insert(option);
        Ok(())
    }

    pub fn flag(&mut self, item: usize, flagged: bool) {
        if let Some(item) = self.items.get_mut(item) {
            item.flagged = flagged;
        }
    }

    /// Time for all items together.
    pub fn limit_ms(&self) -> u64 {
        self.items.len() as u64 * MS_AN_ITEM
    }

    /// Starts the clock, or lets it go on. `now` is any clock that runs evenly.
    pub fn run(&mut self, now_ms: u64) {
        if !self.submitted && self.running_since.is_none() {
            self.running_since = Some(now_ms);
        }
    }

    /// Stops the clock; a reload does as much.
    pub fn pause(&mut self, now_ms: u64) {
        self.used_ms = self.used_ms(now_ms);
        self.running_since = None;
    }

    /// Notes the time that has passed, and submits when it is up: `true` if it just did.
    pub fn tick(&mut self, now_ms: u64) -> bool {
        if self.submitted || self.running_since.is_none() {
            return false;
        }
        self.used_ms = self.used_ms(now_ms);
        self.running_since = Some(now_ms);
        let up = self.used_ms >= self.limit_ms();
        if up {
            self.submit(now_ms);
        }
        up
    }

    pub fn used_ms(&self, now_ms: u64) -> u64 {
        let running = self.running_since.map_or(0, |since| now_ms.saturating_sub(since));
        self.used_ms.saturating_add(running).min(self.limit_ms())
    }

    pub fn left_ms(&self, now_ms: u64) -> u64 {
        self.limit_ms() - self.used_ms(now_ms)
    }

    pub const fn is_running(&self) -> bool {
        self.running_since.is_some()
    }

    /// Ends it; what is open is wrong.
    pub fn submit(&mut self, now_ms: u64) {
        self.pause(now_ms);
        self.submitted = true;
    }

    pub const fn is_submitted(&self) -> bool {
        self.submitted
    }
}

impl ExamItem {
    /// Are as many chosen as are asked for?
    pub fn is_complete(&self) -> bool {
        self.chosen.len() == self.choose
    }
}
