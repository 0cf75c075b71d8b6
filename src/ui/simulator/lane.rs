//! Records on their way from the producers to their shards. Few are seen one by one, with their keys; many
//! become a flow. What a shard refuses bounces back, hollow.

use std::f64::consts::TAU;

use leptos::prelude::{GetUntracked, WithUntracked};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{Simulator, picture::Colours};
use crate::{
    kinesis::ShardId,
    sim::{Glimpse, Model, Snapshot, scenario::Producer},
    units::SimTime,
    web::canvas::{self, Size},
};

/// Writes a second up to which each record carries its key.
const FEW: u64 = 60;
/// Keys that can be read beside each other.
const NAMED: usize = 14;
/// Records in the air.
const MOST: usize = 420;
/// Milliseconds from producer to shard.
const FLIGHT: f64 = 1_100.0;
/// The part of a refused record's life that it flies back.
const BACK: f64 = 0.55;

pub struct Lane {
    still: bool,
    flying: Vec<Flyer>,
    last_seen: SimTime,
    cuts: (u32, u32),
    /// For the eye only: no figure depends on it.
    noise: u32,
}

struct Flyer {
    /// Both in 0…1 of the lane's height.
    from: f64,
    to: f64,
    /// Milliseconds since it left.
    age: f64,
    refused: bool,
    key: Option<String>,
}

impl Lane {
    pub fn new(still: bool) -> Self {
        Self { still, flying: Vec::new(), last_seen: SimTime::ZERO, cuts: (0, 0), noise: 1 }
    }

    pub fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        simulator: Simulator,
        colours: &Colours,
        passed_ms: f64,
    ) {
        let Some(size) = canvas::fit(canvas) else { return };
        let Some(context) = canvas::context(canvas) else { return };
        let playing = simulator.playing.try_get_untracked().unwrap_or(false);
        let cuts = simulator.cuts();
        if cuts != self.cuts {
            self.cuts = cuts;
            self.flying.clear();
            self.last_seen = SimTime::ZERO;
        }
        if playing && !self.still {
            simulator.with_model(|model| {
                simulator.settings.try_with_untracked(|settings| {
                    simulator.view.try_with_untracked(|view| {
                        self.launch(model, &settings.producers, view, passed_ms);
                    })
                })
            });
            for flyer in &mut self.flying {
                flyer.age += passed_ms;
            }
            self.flying.retain(|flyer| flyer.age < flyer.life());
        }
        context.clear_rect(0.0, 0.0, f64::from(size.width), f64::from(size.height));
        for flyer in &self.flying {
            flyer.draw(&context, size, colours);
        }
        let second = simulator.view.try_with_untracked(|view| view.now.second()).unwrap_or(0);
        simulator.settings.try_with_untracked(|s| sources(&context, size, colours, &s.producers, second));
    }

    /// Sends off what has been written since the last frame.
    fn launch(&mut self, model: &Model, producers: &[Producer], view: &Snapshot, passed_ms: f64) {
        let rate = view.second.attempts;
        let few = rate <= FEW;
        let glimpses = model.glimpses();
        if glimpses.is_empty() {
            self.launch_flow(model, producers, view, passed_ms);
            return;
        }
        let copies = if few { 1 } else { (1 + rate / 4_000).min(4) };
        let seen = self.last_seen;
        for glimpse in glimpses.iter().filter(|g| g.at > seen) {
            for copy in 0..copies {
                self.add(model, glimpse, producers.len(), few && copy == 0, copy);
            }
        }
        self.last_seen = glimpses.last().map_or(self.last_seen, |g| g.at.max(self.last_seen));
    }

    fn add(&mut self, model: &Model, glimpse: &Glimpse, producers: usize, named: bool, copy: u64) {
        let Some(to) = self.place(model, glimpse.shard_id) else { return };
        let from = (glimpse.producer as f64 + 0.5) / producers.max(1) as f64;
        let in_the_air = self.flying.iter().filter(|flyer| flyer.key.is_some()).count();
        let named = named && in_the_air < NAMED;
        let spread = if named { 0.0 } else { (self.random() - 0.5) * 0.06 };
        // Requests come in pulses; strewn over a few frames they read as a flow.
        let age = if named { 0.0 } else { -140.0 * (copy as f64 + 1.0) / 2.0 * self.random() };
        let key = named.then(|| glimpse.key.clone());
        self.push(Flyer { from: from + spread, to, age, refused: glimpse.refused, key });
    }

    /// At run resolution there are no records to show: a flow as strong as each shard's writes.
    fn launch_flow(&mut self, model: &Model, producers: &[Producer], view: &Snapshot, passed_ms: f64) {
        let all: u64 = view.rows.iter().map(|row| row.attempts).sum();
        let wanted = 0.2 * passed_ms * (all as f64 / 2_000.0).clamp(0.05, 1.0);
        for _ in 0..(wanted + self.random()) as usize {
            let mut at = (self.random() * all as f64) as u64;
            let row = view.rows.iter().find(|row| {
                let here = at < row.attempts;
                at = at.saturating_sub(row.attempts);
                here
            });
            let Some(row) = row.copied() else { continue };
            let refused = self.random() * row.attempts as f64 <= row.throttled as f64;
            let from = self.some_producer(producers, view.now.second()) + (self.random() - 0.5) * 0.06;
            if let Some(to) = self.place(model, row.shard_id) {
                self.push(Flyer { from, to, age: 0.0, refused, key: None });
            }
        }
    }

    /// One of the producers, the busier the likelier, by its place in the lane.
    fn some_producer(&mut self, producers: &[Producer], second: u64) -> f64 {
        let rates: Vec<u64> = producers
            .iter()
            .map(|p| if second < p.from.second() { 0 } else { p.rate.at(second - p.from.second()).milli() })
            .collect();
        let mut at = (self.random() * rates.iter().sum::<u64>() as f64) as u64;
        let chosen = rates.iter().position(|&rate| {
            let here = at < rate;
            at = at.saturating_sub(rate);
            here
        });
        (chosen.unwrap_or(0) as f64 + 0.5) / producers.len().max(1) as f64
    }

    fn push(&mut self, flyer: Flyer) {
        if self.flying.len() < MOST {
            self.flying.push(flyer);
        }
    }

    /// Somewhere near the middle of a shard's range.
    fn place(&mut self, model: &Model, id: ShardId) -> Option<f64> {
        let range = model.shard_map().shard(id)?.hash_key_range;
        let fraction = |key: u128| (key >> 75) as f64 / (1_u64 << 53) as f64;
        let (start, end) = (fraction(range.starting_hash_key.0), fraction(range.ending_hash_key.0));
        Some(start + (end - start) * (0.35 + 0.3 * self.random()))
    }

    fn random(&mut self) -> f64 {
        self.noise ^= self.noise << 13;
        self.noise ^= self.noise >> 17;
        self.noise ^= self.noise << 5;
        f64::from(self.noise) / f64::from(u32::MAX)
    }
}

/// Where the producers stand at the lane's right edge, by name.
fn sources(
    context: &CanvasRenderingContext2d,
    size: Size,
    colours: &Colours,
    producers: &[Producer],
    second: u64,
) {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    context.set_font(&format!("500 {}px Inter, system-ui, sans-serif", (11.5 * size.scale).round()));
    context.set_text_align("right");
    for (index, producer) in producers.iter().enumerate() {
        let started = second >= producer.from.second();
        let y = height * (index as f64 + 0.5) / producers.len() as f64;
        context.set_fill_style_str(&colours.ink);
        context.set_global_alpha(if started { 1.0 } else { 0.45 });
        context.fill_rect(
            width - 3.0 * size.scale,
            y - 11.0 * size.scale,
            3.0 * size.scale,
            22.0 * size.scale,
        );
        // Fails for no text of the page's.
        let _ = context.fill_text_with_max_width(&producer.name, width, y - 17.0 * size.scale, width);
    }
    context.set_global_alpha(1.0);
    context.set_text_align("left");
}

impl Flyer {
    fn life(&self) -> f64 {
        if self.refused { FLIGHT * (1.0 + BACK) } else { FLIGHT }
    }

    /// Where it is, in parts of the lane, and how much of it is left to see.
    fn position(&self) -> (f64, f64, f64) {
        let t = (self.age / FLIGHT).max(0.0);
        if t <= 1.0 {
            return (1.0 - t, self.from + (self.to - self.from) * ease(t), 1.0);
        }
        let back = (t - 1.0) / BACK;
        (0.55 * back * (2.0 - back), self.to + 0.03 * back * back, 1.0 - back)
    }

    fn draw(&self, context: &CanvasRenderingContext2d, size: Size, colours: &Colours) {
        if self.age < 0.0 {
            return;
        }
        let (x, y, seen) = self.position();
        let radius = if self.key.is_some() { 3.4 } else { 1.9 } * size.scale;
        let room = f64::from(size.width) - 2.0 * radius;
        let (x, y) = (radius + x * room, y * f64::from(size.height));
        let turned = self.refused && self.age > FLIGHT;
        context.set_global_alpha(seen * if self.key.is_some() || turned { 1.0 } else { 0.72 });
        context.begin_path();
        // Fails for a negative radius only.
        let _ = context.arc(x, y, if turned { radius * 1.35 } else { radius }, 0.0, TAU);
        if turned {
            context.set_stroke_style_str(&colours.alarm);
            context.set_line_width(1.4 * size.scale);
            context.stroke();
        } else {
            context.set_fill_style_str(&colours.accent);
            context.fill();
        }
        if let Some(key) = &self.key {
            context.set_fill_style_str(if turned { &colours.alarm } else { &colours.ink });
            context.set_font(&format!("{}px ui-monospace, monospace", (11.0 * size.scale).round()));
            let width = context.measure_text(key).map_or(0.0, |m| m.width());
            let left = (x + radius * 1.8).min(f64::from(size.width) - width);
            let _ = context.fill_text(key, left.max(0.0), y - radius * 1.4);
        }
        context.set_global_alpha(1.0);
    }
}

/// Straight out of the producer, straight into the shard.
fn ease(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}
