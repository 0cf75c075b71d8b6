use leptos::prelude::*;

use crate::{
    quiz::{
        Question,
        question::Trial,
        trial::{self, Branch},
    },
    units::SimDuration,
    web,
};

/// Work between two answers of the page, in milliseconds.
const SLICE_MS: u64 = 12;
/// Simulated time of one step of a branch.
const STEP: SimDuration = SimDuration::from_secs(1);
/// Of a day's run a step is a minute.
const LONG_STEP: SimDuration = SimDuration::from_secs(60);

/// How far a branch is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lane {
    /// In thousandths.
    pub progress: u64,
    pub figure: Option<u64>,
}

/// The branches of an experiment, all on their way.
#[derive(Debug, Clone, Copy)]
pub struct Runs {
    question: StoredValue<Question>,
    branches: StoredValue<Vec<Branch>>,
    pub lanes: RwSignal<Vec<Lane>>,
    pub over: RwSignal<bool>,
    /// Why it cannot be run.
    pub problem: RwSignal<Option<String>>,
    /// Which start this is: steps of an earlier one find another number.
    turn: StoredValue<u32>,
}

impl Runs {
    pub fn new(question: &Question) -> Self {
        Self {
            question: StoredValue::new(question.clone()),
            branches: StoredValue::new(Vec::new()),
            lanes: RwSignal::default(),
            over: RwSignal::new(false),
            problem: RwSignal::default(),
            turn: StoredValue::new(0),
        }
    }

    pub fn start(self) {
        match self.question.with_value(trial::branches) {
            Ok(branches) => {
                self.lanes.set(vec![Lane::default(); branches.len()]);
                self.branches.set_value(branches);
                self.turn.update_value(|turn| *turn += 1);
                self.go_on(self.turn.get_value());
            }
            Err(why) => self.problem.set(Some(why)),
        }
    }

    /// Ends it before its time.
    pub fn cancel(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.branches.set_value(Vec::new());
        self.lanes.set(Vec::new());
    }

    /// The option whose figure is clearly the best.
    pub fn winner(self) -> Option<usize> {
        let figures: Option<Vec<u64>> =
            self.lanes.with_untracked(|lanes| lanes.iter().map(|lane| lane.figure).collect());
        let trial: Option<Trial> = self.question.with_value(|question| question.trial.clone());
        trial::winner(&trial?, &figures?)
    }

    fn go_on(self, turn: u32) {
        request_animation_frame(move || {
            // The page may be gone, or the runs begun anew.
            if self.turn.try_get_value() == Some(turn) && !self.work() {
                self.go_on(turn);
            }
        });
    }

    /// A slice of all branches; true when they are at their ends.
    fn work(self) -> bool {
        let until = web::now_ms() + SLICE_MS;
        let done = self.branches.try_update_value(|branches| {
            let mut ended = vec![false; branches.len()];
            while web::now_ms() < until && ended.contains(&false) {
                for (branch, ended) in branches.iter_mut().zip(&mut ended).filter(|(_, ended)| !**ended) {
                    let step = if branch.is_long() { LONG_STEP } else { STEP };
                    *ended = branch.advance(step);
                }
            }
            let lane = |branch: &Branch| Lane { progress: branch.progress(), figure: branch.figure() };
            (branches.iter().map(lane).collect::<Vec<_>>(), !ended.contains(&false))
        });
        let Some((lanes, over)) = done else { return true };
        self.lanes.try_set(lanes);
        if over {
            self.over.try_set(true);
        }
        over
    }
}
