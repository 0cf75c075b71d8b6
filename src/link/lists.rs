//! Pasted lists: short ones travel within a link, long ones only by name and fingerprint.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    LinkError, MAX_LIST,
    fields::{self, Fields, Read},
    write::object,
};
use crate::{
    aws::limits::MAX_RECORD_SIZE,
    kinesis::PartitionKey,
    sim::{KeyList, KeyListBuilder},
};

/// Either the keys, or what tells which list it was.
const LIST: &[&str] = &["name", "keys", "order", "sizes", "times_ms", "records", "fingerprint"];

pub(super) fn write(list: &KeyList) -> Value {
    let name = list.name().into();
    if json_bytes(list) > MAX_LIST {
        // 16 hexadecimal digits.
        let fingerprint = format!("{:016x}", list.fingerprint()).into();
        let records = (list.records() as u64).into();
        return object(&mut [("name", name), ("records", records), ("fingerprint", fingerprint)]);
    }
    let mut fields = Map::new();
    let mut put = |name: &str, value| {
        fields.insert(name.to_owned(), value);
    };
    put("name", name);
    put("keys", (0..list.distinct() as u32).map(|id| Value::from(list.key(id))).collect());
    // Which of the keys each record has; each once if left out.
    if !list.order().iter().copied().eq(0..list.distinct() as u32) {
        put("order", numbers(list.order()));
    }
    if let Some(sizes) = list.sizes() {
        put("sizes", numbers(sizes));
    }
    if let Some(times) = list.times() {
        put("times_ms", numbers(times));
    }
    Value::Object(fields)
}

fn numbers(numbers: &[u32]) -> Value {
    numbers.iter().map(|&number| Value::from(number)).collect()
}

/// About what the list would take, and at least two bytes for each number of it.
fn json_bytes(list: &KeyList) -> usize {
    let columns = [Some(list.order()), list.sizes(), list.times()];
    let numbers = columns.iter().flatten().map(|c| c.len() * 2).sum::<usize>();
    if numbers > MAX_LIST {
        return numbers;
    }
    let digits = |n: u32| n.checked_ilog10().unwrap_or(0) as usize;
    let more = columns.iter().flatten().flat_map(|c| c.iter()).map(|&n| digits(n)).sum::<usize>();
    numbers + more + (0..list.distinct() as u32).map(|id| list.key(id).len() + 3).sum::<usize>()
}

/// # Errors
/// When a list does not hold together, or is only referred to and not among those supplied.
pub(super) fn read(value: &Value, supplied: &[Arc<KeyList>]) -> Read<Arc<KeyList>> {
    let fields = Fields::of("an element", value, LIST)?;
    let name = fields.text_or("name", "")?;
    let (sizes, times) = (column(&fields, "sizes")?, column(&fields, "times_ms")?);
    let order = column(&fields, "order")?;
    let records = fields.some("records").map_or(Ok(0), |v| fields::number("records", v, u64::MAX))?;
    let fingerprint = fields.some("fingerprint").map(|v| fields::text("fingerprint", v)).transpose()?;
    let Some(keys) = fields.some("keys") else { return find(name, records, fingerprint, supplied) };
    let keys = texts("keys", keys)?;
    for key in &keys {
        let field = |why| LinkError::Field(format!("the key “{}”: {why}", super::error::clip(key)));
        PartitionKey::check(key).map_err(field)?;
    }
    let order = order.unwrap_or_else(|| (0..keys.len() as u32).collect());
    one_for_each(&order, sizes.as_deref(), "sizes")?;
    one_for_each(&order, times.as_deref(), "times_ms")?;
    let mut builder = KeyListBuilder::default();
    for (i, &id) in order.iter().enumerate() {
        let key = keys.get(id as usize).ok_or_else(|| {
            LinkError::Field(format!(
                "a list's order names key {id}, and there are {}: count from 0",
                keys.len()
            ))
        })?;
        let size = sizes.as_ref().map(|sizes| sizes[i]);
        if let Some(bytes) = size.filter(|&bytes| u64::from(bytes) > MAX_RECORD_SIZE.value.0) {
            let most = MAX_RECORD_SIZE.value;
            return Err(LinkError::Field(format!("a list's record of {bytes} bytes is above {most}")));
        }
        builder.push(key, size, times.as_ref().map(|times| u64::from(times[i])));
    }
    Ok(Arc::new(builder.finish(&name)))
}

/// The texts of a list.
pub(super) fn texts(name: &str, value: &Value) -> Read<Vec<String>> {
    let text = |value| fields::text("an element", value).map(str::to_owned);
    fields::items(name, value)?.iter().map(text).collect()
}

fn column(fields: &Fields, name: &str) -> Read<Option<Vec<u32>>> {
    let Some(value) = fields.some(name) else { return Ok(None) };
    let numbers = fields::items(name, value)?.iter().map(|value| fields::count("an element", value));
    numbers.collect::<Read<_>>().map(Some)
}

fn one_for_each(order: &[u32], column: Option<&[u32]>, what: &str) -> Read<()> {
    match column {
        Some(column) if column.len() != order.len() => Err(LinkError::Field(format!(
            "a list has {} records and {} {what}: give one for each",
            order.len(),
            column.len()
        ))),
        _ => Ok(()),
    }
}

/// The list that is only referred to.
fn find(
    name: String,
    records: u64,
    fingerprint: Option<&str>,
    supplied: &[Arc<KeyList>],
) -> Read<Arc<KeyList>> {
    let fingerprint = u64::from_str_radix(fingerprint.unwrap_or_default(), 16).map_err(|_| {
        LinkError::Field("a list has either keys, or a fingerprint of 16 hexadecimal digits".to_owned())
    })?;
    let found = supplied.iter().find(|list| list.fingerprint() == fingerprint);
    found.cloned().ok_or(LinkError::NeedsList { name, records, fingerprint })
}
