use std::collections::BTreeSet;

use leptos::prelude::*;

use super::super::state::{Study, today};
use crate::{
    quiz::{
        Confidence, Given, Judged, Mode, Question, judge, notebook::Answered, question::Answers,
        shuffle::order_of,
    },
    web,
};

/// What one does with a question, from its showing to the verdict.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    question: StoredValue<Question>,
    /// Indices of the options, steps or responses, in the order shown.
    pub order: StoredValue<Vec<usize>>,
    pub chosen: RwSignal<BTreeSet<usize>>,
    pub steps: RwSignal<Vec<usize>>,
    pub pairs: RwSignal<Vec<Option<usize>>>,
    pub typed: RwSignal<String>,
    pub struck: RwSignal<BTreeSet<usize>>,
    /// What is missing before it can be checked.
    pub problem: RwSignal<Option<String>>,
    pub answer: RwSignal<Option<Answer>>,
    /// No more to be changed, though the verdict may not be there yet.
    committed: RwSignal<bool>,
    /// The verdict comes later, by [`Sheet::show`].
    waits: bool,
    shown_ms: u64,
}

/// An answer that was given, and judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub given: Given,
    pub judged: Judged,
    /// Nothing for "I don't know".
    pub confidence: Option<Confidence>,
    pub ms: u32,
}

impl Sheet {
    pub fn new(question: Question, seed: u64) -> Self {
        let prompts = match &question.answers {
            Answers::Match { prompts, .. } => prompts.len(),
            _ => 0,
        };
        Self {
            order: StoredValue::new(order_of(&question, seed)),
            question: StoredValue::new(question),
            chosen: RwSignal::default(),
            steps: RwSignal::default(),
            pairs: RwSignal::new(vec![None; prompts]),
            typed: RwSignal::default(),
            struck: RwSignal::default(),
            problem: RwSignal::default(),
            answer: RwSignal::default(),
            committed: RwSignal::new(false),
            waits: false,
            shown_ms: web::now_ms(),
        }
    }

    /// One whose verdict waits for something else.
    pub fn waiting(question: Question, seed: u64) -> Self {
        Self { waits: true, ..Self::new(question, seed) }
    }

    /// Shows the verdict.
    pub fn show(self, answer: Answer) {
        self.committed.set(true);
        self.answer.set(Some(answer));
    }

    /// The answer is taken back.
    pub fn reopen(self) {
        self.answer.set(None);
        self.committed.set(false);
    }

    pub fn with<T>(self, read: impl FnOnce(&Question) -> T) -> T {
        self.question.with_value(read)
    }

    /// Committed to, whether judged yet or not.
    pub fn is_answered(self) -> bool {
        self.committed.get()
    }

    /// Chooses an option, or takes it back. Of one to choose the last counts; one too many is refused and said.
    pub fn choose(self, option: usize, on: bool) {
        let most = self.with(Question::choose);
        let chosen = self.chosen.with_untracked(BTreeSet::len);
        if on && most > 1 && chosen >= most {
            self.problem.set(Some(format!("{most} are asked for: take one back before you choose another")));
            // The box has ticked itself.
            self.chosen.notify();
            return;
        }
        self.problem.set(None);
        self.chosen.update(|chosen| {
            if most == 1 {
                chosen.clear();
            }
            if on {
                chosen.insert(option)
            } else {
                chosen.remove(&option)
            };
        });
        if on {
            self.struck.update(|struck| _ = struck.remove(&option));
        }
    }

    /// Strikes an option out, or takes that back.
    pub fn strike(self, option: usize) {
        let struck = self.struck.try_update(|struck| {
            let is_new = struck.insert(option);
            if !is_new {
                struck.remove(&option);
            }
            is_new
        });
        if struck == Some(true) {
            self.chosen.update(|chosen| _ = chosen.remove(&option));
        }
    }

    /// Has what was chosen judged; or says what is missing.
    pub fn check(self, confidence: Option<Confidence>, answered: Callback<Answer>) {
        match self.given() {
            Ok(given) => self.judge(given, confidence, answered),
            Err(what) => self.problem.set(Some(what)),
        }
    }

    pub fn give_up(self, answered: Callback<Answer>) {
        self.judge(Given::DontKnow, None, answered);
    }

    fn given(self) -> Result<Given, String> {
        let wanted = self.with(Question::choose);
        self.with(|question| match &question.answers {
            Answers::Choose(_) => {
                let chosen = self.chosen.get_untracked();
                match wanted - chosen.len().min(wanted) {
                    0 => Ok(Given::Choose(chosen)),
                    _ if wanted == 1 => Err("choose an option first, or say that you don’t know".to_owned()),
                    left => Err(format!("choose {left} more: {wanted} are asked for")),
                }
            }
            Answers::Order(_) => {
                let steps = self.steps.get_untracked();
                if steps.is_empty() {
                    Err("put the steps in order first".to_owned())
                } else {
                    Ok(Given::Order(steps))
                }
            }
            Answers::Match { .. } => {
                let pairs = self.pairs.get_untracked();
                if pairs.iter().all(Option::is_some) {
                    Ok(Given::Match(pairs))
                } else {
                    Err("choose a match for each line first".to_owned())
                }
            }
            Answers::Number(_) => Ok(Given::Number(self.typed.get_untracked())),
        })
    }

    fn judge(self, given: Given, confidence: Option<Confidence>, answered: Callback<Answer>) {
        if self.committed.get_untracked() {
            return;
        }
        match self.with(|question| judge(question, &given)) {
            Ok(judged) => {
                self.problem.set(None);
                let ms = web::now_ms().saturating_sub(self.shown_ms).min(u64::from(u32::MAX)) as u32;
                let answer = Answer { given, judged, confidence, ms };
                self.committed.set(true);
                answered.run(answer.clone());
                if !self.waits {
                    self.show(answer);
                }
            }
            Err(unclear) => self.problem.set(Some(unclear.to_string())),
        }
    }

    /// Takes the answer down.
    pub fn note(self, study: Study, mode: Mode, answer: &Answer) {
        let answered = Answered {
            day: today(),
            ms: answer.ms,
            right: answer.judged.right,
            confidence: answer.confidence,
            misconceptions: answer.judged.misconceptions.clone(),
            mode,
        };
        study.change(|notebook| self.with(|question| _ = notebook.answer(question, answered)));
    }
}
