//! The authored questions: JSON files, one for each topic, read once. Numbers of AWS's are written `{name}` there and
//! filled in from [`crate::aws::claims`].

mod read;
mod reader;

pub use reader::BankError;
pub(in crate::quiz) use reader::Reader;

use serde_json::Value;

use super::{Lesson, Misconception, Question, Topic, lesson, misconception};

/// All there is to ask that was written by hand.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    pub questions: Vec<Question>,
    pub misconceptions: Vec<Misconception>,
    pub lessons: Vec<Lesson>,
}

impl Bank {
    /// Takes all files at once, as the page loads them: an object of file names and their contents.
    ///
    /// # Errors
    /// As the taking of a file; or when one is missing.
    pub fn add_bundle(&mut self, text: &str) -> Result<(), BankError> {
        let bundle: Value = serde_json::from_str(text).map_err(|error| BankError::no_json(BUNDLE, &error))?;
        files().iter().try_for_each(|name| match bundle.get(name) {
            Some(content) => self.add_value(name, content),
            None => Err(BankError { at: BUNDLE.to_owned(), what: format!("the file {name} is missing") }),
        })
    }

    /// Takes a file of the bank, one of [`files`].
    ///
    /// # Errors
    /// The first thing in it that cannot be read, with where it stands; or when the bank has no such file.
    pub fn add_file(&mut self, name: &str, text: &str) -> Result<(), BankError> {
        let content = serde_json::from_str(text).map_err(|error| BankError::no_json(name, &error))?;
        self.add_value(name, &content)
    }

    fn add_value(&mut self, name: &str, content: &Value) -> Result<(), BankError> {
        let root = Reader::new(name, content);
        match name {
            MISCONCEPTIONS => self.misconceptions = misconception::read(&root)?,
            LESSONS => self.lessons = lesson::read(&root)?,
            TRIALS => self.questions.extend(read::trials(&root)?),
            _ => match Topic::all().find(|topic| file_name(*topic) == name) {
                Some(topic) => self.questions.extend(read::topic(topic, &root)?),
                None => {
                    return Err(BankError {
                        at: name.to_owned(),
                        what: "the bank has no such file".to_owned(),
                    });
                }
            },
        }
        Ok(())
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    pub fn misconception(&self, id: &str) -> Option<&Misconception> {
        self.misconceptions.iter().find(|it| it.id == id)
    }
}

/// A drawn question, as [`super::question_json`] writes it.
///
/// # Errors
/// Where it is no such question.
pub fn read_drawn(text: &str) -> Result<Question, BankError> {
    let value = serde_json::from_str(text).map_err(|error| BankError::no_json("a drawn question", &error))?;
    read::drawn(&Reader::new("a drawn question", &value))
}

/// All files in one, beside the page; the build makes it.
pub const BUNDLE: &str = "bank.json";

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
