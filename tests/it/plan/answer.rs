//! The answer in words, and the notes under each bill.

use shardscope::{
    aws::{
        Region,
        pricing::{Mode, PriceSheet},
    },
    plan::{
        Aggregation, Answer, KeySpread, Plan, RecordSizes, Surge, TrafficShape, Workload, answer,
        curve::CurveError, notes,
    },
    units::{Bytes, RecordsPerSecond, Share, SimDuration},
};

fn plan(change: impl FnOnce(&mut Workload)) -> Plan {
    // Plain throughput unless a case asks for more.
    let mut workload = Workload {
        fan_out_consumers: 0,
        throttled_one_in: None,
        sizes: RecordSizes::Fixed(Bytes(1_000)),
        ..Workload::default()
    };
    change(&mut workload);
    Plan::of(&workload, &PriceSheet::shipped(Region::US_EAST_1)).expect("it is within the limits")
}

fn rate(workload: &mut Workload, per_second: u64) {
    workload.traffic.peak = RecordsPerSecond::new(per_second);
    workload.traffic.shape = TrafficShape::Average(RecordsPerSecond::new(per_second));
}

fn decides(change: impl FnOnce(&mut Workload)) -> String {
    Answer::of(&plan(change)).decides
}

#[test]
fn each_bottleneck_is_named_with_its_figures() {
    // 1,000 × 600 B = 600,000 of 1,048,576: 57.2 %.
    let records = decides(|w| w.sizes = RecordSizes::Fixed(Bytes(600)));
    assert_eq!(
        records,
        "Records per second decide, not bytes: with 600 B a record, a shard’s 1,000 writes a second use 57 % of its bandwidth."
    );
    // 1,048,576 ÷ 20,480 = 51.2 records, 5 % of 1,000.
    let bytes = decides(|w| {
        rate(w, 100);
        w.sizes = RecordSizes::Fixed(Bytes(20 << 10));
    });
    assert_eq!(
        bytes,
        "Bytes per second decide, not records: with 20 KiB a record, a shard’s 1 MiB/s takes 51 records a second, 5 % of its limit."
    );
    // 5 × 1,000,000 B = 4.77 MiB ÷ 2 = 3 shards; writing needs 1.
    let reads = decides(|w| {
        rate(w, 1_000);
        w.shared_consumers = 5;
    });
    assert_eq!(
        reads,
        "Reading decides: 5 consumers share the 2 MiB a second that a shard gives, and take 4.77 MiB/s. All else needs 1 shard; fan-out consumers would not share."
    );
    // 3,000 ÷ 500 = 6; 3,000 ÷ 1,000 = 3.
    let process = decides(|w| {
        rate(w, 3_000);
        w.process_manages = Some(RecordsPerSecond::new(500));
    });
    assert!(process.contains("one process manages 500/s") && process.ends_with("All else needs 3 shards."));
}

#[test]
fn a_surge_is_told_with_what_may_wait() {
    let with = |level: u64| {
        decides(|w| {
            rate(w, 1_000);
            w.traffic.surge = Some(Surge {
                rate: RecordsPerSecond::new(5_000),
                lasting: SimDuration::from_secs(60),
                level_within: SimDuration::from_secs(level),
            });
        })
    };
    assert_eq!(
        with(0),
        "The surge decides: 5,000/s for 1 min, and nothing may wait. Without it, 1 shard would do."
    );
    // (5,000 × 60 + 1,000 × 240) ÷ 300 = 1,800 a second: two shards.
    assert_eq!(
        with(240),
        "The surge decides: 5,000/s for 1 min, and what waited has to be in 4 min later. Without it, 1 shard would do."
    );
}

#[test]
fn chance_is_told_beside_the_limit_that_is_near() {
    let plan = plan(|w| w.throttled_one_in = Some(1_000));
    let words = Answer::of(&plan).decides;
    assert!(words.starts_with("Records per second decide"), "{words}");
    let kept = format!("and {} keep throttling to 1 of 1,000 seconds.", plan.sizing.per_stream);
    assert!(words.contains("On average 8 shards would do") && words.ends_with(&kept), "{words}");
}

#[test]
fn a_key_too_hot_is_told_with_both_ways_out() {
    // 20 % of 8,000 = 1,600 a second; × 600 B = 960,000 B = 937.5 KiB.
    let plan = plan(|w| {
        w.sizes = RecordSizes::Fixed(Bytes(600));
        w.keys = KeySpread::Hot { share: Share::from_percent(20) };
    });
    let answer = Answer::of(&plan);
    assert!(
        answer.decides.starts_with("One key has 20 % of all records: 1,600/s with 937.5 KiB/s, where a shard takes 1,000/s and 1 MiB/s."),
        "{}",
        answer.decides
    );
    let salt = plan.sizing.salt.expect("two keys of 800/s fit");
    assert!(answer.decides.contains(&format!("Deal it out to {} salted keys", salt.keys)));
    assert!(answer.decides.contains("AUTO record distribution"));
    // Nothing else is of use then.
    assert_eq!((answer.aggregated, answer.formula), (None, None));
}

#[test]
fn what_would_change_the_answer_is_told_only_where_it_would() {
    let small = plan(|w| w.sizes = RecordSizes::Fixed(Bytes(100)));
    let answer = Answer::of(&small);
    // 8,000 × 100 B are 0.76 MiB: AWS's formula says 1.
    assert_eq!(
        answer.formula.as_deref(),
        Some("AWS’s own formula says 1: it counts bytes and leaves out the records a second.")
    );
    let fewer = answer::shards_if_aggregated(&small.workload, &small.sizing).expect("it helps");
    assert!(fewer < 8);
    let words = answer.aggregated.expect("it helps");
    assert!(words.ends_with(&format!("the same traffic would need {fewer}.")), "{words}");
    // Bytes decide: aggregation adds to them, and the formula is right.
    let large = plan(|w| w.sizes = RecordSizes::Fixed(Bytes(20 << 10)));
    assert_eq!((Answer::of(&large).aggregated, Answer::of(&large).formula), (None, None));
    let on = plan(|w| w.aggregation = Aggregation::Kpl { processes: 1 });
    assert_eq!(Answer::of(&on).aggregated, None);
}

#[test]
fn notes_tell_rounding_and_minimum() {
    let plan = plan(|w| {
        w.sizes = RecordSizes::Fixed(Bytes(600));
        w.fan_out_consumers = 3;
    });
    assert_eq!(notes::notes(&plan, Mode::Provisioned), ["A record of 600 B is billed as one unit of 25 KB."]);
    // 1,024 ÷ 600 = 1.707.
    let rounding =
        "Data in is billed as 1.7 times its volume: each record of 600 B counts up to the next KB.";
    assert_eq!(notes::notes(&plan, Mode::OnDemandStandard), [rounding]);
    // 5,500 × 1,024 B = 5.37 MiB; 3 × 5,500 × 600 B = 9.44 MiB.
    assert_eq!(
        notes::notes(&plan, Mode::OnDemandAdvantage),
        ["At least 25 MiB/s in and out is billed; this is 5.37 MiB/s in and 9.44 MiB/s out.", rounding]
    );
    // Whole KB and full units: nothing to say. 30 MB/s in, nothing read.
    let full = self::plan(|w| {
        rate(w, 30 << 10);
        w.sizes = RecordSizes::Fixed(Bytes(24 << 10));
    });
    assert_eq!(notes::notes(&full, Mode::Provisioned), [""; 0]);
    assert_eq!(notes::notes(&full, Mode::OnDemandStandard), [""; 0]);
    assert_eq!(
        notes::notes(&full, Mode::OnDemandAdvantage),
        ["At least 25 MiB/s out is billed; this is 0 B/s."]
    );
}

#[test]
fn a_curve_is_read_as_a_spreadsheet_gives_it() {
    let day = (0..24).map(|hour| format!("{}%", hour * 4)).collect::<Vec<_>>().join("\t");
    let Ok(TrafficShape::Day(percent)) = TrafficShape::read_percent(&day) else { panic!("a day") };
    assert_eq!((percent[0], percent[23]), (0, 92));
    let week = vec!["10, 20; 30 40\n".repeat(6); 7].join("\r\n");
    let Ok(TrafficShape::Week(days)) = TrafficShape::read_percent(&week) else { panic!("a week") };
    assert_eq!((days[0][0], days[6][23]), (10, 40));
    assert_eq!(TrafficShape::read_percent("1 2 3"), Err(CurveError::Count(3)));
    assert_eq!(TrafficShape::read_percent(""), Err(CurveError::Count(0)));
    assert_eq!(TrafficShape::read_percent(&"5 ".repeat(48)), Err(CurveError::Count(48)));
    for bad in ["101", "-1", "many", "1.5", "99999999999999999999"] {
        assert_eq!(TrafficShape::read_percent(bad), Err(CurveError::NotAPercentage(bad.to_owned())));
    }
}
