//! Field names as links write them: one or two letters for each of version 1's.

use serde_json::{Map, Value};

/// Long and short. Never changed, only added to.
const NAMES: &[(&str, &str)] = &[
    ("scenario", "s"),
    ("at_ms", "a"),
    ("seed", "i"),
    ("resolution", "x"),
    ("duration_ms", "d"),
    ("shard_count", "n"),
    ("max_record_bytes", "m"),
    ("producers", "p"),
    ("changes", "c"),
    ("lists", "l"),
    ("what", "w"),
    ("split_shard", "ss"),
    ("shard", "sh"),
    ("new_starting_hash_key", "hk"),
    ("name", "nm"),
    ("processes", "pr"),
    ("rate", "r"),
    ("from_ms", "f"),
    ("until_ms", "u"),
    ("size", "z"),
    ("keys", "k"),
    ("salt", "sa"),
    ("put", "o"),
    ("retry", "y"),
    ("ramp", "rr"),
    ("from", "fr"),
    ("over_ms", "ov"),
    ("burst", "rb"),
    ("base", "b"),
    ("peak", "pk"),
    ("every_ms", "e"),
    ("lasting_ms", "la"),
    ("day", "rd"),
    ("low", "lo"),
    ("peaks", "ps"),
    ("width_ms", "wi"),
    ("week", "rw"),
    ("percent", "pc"),
    ("range", "zr"),
    ("mix", "zm"),
    ("small", "sm"),
    ("large", "lg"),
    ("large_share_ppm", "lp"),
    ("uniform", "ku"),
    ("zipf", "kz"),
    ("hot", "kh"),
    ("names", "kn"),
    ("timestamp", "kt"),
    ("list", "kl"),
    ("label", "lb"),
    ("count", "ct"),
    ("exponent_milli", "ex"),
    ("share_ppm", "pp"),
    ("replay", "re"),
    ("put_records", "or"),
    ("entries", "en"),
    ("linger_ms", "li"),
    ("policy", "po"),
    ("attempts", "at"),
    ("base_ms", "bm"),
    ("cap_ms", "cm"),
    ("deadline_ms", "dm"),
    ("round_trip_ms", "rt"),
    ("order", "od"),
    ("sizes", "zs"),
    ("times_ms", "ts"),
    ("records", "rc"),
    ("fingerprint", "fp"),
    ("retention_hours", "h"),
    ("readers", "g"),
    ("branch", "q"),
    ("start", "st"),
    ("throughput", "th"),
    ("work", "wk"),
    ("at_timestamp_ms", "am"),
    ("at_sequence_number", "as"),
    ("after_sequence_number", "af"),
    ("shared", "sd"),
    ("poll_every_ms", "pe"),
    ("application", "wa"),
    ("lambda", "wl"),
    ("firehose", "wf"),
    ("library", "lr"),
    ("workers", "ws"),
    ("max_records", "mr"),
    ("checkpoint_every_ms", "ce"),
    ("failover_ms", "fo"),
    ("on_exception", "oe"),
    ("batch_size", "bs"),
    ("maximum_batching_window_in_seconds", "bw"),
    ("parallelization_factor", "pf"),
    ("bisect_batch_on_function_error", "bi"),
    ("maximum_retry_attempts", "ra"),
    ("maximum_record_age_in_seconds", "ma"),
    ("on_failure", "of"),
    ("tumbling_window_in_seconds", "tw"),
    ("response", "rp"),
    ("filter_matches_ppm", "fm"),
    ("micros_per_record", "mi"),
    ("concurrency", "cc"),
    ("size_in_mbs", "sz"),
    ("interval_in_seconds", "iv"),
    ("fault", "ft"),
    ("rewind", "rv"),
    ("reader", "rx"),
    ("kind", "kd"),
    ("stopped", "fs"),
    ("slowed_to_ppm", "fl"),
    ("failing", "ff"),
    ("wrong", "fw"),
    ("deployed_twice", "fd"),
    ("destination_down", "fb"),
    ("workload", "wo"),
    ("prices", "px"),
    ("stream_name", "sn"),
    ("region", "rg"),
    ("streams", "sr"),
    ("records_per_second", "rs"),
    ("average", "av"),
    ("surge", "su"),
    ("level_within_ms", "lw"),
    ("record_bytes", "zb"),
    ("measured", "me"),
    ("bytes", "by"),
    ("put_payload_units", "pu"),
    ("on_demand_bytes", "ob"),
    ("firehose_bytes", "fy"),
    ("chunks", "ch"),
    ("largest", "ls"),
    ("own", "ko"),
    ("counts", "cs"),
    ("distinct", "di"),
    ("shared_consumers", "sc"),
    ("fan_out_consumers", "fc"),
    ("process_manages", "pm"),
    ("replay_hours", "rh"),
    ("growth_percent", "gp"),
    ("aggregation", "ag"),
    ("kpl", "kp"),
    ("throttled_one_in", "ti"),
    ("shards_now", "sw"),
    ("hours", "hr"),
    ("mode", "mo"),
    ("item", "it"),
    ("usd", "us"),
    ("published", "pb"),
];

pub(super) fn shorten(value: Value) -> Value {
    rename(value, &|name| NAMES.iter().find(|(long, _)| *long == name).map(|(_, short)| *short))
}

pub(super) fn lengthen(value: Value) -> Value {
    rename(value, &|name| NAMES.iter().find(|(_, short)| *short == name).map(|(long, _)| *long))
}

/// Names only: texts are somebody's keys, and stay.
fn rename(value: Value, new: &dyn Fn(&str) -> Option<&'static str>) -> Value {
    match value {
        Value::Object(fields) => {
            let field = |(name, value): (String, Value)| {
                let name = new(&name).map_or(name, str::to_owned);
                (name, rename(value, new))
            };
            // Not collected: that would sort first, which is more code.
            let mut renamed = Map::new();
            renamed.extend(fields.into_iter().map(field));
            Value::Object(renamed)
        }
        Value::Array(values) => values.into_iter().map(|value| rename(value, new)).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_name_stands_for_two_things() {
        let names: BTreeSet<&str> = super::NAMES.iter().flat_map(|(long, short)| [*long, *short]).collect();
        assert_eq!(names.len(), 2 * super::NAMES.len());
    }
}
