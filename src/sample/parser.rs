use super::{
    Columns, Format, MAX_BYTES, MAX_PROBLEMS, MAX_RECORDS,
    problem::{Problem, ProblemKind, Stop},
    record::{Reader, Record, clip},
    split::{Row, Splitter},
};
use crate::{
    plan::SizeSample,
    sim::{KeyList, KeyListBuilder},
};

/// The most that the first and last record of a list may be apart: what 32 bits of milliseconds hold, 49 days.
const MAX_SPAN_MS: u64 = u32::MAX as u64;
/// As many bytes as it takes to know what is no text at all.
const HEAD: usize = 4;

/// Reads records from slices of text. Holds the list so far and one unfinished row.
#[derive(Debug)]
pub struct Parser {
    name: String,
    splitter: Splitter,
    rows: Rows,
    /// The very first bytes, until there are enough.
    head: Option<Vec<u8>>,
    bytes: u64,
}

/// What came of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    pub list: KeyList,
    /// Lines that were read: the header, blank ones and those with a problem included.
    pub lines: u64,
    pub blank_lines: u64,
    /// Records in the list.
    pub records: u64,
    /// Each record's whole row taken as its data, and its key where that is a field of its own.
    pub whole: SizeSample,
    /// The first [`MAX_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// All of them.
    pub problem_count: u64,
    /// Why reading ended early, if it did.
    pub stop: Option<Stop>,
}

/// All that a row changes.
#[derive(Debug)]
struct Rows {
    reader: Reader,
    list: KeyListBuilder,
    blank_lines: u64,
    problems: Vec<Problem>,
    problem_count: u64,
    /// Of the records so far, the earliest and the latest.
    span: Option<(u64, u64)>,
    stop: Option<Stop>,
    whole: SizeSample,
    /// A row is a key, and nothing besides.
    keys_only: bool,
}

impl Parser {
    pub fn new(format: Format, columns: Columns) -> Self {
        let splitter = if format == Format::Csv { Splitter::csv() } else { Splitter::lines() };
        let rows = Rows {
            reader: Reader::new(format, columns),
            list: KeyListBuilder::default(),
            blank_lines: 0,
            problems: Vec::new(),
            problem_count: 0,
            span: None,
            stop: None,
            whole: SizeSample::default(),
            keys_only: format == Format::Lines,
        };
        Self { name: "pasted keys".to_owned(), splitter, rows, head: Some(Vec::new()), bytes: 0 }
    }

    /// What the list is called, such as the name of its file.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: clip(name), ..self }
    }

    /// The next slice of the text. Slices after [`Parser::wants_more`] has become false change nothing.
    pub fn feed(&mut self, chunk: &[u8]) {
        if self.rows.stop.is_some() {
            return;
        }
        let room = MAX_BYTES - self.bytes;
        let too_much = chunk.len() as u64 > room;
        let chunk = if too_much { &chunk[..room as usize] } else { chunk };
        self.bytes += chunk.len() as u64;
        if let Some(head) = &mut self.head {
            let (first, rest) = chunk.split_at(chunk.len().min(HEAD - head.len()));
            head.extend_from_slice(first);
            if head.len() < HEAD {
                return;
            }
            self.take_head();
            self.take(rest);
        } else {
            self.take(chunk);
        }
        if too_much && self.rows.stop.is_none() {
            self.rows.stop = Some(Stop::Bytes);
        }
    }

    /// False when the rest of the text would not be read.
    pub fn wants_more(&self) -> bool {
        self.rows.stop.is_none()
    }
    /// Bytes taken in so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
    /// Records so far.
    pub fn records(&self) -> u64 {
        self.rows.list.records() as u64
    }

    /// The end of the text.
    pub fn finish(mut self) -> Parsed {
        self.take_head();
        // Where reading has ended early, the row at hand was cut off, and is none.
        while self.rows.stop.is_none()
            && let Some(row) = self.splitter.last()
        {
            if let Some(separator) = self.rows.take(row) {
                self.splitter.set_separator(separator);
            }
        }
        let Rows { list, blank_lines, problems, problem_count, stop, whole, .. } = self.rows;
        Parsed {
            lines: self.splitter.lines_done(),
            blank_lines,
            records: list.records() as u64,
            whole,
            problems,
            problem_count,
            stop,
            list: list.finish(&self.name),
        }
    }

    fn take_head(&mut self) {
        let Some(head) = self.head.take() else { return };
        match &head[..] {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => self.rows.stop = Some(Stop::Utf16),
            // gzip, zip, zstd
            [0x1f, 0x8b, ..] | b"PK\x03\x04" | [0x28, 0xb5, 0x2f, 0xfd] => {
                self.rows.stop = Some(Stop::Compressed);
            }
            [0xef, 0xbb, 0xbf, rest @ ..] => self.take(rest),
            all => self.take(all),
        }
    }

    fn take(&mut self, mut chunk: &[u8]) {
        while self.rows.stop.is_none() {
            let Some(row) = self.splitter.next(&mut chunk) else { return };
            if let Some(separator) = self.rows.take(row) {
                self.splitter.set_separator(separator);
            }
        }
    }
}

impl Rows {
    /// A header tells the separator of the rows after it.
    fn take(&mut self, Row { line, bytes }: Row<'_>) -> Option<u8> {
        let Some(bytes) = bytes else {
            self.problem(line, ProblemKind::LineTooLong);
            return None;
        };
        if bytes.trim_ascii().is_empty() {
            self.blank_lines += 1;
            return None;
        }
        if let Reader::CsvHeader(columns) = &self.reader {
            return match Reader::after_header(columns, bytes) {
                Ok((reader, separator)) => {
                    self.reader = reader;
                    Some(separator)
                }
                Err(stop) => {
                    self.stop = Some(stop);
                    None
                }
            };
        }
        if self.list.records() as u64 == MAX_RECORDS {
            self.stop = Some(Stop::Records);
            return None;
        }
        match self.reader.read(bytes) {
            Ok(record) => self.push(line, bytes.len(), &record),
            Err(what) => self.problem(line, what),
        }
        None
    }

    fn push(&mut self, line: u64, row_bytes: usize, record: &Record<'_>) {
        if let Some(ms) = record.time_ms {
            let (first, last) = self.span.map_or((ms, ms), |(first, last)| (first.min(ms), last.max(ms)));
            if last - first > MAX_SPAN_MS {
                return self.problem(line, ProblemKind::TimeTooFar { text: clip(&record.time_text) });
            }
            self.span = Some((first, last));
        }
        self.list.push(&record.key, record.size, record.time_ms);
        let key = if self.keys_only { 0 } else { record.key.len() };
        self.whole.add((row_bytes + key) as u64);
    }

    fn problem(&mut self, line: u64, what: ProblemKind) {
        self.problem_count += 1;
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { line, what });
        }
    }
}
