//! What readers and the retention may be set to, what may happen to a reader, and AWS's answers.

use std::fmt;

use super::{ScenarioError, within};
use crate::{
    aws::limits::{
        FAN_OUT_CONSUMERS, FIREHOSE_BUFFER_INTERVAL_MAX, FIREHOSE_BUFFER_SIZE_MAX, GET_RECORDS_LIMIT,
        MAX_RETENTION, MIN_RETENTION,
    },
    sim::scenario::{
        Application, DeliveryStream, Fault, MAX_NAME_CHARS, MAX_RATE, MAX_READERS, MAX_WORKERS, Reader,
        ShardIteratorType, Throughput, Work,
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime, grouped},
};

mod lambda;

const HOUR: SimDuration = SimDuration::from_hours(1);
const SECOND: SimDuration = SimDuration::from_secs(1);
/// Fast enough to be refused by five calls a second, and slow enough to let an iterator expire.
const POLL: (SimDuration, SimDuration) = (SimDuration::from_millis(10), SimDuration::from_secs(600));

pub(super) const INVALID_ARGUMENT: &str = "InvalidArgumentException";

pub(super) fn check_retention(span: SimDuration) -> Result<(), ScenarioError> {
    let hours = |span: SimDuration| span.secs() / 3_600;
    if !span.millis().is_multiple_of(HOUR.millis()) {
        let text = format!("the retention period is in whole hours, 24 to 8,760, not {} s", span.secs());
        return Err(ScenarioError::ours(text));
    }
    let refused = |kind: &str, limit, why: &str| {
        let text = format!(
            "{kind} allowed retention period is {} hours. Requested retention period ({} hours) is too {why}.",
            hours(limit),
            hours(span)
        );
        Err(ScenarioError::aws(INVALID_ARGUMENT, text))
    };
    match span {
        _ if span < MIN_RETENTION.value => refused("Minimum", MIN_RETENTION.value, "short"),
        _ if span > MAX_RETENTION.value => refused("Maximum", MAX_RETENTION.value, "long"),
        _ => Ok(()),
    }
}

/// `at`: the moment from which on these are the readers.
pub(super) fn check_readers(readers: &[Reader], at: SimTime) -> Result<(), ScenarioError> {
    within("the number of readers", readers.len(), 0, MAX_READERS)?;
    for (place, reader) in readers.iter().enumerate() {
        reader.check(at)?;
        if readers[..place].iter().any(|other| other.name == reader.name) {
            let name = &reader.name;
            let text = format!("two readers are named “{name}”: give each a name of its own");
            return Err(ScenarioError::ours(text));
        }
    }
    let fan_out = readers.iter().filter(|reader| reader.throughput == Throughput::EnhancedFanOut);
    let most = FAN_OUT_CONSUMERS.value;
    if let Some(one_more) = fan_out.clone().nth(most) {
        return Err(ScenarioError::aws(
            "LimitExceededException",
            format!(
                "a provisioned stream has {most} enhanced fan-out consumers at the most, and these are {}: let \
                 “{}” read with GetRecords",
                fan_out.count(),
                one_more.name
            ),
        ));
    }
    Ok(())
}

impl Reader {
    fn check(&self, at: SimTime) -> Result<(), ScenarioError> {
        if self.name.trim().is_empty() {
            return Err(ScenarioError::ours("a reader needs a name: give it one of its own"));
        }
        within("the length of a reader's name", self.name.chars().count(), 1, MAX_NAME_CHARS)?;
        check_start(self.start, self.from.max(at), self)?;
        match (self.throughput, &self.work) {
            (Throughput::EnhancedFanOut, Work::Firehose(_)) => {
                return Err(ScenarioError::ours(format!(
                    "Amazon Data Firehose reads with GetRecords: let “{}” have shared throughput",
                    self.name
                )));
            }
            (Throughput::EnhancedFanOut, _) => {}
            (Throughput::Shared { poll_every }, _) => {
                within("the time between two GetRecords calls", poll_every, POLL.0, POLL.1)?;
            }
        }
        match &self.work {
            Work::Application(application) => application.check(),
            Work::Lambda(mapping) => mapping.check(),
            Work::Firehose(stream) => stream.check(),
        }
    }
}

impl Application {
    fn check(&self) -> Result<(), ScenarioError> {
        within("the number of workers", self.workers, 1, MAX_WORKERS)?;
        within("a worker's rate", self.rate, RecordsPerSecond::from_milli(1), MAX_RATE)?;
        let most = GET_RECORDS_LIMIT.value;
        if self.max_records > most {
            return Err(ScenarioError::aws(
                INVALID_ARGUMENT,
                format!(
                    "Limit is {}, and GetRecords gives {} records at the most: lower it",
                    grouped(u64::from(self.max_records)),
                    grouped(u64::from(most))
                ),
            ));
        }
        between(self.max_records, 1, most, "limit", "Set Limit from 1 to 10,000.")?;
        if let Some(every) = self.checkpoint_every {
            within("the time between two checkpoints", every, SECOND, HOUR)?;
        }
        within("the failover time", self.failover, SECOND, HOUR)
    }
}

impl DeliveryStream {
    fn check(&self) -> Result<(), ScenarioError> {
        let size = self.buffer_size;
        if !size.0.is_multiple_of(Bytes::MIB.0) {
            return Err(ScenarioError::ours(format!("the buffer's size is in whole MiB, not {size}")));
        }
        let most = FIREHOSE_BUFFER_SIZE_MAX.value.0 / Bytes::MIB.0;
        let todo = "Set SizeInMBs from 1 to 128.";
        between(size.0 / Bytes::MIB.0, 1, most, "bufferingHints.sizeInMBs", todo)?;
        let todo = "Set IntervalInSeconds from 0 (zero buffering) to 900.";
        let most = FIREHOSE_BUFFER_INTERVAL_MAX.value;
        seconds(self.buffer_interval, 0, most, "bufferingHints.intervalInSeconds", todo)
    }
}

/// Where `reader` begins, asked for at `at`. What lies before the horizon is not refused: it begins at the oldest
/// record that is still there.
fn check_start(start: ShardIteratorType, at: SimTime, reader: &Reader) -> Result<(), ScenarioError> {
    use ShardIteratorType::{AfterSequenceNumber, AtSequenceNumber, AtTimestamp, Latest, TrimHorizon};
    if let (Work::Lambda(_), AtSequenceNumber(_) | AfterSequenceNumber(_)) = (&reader.work, start) {
        return Err(ScenarioError::validation(
            &start.name(),
            "startingPosition",
            "satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
            "An event source mapping begins at one of these.",
        ));
    }
    if start.earliest() <= at {
        return Ok(());
    }
    let text = match start {
        // Whether the shard knows the number is the engine's to say; one of the future nobody can have.
        AtSequenceNumber(number) | AfterSequenceNumber(number) => format!(
            "StartingSequenceNumber {number} used in GetShardIterator on shard {} is invalid: it is of a later moment \
             than {at}. Take one of a record that is there by then",
            number.shard()
        ),
        AtTimestamp(_) | Latest | TrimHorizon => format!(
            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. \
             timestampInMillis: {}, currentTimestampInMillis: {}. Take a moment up to {at}, when “{}” asks for it",
            start.earliest().millis(),
            at.millis(),
            reader.name
        ),
    };
    Err(ScenarioError::aws(INVALID_ARGUMENT, text))
}

fn reader_at(place: usize, readers: &[Reader]) -> Result<&Reader, ScenarioError> {
    readers.get(place).ok_or_else(|| {
        ScenarioError::ours(format!(
            "a change names reader {place}, and there are {} at its time: count from 0",
            readers.len()
        ))
    })
}

pub(super) fn check_rewind(
    to: ShardIteratorType,
    at: SimTime,
    place: usize,
    readers: &[Reader],
) -> Result<(), ScenarioError> {
    check_start(to, at, reader_at(place, readers)?)
}

pub(super) fn check_fault(fault: Fault, place: usize, readers: &[Reader]) -> Result<(), ScenarioError> {
    let reader = reader_at(place, readers)?;
    if !fault.fits(&reader.work) {
        let text = format!("“{}” cannot have this fault: {}", reader.name, unfit(fault, &reader.work));
        return Err(ScenarioError::ours(text));
    }
    match fault {
        Fault::Slowed(part) if part.ppm() == 0 => Err(ScenarioError::ours(
            "a reader that is slowed to 0 % has stopped: stop it, or take 1 % and more",
        )),
        _ => Ok(()),
    }
}

fn unfit(fault: Fault, work: &Work) -> &'static str {
    match (fault, work) {
        (Fault::DestinationDown(_), _) => "only Amazon Data Firehose has a destination that can be down",
        (Fault::Crash, Work::Lambda(_)) => "Lambda has no worker that dies between batch and checkpoint",
        _ => "Amazon Data Firehose runs no code of yours",
    }
}

/// # Errors
/// `ValidationException` in AWS's words, and `todo`.
fn between<T: PartialOrd + fmt::Display>(
    value: T,
    least: T,
    most: T,
    at: &str,
    todo: &str,
) -> Result<(), ScenarioError> {
    let rule = match &value {
        value if *value < least => format!("have value greater than or equal to {least}"),
        value if *value > most => format!("have value less than or equal to {most}"),
        _ => return Ok(()),
    };
    Err(ScenarioError::validation(&value, at, &rule, todo))
}

/// A setting that AWS takes in seconds.
fn seconds(
    span: SimDuration,
    least: u64,
    most: SimDuration,
    at: &str,
    todo: &str,
) -> Result<(), ScenarioError> {
    if !span.millis().is_multiple_of(1_000) {
        return Err(ScenarioError::ours(format!("{at} is in whole seconds, not {} ms", span.millis())));
    }
    between(span.secs(), least, most.secs(), at, todo)
}
