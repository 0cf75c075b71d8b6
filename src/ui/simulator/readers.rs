//! Who reads the stream: how far behind each reader is, how long until it loses data, and all one can do to it.

mod add;
mod faults;
mod figures;
mod opened;
mod over_time;
mod position;
mod rewind;
mod row;
mod settings;
mod shards;
mod words;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    chart::READER_INKS,
    sim::{
        ReaderView,
        scenario::{Fault, Reader, What},
    },
    ui::parts::{Choice, Face, Options, TypedField},
    units::SimDuration,
};

/// Readers that are drawn into the picture and the charts unless others are chosen.
const DRAWN: usize = 4;

/// Which readers are looked at, and how.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The one whose row is open.
    open: RwSignal<Option<usize>>,
    /// A bit for each reader that is drawn although it would not be, or the other way round.
    turned: RwSignal<u32>,
}

impl Look {
    pub fn new() -> Self {
        Self { open: RwSignal::new(None), turned: RwSignal::new(0) }
    }

    pub fn draws(self, index: usize) -> bool {
        (index < DRAWN) != (self.turned.get() >> index & 1 == 1)
    }

    fn turn(self, index: usize) {
        self.turned.update(|bits| *bits ^= 1 << index);
    }
}

/// The class that gives a reader its line.
pub fn line_class(index: usize) -> String {
    format!("reader-{}", index % usize::from(READER_INKS))
}

/// One reader by its place in the list, as the panel's parts need it.
#[derive(Debug, Clone, Copy)]
struct One {
    simulator: Simulator,
    look: Look,
    index: usize,
}

impl One {
    /// As it is set, from the next second on at the latest.
    fn set<T>(self, read: impl FnOnce(&Reader) -> T) -> Option<T> {
        let (mut read, mut seen) = (Some(read), None);
        self.look_at_settings(&mut |reader| seen = read.take().map(|read| read(reader)));
        seen
    }

    /// What it does. Nothing before its first second.
    fn view<T>(self, read: impl FnOnce(&ReaderView) -> T) -> Option<T> {
        let (mut read, mut seen) = (Some(read), None);
        self.look_at_view(&mut |view| seen = read.take().map(|read| read(view)));
        seen
    }

    /// Compiled once, not for each thing that is read: the page is smaller by it.
    fn look_at_settings(self, look: &mut dyn FnMut(&Reader)) {
        self.simulator.settings.with(|s| {
            if let Some(reader) = s.readers.get(self.index) {
                look(reader);
            }
        });
    }

    fn look_at_view(self, look: &mut dyn FnMut(&ReaderView)) {
        self.simulator.view.with(|v| {
            if let Some(view) = v.readers.get(self.index) {
                look(view);
            }
        });
    }

    fn name(self) -> String {
        self.set(|reader| reader.name.clone()).unwrap_or_default()
    }

    /// The last fault of this kind, the one of the next second included.
    fn fault(self, kind: Fault) -> Option<Fault> {
        self.simulator.view.track();
        self.simulator.settings.track();
        let same = |fault: &Fault| std::mem::discriminant(fault) == std::mem::discriminant(&kind);
        self.simulator.with_model(|model| {
            let soon = model.now() + SimDuration::from_secs(1);
            let passed = model.scenario().changes.iter().rev().filter(|change| change.at <= soon);
            let mut mine = passed.filter_map(|change| match change.what {
                What::Fault { reader, fault } if reader == self.index => Some(fault),
                _ => None,
            });
            mine.find(same)
        })?
    }

    /// A setting as text, there only for some choices.
    fn field(self, label: &'static str, get: fn(&Reader) -> Option<String>, set: SetText) -> AnyView {
        let there = Memo::new(move |_| self.set(get).flatten().is_some());
        let tried = move |text: &str, told: fn(&Reader, &Reader) -> Result<(), String>| {
            self.set(|reader| {
                let mut new = reader.clone();
                set(&mut new, text).and_then(|()| told(reader, &new))
            })
            .unwrap_or(Ok(()))
        };
        let same = |old: &Reader, new: &Reader| if old == new { Ok(()) } else { Err(String::new()) };
        let face = Face {
            text: Signal::derive(move || self.set(get).flatten().unwrap_or_default()),
            says_it: Callback::new(move |text: String| tried(&text, same).is_ok()),
            check: Callback::new(move |text: String| tried(&text, |_, _| Ok(()))),
            take: Callback::new(move |text: String| {
                self.simulator.edit_reader(self.index, &mut |reader| set(reader, &text))
            }),
            slider: None,
        };
        let field = move || there.get().then(|| view! { <TypedField label hint="" face/> }.into_any());
        view! { {told(field)} }.into_any()
    }

    fn choice(
        self,
        label: &'static str,
        options: Options,
        get: fn(&Reader) -> &'static str,
        set: fn(&mut Reader, &str),
    ) -> AnyView {
        let value = Signal::derive(move || self.set(get).unwrap_or_default());
        let set = Callback::new(move |name: &'static str| {
            self.simulator.edit_reader(self.index, &mut |reader| {
                set(reader, name);
                Ok(())
            })
        });
        view! { <Choice label options value set/> }.into_any()
    }
}

/// Reads a setting from text, or says why it is none.
type SetText = fn(&mut Reader, &str) -> Result<(), String>;

#[component]
pub fn Readers(simulator: Simulator, look: Look) -> impl IntoView {
    // Another scenario, other readers: what was open for the last one is gone with it.
    let panel = move || {
        simulator.loaded.track();
        look.open.set(None);
        look.turned.set(0);
        view! { <Panel simulator look/> }.into_any()
    };
    view! {
        <section class="readers" aria-labelledby="readers-title">
            {told(panel)}
        </section>
    }
    .into_any()
}

#[component]
fn Panel(simulator: Simulator, look: Look) -> impl IntoView {
    let count = Memo::new(move |_| simulator.settings.with(|s| s.readers.len()));
    let some = Memo::new(move |_| count.get() > 0);
    let body = move || {
        some.get().then(|| {
            view! {
                <position::LagAxis simulator/>
                <ul class="reader-list">{told(move || rows(simulator, look, count.get()))}</ul>
            }
            .into_any()
        })
    };
    let charts = move || some.get().then(|| view! { <over_time::OverTime simulator look/> }.into_any());
    view! {
        <header class="readers-head">
            <h2 id="readers-title">"Readers"</h2>
            <p class="readers-say">{told(move || words::summary(simulator))}</p>
        </header>
        {told(body)}
        <add::Add simulator look/>
        {told(charts)}
    }
    .into_any()
}

fn rows(simulator: Simulator, look: Look, count: usize) -> AnyView {
    (0..count).map(|index| view! { <row::Row one=One { simulator, look, index }/> }).collect_view().into_any()
}
