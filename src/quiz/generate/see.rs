//! The drawn numbers, loaded into the planner.

use crate::{
    aws::pricing::PriceSheet,
    link,
    plan::{RecordSizes, Traffic, TrafficShape, Workload},
    quiz::question::See,
    units::{Bytes, RecordsPerSecond},
};

/// A workload of so many records a second, of so many bytes, and shared consumers, in the planner. Its figure for
/// throughput is the question's: no growth, no surge, and no looking for the busiest second.
pub(super) fn planned(records_per_second: u64, record_bytes: u64, shared_consumers: u32) -> See {
    planned_as(records_per_second, record_bytes, |workload| workload.shared_consumers = shared_consumers)
}

/// The same, with more of the workload said.
pub(super) fn planned_as(
    records_per_second: u64,
    record_bytes: u64,
    more: impl FnOnce(&mut Workload),
) -> See {
    let rate = RecordsPerSecond::new(records_per_second);
    let mut workload = Workload {
        traffic: Traffic { peak: rate, shape: TrafficShape::Average(rate), surge: None },
        sizes: RecordSizes::Fixed(Bytes(record_bytes)),
        fan_out_consumers: 0,
        throttled_one_in: None,
        ..Workload::default()
    };
    more(&mut workload);
    See::Link(link::encode_plan(&workload, &PriceSheet::shipped(workload.region)))
}
