use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use super::{Of, count, whole};
use crate::{
    sim::scenario::{Grain, KeyLabel, Keys, MAX_KEYS, MAX_SALT, Producer, Replay},
    ui::parts::{Options, Slide},
    units::{Count, Share},
};

/// While a list is replayed.
const KINDS_WITH_LIST: Options = &[
    ("in-order", "The pasted list, in order"),
    ("by-frequency", "The pasted list, by frequency"),
    ("uniform", "Many keys, equally often"),
    ("zipf", "Some keys far more often (Zipf)"),
    ("hot", "One hot key"),
    ("names", "A few fixed names"),
    ("millisecond", "The time, in milliseconds"),
    ("second", "The time, in seconds"),
    ("batch", "One random key per request"),
    ("random", "A random key per record"),
    ("round-robin", "ExplicitHashKey, round robin"),
];

/// Without a list: all but its two.
const KINDS: Options = KINDS_WITH_LIST.split_at(2).1;

const LABELS: Options = &[
    ("card", "card-…"),
    ("device", "device-…"),
    ("user", "user-…"),
    ("session", "session-…"),
    ("order", "order-…"),
];

fn kind(producer: &Producer) -> &'static str {
    match &producer.keys {
        Keys::Uniform { .. } => "uniform",
        Keys::Zipf { .. } => "zipf",
        Keys::Hot { .. } => "hot",
        Keys::Names(_) => "names",
        Keys::Timestamp(Grain::Millisecond) => "millisecond",
        Keys::Timestamp(Grain::Second) => "second",
        Keys::PerBatch => "batch",
        Keys::Random => "random",
        Keys::RoundRobin => "round-robin",
        Keys::List { replay: Replay::InOrder, .. } => "in-order",
        Keys::List { replay: Replay::ByFrequency, .. } => "by-frequency",
    }
}

fn label(producer: &Producer) -> Option<KeyLabel> {
    match producer.keys {
        Keys::Uniform { label, .. } | Keys::Zipf { label, .. } | Keys::Hot { label, .. } => Some(label),
        _ => None,
    }
}

fn keys_in_all(producer: &Producer) -> Option<u32> {
    match producer.keys {
        Keys::Uniform { count, .. } | Keys::Zipf { count, .. } | Keys::Hot { count, .. } => Some(count),
        _ => None,
    }
}

fn set_kind(producer: &mut Producer, name: &str) {
    let label = label(producer).unwrap_or(KeyLabel::Device);
    let count = keys_in_all(producer).unwrap_or(10_000);
    let replay = |replay| match &producer.keys {
        Keys::List { list, .. } => Keys::List { list: list.clone(), replay },
        other => other.clone(),
    };
    producer.keys = match name {
        "in-order" => replay(Replay::InOrder),
        "by-frequency" => replay(Replay::ByFrequency),
        "zipf" => Keys::Zipf { label, count, exponent: 1_000 },
        "hot" => Keys::Hot { label, count: count.max(2), share: Share::from_percent(25) },
        "names" => Keys::Names(["checkout", "search", "cart", "login"].map(str::to_owned).to_vec()),
        "millisecond" => Keys::Timestamp(Grain::Millisecond),
        "second" => Keys::Timestamp(Grain::Second),
        "batch" => Keys::PerBatch,
        "random" => Keys::Random,
        "round-robin" => Keys::RoundRobin,
        _ => Keys::Uniform { label, count },
    };
}

fn set_count(producer: &mut Producer, new: Count) {
    if let Keys::Uniform { count, .. } | Keys::Zipf { count, .. } | Keys::Hot { count, .. } =
        &mut producer.keys
    {
        *count = whole(new);
    }
}

fn label_name(producer: &Producer) -> &'static str {
    match label(producer) {
        Some(KeyLabel::Card) => "card",
        Some(KeyLabel::User) => "user",
        Some(KeyLabel::Session) => "session",
        Some(KeyLabel::Order) => "order",
        Some(KeyLabel::Device) | None => "device",
    }
}

fn set_label(producer: &mut Producer, name: &str) {
    if let Keys::Uniform { label, .. } | Keys::Zipf { label, .. } | Keys::Hot { label, .. } =
        &mut producer.keys
    {
        *label = match name {
            "card" => KeyLabel::Card,
            "user" => KeyLabel::User,
            "session" => KeyLabel::Session,
            "order" => KeyLabel::Order,
            _ => KeyLabel::Device,
        };
    }
}

pub fn fields(of: Of) -> impl IntoView {
    let has_list = Memo::new(move |_| of.with(|p| p.list().is_some()).unwrap_or(false));
    let has_label = Memo::new(move |_| of.with(|p| label(p).is_some()).unwrap_or(false));
    let many = Slide { from: 1.0, to: f64::from(MAX_KEYS) };
    let salts = Slide { from: 1.0, to: f64::from(MAX_SALT) };
    let exponent =
        |p: &Producer| if let Keys::Zipf { exponent, .. } = p.keys { Some(count(exponent)) } else { None };
    let share = |p: &Producer| if let Keys::Hot { share, .. } = p.keys { Some(share) } else { None };
    view! {
        {told(move || of.choice("Partition key", if has_list.get() { KINDS_WITH_LIST } else { KINDS }, kind, set_kind))}
        {of.quantity("Hottest key sends", share, |p, v| if let Keys::Hot { share, .. } = &mut p.keys { *share = v }, Some(Slide { from: 10_000.0, to: 1_000_000.0 }))}
        {of.quantity("Distinct keys", |p| keys_in_all(p).map(count), set_count, Some(many))}
        {of.quantity("Zipf exponent, in thousandths", exponent, |p, v| if let Keys::Zipf { exponent, .. } = &mut p.keys { *exponent = whole(v) }, Some(Slide { from: 100.0, to: 3_000.0 }))}
        {names(of)}
        {told(move || has_label.get().then(|| of.choice("Keys look like", LABELS, label_name, set_label)))}
        {of.quantity("Salt: parts of each key", |p| Some(count(p.salt)), |p, v| p.salt = whole(v), Some(salts))}
    }
}

/// One name a line.
fn names(of: Of) -> AnyView {
    let there = Memo::new(move |_| of.with(|p| matches!(p.keys, Keys::Names(_))).unwrap_or(false));
    let refused = RwSignal::new(None::<String>);
    let text = move || {
        of.with(|p| if let Keys::Names(names) = &p.keys { names.join("\n") } else { String::new() })
            .unwrap_or_default()
    };
    let set = move |text: String| {
        let names: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        refused.set(of.simulator.edit(of.index, |p| p.keys = Keys::Names(names)).err());
    };
    let field = move || {
        there.get().then(|| {
            view! {
                <div class="field">
                    <label class="field-stack">
                        <span class="field-label">"Names, one a line"</span>
                        <textarea class="machine" rows="4" spellcheck="false" prop:value=text
                            aria-invalid=told(move || refused.get().is_some().then_some("true"))
                            on:change:target=move |ev| set(ev.target().value())></textarea>
                    </label>
                    <Refusal why=refused/>
                </div>
            }
            .into_any()
        })
    };
    view! { {told(field)} }.into_any()
}
