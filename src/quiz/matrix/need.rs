use serde_json::Value;

use super::Dimension;

/// One thing that a stem asks of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    Order,
    Replay { in_order: bool },
    KeepHours(u32),
    Readers(u32),
    Workers,
    DedicatedReads,
    Loads(String),
    PushesTo(String),
    Filter { body: bool },
    ReactsTo(String),
    BodyKib(u32),
    PerSecond(u64),
    WithinSecond,
    WithinMinute,
    ExactlyOnce,
    DelaySeconds(u32),
    DeadLetters,
    Transforms,
    NoCapacity,
    NoIdleCost,
    Protocol(String),
}

/// The requirement set of a stem.
///
/// # Errors
/// The first entry that is no need.
pub fn needs(value: &Value) -> Result<Vec<Need>, String> {
    let object = value.as_object().ok_or("write the needs as an object")?;
    let need = |(name, value): (&String, &Value)| {
        one(name, value).ok_or_else(|| format!("“{name}”: {value} is no need that the matrix knows"))
    };
    object.iter().map(need).collect()
}

fn one(name: &str, value: &Value) -> Option<Need> {
    let number = || value.as_u64();
    let small = || number().and_then(|n| u32::try_from(n).ok());
    let word = || value.as_str().map(str::to_owned);
    let is_true = value.as_bool() == Some(true);
    Some(match (name, value.as_str()) {
        ("order", Some("per_key")) => Need::Order,
        ("replay", Some("in_order")) => Need::Replay { in_order: true },
        ("replay", None) if is_true => Need::Replay { in_order: false },
        ("keep_hours", None) => Need::KeepHours(small()?),
        ("readers", None) => Need::Readers(small()?),
        ("workers", None) if is_true => Need::Workers,
        ("dedicated_reads", None) if is_true => Need::DedicatedReads,
        ("delivers_to", Some(_)) => Need::Loads(word()?),
        ("pushes_to", Some(_)) => Need::PushesTo(word()?),
        ("filter", Some("attributes")) => Need::Filter { body: false },
        ("filter", Some("body")) => Need::Filter { body: true },
        ("reacts_to", Some(_)) => Need::ReactsTo(word()?),
        ("body_kib", None) => Need::BodyKib(small()?),
        ("per_second", None) => Need::PerSecond(number()?),
        ("within", Some("second")) => Need::WithinSecond,
        ("within", Some("minute")) => Need::WithinMinute,
        ("exactly_once", None) if is_true => Need::ExactlyOnce,
        ("delay_seconds", None) => Need::DelaySeconds(small()?),
        ("dead_letters", None) if is_true => Need::DeadLetters,
        ("transforms", None) if is_true => Need::Transforms,
        ("no_capacity", None) if is_true => Need::NoCapacity,
        ("no_idle_cost", None) if is_true => Need::NoIdleCost,
        ("protocol", Some(_)) => Need::Protocol(word()?),
        _ => return None,
    })
}

impl Need {
    /// The column that decides it.
    pub const fn dimension(&self) -> Dimension {
        match self {
            Self::Order => Dimension::Order,
            Self::Replay { .. } => Dimension::Replay,
            Self::KeepHours(_) => Dimension::Retention,
            Self::Readers(_) | Self::Workers | Self::DedicatedReads => Dimension::Consumers,
            Self::Loads(_)
            | Self::PushesTo(_)
            | Self::ReactsTo(_)
            | Self::ExactlyOnce
            | Self::DelaySeconds(_)
            | Self::DeadLetters
            | Self::Protocol(_) => Dimension::Delivery,
            Self::Filter { .. } | Self::Transforms => Dimension::Filtering,
            Self::BodyKib(_) => Dimension::Size,
            Self::PerSecond(_) => Dimension::Rate,
            Self::WithinSecond | Self::WithinMinute => Dimension::Latency,
            Self::NoCapacity => Dimension::Scaling,
            Self::NoIdleCost => Dimension::Price,
        }
    }

    /// As the head of a column: "Order", "3 readers".
    pub fn words(&self) -> String {
        match self {
            Self::Order => "Order per key".to_owned(),
            Self::Replay { in_order: false } => "Replay".to_owned(),
            Self::Replay { in_order: true } => "Replay in order".to_owned(),
            Self::KeepHours(hours) => format!("Kept {hours} h"),
            Self::Readers(n) => format!("{n} readers"),
            Self::Workers => "Workers take and delete".to_owned(),
            Self::DedicatedReads => "Own read throughput".to_owned(),
            Self::Loads(what) => format!("Loads {}", title(what)),
            Self::PushesTo(what) => format!("Sends to {}", title(what)),
            Self::Filter { body: false } => "Filters attributes".to_owned(),
            Self::Filter { body: true } => "Filters content".to_owned(),
            Self::ReactsTo(what) => format!("Hears {}", title(what)),
            Self::BodyKib(kib) => format!("{kib} KiB"),
            Self::PerSecond(n) => format!("{}/s", crate::units::grouped(*n)),
            Self::WithinSecond => "Within a second".to_owned(),
            Self::WithinMinute => "Within a minute".to_owned(),
            Self::ExactlyOnce => "Drops repeats".to_owned(),
            Self::DelaySeconds(s) => format!("Delays {s} s"),
            Self::DeadLetters => "Dead letters".to_owned(),
            Self::Transforms => "Transforms".to_owned(),
            Self::NoCapacity => "No capacity to plan".to_owned(),
            Self::NoIdleCost => "Free while idle".to_owned(),
            Self::Protocol(name) => title(name),
        }
    }
}

/// The name that people use for a word of the data.
fn title(word: &str) -> String {
    match word {
        "s3" => "S3",
        "redshift" => "Redshift",
        "opensearch" => "OpenSearch",
        "iceberg" => "Iceberg",
        "splunk" => "Splunk",
        "snowflake" => "Snowflake",
        "lambda" => "Lambda",
        "sqs" => "SQS",
        "http" => "HTTP",
        "email" => "e-mail",
        "sms" => "SMS",
        "mobile" => "mobile push",
        "step_functions" => "Step Functions",
        "firehose" => "Firehose",
        "aws_services" => "AWS services",
        "schedule" => "a schedule",
        "saas" => "SaaS partners",
        "jms" => "JMS",
        "amqp" => "AMQP",
        "mqtt" => "MQTT",
        "stomp" => "STOMP",
        other => other,
    }
    .to_owned()
}
