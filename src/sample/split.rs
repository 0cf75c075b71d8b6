use super::MAX_LINE;

/// Cuts text that comes in slices into rows: lines, or CSV rows whose quoted fields may hold line ends.
///
/// Holds at most one unfinished row, of at most [`MAX_LINE`] bytes, and looks at no byte more than three times.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    quotes: bool,
    /// Until the header is read, each of the three counts.
    separator: Option<u8>,
    at: At,
    /// The row that the last slice ended in.
    pending: Vec<u8>,
    /// `pending` was handed out and is to be forgotten.
    handed_out: bool,
    /// A row whose quote did not close: now handed out line by line.
    broken: Vec<u8>,
    broken_from: usize,
    /// The rest of this line is passed over.
    skipping: bool,
    /// The line that the next row begins on.
    line: u64,
    /// Line ends within the row at hand.
    inner: u64,
}

/// Where in a CSV row the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum At {
    #[default]
    FieldStart,
    Plain,
    Quoted,
    /// After a quote within a quoted field: its end, or the first half of a quote that is meant.
    QuoteSeen,
}

pub(super) struct Row<'a> {
    pub(super) line: u64,
    /// Without its line end; nothing where the line was too long.
    pub(super) bytes: Option<&'a [u8]>,
}

impl Splitter {
    pub(super) fn lines() -> Self {
        Self { line: 1, ..Self::default() }
    }
    pub(super) fn csv() -> Self {
        Self { quotes: true, ..Self::lines() }
    }
    pub(super) fn set_separator(&mut self, separator: u8) {
        self.separator = Some(separator);
    }
    /// Lines that have been finished.
    pub(super) fn lines_done(&self) -> u64 {
        self.line - 1
    }

    /// The next row that ends within `chunk`, which is moved on; nothing when it is used up.
    pub(super) fn next<'a, 'c: 'a>(&'a mut self, chunk: &mut &'c [u8]) -> Option<Row<'a>> {
        if std::mem::take(&mut self.handed_out) {
            self.pending.clear();
        }
        if let Some((from, to)) = self.next_broken_line() {
            return Some(self.broken_row(from, to));
        }
        if self.skipping {
            return self.skip(chunk);
        }
        let room = MAX_LINE + 1 - self.pending.len();
        let (window, rest) = chunk.split_at(chunk.len().min(room));
        if let Some(end) = self.row_end(window) {
            *chunk = &chunk[end..];
            let line = self.line;
            self.line += 1 + std::mem::take(&mut self.inner);
            let bytes = if self.pending.is_empty() {
                &window[..end]
            } else {
                self.pending.extend_from_slice(&window[..end]);
                self.handed_out = true;
                &self.pending
            };
            return Some(Row { line, bytes: Some(without_line_end(bytes)) });
        }
        self.pending.extend_from_slice(window);
        *chunk = rest;
        if window.len() < room {
            return None;
        }
        self.overflow();
        self.next(chunk)
    }

    /// What stands after the last line end. To be called until it gives nothing.
    pub(super) fn last(&mut self) -> Option<Row<'_>> {
        if std::mem::take(&mut self.handed_out) {
            self.pending.clear();
        }
        if let Some((from, to)) = self.next_broken_line() {
            return Some(self.broken_row(from, to));
        }
        let line = self.line;
        if std::mem::take(&mut self.skipping) {
            self.line += 1;
            return Some(Row { line, bytes: None });
        }
        if self.pending.is_empty() {
            return None;
        }
        if self.at == At::Quoted && self.inner > 0 {
            self.overflow();
            return self.last();
        }
        self.line += 1 + std::mem::take(&mut self.inner);
        self.handed_out = true;
        Some(Row { line, bytes: Some(without_line_end(&self.pending)) })
    }

    /// The end of the row, past its line end. Remembers where it stands if that does not come.
    fn row_end(&mut self, bytes: &[u8]) -> Option<usize> {
        if !self.quotes {
            return bytes.iter().position(|&b| b == b'\n').map(|end| end + 1);
        }
        for (i, &byte) in bytes.iter().enumerate() {
            self.at = match (self.at, byte) {
                (At::Quoted, b'"') => At::QuoteSeen,
                (At::Quoted, b'\n') => {
                    self.inner += 1;
                    At::Quoted
                }
                (At::Quoted, _) | (At::FieldStart | At::QuoteSeen, b'"') => At::Quoted,
                (_, b'\n') => {
                    self.at = At::FieldStart;
                    return Some(i + 1);
                }
                (_, b) if self.is_separator(b) => At::FieldStart,
                _ => At::Plain,
            };
        }
        None
    }

    fn is_separator(&self, byte: u8) -> bool {
        self.separator.map_or_else(|| super::csv::SEPARATORS.contains(&byte), |separator| byte == separator)
    }

    /// The row has become too long. If it runs over several lines, it is one of them that is at fault: the
    /// others are handed out by themselves.
    fn overflow(&mut self) {
        self.at = At::FieldStart;
        if std::mem::take(&mut self.inner) > 0 {
            self.broken = std::mem::take(&mut self.pending);
            self.broken_from = 0;
        } else {
            self.pending.clear();
            self.skipping = true;
        }
    }

    /// The next line of a broken row. What follows the last line end begins a row again.
    fn next_broken_line(&mut self) -> Option<(usize, usize)> {
        if self.broken.is_empty() {
            return None;
        }
        let from = self.broken_from;
        if let Some(end) = self.broken[from..].iter().position(|&b| b == b'\n') {
            self.broken_from = from + end + 1;
            return Some((from, self.broken_from));
        }
        let broken = std::mem::take(&mut self.broken);
        self.pending.extend_from_slice(&broken[from..]);
        let end = self.row_end(&broken[from..]);
        debug_assert_eq!(end, None, "no line end was left");
        None
    }

    fn broken_row(&mut self, from: usize, to: usize) -> Row<'_> {
        let line = self.line;
        self.line += 1;
        Row { line, bytes: Some(without_line_end(&self.broken[from..to])) }
    }

    fn skip<'a>(&mut self, chunk: &mut &[u8]) -> Option<Row<'a>> {
        let Some(end) = chunk.iter().position(|&b| b == b'\n') else {
            *chunk = &[];
            return None;
        };
        *chunk = &chunk[end + 1..];
        self.skipping = false;
        let line = self.line;
        self.line += 1;
        Some(Row { line, bytes: None })
    }
}

fn without_line_end(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}
