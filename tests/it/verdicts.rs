//! The verdicts: each preset is judged for what it was made of, and what a verdict advises does help.

use shardscope::{
    sim::{
        Model, Msg, Verdict, VerdictKind, presets,
        scenario::{Keys, Put, Rate, Resolution, Scenario, What},
    },
    units::{Bytes, RecordsPerSecond, SimDuration},
};

use crate::engine::{cards, producer, scenario};

fn run(scenario: Scenario, seconds: u64) -> Model {
    let mut model = Model::new(scenario).expect("a scenario within its limits");
    advance(&mut model, seconds);
    model
}

fn advance(model: &mut Model, seconds: u64) {
    model.update(Msg::Advance(SimDuration::from_secs(seconds))).expect("time can always pass");
}

fn preset(name: &str) -> Scenario {
    presets::find(name).expect(name).scenario()
}

/// Tries the verdict's first help that can be tried here, and looks again ten seconds and more later.
fn try_help(model: &mut Model, label: &str) -> Verdict {
    let verdict = model.verdict();
    let help =
        verdict.helps.iter().find(|h| h.label.starts_with(label)).unwrap_or_else(|| panic!("{verdict:?}"));
    let change = help.change.clone().expect("can be tried here");
    model.update(Msg::Change(change)).expect("a help is within the limits");
    advance(model, 130);
    model.verdict()
}

#[test]
fn each_preset_is_judged_for_what_it_shows() {
    use VerdictKind::*;
    // Preset, the kind it shows most while it is in trouble, and how that is seen after this many seconds.
    let table = [
        ("fraud", HotKey, 75),
        ("few-names", HotShard, 60),
        ("microburst", Microburst, 190),
        ("timestamp", BatchOnOneShard, 60),
        ("batch-key", BatchOnOneShard, 60),
        ("how-many-keys", HotShard, 60),
        ("retry-none", HotShard, 60),
        ("retry-whole-batch", RetryAmplification, 60),
        ("retry-failed", HotShard, 60),
        ("order-lost", TooFewShards, 60),
        ("order-kept", ProducersBehind, 60),
        ("kpl-throttled", TooFewShards, 60),
        ("kpl-aggregation", AllWell, 60),
        ("large-records", TooFewShards, 200),
        ("day", TooFewShards, 20 * 3_600),
        ("thousand", HotKey, 120),
        ("fraud-replay", HotKey, 605),
        ("five-calls", AllWell, 60),
        ("ten-mebibytes", AllWell, 400),
        ("empty-answers", AllWell, 2_000),
        ("expired-iterator", AllWell, 400),
        ("latest-or-horizon", AllWell, 200),
        ("retention-cliff", AllWell, 3_600),
        ("poison-record", AllWell, 100),
        ("parallel-keys", AllWell, 60),
        ("failover", AllWell, 100),
        ("one-subscription", AllWell, 70),
    ];
    assert_eq!(table.len(), presets::all().len(), "every preset stands in the table");
    for (name, kind, seconds) in table {
        let verdict = run(preset(name), seconds).verdict();
        assert_eq!(verdict.kind, kind, "{name}: {verdict:?}");
        assert!(!verdict.headline.is_empty() && !verdict.why.is_empty() && !verdict.evidence.is_empty());
        assert_eq!(kind.is_alarm(), kind != AllWell);
    }
}

#[test]
fn the_fraud_stream_is_well_until_the_bot_comes_and_names_its_card_within_three_seconds() {
    let opens_at = presets::all()[0].opens_at;
    let mut model = run(preset("fraud"), opens_at.second());
    assert_eq!(model.verdict().kind, VerdictKind::AllWell);
    assert!(model.verdict().headline.contains("8,000"), "{}", model.verdict().headline);
    advance(&mut model, 5);
    let verdict = model.verdict();
    assert_eq!(verdict.kind, VerdictKind::HotKey);
    assert!(verdict.headline.contains("card-a71ca0"), "{}", verdict.headline);
    // 1,380 of 9,380.
    assert!(verdict.headline.contains("15 %"), "{}", verdict.headline);
}

#[test]
fn salting_as_advised_ends_the_refusals_and_more_shards_do_not() {
    let mut model = run(preset("fraud"), 75);
    let mut with_more_shards = model.clone();
    let mut soon = model.clone();
    let verdict = try_help(&mut model, "Try 6 salted keys");
    assert!(!verdict.kind.is_alarm(), "{verdict:?}");
    assert_eq!(model.snapshot().second.throttled, 0);

    // What was before the change is not held against the stream: a few seconds later, retries written, all is well.
    let change = soon.verdict().helps[0].change.clone().expect("the same help");
    soon.update(Msg::Change(change)).expect("within the limits");
    advance(&mut soon, 25);
    assert_eq!(soon.verdict().kind, VerdictKind::AllWell);

    with_more_shards.update(Msg::Change(What::ShardCount(100))).expect("a hundred shards");
    advance(&mut with_more_shards, 20);
    assert_eq!(with_more_shards.verdict().kind, VerdictKind::HotKey);
}

#[test]
fn going_to_the_advised_shards_ends_the_refusals_and_one_fewer_than_the_load_needs_does_not() {
    let mut model = run(scenario(3, vec![producer(4_500, 300, cards(100_000))]), 20);
    assert_eq!(model.verdict().kind, VerdictKind::TooFewShards);
    let too_few = Scenario { shard_count: 4, ..model.scenario().clone() };
    assert!(run(too_few, 20).verdict().kind.is_alarm());
    let verdict = try_help(&mut model, "Go to 6 shards");
    assert!(!verdict.kind.is_alarm(), "{verdict:?}");
}

#[test]
fn a_split_where_advised_relieves_an_uneven_shard() {
    let mut s = preset("how-many-keys");
    // Eleven of fourteen keys on one shard, at 1,400 a second: 1,100 a second against 1,000.
    s.duration = SimDuration::from_secs(300);
    let mut model = run(s, 20);
    assert_eq!(model.verdict().kind, VerdictKind::HotShard);
    let verdict = try_help(&mut model, "Split shard 1");
    assert!(!verdict.kind.is_alarm(), "{verdict:?}");
    assert_eq!(model.shard_map().open().len(), 3);
}

#[test]
fn a_key_for_each_record_ends_one_shard_batches() {
    let mut model = run(preset("timestamp"), 60);
    let verdict = try_help(&mut model, "Give each record its own key");
    assert!(!verdict.kind.is_alarm(), "{verdict:?}");
}

#[test]
fn calmer_retries_end_a_storm_that_does_not_end_by_itself() {
    let mut model = run(preset("retry-whole-batch"), 60);
    assert_eq!(model.verdict().kind, VerdictKind::RetryAmplification);
    let stormy = model.snapshot().second.throttled;
    let verdict = try_help(&mut model, "Retry failed entries");
    // One shard is still asked for more than it takes; the others are left alone.
    assert_eq!(verdict.kind, VerdictKind::HotShard, "{verdict:?}");
    assert!(model.snapshot().second.throttled * 2 < stormy);
}

#[test]
fn bytes_are_named_where_bytes_are_the_bound() {
    let small = run(scenario(1, vec![producer(1_200, 100, cards(1_000))]), 10).verdict();
    let large = run(scenario(1, vec![producer(300, 5_000, cards(1_000))]), 10).verdict();
    assert!(small.why.contains("records are its bound"), "{}", small.why);
    assert!(large.why.contains("bytes are its bound"), "{}", large.why);
}

#[test]
fn an_even_stream_below_its_limits_is_well_whatever_the_seed_and_the_call() {
    for seed in 0..10 {
        for resolution in [Resolution::Record, Resolution::Second] {
            for put in [Put::PutRecord, Put::default(), Put::Kpl] {
                let mut p = producer(6_000, 300, cards(100_000));
                p.put = put;
                let mut s = scenario(10, vec![p]);
                (s.seed, s.resolution) = (seed, resolution);
                let verdict = run(s, 40).verdict();
                assert_eq!(verdict.kind, VerdictKind::AllWell, "{verdict:?}");
            }
        }
    }
}

#[test]
fn a_minute_that_averages_well_below_the_limit_hides_what_its_seconds_show() {
    let model = run(preset("microburst"), 180);
    let minute = model.minutes()[1];
    // 57 s of 900 and 3 s of 9,000 offered; four shards take at most 4,000 a second.
    let mean_per_shard = minute.incoming_records / 60 / 4;
    assert!(mean_per_shard < 400, "the minute looks calm: {mean_per_shard}");
    assert!(minute.busiest_second_attempts > 9_000);
    assert!(minute.write_provisioned_throughput_exceeded > 10_000);
}

#[test]
fn changes_take_effect_at_the_next_second_and_are_part_of_the_scenario() {
    let mut model = run(scenario(2, vec![producer(1_000, 100, cards(1_000))]), 5);
    model.update(Msg::Advance(SimDuration::from_millis(300))).expect("time passes");
    for rate in [2_000, 2_500, 3_000] {
        let mut producers = model.producers();
        producers[0].rate = Rate::Constant(RecordsPerSecond::new(rate));
        model.update(Msg::Change(What::Producers(producers))).expect("a rate");
    }
    assert_eq!(model.scenario().changes.len(), 1, "the last of a second counts");
    advance(&mut model, 5);
    assert_eq!(model.snapshot().second.offered, 3_000);
    // The same scenario, run from its beginning, is the same run.
    let again = run(model.scenario().clone(), 10);
    let mut model_at_ten = model.clone();
    model_at_ten.update(Msg::Advance(SimDuration::from_millis(700))).expect("time passes");
    let mut again_at_eleven = again;
    advance(&mut again_at_eleven, 1);
    assert_eq!(model_at_ten.report(), again_at_eleven.report());
}

#[test]
fn a_refused_change_is_told_and_harms_nothing() {
    let mut model = run(scenario(2, vec![producer(100, 100, Keys::Random)]), 3);
    let before = model.scenario().clone();
    let mut producers = model.producers();
    producers[0].size = shardscope::sim::scenario::RecordSize::Fixed(Bytes(2 << 20));
    let why =
        model.update(Msg::Change(What::Producers(producers))).expect_err("larger than the stream allows");
    assert!(why.to_string().contains("1 MiB") || why.to_string().contains("1,023"), "{why}");
    assert_eq!(*model.scenario(), before);
    let split = What::SplitShard {
        shard: shardscope::kinesis::ShardId(9),
        new_starting_hash_key: shardscope::kinesis::HashKey(5),
    };
    model.update(Msg::Change(split)).expect("whether it fits is seen when its time comes");
    advance(&mut model, 2);
    assert_eq!(model.snapshot().refused_change.as_deref(), Some("the stream has no shardId-000000000009"));
}
