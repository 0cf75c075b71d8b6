//! JSON that is walked through instead of being built: of a price list's megabytes only a few texts are of interest.

use std::borrow::Cow;

/// How deep values may lie in each other.
const MAX_DEPTH: u32 = 32;

/// Why it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text ends within something.
    Cut,
    /// Something else stands there, at this byte.
    NotJson(usize),
}

type Scan<T> = Result<T, Stop>;

/// A place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    fn peek(&mut self) -> Scan<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let space = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.at += space;
        rest.get(space).copied().ok_or(Stop::Cut)
    }

    fn expect(&mut self, byte: u8) -> Scan<()> {
        if self.peek()? != byte {
            return Err(Stop::NotJson(self.at));
        }
        self.at += 1;
        Ok(())
    }

    pub(super) fn is_object(&mut self) -> Scan<bool> {
        Ok(self.peek()? == b'{')
    }

    /// Nothing but space is left.
    pub(super) fn end(&mut self) -> Scan<()> {
        match self.peek() {
            Err(Stop::Cut) => Ok(()),
            _ => Err(Stop::NotJson(self.at)),
        }
    }

    /// Each field in turn; what is given has to walk past the value.
    pub(super) fn object(
        &mut self,
        each: &mut dyn FnMut(&mut Scanner<'a>, &str) -> Result<(), Stop>,
    ) -> Scan<()> {
        self.members(b'{', b'}', &mut |scanner| {
            let name = scanner.string()?;
            scanner.expect(b':')?;
            each(scanner, &name)
        })
    }

    fn members(
        &mut self,
        open: u8,
        close: u8,
        each: &mut dyn FnMut(&mut Scanner<'a>) -> Scan<()>,
    ) -> Scan<()> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Stop::NotJson(self.at));
        }
        if self.peek()? != close {
            loop {
                each(self)?;
                if self.peek()? != b',' {
                    break;
                }
                self.at += 1;
            }
        }
        self.depth -= 1;
        self.expect(close)
    }

    pub(super) fn string(&mut self) -> Scan<Cow<'a, str>> {
        self.expect(b'"')?;
        let from = self.at;
        let mut escaped = false;
        loop {
            match self.text.as_bytes().get(self.at) {
                None => return Err(Stop::Cut),
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(0..0x20) => return Err(Stop::NotJson(self.at)),
                Some(_) => self.at += 1,
            }
        }
        let raw = &self.text[from..self.at];
        self.at += 1;
        if !escaped {
            return Ok(Cow::Borrowed(raw));
        }
        let quoted = &self.text[from - 1..self.at];
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|_| Stop::NotJson(from))
    }

    /// The text, if it is one; any other value is passed over.
    pub(super) fn text(&mut self) -> Scan<Option<Cow<'a, str>>> {
        if self.peek()? == b'"' { self.string().map(Some) } else { self.skip().map(|()| None) }
    }

    /// Past the value, whatever it is.
    pub(super) fn skip(&mut self) -> Scan<()> {
        match self.peek()? {
            b'{' => self.object(&mut |scanner, _| scanner.skip()),
            b'[' => self.members(b'[', b']', &mut Scanner::skip),
            b'"' => self.string().map(drop),
            _ => self.plain(),
        }
    }

    /// A number, true, false or null.
    fn plain(&mut self) -> Scan<()> {
        let rest = &self.text.as_bytes()[self.at..];
        let is_part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
        let length = rest.iter().take_while(is_part).count();
        let word = &self.text[self.at..self.at + length];
        let is_number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let is_cut = length == rest.len() && self.depth > 0;
        let is_word = |known: &&str| *known == word || is_cut && known.starts_with(word);
        if !is_number && (word.is_empty() || !["true", "false", "null"].iter().any(is_word)) {
            return Err(Stop::NotJson(self.at));
        }
        if is_cut {
            return Err(Stop::Cut);
        }
        self.at += length;
        Ok(())
    }
}
