//! Bills worked by hand, in us-east-1.

use shardscope::{
    aws::pricing::{Item, Mode, PriceSheet},
    plan::{Period, Plan, RecordSizes, SizeSample, TrafficShape, Usage, Workload, bill},
    units::{Bytes, RecordsPerSecond, Usd},
};

fn workload(average: u64, peak: u64, bytes: u64) -> Workload {
    let mut workload = Workload { fan_out_consumers: 0, throttled_one_in: None, ..Workload::default() };
    workload.traffic.peak = RecordsPerSecond::new(peak);
    workload.traffic.shape = TrafficShape::Average(RecordsPerSecond::new(average));
    workload.sizes = RecordSizes::Fixed(Bytes(bytes));
    workload
}

/// Lines by name and amount, as decimal text.
fn check(what: &str, workload: &Workload, mode: Mode, lines: &[(&str, &str)], total: &str) {
    let plan = Plan::of(workload, &PriceSheet::shipped(workload.region)).expect("a valid workload");
    let found = plan.bill(mode).lines.iter();
    let found: Vec<(&str, String)> =
        found.map(|line| (line.item.name(), line.usd.map_or_else(String::new, Usd::exact))).collect();
    let lines: Vec<(&str, String)> = lines.iter().map(|&(name, usd)| (name, usd.to_owned())).collect();
    assert_eq!(found, lines, "{what}");
    assert_eq!(plan.bill(mode).total().map(Usd::exact).as_deref(), Some(total), "{what}");
}

#[test]
fn provisioned_with_fan_out() {
    // 8 shards × 730 h × 0.015 = 87.60. 8,000 × 2,628,000 s = 21,024 M units × 0.014 = 294.336.
    // 3 × 8 × 730 × 0.015 = 262.80. 8,000 × 512 B × 2,628,000 s × 3 ÷ 2³⁰ = 30,075.0732421875 GB × 0.013
    // = 390.9759521484375.
    let mut fan_out = workload(8_000, 8_000, 512);
    fan_out.fan_out_consumers = 3;
    let lines = [
        ("shard_hours", "87.6"),
        ("put_payload_units", "294.336"),
        ("fan_out_consumer_shard_hours", "262.8"),
        ("fan_out_data_retrieval", "390.975952148"),
    ];
    check("fan-out", &fan_out, Mode::Provisioned, &lines, "1035.711952148");
}

#[test]
fn on_demand_rounds_each_record_up() {
    // 100/s × 600 B count as 1,024: 100 × 1,024 × 86,400 ÷ 2³⁰ = 8.23974609375 GB × 0.08 = 0.6591796875.
    // Out, one shared consumer, by its bytes: 100 × 600 × 86,400 ÷ 2³⁰ = 4.8279762268… × 0.04 = 0.193119049.
    // 24 h × 0.04 = 0.96.
    let mut day = workload(100, 100, 600);
    day.shared_consumers = 1;
    day.period = Period::Day;
    let lines = [("stream_hours", "0.96"), ("data_in", "0.659179688"), ("data_out", "0.193119049")];
    check("standard", &day, Mode::OnDemandStandard, &lines, "1.812298737");
    // 25 MiB/s × 86,400 ÷ 1,024 = 2,109.375 GB: × 0.032 = 67.5, × 0.016 = 33.75: the $101.25 a day. Of it, used are
    // 8.23974609375 × 0.032 = 0.263671875 and 4.8279762268… × 0.016 = 0.07724762.
    let lines = [
        ("data_in", "0.263671875"),
        ("data_out", "0.07724762"),
        ("commitment_unused_in", "67.236328125"),
        ("commitment_unused_out", "33.67275238"),
    ];
    check("advantage", &day, Mode::OnDemandAdvantage, &lines, "101.25");
}

#[test]
fn retention_in_all_its_tiers() {
    // 1,024 B × 1,024/s = 1 MiB/s: 1 shard is short by records, so 2. Kept 30 days.
    let kept = |hours| Workload { retention_hours: hours, ..workload(1_024, 1_024, 1_024) };
    // Provisioned: 2 × 730 × 0.015 = 21.9; 1,024 × 2,628,000 = 2,691.072 M × 0.014 = 37.675008;
    // 2 × 730 × 0.02 = 29.2, the same for 25 h and for 7 days;
    // beyond 7 days 720 − 168 = 552 h of 1 MiB/s = 552 × 3,600 ÷ 1,024 = 1,940.625 GB × 0.023 = 44.634375.
    let units = ("put_payload_units", "37.675008");
    for hours in [25, 168] {
        let lines = [("shard_hours", "21.9"), units, ("extended_retention", "29.2")];
        check("7 days", &kept(hours), Mode::Provisioned, &lines, "88.775008");
    }
    let lines = [
        ("shard_hours", "21.9"),
        units,
        ("extended_retention", "29.2"),
        ("long_term_retention", "44.634375"),
    ];
    check("30 days", &kept(720), Mode::Provisioned, &lines, "133.409383");
    check("24 h", &kept(24), Mode::Provisioned, &[("shard_hours", "21.9"), units], "59.575008");
    // Standard: 144 h × 3,600 ÷ 1,024 = 506.25 GB × 0.10 = 50.625, and the same 44.634375 beyond.
    // In: 2,628,000 ÷ 1,024 = 2,566.40625 GB × 0.08 = 205.3125; 730 × 0.04 = 29.2.
    let lines = [
        ("stream_hours", "29.2"),
        ("data_in", "205.3125"),
        ("extended_retention", "50.625"),
        ("long_term_retention", "44.634375"),
    ];
    check("standard, 30 days", &kept(720), Mode::OnDemandStandard, &lines, "329.771875");
    // Advantage: (506.25 + 1,940.625) × 0.023 = 56.278125; 25 MiB/s for 730 h = 64,160.15625 GB.
    // of it 2,566.40625 are used: × 0.032 = 82.125, and 61,593.75 are not: × 0.032 = 1,971; nothing is read.
    let lines = [
        ("data_in", "82.125"),
        ("retention", "56.278125"),
        ("commitment_unused_in", "1971"),
        ("commitment_unused_out", "1026.5625"),
    ];
    check("advantage, 30 days", &kept(720), Mode::OnDemandAdvantage, &lines, "3135.965625");
    // Read again, two hours' worth a month: 2 × 3,600 ÷ 1,024 = 7.03125 GB × 0.021 = 0.14765625.
    let replayed = Workload { replay_hours: 2, ..kept(720) };
    let plan = Plan::of(&replayed, &PriceSheet::shipped(replayed.region)).expect("a valid workload");
    let line = plan.bill(Mode::Provisioned).lines.iter().find(|line| line.item == Item::LongTermRetrieval);
    assert_eq!(line.and_then(|line| line.usd).map(Usd::nanos), Some(147_656_250));
}

#[test]
fn a_price_that_is_not_known_is_not_guessed() {
    let mut paris = workload(100, 100, 600);
    paris.region = shardscope::aws::Region::find("eu-west-3").expect("Paris");
    let plan = Plan::of(&paris, &PriceSheet::shipped(paris.region)).expect("a valid workload");
    assert_eq!(plan.cheapest(), None);
    assert!(plan.bill(Mode::Provisioned).total().is_none());
    let unknown: Vec<Item> = plan.bill(Mode::Provisioned).unknown().collect();
    assert_eq!(unknown, [Item::ShardHours, Item::PutPayloadUnits]);
}

#[test]
fn sizes_are_rounded_record_by_record() {
    // From 25 KB and a byte on it is two units; from 1 KB and a byte on, 2 KB.
    for (size, units, on_demand) in [
        (1, 1, 1_024),
        (1_024, 1, 1_024),
        (1_025, 1, 2_048),
        (25_600, 1, 25_600),
        (25_601, 2, 26_624),
        (51_200, 2, 51_200),
        (1_048_576, 41, 1_048_576),
    ] {
        assert_eq!(Usage::put_payload_units_of(size), units, "{size}");
        assert_eq!(Usage::on_demand_bytes_of(size), on_demand, "{size}");
    }
    // A range, against one record at a time.
    for (min, max) in [(1, 1), (1, 5_000), (1_000, 1_025), (25_000, 80_001)] {
        let mut one_by_one = SizeSample::default();
        (min..=max).for_each(|size| one_by_one.add(size));
        assert_eq!(
            RecordSizes::Range { min: Bytes(min), max: Bytes(max) }.sample(),
            one_by_one,
            "{min} to {max}"
        );
    }
}

#[test]
fn lines_print_what_they_multiply() {
    let prices = PriceSheet::shipped(shardscope::aws::Region::US_EAST_1);
    let usage =
        Usage { shard_ms: 9 * 730 * 3_600_000, put_payload_units: 14_454_000_000, ..Usage::default() };
    let bill = bill(Mode::Provisioned, &usage, &prices);
    let shown: Vec<String> = bill.lines.iter().map(shardscope::plan::Line::quantity_shown).collect();
    assert_eq!(shown, ["6,570 shard-hours", "14,454 M units"]);
    let exact: Vec<String> = bill.lines.iter().map(shardscope::plan::Line::quantity_exact).collect();
    assert_eq!(exact, ["6570", "14454"]);
}

#[test]
fn streams_that_share_the_traffic_take_in_no_more_than_one() {
    // A rate that three streams cannot share in whole thousandths of a record.
    let one = Workload { fan_out_consumers: 2, shared_consumers: 1, ..workload(1_000, 4_000, 1_025) };
    let usage = |workload: &Workload| {
        Plan::of(workload, &PriceSheet::shipped(workload.region)).expect("a valid workload").usage
    };
    let (three, one) = (usage(&Workload { streams: 3, ..one.clone() }), usage(&one));
    assert_eq!(three.put_payload_units, one.put_payload_units);
    assert_eq!(three.on_demand_bytes_in, one.on_demand_bytes_in);
    assert_eq!(
        (three.shared_bytes_out, three.fan_out_bytes_out),
        (one.shared_bytes_out, one.fan_out_bytes_out)
    );
    assert_eq!(three.stream_ms, 3 * one.stream_ms);
}
