mod plan;
mod readers;
mod scenarios;
pub(crate) mod workloads;

use std::sync::Arc;

use proptest::prelude::*;
use shardscope::{
    link::{self, LinkError, LinkState, MAX_LIST},
    sim::presets,
    sim::scenario::{
        Application, Change, DeliveryStream, EventSourceMapping, Fault, Keys, Reader, Replay, Scenario, What,
        Work,
    },
    units::{RecordsPerSecond, SimTime},
};

use self::{
    readers::{branch_by_hand, usual_reader},
    scenarios::{any_pair, any_scenario, long_list, plain, usual_producer},
};

fn state(scenario: Scenario) -> LinkState {
    LinkState { scenario, at: SimTime::from_secs(42), branch: None }
}

#[test]
fn a_built_in_scenario_is_opened_by_its_name() {
    for preset in presets::all() {
        let opened = link::decode(&format!("#sim/preset/{}", preset.name)).expect("a link to a preset");
        assert_eq!((opened.scenario, opened.at), (preset.scenario(), preset.opens_at), "{}", preset.name);
    }
    assert_eq!(link::decode("sim/preset/nothing"), Err(LinkError::NoPreset));
}

fn by_hand() -> Vec<(&'static str, Scenario)> {
    [scenarios::by_hand(), readers::by_hand()].concat()
}

/// What [`OLD`] shows: the scenarios by hand, and the last of them beside another run.
fn old_states() -> Vec<(&'static str, LinkState)> {
    let mut states: Vec<_> = by_hand().into_iter().map(|(name, scenario)| (name, state(scenario))).collect();
    let mut compared = states.last().expect("there are some").1.clone();
    compared.branch = Some(branch_by_hand());
    states.push(("branch", compared));
    states
}

/// Links as version 1 wrote them: `name fragment` on each line. Never changed, only added to.
const OLD: &str = include_str!("link/v1.txt");

#[test]
fn old_links_open_for_ever_and_are_still_written_so() {
    let old: Vec<(&str, &str)> = OLD.lines().filter_map(|line| line.split_once(' ')).collect();
    assert_eq!(old.len(), old_states().len());
    for ((name, state), (old_name, fragment)) in old_states().into_iter().zip(old) {
        assert_eq!(name, old_name);
        assert_eq!(link::decode_with(fragment, &[long_list(1_400)]).as_ref(), Ok(&state), "{name}");
        assert_eq!(link::encode(&state), fragment, "{name}");
    }
}

#[test]
fn a_link_is_found_in_what_people_copy() {
    let state = state(plain(vec![usual_producer()]));
    let fragment = link::encode(&state);
    for pasted in [
        fragment.clone(),
        format!("#{fragment}"),
        format!("#/{fragment}"),
        format!("  https://example.org/a/b/?x=y#{fragment}\n"),
        format!("https://example.org/#{fragment})."),
        format!("https://example.org/#{fragment}>,"),
    ] {
        assert_eq!(link::decode(&pasted), Ok(state.clone()), "{pasted}");
        assert_eq!(link::kind(&pasted), link::SIM);
    }
    assert_eq!(link::kind("#plan/1/x"), "plan");
    assert_eq!(link::kind("study"), "study");
    assert_eq!(link::kind(""), "");
}

#[test]
fn usual_settings_take_no_room() {
    let usual = plain(vec![usual_producer()]);
    let bare = link::encode(&state(usual.clone())).len();
    assert!(bare < 70);
    // `"g":[{}],`, in base64.
    let read = Scenario { readers: vec![usual_reader()], ..usual };
    assert_eq!(link::encode(&state(read)).len(), bare + 12);
    for (name, scenario) in by_hand() {
        let fragment = link::encode(&state(scenario));
        assert!(fragment.len() < 2_400, "{name}: {}", fragment.len());
        let safe = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        assert!(fragment.chars().all(safe), "{fragment}");
    }
}

#[test]
fn long_lists_are_asked_for_and_short_ones_travel() {
    // In JSON the keys key-0 … key-1399 take 12,490 letters with quotes and commas, and as many numbers of
    // their order; that is more than 16 KiB, and half as many keys are less.
    for (count, travels) in [(700, true), (1_400, false)] {
        let list = long_list(count);
        let mut producer = usual_producer();
        producer.keys = Keys::List { list: Arc::clone(&list), replay: Replay::InOrder };
        let state = state(plain(vec![producer.clone(), producer]));
        let fragment = link::encode(&state);
        let needs = LinkError::NeedsList {
            name: "long.txt".to_owned(),
            records: count as u64,
            fingerprint: list.fingerprint(),
        };
        let other = long_list(count + 1);
        if travels {
            assert_eq!(link::decode(&fragment).as_ref(), Ok(&state));
            assert!(fragment.len() < MAX_LIST * 4 / 3);
        } else {
            assert_eq!(link::decode(&fragment), Err(needs.clone()));
            assert_eq!(link::decode_with(&fragment, &[Arc::clone(&other)]), Err(needs));
            assert!(fragment.len() < 300);
        }
        assert_eq!(link::decode_with(&fragment, &[other, list]), Ok(state));
    }
}

#[test]
fn a_list_put_in_order_by_its_times_comes_back_as_it_is() {
    let list = scenarios::list(
        "l",
        &[("late", 1, 9_000), ("early", 2, 1_000), ("mid", 3, 5_000), ("late", 4, 2_000)],
    );
    let mut producer = usual_producer();
    producer.keys = Keys::List { list: Arc::clone(&list), replay: Replay::ByFrequency };
    let back = link::decode(&link::encode(&state(plain(vec![producer])))).unwrap();
    let back = back.scenario.producers[0].list().unwrap();
    assert_eq!((back, back.fingerprint()), (&*list, list.fingerprint()));
    assert_eq!(back.times(), Some(&[0, 1_000, 4_000, 8_000][..]));
}

#[test]
fn the_moment_shown_lies_within_the_run() {
    let mut late = state(plain(vec![usual_producer()]));
    late.at = SimTime::from_secs(1_000_000);
    assert_eq!(link::decode(&link::encode(&late)).unwrap().at, SimTime::from_secs(60));
}

#[test]
fn json_has_usual_values_for_what_is_left_out() {
    let usual = plain(vec![usual_producer()]);
    let read = |json: &str| link::scenario_from_json(json).unwrap();
    assert_eq!(read("{}"), usual);
    assert_eq!(read(r#"{"shard_count":1,"producers":[{"rate":100}]}"#), usual);
    assert_eq!(read(r#"{"producers":[{"rate":"0.1k/s","size":"500 B","retry":{"attempts":5}}]}"#), usual);
    assert_eq!(read(r#"{"producers":[{"rate":{"constant":100.0},"size":{"fixed":500}}]}"#), usual);
    let day = read(r#"{"duration_ms":86400000,"producers":[{"keys":{"uniform":{"count":7}}}]}"#);
    assert_eq!(day.resolution, shardscope::sim::scenario::Resolution::Second);
    let listed = read(
        r#"{"lists":[{"keys":["a","b"]}],"producers":[{"keys":{"list":{"list":0,"replay":"in_order"}}}]}"#,
    );
    assert_eq!(listed.producers[0].list().map(|l| l.order().to_vec()), Some(vec![0, 1]));
}

#[test]
fn readers_have_usual_values_for_what_is_left_out() {
    let read = |json: &str| link::scenario_from_json(json).map(|scenario| scenario.readers);
    let work = |work| Ok(vec![Reader::new("reader", work)]);
    let mapping = EventSourceMapping { batch_size: 5, ..EventSourceMapping::default() };
    for (json, expected) in [
        (r"{}", Ok(Vec::new())),
        (r#"{"readers":[{}]}"#, Ok(vec![usual_reader()])),
        (r#"{"readers":[{"work":"lambda"}]}"#, work(Work::Lambda(EventSourceMapping::default()))),
        (r#"{"readers":[{"work":{"firehose":{}}}]}"#, work(Work::Firehose(DeliveryStream::default()))),
        (
            r#"{"readers":[{"work":{"application":{"rate":"5k/s","checkpoint_every_ms":null}}}]}"#,
            work(Work::Application(Application {
                rate: RecordsPerSecond::new(5_000),
                checkpoint_every: None,
                ..Application::default()
            })),
        ),
        // AWS's −1 and nothing at all are the same: without end.
        (
            r#"{"readers":[{"work":{"lambda":{"batch_size":5,"maximum_retry_attempts":-1,"on_failure":null}}}]}"#,
            work(Work::Lambda(mapping.clone())),
        ),
        (
            r#"{"readers":[{"work":{"lambda":{"batch_size":5,"maximum_record_age_in_seconds":null}}}]}"#,
            work(Work::Lambda(mapping)),
        ),
    ] {
        assert_eq!(read(json), expected, "{json}");
    }
}

#[test]
fn the_other_run_of_a_comparison_is_checked_like_this_one() {
    let mut state = state(Scenario { readers: vec![usual_reader()], ..plain(vec![usual_producer()]) });
    for (branch, expected) in [
        (Vec::new(), Ok(())),
        (vec![What::Fault { reader: 0, fault: Fault::Crash }], Ok(())),
        (
            vec![What::Fault { reader: 1, fault: Fault::Crash }],
            Err(
                "this scenario cannot be run: a change names reader 1, and there are 1 at its time: count from 0",
            ),
        ),
        (
            vec![What::ShardCount(0)],
            Err("this scenario cannot be run: the shard count has to be between 1 and 10000, not 0"),
        ),
    ] {
        let changes = branch.into_iter().map(|what| Change { at: SimTime::ZERO, what });
        state.branch = Some(changes.collect());
        let back = link::decode(&link::encode(&state)).map_err(|why| why.to_string());
        assert_eq!(back, expected.map(|()| state.clone()).map_err(str::to_owned));
    }
}

#[test]
fn json_says_every_setting_and_reads_back() {
    for (name, scenario) in by_hand() {
        let json = link::scenario_to_json(&scenario);
        let value = serde_json::from_str(&json).unwrap();
        assert_eq!(link::scenario_from_value(value, &[long_list(1_400)]), Ok(scenario), "{name}");
        assert!(json.contains("\"round_trip_ms\"") && json.contains("\"max_record_bytes\""), "{json}");
    }
}

#[test]
fn any_cut_of_a_link_is_known_as_such() {
    let fragment = link::encode(&state(by_hand().swap_remove(1).1));
    for end in "sim/".len()..fragment.len() {
        let cut = &fragment[..end];
        assert_eq!(link::decode(cut), Err(LinkError::CutShort), "{cut}");
    }
}

proptest! {
    #[test]
    fn any_scenario_comes_back((scenario, branch) in any_pair(), compared: bool, ms: u64) {
        prop_assert_eq!(scenario.check(), Ok(()));
        let at = SimTime::from_millis(ms % (scenario.duration.millis() + 1));
        let json = link::scenario_to_json(&scenario);
        prop_assert_eq!(&link::scenario_from_json(&json), &Ok(scenario.clone()));
        let branch = compared.then_some(branch);
        let state = LinkState { scenario, at, branch };
        prop_assert_eq!(link::decode(&link::encode(&state)), Ok(state));
    }

    #[test]
    fn one_wrong_character_is_noticed(
        scenario in any_scenario(),
        place: prop::sample::Index,
        wrong in "[A-Za-z0-9._/é -]",
    ) {
        let fragment = link::encode(&state(scenario));
        let at = place.index(fragment.len());
        prop_assume!(fragment[at..=at] != wrong);
        let changed = [&fragment[..at], &wrong, &fragment[at + 1..]].concat();
        prop_assert!(link::decode(&changed).is_err(), "{}", changed);
    }
}
