//! Provisioned or on demand: what the shape of a week makes cheaper. Whether AWS rounds up what is read, too, is not
//! known: records are whole KiB, but for one option whose verdict does not hang on it.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_as, wrong, wrong_as},
    see,
};
use crate::{
    aws::{
        Region,
        pricing::{Item, Mode, PriceSheet},
    },
    plan::{
        Demand, RecordSizes, Traffic, TrafficShape, Usage, Workload, answer::shards as in_words, bill,
        shards_for_throughput, usage,
    },
    quiz::question::See,
    units::{Bytes, RecordsPerSecond, Usd, grouped},
};

pub(super) const FAMILY: Family =
    Family { id: "G16", skill: "1.1.10", sources: &["K10", "PU1", "PU2", "O2"], draw };

/// Hours of a week.
const WEEK: u64 = 7 * 24;

const SCENES: [&str; 6] = [
    "An online shop",
    "A betting site",
    "A food delivery service",
    "A news site",
    "A school platform",
    "A ticket office",
];

/// A week: so many hours at the peak, the others at a part of it; and records of one size.
#[derive(Clone, Copy)]
struct Profile {
    peak: u64,
    hours: u64,
    low_percent: u64,
    bytes: u64,
    readers: u64,
}

impl Profile {
    fn workload(self) -> Workload {
        let hour = |n: u64| if n < self.hours { 100 } else { self.low_percent as u8 };
        let week = Box::new(std::array::from_fn(|day| {
            std::array::from_fn(|of_day| hour((day * 24 + of_day) as u64))
        }));
        let peak = RecordsPerSecond::new(self.peak);
        Workload {
            traffic: Traffic { peak, shape: TrafficShape::Week(week), surge: None },
            sizes: RecordSizes::Fixed(Bytes(self.bytes)),
            shared_consumers: self.readers as u32,
            fan_out_consumers: 0,
            throttled_one_in: None,
            ..Workload::default()
        }
    }
    /// For the peak.
    fn shards(self) -> u64 {
        let workload = self.workload();
        shards_for_throughput(&workload, &Demand::of(&workload))
    }
    /// As if the average came all day.
    fn shards_for_average(self) -> u64 {
        let workload = self.workload();
        let even = Profile { peak: workload.traffic.average().whole().max(1), hours: WEEK, ..self };
        even.shards()
    }
    fn usage(self, shards: u64) -> Usage {
        let workload = self.workload();
        usage(&workload, &Demand::of(&workload), shards)
    }
    fn cost(self, mode: Mode) -> Option<Usd> {
        of(mode, &self.usage(self.shards()))
    }
    /// On demand, as people miscount it.
    fn on_demand_as(self, miscount: impl FnOnce(&mut Usage)) -> Option<Usd> {
        let mut counted = self.usage(self.shards());
        miscount(&mut counted);
        of(Mode::OnDemandStandard, &counted)
    }
    fn size(self) -> String {
        if self.bytes < 1_024 {
            format!("{} bytes", self.bytes)
        } else {
            format!("{} KiB", self.bytes / 1_024)
        }
    }
    fn said(self) -> String {
        let size = self.size();
        let readers =
            if self.readers == 1 { "1 consumer".to_owned() } else { format!("{} consumers", self.readers) };
        if self.hours == WEEK {
            format!("{} records a second at any hour of the week, {size}, {readers}", grouped(self.peak))
        } else {
            format!(
                "{} records a second for {} h a week, else {} %, {size}, {readers}",
                grouped(self.peak),
                self.hours,
                self.low_percent
            )
        }
    }
    fn parameters(self) -> Value {
        json!({"peak": self.peak, "hours": self.hours, "low_percent": self.low_percent, "bytes": self.bytes, "readers": self.readers})
    }
}

fn of(mode: Mode, usage: &Usage) -> Option<Usd> {
    bill(mode, usage, &PriceSheet::shipped(Region::US_EAST_1)).total()
}

/// By at least a sixth.
fn is_cheaper(a: Usd, b: Usd) -> bool {
    a.nanos() * 6 <= b.nanos() * 5
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn profile(draw: &mut Draw) -> Profile {
    let is_peaky = draw.is(55);
    Profile {
        peak: draw.round(2_000, 16_000, 500),
        hours: if is_peaky { draw.between(2, 5) } else { draw.round(50, 120, 10) },
        low_percent: if is_peaky { draw.between(1, 2) } else { draw.round(40, 80, 10) },
        bytes: draw.between(1, 3) * 1_024,
        readers: draw.between(1, 2),
    }
}

fn prices() -> Option<String> {
    let sheet = PriceSheet::shipped(Region::US_EAST_1);
    let price = |item| sheet.get(item).map(|price| price.usd.price());
    Some(format!(
        "Provisioned: {} a shard-hour, {} a million PUT payload units of 25 KB.\nOn-demand Standard: {} a stream-hour, {} a GB in (each record up to the next KB), {} a GB out to each consumer.",
        price(Item::ShardHours)?,
        price(Item::PutPayloadUnits)?,
        price(Item::StandardStreamHours)?,
        price(Item::StandardDataIn)?,
        price(Item::StandardDataOut)?
    ))
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let profile = profile(draw);
    let (provisioned, on_demand) = (profile.cost(Mode::Provisioned)?, profile.cost(Mode::OnDemandStandard)?);
    let on_demand_wins = is_cheaper(on_demand, provisioned);
    if !on_demand_wins && !is_cheaper(provisioned, on_demand) {
        return None;
    }
    let (shards, for_average) = (profile.shards(), profile.shards_for_average());
    // Whole dollars are told, and no one's rounding on the way should change them.
    let is_told =
        |usd: Usd| usd >= Usd::from_dollars(100) && (usd.nanos() / 10_000_000 % 100).abs_diff(50) > 3;
    if for_average * 10 > shards * 9 || shards < 3 || !is_told(provisioned) || !is_told(on_demand) {
        return None;
    }
    let offers = four(offers(profile, provisioned, on_demand, on_demand_wins)?);
    let (scene, size) = (draw.pick(&SCENES), profile.size());
    Some(Drawing {
        stem: format!(
            "{scene} in us-east-1 writes {} records a second for {} hours a week and {} % of that in all others, {size} each with the key, \
             keys spread evenly. {} with GetRecords. Retention is 24 hours, a month 730, and shards are kept for the peak. By the price list, \
             which mode is **cheaper, and what does it come to a month**?",
            grouped(profile.peak),
            profile.hours,
            profile.low_percent,
            if profile.readers == 1 {
                "One consumer reads all".to_owned()
            } else {
                format!("{} consumers each read all", profile.readers)
            },
        ),
        exhibit: Some(("Prices in us-east-1; no On-demand Advantage".to_owned(), prices()?)),
        answer: offers.first()?.text.clone(),
        offers,
        parameters: profile.parameters(),
        formula: format!("{shards} shards for the peak: {provisioned}; on demand: {on_demand}"),
        see: Some(seen(profile)),
        ..told()
    })
}

fn offers(profile: Profile, provisioned: Usd, on_demand: Usd, on_demand_wins: bool) -> Option<Vec<Offer>> {
    let (shards, for_average) = (profile.shards(), profile.shards_for_average());
    let as_provisioned = |usd: Usd| format!("Provisioned, about {}", usd.about());
    let as_on_demand = |usd: Usd| format!("On-demand Standard, about {}", usd.about());
    let about = |text: String, usd: Usd| (text, (usd.nanos() / 10_000_000) as u64);
    let average = of(Mode::Provisioned, &profile.usage(for_average))?;
    let no_readers = profile.on_demand_as(|usage| usage.shared_bytes_out = 0)?;
    let no_base = profile.on_demand_as(|usage| usage.stream_ms = 0)?;
    let mut offers = if on_demand_wins {
        vec![
            right_as!(about(as_on_demand(on_demand), on_demand) =>
                "Only what flows is paid; {shards} shards for the peak would idle most of the time, for {provisioned}."),
            wrong_as!("M105", about(as_provisioned(provisioned), provisioned) =>
                "You took the dearer one: {shards} shards cost their hours also while nothing flows, and on demand it is {on_demand}."),
        ]
    } else {
        vec![
            right_as!(about(as_provisioned(provisioned), provisioned) =>
                "{shards} shards all month are less than paying by the GB, which would come to {on_demand}."),
            wrong_as!("M114", about(as_on_demand(on_demand), on_demand) =>
                "You bought scaling that is not needed: the same traffic on {shards} shards costs {provisioned}."),
        ]
    };
    offers.push(wrong_as!("M017", about(as_provisioned(average), average) =>
        "You sized for the average, {}: at the peak {shards} are needed.", in_words(for_average)));
    offers.push(wrong_as!("M019", about(as_on_demand(no_readers), no_readers) =>
        "You forgot the readers: on demand what goes out to each consumer is paid, too."));
    offers.push(wrong_as!("M105", about(as_on_demand(no_base), no_base) =>
        "You forgot the base fee: an on-demand stream costs by the hour before a byte flows."));
    Some(offers)
}

const POSSIBLE_OPENINGS: [&str; 4] = [
    "Four streams in us-east-1 are looked through",
    "Four teams ask for a stream in us-east-1",
    "An account in us-east-1 has four streams",
    "Finance compares four streams in us-east-1",
];

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let costs = |it: Profile| Some((it.cost(Mode::Provisioned)?, it.cost(Mode::OnDemandStandard)?));
    let wins =
        |it: &Profile| costs(*it).is_some_and(|(provisioned, on_demand)| is_cheaper(on_demand, provisioned));
    let loses =
        |it: &Profile| costs(*it).is_some_and(|(provisioned, on_demand)| is_cheaper(provisioned, on_demand));
    let right = draw.until(profile, wins)?;
    // On demand only looks cheaper: with the readers forgotten; with the bytes as they are; without the base fee.
    let read = |draw: &mut Draw| Profile { readers: draw.between(2, 4), ..profile(draw) };
    let only_without_readers = |it: &Profile| {
        let unread = it.on_demand_as(|usage| usage.shared_bytes_out = 0);
        loses(it)
            && unread
                .zip(it.cost(Mode::Provisioned))
                .is_some_and(|(unread, provisioned)| is_cheaper(unread, provisioned))
    };
    let even = Profile { hours: WEEK, low_percent: 100, readers: 1, ..right };
    let small =
        |draw: &mut Draw| Profile { peak: draw.round(100, 900, 50), bytes: draw.round(100, 300, 50), ..even };
    let quiet = |draw: &mut Draw| Profile { peak: draw.between(2, 30), bytes: 1_024, ..even };
    let (read, bytes, base) =
        (draw.until(read, only_without_readers)?, draw.until(small, loses)?, draw.until(quiet, loses)?);
    let all = [right, read, bytes, base];
    let (provisioned, on_demand) = costs(right)?;
    let usd = |it: Profile| {
        costs(it).map(|(provisioned, on_demand)| {
            format!("{} provisioned, {} on demand", provisioned.about(), on_demand.about())
        })
    };
    let uncounted = bytes.on_demand_as(|usage| {
        usage.on_demand_bytes_in = usage.on_demand_bytes_in * u128::from(bytes.bytes) / 1_024;
    })?;
    let offers = vec![
        right!(right.said() =>
            "{} a month: most of the time its {} shards would idle.", usd(right)?, right.shards()),
        wrong!("M019", read.said() =>
            "You forgot the readers: on demand what goes out to each is paid, so {} a month.", usd(read)?),
        wrong!("M104", bytes.said() =>
            "You billed the real bytes, {} on demand: each record counts as a whole KB, so {} a month.", uncounted.about(), usd(bytes)?),
        wrong!("M105", base.said() =>
            "You forgot the base fee: little flows, but an on-demand stream costs by the hour, so {} a month.", usd(base)?),
    ];
    let open = draw.pick(&POSSIBLE_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{open}. Keys are spread evenly, consumers poll with GetRecords, sizes are with the key, retention is 24 hours, a month has 730, and provisioned \
             shards are kept for their peak. For which one is **On-demand Standard the cheaper mode** by the price list?"
        ),
        exhibit: Some(("Prices in us-east-1; no On-demand Advantage".to_owned(), prices()?)),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"options": all.map(Profile::parameters)}),
        formula: format!("{} shards for the peak: {provisioned}; on demand: {on_demand}", right.shards()),
        see: Some(seen(right)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let profile = profile(draw);
    let (provisioned, on_demand) = (profile.cost(Mode::Provisioned)?, profile.cost(Mode::OnDemandStandard)?);
    let on_demand_wins = is_cheaper(on_demand, provisioned);
    let (shards, for_average) = (profile.shards(), profile.shards_for_average());
    if !on_demand_wins && !is_cheaper(provisioned, on_demand) || for_average * 10 > shards * 8 || shards < 3 {
        return None;
    }
    let to = |mode: &str| format!("Switch the stream to {mode}");
    let (now, right) = if on_demand_wins {
        (
            format!("provisioned with {shards} shards"),
            right!(to("On-demand Standard") =>
                "It then costs about {} a month instead of {}: the shards idle most of the time.", on_demand.about(), provisioned.about()),
        )
    } else {
        (
            "in mode On-demand Standard".to_owned(),
            right!(to(&format!("provisioned with {shards} shards")) =>
                "It then costs about {} a month instead of {}: paying by the GB is dearer for so much.", provisioned.about(), on_demand.about()),
        )
    };
    let average = if on_demand_wins {
        format!("Scale the stream down to {}", in_words(for_average))
    } else {
        to(&format!("provisioned with {}", in_words(for_average)))
    };
    let offers = fix_offers(draw, right, average, shards);
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} in us-east-1 has a stream {now}. {} records a second of {} come for {} hours a week and {} % of that in all others; \
             {} with GetRecords, and the retention is 24 hours. The bill is to shrink, and **no write may be refused at the peak**. By the price \
             list, which single change does it?",
            grouped(profile.peak),
            profile.size(),
            profile.hours,
            profile.low_percent,
            if profile.readers == 1 { "one consumer polls" } else { "two consumers poll" },
        ),
        exhibit: Some(("Prices in us-east-1; no On-demand Advantage".to_owned(), prices()?)),
        answer: offers[0].text.clone(),
        offers,
        parameters: profile.parameters(),
        formula: format!("{shards} shards for the peak: {provisioned}; on demand: {on_demand}"),
        see: Some(seen(profile)),
        ..told()
    })
}

/// The right switch, and what does not help; `average` is the change to too few shards.
fn fix_offers(draw: &mut Draw, right: Offer, average: String, shards: u64) -> Vec<Offer> {
    let mut offers = vec![
        right,
        wrong!("M017", average =>
            "You sized for the average: the peak needs {shards} shards, and its writes would be refused."),
        wrong!("M103", "Fill each PutRecords call with as many as 500 entries" =>
            "You pooled the records of a call: each of them is counted by itself in either mode."),
    ];
    offers.push(if draw.is(50) {
        wrong!("M042", "Let consumers delete what they have read" =>
            "You let reading remove records: nothing does before the retention ends, and 24 hours are included anyway.")
    } else {
        wrong!("M021", "Register the consumers for enhanced fan-out" =>
            "You gave the readers throughput of their own, which costs more and takes nothing off the writes.")
    });
    offers
}

fn seen(profile: Profile) -> See {
    let workload = profile.workload();
    see::planned_as(profile.peak, profile.bytes, |it| *it = workload)
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "Provisioned shards are paid for the peak all the time, on-demand by the hour and by what flows in and out, each record in up to the next {on_demand_step}: even traffic favours shards, rare peaks on demand.",
        ),
        hint: "What is paid while nothing flows, in either mode?".to_owned(),
        ..Drawing::default()
    }
}
