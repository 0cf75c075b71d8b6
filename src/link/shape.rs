//! Structures are objects with named fields. The JSON library would take a list of their values too, in their
//! order: nobody means that, and it would keep the fields from ever being put into another one.

use serde_json::Value;

use super::LinkError;

/// The fields that are lists.
const LISTS: &[&str] =
    &["producers", "changes", "lists", "peaks", "percent", "names", "keys", "order", "sizes", "times_ms"];

/// # Errors
/// When a list stands where an object belongs.
pub(super) fn check(scenario: &Value) -> Result<(), LinkError> {
    if !scenario.is_object() {
        return Err(LinkError::Field("a scenario is an object: write {…}".to_owned()));
    }
    check_field("the scenario", scenario)
}

fn check_field(name: &str, value: &Value) -> Result<(), LinkError> {
    match value {
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| check_field(name, value)),
        Value::Array(values) if LISTS.contains(&name) => {
            // Only the table of a week is a list of lists.
            let within = if name == "percent" { "percent" } else { "an element" };
            let leaf = |value: &&Value| value.is_array() || value.is_object();
            values.iter().filter(leaf).try_for_each(|value| check_field(within, value))
        }
        Value::Array(_) => Err(LinkError::Field(format!("{name} is a list, where an object {{…}} belongs"))),
        _ => Ok(()),
    }
}
