//! A body that is refused, and the one change with which it arrives.

use serde_json::{Value, json};

use super::{
    super::{
        Draw, Drawing, Offer,
        amounts::{among, right, wrong},
    },
    BODY, capital, kib, said, told,
};
use crate::units::grouped;

pub(super) fn fix(draw: &mut Draw) -> Drawing {
    let (place, size, options) = match draw.between(0, 3) {
        0 => topic(draw),
        1 => stream(draw),
        2 => queue(draw),
        _ => bus(draw),
    };
    let body = draw.pick(&BODY);
    let most = place.1;
    Drawing {
            stem: format!(
                "{} of {} is sent as one body to {}, with default settings, and by today's limits the call is refused. The body is compressed already, and receivers need it in one piece. \
                 Which **single change** lets it arrive?",
                capital(body), said(size), place.0
            ),
            formula: format!("{} > {}", said(size), said(most)),
            ..among(options, json!({"size": size}))
        }
        .with(told())
}

type Place = (&'static str, u64);

fn is(kind: &str, set: Option<u64>) -> Value {
    json!({"kind": kind, "set": set, "together": 1})
}

fn topic(draw: &mut Draw) -> (Place, u64, Vec<(Offer, Value)>) {
    let size = draw.round(290, 900, 10);
    let (most, s) = (kib("sns_message"), said(size));
    let enough = if size < 470 { 512 } else { 1_024 };
    let options = vec![
        right(
            format!("Set MaximumMessageSize of the topic to {}", grouped(enough * 1_024)),
            is("sns", Some(enough)),
            format!("The topic takes {} then, and the queues take 1 MiB already.", said(enough)),
        ),
        wrong(
            "M114",
            "Set MaximumMessageSize of each queue to 1,048,576",
            is("sns", None),
            format!("You raised what is at its highest: the topic refuses {s}, not a queue."),
        ),
        wrong(
            "M067",
            "Ask for a higher quota for Publish calls",
            is("sns", None),
            format!(
                "You raised a rate: the size is a setting of the topic, {} by default, below {s}.",
                said(most)
            ),
        ),
        wrong(
            "M327",
            "Publish it with PublishBatch instead of Publish",
            is("sns", None),
            format!("You changed the call: one of {s} is too large in a batch as well."),
        ),
    ];
    (("an SNS topic that a few SQS queues subscribe to", most), size, options)
}

fn stream(draw: &mut Draw) -> (Place, u64, Vec<(Offer, Value)>) {
    let size = draw.round(1_536, 8_704, 512);
    let (most, s) = (kib("record_default"), said(size));
    let enough = (size * 9 / 8).next_multiple_of(1_024).min(kib("record_max"));
    let options = vec![
        right(
            format!("Set MaxRecordSizeInKiB of the stream to {}", grouped(enough)),
            is("stream", Some(enough)),
            format!("A record may then have {}, key included.", said(enough)),
        ),
        wrong(
            "M022",
            "Double the number of shards of the stream",
            is("stream", None),
            format!("You added throughput: one record of {s} is still above {}.", said(most)),
        ),
        wrong(
            "M110",
            "Write it with PutRecords instead of PutRecord",
            is("stream", None),
            format!(
                "You changed the call: a single record of {s} is above what this stream takes in either."
            ),
        ),
        wrong(
            "M024",
            "Repeat the call with exponential backoff and jitter",
            is("stream", None),
            format!("You waited for room: {s} are refused for their size, however often they come."),
        ),
    ];
    (("a provisioned Kinesis data stream", most), size, options)
}

fn queue(draw: &mut Draw) -> (Place, u64, Vec<(Offer, Value)>) {
    let size = draw.round(1_536, 30_720, 512);
    let (most, s) = (kib("sqs_message"), said(size));
    let set = (size * 9 / 8).next_multiple_of(1_024);
    let options = vec![
        right(
            "Put it into S3, and send a pointer to it",
            is("pointer", None),
            format!("A pointer has a few bytes, and {s} in a bucket are no matter."),
        ),
        wrong(
            "M067",
            format!("Set MaximumMessageSize of the queue to {}", grouped(set * 1_024)),
            is("sqs", Some(set)),
            format!(
                "You raised what cannot be raised: {} are the most that this setting takes, below {s}.",
                said(most)
            ),
        ),
        wrong(
            "M114",
            "Send it to a FIFO queue with high throughput",
            is("sqs", None),
            format!("You changed the kind of queue: both kinds take {} a message, and not {s}.", said(most)),
        ),
        wrong(
            "M327",
            "Send it with SendMessageBatch as its only entry",
            is("sqs", None),
            format!("You changed the call: a batch takes {} in all, and {s} are more.", said(most)),
        ),
    ];
    (("an SQS queue", most), size, options)
}

fn bus(draw: &mut Draw) -> (Place, u64, Vec<(Offer, Value)>) {
    let size = draw.round(1_536, 12_288, 512);
    let (most, s) = (kib("eb_request"), said(size));
    let options = vec![
        right(
            "Put it into S3, and a pointer into the event",
            is("pointer", None),
            format!("A pointer has a few bytes, and {s} in a bucket are no matter."),
        ),
        wrong(
            "M067",
            "Ask for a higher quota for PutEvents calls",
            is("bus", None),
            format!("You raised a rate: the size of a request is fixed at {}, below {s}.", said(most)),
        ),
        wrong(
            "M114",
            "Give the rule an input transformer for the body",
            is("bus", None),
            format!("You rewrote what leaves: {s} are refused on their way in."),
        ),
        wrong(
            "M327",
            "Put it as the only entry of its PutEvents call",
            is("bus", None),
            format!("You looked at the entries: one of {s} by itself is above {}.", said(most)),
        ),
    ];
    (("a Classic event bus", most), size, options)
}
