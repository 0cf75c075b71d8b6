//! What goes wrong in a head, by name. A wrong answer tells which one it was.

use serde_json::Value;

use super::bank::{BankError, Reader};

/// A mistake that people make again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misconception {
    /// `M001` …; never given to another.
    pub id: String,
    /// "You took a queue for a log".
    pub name: String,
    /// What is so instead, in one or two sentences.
    pub truth: String,
}

/// Reads `misconceptions.json`.
///
/// # Errors
/// Where the text is no JSON, or an entry lacks a field or names an unknown number.
pub fn read(text: &str) -> Result<Vec<Misconception>, BankError> {
    let file = "misconceptions.json";
    let value: Value = serde_json::from_str(text).map_err(|error| BankError::no_json(file, &error))?;
    let root = Reader::new(file, &value);
    root.items()?
        .into_iter()
        .map(|item| {
            Ok(Misconception { id: item.text("id")?, name: item.text("name")?, truth: item.filled("truth")? })
        })
        .collect()
}
