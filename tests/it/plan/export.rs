//! What one takes away from a plan. `tests/tools` runs it under the tools that it is made for.

use shardscope::{
    aws::{
        Region,
        pricing::{Item, Mode, Origin, Price, PriceSheet},
    },
    plan::{
        Plan, TrafficShape, Workload,
        export::{Format, export},
        presets,
    },
    units::{RecordsPerSecond, Usd},
};

fn planned(workload: &Workload) -> Plan {
    Plan::of(workload, &PriceSheet::shipped(workload.region)).expect("it is within its limits")
}

fn text(change: impl FnOnce(&mut Workload), mode: Mode, format: Format) -> String {
    let mut workload = Workload::default();
    change(&mut workload);
    export(&planned(&workload), mode, format)
}

fn commands(change: impl FnOnce(&mut Workload), mode: Mode) -> String {
    text(change, mode, Format::Commands)
}

/// Has the text all of these, and none of those?
fn check(text: &str, has: &[&str], has_not: &[&str]) {
    for part in has {
        assert!(text.contains(part), "“{part}” is missing in\n{text}");
    }
    for part in has_not {
        assert!(!text.contains(part), "“{part}” has no place in\n{text}");
    }
}

#[test]
fn a_stream_has_in_its_mode_what_belongs_there() {
    let one_shard_each = |w: &mut Workload| {
        w.traffic.peak = RecordsPerSecond::new(100);
        w.traffic.shape = TrafficShape::Average(RecordsPerSecond::new(100));
    };
    check(
        &commands(one_shard_each, Mode::Provisioned),
        &["StreamMode=PROVISIONED", "--shard-count 1\n", "provisioned, 1 shard."],
        &[
            "update-account-settings",
            "retention-period",
            "max-record-size",
            "warm-throughput",
            "-shard-count\"",
        ],
    );
    check(
        &commands(one_shard_each, Mode::OnDemandStandard),
        &["StreamMode=ON_DEMAND"],
        &["--shard-count", "update-account-settings", "lead traffic over"],
    );
    check(
        &commands(one_shard_each, Mode::OnDemandAdvantage),
        &["StreamMode=ON_DEMAND", "Status=ENABLED", "at least 25 MiB/s in and out each", "24 hours at least"],
        &["--shard-count", "warm-throughput"],
    );
}

#[test]
fn what_will_be_refused_is_said_at_the_top() {
    // 30 are more than the 20 of every mode but Advantage.
    let many = |w: &mut Workload| w.fan_out_consumers = 30;
    check(&commands(many, Mode::Provisioned), &["30 fan-out consumers are more than the 20"], &[]);
    check(&commands(many, Mode::OnDemandAdvantage), &[], &["more than the 20"]);
    // 2,000,000/s need at least 2,000 shards; Frankfurt may have 1,000 at first, N. Virginia 20,000.
    let fast = |region: &'static str| {
        move |w: &mut Workload| {
            w.region = Region::find(region).expect("a Region");
            w.traffic.peak = RecordsPerSecond::new(2_000_000);
        }
    };
    check(
        &commands(fast("eu-central-1"), Mode::Provisioned),
        &["more than the 1,000 an account has in", "region=eu-central-1\n"],
        &[],
    );
    check(&commands(fast("us-east-1"), Mode::Provisioned), &[], &["an account has"]);
    // A new stream takes 4 MiB/s: 8,000 × 600 B = 4.58 MiB/s are more, 6,000 × 600 B = 3.43 MiB/s are not.
    let at = |rate| {
        move |w: &mut Workload| {
            w.traffic.peak = RecordsPerSecond::new(rate);
        }
    };
    check(&commands(at(8_000), Mode::OnDemandStandard), &["takes 4 MiB/s at first"], &[]);
    check(&commands(at(6_000), Mode::OnDemandStandard), &[], &["at first"]);
    let streams = |w: &mut Workload| w.streams = 51;
    check(&commands(streams, Mode::OnDemandStandard), &["51 on-demand streams are more than the 50"], &[]);
    check(&commands(streams, Mode::Provisioned), &["seq -f 'payments-%g' 1 51"], &["more than the 50"]);
}

#[test]
fn a_way_of_many_calls_goes_on_the_next_day() {
    // 1 → 2 → … → 1,024 are ten calls, 1,500 is the eleventh.
    let long = |w: &mut Workload| {
        w.shards_now = Some(1);
        w.throttled_one_in = None;
        w.traffic.peak = RecordsPerSecond::new(1_500_000);
    };
    check(
        &commands(long, Mode::Provisioned),
        &["for target in 2 4 8 16 32 64 128 256 512 1024 1500; do", "10 calls fit into 24 hours"],
        &["create-stream --"],
    );
    check(&text(long, Mode::Provisioned, Format::CloudFormation), &["deploy it with 2, then 4, then 8"], &[]);
    let enough = |w: &mut Workload| {
        w.shards_now = Some(8);
        w.throttled_one_in = None;
    };
    check(&commands(enough, Mode::Provisioned), &["as many as they should be"], &["update-shard-count"]);
}

#[test]
fn the_summary_has_the_figures_of_the_screen() {
    let plan = planned(&Workload::default());
    let summary = export(&plan, Mode::Provisioned, Format::Summary);
    let shards = plan.sizing.per_stream;
    check(&summary, &[&format!("# payments: {shards} shards, provisioned\n")], &["0 consumers", "unknown"]);
    for bill in &plan.bills {
        let total = bill.total().expect("prices of us-east-1 are known");
        check(&summary, &[&format!("| {} | {total} |", bill.mode.title())], &[]);
        for line in &bill.lines {
            let (price, usd) = (line.price.as_ref().expect("known"), line.usd.expect("known"));
            let row = format!("| {} × {} | {usd} |", line.quantity_shown(), price.usd.price());
            check(&summary, &[&row, line.item.title()], &[]);
        }
    }
    for dimension in &plan.sizing.dimensions {
        check(&summary, &[&format!("| {} | {} |", dimension.kind.title(), dimension.working)], &[]);
    }
    for finding in plan.findings.iter().filter(|finding| finding.modes.contains(&Mode::Provisioned)) {
        check(&summary, &[&finding.what, &finding.advice, finding.source], &[]);
    }
    check(&summary, &["of 2026-11-24"], &[]);
}

#[test]
fn what_is_not_known_is_not_guessed() {
    let mut prices = PriceSheet::unknown(Region::US_EAST_1);
    let typed = Price { usd: Usd::from_nanos(15_000_000), origin: Origin::Typed };
    prices.set(Item::ShardHours, Some(typed));
    let plan = Plan::of(&Workload::default(), &prices).expect("it is within its limits");
    // 730 h × shards × $0.015.
    let known = Usd::from_nanos(730 * u128::from(plan.sizing.total) * 15_000_000);
    check(
        &export(&plan, Mode::Provisioned, Format::Summary),
        &[&format!("costs more than {known}"), "× unknown | unknown |", "typed in (typed in)"],
        &["cheapest"],
    );
    let csv = export(&plan, Mode::Provisioned, Format::Csv);
    check(
        &csv,
        &["total,provisioned,,Provisioned,,,,,,,,price not known\n", "0.015,", ",typed in,typed in\n"],
        &[],
    );
}

#[test]
fn every_preset_can_be_taken_away_in_every_form() {
    for preset in presets::all() {
        let plan = planned(&preset.workload());
        for mode in Mode::ALL {
            for format in Format::ALL {
                let text = export(&plan, mode, format);
                let what = format!("{}, {mode:?}, {format:?}", preset.name);
                assert!(text.len() > 500, "{what}: {text}");
                assert!(!text.contains('\t') && !text.contains('\r'), "{what}");
                assert!(format.is_of_a_mode() || text == export(&plan, Mode::Provisioned, format), "{what}");
                // Their own letters are all of ASCII, but for comments.
                let is_code = matches!(format, Format::Commands | Format::CloudFormation | Format::Terraform);
                let mut code = text.lines().filter(|line| !line.trim_start().starts_with('#'));
                assert!(!is_code || code.all(str::is_ascii), "{what}");
            }
        }
    }
}

#[test]
fn files_are_named_after_the_stream() {
    let plan = planned(&Workload { stream_name: "..a.b-c_1".to_owned(), ..Workload::default() });
    let names = Format::ALL.map(|format| format.file_name(&plan));
    assert_eq!(
        names,
        ["a.b-c_1.sh", "a.b-c_1.yaml", "a.b-c_1.tf", "a.b-c_1.csv", "a.b-c_1.json", "a.b-c_1.md"]
    );
    let points = planned(&Workload { stream_name: "...".to_owned(), ..Workload::default() });
    assert_eq!(Format::Csv.file_name(&points), "plan.csv");
}
