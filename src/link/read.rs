//! Version 1, as it is read. Nothing here may change its name, its meaning or its usual value: there are links
//! and files out there.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    LinkError, LinkState,
    fields::{self, Fields, Read, belongs},
    lists, readers, words,
};
use crate::{
    kinesis::{HashKey, ShardId},
    sim::{
        KeyList, KeyListBuilder,
        scenario::{
            Change, DayPeak, KeyLabel, Keys, Producer, Put, Rate, RecordSize, Resolution, Retry, RetryPolicy,
            Scenario, What,
        },
    },
    units::{Bytes, RecordsPerSecond, SimDuration, SimTime},
};

type Lists = [Arc<KeyList>];

/// Where no resolution is given, runs up to here are looked at record by record.
const RECORD_UP_TO_MS: u64 = 600_000;

const SCENARIO: &[&str] = &[
    "seed",
    "resolution",
    "duration_ms",
    "shard_count",
    "max_record_bytes",
    "producers",
    "retention_hours",
    "readers",
    "changes",
    "lists",
];
const PRODUCER: &[&str] =
    &["name", "processes", "rate", "from_ms", "until_ms", "size", "keys", "salt", "put", "retry"];
const RETRY: &[&str] = &["policy", "attempts", "base_ms", "cap_ms", "deadline_ms", "round_trip_ms"];

const RATE: &str =
    "a number of records per second, a text like \"8k/s\", \"as_recorded\", or one of ramp, burst, day, week";
const SIZE: &str = "a number of bytes, a text like \"1.2 KiB\", \"from_list\", or one of range, mix";
const KEYS: &str =
    "\"per_batch\", \"random\", \"round_robin\", or one of uniform, zipf, hot, names, timestamp, list";
const PUT: &str = "\"put_record\", \"kpl\", or put_records";
const WHAT: &str = "one of shard_count, split_shard, producers, retention_hours, readers, fault, rewind";

/// What a link shows.
pub(super) fn envelope(value: &Value, supplied: &Lists) -> Read<LinkState> {
    let fields = Fields::of("the link", value, &["at_ms", "scenario", "branch"])?;
    let found = unchecked(fields.need("scenario")?, supplied)?;
    let branch = fields.some("branch").map(|value| changes("branch", value, &found.lists)).transpose()?;
    let scenario = found.checked()?;
    let branch = branch.map(|changes| branched(&scenario, changes)).transpose()?;
    let at = SimTime::from_millis(fields.number_or("at_ms", 0)?).min(SimTime::ZERO + scenario.duration);
    Ok(LinkState { scenario, at, branch })
}

/// The changes of the other run, if it can be run.
fn branched(scenario: &Scenario, changes: Vec<Change>) -> Read<Vec<Change>> {
    let other = Scenario { changes, ..scenario.clone() };
    other.check()?;
    Ok(other.changes)
}

/// # Errors
/// When something is not known, missing or of the wrong type, a reference leads nowhere, or the scenario is
/// outside of its limits.
pub(super) fn scenario(value: &Value, supplied: &Lists) -> Read<Scenario> {
    unchecked(value, supplied)?.checked()
}

/// A scenario as it was found, before its limits are looked at.
struct Unchecked {
    scenario: Scenario,
    lists: Vec<Arc<KeyList>>,
    /// A list that has to be supplied.
    needed: Option<LinkError>,
}

impl Unchecked {
    fn checked(self) -> Read<Scenario> {
        self.needed.map_or(Ok(()), Err)?;
        self.scenario.check()?;
        Ok(self.scenario)
    }
}

fn unchecked(value: &Value, supplied: &Lists) -> Read<Unchecked> {
    if !value.is_object() {
        return Err(LinkError::Field("a scenario is an object: write {…}".to_owned()));
    }
    let fields = Fields::of("the scenario", value, SCENARIO)?;
    let (lists, needed) = match fields.get("lists") {
        Some(value) => read_lists(fields::items("lists", value)?, supplied)?,
        None => (Vec::new(), None),
    };
    let duration_ms = fields.number_or("duration_ms", 60_000)?;
    let resolution = match fields.some("resolution") {
        Some(value) => words::to_resolution("resolution", value)?,
        None if duration_ms <= RECORD_UP_TO_MS => Resolution::Record,
        None => Resolution::Second,
    };
    let scenario = Scenario {
        seed: fields.number_or("seed", 1)?,
        resolution,
        duration: SimDuration::from_millis(duration_ms),
        shard_count: fields.count_or("shard_count", 1)?,
        max_record_size: match fields.get("max_record_bytes") {
            Some(_) => fields.size("max_record_bytes")?,
            None => Bytes(1_048_576),
        },
        producers: match fields.get("producers") {
            Some(value) => producers(value, &lists)?,
            None => vec![producer(&Value::Object(Map::new()), &lists)?],
        },
        retention: hours(fields.count_or("retention_hours", 24)?),
        readers: fields.get("readers").map_or(Ok(Vec::new()), readers::read_all)?,
        changes: fields.get("changes").map_or(Ok(Vec::new()), |value| changes("changes", value, &lists))?,
    };
    Ok(Unchecked { scenario, lists, needed })
}

fn hours(hours: u32) -> SimDuration {
    SimDuration::from_hours(u64::from(hours))
}

/// The lists, and what to say if one has to be supplied: last, since nobody should look for a file for the sake
/// of a scenario that cannot be read anyway. An empty list keeps its place until then.
fn read_lists(values: &[Value], supplied: &Lists) -> Read<(Vec<Arc<KeyList>>, Option<LinkError>)> {
    let (mut lists, mut needed) = (Vec::new(), None);
    for value in values {
        let list = lists::read(value, supplied).or_else(|why| match why {
            LinkError::NeedsList { .. } => {
                needed.get_or_insert(why);
                Ok(Arc::new(KeyListBuilder::default().finish("")))
            }
            other => Err(other),
        });
        lists.push(list?);
    }
    Ok((lists, needed))
}

fn changes(name: &str, value: &Value, lists: &Lists) -> Read<Vec<Change>> {
    fields::items(name, value)?.iter().map(|value| change(value, lists)).collect()
}

fn change(value: &Value, lists: &Lists) -> Read<Change> {
    let fields = Fields::of("an element", value, &["at_ms", "what"])?;
    let what = fields.need("what")?;
    let what = match fields::kind("what", what, WHAT)? {
        ("shard_count", value) => What::ShardCount(fields::count("shard_count", value)?),
        ("split_shard", value) => {
            let fields = Fields::of("split_shard", value, &["shard", "new_starting_hash_key"])?;
            What::SplitShard {
                shard: fields.text("shard")?.parse::<ShardId>().map_err(LinkError::Field)?,
                new_starting_hash_key: fields
                    .text("new_starting_hash_key")?
                    .parse::<HashKey>()
                    .map_err(|why| LinkError::Field(format!("new_starting_hash_key: {why}")))?,
            }
        }
        ("producers", value) => What::Producers(producers(value, lists)?),
        ("retention_hours", value) => What::Retention(hours(fields::count("retention_hours", value)?)),
        ("readers", value) => What::Readers(readers::read_all(value)?),
        ("fault", value) => readers::read_fault(value)?,
        ("rewind", value) => readers::read_rewind(value)?,
        _ => return Err(belongs("what", what, WHAT)),
    };
    Ok(Change { at: SimTime::from_millis(fields.number("at_ms")?), what })
}

fn producers(value: &Value, lists: &Lists) -> Read<Vec<Producer>> {
    fields::items("producers", value)?.iter().map(|value| producer(value, lists)).collect()
}

fn producer(value: &Value, lists: &Lists) -> Read<Producer> {
    let fields = Fields::of("an element", value, PRODUCER)?;
    let until = match fields.some("until_ms") {
        Some(_) => Some(SimTime::from_millis(fields.number("until_ms")?)),
        None => None,
    };
    Ok(Producer {
        name: fields.text_or("name", "producer")?,
        processes: fields.count_or("processes", 1)?,
        rate: fields.get("rate").map_or(Ok(Rate::Constant(RecordsPerSecond::new(100))), rate)?,
        from: SimTime::from_millis(fields.number_or("from_ms", 0)?),
        until,
        size: fields.get("size").map_or(Ok(RecordSize::Fixed(Bytes(500))), size)?,
        keys: match fields.get("keys") {
            Some(value) => keys(value, lists)?,
            None => Keys::Uniform { label: KeyLabel::Device, count: 10_000 },
        },
        salt: fields.count_or("salt", 1)?,
        put: match fields.get("put") {
            Some(value) => put(value)?,
            None => Put::PutRecords { entries: 500, linger: SimDuration::from_millis(100) },
        },
        retry: match fields.get("retry") {
            Some(value) => retry(value)?,
            None => retry(&Value::Object(Map::new()))?,
        },
    })
}

fn retry(value: &Value) -> Read<Retry> {
    let fields = Fields::of("retry", value, RETRY)?;
    let ms = |name, usual| fields.number_or(name, usual).map(SimDuration::from_millis);
    Ok(Retry {
        policy: match fields.get("policy") {
            Some(value) => words::to_policy("policy", value)?,
            None => RetryPolicy::FailedOnly,
        },
        attempts: fields.count_or("attempts", 5)?,
        base: ms("base_ms", 100)?,
        cap: ms("cap_ms", 5_000)?,
        deadline: ms("deadline_ms", 30_000)?,
        round_trip: ms("round_trip_ms", 10)?,
    })
}

fn put(value: &Value) -> Read<Put> {
    match fields::kind("put", value, PUT)? {
        ("put_record", Value::Null) => Ok(Put::PutRecord),
        ("kpl", Value::Null) => Ok(Put::Kpl),
        ("put_records", value) => {
            let fields = Fields::of("put_records", value, &["entries", "linger_ms"])?;
            let linger = SimDuration::from_millis(fields.number("linger_ms")?);
            Ok(Put::PutRecords { entries: fields.count("entries")?, linger })
        }
        _ => Err(belongs("put", value, PUT)),
    }
}

fn rate(value: &Value) -> Read<Rate> {
    let as_recorded = value.as_str() == Some("as_recorded");
    if !value.is_object() && !as_recorded {
        return fields::rate("rate", value, RATE).map(Rate::Constant);
    }
    let ms = |fields: &Fields, name| fields.number(name).map(SimDuration::from_millis);
    Ok(match fields::kind("rate", value, RATE)? {
        ("constant", value) => Rate::Constant(fields::rate("constant", value, RATE)?),
        ("ramp", value) => {
            let fields = Fields::of("ramp", value, &["from", "to", "over_ms"])?;
            Rate::Ramp { from: fields.rate("from")?, to: fields.rate("to")?, over: ms(&fields, "over_ms")? }
        }
        ("burst", value) => {
            let fields = Fields::of("burst", value, &["base", "peak", "every_ms", "lasting_ms"])?;
            Rate::Burst {
                base: fields.rate("base")?,
                peak: fields.rate("peak")?,
                every: ms(&fields, "every_ms")?,
                lasting: ms(&fields, "lasting_ms")?,
            }
        }
        ("day", value) => {
            let fields = Fields::of("day", value, &["low", "peaks"])?;
            let peaks = fields.items("peaks")?.iter().map(day_peak).collect::<Read<_>>()?;
            Rate::Day { low: fields.rate("low")?, peaks }
        }
        ("week", value) => {
            let fields = Fields::of("week", value, &["peak", "percent"])?;
            Rate::Week { peak: fields.rate("peak")?, percent: week(fields.items("percent")?)? }
        }
        ("as_recorded", Value::Null) => Rate::AsRecorded,
        _ => return Err(belongs("rate", value, RATE)),
    })
}

fn day_peak(value: &Value) -> Read<DayPeak> {
    let fields = Fields::of("an element", value, &["at_ms", "rate", "width_ms"])?;
    Ok(DayPeak {
        at: SimTime::from_millis(fields.number("at_ms")?),
        rate: fields.rate("rate")?,
        width: SimDuration::from_millis(fields.number("width_ms")?),
    })
}

pub(super) fn week(days: &[Value]) -> Read<Box<[[u8; 24]; 7]>> {
    if days.len() != 7 {
        return Err(table());
    }
    let mut percent = Box::new([[0; 24]; 7]);
    for (to, day) in percent.iter_mut().zip(days) {
        *to = percentages("percent", day)?;
    }
    Ok(percent)
}

fn table() -> LinkError {
    LinkError::Field("percent is 7 lists of 24 numbers: one for each hour".to_owned())
}

/// One for each hour of a day.
pub(super) fn percentages(name: &str, day: &Value) -> Read<[u8; 24]> {
    let hours = fields::items(name, day)?;
    if hours.len() != 24 {
        return Err(if name == "percent" {
            table()
        } else {
            LinkError::Field(format!("{name} is a list of 24 numbers: one for each hour"))
        });
    }
    let mut percent = [0; 24];
    for (to, hour) in percent.iter_mut().zip(hours) {
        *to = fields::number(name, hour, u64::from(u8::MAX))? as u8;
    }
    Ok(percent)
}

fn size(value: &Value) -> Read<RecordSize> {
    let from_list = value.as_str() == Some("from_list");
    if !value.is_object() && !from_list {
        return fields::size("size", value, SIZE).map(RecordSize::Fixed);
    }
    Ok(match fields::kind("size", value, SIZE)? {
        ("fixed", value) => RecordSize::Fixed(fields::size("fixed", value, SIZE)?),
        ("range", value) => {
            let fields = Fields::of("range", value, &["min", "max"])?;
            RecordSize::Range { min: fields.size("min")?, max: fields.size("max")? }
        }
        ("mix", value) => {
            let fields = Fields::of("mix", value, &["small", "large", "large_share_ppm"])?;
            RecordSize::Mix {
                small: fields.size("small")?,
                large: fields.size("large")?,
                large_share: fields.share("large_share_ppm")?,
            }
        }
        ("from_list", Value::Null) => RecordSize::FromList,
        _ => return Err(belongs("size", value, SIZE)),
    })
}

fn keys(value: &Value, lists: &Lists) -> Read<Keys> {
    Ok(match fields::kind("keys", value, KEYS)? {
        ("uniform", value) => {
            let fields = Fields::of("uniform", value, &["label", "count"])?;
            Keys::Uniform { label: label(&fields)?, count: fields.count("count")? }
        }
        ("zipf", value) => {
            let fields = Fields::of("zipf", value, &["label", "count", "exponent_milli"])?;
            let exponent = fields.count("exponent_milli")?;
            Keys::Zipf { label: label(&fields)?, count: fields.count("count")?, exponent }
        }
        ("hot", value) => {
            let fields = Fields::of("hot", value, &["label", "count", "share_ppm"])?;
            let share = fields.share("share_ppm")?;
            Keys::Hot { label: label(&fields)?, count: fields.count("count")?, share }
        }
        ("names", value) => Keys::Names(lists::texts("names", value)?),
        ("timestamp", value) => Keys::Timestamp(words::to_grain("timestamp", value)?),
        ("list", value) => {
            let fields = Fields::of("list", value, &["list", "replay"])?;
            let list = listed(fields.number("list")?, lists)?;
            Keys::List { list, replay: words::to_replay("replay", fields.need("replay")?)? }
        }
        ("per_batch", Value::Null) => Keys::PerBatch,
        ("random", Value::Null) => Keys::Random,
        ("round_robin", Value::Null) => Keys::RoundRobin,
        _ => return Err(belongs("keys", value, KEYS)),
    })
}

fn label(fields: &Fields) -> Read<KeyLabel> {
    fields.get("label").map_or(Ok(KeyLabel::Device), |value| words::to_label("label", value))
}

fn listed(place: u64, lists: &Lists) -> Read<Arc<KeyList>> {
    let list = usize::try_from(place).ok().and_then(|place| lists.get(place));
    list.cloned().ok_or_else(|| {
        LinkError::Field(format!("keys name list {place}, and there are {}: count from 0", lists.len()))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::scenario;
    use crate::link::LinkError;

    #[test]
    fn a_list_is_asked_for_only_if_all_else_can_be_read() {
        let with_salt = |salt| {
            let replay = json!({"list": {"list": 0, "replay": "in_order"}});
            let list = json!({"name": "long.csv", "records": 9, "fingerprint": "00000000000000ff"});
            json!({"lists": [list], "producers": [{"keys": replay, "salt": salt}]})
        };
        let needs = LinkError::NeedsList { name: "long.csv".to_owned(), records: 9, fingerprint: 255 };
        assert_eq!(scenario(&with_salt(json!(1)), &[]), Err(needs));
        let told = "salt is “1”, where a whole number from 0 to 4294967295 belongs";
        assert_eq!(scenario(&with_salt(json!("1")), &[]), Err(LinkError::Field(told.to_owned())));
    }
}
