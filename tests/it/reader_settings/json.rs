//! Readers in JSON that is not understood, and JSON of readers changed at random.

use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};
use shardscope::link;

#[test]
fn readers_that_cannot_be_read_say_why() {
    let reader = |reader: Value| json!({"readers": [reader]});
    let what = |what: Value| json!({"changes": [{"at_ms": 0, "what": what}]});
    for (json, expected) in [
        (json!({"readers": {}}), "readers is an object, where a list […] belongs"),
        (reader(json!(1)), "an element is 1, where an object {…} belongs"),
        (
            reader(json!({"polls": 1})),
            "unknown field `polls`, expected one of `name`, `from_ms`, `start`, `throughput`, `work`",
        ),
        (
            reader(json!({"work": {"lambda": {"batchSize": 1}}})),
            "unknown field `batchSize`, expected one of `batch_size`, ",
        ),
        (
            reader(json!({"work": {"lambda": {"batch_size": -1}}})),
            "batch_size is -1, where a whole number from 0 to 4294967295 belongs",
        ),
        (
            reader(json!({"work": {"lambda": {"maximum_retry_attempts": -2}}})),
            "maximum_retry_attempts is -2, where a whole number from 0 to 4294967295 belongs",
        ),
        (
            reader(json!({"work": {"lambda": {"bisect_batch_on_function_error": "yes"}}})),
            "bisect_batch_on_function_error is “yes”, where true or false belongs",
        ),
        (
            reader(json!({"work": {"lambda": {"on_failure": "kafka"}}})),
            "on_failure is “kafka”, expected one of `sqs`, `sns`, `s3`",
        ),
        (
            reader(json!({"work": {"lambda": {"filter_matches_ppm": 1_000_001}}})),
            "filter_matches_ppm is in parts per million, at most 1000000, not 1000001",
        ),
        (
            reader(json!({"work": "spark"})),
            "work is “spark”, where one of application, lambda, firehose belongs",
        ),
        (reader(json!({"work": {"application": []}})), "application is a list, where an object {…} belongs"),
        (
            reader(json!({"throughput": {"enhanced_fan_out": 5}})),
            "throughput is {\"enhanced_fan_out\": …}, where shared or \"enhanced_fan_out\" belongs",
        ),
        (
            reader(json!({"start": "AT_TIMESTAMP"})),
            "start is “AT_TIMESTAMP”, where \"trim_horizon\", \"latest\", or one of at_timestamp_ms, ",
        ),
        (
            reader(json!({"start": {"at_sequence_number": "4911"}})),
            "“4911” is no sequence number: 56 digits that begin with 49",
        ),
        (
            what(json!({"fault": {"reader": 0, "kind": "stopped"}})),
            "stopped is null, where true or false belongs",
        ),
        (what(json!({"fault": {"reader": 0}})), "missing field `kind`"),
        (what(json!({"rewind": {"to": "latest"}})), "missing field `reader`"),
        (what(json!({"rewind": {"reader": 0}})), "missing field `to`"),
        (
            what(json!({"retention_hours": "a week"})),
            "retention_hours is “a week”, where a whole number from 0 to 4294967295 belongs",
        ),
        (what(json!({"stop": 1})), "what is {\"stop\": …}, where one of shard_count, "),
    ] {
        let told = link::scenario_from_value(json.clone(), &[]).unwrap_err().to_string();
        let why = told.strip_prefix("the scenario is not understood: ").unwrap_or_else(|| panic!("{told}"));
        assert!(why.starts_with(expected), "{json}\n told: {why}");
    }
}

/// Values in [`telling`], the ones that hold others counted.
const PLACES: usize = 81;

/// All that JSON can say of readers, once.
fn telling() -> Value {
    let reader = |name: &str, start: Value, throughput: Value, work: Value| json!({"name": name, "from_ms": 5_000, "start": start, "throughput": throughput, "work": work});
    let fault = |kind: Value| json!({"at_ms": 9_000, "what": {"fault": {"reader": 0, "kind": kind}}});
    let number = "49000000000000000000000500000000000000000007000000000003";
    json!({
        "retention_hours": 48,
        "readers": [
            reader("a", json!({"at_sequence_number": number}), json!({"shared": {"poll_every_ms": 200}}),
                json!({"application": {"library": "sdk", "workers": 3, "rate": "5k/s", "max_records": 100,
                    "checkpoint_every_ms": null, "failover_ms": 1_000, "on_exception": "retry"}})),
            reader("b", json!({"at_timestamp_ms": 4_000}), json!("enhanced_fan_out"),
                json!({"lambda": {"batch_size": 10, "maximum_retry_attempts": -1, "on_failure": "s3",
                    "maximum_record_age_in_seconds": 60, "response": "empty_list", "filter_matches_ppm": 5}})),
            reader("c", json!("latest"), json!({"shared": {}}), json!({"firehose": {"size_in_mbs": 1}})),
        ],
        "changes": [
            fault(json!({"stopped": true})), fault(json!({"slowed_to_ppm": 5_000})), fault(json!("crash")),
            {"at_ms": 9_000, "what": {"rewind": {"reader": 2, "to": {"at_timestamp_ms": 1}}}},
            {"at_ms": 9_000, "what": {"retention_hours": 24}},
            {"at_ms": 9_000, "what": {"readers": [{"work": "lambda"}]}},
        ],
    })
}

/// The place to be changed, counted through all values in their order.
fn replace(value: &mut Value, place: &mut usize, with: &Value) {
    if *place == 0 {
        value.clone_from(with);
    }
    *place = place.wrapping_sub(1);
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, place, with)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, place, with)),
        _ => {}
    }
}

/// Some of JSON's values, and some of those that belong elsewhere.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..11_000_i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        ".{0,60}".prop_map(Value::from),
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        prop::sample::select(vec!["lambda", "latest", "crash", "kcl", "enhanced_fan_out", "shared", "s3"])
            .prop_map(Value::from),
    ]
}

proptest! {
    #[test]
    fn whatever_stands_in_a_readers_place_is_read_or_refused(
        changes in vec((0..PLACES, any_value()), 1..4),
    ) {
        let mut json = telling();
        for (mut place, with) in changes {
            replace(&mut json, &mut place, &with);
        }
        match link::scenario_from_value(json, &[]) {
            Ok(scenario) => {
                prop_assert_eq!(scenario.check(), Ok(()));
                let again = link::scenario_from_json(&link::scenario_to_json(&scenario));
                prop_assert_eq!(again, Ok(scenario));
            }
            Err(why) => prop_assert!(why.to_string().len() > 20, "{}", why),
        }
    }
}

#[test]
fn the_json_that_is_changed_at_random_can_be_run_as_it_stands() {
    assert_eq!(link::scenario_from_value(telling(), &[]).err(), None);
    let (mut json, mut place) = (telling(), usize::MAX / 2);
    replace(&mut json, &mut place, &Value::Null);
    assert_eq!(usize::MAX / 2 - place, PLACES);
    assert_eq!(json, telling());
}
