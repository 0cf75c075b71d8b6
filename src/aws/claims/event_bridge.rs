//! Amazon `EventBridge`: the Classic bus, which the exam means by "event bus", pipes, the scheduler, the new bus.

use super::{Claim, Confidence, count, doc, hours, known, secs, since, size, text, was};
use crate::aws::services;

const PUT_EVENTS: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html";
const QUOTAS: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const RETRY: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html";
const ARCHIVE: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html";
const PATTERNS: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html";
const CUSTOM: &str = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-what-is.html";

pub(super) const CLAIMS: &[Claim] = &[
    since(
        doc(
            "V1",
            PUT_EVENTS,
            "PutEvents takes {eb_entries} entries and less than {eb_request} in one request.",
            &[
                count("eb_entries", services::EVENTBRIDGE_ENTRIES.value),
                was(size("eb_request", services::EVENTBRIDGE_MAX_REQUEST.value), "256 KB"),
            ],
        ),
        "256 KB until 2026-01-29",
    ),
    doc(
        "V3",
        QUOTAS,
        "PutEvents takes {eb_put_rate} calls a second at first in us-east-1, us-west-2 and eu-west-1, and fewer elsewhere.",
        &[count("eb_put_rate", 10_000)],
    ),
    doc(
        "V4",
        QUOTAS,
        "A bus invokes targets {eb_invocations} times a second at first in us-east-1; what is more comes later.",
        &[count("eb_invocations", 18_750)],
    ),
    doc(
        "V5",
        QUOTAS,
        "A bus has {eb_rules} rules, and a rule {eb_targets} targets.",
        &[count("eb_rules", 300), count("eb_targets", services::EVENTBRIDGE_TARGETS.value)],
    ),
    doc(
        "V6",
        RETRY,
        "A Classic bus delivers at least once and in no order; it tries a target for {eb_retry_span} and up to {eb_retries} times, then the event goes to the target's dead-letter queue or is dropped.",
        &[hours("eb_retry_span", 24), count("eb_retries", 185)],
    ),
    doc(
        "V7",
        ARCHIVE,
        "A Classic bus can archive events, for ever by default, and replay them to that same bus; the order of a replay is not kept.",
        &[count("eb_replay_wait", services::EVENTBRIDGE_REPLAY_MINUTES.value)],
    ),
    doc(
        "V8",
        PATTERNS,
        "An event pattern matches when every field it names matches (AND); the values of a field's array are alternatives (OR). Operators are prefix, suffix, anything-but, numeric, exists, cidr, wildcard, equals-ignore-case and $or.",
        &[],
    ),
    doc(
        "V9",
        QUOTAS,
        "The schema registry holds the shapes of events, found by schema discovery or written, and makes code bindings of them.",
        &[],
    ),
    known(
        "V11",
        Confidence::Documented,
        "price list as quoted by infracost",
        "Events one puts are billed by the million, each {eb_chunk} counting as one; AWS services' own events are free.",
        &[size("eb_chunk", services::REQUEST_CHUNK.value)],
    ),
    doc(
        "V12",
        "docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html",
        "A rule has a pattern or a schedule and sends to targets such as Lambda, SQS, SNS, Step Functions, Kinesis, Firehose, ECS tasks and API destinations; an S3 bucket is not a target.",
        &[],
    ),
    doc(
        "V13",
        "docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html",
        "AWS services send their state changes to the default event bus, and API calls through CloudTrail; a rule there matches them.",
        &[],
    ),
    doc(
        "V14",
        "docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
        "A scheduled rule runs by rate() or by cron() with six fields, minutes, hours, day of month, month, day of week, year, in UTC.",
        &[],
    ),
    doc(
        "V15",
        "docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html",
        "A rule can send to a bus of another account, whose resource policy must allow it.",
        &[],
    ),
    since(
        doc(
            "V16",
            "AWS Compute Blog, January 2025 (direct delivery to cross-account targets)",
            "A rule can also send straight to a queue, topic, function, Kinesis stream or API of another account in the Region, with a role and that target's resource policy.",
            &[],
        ),
        "only to another account's bus, until January 2025",
    ),
    doc(
        "V17",
        "docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
        "An input transformer rewrites the event for a target.",
        &[],
    ),
    doc(
        "CB1",
        CUSTOM,
        "The Custom Event Bus of 2026 keeps events for up to {custom_bus_retention}, in order within an event group for each subscriber, and replays them from a position.",
        &[hours("custom_bus_retention", services::CUSTOM_BUS_RETENTION_HOURS.value as u64)],
    ),
    doc(
        "PI1",
        "docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html",
        "A pipe connects one source (SQS, Kinesis, DynamoDB Streams and others) with one target, with a filter and an enrichment step between; from a Kinesis source it keeps order.",
        &[],
    ),
    doc(
        "SC1",
        "docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html",
        "EventBridge Scheduler runs one-off and recurring schedules with time zones and flexible windows, {scheduler_schedules} of them per account.",
        &[text("scheduler_schedules", "10 million")],
    ),
    doc(
        "V18",
        "docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html",
        "S3 sends its events to EventBridge once that is turned on for the bucket.",
        &[],
    ),
    doc(
        "CB2",
        CUSTOM,
        "A Custom Event Bus has up to {custom_bus_subscribers} subscribers of one target, drops repeats within {custom_bus_dedup}, and takes {custom_bus_rate} events a second, of an event group {custom_bus_group_rate} events and KB together in any second; it knows no wildcards.",
        &[
            count("custom_bus_subscribers", 10_000),
            secs("custom_bus_dedup", 300),
            count("custom_bus_rate", services::CUSTOM_BUS_RATE.value),
            count("custom_bus_group_rate", services::CUSTOM_BUS_GROUP_RATE.value),
        ],
    ),
];
