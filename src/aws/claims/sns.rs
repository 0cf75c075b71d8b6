//! Amazon SNS.

use super::{Claim, Confidence, count, doc, hours, known, since, size, text, was};
use crate::aws::services;

const QUOTAS: &str = "docs.aws.amazon.com/general/latest/gr/sns.html";
const LARGE: &str = "docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html";
const FIFO: &str = "docs.aws.amazon.com/sns/latest/dg/fifo-high-throughput.html";
const ARCHIVE: &str = "docs.aws.amazon.com/sns/latest/dg/fifo-message-archiving-replay.html";
const FILTERS: &str = "docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html";
const RETRIES: &str = "docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html";
const SUBSCRIBE: &str = "SNS API reference, Subscribe";
const PUBLISH: &str = "SNS API reference, Publish";

pub(super) const CLAIMS: &[Claim] = &[
    since(
        doc(
            "N1",
            LARGE,
            "A message has at most {sns_message} by default. The topic attribute MaximumMessageSize raises it to {sns_message_raised}; above {sns_message} a topic has at most 100 subscriptions, of SQS, Lambda or Firehose only.",
            &[
                size("sns_message", services::SNS_MAX_MESSAGE.value),
                was(size("sns_message_raised", services::SNS_MAX_MESSAGE_RAISED.value), "256 KiB"),
            ],
        ),
        "256 KiB, and no way to raise it, until autumn 2026",
    ),
    doc(
        "N2",
        QUOTAS,
        "A standard topic has up to {sns_subscriptions} subscriptions, a FIFO topic {sns_fifo_subscriptions}.",
        &[
            count("sns_subscriptions", 12_500_000),
            count("sns_fifo_subscriptions", services::SNS_FIFO_SUBSCRIPTIONS.value),
        ],
    ),
    doc(
        "N3",
        QUOTAS,
        "An account publishes {sns_publish} messages a second to standard topics at first in us-east-1, and fewer elsewhere.",
        &[count("sns_publish", 30_000)],
    ),
    since(
        doc(
            "N4",
            FIFO,
            "A FIFO topic takes {sns_fifo_group} messages a second and message group, and {sns_fifo_topic} a second in all unless its throughput scope is the message group.",
            &[
                count("sns_fifo_group", services::SNS_FIFO_GROUP_RATE.value),
                was(count("sns_fifo_topic", services::SNS_FIFO_TOPIC_RATE.value), "300"),
            ],
        ),
        "300 a topic, as courses say",
    ),
    since(
        doc(
            "N5",
            ARCHIVE,
            "A FIFO topic can archive messages for 1 to {sns_archive} and replay them to a subscription; a standard topic keeps nothing.",
            &[hours("sns_archive", services::SNS_FIFO_ARCHIVE_HOURS.value as u64)],
        ),
        "no replay at all, until 2023-10-26",
    ),
    since(
        doc(
            "N6",
            FILTERS,
            "A subscription's filter policy looks at message attributes by default and at the message body if its scope is MessageBody: keys are ANDed, values of a key ORed. Without a policy a subscriber gets everything.",
            &[],
        ),
        "attributes only, until November 2022",
    ),
    doc(
        "N6b",
        FILTERS,
        "A filter policy has at most {sns_filter_keys} keys.",
        &[count("sns_filter_keys", 5)],
    ),
    doc(
        "N7",
        RETRIES,
        "SNS tries Lambda, SQS and Firehose {sns_retries} times over {sns_retry_span}; HTTP/S endpoints by a policy one can set.",
        &[count("sns_retries", 100_015), text("sns_retry_span", "23 days")],
    ),
    doc(
        "N8",
        "docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
        "A dead-letter queue belongs to a subscription, not to the topic, and is an SQS queue.",
        &[],
    ),
    doc(
        "N9",
        "docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html",
        "Raw message delivery leaves out SNS's JSON envelope, for SQS, Firehose and HTTP/S.",
        &[],
    ),
    doc(
        "N12",
        SUBSCRIBE,
        "Subscribers are Lambda, SQS, HTTP(S), e-mail, SMS, mobile push endpoints and Firehose; not S3, DynamoDB or EC2. E-mail and HTTP(S) must confirm.",
        &[],
    ),
    doc(
        "N13",
        "docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html",
        "Each queue that subscribes to a topic gets its own copy of every message (fan-out), and its policy must let sns.amazonaws.com send to it.",
        &[],
    ),
    doc(
        "N14",
        "docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html",
        "An HTTP subscriber gets a JSON envelope with Type, MessageId, TopicArn, Subject, Message, Timestamp, Signature and UnsubscribeURL, unless raw delivery is on.",
        &[],
    ),
    doc(
        "N15",
        PUBLISH,
        "Publish takes a TopicArn, TargetArn or PhoneNumber, a Message, a Subject and MessageAttributes.",
        &[],
    ),
    doc(
        "N16",
        "SNS API reference, CreatePlatformEndpoint",
        "Mobile push has one platform endpoint for each device token (CreatePlatformEndpoint); one publishes to the endpoint, or to a topic it subscribes to.",
        &[],
    ),
    known(
        "N11",
        Confidence::Documented,
        "price list as quoted by infracost",
        "SNS bills publishes, the first million of a month free, and deliveries by their kind; deliveries to SQS and Lambda are free.",
        &[],
    ),
    doc(
        "N17",
        "docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
        "A topic encrypts at rest by a setting with a KMS key; the services that publish to it need permissions for a customer managed key.",
        &[],
    ),
    doc(
        "N18",
        "docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html",
        "A standard topic keeps order as best it can; a FIFO topic keeps it within a message group, to SQS queues.",
        &[],
    ),
];
