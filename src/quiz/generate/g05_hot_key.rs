//! The ceiling of a hot key: one key has one shard.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, tenths, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::{SHARD_BYTES_PER_SECOND, SHARD_READ_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
    kinesis::{HashKey, ShardMap},
    quiz::question::See,
    sim::scenario::Keys,
    units::grouped,
};

pub(super) const FAMILY: Family = Family { id: "G05", skill: "1.3.1", sources: &["K10", "H1", "H7"], draw };

const RECORDS: u64 = SHARD_RECORDS_PER_SECOND.value;
const BYTES: u64 = SHARD_BYTES_PER_SECOND.value.0;
const READ: u64 = SHARD_READ_BYTES_PER_SECOND.value.0;

/// What the key names, and a key.
const KEYS: [(&str, &str); 6] = [
    ("device", "device-17"),
    ("customer", "customer-4711"),
    ("card", "card-a71ca0"),
    ("tenant", "tenant-acme"),
    ("match", "match-2209"),
    ("auction", "auction-88"),
];

/// Records a second of one key, and tenths of a KiB each.
#[derive(Clone, Copy)]
struct Key {
    rate: u64,
    tenths: u64,
}

impl Key {
    fn record(self) -> u64 {
        self.tenths * 1_024 / 10
    }
    fn fits(self) -> bool {
        self.rate <= RECORDS && self.rate * self.tenths <= 10_240
    }
    /// Of how many shards, as if its records could be spread.
    fn shards(self) -> u64 {
        self.rate.div_ceil(RECORDS).max((self.rate * self.tenths).div_ceil(10_240))
    }
    /// Within a tenth of a limit, no one should have to think of MB and MiB.
    fn is_clear(self) -> bool {
        let near = |part: u64, whole: u64| part * 10 > whole * 9 && part * 10 < whole * 11;
        !near(self.rate, RECORDS)
            && !near(self.rate * self.tenths, 10_240)
            && !near(self.rate * self.tenths, 20_480)
    }
    fn said(self) -> String {
        format!("{} records a second of {} KiB", grouped(self.rate), tenths(self.tenths))
    }
    fn parameters(self) -> Value {
        json!({"records_per_second": self.rate, "tenth_kib": self.tenths})
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => Some(answer(draw)),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

const ANSWER_OPENINGS: [&str; 4] = [
    "suddenly sends much more than all others",
    "is far busier than the rest",
    "becomes popular overnight",
    "is being tested under load",
];

fn answer(draw: &mut Draw) -> Drawing {
    let shards = draw.between(4, 60);
    let tenths_kib = if draw.is(25) { draw.between(2, 8) } else { draw.round(15, 400, 5) };
    let (what, key) = draw.pick(&KEYS);
    let by_bytes = 10_240 / tenths_kib;
    let ceiling = by_bytes.min(RECORDS);
    let size = tenths(tenths_kib);
    let offers = four(vec![
        right_count!(ceiling =>
            "One shard takes {} records and 1,024 KiB a second; of {size} KiB each that is {}.", grouped(RECORDS), grouped(ceiling)),
        wrong_count!("M023", ceiling * shards =>
            "You multiplied by {shards} shards: all records of one key go to the same one."),
        wrong_count!("M014", RECORDS =>
            "You counted records only: {} of {size} KiB are more bytes than a shard takes.", grouped(RECORDS)),
        wrong_count!("M016", (20_480 / tenths_kib).min(RECORDS * 2) =>
            "You allowed twice as much, by the 2 MiB/s that a shard gives to readers; it takes {} a second.", SHARD_BYTES_PER_SECOND.value),
        wrong_count!("M013", by_bytes =>
            "You counted bytes only: {} of these would fit, but a shard takes {} records.", grouped(by_bytes), grouped(RECORDS)),
    ]);
    let open = draw.pick(&ANSWER_OPENINGS);
    Drawing {
        stem: format!(
            "A provisioned stream has {shards} shards, and its partition key is the {what}. One {what}, \"{key}\", {open}. A \
             record is {size} KiB with its key, and no other key lands on that shard. How many records a second of \
             **this key** does the stream take in the long run?"
        ),
        offers,
        parameters: json!({"shards": shards, "tenth_kib": tenths_kib}),
        answer: grouped(ceiling),
        formula: format!("min({}, ⌊1,024 ÷ {size}⌋) = {}", grouped(RECORDS), grouped(ceiling)),
        see: Some(hot(shards, key, Key { rate: ceiling * 3 / 2, tenths: tenths_kib })),
        ..told()
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(4, 40);
    let some = |draw: &mut Draw, rate: (u64, u64), size: (u64, u64)| Key {
        rate: draw.round(rate.0, rate.1, 50),
        tenths: draw.between(size.0, size.1),
    };
    let fits = some(draw, (100, 850), (4, 60));
    let records = some(draw, (1_150, 2_500), (1, 7));
    let read = some(draw, (150, 850), (15, 80));
    let spread = some(draw, (1_200, 6_000), (15, 80));
    let is_as_meant = fits.fits()
        && !records.fits()
        && records.rate * records.tenths < 10_240
        && !read.fits()
        && read.rate * read.record() <= READ
        && spread.shards() <= shards
        && spread.rate * spread.record() > READ;
    let all = [fits, records, read, spread];
    if !is_as_meant || !all.iter().all(|key| key.is_clear()) {
        return None;
    }
    let kib = |key: Key| tenths(key.rate * key.tenths);
    let (what, _) = draw.pick(&KEYS);
    let offers = vec![
        right!(fits.said() =>
            "{} KiB a second of {} records: one shard takes both.", kib(fits), grouped(fits.rate)),
        wrong!("M013", records.said() =>
            "You counted bytes only, {} KiB a second: one shard takes {} records.", kib(records), grouped(RECORDS)),
        wrong!("M016", read.said() =>
            "You allowed 2 MiB/s, what a shard gives: {} KiB a second are more than the 1,024 it takes.", kib(read)),
        wrong!("M023", spread.said() =>
            "You spread one key over {shards} shards: its {} KiB a second all go to one.", kib(spread)),
    ];
    let open = draw.pick(&["Before a campaign", "Before a pilot", "In a load test", "For a new contract"]);
    Some(Drawing {
        stem: format!(
            "A provisioned stream of {shards} shards has the {what} as its partition key. {open}, four figures are named for the \
             busiest single {what}; everything else is quiet and on other shards. With which figure is \
             **no record of that {what} refused**, without a change to key or stream?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "options": all.map(Key::parameters)}),
        formula: format!(
            "{} ≤ {} and {} × {} = {} ≤ 1,024 KiB",
            grouped(fits.rate),
            grouped(RECORDS),
            grouped(fits.rate),
            tenths(fits.tenths),
            kib(fits)
        ),
        see: Some(hot(shards, "the-busiest", fits)),
        ..told()
    })
}

/// Suffixes that a hot key gets.
const SALTS: u64 = 64;

/// Is no shard over its limits if the key becomes `key#0` … `key#63`, each as often?
fn salted_fits(shards: u64, key: &str, load: Key) -> bool {
    let map = ShardMap::even(shards as u32);
    let mut of = vec![0_u64; shards as usize];
    for salt in 0..SALTS {
        of[map.position_of(HashKey::of(format!("{key}#{salt}").as_bytes()))] += 1;
    }
    // With room for chance and for the rest of the traffic.
    of.iter().all(|n| {
        n * load.rate * 10 <= RECORDS * SALTS * 8 && n * load.rate * load.record() * 10 <= BYTES * SALTS * 8
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(6, 40);
    let (what, key) = draw.pick(&KEYS);
    let load = Key { rate: draw.round(1_200, 4_000, 100), tenths: draw.between(2, 12) };
    if load.fits() || !load.is_clear() || !salted_fits(shards, key, load) {
        return None;
    }
    let salted = draw.is(60);
    let right = if salted {
        right!(format!("Append a random number below {SALTS} to the key") =>
            "{SALTS} keys then carry {} records a second, and fall on many shards.", grouped(load.rate))
    } else {
        right!("Use each record's random id as its key" =>
            "{} records a second then spread over all {shards} shards; order was not asked for.", grouped(load.rate))
    };
    let wrong = [
        wrong!("M022", format!("Scale the stream from {shards} to {} shards", shards * 2) =>
            "You added shards: the key still has one, and that one takes what it took before."),
        wrong!("M024", "Retry with backoff until the records are in" =>
            "You let retries make room: {} records a second go on coming, more than one shard takes.", grouped(load.rate)),
        wrong!("M031", "Switch the stream to on-demand mode" =>
            "You expected on-demand mode to help: as long as keys decide the shard, one key has one shard there too."),
        wrong!("M025", "Send from twice as many producer processes" =>
            "You added producers: the same records of the same key go to the same shard."),
        wrong!("M021", "Register the consumers for enhanced fan-out" =>
            "You helped the readers: what a shard takes in is not changed by fan-out."),
    ];
    let mut offers = vec![right];
    offers.extend(draw.some(&[0, 1, 2, 3, 4], 3).into_iter().map(|index| wrong[index].clone()));
    let open =
        draw.pick(&["Since this morning", "For a week", "Since the last release", "Since the sale began"]);
    Some(Drawing {
        stem: format!(
            "{open} writes to one shard of {shards} have been refused while the others are nearly idle. The partition \
             key is the {what}, and \"{key}\" alone sends {}. Records carry their time, and **consumers need no order**. Which \
             single change ends the refusals for good?",
            load.said()
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "key": key, "records_per_second": load.rate, "tenth_kib": load.tenths, "salted": salted}),
        formula: format!(
            "{} × {} KiB = {} KiB a second for one shard of 1,024 KiB and {} records",
            grouped(load.rate),
            tenths(load.tenths),
            tenths(load.rate * load.tenths),
            grouped(RECORDS)
        ),
        see: Some(hot(shards, key, load)),
        ..told()
    })
}

/// A quiet stream with one hot key.
fn hot(shards: u64, key: &str, load: Key) -> See {
    let data = load.record().saturating_sub(key.len() as u64).max(1);
    let hot = see::writes("the hot key", load.rate, data, Keys::Names(vec![key.to_owned()]));
    see::simulated(shards as u32, 5, vec![see::spread("the others", shards * 50, 300), hot], Vec::new())
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "One partition key has one shard, so {shard_records} records and {shard_write} a second, however many shards there are.",
        ),
        hint: "How many shards take the records of one key?".to_owned(),
        ..Drawing::default()
    }
}
