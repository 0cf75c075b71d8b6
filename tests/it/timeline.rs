//! A moment one seeks is the moment one would have come to; a branch is the run it says it is.

use shardscope::{
    kinesis::{HashKey, ShardId},
    sim::{
        Mark, MarkKind, Model, Msg, Side, Timeline, presets,
        scenario::{
            Application, Change, DeliveryStream, EventSourceMapping, Fault, Keys, Put, Rate, Reader,
            Resolution, RetryPolicy, Scenario, ShardIteratorType, Throughput, What, Work,
        },
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime},
};

use crate::{
    engine::{cards, producer, scenario},
    picture::{paint, view},
};

fn straight(scenario: &Scenario, to: SimTime) -> Model {
    let mut model = Model::new(scenario.clone()).expect("within the limits");
    model.update(Msg::Advance(to - SimTime::ZERO)).expect("time passes");
    model
}

/// A timeline that has been to `to`.
fn walked(scenario: &Scenario, to: SimTime) -> Timeline {
    let mut timeline = Timeline::new(scenario.clone()).expect("within the limits");
    advance(&mut timeline, to - SimTime::ZERO);
    timeline
}

fn advance(timeline: &mut Timeline, span: SimDuration) {
    timeline.update(Msg::Advance(span)).expect("time passes");
}

/// Everything that can be seen of a run.
fn seen(model: &Model) -> (String, Vec<[u8; 3]>) {
    let ids = (0..64).map(ShardId);
    let shards: Vec<_> = ids.map(|id| (model.shard_detail(id), model.shard_minutes(id))).collect();
    let text = format!("{:?}", (model.snapshot(), model.report(), model.scenario(), shards));
    let readers: Vec<_> = (0..3).map(|at| (model.reader_seconds(at), model.reader_minutes(at))).collect();
    let more = (readers, model.seconds(), model.minutes(), model.glimpses(), model.heat().boundaries());
    let more = format!("{more:?}");
    let grains = [600, 86_400, 1_209_600];
    (text + &more, grains.iter().flat_map(|&span| paint(model, &view(span, false))).collect())
}

fn assert_same(found: &Model, expected: &Model, what: &str) {
    let (found, expected) = (seen(found), seen(expected));
    let apart = found.0.bytes().zip(expected.0.bytes()).position(|(a, b)| a != b);
    let around = |text: &str, at: usize| text[at.saturating_sub(200)..(at + 100).min(text.len())].to_owned();
    let places = apart.map(|at| (around(&found.0, at), around(&expected.0, at)));
    assert!(found.0 == expected.0, "{what}: {places:?}");
    assert!(found.1 == expected.1, "{what}: the picture differs");
}

/// Goes to `end` and then to each of these moments, and on from the last.
fn check_seeks(scenario: &Scenario, end: SimTime, moments: &[SimTime], what: &str) {
    let mut timeline = walked(scenario, end);
    for &moment in moments {
        timeline.seek(moment);
        assert_eq!(timeline.now(), moment);
        assert_eq!(timeline.reached(), end);
        assert_same(
            timeline.model(),
            &straight(scenario, moment),
            &format!("{what} at {} ms", moment.millis()),
        );
    }
    let on = SimDuration::from_millis(7_300);
    advance(&mut timeline, on);
    let last = moments[moments.len() - 1] + on;
    assert_same(timeline.model(), &straight(scenario, last), &format!("{what}, gone on from there"));
}

/// Of a run that ends here, out of order, with parts of seconds.
fn moments(end: SimTime) -> Vec<SimTime> {
    let part = |permille: u64| SimTime::from_millis(end.millis() * permille / 1_000);
    vec![part(999), part(0), SimTime::from_secs(part(251).second()), part(252), part(120)]
}

#[test]
fn a_moment_one_seeks_is_the_moment_one_would_have_come_to_in_every_preset() {
    for (preset, seed) in presets::all().iter().zip(1..) {
        let scenario = Scenario { seed, ..preset.scenario() };
        let span = match scenario.resolution {
            Resolution::Record => SimDuration::from_secs(40),
            Resolution::Second => SimDuration::from_hours(2),
        };
        let end = SimTime::ZERO + span.min(scenario.duration);
        if ["fraud", "day", "thousand"].contains(&preset.name) {
            let kept = walked(&scenario, end).checkpoints().1;
            assert!(kept >= 4, "{}: {kept} places to come back to", preset.name);
        }
        check_seeks(&scenario, end, &moments(end), preset.name);
    }
}

#[test]
fn the_same_with_every_kind_of_keys_and_every_way_to_write() {
    let keys = [
        cards(300_000),
        Keys::Names(vec!["checkout".to_owned(), "search".to_owned()]),
        Keys::PerBatch,
        Keys::RoundRobin,
    ];
    let policies = [RetryPolicy::WholeBatch, RetryPolicy::FailedOnly, RetryPolicy::Serial];
    for (j, resolution) in [Resolution::Record, Resolution::Second].into_iter().enumerate() {
        for (i, keys) in keys.iter().enumerate() {
            let put = if (i + j) % 2 == 0 { Put::default() } else { Put::Kpl };
            let mut producer = producer(9_000, 200, keys.clone());
            (producer.put, producer.retry.policy) = (put, policies[i % policies.len()]);
            let changes = vec![
                Change { at: SimTime::from_secs(9), what: What::ShardCount(5) },
                Change { at: SimTime::from_secs(20), what: split() },
            ];
            let seed = (i + 7 * j) as u64;
            let scenario = Scenario { seed, resolution, changes, ..scenario(4, vec![producer]) };
            let end = SimTime::from_millis(31_400);
            check_seeks(&scenario, end, &moments(end), &format!("{resolution:?} {keys:?} {put:?}"));
        }
    }
}

/// A slow application, a function with a stream of its own, and an archive; with everything that can happen.
fn with_readers(seed: u64, resolution: Resolution) -> Scenario {
    let slow = Application { rate: RecordsPerSecond::new(900), ..Application::default() };
    let quick = EventSourceMapping { parallelization_factor: 4, ..EventSourceMapping::default() };
    let stream = DeliveryStream { buffer_size: Bytes::MIB, buffer_interval: SimDuration::from_secs(10) };
    let mut function = Reader::new("function", Work::Lambda(quick));
    function.throughput = Throughput::EnhancedFanOut;
    let readers = vec![
        Reader::new("dashboard", Work::Application(slow)),
        function,
        Reader::new("archive", Work::Firehose(stream)),
    ];
    let fault = |reader, fault| What::Fault { reader, fault };
    let what = [
        (5, fault(0, Fault::Crash)),
        (8, fault(1, Fault::PoisonRecord)),
        (9, What::ShardCount(5)),
        (11, fault(2, Fault::DestinationDown(true))),
        (14, What::Rewind { reader: 1, to: ShardIteratorType::AtTimestamp(SimTime::from_secs(6)) }),
        (20, fault(2, Fault::DestinationDown(false))),
        (21, What::Retention(SimDuration::from_hours(48))),
        (26, What::Rewind { reader: 0, to: ShardIteratorType::Latest }),
    ];
    let changes = what.into_iter().map(|(second, what)| Change { at: SimTime::from_secs(second), what });
    let changes = changes.collect();
    Scenario {
        seed,
        resolution,
        readers,
        changes,
        ..scenario(3, vec![producer(2_500, 700, cards(5_000)), producer(3_000, 90, Keys::Random)])
    }
}

#[test]
fn the_same_with_readers_that_fail_and_are_rewound() {
    for resolution in [Resolution::Record, Resolution::Second] {
        for seed in 1..4 {
            let end = SimTime::from_millis(33_600);
            check_seeks(
                &with_readers(seed, resolution),
                end,
                &moments(end),
                &format!("{resolution:?} {seed}"),
            );
        }
    }
}

#[test]
fn a_readers_fault_in_the_past_is_compared_reader_by_reader() {
    let mut timeline = walked(&with_readers(7, Resolution::Record), SimTime::from_secs(30));
    timeline.seek(SimTime::from_secs(12));
    let mended = What::Fault { reader: 2, fault: Fault::DestinationDown(false) };
    timeline.update(Msg::Change(mended)).expect("mended");
    advance(&mut timeline, SimDuration::from_secs(7));
    let both = timeline.comparison().expect("two runs");
    assert_eq!(both.branched_at, Some(SimTime::from_secs(12)));
    let [a, b] = [&both.a, &both.b].map(|run| &run.readers[2]);
    assert!(b.pending < a.pending, "the archive goes on eight seconds sooner: {:?}", both.words());
    assert!(both.words().iter().any(|words| words.starts_with("Reader archive: B has still to read")));
    assert_eq!(both.a.readers[1], both.b.readers[1], "what has a stream of its own notices nothing");
    // Its own mending, planned for later, is overtaken; all else stays planned.
    let planned = timeline.branch().map_or(0, <[Change]>::len);
    assert_eq!(planned, timeline.side(Side::A).map_or(0, |a| a.scenario().changes.len()));
}

fn split() -> What {
    What::SplitShard { shard: ShardId(6), new_starting_hash_key: HashKey(u128::MAX / 10 * 3) }
}

fn faster(model: &Model, per_second: u64) -> What {
    let mut producers = model.producers();
    producers[0].rate = Rate::Constant(RecordsPerSecond::new(per_second));
    What::Producers(producers)
}

/// 30 s of 3,000 records a second on two shards, which take 2,000, with a plan.
fn with_a_plan(resolution: Resolution) -> Scenario {
    let changes = vec![
        Change { at: SimTime::from_secs(12), what: What::ShardCount(3) },
        Change { at: SimTime::from_secs(20), what: split() },
        Change { at: SimTime::from_secs(22), what: What::Retention(SimDuration::from_hours(48)) },
        Change { at: SimTime::from_secs(25), what: What::ShardCount(8) },
    ];
    Scenario { resolution, changes, ..scenario(2, vec![producer(3_000, 100, cards(1_000))]) }
}

#[test]
fn steps_further_back_come_to_the_moment_too() {
    for resolution in [Resolution::Record, Resolution::Second] {
        let change = Change { at: SimTime::from_secs(44), what: What::ShardCount(3) };
        let quiet = scenario(1, vec![producer(300, 3_000, cards(900))]);
        let scenario = Scenario { resolution, changes: vec![change], ..quiet };
        let end = SimTime::from_secs(58);
        assert_eq!(walked(&scenario, end).checkpoints().1, 1, "so little work leaves only the beginning");
        let back = [57_000, 56_000, 47_000, 46_900, 44_000, 30_000, 29_000, 21_500, 40_000, 12_000];
        check_seeks(&scenario, end, &back.map(SimTime::from_millis), &format!("{resolution:?}"));
        // A change between the copy that is kept and the moment it was kept for.
        let mut timeline = walked(&scenario, end);
        timeline.seek(SimTime::from_secs(50));
        timeline.seek(SimTime::from_secs(43));
        timeline.update(Msg::Change(What::ShardCount(7))).expect("seven shards");
        let branch = timeline.model().scenario().clone();
        advance(&mut timeline, SimDuration::from_secs(9));
        for second in [51, 50, 43, 42] {
            timeline.seek(SimTime::from_secs(second));
            let expected = straight(&branch, SimTime::from_secs(second));
            assert_same(timeline.model(), &expected, &format!("{resolution:?}, branch at {second} s"));
        }
    }
}

#[test]
fn a_change_in_the_past_opens_a_branch_and_leaves_the_run_alone() {
    for resolution in [Resolution::Record, Resolution::Second] {
        let original = with_a_plan(resolution);
        let mut timeline = walked(&original, SimTime::from_secs(30));
        assert!(!timeline.branches());
        timeline.seek(SimTime::from_millis(15_400));
        assert!(timeline.branches() && timeline.comparison().is_none());
        timeline.update(Msg::Change(What::ShardCount(5))).expect("five shards");
        assert_eq!((timeline.shown(), timeline.branches()), (Side::B, false));
        // Record by record the second under way goes on as it is; at run resolution it has not begun.
        let at = SimTime::from_secs(if resolution == Resolution::Record { 16 } else { 15 });
        let changes = vec![
            original.changes[0].clone(),
            Change { at, what: What::ShardCount(5) },
            original.changes[1].clone(),
            original.changes[2].clone(),
        ];
        assert_eq!(timeline.branch(), Some(&changes[..]), "the later count is overtaken, all else stays");
        assert_eq!(timeline.branched_at(), Some(at));
        let branch = Scenario { changes, ..original.clone() };
        advance(&mut timeline, SimDuration::from_millis(12_600));
        let at = SimTime::from_secs(28);
        assert_eq!(timeline.now(), at);
        for side in [Side::A, Side::B] {
            timeline.show(side);
            let of = if side == Side::A { &original } else { &branch };
            assert_same(timeline.model(), &straight(of, at), side.name());
        }
        let both = timeline.comparison().expect("two runs");
        assert!(both.b.throttled < both.a.throttled, "five shards take it all: {:?}", both.words());
        // Both go back together, and a link of them opens as the same two.
        timeline.seek(SimTime::from_secs(19));
        let changes = timeline.branch().map(<[Change]>::to_vec);
        let mut opened = Timeline::opened(original.clone(), changes).expect("as it was");
        advance(&mut opened, SimDuration::from_secs(19));
        assert_eq!(opened.comparison(), timeline.comparison());
        timeline.keep(Side::B);
        assert_same(timeline.model(), &straight(&branch, SimTime::from_secs(19)), "kept");
        assert_eq!((timeline.shown(), timeline.branch()), (Side::A, None));
    }
}

#[test]
fn a_change_in_a_branchs_own_past_ends_what_it_had_after() {
    let mut timeline = walked(&with_a_plan(Resolution::Record), SimTime::from_secs(30));
    timeline.seek(SimTime::from_secs(10));
    // A knob that is turned: one branch, one change.
    for per_second in [3_500, 3_600, 3_700] {
        let change = faster(timeline.model(), per_second);
        timeline.update(Msg::Change(change)).expect("a rate");
    }
    assert_eq!(timeline.branch().map(<[Change]>::len), Some(5));
    advance(&mut timeline, SimDuration::from_secs(15));
    timeline.seek(SimTime::from_secs(18));
    assert_eq!(timeline.reached(), SimTime::from_secs(25));
    timeline.update(Msg::Change(What::ShardCount(9))).expect("nine shards");
    assert_eq!(timeline.reached(), SimTime::from_secs(18));
    let b = timeline.model().scenario().clone();
    advance(&mut timeline, SimDuration::from_secs(9));
    timeline.seek(SimTime::from_secs(26));
    assert_same(timeline.model(), &straight(&b, SimTime::from_secs(26)), "after the second change");
    timeline.show(Side::A);
    let a = with_a_plan(Resolution::Record);
    assert_same(timeline.model(), &straight(&a, SimTime::from_secs(26)), "the run itself");
}

#[test]
fn what_a_run_came_to_stays_marked_when_one_goes_back() {
    let mut timeline = walked(&with_a_plan(Resolution::Record), SimTime::from_secs(15));
    let marks = timeline.snapshot().marks;
    let first = |marks: &[Mark]| marks.iter().find(|m| m.kind == MarkKind::FirstRefusal).map(|m| m.at);
    let refused = first(&marks).expect("3,000 records a second do not fit");
    for second in [14, 3, 0] {
        timeline.seek(SimTime::from_secs(second));
        assert_eq!(timeline.snapshot().marks, marks, "at {second} s");
    }
    // In another future nothing may be refused.
    let change = faster(timeline.model(), 100);
    timeline.update(Msg::Change(change)).expect("a rate");
    assert_eq!(first(&timeline.snapshot().marks), None);
    timeline.keep(Side::A);
    assert_eq!(first(&timeline.snapshot().marks), Some(refused));
}

#[test]
fn a_refused_change_opens_no_branch() {
    let mut timeline = walked(&with_a_plan(Resolution::Record), SimTime::from_secs(5));
    timeline.seek(SimTime::from_secs(2));
    let why = timeline.update(Msg::Change(What::ShardCount(0))).expect_err("no shard");
    assert!(why.to_string().contains("shard count"), "{why}");
    assert!(timeline.branch().is_none() && timeline.branches());
    assert_eq!(timeline.reached(), SimTime::from_secs(5));
}

#[test]
fn a_change_at_the_front_is_no_branch_and_can_be_walked_over() {
    let mut timeline = walked(&scenario(2, vec![producer(3_000, 100, cards(1_000))]), SimTime::from_secs(20));
    timeline.update(Msg::Change(What::ShardCount(4))).expect("four shards");
    assert!(timeline.branch().is_none());
    advance(&mut timeline, SimDuration::from_secs(20));
    let changed = timeline.model().scenario().clone();
    for second in [20, 19, 21, 3, 39] {
        timeline.seek(SimTime::from_secs(second));
        let expected = straight(&changed, SimTime::from_secs(second));
        assert_same(timeline.model(), &expected, &format!("second {second}"));
    }
}

#[test]
fn beginning_anew_keeps_both_runs_and_another_seed_is_one() {
    let mut timeline = walked(&with_a_plan(Resolution::Record), SimTime::from_secs(20));
    timeline.seek(SimTime::from_secs(10));
    timeline.update(Msg::Change(What::ShardCount(9))).expect("nine shards");
    timeline.update(Msg::Restart).expect("again");
    assert_eq!(
        (timeline.now(), timeline.reached(), timeline.shown()),
        (SimTime::ZERO, SimTime::ZERO, Side::B)
    );
    let words = timeline.comparison().expect("two runs").words();
    assert_eq!(words, ["A and B are the same up to 00:00:10: let it run."]);
    advance(&mut timeline, SimDuration::from_secs(12));
    timeline.update(Msg::Reseed(5)).expect("a seed");
    assert!(timeline.branch().is_none());
    let now = timeline.model().scenario();
    assert_eq!((now.seed, now.shard_count, now.changes.len()), (5, 9, 0), "as B was set");
}

#[test]
fn checkpoints_stay_within_their_bounds() {
    for (name, span) in [("fraud", 120), ("day", 86_400), ("thousand", 600)] {
        let preset = presets::find(name).expect("a preset");
        let mut timeline = Timeline::new(preset.scenario()).expect("within the limits");
        let mut most = (0, 0);
        for _ in 0..60 {
            advance(&mut timeline, SimDuration::from_millis(span * 1_000 / 60));
            let now = timeline.checkpoints();
            most = (most.0.max(now.0), most.1.max(now.1));
        }
        assert!(most.0 <= 96 << 20 && (2..=64).contains(&most.1), "{name}: {most:?}");
    }
}
