//! Limits of Kinesis Data Streams, the Kinesis Producer Library and the AWS SDKs.

use super::Fact;
use crate::units::{Bytes, SimDuration};

const API_CREATE_STREAM: &str = "Kinesis API reference, CreateStream";
const API_PUT_RECORDS: &str = "Kinesis API reference, PutRecords";
const API_PUT_RECORD: &str = "Kinesis API reference, PutRecord";
const LARGE_RECORDS: &str = "docs.aws.amazon.com/streams/latest/dev/large-records.html";
const SIZES_AND_LIMITS: &str = "docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";
const HOW_TO_SIZE: &str = "docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html";
const KPL_DEFAULTS: &str = "amazon-kinesis-producer 1.0.7, default_config.properties";

/// Records a shard takes per second.
pub const SHARD_RECORDS_PER_SECOND: Fact<u64> = Fact::documented(1_000, API_CREATE_STREAM);

/// Bytes a shard takes per second. The API model writes 1 MiB, the developer guide "1 MB" (fact U2).
pub const SHARD_BYTES_PER_SECOND: Fact<Bytes> = Fact::conflicting(Bytes::MIB, API_CREATE_STREAM);

/// Whether partition-key bytes count against the bytes per second is not said by AWS. They do count in the
/// record's size and the request's, so they are counted here too (facts, section 12).
pub const PARTITION_KEY_COUNTS_IN_RATE: Fact<bool> = Fact::inferred(true, API_PUT_RECORDS);

/// What a shard may take at once where large records are allowed; it refills at
/// [`SHARD_BYTES_PER_SECOND`]. AWS words it as "temporarily bursts up to 10 MiB/s, eventually averaging out
/// to 1 MiB per second"; the algorithm is not published, a bucket is the simplest one that does that.
pub const SHARD_BURST_BYTES: Fact<Bytes> = Fact::inferred(Bytes(10 * 1_048_576), LARGE_RECORDS);

/// The largest record (data before base64, and partition key) a stream takes unless it was raised.
pub const DEFAULT_MAX_RECORD_SIZE: Fact<Bytes> = Fact::documented(Bytes::MIB, LARGE_RECORDS);

/// The largest record `UpdateMaxRecordSize` allows.
pub const MAX_RECORD_SIZE: Fact<Bytes> =
    Fact::documented(Bytes(10 * 1_048_576), API_PUT_RECORD).earlier("1 MiB until 2025-10-28");

/// Entries in one `PutRecords` request.
pub const PUT_RECORDS_ENTRIES: Fact<usize> = Fact::documented(500, API_PUT_RECORDS);

/// Bytes in one `PutRecords` request, partition keys included.
pub const PUT_RECORDS_BYTES: Fact<Bytes> =
    Fact::documented(Bytes(10 * 1_048_576), API_PUT_RECORDS).earlier("5 MiB until 2025-10-28");

/// Characters of a partition key.
pub const PARTITION_KEY_CHARS: Fact<usize> = Fact::documented(256, API_PUT_RECORD);

/// Shards of one stream that `UpdateShardCount` will go to, and the most simulated here.
pub const MAX_SHARDS: Fact<u32> = Fact::documented(10_000, "Kinesis API reference, UpdateShardCount");

/// `UpdateShardCount` calls of one stream in a rolling 24 hours (fact R4).
pub const UPDATE_SHARD_COUNT_CALLS: Fact<u32> =
    Fact::documented(10, "Kinesis API reference, UpdateShardCount");
/// Switches between capacity modes in 24 hours (fact K4).
pub const MODE_SWITCHES: Fact<u32> = Fact::documented(2, SIZES_AND_LIMITS);
/// What a new on-demand stream takes at once (facts K3, O4). AWS writes "4 MB/s".
pub const ON_DEMAND_START: Fact<Bytes> = Fact::conflicting(Bytes(4 * 1_048_576), SIZES_AND_LIMITS);
/// An on-demand stream takes so many times the peak of the last 30 days; more within [`ON_DEMAND_RISE`] may be
/// throttled (fact O2).
pub const ON_DEMAND_RISE_FACTOR: Fact<u64> = Fact::documented(2, HOW_TO_SIZE);
/// See [`ON_DEMAND_RISE_FACTOR`].
pub const ON_DEMAND_RISE: Fact<SimDuration> = Fact::documented(SimDuration::from_secs(900), HOW_TO_SIZE);
/// Warm throughput of an on-demand Advantage stream at the most (fact O5).
pub const WARM_THROUGHPUT: Fact<Bytes> =
    Fact::documented(Bytes(10 << 30), "Kinesis API reference, UpdateStreamWarmThroughput");
/// On-demand streams of an account and Region at first (fact K2).
pub const ON_DEMAND_STREAMS: Fact<u32> = Fact::documented(50, SIZES_AND_LIMITS);
/// AWS's advice: at most so many percent of the records larger than 1 MiB (facts 1.10).
pub const LARGE_RECORDS_PERCENT: Fact<u32> = Fact::documented(2, LARGE_RECORDS);

/// Largest aggregated record the KPL builds.
pub const KPL_AGGREGATION_MAX_SIZE: Fact<Bytes> = Fact::documented(Bytes(51_200), KPL_DEFAULTS);
/// Bytes of the magic number and the MD5 around an aggregated record (fact L7).
pub const KPL_FRAME_BYTES: Fact<u64> =
    Fact::documented(4 + 16, "amazon-kinesis-producer, aggregation-format.md");
/// Bytes of tags, lengths and table indexes around one user record within it: what the format comes to for records of
/// some hundred bytes.
pub const KPL_WRAPPING_BYTES: Fact<u64> =
    Fact::inferred(11, "amazon-kinesis-producer, aggregation-format.md");
/// How long the KPL waits to fill a record.
pub const KPL_RECORD_MAX_BUFFERED_MS: Fact<u64> = Fact::documented(100, KPL_DEFAULTS);
/// How long a KPL record lives before it is given up.
pub const KPL_RECORD_TTL_MS: Fact<u64> = Fact::documented(30_000, KPL_DEFAULTS);
/// Percent of a shard's limit that one KPL process sends to it.
pub const KPL_RATE_LIMIT_PERCENT: Fact<u64> = Fact::documented(150, KPL_DEFAULTS);
/// On-demand only: `UpdateStreamRecordDistributionStrategy` with `AUTO` spreads records evenly whatever their
/// key, and keeps no order per key.
pub const AUTO_DISTRIBUTION: Fact<&str> = Fact::documented(
    "on-demand streams only; no order per key",
    "docs.aws.amazon.com/streams/latest/dev/service-managed-pk-overview.html",
);

const API_GET_RECORDS: &str = "Kinesis API reference, GetRecords";
const API_SUBSCRIBE: &str = "Kinesis API reference, SubscribeToShard";
const ESM_PARAMETERS: &str = "docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html";
const KCL_CODE: &str = "amazon-kinesis-client 3.5.1, its code's defaults";
const FIREHOSE_BUFFERING: &str = "docs.aws.amazon.com/firehose/latest/dev/buffering.html";
const RETENTION: &str = "docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html";

/// `GetRecords` calls a shard answers per second, all shared readers together (fact K11).
pub const GET_RECORDS_PER_SECOND: Fact<u32> = Fact::documented(5, API_CREATE_STREAM);
/// Bytes per second a shard gives to all shared readers together, and to each fan-out consumer (facts K11, E2).
pub const SHARD_READ_BYTES_PER_SECOND: Fact<Bytes> =
    Fact::conflicting(Bytes(2 * 1_048_576), API_CREATE_STREAM);
/// Records in one answer of `GetRecords` (facts K11, K20); a larger `Limit` is an `InvalidArgumentException`.
pub const GET_RECORDS_LIMIT: Fact<u32> = Fact::documented(10_000, API_GET_RECORDS);
/// Bytes in one answer of `GetRecords`; the guide writes "10 MB", the API "10 MiB" (fact U5). After such an
/// answer the calls of the next five seconds are refused (fact K12): the time in which 10 MiB would have come.
pub const GET_RECORDS_BYTES: Fact<Bytes> = Fact::conflicting(Bytes(10 * 1_048_576), API_GET_RECORDS);
/// How much of a sparse shard's time one call looks through before it answers with nothing. AWS says that an
/// empty answer is not the end (fact K20) and names no figure; this one is an assumption.
pub const GET_RECORDS_LOOKS_THROUGH: Fact<SimDuration> =
    Fact::inferred(SimDuration::from_secs(300), API_GET_RECORDS);
/// How long a shard iterator is good (fact K17).
pub const ITERATOR_LIFETIME: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(300), "Kinesis API reference, GetShardIterator");
/// How long a `SubscribeToShard` subscription lasts (fact E3).
pub const SUBSCRIPTION_LIFETIME: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(300), API_SUBSCRIBE);
/// A second subscription within this time is refused with `ResourceInUseException`; later it takes over (E3).
pub const SUBSCRIPTION_TAKE_OVER: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(5), API_SUBSCRIBE);
/// Registered consumers of one stream (fact E1); 50 in On-demand Advantage.
pub const FAN_OUT_CONSUMERS: Fact<usize> =
    Fact::documented(20, "Kinesis API reference, RegisterStreamConsumer");
/// Consumers of one stream that may be `CREATING` at once (facts 1.3).
pub const FAN_OUT_CONSUMERS_CREATING: Fact<u32> =
    Fact::documented(5, "Kinesis API reference, RegisterStreamConsumer");
/// The same in On-demand Advantage.
pub const FAN_OUT_CONSUMERS_ADVANTAGE: Fact<usize> =
    Fact::documented(50, "Kinesis API reference, RegisterStreamConsumer");
/// Mean time from arrival to a fan-out consumer, however many there are (fact E4).
pub const FAN_OUT_DELAY: Fact<SimDuration> = Fact::documented(
    SimDuration::from_millis(70),
    "docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html",
);
/// Mean time from arrival to the one shared reader that polls as often as it may (fact E4).
pub const SHARED_DELAY: Fact<SimDuration> = Fact::documented(
    SimDuration::from_millis(200),
    "docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html",
);
/// From a `GetRecords` call to its records. AWS names no figure: this one lets a single reader that polls five
/// times a second see AWS's average of [`SHARED_DELAY`].
pub const GET_RECORDS_ANSWER: Fact<SimDuration> = Fact::inferred(
    SimDuration::from_millis(100),
    "docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html",
);
/// The shortest retention, and the one a stream has at first (fact T1).
pub const MIN_RETENTION: Fact<SimDuration> = Fact::documented(SimDuration::from_hours(24), RETENTION);
/// The longest retention (fact T1).
pub const MAX_RETENTION: Fact<SimDuration> =
    Fact::documented(SimDuration::from_hours(8_760), RETENTION).earlier("7 days, as many courses still say");

/// KCL: from a worker's last sign of life until its leases are taken (fact L4).
pub const KCL_FAILOVER: Fact<SimDuration> = Fact::documented(SimDuration::from_secs(10), KCL_CODE);
/// KCL: pause between two reads of a shard; the guide says 1 s (fact L4).
pub const KCL_IDLE_BETWEEN_READS: Fact<SimDuration> =
    Fact::conflicting(SimDuration::from_millis(1_500), KCL_CODE);

/// Event source mapping: `BatchSize` unless set, and the most.
pub const ESM_BATCH_SIZE_DEFAULT: Fact<u32> = Fact::documented(100, ESM_PARAMETERS);
pub const ESM_BATCH_SIZE: Fact<u32> = Fact::documented(10_000, ESM_PARAMETERS);
/// Payload of one invocation.
pub const ESM_PAYLOAD: Fact<Bytes> = Fact::documented(Bytes(6 * 1_048_576), ESM_PARAMETERS);
/// `MaximumBatchingWindowInSeconds` at the most.
pub const ESM_BATCHING_WINDOW: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(300), ESM_PARAMETERS);
/// `ParallelizationFactor` at the most.
pub const ESM_PARALLELIZATION_FACTOR: Fact<u32> = Fact::documented(10, ESM_PARAMETERS);
/// `MaximumRetryAttempts` at the most; −1 is without end.
pub const ESM_RETRY_ATTEMPTS: Fact<u32> = Fact::documented(10_000, ESM_PARAMETERS);
/// `MaximumRecordAgeInSeconds`, least and most; −1 is without end.
pub const ESM_RECORD_AGE_MIN: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(60), ESM_PARAMETERS);
pub const ESM_RECORD_AGE: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(604_800), ESM_PARAMETERS);
/// `TumblingWindowInSeconds` at the most.
pub const ESM_TUMBLING_WINDOW: Fact<SimDuration> = Fact::documented(
    SimDuration::from_secs(900),
    "docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html",
);
/// A mapping polls each shard this often while it is caught up.
pub const ESM_POLL: Fact<SimDuration> = Fact::documented(SimDuration::from_secs(1), ESM_PARAMETERS);
/// Concurrent executions of an account and Region at first (facts 7.3).
pub const ESM_FUNCTION_CONCURRENCY: Fact<u32> =
    Fact::documented(1_000, "docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html");
/// Longest run of a function. Lambda's API model of 2026-11-20 has 1,800 s (and 5,400 s for asynchronous and mapped
/// invocations on Managed Instances).
pub const LAMBDA_TIMEOUT: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(1_800), "Lambda API reference, CreateFunction (2026-11-20)")
        .earlier("15 minutes, as the exam and most courses have it");

/// Firehose buffer hints for S3 (fact F4).
pub const FIREHOSE_BUFFER_SIZE: Fact<Bytes> = Fact::documented(Bytes(5 * 1_048_576), FIREHOSE_BUFFERING);
pub const FIREHOSE_BUFFER_SIZE_MAX: Fact<Bytes> =
    Fact::documented(Bytes(128 * 1_048_576), FIREHOSE_BUFFERING);
pub const FIREHOSE_BUFFER_INTERVAL: Fact<SimDuration> =
    Fact::documented(SimDuration::from_secs(300), FIREHOSE_BUFFERING);
/// 0 is zero buffering (fact F5).
pub const FIREHOSE_BUFFER_INTERVAL_MAX: Fact<SimDuration> =
    Fact::conflicting(SimDuration::from_secs(900), FIREHOSE_BUFFERING);
