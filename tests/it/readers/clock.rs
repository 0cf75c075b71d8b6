//! The retention clock is borne out by letting the run go on.

use shardscope::{
    sim::{
        Model, Msg, Outlook, presets,
        scenario::{Application, Fault, Reader, Scenario, ShardIteratorType, What, Work},
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
    let help = clock.helps.iter().find(|help| help.contains("workers")).expect("it lacks workers");
    let workers =
        help.split_whitespace().find_map(|word| word.parse::<u32>().ok()).expect("a number of them");
    let told: SimDuration = help
        .split("catch up in ")
        .nth(1)
        .and_then(|text| text.trim_end_matches('.').parse().ok())
        .expect("a time");
    let mut readers = model.readers();
    let Work::Application(application) = &mut readers[0].work else { panic!("it is one") };
    application.workers = workers;
    model.update(Msg::Change(What::Readers(readers))).expect("so many workers are allowed");
    advance(&mut model, told.secs() * 8 / 10);
    assert!(!matches!(outlook(&model), Outlook::CaughtUp), "{help}: too early");
    advance(&mut model, told.secs() * 4 / 10);
    assert_eq!(outlook(&model), Outlook::CaughtUp, "{help}");
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
