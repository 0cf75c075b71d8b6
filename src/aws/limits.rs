//! Limits of Kinesis Data Streams, the Kinesis Producer Library and the AWS SDKs.

use super::Fact;
use crate::units::Bytes;

const API_CREATE_STREAM: &str = "Kinesis API reference, CreateStream";
const API_PUT_RECORDS: &str = "Kinesis API reference, PutRecords";
const API_PUT_RECORD: &str = "Kinesis API reference, PutRecord";
const LARGE_RECORDS: &str = "docs.aws.amazon.com/streams/latest/dev/large-records.html";
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

/// Largest aggregated record the KPL builds.
pub const KPL_AGGREGATION_MAX_SIZE: Fact<Bytes> = Fact::documented(Bytes(51_200), KPL_DEFAULTS);
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
