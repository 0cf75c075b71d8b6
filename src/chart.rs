//! Data → SVG text. Pure; colours are classes that the page's style sheet gives, so a chart follows the theme.
//!
//! Titles, legends and tables are the page's: text that plotters would have to measure is left out here.

mod axis;
mod lag_scale;
pub mod plan;
mod ranges;
pub mod readers;
mod sketch;

use std::ops::Range;

pub use axis::Amounts;
pub use lag_scale::LagScale;
pub use ranges::{Range3, RangeChart};
pub use sketch::sketch;

use plotters::{
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    element::{PathElement, Text},
    prelude::{SVGBackend, ShapeStyle},
    style::{
        Color, FontFamily, IntoFont, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

/// What a line means; the style sheet decides how it looks (`.chart-load`, `.chart-mean`, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// What was written, second by second.
    Load,
    /// A minute's average.
    Mean,
    /// What was refused.
    Refused,
    /// The limit. Always drawn.
    Limit,
    /// A reader by its place in the list: [`READER_INKS`] different ones, told apart by dashes, too.
    Reader(u8),
    /// A capacity mode by its place in [`crate::aws::pricing::Mode::ALL`].
    Mode(u8),
    /// Another mode is the cheapest from here on.
    Crossing,
    /// The user's own point.
    Here,
}

/// Looks of readers; the next one begins again.
pub const READER_INKS: u8 = 6;

/// Every ink there is.
fn inks() -> impl Iterator<Item = Ink> {
    let readers = (0..READER_INKS).map(Ink::Reader);
    let modes = (0..3).map(Ink::Mode);
    let others = [Ink::Load, Ink::Mean, Ink::Refused, Ink::Limit, Ink::Crossing, Ink::Here];
    others.into_iter().chain(readers).chain(modes)
}

impl Ink {
    /// A colour that stands for the class until the text is finished.
    const fn placeholder(self) -> RGBColor {
        match self {
            Self::Load => RGBColor(1, 2, 3),
            Self::Mean => RGBColor(1, 2, 4),
            Self::Refused => RGBColor(1, 2, 5),
            Self::Limit => RGBColor(1, 2, 6),
            Self::Reader(place) => RGBColor(1, 3, place % READER_INKS),
            Self::Mode(place) => RGBColor(1, 4, place),
            Self::Crossing => RGBColor(1, 5, 1),
            Self::Here => RGBColor(1, 5, 2),
        }
    }

    fn class(self) -> String {
        match self {
            Self::Load => "chart-load".to_owned(),
            Self::Mean => "chart-mean".to_owned(),
            Self::Refused => "chart-refused".to_owned(),
            Self::Limit => "chart-limit".to_owned(),
            Self::Reader(place) => format!("chart-reader reader-{}", place % READER_INKS),
            Self::Mode(place) => format!("chart-mode mode-{place}"),
            Self::Crossing => "chart-crossing".to_owned(),
            Self::Here => "chart-here".to_owned(),
        }
    }
}

const TEXT: RGBColor = RGBColor(1, 2, 7);
const GRID: RGBColor = RGBColor(1, 2, 8);

/// Pixels left of the plot, below it, and on its other sides.
const LEFT: i32 = 60;
const BELOW: i64 = 24;
const MARGIN: i64 = 6;

/// Plotters divides by 1.24: this is written as 12 px.
const TEXT_SIZE: i32 = 15;

/// One line: points with x rising.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub ink: Ink,
    pub points: Vec<(i64, i64)>,
}

/// A chart over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeChart {
    /// For those who do not see it: what is drawn and what it says.
    pub label: String,
    pub width: u32,
    pub height: u32,
    /// Seconds.
    pub x: Range<i64>,
    /// What is counted: decides the axis's steps and their words.
    pub amounts: Amounts,
    /// The limit that is drawn; the axis reaches above it, and above every point, in steps that do not jitter.
    /// Nothing where AWS sets none.
    pub limit: Option<i64>,
    pub lines: Vec<Line>,
}

impl TimeChart {
    /// The SVG; empty where there is nothing to span (no width, no time).
    pub fn to_svg(&self) -> String {
        if self.x.is_empty() || self.width < 80 || self.height < 40 {
            return String::new();
        }
        let mut svg = String::new();
        // The only error there is: a backend that cannot write, which a String can.
        if self.draw(&mut svg).is_err() {
            return String::new();
        }
        dress(svg, &self.label)
    }

    fn axis(&self) -> axis::Axis {
        let highest = self.lines.iter().flat_map(|l| &l.points).map(|p| p.1).max().unwrap_or(0);
        self.amounts.axis(self.limit, highest)
    }

    /// Where the time axis has labels: a step that clocks have, and six of them at the most.
    fn moments(&self) -> Vec<i64> {
        let span = self.x.end - self.x.start;
        let steps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];
        let step = steps.into_iter().find(|step| span / step <= 6).unwrap_or(86_400 * 7);
        let first = self.x.start.div_euclid(step) * step;
        (first..=self.x.end).step_by(step as usize).filter(|s| *s >= self.x.start).collect()
    }

    /// In pixels, without plotters' own axes: theirs would ask the browser how large texts are.
    fn draw(&self, svg: &mut String) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
        let root = SVGBackend::with_string(svg, (self.width, self.height)).into_drawing_area();
        let (left, right) = (i64::from(LEFT), i64::from(self.width) - MARGIN);
        let (top, bottom) = (MARGIN, i64::from(self.height) - BELOW);
        let (span, axis) = (self.x.end - self.x.start, self.axis());
        let across = |x: i64| (left + (x - self.x.start) * (right - left) / span) as i32;
        let down = |y: i64| (bottom - axis.place(y) * (bottom - top) / axis::WHOLE) as i32;
        for y in axis.labels() {
            path(&root, vec![(LEFT, down(y)), (right as i32, down(y))], GRID, 1)?;
            let words = self.amounts.words(y);
            root.draw(&Text::new(words, (LEFT - 8, down(y)), text(HPos::Right, VPos::Center)))?;
        }
        for x in self.moments() {
            let words = moment(x, span);
            root.draw(&Text::new(words, (across(x), bottom as i32 + 6), text(HPos::Center, VPos::Top)))?;
        }
        for line in &self.lines {
            let points = line.points.iter().filter(|p| self.x.start <= p.0 && p.0 <= self.x.end);
            let points = points.map(|&(x, y)| (across(x), down(y))).collect();
            path(&root, points, line.ink.placeholder(), 2)?;
        }
        if let Some(limit) = self.limit {
            let ends = vec![(LEFT, down(limit)), (right as i32, down(limit))];
            path(&root, ends, Ink::Limit.placeholder(), 2)?;
        }
        root.present()
    }
}

/// Placeholders become classes; the picture gets its role and label and takes the width it is given.
fn dress(svg: String, label: &str) -> String {
    let hex = |c: RGBColor| format!("#{:02X}{:02X}{:02X}", c.0, c.1, c.2);
    let mut svg = svg;
    for ink in inks() {
        svg = svg.replace(
            &format!("stroke=\"{}\"", hex(ink.placeholder())),
            &format!("class=\"{}\"", ink.class()),
        );
    }
    svg = svg.replace(&format!("fill=\"{}\"", hex(TEXT)), "class=\"chart-text\"");
    svg = svg.replace(&format!("stroke=\"{}\"", hex(GRID)), "class=\"chart-grid\"");
    let label: String = label.chars().map(|c| if "<>&\"".contains(c) { ' ' } else { c }).collect();
    svg.replacen("<svg ", &format!("<svg class=\"chart\" role=\"img\" aria-label=\"{label}\" "), 1)
}

/// How a chart writes: the name as it is, since read from text it would be looked up in large tables.
fn text(horizontal: HPos, vertical: VPos) -> TextStyle<'static> {
    let font = (FontFamily::Name("system-ui"), TEXT_SIZE).into_font();
    TextStyle::from(font).color(&TEXT).pos(Pos::new(horizontal, vertical))
}

/// Seconds of the run as clocks show them: `1:05`; of a day `14 h`, `14:30 h`, of a longer run `3 d`.
fn moment(second: i64, span: i64) -> String {
    match span {
        0..7_200 => format!("{}:{:02}", second / 60, second % 60),
        7_200..259_200 if second % 3_600 != 0 => {
            format!("{}:{:02} h", second / 3_600, second / 60 % 60)
        }
        7_200..259_200 => format!("{} h", second / 3_600),
        _ if second % 86_400 != 0 => format!("{} d {} h", second / 86_400, second / 3_600 % 24),
        _ => format!("{} d", second / 86_400),
    }
}

fn path(
    root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    points: Vec<(i32, i32)>,
    colour: RGBColor,
    width: u32,
) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    let style = ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: width };
    root.draw(&PathElement::new(points, style))
}
