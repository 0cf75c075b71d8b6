use std::{
    fmt,
    ops::{Add, Sub},
    str::FromStr,
};

use super::number::{ParseUnitError, decimal, split_number};

/// A moment of the simulated clock, in milliseconds since the run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SimTime(u64);

/// A span of the simulated clock, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SimDuration(u64);

impl SimTime {
    pub const ZERO: SimTime = SimTime(0);
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }
    pub const fn from_secs(s: u64) -> Self {
        Self(s.saturating_mul(1_000))
    }
    pub const fn millis(self) -> u64 {
        self.0
    }
    /// The whole seconds that have begun, which is also the index of the second this moment lies in.
    pub const fn second(self) -> u64 {
        self.0 / 1_000
    }
}

impl SimDuration {
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }
    pub const fn from_secs(s: u64) -> Self {
        Self(s.saturating_mul(1_000))
    }
    pub const fn from_hours(h: u64) -> Self {
        Self::from_secs(h * 3_600)
    }
    pub const fn millis(self) -> u64 {
        self.0
    }
    pub const fn secs(self) -> u64 {
        self.0 / 1_000
    }
}

impl Add<SimDuration> for SimTime {
    type Output = SimTime;
    fn add(self, span: SimDuration) -> SimTime {
        SimTime(self.0.saturating_add(span.0))
    }
}

impl Sub for SimTime {
    type Output = SimDuration;
    /// Zero where the other moment is later.
    fn sub(self, earlier: SimTime) -> SimDuration {
        SimDuration(self.0.saturating_sub(earlier.0))
    }
}

impl fmt::Display for SimTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = self.0 / 1_000;
        let (days, h, m, s) = (s / 86_400, s / 3_600 % 24, s / 60 % 60, s % 60);
        if days > 0 {
            write!(f, "{days} d ")?;
        }
        write!(f, "{h:02}:{m:02}:{s:02}")
    }
}

impl SimDuration {
    /// As a sentence has it: `5 minutes`, `24 hours`, `14 days`. The largest unit that leaves no rest; hours up to
    /// two days.
    pub fn in_words(self) -> String {
        const UNITS: [(u64, &str); 4] =
            [(86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute"), (1_000, "second")];
        let fits = |(ms, _): &&(u64, &str)| {
            self.0 >= *ms && self.0.is_multiple_of(*ms) && (*ms < 86_400_000 || self.0 >= 3 * ms)
        };
        let Some((ms, unit)) = UNITS.iter().find(fits) else { return self.to_string() };
        let n = self.0 / ms;
        format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

impl fmt::Display for SimDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ms, s) = (self.0, self.0 / 1_000);
        let two = |big: u64, big_unit: &str, small: u64, small_unit: &str| {
            if small == 0 {
                format!("{big} {big_unit}")
            } else {
                format!("{big} {big_unit} {small} {small_unit}")
            }
        };
        let text = match ms {
            0..1_000 => format!("{ms} ms"),
            1_000..60_000 => format!("{} s", decimal(u128::from(ms), 1)),
            60_000..3_600_000 => two(s / 60, "min", s % 60, "s"),
            3_600_000..86_400_000 => two(s / 3_600, "h", s / 60 % 60, "min"),
            _ => two(s / 86_400, "d", s / 3_600 % 24, "h"),
        };
        f.write_str(&text)
    }
}

impl FromStr for SimDuration {
    type Err = ParseUnitError;

    /// One or more numbers with units, added up: `1h5m`, `1 h 5 min`. A bare number is seconds.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "30 s or 1 h 5 min";
        let mut total: u128 = 0;
        let mut rest = text.trim().to_owned();
        loop {
            let (milli, tail) = split_number(&rest, example)?;
            let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
            let unit = &tail[..end];
            let unit_ms: u128 = match unit {
                "ms" => 1,
                "" | "s" | "sec" | "second" | "seconds" => 1_000,
                "m" | "min" | "minute" | "minutes" => 60_000,
                "h" | "hour" | "hours" => 3_600_000,
                "d" | "day" | "days" => 86_400_000,
                _ => return Err(ParseUnitError::UnknownUnit { unit: unit.to_owned(), example }),
            };
            let add = milli.checked_mul(unit_ms).ok_or(ParseUnitError::TooLarge)? / 1_000;
            total = total.checked_add(add).ok_or(ParseUnitError::TooLarge)?;
            tail[end..].trim().clone_into(&mut rest);
            if rest.is_empty() {
                break;
            }
            if unit.is_empty() {
                return Err(ParseUnitError::UnknownUnit { unit: rest, example });
            }
        }
        u64::try_from(total).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}
