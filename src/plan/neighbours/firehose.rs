use super::{Events, Neighbour, Service, each, too_large, whole};
use crate::{
    aws::{
        Confidence,
        pricing::GB,
        services::{Charge, FIREHOSE_MAX_RECORD, firehose_direct_put},
    },
    units::{BytesPerSecond, RecordsPerSecond},
};

/// Up to 512,000 GB of a month, and the next 1,536,000: 500 TB and 1.5 PB, as the price list writes them.
const TIERS: [u128; 2] = [512_000 * GB, 1_536_000 * GB];

pub(super) fn direct_put(events: &Events) -> Neighbour {
    let streams = each(events.consumers, "delivery stream");
    let working = format!("{} events, each up to the next 5 KB, × {streams}", whole(events.count));
    let bytes = events.all(events.sizes.firehose_bytes) * u128::from(events.consumers);
    let charges = [Charge::FirehoseFirst, Charge::FirehoseSecond, Charge::FirehoseThird];
    let lines = events.tiers("Data in", charges, TIERS, &working, bytes);
    let mut notes =
        vec!["A delivery stream has one destination: each consumer of the plan would be one.".to_owned()];
    notes.extend(above_quota(events));
    let mut cannot = vec![
        "Readers: it delivers to a destination, such as S3; nobody reads from it.".to_owned(),
        "Replay: what is delivered is not kept.".to_owned(),
    ];
    cannot.extend(too_large(events, "a record of Firehose", FIREHOSE_MAX_RECORD.value));
    Neighbour { service: Service::Firehose, lines, counted: Confidence::Documented, cannot, notes }
}

/// A soft quota: it grows on throttling.
fn above_quota(events: &Events) -> Option<String> {
    let (records, bytes) = firehose_direct_put(events.region).value;
    let per_second = u128::from(events.highest.milli()) * u128::from(events.mean) / 1_000;
    (events.highest > RecordsPerSecond::new(records) || per_second > u128::from(bytes.0)).then(|| {
        format!(
            "{} and {} are more than the {} and {} that it takes at first in {}; it grows when it throttles.",
            events.highest,
            BytesPerSecond(u64::try_from(per_second).unwrap_or(u64::MAX)),
            RecordsPerSecond::new(records),
            BytesPerSecond(bytes.0),
            events.region.code()
        )
    })
}
