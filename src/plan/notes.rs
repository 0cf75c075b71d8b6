//! What stands under a mode's bill: how its rounding and minimum came into it.

use super::{Plan, Usage};
use crate::{
    aws::pricing::{ADVANTAGE_COMMITMENT_BYTES_PER_SECOND, Mode, PUT_PAYLOAD_UNIT_BYTES},
    units::{Bytes, BytesPerSecond},
};

/// Whole sentences, most important first.
pub fn notes(plan: &Plan, mode: Mode) -> Vec<String> {
    match mode {
        Mode::Provisioned => provisioned(plan).into_iter().collect(),
        Mode::OnDemandStandard => rounding(plan).into_iter().collect(),
        Mode::OnDemandAdvantage => minimum(plan).into_iter().chain(rounding(plan)).collect(),
    }
}

fn provisioned(plan: &Plan) -> Option<String> {
    if !plan.sizing.is_possible() {
        return Some(
            "No number of shards carries these keys: this is what the shards cost that all else needs."
                .to_owned(),
        );
    }
    let Bytes(mean) = plan.demand.mean_size();
    let units = Usage::put_payload_units_of(mean);
    let paid = u128::from(units * PUT_PAYLOAD_UNIT_BYTES);
    // Nearly full units are not worth a word.
    (paid > 2 * u128::from(mean)).then(|| {
        format!(
            "A record of {} is billed as {} of 25 KB.",
            Bytes(mean),
            if units == 1 { "one unit".to_owned() } else { format!("{units} units") },
        )
    })
}

fn rounding(plan: &Plan) -> Option<String> {
    let sizes = &plan.demand.sizes;
    let (bytes, billed) = (sizes.bytes, sizes.on_demand_bytes);
    // Tenths of the volume that are billed.
    let tenths = (billed * 10 + bytes / 2) / bytes.max(1);
    (tenths > 10).then(|| {
        format!(
            "Data in is billed as {}.{} times its volume: each record of {} counts up to the next KB.",
            tenths / 10,
            tenths % 10,
            plan.demand.mean_size()
        )
    })
}

fn minimum(plan: &Plan) -> Option<String> {
    let usage = &plan.usage;
    let (short_in, short_out) = usage.shortfall();
    let seconds = (usage.elapsed_ms / 1_000).max(1);
    let rate = |bytes: u128| BytesPerSecond(u64::try_from(bytes / seconds).unwrap_or(u64::MAX));
    let least = BytesPerSecond(ADVANTAGE_COMMITMENT_BYTES_PER_SECOND);
    let written = rate(usage.on_demand_bytes_in);
    let read = rate(usage.shared_bytes_out + usage.fan_out_bytes_out);
    match (short_in > 0, short_out > 0) {
        (true, true) => {
            Some(format!("At least {least} in and out is billed; this is {written} in and {read} out."))
        }
        (true, false) => Some(format!("At least {least} in is billed; this is {written}.")),
        (false, true) => Some(format!("At least {least} out is billed; this is {read}.")),
        (false, false) => None,
    }
}
