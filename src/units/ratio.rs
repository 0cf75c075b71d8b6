use std::{fmt, str::FromStr};

use super::{
    SimDuration,
    number::{ParseUnitError, decimal, grouped, split_number},
};

/// Whole hours, as retention is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hours(pub u32);

/// `24 h`, as everybody says it; from two days on, whole days are days.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            hours if hours >= 48 && hours.is_multiple_of(24) => {
                write!(f, "{} d", grouped((hours / 24).into()))
            }
            hours => write!(f, "{} h", grouped(hours.into())),
        }
    }
}

/// A bare number is hours; with a unit, anything that comes to whole hours.
impl FromStr for Hours {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "24 h or 7 d";
        let (milli, unit) = split_number(text, example)?;
        let ms = match unit.as_str() {
            "" => u64::try_from(milli.saturating_mul(3_600)).map_err(|_| ParseUnitError::TooLarge)?,
            "w" | "week" | "weeks" => {
                u64::try_from(milli.saturating_mul(604_800)).map_err(|_| ParseUnitError::TooLarge)?
            }
            _ => text.parse::<SimDuration>().map_err(|why| why.with_example(example))?.millis(),
        };
        if !ms.is_multiple_of(3_600_000) {
            return Err(ParseUnitError::TooFine { example });
        }
        u32::try_from(ms / 3_600_000).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}

/// Once in so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OneIn(pub u64);

impl fmt::Display for OneIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1 of {}", grouped(self.0))
    }
}

/// `1 of 1,000`, `1 in 1000`, `1/1000`, `1,000`, `0.1 %`.
impl FromStr for OneIn {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "1 of 1,000";
        let (milli, rest) = split_number(text, example)?;
        let of = ["of", "in", "/", ":"].into_iter().find_map(|word| rest.strip_prefix(word));
        let all = match (of, rest.as_str()) {
            (Some(of), _) if milli == 1_000 => {
                let (all, rest) = split_number(of, example)?;
                if !rest.is_empty() {
                    return Err(ParseUnitError::UnknownUnit { unit: rest, example });
                }
                all
            }
            (Some(_), _) => return Err(ParseUnitError::NotANumber { example }),
            (None, "%") if milli > 0 => 100_000_000 / milli,
            (None, "") => milli,
            (None, _) => return Err(ParseUnitError::UnknownUnit { unit: rest, example }),
        };
        u64::try_from(all / 1_000).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}

/// Whole percent, also above a hundred: growth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(pub u32);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", grouped(self.0.into()))
    }
}

impl FromStr for Percent {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "50 %";
        let (milli, unit) = split_number(text, example)?;
        if !matches!(unit.as_str(), "" | "%" | "percent") {
            return Err(ParseUnitError::UnknownUnit { unit, example });
        }
        if !milli.is_multiple_of(1_000) {
            return Err(ParseUnitError::TooFine { example });
        }
        u32::try_from(milli / 1_000).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}

/// A plain number with up to three decimals, held in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Thousandths(pub u32);

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(self.0.into(), 3))
    }
}

impl FromStr for Thousandths {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "1.2";
        let (milli, unit) = split_number(text, example)?;
        if !unit.is_empty() {
            return Err(ParseUnitError::UnknownUnit { unit, example });
        }
        u32::try_from(milli).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}
