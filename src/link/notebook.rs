//! A student's notebook as JSON: in the browser's storage, and as the file that is exported and imported.
//!
//! ```text
//! {"version": 1, "settings": …, "cards": …, …}
//! ```
//!
//! What has many of a kind is written in rows, so that ten thousand answers fit in a browser's storage. Days are
//! counted from 1970-01-01, memories are in millionths, other words are those of [`crate::quiz`]. Version 1 decodes
//! for ever; whatever does not fit becomes version 2, beside it.
//!
//! | field | is |
//! |---|---|
//! | `settings` | `{"exam_day": day or null, "era": "classic", "retention_ppm": 900000}` |
//! | `cards` | by id: `[stability, difficulty, first day, last day, day missed or null, shape, asked, missed]` |
//! | `log` | oldest first: `[day, ms, question, card, right, confidence or null, mode, [misconceptions]]` |
//! | `seen` | by question: `[asked, right, last day, {misconception: times}]` |
//! | `suspended` | ids of cards |
//! | `counts`, `exams` | `[day, answered, right]`, `[day, right, of]` |
//! | `lessons` | by id: the day it was done |
//! | `practice` | `{"day", "seed", "items": [[question, card, other, again]], "answers": [right], "at"}` or null |
//! | `exam` | `{"seed", "items": [[question, topic, choose, [chosen], flagged]], "at", "used_ms", "submitted", "noted"}` or null |
//! | `undo` | `{"card", "seen", "oldest", "practice"}`: what the last answer changed, as it was before it, or null |
//!
//! Whoever gets a [`NotebookError`] keeps the text as it is and writes elsewhere: nothing that somebody has learned
//! is overwritten because it was not understood.

mod read;
mod session;
mod write;

use std::fmt;

use serde_json::Value;

use super::LinkError;
use crate::quiz::Notebook;

/// The version that is written.
pub const VERSION: u64 = 1;
/// The longest notebook that is read, in bytes: what a browser stores at most.
pub const MAX_NOTEBOOK: usize = 8 << 20;

/// Why a notebook is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotebookError {
    /// What is wrong with it.
    Damaged(String),
    /// Written by a newer version of the page.
    Newer(u64),
}

impl fmt::Display for NotebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(why) => write!(f, "this notebook is damaged: {why}"),
            Self::Newer(version) => write!(
                f,
                "this notebook was written by a newer version (format {version}): reload the page to get that version"
            ),
        }
    }
}

impl std::error::Error for NotebookError {}

impl From<LinkError> for NotebookError {
    fn from(why: LinkError) -> Self {
        match why {
            LinkError::Field(why) => Self::Damaged(why),
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// An exam's clock is written as standing.
pub fn encode(notebook: &Notebook) -> String {
    write::notebook(notebook).to_string()
}

/// # Errors
/// When the text is no notebook, or one of a newer version. The text is then to be kept as it is.
pub fn decode(text: &str) -> Result<Notebook, NotebookError> {
    let damaged = |why: &str| NotebookError::Damaged(why.to_owned());
    if text.len() > MAX_NOTEBOOK {
        return Err(damaged("it is longer than any notebook"));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|why| NotebookError::Damaged(format!("it is not JSON: {why}")))?;
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => Ok(read::notebook(&value)?),
        Some(version) if version > VERSION => Err(NotebookError::Newer(version)),
        _ => Err(damaged("it does not tell its version")),
    }
}
