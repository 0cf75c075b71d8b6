//! What aggregation gains: records are packed, bytes stay.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    load::{BYTES, Load, RECORDS},
    offer::{filled, four, right, right_count, tenths, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::{KPL_AGGREGATION_MAX_SIZE, KPL_FRAME_BYTES, KPL_WRAPPING_BYTES, SHARD_BYTES_PER_SECOND},
    plan::workload::Aggregation,
    quiz::question::See,
    units::grouped,
};

pub(super) const FAMILY: Family = Family { id: "G13", skill: "1.1.10", sources: &["K10", "L8", "L9"], draw };

const AGGREGATE: u64 = KPL_AGGREGATION_MAX_SIZE.value.0;

const SCENES: [&str; 6] = [
    "Sensors send",
    "Game clients send",
    "Web pages report",
    "Trucks report",
    "Ad servers log",
    "Elevators report",
];

/// What becomes of a load that the KPL aggregates.
impl Load {
    /// Full aggregates a second.
    fn aggregates(self) -> u64 {
        self.bytes().div_ceil(AGGREGATE)
    }
    fn aggregated(self) -> u64 {
        self.for_bytes().max(self.aggregates().div_ceil(RECORDS))
    }
    /// The same with what the format adds, with decimal megabytes, and on no limit.
    fn is_fair_for_aggregation(self) -> bool {
        let wrapped =
            self.bytes() + self.rate * KPL_WRAPPING_BYTES.value + self.aggregates() * KPL_FRAME_BYTES.value;
        wrapped.div_ceil(BYTES) == self.for_bytes()
            && wrapped.div_ceil(1_000_000) == self.for_bytes()
            && self.is_off_limits()
    }
    fn parameters(self) -> Value {
        json!({"records_per_second": self.rate, "tenth_kib": self.tenths})
    }
    fn formula(self) -> String {
        format!(
            "plain: max(⌈{} ÷ {}⌉, {}) = {}; aggregated: ⌈{} × {} ÷ 1,024⌉ = {}",
            grouped(self.rate),
            grouped(RECORDS),
            self.for_bytes(),
            self.shards(),
            grouped(self.rate),
            tenths(self.tenths),
            self.aggregated()
        )
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn load(draw: &mut Draw) -> Option<Load> {
    let load = Load { rate: draw.round(5_500, 60_000, 100), tenths: draw.between(1, 6) };
    let gains = load.aggregated() * 10 <= load.shards() * 8;
    (load.is_fair_for_aggregation() && gains && load.aggregated() >= 2).then_some(load)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let load = load(draw)?;
    let (plain, aggregated) = (load.shards(), load.aggregated());
    let asks_saved = draw.is(40);
    let told_of = |shards: u64| if asks_saved { plain.saturating_sub(shards) } else { shards };
    let right = told_of(aggregated);
    let mut offers = vec![
        right_count!(right => "Only bytes count then: {aggregated} shards instead of {plain}."),
        wrong_count!("M014", told_of(load.aggregates().div_ceil(RECORDS)) =>
            "You counted the {} large records a second only: their bytes are as many as before.", grouped(load.aggregates())),
        wrong_count!("M016", told_of(load.bytes().div_ceil(2 * BYTES)) =>
            "You divided the bytes by 2 MiB/s, what a shard gives: it takes {} a second.", SHARD_BYTES_PER_SECOND.value),
        wrong_count!("M015", told_of(plain.div_ceil(2)) =>
            "You halved the {plain} shards: packed records count in full by their bytes, whatever that comes to."),
        wrong_count!("M018", told_of(aggregated - 1) =>
            "You rounded down: {} shards take a little less than these bytes.", aggregated - 1),
    ];
    if !asks_saved {
        offers.insert(1, wrong_count!("M110", plain =>
            "You took aggregation for collection: {plain} shards are for single records, and now many are one."));
    }
    let asked = if asks_saved {
        "How many shards does that **save, compared with single records**?"
    } else {
        "How many shards are needed **with aggregation**?"
    };
    Some(Drawing {
        stem: format!(
            "{} {} to a provisioned stream with PutRecords; keys spread evenly. The team turns to the KPL, which aggregates full records of \
             about 50 KiB, and the consumers take them apart. What the format itself adds does not change the result. {asked}",
            draw.pick(&SCENES),
            load.said()
        ),
        offers: four(offers),
        typed: draw.is(35),
        unit: "shards".to_owned(),
        answer: right.to_string(),
        parameters: json!({"records_per_second": load.rate, "tenth_kib": load.tenths, "asks_saved": asks_saved}),
        formula: load.formula(),
        see: Some(seen(load)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(3, 16);
    let some = |rate: (u64, u64), size: (u64, u64)| {
        move |draw: &mut Draw| Load {
            rate: draw.round(shards * rate.0, shards * rate.1, 100),
            tenths: draw.between(size.0, size.1),
        }
    };
    let over = |load: &Load| load.is_fair_for_aggregation() && load.aggregated() > shards;
    let fits = draw.until(some((1_300, 4_000), (1, 5)), |it| {
        it.is_fair_for_aggregation() && it.aggregated() <= shards && it.shards() > shards
    })?;
    let records =
        draw.until(some((2_500, 5_000), (9, 20)), |it| over(it) && it.bytes() > 2 * BYTES * shards)?;
    let reads = draw
        .until(some((1_300, 3_500), (3, 12)), |it| over(it) && it.bytes() * 20 <= 2 * BYTES * shards * 19)?;
    let few = draw.until(some((300, 800), (14, 60)), |it| over(it) && it.for_records() <= shards)?;
    let all = [fits, records, reads, few];
    let offers = vec![
        right!(fits.said() =>
            "Its bytes need {} shards; only its {} single records a second were too many.", fits.for_bytes(), grouped(fits.rate)),
        wrong!("M014", records.said() =>
            "You counted the packed records only: their bytes need {} shards.", records.for_bytes()),
        wrong!("M016", reads.said() =>
            "You allowed 2 MiB/s and shard, the limit of reads: these bytes need {} shards.", reads.for_bytes()),
        wrong!("M313", few.said() =>
            "You expected packing to shrink them: records are not too many here, and the bytes need {} shards.", few.for_bytes()),
    ];
    let open =
        draw.pick(&["Four teams write to", "Four products use", "Four customers have", "Four tests ran on"]);
    Some(Drawing {
        stem: format!(
            "{open} streams of {shards} provisioned shards, one each; keys spread evenly, and all of them see refused writes at their peak. \
             Each turns on aggregation in the KPL, with full records of about 50 KiB, and keeps its shards. Whose refusals \
             **end by that alone**?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "options": all.map(Load::parameters)}),
        formula: fits.formula(),
        see: Some(seen(fits)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let by_bytes = draw.is(45);
    let load = if by_bytes {
        Load { rate: draw.round(1_100, 9_000, 100), tenths: draw.between(15, 80) }
    } else {
        load(draw)?
    };
    if !load.is_fair_for_aggregation() || by_bytes && load.for_bytes() * 10 < load.for_records() * 15 {
        return None;
    }
    let now = if by_bytes { load.for_bytes() * 7 / 10 } else { load.aggregated() + draw.between(0, 2) };
    if now < 2 || now * 10 > load.shards() * 8 || by_bytes && now < load.for_records() {
        return None;
    }
    let shards = load.for_bytes();
    let right = if by_bytes {
        right!(format!("Scale the stream from {now} to {shards} shards") =>
            "The bytes need {shards} shards, however they are packed.")
    } else {
        right!("Let the KPL aggregate records to about 50 KiB" =>
            "The bytes need {} shards only; it is single records that are too many.", load.for_bytes())
    };
    let aggregate = wrong!("M313", "Let the KPL aggregate records to about 50 KiB" =>
        "You packed records: {} a second are not too many for {now} shards, and the bytes stay as many.", grouped(load.rate));
    let collect = wrong!("M110", "Collect 500 entries into each PutRecords call" =>
        "You collected records into calls: each entry still counts as one record for its shard.");
    let wrong = [
        if by_bytes { aggregate } else { collect },
        wrong!("M024", "Retry refused records more often" =>
            "You let retries make room: the load lasts, and what is refused comes on top of it."),
        wrong!("M025", "Write from twice as many processes" =>
            "You added producers: as many records and bytes arrive at the same shards."),
        wrong!("M021", "Register the consumers for fan-out" =>
            "You helped the readers: what a shard takes in is not changed by that."),
    ];
    let mut offers = vec![right, wrong[0].clone()];
    offers.extend(draw.some(&[1, 2, 3], 2).into_iter().map(|index| wrong[index].clone()));
    Some(Drawing {
        stem: format!(
            "{} {} for hours, with evenly spread keys, to a provisioned stream of {now} shards. PutRecords calls hold 100 entries, and entries \
             are refused with ProvisionedThroughputExceededException on all shards alike. A delay of a second does not matter. Which \
             **single change** ends the refusals?",
            draw.pick(&SCENES),
            load.said()
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"records_per_second": load.rate, "tenth_kib": load.tenths, "shards_now": now}),
        formula: load.formula(),
        see: Some(seen(load)),
        ..told()
    })
}

fn seen(load: Load) -> See {
    see::planned_as(load.rate, load.bytes() / load.rate, |workload| {
        workload.aggregation = Aggregation::Kpl { processes: 1 };
    })
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "Aggregation packs many records into one of up to {kpl_aggregate}: it spares the {shard_records} records a second per shard, and the bytes stay, {shard_write} a second per shard.",
        ),
        hint: "Which of the two limits does packing change?".to_owned(),
        ..Drawing::default()
    }
}
