//! What people type, paste, drop and send that cannot be used: a sentence for each, and never a panic.

use proptest::prelude::*;
use shardscope::{
    link,
    sample::{Columns, Format, Parser, sniff},
};

fn refusal(json: &str) -> String {
    link::scenario_from_json(json).expect_err(json).to_string()
}

#[test]
fn links_that_do_not_open_say_why() {
    let cut = "this link is cut short: copy the whole address";
    let table = [
        ("", "this is no link to a run: copy the whole address, with all that follows the #"),
        ("#", "this is no link to a run: copy the whole address, with all that follows the #"),
        ("sim", cut),
        ("sim/1", cut),
        ("sim/1/", cut),
        ("sim/1/e30.", cut),
        ("sim/1/e30.abc", cut),
        ("plan/1/abc.defg", "this is no link to a run: “plan” is another page or none"),
        (
            "a very long text that is no link",
            "this is no link to a run: “a very long text tha…” is another page or none",
        ),
        (
            "sim/2/whatever-comes",
            "this link was made by a newer version (format 2): reload the page to get that version",
        ),
        ("sim/0/e30.abcd", "this is no link to a run: copy the whole address, with all that follows the #"),
        (
            "sim/99999999999/e30.abcd",
            "this is no link to a run: copy the whole address, with all that follows the #",
        ),
        ("sim/1/e30.abcd", "this link was changed on its way: copy it again from where it came from"),
        ("sim/1/e30.abcde", "this link was changed on its way: copy it again from where it came from"),
    ];
    for (text, expected) in table {
        assert_eq!(link::decode(text).expect_err(text).to_string(), expected, "{text}");
    }
    let long = format!("sim/1/{}", "A".repeat(link::MAX_LINK));
    assert_eq!(
        link::decode(&long).unwrap_err().to_string(),
        "this is 2 MiB long, and 2 MiB is the most that is read: use fewer or shorter lists"
    );
}

#[test]
fn scenarios_that_cannot_be_read_say_why() {
    let table = [
        ("", "this is not JSON: EOF while parsing a value at line 1 column 0"),
        ("{\"seed\":1", "this is not JSON: EOF while parsing an object at line 1 column 9"),
        ("[]", "the scenario is not understood: a scenario is an object: write {…}"),
        ("5", "the scenario is not understood: a scenario is an object: write {…}"),
        (
            r#"{"producers":[[]]}"#,
            "the scenario is not understood: an element is a list, where an object {…} belongs",
        ),
        (
            r#"{"producers":[{"retry":["none"]}]}"#,
            "the scenario is not understood: retry is a list, where an object {…} belongs",
        ),
        (
            r#"{"shards":3}"#,
            "the scenario is not understood: unknown field `shards`, expected one of `seed`, ",
        ),
        (r#"{"producers":[{"rates":3}]}"#, "the scenario is not understood: unknown field `rates`"),
        (
            r#"{"producers":[{"rate":-1}]}"#,
            "the scenario is not understood: rate is -1, where a number of records per second, a text like \"8k/s\", ",
        ),
        (
            r#"{"producers":[{"rate":"fast"}]}"#,
            "the scenario is not understood: “fast”: this is not a number: write it like 8k/s or 250/s",
        ),
        (r#"{"producers":[{"rate":1e300}]}"#, "the scenario is not understood: "),
        (
            r#"{"producers":[{"rate":18446744073709551615}]}"#,
            "the scenario is not understood: 18446744073709551615 is too large",
        ),
        (r#"{"producers":[{"rate":{"constant":1,"ramp":2}}]}"#, "the scenario is not understood: "),
        (
            r#"{"producers":[{"rate":{"ramp":{"from":1,"to":2,"over_ms":5,"by":1}}}]}"#,
            "the scenario is not understood: unknown field `by`",
        ),
        (
            r#"{"producers":[{"size":"5 apples"}]}"#,
            "the scenario is not understood: “5 apples”: the unit “apples” is not known here: write it like 600 B or 1.2 KiB",
        ),
        (
            r#"{"producers":[{"size":true}]}"#,
            "the scenario is not understood: size is true, where a number of bytes, a text like \"1.2 KiB\", ",
        ),
        (
            r#"{"producers":[{"keys":{"hot":{"count":5,"share_ppm":1000001}}}]}"#,
            "the scenario is not understood: share_ppm is in parts per million, at most 1000000, not 1000001",
        ),
        (
            r#"{"producers":[{"keys":{"list":{"list":0,"replay":"in_order"}}}]}"#,
            "the scenario is not understood: keys name list 0, and there are 0: count from 0",
        ),
        (
            r#"{"lists":[{}]}"#,
            "the scenario is not understood: a list has either keys, or a fingerprint of 16 hexadecimal digits",
        ),
        (
            r#"{"lists":[{"keys":["a"],"order":[1]}]}"#,
            "the scenario is not understood: a list's order names key 1, and there are 1: count from 0",
        ),
        (
            r#"{"lists":[{"keys":[""]}]}"#,
            "the scenario is not understood: the key “”: a partition key has at least one character",
        ),
        (
            r#"{"lists":[{"keys":["a"],"sizes":[1,2]}]}"#,
            "the scenario is not understood: a list has 1 records and 2 sizes: give one for each",
        ),
        (
            r#"{"lists":[{"keys":["a"],"sizes":[10485761]}]}"#,
            "the scenario is not understood: a list's record of 10485761 bytes is above 10 MiB",
        ),
        (
            r#"{"changes":[{"at_ms":0,"what":{"split_shard":{"shard":"3","new_starting_hash_key":"1"}}}]}"#,
            "the scenario is not understood: “3” is no shard id: write it like shardId-000000000003",
        ),
        (
            r#"{"changes":[{"at_ms":0,"what":{"split_shard":{"shard":"shardId-000000000003","new_starting_hash_key":"01"}}}]}"#,
            "the scenario is not understood: new_starting_hash_key: an ExplicitHashKey is a decimal number",
        ),
    ];
    for (json, expected) in table {
        let told = refusal(json);
        assert!(told.starts_with(expected), "{json}\n told: {told}");
    }
    let deep = "[".repeat(100_000);
    assert!(refusal(&deep).starts_with("this is not JSON: recursion limit exceeded"));
}

#[test]
fn scenarios_outside_of_their_limits_say_which() {
    let long_name = format!(r#"{{"producers":[{{"keys":{{"names":["{}"]}}}}]}}"#, "x".repeat(3_000_000));
    let table = [
        (r#"{"shard_count":0}"#, "the shard count has to be between 1 and 10000, not 0"),
        (r#"{"shard_count":10001}"#, "the shard count has to be between 1 and 10000, not 10001"),
        (r#"{"duration_ms":999}"#, "the run has to be between 1 s and 14 d, not 999 ms"),
        (r#"{"duration_ms":18446744073709551615}"#, "the run has to be between 1 s and 14 d, not "),
        (
            r#"{"max_record_bytes":0}"#,
            "the stream's largest record has to be between 1 MiB and 10 MiB, not 0 B",
        ),
        (r#"{"producers":[]}"#, "the number of producers has to be between 1 and 8, not 0"),
        (
            r#"{"producers":[{},{},{},{},{},{},{},{},{}]}"#,
            "the number of producers has to be between 1 and 8, not 9",
        ),
        (r#"{"producers":[{"processes":0}]}"#, "the number of processes has to be between 1 and 1000, not 0"),
        (r#"{"producers":[{"salt":4294967295}]}"#, "the salt has to be between 1 and 1000, not 4294967295"),
        (
            r#"{"producers":[{"rate":"11M/s"}]}"#,
            "the rate has to be between 0/s and 10,000,000/s, not 11,000,000/s",
        ),
        (
            r#"{"producers":[{"rate":"as_recorded"}]}"#,
            "the recorded rate needs a pasted list with a time column",
        ),
        (
            r#"{"producers":[{"rate":{"ramp":{"from":1,"to":2,"over_ms":0}}}]}"#,
            "the ramp has to be between 1 s and 14 d, not 0 ms",
        ),
        (
            r#"{"producers":[{"rate":{"burst":{"base":1,"peak":2,"every_ms":2000,"lasting_ms":3000}}}]}"#,
            "the burst has to be between 1 s and 2 s, not 3 s",
        ),
        (
            r#"{"producers":[{"size":"from_list"}]}"#,
            "sizes from the list need a pasted list with a size column",
        ),
        (
            r#"{"producers":[{"size":"1 MiB"}]}"#,
            "a record's data has to be between 0 B and 1,023.96 KiB, not 1 MiB",
        ),
        (
            r#"{"producers":[{"size":{"range":{"min":9,"max":8}}}]}"#,
            "the smallest record has to be between 0 B and 8 B, not 9 B",
        ),
        (
            r#"{"producers":[{"keys":{"uniform":{"count":0}}}]}"#,
            "the number of keys has to be between 1 and 1000000, not 0",
        ),
        (
            r#"{"producers":[{"keys":{"uniform":{"count":4294967295}}}]}"#,
            "the number of keys has to be between 1 and 1000000, not 4294967295",
        ),
        (
            r#"{"producers":[{"keys":{"names":[]}}]}"#,
            "the number of names has to be between 1 and 1000, not 0",
        ),
        (r#"{"producers":[{"keys":{"names":[""]}}]}"#, "“”: a partition key has at least one character"),
        (&long_name, "“xxx"),
        (
            r#"{"producers":[{"put":{"put_records":{"entries":501,"linger_ms":0}}}]}"#,
            "the entries of one PutRecords has to be between 1 and 500, not 501",
        ),
        (r#"{"producers":[{"retry":{"attempts":0}}]}"#, "the attempts has to be between 1 and 100, not 0"),
        (
            r#"{"changes":[{"at_ms":5000,"what":{"shard_count":2}},{"at_ms":4000,"what":{"shard_count":2}}]}"#,
            "the changes have to be in the order of their time",
        ),
        (
            r#"{"changes":[{"at_ms":0,"what":{"shard_count":0}}]}"#,
            "the shard count has to be between 1 and 10000, not 0",
        ),
    ];
    for (json, expected) in table {
        let told = refusal(json);
        let why = told.strip_prefix("this scenario cannot be run: ").unwrap_or_else(|| panic!("{told}"));
        assert!(why.starts_with(expected), "{}\n told: {why}", &json[..json.len().min(200)]);
    }
}

/// JSON that is nearly a scenario: its own names, with values of any kind.
fn nearly_a_scenario() -> impl Strategy<Value = String> {
    let names = vec![
        "seed",
        "duration_ms",
        "shard_count",
        "producers",
        "changes",
        "lists",
        "rate",
        "size",
        "keys",
        "names",
        "salt",
        "retry",
        "put",
        "what",
        "at_ms",
        "list",
        "order",
        "uniform",
        "count",
        "burst",
        "peak",
        "name",
        "retention_hours",
        "readers",
        "work",
        "application",
        "lambda",
        "batch_size",
        "throughput",
        "start",
        "rewind",
        "fault",
        "reader",
    ];
    let name = prop::sample::select(names);
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<u32>().prop_map(|n| n.to_string()),
        any::<f32>().prop_filter("JSON has none", |f| f.is_finite()).prop_map(|f| format!("{f:e}")),
        prop::sample::select(vec!["\"random\"", "\"8k/s\"", "\"\"", "\"as_recorded\"", "true"])
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        let field = (name.clone(), inner.clone()).prop_map(|(name, value)| format!("\"{name}\":{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|values| format!("[{}]", values.join(","))),
            prop::collection::vec(field, 0..6).prop_map(|fields| format!("{{{}}}", fields.join(","))),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_makes_a_link_or_json_panic(any: String, link in "#?/?(sim|plan)?/?[0-9]{0,3}/?[A-Za-z0-9_.-]{0,80}") {
        prop_assert!(link::decode(&any).is_err());
        prop_assert!(link::decode(&link).is_err());
        prop_assert!(link::scenario_from_json(&any).is_err());
    }

    #[test]
    fn what_is_read_from_json_can_be_run(json in nearly_a_scenario()) {
        if let Ok(scenario) = link::scenario_from_json(&json) {
            prop_assert_eq!(scenario.check(), Ok(()));
        }
    }

    #[test]
    fn any_bytes_can_be_pasted(bytes in prop::collection::vec(any::<u8>(), 0..2_000), key in ".{0,4}") {
        let guess = sniff(&bytes);
        prop_assert!(guess.chosen().key.is_empty() || guess.columns.contains(&guess.chosen().key));
        for format in Format::ALL {
            let mut parser = Parser::new(format, Columns::key(&key).size("s").time("t"));
            bytes.chunks(7).for_each(|chunk| parser.feed(chunk));
            let parsed = parser.finish();
            prop_assert_eq!(parsed.records, parsed.list.records() as u64);
            prop_assert!(parsed.records + parsed.problem_count + parsed.blank_lines <= parsed.lines);
            prop_assert!(parsed.problems.iter().all(|p| (1..=parsed.lines).contains(&p.line)));
        }
    }
}
