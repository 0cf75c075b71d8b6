//! Amazon Data Firehose.

use super::{Claim, Confidence, count, doc, hours, known, secs, since, size, text, was};
use crate::aws::{limits, services};

const LIMITS: &str = "docs.aws.amazon.com/firehose/latest/dev/limits.html";
const BUFFERING: &str = "docs.aws.amazon.com/firehose/latest/dev/buffering.html";
const RETRY: &str = "docs.aws.amazon.com/firehose/latest/dev/retry.html";
const DELIVER: &str = "docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html";
const TRANSFORM: &str = "docs.aws.amazon.com/firehose/latest/dev/data-transformation.html";
const PRICES: &str = "the pricing page of Amazon Data Firehose";

pub(super) const CLAIMS: &[Claim] = &[
    known(
        "F1",
        Confidence::Conflicting,
        LIMITS,
        "Direct PUT takes {firehose_records} records, {firehose_requests} requests and {firehose_rate} a second at first in us-east-1, us-west-2 and eu-west-1, less elsewhere, and scales by itself; with a Kinesis stream as source this quota does not apply.",
        &[
            count("firehose_records", 500_000),
            count("firehose_requests", 2_000),
            text("firehose_rate", "5 MiB"),
        ],
    ),
    doc(
        "F2",
        "Firehose API reference, PutRecordBatch",
        "A Firehose record has at most {firehose_record}; PutRecordBatch takes {firehose_batch} records or {firehose_batch_bytes}.",
        &[
            size("firehose_record", services::FIREHOSE_MAX_RECORD.value),
            count("firehose_batch", 500),
            text("firehose_batch_bytes", "4 MiB"),
        ],
    ),
    doc(
        "F4",
        BUFFERING,
        "Firehose delivers to S3 when its buffer holds {firehose_buffer} (1 to {firehose_buffer_max}) or after {firehose_interval} (0 to {firehose_interval_max}), whichever comes first.",
        &[
            size("firehose_buffer", limits::FIREHOSE_BUFFER_SIZE.value),
            size("firehose_buffer_max", limits::FIREHOSE_BUFFER_SIZE_MAX.value),
            secs("firehose_interval", 300),
            secs("firehose_interval_max", 900),
        ],
    ),
    since(
        doc(
            "F5",
            BUFFERING,
            "With an interval of {firehose_interval_min} (zero buffering) most destinations get data within a few seconds; not with dynamic partitioning.",
            &[was(text("firehose_interval_min", "0 seconds"), "60 seconds")],
        ),
        "at least 60 seconds until zero buffering",
    ),
    doc(
        "F6",
        LIMITS,
        "Dynamic partitioning writes to S3 by keys found in the records, with {firehose_partitions} active partitions by default.",
        &[count("firehose_partitions", 500)],
    ),
    since(
        doc(
            "F7",
            RETRY,
            "While a destination is down, data put directly are kept for {firehose_keeps}; with a Kinesis stream as source they stay in the stream for its retention.",
            &[hours("firehose_keeps", 24)],
        ),
        "\"24 hours, always\"",
    ),
    doc(
        "F8",
        RETRY,
        "Where Redshift, OpenSearch and the like do not answer, Firehose tries for up to {firehose_retry} and then writes to the S3 backup.",
        &[secs("firehose_retry", 7_200)],
    ),
    doc(
        "F9",
        DELIVER,
        "Firehose delivers at least once: duplicates are possible for most destinations.",
        &[],
    ),
    doc(
        "F10",
        TRANSFORM,
        "Firehose can call a Lambda function to transform records; each comes back with its recordId, a result of Ok, Dropped or ProcessingFailed, and data; a failed invocation is tried {firehose_lambda_retries} more times.",
        &[count("firehose_lambda_retries", 3)],
    ),
    doc(
        "F10b",
        "docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html",
        "Firehose can convert JSON to Parquet or ORC before it writes to S3.",
        &[],
    ),
    known(
        "F11",
        Confidence::Documented,
        "docs.aws.amazon.com/firehose/latest/dev/create-destination.html",
        "Firehose delivers to S3, Redshift (through S3), OpenSearch, Iceberg tables, Snowflake, Splunk, HTTP endpoints and several partners; DynamoDB, RDS and ElastiCache are not on the list.",
        &[],
    ),
    doc(
        "F12",
        PRICES,
        "Firehose bills by the GB, each record rounded up to {firehose_step}.",
        &[size("firehose_step", services::FIREHOSE_STEP.value)],
    ),
    doc(
        "F14",
        "docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html",
        "Firehose is a delivery pipe: no consumers of one's own, no replay. Until February 2024 its name was Kinesis Data Firehose.",
        &[],
    ),
];
