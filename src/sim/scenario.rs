//! What is simulated: a stream, its producers, and what is changed while it runs. Data only.

use std::{fmt, sync::Arc};

use super::KeyList;
use crate::{
    aws::limits::{
        DEFAULT_MAX_RECORD_SIZE, MAX_RECORD_SIZE, MAX_SHARDS, PARTITION_KEY_CHARS, PUT_RECORDS_ENTRIES,
    },
    kinesis::{HashKey, PartitionKey, ShardId},
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

/// Producers of one stream.
pub const MAX_PRODUCERS: usize = 8;
/// Changes while a run goes on.
pub const MAX_CHANGES: usize = 200;
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

/// A setting that cannot be simulated. The text says what to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError(String);

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

impl ScenarioError {
    pub(super) fn too_many_changes() -> Self {
        Self(format!("this run holds {MAX_CHANGES} changes already: start over with the settings of now"))
    }
}

fn within<T: PartialOrd + fmt::Display>(what: &str, value: T, min: T, max: T) -> Result<(), ScenarioError> {
    if (&min..=&max).contains(&&value) {
        return Ok(());
    }
    Err(ScenarioError(format!("{what} has to be between {min} and {max}, not {value}")))
}

impl Scenario {
    /// Every limit, in one place. What passes can be run.
    ///
    /// # Errors
    /// The first setting that is out of its limits.
    pub fn check(&self) -> Result<(), ScenarioError> {
        within("the shard count", self.shard_count, 1, MAX_SHARDS.value)?;
        within("the run", self.duration, SimDuration::from_secs(1), MAX_DURATION)?;
        let sizes = (DEFAULT_MAX_RECORD_SIZE.value, MAX_RECORD_SIZE.value);
        within("the stream's largest record", self.max_record_size, sizes.0, sizes.1)?;
        check_producers(&self.producers, self.max_record_size)?;
        within("the number of changes", self.changes.len(), 0, MAX_CHANGES)?;
        for change in &self.changes {
            if !change.at.millis().is_multiple_of(1_000) {
                return Err(ScenarioError(format!(
                    "a change takes effect at a whole second, not at {} ms",
                    change.at.millis()
                )));
            }
            match &change.what {
                What::ShardCount(n) => within("the shard count", *n, 1, MAX_SHARDS.value)?,
                What::Producers(producers) => check_producers(producers, self.max_record_size)?,
                // Whether a split fits depends on the shards of that moment: the engine answers it.
                What::SplitShard { .. } => {}
            }
        }
        if self.changes.windows(2).any(|pair| pair[0].at > pair[1].at) {
            return Err(ScenarioError("the changes have to be in the order of their time".to_owned()));
        }
        Ok(())
    }
}

fn check_producers(producers: &[Producer], max_record: Bytes) -> Result<(), ScenarioError> {
    within("the number of producers", producers.len(), 1, MAX_PRODUCERS)?;
    producers.iter().try_for_each(|p| p.check(max_record))
}

impl Producer {
    fn check(&self, max_record: Bytes) -> Result<(), ScenarioError> {
        within("the length of a producer's name", self.name.chars().count(), 0, MAX_NAME_CHARS)?;
        within("the number of processes", self.processes, 1, MAX_PROCESSES)?;
        self.check_salt()?;
        self.check_rate()?;
        let largest = match self.size {
            RecordSize::Fixed(size) => size,
            RecordSize::Range { min, max } => {
                within("the smallest record", min, Bytes(0), max)?;
                max
            }
            RecordSize::Mix { small, large, .. } => small.max(large),
            RecordSize::FromList => self.list().and_then(KeyList::largest).ok_or_else(|| {
                ScenarioError("sizes from the list need a pasted list with a size column".to_owned())
            })?,
        };
        // Before the sizes: only checked keys are sure to be shorter than a record.
        self.check_keys()?;
        within("a record's data", largest, Bytes(0), Bytes(max_record.0 - self.longest_key()))?;
        if let Put::PutRecords { entries, linger } = self.put {
            within("the entries of one PutRecords", entries, 1, PUT_RECORDS_ENTRIES.value as u32)?;
            within("the linger", linger, SimDuration::default(), SimDuration::from_secs(60))?;
        }
        let retry = self.retry;
        within("the attempts", retry.attempts, 1, 100)?;
        let minute = SimDuration::from_secs(60);
        within("the backoff's base", retry.base, SimDuration::from_millis(1), minute)?;
        within("the longest backoff", retry.cap, SimDuration::from_millis(1), minute)?;
        within("the deadline", retry.deadline, SimDuration::from_millis(1), SimDuration::from_hours(1))?;
        within("the round trip", retry.round_trip, SimDuration::from_millis(1), SimDuration::from_secs(10))
    }

    fn check_rate(&self) -> Result<(), ScenarioError> {
        let second = SimDuration::from_secs(1);
        let rates = match &self.rate {
            Rate::Constant(rate) => vec![*rate],
            Rate::Ramp { from, to, over } => {
                within("the ramp", *over, second, MAX_DURATION)?;
                vec![*from, *to]
            }
            Rate::Burst { base, peak, every, lasting } => {
                within("the time between bursts", *every, second, MAX_DURATION)?;
                within("the burst", *lasting, second, *every)?;
                vec![*base, *peak]
            }
            Rate::Day { low, peaks } => {
                within("the number of peaks", peaks.len(), 0, 24)?;
                for peak in peaks {
                    within("a peak's width", peak.width, second, SimDuration::from_hours(24))?;
                }
                peaks.iter().map(|p| p.rate).chain([*low]).collect()
            }
            Rate::Week { peak, .. } => vec![*peak],
            Rate::AsRecorded => {
                if self.list().is_none_or(|list| list.times().is_none()) {
                    return Err(ScenarioError(
                        "the recorded rate needs a pasted list with a time column".to_owned(),
                    ));
                }
                Vec::new()
            }
        };
        rates.into_iter().try_for_each(|rate| within("the rate", rate, RecordsPerSecond::default(), MAX_RATE))
    }

    /// A salted key is a key, too: its suffix counts, and so does each of its copies.
    fn check_salt(&self) -> Result<(), ScenarioError> {
        within("the salt", self.salt, 1, MAX_SALT)?;
        if self.salt == 1 {
            return Ok(());
        }
        let (distinct, longest) = match &self.keys {
            Keys::Uniform { count, .. } | Keys::Zipf { count, .. } | Keys::Hot { count, .. } => {
                (u64::from(*count), 0)
            }
            Keys::Names(names) => {
                (names.len() as u64, names.iter().map(|name| name.chars().count()).max().unwrap_or(0))
            }
            Keys::List { list, .. } => (list.distinct() as u64, list.longest_key_chars()),
            Keys::Timestamp(_) | Keys::PerBatch | Keys::Random | Keys::RoundRobin => return Ok(()),
        };
        within("the number of keys times the salt", distinct * u64::from(self.salt), 1, MAX_SALTED_KEYS)?;
        let suffix = 1 + (self.salt - 1).to_string().len();
        within(
            "the longest key with its salt, in characters,",
            longest + suffix,
            0,
            PARTITION_KEY_CHARS.value,
        )
    }

    fn check_keys(&self) -> Result<(), ScenarioError> {
        match &self.keys {
            Keys::Uniform { count, .. } => within("the number of keys", *count, 1, MAX_KEYS),
            Keys::Zipf { count, exponent, .. } => {
                within("the number of keys", *count, 1, MAX_KEYS)?;
                within("the Zipf exponent in thousandths", *exponent, 1, 5_000)
            }
            Keys::Hot { count, .. } => within("the number of keys", *count, 2, MAX_KEYS),
            Keys::Names(names) => {
                within("the number of names", names.len(), 1, MAX_NAMES)?;
                names.iter().try_for_each(|name| {
                    PartitionKey::check(name).map_err(|why| ScenarioError(format!("“{name}”: {why}")))
                })
            }
            Keys::List { list, .. } if list.records() == 0 => {
                Err(ScenarioError("the pasted list holds no key: paste at least one".to_owned()))
            }
            Keys::List { .. } | Keys::Timestamp(_) | Keys::PerBatch | Keys::Random | Keys::RoundRobin => {
                Ok(())
            }
        }
    }

    /// The pasted list this producer replays, if it does.
    pub fn list(&self) -> Option<&KeyList> {
        match &self.keys {
            Keys::List { list, .. } => Some(list),
            _ => None,
        }
    }

    /// Bytes of the longest partition key this producer may send (a salt's suffix included).
    fn longest_key(&self) -> u64 {
        let key = match &self.keys {
            Keys::Names(names) => names.iter().map(String::len).max().unwrap_or(0) as u64,
            Keys::List { list, .. } => list.longest_key(),
            _ => 40,
        };
        key + if self.salt > 1 { 4 } else { 0 }
    }
}
