//! Draws the two canvases, and only when there is something new.

use leptos::{html::Canvas, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use super::super::{Lens, Simulator, lane::Lane};
use crate::{
    sim::{HeatView, Palette},
    web::{canvas, prefers_reduced_motion},
};

/// Tokens the canvases read, by the names of their elements.
pub const COLOURS: [&str; 8] = ["ramp-0", "ramp-1", "ramp-2", "ramp-3", "empty", "alarm", "accent", "ink"];

pub struct Painter {
    simulator: Simulator,
    heat: NodeRef<Canvas>,
    lane: NodeRef<Canvas>,
    themes: RwSignal<u32>,
    colours: Option<(u32, Colours)>,
    /// What the heat canvas shows.
    painted: Option<(HeatView, u64, (u32, u32))>,
    pixels: Vec<u8>,
    flow: Lane,
}

/// As the page's style says now.
#[derive(Debug, Clone)]
pub struct Colours {
    palette: Palette,
    pub alarm: String,
    pub accent: String,
    pub ink: String,
}

impl Painter {
    pub fn new(
        simulator: Simulator,
        heat: NodeRef<Canvas>,
        lane: NodeRef<Canvas>,
        themes: RwSignal<u32>,
    ) -> Self {
        let flow = Lane::new(prefers_reduced_motion());
        Self { simulator, heat, lane, themes, colours: None, painted: None, pixels: Vec::new(), flow }
    }

    pub fn paint(&mut self, passed_ms: f64) {
        let (Some(heat), Some(lane)) = (node(self.heat), node(self.lane)) else { return };
        let theme = self.themes.try_get_untracked().unwrap_or(0);
        if self.colours.as_ref().is_none_or(|(of, _)| *of != theme) {
            self.colours = Colours::read(&heat).map(|colours| (theme, colours));
        }
        let Some((_, colours)) = self.colours.clone() else { return };
        self.paint_heat(&heat, &colours);
        self.flow.draw(&lane, self.simulator, &colours, passed_ms);
    }

    fn paint_heat(&mut self, canvas: &HtmlCanvasElement, colours: &Colours) {
        let simulator = self.simulator;
        let (Some(size), Some(span), Some(lens)) =
            (canvas::fit(canvas), simulator.span.try_get_untracked(), simulator.lens.try_get_untracked())
        else {
            return;
        };
        let view = HeatView {
            width: size.width,
            height: size.height,
            span,
            averaged: lens == Lens::Minute,
            palette: colours.palette,
            scale: (size.scale.round() as u32).max(1),
        };
        let cuts = simulator.cuts();
        let pixels = &mut self.pixels;
        let painted = &mut self.painted;
        simulator.with_model(|model| {
            let shown = Some((view, model.heat().seconds(), cuts));
            if *painted != shown {
                model.heat().paint(&view, pixels);
                canvas::put_rgba(canvas, view.width, pixels);
                *painted = shown;
            }
        });
    }
}

fn node(of: NodeRef<Canvas>) -> Option<HtmlCanvasElement> {
    of.try_get_untracked().flatten()
}

impl Colours {
    fn read(near: &Element) -> Option<Self> {
        let picture = near.closest(".picture").ok().flatten()?;
        let probe = |name: &str| {
            picture
                .query_selector(&format!("[data-colour={name}]"))
                .ok()
                .flatten()
                .and_then(|e| e.dyn_into::<Element>().ok())
        };
        let rgb = |name: &str| canvas::rgb_of(&probe(name)?);
        let text = |name: &str| canvas::colour_of(&probe(name)?);
        Some(Self {
            palette: Palette {
                ramp: [rgb("ramp-0")?, rgb("ramp-1")?, rgb("ramp-2")?, rgb("ramp-3")?],
                paper: rgb("empty")?,
                alarm: rgb("alarm")?,
            },
            alarm: text("alarm")?,
            accent: text("accent")?,
            ink: text("ink")?,
        })
    }
}
