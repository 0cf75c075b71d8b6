//! The chart of the break-even: what it draws is what the curve says.

use shardscope::{
    aws::{
        Region,
        pricing::{Item, PriceSheet},
    },
    chart::plan::{self as chart, WIDE},
    plan::{
        Plan, Workload,
        break_even::{self, BreakEven},
    },
};

fn curve(prices: &PriceSheet) -> BreakEven {
    let plan = Plan::of(&Workload::default(), prices).expect("it is within the limits");
    break_even::by_rate(&plan, prices)
}

fn us_east_1() -> PriceSheet {
    PriceSheet::shipped(Region::US_EAST_1)
}

/// Every number of an attribute such as `points="1,2 3,4"`.
fn numbers(svg: &str, attribute: &str) -> Vec<f64> {
    let mut found = Vec::new();
    for part in svg.split(&format!(" {attribute}=\"")).skip(1) {
        let value = part.split('"').next().unwrap_or_default();
        found.extend(value.split([' ', ',']).filter_map(|n| n.parse::<f64>().ok()));
    }
    found
}

#[test]
fn three_lines_a_point_and_the_takeaway_as_its_label() {
    let curve = curve(&us_east_1());
    let drawn = chart::of(&curve, WIDE);
    assert_eq!(drawn.takeaway, curve.headline());
    assert!(drawn.svg.contains(&format!("role=\"img\" aria-label=\"{}.", drawn.takeaway)), "{}", drawn.svg);
    for class in ["mode-0", "mode-1", "mode-2", "chart-here", "chart-crossing", "chart-grid"] {
        assert!(drawn.svg.contains(class), "{class}");
    }
    assert!(!drawn.svg.contains("#01"), "a colour was left without its class");
    assert!(
        drawn.here.starts_with("You: 5,500/s, $") && drawn.here.ends_with(" provisioned"),
        "{}",
        drawn.here
    );
}

#[test]
fn nothing_is_drawn_outside_of_the_picture() {
    let drawn = chart::of(&curve(&us_east_1()), WIDE);
    let points = numbers(&drawn.svg, "points");
    assert!(points.len() > 100);
    for pair in points.chunks(2) {
        assert!((0.0..=f64::from(WIDE)).contains(&pair[0]) && (0.0..=230.0).contains(&pair[1]), "{pair:?}");
    }
}

#[test]
fn the_users_point_is_where_its_figures_are() {
    let curve = curve(&us_east_1());
    let drawn = chart::of(&curve, WIDE);
    // The plot goes from 60 px to 22 px before the right end.
    let until = curve.points.last().expect("there are points").at as f64;
    let x = 60.0 + curve.here.at as f64 / until * f64::from(WIDE - 82);
    assert!((numbers(&drawn.svg, "cx")[0] - x).abs() <= 1.0);
}

#[test]
fn the_table_has_the_users_row_and_a_missing_price_is_unknown() {
    let mut prices = us_east_1();
    prices.set(Item::StandardDataIn, None);
    let curve = curve(&prices);
    let drawn = chart::of(&curve, WIDE);
    assert!(!drawn.svg.contains("mode-1"), "no line without a price");
    assert!(drawn.svg.contains("mode-2"));
    let you: Vec<_> = drawn.rows.iter().filter(|row| row[0] == "5,500/s (you)").collect();
    assert_eq!(you.len(), 1);
    let provisioned = curve.here.usd[0].expect("it is known").about();
    assert_eq!((you[0][1].as_str(), you[0][2].as_str()), (provisioned.as_str(), "unknown"));
    assert_eq!(drawn.heads.len(), 4);
    assert!(drawn.rows.iter().all(|row| row.len() == 4) && drawn.rows.len() >= 10);
}
