//! Predict, then run: each option is a change of one scenario, all are run, and a figure decides. The key is not stored
//! anywhere but in the runs.

use serde_json::Value;

use super::question::{Answers, Question, Start, Trial};
use crate::{
    link,
    sim::{Model, Msg, presets},
    units::SimDuration,
};

/// The best figure has to be better than the next by one part in so many: a student is not asked about luck.
const CLEARLY: u64 = 10;

/// A scenario with settings replaced.
///
/// `change` names each by its JSON pointer without the leading slash: `{"shard_count": 24, "producers/0/salt": 8}`.
///
/// # Errors
/// When a setting is not there, or what comes out cannot be run.
pub fn changed(scenario: &Value, change: &Value) -> Result<Value, String> {
    let mut scenario = scenario.clone();
    let settings = change.as_object().ok_or("a change is an object of settings")?;
    for (path, value) in settings {
        let place = scenario.pointer_mut(&format!("/{path}"));
        let place = place.ok_or_else(|| format!("the scenario has no setting “{path}”"))?;
        *place = value.clone();
    }
    Ok(scenario)
}

/// One option's run.
#[derive(Debug)]
pub struct Branch {
    model: Model,
    metric: String,
}

impl Branch {
    /// # Errors
    /// When the change does not fit the scenario, or makes one that cannot be run.
    pub fn new(trial: &Trial, change: &Value) -> Result<Self, String> {
        let value = changed(&changed(&begin(&trial.start)?, &trial.set)?, change)?;
        let scenario = link::scenario_from_value(value, &[]).map_err(|error| error.to_string())?;
        let model = Model::new(scenario).map_err(|error| error.to_string())?;
        Ok(Self { model, metric: trial.metric.clone() })
    }

    /// Lets it run on by so much; true when it is at its end.
    pub fn advance(&mut self, span: SimDuration) -> bool {
        let left = self.model.ends_at() - self.model.now();
        // The end is the scenario's own: never refused.
        self.model.update(Msg::Advance(span.min(left))).is_err() || self.model.now() >= self.model.ends_at()
    }

    /// Is it a run of hours, whose seconds nobody watches?
    pub fn is_long(&self) -> bool {
        self.model.scenario().duration > SimDuration::from_hours(2)
    }

    /// Thousandths of the run that are over.
    pub fn progress(&self) -> u64 {
        let all = self.model.scenario().duration.millis().max(1);
        self.model.now().millis() * 1_000 / all
    }

    /// The figure that decides, so far; nothing where the report has no such figure.
    pub fn figure(&self) -> Option<u64> {
        self.model.report().to_json().pointer(&self.metric)?.as_u64()
    }
}

fn begin(start: &Start) -> Result<Value, String> {
    match start {
        Start::Scenario(scenario) => Ok(scenario.clone()),
        Start::Preset(name) => presets::find(name)
            .map(|preset| link::scenario_to_value(&preset.scenario()))
            .ok_or_else(|| format!("there is no preset “{name}”")),
    }
}

/// Which option has the best figure, and clearly so.
pub fn winner(trial: &Trial, figures: &[u64]) -> Option<usize> {
    let better = |a: u64, b: u64| if trial.least_wins { a < b } else { a > b };
    let best =
        (0..figures.len()).reduce(|best, at| if better(figures[at], figures[best]) { at } else { best })?;
    let clearly = |other: u64| figures[best].abs_diff(other) * CLEARLY >= figures[best].max(other);
    let is_alone = (figures.iter().enumerate())
        .all(|(at, &figure)| at == best || (better(figures[best], figure) && clearly(figure)));
    is_alone.then_some(best)
}

/// The branches of a question to predict, in the order of its options.
///
/// # Errors
/// The first option that cannot be run, and why.
pub fn branches(trial: &Trial, changes: &[Value]) -> Result<Vec<Branch>, String> {
    changes.iter().map(|change| Branch::new(trial, change)).collect()
}

/// What the options of a question change, in their order; nothing where one changes nothing.
pub fn changes(question: &Question) -> Option<Vec<Value>> {
    match &question.answers {
        Answers::Choose(choices) => choices.iter().map(|choice| choice.change.clone()).collect(),
        _ => None,
    }
}
