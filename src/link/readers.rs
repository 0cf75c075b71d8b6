//! Readers, and what befalls them, both ways. Version 1: names, meanings and usual values stay as they are.

mod work;

use serde_json::{Map, Value};

use super::{
    LinkError,
    fields::{self, Fields, Read, belongs},
    write::{drop_usual, kind, object},
};
use crate::{
    sim::scenario::{Fault, Reader, ShardIteratorType, Throughput, What},
    units::{SimDuration, SimTime},
};

const READER: &[&str] = &["name", "from_ms", "start", "throughput", "work"];

const START: &str =
    "\"trim_horizon\", \"latest\", or one of at_timestamp_ms, at_sequence_number, after_sequence_number";
const THROUGHPUT: &str = "shared or \"enhanced_fan_out\"";
const FAULT: &str = "\"crash\", \"poison_record\", or one of stopped, slowed_to_ppm, failing, wrong, deployed_twice, \
                     destination_down";

pub(super) fn read_all(value: &Value) -> Read<Vec<Reader>> {
    fields::items("readers", value)?.iter().map(read).collect()
}

pub(super) fn write_all(readers: &[Reader]) -> Value {
    readers.iter().map(write).collect()
}

fn read(value: &Value) -> Read<Reader> {
    let fields = Fields::of("an element", value, READER)?;
    Ok(Reader {
        name: fields.text_or("name", "reader")?,
        from: SimTime::from_millis(fields.number_or("from_ms", 0)?),
        start: fields.get("start").map_or(Ok(ShardIteratorType::TrimHorizon), |v| read_start("start", v))?,
        throughput: match fields.get("throughput") {
            Some(value) => read_throughput(value)?,
            None => shared(1_000),
        },
        work: work::read(fields.get("work").unwrap_or(&Value::from("application")))?,
    })
}

fn write(reader: &Reader) -> Value {
    object(&mut [
        ("name", reader.name.as_str().into()),
        ("from_ms", reader.from.millis().into()),
        ("start", write_start(reader.start)),
        ("throughput", write_throughput(reader.throughput)),
        ("work", work::write(&reader.work)),
    ])
}

/// Leaves out what is as usual; the kind of a reader's work is always told if it is not the usual one.
pub(super) fn without_usual(readers: &mut Value) {
    // Nothing but usual settings can be read; were it not so, a link would only be longer.
    let Ok(usual) = read(&Value::Object(Map::new())).map(|usual| write(&usual)) else { return };
    for reader in readers.as_array_mut().into_iter().flatten() {
        if reader["work"] != usual["work"] {
            work::without_usual(&mut reader["work"]);
        }
        drop_usual(reader, &usual);
    }
}

fn read_start(name: &str, value: &Value) -> Read<ShardIteratorType> {
    let number = |name, value| fields::text(name, value)?.parse().map_err(LinkError::Field);
    Ok(match fields::kind(name, value, START)? {
        ("trim_horizon", Value::Null) => ShardIteratorType::TrimHorizon,
        ("latest", Value::Null) => ShardIteratorType::Latest,
        ("at_timestamp_ms", value) => {
            let ms = fields::number("at_timestamp_ms", value, u64::MAX)?;
            ShardIteratorType::AtTimestamp(SimTime::from_millis(ms))
        }
        ("at_sequence_number", value) => {
            ShardIteratorType::AtSequenceNumber(number("at_sequence_number", value)?)
        }
        ("after_sequence_number", value) => {
            ShardIteratorType::AfterSequenceNumber(number("after_sequence_number", value)?)
        }
        _ => return Err(belongs(name, value, START)),
    })
}

fn write_start(start: ShardIteratorType) -> Value {
    match start {
        ShardIteratorType::TrimHorizon => "trim_horizon".into(),
        ShardIteratorType::Latest => "latest".into(),
        ShardIteratorType::AtTimestamp(at) => kind("at_timestamp_ms", at.millis().into()),
        ShardIteratorType::AtSequenceNumber(number) => kind("at_sequence_number", number.to_string().into()),
        ShardIteratorType::AfterSequenceNumber(number) => {
            kind("after_sequence_number", number.to_string().into())
        }
    }
}

const fn shared(poll_every_ms: u64) -> Throughput {
    Throughput::Shared { poll_every: SimDuration::from_millis(poll_every_ms) }
}

fn read_throughput(value: &Value) -> Read<Throughput> {
    match fields::kind("throughput", value, THROUGHPUT)? {
        ("enhanced_fan_out", Value::Null) => Ok(Throughput::EnhancedFanOut),
        ("shared", Value::Null) => Ok(shared(1_000)),
        ("shared", value) => {
            let fields = Fields::of("shared", value, &["poll_every_ms"])?;
            Ok(shared(fields.number_or("poll_every_ms", 1_000)?))
        }
        _ => Err(belongs("throughput", value, THROUGHPUT)),
    }
}

fn write_throughput(throughput: Throughput) -> Value {
    match throughput {
        Throughput::Shared { poll_every } => {
            kind("shared", object(&mut [("poll_every_ms", poll_every.millis().into())]))
        }
        Throughput::EnhancedFanOut => "enhanced_fan_out".into(),
    }
}

pub(super) fn read_rewind(value: &Value) -> Read<What> {
    let fields = Fields::of("rewind", value, &["reader", "to"])?;
    Ok(What::Rewind { reader: fields.count("reader")? as usize, to: read_start("to", fields.need("to")?)? })
}

pub(super) fn write_rewind(reader: usize, to: ShardIteratorType) -> Value {
    kind("rewind", object(&mut [("reader", (reader as u64).into()), ("to", write_start(to))]))
}

pub(super) fn read_fault(value: &Value) -> Read<What> {
    let fields = Fields::of("fault", value, &["reader", "kind"])?;
    let of = fields.need("kind")?;
    let fault = match fields::kind("kind", of, FAULT)? {
        ("stopped", value) => Fault::Stopped(fields::yes("stopped", value)?),
        ("slowed_to_ppm", value) => Fault::Slowed(fields::share("slowed_to_ppm", value)?),
        ("crash", Value::Null) => Fault::Crash,
        ("poison_record", Value::Null) => Fault::PoisonRecord,
        ("failing", value) => Fault::Failing(fields::yes("failing", value)?),
        ("wrong", value) => Fault::Wrong(fields::yes("wrong", value)?),
        ("deployed_twice", value) => Fault::DeployedTwice(fields::yes("deployed_twice", value)?),
        ("destination_down", value) => Fault::DestinationDown(fields::yes("destination_down", value)?),
        _ => return Err(belongs("kind", of, FAULT)),
    };
    Ok(What::Fault { reader: fields.count("reader")? as usize, fault })
}

pub(super) fn write_fault(reader: usize, fault: Fault) -> Value {
    let fault = match fault {
        Fault::Stopped(on) => kind("stopped", on.into()),
        Fault::Slowed(part) => kind("slowed_to_ppm", part.ppm().into()),
        Fault::Crash => "crash".into(),
        Fault::PoisonRecord => "poison_record".into(),
        Fault::Failing(on) => kind("failing", on.into()),
        Fault::Wrong(on) => kind("wrong", on.into()),
        Fault::DeployedTwice(on) => kind("deployed_twice", on.into()),
        Fault::DestinationDown(on) => kind("destination_down", on.into()),
    };
    kind("fault", object(&mut [("reader", (reader as u64).into()), ("kind", fault)]))
}
