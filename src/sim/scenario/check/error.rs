use std::fmt;

use crate::sim::scenario::MAX_CHANGES;

/// A setting that cannot be simulated. The text says what to change; where AWS refuses the setting too, it does
/// so under the name of the exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError {
    exception: Option<&'static str>,
    sentence: String,
}

/// The sentence alone; [`ScenarioError::named`] has the exception as well.
impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for ScenarioError {}

impl ScenarioError {
    /// AWS's name for the refusal; nothing for a limit that only this simulator has.
    pub fn exception(&self) -> Option<&'static str> {
        self.exception
    }

    /// What people are shown: `ValidationException: 1 validation error detected: …`, or only the sentence.
    pub fn named(&self) -> String {
        match self.exception {
            Some(exception) => format!("{exception}: {}", self.sentence),
            None => self.sentence.clone(),
        }
    }

    pub(in crate::sim) fn too_many_changes() -> Self {
        Self::ours(format!(
            "this run holds {MAX_CHANGES} changes already: start over with the settings of now"
        ))
    }

    /// A limit of this simulator's.
    pub(super) fn ours(sentence: impl Into<String>) -> Self {
        Self { exception: None, sentence: sentence.into() }
    }

    /// A limit of AWS's.
    pub(super) fn aws(exception: &'static str, sentence: impl Into<String>) -> Self {
        Self { exception: Some(exception), sentence: sentence.into() }
    }

    /// As the services word a value that breaks the rules of their API, and then what to do.
    pub(super) fn validation(value: &dyn fmt::Display, at: &str, rule: &str, todo: &str) -> Self {
        Self::aws(
            "ValidationException",
            format!(
                "1 validation error detected: Value '{value}' at '{at}' failed to satisfy constraint: Member must \
                 {rule}. {todo}"
            ),
        )
    }
}

/// # Errors
/// When the value is out of a limit that only this simulator has.
pub(super) fn within<T: PartialOrd + fmt::Display>(
    what: &str,
    value: T,
    min: T,
    max: T,
) -> Result<(), ScenarioError> {
    if (&min..=&max).contains(&&value) {
        return Ok(());
    }
    Err(ScenarioError::ours(format!("{what} has to be between {min} and {max}, not {value}")))
}
