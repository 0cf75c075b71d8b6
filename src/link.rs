//! A scenario as text: a link's fragment, and JSON. A plan's workload is written so too, in [`plan`].
//!
//! # Links
//!
//! `sim/1/PAYLOAD.CHECK`: the kind of page, the version, base64url of compact JSON, and four characters by which
//! a damaged link is known. Settings that have their usual value are left out, names are short ([`short`]). The
//! usual values and the names of version 1 never change, so its links decode for ever; whatever does not fit
//! becomes version 2, beside this one.
//!
//! # JSON
//!
//! The same structure with its full names ([`read`], [`write`](mod@write)), as downloaded and as scripts send it. All may be left out:
//!
//! ```
//! let scenario = shardscope::link::scenario_from_json(
//!     r#"{"shard_count": 3, "producers": [{"rate": "8k/s", "size": "1.2 KiB", "keys": {"hot": {"count": 5000, "share_ppm": 300000}}}]}"#,
//! );
//! assert_eq!(scenario.unwrap().shard_count, 3);
//! ```
//!
//! | field | is | if left out |
//! |---|---|---|
//! | `seed` | a whole number | 1 |
//! | `resolution` | `"record"`, `"second"` | `"record"` up to 10 minutes, `"second"` above |
//! | `duration_ms` | milliseconds | 60000 |
//! | `shard_count` | shards at the start | 1 |
//! | `max_record_bytes` | size | 1 MiB |
//! | `producers` | list of producers | one with all the usual settings |
//! | `retention_hours` | hours | 24 |
//! | `readers` | list of readers | none |
//! | `changes` | list of `{"at_ms", "what"}`; what is `{"shard_count": 4}`, `{"split_shard": {"shard": "shardId-…", "new_starting_hash_key": "170…"}}`, `{"producers": […]}`, `{"retention_hours": 48}`, `{"readers": […]}`, `{"fault": {"reader": 0, "kind": …}}` or `{"rewind": {"reader": 0, "to": START}}` | none |
//! | `lists` | pasted keys: `{"name", "keys": […], "order": […], "sizes": […], "times_ms": […]}`, or `{"name", "records", "fingerprint"}` for a long one that has to be supplied | none |
//!
//! A producer:
//!
//! | field | is | if left out |
//! |---|---|---|
//! | `name` | text | `"producer"` |
//! | `processes`, `salt` | a whole number | 1 |
//! | `rate` | rate, `{"ramp": {"from", "to", "over_ms"}}`, `{"burst": {"base", "peak", "every_ms", "lasting_ms"}}`, `{"day": {"low", "peaks": [{"at_ms", "rate", "width_ms"}]}}`, `{"week": {"peak", "percent": 7 × 24 numbers}}`, `"as_recorded"` | 100 |
//! | `from_ms`, `until_ms` | milliseconds | 0, `null` |
//! | `size` | size, `{"range": {"min", "max"}}`, `{"mix": {"small", "large", "large_share_ppm"}}`, `"from_list"` | 500 |
//! | `keys` | `{"uniform": {"label", "count"}}`, `{"zipf": {…, "exponent_milli"}}`, `{"hot": {…, "share_ppm"}}`, `{"names": […]}`, `{"timestamp": "millisecond"}` or `"second"`, `"per_batch"`, `"random"`, `"round_robin"`, `{"list": {"list": 0, "replay": "in_order"}}` or `"by_frequency"` | uniform over 10000 devices |
//! | `put` | `"put_record"`, `{"put_records": {"entries", "linger_ms"}}`, `"kpl"` | 500 entries, 100 ms |
//! | `retry` | `policy` (`"none"`, `"whole_batch"`, `"failed_only"`, `"serial"`), `attempts`, `base_ms`, `cap_ms`, `deadline_ms`, `round_trip_ms` | `"failed_only"`, 5, 100, 5000, 30000, 10 |
//!
//! A reader; readers are known by their place in the list, from 0:
//!
//! | field | is | if left out |
//! |---|---|---|
//! | `name` | text, each its own | `"reader"` |
//! | `from_ms` | milliseconds | 0 |
//! | `start` | `"trim_horizon"`, `"latest"`, `{"at_timestamp_ms": 5000}`, `{"at_sequence_number": "49…"}`, `{"after_sequence_number": "49…"}` | `"trim_horizon"` |
//! | `throughput` | `{"shared": {"poll_every_ms"}}`, `"enhanced_fan_out"` | shared, 1000 |
//! | `work` | `{"application": {…}}`, `{"lambda": {…}}`, `{"firehose": {…}}`, or only the kind's name | `"application"` |
//! | … `application` | `library` (`"kcl"`, `"sdk"`), `workers`, `rate` of one worker, `max_records`, `checkpoint_every_ms` (`null`: never), `failover_ms`, `on_exception` (`"skip_batch"`, `"skip_record"`, `"retry"`) | `"kcl"`, 2, 10000, 10000, 10000, 10000, `"skip_batch"` |
//! | … `lambda` | AWS's `batch_size`, `maximum_batching_window_in_seconds`, `parallelization_factor`, `bisect_batch_on_function_error`, `maximum_retry_attempts`, `maximum_record_age_in_seconds`, `on_failure` (`"sqs"`, `"sns"`, `"s3"`, `null`), `tumbling_window_in_seconds`; and `response` (`"throws"`, `"lowest_failed"`, `"empty_list"`, `"wrong_identifier"`), `filter_matches_ppm`, `duration_ms`, `micros_per_record`, `concurrency` | 100, 0, 1, `false`, -1, -1, `null`, 0; `"throws"`, 1000000, 100, 0, 1000 |
//! | … `firehose` | `size_in_mbs`, `interval_in_seconds` | 5, 300 |
//!
//! What befalls a reader, the `kind` of a fault: `"crash"`, `"poison_record"`, `{"slowed_to_ppm": 500000}` (1000000
//! mends it), and with `true` or `false` `{"stopped"}`, `{"failing"}`, `{"wrong"}`, `{"deployed_twice"}`,
//! `{"destination_down"}`.
//!
//! A link that compares two runs has the changes of the other one beside its scenario, as `branch`.
//!
//! A rate is a number of records per second or a text such as `"8k/s"`; a size is a number of bytes or a text such
//! as `"1.2 KiB"`. Labels are `card`, `device` (if left out), `user`, `session`, `order`. 128-bit numbers are
//! decimal strings. A field that is not known is refused, so that a slip of the pen is not taken for a default.

mod base64;
mod error;
mod fields;
mod lists;
pub mod notebook;
pub mod plan;
mod read;
mod readers;
mod short;
mod words;
mod write;

use std::sync::Arc;

use serde_json::Value;

pub use error::LinkError;
pub use plan::{decode_plan, encode_plan};

use crate::{
    kinesis::HashKey,
    sim::{
        KeyList, presets,
        scenario::{Change, Scenario},
    },
    units::SimTime,
};

/// The kind of a link to a run; other pages have other kinds.
pub const SIM: &str = "sim";
/// The kind of a link to a plan.
pub const PLAN: &str = "plan";
/// A page of studying: what a fragment begins with. What follows is [`crate::quiz`]'s.
pub const STUDY: &str = "study";
/// What a fragment to a built-in scenario begins with; its name follows.
pub const PRESET: &str = "sim/preset/";
/// The version that is written, of either kind.
const VERSION: u32 = 1;
/// The longest link that is read, in bytes; browsers end there too.
pub const MAX_LINK: usize = 2 << 20;
/// The longest scenario that is read as JSON, in bytes.
pub const MAX_JSON: usize = 8 << 20;
/// A pasted list travels within the link if it takes at most this much of it, in bytes before base64.
pub const MAX_LIST: usize = 16 << 10;
/// Characters of the check.
const CHECK: usize = 4;

/// What a link shows.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkState {
    pub scenario: Scenario,
    /// The moment shown.
    pub at: SimTime,
    /// When two runs are compared: the changes of the other one, which is like this one in all else.
    pub branch: Option<Vec<Change>>,
}

/// The kind of page that a link leads to: the first segment of its fragment, such as [`SIM`].
pub fn kind(text: &str) -> &str {
    let fragment = fragment(text);
    fragment.split_once('/').map_or(fragment, |(kind, _)| kind)
}

/// The fragment, without `#`.
pub fn encode(state: &LinkState) -> String {
    wrap(SIM, write::envelope(state))
}

fn wrap(kind: &str, envelope: Value) -> String {
    let json = short::shorten(envelope).to_string();
    let payload = base64::encode(json.as_bytes());
    format!("{kind}/{VERSION}/{payload}.{}", check(&payload))
}

/// The envelope, with its full names.
fn unwrap(kind: &str, text: &str) -> Result<Value, LinkError> {
    if text.len() > MAX_LINK {
        return Err(LinkError::TooLong { bytes: text.len(), most: MAX_LINK });
    }
    let json = payload(kind, fragment(text))?;
    serde_json::from_slice(&json).map(short::lengthen).map_err(LinkError::damaged)
}

/// # Errors
/// When the text is no complete link, or one that cannot be run; [`LinkError::NeedsList`] when it is one about
/// a list that is too long for a link.
pub fn decode(text: &str) -> Result<LinkState, LinkError> {
    decode_with(text, &[])
}

/// As [`decode`], with the lists that a link may only refer to.
///
/// # Errors
/// As [`decode`].
pub fn decode_with(text: &str, lists: &[Arc<KeyList>]) -> Result<LinkState, LinkError> {
    if let Some(name) = fragment(text).strip_prefix(PRESET) {
        let preset = presets::find(name).ok_or(LinkError::NoPreset)?;
        return Ok(LinkState { scenario: preset.scenario(), at: preset.opens_at, branch: None });
    }
    read::envelope(&unwrap(SIM, text)?, lists)
}

/// JSON with every setting, for people and scripts.
pub fn scenario_to_json(scenario: &Scenario) -> String {
    format!("{:#}", scenario_to_value(scenario))
}

/// As [`scenario_to_json`], to be put into something larger.
pub fn scenario_to_value(scenario: &Scenario) -> Value {
    write::scenario(scenario)
}

/// # Errors
/// When the text is no JSON, has a field that is not known, or asks for something that cannot be run.
pub fn scenario_from_json(text: &str) -> Result<Scenario, LinkError> {
    if text.len() > MAX_JSON {
        return Err(LinkError::TooLong { bytes: text.len(), most: MAX_JSON });
    }
    scenario_from_value(serde_json::from_str(text).map_err(LinkError::not_json)?, &[])
}

/// As [`scenario_from_json`], from JSON that is already parsed, and with the lists that it may only refer to.
///
/// # Errors
/// As [`scenario_from_json`].
pub fn scenario_from_value(value: Value, lists: &[Arc<KeyList>]) -> Result<Scenario, LinkError> {
    read::scenario(&value, lists)
}

/// A whole address, or its fragment with or without `#` and `/`. What a message around it left at the end is cut.
fn fragment(text: &str) -> &str {
    let text = text.split_once('#').map_or(text, |(_, fragment)| fragment).trim();
    let text = text.strip_prefix('/').unwrap_or(text);
    text.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '/'))
}

fn payload(kind: &str, fragment: &str) -> Result<Vec<u8>, LinkError> {
    let mut segments = fragment.splitn(3, '/');
    match segments.next().unwrap_or_default() {
        found if found == kind => {}
        "" => return Err(LinkError::NotALink),
        other => return Err(LinkError::OtherKind(error::clip(other))),
    }
    let version = segments.next().filter(|v| !v.is_empty()).ok_or(LinkError::CutShort)?;
    match version.parse::<u32>() {
        Ok(VERSION) => {}
        Ok(version) if version > VERSION => return Err(LinkError::NewerVersion(version)),
        _ => return Err(LinkError::NotALink),
    }
    let (payload, found) =
        segments.next().and_then(|rest| rest.split_once('.')).ok_or(LinkError::CutShort)?;
    if found.len() < CHECK {
        return Err(LinkError::CutShort);
    }
    if found != check(payload) {
        return Err(LinkError::Damaged);
    }
    base64::decode(payload).ok_or(LinkError::Damaged)
}

/// Against slips, not against forgery: 24 bits of the payload's MD5.
fn check(payload: &str) -> String {
    let bits = (HashKey::of(payload.as_bytes()).0 >> 104) as u32;
    base64::encode(&bits.to_be_bytes()[1..])
}
