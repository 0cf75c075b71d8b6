//! The command-line contract, through the real program.

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

/// `cargo test` builds examples beside the tests.
fn program() -> PathBuf {
    let tests = std::env::current_exe().expect("a test knows where it is");
    let path = tests.ancestors().nth(2).expect("target/<profile>").join("examples/headless");
    assert!(path.exists(), "{} is not built: run `cargo build --example headless` first", path.display());
    path
}

fn run(verb: &str, input: &[u8]) -> Output {
    let mut child = Command::new(program())
        .arg(verb)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is piped");
    let input = input.to_vec();
    // Written beside reading: a program that streams must not be fed first and read afterwards.
    let feeder = std::thread::spawn(move || {
        // A program that ends early closes its input, which is its right.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    feeder.join().expect("the feeder ends");
    output
}

fn answers(verb: &str, input: &[u8]) -> Vec<Value> {
    let output = run(verb, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("answers are UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn answer(verb: &str, line: &Value) -> Value {
    let mut all = answers(verb, format!("{line}\n").as_bytes());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn error_type(answer: &Value) -> &str {
    assert!(answer["error"]["message"].as_str().is_some_and(|m| !m.is_empty()), "{answer}");
    answer["error"]["__type"].as_str().expect("a type")
}

#[test]
fn route_by_hand() {
    let route = |key: &str, explicit: Value, n: u64| {
        let a = answer("route", &json!({"PartitionKey": key, "ExplicitHashKey": explicit, "ShardCount": n}));
        (a["HashKey"].as_str().expect("a hash").to_owned(), a["ShardId"].as_str().expect("an id").to_owned())
    };
    let shard = |n: u32| format!("shardId-{n:012}");
    assert_eq!(route("a", Value::Null, 3), ("16955237001963240173058271559858726497".to_owned(), shard(0)));
    assert_eq!(route("é", Value::Null, 2), ("136732923097551493579404309126273812335".to_owned(), shard(0)));
    // The boundary of two shards is 2^127 = 170141183460469231731687303715884105728.
    let below = "170141183460469231731687303715884105727";
    let at = "170141183460469231731687303715884105728";
    assert_eq!(route("a", json!(below), 2), (below.to_owned(), shard(0)));
    assert_eq!(route("a", json!(at), 2), (at.to_owned(), shard(1)));
    let last = "340282366920938463463374607431768211455";
    assert_eq!(route("a", json!(last), 7), (last.to_owned(), shard(6)));
    assert_eq!(route("a", json!("0"), 10_000), ("0".to_owned(), shard(0)));
}

#[test]
fn each_line_gets_one_answer_in_its_order_whatever_it_is() {
    let mut input = Vec::new();
    let lines: [&[u8]; 12] = [
        br#"{"PartitionKey":"a","ShardCount":1}"#,
        b"not json",
        b"",
        b"[1,2]",
        b"\xff\xfe\x00",
        br#"{"PartitionKey":"","ShardCount":1}"#,
        br#"{"PartitionKey":5,"ShardCount":1}"#,
        br#"{"PartitionKey":"a","ExplicitHashKey":"01","ShardCount":1}"#,
        br#"{"PartitionKey":"a","ExplicitHashKey":"340282366920938463463374607431768211456","ShardCount":1}"#,
        br#"{"PartitionKey":"a","ShardCount":0}"#,
        br#"{"PartitionKey":"a","ShardCount":99999999999999999999}"#,
        br#"{"PartitionKey":"b","ShardCount":1}"#,
    ];
    for line in lines {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    let all = answers("route", &input);
    assert_eq!(all.len(), lines.len());
    assert!(all[0]["ShardId"].is_string() && all[11]["ShardId"].is_string());
    for line in [1, 2, 3, 4, 6, 10] {
        assert_eq!(error_type(&all[line]), "SerializationException", "line {line}");
    }
    for line in [5, 7, 9] {
        assert_eq!(error_type(&all[line]), "ValidationException", "line {line}");
    }
    assert_eq!(error_type(&all[8]), "InvalidArgumentException");
    let long = "k".repeat(257);
    assert_eq!(
        error_type(&answer("route", &json!({"PartitionKey": long, "ShardCount": 1}))),
        "ValidationException"
    );
}

#[test]
fn a_simulation_answers_with_sums_that_hold() {
    for resolution in ["record", "second"] {
        let line = json!({"preset": "fraud", "seed": 3, "until_ms": 80_500, "resolution": resolution});
        let a = answer("simulate", &line);
        let number = |name: &str| a[name].as_u64().unwrap_or_else(|| panic!("{name} in {a}"));
        assert_eq!(number("seed"), 3);
        assert_eq!(
            number("offered_records"),
            number("accepted_records") + number("dropped_records") + number("pending_records")
        );
        let shards = a["shards"].as_array().expect("shards");
        assert_eq!(shards.len(), 12);
        let sum = |name: &str| shards.iter().map(|s| s[name].as_u64().expect(name)).sum::<u64>();
        assert_eq!(sum("accepted_records"), number("accepted_records") + number("duplicated_records"));
        assert_eq!(sum("accepted_bytes"), number("accepted_bytes"));
        assert_eq!(sum("throttled_attempts"), number("throttled_attempts"));
        assert_eq!(shards[11]["HashKeyRange"]["EndingHashKey"], "340282366920938463463374607431768211455");
        let worst = shards.iter().max_by_key(|s| s["throttled_attempts"].as_u64()).expect("shards");
        let peak = &worst["peak_second"];
        assert!(peak["offered_records"].as_u64() > Some(2_000), "{peak}");
        assert!((62_000..=80_000).contains(&peak["at_ms"].as_u64().expect("a moment")), "{peak}");
        let verdicts = a["verdicts"].as_array().expect("verdicts");
        assert!(verdicts.iter().any(|v| v["verdict"] == "HotKey"), "{verdicts:?}");
        assert_eq!(a["readers"], json!([]));
        assert_eq!(a["trace_hash"], answer("simulate", &line)["trace_hash"]);
    }
}

/// Two pods at four calls a second on one shard, for a minute: 8 × 60 calls, of which 5 × 60 are answered.
#[test]
fn simulate_reports_each_reader_and_its_books_balance_on_each_shard() {
    for resolution in ["record", "second"] {
        let line = json!({"preset": "five-calls", "until_ms": 60_000, "resolution": resolution});
        let a = answer("simulate", &line);
        let readers = a["readers"].as_array().expect("readers");
        assert_eq!(readers.len(), 2);
        let number = |of: &Value, name: &str| of[name].as_u64().unwrap_or_else(|| panic!("{name} in {of}"));
        let sum = |name: &str| readers.iter().map(|reader| number(reader, name)).sum::<u64>();
        assert!(sum("get_records_calls").abs_diff(5 * 60) <= 6, "{readers:?}");
        assert!(sum("refused_calls").abs_diff(3 * 60) <= 6, "{readers:?}");
        for (reader, name) in readers.iter().zip(["pod 1", "pod 2"]) {
            assert_eq!(reader["name"], name);
            assert_eq!(number(reader, "accepted_records"), number(&a, "accepted_records"));
            assert!(number(&reader["propagation_ms"], "p50") >= 100, "{reader}");
            for shard in reader["shards"].as_array().expect("shards").iter().chain([reader]) {
                let books = ["delivered_records", "expired_records", "pending_records"];
                let booked = books.map(|name| number(shard, name)).iter().sum::<u64>();
                assert_eq!(booked, number(shard, "accepted_records"), "{shard}");
            }
        }
    }
}

#[test]
fn a_scenario_of_ones_own_and_a_link_give_the_same_run() {
    let scenario =
        json!({"shard_count": 3, "duration_ms": 20_000, "producers": [{"rate": "4k/s", "size": 200}]});
    let own = answer("simulate", &json!({"scenario": scenario, "seed": 9}));
    assert!(own["offered_records"].as_u64() == Some(80_000), "{own}");
    let parsed = shardscope::link::scenario_from_json(&scenario.to_string()).expect("a scenario");
    let state = shardscope::link::LinkState {
        scenario: shardscope::sim::scenario::Scenario { seed: 9, ..parsed },
        at: shardscope::units::SimTime::ZERO,
        branch: None,
    };
    let linked = answer("simulate", &json!({"link": shardscope::link::encode(&state)}));
    assert_eq!(own, linked);
}

#[test]
fn a_simulation_that_cannot_be_is_refused_with_a_reason() {
    for (line, kind) in [
        (json!({}), "ValidationException"),
        (json!({"preset": "no-such"}), "ResourceNotFoundException"),
        (json!({"preset": 5}), "SerializationException"),
        (json!({"preset": "fraud", "link": "x"}), "ValidationException"),
        (json!({"link": "sim/1/AAAA"}), "ValidationException"),
        (json!({"scenario": {"shard_count": 0}}), "ValidationException"),
        (json!({"scenario": {"no_such_field": 0}}), "ValidationException"),
        (json!({"preset": "fraud", "until_ms": -5}), "SerializationException"),
        (json!({"preset": "fraud", "until_ms": 0}), "ValidationException"),
        (json!({"preset": "fraud", "until_ms": 99_999_999_999_u64}), "ValidationException"),
        (json!({"preset": "fraud", "resolution": "hour"}), "ValidationException"),
        (json!({"preset": "fraud", "seed": "x"}), "SerializationException"),
    ] {
        assert_eq!(error_type(&answer("simulate", &line)), kind, "{line}");
    }
}

#[test]
fn a_wrong_setting_of_a_reader_is_answered_as_aws_would() {
    let lambda = |settings: Value| json!({"readers": [{"work": {"lambda": settings}}]});
    let consumers = |count: u32| {
        let reader = |n: u32| json!({"name": format!("c{n}"), "throughput": "enhanced_fan_out"});
        json!({"duration_ms": 1_000, "readers": (0..count).map(reader).collect::<Vec<_>>()})
    };
    for (scenario, kind, message) in [
        (lambda(json!({"batch_size": 0})), "ValidationException", "Value '0' at 'batchSize' failed"),
        (
            lambda(json!({"parallelization_factor": 11})),
            "ValidationException",
            "Value '11' at 'parallelizationFactor' failed to satisfy constraint: Member must have value less than or \
             equal to 10",
        ),
        (
            json!({"retention_hours": 23}),
            "InvalidArgumentException",
            "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
        ),
        (
            json!({"readers": [{"work": {"application": {"max_records": 10_001}}}]}),
            "InvalidArgumentException",
            "Limit is 10,001",
        ),
        (
            json!({"readers": [{"start": {"at_timestamp_ms": 1}}]}),
            "InvalidArgumentException",
            "cannot be greater than the currentTimestampInMillis",
        ),
        (consumers(21), "LimitExceededException", "20 enhanced fan-out consumers at the most"),
        (json!({"readers": [{}, {}]}), "ValidationException", "two readers are named “reader”"),
        (json!({"readers": [{"poll": 5}]}), "ValidationException", "unknown field `poll`"),
    ] {
        let refused = answer("simulate", &json!({"scenario": scenario}));
        assert_eq!(error_type(&refused), kind, "{scenario}");
        let told = refused["error"]["message"].as_str().unwrap_or_default();
        assert!(told.contains(message) && !told.contains(kind), "{told}");
    }
    let twenty = answer("simulate", &json!({"scenario": consumers(20)}));
    assert_eq!(twenty["ended_ms"], 1_000, "{twenty}");
}

#[test]
fn presets_are_listed_and_an_unknown_verb_ends_with_its_own_status() {
    let presets = answers("presets", b"");
    assert!(presets.len() >= 11);
    for preset in presets {
        for field in ["preset", "title", "moral"] {
            assert!(preset[field].as_str().is_some_and(|text| !text.is_empty()), "{preset}");
        }
    }
    assert_eq!(run("no-such-verb", b"").status.code(), Some(2));
}

#[test]
fn a_plan_answers_with_shards_bills_and_findings() {
    let line = json!({
        "region": "us-east-1", "streams": 1, "hours": 730,
        "records_per_second": {"average": 8_000, "peak": 8_000}, "record_bytes": 500,
        "shared_consumers": 0, "fan_out_consumers": 3, "retention_hours": 24, "hottest_key_share": 0.0,
    });
    let plan = answer("plan", &line);
    assert_eq!(plan["shards"]["needed"], 8);
    assert_eq!(plan["shards"]["bottleneck"], "records_in");
    // 8,000 × 500 ÷ 1,048,576 = 3.8.
    let by = plan["shards"]["by"].as_array().expect("dimensions");
    assert!(by.iter().any(|d| d["dimension"] == "records_in" && d["shards"] == 8));
    assert!(by.iter().any(|d| d["dimension"] == "bytes_in" && d["shards"] == 4));
    // 87.6 + 294.336 + 262.8 + 8,000 × 500 × 3 × 2,628,000 ÷ 2³⁰ × 0.013 = 381.812453270.
    let modes = plan["modes"].as_array().expect("three modes");
    let usd = |mode: usize| modes[mode]["usd"].as_str().expect("a decimal").to_owned();
    assert_eq!((modes[0]["mode"].as_str(), usd(0)), (Some("provisioned"), "1026.54845327".to_owned()));
    let line = &modes[0]["lines"][0];
    assert_eq!(
        (&line["item"], &line["quantity"], &line["unit_usd"]),
        (&json!("shard_hours"), &json!("5840"), &json!("0.015"))
    );
    assert!(line["source"].as_str().is_some_and(|source| source.contains("Price List")));
    // 25 MiB/s × 730 h = 64,160.15625 GB × (0.032 + 0.016).
    assert_eq!((modes[2]["mode"].as_str(), usd(2)), (Some("on_demand_advantage"), "3079.6875".to_owned()));
    assert!(plan["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
}

#[test]
fn a_workload_that_cannot_be_planned_is_refused_with_a_reason() {
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut line = json!({"records_per_second": {"average": 10, "peak": 20}, "record_bytes": 500});
        assert!(answer("plan", &line)["error"].is_null());
        change(&mut line);
        let answer = answer("plan", &line);
        assert_eq!(error_type(&answer), "ValidationException", "{line}");
    };
    refused(&|line| line["records_per_second"] = json!({"average": 30, "peak": 20}));
    refused(&|line| line["records_per_second"] = json!({"average": -1, "peak": 20}));
    refused(&|line| line["records_per_second"] = json!({"average": 1, "peak": 1e15}));
    refused(&|line| line["record_bytes"] = json!(0));
    refused(&|line| line["record_bytes"] = json!(10_485_761));
    refused(&|line| line["region"] = json!("mars-north-1"));
    refused(&|line| line["retention_hours"] = json!(23));
    refused(&|line| line["fan_out_consumers"] = json!(51));
    refused(&|line| line["hottest_key_share"] = json!(1.01));
    refused(&|line| line["hours"] = json!(0));
    refused(&|line| line["record_byte"] = json!(1));
}

#[test]
fn a_row_of_answers_is_scheduled() {
    let told = answer("schedule", &json!({"grades": [[0, 3], [2, 3]], "retention": 0.9}));
    let near = |name: &str, expected: f64| {
        assert!((told[name].as_f64().expect("a number") - expected).abs() < 5e-5, "{told}");
    };
    near("stability", 10.9643);
    near("difficulty", 2.1112);
    assert_eq!(told["interval_days"], json!(11));
    let refused = |line: Value, kind: &str| assert_eq!(error_type(&answer("schedule", &line)), kind);
    refused(json!({"grades": []}), "ValidationException");
    refused(json!({"grades": [[0, 5]]}), "ValidationException");
    refused(json!({"grades": [[0, 3]], "retention": 0}), "ValidationException");
    refused(json!({"grades": [3]}), "SerializationException");
    refused(json!({}), "SerializationException");
}

#[test]
fn questions_are_told_one_a_line_with_a_reason_for_each_option() {
    let all = answers("questions", b"");
    assert!(all.len() >= 320, "{}", all.len());
    for question in &all {
        let id = &question["id"];
        for name in ["id", "topic", "shape", "level", "stem"] {
            assert!(question[name].is_string(), "{id} {name}");
        }
        for name in ["facts", "sources"] {
            assert!(question[name].as_array().is_some_and(|list| !list.is_empty()), "{id} {name}");
        }
        let choose = question["choose"].as_u64().expect("a number");
        let Some(options) = question["options"].as_array().filter(|it| it[0]["right"].is_boolean()) else {
            continue;
        };
        let right = options.iter().filter(|it| it["right"] == true).count() as u64;
        assert_eq!(right, choose, "{id}");
        for option in options {
            assert!(option["text"].is_string() && option["why"].is_string(), "{id}");
            assert_eq!(option["right"] == true, option["misconception"].is_null(), "{id}: {option}");
        }
    }
}

#[test]
fn a_family_and_a_seed_are_a_question_with_its_parameters() {
    // Seed 7 asks what is possible: it needs max(⌈records ÷ 1,000⌉, ⌈bytes ÷ 1 MiB⌉) shards.
    let told = answer("generate", &json!({"family": "G01", "seed": 7}));
    assert_eq!(
        (&told["id"], &told["topic"], &told["facts"]),
        (&json!("G01-7"), &json!("T02"), &json!(["G01"]))
    );
    let number = |name: &str| told["parameters"][name].as_u64().expect("a drawn number");
    let (records, bytes) =
        (number("records_per_second"), number("records_per_second") * number("tenth_kib") * 1_024 / 10);
    let shards = records.div_ceil(1_000).max(bytes.div_ceil(1_048_576));
    assert_eq!(told["answer"], json!(shards.to_string()));
    assert_eq!(told["options"].as_array().map(Vec::len), Some(4));
    assert_eq!(told, answer("generate", &json!({"family": "G01", "seed": 7})));
    for family in 1..=36 {
        let told = answer("generate", &json!({"family": format!("G{family:02}"), "seed": 3}));
        assert!(told["parameters"].is_object() && told["formula"].is_string(), "G{family:02}: {told}");
    }
    assert!(answer("generate", &json!({"family": "G99", "seed": 7}))["error"].is_object());
    assert_eq!(error_type(&answer("generate", &json!({"family": 1, "seed": 7}))), "SerializationException");
    assert_eq!(error_type(&answer("generate", &json!({"family": "G01"}))), "SerializationException");
}
