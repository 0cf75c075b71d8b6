//! The picture: what is painted, pixel by pixel, and charts as text.

use shardscope::{
    chart::{Amounts, Ink, LagScale, Line, Range3, RangeChart, TimeChart, sketch},
    sim::{HeatView, Model, Msg, Palette, presets},
    units::SimDuration,
};

use crate::engine::{cards, producer, scenario};

const PAPER: [u8; 3] = [250, 250, 250];
const EMPTY: [u8; 3] = [245, 245, 241];
const FULL: [u8; 3] = [28, 42, 120];
const ALARM: [u8; 3] = [220, 60, 20];

pub(crate) fn view(span_secs: u64, averaged: bool) -> HeatView {
    HeatView {
        width: 120,
        height: 240,
        span: SimDuration::from_secs(span_secs),
        averaged,
        palette: Palette { ramp: [EMPTY, [190, 210, 242], [82, 124, 220], FULL], paper: PAPER, alarm: ALARM },
        scale: 1,
    }
}

pub(crate) fn paint(model: &Model, view: &HeatView) -> Vec<[u8; 3]> {
    let mut pixels = Vec::new();
    model.heat().paint(view, &mut pixels);
    assert_eq!(pixels.len(), (view.width * view.height * 4) as usize);
    assert!(pixels.iter().skip(3).step_by(4).all(|&alpha| alpha == 255));
    pixels.chunks(4).map(|p| [p[0], p[1], p[2]]).collect()
}

fn after(name: &str, seconds: u64) -> Model {
    let mut model = Model::new(presets::find(name).expect(name).scenario()).expect("a preset");
    model.update(Msg::Advance(SimDuration::from_secs(seconds))).expect("time passes");
    model
}

/// How red a picture is: what the alarm colour adds.
fn alarm(pixels: &[[u8; 3]]) -> u64 {
    pixels.iter().map(|p| u64::from(p[0].saturating_sub(p[2]))).sum()
}

#[test]
fn before_the_run_there_is_paper_and_a_calm_stream_has_no_alarm() {
    let model = after("fraud", 30);
    let pixels = paint(&model, &view(60, false));
    // 60 s in 120 pixels: the left half is before the run.
    assert!(pixels.chunks(120).all(|row| row[..60].iter().all(|&p| p == PAPER)));
    assert!(pixels.chunks(120).filter(|row| row[60..].iter().any(|&p| p != PAPER)).count() > 200);
    assert_eq!(
        alarm(&pixels),
        alarm(&[PAPER; 1]) + pixels.iter().filter(|p| **p == EMPTY).count() as u64 * 4
    );
}

#[test]
fn the_refusing_shard_is_hatched_within_its_range_and_nowhere_else() {
    let model = after("fraud", 75);
    let worst = model.snapshot().rows.iter().max_by_key(|row| row.throttled).expect("rows").shard_id.0;
    let pixels = paint(&model, &view(60, false));
    let reds: Vec<usize> = (0..240)
        .filter(|y| pixels[y * 120 + 100..(y + 1) * 120].iter().any(|p| p[0] > 150 && p[2] < 100))
        .collect();
    // Twelve shards of twenty rows; up to two of them are gap.
    let (first, last) = (worst as usize * 20, worst as usize * 20 + 19);
    assert!(
        reds.len() >= 17 && reds.iter().all(|y| (first..=last).contains(y)),
        "{reds:?} for shard {worst}"
    );
    // The bot came at 62 s, 13 s ago: 26 pixels from the right edge.
    let left_of_the_bot = paint(&model, &view(60, false));
    assert!(
        (0..240).all(|y| left_of_the_bot[y * 120 + 60..y * 120 + 92].iter().all(|p| p[0] <= p[2].max(246)))
    );
}

#[test]
fn a_minutes_average_pales_what_the_seconds_show() {
    let model = after("microburst", 180);
    let (seconds, minute) = (paint(&model, &view(180, false)), paint(&model, &view(180, true)));
    assert!(alarm(&seconds) > alarm(&minute) * 3, "{} and {}", alarm(&seconds), alarm(&minute));
}

#[test]
fn a_few_large_records_show_the_load_they_are() {
    // Eleven aggregates a second fill a shard by more than half.
    let pixels = paint(&after("kpl-aggregation", 60), &view(40, false));
    let dark = pixels.iter().filter(|p| p[0] < 200).count();
    assert!(dark * 10 > pixels.len() * 9, "{dark} of {}", pixels.len());
}

#[test]
fn every_size_of_stream_and_picture_can_be_painted() {
    for shards in [1, 2, 7, 240, 241, 1_000, 10_000] {
        let mut s = scenario(shards, vec![producer(2_000, 100, cards(5_000))]);
        s.resolution = shardscope::sim::scenario::Resolution::Second;
        let mut model = Model::new(s).expect("a scenario");
        model.update(Msg::Advance(SimDuration::from_secs(3))).expect("time passes");
        for (width, height, scale) in [(1, 1, 1), (37, 240, 1), (300, 11, 2), (10, 700, 3)] {
            let view = HeatView { width, height, scale, ..view(20, false) };
            assert_eq!(paint(&model, &view).len(), (width * height) as usize);
        }
        let none = HeatView { width: 0, height: 0, ..view(20, false) };
        assert!(paint(&model, &none).is_empty());
    }
}

#[test]
fn long_spans_keep_the_peak_of_what_they_cover() {
    let mut model = after("microburst", 300);
    let short = paint(&model, &view(300, false));
    let long = paint(&model, &view(3_600, false));
    assert!(alarm(&short) > 0 && alarm(&long) > 0, "a burst is seen at each grain");
    model.update(Msg::Restart).expect("again");
    assert_eq!(alarm(&paint(&model, &view(300, false))), 0);
}

fn chart(lines: Vec<Line>) -> String {
    let label = "Writes per second, \"quoted\" & <escaped>".to_owned();
    let (amounts, limit) = (Amounts::Counts, Some(1_000));
    TimeChart { label, width: 400, height: 160, x: 0..120, amounts, limit, lines }.to_svg()
}

#[test]
fn a_chart_always_draws_its_limit_and_takes_its_colours_from_classes() {
    let svg = chart(vec![Line { ink: Ink::Load, points: (0..120).map(|s| (s, 600 + s % 7)).collect() }]);
    assert_eq!(svg.matches("class=\"chart-limit\"").count(), 1);
    assert_eq!(svg.matches("class=\"chart-load\"").count(), 1);
    assert!(svg.contains("role=\"img\"") && svg.contains("aria-label=\"Writes per second"), "{svg}");
    assert!(!svg.contains("#0102"), "no placeholder is left: {svg}");
    assert!(!svg.contains("<escaped>"));
    assert!(svg.contains("1:00") && svg.contains("1,000"), "both axes have labels: {svg}");
}

#[test]
fn the_axis_stays_where_it_is_until_a_point_leaves_it() {
    let at = |top: i64| {
        let svg = chart(vec![Line { ink: Ink::Load, points: vec![(0, 0), (60, top)] }]);
        svg.split("chart-limit").next().map(|head| head.matches("<text").count()).zip(svg.find("chart-limit"))
    };
    assert_eq!(at(900).map(|p| p.0), at(1_200).map(|p| p.0));
    assert!(chart(vec![Line { ink: Ink::Load, points: vec![(0, 0), (60, 9_000)] }]).contains("4,000"));
}

#[test]
fn a_chart_without_room_or_time_is_empty_and_does_not_panic() {
    let empty = TimeChart {
        label: String::new(),
        width: 10,
        height: 10,
        x: 5..5,
        amounts: Amounts::Counts,
        limit: Some(0),
        lines: Vec::new(),
    };
    assert_eq!(empty.to_svg(), "");
    let nothing = TimeChart { width: 400, height: 200, x: 0..60, ..empty };
    assert!(nothing.to_svg().contains("chart-limit"));
}

#[test]
fn seconds_and_a_day_of_lag_are_both_seen_under_the_retention_limit() {
    let age = |ms: i64| Line { ink: Ink::Reader(7), points: vec![(0, ms), (86_400, ms)] };
    let day = 86_400_000;
    let chart = TimeChart {
        label: "Iterator age".to_owned(),
        width: 600,
        height: 200,
        x: 0..86_400,
        amounts: Amounts::Spans,
        limit: Some(day),
        lines: vec![age(10_000), age(2 * 3_600_000)],
    };
    let svg = chart.to_svg();
    for label in ["10 s", "1 min", "1 h", "1 d", "12 h"] {
        assert!(svg.contains(label), "{label} in {svg}");
    }
    // The eighth reader looks like the second; both lines are there, the later age higher up.
    let heights: Vec<i64> = svg
        .match_indices("chart-reader reader-1")
        .map(|(at, _)| {
            let points = svg[at..].split("points=\"").nth(1).expect("points");
            points.split([',', ' ']).nth(1).expect("y").parse().expect("pixels")
        })
        .collect();
    assert_eq!(heights.len(), 2);
    // 1 + 10 s: ln 11 = 2.40; 1 + 2 h: ln 7,201 = 8.88; the top, 36 h: ln 129,601 = 11.77. 170 pixels high.
    assert_eq!(heights, vec![176 - 170 * 240 / 1_177, 176 - 170 * 888 / 1_177]);
    assert!(TimeChart { limit: None, ..chart }.to_svg().find("chart-limit").is_none(), "no limit, no line");
}

#[test]
fn positions_between_horizon_and_now() {
    let day = LagScale::new(SimDuration::from_hours(24));
    let place = |secs| day.place(SimDuration::from_secs(secs));
    // ln(1 + s) / ln 86,401: 0 → 0, 10 → 2.398 / 11.367, 3,600 → 8.189 / 11.367.
    assert_eq!([place(0), place(10), place(3_600), place(86_400)], [1_000, 790, 280, 0]);
    assert_eq!(place(90_000), 0, "older than the horizon: on it");
    for hours in [24, 168, 8_760] {
        let ticks = LagScale::new(SimDuration::from_hours(hours)).ticks();
        assert!(ticks.len() >= 4, "{hours} h: {ticks:?}");
        assert!(ticks.windows(2).all(|pair| pair[0].1 - pair[1].1 >= 85), "{hours} h: {ticks:?}");
        assert!(ticks.iter().all(|(_, place)| (200..=915).contains(place)), "{hours} h: {ticks:?}");
    }
}

#[test]
fn delays_stand_below_each_other_on_one_axis_with_the_figures_to_compare() {
    let row = |name: &str, at| Range3 { name: name.to_owned(), ink: Ink::Reader(0), at };
    let chart = RangeChart {
        label: "Delay".to_owned(),
        width: 960,
        rows: vec![row("fan-out & <fast>", [70, 90, 120]), row("shared", [500, 900, 1_000])],
        marks: vec![(70, "fan-out 70 ms".to_owned())],
    };
    let svg = chart.to_svg();
    assert_eq!(svg.matches("class=\"chart-limit\"").count(), 1, "{svg}");
    assert!(svg.contains("fan-out 70 ms") && svg.contains("100 ms") && !svg.contains("<fast>"), "{svg}");
    let points = |at: usize| {
        let line = svg.match_indices("chart-reader reader-0").nth(at).expect("a line").0;
        svg[line..].split("points=\"").nth(1).expect("points").split('"').next().expect("an end")
    };
    // ln(1 + ms / 10): 70 → 2.079, 1,000 → 4.615; the axis ends at 2,500 → 5.525; 786 pixels from 150 on.
    let x = |at: usize, corner: usize| {
        let corner = points(at).split(' ').nth(corner).expect("a corner");
        corner.split(',').next().expect("x").parse::<i64>().expect("pixels")
    };
    assert_eq!(x(0, 0), 150 + 786 * 2_079 / 5_525);
    assert_eq!(x(4, 1), 150 + 786 * 4_615 / 5_525);
    assert_eq!(RangeChart { rows: Vec::new(), ..chart }.to_svg(), "");
}

#[test]
fn a_drawing_in_text_is_lines_where_they_meet_heads_at_their_ends_and_words_elsewhere() {
    let drawn = sketch("e-mail --> *A & B*\n   |\n   v");
    let text = |class, x, wide, words| {
        format!(
            r#"<text{class} x="{x}" y="10" textLength="{wide}" lengthAdjust="spacingAndGlyphs" dominant-baseline="central">{words}</text>"#
        )
    };
    let expected = [
        r#"<svg class="sketch" viewBox="0 0 144 60" width="144" height="60">"#,
        // Two dashes and the arrow's shaft, then the bar and its arrow's.
        r#"<path class="sketch-line" d="M56 10H64M64 10H72M72 10H76M28 20V40M28 40V50"/>"#,
        r#"<path class="sketch-head" d="M72 6L80 10L72 14ZM24 50L28 58L32 50Z"/>"#,
        &text("", 0, 48, "e-mail"),
        &text(r#" class="sketch-stressed""#, 96, 40, "A &amp; B"),
        "</svg>",
    ];
    assert_eq!(drawn, expected.concat());
    let box_of = sketch("+--+\n|  |\n+--+ a + b");
    assert!(box_of.contains("M4 10H8") && box_of.contains("M4 10V20"), "corners join: {box_of}");
    assert!(box_of.contains(">a + b<"), "a plus between words is a word: {box_of}");
}
