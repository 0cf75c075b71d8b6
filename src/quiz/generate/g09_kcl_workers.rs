//! Leases of the Kinesis Client Library: who is busy, who is idle, who holds most.

use serde_json::json;

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, wrong, wrong_count},
    see,
};
use crate::{
    quiz::question::See,
    sim::scenario::{Application, Reader, Work},
    units::{RecordsPerSecond, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G09", skill: "1.1.10", sources: &["L1", "L1b"], draw };

const SCENES: [&str; 6] = [
    "An enrichment service",
    "A fraud check",
    "A search indexer",
    "A billing job",
    "A dashboard's backend",
    "An alerting service",
];
/// What workers run on.
const MACHINES: [&str; 4] = ["EC2 instances", "ECS tasks", "Kubernetes pods", "virtual machines"];

/// Workers of one application, and the shards it reads.
#[derive(Clone, Copy)]
struct Fleet {
    workers: u64,
    shards: u64,
}

impl Fleet {
    fn busy(self) -> u64 {
        self.workers.min(self.shards)
    }
    /// Leases of the one who holds most, as even as they can be.
    fn most(self) -> u64 {
        self.shards.div_ceil(self.workers)
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(50) => Some(busy(draw)),
        Form::Answer => most(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// More workers than shards: how many have work?
fn busy(draw: &mut Draw) -> Drawing {
    let shards = draw.between(4, 40);
    let fleet = Fleet { shards, workers: shards + draw.between(2, shards) };
    let idle = fleet.workers - shards;
    let asks_idle = draw.is(50);
    let (right, asked) = if asks_idle {
        (idle, "How many workers **have no lease**?")
    } else {
        (fleet.busy(), "How many workers **process records** at a time?")
    };
    let offers = four(vec![
        right_count!(right =>
            "{shards} shards are {shards} leases, and {idle} of {} workers get none.", fleet.workers),
        wrong_count!("M032", fleet.workers =>
            "You split records of a shard among workers: {} of them want a lease, and there are {shards}.", fleet.workers),
        if asks_idle {
            wrong_count!("M032", idle.div_ceil(2) =>
                "You gave a shard to two workers at once: each of {shards} leases has one worker.")
        } else {
            wrong_count!("M032", idle =>
                "You counted those beyond the shards: the {idle} workers left over are the idle ones.")
        },
        wrong_count!("M032", shards.div_ceil(2) =>
            "You gave each worker two shards: leases are spread as widely as there are workers, one for each of {shards}."),
        wrong_count!("M018", right - 1 =>
            "You set one worker apart: the KCL has no standby and no master that reads nothing."),
        if asks_idle {
            wrong_count!("M032", shards =>
                "You counted the workers with a lease: {shards} of them are busy, the others are not.")
        } else {
            wrong_count!("M308", 1 =>
                "You let one worker read alone: the KCL deals the shards out among all workers.")
        },
    ]);
    let (scene, machines) = (draw.pick(&SCENES), draw.pick(&MACHINES));
    Drawing {
        stem: format!(
            "{scene} uses the Kinesis Client Library and runs on {} {machines}, one worker each, all of one application name. Its \
             stream has {shards} open shards and was never resharded; the leases are dealt out evenly and settled. {asked}",
            fleet.workers
        ),
        offers,
        typed: draw.is(35),
        unit: "workers".to_owned(),
        answer: right.to_string(),
        parameters: json!({"workers": fleet.workers, "shards": shards, "asks": if asks_idle { "idle" } else { "busy" }}),
        formula: if asks_idle {
            format!("{} − {shards} = {idle} workers", fleet.workers)
        } else {
            format!("min({}, {shards}) = {} workers", fleet.workers, fleet.busy())
        },
        see: Some(seen(fleet, 2_000)),
        ..told()
    }
}

/// Fewer workers than shards, and some die: how many leases has the one with most?
fn most(draw: &mut Draw) -> Option<Drawing> {
    let (workers, lost) = (draw.between(4, 12), draw.between(1, 3));
    let shards = draw.between(workers * 2, workers * 8);
    let left = Fleet { workers: workers - lost, shards };
    if left.workers < 2 || shards.is_multiple_of(left.workers) {
        return None;
    }
    let before = Fleet { workers, shards };
    let offers = four(vec![
        right_count!(left.most() =>
            "{shards} leases are dealt out to {} workers, and cannot be divided.", left.workers),
        wrong_count!("M018", shards / left.workers =>
            "You rounded down: {} × {} are fewer than {shards} leases, so someone holds one more.", left.workers, shards / left.workers),
        wrong_count!("M032", before.most() =>
            "You left the leases of {lost} dead workers alone: when they are not renewed, others take them."),
        wrong_count!("M032", 1 =>
            "You gave each worker one shard: a worker may hold many leases, and {shards} have to be read."),
        wrong_count!("M308", before.most() * (1 + lost) =>
            "You handed all leases of the dead to a single other worker: they are spread over all {} left.", left.workers),
    ]);
    let (scene, machines) = (draw.pick(&SCENES), draw.pick(&MACHINES));
    let lost_workers = if lost == 1 { "One of them dies".to_owned() } else { format!("{lost} of them die") };
    Some(Drawing {
        stem: format!(
            "{scene} uses the Kinesis Client Library with {workers} workers on {machines}, which read a stream of {shards} open shards. \
             {lost_workers} and nobody replaces the loss. Minutes later all leases are held again, as evenly by number as they \
             can be. How many does the worker with the **most leases** hold?"
        ),
        offers,
        typed: draw.is(35),
        unit: "leases".to_owned(),
        answer: left.most().to_string(),
        parameters: json!({"workers": left.workers, "shards": shards, "asks": "most"}),
        formula: format!("⌈{shards} ÷ ({workers} − {lost})⌉ = {} leases", left.most()),
        see: Some(seen(left, 2_000)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(12, 60);
    let most = draw.between(2, 6);
    let fits = |workers: u64| workers <= shards && shards.div_ceil(workers) <= most;
    let least = shards.div_ceil(most);
    let right = draw.between(least, shards.min(least * 2));
    let idle = shards + draw.between(2, shards);
    // By division one would think that it fits.
    let floor = least - 1;
    let many = shards * most;
    let is_as_meant =
        fits(right) && !fits(floor) && floor > 1 && shards / floor <= most && idle * 20 < many * 19;
    if !is_as_meant {
        return None;
    }
    let options = [right, idle, floor, many];
    let offers = vec![
        right_count!(right =>
            "None is idle, and the largest share of {shards} leases is {}.", shards.div_ceil(right)),
        wrong_count!("M032", idle =>
            "You let workers share a shard: {} of {idle} would be idle.", idle - shards),
        wrong_count!("M018", floor =>
            "You rounded down: {shards} leases on {floor} workers leave some with {}.", shards.div_ceil(floor)),
        wrong_count!("M032", many =>
            "You multiplied: {most} shards are what one worker manages, not {most} workers what a shard needs; all but {shards} would idle."),
    ];
    let (scene, machines) = (draw.pick(&SCENES), draw.pick(&MACHINES));
    Some(Drawing {
        stem: format!(
            "{scene} reads a stream of {shards} open shards with the Kinesis Client Library. One worker manages the records of up to {most} \
             shards, and leases are dealt out evenly by number. How many workers, on {machines}, can it run **with no worker idle and none \
             overloaded**?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "most": most, "options": options}),
        formula: format!("⌈{shards} ÷ {most}⌉ = {least} ≤ {right} ≤ {shards}"),
        see: Some(seen(Fleet { workers: right, shards }, 2_000)),
        ..told()
    })
}

/// What a worker manages in a second, and what comes.
fn fix(draw: &mut Draw) -> Option<Drawing> {
    let workers_bind = draw.is(45);
    let shards = draw.between(4, 24);
    let workers = if workers_bind { draw.between(2, shards / 2) } else { shards };
    let manages = draw.round(200, 700, 50);
    let fleet = Fleet { workers, shards };
    // As many records as would keep half as many workers again busy.
    let comes = (fleet.busy() * manages * 3 / 2) / 100 * 100;
    let to = comes.div_ceil(manages) + 1;
    if comes > shards * 950 || (workers_bind && to > shards) || comes <= fleet.busy() * manages * 11 / 10 {
        return None;
    }
    let offers = fix_offers(draw, fleet, workers_bind, manages, to);
    let (scene, machines) = (draw.pick(&SCENES), draw.pick(&MACHINES));
    Some(Drawing {
        stem: format!(
            "{scene} reads a stream of {shards} shards with the Kinesis Client Library, on {workers} {machines} of one single-threaded worker \
             each. A worker manages {} records a second with its CPU full; {} a second arrive, evenly spread, and it falls \
             behind. Reads are not throttled. Which **single change** lets it keep up?",
            grouped(manages),
            grouped(comes)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "workers": workers, "manages": manages, "comes": comes, "to": to}),
        formula: format!(
            "min({workers}, {shards}) × {} = {} of {} records a second",
            grouped(manages),
            grouped(fleet.busy() * manages),
            grouped(comes)
        ),
        see: Some(see::simulated(
            shards as u32,
            5,
            vec![see::spread("events", comes, 300)],
            vec![reader(workers, manages)],
        )),
        ..told()
    })
}

/// To so many workers, and shards where they are too few.
fn fix_offers(draw: &mut Draw, fleet: Fleet, workers_bind: bool, manages: u64, to: u64) -> Vec<Offer> {
    let Fleet { workers, shards } = fleet;
    let right = if workers_bind {
        right!(format!("Run {to} workers instead of {workers}") =>
            "There are leases for them: {to} × {} records a second are enough.", grouped(manages))
    } else {
        right!(format!("Scale to {to} shards, with as many workers") =>
            "{to} leases keep {to} workers busy, {} records a second each.", grouped(manages))
    };
    let beside = if workers_bind {
        wrong!("M114", format!("Scale the stream to {} shards", shards * 2) =>
            "You added shards: the same {workers} workers hold more leases and manage no more records.")
    } else {
        wrong!("M032", format!("Run {} workers on {shards} shards", workers * 2) =>
            "You added workers: there are {shards} leases, so {shards} of {} workers stay idle.", workers * 2)
    };
    vec![
        right,
        beside,
        wrong!("M114", "Register it for enhanced fan-out" =>
            "You widened the way in: records arrive as fast as the workers can take them already."),
        if draw.is(50) {
            wrong!("M043", "Raise the retention to seven days" =>
                "You gave it time: with less done than comes, it falls behind for ever.")
        } else {
            wrong!("M114", "Raise maxRecords of its KCL settings" =>
                "You made the answers larger: what takes the time is the work on each record.")
        },
    ]
}

fn reader(workers: u64, manages: u64) -> Reader {
    let rate = RecordsPerSecond::new(manages);
    Reader::new(
        "the application",
        Work::Application(Application { workers: workers as u32, rate, ..Application::default() }),
    )
}

fn seen(fleet: Fleet, manages: u64) -> See {
    let events = see::spread("events", fleet.shards * 200, 300);
    see::simulated(fleet.shards as u32, 5, vec![events], vec![reader(fleet.workers, manages)])
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "The KCL has one lease for each shard and one worker for each lease: workers beyond the shards are idle, and a worker may hold many leases.",
        ),
        hint: "How many leases are there, and how many hands?".to_owned(),
        ..Drawing::default()
    }
}
