//! The fields of one CSV row (RFC 4180), and what the header says.

use std::borrow::Cow;

use super::problem::ProblemKind;

/// What may stand between two fields.
pub(super) const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The separator that a header has most of, outside of quotes; a comma where it has none.
pub(super) fn separator_of(header: &[u8]) -> u8 {
    let mut counts = [0_u32; 3];
    let mut quoted = false;
    for &byte in header {
        quoted ^= byte == b'"';
        if let (false, Some(which)) = (quoted, SEPARATORS.iter().position(|&s| s == byte)) {
            counts[which] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    SEPARATORS[counts.iter().position(|&n| n == most).unwrap_or(0)]
}

/// The names in a header, blanks around them left out. A column without a name is known by its place.
pub(super) fn header_names(header: &[u8], separator: u8) -> Result<Vec<String>, ProblemKind> {
    let name = |(i, field): (usize, Result<Field<'_>, ProblemKind>)| {
        let name = field?.text()?.trim().to_owned();
        Ok(if name.is_empty() { format!("column {}", i + 1) } else { name })
    };
    Fields::new(header, separator).enumerate().map(name).collect()
}

/// One field as it stands, its outer quotes left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    raw: &'a [u8],
    /// Quotes within are written twice.
    doubled: bool,
}

impl<'a> Field<'a> {
    pub(super) fn text(self) -> Result<Cow<'a, str>, ProblemKind> {
        let text = std::str::from_utf8(self.raw).map_err(|_| ProblemKind::NotUtf8)?;
        Ok(if self.doubled { text.replace("\"\"", "\"").into() } else { text.into() })
    }
}

/// Ends after the first field whose quotes do not fit.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    rest: Option<&'a [u8]>,
    separator: u8,
}

impl<'a> Fields<'a> {
    pub(super) fn new(row: &'a [u8], separator: u8) -> Self {
        Self { rest: Some(row), separator }
    }

    /// Behind the opening quote: the field, and what follows its closing one.
    fn quoted(&self, inside: &'a [u8]) -> Option<(Field<'a>, Option<&'a [u8]>)> {
        let (mut at, mut doubled) = (0, false);
        loop {
            at += inside[at..].iter().position(|&b| b == b'"')?;
            match inside.get(at + 1) {
                Some(b'"') => doubled = true,
                Some(&b) if b != self.separator => return None,
                next => {
                    let rest = next.map(|_| &inside[at + 2..]);
                    return Some((Field { raw: &inside[..at], doubled }, rest));
                }
            }
            at += 2;
        }
    }

    fn plain(&self, row: &'a [u8]) -> (Field<'a>, Option<&'a [u8]>) {
        let end = row.iter().position(|&b| b == self.separator);
        let raw = &row[..end.unwrap_or(row.len())];
        (Field { raw, doubled: false }, end.map(|end| &row[end + 1..]))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<Field<'a>, ProblemKind>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rest.take()?;
        let (field, rest) = match row.split_first() {
            Some((b'"', inside)) => match self.quoted(inside) {
                Some(found) => found,
                None => return Some(Err(ProblemKind::Quote)),
            },
            _ => self.plain(row),
        };
        self.rest = rest;
        Some(Ok(field))
    }
}
