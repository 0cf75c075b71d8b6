//! What a producer may be set to.

use super::{ScenarioError, within};
use crate::{
    aws::limits::{PARTITION_KEY_CHARS, PUT_RECORDS_ENTRIES},
    kinesis::PartitionKey,
    sim::{
        KeyList,
        scenario::{
            Keys, MAX_DURATION, MAX_KEYS, MAX_NAME_CHARS, MAX_NAMES, MAX_PROCESSES, MAX_PRODUCERS, MAX_RATE,
            MAX_SALT, MAX_SALTED_KEYS, Producer, Put, Rate, RecordSize,
        },
    },
    units::{Bytes, RecordsPerSecond, SimDuration},
};

pub(super) fn check_producers(producers: &[Producer], max_record: Bytes) -> Result<(), ScenarioError> {
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
                ScenarioError::ours("sizes from the list need a pasted list with a size column".to_owned())
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
                    return Err(ScenarioError::ours(
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
                    PartitionKey::check(name).map_err(|why| ScenarioError::ours(format!("“{name}”: {why}")))
                })
            }
            Keys::List { list, .. } if list.records() == 0 => {
                Err(ScenarioError::ours("the pasted list holds no key: paste at least one".to_owned()))
            }
            Keys::List { .. } | Keys::Timestamp(_) | Keys::PerBatch | Keys::Random | Keys::RoundRobin => {
                Ok(())
            }
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
