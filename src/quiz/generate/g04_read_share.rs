//! What a reader can get: shared readers divide two MiB a second per shard, fan-out consumers do not.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, in_tenths, right, right_as, tenths, wrong, wrong_as},
    see,
};
use crate::{
    aws::limits::SHARD_READ_BYTES_PER_SECOND,
    quiz::question::See,
    units::{Bytes, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G04", skill: "1.1.10", sources: &["K11", "E2", "E5"], draw };

/// MiB a second per shard.
const READ: u64 = SHARD_READ_BYTES_PER_SECOND.value.0 / Bytes::MIB.0;

const SCENES: [&str; 6] = [
    "A stream of card payments",
    "A stream of telemetry from trucks",
    "A stream of web clicks",
    "A stream of stock prices",
    "A stream of game events",
    "A stream of log lines",
];

/// Who reads a stream.
#[derive(Clone, Copy)]
struct Readers {
    shards: u64,
    shared: u64,
    fan_out: u64,
}

impl Readers {
    /// What a shared reader gets of the whole stream, in tenths of MiB a second; nothing where that is no such number.
    fn share(self) -> Option<u64> {
        let all = self.shards * READ * 10;
        all.is_multiple_of(self.shared).then(|| all / self.shared)
    }
    /// What a fan-out consumer gets.
    fn own(self) -> u64 {
        self.shards * READ * 10
    }
    fn said(self) -> String {
        let shards = self.shards;
        match self.fan_out {
            0 => format!("{} shards, {} consumers that poll", shards, self.shared),
            n => format!("{shards} shards, {n} consumers with fan-out"),
        }
    }
    fn parameters(self) -> Value {
        json!({"shards": self.shards, "shared": self.shared, "fan_out": self.fan_out})
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// a ÷ b, halves up.
fn nearest(a: u64, b: u64) -> u64 {
    (a + b / 2) / b
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let readers =
        Readers { shards: draw.between(2, 40), shared: draw.between(2, 8), fan_out: draw.between(2, 6) };
    let (n, shared, fan_out) = (readers.shards, readers.shared, readers.fan_out);
    let (share, own) = (readers.share()?, readers.own());
    let of_fan_out = draw.is(35);
    let (right, which) =
        if of_fan_out { (own, "of those with fan-out") } else { (share, "of those that poll") };
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} has {n} shards, and a backlog in all of them. {shared} consumers poll with GetRecords and share \
             evenly; {fan_out} more are registered for enhanced fan-out. Reads are limited only by the stream. How many \
             MiB a second can **each {which}** read from the whole stream at the most?"
        ),
        offers: answer_offers(readers, of_fan_out)?,
        typed: draw.is(30),
        unit: "MiB/s".to_owned(),
        answer: tenths(right),
        parameters: json!({"shards": n, "shared": shared, "fan_out": fan_out, "of_fan_out": of_fan_out}),
        formula: if of_fan_out {
            format!("{n} shards × {READ} MiB/s = {} MiB/s", tenths(own))
        } else {
            format!("{n} shards × {READ} MiB/s ÷ {shared} = {} MiB/s", tenths(share))
        },
        see: Some(seen(readers)),
        ..told()
    })
}

/// For one that polls, or one with fan-out.
fn answer_offers(readers: Readers, of_fan_out: bool) -> Option<Vec<Offer>> {
    let (n, shared, fan_out) = (readers.shards, readers.shared, readers.fan_out);
    let (share, own, all) = (readers.share()?, readers.own(), shared + fan_out);
    let right = if of_fan_out { own } else { share };
    Some(four(vec![
        if of_fan_out {
            right_as!(in_tenths(right) => "{READ} MiB/s from each of {n} shards, whatever the others read.")
        } else {
            right_as!(in_tenths(right) =>
                "{READ} MiB/s from each of {n} shards, divided among the {shared} that poll.")
        },
        if of_fan_out {
            wrong_as!("M306", in_tenths(nearest(own, fan_out)) =>
                "You divided by the {fan_out} fan-out consumers: each has {READ} MiB/s and shard of its own.")
        } else {
            wrong_as!("M020", in_tenths(own) =>
                "You gave each of {shared} consumers the whole {READ} MiB/s: they share it on each of the {n} shards.")
        },
        wrong_as!("M306", in_tenths(nearest(own, all)) =>
            "You divided among all {all} consumers: those with fan-out take nothing of the shared throughput, and have their own."),
        wrong_as!("M301", in_tenths(nearest(right, 2)) =>
            "You counted 1 MiB/s and shard, which a shard takes in: it gives out {READ}."),
        wrong_as!("M308", in_tenths(nearest(right, n)) =>
            "You counted one shard: the consumer reads {n} of them at once."),
        if of_fan_out {
            wrong_as!("M020", in_tenths(share) =>
                "You told the share of a consumer that polls: those asked for have fan-out.")
        } else {
            wrong_as!("M306", in_tenths(nearest(own, shared + 1)) =>
                "You divided by {}, as if all fan-out consumers together were one that polls.", shared + 1)
        },
    ]))
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    // MiB a second that each consumer needs.
    let need = draw.between(3, 30);
    let some =
        |draw: &mut Draw| Readers { shards: draw.between(2, 40), shared: draw.between(2, 6), fan_out: 0 };
    let with_fan_out = draw.is(50);
    let mut right = some(draw);
    if with_fan_out {
        right = Readers { shared: 0, fan_out: draw.between(2, 8), ..right };
    }
    let (full, pooled) = (some(draw), some(draw));
    let unlimited = Readers { shards: draw.between(2, 15), shared: 0, fan_out: draw.between(3, 8) };
    let gets = |it: Readers| if it.fan_out > 0 { it.own() } else { it.own() / it.shared };
    // Clearly one way or the other.
    let enough = |it: Readers| gets(it) >= need * 11;
    let less = |it: Readers| gets(it) <= need * 9;
    let is_as_meant = enough(right)
        && less(full)
        && full.own() >= need * 11
        && less(pooled)
        && pooled.own() >= need * 11
        && less(unlimited)
        && unlimited.own() * unlimited.fan_out >= need * 11
        && gets(right) <= need * 22;
    if !is_as_meant {
        return None;
    }
    let all = [right, full, pooled, unlimited];
    let get = |it: Readers| tenths(gets(it));
    let offers = vec![
        right!(right.said() => "Each gets {} MiB/s of the whole stream, and needs {need}.", get(right)),
        wrong!("M020", full.said() =>
            "You gave each the whole {} MiB/s: the {} that poll get {} each.", tenths(full.own()), full.shared, get(full)),
        wrong!("M304", format!("{}, five times a second", pooled.said()) =>
            "You counted calls: five a second give no more bytes, and each of {} gets {} MiB/s.", pooled.shared, get(pooled)),
        wrong!("M307", unlimited.said() =>
            "You took fan-out for unlimited: each gets {READ} MiB/s and shard, {} in all.", get(unlimited)),
    ];
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} is to be read by several consumers. After an outage **each of them must read {need} MiB a second** from \
             the whole stream to be level again in time; those that poll with GetRecords share evenly, and records are \
             spread evenly over the shards. Which setup gives each consumer that much?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"need": need, "options": all.map(Readers::parameters)}),
        formula: if right.fan_out > 0 {
            format!("{} × {READ} = {} MiB/s", right.shards, get(right))
        } else {
            format!("{} × {READ} ÷ {} = {} MiB/s", right.shards, right.shared, get(right))
        },
        see: Some(seen(right)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let (shards, readers) = (draw.between(3, 30), draw.between(3, 5));
    // Tenths of MiB a second that come in: one consumer too many.
    let comes = draw.between(shards * 4, shards * 9);
    let gives = shards * READ * 10;
    if comes * readers * 10 < gives * 11 || comes * (readers - 1) * 10 > gives * 9 {
        return None;
    }
    let new = draw.pick(&["an auditor", "a search index", "a data scientist", "a partner team"]);
    let more = (comes * readers).div_ceil(READ * 10);
    let with_fan_out = draw.is(60);
    let right = if with_fan_out {
        right!("Register the new consumer for enhanced fan-out" =>
            "It then takes nothing from the others: {} × {} MiB/s fit into {}.", readers - 1, tenths(comes), tenths(gives))
    } else {
        right!(format!("Scale the stream from {shards} to {more} shards") =>
            "{more} shards give {} MiB/s to those who poll, and {readers} × {} are needed.", tenths(more * READ * 10), tenths(comes))
    };
    let offers = vec![
        right,
        wrong!("M304", "Have every consumer poll each shard more often" =>
            "You added calls: the shards give {} MiB/s to all pollers together, however often they ask.", tenths(gives)),
        wrong!("M032", "Give the new consumer twice the workers" =>
            "You added workers: they read from the same shards, whose throughput is used up."),
        if draw.is(50) {
            wrong!("M043", "Raise the stream's retention to a week" =>
                "You gave them time: with less read than comes in, they only fall behind for longer.")
        } else {
            wrong!("M042", "Let the first consumer read before the others" =>
                "You expected reading to use records up: each consumer needs all bytes, in whatever turn.")
        },
    ];
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} has {shards} shards and takes {} MiB a second, spread evenly. {} consumers polled all of it with \
             GetRecords and kept up. Since {new} polls all of it too, the iterator age of **all {readers} consumers** rises, and \
             their machines are half idle. Which single change lets all keep up?",
            tenths(comes),
            readers - 1
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"shards": shards, "readers": readers, "tenth_mib_in": comes, "fan_out": with_fan_out}),
        formula: format!(
            "{readers} × {} MiB/s = {} of {} MiB/s",
            tenths(comes),
            tenths(comes * readers),
            tenths(gives)
        ),
        see: Some(see::planned(comes * 100, Bytes::KIB.0, readers as u32)),
        ..told()
    })
}

/// In the planner: as many consumers, and as much written as the shards take.
fn seen(readers: Readers) -> See {
    see::planned_as(readers.shards * 900, 1_000, |workload| {
        workload.shared_consumers = readers.shared as u32;
        workload.fan_out_consumers = readers.fan_out as u32;
        workload.shards_now = Some(readers.shards as u32);
    })
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A shard gives {shard_read} a second to all who poll it together, and {fan_out_read} a second to each fan-out consumer.",
        ),
        hint: format!("Who shares, and who has {} MiB a second of their own?", grouped(READ)),
        ..Drawing::default()
    }
}
