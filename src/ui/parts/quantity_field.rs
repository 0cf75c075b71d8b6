//! A number with its unit, typed or slid. The text stays as typed beside what it was read as.

use std::{fmt::Display, str::FromStr};

use super::told;
use leptos::prelude::*;

use crate::units::{Bytes, Count, RecordsPerSecond, Share, SimDuration};

/// Something with a unit that can be typed, and slid along a scale.
pub trait Quantity: Copy + PartialEq + Display + FromStr<Err: Display> + Send + Sync + 'static {
    fn magnitude(self) -> f64;
    fn of_magnitude(magnitude: f64) -> Self;
}

impl Quantity for Count {
    fn magnitude(self) -> f64 {
        self.0 as f64
    }
    fn of_magnitude(magnitude: f64) -> Self {
        Self(magnitude.round() as u64)
    }
}

impl Quantity for Bytes {
    fn magnitude(self) -> f64 {
        self.0 as f64
    }
    fn of_magnitude(magnitude: f64) -> Self {
        Self(two_digits(magnitude) as u64)
    }
}

impl Quantity for RecordsPerSecond {
    fn magnitude(self) -> f64 {
        self.milli() as f64 / 1_000.0
    }
    fn of_magnitude(magnitude: f64) -> Self {
        Self::new(two_digits(magnitude) as u64)
    }
}

impl Quantity for SimDuration {
    fn magnitude(self) -> f64 {
        self.millis() as f64
    }
    fn of_magnitude(magnitude: f64) -> Self {
        Self::from_millis(two_digits(magnitude) as u64)
    }
}

impl Quantity for Share {
    fn magnitude(self) -> f64 {
        f64::from(self.ppm())
    }
    fn of_magnitude(magnitude: f64) -> Self {
        Self::from_ppm((magnitude / 10_000.0).round() as u32 * 10_000)
    }
}

/// A slider stops at round numbers.
fn two_digits(magnitude: f64) -> f64 {
    let mut step = 1.0;
    while magnitude / step >= 100.0 {
        step *= 10.0;
    }
    (magnitude / step).round() * step
}

/// The ends of a slider, in the quantity's magnitude; each step multiplies, as large ranges need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slide {
    pub from: f64,
    pub to: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Typed {
    text: String,
    /// Not taken yet: Enter, or leaving the field, takes it.
    under_way: bool,
}

const STEPS: f64 = 200.0;

impl Slide {
    fn position<T: Quantity>(self, value: T) -> f64 {
        let magnitude = value.magnitude().clamp(self.from, self.to);
        ((magnitude / self.from).ln() / (self.to / self.from).ln() * STEPS).round()
    }

    fn value<T: Quantity>(self, position: f64) -> T {
        T::of_magnitude(self.from * (self.to / self.from).powf(position / STEPS))
    }
}

/// A quantity's field. What depends on the quantity ends here: the field itself is compiled once.
#[component]
pub fn QuantityField<T: Quantity>(
    label: &'static str,
    #[prop(into)] value: Signal<T>,
    /// Answers why not, where the value cannot be had.
    set: Callback<T, Result<(), String>>,
    #[prop(optional)] slide: Option<Slide>,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let read = |text: &str| text.parse::<T>().map_err(|why| why.to_string());
    let face = Face {
        text: Signal::derive(move || value.get().to_string()),
        says_it: Callback::new(move |text: String| read(&text).is_ok_and(|read| read == value.get())),
        check: Callback::new(move |text: String| read(&text).map(|_| ())),
        take: Callback::new(move |text: String| read(&text).and_then(|new| set.run(new))),
        slider: slide.map(|slide| Slider {
            position: Signal::derive(move || slide.position(value.get())),
            set: Callback::new(move |position| set.run(slide.value(position))),
        }),
    };
    view! { <TypedField label hint face/> }.into_any()
}

/// A quantity as its field needs it: text and positions.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// The value of now.
    pub text: Signal<String>,
    /// Does a text say the value of now?
    pub says_it: Callback<String, bool>,
    /// Why a text is no such quantity.
    pub check: Callback<String, Result<(), String>>,
    /// Makes a text the value, or says why not.
    pub take: Callback<String, Result<(), String>>,
    pub slider: Option<Slider>,
}

#[derive(Debug, Clone, Copy)]
pub struct Slider {
    /// 0 to [`STEPS`].
    position: Signal<f64>,
    set: Callback<f64, Result<(), String>>,
}

#[component]
pub fn TypedField(label: &'static str, hint: &'static str, face: Face) -> impl IntoView {
    let typed = RwSignal::new(None::<Typed>);
    let refused = RwSignal::new(None::<String>);
    // What was typed stands while it is being typed, as long as it says the same as the value, and where it is
    // refused.
    let shown = move || {
        let stands = |typed: &Typed| {
            typed.under_way || refused.get().is_some() || face.says_it.run(typed.text.clone())
        };
        typed.get().filter(stands).map_or_else(|| face.text.get(), |typed| typed.text)
    };
    let read = move |text: String| {
        refused.set(face.check.run(text.clone()).err());
        typed.set(Some(Typed { text, under_way: true }));
    };
    let commit = move |text: String| {
        if face.check.run(text.clone()).is_err() {
            return read(text);
        }
        typed.set(Some(Typed { text: text.clone(), under_way: false }));
        refused.set(face.take.run(text).err());
    };
    let slide = move |position: f64| {
        typed.set(None);
        if let Some(slider) = face.slider {
            refused.set(slider.set.run(position).err());
        }
    };
    let slider = face.slider.map(|slider| {
        view! {
            <input
                type="range"
                class="slider"
                min="0"
                max=STEPS.to_string()
                aria-label=format!("{label}, slider")
                aria-valuetext=told(move || face.text.get())
                prop:value=told(move || slider.position.get().to_string())
                style:--at=told(move || format!("{:.3}", slider.position.get() / STEPS))
                on:input:target=move |ev| slide(ev.target().value_as_number())
            />
        }
    });
    view! {
        <div class="field" class:has-slider=face.slider.is_some()>
            <label class="field-row">
                <span class="field-label">{label}</span>
                <input
                    type="text"
                    class="value"
                    autocomplete="off"
                    spellcheck="false"
                    inputmode="text"
                    aria-invalid=told(move || refused.get().is_some().then_some("true"))
                    prop:value=shown
                    on:input:target=move |ev| read(ev.target().value())
                    on:change:target=move |ev| commit(ev.target().value())
                />
            </label>
            {slider}
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            <super::Refusal why=refused/>
        </div>
    }
    .into_any()
}

/// Clauses of the core begin small and end without a full stop.
pub fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase().to_string()).unwrap_or_default();
    let end = if clause.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

/// A figure and its unit stay on one line.
pub fn unbroken(text: &str) -> String {
    let is_unit = |word: &str| {
        let bare = word.trim_end_matches([':', '.', ',', ';']);
        let bare = bare.strip_suffix("/s").unwrap_or(bare);
        matches!(bare, "%" | "B" | "KiB" | "MiB" | "GiB" | "ms" | "s" | "min" | "h" | "d")
    };
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ') {
        if !out.is_empty() {
            let joined = is_unit(word) && out.ends_with(|c: char| c.is_ascii_digit());
            out.push(if joined { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}
