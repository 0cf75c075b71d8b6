//! The workload, as a sentence that one edits.

use std::{fmt, str::FromStr};

use crate::ui::parts::told;
use leptos::prelude::*;

use super::{
    Planner,
    blank::{Blank, Face, Note, Notes, Spec, face, optional},
    more::small,
};
use crate::{
    aws::Region,
    plan::{KeySpread, RecordSizes, TrafficShape, Workload, WorkloadError as E},
    units::{Bytes, Count, Hours, OneIn, RecordsPerSecond, Share, Thousandths},
};

#[component]
pub fn Sentence(planner: Planner) -> impl IntoView {
    let notes = Notes::new();
    let blank = move |spec, face: Face| view! { <Blank planner notes spec face/> }.into_any();
    let shared: Face = face(
        planner,
        |w| Some(Count(w.shared_consumers.into())),
        |w, n: Count| w.shared_consumers = small(n),
    );
    let fan_out: Face = face(
        planner,
        |w| Some(Count(w.fan_out_consumers.into())),
        |w, n: Count| w.fan_out_consumers = small(n),
    );
    let kept: Face = face(planner, |w| Some(Hours(w.retention_hours)), |w, h: Hours| w.retention_hours = h.0);
    let one_in: Face = optional(
        planner,
        "any number of",
        |w| w.throttled_one_in.map(OneIn),
        |w, n: Option<OneIn>| w.throttled_one_in = n.map(|n| n.0),
    );
    view! {
        <div class="sentence">
            <p>
                "We write "{blank(PEAK, face(planner, |w| Some(w.traffic.peak), |w, rate| w.traffic.peak = rate))}
                " at peak and "{average(planner, notes)}" on average, each "{blank(SIZE, sizes(planner))}
                ", spread over keys "<Keys planner notes/>". "
                {blank(SHARED, shared)}" consumers share the reads and "{blank(FAN_OUT, fan_out)}
                " use fan-out. We keep data for "{blank(RETENTION, kept)}" in "<RegionBlank planner notes/>
                ", and accept throttling in "{blank(ONE_IN, one_in)}" seconds."
            </p>
            <Note notes/>
        </div>
    }
    .into_any()
}

const PEAK: Spec = Spec {
    label: "At peak",
    hint: "the highest rate that recurs, all streams together; shards are sized for it.",
    about: |e, w| match e {
        E::NoTraffic => true,
        E::TooFast => w.traffic.peak > crate::plan::workload::MAX_RATE,
        _ => false,
    },
};
const AVERAGE: Spec = Spec {
    label: "On average",
    hint: "the mean over day and night; what is billed by volume follows it.",
    about: |e, _| matches!(e, E::AverageAbovePeak),
};
const SIZE: Spec = Spec {
    label: "Size of a record",
    hint: "data before base64, and partition key; a range as in 200 B to 2 KiB.",
    about: |e, _| matches!(e, E::NoSize | E::TooLarge(_) | E::RangeBackwards | E::NoSample),
};
const SHARED: Spec = Spec {
    label: "Consumers that share",
    hint: "they poll GetRecords and share 2 MiB and five calls a second of each shard.",
    about: |e, _| matches!(e, E::SharedConsumers),
};
const FAN_OUT: Spec = Spec {
    label: "Fan-out consumers",
    hint: "each has 2 MiB a second of each shard for itself, and is billed by shard and hour.",
    about: |e, _| matches!(e, E::FanOutConsumers),
};
const RETENTION: Spec = Spec {
    label: "Retention",
    hint: "how long a record can be read again, 24 h to 365 d; the first 24 h cost nothing.",
    about: |e, w| matches!(e, E::Retention(hours) if *hours == w.retention_hours),
};
const ONE_IN: Spec = Spec {
    label: "Throttling accepted",
    hint: "records come unevenly by chance; in one second of so many a write may be refused. Empty: do not look at it.",
    about: |e, _| matches!(e, E::OneIn),
};

/// A field, or what a curve comes to.
fn average(planner: Planner, notes: Notes) -> AnyView {
    let by_curve =
        Memo::new(move |_| planner.workload.with(|w| !matches!(w.traffic.shape, TrafficShape::Average(_))));
    let get = |w: &Workload| match w.traffic.shape {
        TrafficShape::Average(average) => Some(average),
        _ => None,
    };
    let set = |w: &mut Workload, rate: RecordsPerSecond| w.traffic.shape = TrafficShape::Average(rate);
    let shown = move || {
        if by_curve.get() {
            let mean = move || planner.workload.with(|w| w.traffic.average().to_string());
            view! { <b class="given">{told(mean)}</b>" by the curve" }.into_any()
        } else {
            view! { <Blank planner notes spec=AVERAGE face=face(planner, get, set)/> }.into_any()
        }
    };
    told(shown).into_any()
}

/// One size, or a range of them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sizes(Bytes, Option<Bytes>);

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(max) => write!(f, "{} to {max}", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}

impl FromStr for Sizes {
    type Err = crate::units::ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let ends = ["to", "–", "-", "…"].into_iter().find_map(|between| text.split_once(between));
        let Some((min, max)) = ends else { return Ok(Self(text.parse()?, None)) };
        Ok(Self(min.parse()?, Some(max.parse()?)))
    }
}

fn sizes(planner: Planner) -> Face {
    let get = |w: &Workload| match &w.sizes {
        RecordSizes::Fixed(size) => Some(Sizes(*size, None)),
        RecordSizes::Range { min, max } => Some(Sizes(*min, Some(*max))),
        RecordSizes::Measured(_) => None,
    };
    let set = |w: &mut Workload, Sizes(min, max): Sizes| {
        w.sizes = max.map_or(RecordSizes::Fixed(min), |max| RecordSizes::Range { min, max });
    };
    let typed = face(planner, get, set);
    let measured = move || {
        planner.workload.with(|w| match &w.sizes {
            RecordSizes::Measured(sample) => {
                let mean = sample.bytes / u128::from(sample.records.max(1));
                Some(format!("{} measured", Bytes(u64::try_from(mean).unwrap_or(u64::MAX))))
            }
            _ => None,
        })
    };
    Face { text: Signal::derive(move || measured().unwrap_or_else(|| typed.text.get())), ..typed }
}

/// Kinds of keys: the name that is sent, and the words of the sentence.
const SPREADS: [(&str, &str); 5] = [
    ("even", "evenly"),
    ("uniform", "of a given number"),
    ("zipf", "by Zipf’s law"),
    ("hot", "with one hot key"),
    ("own", "as in my own"),
];

fn spread(keys: &KeySpread) -> &'static str {
    match keys {
        KeySpread::Even => "even",
        KeySpread::Uniform { .. } => "uniform",
        KeySpread::Zipf { .. } => "zipf",
        KeySpread::Hot { .. } => "hot",
        KeySpread::Own(_) => "own",
    }
}

/// A usual one of its kind, to be changed.
fn usual(name: &str) -> KeySpread {
    match name {
        "uniform" => KeySpread::Uniform { count: 1_000 },
        "zipf" => KeySpread::Zipf { count: 100_000, exponent_milli: 1_000 },
        "hot" => KeySpread::Hot { share: Share::from_percent(10) },
        "own" => KeySpread::Own(std::sync::Arc::default()),
        _ => KeySpread::Even,
    }
}

const KEYS: Spec = Spec {
    label: "Partition keys",
    hint: "evenly: so many that every shard gets its share, or random ones.",
    about: |e, _| matches!(e, E::NoKeys),
};
const KEY_COUNT: Spec = Spec {
    label: "Distinct keys",
    hint: "how many partition keys there are; few of them fill shards unevenly.",
    about: |e, _| matches!(e, E::Keys),
};
const EXPONENT: Spec = Spec {
    label: "Exponent",
    hint: "key k comes as often as 1 / k to this power; 1 is usual, 0 is even.",
    about: |e, _| matches!(e, E::Exponent),
};
const HOT_SHARE: Spec = Spec {
    label: "Hottest key’s share",
    hint: "part of all records that have this one key; the rest is even.",
    about: |e, _| matches!(e, E::HotShare),
};

#[component]
fn Keys(planner: Planner, notes: Notes) -> impl IntoView {
    let kind = Memo::new(move |_| planner.workload.with(|w| spread(&w.keys)));
    let options = SPREADS.map(|(name, words)| {
        view! { <option value=name selected=told(move || kind.get() == name)>{words}</option> }
    });
    let choose = move |name: String| planner.edit(&mut |w| w.keys = usual(&name));
    let count = face(
        planner,
        |w| match w.keys {
            KeySpread::Uniform { count } | KeySpread::Zipf { count, .. } => Some(Count(count)),
            _ => None,
        },
        |w, Count(n): Count| {
            if let KeySpread::Uniform { count } | KeySpread::Zipf { count, .. } = &mut w.keys {
                *count = n;
            }
        },
    );
    let exponent = face(
        planner,
        |w| match w.keys {
            KeySpread::Zipf { exponent_milli, .. } => Some(Thousandths(exponent_milli)),
            _ => None,
        },
        |w, Thousandths(milli): Thousandths| {
            if let KeySpread::Zipf { exponent_milli, .. } = &mut w.keys {
                *exponent_milli = milli;
            }
        },
    );
    let hot = face(
        planner,
        |w| if let KeySpread::Hot { share } = w.keys { Some(share) } else { None },
        |w, share: Share| w.keys = KeySpread::Hot { share },
    );
    let blank = move |spec, face: Face| view! { <Blank planner notes spec face/> }.into_any();
    let further = move || match kind.get() {
        "uniform" => Some(view! { ", "{blank(KEY_COUNT, count)}" alike" }.into_any()),
        "zipf" => Some(
            view! { " over "{blank(KEY_COUNT, count)}" of them, exponent "{blank(EXPONENT, exponent)} }
                .into_any(),
        ),
        "hot" => Some(view! { " that has "{blank(HOT_SHARE, hot)} }.into_any()),
        "own" => Some(told(move || own_words(planner)).into_any()),
        _ => None,
    };
    view! {
        <select class="blank" aria-label=KEYS.label aria-describedby=super::blank::NOTE
            prop:value=told(move || kind.get())
            on:change:target=move |ev| choose(ev.target().value())
            on:focus=move |_| notes.focus(KEYS) on:blur=move |_| notes.blur()>
            {options.into_iter().collect_view().into_any()}
        </select>
        {told(further)}
    }
    .into_any()
}

fn own_words(planner: Planner) -> String {
    planner.workload.with(|w| match &w.keys {
        KeySpread::Own(keys) if keys.records() == 0 => " (paste them below)".to_owned(),
        KeySpread::Own(keys) => {
            format!(" ({} keys in {} records)", Count(keys.distinct() as u64), Count(keys.records()))
        }
        _ => String::new(),
    })
}

const REGION: Spec = Spec { label: "Region", hint: "decides prices and quotas.", about: |_, _| false };

#[component]
fn RegionBlank(planner: Planner, notes: Notes) -> impl IntoView {
    let current = Memo::new(move |_| planner.workload.with(|w| w.region));
    let options = Region::all().map(|region| {
        let is = move || current.get() == region;
        view! { <option value=region.code() selected=told(is)>{format!("{} {}", region.code(), region.place())}</option> }
    });
    let choose = move |code: String| {
        if let Some(region) = Region::find(&code) {
            planner.edit(&mut |w| w.region = region);
        }
    };
    view! {
        <select class="blank" aria-label=REGION.label aria-describedby=super::blank::NOTE
            prop:value=told(move || current.get().code())
            on:change:target=move |ev| choose(ev.target().value())
            on:focus=move |_| notes.focus(REGION) on:blur=move |_| notes.blur()>
            {options.collect_view().into_any()}
        </select>
    }
    .into_any()
}
