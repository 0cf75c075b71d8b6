//! The authored questions: JSON files, one for each topic. Numbers of AWS's are written `{name}` there and filled in from
//! [`crate::aws::claims`]. The page loads all of them as one file with an index, and reads of it what is asked.

mod entry;
mod later;
mod read;
mod reader;

pub use entry::{Entry, Head};
pub use reader::BankError;
pub(in crate::quiz) use reader::Reader;

use serde_json::Value;

use self::later::Later;
use super::{Lesson, Misconception, Question, Topic, lesson, misconception};

/// All there is to ask that was written by hand.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    entries: Vec<Entry>,
    misconceptions: Later<Vec<Misconception>>,
    lessons: Later<Vec<Lesson>>,
}

impl Bank {
    /// What the build makes of all files (`.ci/bundle.mjs`): a JSON list with a value a line, so that a question can be
    /// read without the others. First comes the index, `[id, topic, shape, era, facts]` for each question; then what else
    /// each question has, in the same order; then the lessons, and the misconceptions.
    ///
    /// # Errors
    /// Where the index cannot be read, or lines are missing. What is wrong with a question shows when it is asked for:
    /// it is not there then.
    pub fn from_bundle(text: &str) -> Result<Self, BankError> {
        let mut lines = text.lines().skip(1).map(|line| line.strip_suffix(',').unwrap_or(line));
        let mut line = || lines.next().ok_or_else(|| BankError::new(BUNDLE, "load it again: it broke off"));
        let index: Value =
            serde_json::from_str(line()?).map_err(|error| BankError::no_json(BUNDLE, &error))?;
        let heads = Reader::new(BUNDLE, &index).items()?;
        let entry = |head: &Reader<'_>| Ok(Entry::unread(read::listed(head)?, line()?));
        Ok(Self {
            entries: heads.iter().map(entry).collect::<Result<_, BankError>>()?,
            lessons: Later::unread(line()?),
            misconceptions: Later::unread(line()?),
        })
    }

    /// Takes a file of the bank, one of [`files`], and reads all of it.
    ///
    /// # Errors
    /// The first thing in it that cannot be read, with where it stands; or when the bank has no such file.
    pub fn add_file(&mut self, name: &str, text: &str) -> Result<(), BankError> {
        let content: Value = serde_json::from_str(text).map_err(|error| BankError::no_json(name, &error))?;
        let root = Reader::new(name, &content);
        match name {
            MISCONCEPTIONS => self.misconceptions = Later::read(misconception::read(&root)?),
            LESSONS => self.lessons = Later::read(lesson::read(&root)?),
            TRIALS => self.extend(read::trials(&root)?),
            _ => match Topic::all().find(|topic| file_name(*topic) == name) {
                Some(topic) => self.extend(read::topic(topic, &root)?),
                None => return Err(BankError::new(name, "the bank has no such file")),
            },
        }
        Ok(())
    }

    /// Every question, by what it is chosen by.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every question, whole.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.entries.iter().filter_map(Entry::question)
    }

    pub fn head(&self, id: &str) -> Option<&Head> {
        self.entries.iter().map(|entry| &entry.head).find(|head| head.id == id)
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.entries.iter().find(|entry| entry.head.id == id)?.question()
    }

    pub fn lessons(&self) -> &[Lesson] {
        self.lessons.get(|text| whole(LESSONS, text, lesson::read).unwrap_or_default())
    }

    pub fn misconceptions(&self) -> &[Misconception] {
        self.misconceptions.get(|text| whole(MISCONCEPTIONS, text, misconception::read).unwrap_or_default())
    }

    pub fn misconception(&self, id: &str) -> Option<&Misconception> {
        self.misconceptions().iter().find(|it| it.id == id)
    }
}

impl Extend<Question> for Bank {
    fn extend<T: IntoIterator<Item = Question>>(&mut self, questions: T) {
        self.entries.extend(questions.into_iter().map(Entry::read));
    }
}

impl FromIterator<Question> for Bank {
    fn from_iter<T: IntoIterator<Item = Question>>(questions: T) -> Self {
        let mut bank = Self::default();
        bank.extend(questions);
        bank
    }
}

/// Reads a text that is a JSON value.
fn whole<T>(
    name: &str,
    text: &str,
    read: impl FnOnce(&Reader<'_>) -> Result<T, BankError>,
) -> Result<T, BankError> {
    let value = serde_json::from_str(text).map_err(|error| BankError::no_json(name, &error))?;
    read(&Reader::new(name, &value))
}

/// A drawn question, as [`super::question_json`] writes it.
///
/// # Errors
/// Where it is no such question.
pub fn read_drawn(text: &str) -> Result<Question, BankError> {
    whole("a drawn question", text, read::drawn)
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

/// The file of the misconceptions' names, below `study/`.
pub const MISCONCEPTIONS: &str = "misconceptions.json";

/// Every file of the bank, below `study/`, in the order in which they are taken.
pub fn files() -> Vec<String> {
    let others = [TRIALS, LESSONS, MISCONCEPTIONS].map(str::to_owned);
    Topic::all().map(file_name).chain(others).collect()
}
