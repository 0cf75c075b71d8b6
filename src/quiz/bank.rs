//! The authored questions: JSON files, one for each topic. Numbers of AWS's are written `{name}` there and filled in from
//! [`crate::aws::claims`]. The page loads all of them as one file with an index, and reads of it what is asked.

mod entry;
mod index;
mod later;
mod read;
mod reader;

pub use entry::{Entry, Head};
pub use reader::BankError;
pub(in crate::quiz) use reader::Reader;

use std::sync::Arc;

use serde_json::Value;

use self::{
    index::Index,
    later::{Later, Parts},
};
use super::{Lesson, Misconception, Question, Topic, lesson, misconception};

/// All there is to ask that was written by hand.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    entries: Vec<Entry>,
    misconceptions: Later<Vec<Misconception>>,
    lessons: Later<Vec<Lesson>>,
}

impl Bank {
    /// Takes what the build makes of all files (`.ci/bundle.mjs`): the [`Index`], an empty line, then the JSON of each
    /// question, of the lessons and of the misconceptions, one behind the other. So a page that shows one question reads
    /// the index and that one.
    ///
    /// # Errors
    /// Where the index cannot be read, or something is missing behind it. What is wrong with a question shows when it is
    /// asked for: it is not there then.
    pub fn from_bundle(bytes: Vec<u8>) -> Result<Self, BankError> {
        let bytes: Arc<[u8]> = bytes.into();
        let broke_off = || BankError::new(BUNDLE, "load it again: it broke off");
        let end = bytes.windows(2).position(|two| two == b"\n\n").ok_or_else(broke_off)?;
        let index = Index::read(utf8(BUNDLE, &bytes[..end])?)?;
        let mut parts = Parts::new(bytes, end + 2);
        let mut next = |len| parts.next(len).ok_or_else(broke_off);
        Ok(Self {
            entries: (index.questions.into_iter())
                .map(|(len, head)| Ok(Entry::unread(head, next(len)?)))
                .collect::<Result<_, BankError>>()?,
            lessons: Later::unread(next(index.lessons)?),
            misconceptions: Later::unread(next(index.misconceptions)?),
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
        self.lessons.get(|json| whole(LESSONS, json, lesson::read).unwrap_or_default())
    }

    pub fn misconceptions(&self) -> &[Misconception] {
        self.misconceptions.get(|json| whole(MISCONCEPTIONS, json, misconception::read).unwrap_or_default())
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

/// Reads a JSON value.
fn whole<T>(
    name: &str,
    json: &[u8],
    read: impl FnOnce(&Reader<'_>) -> Result<T, BankError>,
) -> Result<T, BankError> {
    // Not from bytes, though that reads the same: the page's module would have one more reader of JSON.
    let value = serde_json::from_str(utf8(name, json)?).map_err(|error| BankError::no_json(name, &error))?;
    read(&Reader::new(name, &value))
}

fn utf8<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, BankError> {
    std::str::from_utf8(bytes).map_err(|_| BankError::new(name, "write it as UTF-8"))
}

/// A drawn question, as [`super::question_json`] writes it.
///
/// # Errors
/// Where it is no such question.
pub fn read_drawn(text: &str) -> Result<Question, BankError> {
    whole("a drawn question", text.as_bytes(), read::drawn)
}

/// All files in one, beside the page; the build makes it.
pub const BUNDLE: &str = "bank.txt";

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
