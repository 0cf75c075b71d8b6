//! What is wrong with a stream, in one sentence, why, and what would help. Computed from the run, never from
//! the scenario's name.

mod helps;
mod look;
mod readers;
mod words;

pub(super) use look::{Finding, look};
pub(super) use readers::with_readers;
pub(super) use words::in_words;

use super::scenario::What;
use crate::units::SimTime;

/// The state of the stream lately. The page's headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub kind: VerdictKind,
    /// One plain sentence with its number.
    pub headline: String,
    /// Why, and what would help: two or three sentences.
    pub why: String,
    /// The figures it rests on.
    pub evidence: Vec<Evidence>,
    /// What would help, the best first; each can be tried at once.
    pub helps: Vec<Help>,
    /// When it was judged.
    pub at: SimTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictKind {
    /// Nothing has been written yet.
    Quiet,
    AllWell,
    /// Nothing is refused, and one shard has little room left.
    NearLimit,
    /// Refused earlier, not lately; what waited is being written.
    Recovering,
    HotKey,
    /// Every record of a request (or a moment) has one key.
    BatchOnOneShard,
    HotShard,
    TooFewShards,
    Microburst,
    RetryAmplification,
    /// Nothing is refused, and yet records wait or are lost: the producers do not get them out.
    ProducersBehind,
    /// Writes are well, and a reader is behind: it catches up, or stays there.
    ReaderBehind,
    /// … or falls back, and will lose data.
    ReaderFallsBack,
    /// … or loses records now: they expire unread.
    ReaderLosesData,
}

impl VerdictKind {
    /// Two words at the most, for the badge.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quiet => "Quiet",
            Self::AllWell => "All well",
            Self::NearLimit => "Near the limit",
            Self::Recovering => "Recovering",
            Self::HotKey => "Hot key",
            Self::BatchOnOneShard => "One-shard batches",
            Self::HotShard => "Hot shard",
            Self::TooFewShards => "Too few shards",
            Self::Microburst => "Microburst",
            Self::RetryAmplification => "Retry storm",
            Self::ProducersBehind => "Producers behind",
            Self::ReaderBehind => "Reader behind",
            Self::ReaderFallsBack => "Reader falls back",
            Self::ReaderLosesData => "Data loss",
        }
    }

    /// Are writes refused, or records lost, now or before long?
    pub const fn is_alarm(self) -> bool {
        !matches!(self, Self::Quiet | Self::AllWell | Self::NearLimit | Self::Recovering | Self::ReaderBehind)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What was looked at, such as “busiest key on the shard”.
    pub what: String,
    /// The figure, with its unit.
    pub figure: String,
}

/// Something that would help.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// On a button: “Try 4 salted keys”.
    pub label: String,
    /// What it would do, and what it costs.
    pub effect: String,
    /// What to send to try it here; nothing where it cannot be simulated here.
    pub change: Option<What>,
}
