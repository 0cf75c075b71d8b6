//! What AWS rounds up, and to what.

use super::{Example, Figure, Kind};
use crate::{
    plan::{SizeSample, Usage},
    units::Bytes,
};

pub(super) fn rules() -> Vec<Example> {
    vec![put_payload_units(), on_demand(), firehose(), chunks()]
}

/// So many records of so many bytes.
fn sample(record: u64, records: u64) -> SizeSample {
    let mut sample = SizeSample::default();
    sample.add_many(record, records);
    sample
}

const KB: u64 = 1_024;

fn put_payload_units() -> Example {
    let units = |what: &str, record: u64, printed: &str, why| {
        Figure::count(what, Usage::put_payload_units_of(record).to_string(), printed, why)
    };
    let binary =
        "AWS’s 1 MB is 1,000 KB: 40 × 25 KB. A record of 1 MiB has 1,024 KB and is billed as one more";
    Example {
        name: "ROUND-PUT",
        title: "A PUT payload unit is 25 KB of one record, rounded up",
        kind: Kind::Published,
        source: "aws.amazon.com/kinesis/data-streams/pricing and its FAQ",
        figures: vec![
            units("A record of 5 KB", 5 * KB, "1", None),
            units("A record of 35 KB", 35 * KB, "2", None),
            units("A record of 45 KB", 45 * KB, "2", None),
            units("A record of 1 MB, as 1,000 KB", 1_000 * KB, "40", None),
            units("A record of 1 MiB", 1_024 * KB, "40", Some(binary)),
        ],
    }
}

fn on_demand() -> Example {
    let ours = Usage::on_demand_bytes_of(KB * 9 / 2);
    Example {
        name: "ROUND-KB",
        title: "On-demand data in is each record up to the next KB",
        kind: Kind::Published,
        source: "aws.amazon.com/kinesis/data-streams/pricing",
        figures: vec![Figure::count("A record of 4.5 KB", Bytes(ours).to_string(), "5 KiB", None)],
    }
}

fn firehose() -> Example {
    let billed = |what: &str, record: u64, records: u64, printed: &str| {
        let bytes = u64::try_from(sample(record, records).firehose_bytes).unwrap_or(u64::MAX);
        Figure::count(what, Bytes(bytes).to_string(), printed, None)
    };
    Example {
        name: "ROUND-FIREHOSE",
        title: "Firehose bills each record up to the next 5 KB",
        kind: Kind::Published,
        source: "aws.amazon.com/firehose/pricing",
        figures: vec![
            billed("A record of 3 KB", 3 * KB, 1, "5 KiB"),
            billed("A record of 12 KB", 12 * KB, 1, "15 KiB"),
            billed("A record of 42 KB", 42 * KB, 1, "45 KiB"),
            billed("Two records of 1 KB in one batch", KB, 2, "10 KiB"),
        ],
    }
}

fn chunks() -> Example {
    let counted = |what: &str, record: u64, printed: &str| {
        Figure::count(what, sample(record, 1).chunks.to_string(), printed, None)
    };
    Example {
        name: "ROUND-CHUNKS",
        title: "SQS counts a request, and a Classic event bus an event, for each 64 KB",
        kind: Kind::Published,
        source: "aws.amazon.com/sqs/pricing, aws.amazon.com/eventbridge/pricing; that of 1,024 KB follows",
        figures: vec![
            counted("64 KB", 64 * KB, "1"),
            counted("256 KB", 256 * KB, "4"),
            counted("1,024 KB", 1_024 * KB, "16"),
        ],
    }
}
