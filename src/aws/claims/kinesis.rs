//! Kinesis Data Streams, the Kinesis Client Library and the Kinesis Producer Library.

use super::{Claim, Confidence, count, doc, hours, known, secs, since, size, span, text, was};
use crate::{
    aws::limits,
    units::{Bytes, SimDuration},
};

const LIMITS: &str = "docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";
const SIZING: &str = "docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html";
const RETENTION: &str = "docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html";
const LARGE: &str = "docs.aws.amazon.com/streams/latest/dev/large-records.html";
const FAN_OUT: &str = "docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html";
const RESHARD: &str = "docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html";
const CLOUDWATCH: &str = "docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html";
const PRICES: &str = "the pricing page of Amazon Kinesis Data Streams";
const ADVANTAGE: &str = "AWS Big Data Blog, 2025-11-03 and 2026-03-09 (On-demand Advantage)";
const AUTO: &str = "docs.aws.amazon.com/streams/latest/dev/service-managed-pk-overview.html";
const PUT_RECORD: &str = "Kinesis API reference, PutRecord";
const PUT_RECORDS: &str = "Kinesis API reference, PutRecords";
const GET_RECORDS: &str = "Kinesis API reference, GetRecords";
const CREATE_STREAM: &str = "Kinesis API reference, CreateStream";
const REGISTER: &str = "Kinesis API reference, RegisterStreamConsumer";
const SUBSCRIBE: &str = "Kinesis API reference, SubscribeToShard";
const SPLIT: &str = "Kinesis API reference, SplitShard";
const MERGE: &str = "Kinesis API reference, MergeShards";
const UPDATE_COUNT: &str = "Kinesis API reference, UpdateShardCount";
const KCL_TABLE: &str = "docs.aws.amazon.com/streams/latest/dev/kcl-dynamoDB.html";
const KPL: &str = "amazon-kinesis-producer 1.0.7, default_config.properties";

pub(super) const CLAIMS: &[Claim] = &[
    // Quotas of account and stream
    since(
        doc(
            "K1",
            LIMITS,
            "An account may have {shards_quota_large} shards in us-east-1, us-west-2 and eu-west-1, and 1,000 or 6,000 in other Regions, until it asks for more.",
            &[count("shards_quota_large", 20_000)],
        ),
        "200 or 500 shards, as older courses say",
    ),
    doc(
        "K2",
        LIMITS,
        "An account may have any number of provisioned streams, and {on_demand_streams} on-demand streams per Region until it asks for more.",
        &[count("on_demand_streams", limits::ON_DEMAND_STREAMS.value as u64)],
    ),
    known(
        "K3",
        Confidence::Conflicting,
        LIMITS,
        "A new on-demand stream takes {on_demand_start} and gives {on_demand_start_read}; it grows to {on_demand_max} of writes in us-east-1, us-west-2 and eu-west-1 and to {on_demand_max_other} elsewhere by default.",
        &[
            text("on_demand_start", "4 MB/s"),
            text("on_demand_start_read", "8 MB/s"),
            was(text("on_demand_max", "10 GB/s"), "200 MB/s"),
            text("on_demand_max_other", "200 MB/s"),
        ],
    ),
    doc(
        "K4",
        LIMITS,
        "A stream changes its capacity mode at most {mode_switches} times in 24 hours, and keeps its shards.",
        &[count("mode_switches", limits::MODE_SWITCHES.value as u64)],
    ),
    doc(
        "K5",
        CREATE_STREAM,
        "A stream's status is CREATING, ACTIVE, UPDATING or DELETING; its name has 1 to {stream_name_chars} characters.",
        &[count("stream_name_chars", 128)],
    ),
    // Data plane
    known(
        "K10",
        Confidence::Conflicting,
        CREATE_STREAM,
        "A shard takes {shard_records} records a second and {shard_write} a second, whichever is reached first.",
        &[
            count("shard_records", limits::SHARD_RECORDS_PER_SECOND.value),
            size("shard_write", limits::SHARD_BYTES_PER_SECOND.value),
        ],
    ),
    known(
        "K11",
        Confidence::Conflicting,
        GET_RECORDS,
        "A shard gives {shard_read} a second and answers {get_records_calls} GetRecords calls a second, with up to {get_records_limit} records or {get_records_bytes} each; all consumers without enhanced fan-out share this.",
        &[
            size("shard_read", limits::SHARD_READ_BYTES_PER_SECOND.value),
            count("get_records_calls", limits::GET_RECORDS_PER_SECOND.value as u64),
            count("get_records_limit", limits::GET_RECORDS_LIMIT.value as u64),
            size("get_records_bytes", limits::GET_RECORDS_BYTES.value),
        ],
    ),
    doc(
        "K12",
        GET_RECORDS,
        "After an answer of {get_records_bytes} the calls of the next {get_records_pause} throw ProvisionedThroughputExceededException.",
        &[secs("get_records_pause", 5)],
    ),
    since(
        doc(
            "K14",
            PUT_RECORDS,
            "PutRecords takes {put_records_entries} records and {put_records_bytes} in one request, partition keys included.",
            &[
                count("put_records_entries", limits::PUT_RECORDS_ENTRIES.value as u64),
                was(size("put_records_bytes", limits::PUT_RECORDS_BYTES.value), "5 MiB"),
            ],
        ),
        "5 MiB a request until 2025-10-28",
    ),
    since(
        doc(
            "K15",
            LARGE,
            "A record is its data and its partition key, {record_default} at the most by default; UpdateMaxRecordSize raises a stream to {record_max}.",
            &[
                size("record_default", limits::DEFAULT_MAX_RECORD_SIZE.value),
                was(size("record_max", limits::MAX_RECORD_SIZE.value), "1 MiB"),
            ],
        ),
        "1 MiB, and no way to raise it, until 2025-10-28",
    ),
    doc(
        "K16",
        PUT_RECORDS,
        "PutRecords is neither atomic nor ordered: entries fail one by one, with an ErrorCode of ProvisionedThroughputExceededException or InternalFailure, and FailedRecordCount tells how many; only those are to be sent again.",
        &[],
    ),
    doc(
        "K17",
        "Kinesis API reference, GetShardIterator",
        "A shard iterator is good for {iterator_life}; after that GetRecords throws ExpiredIteratorException.",
        &[span("iterator_life", limits::ITERATOR_LIFETIME.value)],
    ),
    doc(
        "K18",
        "Kinesis API reference, GetShardIterator",
        "An iterator begins AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, AT_TIMESTAMP, at TRIM_HORIZON (the oldest record) or at LATEST (after the newest).",
        &[],
    ),
    doc(
        "K19",
        GET_RECORDS,
        "ApproximateArrivalTimestamp is set by the service to the millisecond, with no guarantee that it always increases.",
        &[],
    ),
    doc(
        "K20",
        GET_RECORDS,
        "An empty answer of GetRecords is not the end of the shard: NextShardIterator is null only for a closed shard that was read to its end, and MillisBehindLatest is 0 for a reader at the tip.",
        &[],
    ),
    doc(
        "K30",
        LIMITS,
        "Control-plane calls have rates of their own: DescribeStreamSummary {describe_summary_rate} a second, ListShards {list_shards_rate} a second and stream, SplitShard and MergeShards 5 a second.",
        &[count("describe_summary_rate", 20), was(count("list_shards_rate", 1_000), "100")],
    ),
    // Keys
    doc(
        "H1",
        PUT_RECORD,
        "A partition key has 1 to {partition_key_chars} characters; its MD5, a 128-bit number, falls into the hash key range of exactly one open shard, which takes the record.",
        &[count("partition_key_chars", limits::PARTITION_KEY_CHARS.value as u64)],
    ),
    doc(
        "H2",
        PUT_RECORD,
        "ExplicitHashKey takes the place of the hash; the partition key is still required and stored.",
        &[],
    ),
    known(
        "H5",
        Confidence::Inferred,
        "kinesalite and moto, emulators tested against AWS",
        "A stream of N shards divides the hash keys into N equal ranges; the last one takes the remainder.",
        &[],
    ),
    doc(
        "H7",
        SIZING,
        "One partition key never exceeds the rate of one shard, in any capacity mode, as long as keys decide the shard; adding shards does not help it.",
        &[],
    ),
    // Sequence numbers, order
    doc(
        "S1",
        PUT_RECORD,
        "A sequence number is given by the service on writing, generally increases over time for one key, and belongs to its shard.",
        &[],
    ),
    doc(
        "S3",
        PUT_RECORD,
        "Order is kept within a shard, so for one partition key; SequenceNumberForOrdering with PutRecord keeps a producer's strict order.",
        &[],
    ),
    // Resharding
    doc("R1", SPLIT, "SplitShard makes two open shards of one, at NewStartingHashKey.", &[]),
    doc("R2", MERGE, "MergeShards makes one open shard of two whose hash key ranges are adjacent.", &[]),
    doc(
        "R3",
        SPLIT,
        "Resharding is asynchronous: the stream is UPDATING, reads and writes go on, and another change is refused with ResourceInUseException; only provisioned streams are resharded by hand.",
        &[],
    ),
    doc(
        "R4",
        UPDATE_COUNT,
        "UpdateShardCount goes at most to {reshard_up} and at least to {reshard_down} of the shards there are, {reshard_calls} times in a rolling 24 hours, and to {reshard_max} shards.",
        &[
            text("reshard_up", "double"),
            text("reshard_down", "half"),
            count("reshard_calls", limits::UPDATE_SHARD_COUNT_CALLS.value as u64),
            count("reshard_max", limits::MAX_SHARDS.value as u64),
        ],
    ),
    doc(
        "R6",
        RESHARD,
        "A shard is OPEN, then CLOSED after a split or merge and still readable, then EXPIRED once all it held is older than the retention.",
        &[],
    ),
    doc("R7", RESHARD, "To keep order, a parent shard is read to its end before its children.", &[]),
    doc("R8", RESHARD, "Records that are stored do not move to child shards; only new writes go there.", &[]),
    // Fan-out
    since(
        doc(
            "E1",
            REGISTER,
            "A stream has up to {fan_out_consumers} registered consumers, {fan_out_consumers_advantage} in On-demand Advantage.",
            &[
                was(count("fan_out_consumers", limits::FAN_OUT_CONSUMERS.value as u64), "5"),
                count("fan_out_consumers_advantage", limits::FAN_OUT_CONSUMERS_ADVANTAGE.value as u64),
            ],
        ),
        "20 in every mode until 2025-11-20; older courses say 5",
    ),
    known(
        "E2",
        Confidence::Conflicting,
        REGISTER,
        "Each registered consumer gets up to {fan_out_read} a second per shard of its own, pushed over HTTP/2.",
        &[size("fan_out_read", limits::SHARD_READ_BYTES_PER_SECOND.value)],
    ),
    doc(
        "E3",
        SUBSCRIBE,
        "A SubscribeToShard subscription lasts up to {subscription_life}; a second one by the same consumer within {subscription_guard} is refused with ResourceInUseException, later it takes over.",
        &[
            span("subscription_life", limits::SUBSCRIPTION_LIFETIME.value),
            span("subscription_guard", limits::SUBSCRIPTION_TAKE_OVER.value),
        ],
    ),
    doc(
        "E4",
        FAN_OUT,
        "Records reach one shared consumer in about {shared_delay} on average and five in up to about {shared_delay_five}; with enhanced fan-out about {fan_out_delay} on average, whatever their number.",
        &[
            span("shared_delay", limits::SHARED_DELAY.value),
            text("shared_delay_five", "1,000 ms"),
            span("fan_out_delay", limits::FAN_OUT_DELAY.value),
        ],
    ),
    known(
        "E5",
        Confidence::Inferred,
        FAN_OUT,
        "n shared consumers get about {shard_read} ÷ n a second per shard each, and n × their polling rate must stay within {get_records_calls} calls a second.",
        &[],
    ),
    // Retention
    since(
        doc(
            "T1",
            RETENTION,
            "A stream keeps records for {retention_default} by default and for {retention_max} at the most.",
            &[
                span("retention_default", limits::MIN_RETENTION.value),
                was(span("retention_max", limits::MAX_RETENTION.value), "7 days"),
            ],
        ),
        "7 days until November 2020, as many courses still say",
    ),
    since(
        doc(
            "T2",
            PRICES,
            "Only the first {retention_free} are included. Provisioned: up to 7 days by the shard-hour, beyond by the GB-month. On-demand: by the GB-month.",
            &[hours("retention_free", 24)],
        ),
        "\"7 days at no extra cost\", which was never so",
    ),
    doc(
        "T3",
        RETENTION,
        "Raising the retention does not bring expired records back; lowering it makes older ones inaccessible almost at once.",
        &[],
    ),
    known(
        "T4",
        Confidence::Inferred,
        "Kinesis API reference",
        "Reading does not delete: a record stays until the retention ends, and nothing deletes it before.",
        &[],
    ),
    // On demand
    since(
        doc(
            "O1",
            "Kinesis API reference, UpdateAccountSettings",
            "Streams have three capacity modes: provisioned, On-demand Standard and On-demand Advantage, the last a setting of the account in a Region.",
            &[],
        ),
        "two modes until 2025-11-03",
    ),
    doc(
        "O2",
        SIZING,
        "An on-demand stream takes up to {on_demand_factor} times the peak of the last 30 days; more than that within {on_demand_rise} can be throttled.",
        &[
            count("on_demand_factor", limits::ON_DEMAND_RISE_FACTOR.value),
            span("on_demand_rise", limits::ON_DEMAND_RISE.value),
        ],
    ),
    doc(
        "O3",
        SIZING,
        "An on-demand stream splits a shard evenly after {on_demand_split_after} above {on_demand_split_rate}; it does not isolate a hot key.",
        &[secs("on_demand_split_after", 900), text("on_demand_split_rate", "500 KB/s")],
    ),
    known(
        "O4",
        Confidence::Documented,
        "AWS Big Data Blog, 2025-10-28",
        "A new on-demand stream has {on_demand_shards} shards.",
        &[count("on_demand_shards", 4)],
    ),
    doc(
        "O5",
        ADVANTAGE,
        "On-demand Advantage streams can be warmed up to {warm_throughput} a second at no extra fee.",
        &[size("warm_throughput", limits::WARM_THROUGHPUT.value)],
    ),
    doc(
        "O6",
        ADVANTAGE,
        "On-demand Advantage commits the account in a Region to at least {advantage_commitment} of writes and as much of reads a second, for at least 24 hours.",
        &[text("advantage_commitment", "25 MiB")],
    ),
    doc(
        "O7",
        ADVANTAGE,
        "On-demand Advantage pays from about {advantage_pays} of sustained writes, with more than two fan-out consumers, or with hundreds of streams.",
        &[text("advantage_pays", "10 MiB/s")],
    ),
    doc(
        "O9",
        CREATE_STREAM,
        "SplitShard, MergeShards and UpdateShardCount on an on-demand stream are refused with ValidationException.",
        &[],
    ),
    // Large records and what is new in 2026
    known(
        "LR1",
        Confidence::Inferred,
        LARGE,
        "Where large records are allowed a shard bursts to {shard_burst} and averages out to {shard_write} a second; AWS advises that at most 1–2 % of the records be large.",
        &[size("shard_burst", limits::SHARD_BURST_BYTES.value)],
    ),
    doc(
        "AD1",
        AUTO,
        "An on-demand stream may spread records itself (distribution strategy AUTO): keys no longer decide the shard, and there is no order per key. On a provisioned stream AUTO is an InvalidArgumentException.",
        &[],
    ),
    doc(
        "QS1",
        "Kinesis API reference, CreateQueue (2026-11-20)",
        "An on-demand stream can carry queues: consumers receive up to {stream_queue_batch} records, acknowledge each one and have dead letters, without order; acknowledging removes nothing from the stream. A queue counts as a registered consumer.",
        &[count("stream_queue_batch", 10)],
    ),
    doc(
        "DD1",
        "docs.aws.amazon.com/streams/latest/dev/data-delivery.html",
        "An on-demand stream can deliver to S3 and to Iceberg tables without Firehose, {delivery_freshness} fresh, without transformation.",
        &[text("delivery_freshness", "5 to 15 minutes")],
    ),
    doc(
        "EX1",
        "Kinesis API reference, common errors",
        "ProvisionedThroughputExceededException is about the data rate of a shard; LimitExceededException about control-plane calls and quotas; ResourceInUseException about a stream that is not ACTIVE or a subscription that is.",
        &[],
    ),
    doc(
        "CW1",
        CLOUDWATCH,
        "Stream-level metrics have a data point a minute and are free, among them WriteProvisionedThroughputExceeded, ReadProvisionedThroughputExceeded, IncomingBytes, IncomingRecords and GetRecords.IteratorAgeMilliseconds.",
        &[],
    ),
    doc("CW2", CLOUDWATCH, "EnableEnhancedMonitoring adds metrics for each shard, which are billed.", &[]),
    doc(
        "CW3",
        CLOUDWATCH,
        "A rising GetRecords.IteratorAgeMilliseconds is a consumer that falls behind; past the retention, data are lost.",
        &[],
    ),
    known(
        "Z1",
        Confidence::Inferred,
        SIZING,
        "Shards needed are the largest of records a second ÷ {shard_records}, bytes a second ÷ {shard_write} and bytes read by shared consumers ÷ {shard_read}, each rounded up; AWS's own formula leaves out the records.",
        &[],
    ),
    doc(
        "SE1",
        "docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
        "Server-side encryption with a KMS key covers records at rest in the stream, without changes to producers or consumers but for their KMS permissions; TLS covers them on the way.",
        &[],
    ),
    known(
        "PU1",
        Confidence::Documented,
        PRICES,
        "A provisioned stream is billed by the shard-hour and by PUT payload units of {put_unit}, each record rounded up by itself.",
        &[text("put_unit", "25 KB")],
    ),
    doc(
        "PU2",
        PRICES,
        "On-demand writes are billed by the GB, each record rounded up to {on_demand_step}.",
        &[text("on_demand_step", "1 KB")],
    ),
    doc(
        "PU3",
        PRICES,
        "An on-demand Standard stream is billed by the stream-hour, also while nothing flows, and by the GB in and out.",
        &[],
    ),
    doc(
        "PU4",
        PRICES,
        "Enhanced fan-out of a provisioned stream is billed by the consumer-shard-hour and by the GB.",
        &[],
    ),
    // Libraries
    doc(
        "L1",
        KCL_TABLE,
        "The KCL keeps leases and checkpoints in a DynamoDB table: a lease for each shard, held by one worker at a time; a worker may hold many.",
        &[],
    ),
    known("L1b", Confidence::Inferred, KCL_TABLE, "KCL workers beyond the number of shards are idle.", &[]),
    doc(
        "L2",
        "docs.aws.amazon.com/streams/latest/dev/kcl-dynamoDB.html",
        "KCL 3.0 to 3.4 makes {kcl_tables} DynamoDB tables, 3.5 can put all in one; they are billed to you.",
        &[was(count("kcl_tables", 3), "1")],
    ),
    doc(
        "L5",
        "README notices of amazon-kinesis-client and amazon-kinesis-producer",
        "KCL 1.x and KPL 0.x are out of support since {kcl1_end}.",
        &[text("kcl1_end", "2026-01-30")],
    ),
    doc(
        "L6",
        "README of amazon-kinesis-client",
        "The KCL delivers at least once: after a crash it reads again from the last checkpoint.",
        &[],
    ),
    doc(
        "L7",
        "amazon-kinesis-producer, aggregation-format.md",
        "An aggregated record holds many user records in one Kinesis record, framed by a magic number and an MD5; consumers must take it apart.",
        &[],
    ),
    doc(
        "L8",
        KPL,
        "By default the KPL aggregates up to {kpl_aggregate}, buffers for {kpl_buffer}, gives a record up after {kpl_ttl} and sends up to {kpl_rate} % of a shard's limit.",
        &[
            size("kpl_aggregate", limits::KPL_AGGREGATION_MAX_SIZE.value),
            span("kpl_buffer", SimDuration::from_millis(limits::KPL_RECORD_MAX_BUFFERED_MS.value)),
            span("kpl_ttl", SimDuration::from_millis(limits::KPL_RECORD_TTL_MS.value)),
            count("kpl_rate", limits::KPL_RATE_LIMIT_PERCENT.value),
        ],
    ),
    known(
        "L9",
        Confidence::Inferred,
        "amazon-kinesis-producer, aggregation-format.md and README",
        "Aggregation puts many user records into one Kinesis record, and spares PUT units and the records limit; collection puts many Kinesis records into one PutRecords call, and spares calls only.",
        &[],
    ),
    doc(
        "L10",
        "botocore, retry modes",
        "An AWS SDK retries a throttled call with exponential backoff and jitter; the entries that fail inside a successful PutRecords are left to the caller.",
        &[],
    ),
    doc(
        "SZ1",
        CREATE_STREAM,
        "The least stream is one shard: {shard_write} a second in, {shard_read} a second out.",
        &[size("one_mib", Bytes::MIB)],
    ),
];
