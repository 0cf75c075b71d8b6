//! Which product of the price list is which item of a bill. The names are those that public programs look for in the
//! list; the usage types of On-demand Advantage were not found in full, its operations were.

use super::Product;
use crate::aws::pricing::{Item, Measure};

/// Usage type without the Region's prefix, operation, item.
const PRODUCTS: [(&str, &str, Item); 13] = [
    ("Storage-ShardHour", "shardHourStorage", Item::ShardHours),
    ("PutRequestPayloadUnits", "PutRequest", Item::PutPayloadUnits),
    ("EnhancedFanoutHour", "ConsumerHour", Item::ConsumerShardHours),
    ("ReadBytes", "EnhancedFanoutDataRetrieval", Item::FanOutRetrieval),
    ("Extended-ShardHour", "shardHourStorage", Item::ExtendedRetention),
    ("LongTermRetention-ByteHrs", "LongTermRetentionByteHrs", Item::LongTermRetention),
    ("LongTermRetention-ReadBytes", "LongTermRetentionDataRetrieval", Item::LongTermRetrieval),
    ("OnDemand-StreamHour", "OnDemandStreamHr", Item::StandardStreamHours),
    ("OnDemand-BilledIncomingBytes", "OnDemandDataIngested", Item::StandardDataIn),
    ("OnDemand-BilledOutgoingBytes", "OnDemandDataRetrieval", Item::StandardDataOut),
    ("OnDemand-BilledOutgoingEFOBytes", "OnDemandEFODataRetrieval", Item::StandardFanOutDataOut),
    (
        "OnDemand-ExtendedRetention-ByteHrs",
        "OnDemandExtendedRetentionByteHrs",
        Item::StandardExtendedRetention,
    ),
    (
        "OnDemand-LongTermRetention-ByteHrs",
        "OnDemandLongTermRetentionByteHrs",
        Item::StandardLongTermRetention,
    ),
];

/// Operation, item. The shortfall to the commitment is billed at the price of the data, and has lines of its own that
/// say the same.
const ADVANTAGE: [(&str, Item); 5] = [
    ("AdvantageDataIngested", Item::AdvantageDataIn),
    ("AdvantageDataRetrieval", Item::AdvantageDataOut),
    ("AdvantageEFODataRetrieval", Item::AdvantageFanOutDataOut),
    ("AdvantageExtRetentionByteHrs", Item::AdvantageRetention),
    ("AdvantageLTRetentionByteHrs", Item::AdvantageRetention),
];

pub(super) fn item(product: &Product) -> Option<Item> {
    let is_type = |wanted: &str| {
        let prefix = product.usagetype.strip_suffix(wanted);
        // `USE1-`, `EU-` or nothing; not `OnDemand-`, which is part of the name.
        prefix.is_some_and(|prefix| prefix.is_empty() || is_region_prefix(prefix))
    };
    let listed =
        PRODUCTS.iter().find(|(usage, operation, _)| product.operation == *operation && is_type(usage));
    listed.map(|(_, _, item)| *item).or_else(|| {
        let operations = [product.operation.as_str(), product.advantage_operation.as_str()];
        ADVANTAGE.iter().find(|(operation, _)| operations.contains(operation)).map(|(_, item)| *item)
    })
}

fn is_region_prefix(prefix: &str) -> bool {
    prefix.strip_suffix('-').is_some_and(|region| {
        !region.is_empty() && region.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

/// Is the price for the unit in which the item is counted here? For units of which a million are priced here, the
/// power of ten between them.
pub(super) fn power_of_ten(item: Item, unit: &str) -> Option<u32> {
    let unit = unit.to_ascii_lowercase();
    let (is_right, power) = match item.measure() {
        Measure::Hours => (unit.contains("hour") || unit.ends_with("hr") || unit.ends_with("hrs"), 0),
        Measure::MillionUnits => {
            (matches!(unit.as_str(), "putrequest" | "requests" | "request" | "units"), 6)
        }
        Measure::Gb => (unit == "gb", 0),
        Measure::GbMonths => (matches!(unit.as_str(), "gb-mo" | "gb-month"), 0),
    };
    is_right.then_some(power)
}
