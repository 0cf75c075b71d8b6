//! What the charts of readers say of a run.

use shardscope::{
    chart::readers::{self, Chart, Series, WIDE},
    sim::{
        Model, Msg,
        scenario::{Application, Fault, Reader, What, Work},
    },
    units::{RecordsPerSecond, SimDuration},
};

use super::{at, by_the_second, model, stream};

fn quick(name: &str) -> Reader {
    let rate = RecordsPerSecond::new(100_000);
    Reader::new(name, Work::Application(Application { rate, workers: 1, ..Application::default() }))
}

fn after(model: &mut Model, seconds: u64) {
    model.update(Msg::Advance(SimDuration::from_secs(seconds))).expect("time can always pass");
}

fn series(model: &Model, chart: Chart, drawn: &[usize]) -> Series {
    readers::of(model, &model.snapshot(), chart, drawn, WIDE)
}

/// Two readers of one shard with 100 records of 1,000 bytes a second; the second one stops at 100 s.
fn one_stops(seconds: u64) -> Model {
    let mut scenario = by_the_second(stream(1, 100, 1_000, 7_200, vec![quick("live"), quick("archive")]));
    scenario.changes = vec![at(100, What::Fault { reader: 1, fault: Fault::Stopped(true) })];
    let mut model = model(scenario);
    after(&mut model, seconds);
    model
}

#[test]
fn the_reader_that_is_furthest_behind_is_the_title() {
    let calm = one_stops(90);
    assert_eq!(
        series(&calm, Chart::IteratorAge, &[0, 1]).takeaway,
        "Every reader is within five seconds of now"
    );
    let model = one_stops(160);
    let ages = series(&model, Chart::IteratorAge, &[0, 1]);
    // Stopped for a minute, and it had read up to a second before.
    assert!(
        ["archive is 1 min behind", "archive is 1 min 1 s behind"].contains(&ages.takeaway.as_str()),
        "{ages:?}"
    );
    assert!(ages.svg.contains(&format!("aria-label=\"{}.\"", ages.takeaway)));
    assert_eq!(ages.svg.matches("class=\"chart-limit\"").count(), 1, "the retention is drawn");
    assert_eq!(ages.keys.last().map(|key| key.1.as_str()), Some("retention: 1 d"));
    assert_eq!(
        series(&model, Chart::IteratorAge, &[0]).takeaway,
        "Every reader is within five seconds of now"
    );
    assert_eq!(series(&model, Chart::IteratorAge, &[]).takeaway, "No reader is drawn");
}

#[test]
fn the_table_has_the_last_second_and_no_more_rows_than_one_reads() {
    let model = one_stops(160);
    let table = series(&model, Chart::Pending, &[0, 1]);
    assert_eq!(table.heads, ["Time", "live", "archive"]);
    assert!((10..=13).contains(&table.rows.len()), "{}", table.rows.len());
    let last = table.rows.last().expect("a row");
    assert_eq!(last[0], "00:02:39");
    let pending = model.snapshot().readers[1].total.pending;
    assert_eq!(last[2].replace(',', ""), pending.to_string());
    assert!((5_900..=6_200).contains(&pending), "100 records for each of 60 s and a little: {pending}");
}

#[test]
fn shared_throughput_stands_against_all_shards_together_and_leaves_fan_out_aside() {
    let readers = vec![quick("a"), quick("b").fan_out(), quick("c")];
    let mut model = model(by_the_second(stream(3, 300, 1_000, 600, readers)));
    after(&mut model, 60);
    let read = series(&model, Chart::Throughput, &[0, 1, 2]);
    assert_eq!(read.heads, ["Time", "a", "c"]);
    assert_eq!(read.keys.last().map(|k| k.1.as_str()), Some("limit of all shared readers together: 6 MiB/s"));
    // Twice 300 records of 1,000 bytes (and their keys) of 6 MiB: a tenth.
    assert!(read.takeaway.contains(", 9.") || read.takeaway.contains(", 10"), "{}", read.takeaway);
}

#[test]
fn long_runs_are_told_by_the_minute_and_keep_their_peaks() {
    let mut model = one_stops(200);
    model.update(Msg::Change(What::Fault { reader: 1, fault: Fault::Stopped(false) })).expect("it goes on");
    after(&mut model, 3_400);
    let ages = series(&model, Chart::IteratorAge, &[0, 1]);
    assert!(
        ages.takeaway.ends_with("behind in the last minute") || ages.takeaway.starts_with("Every"),
        "{ages:?}"
    );
    // 100 s of standstill lie an hour back, and are seen.
    let highest = model.reader_minutes(1).iter().map(|m| m.iterator_age_ms).max().expect("minutes");
    assert!((99_000..=103_000).contains(&highest), "{highest}");
    assert!(ages.svg.contains("reader-1") && ages.svg.contains("50:00"), "{}", ages.svg);
}

#[test]
fn delays_of_shared_and_fan_out_readers_are_compared_in_words() {
    let mut model = model(stream(1, 100, 1_000, 600, vec![quick("shared"), quick("own").fan_out()]));
    after(&mut model, 30);
    let delays = series(&model, Chart::Delay, &[0, 1]);
    let p50 = |reader: usize| model.snapshot().readers[reader].propagation.expect("records came").p50;
    assert_eq!(
        delays.takeaway,
        format!("Half of all records are there in {} by fan-out, in {} shared", p50(1), p50(0))
    );
    assert!(p50(1) < p50(0));
    assert_eq!(delays.rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["shared", "own"]);
    assert!(delays.svg.contains("fan-out 70 ms") && delays.svg.contains("shared 200 ms"));
}
