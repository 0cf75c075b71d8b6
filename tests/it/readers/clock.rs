//! The retention clock is borne out by letting the run go on.

use shardscope::{
    sim::{
        Model, Msg, Outlook, VerdictKind, presets,
        scenario::{
            Application, DeliveryStream, EventSourceMapping, Fault, OnException, Reader, Scenario,
            ShardIteratorType, What, Work,
        },
    },
    units::{RecordsPerSecond, SimDuration, SimTime},
};

use super::{at, by_the_second, model, stream};

fn advance(model: &mut Model, seconds: u64) {
    model.update(Msg::Advance(SimDuration::from_secs(seconds))).expect("time can always pass");
}

fn outlook(model: &Model) -> Outlook {
    model.snapshot().readers[0].clock.outlook
}

fn expired(model: &Model) -> u64 {
    model.snapshot().readers[0].total.expired
}

/// Lets it run to just before, and just after, the moment that the clock tells.
fn check_loss(scenario: Scenario, asked_at: u64, tolerance: u64) {
    let mut model = model(scenario);
    advance(&mut model, asked_at);
    let Outlook::LosesDataAt(at) = outlook(&model) else { panic!("{:?}", model.snapshot().readers[0].clock) };
    assert!(model.snapshot().readers[0].clock.words.contains("loses data in"));
    let left = at.second() - asked_at;
    let slack = left * tolerance / 100 + 2;
    advance(&mut model, left - slack);
    assert_eq!(expired(&model), 0, "told {at}, lost before {}", model.now());
    advance(&mut model, 2 * slack);
    assert!(expired(&model) > 0, "told {at}, nothing lost at {}", model.now());
}

fn slow(rate: u64) -> Reader {
    let rate = RecordsPerSecond::new(rate);
    Reader::new("archive", Work::Application(Application { rate, workers: 1, ..Application::default() }))
}

#[test]
fn a_reader_that_stands_still_loses_data_when_the_clock_says() {
    let mut scenario = by_the_second(stream(2, 50, 100, 30 * 3_600, vec![slow(10_000)]));
    scenario.changes = vec![at(3_600, What::Fault { reader: 0, fault: Fault::Stopped(true) })];
    check_loss(scenario, 2 * 3_600, 1);
}

#[test]
fn a_reader_that_is_too_slow_loses_data_when_the_clock_says() {
    // Of 100 records a second it reads 40: the age grows by 0.6 s each second.
    let scenario = by_the_second(stream(1, 100, 100, 60 * 3_600, vec![slow(40)]));
    check_loss(scenario.clone(), 3 * 3_600, 5);
    check_loss(scenario, 20 * 3_600, 5);
}

#[test]
fn the_cliff_of_the_gallery_is_where_its_clock_says() {
    let mut scenario = presets::find("retention-cliff").expect("there").scenario();
    scenario.changes.clear();
    check_loss(scenario, 24 * 3_600, 5);
}

#[test]
fn a_reader_catches_up_when_the_clock_says() {
    let mut fast = slow(300);
    fast.from = SimTime::from_secs(3_600);
    // An hour of 100 a second is caught up with 200 to spare: in half an hour.
    let mut model = model(by_the_second(stream(1, 100, 100, 3 * 3_600, vec![fast])));
    advance(&mut model, 3_600 + 300);
    let Outlook::CatchesUp(at) = outlook(&model) else { panic!("{:?}", model.snapshot().readers[0].clock) };
    assert!(at.second().abs_diff(3_600 + 1_800) < 120, "{at}");
    let left = at.second() - model.now().second();
    advance(&mut model, left * 9 / 10);
    assert!(matches!(outlook(&model), Outlook::CatchesUp(_)));
    advance(&mut model, left / 5);
    assert_eq!(outlook(&model), Outlook::CaughtUp);
}

/// What the clock advises does what it says: more workers, in the time it gives for it.
#[test]
fn the_workers_that_are_advised_catch_up_in_the_time_that_is_told() {
    let mut scenario = presets::find("retention-cliff").expect("there").scenario();
    scenario.changes.clear();
    let mut model = model(scenario);
    advance(&mut model, 6 * 3_600);
    let clock = model.snapshot().readers[0].clock.clone();
    let help = clock.helps.iter().find(|help| help.words.contains("workers")).expect("it lacks workers");
    let told: SimDuration = help
        .words
        .split("catch up in ")
        .nth(1)
        .and_then(|text| text.trim_end_matches('.').parse().ok())
        .expect("a time");
    let change = help.act.change(0, &model.readers());
    assert!(matches!(&change, What::Readers(readers) if readers.len() == 1), "{change:?}");
    model.update(Msg::Change(change)).expect("so many workers are allowed");
    advance(&mut model, told.secs() * 8 / 10);
    assert!(!matches!(outlook(&model), Outlook::CaughtUp), "{help:?}: too early");
    advance(&mut model, told.secs() * 4 / 10);
    assert_eq!(outlook(&model), Outlook::CaughtUp, "{help:?}");
}

#[test]
fn a_reader_at_the_horizon_says_what_it_loses() {
    let mut scenario = by_the_second(stream(1, 100, 100, 27 * 3_600, vec![slow(10_000)]));
    scenario.changes = vec![
        at(3_600, What::Fault { reader: 0, fault: Fault::Stopped(true) }),
        at(26 * 3_600, What::Rewind { reader: 0, to: ShardIteratorType::TrimHorizon }),
    ];
    let mut model = model(scenario);
    advance(&mut model, 26 * 3_600);
    assert_eq!(outlook(&model), Outlook::LosesData(100));
    // From 25 h on, an hour of 100 a second.
    assert!(expired(&model).abs_diff(360_000) <= 100, "{}", expired(&model));
}

/// What the headline advises, sent as its button sends it.
fn try_first_help(model: &mut Model, label: &str) {
    let verdict = model.snapshot().verdict;
    let help = verdict.helps.iter().find(|help| help.label == label).unwrap_or_else(|| panic!("{verdict:?}"));
    model.update(Msg::Change(help.change.clone().expect("it can be tried"))).expect("it is allowed");
}

#[test]
fn a_reader_that_falls_back_is_the_headline_and_its_helps_do_what_they_say() {
    let mut scenario = by_the_second(stream(2, 50, 100, 30 * 3_600, vec![slow(10_000)]));
    scenario.changes = vec![at(600, What::Fault { reader: 0, fault: Fault::Stopped(true) })];
    let mut model = model(scenario);
    advance(&mut model, 600);
    assert_eq!(model.snapshot().verdict.kind, VerdictKind::AllWell);
    advance(&mut model, 3_600);
    let verdict = model.snapshot().verdict;
    assert_eq!(verdict.kind, VerdictKind::ReaderFallsBack);
    let effects: Vec<&str> = verdict.helps.iter().map(|help| help.effect.as_str()).collect();
    assert!(effects[0].starts_with("That leaves 1 d 22 h from here on"), "{effects:?}");
    assert!(effects[1].starts_with("Catches up in "), "{effects:?}");
    assert!(verdict.headline.starts_with("At this pace archive loses data in 22 h 59 min"), "{verdict:?}");
    assert!(
        verdict.why.starts_with("Held back by: it is stopped. All is well: 2 shards take"),
        "{verdict:?}"
    );

    let Outlook::LosesDataAt(before) = outlook(&model) else { panic!("{verdict:?}") };
    try_first_help(&mut model, "Raise the retention to 48 h");
    advance(&mut model, 60);
    assert_eq!(model.snapshot().retention, SimDuration::from_hours(48));
    let Outlook::LosesDataAt(after) = outlook(&model) else { panic!("{:?}", model.snapshot().verdict) };
    // It stands still: a day more of retention is a day more until the cliff.
    assert!((after - before).secs().abs_diff(86_400) < 60, "{before} and then {after}");

    try_first_help(&mut model, "Start it again");
    advance(&mut model, 10);
    assert_ne!(model.snapshot().verdict.kind, VerdictKind::ReaderFallsBack);
    advance(&mut model, 600);
    assert_eq!(model.snapshot().verdict.kind, VerdictKind::AllWell);
}

#[test]
fn records_that_expire_unread_are_the_headline_and_refused_writes_come_first() {
    let mut scenario = by_the_second(stream(1, 100, 100, 27 * 3_600, vec![slow(10_000)]));
    scenario.changes = vec![at(3_600, What::Fault { reader: 0, fault: Fault::Stopped(true) })];
    let mut model = model(scenario.clone());
    advance(&mut model, 26 * 3_600);
    let verdict = model.snapshot().verdict;
    assert_eq!(verdict.kind, VerdictKind::ReaderLosesData);
    assert!(verdict.kind.is_alarm());
    assert!(verdict.headline.starts_with("archive loses 100 records a second"), "{verdict:?}");

    // 1,500 writes a second on one shard: what is refused comes before what is not read.
    scenario.producers = stream(1, 1_500, 100, 60, Vec::new()).producers;
    let mut model = self::model(scenario);
    advance(&mut model, 26 * 3_600);
    assert!(model.snapshot().verdict.headline.contains("refuses"), "{:?}", model.snapshot().verdict);
}

/// A reader's setting, a fault, and what is advised against it in the words of the button.
type Advised = (fn(&mut Reader), Fault, &'static str);

#[test]
fn each_bottleneck_has_advice_that_can_be_tried() {
    let lambda = |reader: &mut Reader| reader.work = Work::Lambda(EventSourceMapping::default());
    let firehose = |reader: &mut Reader| reader.work = Work::Firehose(DeliveryStream::default());
    let table: [Advised; 4] = [
        (|_| (), Fault::Failing(true), "Take the release back"),
        (lambda, Fault::PoisonRecord, "Let the record go"),
        (firehose, Fault::DestinationDown(true), "Bring its destination back"),
        (lambda, Fault::Stopped(true), "Start it again"),
    ];
    for (turn, fault, label) in table {
        let mut reader = slow(10_000);
        turn(&mut reader);
        if let Work::Application(application) = &mut reader.work {
            application.on_exception = OnException::Retry;
        }
        let mut scenario = by_the_second(stream(1, 100, 100, 7_200, vec![reader]));
        scenario.changes = vec![at(600, What::Fault { reader: 0, fault })];
        let mut model = model(scenario);
        advance(&mut model, 1_200);
        let behind = |model: &Model| model.snapshot().readers[0].rows[0].behind;
        // Firehose goes on reading until its buffer's 300 s are over.
        assert!(behind(&model) > SimDuration::from_secs(400), "{label}: {:?}", model.snapshot().readers[0]);
        try_first_help(&mut model, label);
        advance(&mut model, 900);
        assert!(behind(&model) < SimDuration::from_secs(330), "{label}: {:?}", model.snapshot().readers[0]);
    }
}

#[test]
fn what_lay_before_the_start_of_a_reader_is_not_lost_to_it() {
    let begins = |start| {
        let reader = Reader { from: SimTime::from_secs(3_600), start, ..slow(10_000) };
        let mut model = model(by_the_second(stream(1, 100, 100, 26 * 3_600, vec![reader])));
        advance(&mut model, 24 * 3_600 + 1_800);
        model
    };
    // The first half hour has expired; who began with the newest record never meant to read it.
    let model = begins(ShardIteratorType::Latest);
    assert_eq!(expired(&model), 180_000, "the books know of it");
    assert_eq!(outlook(&model), Outlook::CaughtUp);
    assert!(model.snapshot().marks.iter().all(|mark| !mark.label.contains("loses data")));
    let model = begins(ShardIteratorType::TrimHorizon);
    assert_eq!((expired(&model), outlook(&model)), (0, Outlook::CaughtUp));
}
