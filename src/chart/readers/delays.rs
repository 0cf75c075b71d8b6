use super::{
    super::{Range3, RangeChart},
    Series, ink,
};
use crate::{
    aws::limits::{FAN_OUT_DELAY, SHARED_DELAY},
    sim::{Percentiles, ReaderView, Snapshot},
};

/// Propagation delay of every reader that is drawn, beside what AWS says of both ways.
pub(super) fn series(view: &Snapshot, drawn: &[usize], width: u32) -> Series {
    let seen: Vec<(usize, &ReaderView, Percentiles)> = drawn
        .iter()
        .filter_map(|&index| {
            let reader = view.readers.get(index)?;
            Some((index, reader, reader.propagation?))
        })
        .collect();
    let rows = seen.iter().map(|(index, reader, p)| Range3 {
        name: reader.name.clone(),
        ink: ink(*index),
        at: [p.p50, p.p95, p.p99].map(|span| span.millis() as i64),
    });
    let marks = vec![
        (FAN_OUT_DELAY.value.millis() as i64, format!("fan-out {}", FAN_OUT_DELAY.value)),
        (SHARED_DELAY.value.millis() as i64, format!("shared {}", SHARED_DELAY.value)),
    ];
    let takeaway = takeaway(&seen);
    let chart = RangeChart { label: format!("{takeaway}."), width, rows: rows.collect(), marks };
    Series {
        svg: chart.to_svg(),
        takeaway,
        note: "From arrival in the shard to the reader’s code (Firehose: to S3): p50, p95, p99 over the run. Upright lines: \
               the averages that AWS names."
            .to_owned(),
        keys: Vec::new(),
        heads: ["Reader", "p50", "p95", "p99"].map(str::to_owned).to_vec(),
        rows: seen
            .iter()
            .map(|(_, reader, p)| {
                vec![reader.name.clone(), p.p50.to_string(), p.p95.to_string(), p.p99.to_string()]
            })
            .collect(),
    }
}

fn takeaway(seen: &[(usize, &ReaderView, Percentiles)]) -> String {
    let fastest = |fan_out: bool| {
        seen.iter().filter(|(_, reader, _)| reader.fan_out == fan_out).min_by_key(|(_, _, p)| p.p50)
    };
    match (fastest(true), fastest(false)) {
        (Some((_, _, fan_out)), Some((_, _, shared))) => {
            format!("Half of all records are there in {} by fan-out, in {} shared", fan_out.p50, shared.p50)
        }
        (Some((_, reader, p)), None) | (None, Some((_, reader, p))) => {
            format!("Half of all records reach {} within {}", reader.name, p.p50)
        }
        (None, None) => "No record has reached a reader yet".to_owned(),
    }
}
