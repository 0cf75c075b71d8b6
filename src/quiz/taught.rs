//! The facts that are taught: one card each. A question is a disguise of one or more of them.

use super::Topic;

/// One fact to know.
#[derive(Debug, Clone, Copy)]
pub struct Taught {
    /// `F01` … `F64`; in questions, cards and links, never given to another.
    pub id: &'static str,
    topic: &'static str,
    /// The fact, with the names of AWS's numbers in braces (see [`crate::aws::claims::fill`]).
    pub says: &'static str,
    /// The claims it rests on.
    pub claims: &'static [&'static str],
}

impl Taught {
    /// # Panics
    /// Never: the tests hold every row to a topic that exists.
    pub fn topic(&self) -> Topic {
        Topic::parse(self.topic).expect("a fact has a topic")
    }
}

pub fn all() -> &'static [Taught] {
    FACTS
}

pub fn find(id: &str) -> Option<&'static Taught> {
    FACTS.iter().find(|fact| fact.id == id)
}

const fn fact(
    id: &'static str,
    topic: &'static str,
    says: &'static str,
    claims: &'static [&'static str],
) -> Taught {
    Taught { id, topic, says, claims }
}

#[rustfmt::skip]
const FACTS: &[Taught] = &[
    fact("F01", "T15", "Several steps with branches, joins, retries or long waits are a Step Functions workflow, not a chain of queues and functions.", &["SF1"]),
    fact("F02", "T01", "Many independent readers, order, replay and real time together are Kinesis Data Streams; a queue gives each message to one consumer and forgets it.", &["T4", "S3", "Q14"]),
    fact("F03", "T07", "Where work takes longer than the visibility timeout, raise or extend it; delete only after success, and be idempotent.", &["Q3", "Q3b"]),
    fact("F04", "T16", "Numbers of your own are custom metrics (PutMetricData or the embedded metric format) with an alarm; no stream or queue is needed.", &["CM1"]),
    fact("F05", "T08", "Long polling, up to {sqs_wait_max}, saves empty receives and gets a message sooner.", &["Q4b"]),
    fact("F06", "T06", "To run code when an item changes: DynamoDB Streams and a Lambda mapping.", &["DS1", "DS3"]),
    fact("F07", "T10", "DelaySeconds (up to {sqs_delay_max}) hides a message on arrival, the visibility timeout after a receive.", &["Q4", "Q3"]),
    fact("F08", "T02", "A shard takes {shard_write} or {shard_records} records a second and gives {shard_read}; split hot shards, merge cold ones, or scale the whole stream; on-demand streams scale themselves.", &["K10", "K11", "R1", "R2", "R4", "O2"]),
    fact("F09", "T03", "Throughput exceeded: exponential backoff with jitter, then a better key or more shards; of a PutRecords answer, send again only what failed.", &["K16", "L10", "H7"]),
    fact("F10", "T16", "Alarms act through SNS: metric, alarm, topic, confirmed subscription.", &["CM2"]),
    fact("F11", "T14", "State changes of AWS services arrive on the default bus: match them with a rule.", &["V13"]),
    fact("F12", "T10", "A queue's message has at most {sqs_message}; larger bodies go to S3 with the Extended Client Library.", &["Q1"]),
    fact("F13", "T04", "The KCL has a lease for each shard: workers beyond the shards are idle; leases and checkpoints live in DynamoDB.", &["L1", "L1b"]),
    fact("F14", "T11", "After maxReceiveCount receives a message moves to a dead-letter queue of the same type; a redrive brings it back.", &["Q12"]),
    fact("F15", "T09", "A FIFO queue keeps order within a MessageGroupId; groups run in parallel.", &["Q10b"]),
    fact("F16", "T15", "A queue or topic between parts lets the caller return at once, and parts scale, fail and deploy by themselves.", &["DC1"]),
    fact("F17", "T07", "The visibility timeout is {sqs_visibility} by default and up to {sqs_visibility_max}; it neither deletes nor reorders.", &["Q3"]),
    fact("F18", "T09", "A FIFO queue deduplicates by id or body hash for {sqs_dedup}; a standard queue may deliver twice.", &["Q10", "Q7"]),
    fact("F19", "T14", "S3 notifies Lambda, SQS or SNS directly; EventBridge adds rules, more targets and archives.", &["S3N1", "V18"]),
    fact("F20", "T14", "A rule is a pattern or a schedule with up to {eb_targets} targets; a bucket is none of them.", &["V5", "V12"]),
    fact("F21", "T11", "An asynchronous invocation is tried {lambda_async_retries} more times, then goes to its destination or dead-letter queue; for a queue source the dead letters are the queue's.", &["LB5", "LS6"]),
    fact("F22", "T06", "S3, SNS and EventBridge invoke asynchronously; queue and stream mappings invoke synchronously with a batch.", &["LB6"]),
    fact("F23", "T06", "Lambda polls SQS, Kinesis and DynamoDB Streams through a mapping, with a role that may read: without one nothing happens.", &["LB7"]),
    fact("F24", "T16", "Approvals and repository events reach people through an SNS topic.", &["CP1"]),
    fact("F25", "T14", "Regular runs: EventBridge Scheduler, or a rule with rate() or six-field cron() in UTC.", &["V14", "SC1"]),
    fact("F26", "T13", "One topic with a filter policy for each subscription does what many topics would.", &["N6"]),
    fact("F27", "T13", "Subscribers are Lambda, SQS, HTTP(S), e-mail, SMS, mobile push and Firehose; e-mail and HTTP(S) must confirm.", &["N12"]),
    fact("F28", "T01", "Applications that speak AMQP, MQTT, STOMP or JMS move to Amazon MQ.", &["MQ1"]),
    fact("F29", "T12", "Concurrency is requests a second × seconds each; compare it with the account's {lambda_concurrency} and watch Throttles.", &["LB2"]),
    fact("F30", "T12", "MaximumConcurrency ({esm_sqs_concurrency_min} to {esm_sqs_concurrency_max}) caps one queue's mapping; reserved concurrency guarantees and caps the function.", &["LS3", "LB3"]),
    fact("F31", "T12", "Workers behind a queue scale on the backlog per worker, a custom metric.", &["AS1"]),
    fact("F32", "T06", "DynamoDB Streams keep changes {table_stream_retention} in item order; the view is chosen by what the reader needs.", &["DS1", "DS2"]),
    fact("F33", "T15", "Near real time means that consumers act on arrival; scheduled and batch designs lose.", &["DC1", "V13"]),
    fact("F34", "T01", "Only loading into S3, Redshift, OpenSearch or Iceberg, without consumer code, is Firehose: no replay, no readers of your own.", &["F14", "F11"]),
    fact("F35", "T12", "Jobs longer than {lambda_timeout}: a queue and EC2 or ECS workers.", &["LB4"]),
    fact("F36", "T12", "Spikes: put SQS between the trigger and the function.", &["DC1", "LS2"]),
    fact("F37", "T13", "Fan-out: one publish, and each subscribed queue has its own copy and retries by itself.", &["N13"]),
    fact("F38", "T13", "HTTP subscribers get a JSON envelope unless raw delivery is on; Publish takes TopicArn, TargetArn or PhoneNumber.", &["N14", "N15", "N9"]),
    fact("F39", "T12", "A Beanstalk worker environment brings its own queue and daemon; cron.yaml adds periodic jobs.", &["BS1"]),
    fact("F40", "T10", "Queues hold any number of messages; only those in flight are limited ({sqs_in_flight}).", &["Q5"]),
    fact("F41", "T16", "Messages go in but not out: the consumer's policy lacks ReceiveMessage, DeleteMessage or the key; the policy simulator tells.", &["Q19", "Q18", "IA1"]),
    fact("F42", "T16", "Encryption at rest of queue, topic and stream is a KMS setting; callers need permissions for a customer managed key.", &["KM1", "Q18", "N17"]),
    fact("F43", "T04", "Server-side encryption of a stream covers data at rest; TLS covers only the way.", &["SE1"]),
    fact("F44", "T04", "A stream keeps records {retention_default} by default and up to {retention_max}; anyone can read again; shared readers divide {shard_read} a shard, fan-out gives each its own.", &["T1", "T4", "K11", "E2"]),
    fact("F45", "T06", "Order is per shard (per key when ParallelizationFactor is above 1), never across shards.", &["S3", "LK2"]),
    fact("F46", "T06", "An error makes the stream mapping retry the batch and block the shard, without end by default: partial responses, bisecting, limits and a destination help.", &["LK4", "LK5", "LK6", "LK7"]),
    fact("F47", "T06", "Parallel stream invocations are open shards × ParallelizationFactor (1 to {esm_parallel}).", &["LK2"]),
    fact("F48", "T03", "Producer retries make duplicates: carry an id, deduplicate in the consumer.", &["K16", "LB8"]),
    fact("F49", "T15", "Waiting for an outside callback: a task token and SendTaskSuccess or SendTaskFailure.", &["SF2"]),
    fact("F50", "T15", "Queues and streams are no session stores: DynamoDB or ElastiCache are.", &["EC1"]),
    fact("F51", "T12", "A failed queue batch becomes visible again; batchItemFailures keep the good ones; visibility at least {esm_sqs_visibility} times the function's timeout.", &["LS4", "LS5"]),
    fact("F52", "T16", "Falling behind shows as visible messages and age of the oldest (queue) and as iterator age (stream).", &["Q17", "CW3"]),
    fact("F53", "T10", "A queue keeps messages {sqs_retention_min} to {sqs_retention_max}, {sqs_retention_default} by default.", &["Q2"]),
    fact("F54", "T10", "PurgeQueue empties; DeleteQueue removes queue and content.", &["Q16"]),
    fact("F55", "T08", "A receive returns one message unless MaxNumberOfMessages (up to {sqs_batch}) is set; a batch has {sqs_batch} entries and {sqs_message} in all.", &["Q4c", "Q1"]),
    fact("F56", "T09", "Standard: at least once, order as best it can, nearly any rate. FIFO: {sqs_fifo_calls} calls a second and action ({sqs_fifo_messages} messages batched), far more with high throughput.", &["Q7", "Q8", "Q9"]),
    fact("F57", "T05", "Firehose can transform with Lambda, convert JSON to Parquet or ORC and partition by key; it delivers when size or time is reached.", &["F4", "F10", "F10b", "F6"]),
    fact("F58", "T05", "Firehose loads S3, Redshift (through S3), OpenSearch, Iceberg, Snowflake, Splunk and HTTP; not ElastiCache, RDS or DynamoDB.", &["F11"]),
    fact("F59", "T05", "CloudWatch Logs subscription filters stream log events to Kinesis, Firehose, Lambda or OpenSearch.", &["CL1"]),
    fact("F60", "T01", "One pool of interchangeable workers that deletes finished work is SQS.", &["Q14", "Q3b"]),
    fact("F61", "T14", "Across accounts a rule in each targets the central bus, whose policy allows it; today it can also reach a queue, topic, function or stream of another account directly.", &["V15", "V16"]),
    fact("F62", "T14", "EventBridge also has a schema registry, archive and replay, input transformers, and retries of {eb_retry_span} or {eb_retries} times with dead letters per target.", &["V6", "V7", "V9", "V17"]),
    fact("F63", "T13", "An SNS message has {sns_message} at most by default; a topic can be raised to {sns_message_raised}.", &["N1"]),
    fact("F64", "T13", "Mobile push: a platform endpoint for each device token, then publish to the endpoint or a topic.", &["N16"]),
];
