use std::fmt;

use super::HashKey;
use crate::aws::limits::PARTITION_KEY_CHARS;

/// A partition key: 1 to 256 Unicode characters (fact H1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartitionKey(String);

/// Why a text is no partition key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartitionKeyError {
    Empty,
    TooLong { chars: usize },
}

impl fmt::Display for PartitionKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a partition key has at least one character"),
            Self::TooLong { chars } => write!(
                f,
                "a partition key has at most {} characters, this one has {chars}",
                PARTITION_KEY_CHARS.value
            ),
        }
    }
}

impl std::error::Error for PartitionKeyError {}

impl PartitionKey {
    /// # Errors
    /// When the text is empty or longer than 256 characters.
    pub fn new(text: impl Into<String>) -> Result<Self, PartitionKeyError> {
        let text = text.into();
        Self::check(&text)?;
        Ok(Self(text))
    }

    /// The same check without taking the text.
    ///
    /// # Errors
    /// As [`PartitionKey::new`].
    pub fn check(text: &str) -> Result<(), PartitionKeyError> {
        if text.is_empty() {
            return Err(PartitionKeyError::Empty);
        }
        // A text of at most 256 bytes has at most 256 characters: the common case counts nothing.
        if text.len() > PARTITION_KEY_CHARS.value {
            let chars = text.chars().count();
            if chars > PARTITION_KEY_CHARS.value {
                return Err(PartitionKeyError::TooLong { chars });
            }
        }
        Ok(())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn hash_key(&self) -> HashKey {
        HashKey::of(self.0.as_bytes())
    }
}

impl fmt::Display for PartitionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
