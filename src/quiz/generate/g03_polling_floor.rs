//! The polling floor: all who poll a shard share its five calls a second.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::GET_RECORDS_PER_SECOND,
    quiz::question::See,
    sim::scenario::{Application, Library, Reader, Throughput, Work},
    units::{RecordsPerSecond, SimDuration, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G03", skill: "1.1.10", sources: &["K11", "E5"], draw };

const CALLS: u64 = GET_RECORDS_PER_SECOND.value as u64;
/// Between two calls to a shard, whoever makes them.
const APART_MS: u64 = 1_000 / CALLS;

const SCENES: [&str; 6] = [
    "A stream of sensor readings",
    "A stream of card payments",
    "A stream of click events",
    "An order stream of a shop",
    "A stream of vehicle positions",
    "A stream of audit records",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let (readers, shards) = (draw.between(2, 10), draw.between(2, 40));
    let floor = readers * APART_MS;
    let pooled = (readers * APART_MS).div_ceil(shards);
    if readers == CALLS || floor <= pooled {
        return None;
    }
    let offers = four(vec![
        right_count!(floor =>
            "{readers} applications share {CALLS} calls a second, so each has one every {} ms.", grouped(floor)),
        wrong_count!("M020", APART_MS =>
            "You gave each application all {CALLS} calls: {readers} of them together would make {} a second.", readers * CALLS),
        wrong_count!("M304", readers * 500 =>
            "You divided by two, for the 2 MiB/s of reads: here it is calls that count, {CALLS} a second per shard."),
        wrong_count!("M303", pooled =>
            "You spread the calls over {shards} shards: the limit holds for each of them, and each application polls each one."),
        wrong_count!("M032", 1_000 =>
            "You took the one poll a second that libraries make by default: {readers} applications have another share of {CALLS} calls."),
    ]);
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} has {shards} shards and {readers} applications that call GetRecords on every shard, without enhanced \
             fan-out and equally often; each runs one process. Records are few and small. How many **milliseconds** must at \
             least lie between two calls of one application on one shard, so that none is refused in the long run?"
        ),
        offers,
        typed: draw.is(35),
        unit: "ms".to_owned(),
        parameters: json!({"readers": readers, "shards": shards}),
        answer: floor.to_string(),
        formula: format!("{readers} ÷ {CALLS} calls a second = {} ms", grouped(floor)),
        see: Some(polled(shards, readers, floor)),
        ..told()
    })
}

/// Some that poll each shard, every so many milliseconds.
#[derive(Clone, Copy)]
struct Polling {
    applications: u64,
    copies: u64,
    every_ms: u64,
}

impl Polling {
    /// Calls in 60 seconds, on each shard.
    fn calls(self) -> u64 {
        self.applications * self.copies * 60_000 / self.every_ms
    }
    fn fits(self) -> bool {
        self.calls() <= CALLS * 60
    }
    fn said(self) -> String {
        let every = grouped(self.every_ms);
        match (self.applications, self.copies) {
            (1, copies) => format!("1 application in {copies} copies, each polling every {every} ms"),
            (n, _) => format!("{n} applications, each polling every {every} ms"),
        }
    }
    fn parameters(self) -> Value {
        json!({"pollers": self.applications * self.copies, "every_ms": self.every_ms})
    }
    fn per_second(self) -> String {
        super::offer::tenths(self.calls() / 6)
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    const EVERY: [u64; 8] = [200, 250, 400, 500, 750, 1_000, 1_500, 2_000];
    let shards = draw.between(3, 30);
    let some = |draw: &mut Draw| Polling {
        applications: draw.between(2, 9),
        copies: 1,
        every_ms: draw.pick(&EVERY),
    };
    let in_copies = |draw: &mut Draw| Polling { applications: 1, copies: draw.between(3, 8), ..some(draw) };
    let fits = if draw.is(40) { in_copies(draw) } else { some(draw) };
    let (alone, pooled, copies) = (some(draw), some(draw), in_copies(draw));
    let is_as_meant = fits.fits()
        && fits.calls() < CALLS * 60
        && !alone.fits()
        && alone.every_ms < 500
        && !pooled.fits()
        && pooled.every_ms >= 500
        && pooled.calls() <= CALLS * 60 * shards
        && !copies.fits();
    let all = [fits, alone, pooled, copies];
    if !is_as_meant {
        return None;
    }
    let offers = vec![
        right!(fits.said() =>
            "Together they call each shard {} times a second, within {CALLS}.", fits.per_second()),
        wrong!("M020", alone.said() =>
            "You looked at one application: all {} together call each shard {} times a second.", alone.applications, alone.per_second()),
        wrong!("M303", pooled.said() =>
            "You spread {} calls a second over {shards} shards: each application polls each shard.", pooled.per_second()),
        wrong!("M305", copies.said() =>
            "You counted one application: its copies call each shard {} times a second.", copies.per_second()),
    ];
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} has {shards} shards. Whoever reads it polls every shard with GetRecords, without enhanced fan-out, and \
             records are few and small. Four proposals say who would read, and how often each shard would be polled. Which \
             one **stays within the calls a shard answers**?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "options": all.map(Polling::parameters)}),
        formula: format!(
            "{} × 1,000 ÷ {} = {} calls a second per shard",
            fits.applications * fits.copies,
            grouped(fits.every_ms),
            fits.per_second()
        ),
        see: Some(polled(shards, fits.applications * fits.copies, fits.every_ms)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (readers, shards) = (draw.between(3, 9), draw.between(2, 24));
    let every_ms = draw.pick(&[200, 250, 400, 500, 750, 1_000]);
    let now = Polling { applications: readers, copies: 1, every_ms };
    let floor = readers * APART_MS;
    if now.fits() {
        return None;
    }
    let with_fan_out = draw.is(40);
    let right = if with_fan_out {
        right!(format!("Register the {readers} consumers for enhanced fan-out") =>
            "Records are pushed to each of them, and nobody calls GetRecords any more.")
    } else {
        right!(format!("Let each consumer poll every {} ms", grouped(floor)) =>
            "{readers} consumers then make {CALLS} calls a second on each shard together.")
    };
    let offers = vec![
        right,
        wrong!("M303", format!("Scale the stream to {} shards", shards * 2) =>
            "You added shards: each consumer polls those too, {} calls a second on every one as before.", now.per_second()),
        wrong!("M304", "Ask for fewer records with each GetRecords call" =>
            "You made the answers smaller: the bytes are far from their limit, and it is calls that are refused."),
        if draw.is(50) {
            wrong!("M037", "Repeat each refused call at once" =>
                "You repeated at once: that makes more calls, of which the shard refuses more.")
        } else {
            wrong!("M032", "Run each consumer in twice as many processes" =>
                "You added processes: every one that polls a shard makes further calls, and the shard answers no more of them.")
        },
    ];
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} has {shards} shards and {readers} consumers of one process each, which poll every shard every \
             {} ms with GetRecords. Many calls end with ProvisionedThroughputExceededException although only a few KiB a \
             second are read; a delay of two seconds would do. Which **single change** ends the exceptions?",
            grouped(every_ms)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"readers": readers, "shards": shards, "every_ms": every_ms, "fan_out": with_fan_out}),
        formula: format!(
            "{readers} × 1,000 ÷ {} = {} calls a second per shard, of {CALLS}",
            grouped(every_ms),
            now.per_second()
        ),
        see: Some(polled(shards, readers, every_ms)),
        ..told()
    })
}

/// A quiet stream whose readers poll each shard every so often.
fn polled(shards: u64, readers: u64, every_ms: u64) -> See {
    let work = Work::Application(Application {
        library: Library::Sdk,
        workers: 1,
        rate: RecordsPerSecond::new(100_000),
        ..Application::default()
    });
    let reader = |n: u64| Reader {
        throughput: Throughput::Shared { poll_every: SimDuration::from_millis(every_ms) },
        ..Reader::new(&format!("application {n}"), work.clone())
    };
    see::simulated(
        shards as u32,
        3,
        vec![see::spread("events", 100, 300)],
        (1..=readers).map(reader).collect(),
    )
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A shard answers {get_records_calls} GetRecords calls a second, all who poll it together: with n pollers each has one every n × 200 ms.",
        ),
        hint: "Count the calls that reach one shard in a second.".to_owned(),
        ..Drawing::default()
    }
}
