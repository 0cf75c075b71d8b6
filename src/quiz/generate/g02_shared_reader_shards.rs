//! Shards with shared readers: what is written and what all of them read, the larger rounded up.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, tenths, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::{
        GET_RECORDS_PER_SECOND, SHARD_BYTES_PER_SECOND, SHARD_READ_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND,
    },
    units::grouped,
};

pub(super) const FAMILY: Family = Family { id: "G02", skill: "1.1.10", sources: &["K10", "K11", "Z1"], draw };

const RECORDS: u64 = SHARD_RECORDS_PER_SECOND.value;
const WRITE: u64 = SHARD_BYTES_PER_SECOND.value.0;
const READ: u64 = SHARD_READ_BYTES_PER_SECOND.value.0;
/// More readers than calls a second could not even poll once a second.
const MOST_READERS: u64 = GET_RECORDS_PER_SECOND.value as u64;

/// Who writes, and who reads.
const SCENES: [(&str, &str); 6] = [
    ("Electricity meters send", "billing and forecasting"),
    ("A game sends", "leaderboards and cheat detection"),
    ("Checkouts of a shop write", "stock and fraud checks"),
    ("Delivery vans report", "dispatch and maps"),
    ("Web servers log", "search and security"),
    ("A stock exchange publishes", "risk and pricing"),
];

/// A load: records a second, tenths of a KiB each, and the consumers that poll for all of it.
#[derive(Clone, Copy)]
struct Load {
    rate: u64,
    tenths: u64,
    readers: u64,
}

impl Load {
    fn bytes(self) -> u64 {
        self.rate * self.tenths * 1_024 / 10
    }
    fn for_records(self) -> u64 {
        self.rate.div_ceil(RECORDS)
    }
    fn for_writes(self) -> u64 {
        self.for_records().max(self.bytes().div_ceil(WRITE))
    }
    fn for_reads(self) -> u64 {
        (self.bytes() * self.readers).div_ceil(READ)
    }
    fn shards(self) -> u64 {
        self.for_writes().max(self.for_reads())
    }
    /// On no limit, and the same with decimal megabytes.
    fn is_plain(self) -> bool {
        let decimal = self.bytes().div_ceil(1_000_000).max((self.bytes() * self.readers).div_ceil(2_000_000));
        decimal.max(self.for_records()) == self.shards()
            && !self.rate.is_multiple_of(RECORDS)
            && !self.bytes().is_multiple_of(WRITE)
            && !(self.bytes() * self.readers).is_multiple_of(READ)
    }
    fn size(self) -> String {
        format!("{} KiB", tenths(self.tenths))
    }
    fn said(self) -> String {
        let consumers = if self.readers == 1 { "consumer" } else { "consumers" };
        format!("{} records a second of {}, {} {consumers}", grouped(self.rate), self.size(), self.readers)
    }
    fn parameters(self) -> Value {
        json!({"records_per_second": self.rate, "tenth_kib": self.tenths, "readers": self.readers})
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn load(draw: &mut Draw, percent_by_records: u32) -> Option<Load> {
    let by_records = draw.is(percent_by_records);
    let load = Load {
        rate: draw.round(600, if by_records { 20_000 } else { 12_000 }, 100),
        tenths: if by_records { draw.between(2, 6) } else { draw.between(10, 60) },
        readers: draw.between(3, MOST_READERS),
    };
    let is_as_meant = (load.for_records() >= load.for_reads()) == by_records;
    (load.is_plain() && is_as_meant && (4..=200).contains(&load.shards())).then_some(load)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let load = load(draw, 25)?;
    let (who, readers) = draw.pick(&SCENES);
    let (rate, size) = (grouped(load.rate), load.size());
    Some(Drawing {
        stem: format!(
            "{who} {rate} records a second at the peak, {size} each with the partition key, to a provisioned stream with \
             evenly spread keys. {} applications, such as {readers}, each read every record with GetRecords, **without enhanced \
             fan-out**. How many shards let all of this through?",
            load.readers
        ),
        offers: offers(load),
        typed: draw.is(30),
        unit: "shards".to_owned(),
        ..told(load)
    })
}

fn offers(load: Load) -> Vec<Offer> {
    let (shards, c) = (load.shards(), load.readers);
    let (writes, reads) = (load.for_writes(), load.for_reads());
    let by_write_limit = (load.bytes() * c).div_ceil(WRITE);
    let binds = if reads > writes { "what is read" } else { "what is written" };
    four(vec![
        right_count!(shards => "Writing needs {writes} shards and reading {reads}: {binds} decides."),
        wrong_count!("M019", writes =>
            "You counted the writes only: {c} consumers take {c} times these bytes out, which needs {reads} shards."),
        wrong_count!("M301", by_write_limit =>
            "You divided what is read by 1 MiB/s, the limit of writes: shared readers get {} a second per shard.", SHARD_READ_BYTES_PER_SECOND.value),
        wrong_count!("M015", writes + reads =>
            "You added {writes} for writing and {reads} for reading: a shard does both at once, so the larger decides."),
        wrong_count!("M013", reads =>
            "You counted bytes only, {reads} shards for the readers: so many records need {} shards.", load.for_records()),
        wrong_count!("M018", shards - 1 =>
            "You rounded down: {} shards are a little less than this load needs.", shards - 1),
        wrong_count!("M014", load.for_records() =>
            "You counted records only: that many need {} shards, but the bytes for {c} readers need more.", load.for_records()),
    ])
}

const POSSIBLE_OPENINGS: [&str; 4] = [
    "Four teams plan for",
    "Four products would each get",
    "Four customers ask for",
    "Four pilots are proposed for",
];

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(4, 20);
    let some = |draw: &mut Draw, rates: (u64, u64), sizes: (u64, u64), readers: (u64, u64)| Load {
        rate: draw.round(shards * rates.0, shards * rates.1, 100),
        tenths: draw.between(sizes.0, sizes.1),
        readers: draw.between(readers.0, readers.1),
    };
    let fits = some(draw, (200, 600), (4, 12), (2, 4));
    let reads_over = some(draw, (300, 800), (6, 12), (3, 5));
    let records_over = some(draw, (1_150, 1_900), (1, 4), (2, 4));
    let writes_over = some(draw, (400, 900), (12, 30), (1, 1));
    let is_as_meant = fits.shards() <= shards
        && reads_over.for_writes() <= shards
        && reads_over.for_reads() > shards
        && records_over.for_reads() <= shards
        && records_over.for_records() > shards
        && writes_over.for_reads() <= shards
        && writes_over.for_writes() > shards;
    let loads = [fits, reads_over, records_over, writes_over];
    if !is_as_meant || !loads.iter().all(|load| load.is_plain()) {
        return None;
    }
    let offers = vec![
        right!(fits.said() =>
            "Writing needs {} and reading {} of the {shards} shards.", fits.for_writes(), fits.for_reads()),
        wrong!("M019", reads_over.said() =>
            "You forgot the readers: the writes fit into {} shards, but {} consumers need {}.", reads_over.for_writes(), reads_over.readers, reads_over.for_reads()),
        wrong!("M013", records_over.said() =>
            "You counted bytes only: they fit, but so many records need {} shards.", records_over.for_records()),
        wrong!("M016", writes_over.said() =>
            "You allowed 2 MiB/s and shard, which holds for reading: writing this needs {} shards.", writes_over.for_writes()),
    ];
    let place = draw.pick(&POSSIBLE_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{place} a provisioned stream of {shards} shards of its own, with evenly spread keys. Their consumers poll with \
             GetRecords, share each shard's read throughput, and each of them needs all records. Whose peak is served \
             **with no refused write and no consumer falling behind**?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "options": loads.map(Load::parameters)}),
        ..told(fits)
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let load = load(draw, 0)?;
    let now = load.for_writes();
    if now * 10 > load.for_reads() * 9 || now < 2 {
        return None;
    }
    let (c, shards) = (load.readers, load.shards());
    let with_fan_out = draw.is(50);
    let right = if with_fan_out {
        right!(format!("Register the {c} consumers for enhanced fan-out") =>
            "Each then has 2 MiB/s and shard of its own, at least twice what a shard can take in.")
    } else {
        right!(format!("Scale the stream to {shards} shards") =>
            "{c} shared consumers read {c} times what is written, and {shards} shards give that much.")
    };
    let offers = vec![
        right,
        wrong!("M304", "Let every consumer poll five times a second" =>
            "You added calls: the {now} shards give 2 MiB/s each however often they are asked, and {c} × 5 calls are too many as well."),
        wrong!("M032", "Run twice as many processes of each consumer" =>
            "You added workers: they wait for the shards, which give to all of them together what they gave before."),
        if draw.is(50) {
            wrong!("M114", "Let the producers send larger PutRecords batches" =>
                "You changed how it is written: the writes are not refused, and the readers read the same bytes.")
        } else {
            wrong!("M043", "Raise the stream's retention to seven days" =>
                "You gave the consumers more time: they fall behind for ever, only later out of the retention.")
        },
    ];
    let (who, _) = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{who} {} records a second of {} to a provisioned stream of {now} shards; keys are even, and no write is refused. \
             {c} consumers poll once a second for all records, see ReadProvisionedThroughputExceeded all day, and fall \
             behind though their own machines are idle. Which **single change** lets them keep up?",
            grouped(load.rate),
            load.size(),
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"records_per_second": load.rate, "tenth_kib": load.tenths, "readers": c, "shards_now": now, "fan_out": with_fan_out, "shards": shards}),
        ..told(load)
    })
}

/// What all forms tell of a load.
fn told(load: Load) -> Drawing {
    let (rate, size, c) = (grouped(load.rate), tenths(load.tenths), load.readers);
    Drawing {
        rule: filled(
            "Shards are for the larger of writes (÷ {shard_write} and ÷ {shard_records}) and of what all shared consumers read together (÷ {shard_read}).",
        ),
        hint: "How many times are the bytes read?".to_owned(),
        parameters: load.parameters(),
        answer: load.shards().to_string(),
        formula: format!(
            "max(⌈{rate} ÷ {}⌉, ⌈{rate} × {size} ÷ 1,024⌉, ⌈{rate} × {size} × {c} ÷ 2,048⌉) = {}",
            grouped(RECORDS),
            load.shards()
        ),
        see: Some(see::planned(load.rate, load.bytes() / load.rate, c as u32)),
        ..Drawing::default()
    }
}
