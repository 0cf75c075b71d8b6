//! What a run takes of everything that AWS bills in any mode: plain counters. Money is the planner's.
//!
//! Time is counted to the millisecond, and shards, consumers and retention as they are in each second: they change
//! between two of them. Held bytes are looked at once an hour: what came within one clock hour is old enough, and is
//! gone, as a whole. What is held at a full hour stands for the hour that begins, so that every byte is charged for
//! all hours that the retention keeps it beyond its first day, and a run keeps one number for each of its hours.
//!
//! At run resolution all records of a run have its size: where sizes vary, units are those of the mean record.

use std::ops::Range;

use super::weight::Weight;
use crate::{
    aws::pricing::{
        LONG_TERM_AFTER_HOURS, ON_DEMAND_UNIT_BYTES, PUT_PAYLOAD_UNIT_BYTES, RETENTION_INCLUDED_HOURS,
    },
    units::SimDuration,
};

const HOUR_MS: u64 = SimDuration::from_hours(1).millis();

/// What was used so far. The longest run of the largest stream with the most readers stays below a tenth of what
/// the types hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metered {
    /// Milliseconds that the stream was there.
    pub elapsed_ms: u64,
    /// Milliseconds, for each open shard.
    pub shard_ms: u64,
    /// Kinesis records taken: an aggregated one is one, and a duplicate is one more.
    pub records_in: u64,
    pub bytes_in: u64,
    /// Of 25 KB, rounded up for each record.
    pub put_payload_units: u64,
    /// Each record rounded up to the next KB.
    pub on_demand_bytes_in: u64,
    /// Given by `GetRecords`, whoever called it: applications, event source mappings, Firehose.
    pub shared_bytes_out: u64,
    /// Pushed to fan-out consumers.
    pub fan_out_bytes_out: u64,
    /// Milliseconds, for each open shard and fan-out consumer. One that stands still is registered all the same.
    pub consumer_shard_ms: u64,
    /// Milliseconds, for each open shard while the retention is above 24 h.
    pub extended_shard_ms: u64,
    /// Bytes of 24 h to 7 days of age, times the milliseconds they were held.
    pub extended_byte_ms: u128,
    /// Bytes of more than 7 days of age, times the milliseconds they were held.
    pub long_term_byte_ms: u128,
    /// Bytes older than 7 days that `GetRecords` gave.
    pub long_term_bytes_out: u64,
}

/// What readers were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct BytesOut {
    pub(super) shared: u64,
    pub(super) fan_out: u64,
    pub(super) long_term: u64,
}

/// How a stream stands in a second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) open_shards: u64,
    pub(super) fan_out_consumers: u64,
    pub(super) retention_ms: u64,
}

/// Counts while a run goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct Meter {
    metered: Metered,
    /// Bytes that came in each clock hour of the run; at most two weeks of them.
    hours: Vec<u64>,
    /// Hours before this one are gone.
    gone: usize,
    /// Bytes of 24 h to 7 days of age, and of more, that this hour is charged for.
    held: (u64, u64),
}

impl Meter {
    /// A shard has taken one record.
    #[inline]
    pub(super) fn take(&mut self, bytes: u64) {
        self.metered.put_payload_units += put_payload_units(bytes);
        self.metered.on_demand_bytes_in += on_demand_bytes(bytes);
    }

    /// A shard has taken so many records of this size.
    #[inline]
    pub(super) fn take_run(&mut self, records: u64, bytes_each: u64) {
        self.metered.put_payload_units += records * put_payload_units(bytes_each);
        self.metered.on_demand_bytes_in += records * on_demand_bytes(bytes_each);
    }

    /// A second that ends now is over, in which shards took so many records and bytes.
    pub(super) fn close_second(&mut self, now_ms: u64, standing: Standing, records: u64, bytes: u64) {
        self.metered.pass(1_000, standing, self.held);
        self.metered.records_in += records;
        self.metered.bytes_in += bytes;
        let hour = ((now_ms - 1) / HOUR_MS) as usize;
        self.hours.resize(hour + 1, 0);
        self.hours[hour] += bytes;
        if now_ms.is_multiple_of(HOUR_MS) {
            self.look(now_ms, standing.retention_ms);
        }
    }

    /// The retention is this from now on. Less hides at once, and more brings nothing back (fact T3).
    pub(super) fn set_retention(&mut self, now_ms: u64, retention_ms: u64) {
        self.look(now_ms, retention_ms);
    }

    /// What is held, by age, from here on.
    fn look(&mut self, now_ms: u64, retention_ms: u64) {
        let hour = (now_ms / HOUR_MS) as usize;
        self.gone = self.gone.max(hour.saturating_sub((retention_ms / HOUR_MS) as usize));
        let older = |hours: u32| hour.saturating_sub(hours as usize);
        let (first_day, week) = (older(RETENTION_INCLUDED_HOURS), older(LONG_TERM_AFTER_HOURS));
        self.held = (self.within(self.gone.max(week)..first_day), self.within(self.gone..week));
    }

    /// Bytes that came in these hours.
    fn within(&self, hours: Range<usize>) -> u64 {
        self.hours.get(hours).unwrap_or(&[]).iter().sum()
    }

    /// Up to so many milliseconds into the second under way, in which shards have taken this so far.
    pub(super) fn so_far(
        &self,
        into_second: u64,
        standing: Standing,
        taken: (u64, u64),
        out: BytesOut,
    ) -> Metered {
        let mut metered = self.metered;
        metered.pass(into_second, standing, self.held);
        metered.records_in += taken.0;
        metered.bytes_in += taken.1;
        Metered {
            shared_bytes_out: out.shared,
            fan_out_bytes_out: out.fan_out,
            long_term_bytes_out: out.long_term,
            ..metered
        }
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(size_of_val(&*self.hours));
    }
}

impl Metered {
    fn pass(&mut self, ms: u64, standing: Standing, held: (u64, u64)) {
        let shard_ms = ms * standing.open_shards;
        self.elapsed_ms += ms;
        self.shard_ms += shard_ms;
        self.consumer_shard_ms += shard_ms * standing.fan_out_consumers;
        if standing.retention_ms > u64::from(RETENTION_INCLUDED_HOURS) * HOUR_MS {
            self.extended_shard_ms += shard_ms;
        }
        self.extended_byte_ms += u128::from(held.0) * u128::from(ms);
        self.long_term_byte_ms += u128::from(held.1) * u128::from(ms);
    }
}

/// Nearly every record is one unit.
#[inline]
const fn put_payload_units(bytes: u64) -> u64 {
    if bytes <= PUT_PAYLOAD_UNIT_BYTES { 1 } else { bytes.div_ceil(PUT_PAYLOAD_UNIT_BYTES) }
}

#[inline]
const fn on_demand_bytes(bytes: u64) -> u64 {
    if bytes == 0 { ON_DEMAND_UNIT_BYTES } else { bytes.next_multiple_of(ON_DEMAND_UNIT_BYTES) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(retention_hours: u64) -> Standing {
        Standing { open_shards: 2, fan_out_consumers: 3, retention_ms: retention_hours * HOUR_MS }
    }

    /// Runs so many hours in which 10 bytes come each second.
    fn run(meter: &mut Meter, hours: Range<u64>, retention_hours: u64) {
        for second in hours.start * 3_600..hours.end * 3_600 {
            meter.close_second((second + 1) * 1_000, standing(retention_hours), 1, 10);
        }
    }

    fn byte_hours(meter: &Meter) -> (u128, u128) {
        let of = |byte_ms: u128| byte_ms / u128::from(HOUR_MS);
        (of(meter.metered.extended_byte_ms), of(meter.metered.long_term_byte_ms))
    }

    #[test]
    fn every_byte_is_charged_for_each_hour_beyond_its_first_day() {
        let mut meter = Meter::default();
        run(&mut meter, 0..24, 48);
        assert_eq!(byte_hours(&meter), (0, 0), "nothing is older than a day");
        // 36,000 bytes an hour. In the 25th hour what came in the first is charged, and so on up to 24 hours' worth:
        // 36,000 × (1 + 2 + … + 24), from then on 36,000 × 24 an hour.
        run(&mut meter, 24..25, 48);
        assert_eq!(byte_hours(&meter), (0, 0), "what is an hour and a day old is charged from now on");
        run(&mut meter, 25..49, 48);
        assert_eq!(byte_hours(&meter), (36_000 * 300, 0));
        run(&mut meter, 49..52, 48);
        assert_eq!(byte_hours(&meter), (36_000 * (300 + 3 * 24), 0));
    }

    #[test]
    fn beyond_seven_days_is_another_matter() {
        let mut meter = Meter::default();
        run(&mut meter, 0..200, 180);
        // At the hours T = 25 … 199 so many clock hours lie between 24 h and 168 h of age: min(T − 24, 144); beyond,
        // up to the retention of 180 h: min(T − 168, 12). 1 + … + 144 = 10,440, and 31 more of 144; 1 + … + 12 = 78,
        // and 19 more of 12.
        assert_eq!(byte_hours(&meter), (36_000 * (10_440 + 31 * 144), 36_000 * (78 + 19 * 12)));
    }

    #[test]
    fn less_retention_hides_at_once_and_more_brings_nothing_back() {
        let mut meter = Meter::default();
        run(&mut meter, 0..48, 72);
        let before = byte_hours(&meter);
        meter.set_retention(48 * HOUR_MS, 24 * HOUR_MS);
        run(&mut meter, 48..49, 24);
        assert_eq!(byte_hours(&meter), before);
        meter.set_retention(49 * HOUR_MS, 72 * HOUR_MS);
        run(&mut meter, 49..50, 72);
        assert_eq!(byte_hours(&meter), before, "hours up to the 25th were hidden");
        run(&mut meter, 50..51, 72);
        assert_eq!(byte_hours(&meter), (before.0 + 36_000, 0), "the 26th is a day old");
    }

    #[test]
    fn a_second_under_way_counts_by_its_milliseconds() {
        let mut meter = Meter::default();
        meter.close_second(1_000, standing(48), 4, 40);
        let out = BytesOut { shared: 5, fan_out: 6, long_term: 7 };
        let so_far = meter.so_far(250, standing(48), (1, 10), out);
        let expected = Metered {
            elapsed_ms: 1_250,
            shard_ms: 2_500,
            records_in: 5,
            bytes_in: 50,
            shared_bytes_out: 5,
            fan_out_bytes_out: 6,
            consumer_shard_ms: 7_500,
            extended_shard_ms: 2_500,
            long_term_bytes_out: 7,
            ..Metered::default()
        };
        assert_eq!(so_far, expected);
        assert_eq!(meter.so_far(0, standing(24), (0, 0), BytesOut::default()).extended_shard_ms, 2_000);
    }
}
