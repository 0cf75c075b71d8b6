//! How long until a reader loses data, or how long until it has caught up; and what would help.

use crate::units::SimTime;

/// Computed from what the reader did lately; that it is borne out by letting the run go on is a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionClock {
    pub outlook: Outlook,
    /// What holds the reader back.
    pub bottleneck: Bottleneck,
    /// A sentence, with its figure.
    pub words: String,
    /// What would help, each with the time it takes.
    pub helps: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// Nothing is read yet.
    NotReading,
    /// Within a few seconds of the newest record.
    CaughtUp,
    /// Gets closer, and is there at this moment.
    CatchesUp(SimTime),
    /// Falls neither back nor catches up.
    Holds,
    /// Falls back, and loses its first record at this moment.
    LosesDataAt(SimTime),
    /// Records expire unread now, so many a second.
    LosesData(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bottleneck {
    None,
    Stopped,
    /// 2 MiB a second and shard, shared with this many readers that poll.
    ReadBytes {
        sharing: u32,
    },
    /// Five calls a second and shard, shared.
    ReadCalls {
        sharing: u32,
    },
    /// What its workers manage.
    Workers,
    /// Batches at a time × their size / their duration.
    Concurrency,
    Poison,
    Failing,
    Destination,
}
