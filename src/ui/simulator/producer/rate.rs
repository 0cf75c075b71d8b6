use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use super::{Of, rates};
use crate::{
    sim::scenario::{DayPeak, Producer, Rate},
    ui::parts::Options,
    units::{RecordsPerSecond, SimDuration, SimTime},
};

const SHAPES: Options = &[
    ("constant", "Constant"),
    ("ramp", "Ramp"),
    ("burst", "Bursts"),
    ("day", "Day with two peaks"),
    ("week", "Week, hour by hour"),
    ("recorded", "As recorded in the list"),
];

fn shape(producer: &Producer) -> &'static str {
    match producer.rate {
        Rate::Constant(_) => "constant",
        Rate::Ramp { .. } => "ramp",
        Rate::Burst { .. } => "burst",
        Rate::Day { .. } => "day",
        Rate::Week { .. } => "week",
        Rate::AsRecorded => "recorded",
    }
}

/// Another shape about as high as the last one.
fn set_shape(producer: &mut Producer, name: &str) {
    let high = producer.rate.highest().max(RecordsPerSecond::new(10));
    let part = |percent: u64| RecordsPerSecond::from_milli(high.milli() * percent / 100);
    let hours = SimDuration::from_hours;
    let peak = |at: u64, percent| DayPeak {
        at: SimTime::from_secs(at * 3_600),
        rate: part(percent),
        width: hours(4),
    };
    producer.rate = match name {
        "ramp" => Rate::Ramp { from: part(20), to: high, over: SimDuration::from_secs(60) },
        "burst" => Rate::Burst {
            base: part(20),
            peak: high,
            every: SimDuration::from_secs(60),
            lasting: SimDuration::from_secs(3),
        },
        "day" => Rate::Day { low: part(15), peaks: vec![peak(12, 60), peak(20, 100)] },
        "week" => Rate::Week { peak: high, percent: Box::new(std::array::from_fn(working_day)) },
        "recorded" => Rate::AsRecorded,
        _ => Rate::Constant(high),
    };
}

/// Nights at a tenth, office hours full, evenings at half; less at the weekend.
fn working_day(day: usize) -> [u8; 24] {
    let full = if day < 5 { 100 } else { 60 };
    std::array::from_fn(|hour| match hour {
        8..18 => full,
        7 | 18..22 => full / 2,
        _ => 10,
    })
}

/// The rate in a few characters, for the group's head.
pub fn in_short(producer: &Producer) -> String {
    match &producer.rate {
        Rate::AsRecorded => "as recorded".to_owned(),
        Rate::Constant(rate) => rate.to_string(),
        other => format!("up to {}", other.highest()),
    }
}

pub fn fields(of: Of) -> impl IntoView {
    view! {
        {of.choice("Rate over time", SHAPES, shape, set_shape)}
        {of.quantity("Records", constant, |p, v| p.rate = Rate::Constant(v), Some(rates()))}
        {of.quantity("From", |p| ramp(p).map(|r| *r.0), |p, v| if let Rate::Ramp { from, .. } = &mut p.rate { *from = v }, None)}
        {of.quantity("To", |p| ramp(p).map(|r| *r.1), |p, v| if let Rate::Ramp { to, .. } = &mut p.rate { *to = v }, Some(rates()))}
        {of.quantity("Within", |p| ramp(p).map(|r| *r.2), |p, v| if let Rate::Ramp { over, .. } = &mut p.rate { *over = v }, None)}
        {of.quantity("Between bursts", |p| burst(p).map(|b| b.0), |p, v| if let Rate::Burst { base, .. } = &mut p.rate { *base = v }, None)}
        {of.quantity("In a burst", |p| burst(p).map(|b| b.1), |p, v| if let Rate::Burst { peak, .. } = &mut p.rate { *peak = v }, Some(rates()))}
        {of.quantity("One burst every", |p| burst(p).map(|b| b.2), |p, v| if let Rate::Burst { every, .. } = &mut p.rate { *every = v }, None)}
        {of.quantity("Lasting", |p| burst(p).map(|b| b.3), |p, v| if let Rate::Burst { lasting, .. } = &mut p.rate { *lasting = v }, None)}
        {of.quantity("At night", |p| day(p).map(|d| *d.0), |p, v| if let Rate::Day { low, .. } = &mut p.rate { *low = v }, None)}
        {peak(of, 0)}
        {peak(of, 1)}
        {of.quantity("At its peak", |p| if let Rate::Week { peak, .. } = p.rate { Some(peak) } else { None }, |p, v| if let Rate::Week { peak, .. } = &mut p.rate { *peak = v }, Some(rates()))}
        {week(of)}
    }
}

fn constant(p: &Producer) -> Option<RecordsPerSecond> {
    if let Rate::Constant(rate) = p.rate { Some(rate) } else { None }
}

fn ramp(p: &Producer) -> Option<(&RecordsPerSecond, &RecordsPerSecond, &SimDuration)> {
    if let Rate::Ramp { from, to, over } = &p.rate { Some((from, to, over)) } else { None }
}

fn burst(p: &Producer) -> Option<(RecordsPerSecond, RecordsPerSecond, SimDuration, SimDuration)> {
    if let Rate::Burst { base, peak, every, lasting } = p.rate {
        Some((base, peak, every, lasting))
    } else {
        None
    }
}

fn day(p: &Producer) -> Option<(&RecordsPerSecond, &Vec<DayPeak>)> {
    if let Rate::Day { low, peaks } = &p.rate { Some((low, peaks)) } else { None }
}

fn day_peak(p: &mut Producer, index: usize) -> Option<&mut DayPeak> {
    if let Rate::Day { peaks, .. } = &mut p.rate { peaks.get_mut(index) } else { None }
}

/// The first two peaks; a day from a link may have more, and keeps them.
fn peak(of: Of, index: usize) -> AnyView {
    type Get<T> = fn(&Producer) -> Option<T>;
    type Set<T> = fn(&mut Producer, T);
    let (get, set, when, set_when): (
        Get<RecordsPerSecond>,
        Set<RecordsPerSecond>,
        Get<SimDuration>,
        Set<SimDuration>,
    ) = if index == 0 {
        (
            |p| day(p)?.1.first().map(|peak| peak.rate),
            |p, v| {
                if let Some(peak) = day_peak(p, 0) {
                    peak.rate = v;
                }
            },
            |p| day(p)?.1.first().map(|peak| peak.at - SimTime::ZERO),
            |p, v| {
                if let Some(peak) = day_peak(p, 0) {
                    peak.at = SimTime::ZERO + v;
                }
            },
        )
    } else {
        (
            |p| day(p)?.1.get(1).map(|peak| peak.rate),
            |p, v| {
                if let Some(peak) = day_peak(p, 1) {
                    peak.rate = v;
                }
            },
            |p| day(p)?.1.get(1).map(|peak| peak.at - SimTime::ZERO),
            |p, v| {
                if let Some(peak) = day_peak(p, 1) {
                    peak.at = SimTime::ZERO + v;
                }
            },
        )
    };
    let labels = [("First peak", "First peak after"), ("Second peak", "Second peak after")][index.min(1)];
    view! {
        {of.quantity(labels.0, get, set, None)}
        {of.quantity(labels.1, when, set_when, None)}
    }
    .into_any()
}

/// The table of a week as seven lines of 24 percentages.
fn week(of: Of) -> AnyView {
    let there = Memo::new(move |_| of.with(|p| matches!(p.rate, Rate::Week { .. })).unwrap_or(false));
    let refused = RwSignal::new(None::<String>);
    let text = move || of.with(written).unwrap_or_default();
    let set = move |text: String| {
        let done = read(&text).and_then(|table| {
            of.simulator.edit(of.index, |p| {
                if let Rate::Week { percent, .. } = &mut p.rate {
                    *percent = table;
                }
            })
        });
        refused.set(done.err());
    };
    let field = move || {
        there.get().then(|| view! {
            <div class="field">
                <label class="field-stack">
                    <span class="field-label">"Percent of the peak: seven days of 24 hours, Monday first"</span>
                    <textarea class="machine" rows="7" wrap="off" spellcheck="false" prop:value=text
                        aria-invalid=told(move || refused.get().is_some().then_some("true"))
                        on:change:target=move |ev| set(ev.target().value())></textarea>
                </label>
                <Refusal why=refused/>
            </div>
        }.into_any())
    };
    view! { {told(field)} }.into_any()
}

fn written(producer: &Producer) -> String {
    let Rate::Week { percent, .. } = &producer.rate else { return String::new() };
    let days: Vec<String> = percent.iter().map(|day| day.map(|hour| hour.to_string()).join(" ")).collect();
    days.join("\n")
}

fn read(text: &str) -> Result<Box<[[u8; 24]; 7]>, String> {
    let mut table = Box::new([[0; 24]; 7]);
    let numbers: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|w| !w.is_empty()).collect();
    if numbers.len() != 7 * 24 {
        return Err(format!("a week has 7 × 24 = 168 numbers, these are {}", numbers.len()));
    }
    for (at, word) in numbers.iter().enumerate() {
        let percent = word.trim_end_matches('%').parse::<u8>().ok().filter(|&n| n <= 100);
        table[at / 24][at % 24] = percent
            .ok_or_else(|| format!("“{word}” is no percentage: write a whole number from 0 to 100"))?;
    }
    Ok(table)
}
