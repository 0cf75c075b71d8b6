//! From the picture's memory to pixels. Pure: the same memory and view give the same pixels.

use super::{Cells, Heat, Level, ROWS};
use crate::{aws::metrics::PERIOD_SECONDS, units::SimDuration};

/// What is to be seen, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeatView {
    /// In device pixels.
    pub width: u32,
    pub height: u32,
    /// The right edge is now, the left edge this long ago.
    pub span: SimDuration,
    /// CloudWatch's minute in place of each second.
    pub averaged: bool,
    pub palette: Palette,
    /// Device pixels of one CSS pixel, at least 1: lines and hatching keep their size on any screen.
    pub scale: u32,
}

/// sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// From no load to 100 %.
    pub ramp: [[u8; 3]; 4],
    pub paper: [u8; 3],
    pub alarm: [u8; 3],
}

/// Pixels (CSS) between two shards, where each has at least [`MIN_BAND`].
const GAP: u32 = 2;
const MIN_BAND: u32 = 8;
/// Hatching: every how many CSS pixels, and how thick.
const HATCH: u32 = 6;

impl Heat {
    /// Fills `out` with `width · height` RGBA pixels, the hash space from top (0) to bottom (2¹²⁸−1).
    pub fn paint(&self, view: &HeatView, out: &mut Vec<u8>) {
        let (width, height) = (view.width as usize, view.height as usize);
        out.clear();
        out.resize(width * height * 4, 255);
        let ramp = Ramp::new(&view.palette);
        let rows = self.pixel_rows(view);
        let mut column = Cells::default();
        let mut shown = None;
        for x in 0..width {
            let wanted = self.column_at(view, x as u64);
            if wanted != shown || x == 0 {
                self.read_column(view, wanted, &mut column);
                shown = wanted;
            }
            for (y, row) in rows.iter().enumerate() {
                let colour = match row {
                    Some(row) if wanted.is_some() => {
                        pixel(&ramp, view, (&column, *row), (x as u32, y as u32))
                    }
                    _ => view.palette.paper,
                };
                out[(y * width + x) * 4..][..3].copy_from_slice(&colour);
            }
        }
    }

    /// Which row each line of pixels shows; nothing in the gap between two shards.
    fn pixel_rows(&self, view: &HeatView) -> Vec<Option<usize>> {
        let height = view.height.max(1);
        let gap = GAP * view.scale;
        let roomy = (self.boundaries.len() as u32) < height / (MIN_BAND * view.scale);
        let mut rows: Vec<Option<usize>> =
            (0..height as usize).map(|y| Some(y * ROWS / height as usize)).collect();
        if roomy {
            for &boundary in &self.boundaries {
                let at = ((u64::from(boundary) * u64::from(height)) >> 16) as u32;
                let from = at.saturating_sub(gap / 2);
                rows[from as usize..(from + gap).min(height) as usize].fill(None);
            }
        }
        rows
    }

    fn level(&self, span: SimDuration) -> &Level {
        match span.secs() {
            0..=600 => &self.levels[0],
            601..=86_400 => &self.levels[1],
            _ => &self.levels[2],
        }
    }

    /// The index of the column at a pixel, if the run had begun by then.
    fn column_at(&self, view: &HeatView, x: u64) -> Option<u64> {
        let level = self.level(view.span);
        let ago = u64::from(view.width) - x;
        let seconds_ago = (ago * view.span.secs()).div_ceil(u64::from(view.width).max(1));
        let second = self.seconds.checked_sub(seconds_ago)?;
        Some(second / level.seconds)
    }

    /// In the averaged view a column is replaced by the mean of its minute, as far as that minute has gone.
    fn read_column(&self, view: &HeatView, index: Option<u64>, into: &mut Cells) {
        *into = Cells::default();
        let level = self.level(view.span);
        let Some(index) = index else { return };
        let per_minute = (PERIOD_SECONDS / level.seconds).max(1);
        let wanted = if view.averaged {
            let minute = index / per_minute * per_minute;
            minute..minute + per_minute
        } else {
            index..index + 1
        };
        let first = level.columns.front().map_or(0, |c| c.index);
        let columns = || {
            let at = |i: u64| level.columns.get(usize::try_from(i.checked_sub(first)?).ok()?);
            wanted.clone().filter_map(at)
        };
        let seen = columns().count() as u32;
        if seen == 1 {
            columns().for_each(|column| *into = (*column.cells).clone());
            return;
        }
        for row in 0..ROWS {
            let mean = |of: fn(&Cells) -> &[u8; ROWS]| {
                columns().map(|c| u32::from(of(&c.cells)[row])).sum::<u32>() / seen.max(1)
            };
            into.mean[row] = mean(|cells| &cells.mean) as u8;
            into.refused[row] = mean(|cells| &cells.refused) as u8;
        }
    }
}

fn pixel(ramp: &Ramp, view: &HeatView, (cells, row): (&Cells, usize), (x, y): (u32, u32)) -> [u8; 3] {
    let load = ramp.colours[usize::from(if view.averaged { cells.mean[row] } else { cells.peak[row] })];
    let refused = u32::from(cells.refused[row]);
    if refused == 0 {
        return load;
    }
    // Paler than its load, so that the hatching stands out on a dark cell too.
    let load = if view.averaged { load } else { mix(load, view.palette.paper, 140) };
    let step = HATCH * view.scale;
    let on_line = (x + view.height - y) % step < 2 * view.scale;
    // A minute's mean fades as the refusals of a few seconds are spread over sixty: that is the lie.
    let strength = match (on_line, view.averaged) {
        (true, false) => 235,
        (false, false) => 50,
        (true, true) => refused,
        (false, true) => refused / 5,
    };
    mix(load, view.palette.alarm, strength)
}

fn mix(a: [u8; 3], b: [u8; 3], of_255: u32) -> [u8; 3] {
    std::array::from_fn(|i| ((u32::from(a[i]) * (255 - of_255) + u32::from(b[i]) * of_255) / 255) as u8)
}

/// The ramp's 256 colours.
struct Ramp {
    colours: Vec<[u8; 3]>,
}

impl Ramp {
    fn new(palette: &Palette) -> Self {
        let last = palette.ramp.len() - 1;
        let colour = |load: u32| {
            let at = load as usize * last / 255;
            let within = load * last as u32 - at as u32 * 255;
            mix(palette.ramp[at], palette.ramp[(at + 1).min(last)], within)
        };
        Self { colours: (0..=255).map(colour).collect() }
    }
}
