//! The authored questions: JSON files, one for each topic, read once. Numbers of AWS's are written `{name}` there and
//! filled in from [`crate::aws::claims`].

mod read;
mod reader;

pub use reader::BankError;
pub(in crate::quiz) use reader::Reader;

use super::{Lesson, Misconception, Question, Topic, lesson, misconception};

/// All there is to ask that was written by hand.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    pub questions: Vec<Question>,
    pub misconceptions: Vec<Misconception>,
    pub lessons: Vec<Lesson>,
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

    /// Takes the lessons.
    ///
    /// # Errors
    /// As [`lesson::read`].
    pub fn add_lessons(&mut self, text: &str) -> Result<(), BankError> {
        self.lessons = lesson::read(text)?;
        Ok(())
    }

    /// Takes a file of the bank, whichever of [`files`] it is.
    ///
    /// # Errors
    /// As the taking of that file; or when the bank has no such file.
    pub fn add_file(&mut self, name: &str, text: &str) -> Result<(), BankError> {
        match name {
            MISCONCEPTIONS => self.name_misconceptions(text),
            TRIALS => self.add_trials(text),
            LESSONS => self.add_lessons(text),
            _ => match Topic::all().find(|topic| file_name(*topic) == name) {
                Some(topic) => self.add_topic(topic, text),
                None => Err(BankError { at: name.to_owned(), what: "the bank has no such file".to_owned() }),
            },
        }
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

/// The file of the lessons, below `study/`.
pub const LESSONS: &str = "lessons.json";

/// Every file of the bank, below `study/`, in the order in which they are taken.
pub fn files() -> Vec<String> {
    let others = [TRIALS, LESSONS, MISCONCEPTIONS].map(str::to_owned);
    Topic::all().map(file_name).chain(others).collect()
}

/// The file of the misconceptions' names, below `study/`.
pub const MISCONCEPTIONS: &str = "misconceptions.json";
