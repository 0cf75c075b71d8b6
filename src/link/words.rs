//! Version 1's words for what has no fields, both ways: a new variant in the domain does not compile until it has
//! its word here.

use serde_json::Value;

use super::fields::{Read, word};
use crate::sim::scenario::{Grain, KeyLabel, Replay, Resolution, RetryPolicy};

macro_rules! words {
    ($($write:ident $read:ident $domain:ident { $($variant:ident $word:literal),+ })+) => {$(
        pub(super) fn $write(it: $domain) -> Value {
            Value::from(match it { $($domain::$variant => $word),+ })
        }
        pub(super) fn $read(name: &str, value: &Value) -> Read<$domain> {
            const ALL: &[$domain] = &[$($domain::$variant),+];
            Ok(ALL[word(name, value, &[$($word),+])?])
        }
    )+};
}

words! {
    resolution to_resolution Resolution { Record "record", Second "second" }
    label to_label KeyLabel {
        Card "card", Device "device", User "user", Session "session", Order "order"
    }
    grain to_grain Grain { Millisecond "millisecond", Second "second" }
    replay to_replay Replay { InOrder "in_order", ByFrequency "by_frequency" }
    policy to_policy RetryPolicy {
        None "none", WholeBatch "whole_batch", FailedOnly "failed_only", Serial "serial"
    }
}
