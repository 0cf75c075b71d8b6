//! A user's own records, read from pasted text or a dropped file: which partition key each one has, and perhaps
//! its size and time.
//!
//! The text comes in slices of any length, cut anywhere, so that a page can read 100 MB without holding them
//! and without freezing. What a slice boundary cuts changes nothing.
//!
//! ```
//! use shardscope::sample::{Columns, Format, Parser};
//! let mut parser = Parser::new(Format::Csv, Columns::key("card").size("bytes"));
//! parser.feed(b"card,byt");
//! parser.feed(b"es\n4111,120\n,80\n4222,95\n");
//! let parsed = parser.finish();
//! assert_eq!(parsed.list.records(), 2);
//! assert_eq!(parsed.problems[0].to_string(), "line 3: the key is empty: a partition key has at least one character");
//! ```
//!
//! | [`Format`] | a record is | the key is |
//! |---|---|---|
//! | `Lines` | a line | the whole line, blanks at its ends included |
//! | `Csv` | a row (RFC 4180; `,` `;` or tab, whichever the header has most of) | the field of a named column |
//! | `Ndjson` | a line with one JSON object | a string or whole number; a name or a dotted path |
//!
//! Line ends are LF or CRLF, a byte-order mark is passed over, blank lines are counted and skipped. A size is a
//! whole number of bytes. A time is ISO 8601 (UTC where it names no offset), or seconds, milliseconds,
//! microseconds or nanoseconds since 1970, told apart by their magnitude. A record that lacks a column that was
//! asked for is a problem, and is left out: a list has sizes and times for all of its records or for none.

mod csv;
mod measure;
mod ndjson;
mod parser;
mod problem;
mod record;
mod sniff;
mod split;
mod time;

pub use parser::{Parsed, Parser};
pub use problem::{Column, Problem, ProblemKind, Stop};
pub use sniff::{Guess, SNIFF_BYTES, sniff};

/// The most text that is read, in bytes.
pub const MAX_BYTES: u64 = 100_000_000;
/// The most records that are kept.
pub const MAX_RECORDS: u64 = 20_000_000;
/// The longest line, or CSV row, in bytes. A longer one is a problem and is skipped.
pub const MAX_LINE: usize = 1_048_576;
/// Problems that are kept with their line; all are counted.
pub const MAX_PROBLEMS: usize = 100;

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    #[default]
    Lines,
    Csv,
    Ndjson,
}

impl Format {
    pub const ALL: [Format; 3] = [Self::Lines, Self::Csv, Self::Ndjson];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Lines => "one key per line",
            Self::Csv => "CSV with a header",
            Self::Ndjson => "NDJSON: one object per line",
        }
    }
}

/// Which columns (CSV) or fields (NDJSON) are read. `Lines` has none and looks at none of this.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    pub key: String,
    pub size: Option<String>,
    pub time: Option<String>,
}

impl Columns {
    pub fn key(name: impl Into<String>) -> Self {
        Self { key: name.into(), size: None, time: None }
    }
    #[must_use]
    pub fn size(self, name: impl Into<String>) -> Self {
        Self { size: Some(name.into()), ..self }
    }
    #[must_use]
    pub fn time(self, name: impl Into<String>) -> Self {
        Self { time: Some(name.into()), ..self }
    }
}
