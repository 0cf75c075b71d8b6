use super::{Charged, Events, Neighbour, Service, each, too_large, whole};
use crate::{
    aws::{
        Confidence,
        pricing::Measure,
        services::{
            Charge, REQUEST_CHUNK, SQS_BATCH, SQS_FIFO_TPS, SQS_FREE_REQUESTS, SQS_MAX_MESSAGE,
            SQS_MAX_RETENTION_HOURS, sqs_fifo_high_tps,
        },
    },
    units::{Count, RecordsPerSecond, SimDuration},
};

/// 100 billion requests, where the next price begins.
const TIER: u128 = 100_000_000_000;

/// Requests of a period: each message is sent to each queue, received and deleted.
struct Requests {
    batched: u128,
    one_by_one: u128,
    working: String,
}

impl Requests {
    fn of(events: &Events) -> Self {
        let queues = u128::from(events.consumers);
        let entries = (SQS_MAX_MESSAGE.value.0 / events.mean).clamp(1, SQS_BATCH.value);
        let calls = events.count.div_ceil(entries.into()) * queues;
        // A batch of mean messages; a single message by its own size.
        let chunks = (entries * events.mean).div_ceil(REQUEST_CHUNK.value.0);
        let moved =
            if entries == 1 { events.all(events.sizes.chunks) * queues } else { calls * u128::from(chunks) };
        let of_batch = if entries == 1 { String::new() } else { format!(" ÷ {entries} in a batch") };
        Self {
            batched: moved * 2 + calls,
            one_by_one: (events.all(events.sizes.chunks) * 2 + events.count) * queues,
            working: format!(
                "{} events × {}{of_batch}, sent, received ({} of 64 KB each) and deleted",
                whole(events.count),
                each(events.consumers, "queue"),
                each(chunks, "chunk"),
            ),
        }
    }

    fn notes(&self, first: Option<&Charged>) -> Vec<String> {
        let mut notes = vec![
            "Counted in full batches of the mean size, which is the least it can be; a batch that is smaller costs as much."
                .to_owned(),
        ];
        if let Some(price) = first.and_then(|line| line.price) {
            let single = super::amount(self.one_by_one, price.value, Measure::MillionUnits);
            let free = super::amount(SQS_FREE_REQUESTS.value.into(), price.value, Measure::MillionUnits);
            notes.push(format!(
                "One by one it would be {} requests: {single} at the first price.",
                whole(self.one_by_one)
            ));
            notes.push(format!(
                "An account’s first {} requests of a month are free, and not taken off: {free}.",
                Count(SQS_FREE_REQUESTS.value)
            ));
        }
        notes
    }
}

pub(super) fn standard(events: &Events) -> Neighbour {
    let requests = Requests::of(events);
    let charges = [Charge::SqsStandard, Charge::SqsStandardSecond, Charge::SqsStandardThird];
    let lines = events.tiers("Requests", charges, [TIER, TIER], &requests.working, requests.batched);
    let mut cannot =
        vec!["Order: a standard queue keeps it only as well as it can, and may deliver twice.".to_owned()];
    cannot.extend(both(events));
    Neighbour {
        service: Service::SqsStandard,
        notes: requests.notes(lines.first()),
        lines,
        counted: Confidence::Inferred,
        cannot,
    }
}

pub(super) fn fifo(events: &Events) -> Neighbour {
    let requests = Requests::of(events);
    let lines = vec![events.line("Requests", Charge::SqsFifo, requests.working.clone(), requests.batched)];
    let mut notes = requests.notes(lines.first());
    notes.push("Order is kept per message group: a partition key would be one.".to_owned());
    notes.push(
        "Whether the price falls beyond 200 billion requests is told in two ways: it is taken as flat."
            .to_owned(),
    );
    let mut cannot = both(events);
    let (usual, high) = (SQS_FIFO_TPS.value, sqs_fifo_high_tps(events.region).value);
    let messages = |tps: u64| RecordsPerSecond::new(tps * SQS_BATCH.value);
    if events.highest > messages(high) {
        cannot.push(format!(
            "Rate: {} is more than the {} of a FIFO queue with high throughput in {}, in full batches.",
            events.highest,
            messages(high),
            events.region.code()
        ));
    } else if events.highest > messages(usual) {
        notes.push(format!(
            "{} needs high throughput for FIFO, which takes {} calls a second in {}; without it {usual} calls, {} in full batches.",
            events.highest,
            Count(high),
            events.region.code(),
            messages(usual)
        ));
    }
    Neighbour { service: Service::SqsFifo, lines, counted: Confidence::Inferred, cannot, notes }
}

fn both(events: &Events) -> Vec<String> {
    let mut cannot = vec![
        "Replay: what a consumer has deleted is gone.".to_owned(),
        format!(
            "Fan-out: a message goes to one consumer, so that the producer sends to {}.",
            each(events.consumers, "queue")
        ),
    ];
    let kept = events.plan.workload.retention_hours;
    if kept > SQS_MAX_RETENTION_HOURS.value {
        cannot.push(format!(
            "Retention: {} at most, not {}.",
            SimDuration::from_hours(SQS_MAX_RETENTION_HOURS.value.into()),
            SimDuration::from_hours(kept.into())
        ));
    }
    cannot.extend(too_large(events, "a message", SQS_MAX_MESSAGE.value));
    cannot
}
