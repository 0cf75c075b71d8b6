//! The services beside Kinesis Data Streams that carry events too: their limits, and what is known of their prices.
//! What only memory tells is not here; what only third parties tell is marked.

mod charges;

pub use charges::{Charge, price};

use super::{Fact, Region};
use crate::units::Bytes;

const SQS_QUOTAS: &str =
    "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html";
const SNS_QUOTAS: &str = "docs.aws.amazon.com/general/latest/gr/sns.html";
const SNS_FIFO: &str = "docs.aws.amazon.com/sns/latest/dg/fifo-high-throughput.html";
const SNS_LARGE: &str = "docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html";
const EB_QUOTAS: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const EB_CUSTOM: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-what-is.html (API reference of 2026-09-30)";
const FIREHOSE_LIMITS: &str = "docs.aws.amazon.com/firehose/latest/dev/limits.html";

/// A request of SQS and an event of a Classic bus are counted once for each 64 KB (facts Q15, V11).
pub const REQUEST_CHUNK: Fact<Bytes> =
    Fact::documented(Bytes(64 * 1_024), "the pricing pages of Amazon SQS and Amazon EventBridge");
/// Firehose bills each record rounded up to this (facts U11, F12).
pub const FIREHOSE_STEP: Fact<Bytes> =
    Fact::documented(Bytes(5 * 1_024), "the pricing page of Amazon Data Firehose");

/// Largest message, attributes included, and a batch's sum (fact Q1).
pub const SQS_MAX_MESSAGE: Fact<Bytes> =
    Fact::documented(Bytes::MIB, SQS_QUOTAS).earlier("256 KiB until August 2025");
/// Messages in one batch (fact Q1).
pub const SQS_BATCH: Fact<u64> = Fact::documented(10, SQS_QUOTAS);
/// Longest retention, in hours (fact Q2).
pub const SQS_MAX_RETENTION_HOURS: Fact<u32> = Fact::documented(14 * 24, "SQS API reference, CreateQueue");
/// Requests of a month that are free, over all queues of an account (fact Q15).
pub const SQS_FREE_REQUESTS: Fact<u64> = Fact::documented(1_000_000, charges::GOLDEN);
/// Calls per second and API action of a FIFO queue, unless high throughput is on (fact Q8).
pub const SQS_FIFO_TPS: Fact<u64> = Fact::documented(300, SQS_QUOTAS);

/// Largest message of a topic unless it is raised (fact N1).
pub const SNS_MAX_MESSAGE: Fact<Bytes> = Fact::documented(Bytes(256 * 1_024), SNS_LARGE);
/// To what a topic can raise it, with up to 100 subscriptions of SQS, Lambda or Firehose (fact N1).
pub const SNS_MAX_MESSAGE_RAISED: Fact<Bytes> = Fact::documented(Bytes::MIB, SNS_LARGE);
/// Publishes of a month that are free (fact N11).
pub const SNS_FREE_PUBLISHES: Fact<u64> = Fact::documented(1_000_000, charges::GOLDEN);
/// Subscriptions of a FIFO topic (fact N2).
pub const SNS_FIFO_SUBSCRIPTIONS: Fact<u64> = Fact::documented(100, SNS_QUOTAS);
/// Messages per second of one message group (fact N4).
pub const SNS_FIFO_GROUP_RATE: Fact<u64> = Fact::documented(300, SNS_FIFO);
/// Messages per second of a FIFO topic, unless its throughput scope is the message group (fact N4).
pub const SNS_FIFO_TOPIC_RATE: Fact<u64> = Fact::documented(3_000, SNS_FIFO);
/// Longest archive of a FIFO topic, in hours (fact N5).
pub const SNS_FIFO_ARCHIVE_HOURS: Fact<u32> =
    Fact::documented(365 * 24, "docs.aws.amazon.com/sns/latest/dg/fifo-message-archiving-replay.html");

/// Entries in one `PutEvents` (fact V1).
pub const EVENTBRIDGE_ENTRIES: Fact<u64> =
    Fact::documented(10, "docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html");
/// Largest `PutEvents` request of the Classic bus (fact V1).
pub const EVENTBRIDGE_MAX_REQUEST: Fact<Bytes> =
    Fact::documented(Bytes::MIB, "docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html")
        .earlier("256 KB until 2026-01-29");
/// Targets of one rule (fact V5).
pub const EVENTBRIDGE_TARGETS: Fact<u64> = Fact::documented(5, EB_QUOTAS);
/// Minutes before an archived event can be replayed (fact V7).
pub const EVENTBRIDGE_REPLAY_MINUTES: Fact<u64> =
    Fact::documented(10, "docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html");
/// Events per second of a Custom Event Bus (facts 6.2).
pub const CUSTOM_BUS_RATE: Fact<u64> = Fact::documented(500_000, EB_CUSTOM);
/// Events and KB together, in any second, of one event group (facts 6.2).
pub const CUSTOM_BUS_GROUP_RATE: Fact<u64> = Fact::documented(1_500, EB_CUSTOM);
/// Longest retention of a Custom Event Bus, in hours (facts 6.2).
pub const CUSTOM_BUS_RETENTION_HOURS: Fact<u32> = Fact::documented(365 * 24, EB_CUSTOM);

/// Largest record before base64 (fact F2).
pub const FIREHOSE_MAX_RECORD: Fact<Bytes> = Fact::documented(Bytes(1_000 * 1_024), FIREHOSE_LIMITS);

/// Calls per second and API action of a FIFO queue with high throughput (fact Q9).
pub fn sqs_fifo_high_tps(region: Region) -> Fact<u64> {
    let tps = match region.code() {
        "us-east-1" | "us-west-2" | "eu-west-1" => 70_000,
        "us-east-2" | "eu-central-1" => 19_000,
        "ap-south-1" | "ap-southeast-1" | "ap-southeast-2" | "ap-northeast-1" => 9_000,
        "eu-west-2" | "sa-east-1" => 4_500,
        _ => 2_400,
    };
    Fact::documented(tps, SQS_QUOTAS)
}

/// Messages per second an account may publish at first (fact N3). Which Regions have 1,500 and which 300 was not
/// found: nothing for those.
pub fn sns_publish_quota(region: Region) -> Option<Fact<u64>> {
    let rate = match region.code() {
        "us-east-1" => 30_000,
        "us-west-2" | "eu-west-1" => 9_000,
        _ => return None,
    };
    Some(Fact::documented(rate, SNS_QUOTAS))
}

/// `PutEvents` calls per second of the Classic bus at first (fact V3), and invocations of targets (fact V4).
pub fn eventbridge_tps(region: Region) -> (Fact<u64>, Fact<u64>) {
    let (puts, invocations) = match region.code() {
        "us-east-1" | "us-west-2" | "eu-west-1" => (10_000, 18_750),
        "us-east-2" | "eu-central-1" | "eu-south-2" => (2_400, 4_500),
        "us-west-1" | "ap-northeast-1" | "ap-southeast-1" | "ap-southeast-2" | "eu-west-2" => (1_200, 2_250),
        "ap-east-1" | "ap-northeast-2" | "ap-south-1" | "ca-central-1" | "eu-north-1" | "eu-west-3"
        | "sa-east-1" => (600, 1_100),
        _ => (400, 750),
    };
    (Fact::documented(puts, EB_QUOTAS), Fact::documented(invocations, EB_QUOTAS))
}

/// Records and bytes per second that a Firehose stream takes by Direct PUT at first (fact F1).
pub fn firehose_direct_put(region: Region) -> Fact<(u64, Bytes)> {
    let quota = match region.code() {
        "us-east-1" | "us-west-2" | "eu-west-1" => (500_000, Bytes(5 * 1_048_576)),
        _ => (100_000, Bytes::MIB),
    };
    Fact::conflicting(quota, FIREHOSE_LIMITS)
}
