//! Pasted lists: short ones travel within a link, long ones only by name and fingerprint.

use std::sync::Arc;

use super::{LinkError, MAX_LIST, v1::ListV1};
use crate::{
    aws::limits::MAX_RECORD_SIZE,
    kinesis::PartitionKey,
    sim::{KeyList, KeyListBuilder},
};

pub(super) fn to_v1(list: &KeyList) -> ListV1 {
    let name = list.name().to_owned();
    if json_bytes(list) > MAX_LIST {
        let fingerprint = Some(format!("{:016x}", list.fingerprint()));
        return ListV1 { name, records: Some(list.records() as u64), fingerprint, ..ListV1::default() };
    }
    let each_once = list.order().iter().copied().eq(0..list.distinct() as u32);
    ListV1 {
        name,
        keys: Some((0..list.distinct() as u32).map(|id| list.key(id).to_owned()).collect()),
        order: (!each_once).then(|| list.order().to_vec()),
        sizes: list.sizes().map(<[u32]>::to_vec),
        times_ms: list.times().map(<[u32]>::to_vec),
        ..ListV1::default()
    }
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
pub(super) fn from_v1(list: ListV1, supplied: &[Arc<KeyList>]) -> Result<Arc<KeyList>, LinkError> {
    let Some(keys) = list.keys else { return find(list, supplied) };
    for key in &keys {
        let field = |why| LinkError::Field(format!("the key “{}”: {why}", super::error::clip(key)));
        PartitionKey::check(key).map_err(field)?;
    }
    let order = list.order.unwrap_or_else(|| (0..keys.len() as u32).collect());
    let column = |column: &Option<Vec<u32>>, what: &str| match column {
        Some(column) if column.len() != order.len() => Err(LinkError::Field(format!(
            "a list has {} records and {} {what}: give one for each",
            order.len(),
            column.len()
        ))),
        _ => Ok(()),
    };
    column(&list.sizes, "sizes")?;
    column(&list.times_ms, "times_ms")?;
    let mut builder = KeyListBuilder::default();
    for (i, &id) in order.iter().enumerate() {
        let key = keys.get(id as usize).ok_or_else(|| {
            LinkError::Field(format!(
                "a list's order names key {id}, and there are {}: count from 0",
                keys.len()
            ))
        })?;
        let size = list.sizes.as_ref().map(|sizes| sizes[i]);
        if let Some(bytes) = size.filter(|&bytes| u64::from(bytes) > MAX_RECORD_SIZE.value.0) {
            let most = MAX_RECORD_SIZE.value;
            return Err(LinkError::Field(format!("a list's record of {bytes} bytes is above {most}")));
        }
        builder.push(key, size, list.times_ms.as_ref().map(|times| u64::from(times[i])));
    }
    Ok(Arc::new(builder.finish(&list.name)))
}

fn find(list: ListV1, supplied: &[Arc<KeyList>]) -> Result<Arc<KeyList>, LinkError> {
    let digits = list.fingerprint.unwrap_or_default();
    let fingerprint = u64::from_str_radix(&digits, 16).map_err(|_| {
        LinkError::Field("a list has either keys, or a fingerprint of 16 hexadecimal digits".to_owned())
    })?;
    let found = supplied.iter().find(|list| list.fingerprint() == fingerprint);
    found.cloned().ok_or(LinkError::NeedsList {
        name: list.name,
        records: list.records.unwrap_or_default(),
        fingerprint,
    })
}
