//! Readers over time and beside each other: a chart, its takeaway, and the same as a table.

mod delays;

use super::{Amounts, Ink, Line, READER_INKS, TimeChart};
use crate::{
    aws::limits::SHARD_READ_BYTES_PER_SECOND,
    sim::{
        Model, ReaderMinute, ReaderSecond, Snapshot,
        scenario::{Reader, Throughput},
    },
    units::{Bytes, Count, SimDuration, SimTime},
};

/// What can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    IteratorAge,
    Pending,
    Throughput,
    Delay,
}

impl Chart {
    /// In the order in which they are offered, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::IteratorAge, "Iterator age"),
        (Self::Pending, "Not read"),
        (Self::Throughput, "Throughput"),
        (Self::Delay, "Delay"),
    ];
}

/// A chart and all that stands around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// The title: what is seen, with its figure.
    pub takeaway: String,
    pub svg: String,
    pub note: String,
    /// Readers by place, and the limit.
    pub keys: Vec<(Option<usize>, String)>,
    /// The table's columns …
    pub heads: Vec<String>,
    /// … and its rows, the time first; a reader's name in the chart of delays.
    pub rows: Vec<Vec<String>>,
}

/// Seconds that are kept one by one.
const SHORT: u64 = 600;
/// Points of one line: more than there are pixels to show them.
const MOST_POINTS: usize = 400;
/// Rows of a table that a person reads.
const TABLE_ROWS: usize = 12;
/// Seconds that a chart spans at least.
const LEAST_SECONDS: i64 = 60;
/// Widths of a chart: its text is as large as the page's.
pub const WIDE: u32 = 960;
pub const NARROW: u32 = 350;
const HEIGHT: u32 = 220;

/// The time of a point in seconds, its lag in milliseconds, its pending records, its bytes a second.
type Point = (i64, [i64; 3]);

/// The chart of the readers at these places. `view` is the model's at this moment; `width` in pixels.
pub fn of(model: &Model, view: &Snapshot, chart: Chart, drawn: &[usize], width: u32) -> Series {
    match chart {
        Chart::Delay => delays::series(view, drawn, width),
        _ => over_time(model, view, chart, drawn, width),
    }
}

/// The look of the reader at this place.
fn ink(index: usize) -> Ink {
    Ink::Reader((index % usize::from(READER_INKS)) as u8)
}

fn points(model: &Model, reader: usize) -> Vec<Point> {
    let second =
        |s: &ReaderSecond| (s.second as i64, [s.iterator_age_ms as i64, s.pending as i64, s.bytes as i64]);
    let minute = |m: &ReaderMinute| {
        (m.minute as i64 * 60, [m.iterator_age_ms as i64, m.pending as i64, m.bytes as i64 / 60])
    };
    if model.now().second() <= SHORT {
        return model.reader_seconds(reader).iter().map(second).collect();
    }
    thinned(&model.reader_minutes(reader).iter().map(minute).collect::<Vec<_>>())
}

/// The most of each stretch, so that no peak is lost.
fn thinned(points: &[Point]) -> Vec<Point> {
    let stretch = points.len().div_ceil(MOST_POINTS).max(1);
    let most = |points: &[Point]| {
        let most = |at: usize| points.iter().map(|p| p.1[at]).max().unwrap_or(0);
        (points[0].0, [most(0), most(1), most(2)])
    };
    points.chunks(stretch).map(most).collect()
}

fn over_time(model: &Model, view: &Snapshot, chart: Chart, drawn: &[usize], width: u32) -> Series {
    let readers = model.readers();
    let fits = |index: &&usize| {
        let shares = |r: &Reader| matches!(r.throughput, Throughput::Shared { .. });
        readers.get(**index).is_some_and(|r| chart != Chart::Throughput || shares(r))
    };
    let drawn: Vec<usize> = drawn.iter().filter(fits).copied().collect();
    let (read, amounts, limit) = measured(chart, view);
    let lines: Vec<Vec<(i64, i64)>> =
        drawn.iter().map(|&index| points(model, index).iter().map(|p| (p.0, p.1[read])).collect()).collect();
    let names: Vec<String> =
        drawn.iter().filter_map(|&index| readers.get(index)).map(|r| r.name.clone()).collect();
    let by_minute = model.now().second() > SHORT;
    let takeaway = takeaway(chart, &names, &lines, limit, by_minute);
    let now = model.now().second() as i64;
    let began = lines.iter().filter_map(|line| line.first()).map(|p| p.0).min().unwrap_or(now);
    let svg = TimeChart {
        label: format!("{takeaway}."),
        width,
        height: HEIGHT,
        x: began.min(now - LEAST_SECONDS).max(0)..now.max(LEAST_SECONDS),
        amounts,
        limit,
        lines: drawn
            .iter()
            .zip(&lines)
            .map(|(&index, points)| Line { ink: ink(index), points: points.clone() })
            .collect(),
    }
    .to_svg();
    let mut keys: Vec<(Option<usize>, String)> =
        drawn.iter().map(|&index| Some(index)).zip(names.iter().cloned()).collect();
    keys.extend(limit_words(chart, limit).map(|words| (None, words)));
    Series {
        takeaway,
        svg,
        note: note(chart).to_owned(),
        keys,
        heads: std::iter::once("Time".to_owned()).chain(names).collect(),
        rows: table(&lines, amounts),
    }
}

/// Which number of a point it is, what it counts, and its limit.
fn measured(chart: Chart, view: &Snapshot) -> (usize, Amounts, Option<i64>) {
    match chart {
        Chart::IteratorAge => (0, Amounts::Spans, Some(view.retention.millis() as i64)),
        Chart::Pending => (1, Amounts::Counts, None),
        Chart::Throughput | Chart::Delay => {
            let all = view.open_shards as u64 * SHARD_READ_BYTES_PER_SECOND.value.0;
            (2, Amounts::Bytes, Some(all as i64))
        }
    }
}

fn limit_words(chart: Chart, limit: Option<i64>) -> Option<String> {
    let limit = limit?;
    Some(match chart {
        Chart::IteratorAge => format!("retention: {}", SimDuration::from_millis(limit as u64)),
        _ => format!("limit of all shared readers together: {}/s", Bytes(limit as u64)),
    })
}

fn note(chart: Chart) -> &'static str {
    match chart {
        Chart::IteratorAge => {
            "GetRecords.IteratorAgeMilliseconds, worst shard; each step of the scale is several times the last."
        }
        Chart::Pending => {
            "Records that are there and were not delivered; also those before a start at LATEST."
        }
        _ => {
            "2 MiB a second per shard, shared by all that call GetRecords. Fan-out readers have as much each."
        }
    }
}

/// What the chart says, with its figure.
fn takeaway(
    chart: Chart,
    names: &[String],
    lines: &[Vec<(i64, i64)>],
    limit: Option<i64>,
    by_minute: bool,
) -> String {
    let last = |line: &Vec<(i64, i64)>| line.last().map_or(0, |p| p.1);
    let worst = names.iter().zip(lines).max_by_key(|(_, line)| last(line));
    let Some((name, line)) = worst else {
        return match chart {
            Chart::Throughput => "No reader shares the read throughput".to_owned(),
            _ => "No reader is drawn".to_owned(),
        };
    };
    let amount = u64::try_from(last(line)).unwrap_or(0);
    match chart {
        Chart::IteratorAge if amount < 5_000 => "Every reader is within five seconds of now".to_owned(),
        // A minute is told by its worst second.
        Chart::IteratorAge if by_minute => {
            format!("{name} was up to {} behind in the last minute", SimDuration::from_millis(amount))
        }
        Chart::IteratorAge => format!("{name} is {} behind", SimDuration::from_millis(amount)),
        Chart::Pending => format!("{name} has not read {} of the records that are there", Count(amount)),
        _ => {
            let all: i64 = lines.iter().map(last).sum();
            let share = crate::units::Share::of(all as u64, limit.unwrap_or(0) as u64);
            format!("Shared readers take {}/s, {share} of what their shards give", Bytes(all as u64))
        }
    }
}

/// Some of the points, the last one always.
fn table(lines: &[Vec<(i64, i64)>], amounts: Amounts) -> Vec<Vec<String>> {
    let Some(longest) = lines.iter().max_by_key(|line| line.len()) else { return Vec::new() };
    let step = longest.len().div_ceil(TABLE_ROWS).max(1);
    let picked = longest.iter().rev().step_by(step).map(|p| p.0).collect::<Vec<_>>();
    let cell = |line: &Vec<(i64, i64)>, at: i64| {
        line.iter().rev().find(|p| p.0 == at).map_or_else(|| "–".to_owned(), |p| amounts.words(p.1))
    };
    let row = |at: i64| {
        let moment = SimTime::from_secs(u64::try_from(at).unwrap_or(0)).to_string();
        std::iter::once(moment).chain(lines.iter().map(|line| cell(line, at))).collect()
    };
    picked.into_iter().rev().map(row).collect()
}
