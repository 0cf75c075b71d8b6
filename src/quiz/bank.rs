//! The authored questions: JSON files, one for each topic, read once. Numbers of AWS's are written `{name}` there and
//! filled in from [`crate::aws::claims`].

mod read;
mod reader;

pub use reader::BankError;
pub(in crate::quiz) use reader::Reader;

use super::{Misconception, Question, Topic, misconception};

/// All there is to ask that was written by hand.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    pub questions: Vec<Question>,
    pub misconceptions: Vec<Misconception>,
}

impl Bank {
    /// Adds a topic's file.
    ///
    /// # Errors
    /// The first thing in it that cannot be read, with where it stands.
    pub fn add_topic(&mut self, topic: Topic, text: &str) -> Result<(), BankError> {
        self.questions.extend(read::topic(topic, text)?);
        Ok(())
    }

    /// Adds the questions that are decided by running, of all topics.
    ///
    /// # Errors
    /// The first thing in it that cannot be read, with where it stands.
    pub fn add_trials(&mut self, text: &str) -> Result<(), BankError> {
        self.questions.extend(read::trials(text)?);
        Ok(())
    }

    /// Takes the names of what goes wrong.
    ///
    /// # Errors
    /// As [`misconception::read`].
    pub fn name_misconceptions(&mut self, text: &str) -> Result<(), BankError> {
        self.misconceptions = misconception::read(text)?;
        Ok(())
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    pub fn misconception(&self, id: &str) -> Option<&Misconception> {
        self.misconceptions.iter().find(|it| it.id == id)
    }
}

/// The file of a topic, below `study/`.
pub fn file_name(topic: Topic) -> String {
    format!("{}.json", topic.id())
}

/// The file of the questions that are decided by running, below `study/`.
pub const TRIALS: &str = "predict.json";

/// The file of the misconceptions' names, below `study/`.
pub const MISCONCEPTIONS: &str = "misconceptions.json";
