//! What is simulated: a stream, its producers, and what is changed while it runs. Data only.

mod check;
mod reader;

use std::sync::Arc;

pub use check::ScenarioError;
pub use reader::{
    Application, DeliveryStream, EventSourceMapping, Fault, FunctionResponse, Library, MAX_READERS,
    MAX_WORKERS, OnException, OnFailure, Reader, ShardIteratorType, Throughput, Work,
};

use super::KeyList;
use crate::{
    aws::limits::PUT_RECORDS_ENTRIES,
    kinesis::{HashKey, ShardId},
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

/// Producers of one stream.
pub const MAX_PRODUCERS: usize = 8;
/// Changes while a run goes on.
pub const MAX_CHANGES: usize = 200;
/// Shards of one run, closed ones counted: each keeps its account.
pub const MAX_SHARDS_EVER: u64 = 100_000;
/// Distinct keys a generated key set may have.
pub const MAX_KEYS: u32 = 1_000_000;
/// Names in a list of few names.
pub const MAX_NAMES: usize = 1_000;
/// The fastest producer.
pub const MAX_RATE: RecordsPerSecond = RecordsPerSecond::new(10_000_000);
/// The longest run: two weeks.
pub const MAX_DURATION: SimDuration = SimDuration::from_hours(24 * 14);
/// Characters of a producer's name.
pub const MAX_NAME_CHARS: usize = 100;
/// Processes of one producer.
pub const MAX_PROCESSES: u32 = 1_000;
/// Keys of one producer, salted ones counted each.
pub const MAX_SALTED_KEYS: u64 = 16_000_000;
/// Keys one salted key is spread over.
pub const MAX_SALT: u32 = 1_000;

/// A whole run, before it happens. Same scenario, same trace.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    pub seed: u64,
    pub resolution: Resolution,
    pub duration: SimDuration,
    /// Shards at the start, with even ranges.
    pub shard_count: u32,
    /// The stream's `MaxRecordSizeInKiB`, in bytes. Above 1 MiB the burst bucket applies.
    pub max_record_size: Bytes,
    pub producers: Vec<Producer>,
    /// How long the stream keeps its records.
    pub retention: SimDuration,
    pub readers: Vec<Reader>,
    /// In the order of their time; whole seconds.
    pub changes: Vec<Change>,
}

/// How finely the engine looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// Every record is its own, in milliseconds. For minutes.
    Record,
    /// Runs of like records, in tenths of a second. For days and weeks.
    Second,
}

/// Something done to the stream or its producers while it runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// A whole second.
    pub at: SimTime,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// New even ranges, at once: where `UpdateShardCount` calls end up.
    ShardCount(u32),
    SplitShard {
        shard: ShardId,
        new_starting_hash_key: HashKey,
    },
    /// All producers, as they are from now on. A producer is known by its place in the list.
    Producers(Vec<Producer>),
    /// `IncreaseStreamRetentionPeriod`, or `Decrease…`: more brings nothing back, less hides at once (fact T3).
    Retention(SimDuration),
    /// All readers, as they are from now on; known by their place, like producers. One that is left out stops.
    Readers(Vec<Reader>),
    /// Something goes wrong with the reader at this place, or is mended.
    Fault {
        reader: usize,
        fault: Fault,
    },
    /// The reader at this place begins anew from here: its checkpoints are set.
    Rewind {
        reader: usize,
        to: ShardIteratorType,
    },
}

impl What {
    /// Where this is done, is the other, planned for then or later, as if it had never been? Only what sets the
    /// same thing is: shards that are split, and what happens to a reader once, stay.
    pub(super) fn overtakes(&self, later: &Self) -> bool {
        match (self, later) {
            (Self::ShardCount(_), Self::ShardCount(_))
            | (Self::Producers(_), Self::Producers(_))
            | (Self::Retention(_), Self::Retention(_))
            | (Self::Readers(_), Self::Readers(_)) => true,
            (Self::Rewind { reader: a, .. }, Self::Rewind { reader: b, .. }) => a == b,
            (Self::Fault { reader: a, fault }, Self::Fault { reader: b, fault: other }) => {
                a == b && std::mem::discriminant(fault) == std::mem::discriminant(other)
            }
            _ => false,
        }
    }
}

/// A fleet of like processes that write to the stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Producer {
    pub name: String,
    /// Keys are dealt out to processes, so that one key always comes through the same one.
    pub processes: u32,
    pub rate: Rate,
    /// Writes only from here …
    pub from: SimTime,
    /// … to here, if given.
    pub until: Option<SimTime>,
    /// Size of the data, without the partition key.
    pub size: RecordSize,
    pub keys: Keys,
    /// Each key becomes this many (`key#0` … `key#n−1`), taken at random; 1 leaves it alone.
    pub salt: u32,
    pub put: Put,
    pub retry: Retry,
}

/// Records per second over time, all processes together; constant within one second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rate {
    Constant(RecordsPerSecond),
    /// Straight from one rate to the other, then level.
    Ramp {
        from: RecordsPerSecond,
        to: RecordsPerSecond,
        over: SimDuration,
    },
    /// `base`, and for `lasting` out of `every` the `peak`; the first burst comes at the end of the first
    /// period, so that a run starts quiet.
    Burst {
        base: RecordsPerSecond,
        peak: RecordsPerSecond,
        every: SimDuration,
        lasting: SimDuration,
    },
    /// A day that repeats: `low` at its quietest, and peaks that rise and fall over `width`.
    Day {
        low: RecordsPerSecond,
        peaks: Vec<DayPeak>,
    },
    /// 24 hours × 7 days, Monday first, each in percent of `peak`: the table that data generators ask for.
    Week {
        peak: RecordsPerSecond,
        percent: Box<[[u8; 24]; 7]>,
    },
    /// At the times that the pasted list carries.
    AsRecorded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPeak {
    /// Of the day.
    pub at: SimTime,
    pub rate: RecordsPerSecond,
    /// From the foot to the top.
    pub width: SimDuration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordSize {
    Fixed(Bytes),
    /// Evenly between the two, both included.
    Range {
        min: Bytes,
        max: Bytes,
    },
    Mix {
        small: Bytes,
        large: Bytes,
        large_share: Share,
    },
    /// As the pasted list says, record by record.
    FromList,
}

/// Which partition key a record gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Keys {
    /// Each of `count` keys equally often.
    Uniform {
        label: KeyLabel,
        count: u32,
    },
    /// Key k as often as 1 / kˢ; `exponent` is s in thousandths.
    Zipf {
        label: KeyLabel,
        count: u32,
        exponent: u32,
    },
    /// One key has `share` of all records, the rest is uniform over the others.
    Hot {
        label: KeyLabel,
        count: u32,
        share: Share,
    },
    /// A few fixed names, each equally often.
    Names(Vec<String>),
    /// The moment the record was made.
    Timestamp(Grain),
    /// One random key for each `PutRecords` request.
    PerBatch,
    /// A random key for each record.
    Random,
    /// An `ExplicitHashKey` for each record, one open shard after the other.
    RoundRobin,
    List {
        list: Arc<KeyList>,
        replay: Replay,
    },
}

/// What generated keys look like; a matter of the eye, and of the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyLabel {
    Card,
    Device,
    User,
    Session,
    Order,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grain {
    Millisecond,
    Second,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Replay {
    /// As the lines stand, over and over.
    InOrder,
    /// At random, each key as often as it stands in the list.
    ByFrequency,
}

/// The call that writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    PutRecord,
    /// A process sends when it has `entries`, or when its oldest record has waited `linger`.
    PutRecords {
        entries: u32,
        linger: SimDuration,
    },
    /// The Kinesis Producer Library with its defaults (facts L8, L9): aggregation, collection, rate limit,
    /// time-to-live.
    Kpl,
}

/// What a producer does with a refused write. The KPL has its own way and looks at none of this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    pub policy: RetryPolicy,
    /// Attempts in all, the first one included.
    pub attempts: u32,
    /// Backoff with full jitter: before retry k, at random between 0 and min(cap, base · 2ᵏ⁻¹).
    pub base: SimDuration,
    pub cap: SimDuration,
    /// Given up when this old, however many attempts are left.
    pub deadline: SimDuration,
    /// From sending a request to having its answer. An assumption, AWS names no figure.
    pub round_trip: SimDuration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetryPolicy {
    /// A refused record is lost.
    None,
    /// The whole request again, the accepted entries too: duplicates.
    WholeBatch,
    /// Only the refused entries.
    FailedOnly,
    /// One `PutRecord` after the other with `SequenceNumberForOrdering`: a process sends the next record only
    /// when the one before is in.
    Serial,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            policy: RetryPolicy::FailedOnly,
            attempts: 5,
            base: SimDuration::from_millis(100),
            cap: SimDuration::from_secs(5),
            deadline: SimDuration::from_secs(30),
            round_trip: SimDuration::from_millis(10),
        }
    }
}

impl Default for Put {
    fn default() -> Self {
        Self::PutRecords { entries: PUT_RECORDS_ENTRIES.value as u32, linger: SimDuration::from_millis(100) }
    }
}

impl Producer {
    /// The pasted list this producer replays, if it does.
    pub fn list(&self) -> Option<&KeyList> {
        match &self.keys {
            Keys::List { list, .. } => Some(list),
            _ => None,
        }
    }

    /// A producer with the usual settings: `PutRecords`, failed entries again.
    pub fn new(name: &str, rate: Rate, size: RecordSize, keys: Keys) -> Self {
        Self {
            name: name.to_owned(),
            processes: 1,
            rate,
            from: SimTime::ZERO,
            until: None,
            size,
            keys,
            salt: 1,
            put: Put::default(),
            retry: Retry::default(),
        }
    }
}
