use super::{Events, Neighbour, Service, each, too_large, whole};
use crate::{
    aws::{
        Confidence,
        services::{
            CUSTOM_BUS_GROUP_RATE, CUSTOM_BUS_RATE, CUSTOM_BUS_RETENTION_HOURS, Charge, EVENTBRIDGE_ENTRIES,
            EVENTBRIDGE_MAX_REQUEST, EVENTBRIDGE_REPLAY_MINUTES, EVENTBRIDGE_TARGETS, eventbridge_tps,
        },
    },
    units::{Count, RecordsPerSecond, SimDuration},
};

pub(super) fn classic(events: &Events) -> Neighbour {
    let kept = events.plan.workload.retention_hours;
    let held = format!("{} of them at any time", SimDuration::from_hours(kept.into()));
    let lines = vec![
        events.line(
            "Events, by chunks of 64 KB",
            Charge::EventBridgeEvents,
            format!("{} events", whole(events.count)),
            events.all(events.sizes.chunks),
        ),
        events.line("Archive, data in", Charge::EventBridgeArchiveIn, "their bytes".to_owned(), events.bytes),
        events.line("Archive, held", Charge::EventBridgeArchiveHeld, held, events.bytes * u128::from(kept)),
    ];
    let notes = vec![
        "The archive keeps what the stream would keep; without it nothing can be replayed.".to_owned(),
        "No source of ours has a charge for delivery to targets of the same account: taken as free."
            .to_owned(),
    ];
    Neighbour {
        service: Service::EventBridgeClassic,
        lines,
        counted: Confidence::Inferred,
        cannot: classic_cannot(events),
        notes,
    }
}

fn classic_cannot(events: &Events) -> Vec<String> {
    let (puts, invocations) = eventbridge_tps(events.region);
    let mut cannot = vec![
        "Order: the Classic bus keeps none.".to_owned(),
        format!(
            "Replay: from an archive, to the same bus, {} minutes after the event at the earliest, and in no order.",
            EVENTBRIDGE_REPLAY_MINUTES.value
        ),
    ];
    let most = RecordsPerSecond::new(puts.value * EVENTBRIDGE_ENTRIES.value);
    if events.highest > most {
        cannot.push(format!(
            "Rate: {} is more than the {most} that {} PutEvents of {} entries take in {} at first.",
            events.highest,
            Count(puts.value),
            EVENTBRIDGE_ENTRIES.value,
            events.region.code()
        ));
    }
    let invoked = u128::from(events.highest.milli()) * u128::from(events.consumers);
    if invoked > u128::from(invocations.value) * 1_000 {
        let shown = RecordsPerSecond::from_milli(u64::try_from(invoked).unwrap_or(u64::MAX));
        cannot.push(format!(
            "Delay: {shown} of invocations are more than the {}/s in {}, and what is above comes later.",
            Count(invocations.value),
            events.region.code()
        ));
    }
    if events.consumers > EVENTBRIDGE_TARGETS.value {
        cannot.push(format!(
            "Fan-out: a rule has at most {} targets, so that {} need several rules.",
            EVENTBRIDGE_TARGETS.value,
            each(events.consumers, "target")
        ));
    }
    cannot.extend(too_large(events, "a PutEvents request", EVENTBRIDGE_MAX_REQUEST.value));
    cannot
}

pub(super) fn custom(events: &Events) -> Neighbour {
    let kept = events.plan.workload.retention_hours;
    let rounded = events.all(events.sizes.on_demand_bytes);
    let by_kb = || format!("{} events, each up to the next KB", whole(events.count));
    let lines = vec![
        events.line("Data in", Charge::CustomBusIn, by_kb(), rounded),
        events.line(
            "Delivery",
            Charge::CustomBusDelivery,
            format!("{} × {}", by_kb(), each(events.consumers, "subscriber")),
            rounded * u128::from(events.consumers),
        ),
        events.line(
            "Retention",
            Charge::CustomBusRetention,
            format!("{} of them at any time", SimDuration::from_hours(kept.into())),
            events.bytes * u128::from(kept),
        ),
    ];
    let notes = vec![
        format!(
            "It keeps order per event group, retains for up to {} days and replays from a position. Its prices were not found.",
            CUSTOM_BUS_RETENTION_HOURS.value / 24
        ),
        "AWS’s guide advises it for new applications; the exam means the Classic bus.".to_owned(),
    ];
    Neighbour {
        service: Service::EventBridgeCustom,
        lines,
        counted: Confidence::Documented,
        cannot: custom_cannot(events),
        notes,
    }
}

fn custom_cannot(events: &Events) -> Vec<String> {
    let mut cannot = Vec::new();
    let most = RecordsPerSecond::new(CUSTOM_BUS_RATE.value);
    if events.highest > most {
        cannot.push(format!("Rate: {} is more than the {most} of a bus.", events.highest));
    }
    // Events and KB of one group, added up.
    let group = events.hottest().saturating_mul(1 + events.mean.div_ceil(1_024));
    if group > CUSTOM_BUS_GROUP_RATE.value {
        cannot.push(format!(
            "Rate: the hottest key has {}/s; an event group takes {} events and KB together a second, and these are {}.",
            Count(events.hottest()),
            Count(CUSTOM_BUS_GROUP_RATE.value),
            Count(group)
        ));
    }
    cannot
}
