//! Version 1's words for what has no fields, both ways: a new variant in the domain does not compile until it has
//! its word here.

use serde_json::Value;

use super::fields::{Read, word};
use crate::sim::scenario::{
    FunctionResponse, Grain, KeyLabel, Library, OnException, OnFailure, Replay, Resolution, RetryPolicy,
};

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
    library to_library Library { Kcl "kcl", Sdk "sdk" }
    on_exception to_on_exception OnException {
        SkipBatch "skip_batch", SkipRecord "skip_record", Retry "retry"
    }
    on_failure to_on_failure OnFailure { Sqs "sqs", Sns "sns", S3 "s3" }
    response to_response FunctionResponse {
        Throws "throws", LowestFailed "lowest_failed", EmptyList "empty_list", WrongIdentifier "wrong_identifier"
    }
}
