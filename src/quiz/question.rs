//! A question: what is asked, how it is answered, and why each answer is right or wrong.

use serde_json::Value;

use super::{Era, Level, Shape, Topic};

/// One question, authored or generated, with every number filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// `T06-012`, or `G01-7` for the seed 7 of a family. Never given to another question.
    pub id: String,
    pub topic: Topic,
    /// Facts (`F46`) that it asks for; the first one is the card that is graded. A generated one asks for its family.
    pub cards: Vec<String>,
    pub shape: Shape,
    pub level: Level,
    pub era: Era,
    /// Skill of the exam guide, `1.2.7`.
    pub skill: String,
    /// Plain text; `**` around the deciding words.
    pub stem: String,
    pub exhibit: Option<Exhibit>,
    pub answers: Answers,
    /// The rule in one sentence.
    pub rule: String,
    /// Shown on request before the answer; empty where there is none.
    pub hint: String,
    /// Claims of [`crate::aws::claims`] it rests on.
    pub sources: Vec<String>,
    pub see: Option<See>,
    /// What a service must do; the key then follows from the matrix.
    pub needs: Option<Value>,
    /// For predict-then-run: the scenario and what decides.
    pub trial: Option<Trial>,
    /// For generated ones: the drawn numbers, and the formula with them filled in.
    pub drawn: Option<Drawn>,
}

/// Something to read: a response, a log, a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// What it is, in a few words.
    pub caption: String,
    pub text: String,
}

/// How it is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answers {
    /// As many as are right are chosen, all or nothing.
    Choose(Vec<Choice>),
    /// The right steps in their order, then those that do not belong.
    Order(Vec<Step>),
    /// Each prompt has one response; a response may serve more than one prompt, or none.
    Match {
        prompts: Vec<Prompt>,
        responses: Vec<String>,
    },
    Number(NumberAnswer),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub text: String,
    pub right: bool,
    /// Why it is right or wrong here, and when it would be right.
    pub why: String,
    pub misconception: Option<String>,
    /// Rows of the matrix that this option proposes together; for service choice.
    pub is: Vec<String>,
    /// What this option changes in the scenario, a JSON merge patch; for predict-then-run.
    pub change: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub text: String,
    /// Does it belong? Those that do stand in their order.
    pub belongs: bool,
    pub why: String,
    pub misconception: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    pub text: String,
    /// Index of the right response.
    pub response: usize,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberAnswer {
    /// As it is shown, with a decimal point and without thousands separators.
    pub answer: String,
    /// Printed behind the field.
    pub unit: String,
    /// Wrong answers that tell which misconception it was.
    pub slips: Vec<Slip>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub answer: String,
    pub why: String,
    pub misconception: Option<String>,
}

/// Where one can see it happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum See {
    /// A built-in scenario of the simulator.
    Preset(String),
    /// A fragment of the page, `sim/1/…` or `plan/1/…`.
    Link(String),
}

/// A scenario that decides a question by running.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The scenario, before any change: a built-in one by its name, or one as JSON.
    pub start: Start,
    /// Settings of it that are replaced in all runs.
    pub set: Value,
    /// Which figure of the report decides, as a JSON pointer.
    pub metric: String,
    /// How the figure is called on the page, and its unit.
    pub metric_name: String,
    pub least_wins: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    Preset(String),
    Scenario(Value),
}

/// What a generator drew.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    pub parameters: Value,
    pub answer: String,
    /// The formula with the drawn numbers filled in.
    pub formula: String,
}

impl Question {
    /// How many options are to be chosen.
    pub fn choose(&self) -> usize {
        match &self.answers {
            Answers::Choose(choices) => choices.iter().filter(|choice| choice.right).count(),
            Answers::Order(steps) => steps.iter().filter(|step| step.belongs).count(),
            Answers::Match { prompts, .. } => prompts.len(),
            Answers::Number(_) => 1,
        }
    }

    /// The card that the answer is written on.
    pub fn card(&self) -> &str {
        self.cards.first().map_or("", String::as_str)
    }
}
