//! Messages and events of several worlds, and policies or patterns over them.

use serde_json::{Map, Value, json};

use super::{Draw, matching::Reading};

/// A world: what is published, and which fields its messages have.
#[derive(Debug)]
pub(super) struct Theme {
    /// "A shop publishes its orders to".
    pub(super) opening: &'static str,
    pub(super) fields: &'static [Field],
}

/// A field of a message; a path with dots leads into nested objects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) path: &'static str,
    pub(super) of: Kind,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Always there. Some of its values begin alike, with this.
    Word(&'static [&'static str], &'static str),
    /// Always there: least, most, and the step of the bounds that policies name. Its values stand between bounds.
    Number(u64, u64, u64),
    /// Sometimes there.
    Optional(&'static [&'static str]),
}

/// The misreadings, and what each is called.
pub(super) const MISREADINGS: [Reading; 4] =
    [Reading::AnyKey, Reading::Missing, Reading::Begins, Reading::AllValues];

impl Theme {
    pub(super) fn message(&self, draw: &mut Draw) -> Value {
        let mut message = json!({});
        for field in self.fields {
            let value = match field.of {
                Kind::Word(values, _) => json!(draw.pick(values)),
                Kind::Number(least, most, step) => json!(draw.round(least, most, step) + step / 2),
                Kind::Optional(values) if draw.is(50) => json!(draw.pick(values)),
                Kind::Optional(_) => continue,
            };
            put(&mut message, field.path, value);
        }
        message
    }

    /// A policy or pattern over so many of the fields.
    pub(super) fn pattern(&self, draw: &mut Draw, fields: usize) -> Value {
        let mut pattern = json!({});
        for field in draw.some(self.fields, fields) {
            put(&mut pattern, field.path, Value::Array(alternatives(draw, field.of)));
        }
        pattern
    }
}

fn alternatives(draw: &mut Draw, kind: Kind) -> Vec<Value> {
    match kind {
        Kind::Word(values, begin) => match draw.between(0, 9) {
            0..=3 => vec![json!(draw.pick(values))],
            4..=6 => draw.some(values, 2).into_iter().map(|value| json!(value)).collect(),
            7 => vec![json!({"prefix": begin})],
            8 => vec![json!({"anything-but": [draw.pick(values)]})],
            // What values begin with, as if it were one.
            _ => vec![json!(begin.trim_end_matches(['_', '.', '-', '/']))],
        },
        Kind::Number(least, most, step) => {
            let bound = draw.round(least, most, step) / step * step;
            match draw.between(0, 2) {
                0 => vec![json!({"numeric": [">=", bound.max(step)]})],
                1 => vec![json!({"numeric": ["<", bound.max(step)]})],
                _ => vec![json!({"numeric": [">=", bound, "<", bound + 2 * step]})],
            }
        }
        Kind::Optional(values) => match draw.between(0, 3) {
            0 => vec![json!({"exists": true})],
            1 => vec![json!({"exists": false})],
            _ => vec![json!(draw.pick(values))],
        },
    }
}

fn put(into: &mut Value, path: &str, value: Value) {
    match path.split_once('.') {
        Some((key, rest)) => {
            let inner = &mut into[key];
            if inner.is_null() {
                *inner = Value::Object(Map::new());
            }
            put(inner, rest, value);
        }
        None => into[path] = value,
    }
}

/// Two patterns, or messages, that differ only in the text that is shown of them are told apart by it.
pub(super) fn spaced(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(key, of)| format!("\"{key}\": {}", spaced(of))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(spaced).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
