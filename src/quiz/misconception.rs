//! What goes wrong in a head, by name. A wrong answer tells which one it was.

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
/// Where an entry lacks a field or names an unknown number.
pub(super) fn read(root: &Reader<'_>) -> Result<Vec<Misconception>, BankError> {
    let misconception = |item: &Reader<'_>| {
        Ok(Misconception { id: item.text("id")?, name: item.text("name")?, truth: item.filled("truth")? })
    };
    root.items()?.iter().map(misconception).collect()
}
