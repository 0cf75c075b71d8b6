//! Lines of text, indented and wrapped.

use std::fmt::{self, Write};

/// Where comments are wrapped.
const WIDTH: usize = 96;

/// A text that grows by lines.
#[derive(Debug, Default)]
pub(super) struct Text(String);

impl Text {
    pub(super) fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// A line, written in place.
    pub(super) fn put(&mut self, line: fmt::Arguments) {
        // Writing to a `String` does not fail.
        let _ = self.0.write_fmt(line);
        self.0.push('\n');
    }

    /// Lines, each moved in by so many spaces.
    pub(super) fn block(&mut self, indent: usize, lines: &str) {
        for line in lines.lines() {
            if !line.is_empty() {
                self.0.extend(std::iter::repeat_n(' ', indent));
            }
            self.line(line);
        }
    }

    pub(super) fn gap(&mut self) {
        self.0.push('\n');
    }

    /// A sentence as comment lines that begin with `#`.
    pub(super) fn comment(&mut self, sentence: &str) {
        let mut line = String::from("#");
        for word in sentence.split(' ') {
            if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
                self.line(&line);
                line.truncate(1);
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}
