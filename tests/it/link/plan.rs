use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;
use shardscope::{
    aws::{
        Region,
        pricing::{Item, Origin, Price, PriceSheet},
    },
    link::{
        self, LinkError,
        plan::{PlanState, decode_plan, decode_plan_with, encode_plan, workload_from_json, workload_to_json},
    },
    plan::{KeySpread, OwnKeys, Period, Plan, TrafficShape, Workload},
    units::{RecordsPerSecond, Share, Usd},
};

use super::workloads::{any_prices, any_workload};

/// Links and JSON as version 1 wrote them: `name fragment json` on each line. Never changed, only added to.
const OLD: &str = include_str!("plan_v1.txt");

fn own(count: u64) -> Arc<OwnKeys> {
    let names: Vec<String> = (0..count).map(|i| format!("tenant-{i}")).collect();
    Arc::new(OwnKeys::new(names.iter().map(String::as_str).zip(1..)))
}

fn shipped(workload: Workload) -> PlanState {
    PlanState { prices: PriceSheet::shipped(workload.region), workload }
}

/// The last line of [`OLD`] has prices too.
fn with_prices() -> PlanState {
    let mut state = shipped(Workload { keys: KeySpread::Own(own(12)), ..Workload::default() });
    let typed = Price { usd: Usd::from_nanos(12_345_678), origin: Origin::Typed };
    state.prices.set(Item::ShardHours, Some(typed));
    let published = "2026-09-23T10:11:12Z".to_owned();
    let listed = Price { usd: Usd::from_nanos(50_000_000), origin: Origin::PriceList { published } };
    state.prices.set(Item::StandardStreamHours, Some(listed));
    state
}

#[test]
fn old_plans_open_for_ever_and_are_still_written_so() {
    let mut names = Vec::new();
    for line in OLD.lines() {
        let (name, rest) = line.split_once(' ').expect("a name");
        let (fragment, json) = rest.split_once(' ').expect("a fragment and its JSON");
        let workload = workload_from_json(json).expect(name);
        let mut state = shipped(workload);
        if name == "prices" {
            state.prices = with_prices().prices;
        }
        assert_eq!(
            workload_to_json(&state.workload),
            format!("{:#}", json.parse::<Value>().unwrap()),
            "{name}"
        );
        assert_eq!(encode_plan(&state.workload, &state.prices), fragment, "{name}");
        assert_eq!(link::kind(fragment), link::PLAN);
        assert_eq!(decode_plan(fragment), Ok(state), "{name}");
        names.push(name);
    }
    assert_eq!(names, ["fraud", "clickstream", "iot", "logs", "cdc", "mobile", "all", "prices"]);
}

#[test]
fn usual_settings_take_no_room() {
    let usual = workload_from_json(r#"{"records_per_second": 1000, "record_bytes": 500}"#).unwrap();
    // {"wo":{"rs":1000,"zb":500}} has 27 letters: 36 in base64, beside `plan/1/` and `.abcd`.
    assert_eq!(encode_plan(&usual, &PriceSheet::shipped(usual.region)).len(), 36 + 7 + 5);
    let fraud = Workload::default();
    assert!(encode_plan(&fraud, &PriceSheet::shipped(fraud.region)).len() < 160);
}

#[test]
fn what_a_script_leaves_out_is_plain() {
    // The line of the headless contract: no second is looked at, so that records alone decide.
    let json = r#"{"region":"us-east-1","streams":1,"hours":730,"records_per_second":{"average":8000,"peak":8000},
        "record_bytes":500,"shared_consumers":0,"fan_out_consumers":3,"retention_hours":24,"hottest_key_share":0.0}"#;
    let expected = Workload {
        stream_name: "stream".to_owned(),
        sizes: shardscope::plan::RecordSizes::Fixed(shardscope::units::Bytes(500)),
        throttled_one_in: None,
        ..Workload::default()
    };
    let expected = Workload {
        traffic: shardscope::plan::Traffic {
            peak: RecordsPerSecond::new(8_000),
            shape: TrafficShape::Average(RecordsPerSecond::new(8_000)),
            surge: None,
        },
        ..expected
    };
    let found = workload_from_json(json).unwrap();
    assert_eq!(found, expected);
    assert_eq!(Plan::of(&found, &PriceSheet::shipped(found.region)).unwrap().sizing.total, 8);
    let of = |more: &str| workload_from_json(&format!(r#"{{"record_bytes": "1 KiB", {more}}}"#)).unwrap();
    // An average alone, a peak alone and a bare rate are the same: a rate that never changes.
    assert_eq!(of(r#""records_per_second": "2k/s""#), of(r#""records_per_second": {"average": 2000}"#));
    assert_eq!(of(r#""records_per_second": 2000"#), of(r#""records_per_second": {"peak": 2000}"#));
    let hot = of(r#""records_per_second": 9, "hottest_key_share": 0.07"#).keys;
    assert_eq!(hot, KeySpread::Hot { share: Share::from_percent(7) });
    assert_eq!(of(r#""records_per_second": 9, "hours": 24, "surge": null"#).period, Period::Day);
}

#[test]
fn many_keys_are_asked_for_and_few_travel() {
    for (count, travels) in [(100, true), (101, false)] {
        let keys = own(count);
        let workload = Workload { keys: KeySpread::Own(Arc::clone(&keys)), ..Workload::default() };
        let fragment = encode_plan(&workload, &PriceSheet::shipped(workload.region));
        let state = shipped(workload);
        if travels {
            assert_eq!(decode_plan(&fragment).as_ref(), Ok(&state));
        } else {
            // 1 + 2 + … + 101.
            let (distinct, records) = (101, 5_151);
            let needs = LinkError::NeedsKeys { distinct, records, fingerprint: keys.fingerprint() };
            assert_eq!(decode_plan(&fragment), Err(needs.clone()));
            assert_eq!(decode_plan_with(&fragment, &[own(102)]), Err(needs));
        }
        assert_eq!(decode_plan_with(&fragment, &[own(99), keys]), Ok(state));
    }
}

#[test]
fn prices_of_another_region_stay_behind() {
    let mut prices = PriceSheet::shipped(Region::find("eu-west-1").unwrap());
    prices.set(Item::ShardHours, Some(Price { usd: Usd::from_dollars(1), origin: Origin::Typed }));
    let back = decode_plan(&encode_plan(&Workload::default(), &prices));
    assert_eq!(back, Ok(shipped(Workload::default())));
}

#[test]
fn plans_that_do_not_open_say_why() {
    let cut = "this link is cut short: copy the whole address";
    for (text, expected) in [
        ("", "this is no link to a plan: copy the whole address, with all that follows the #"),
        ("plan", cut),
        ("plan/1/e30.abc", cut),
        ("sim/1/abc.defg", "this is no link to a plan: “sim” is another page or none"),
        (
            "plan/2/whatever-comes",
            "this link was made by a newer version (format 2): reload the page to get that version",
        ),
        ("plan/1/e30.abcd", "this link was changed on its way: copy it again from where it came from"),
    ] {
        assert_eq!(decode_plan(text).expect_err(text).to_string(), expected, "{text}");
    }
    let needed = LinkError::NeedsKeys { distinct: 101, records: 5_151, fingerprint: 0 };
    assert_eq!(
        needed.to_string(),
        "this plan was made with 101 keys of 5,151 records, too many for a link: paste those keys here to go on"
    );
}

#[test]
fn workloads_that_cannot_be_read_say_why() {
    let with = |more: &str| format!(r#"{{"records_per_second": 1000, "record_bytes": 500{more}}}"#);
    let table = [
        (String::new(), "this is not JSON: EOF while parsing a value at line 1 column 0"),
        ("[]".to_owned(), "the workload is not understood: a workload is an object: write {…}"),
        ("{}".to_owned(), "the workload is not understood: missing field `records_per_second`"),
        (
            r#"{"records_per_second": {}, "record_bytes": 1}"#.to_owned(),
            "the workload is not understood: missing field `peak`",
        ),
        (
            r#"{"records_per_second": "fast", "record_bytes": 1}"#.to_owned(),
            "the workload is not understood: “fast”: this is not a number: write it like 8k/s or 250/s",
        ),
        (
            r#"{"records_per_second": 1e15, "record_bytes": 1}"#.to_owned(),
            "the workload is not understood: records_per_second is 1000000000000000.0, where a number of",
        ),
        (
            r#"{"records_per_second": 1000000000000000, "record_bytes": 1}"#.to_owned(),
            "this workload cannot be planned: rates are planned up to 10,000,000,000/s: is a unit wrong?",
        ),
        (
            r#"{"records_per_second": {"peak": 5, "average": 5, "day": []}, "record_bytes": 1}"#.to_owned(),
            "the workload is not understood: give one of average, day and week",
        ),
        (
            r#"{"records_per_second": {"peak": 5, "day": [1]}, "record_bytes": 1}"#.to_owned(),
            "the workload is not understood: day is a list of 24 numbers: one for each hour",
        ),
        (
            r#"{"records_per_second": 0, "record_bytes": 1}"#.to_owned(),
            "this workload cannot be planned: give a peak above 0/s",
        ),
        (with(r#", "shards": 4"#), "the workload is not understood: unknown field `shards`, expected one of"),
        (
            with(r#", "region": "mars-1""#),
            "the workload is not understood: region is “mars-1”, which is not known: write it like us-east-1",
        ),
        (
            with(r#", "keys": "even", "hottest_key_share": 0.5"#),
            "the workload is not understood: keys and hottest_key_share say the same thing twice: give one",
        ),
        (
            with(r#", "hottest_key_share": 1.5"#),
            "the workload is not understood: hottest_key_share is 1.5, where a number from 0 to 1 belongs",
        ),
        (
            with(r#", "keys": {"own": {"names": ["a", "b"], "counts": [1]}}"#),
            "the workload is not understood: counts are numbers from 1, one for each of the names",
        ),
        (
            with(r#", "keys": {"own": {"names": []}}"#),
            "this workload cannot be planned: no key was found: paste at least one",
        ),
        (with(r#", "retention_hours": 12"#), "this workload cannot be planned: retention is from 24 h to 365 d, not 12 h"),
        (
            r#"{"records_per_second": 1, "record_bytes": {"measured": {"records": 9, "bytes": 9, "largest": 1,
                "put_payload_units": 0, "on_demand_bytes": 9216, "firehose_bytes": 46080, "chunks": 9}}}"#
                .to_owned(),
            "the workload is not understood: the sums of measured do not go together: measure the records again",
        ),
    ];
    for (json, expected) in table {
        let told = workload_from_json(&json).expect_err(&json).to_string();
        assert!(told.starts_with(expected), "{json}: {told}");
    }
}

#[test]
fn any_cut_of_a_plan_is_known_as_such() {
    let fragment = encode_plan(&Workload::default(), &PriceSheet::shipped(Region::US_EAST_1));
    for end in "plan/".len()..fragment.len() {
        assert_eq!(decode_plan(&fragment[..end]), Err(LinkError::CutShort), "{}", &fragment[..end]);
    }
}

fn any_state() -> impl Strategy<Value = PlanState> {
    any_workload().prop_flat_map(|workload| {
        any_prices(workload.region).prop_map(move |prices| PlanState { workload: workload.clone(), prices })
    })
}

proptest! {
    #[test]
    fn any_plan_comes_back(state in any_state()) {
        prop_assert_eq!(state.workload.check(), Ok(()));
        let json = workload_to_json(&state.workload);
        prop_assert_eq!(workload_from_json(&json), Ok(state.workload.clone()));
        prop_assert_eq!(decode_plan(&encode_plan(&state.workload, &state.prices)), Ok(state));
    }

    #[test]
    fn one_wrong_character_of_a_plan_is_noticed(
        state in any_state(),
        place: prop::sample::Index,
        wrong in "[A-Za-z0-9._/é -]",
    ) {
        let fragment = encode_plan(&state.workload, &state.prices);
        let at = place.index(fragment.len());
        prop_assume!(fragment[at..=at] != wrong);
        let changed = [&fragment[..at], &wrong, &fragment[at + 1..]].concat();
        prop_assert!(decode_plan(&changed).is_err(), "{}", changed);
    }
}
