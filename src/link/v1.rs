//! Version 1, as it is written. Nothing here may change its name, its meaning or its usual value: there are
//! links and files out there.

use serde::{
    Deserialize, Serialize, Serializer,
    de::{MapAccess, value::MapAccessDeserializer},
};

use super::plain::{PerSecondV1, Plain, SizeV1, plain};
use crate::units::RecordsPerSecond;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnvelopeV1 {
    #[serde(default)]
    pub(super) at_ms: u64,
    pub(super) scenario: ScenarioV1,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ScenarioV1 {
    pub(super) seed: u64,
    pub(super) resolution: Option<ResolutionV1>,
    pub(super) duration_ms: u64,
    pub(super) shard_count: u32,
    pub(super) max_record_bytes: SizeV1,
    pub(super) producers: Vec<ProducerV1>,
    pub(super) changes: Vec<ChangeV1>,
    pub(super) lists: Vec<ListV1>,
}

impl Default for ScenarioV1 {
    fn default() -> Self {
        Self {
            seed: 1,
            resolution: None,
            duration_ms: 60_000,
            shard_count: 1,
            max_record_bytes: SizeV1(1_048_576),
            producers: vec![ProducerV1::default()],
            changes: Vec::new(),
            lists: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ResolutionV1 {
    Record,
    Second,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ProducerV1 {
    pub(super) name: String,
    pub(super) processes: u32,
    #[serde(serialize_with = "bare_rate", deserialize_with = "plain")]
    pub(super) rate: RateV1,
    pub(super) from_ms: u64,
    pub(super) until_ms: Option<u64>,
    #[serde(serialize_with = "bare_size", deserialize_with = "plain")]
    pub(super) size: RecordSizeV1,
    pub(super) keys: KeysV1,
    pub(super) salt: u32,
    pub(super) put: PutV1,
    pub(super) retry: RetryV1,
}

impl Default for ProducerV1 {
    fn default() -> Self {
        Self {
            name: "producer".to_owned(),
            processes: 1,
            rate: RateV1::Constant(PerSecondV1(RecordsPerSecond::new(100))),
            from_ms: 0,
            until_ms: None,
            size: RecordSizeV1::Fixed(SizeV1(500)),
            keys: KeysV1::Uniform { label: LabelV1::Device, count: 10_000 },
            salt: 1,
            put: PutV1::PutRecords { entries: 500, linger_ms: 100 },
            retry: RetryV1::default(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RateV1 {
    Constant(PerSecondV1),
    Ramp { from: PerSecondV1, to: PerSecondV1, over_ms: u64 },
    Burst { base: PerSecondV1, peak: PerSecondV1, every_ms: u64, lasting_ms: u64 },
    Day { low: PerSecondV1, peaks: Vec<DayPeakV1> },
    Week { peak: PerSecondV1, percent: Box<[[u8; 24]; 7]> },
    AsRecorded,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayPeakV1 {
    pub(super) at_ms: u64,
    pub(super) rate: PerSecondV1,
    pub(super) width_ms: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RecordSizeV1 {
    Fixed(SizeV1),
    Range { min: SizeV1, max: SizeV1 },
    Mix { small: SizeV1, large: SizeV1, large_share_ppm: u32 },
    FromList,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum KeysV1 {
    Uniform {
        #[serde(default)]
        label: LabelV1,
        count: u32,
    },
    Zipf {
        #[serde(default)]
        label: LabelV1,
        count: u32,
        exponent_milli: u32,
    },
    Hot {
        #[serde(default)]
        label: LabelV1,
        count: u32,
        share_ppm: u32,
    },
    Names(Vec<String>),
    Timestamp(GrainV1),
    PerBatch,
    Random,
    RoundRobin,
    List {
        /// Its place in [`ScenarioV1::lists`].
        list: usize,
        replay: ReplayV1,
    },
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LabelV1 {
    Card,
    #[default]
    Device,
    User,
    Session,
    Order,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum GrainV1 {
    Millisecond,
    Second,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ReplayV1 {
    InOrder,
    ByFrequency,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum PutV1 {
    PutRecord,
    PutRecords { entries: u32, linger_ms: u64 },
    Kpl,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RetryV1 {
    pub(super) policy: RetryPolicyV1,
    pub(super) attempts: u32,
    pub(super) base_ms: u64,
    pub(super) cap_ms: u64,
    pub(super) deadline_ms: u64,
    pub(super) round_trip_ms: u64,
}

impl Default for RetryV1 {
    fn default() -> Self {
        Self {
            policy: RetryPolicyV1::FailedOnly,
            attempts: 5,
            base_ms: 100,
            cap_ms: 5_000,
            deadline_ms: 30_000,
            round_trip_ms: 10,
        }
    }
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RetryPolicyV1 {
    None,
    WholeBatch,
    FailedOnly,
    Serial,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeV1 {
    pub(super) at_ms: u64,
    pub(super) what: WhatV1,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum WhatV1 {
    ShardCount(u32),
    SplitShard { shard: String, new_starting_hash_key: String },
    Producers(Vec<ProducerV1>),
}

/// Either the keys, or what tells which list it was.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListV1 {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) keys: Option<Vec<String>>,
    /// Which of the keys each record has; each once if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<Vec<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sizes: Option<Vec<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) times_ms: Option<Vec<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) records: Option<u64>,
    /// 16 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fingerprint: Option<String>,
}

fn bare_rate<S: Serializer>(rate: &RateV1, to: S) -> Result<S::Ok, S::Error> {
    if let RateV1::Constant(rate) = rate { rate.serialize(to) } else { rate.serialize(to) }
}

fn bare_size<S: Serializer>(size: &RecordSizeV1, to: S) -> Result<S::Ok, S::Error> {
    if let RecordSizeV1::Fixed(size) = size { size.serialize(to) } else { size.serialize(to) }
}

impl Plain for RateV1 {
    const EXPECTED: &'static str = "a number of records per second, a text like \"8k/s\", \"as_recorded\", or one of ramp, burst, day, week";
    fn from_number(number: u64) -> Option<Self> {
        PerSecondV1::from_number(number).map(Self::Constant)
    }
    fn from_decimal(number: f64) -> Option<Self> {
        PerSecondV1::from_decimal(number).map(Self::Constant)
    }
    fn from_text(text: &str) -> Result<Self, String> {
        if text == "as_recorded" {
            Ok(Self::AsRecorded)
        } else {
            PerSecondV1::from_text(text).map(Self::Constant)
        }
    }
    fn from_map<'de, A: MapAccess<'de>>(map: MapAccessDeserializer<A>) -> Result<Self, A::Error> {
        Self::deserialize(map)
    }
}

impl Plain for RecordSizeV1 {
    const EXPECTED: &'static str =
        "a number of bytes, a text like \"1.2 KiB\", \"from_list\", or one of range, mix";
    fn from_number(number: u64) -> Option<Self> {
        Some(Self::Fixed(SizeV1(number)))
    }
    fn from_text(text: &str) -> Result<Self, String> {
        if text == "from_list" { Ok(Self::FromList) } else { SizeV1::from_text(text).map(Self::Fixed) }
    }
    fn from_map<'de, A: MapAccess<'de>>(map: MapAccessDeserializer<A>) -> Result<Self, A::Error> {
        Self::deserialize(map)
    }
}
