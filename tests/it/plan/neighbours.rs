use proptest::prelude::*;
use shardscope::{
    aws::{Confidence, Region, pricing::PriceSheet},
    plan::{
        KeySpread, Plan, RecordSizes, Workload,
        neighbours::{Neighbour, Service, neighbours},
    },
    units::{Bytes, RecordsPerSecond, Share, Usd},
};

use crate::link::workloads::any_workload;

fn all(workload: &Workload) -> Vec<Neighbour> {
    neighbours(&Plan::of(workload, &PriceSheet::shipped(workload.region)).expect("it can be planned"))
}

fn one(workload: &Workload, service: Service) -> Neighbour {
    all(workload).into_iter().find(|neighbour| neighbour.service == service).expect("it is there")
}

fn nanos(neighbour: &Neighbour) -> Vec<Option<u128>> {
    neighbour.lines.iter().map(|line| line.usd.map(Usd::nanos)).collect()
}

/// 5,500/s × 2,628,000 s = 14,454 M events of 600 B: 8,672,400,000,000 B = 8,076.802 GB. Three consumers.
#[test]
fn the_fraud_stream_on_each_neighbour_by_hand() {
    let dollars = |usd: u128| Some(usd * 1_000_000_000);
    let cents = |cents: u128| Some(cents * 10_000_000);
    let table = [
        // 1,445.4 M batches of ten × 3 queues = 4,336.2 M; 6,000 B are one chunk. Sent, received and deleted:
        // 13,008.6 M × $0.40.
        (Service::SqsStandard, vec![cents(520_344)]),
        // × $0.50.
        (Service::SqsFifo, vec![cents(650_430)]),
        // 14,454 M × $0.50; no price for deliveries.
        (Service::SnsStandard, vec![dollars(7_227), None]),
        // × $0.30; 8,076.802 GB × $0.017; 43,362 M × $0.01; 24,230.406 GB × $0.001.
        (Service::SnsFifo, vec![cents(433_620), Some(137_305_632_234), cents(43_362), Some(24_230_405_688)]),
        // × $1.00; 8,076.802 GB × $0.10; 8,076.802 GB × 24 h ÷ 730 h × $0.023.
        (Service::EventBridgeClassic, vec![dollars(14_454), Some(807_680_189_610), Some(6_107_389_927)]),
        (Service::EventBridgeCustom, vec![None, None, None]),
        // 14,454 M × 5,120 B × 3 = 206,766.13 GB × $0.029, all of it in the first 512,000 GB.
        (Service::Firehose, vec![Some(5_996_217_727_661)]),
    ];
    let found = all(&Workload::default());
    assert_eq!(found.len(), table.len());
    for (neighbour, (service, expected)) in found.iter().zip(table) {
        assert_eq!((neighbour.service, nanos(neighbour)), (service, expected));
        let is_known = neighbour.lines.iter().all(|line| line.price.is_some());
        assert_eq!(neighbour.total(), is_known.then(|| neighbour.known()));
    }
    let confidence: Vec<_> = found.iter().map(Neighbour::confidence).collect();
    let (documented, inferred) = (Confidence::Documented, Confidence::Inferred);
    let expected = [inferred, inferred, documented, documented, inferred, documented, Confidence::Secondary];
    assert_eq!(confidence, expected);
}

/// What one of them says about something, by its first word.
fn says(neighbour: &Neighbour, word: &str) -> bool {
    neighbour.cannot.iter().any(|sentence| sentence.starts_with(word))
}

#[test]
fn what_they_cannot_do_is_said_where_it_begins() {
    let with = |peak: u64, change: &dyn Fn(&mut Workload)| {
        let mut workload = Workload::default();
        workload.traffic.peak = RecordsPerSecond::new(peak);
        workload.traffic.shape =
            shardscope::plan::TrafficShape::Average(RecordsPerSecond::new(peak.min(1_000)));
        change(&mut workload);
        workload
    };
    let same = |_: &mut Workload| {};
    // The limit, and one record a second more: 70,000 calls × 10; 30,000; 3,000; 10,000 calls × 10; 500,000.
    for (service, word, most) in [
        (Service::SqsFifo, "Rate", 700_000),
        (Service::SnsStandard, "Rate", 30_000),
        (Service::SnsFifo, "Rate", 3_000),
        (Service::EventBridgeClassic, "Rate", 100_000),
        // Three targets: 18,750 ÷ 3.
        (Service::EventBridgeClassic, "Delay", 6_250),
        (Service::EventBridgeCustom, "Rate", 500_000),
    ] {
        assert!(!says(&one(&with(most, &same), service), word), "{service:?} at {most}");
        assert!(says(&one(&with(most + 1, &same), service), word), "{service:?} above {most}");
    }
    let mebibyte = |size: u64| with(100, &|workload| workload.sizes = RecordSizes::Fixed(Bytes(size)));
    for (service, largest) in [
        (Service::SqsStandard, 1 << 20),
        (Service::SqsFifo, 1 << 20),
        (Service::SnsStandard, 256 << 10),
        (Service::SnsFifo, 256 << 10),
        (Service::EventBridgeClassic, 1 << 20),
        (Service::Firehose, 1_000 << 10),
    ] {
        assert!(!says(&one(&mebibyte(largest), service), "A record"), "{service:?}");
        assert!(says(&one(&mebibyte(largest + 1), service), "A record"), "{service:?}");
    }
    // A key of 10 % of 3,010/s is above 300/s; of 3,000/s it is not. A group of the Custom Event Bus counts 1 event and
    // 1 KB for each.
    let hot =
        |peak| with(peak, &|workload| workload.keys = KeySpread::Hot { share: Share::from_percent(10) });
    assert!(!says(&one(&hot(3_000), Service::SnsFifo), "Rate"));
    assert!(one(&hot(3_010), Service::SnsFifo).cannot.iter().any(|s| s.contains("hottest key has 301/s")));
    assert!(!says(&one(&hot(7_500), Service::EventBridgeCustom), "Rate"));
    assert!(says(&one(&hot(7_510), Service::EventBridgeCustom), "Rate"));
    let kept = |hours| with(100, &|workload| workload.retention_hours = hours);
    assert!(!says(&one(&kept(14 * 24), Service::SqsStandard), "Retention"));
    assert!(says(&one(&kept(14 * 24 + 1), Service::SqsStandard), "Retention"));
    let readers = |n| with(100, &|workload| workload.shared_consumers = n);
    assert!(!says(&one(&readers(97), Service::SnsFifo), "Fan-out"));
    assert!(says(&one(&readers(98), Service::SnsFifo), "Fan-out"));
    for service in [Service::SqsStandard, Service::SnsStandard, Service::EventBridgeClassic] {
        assert!(says(&one(&Workload::default(), service), "Order"), "{service:?}");
    }
}

#[test]
fn steps_and_tiers_are_billed_as_they_are() {
    let mut workload = Workload { fan_out_consumers: 1, ..Workload::default() };
    workload.traffic.shape = shardscope::plan::TrafficShape::Average(RecordsPerSecond::new(1_000));
    // 2,628 M events. 64 KB are one chunk, a byte more are two.
    for (size, usd) in [(65_536, 2_628), (65_537, 5_256)] {
        workload.sizes = RecordSizes::Fixed(Bytes(size));
        let bus = one(&workload, Service::EventBridgeClassic);
        assert_eq!(bus.lines[0].usd, Some(Usd::from_dollars(usd)));
    }
    // Above 64 KB nobody says how SNS counts.
    assert_eq!(one(&workload, Service::SnsStandard).lines[0].usd, None);
    // London, 2,628 M × 5,120 B × 50 consumers = 626,564.03 GB: $0.035 up to 512,000 GB, then $0.030.
    let london = Workload {
        region: Region::find("eu-west-2").unwrap(),
        fan_out_consumers: 50,
        sizes: RecordSizes::Fixed(Bytes(600)),
        ..workload.clone()
    };
    let firehose = one(&london, Service::Firehose);
    assert_eq!(firehose.lines[0].usd, Some(Usd::from_dollars(17_920)));
    assert_eq!(firehose.lines[1].quantity_exact(), "114564.025879");
    assert_eq!(firehose.confidence(), Confidence::Documented);
    // N. Virginia has a price for the first 500 TB only: no total.
    let virginia = Workload { region: Region::US_EAST_1, ..london };
    assert_eq!(one(&virginia, Service::Firehose).total(), None);
    // 100 billion requests of a month at $0.40, those beyond at $0.30: 5,256 M events × 50 queues ÷ 10 × 3 =
    // 78,840 M; twice as many are 157,680 M = 100,000 M × 0.40 + 57,680 M × 0.30.
    let mut busy = virginia;
    busy.traffic.peak = RecordsPerSecond::new(8_000);
    for (rate, usd) in [(2_000, 31_536), (4_000, 40_000 + 17_304)] {
        busy.traffic.shape = shardscope::plan::TrafficShape::Average(RecordsPerSecond::new(rate));
        assert_eq!(one(&busy, Service::SqsStandard).total(), Some(Usd::from_dollars(usd)));
    }
}

proptest! {
    #[test]
    fn any_workload_has_its_neighbours(workload in any_workload()) {
        for neighbour in all(&workload) {
            let counted: u128 = neighbour.lines.iter().map(|line| line.quantity).sum();
            let average = workload.traffic.average().milli();
            prop_assert_eq!(counted > 0, average > 0, "{:?}", neighbour.service);
            for line in &neighbour.lines {
                prop_assert!(!line.quantity_shown().is_empty() && !line.quantity_exact().is_empty());
            }
        }
    }
}
