//! Every published example, held to what is printed. The figures here are typed from the sources, not from the code.

use shardscope::{
    aws::pricing::PriceSheet,
    plan::{
        Period, Plan, RecordSizes, TrafficShape, Workload,
        examples::{Example, Kind, examples},
        neighbours::{Service, neighbours},
    },
    units::{Bytes, RecordsPerSecond},
};

fn example(name: &str) -> Example {
    examples().into_iter().find(|example| example.name == name).expect(name)
}

/// Ours, printed, and whether they differ.
fn figures(name: &str) -> Vec<(String, String, bool)> {
    let figures = example(name).figures;
    figures.into_iter().map(|figure| (figure.ours, figure.printed, figure.differs.is_some())).collect()
}

fn check(name: &str, expected: &[(&str, &str)]) {
    let expected =
        expected.iter().map(|(ours, printed)| ((*ours).to_owned(), (*printed).to_owned(), ours != printed));
    assert_eq!(figures(name), expected.collect::<Vec<_>>(), "{name}");
}

#[test]
fn every_example_comes_out() {
    // 100/s × 35 KB, 4 shards, 31 days: 2 units each; 100 × 86,400 × 31 × 2; 4 × 744 h × $0.015; 535.68 × $0.014.
    check(
        "KDS-PROV-1",
        &[
            ("2", "2"),
            ("535,680,000", "535,680,000"),
            ("$44.64", "$44.64"),
            ("$7.49952", "$7.50"),
            ("$52.13952", "$52.14"),
        ],
    );
    check("KDS-GOLD-1", &[("$43.80", "$43.80"), ("$0.091", "$0.091")]);
    check(
        "KDS-GOLD-3",
        &[
            ("$1.50", "$1.50"),
            ("$1.30", "$1.30"),
            ("$2.30", "$2.30"),
            ("$2.10", "$2.10"),
            ("$29.20", "$29.20"),
        ],
    );
    // 10 MiB/s × 86,400 s = 843.75 GB × ($0.08 + $0.04); 25 MiB/s: 2,109.375 GB × ($0.032 + $0.016).
    check("KDS-BREAKEVEN", &[("$101.25", "$101.25"), ("$101.25", "$100.00")]);
    check("KDS-PPU", &[("$36.288", "$36.288"), ("$58.0608", "$58.0608")]);
    check("ROUND-PUT", &[("1", "1"), ("2", "2"), ("2", "2"), ("40", "40"), ("41", "40")]);
    check("ROUND-KB", &[("5 KiB", "5 KiB")]);
    check(
        "ROUND-FIREHOSE",
        &[("5 KiB", "5 KiB"), ("15 KiB", "15 KiB"), ("45 KiB", "45 KiB"), ("10 KiB", "10 KiB")],
    );
    check("ROUND-CHUNKS", &[("1", "1"), ("4", "4"), ("16", "16")]);
    check("SQS-GOLD", &[("$0.80", "$0.80"), ("$0.50", "$0.50")]);
    // 128 GB × $0.017 and 384 GB × $0.001, printed to the cent.
    check(
        "SNS-FIFO-GOLD",
        &[("$0.60", "$0.60"), ("$2.176", "$2.18"), ("$0.06", "$0.06"), ("$0.384", "$0.38")],
    );
    check(
        "EB-GOLD",
        &[
            ("$1.00", "$1.00"),
            ("$2.00", "$2.00"),
            ("$10.00", "$10.00"),
            ("$4.60", "$4.60"),
            ("$0.10", "$0.10"),
            ("$17.70", "$17.70"),
        ],
    );
    check(
        "FH-GOLD-LON",
        &[
            ("$17,920.00", "$17,920.00"),
            ("$46,080.00", "$46,080.00"),
            ("$118,848.00", "$118,848.00"),
            ("$147,000.00", "$147,000.00"),
        ],
    );
    assert_eq!(examples().len(), 13);
}

#[test]
fn a_difference_is_told_with_its_reason() {
    let differences: Vec<String> = examples()
        .into_iter()
        .flat_map(|example| example.figures)
        .filter_map(|figure| figure.differs)
        .collect();
    let expected = [
        "$0.00048 more than it is: it is rounded to the cent",
        "$0.00048 more than it is: it is rounded to the cent",
        "$1.25 less than it is: AWS says “about”; 25 MiB/s in and out are 2,109.375 GB each",
        "AWS’s 1 MB is 1,000 KB: 40 × 25 KB. A record of 1 MiB has 1,024 KB and is billed as one more",
        "$0.004 more than it is: it is rounded to the cent",
        "$0.004 less than it is: it is rounded to the cent",
    ];
    assert_eq!(differences, expected);
    assert_eq!(example("KDS-PROV-1").kind, Kind::PublishedInputs);
}

/// 100 records a second of 3 KB for 30 days through Firehose. It is told from memory, so that the page does not show
/// it; its arithmetic holds: 259.2 M × 5,120 B = 1,235.96 GB × $0.029 = $35.84.
#[test]
fn the_example_of_firehose_that_no_source_was_found_for() {
    let mut workload = Workload {
        sizes: RecordSizes::Fixed(Bytes(3 * 1_024)),
        fan_out_consumers: 1,
        period: Period::Hours(720),
        ..Workload::default()
    };
    workload.traffic.peak = RecordsPerSecond::new(100);
    workload.traffic.shape = TrafficShape::Average(RecordsPerSecond::new(100));
    let plan = Plan::of(&workload, &PriceSheet::shipped(workload.region)).unwrap();
    let firehose = neighbours(&plan).into_iter().find(|n| n.service == Service::Firehose).unwrap();
    assert_eq!(firehose.lines[0].quantity_exact(), "1235.961914");
    assert_eq!(firehose.total().unwrap().to_string(), "$35.84");
    assert!(examples().iter().all(|example| example.name != "FH-1"));
}
