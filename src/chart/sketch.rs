//! A drawing in text → SVG. `-`, `|` and `+` are lines where they meet others of them, `>`, `<`, `v` and `^` the heads of
//! arrows at the end of a line; everything else is words, which stay where they stand. `*words*` are stressed.

use std::fmt::Write;

/// A character's cell, in pixels of the drawing.
const WIDE: usize = 8;
const HIGH: usize = 20;
/// Half of an arrow's head, across.
const HEAD: usize = 4;

/// The drawing. Its colours are classes of the page's style sheet: `sketch-line`, `sketch-head`, `sketch-stressed`.
pub fn sketch(text: &str) -> String {
    let grid = Grid(text.lines().map(|line| line.chars().collect()).collect());
    let (wide, high) = (grid.columns() * WIDE, grid.0.len() * HIGH);
    let mut svg =
        format!(r#"<svg class="sketch" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">"#);
    let (lines, heads) = (grid.lines(), grid.heads());
    let _ = write!(svg, r#"<path class="sketch-line" d="{lines}"/><path class="sketch-head" d="{heads}"/>"#);
    (0..grid.0.len()).for_each(|row| grid.words(row, &mut svg));
    svg.push_str("</svg>");
    svg
}

struct Grid(Vec<Vec<char>>);

/// Does a line leave a cell up, down, left, right?
type Ways = [bool; 4];
const NONE: Ways = [false; 4];

impl Grid {
    fn columns(&self) -> usize {
        self.0.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// A space where there is nothing.
    fn at(&self, row: usize, column: usize) -> char {
        self.0.get(row).and_then(|line| line.get(column)).copied().unwrap_or(' ')
    }

    /// The cells left, right, above and below.
    fn around(&self, row: usize, column: usize) -> [char; 4] {
        let before = |n: usize| n.wrapping_sub(1);
        [
            self.at(row, before(column)),
            self.at(row, column + 1),
            self.at(before(row), column),
            self.at(row + 1, column),
        ]
    }

    fn ways(&self, row: usize, column: usize) -> Ways {
        let [left, right, up, down] = self.around(row, column);
        match self.at(row, column) {
            '-' if matches!(left, '-' | '+' | '|' | '<') || matches!(right, '-' | '+' | '|' | '>') => {
                [false, false, true, true]
            }
            '|' => [true, true, left == '-', right == '-'],
            '+' => [
                matches!(up, '|' | '+' | '^'),
                matches!(down, '|' | '+' | 'v'),
                matches!(left, '-' | '+' | '<'),
                matches!(right, '-' | '+' | '>'),
            ],
            '>' if left == '-' => [false, false, true, right == '|'],
            '<' if right == '-' => [false, false, left == '|', true],
            'v' if matches!(up, '|' | '+') => [true, false, false, false],
            '^' if matches!(down, '|' | '+') => [false, true, false, false],
            _ => NONE,
        }
    }

    fn is_word(&self, row: usize, column: usize) -> bool {
        self.ways(row, column) == NONE
    }

    /// Each line from the middle of its cell to the edges it crosses.
    fn lines(&self) -> String {
        let mut path = String::new();
        for row in 0..self.0.len() {
            for column in 0..self.0[row].len() {
                let (x, y) = (column * WIDE + WIDE / 2, row * HIGH + HIGH / 2);
                let reach = |is: bool, half: usize| if is { half } else { 0 };
                let [up, down, left, right] = self.ways(row, column);
                if left || right {
                    let _ = write!(path, "M{} {y}H{}", x - reach(left, WIDE / 2), x + reach(right, WIDE / 2));
                }
                if up || down {
                    let _ = write!(path, "M{x} {}V{}", y - reach(up, HIGH / 2), y + reach(down, HIGH / 2));
                }
            }
        }
        path
    }

    fn heads(&self) -> String {
        let mut path = String::new();
        for row in 0..self.0.len() {
            for column in (0..self.0[row].len()).filter(|&column| !self.is_word(row, column)) {
                let (x, y) = (column * WIDE + WIDE / 2, row * HIGH + HIGH / 2);
                let [_, _, from_left, from_right] = self.ways(row, column);
                // One that points at a line in the next cell reaches it.
                let reach = if from_left && from_right { WIDE } else { WIDE / 2 };
                let (up, down, left, right) = (y - HEAD, y + HEAD, x.saturating_sub(reach), x + reach);
                let _ = match self.at(row, column) {
                    '>' => {
                        write!(path, "M{} {up}L{right} {y}L{} {down}Z", right - 2 * HEAD, right - 2 * HEAD)
                    }
                    '<' => write!(path, "M{} {up}L{left} {y}L{} {down}Z", left + 2 * HEAD, left + 2 * HEAD),
                    'v' => write!(path, "M{} {y}L{x} {}L{} {y}Z", x - HEAD, y + 2 * HEAD, x + HEAD),
                    '^' => write!(path, "M{} {y}L{x} {}L{} {y}Z", x - HEAD, y - 2 * HEAD, x + HEAD),
                    _ => Ok(()),
                };
            }
        }
        path
    }

    /// Words with single spaces between them are one text.
    fn words(&self, row: usize, svg: &mut String) {
        let line = &self.0[row];
        let is_text = |column: usize| {
            let single_space = || {
                column > 0
                    && [column - 1, column + 1]
                        .iter()
                        .all(|&at| self.at(row, at) != ' ' && self.is_word(row, at))
            };
            column < line.len()
                && if line[column] == ' ' { single_space() } else { self.is_word(row, column) }
        };
        let mut column = 0;
        while column < line.len() {
            let end = (column..line.len()).find(|&at| !is_text(at)).unwrap_or(line.len());
            if end > column {
                text(&line[column..end].iter().collect::<String>(), column, row, svg);
            }
            column = end + 1;
        }
    }
}

fn text(words: &str, column: usize, row: usize, svg: &mut String) {
    let stressed = words.strip_prefix('*').and_then(|words| words.strip_suffix('*'));
    let (class, words, column) = match stressed {
        Some(words) => (r#" class="sketch-stressed""#, words, column + 1),
        None => ("", words, column),
    };
    let (x, y, wide) = (column * WIDE, row * HIGH + HIGH / 2, words.chars().count() * WIDE);
    let words = escaped(words);
    // The width is given, so that words stand where they stand in the text, whatever the font.
    let _ = write!(
        svg,
        r#"<text{class} x="{x}" y="{y}" textLength="{wide}" lengthAdjust="spacingAndGlyphs" dominant-baseline="central">{words}</text>"#
    );
}

fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
