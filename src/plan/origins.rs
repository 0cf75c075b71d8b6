//! Where prices come from, how old and how well known they are, in words.

use crate::{
    aws::{
        Confidence,
        pricing::{Item, Origin, Price, PriceSheet},
    },
    units::Day,
};

/// `2026-11-24, 1 day ago`.
fn day(text: &str, today: Day) -> String {
    let ago = text.parse::<Day>().ok().and_then(|day| day.ago(today));
    let day = text.get(..10).unwrap_or(text);
    ago.map_or_else(|| day.to_owned(), |ago| format!("{day}, {ago}"))
}

/// Of one price; what is shipped has its source in [`sources`], by this number from 1.
pub fn origin(price: Option<&Price>, sources: &[&'static str], today: Day) -> String {
    match price.map(|price| &price.origin) {
        None => "no source tells it: type it in, or give a price list".to_owned(),
        Some(Origin::Typed) => "typed in".to_owned(),
        Some(Origin::PriceList { published }) if published.is_empty() => "your price list".to_owned(),
        Some(Origin::PriceList { published }) => {
            format!("your price list, published {}", day(published, today))
        }
        Some(Origin::Shipped { source, checked, confidence }) => {
            let number = sources.iter().position(|known| known == source).map_or(0, |at| at + 1);
            format!("{}, source {number}, read {}", confidence.word(), day(checked, today))
        }
    }
}

/// Of the prices that were shipped, each once.
pub fn sources(sheet: &PriceSheet) -> Vec<&'static str> {
    let mut sources = Vec::new();
    for item in Item::ALL {
        match sheet.get(item).map(|price| &price.origin) {
            Some(Origin::Shipped { source, .. }) if !sources.contains(source) => sources.push(*source),
            _ => {}
        }
    }
    sources
}

/// Of all prices of a Region: how many are known, how well, and how old the oldest is.
pub fn summary(sheet: &PriceSheet, today: Day) -> String {
    let prices: Vec<&Price> = Item::ALL.iter().filter_map(|&item| sheet.get(item)).collect();
    let all = Item::ALL.len();
    let known = match prices.len() {
        0 => format!("No price is known for {}.", sheet.region.code()),
        n if n == all => format!("All {all} prices of {} are known", sheet.region.code()),
        n => format!("{n} of {all} prices of {} are known", sheet.region.code()),
    };
    if prices.is_empty() {
        return known;
    }
    let doubted = prices.iter().filter(|price| {
        matches!(price.origin, Origin::Shipped { confidence, .. } if confidence != Confidence::Documented)
    });
    let doubted = match doubted.count() {
        0 => String::new(),
        1 => ", one of them not documented by AWS".to_owned(),
        n => format!(", {n} of them not documented by AWS"),
    };
    match as_of(sheet, today) {
        Some(day) => format!("{known}{doubted}; the oldest is of {day}."),
        None => format!("{known}{doubted}."),
    }
}

/// The day of the oldest price that was not typed in: `2026-11-24, 1 day ago`.
pub fn as_of(sheet: &PriceSheet, today: Day) -> Option<String> {
    let days = Item::ALL.iter().filter_map(|&item| match &sheet.get(item)?.origin {
        Origin::Shipped { checked, .. } => Some(*checked),
        Origin::PriceList { published } => Some(published.as_str()),
        Origin::Typed => None,
    });
    let oldest = days.filter_map(|text| Some((text.parse::<Day>().ok()?, text))).min();
    oldest.map(|(_, text)| day(text, today))
}
