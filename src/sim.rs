//! The deterministic engine and what is told about a run. Pure: time, chance and storage come in as arguments.
//!
//! ```text
//! Scenario ──▶ Engine ──one closed second at a time──▶ History, Heat ──▶ Verdict, Snapshot, Report
//!              └─────────── Model, once or twice in a Timeline ────────┘
//! ```

mod delay;
mod engine;
mod fingerprint;
mod heat;
mod history;
mod key_list;
mod key_space;
pub mod limiter;
mod log;
mod meter;
mod model;
mod pages;
pub mod presets;
pub(crate) mod random;
mod rate;
pub mod reading;
mod report;
mod retention_clock;
pub mod scenario;
mod shard_state;
pub mod snapshot;
mod timeline;
mod top_keys;
pub mod verdict;
mod weight;

pub use engine::{ClosedSecond, Engine, ProducerTally};
pub use heat::{Heat, HeatView, Palette};
pub use key_list::{KeyList, KeyListBuilder};
pub use meter::Metered;
pub use model::{Model, Msg};
pub use reading::{
    CursorState, ReaderMinute, ReaderReport, ReaderRow, ReaderSecond, ReaderShard, ReaderTally, ReaderView,
};
pub use report::{Report, VerdictSpan};
pub use retention_clock::{Act, Bottleneck, ClockHelp, Outlook, RetentionClock};
pub use shard_state::ShardSecond;
pub use snapshot::{
    Counts, Glimpse, Mark, MarkKind, MinutePoint, PeakSecond, Percentiles, SecondPoint, ShardDetail,
    ShardRow, ShardTotals, Snapshot, TopKey, Totals,
};
pub use timeline::{Comparison, Outcome, ReaderOutcome, Side, Timeline};
pub use verdict::{Evidence, Help, Verdict, VerdictKind};
