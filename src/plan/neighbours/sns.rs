use super::{Charged, Events, Neighbour, Service, each, too_large, whole};
use crate::{
    aws::{
        Confidence,
        services::{
            Charge, REQUEST_CHUNK, SNS_FIFO_ARCHIVE_HOURS, SNS_FIFO_GROUP_RATE, SNS_FIFO_SUBSCRIPTIONS,
            SNS_FIFO_TOPIC_RATE, SNS_FREE_PUBLISHES, SNS_MAX_MESSAGE, SNS_MAX_MESSAGE_RAISED,
            sns_publish_quota,
        },
    },
    units::{Count, RecordsPerSecond},
};

pub(super) fn standard(events: &Events) -> Neighbour {
    let deliveries = events.count * u128::from(events.consumers);
    let to_each = format!("{} events × {}", whole(events.count), each(events.consumers, "subscription"));
    let mut publish =
        events.line("Publish", Charge::SnsPublish, format!("{} events", whole(events.count)), events.count);
    let mut notes = vec![
        "What deliveries to queues of SQS and functions of Lambda cost is not in a source of ours: not counted."
            .to_owned(),
        format!(
            "An account’s first {} publishes of a month are free, and not taken off.",
            Count(SNS_FREE_PUBLISHES.value)
        ),
    ];
    if events.largest > REQUEST_CHUNK.value {
        (publish.price, publish.usd) = (None, None);
        notes.push(format!(
            "How messages above {} are counted is not in a source of ours.",
            REQUEST_CHUNK.value
        ));
    }
    let lines = vec![publish, events.line("Delivery", Charge::SnsDelivery, to_each, deliveries)];
    let mut cannot = vec![
        "Order: a standard topic keeps none.".to_owned(),
        "Replay: a standard topic keeps nothing once it is delivered.".to_owned(),
    ];
    cannot.extend(rate(events));
    cannot.extend(size(events));
    Neighbour { service: Service::SnsStandard, lines, counted: Confidence::Documented, cannot, notes }
}

pub(super) fn fifo(events: &Events) -> Neighbour {
    let consumers = u128::from(events.consumers);
    let to_each = each(events.consumers, "subscription");
    let published = whole(events.count);
    let charged =
        |what, charge, working, quantity| -> Charged { events.line(what, charge, working, quantity) };
    let lines = vec![
        charged("Publish", Charge::SnsFifoPublish, format!("{published} events"), events.count),
        charged("Publish, payload", Charge::SnsFifoPublishBytes, "their bytes".to_owned(), events.bytes),
        charged(
            "Delivery",
            Charge::SnsFifoDelivery,
            format!("{published} events × {to_each}"),
            events.count * consumers,
        ),
        charged(
            "Delivery, payload",
            Charge::SnsFifoDeliveryBytes,
            format!("their bytes × {to_each}"),
            events.bytes * consumers,
        ),
    ];
    let notes = vec![
        "Order is kept per message group: a partition key would be one. The queues behind it cost as queues do.".to_owned(),
        format!(
            "An archive of up to {} days can be replayed; its price is not in a source of ours.",
            SNS_FIFO_ARCHIVE_HOURS.value / 24
        ),
    ];
    Neighbour {
        service: Service::SnsFifo,
        lines,
        counted: Confidence::Documented,
        cannot: fifo_cannot(events),
        notes,
    }
}

fn fifo_cannot(events: &Events) -> Vec<String> {
    let mut cannot = Vec::new();
    if events.hottest() > SNS_FIFO_GROUP_RATE.value {
        cannot.push(format!(
            "Rate: the hottest key has {}/s, and a message group takes {}/s.",
            Count(events.hottest()),
            SNS_FIFO_GROUP_RATE.value
        ));
    }
    if events.highest > RecordsPerSecond::new(SNS_FIFO_TOPIC_RATE.value) {
        cannot.push(format!(
            "Rate: {} is more than the {}/s of a topic, unless its FifoThroughputScope is MessageGroup, for good.",
            events.highest,
            Count(SNS_FIFO_TOPIC_RATE.value)
        ));
    }
    if events.consumers > SNS_FIFO_SUBSCRIPTIONS.value {
        cannot.push(format!(
            "Fan-out: {} are more than the {} of a FIFO topic.",
            each(events.consumers, "subscription"),
            SNS_FIFO_SUBSCRIPTIONS.value
        ));
    }
    cannot.extend(rate(events));
    cannot.extend(size(events));
    cannot
}

/// Where the account's quota is known.
fn rate(events: &Events) -> Option<String> {
    let quota = sns_publish_quota(events.region)?.value;
    (events.highest > RecordsPerSecond::new(quota)).then(|| {
        format!(
            "Rate: {} is more than the {}/s that an account may publish in {} at first.",
            events.highest,
            Count(quota),
            events.region.code()
        )
    })
}

fn size(events: &Events) -> Option<String> {
    too_large(events, "a message", SNS_MAX_MESSAGE_RAISED.value).or_else(|| {
        (events.largest > SNS_MAX_MESSAGE.value).then(|| {
            format!(
                "A record of {} fits only into a topic whose MaximumMessageSize is raised above {}, with at most 100 subscriptions.",
                events.largest, SNS_MAX_MESSAGE.value
            )
        })
    })
}
