use leptos::prelude::*;

use super::super::One;
use crate::sim::scenario::{DeliveryStream, Reader, Work};

fn of(reader: &Reader) -> Option<&DeliveryStream> {
    if let Work::Firehose(stream) = &reader.work { Some(stream) } else { None }
}

fn with(reader: &mut Reader, change: impl FnOnce(&mut DeliveryStream)) {
    if let Work::Firehose(stream) = &mut reader.work {
        change(stream);
    }
}

pub fn fields(one: One) -> AnyView {
    view! {
        <fieldset>
            <legend>"Buffer before S3"</legend>
            {one.quantity("SizeInMBs", |r| of(r).map(|s| s.buffer_size), |r, v| with(r, |s| s.buffer_size = v))}
            {one.quantity("IntervalInSeconds", |r| of(r).map(|s| s.buffer_interval), |r, v| with(r, |s| s.buffer_interval = v))}
            <p class="hint">"Whichever is reached first writes an object; an interval of 0 s is zero buffering."</p>
        </fieldset>
    }
    .into_any()
}
