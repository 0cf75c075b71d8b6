//! Who reads the stream, and how. Data only; AWS's settings under AWS's names, with AWS's defaults.

use crate::{
    aws::limits::{
        ESM_BATCH_SIZE_DEFAULT, ESM_FUNCTION_CONCURRENCY, FIREHOSE_BUFFER_INTERVAL, FIREHOSE_BUFFER_SIZE,
        GET_RECORDS_LIMIT, KCL_FAILOVER,
    },
    kinesis::SequenceNumber,
    units::{Bytes, RecordsPerSecond, Share, SimDuration, SimTime},
};

/// Readers of one stream. More than the 20 fan-out consumers a stream may have, so that the limit can be met.
pub const MAX_READERS: usize = 24;
/// Workers (or processes) of one application.
pub const MAX_WORKERS: u32 = 1_000;

/// One application that reads the stream from its own position.
#[derive(Debug, Clone, PartialEq)]
pub struct Reader {
    pub name: String,
    /// Its first iterators are asked for at this moment.
    pub from: SimTime,
    /// Where it begins; only matters as long as there is no checkpoint.
    pub start: ShardIteratorType,
    pub throughput: Throughput,
    pub work: Work,
}

/// Where a shard iterator points to, as `GetShardIterator` has it (fact K18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardIteratorType {
    /// The oldest record that is still there.
    TrimHorizon,
    /// Just after the newest record.
    Latest,
    /// The first record that arrived at this moment of the run or later.
    AtTimestamp(SimTime),
    /// Exactly this record, in its shard; other shards are left alone.
    AtSequenceNumber(SequenceNumber),
    /// The record after it.
    AfterSequenceNumber(SequenceNumber),
}

impl ShardIteratorType {
    /// Before this moment nobody can ask for it.
    pub const fn earliest(self) -> SimTime {
        match self {
            Self::TrimHorizon | Self::Latest => SimTime::ZERO,
            Self::AtTimestamp(at) => at,
            Self::AtSequenceNumber(number) | Self::AfterSequenceNumber(number) => {
                SimTime::from_secs(number.second())
            }
        }
    }

    /// AWS's word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TrimHorizon => "TRIM_HORIZON",
            Self::Latest => "LATEST",
            Self::AtTimestamp(_) => "AT_TIMESTAMP",
            Self::AtSequenceNumber(_) => "AT_SEQUENCE_NUMBER",
            Self::AfterSequenceNumber(_) => "AFTER_SEQUENCE_NUMBER",
        }
    }
}

/// How records come to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Throughput {
    /// `GetRecords`: five calls and 2 MiB a second per shard, shared by all readers that poll.
    Shared {
        /// From one call to the next, per shard, while the reader is caught up or waits for nothing else.
        poll_every: SimDuration,
    },
    /// `SubscribeToShard`: 2 MiB a second per shard of its own, pushed.
    EnhancedFanOut,
}

/// What a reader does with its records.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    Application(Application),
    Lambda(EventSourceMapping),
    Firehose(DeliveryStream),
}

/// A program of one's own: processes that take records, work on them and note how far they came.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    pub library: Library,
    /// Processes. With the KCL each holds the leases of some shards; one lease has one worker at a time.
    pub workers: u32,
    /// What one worker manages, all its shards together.
    pub rate: RecordsPerSecond,
    /// `Limit` of `GetRecords`.
    pub max_records: u32,
    /// Time between two checkpoints of a shard; nothing: none is ever written.
    pub checkpoint_every: Option<SimDuration>,
    /// `failoverTimeMillis`: from a worker's death until others take its leases. For the SDK: until it is
    /// started again.
    pub failover: SimDuration,
    pub on_exception: OnException,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Library {
    /// The Kinesis Client Library: leases, checkpoints, parents before children.
    Kcl,
    /// `GetShardIterator` and `GetRecords` in a loop of one's own.
    Sdk,
}

/// What happens to a batch that throws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnException {
    /// The rest of the batch is passed over: what the KCL does by default.
    SkipBatch,
    /// Only the record that throws is passed over and noted.
    SkipRecord,
    /// The same batch again, until it works.
    Retry,
}

/// A Lambda event source mapping on the stream (facts 7.1).
#[derive(Debug, Clone, PartialEq)]
pub struct EventSourceMapping {
    /// `BatchSize`, 1 to 10,000.
    pub batch_size: u32,
    /// `MaximumBatchingWindowInSeconds`, 0 to 300 s.
    pub maximum_batching_window: SimDuration,
    /// `ParallelizationFactor`, 1 to 10 batches at a time and shard; a key stays in one of them.
    pub parallelization_factor: u32,
    /// `BisectBatchOnFunctionError`.
    pub bisect_batch_on_function_error: bool,
    /// `MaximumRetryAttempts`; nothing stands for AWS's −1: without end.
    pub maximum_retry_attempts: Option<u32>,
    /// `MaximumRecordAgeInSeconds`; nothing stands for AWS's −1: without end.
    pub maximum_record_age: Option<SimDuration>,
    /// Where a batch goes that is given up.
    pub on_failure: Option<OnFailure>,
    /// `TumblingWindowInSeconds`, 0 to 900 s.
    pub tumbling_window: SimDuration,
    /// `ReportBatchItemFailures`, and what the function makes of it.
    pub response: FunctionResponse,
    /// How many records match the `FilterCriteria`; all of them without.
    pub filter_matches: Share,
    /// One invocation, whatever its batch …
    pub duration: SimDuration,
    /// … and on top for each record, in microseconds.
    pub micros_per_record: u32,
    /// Concurrent executions that the account (or the function's reserved concurrency) leaves to it.
    pub concurrency: u32,
}

/// Destination for batches that are given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnFailure {
    /// Where the batch lies, not what is in it.
    Sqs,
    /// As with SQS.
    Sns,
    /// The records, too.
    S3,
}

/// What a function answers when one record of its batch fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FunctionResponse {
    /// It throws: the whole batch has failed.
    Throws,
    /// `ReportBatchItemFailures` with the failed record's sequence number: the retry begins there.
    LowestFailed,
    /// `ReportBatchItemFailures` with an empty list: counts as success, the record is lost.
    EmptyList,
    /// `ReportBatchItemFailures` with a wrong `itemIdentifier`: the whole batch has failed.
    WrongIdentifier,
}

/// An Amazon Data Firehose stream with this stream as its source and S3 as its destination (facts F4, F5, F7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveryStream {
    /// `SizeInMBs`, 1 to 128 MiB.
    pub buffer_size: Bytes,
    /// `IntervalInSeconds`, 0 (zero buffering) to 900 s.
    pub buffer_interval: SimDuration,
}

/// What goes wrong with a reader, or is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It reads nothing (true), or goes on (false).
    Stopped(bool),
    /// It works at this part of its speed; 100 % mends it.
    Slowed(Share),
    /// Worker 0 dies after working on its batch and before its checkpoint.
    Crash,
    /// The next record of the busiest shard cannot be processed, ever.
    PoisonRecord,
    /// Every record fails: a release that throws. False: the fix is out.
    Failing(bool),
    /// Every record is processed wrongly, without an error. False: the fix is out.
    Wrong(bool),
    /// It runs a second time under the same name.
    DeployedTwice(bool),
    /// Its destination takes nothing (Firehose).
    DestinationDown(bool),
}

impl Fault {
    /// Whether it can befall a reader of this kind.
    pub const fn fits(self, work: &Work) -> bool {
        match work {
            Work::Application(_) => !matches!(self, Self::DestinationDown(_)),
            Work::Lambda(_) => !matches!(self, Self::Crash | Self::DestinationDown(_)),
            // It scales by itself, and runs no code that could fail.
            Work::Firehose(_) => {
                matches!(self, Self::Stopped(_) | Self::DeployedTwice(_) | Self::DestinationDown(_))
            }
        }
    }
}

impl Default for Application {
    fn default() -> Self {
        Self {
            library: Library::Kcl,
            workers: 2,
            rate: RecordsPerSecond::new(10_000),
            max_records: GET_RECORDS_LIMIT.value,
            checkpoint_every: Some(SimDuration::from_secs(10)),
            failover: KCL_FAILOVER.value,
            on_exception: OnException::SkipBatch,
        }
    }
}

impl Default for EventSourceMapping {
    fn default() -> Self {
        Self {
            batch_size: ESM_BATCH_SIZE_DEFAULT.value,
            maximum_batching_window: SimDuration::default(),
            parallelization_factor: 1,
            bisect_batch_on_function_error: false,
            maximum_retry_attempts: None,
            maximum_record_age: None,
            on_failure: None,
            tumbling_window: SimDuration::default(),
            response: FunctionResponse::Throws,
            filter_matches: Share::from_percent(100),
            duration: SimDuration::from_millis(100),
            micros_per_record: 0,
            concurrency: ESM_FUNCTION_CONCURRENCY.value,
        }
    }
}

impl Default for DeliveryStream {
    fn default() -> Self {
        Self { buffer_size: FIREHOSE_BUFFER_SIZE.value, buffer_interval: FIREHOSE_BUFFER_INTERVAL.value }
    }
}

impl Reader {
    /// A reader with the usual settings: from the horizon on, polling each second.
    pub fn new(name: &str, work: Work) -> Self {
        Self {
            name: name.to_owned(),
            from: SimTime::ZERO,
            start: ShardIteratorType::TrimHorizon,
            throughput: Throughput::Shared { poll_every: SimDuration::from_secs(1) },
            work,
        }
    }

    #[must_use]
    pub fn fan_out(self) -> Self {
        Self { throughput: Throughput::EnhancedFanOut, ..self }
    }
}
