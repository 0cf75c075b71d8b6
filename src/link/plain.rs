//! Quantities that JSON may give as a bare number or as people type them.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::units::{Bytes, RecordsPerSecond};

/// Something that is written as a number, as text, or, where it has shapes, as an object.
pub(super) trait Plain: Sized {
    const EXPECTED: &'static str;
    fn from_number(number: u64) -> Option<Self>;
    fn from_decimal(_: f64) -> Option<Self> {
        None
    }
    fn from_text(text: &str) -> Result<Self, String>;
    fn from_map<'de, A: MapAccess<'de>>(_: MapAccessDeserializer<A>) -> Result<Self, A::Error> {
        Err(A::Error::custom(format!("an object, where {} is expected", Self::EXPECTED)))
    }
}

pub(super) fn plain<'de, T: Plain, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_any(PlainVisitor(PhantomData))
}

struct PlainVisitor<T>(PhantomData<T>);

impl<'de, T: Plain> Visitor<'de> for PlainVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::from_number(number).ok_or_else(|| E::custom(format!("{number} is too large")))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::from_decimal(number)
            .ok_or_else(|| E::custom(format!("{number}, where {} is expected", T::EXPECTED)))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).map_err(E::custom)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(MapAccessDeserializer::new(map))
    }
}

pub(super) fn typed<T: FromStr<Err: fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|why| format!("“{text}”: {why}"))
}

/// Bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SizeV1(pub(super) u64);

impl Plain for SizeV1 {
    const EXPECTED: &'static str = "a number of bytes or a text like \"1.2 KiB\"";
    fn from_number(number: u64) -> Option<Self> {
        Some(Self(number))
    }
    fn from_text(text: &str) -> Result<Self, String> {
        typed::<Bytes>(text).map(|bytes| Self(bytes.0))
    }
}

impl Serialize for SizeV1 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for SizeV1 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        plain(from)
    }
}

/// Records per second. JSON has them as decimal numbers; three decimals are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PerSecondV1(pub(super) RecordsPerSecond);

impl Plain for PerSecondV1 {
    const EXPECTED: &'static str = "a number of records per second or a text like \"8k/s\"";
    fn from_number(number: u64) -> Option<Self> {
        number.checked_mul(1_000).map(|milli| Self(RecordsPerSecond::from_milli(milli)))
    }
    fn from_decimal(number: f64) -> Option<Self> {
        let milli = (number * 1_000.0).round();
        // Up to here every whole number has a float of its own.
        (0.0..9e15).contains(&milli).then_some(Self(RecordsPerSecond::from_milli(milli as u64)))
    }
    fn from_text(text: &str) -> Result<Self, String> {
        typed(text).map(Self)
    }
}

impl Serialize for PerSecondV1 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let milli = self.0.milli();
        if milli.is_multiple_of(1_000) {
            to.serialize_u64(milli / 1_000)
        } else {
            to.serialize_f64(milli as f64 / 1_000.0)
        }
    }
}

impl<'de> Deserialize<'de> for PerSecondV1 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        plain(from)
    }
}
