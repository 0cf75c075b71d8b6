//! A record that always fails: how often a batch is tried, and what finds the record.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, wrong, wrong_count},
    see,
};
use crate::{
    quiz::question::See,
    sim::scenario::{Change, EventSourceMapping, Fault, OnFailure, Reader, What, Work},
    units::{SimDuration, SimTime, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G11", skill: "1.2.7", sources: &["LK4", "LK5", "LK6"], draw };

const SCENES: [&str; 6] = [
    "One payment record cannot be parsed",
    "A sensor sent one record of garbage",
    "One order has a currency that the code does not know",
    "A partner wrote one record in an old format",
    "One click record lacks its session",
    "One position lies outside every map",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(50) => bisected(draw),
        Form::Answer => repeated(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// Runs with the bad record in them until it is alone, that one included: the first, and one for each halving.
fn runs(batch: u64) -> u64 {
    let halvings = batch.next_power_of_two().trailing_zeros();
    u64::from(halvings) + 1
}

fn batch(draw: &mut Draw) -> Option<u64> {
    let batch = draw.pick(&[
        50, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_500, 2_000, 3_000, 5_000,
    ]);
    // Near a power of two the halves are on a limit.
    (!(batch as u64 + 12).is_power_of_two()).then_some(batch as u64)
}

fn bisected(draw: &mut Draw) -> Option<Drawing> {
    let (size, shards) = (batch(draw)?, draw.between(2, 30));
    let right = runs(size);
    let offers = four(vec![
        right_count!(right =>
            "{} halvings bring {size} records down to one: the first run, and one after each.", right - 1),
        wrong_count!("M018", right - 1 =>
            "You rounded down: in run {} there can still be a record beside it.", right - 1),
        wrong_count!("M318", size =>
            "You tried {size} records one by one: each failed run halves the batch."),
        wrong_count!("M049", 2 =>
            "You expected only the bad record in the second run: Lambda does not know which one it is."),
        wrong_count!("M318", size / 2 =>
            "You halved once and then tried {} records one by one: halving goes on.", size / 2),
    ]);
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene}, in a full batch of {} that a mapping takes from one of {shards} shards. The function throws. BisectBatchOnFunctionError \
             is on, MaximumRetryAttempts is high, and the function has no partial batch response. How many runs **at the most** contain \
             the bad record until it is alone in one, that one included?",
            grouped(size)
        ),
        offers,
        typed: draw.is(35),
        unit: "runs".to_owned(),
        answer: right.to_string(),
        parameters: json!({"batch": size, "shards": shards}),
        formula: format!("⌈log₂ {}⌉ + 1 = {right} runs", grouped(size)),
        see: Some(seen(shards, size, |mapping| mapping.bisect_batch_on_function_error = true)),
        ..told()
    })
}

fn repeated(draw: &mut Draw) -> Option<Drawing> {
    let (size, shards, attempts) = (batch(draw)?, draw.between(2, 30), draw.between(3, 12));
    let right = size * (attempts + 1);
    let offers = four(vec![
        right_count!(right =>
            "The whole batch of {} goes in once and {attempts} times more.", grouped(size)),
        wrong_count!("M049", size + attempts =>
            "You repeated only the bad record: each of {attempts} retries brings all {} again.", grouped(size)),
        wrong_count!("M054", size * 3 =>
            "You counted the two retries of asynchronous invocations: a mapping invokes synchronously and retries by its own setting."),
        wrong_count!("M049", attempts + 1 =>
            "You counted the bad record alone: its neighbours go into the function {} times as well.", attempts + 1),
        wrong_count!("M051", size =>
            "You expected the batch to be set aside at once: it is tried {attempts} times more."),
    ]);
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene}, in a full batch of {} that a mapping takes from one of {shards} shards, and the function throws each time. \
             MaximumRetryAttempts is {attempts}; batches are not bisected, and nothing is reported for single items. Counting each record \
             each time, how many records does the function get **from this batch** before it is given up?",
            grouped(size)
        ),
        offers,
        typed: draw.is(30),
        unit: "records".to_owned(),
        answer: grouped(right),
        parameters: json!({"batch": size, "shards": shards, "attempts": attempts}),
        formula: format!("{} × (1 + {attempts}) = {}", grouped(size), grouped(right)),
        see: Some(seen(shards, size, |mapping| mapping.maximum_retry_attempts = Some(attempts as u32))),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let most = draw.between(6, 12);
    // Between two powers of two, not at them.
    let within = |draw: &mut Draw, power: u64| {
        let (least, top) = ((1_u64 << (power - 1)) * 10 / 9 + 1, (1_u64 << power) * 9 / 10);
        if top > 400 {
            draw.round(least, top, 50)
        } else {
            draw.round(least, top, if top > 60 { 5 } else { 1 })
        }
    };
    let right = within(draw, most - 1);
    let (over, under) = (within(draw, most), within(draw, most - 2));
    let all = [right, over, under, most];
    if runs(right) != most || all[1..].iter().any(|size| runs(*size) == most) || over > 10_000 {
        return None;
    }
    let offers = four(vec![
        right_count!(right => "{} halvings bring it down to one record, after the first run.", most - 1),
        wrong_count!("M018", over =>
            "You rounded down: {} records can take one halving more, {} runs.", grouped(over), runs(over)),
        wrong_count!("M049", under =>
            "You left the last run out, with the record alone: {under} records take {} runs.", runs(under)),
        wrong_count!("M318", most =>
            "You tried one record after the other: of {most} the bad one is alone after {} runs.", runs(most)),
    ]);
    if offers.len() != 4 {
        return None;
    }
    let (scene, shards) = (draw.pick(&SCENES), draw.between(2, 30));
    Some(Drawing {
        stem: format!(
            "{scene}, and a stream's mapping with BisectBatchOnFunctionError looks for it in a full batch from one of {shards} shards; \
             MaximumRetryAttempts is high. In the worst case it takes **exactly {most} failed runs** until the bad record is alone in one, the \
             first and the last of them counted. Which BatchSize can the mapping have?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"runs": most, "shards": shards, "options": all}),
        formula: format!("⌈log₂ {}⌉ + 1 = {most} runs", grouped(right)),
        see: Some(seen(shards, right, |mapping| mapping.bisect_batch_on_function_error = true)),
        ..told()
    })
}

/// Settings of a mapping against bad records.
#[derive(Clone, Copy)]
struct Settings {
    bisect: bool,
    attempts: Option<u64>,
    on_failure: bool,
}

impl Settings {
    fn parameters(self) -> Value {
        json!({"bisect": self.bisect, "attempts": self.attempts, "on_failure": self.on_failure})
    }
}

const FIX_OPENINGS: [&str; 4] = [
    "one shard has stood still for hours",
    "one shard of many is far behind",
    "IteratorAge grows on a single shard",
    "the same records arrive again and again",
];

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (size, shards, attempts) = (batch(draw)?, draw.between(2, 30), draw.between(2, 10));
    let right = Settings { bisect: true, attempts: Some(attempts), on_failure: true };
    let all = [
        right,
        Settings { attempts: None, ..right },
        Settings { bisect: false, ..right },
        Settings { on_failure: false, ..right },
    ];
    let others = size - 1;
    let offers = vec![
        right!(format!("Bisecting, {attempts} retries and an on-failure queue") =>
            "Halves without the bad record succeed; alone, it is tried {attempts} times more and then reported to the queue."),
        wrong!("M051", "Bisecting and an on-failure queue, no more" =>
            "You expected the queue to be used by itself: without a limit of retries the record is tried until it expires, and holds its shard."),
        wrong!("M077", format!("{attempts} retries and an on-failure queue") =>
            "You gave up the whole batch: the {} good records beside the bad one are never done.", grouped(others)),
        wrong!("M052", format!("Bisecting, {attempts} retries and a DLQ on the function") =>
            "You put the dead letters on the function: its queue serves asynchronous invocations, so the record is dropped untold."),
    ];
    let scene = draw.pick(&SCENES);
    let open = draw.pick(&FIX_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{scene}, and {open}. A mapping with BatchSize {} and default settings for failures reads the {shards} shards; the function \
             throws for such a record and reports no single items. The shard is to go on, **all good records are to be done**, and the \
             team is to learn of the bad one. Which settings of the mapping do it?",
            grouped(size)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"batch": size, "shards": shards, "retries": attempts, "options": all.map(Settings::parameters)}),
        formula: format!(
            "{} good records done, 1 set aside after 1 + {attempts} tries alone",
            grouped(others)
        ),
        see: Some(seen(shards, size, |mapping| {
            mapping.bisect_batch_on_function_error = true;
            mapping.maximum_retry_attempts = Some(attempts as u32);
            mapping.on_failure = Some(OnFailure::Sqs);
        })),
        ..told()
    })
}

/// A stream with a mapping that meets a bad record after a minute.
fn seen(shards: u64, size: u64, settings: impl FnOnce(&mut EventSourceMapping)) -> See {
    let mut mapping = EventSourceMapping {
        batch_size: size as u32,
        // Long enough for the largest batch to be full.
        maximum_batching_window: SimDuration::from_secs(20),
        ..EventSourceMapping::default()
    };
    settings(&mut mapping);
    let events = see::spread("events", shards * 300, 300);
    see::simulated_as(shards as u32, 6, vec![events], |scenario| {
        scenario.readers = vec![Reader::new("the function", Work::Lambda(mapping))];
        scenario.changes = vec![Change {
            at: SimTime::from_secs(60),
            what: What::Fault { reader: 0, fault: Fault::PoisonRecord },
        }];
    })
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A stream mapping tries the whole batch again and blocks its shard, by default ({esm_endless}) until the record expires; bisecting halves the batch and uses up no retries.",
        ),
        hint: "What does Lambda know about which record is bad?".to_owned(),
        ..Drawing::default()
    }
}
