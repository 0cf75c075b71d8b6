//! What the three modes cost over rate or size, with the user's point: a chart, its takeaway, and the same as a table.

use plotters::{
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    element::{Circle, Text},
    prelude::{SVGBackend, ShapeStyle},
    style::{
        Color,
        text_anchor::{HPos, VPos},
    },
};

use super::{BELOW, GRID, Ink, LEFT, MARGIN, dress, path, text};
use crate::{
    aws::pricing::Mode,
    plan::break_even::{Axis, BreakEven, Point, cheapest},
    units::Usd,
};

/// A chart and all that stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    /// The title: what is seen.
    pub takeaway: String,
    pub svg: String,
    /// What the axes are.
    pub note: String,
    /// The user's point, in words.
    pub here: String,
    /// The table's columns …
    pub heads: Vec<String>,
    /// … and its rows, the place first.
    pub rows: Vec<Vec<String>>,
}

/// Widths of a chart: its text is as large as the page's.
pub const WIDE: u32 = 440;
pub const NARROW: u32 = 350;
const HEIGHT: i64 = 230;
/// Labels of an axis at the most.
const LABELS: u128 = 5;
/// Rows of the table besides the user's point.
const TABLE_ROWS: usize = 10;

/// A price of the place, in words a table can hold.
fn amount(usd: Option<Usd>) -> String {
    usd.map_or_else(|| "unknown".to_owned(), Usd::about)
}

/// `width` in pixels.
pub fn of(curve: &BreakEven, width: u32) -> Drawn {
    let takeaway = curve.headline();
    let here = cheapest(&curve.here).map_or_else(String::new, |mode| {
        let usd = curve.here.usd[mode as usize];
        format!("You: {}, {} {}", curve.axis.shown(curve.here.at), amount(usd), mode.in_sentence())
    });
    let mut svg = String::new();
    // The only error there is: a backend that cannot write, which a String can.
    if Frame::new(curve, width).draw(&mut svg).is_err() {
        svg.clear();
    }
    let heads = std::iter::once(axis_name(curve.axis)).chain(Mode::ALL.map(Mode::title));
    Drawn {
        svg: if svg.is_empty() { svg } else { dress(svg, &format!("{takeaway}. {here}.")) },
        takeaway,
        note: note(curve.axis).to_owned(),
        here,
        heads: heads.map(str::to_owned).collect(),
        rows: rows(curve),
    }
}

const fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::Rate => "On average",
        Axis::Size => "Size of a record",
    }
}

const fn note(axis: Axis) -> &'static str {
    match axis {
        Axis::Rate => "Average records a second of all streams; peak and surge grow along.",
        Axis::Size => "Size of every record, at the same rate.",
    }
}

/// Some of the points and the user's own, by place.
fn rows(curve: &BreakEven) -> Vec<Vec<String>> {
    let step = curve.points.len().div_ceil(TABLE_ROWS).max(1);
    let mut points: Vec<(&Point, bool)> =
        curve.points.iter().skip(step - 1).step_by(step).map(|point| (point, false)).collect();
    points.push((&curve.here, true));
    points.sort_by_key(|(point, _)| point.at);
    points
        .into_iter()
        .map(|(point, here)| {
            let place = curve.axis.shown(point.at);
            let place = if here { format!("{place} (you)") } else { place };
            std::iter::once(place).chain(point.usd.map(amount)).collect()
        })
        .collect()
}

type Done = Result<(), DrawingAreaErrorKind<std::io::Error>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// Where things are drawn.
struct Frame<'a> {
    curve: &'a BreakEven,
    width: u32,
    /// The place at the right end, and the amount at the top, in nanodollars.
    until: u64,
    top: u128,
    step: u128,
}

impl<'a> Frame<'a> {
    fn new(curve: &'a BreakEven, width: u32) -> Self {
        let until = curve.points.last().map_or(1, |point| point.at).max(1);
        // The cheapest mode is what one looks at: a mode that is far above it leaves the picture.
        let best = |point: &Point| cheapest(point).and_then(|mode| point.usd[mode as usize]);
        let best = curve.points.iter().filter_map(best).max().unwrap_or_default().nanos();
        let here = curve.here.usd.into_iter().flatten().max().unwrap_or_default().nanos();
        let most = (best * 3 / 2).max(here.min(best * 4) * 9 / 8).max(1_000);
        let step = even_step(most, LABELS);
        Self { curve, width, until, top: most.div_ceil(step) * step, step }
    }

    fn right(&self) -> i64 {
        // Half of the last label is beyond the end.
        i64::from(self.width) - MARGIN - 16
    }

    fn bottom() -> i64 {
        HEIGHT - BELOW
    }

    fn across(&self, at: u64) -> i32 {
        let room = (self.right() - i64::from(LEFT)) as u128;
        LEFT + (u128::from(at.min(self.until)) * room / u128::from(self.until)) as i32
    }

    /// Above the top it is outside of the picture.
    fn down(&self, nanos: u128) -> i32 {
        let room = (Self::bottom() - MARGIN) as u128;
        (Self::bottom() - (nanos.min(self.top) * room / self.top) as i64) as i32
    }

    fn draw(&self, svg: &mut String) -> Done {
        let root = SVGBackend::with_string(svg, (self.width, HEIGHT as u32)).into_drawing_area();
        self.axes(&root)?;
        for crossing in self.curve.crossings.iter().filter(|crossing| crossing.at <= self.until) {
            let x = self.across(crossing.at);
            let ends = vec![(x, MARGIN as i32), (x, Self::bottom() as i32)];
            path(&root, ends, Ink::Crossing.placeholder(), 1)?;
        }
        for mode in Mode::ALL {
            for part in self.line(mode) {
                path(&root, part, Ink::Mode(mode as u8).placeholder(), 2)?;
            }
        }
        self.mark(&root)?;
        root.present()
    }

    fn axes(&self, root: &Area<'_>) -> Done {
        let right = self.right() as i32;
        for n in 0..=(self.top / self.step) {
            let nanos = n * self.step;
            let y = self.down(nanos);
            path(root, vec![(LEFT, y), (right, y)], GRID, 1)?;
            root.draw(&Text::new(short(nanos), (LEFT - 8, y), text(HPos::Right, VPos::Center)))?;
        }
        let step = even_step(self.until.into(), 4) as u64;
        for n in 0..=(self.until / step) {
            let at = n * step;
            let words = if at == 0 { "0".to_owned() } else { self.curve.axis.shown(at) };
            let place = (self.across(at), Self::bottom() as i32 + 6);
            root.draw(&Text::new(words, place, text(HPos::Center, VPos::Top)))?;
        }
        Ok(())
    }

    /// A mode's line in pixels: cut where it leaves the picture, in parts where a price is missing.
    fn line(&self, mode: Mode) -> Vec<Vec<(i32, i32)>> {
        let mut parts = Vec::new();
        let mut part = Vec::new();
        let mut before = None::<(u64, u128)>;
        for point in &self.curve.points {
            let Some(usd) = point.usd[mode as usize] else { continue };
            let now = (point.at, usd.nanos());
            if let Some(before) = before
                && (before.1 > self.top) != (now.1 > self.top)
            {
                part.push((self.across(crossed(before, now, self.top)), self.down(self.top)));
                if now.1 > self.top {
                    parts.push(std::mem::take(&mut part));
                }
            }
            if now.1 <= self.top {
                part.push((self.across(now.0), self.down(now.1)));
            }
            before = Some(now);
        }
        parts.push(part);
        parts.retain(|part| part.len() > 1);
        parts
    }

    /// The user's point, on the line of the cheapest mode.
    fn mark(&self, root: &Area<'_>) -> Done {
        let here = &self.curve.here;
        let Some(usd) = cheapest(here).and_then(|mode| here.usd[mode as usize]) else { return Ok(()) };
        let place = (self.across(here.at), self.down(usd.nanos()));
        let style = |colour: plotters::style::RGBColor, filled, stroke_width| ShapeStyle {
            color: colour.to_rgba(),
            filled,
            stroke_width,
        };
        root.draw(&Circle::new(place, 6, style(Ink::Here.placeholder(), false, 3)))
    }
}

/// Where the way between two points meets the top.
fn crossed(a: (u64, u128), b: (u64, u128), top: u128) -> u64 {
    let part = |from: u128| from.abs_diff(top);
    let (low, high) = (part(a.1), part(b.1));
    let span = u128::from(b.0 - a.0);
    a.0 + (span * low).checked_div(low + high).unwrap_or(0) as u64
}

/// 1, 2 or 5 times a power of ten, so that there are at most so many steps.
fn even_step(whole: u128, most: u128) -> u128 {
    let mut power = 1;
    loop {
        for step in [power, power * 2, power * 5] {
            if whole / step <= most {
                return step;
            }
        }
        power *= 10;
    }
}

/// An axis has little room: `$500`, `$3k`, `$1.5M`.
fn short(nanos: u128) -> String {
    let dollars = Usd::from_nanos(nanos);
    let milli = nanos / 1_000_000;
    let scaled = |thousandths: u128, letter: char| {
        let (whole, tenths) = (thousandths / 1_000, thousandths / 100 % 10);
        if tenths == 0 { format!("${whole}{letter}") } else { format!("${whole}.{tenths}{letter}") }
    };
    match milli {
        0 if nanos == 0 => "$0".to_owned(),
        1_000..1_000_000 if milli.is_multiple_of(1_000) => format!("${}", milli / 1_000),
        0..1_000_000 => dollars.price(),
        1_000_000..1_000_000_000 => scaled(milli / 1_000, 'k'),
        _ => scaled(milli / 1_000_000, 'M'),
    }
}
