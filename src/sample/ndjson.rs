//! One field of a JSON object, by name or by dotted path.

use serde_json::Value;

/// The value at `path`. A field that is called so, dots and all, comes first; `null` counts as none.
pub(super) fn pick<'v>(object: &'v Value, path: &str) -> Option<&'v Value> {
    let whole = object.get(path);
    let value = match whole {
        Some(value) => Some(value),
        None => path.split('.').try_fold(object, |value, name| value.get(name)),
    };
    value.filter(|value| !value.is_null())
}

/// The paths to everything in an object that could be a column, in the order they stand.
pub(super) fn leaves(object: &Value, depth: usize, prefix: &str, into: &mut Vec<String>) {
    let Value::Object(fields) = object else { return };
    for (name, value) in fields {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::Object(_) if depth > 1 => leaves(value, depth - 1, &path, into),
            Value::Object(_) | Value::Array(_) => {}
            _ if into.contains(&path) => {}
            _ => into.push(path),
        }
    }
}
