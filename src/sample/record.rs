//! One row → key, size and time.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    Columns, Format,
    csv::{Fields, header_names, separator_of},
    ndjson::pick,
    problem::{Column, ProblemKind, Stop},
    time::{self, TimeError},
};
use crate::{aws::limits::MAX_RECORD_SIZE, kinesis::PartitionKey};

pub(super) struct Record<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) size: Option<u32>,
    pub(super) time_ms: Option<u64>,
    /// The time as it was written.
    pub(super) time_text: Cow<'a, str>,
}

/// Knows where in a row to look.
#[derive(Debug)]
pub(super) enum Reader {
    Lines,
    /// The header is to come.
    CsvHeader(Columns),
    Csv {
        separator: u8,
        header: usize,
        columns: Columns,
        places: [Option<usize>; 3],
    },
    Ndjson(Columns),
}

impl Reader {
    pub(super) fn new(format: Format, columns: Columns) -> Self {
        match format {
            Format::Lines => Self::Lines,
            Format::Csv => Self::CsvHeader(columns),
            Format::Ndjson => Self::Ndjson(columns),
        }
    }

    /// Takes in a CSV header; gives the reader for the rows after it, and their separator.
    pub(super) fn after_header(columns: &Columns, header: &[u8]) -> Result<(Self, u8), Stop> {
        let separator = separator_of(header);
        let names = header_names(header, separator).map_err(Stop::Header)?;
        let place = |column: Column, name: &str| {
            names.iter().position(|n| n == name.trim()).ok_or_else(|| Stop::NoColumn {
                column,
                name: name.to_owned(),
                header: names.clone(),
            })
        };
        let places = [
            Some(place(Column::Key, &columns.key)?),
            columns.size.as_deref().map(|name| place(Column::Size, name)).transpose()?,
            columns.time.as_deref().map(|name| place(Column::Time, name)).transpose()?,
        ];
        Ok((Self::Csv { separator, header: names.len(), columns: columns.clone(), places }, separator))
    }

    pub(super) fn read<'a>(&self, row: &'a [u8]) -> Result<Record<'a>, ProblemKind> {
        match self {
            Self::Lines | Self::CsvHeader(_) => {
                let key = std::str::from_utf8(row).map_err(|_| ProblemKind::NotUtf8)?;
                record(key.into(), None, None)
            }
            Self::Csv { separator, header, columns, places } => {
                let [key, size, time] = csv_fields(row, *separator, *header, *places)?;
                let size = present(Column::Size, columns.size.as_deref(), size)?;
                let time = present(Column::Time, columns.time.as_deref(), time)?;
                record(key.unwrap_or_default(), size, time)
            }
            Self::Ndjson(columns) => ndjson_record(row, columns),
        }
    }
}

fn csv_fields(
    row: &[u8],
    separator: u8,
    header: usize,
    places: [Option<usize>; 3],
) -> Result<[Option<Cow<'_, str>>; 3], ProblemKind> {
    let mut picked = [const { None }; 3];
    let mut found = 0;
    for field in Fields::new(row, separator) {
        let field = field?;
        for (place, text) in places.iter().zip(&mut picked) {
            if *place == Some(found) {
                *text = Some(field.text()?);
            }
        }
        found += 1;
    }
    if found == header { Ok(picked) } else { Err(ProblemKind::FieldCount { found, header }) }
}

/// A column that was asked for has to hold something; one that was not has nothing.
fn present<'a>(
    column: Column,
    name: Option<&str>,
    text: Option<Cow<'a, str>>,
) -> Result<Option<Cow<'a, str>>, ProblemKind> {
    let Some(name) = name else { return Ok(None) };
    match text {
        Some(text) if !text.trim().is_empty() => Ok(Some(text)),
        _ => Err(ProblemKind::NoField { column, name: name.to_owned() }),
    }
}

fn ndjson_record(row: &[u8], columns: &Columns) -> Result<Record<'static>, ProblemKind> {
    let text = std::str::from_utf8(row).map_err(|_| ProblemKind::NotUtf8)?;
    let object: Value = serde_json::from_str(text).map_err(|_| ProblemKind::NotJson)?;
    if !object.is_object() {
        return Err(ProblemKind::NotAnObject);
    }
    let key = match pick(&object, &columns.key) {
        None => {
            return Err(ProblemKind::NoField { column: Column::Key, name: columns.key.clone() });
        }
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(n)) if n.is_u64() || n.is_i64() => n.to_string(),
        Some(_) => return Err(ProblemKind::KeyType),
    };
    let field = |column, name: Option<&str>| {
        let text = name.and_then(|name| pick(&object, name)).map(|value| match value {
            Value::String(text) => text.clone().into(),
            other => other.to_string().into(),
        });
        present(column, name, text)
    };
    let size = field(Column::Size, columns.size.as_deref())?;
    let time = field(Column::Time, columns.time.as_deref())?;
    record(key.into(), size, time)
}

fn record<'a>(
    key: Cow<'a, str>,
    size: Option<Cow<'a, str>>,
    time: Option<Cow<'a, str>>,
) -> Result<Record<'a>, ProblemKind> {
    PartitionKey::check(&key).map_err(ProblemKind::Key)?;
    let size = size.map(|text| parse_size(&text)).transpose()?;
    let time_ms = time.as_deref().map(parse_time).transpose()?;
    Ok(Record { key, size, time_ms, time_text: time.unwrap_or_default() })
}

fn parse_size(text: &str) -> Result<u32, ProblemKind> {
    let bytes: u64 = text.trim().parse().map_err(|_| ProblemKind::Size { text: clip(text) })?;
    if bytes > MAX_RECORD_SIZE.value.0 {
        return Err(ProblemKind::SizeTooLarge { bytes });
    }
    Ok(bytes as u32)
}

fn parse_time(text: &str) -> Result<u64, ProblemKind> {
    time::parse(text).map_err(|why| match why {
        TimeError::NotATime => ProblemKind::Time { text: clip(text) },
        TimeError::Before1970 => ProblemKind::TimeBefore1970 { text: clip(text) },
    })
}

/// The user's text, short enough for a sentence.
pub(super) fn clip(text: &str) -> String {
    const CHARS: usize = 40;
    match text.char_indices().nth(CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
