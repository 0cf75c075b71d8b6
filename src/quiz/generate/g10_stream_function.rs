//! Can the function of a stream keep up? Shards × factor batches at a time, each as long as it takes.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::ESM_PARALLELIZATION_FACTOR,
    quiz::question::See,
    sim::scenario::{EventSourceMapping, Reader, Work},
    units::{SimDuration, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G10", skill: "4.3.1", sources: &["LK1", "LK2"], draw };

const MOST_PARALLEL: u64 = ESM_PARALLELIZATION_FACTOR.value as u64;

/// What the function does.
const SCENES: [&str; 6] = [
    "scores card payments with an outside service",
    "writes meter readings to a slow database",
    "calls a partner's API for each batch of orders",
    "looks up addresses for delivery events",
    "sends positions on to a map provider",
    "stores game events in a legacy system",
];

/// A mapping on a stream.
#[derive(Clone, Copy)]
struct Mapping {
    shards: u64,
    factor: u64,
    batch: u64,
    ms: u64,
}

impl Mapping {
    fn parallel(self) -> u64 {
        self.shards * self.factor
    }
    /// Records a second with full batches, if it is a whole number.
    fn capacity(self) -> Option<u64> {
        let records = self.parallel() * self.batch * 1_000;
        records.is_multiple_of(self.ms).then(|| records / self.ms)
    }
    fn said(self) -> String {
        format!("factor {}, batches of {} in {}", self.factor, grouped(self.batch), seconds(self.ms))
    }
    fn parameters(self) -> Value {
        json!({"shards": self.shards, "factor": self.factor, "batch": self.batch, "ms": self.ms})
    }
    fn formula(self) -> Option<String> {
        Some(format!(
            "{} × {} × {} ÷ {} = {} records a second",
            self.shards,
            self.factor,
            grouped(self.batch),
            seconds(self.ms),
            grouped(self.capacity()?)
        ))
    }
}

fn seconds(ms: u64) -> String {
    format!("{} s", super::offer::tenths(ms / 100))
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn mapping(draw: &mut Draw) -> Mapping {
    Mapping {
        shards: draw.between(2, 20),
        factor: draw.between(2, MOST_PARALLEL),
        batch: draw.pick(&[50, 100, 200, 250, 400, 500]),
        ms: draw.pick(&[200, 400, 500, 800, 2_000, 2_500, 4_000, 5_000]),
    }
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let mapping = mapping(draw);
    let Mapping { shards, factor, batch, ms } = mapping;
    let capacity = mapping.capacity().filter(|capacity| *capacity >= 200)?;
    let comes = draw.round(capacity * 11 / 10, capacity * 3, 100);
    // More than the shards take does not come.
    if comes > shards * 900 || comes <= capacity {
        return None;
    }
    let minutes = draw.pick(&[5, 10, 20, 30]);
    let asks_lag = draw.is(60);
    // What one makes of a capacity.
    let told_of = |records_a_second: u64| {
        if asks_lag { comes.saturating_sub(records_a_second) * minutes * 60 } else { records_a_second }
    };
    let right = told_of(capacity);
    let asked = if asks_lag {
        format!("How many records is the function **behind after {minutes} minutes**, if it began level?")
    } else {
        "How many records a second does it **manage at the most**?".to_owned()
    };
    Some(Drawing {
        stem: format!(
            "A function {} and spends its time waiting. Its mapping reads a stream of {shards} shards with ParallelizationFactor {factor} and \
             BatchSize {batch}; one run takes {}, whatever its batch. {} records a second arrive with many keys, evenly spread, and batches \
             are full. {asked}",
            draw.pick(&SCENES),
            seconds(ms),
            grouped(comes)
        ),
        offers: answer_offers(mapping, told_of)?,
        typed: draw.is(30),
        unit: if asks_lag { "records" } else { "records a second" }.to_owned(),
        answer: grouped(right),
        parameters: json!({"shards": shards, "factor": factor, "batch": batch, "ms": ms, "comes": comes, "minutes": if asks_lag { minutes } else { 0 }}),
        formula: if asks_lag {
            format!(
                "({} − {shards} × {factor} × {batch} ÷ {}) × {} s = {}",
                grouped(comes),
                seconds(ms),
                minutes * 60,
                grouped(right)
            )
        } else {
            mapping.formula()?
        },
        see: Some(seen(mapping, comes)),
        ..told()
    })
}

/// With what each way to count a capacity comes to.
fn answer_offers(mapping: Mapping, told_of: impl Fn(u64) -> u64) -> Option<Vec<Offer>> {
    let Mapping { shards, factor, batch, ms } = mapping;
    let capacity = mapping.capacity()?;
    let of = |records: u64, per_ms: u64| records * 1_000 / per_ms;
    Some(four(vec![
        right_count!(told_of(capacity) =>
            "{} batches at a time of {batch} records in {} are {} records a second.", mapping.parallel(), seconds(ms), grouped(capacity)),
        wrong_count!("M048", told_of(of(shards * batch, ms)) =>
            "You forgot the factor: each of {shards} shards has up to {factor} batches at a time."),
        wrong_count!("M308", told_of(of(factor * batch, ms)) =>
            "You counted one shard: {shards} of them have {factor} batches each."),
        wrong_count!("M310", told_of(shards * factor * batch) =>
            "You forgot the {} a batch takes: that is how long it is until the next one begins.", seconds(ms)),
        wrong_count!("M310", told_of(of(batch, ms)) =>
            "You let one batch after the other run: the batches of shards and lanes run at the same time."),
        wrong_count!("M073", told_of(shards * factor * batch * ms / 1_000) =>
            "You multiplied by {}: the longer a batch takes, the fewer there are in a second.", seconds(ms)),
    ]))
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(2, 16);
    let peak = draw.round(shards * 200, shards * 800, 300);
    let average = peak / 3;
    let some = |draw: &mut Draw| Mapping { shards, ..mapping(draw) };
    let too_fast = |draw: &mut Draw| Mapping { factor: draw.pick(&[12, 15, 20, 25, 30]), ..some(draw) };
    // Records a second, in percent of the peak.
    let percent = |it: &Mapping| it.capacity().map_or(0, |capacity| capacity * 100 / peak);
    let right = draw.until(some, |it| (110..=300).contains(&percent(it)))?;
    let no_time = draw.until(some, |it| {
        (1..=80).contains(&percent(it)) && it.ms > 1_000 && it.parallel() * it.batch >= peak
    })?;
    let for_average = draw.until(some, |it| (34..=80).contains(&percent(it)) && it.ms < 1_000)?;
    // At the factor that there is, it would not do.
    let beyond = draw.until(too_fast, |it| {
        percent(it) >= 110 && percent(&Mapping { factor: MOST_PARALLEL, ..*it }) <= 90
    })?;
    let capacity = Mapping::capacity;
    let all = [right, no_time, for_average, beyond];
    let offers = vec![
        right!(right.said() =>
            "{shards} × {} batches at a time manage {} records a second.", right.factor, grouped(capacity(right)?)),
        wrong!("M310", no_time.said() =>
            "You forgot that a batch takes {}: this manages {} records a second.", seconds(no_time.ms), grouped(capacity(no_time)?)),
        wrong!("M017", for_average.said() =>
            "You sized for the average: this manages {} records a second, and the peak lasts.", grouped(capacity(for_average)?)),
        wrong!("M048", beyond.said() =>
            "You went beyond the factor there is: {MOST_PARALLEL} batches of a shard run at once at the most, not {}.", beyond.factor),
    ];
    Some(Drawing {
        stem: format!(
            "A function {} on a stream of {shards} shards. {} records a second arrive on average and {} for an hour each evening, with many keys \
             spread evenly. Full batches take longer or shorter, as the code is written. With which mapping does the function \
             **keep up during that hour**?",
            draw.pick(&SCENES),
            grouped(average),
            grouped(peak)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"peak": peak, "options": all.map(Mapping::parameters)}),
        formula: right.formula()?,
        see: Some(seen(right, peak)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let now = Mapping { factor: draw.between(1, 3), ..mapping(draw) };
    let capacity = now.capacity().filter(|capacity| *capacity >= 200)?;
    let comes = draw.round(capacity * 5 / 4, capacity * 3, 100);
    if comes > now.shards * 900 || comes * 10 < capacity * 12 {
        return None;
    }
    let (right, better) = raised(draw, now, comes)?;
    if better.factor > MOST_PARALLEL || better.batch > 5_000 || better.capacity()? < comes {
        return None;
    }
    let wrong = [
        wrong!("M047", "Give the function twice the memory" =>
            "You sped up code that waits: a run goes on taking {}, and no more of them run.", seconds(now.ms)),
        wrong!("M074", "Reserve more concurrency for the function" =>
            "You raised a cap that is not reached: no more than {} batches run at once.", now.parallel()),
        wrong!("M114", "Give the mapping a fan-out consumer" =>
            "You widened the way in: records wait for free batches, not for read throughput."),
        wrong!("M043", "Raise the stream's retention to a week" =>
            "You gave it time: it manages less than arrives, and falls behind for ever."),
    ];
    let mut offers = vec![right];
    offers.extend(draw.some(&[0, 1, 2, 3], 3).into_iter().map(|index| wrong[index].clone()));
    Some(Drawing {
        stem: format!(
            "A function {}: a run waits {} for the answer, however full its batch, and uses little CPU and memory. Its mapping reads {} shards \
             with ParallelizationFactor {} and BatchSize {}. {} records a second arrive with many keys, IteratorAge rises, and no run is \
             throttled. Which **single change** stops the rise?",
            draw.pick(&SCENES),
            seconds(now.ms),
            now.shards,
            now.factor,
            now.batch,
            grouped(comes)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"now": now.parameters(), "better": better.parameters(), "comes": comes}),
        formula: format!("{} < {}", now.formula()?, grouped(comes)),
        see: Some(seen(now, comes)),
        ..told()
    })
}

/// One setting raised so that the function keeps up, if there is no limit in the way.
fn raised(draw: &mut Draw, now: Mapping, comes: u64) -> Option<(Offer, Mapping)> {
    let capacity = now.capacity()?;
    let by_batch = draw.is(40);
    Some(if by_batch {
        let batch = now.batch * comes.div_ceil(capacity) + now.batch;
        let better = Mapping { batch, ..now };
        (
            right!(format!("Raise BatchSize from {} to {}", now.batch, grouped(batch)) =>
                "A run takes {} for any batch, so {} records a second get through.", seconds(now.ms), grouped(better.capacity()?)),
            better,
        )
    } else {
        let factor = now.factor * comes.div_ceil(capacity) + 1;
        let better = Mapping { factor, ..now };
        (
            right!(format!("Raise ParallelizationFactor from {} to {factor}", now.factor) =>
                "{} batches then run at once and manage {} records a second.", better.parallel(), grouped(better.capacity()?)),
            better,
        )
    })
}

fn seen(mapping: Mapping, comes: u64) -> See {
    let work = Work::Lambda(EventSourceMapping {
        batch_size: mapping.batch as u32,
        parallelization_factor: mapping.factor as u32,
        duration: SimDuration::from_millis(mapping.ms),
        ..EventSourceMapping::default()
    });
    let events = see::spread("events", comes, 300);
    see::simulated(mapping.shards as u32, 10, vec![events], vec![Reader::new("the function", work)])
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "Shards × ParallelizationFactor (up to {esm_parallel}) batches run at once, and each lane takes its next batch when the last one is done.",
        ),
        hint: "How many batches run at once, and how many does each lane finish in a second?".to_owned(),
        ..Drawing::default()
    }
}
