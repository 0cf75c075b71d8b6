use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    quiz::{
        Question,
        question::{Start, Trial},
        trial,
    },
    web::racer::{self, Racer, Told},
};

/// How far a branch is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lane {
    /// In thousandths.
    pub progress: u64,
    pub figure: Option<u64>,
}

/// The branches of an experiment, all on their way in a worker.
#[derive(Debug, Clone, Copy)]
pub struct Runs {
    trial: StoredValue<Option<Trial>>,
    changes: StoredValue<Vec<Value>>,
    racer: StoredValue<Option<Racer>, LocalStorage>,
    pub lanes: RwSignal<Vec<Lane>>,
    pub over: RwSignal<bool>,
    /// Why it cannot be run.
    pub problem: RwSignal<Option<String>>,
}

impl Runs {
    pub fn new(question: &Question) -> Self {
        Self {
            trial: StoredValue::new(question.trial.clone()),
            changes: StoredValue::new(trial::changes(question).unwrap_or_default()),
            racer: StoredValue::new_local(None),
            lanes: RwSignal::default(),
            over: RwSignal::new(false),
            problem: RwSignal::default(),
        }
    }

    pub fn start(self) {
        let Some(order) = self.order() else { return };
        self.problem.set(None);
        self.lanes.set(vec![Lane::default(); self.changes.with_value(Vec::len)]);
        let racer = racer::start(&order, move |told| self.take(told));
        if racer.is_none() {
            self.problem.set(Some("this browser runs no workers: use one from 2023 or later".to_owned()));
        }
        self.racer.set_value(racer);
    }

    /// Ends it before its time.
    pub fn cancel(self) {
        self.racer.set_value(None);
        self.lanes.set(Vec::new());
    }

    /// The option whose figure is clearly the best.
    pub fn winner(self) -> Option<usize> {
        let figures: Option<Vec<u64>> =
            self.lanes.with_untracked(|lanes| lanes.iter().map(|lane| lane.figure).collect());
        self.trial.with_value(|trial| trial::winner(trial.as_ref()?, &figures?))
    }

    /// As `src/bin/race.rs` reads it.
    fn order(self) -> Option<String> {
        self.trial.with_value(|trial| {
            let trial = trial.as_ref()?;
            let (kind, start) = match &trial.start {
                Start::Preset(name) => ("preset", json!(name)),
                Start::Scenario(scenario) => ("scenario", scenario.clone()),
            };
            let changes = self.changes.get_value();
            let order = json!({kind: start, "set": trial.set, "metric": trial.metric, "changes": changes});
            Some(order.to_string())
        })
    }

    /// Something came from the worker; the page may be gone.
    fn take(self, told: Told) {
        match told {
            Told::Lanes { lanes, over } => {
                self.lanes.try_set(lanes_of(&lanes));
                if over {
                    self.over.try_set(true);
                }
            }
            Told::Problem(why) => _ = self.problem.try_set(Some(why)),
        }
    }
}

fn lanes_of(text: &str) -> Vec<Lane> {
    let lanes: Value = serde_json::from_str(text).unwrap_or_default();
    let lane = |lane: &Value| Lane { progress: lane[0].as_u64().unwrap_or(0), figure: lane[1].as_u64() };
    lanes.as_array().map(|lanes| lanes.iter().map(lane).collect()).unwrap_or_default()
}
