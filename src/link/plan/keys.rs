//! How partition keys are spread. A user's own travel by name, or too many of them only by their fingerprint.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    kinesis::PartitionKey,
    link::{
        LinkError, MAX_LIST,
        error::clip,
        fields::{self, Fields, Read, belongs},
        lists::texts,
        write::{kind, object},
    },
    plan::{KeySpread, MAX_OWN_KEYS, OwnKeys},
    units::Share,
};

/// Records of one key: with it, no sum leaves its type.
const MAX_COUNT: u64 = 1_000_000_000_000;
const KEYS: &str = "\"even\", or one of uniform, zipf, hot, own";
const SHARE: &str = "a number from 0 to 1";

pub(super) fn write(keys: &KeySpread) -> Value {
    match keys {
        KeySpread::Even => "even".into(),
        KeySpread::Uniform { count } => kind("uniform", object(&mut [("count", (*count).into())])),
        KeySpread::Zipf { count, exponent_milli } => {
            let zipf =
                object(&mut [("count", (*count).into()), ("exponent_milli", (*exponent_milli).into())]);
            kind("zipf", zipf)
        }
        KeySpread::Hot { share } => kind("hot", object(&mut [("share_ppm", share.ppm().into())])),
        KeySpread::Own(keys) => kind("own", write_own(keys)),
    }
}

fn write_own(keys: &OwnKeys) -> Value {
    let heaviest = keys.named();
    let bytes: usize = heaviest.iter().map(|(name, n)| name.len() + n.to_string().len() + 4).sum();
    if heaviest.len() == keys.distinct() && bytes <= MAX_LIST {
        let names = heaviest.iter().map(|(name, _)| Value::from(name.as_str())).collect();
        let counts = heaviest.iter().map(|&(_, n)| Value::from(n)).collect();
        return object(&mut [("names", names), ("counts", counts)]);
    }
    object(&mut [
        ("distinct", (keys.distinct() as u64).into()),
        ("records", keys.records().into()),
        ("fingerprint", format!("{:016x}", keys.fingerprint()).into()),
    ])
}

/// `keys`, or `hottest_key_share` in its place.
pub(super) fn read(of: &Fields, supplied: &[Arc<OwnKeys>]) -> Read<KeySpread> {
    let hottest = of.some("hottest_key_share").map(hottest).transpose()?.unwrap_or(KeySpread::Even);
    match of.some("keys") {
        None => Ok(hottest),
        Some(_) if hottest != KeySpread::Even => {
            Err(LinkError::Field("keys and hottest_key_share say the same thing twice: give one".to_owned()))
        }
        Some(value) => spread(value, supplied),
    }
}

/// JSON has decimal numbers; parts per million are exact.
fn hottest(value: &Value) -> Read<KeySpread> {
    let share = value.as_f64().filter(|share| (0.0..=1.0).contains(share));
    let ppm = share.map(|share| (share * 1e6).round() as u32);
    let ppm = ppm.ok_or_else(|| belongs("hottest_key_share", value, SHARE))?;
    Ok(if ppm == 0 { KeySpread::Even } else { KeySpread::Hot { share: Share::from_ppm(ppm) } })
}

fn spread(value: &Value, supplied: &[Arc<OwnKeys>]) -> Read<KeySpread> {
    Ok(match fields::kind("keys", value, KEYS)? {
        ("even", Value::Null) => KeySpread::Even,
        ("uniform", value) => {
            KeySpread::Uniform { count: Fields::of("uniform", value, &["count"])?.number("count")? }
        }
        ("zipf", value) => {
            let fields = Fields::of("zipf", value, &["count", "exponent_milli"])?;
            KeySpread::Zipf {
                count: fields.number("count")?,
                exponent_milli: fields.count("exponent_milli")?,
            }
        }
        ("hot", value) => {
            KeySpread::Hot { share: Fields::of("hot", value, &["share_ppm"])?.share("share_ppm")? }
        }
        ("own", value) => KeySpread::Own(own(value, supplied)?),
        _ => return Err(belongs("keys", value, KEYS)),
    })
}

fn own(value: &Value, supplied: &[Arc<OwnKeys>]) -> Read<Arc<OwnKeys>> {
    let fields = Fields::of("own", value, &["names", "counts", "distinct", "records", "fingerprint"])?;
    let Some(names) = fields.some("names") else { return find(&fields, supplied) };
    let names = texts("names", names)?;
    if names.len() > MAX_OWN_KEYS {
        return Err(LinkError::Field(format!("names are {}, and {MAX_OWN_KEYS} are taken", names.len())));
    }
    for name in &names {
        let why = |why| LinkError::Field(format!("the key “{}”: {why}", clip(name)));
        PartitionKey::check(name).map_err(why)?;
    }
    let counts = match fields.some("counts") {
        Some(value) => {
            let count = |value| fields::number("an element of counts", value, MAX_COUNT);
            fields::items("counts", value)?.iter().map(count).collect::<Read<Vec<u64>>>()?
        }
        None => vec![1; names.len()],
    };
    if counts.len() != names.len() || counts.contains(&0) {
        return Err(LinkError::Field("counts are numbers from 1, one for each of the names".to_owned()));
    }
    Ok(Arc::new(OwnKeys::new(names.iter().map(String::as_str).zip(counts))))
}

/// The keys that are only referred to.
fn find(fields: &Fields, supplied: &[Arc<OwnKeys>]) -> Read<Arc<OwnKeys>> {
    let fingerprint =
        fields.some("fingerprint").map(|value| fields::text("fingerprint", value)).transpose()?;
    let fingerprint = u64::from_str_radix(fingerprint.unwrap_or_default(), 16).map_err(|_| {
        LinkError::Field("own keys have either names, or a fingerprint of 16 hexadecimal digits".to_owned())
    })?;
    let (distinct, records) = (fields.number_or("distinct", 0)?, fields.number_or("records", 0)?);
    let found = supplied.iter().find(|keys| keys.fingerprint() == fingerprint);
    found.cloned().ok_or(LinkError::NeedsKeys { distinct, records, fingerprint })
}
