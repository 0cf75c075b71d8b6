use plotters::{
    drawing::{DrawingAreaErrorKind, IntoDrawingArea},
    element::Text,
    prelude::SVGBackend,
    style::text_anchor::{HPos, VPos},
};

use super::{GRID, Ink, dress, lag_scale::ln_milli, path, text};

/// Delays of several things below each other, on one axis from milliseconds to hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeChart {
    /// For those who do not see it: what is drawn and what it says.
    pub label: String,
    pub width: u32,
    pub rows: Vec<Range3>,
    /// Delays to compare with, each with its words: upright lines.
    pub marks: Vec<(i64, String)>,
}

/// From p50 over p95 to p99, in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range3 {
    pub name: String,
    pub ink: Ink,
    pub at: [i64; 3],
}

/// Milliseconds with a label.
const TICKS: [i64; 8] = [0, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000];
/// Pixels for names, and characters of a name that fit: in a wide chart, and in one for a phone.
const NAMES: [(i32, usize); 2] = [(150, 20), (96, 12)];
/// Narrower charts are for phones.
const WIDE: u32 = 500;
const RIGHT: i32 = 24;
const ABOVE: i32 = 24;
const ROW: i32 = 34;
const BELOW: i32 = 26;
/// The axis shows this much at least, so that it stays where it is.
const LEAST: i64 = 2_000;

/// Even steps of the logarithm, from a hundredth of a second on.
fn stretched(ms: i64) -> i64 {
    ln_milli(ms.saturating_mul(100))
}

impl RangeChart {
    /// The SVG; empty where there is nothing to show.
    pub fn to_svg(&self) -> String {
        if self.rows.is_empty() || self.width < 250 {
            return String::new();
        }
        let mut svg = String::new();
        // The only error there is: a backend that cannot write, which a String can.
        if self.draw(&mut svg).is_err() {
            return String::new();
        }
        dress(svg, &self.label)
    }

    fn draw(&self, svg: &mut String) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
        let (left, chars) = NAMES[usize::from(self.width < WIDE)];
        let bottom = ABOVE + ROW * self.rows.len() as i32;
        let size = (self.width, (bottom + BELOW) as u32);
        let root = SVGBackend::with_string(svg, size).into_drawing_area();
        let all = self.rows.iter().flat_map(|row| row.at).chain(self.marks.iter().map(|mark| mark.0));
        let most = all.max().unwrap_or(0).max(LEAST) * 5 / 4;
        let wide = i64::from(self.width as i32 - left - RIGHT);
        let across = |ms: i64| left + (stretched(ms) * wide / stretched(most)) as i32;
        for tick in TICKS.into_iter().filter(|&tick| tick <= most) {
            path(&root, vec![(across(tick), ABOVE), (across(tick), bottom)], GRID, 1)?;
            let words = super::Amounts::Spans.words(tick);
            root.draw(&Text::new(words, (across(tick), bottom + 6), text(HPos::Center, VPos::Top)))?;
        }
        for (place, (ms, words)) in self.marks.iter().enumerate() {
            path(&root, vec![(across(*ms), ABOVE - 4), (across(*ms), bottom)], Ink::Limit.placeholder(), 2)?;
            // The first one's words end at its line, so that two that are near do not touch.
            let anchor = if place == 0 { HPos::Right } else { HPos::Left };
            root.draw(&Text::new(words.clone(), (across(*ms), 3), text(anchor, VPos::Top)))?;
        }
        for (place, row) in self.rows.iter().enumerate() {
            let y = ABOVE + ROW * place as i32 + ROW / 2;
            let name: String = row.name.chars().take(chars).collect();
            root.draw(&Text::new(name, (left - 12, y), text(HPos::Right, VPos::Center)))?;
            path(&root, vec![(across(row.at[0]), y), (across(row.at[2]), y)], row.ink.placeholder(), 3)?;
            for (at, half) in [(row.at[0], 8), (row.at[1], 5), (row.at[2], 8)] {
                let x = across(at);
                path(&root, vec![(x, y - half), (x, y + half)], row.ink.placeholder(), 2)?;
            }
        }
        root.present()
    }
}
