//! A plan's workload as text: a link's fragment, and JSON.
//!
//! # Links
//!
//! `plan/1/PAYLOAD.CHECK`, made as a run's link is ([`link`](super)): what has its usual value is left out, names are
//! short. Prices that were typed in or read from a price list travel too; the page's own do not, so that an old link
//! shows the prices of the day on which it is opened. The usual values and names of version 1 never change.
//!
//! # JSON
//!
//! ```
//! let workload = shardscope::link::plan::workload_from_json(
//!     r#"{"records_per_second": {"average": 5500, "peak": "8k/s"}, "record_bytes": 600, "fan_out_consumers": 3}"#,
//! );
//! assert_eq!(workload.unwrap().fan_out_consumers, 3);
//! ```
//!
//! | field | is | if left out |
//! |---|---|---|
//! | `records_per_second` | a rate, `{"average", "peak"}`, `{"peak", "day": 24 percentages of the peak}` or `{"peak", "week": 7 × 24 percentages, Monday first}`; of all streams together | has to be there |
//! | `record_bytes` | a size, `{"range": {"min", "max"}}` or `{"measured": {"records", "bytes", "put_payload_units", "on_demand_bytes", "firehose_bytes", "chunks", "largest"}}`: sums over records | has to be there |
//! | `stream_name` | text | `"stream"` |
//! | `region` | a Region's code | `"us-east-1"` |
//! | `streams` | a whole number | 1 |
//! | `surge` | `{"rate", "lasting_ms", "level_within_ms"}` | none |
//! | `keys` | `"even"`, `{"uniform": {"count"}}`, `{"zipf": {"count", "exponent_milli"}}`, `{"hot": {"share_ppm"}}`, `{"own": {"names": […], "counts": […]}}`, or `{"own": {"distinct", "records", "fingerprint"}}` for many that have to be supplied | `"even"` |
//! | `hottest_key_share` | from 0 to 1, instead of `keys` | 0 |
//! | `shared_consumers`, `fan_out_consumers` | a whole number | 0 |
//! | `process_manages` | rate, records per second | none |
//! | `retention_hours` | hours | 24 |
//! | `replay_hours`, `growth_percent` | a whole number | 0 |
//! | `aggregation` | `"off"`, `{"kpl": {"processes"}}` | `"off"` |
//! | `throttled_one_in` | seconds, of which one may be throttled | none: the busiest second is not looked at |
//! | `shards_now` | a whole number | none |
//! | `hours` | hours of the period that is billed | 730, a month |
//!
//! Rates, sizes and unknown fields are as in a scenario's JSON; `null` is as good as left out.

mod keys;
mod prices;
mod read;
mod write;

use std::sync::Arc;

use serde_json::Value;

use super::{LinkError, MAX_JSON, PLAN, unwrap, wrap};
use crate::{
    aws::pricing::PriceSheet,
    plan::{OwnKeys, Workload},
};

/// What a link to a plan shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanState {
    pub workload: Workload,
    /// Of the workload's Region: those shipped, and over them those of the link.
    pub prices: PriceSheet,
}

/// The fragment, without `#`. Prices of another Region than the workload's are left out.
pub fn encode_plan(workload: &Workload, prices: &PriceSheet) -> String {
    wrap(PLAN, write::envelope(workload, prices))
}

/// # Errors
/// When the text is no complete link to a plan, or one that cannot be planned; [`LinkError::NeedsKeys`] when it is
/// one about keys that are too many for a link.
pub fn decode_plan(text: &str) -> Result<PlanState, LinkError> {
    decode_plan_with(text, &[])
}

/// As [`decode_plan`], with the keys that a link may only refer to.
///
/// # Errors
/// As [`decode_plan`].
pub fn decode_plan_with(text: &str, keys: &[Arc<OwnKeys>]) -> Result<PlanState, LinkError> {
    unwrap(PLAN, text).and_then(|value| read::envelope(&value, keys)).map_err(LinkError::of_plan)
}

/// JSON with every setting, for people and scripts.
pub fn workload_to_json(workload: &Workload) -> String {
    format!("{:#}", workload_to_value(workload))
}

/// As [`workload_to_json`], to be put into something larger.
pub fn workload_to_value(workload: &Workload) -> Value {
    write::workload(workload)
}

/// # Errors
/// When the text is no JSON, has a field that is not known, or asks for something that cannot be planned.
pub fn workload_from_json(text: &str) -> Result<Workload, LinkError> {
    if text.len() > MAX_JSON {
        return Err(LinkError::TooLong { bytes: text.len(), most: MAX_JSON });
    }
    workload_from_value(&serde_json::from_str(text).map_err(LinkError::not_json)?, &[])
}

/// As [`workload_from_json`], from JSON that is already parsed, and with the keys that it may only refer to.
///
/// # Errors
/// As [`workload_from_json`].
pub fn workload_from_value(value: &Value, keys: &[Arc<OwnKeys>]) -> Result<Workload, LinkError> {
    read::workload(value, keys).map_err(LinkError::of_plan)
}
