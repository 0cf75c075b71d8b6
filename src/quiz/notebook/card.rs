use std::collections::BTreeMap;

use crate::{
    quiz::{Shape, fsrs::Memory},
    units::Day,
};

/// What is remembered of one fact or family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card {
    /// As it can be written down.
    pub memory: Memory,
    /// When it was first answered, and last.
    pub first: Day,
    pub last: Day,
    /// When it was last answered wrong.
    pub missed: Option<Day>,
    /// The shape it was asked in last: the next question of it has another one.
    pub shape: Shape,
    pub asked: u32,
    pub misses: u32,
}

/// How an authored question went so far. Drawn ones are told by their card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub asked: u32,
    pub right: u32,
    pub last: Day,
    /// How often each misconception was picked.
    pub picked: BTreeMap<String, u32>,
}
