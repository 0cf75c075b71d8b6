//! Where AWS's own API models (`botocore/data/<model>/…/service-2.json`) say what the claims say, so that a program can
//! tell when they no longer do (`tests/tools/watch.py`).

use super::claims::{self, Value};

/// One place of a model, and what stands there while a claim holds.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    /// Id of the claim.
    pub claim: &'static str,
    /// `kinesis`, `sqs` …
    pub model: &'static str,
    /// Path into the model, with dots: `shapes.Data.max`, `operations.PutRecords`.
    pub at: &'static str,
    pub stands: Stands,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy)]
pub enum Stands {
    /// A number of the claim's, in this unit.
    Number(&'static str, Unit),
    /// Exactly these members, in any order.
    Members(&'static [&'static str]),
    /// This pattern.
    Pattern(&'static str),
    /// A documentation in which this sentence, or part of one, occurs (without mark-up, spaces folded). Names of the
    /// claim's numbers stand in it in braces, as the model writes them.
    Words(&'static str),
    /// Something by this name is there.
    There,
}

/// In which unit the model counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    One,
    Bytes,
    KiB,
    MiB,
    Seconds,
}

impl Stands {
    /// A number as the model has it; nothing for what is no number, or names one that there is not.
    pub fn number(&self) -> Option<u64> {
        let Self::Number(name, unit) = self else { return None };
        let (_, number) = claims::number(name)?;
        match (number.is, unit) {
            (Value::Count(n), Unit::One) => Some(n),
            (Value::Size(bytes), Unit::Bytes) => Some(bytes.0),
            (Value::Size(bytes), Unit::KiB) => Some(bytes.0 / 1_024),
            (Value::Size(bytes), Unit::MiB) => Some(bytes.0 / 1_048_576),
            (Value::Span(span), Unit::Seconds) => Some(span.millis() / 1_000),
            _ => None,
        }
    }
}

const fn at(claim: &'static str, model: &'static str, at: &'static str, stands: Stands) -> Watched {
    Watched { claim, model, at, stands }
}

use Stands::{Members, Number, Pattern, There, Words};
use Unit::{Bytes, KiB, MiB, One, Seconds};

#[rustfmt::skip]
pub const WATCHED: &[Watched] = &[
    // Kinesis
    at("K5", "kinesis", "shapes.StreamName.max", Number("stream_name_chars", One)),
    at("K5", "kinesis", "shapes.StreamName.pattern", Pattern("[a-zA-Z0-9_.-]+")),
    at("K5", "kinesis", "shapes.StreamStatus.enum", Members(&["CREATING", "DELETING", "ACTIVE", "UPDATING"])),
    at("K10", "kinesis", "operations.CreateStream", Words("writes up to 1,000 records per second, up to a maximum data write total of 1 MiB per second")),
    at("K11", "kinesis", "operations.CreateStream", Words("reads up to five transactions per second, up to a maximum data read total of 2 MiB per second")),
    at("K11", "kinesis", "shapes.GetRecordsInputLimit.max", Number("get_records_limit", One)),
    at("K11", "kinesis", "operations.GetRecords", Words("The maximum size of data that GetRecords can return is 10 MiB")),
    at("K12", "kinesis", "operations.GetRecords", Words("subsequent calls made within the next 5 seconds throw ProvisionedThroughputExceededException")),
    at("K14", "kinesis", "shapes.PutRecordsRequestEntryList.max", Number("put_records_entries", One)),
    at("K14", "kinesis", "operations.PutRecords", Words("up to a limit of 10 MiB for the entire request, including partition keys")),
    at("K15", "kinesis", "shapes.Data.max", Number("record_max", Bytes)),
    at("K15", "kinesis", "shapes.MaxRecordSizeInKiB.min", Number("record_default", KiB)),
    at("K15", "kinesis", "shapes.MaxRecordSizeInKiB.max", Number("record_max", KiB)),
    at("K16", "kinesis", "operations.PutRecords", Words("A single record failure does not stop the processing of subsequent records. As a result, PutRecords doesn't guarantee the ordering of records")),
    at("K17", "kinesis", "operations.GetShardIterator", Words("A shard iterator expires 5 minutes after it is returned")),
    at("K18", "kinesis", "shapes.ShardIteratorType.enum", Members(&["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"])),
    at("K30", "kinesis", "operations.ListShards", Words("1000 transactions per second per data stream")),
    at("K30", "kinesis", "operations.DescribeStreamSummary", Words("20 transactions per second per account")),
    at("H1", "kinesis", "shapes.PartitionKey.max", Number("partition_key_chars", One)),
    at("H1", "kinesis", "operations.PutRecord", Words("An MD5 hash function is used to map partition keys to 128-bit integer values")),
    at("H2", "kinesis", "shapes.HashKey.pattern", Pattern(r"^(0|([1-9]\d{0,38}))$")),
    at("S1", "kinesis", "shapes.SequenceNumber.pattern", Pattern(r"^(0|([1-9]\d{0,128}))$")),
    at("S1", "kinesis", "operations.PutRecord", Words("Sequence numbers increase over time and are specific to a shard within a stream, not across all shards")),
    at("R1", "kinesis", "shapes.SplitShardInput.members.NewStartingHashKey", There),
    at("R2", "kinesis", "operations.MergeShards", Words("Merges two adjacent shards")),
    at("R3", "kinesis", "operations.SplitShard", Words("Read and write operations continue to work while the stream is in the UPDATING state")),
    at("R4", "kinesis", "operations.UpdateShardCount", Words("Scale more than ten times per rolling 24-hour period per stream")),
    at("R4", "kinesis", "operations.UpdateShardCount", Words("Scale up to more than double your current shard count")),
    at("R4", "kinesis", "operations.UpdateShardCount", Words("Scale down below half your current shard count")),
    at("R4", "kinesis", "operations.UpdateShardCount", Words("Scale up to more than 10000 shards")),
    at("E1", "kinesis", "operations.RegisterStreamConsumer", Words("you can register up to 20 consumers per stream")),
    at("E1", "kinesis", "operations.RegisterStreamConsumer", Words("you can register up to 50 consumers per stream")),
    at("E2", "kinesis", "operations.RegisterStreamConsumer", Words("at a rate of up to 2 MiB per second for every shard you subscribe to")),
    at("E3", "kinesis", "operations.SubscribeToShard", Words("for up to 5 minutes, after which time you need to call SubscribeToShard again")),
    at("E3", "kinesis", "operations.SubscribeToShard", Words("within 5 seconds of a successful call, you'll get a ResourceInUseException")),
    at("T1", "kinesis", "operations.IncreaseStreamRetentionPeriod", Words("The maximum value of a stream's retention period is 8760 hours (365 days)")),
    at("T1", "kinesis", "operations.DecreaseStreamRetentionPeriod", Words("The minimum value of a stream's retention period is 24 hours")),
    at("O6", "kinesis", "shapes.MinimumThroughputBillingCommitmentInput", Words("Commitments have a minimum duration of 24 hours")),
    at("AD1", "kinesis", "shapes.RecordDistributionStrategy.enum", Members(&["AUTO", "USER_PARTITION_KEY"])),
    at("QS1", "kinesis", "operations.CreateQueue", Words("to receive up to 10 records at a time")),
    at("CW2", "kinesis", "shapes.MetricsName.enum", Members(&["IncomingBytes", "IncomingRecords", "OutgoingBytes", "OutgoingRecords", "WriteProvisionedThroughputExceeded", "ReadProvisionedThroughputExceeded", "IteratorAgeMilliseconds", "ALL"])),
    at("DD1", "kinesis", "operations.CreateChannel", There),
    // Firehose
    at("F2", "firehose", "shapes.Data.max", Number("firehose_record", Bytes)),
    at("F2", "firehose", "shapes.PutRecordBatchRequestEntryList.max", Number("firehose_batch", One)),
    at("F4", "firehose", "shapes.SizeInMBs.max", Number("firehose_buffer_max", MiB)),
    at("F4", "firehose", "shapes.IntervalInSeconds.max", Number("firehose_interval_max", Seconds)),
    at("F4", "firehose", "shapes.BufferingHints.members.SizeInMBs", Words("The default value is 5")),
    at("F4", "firehose", "shapes.BufferingHints.members.IntervalInSeconds", Words("The default value is 300")),
    at("F7", "firehose", "operations.PutRecord", Words("stored for 24 hours from the time they are added")),
    at("F8", "firehose", "shapes.RetryDurationInSeconds.max", Number("firehose_retry", Seconds)),
    // SQS
    at("Q1", "sqs", "shapes.CreateQueueRequest.members.Attributes", Words("from 1,024 bytes (1 KiB) to 1,048,576 bytes (1 MiB). Default: 1,048,576 bytes (1 MiB)")),
    at("Q1", "sqs", "operations.SendMessageBatch", Words("You can use SendMessageBatch to send up to 10 messages")),
    at("Q2", "sqs", "shapes.CreateQueueRequest.members.Attributes", Words("from 60 seconds (1 minute) to 1,209,600 seconds (14 days). Default: 345,600 (4 days)")),
    at("Q3", "sqs", "shapes.CreateQueueRequest.members.Attributes", Words("from 0 to 43,200 (12 hours). Default: 30")),
    at("Q4", "sqs", "shapes.CreateQueueRequest.members.Attributes", Words("from 0 to 900 seconds (15 minutes). Default: 0")),
    at("Q4", "sqs", "shapes.SendMessageRequest.members.DelaySeconds", Words("When you set FifoQueue, you can't set DelaySeconds per message")),
    at("Q4b", "sqs", "shapes.CreateQueueRequest.members.Attributes", Words("from 0 to 20 (seconds). Default: 0")),
    at("Q4c", "sqs", "shapes.ReceiveMessageRequest.members.MaxNumberOfMessages", Words("Valid values: 1 to 10. Default: 1")),
    at("Q5", "sqs", "operations.ChangeMessageVisibility", Words("there can be a maximum of approximately 120,000 in flight messages")),
    at("Q10", "sqs", "shapes.SendMessageRequest.members.MessageDeduplicationId", Words("aren't delivered during the 5-minute deduplication interval")),
    at("Q10b", "sqs", "shapes.SendMessageRequest.members.MessageGroupId", Words("Messages within the same message group are always processed one at a time, in strict order")),
    at("Q11", "sqs", "shapes.SendMessageRequest.members.MessageGroupId", Words("MessageGroupId is an attribute used in Amazon SQS FIFO (First-In-First-Out) and standard queues")),
    at("Q12", "sqs", "shapes.CreateQueueRequest.members.Attributes", Words("before being moved to the dead-letter queue. Default: 10")),
    at("Q16", "sqs", "operations.DeleteQueue", Words("regardless of the queue's contents")),
    // SNS
    at("N1", "sns", "shapes.CreateTopicInput.members.Attributes", Words("Valid values are 1024 to 1048576 (1 MiB). The default is 262144")),
    at("N2", "sns", "operations.CreateTopic", Words("at most 100,000 standard topics (at most 1,000 FIFO topics)")),
    at("N5", "sns", "shapes.CreateTopicInput.members.Attributes", Words("stored in the message archive of an Amazon SNS FIFO topic")),
    at("N6", "sns", "shapes.SubscribeInput.members.Attributes", Words("MessageAttributes (default) – The filter is applied on the message attributes")),
    at("N8", "sns", "shapes.SubscribeInput.members.Attributes", Words("sends undeliverable messages to the specified Amazon SQS dead-letter queue")),
    at("N12", "sns", "shapes.SubscribeInput.members.Protocol", Words("firehose – delivery of JSON-encoded message to an Amazon Data Firehose delivery stream")),
    at("N15", "sns", "shapes.PublishInput.members.PhoneNumber", There),
    at("N16", "sns", "operations.CreatePlatformEndpoint", There),
    // EventBridge
    at("V1", "events", "shapes.PutEventsRequestEntryList.max", Number("eb_entries", One)),
    at("V5", "events", "operations.PutTargets", Words("Each rule can have up to five (5) targets")),
    at("V6", "events", "shapes.MaximumRetryAttempts.max", Number("eb_retries", One)),
    at("V6", "events", "shapes.MaximumEventAgeInSeconds.max", Number("eb_retry_span", Seconds)),
    at("V7", "events", "shapes.CreateArchiveRequest.members.RetentionDays", Words("If set to 0, events are retained indefinitely")),
    at("V7", "events", "operations.StartReplay", Words("Events are not necessarily replayed in the exact same order")),
    // Lambda
    at("LK1", "lambda", "shapes.BatchSize.max", Number("esm_batch_max", One)),
    at("LK1", "lambda", "shapes.CreateEventSourceMappingRequest.members.BatchSize", Words("Amazon Kinesis – Default 100. Max 10,000")),
    at("LK1", "lambda", "shapes.MaximumBatchingWindowInSeconds.max", Number("esm_window", Seconds)),
    at("LK2", "lambda", "shapes.ParallelizationFactor.max", Number("esm_parallel", One)),
    at("LK4", "lambda", "shapes.CreateEventSourceMappingRequest.members.MaximumRetryAttempts", Words("The default value is infinite (-1)")),
    at("LK4", "lambda", "shapes.CreateEventSourceMappingRequest.members.MaximumRecordAgeInSeconds", Words("The default value is infinite (-1)")),
    at("LK5", "lambda", "shapes.CreateEventSourceMappingRequest.members.BisectBatchOnFunctionError", Words("split the batch in two and retry")),
    at("LK8", "lambda", "shapes.TumblingWindowInSeconds.max", Number("esm_tumbling", Seconds)),
    at("LS1", "lambda", "shapes.CreateEventSourceMappingRequest.members.BatchSize", Words("Amazon Simple Queue Service – Default 10. For standard queues the max is 10,000. For FIFO queues the max is 10")),
    at("LS3", "lambda", "shapes.MaximumConcurrency.min", Number("esm_sqs_concurrency_min", One)),
    at("LS3", "lambda", "shapes.MaximumConcurrency.max", Number("esm_sqs_concurrency_max", One)),
    at("LB1", "lambda", "operations.Invoke", Words("For synchronous invocations, the maximum payload size is 6 MB. For asynchronous invocations, the maximum payload size is 1 MB")),
    at("LB4", "lambda", "shapes.CreateFunctionRequest.members.Timeout", Words("the maximum allowed value is 1,800 seconds")),
    at("LB5", "lambda", "shapes.MaximumRetryAttempts.max", Number("lambda_async_retries", One)),
    at("LB5", "lambda", "shapes.MaximumEventAgeInSeconds.max", Number("lambda_async_age", Seconds)),
    // Around
    at("DS2", "dynamodb", "shapes.StreamViewType.enum", Members(&["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"])),
    at("SF2", "stepfunctions", "operations.SendTaskSuccess", There),
    at("CM1", "cloudwatch", "shapes.MetricDatum.members.StorageResolution", Words("Valid values are 1 and 60")),
    at("V18", "s3", "shapes.NotificationConfiguration.members.EventBridgeConfiguration", There),
    at("CL1", "logs", "operations.PutSubscriptionFilter", There),
];
