use leptos::prelude::*;

use super::Of;
use crate::{
    sim::scenario::{Producer, RecordSize},
    ui::parts::{Options, Slide},
    units::{Bytes, Share},
};

const KINDS: Options = &[
    ("fixed", "All alike"),
    ("range", "Between two sizes"),
    ("mix", "Small ones and some large"),
    ("list", "As in the list"),
];

const SIZES: Slide = Slide { from: 16.0, to: 1_048_000.0 };

fn kind(producer: &Producer) -> &'static str {
    match producer.size {
        RecordSize::Fixed(_) => "fixed",
        RecordSize::Range { .. } => "range",
        RecordSize::Mix { .. } => "mix",
        RecordSize::FromList => "list",
    }
}

/// Another kind about as large as the last one.
fn set_kind(producer: &mut Producer, name: &str) {
    let size = match producer.size {
        RecordSize::Fixed(size) => size,
        RecordSize::Range { max, .. } => max,
        RecordSize::Mix { small, .. } => small,
        RecordSize::FromList => Bytes(500),
    };
    producer.size = match name {
        "range" => RecordSize::Range { min: Bytes(size.0 / 2), max: size },
        "mix" => {
            RecordSize::Mix { small: size, large: Bytes(200 * 1_024), large_share: Share::from_percent(2) }
        }
        "list" => RecordSize::FromList,
        _ => RecordSize::Fixed(size),
    };
}

fn range(p: &Producer) -> Option<(Bytes, Bytes)> {
    if let RecordSize::Range { min, max } = p.size { Some((min, max)) } else { None }
}

fn mix(p: &Producer) -> Option<(Bytes, Bytes, Share)> {
    if let RecordSize::Mix { small, large, large_share } = p.size {
        Some((small, large, large_share))
    } else {
        None
    }
}

pub fn fields(of: Of) -> impl IntoView {
    view! {
        {of.choice("Record size", KINDS, kind, set_kind)}
        {of.quantity("Data of a record", |p| if let RecordSize::Fixed(size) = p.size { Some(size) } else { None }, |p, v| p.size = RecordSize::Fixed(v), Some(SIZES))}
        {of.quantity("Smallest", |p| range(p).map(|r| r.0), |p, v| if let RecordSize::Range { min, .. } = &mut p.size { *min = v }, None)}
        {of.quantity("Largest", |p| range(p).map(|r| r.1), |p, v| if let RecordSize::Range { max, .. } = &mut p.size { *max = v }, Some(SIZES))}
        {of.quantity("Small ones", |p| mix(p).map(|m| m.0), |p, v| if let RecordSize::Mix { small, .. } = &mut p.size { *small = v }, None)}
        {of.quantity("Large ones", |p| mix(p).map(|m| m.1), |p, v| if let RecordSize::Mix { large, .. } = &mut p.size { *large = v }, None)}
        {of.quantity("Large are", |p| mix(p).map(|m| m.2), |p, v| if let RecordSize::Mix { large_share, .. } = &mut p.size { *large_share = v }, None)}
    }
}
