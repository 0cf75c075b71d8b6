//! What a little change would save.

use super::{ALL, Finding, ON_DEMAND, PROVISIONED, STANDARD, Weight};
use crate::{
    aws::pricing::{
        LONG_TERM_AFTER_HOURS, Mode, ON_DEMAND_UNIT_BYTES, PUT_PAYLOAD_UNIT_BYTES, PriceSheet,
        RETENTION_INCLUDED_HOURS,
    },
    plan::{Aggregation, Demand, Plan, Sizing, Workload, bill::bill, cheapest, usage},
    units::{Bytes, Count, SimDuration, Usd},
};

const PRICING: &str = "aws.amazon.com/kinesis/data-streams/pricing";
/// Above a step by at most this part of it, a record can be trimmed.
const JUST_ABOVE: u64 = 10;
/// Producer processes that are taken where it is told what aggregation would do.
const PROCESSES: u32 = 10;

/// Records of one size, a little more than a whole number of PUT payload units.
pub(super) fn just_above_a_step(plan: &Plan) -> Option<Finding> {
    let size = plan.demand.mean_size();
    let (units, over) = (size.0 / PUT_PAYLOAD_UNIT_BYTES, size.0 % PUT_PAYLOAD_UNIT_BYTES);
    let is_one_size = u128::from(plan.demand.sizes.largest) * u128::from(plan.demand.sizes.records)
        == plan.demand.sizes.bytes;
    (is_one_size && units > 0 && over > 0 && over <= PUT_PAYLOAD_UNIT_BYTES / JUST_ABOVE).then(|| Finding {
        name: "put_payload_unit_step",
        weight: Weight::Warns,
        modes: PROVISIONED,
        what: format!(
            "A record of {size} is billed as {} PUT payload units of 25 KB; with {} less it would be {}.",
            Count(units + 1),
            Bytes(over),
            Count(units)
        ),
        advice: format!("Trim or compress the records to {} or less.", Bytes(units * PUT_PAYLOAD_UNIT_BYTES)),
        source: PRICING,
    })
}

/// How much of what on-demand bills as data in is rounding.
pub(super) fn rounding(plan: &Plan) -> Option<Finding> {
    let (bytes, billed) = (plan.demand.sizes.bytes, plan.demand.sizes.on_demand_bytes);
    // From a quarter on.
    (billed * 3 > bytes * 4).then(|| Finding {
        name: "rounding",
        weight: Weight::Tells,
        modes: ON_DEMAND,
        what: format!(
            "Each record is billed up to the next KB: a mean record of {} counts as {}.",
            plan.demand.mean_size(),
            Bytes(u64::try_from(billed / u128::from(plan.demand.sizes.records.max(1))).unwrap_or(u64::MAX))
        ),
        advice: format!(
            "Several user records in one Kinesis record fill the {}: aggregate.",
            Bytes(ON_DEMAND_UNIT_BYTES)
        ),
        source: PRICING,
    })
}

pub(super) fn retention(plan: &Plan) -> Option<Finding> {
    let hours = plan.workload.retention_hours;
    if hours <= RETENTION_INCLUDED_HOURS {
        return None;
    }
    let kept = SimDuration::from_hours(hours.into());
    let (what, advice) = if hours <= LONG_TERM_AFTER_HOURS {
        (
            format!(
                "Retention of {kept} costs a provisioned stream by its shard hours: as much for {} h as for 7 days.",
                RETENTION_INCLUDED_HOURS + 1
            ),
            "Keep 24 h, or all of the 7 days that are paid for.".to_owned(),
        )
    } else {
        (
            format!(
                "Retention of {kept} crosses the tier at 7 days: what is older is billed by the GB-month, beside the shard hours for the first 7 days, and reading it again by the GB."
            ),
            "Let Firehose, or the stream’s own delivery in on-demand mode, put the old data into S3, where GBs cost less."
                .to_owned(),
        )
    };
    Some(Finding {
        name: "retention_tier",
        weight: Weight::Tells,
        modes: PROVISIONED,
        what,
        advice,
        source: PRICING,
    })
}

/// What the KPL would save in the cheapest mode.
pub(super) fn aggregation(plan: &Plan, prices: &PriceSheet) -> Option<Finding> {
    if plan.workload.aggregation != Aggregation::Off {
        return None;
    }
    let aggregation = Aggregation::Kpl { processes: PROCESSES };
    let workload = Workload { aggregation, ..plan.workload.clone() };
    let demand = Demand::of(&workload);
    if demand.aggregated < 2 {
        return None;
    }
    let sizing = Sizing::of(&workload, &demand);
    let usage = usage(&workload, &demand, sizing.per_stream);
    let (_, now) = plan.cheapest()?;
    let bills = Mode::ALL.map(|mode| bill(mode, &usage, prices));
    let (mode, then) = cheapest(&bills, sizing.is_possible())?;
    // From a twentieth on.
    let saved = now.nanos().checked_sub(then.nanos()).filter(|saved| saved * 20 > now.nanos())?;
    let shards = if mode == Mode::Provisioned && sizing.per_stream != plan.sizing.per_stream {
        format!("{} shards instead of {}, and ", Count(sizing.per_stream), Count(plan.sizing.per_stream))
    } else {
        String::new()
    };
    Some(Finding {
        name: "aggregation",
        weight: Weight::Tells,
        modes: ALL,
        what: format!(
            "Aggregated by the KPL in {PROCESSES} processes, {} records become one: {shards}{} ({}) instead of {}, {} less.",
            Count(demand.aggregated),
            then.about(),
            mode.title(),
            now.about(),
            Usd::from_nanos(saved).about()
        ),
        advice:
            "Worth it where 100 ms of waiting are no matter and all consumers understand the KPL’s format."
                .to_owned(),
        source: "amazon-kinesis-producer, aggregation-format.md and default_config.properties",
    })
}

/// AWS says how data in is rounded, and is silent about data out.
pub(super) fn data_out(plan: &Plan) -> Option<Finding> {
    let consumers = u128::from(plan.workload.shared_consumers + plan.workload.fan_out_consumers);
    let rounded = plan.usage.on_demand_bytes_in * consumers;
    let bytes = plan.usage.shared_bytes_out + plan.usage.fan_out_bytes_out;
    // From a tenth on.
    (rounded * 10 > bytes * 11).then(|| Finding {
        name: "data_out_rounding",
        weight: Weight::Tells,
        modes: STANDARD,
        what: format!(
            "Data out is told by its bytes: AWS says that data in is rounded up to the KB for each record, and does not say whether data out is. If it is, {} % more is billed as out.",
            (rounded * 100).checked_div(bytes).unwrap_or(100).saturating_sub(100)
        ),
        advice: "Look at the first day’s bill before counting on it.".to_owned(),
        source: PRICING,
    })
}

/// AWS lists a price for reading old data in provisioned mode, and none in the on-demand modes.
pub(super) fn replay_on_demand(plan: &Plan) -> Option<Finding> {
    let bytes = plan.usage.long_term_retrieved_bytes;
    (bytes > 0).then(|| Finding {
        name: "replay_on_demand",
        weight: Weight::Warns,
        modes: ON_DEMAND,
        what: format!(
            "Reading {} that are older than 7 days is not in the on-demand bills: AWS lists a price for it in provisioned mode only.",
            Bytes(u64::try_from(bytes).unwrap_or(u64::MAX))
        ),
        advice: "Count on at least the price of data out for it, and look at the first bill.".to_owned(),
        source: PRICING,
    })
}
