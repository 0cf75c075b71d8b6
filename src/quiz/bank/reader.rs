use std::fmt;

use serde_json::Value;

use crate::aws::claims;

/// Why a file of the bank cannot be read, with the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankError {
    /// File and path within it, `T06.json[11].options[2]`.
    pub at: String,
    /// A clause that says what to do.
    pub what: String,
}

impl BankError {
    pub(super) fn new(at: &str, what: &str) -> Self {
        Self { at: at.to_owned(), what: what.to_owned() }
    }

    pub(in crate::quiz) fn no_json(file: &str, error: &serde_json::Error) -> Self {
        Self { at: file.to_owned(), what: format!("write it as JSON: {error}") }
    }
}

impl fmt::Display for BankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

impl std::error::Error for BankError {}

/// A value of a file, and where it stands.
#[derive(Debug, Clone)]
pub(in crate::quiz) struct Reader<'a> {
    at: String,
    value: &'a Value,
}

impl<'a> Reader<'a> {
    pub(in crate::quiz) fn new(at: &str, value: &'a Value) -> Self {
        Self { at: at.to_owned(), value }
    }

    pub(in crate::quiz) fn error(&self, what: &str) -> BankError {
        BankError::new(&self.at, what)
    }

    /// The field, if it is there.
    pub(in crate::quiz) fn find(&self, name: &str) -> Option<Reader<'a>> {
        let value = self.value.get(name).filter(|value| !value.is_null())?;
        Some(Reader { at: format!("{}.{name}", self.at), value })
    }

    fn need(&self, name: &str) -> Result<Reader<'a>, BankError> {
        self.find(name).ok_or_else(|| self.error(&format!("the field “{name}” is missing")))
    }

    pub(in crate::quiz) fn items(&self) -> Result<Vec<Reader<'a>>, BankError> {
        let items = self.value.as_array().ok_or_else(|| self.error("write a list"))?;
        let item = |(index, value)| Reader { at: format!("{}[{index}]", self.at), value };
        Ok(items.iter().enumerate().map(item).collect())
    }

    /// The items of a field; none where it is missing.
    pub(in crate::quiz) fn list(&self, name: &str) -> Result<Vec<Reader<'a>>, BankError> {
        self.find(name).map_or(Ok(Vec::new()), |list| list.items())
    }

    pub(in crate::quiz) fn words(&self, name: &str) -> Result<Vec<String>, BankError> {
        self.list(name)?.iter().map(Reader::as_text).collect()
    }

    fn as_text(&self) -> Result<String, BankError> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.error("write a text"))
    }

    pub(in crate::quiz) fn text(&self, name: &str) -> Result<String, BankError> {
        self.need(name)?.as_text()
    }

    /// A text with AWS's numbers in it.
    pub(in crate::quiz) fn filled(&self, name: &str) -> Result<String, BankError> {
        self.need(name)?.fill()
    }

    pub(in crate::quiz) fn filled_or_empty(&self, name: &str) -> Result<String, BankError> {
        self.find(name).map_or(Ok(String::new()), |text| text.fill())
    }

    pub(in crate::quiz) fn fill(&self) -> Result<String, BankError> {
        claims::fill(&self.as_text()?).map_err(|error| self.error(&error.to_string()))
    }

    pub(in crate::quiz) fn is_true(&self, name: &str) -> Result<bool, BankError> {
        let truth =
            |value: Reader<'_>| value.value.as_bool().ok_or_else(|| value.error("write true or false"));
        self.find(name).map_or(Ok(false), truth)
    }

    pub(in crate::quiz) fn index(&self, name: &str) -> Result<usize, BankError> {
        let field = self.need(name)?;
        let index = field.value.as_u64().and_then(|index| usize::try_from(index).ok());
        index.ok_or_else(|| field.error("write a whole number, 0 for the first"))
    }

    /// One of the words of a kind.
    pub(in crate::quiz) fn kind<T>(&self, name: &str, parse: fn(&str) -> Option<T>) -> Result<T, BankError> {
        let field = self.need(name)?;
        let word = field.as_text()?;
        parse(&word).ok_or_else(|| field.error(&format!("“{word}” is none of the words for this")))
    }

    pub(in crate::quiz) fn json(&self, name: &str) -> Option<Value> {
        self.find(name).map(|field| field.value.clone())
    }
}
