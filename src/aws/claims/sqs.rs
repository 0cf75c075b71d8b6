//! Amazon SQS.

use super::{Claim, Confidence, count, doc, hours, known, secs, since, size, text, was};
use crate::aws::services;

const MESSAGES: &str =
    "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html";
const QUEUES: &str = "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html";
const FAIR: &str = "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html";
const DLQ: &str =
    "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html";
const CREATE: &str = "SQS API reference, CreateQueue";
const RECEIVE: &str = "SQS API reference, ReceiveMessage";
const SEND: &str = "SQS API reference, SendMessage";
const PRICES: &str = "the pricing page of Amazon SQS";

pub(super) const CLAIMS: &[Claim] = &[
    since(
        doc(
            "Q1",
            MESSAGES,
            "A message, attributes included, and a batch of up to {sqs_batch} messages have at most {sqs_message}; larger bodies go to S3 with the Extended Client Library, to {sqs_extended}.",
            &[
                count("sqs_batch", services::SQS_BATCH.value),
                was(size("sqs_message", services::SQS_MAX_MESSAGE.value), "256 KiB"),
                text("sqs_extended", "2 GB"),
            ],
        ),
        "256 KiB until August 2025",
    ),
    doc(
        "Q2",
        CREATE,
        "A queue keeps messages for {sqs_retention_default} by default, at least {sqs_retention_min} and at most {sqs_retention_max}.",
        &[
            hours("sqs_retention_default", 96),
            secs("sqs_retention_min", 60),
            hours("sqs_retention_max", services::SQS_MAX_RETENTION_HOURS.value as u64),
        ],
    ),
    doc(
        "Q3",
        "SQS API reference, ChangeMessageVisibility",
        "A received message is hidden for the visibility timeout, {sqs_visibility} by default and up to {sqs_visibility_max}; ChangeMessageVisibility extends it. It neither deletes nor reorders.",
        &[secs("sqs_visibility", 30), secs("sqs_visibility_max", 43_200)],
    ),
    doc(
        "Q3b",
        "SQS API reference, DeleteMessage",
        "A consumer deletes a message by its receipt handle when it is done; what is not deleted becomes visible again when its visibility timeout ends.",
        &[],
    ),
    doc(
        "Q4",
        CREATE,
        "DelaySeconds hides a message on arrival for up to {sqs_delay_max}; on a FIFO queue only for the whole queue.",
        &[secs("sqs_delay_max", 900)],
    ),
    doc(
        "Q4b",
        RECEIVE,
        "Long polling waits up to {sqs_wait_max} for a message (WaitTimeSeconds); the default is {sqs_wait_default}, short polling, which asks only some of the servers.",
        &[secs("sqs_wait_max", 20), text("sqs_wait_default", "0")],
    ),
    doc(
        "Q4c",
        RECEIVE,
        "A receive returns one message unless MaxNumberOfMessages asks for more, {sqs_batch} at the most.",
        &[],
    ),
    since(
        doc(
            "Q5",
            QUEUES,
            "About {sqs_in_flight} messages of a queue can be in flight, received and not yet deleted, standard and FIFO alike; how many are stored is not limited.",
            &[was(count("sqs_in_flight", 120_000), "20,000 for FIFO")],
        ),
        "20,000 for FIFO queues until January 2025",
    ),
    doc(
        "Q7",
        MESSAGES,
        "A standard queue takes nearly any number of calls, delivers at least once, and keeps order as best it can.",
        &[],
    ),
    doc(
        "Q8",
        MESSAGES,
        "A FIFO queue takes {sqs_fifo_calls} calls a second and API action, {sqs_fifo_messages} messages a second in batches of ten, unless high throughput is on.",
        &[
            count("sqs_fifo_calls", services::SQS_FIFO_TPS.value),
            count("sqs_fifo_messages", services::SQS_FIFO_TPS.value * services::SQS_BATCH.value),
        ],
    ),
    doc(
        "Q9",
        MESSAGES,
        "High throughput takes a FIFO queue to {sqs_fifo_high} calls a second and action in us-east-1, us-west-2 and eu-west-1.",
        &[was(count("sqs_fifo_high", 70_000), "3,000")],
    ),
    doc(
        "Q10",
        SEND,
        "A FIFO queue delivers once what is sent twice with the same MessageDeduplicationId (or body hash) within {sqs_dedup}.",
        &[secs("sqs_dedup", 300)],
    ),
    doc(
        "Q10b",
        SEND,
        "A FIFO queue keeps order within a MessageGroupId; while a message of a group is in flight no later one of that group is given out, and groups go in parallel.",
        &[],
    ),
    since(
        doc(
            "Q11",
            FAIR,
            "MessageGroupId on a standard queue makes it a fair queue: quiet tenants are not held up by noisy ones, and there is no order.",
            &[],
        ),
        "FIFO queues only, until July 2025",
    ),
    doc(
        "Q12",
        DLQ,
        "After maxReceiveCount receives a message goes to the dead-letter queue, which is of the same type as its source; StartMessageMoveTask brings it back.",
        &[count("sqs_max_receives", 10)],
    ),
    doc(
        "Q12b",
        DLQ,
        "In a standard dead-letter queue a message keeps its first enqueue time, so its retention should be longer than the source's.",
        &[],
    ),
    doc(
        "Q14",
        "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
        "A queue hands each message to one consumer, which deletes it: there is no replay.",
        &[],
    ),
    known(
        "Q15",
        Confidence::Documented,
        PRICES,
        "SQS bills requests, each {sqs_chunk} of a payload counting as one; the first million of a month is free.",
        &[size("sqs_chunk", services::REQUEST_CHUNK.value)],
    ),
    doc(
        "Q16",
        "SQS API reference, PurgeQueue and DeleteQueue",
        "PurgeQueue empties a queue; DeleteQueue removes it with its content, even if it is not empty.",
        &[],
    ),
    doc(
        "Q17",
        "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
        "ApproximateNumberOfMessagesVisible and ApproximateAgeOfOldestMessage show a queue that is not keeping up.",
        &[],
    ),
    doc(
        "Q18",
        "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
        "A queue encrypts at rest by a setting (SSE-SQS or SSE-KMS); with a customer managed key producers need kms:GenerateDataKey and kms:Decrypt, and consumers kms:Decrypt.",
        &[],
    ),
    doc(
        "Q19",
        "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-iam-policies.html",
        "A consumer needs sqs:ReceiveMessage and sqs:DeleteMessage on the queue; a producer sqs:SendMessage; another account or service is let in by the queue's resource policy.",
        &[],
    ),
];
