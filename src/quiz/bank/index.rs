use serde::Deserialize;

use super::{BUNDLE, BankError, Head};
use crate::quiz::{Era, Shape, Topic};

/// What is in a bundle, and how many bytes of JSON each part has.
#[derive(Debug, Deserialize)]
pub(super) struct Index {
    pub(super) questions: Vec<Row>,
    pub(super) lessons: usize,
    pub(super) misconceptions: usize,
}

/// A question: `[bytes, id, topic, shape, era, facts]`.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    pub(super) len: usize,
    id: String,
    topic: String,
    shape: String,
    era: String,
    cards: Vec<String>,
}

impl Row {
    pub(super) fn head(&self) -> Result<Head, BankError> {
        let unknown = |word: &str| {
            BankError::new(BUNDLE, &format!("{}: “{word}” is none of the words for this", self.id))
        };
        Ok(Head {
            id: self.id.clone(),
            topic: Topic::parse(&self.topic).ok_or_else(|| unknown(&self.topic))?,
            cards: self.cards.clone(),
            shape: Shape::parse(&self.shape).ok_or_else(|| unknown(&self.shape))?,
            era: Era::parse(&self.era).ok_or_else(|| unknown(&self.era))?,
        })
    }
}
