//! What each service does, cell by cell, and whether it meets what a stem asks for. The keys of the service-choice
//! questions follow from here; the page shows the same cells.

mod evaluate;
mod need;
mod rows;
mod sheets;

pub use evaluate::{Decided, decide, holds};
pub use need::{Need, needs};
pub use rows::ROWS;
pub use sheets::{SHEETS, Sheet};

use super::Era;

/// A service, or a variant of one.
#[derive(Debug)]
pub struct Row {
    /// In questions: `sqs_fifo`.
    pub id: &'static str,
    pub name: &'static str,
    /// Variants of one service have one.
    pub service: &'static str,
    /// [`Era::Today`] for what is too new to be asked.
    pub era: Era,
    /// In the order of [`Dimension::ALL`].
    pub cells: [Cell; 11],
    pub traits: Traits,
}

/// One fact about a service, with the claim it rests on.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// A few words, with the names of AWS's numbers in braces.
    pub says: &'static str,
    pub claim: &'static str,
}

/// What services are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    Order,
    Replay,
    Retention,
    Consumers,
    Delivery,
    Filtering,
    Size,
    Rate,
    Latency,
    Scaling,
    Price,
}

impl Dimension {
    pub const ALL: [Dimension; 11] = [
        Self::Order,
        Self::Replay,
        Self::Retention,
        Self::Consumers,
        Self::Delivery,
        Self::Filtering,
        Self::Size,
        Self::Rate,
        Self::Latency,
        Self::Scaling,
        Self::Price,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Order => "Order",
            Self::Replay => "Replay",
            Self::Retention => "Retention",
            Self::Consumers => "Consumers",
            Self::Delivery => "Delivery",
            Self::Filtering => "Filtering",
            Self::Size => "Size",
            Self::Rate => "Rate",
            Self::Latency => "Latency",
            Self::Scaling => "Scaling",
            Self::Price => "Price",
        }
    }
}

/// Does it? Where AWS does not say, neither do we, and no key may hang on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    No,
    Unknown,
    Yes,
}

impl From<bool> for Holds {
    fn from(it: bool) -> Self {
        if it { Self::Yes } else { Self::No }
    }
}

/// What the cells come to, for [`holds`]. A figure is the most that is known to work; `None` is without limit.
#[derive(Debug, Clone, Copy)]
pub struct Traits {
    pub order: Holds,
    pub replay: Holds,
    pub replay_in_order: Holds,
    /// Hours that data stay, read or waiting.
    pub keep_hours: Option<u32>,
    /// Independent readers that each get everything.
    pub readers: Option<u32>,
    pub dedicated_reads: Holds,
    pub workers: Holds,
    pub loads: &'static [&'static str],
    pub pushes_to: &'static [&'static str],
    pub reacts_to: &'static [&'static str],
    pub filters_attributes: Holds,
    pub filters_body: Holds,
    pub transforms: Holds,
    pub body_kib: Option<u32>,
    /// Messages a second that are known to go; more is [`Holds::Unknown`], for quotas can be raised.
    pub per_second: Option<u64>,
    pub within_second: Holds,
    pub within_minute: Holds,
    pub exactly_once: Holds,
    pub delay_seconds: u32,
    pub dead_letters: Holds,
    pub no_capacity: Holds,
    pub no_idle_cost: Holds,
    pub protocols: &'static [&'static str],
}

pub fn row(id: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.id == id)
}

impl Row {
    pub fn cell(&self, dimension: Dimension) -> &Cell {
        &self.cells[dimension as usize]
    }
}
