//! What is billed, and what it comes to. The only place where a quantity meets a price.

use crate::{
    aws::pricing::{ADVANTAGE_COMMITMENT_BYTES_PER_SECOND, Item, Measure, Mode, Origin, Price, PriceSheet},
    units::{Usd, grouped},
};

/// Everything that is billed in any mode, counted as finely as it is: of a plan's period, or of a run so far.
/// All streams together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// How long all this took, in milliseconds: the commitment of On-demand Advantage runs by the clock.
    pub elapsed_ms: u128,
    /// Milliseconds, for each stream.
    pub stream_ms: u128,
    /// Milliseconds, for each open shard.
    pub shard_ms: u128,
    /// Of 25 KB, rounded up for each record (see [`Usage::put_payload_units_of`]).
    pub put_payload_units: u128,
    /// Bytes taken in, each record rounded up to 1 KB (see [`Usage::on_demand_bytes_of`]).
    pub on_demand_bytes_in: u128,
    /// Bytes given to consumers that share the shards' throughput, each consumer's counted.
    pub shared_bytes_out: u128,
    /// Bytes given to fan-out consumers, each consumer's counted.
    pub fan_out_bytes_out: u128,
    /// Milliseconds, for each fan-out consumer and open shard.
    pub consumer_shard_ms: u128,
    /// Milliseconds of open shards while the retention is above 24 h.
    pub extended_shard_ms: u128,
    /// Bytes held between 24 h and 7 days of age, times hours.
    pub extended_byte_hours: u128,
    /// Bytes held beyond 7 days of age, times hours.
    pub long_term_byte_hours: u128,
    /// Bytes older than 7 days that `GetRecords` read again.
    pub long_term_retrieved_bytes: u128,
}

impl Usage {
    /// PUT payload units of one record of so many bytes (data and partition key): at least one.
    pub const fn put_payload_units_of(record: u64) -> u64 {
        let units = record.div_ceil(crate::aws::pricing::PUT_PAYLOAD_UNIT_BYTES);
        if units == 0 { 1 } else { units }
    }

    /// Bytes of one record as an on-demand stream bills them: up to the next 1,024, at least that.
    pub const fn on_demand_bytes_of(record: u64) -> u64 {
        let unit = crate::aws::pricing::ON_DEMAND_UNIT_BYTES;
        let units = record.div_ceil(unit);
        if units == 0 { unit } else { units * unit }
    }

    /// What is billed for one item, in what [`Item::measure`] counts.
    pub fn of(&self, item: Item) -> u128 {
        match item {
            Item::ShardHours => self.shard_ms,
            Item::PutPayloadUnits => self.put_payload_units,
            Item::ConsumerShardHours => self.consumer_shard_ms,
            Item::FanOutRetrieval | Item::StandardFanOutDataOut | Item::AdvantageFanOutDataOut => {
                self.fan_out_bytes_out
            }
            Item::ExtendedRetention => self.extended_shard_ms,
            Item::LongTermRetention | Item::StandardLongTermRetention => self.long_term_byte_hours,
            Item::LongTermRetrieval => self.long_term_retrieved_bytes,
            Item::StandardStreamHours | Item::AdvantageStreamHours => self.stream_ms,
            Item::StandardDataIn | Item::AdvantageDataIn => self.on_demand_bytes_in,
            Item::StandardDataOut | Item::AdvantageDataOut => self.shared_bytes_out,
            Item::StandardExtendedRetention => self.extended_byte_hours,
            Item::AdvantageUnusedIn => self.shortfall().0,
            Item::AdvantageUnusedOut => self.shortfall().1,
            Item::AdvantageRetention => self.extended_byte_hours + self.long_term_byte_hours,
        }
    }

    /// Bytes that On-demand Advantage bills at least, in and out each.
    pub fn committed_bytes(&self) -> u128 {
        u128::from(ADVANTAGE_COMMITMENT_BYTES_PER_SECOND) * self.elapsed_ms / 1_000
    }

    /// Billed in On-demand Advantage though it was not used: bytes in, bytes out.
    pub fn shortfall(&self) -> (u128, u128) {
        let committed = self.committed_bytes();
        (
            committed.saturating_sub(self.on_demand_bytes_in),
            committed.saturating_sub(self.shared_bytes_out + self.fan_out_bytes_out),
        )
    }
}

/// One line of a bill: quantity × price = amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub item: Item,
    /// In what [`Item::measure`] counts.
    pub quantity: u128,
    /// Nothing where no source tells the price.
    pub price: Option<Price>,
    /// To the nanodollar, halves up. Nothing where the price is not known.
    pub usd: Option<Usd>,
}

impl Line {
    fn new(item: Item, quantity: u128, price: Option<&Price>) -> Self {
        let usd = price.map(|price| amount(quantity, price.usd, item.measure()));
        Self { item, quantity, price: price.cloned(), usd }
    }

    /// In the unit of the price, as a plain decimal with up to six places: `13784.454346`.
    pub fn quantity_exact(&self) -> String {
        exact(self.quantity, self.item.measure())
    }

    /// As it is multiplied: `6,570 shard-hours`, `13,784 GB`, `0.0042 GB`.
    pub fn quantity_shown(&self) -> String {
        format!("{} {}", counted(self.quantity, self.item.measure()), self.unit())
    }

    /// What the quantity counts.
    pub const fn unit(&self) -> &'static str {
        match self.item.measure() {
            Measure::MillionUnits => "M units",
            Measure::Gb => "GB",
            Measure::GbMonths => "GB-months",
            Measure::Hours => match self.item {
                Item::ConsumerShardHours => "consumer-shard-hours",
                Item::StandardStreamHours | Item::AdvantageStreamHours => "stream-hours",
                _ => "shard-hours",
            },
        }
    }
}

/// In the unit of the price, as a plain decimal with up to six places.
pub(super) fn exact(quantity: u128, measure: Measure) -> String {
    let per = measure.per();
    let millionths = (quantity % per * 1_000_000 + per / 2) / per;
    let (whole, frac) = (quantity / per + millionths / 1_000_000, millionths % 1_000_000);
    let frac = format!("{frac:06}");
    let frac = frac.trim_end_matches('0');
    if frac.is_empty() { whole.to_string() } else { format!("{whole}.{frac}") }
}

/// In the unit of the price, for people.
pub(super) fn counted(quantity: u128, measure: Measure) -> String {
    let per = measure.per();
    if quantity < per {
        return fraction(quantity, per);
    }
    let hundredths = (quantity * 100 + per / 2) / per;
    let whole = u64::try_from(hundredths / 100).unwrap_or(u64::MAX);
    let frac = hundredths % 100;
    // Below a thousand, hundredths say something.
    if whole >= 1_000 {
        grouped(whole.saturating_add(u64::from(frac >= 50)))
    } else if frac == 0 {
        grouped(whole)
    } else {
        format!("{whole}.{frac:02}")
    }
}

/// A quantity below one: to two digits that say something, down to a millionth.
fn fraction(quantity: u128, per: u128) -> String {
    let millionths = (quantity * 1_000_000 + per / 2) / per;
    if millionths == 0 && quantity > 0 {
        return "< 0.000001".to_owned();
    }
    let step = 10_u128.pow(millionths.checked_ilog10().unwrap_or(0).saturating_sub(1));
    let rounded = (millionths + step / 2) / step * step;
    let text = format!("{}.{:06}", rounded / 1_000_000, rounded % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `quantity / per × price`, to the nanodollar, halves up. The product is taken apart, so that it fits.
pub(super) fn amount(quantity: u128, price: Usd, measure: Measure) -> Usd {
    let per = measure.per();
    let (whole, rest) = (quantity / per, quantity % per);
    Usd::from_nanos(whole.saturating_mul(price.nanos()) + (rest * price.nanos() + per / 2) / per)
}

/// What one mode costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    pub mode: Mode,
    /// Only items of which there is something.
    pub lines: Vec<Line>,
}

impl Bill {
    /// Nothing where a price is missing.
    pub fn total(&self) -> Option<Usd> {
        self.lines.iter().map(|line| line.usd).sum()
    }

    /// The lines whose price is known.
    pub fn known(&self) -> Usd {
        self.lines.iter().filter_map(|line| line.usd).sum()
    }

    /// Items without a price.
    pub fn unknown(&self) -> impl Iterator<Item = Item> {
        self.lines.iter().filter(|line| line.usd.is_none()).map(|line| line.item)
    }

    /// Was every price shipped with the page and documented by AWS?
    pub fn is_documented(&self) -> bool {
        use crate::aws::Confidence;
        self.lines.iter().all(|line| {
            matches!(
                line.price.as_ref().map(|price| &price.origin),
                Some(Origin::Shipped { confidence: Confidence::Documented, .. })
            )
        })
    }
}

/// The bill of one mode for a usage. A plan is told for the capacity it advises; On-demand Advantage with its
/// commitment.
pub fn bill(mode: Mode, usage: &Usage, prices: &PriceSheet) -> Bill {
    let items = Item::lines().filter(|item| item.mode() == mode);
    let lines = items.map(|item| Line::new(item, usage.of(item), prices.get(item)));
    // A price of nothing needs no line: On-demand Advantage has no stream hours.
    let has_to_be_told = |line: &Line| line.quantity > 0 && line.usd != Some(Usd::default());
    Bill { mode, lines: lines.filter(has_to_be_told).collect() }
}
