//! AWS Lambda: its event source mappings and what questions about queues and streams need of it.

use super::{Claim, Confidence, count, doc, known, secs, since, span, text, was};
use crate::aws::limits;

const KINESIS: &str = "docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html";
const KINESIS_FAILURES: &str = "docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html";
const KINESIS_BATCH: &str =
    "docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html";
const SQS: &str = "docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html";
const SQS_SCALING: &str = "docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html";
const SQS_CONFIGURE: &str = "docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html";
const SQS_ERRORS: &str = "docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html";
const LIMITS: &str = "docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const ASYNC: &str = "docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html";
const CONCURRENCY: &str = "docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html";
const MAPPING: &str = "docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html";

pub(super) const CLAIMS: &[Claim] = &[
    doc(
        "LK1",
        KINESIS,
        "A mapping on a Kinesis stream takes batches of {esm_batch} records by default and {esm_batch_max} at the most, waits up to {esm_window} to fill one, and closes it at {esm_payload}.",
        &[
            count("esm_batch", limits::ESM_BATCH_SIZE_DEFAULT.value as u64),
            count("esm_batch_max", limits::ESM_BATCH_SIZE.value as u64),
            span("esm_window", limits::ESM_BATCHING_WINDOW.value),
            text("esm_payload", "6 MB"),
        ],
    ),
    since(
        doc(
            "LK2",
            KINESIS,
            "ParallelizationFactor sends up to {esm_parallel} batches of a shard at once ({esm_parallel_default} by default), in order per partition key: concurrency is shards × factor.",
            &[
                count("esm_parallel", limits::ESM_PARALLELIZATION_FACTOR.value as u64),
                count("esm_parallel_default", 1),
            ],
        ),
        "one invocation per shard at the most",
    ),
    doc(
        "LK3",
        KINESIS,
        "A mapping on a stream polls each shard {esm_poll_rate} and shares the shard's read throughput, or has a fan-out consumer of its own.",
        &[text("esm_poll_rate", "once a second")],
    ),
    doc(
        "LK4",
        KINESIS_FAILURES,
        "When the function fails, a stream mapping tries the whole batch again and blocks the shard; MaximumRetryAttempts and MaximumRecordAgeInSeconds are {esm_endless} by default, without end until the record expires.",
        &[text("esm_endless", "−1")],
    ),
    doc(
        "LK5",
        KINESIS,
        "BisectBatchOnFunctionError halves a failing batch to isolate a bad record; bisecting does not use up retries.",
        &[],
    ),
    since(
        doc(
            "LK6",
            KINESIS_FAILURES,
            "An on-failure destination of a stream mapping is SQS, SNS or S3; queue and topic get metadata only (shard and sequence numbers), S3 the records too.",
            &[],
        ),
        "SQS or SNS only",
    ),
    doc(
        "LK7",
        KINESIS_BATCH,
        "With ReportBatchItemFailures the function returns batchItemFailures with sequence numbers, and the retry begins at the lowest; an empty list is full success.",
        &[],
    ),
    doc(
        "LK8",
        "docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html",
        "A tumbling window aggregates for up to {esm_tumbling}, with state handed from one invocation to the next.",
        &[span("esm_tumbling", limits::ESM_TUMBLING_WINDOW.value)],
    ),
    doc(
        "LK9",
        "docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
        "Filter criteria of a mapping let through only matching records; what does not match counts as processed, and from a queue is deleted.",
        &[],
    ),
    doc("LK10", KINESIS, "Provisioned mode of a mapping exists for SQS and Kafka, not for Kinesis.", &[]),
    doc(
        "LK11",
        "docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
        "IteratorAge of a function tells how old the last record of a batch was: rising, the function falls behind.",
        &[],
    ),
    doc(
        "LS1",
        SQS,
        "A mapping on a queue takes batches of {esm_sqs_batch} by default, up to {esm_sqs_batch_max} from a standard queue (with a window) and {esm_sqs_batch_fifo} from a FIFO queue.",
        &[count("esm_sqs_batch", 10), count("esm_sqs_batch_max", 10_000), count("esm_sqs_batch_fifo", 10)],
    ),
    since(
        doc(
            "LS2",
            SQS_SCALING,
            "A mapping on a queue begins with {esm_sqs_start} concurrent batches and adds {esm_sqs_ramp} a minute up to {esm_sqs_top}.",
            &[
                count("esm_sqs_start", 5),
                was(count("esm_sqs_ramp", 300), "60"),
                was(count("esm_sqs_top", 1_250), "1,000"),
            ],
        ),
        "60 more a minute, up to 1,000",
    ),
    doc(
        "LS3",
        SQS_SCALING,
        "MaximumConcurrency of a queue mapping is {esm_sqs_concurrency_min} to {esm_sqs_concurrency_max} and caps that queue alone.",
        &[count("esm_sqs_concurrency_min", 2), count("esm_sqs_concurrency_max", 1_000)],
    ),
    doc(
        "LS4",
        SQS_CONFIGURE,
        "The queue's visibility timeout should be at least {esm_sqs_visibility} times the function's timeout, plus the batching window.",
        &[count("esm_sqs_visibility", 6)],
    ),
    doc(
        "LS5",
        SQS_ERRORS,
        "When the function fails, the whole batch becomes visible again after the visibility timeout; with ReportBatchItemFailures only the messages listed in batchItemFailures do.",
        &[],
    ),
    doc(
        "LS6",
        SQS_CONFIGURE,
        "For a queue source the dead-letter queue sits on the queue (redrive policy), not on the function.",
        &[],
    ),
    doc(
        "LB1",
        LIMITS,
        "A synchronous payload has at most {lambda_sync}, an asynchronous one {lambda_async}.",
        &[text("lambda_sync", "6 MB"), was(text("lambda_async", "1 MB"), "256 KB")],
    ),
    doc(
        "LB2",
        CONCURRENCY,
        "Concurrency needed is requests a second × seconds each; an account has {lambda_concurrency} per Region at first, and what is beyond is throttled (metric Throttles).",
        &[count("lambda_concurrency", limits::ESM_FUNCTION_CONCURRENCY.value as u64)],
    ),
    doc(
        "LB3",
        CONCURRENCY,
        "Reserved concurrency guarantees and caps a function; provisioned concurrency keeps environments ready.",
        &[],
    ),
    since(
        doc(
            "LB4",
            limits::LAMBDA_TIMEOUT.source,
            "A function runs {lambda_timeout_today} at the most; the exam and most pages still say {lambda_timeout_classic}.",
            &[
                span("lambda_timeout_today", limits::LAMBDA_TIMEOUT.value),
                secs("lambda_timeout_classic", 900),
                text("lambda_timeout", "15 minutes (30 in AWS’s API of November 2026)"),
            ],
        ),
        "15 minutes until autumn 2026",
    ),
    doc(
        "LB5",
        ASYNC,
        "An asynchronous invocation that fails is tried {lambda_async_retries} more times, for up to {lambda_async_age}, then goes to the function's on-failure destination or dead-letter queue.",
        &[count("lambda_async_retries", 2), secs("lambda_async_age", 21_600)],
    ),
    doc(
        "LB6",
        MAPPING,
        "S3, SNS and EventBridge invoke a function asynchronously; queues and streams are polled by a mapping, which invokes it synchronously with a batch.",
        &[],
    ),
    doc(
        "LB7",
        MAPPING,
        "Lambda's own pollers read SQS, Kinesis and DynamoDB Streams, once a mapping exists and the function's role may read the source.",
        &[],
    ),
    known(
        "LB8",
        Confidence::Documented,
        "docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
        "A mapping delivers at least once: a function must be idempotent.",
        &[],
    ),
];
