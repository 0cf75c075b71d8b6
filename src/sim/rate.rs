//! Records per second over time. A rate is constant within a second, and what a second brings is a whole number
//! that carries its fraction over: so both resolutions offer exactly the same number of records.

use super::scenario::{Producer, Rate};
use crate::units::{RecordsPerSecond, SimTime};

const DAY: u64 = 86_400;

impl Rate {
    /// The rate in a given second since the run began. [`Rate::AsRecorded`] has none of its own.
    pub fn at(&self, second: u64) -> RecordsPerSecond {
        match self {
            Self::Constant(rate) => *rate,
            Self::Ramp { from, to, over } => between(*from, *to, second, over.secs()),
            Self::Burst { base, peak, every, lasting } => {
                let (every, lasting) = (every.secs(), lasting.secs());
                if second % every >= every - lasting { *peak } else { *base }
            }
            Self::Day { low, peaks } => {
                let of_day = second % DAY;
                let top = peaks.iter().map(|peak| {
                    let apart = of_day.abs_diff(peak.at.second() % DAY);
                    // A peak before midnight reaches into the next day.
                    let apart = apart.min(DAY - apart);
                    between(peak.rate, *low, apart, peak.width.secs())
                });
                top.max().unwrap_or(*low).max(*low)
            }
            Self::Week { peak, percent } => {
                let (day, hour) = (second / DAY % 7, second / 3_600 % 24);
                let percent = u64::from(percent[day as usize][hour as usize]);
                RecordsPerSecond::from_milli(peak.milli() * percent / 100)
            }
            Self::AsRecorded => RecordsPerSecond::default(),
        }
    }

    /// The highest rate it ever reaches; nothing for [`Rate::AsRecorded`].
    pub fn highest(&self) -> RecordsPerSecond {
        match self {
            Self::Constant(rate) => *rate,
            Self::Ramp { from, to, .. } => *from.max(to),
            Self::Burst { base, peak, .. } => *base.max(peak),
            Self::Day { low, peaks } => peaks.iter().map(|p| p.rate).max().unwrap_or(*low).max(*low),
            Self::Week { peak, .. } => *peak,
            Self::AsRecorded => RecordsPerSecond::default(),
        }
    }
}

/// From one rate to the other in `steps` seconds, then the other.
fn between(from: RecordsPerSecond, to: RecordsPerSecond, step: u64, steps: u64) -> RecordsPerSecond {
    let step = i128::from(step.min(steps));
    let (a, b) = (i128::from(from.milli()), i128::from(to.milli()));
    RecordsPerSecond::from_milli((a + (b - a) * step / i128::from(steps)) as u64)
}

/// Hands out a producer's records second by second.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrivals {
    /// Thousandths of a record left over.
    carry: u64,
    /// The next recorded record, for [`Rate::AsRecorded`].
    recorded: usize,
}

impl Arrivals {
    /// How many records `producer` makes in this second. Seconds are asked for in order.
    pub(super) fn in_second(&mut self, producer: &Producer, second: u64) -> u32 {
        if let (Rate::AsRecorded, Some(times)) = (&producer.rate, producer.list().and_then(|l| l.times())) {
            let end = (second + 1).saturating_mul(1_000);
            let first = self.recorded;
            while times.get(self.recorded).is_some_and(|&t| u64::from(t) < end) {
                self.recorded += 1;
            }
            return (self.recorded - first) as u32;
        }
        let begun = SimTime::from_secs(second);
        if begun < producer.from || producer.until.is_some_and(|until| begun >= until) {
            return 0;
        }
        let milli = producer.rate.at(second - producer.from.second()).milli() + self.carry;
        self.carry = milli % 1_000;
        (milli / 1_000) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sim::scenario::{DayPeak, Keys, RecordSize},
        units::{Bytes, SimDuration},
    };

    const fn per_second(n: u64) -> RecordsPerSecond {
        RecordsPerSecond::new(n)
    }

    #[test]
    fn shapes_by_hand() {
        let secs = SimDuration::from_secs;
        let ramp = Rate::Ramp { from: per_second(100), to: per_second(200), over: secs(10) };
        assert_eq!([0, 5, 10, 99].map(|s| ramp.at(s).whole()), [100, 150, 200, 200]);

        let burst =
            Rate::Burst { base: per_second(10), peak: per_second(90), every: secs(60), lasting: secs(2) };
        assert_eq!([0, 57, 58, 59, 60, 118].map(|s| burst.at(s).whole()), [10, 10, 90, 90, 10, 90]);

        let noon = DayPeak { at: SimTime::from_secs(43_200), rate: per_second(1_000), width: secs(7_200) };
        let late = DayPeak { at: SimTime::from_secs(86_000), rate: per_second(500), width: secs(1_000) };
        let day = Rate::Day { low: per_second(100), peaks: vec![noon, late] };
        // 100 is 900 s … 43,200 the top, 46,800 half way down; 86,400 + 100 lies 500 s past the late peak.
        assert_eq!([0, 43_200, 46_800, 50_400].map(|s| day.at(s).whole()), [340, 1_000, 550, 100]);
        assert_eq!(day.at(86_500).whole(), 300);

        let mut percent = Box::new([[0; 24]; 7]);
        percent[6][23] = 50;
        let week = Rate::Week { peak: per_second(300), percent };
        assert_eq!(week.at(7 * DAY - 1).whole(), 150);
        assert_eq!(week.at(7 * DAY).whole(), 0);
    }

    #[test]
    fn fractions_are_carried_and_the_window_of_activity_is_kept() {
        let size = RecordSize::Fixed(Bytes(1));
        let mut producer =
            Producer::new("p", Rate::Constant(RecordsPerSecond::from_milli(300)), size, Keys::Random);
        producer.from = SimTime::from_secs(2);
        producer.until = Some(SimTime::from_secs(12));
        let mut arrivals = Arrivals::default();
        let counts: Vec<u32> = (0..20).map(|s| arrivals.in_second(&producer, s)).collect();
        assert_eq!(counts.iter().sum::<u32>(), 3, "0.3 a second for ten seconds");
        assert_eq!(counts[..5], [0; 5], "two seconds before it starts, three to fill up one record");
        assert_eq!(counts[12..], [0; 8]);
    }
}
