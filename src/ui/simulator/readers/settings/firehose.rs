use leptos::prelude::*;

use super::{super::One, group, read};
use crate::sim::scenario::{DeliveryStream, Reader, Work};

fn of(reader: &Reader) -> Option<&DeliveryStream> {
    if let Work::Firehose(stream) = &reader.work { Some(stream) } else { None }
}

fn change<T>(
    reader: &mut Reader,
    value: Result<T, String>,
    set: fn(&mut DeliveryStream, T),
) -> Result<(), String> {
    let value = value?;
    if let Work::Firehose(stream) = &mut reader.work {
        set(stream, value);
    }
    Ok(())
}

pub fn fields(one: One) -> Vec<AnyView> {
    let fields = vec![
        one.field("SizeInMBs", |r| Some(of(r)?.buffer_size.to_string()), |r, text| change(r, read(text), |s, v| s.buffer_size = v)),
        one.field("IntervalInSeconds", |r| Some(of(r)?.buffer_interval.to_string()), |r, text| change(r, read(text), |s, v| s.buffer_interval = v)),
        view! { <p class="hint">"Whichever is reached first writes an object; an interval of 0 s is zero buffering."</p> }
            .into_any(),
    ];
    vec![group("Buffer before S3", fields)]
}
