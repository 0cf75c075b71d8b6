use std::fmt;

use super::{MAX_BYTES, MAX_LINE, MAX_RECORDS};
use crate::{
    aws::limits::MAX_RECORD_SIZE,
    kinesis::PartitionKeyError,
    units::{Bytes, Count, grouped},
};

/// A line that is no record, and why. The others are read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Counted from 1; where a CSV row spans lines, its first.
    pub line: u64,
    pub what: ProblemKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Key,
    Size,
    Time,
}

/// What a line lacks. The quoted texts are the user's own, cut to a readable length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    Key(PartitionKeyError),
    NotUtf8,
    LineTooLong,
    /// The row has another number of fields than the header.
    FieldCount {
        found: usize,
        header: usize,
    },
    /// A quote that is opened and not closed, or closed before the field ends.
    Quote,
    NotJson,
    NotAnObject,
    /// The object has no such field, or it holds `null`.
    NoField {
        column: Column,
        name: String,
    },
    /// The key is neither text nor a whole number.
    KeyType,
    Size {
        text: String,
    },
    SizeTooLarge {
        bytes: u64,
    },
    Time {
        text: String,
    },
    TimeBefore1970 {
        text: String,
    },
    /// The list's first and last record would be more than 49 days apart.
    TimeTooFar {
        text: String,
    },
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "key",
            Self::Size => "size",
            Self::Time => "time",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", grouped(self.line), self.what)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(PartitionKeyError::Empty) => {
                write!(f, "the key is empty: {}", PartitionKeyError::Empty)
            }
            Self::Key(why) => write!(f, "the key is too long: {why}"),
            Self::NotUtf8 => f.write_str("the text is not UTF-8: save the file as UTF-8"),
            Self::LineTooLong => write!(f, "it is longer than {}, and was skipped", Bytes(MAX_LINE as u64)),
            Self::FieldCount { found, header } => write!(
                f,
                "it has {found} fields where the header has {header}: quote fields that hold a separator"
            ),
            Self::Quote => f.write_str(
                "a quote (\") does not fit: a field is quoted as a whole, and a quote in it is written twice",
            ),
            Self::NotJson => f.write_str("this is not JSON: write one object per line"),
            Self::NotAnObject => f.write_str("this is JSON, but not an object: write {…} on each line"),
            Self::NoField { column, name } => write!(f, "the {column} is missing: no value in “{name}”"),
            Self::KeyType => f.write_str("the key is neither text nor a whole number: choose another field"),
            Self::Size { text } => {
                write!(f, "the size “{text}” is not a whole number of bytes: write it like 512")
            }
            Self::SizeTooLarge { bytes } => write!(
                f,
                "the size of {} bytes is above {}, the largest record Kinesis takes",
                grouped(*bytes),
                MAX_RECORD_SIZE.value
            ),
            Self::Time { text } => write!(
                f,
                "the time “{text}” is not understood: write it like 2026-05-04T03:02:01Z, or as seconds or \
                 milliseconds since 1970"
            ),
            Self::TimeBefore1970 { text } => write!(f, "the time “{text}” lies before 1970"),
            Self::TimeTooFar { text } => write!(
                f,
                "the time “{text}” is more than 49 days from other records: a list spans 49 days at most"
            ),
        }
    }
}

/// Why reading ended before the text did. What was read until then is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    Bytes,
    Records,
    Utf16,
    Compressed,
    /// The CSV header has no such column.
    NoColumn {
        column: Column,
        name: String,
        header: Vec<String>,
    },
    /// The first row is no header that can be read.
    Header(ProblemKind),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes => write!(
                f,
                "only the first {} MB were read: that is the most this page takes at once",
                MAX_BYTES / 1_000_000
            ),
            Self::Records => write!(
                f,
                "only the first {} records were read: that is the most this page takes at once",
                Count(MAX_RECORDS)
            ),
            Self::Utf16 => f.write_str("this file is UTF-16: save it as UTF-8 and try again"),
            Self::Compressed => f.write_str("this file is compressed: unpack it and try again"),
            Self::NoColumn { column, name, header } => {
                let mut names =
                    header.iter().take(20).map(|h| format!("“{h}”")).collect::<Vec<_>>().join(", ");
                if header.len() > 20 {
                    names.push_str(", …");
                }
                write!(f, "the header has no column “{name}” for the {column}: choose one of {names}")
            }
            Self::Header(why) => write!(f, "the header, line 1, cannot be read: {why}"),
        }
    }
}
