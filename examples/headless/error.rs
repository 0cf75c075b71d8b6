use serde_json::{Value, json};
use shardscope::{link::LinkError, sim::scenario::ScenarioError};

/// A request that is answered with an error, under AWS's name for it where AWS has one.
#[derive(Debug)]
pub(crate) struct Refusal {
    kind: &'static str,
    message: String,
}

impl Refusal {
    pub(crate) fn to_json(&self) -> Value {
        json!({ "error": { "__type": self.kind, "message": self.message } })
    }
}

pub(crate) fn serialization(message: &str) -> Refusal {
    Refusal { kind: "SerializationException", message: message.to_owned() }
}

pub(crate) fn validation(message: impl Into<String>) -> Refusal {
    Refusal { kind: "ValidationException", message: message.into() }
}

pub(crate) fn invalid_argument(message: impl Into<String>) -> Refusal {
    Refusal { kind: "InvalidArgumentException", message: message.into() }
}

pub(crate) fn not_found(message: impl Into<String>) -> Refusal {
    Refusal { kind: "ResourceNotFoundException", message: message.into() }
}

/// As AWS refuses the setting, where it does.
impl From<ScenarioError> for Refusal {
    fn from(why: ScenarioError) -> Self {
        let kind = why.exception().unwrap_or("ValidationException");
        Self { kind, message: why.to_string() }
    }
}

impl From<LinkError> for Refusal {
    fn from(why: LinkError) -> Self {
        match why {
            LinkError::Scenario(why) => why.into(),
            other => validation(other.to_string()),
        }
    }
}
