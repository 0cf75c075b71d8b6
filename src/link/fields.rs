//! What stands in JSON, asked for by name. Written by hand and without generics: derived readers took a tenth of
//! the page.

use std::fmt;

use serde_json::{Map, Value};

use super::{LinkError, error::clip};
use crate::units::{Bytes, RecordsPerSecond, Share};

pub(super) type Read<T> = Result<T, LinkError>;

const RATE: &str = "a number of records per second or a text like \"8k/s\"";
const SIZE: &str = "a number of bytes or a text like \"1.2 KiB\"";

/// The fields of an object, all of them known.
pub(super) struct Fields<'a> {
    fields: &'a Map<String, Value>,
    known: &'static [&'static str],
}

impl<'a> Fields<'a> {
    /// # Errors
    /// When it is no object, or has a field that is not known: told before anything that is missing, since one
    /// slip of the pen makes both.
    pub(super) fn of(name: &str, value: &'a Value, known: &'static [&'static str]) -> Read<Self> {
        let Value::Object(fields) = value else { return Err(belongs(name, value, "an object {…}")) };
        match fields.keys().find(|field| !known.contains(&field.as_str())) {
            Some(field) => Err(LinkError::Field(format!("unknown field `{field}`, {}", expected(known)))),
            None => Ok(Self { fields, known }),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        debug_assert!(self.known.contains(&name), "{name} would be refused");
        self.fields.get(name)
    }

    /// As [`Fields::get`], where `null` is as good as nothing.
    pub(super) fn some(&self, name: &str) -> Option<&'a Value> {
        self.get(name).filter(|value| !value.is_null())
    }

    pub(super) fn need(&self, name: &str) -> Read<&'a Value> {
        self.get(name).ok_or_else(|| LinkError::Field(format!("missing field `{name}`")))
    }

    pub(super) fn number_or(&self, name: &str, usual: u64) -> Read<u64> {
        self.get(name).map_or(Ok(usual), |value| number(name, value, u64::MAX))
    }

    pub(super) fn count_or(&self, name: &str, usual: u32) -> Read<u32> {
        self.get(name).map_or(Ok(usual), |value| count(name, value))
    }

    pub(super) fn text_or(&self, name: &str, usual: &str) -> Read<String> {
        self.get(name).map_or(Ok(usual.to_owned()), |value| text(name, value).map(str::to_owned))
    }

    pub(super) fn number(&self, name: &str) -> Read<u64> {
        number(name, self.need(name)?, u64::MAX)
    }

    pub(super) fn count(&self, name: &str) -> Read<u32> {
        count(name, self.need(name)?)
    }

    pub(super) fn text(&self, name: &str) -> Read<&'a str> {
        text(name, self.need(name)?)
    }

    pub(super) fn size(&self, name: &str) -> Read<Bytes> {
        size(name, self.need(name)?, SIZE)
    }

    pub(super) fn rate(&self, name: &str) -> Read<RecordsPerSecond> {
        rate(name, self.need(name)?, RATE)
    }

    pub(super) fn share(&self, name: &str) -> Read<Share> {
        share(name, self.need(name)?)
    }

    pub(super) fn items(&self, name: &str) -> Read<&'a [Value]> {
        items(name, self.need(name)?)
    }
}

/// Something that comes in kinds: the kind's name, or an object with only that field. The kind and what it holds.
pub(super) fn kind<'a>(name: &str, value: &'a Value, expected: &str) -> Read<(&'a str, &'a Value)> {
    let found = match value {
        Value::String(kind) => Some((kind.as_str(), &Value::Null)),
        Value::Object(fields) if fields.len() == 1 => {
            fields.iter().next().map(|(kind, value)| (kind.as_str(), value))
        }
        _ => None,
    };
    found.ok_or_else(|| belongs(name, value, expected))
}

/// The place of a word among those that may stand there.
pub(super) fn word(name: &str, value: &Value, words: &'static [&'static str]) -> Read<usize> {
    let (found, within) = kind(name, value, "a word")?;
    let place = words.iter().position(|word| *word == found).filter(|_| within.is_null());
    place.ok_or_else(|| LinkError::Field(format!("{name} is “{}”, {}", clip(found), expected(words))))
}

/// A whole number.
pub(super) fn number(name: &str, value: &Value, most: u64) -> Read<u64> {
    let number = value.as_u64().filter(|&number| number <= most);
    number.ok_or_else(|| belongs(name, value, &format!("a whole number from 0 to {most}")))
}

pub(super) fn count(name: &str, value: &Value) -> Read<u32> {
    number(name, value, u64::from(u32::MAX)).map(|count| count as u32)
}

pub(super) fn text<'a>(name: &str, value: &'a Value) -> Read<&'a str> {
    value.as_str().ok_or_else(|| belongs(name, value, "a text"))
}

pub(super) fn items<'a>(name: &str, value: &'a Value) -> Read<&'a [Value]> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| belongs(name, value, "a list […]"))
}

pub(super) fn yes(name: &str, value: &Value) -> Read<bool> {
    value.as_bool().ok_or_else(|| belongs(name, value, "true or false"))
}

/// Refused above the whole, where the type would clamp it.
pub(super) fn share(name: &str, value: &Value) -> Read<Share> {
    let ppm = count(name, value)?;
    if ppm > Share::ONE.ppm() {
        return Err(LinkError::Field(format!("{name} is in parts per million, at most 1000000, not {ppm}")));
    }
    Ok(Share::from_ppm(ppm))
}

/// Bytes, as a number or as people type them.
pub(super) fn size(name: &str, value: &Value, expected: &str) -> Read<Bytes> {
    if let Value::String(text) = value {
        return text.parse().map_err(|why| typed(text, &why));
    }
    value.as_u64().map(Bytes).ok_or_else(|| belongs(name, value, expected))
}

/// Records per second, as a number or as people type them. JSON has decimal numbers; three decimals are exact.
pub(super) fn rate(name: &str, value: &Value, expected: &str) -> Read<RecordsPerSecond> {
    if let Value::String(text) = value {
        return text.parse().map_err(|why| typed(text, &why));
    }
    if let Some(whole) = value.as_u64() {
        let milli = whole.checked_mul(1_000);
        let too_large = || LinkError::Field(format!("{whole} is too large"));
        return milli.map(RecordsPerSecond::from_milli).ok_or_else(too_large);
    }
    let milli = value.as_f64().map(|number| (number * 1_000.0).round());
    // Up to here every whole number has a float of its own.
    let exact = milli.filter(|milli| (0.0..9e15).contains(milli));
    exact
        .map(|milli| RecordsPerSecond::from_milli(milli as u64))
        .ok_or_else(|| belongs(name, value, expected))
}

fn typed(text: &str, why: &dyn fmt::Display) -> LinkError {
    LinkError::Field(format!("“{text}”: {why}"))
}

/// Something else stands there than what belongs there.
pub(super) fn belongs(name: &str, found: &Value, expected: &str) -> LinkError {
    let found = match found {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(fields) => match fields.keys().next() {
            Some(field) if fields.len() == 1 => format!("{{\"{}\": …}}", clip(field)),
            _ => "an object".to_owned(),
        },
        Value::String(text) => format!("“{}”", clip(text)),
        plain => plain.to_string(),
    };
    LinkError::Field(format!("{name} is {found}, where {expected} belongs"))
}

fn expected(names: &[&str]) -> String {
    format!("expected one of `{}`", names.join("`, `"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Fields, belongs, count, kind, number, rate, size, word};
    use crate::{
        link::LinkError,
        units::{Bytes, RecordsPerSecond},
    };

    #[test]
    fn numbers_keep_every_digit_and_end_where_their_type_does() {
        assert_eq!(number("n", &json!(u64::MAX), u64::MAX), Ok(u64::MAX));
        assert_eq!(count("n", &json!(u32::MAX)), Ok(u32::MAX));
        for (wrong, found) in [
            (json!(4_294_967_296_u64), "4294967296"),
            (json!(-1), "-1"),
            (json!(1.5), "1.5"),
            (json!("5"), "“5”"),
            (json!(null), "null"),
            (json!([1]), "a list"),
            (json!({"a": 1}), "{\"a\": …}"),
            (json!({}), "an object"),
        ] {
            let told = format!("n is {found}, where a whole number from 0 to 4294967295 belongs");
            assert_eq!(count("n", &wrong), Err(LinkError::Field(told)));
        }
    }

    #[test]
    fn quantities_are_numbers_or_typed() {
        let milli = |milli| Ok(RecordsPerSecond::from_milli(milli));
        for (json, expected) in [
            (json!(8_000), milli(8_000_000)),
            (json!(1_400.5), milli(1_400_500)),
            (json!(0.001), milli(1)),
            (json!(8_999_999_999_999.5), milli(8_999_999_999_999_500)),
            (json!("8k/s"), milli(8_000_000)),
            (json!(1e300), Err(belongs("r", &json!(1e300), "a rate"))),
            (json!(-0.5), Err(belongs("r", &json!(-0.5), "a rate"))),
        ] {
            assert_eq!(rate("r", &json, "a rate"), expected, "{json}");
        }
        assert_eq!(size("z", &json!(u64::MAX), "a size"), Ok(Bytes(u64::MAX)));
        assert_eq!(size("z", &json!("1.5 KiB"), "a size"), Ok(Bytes(1_536)));
        assert_eq!(size("z", &json!(1.5), "a size"), Err(belongs("z", &json!(1.5), "a size")));
    }

    #[test]
    fn kinds_are_a_word_or_an_object_with_one_field() {
        let words = &["here", "there"];
        assert_eq!(word("w", &json!("there"), words), Ok(1));
        assert_eq!(word("w", &json!({"here": null}), words), Ok(0));
        let told = "w is “nowhere”, expected one of `here`, `there`";
        assert_eq!(word("w", &json!("nowhere"), words), Err(LinkError::Field(told.to_owned())));
        assert!(word("w", &json!({"here": 1}), words).is_err());
        assert!(kind("k", &json!({"a": 1, "b": 2}), "a kind").is_err());
        assert!(kind("k", &json!({}), "a kind").is_err());
    }

    #[test]
    fn a_slip_of_the_pen_is_told_before_what_it_leaves_out() {
        let value = json!({"count": 1, "shar": 2});
        let told = Fields::of("hot", &value, &["count", "share"]).err();
        let expected = "unknown field `shar`, expected one of `count`, `share`";
        assert_eq!(told, Some(LinkError::Field(expected.to_owned())));
        let value = json!({"count": 1});
        let missing = Fields::of("hot", &value, &["count", "share"]).and_then(|fields| fields.count("share"));
        assert_eq!(missing, Err(LinkError::Field("missing field `share`".to_owned())));
    }
}
