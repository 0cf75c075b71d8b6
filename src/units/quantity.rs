use std::{fmt, ops::Add, str::FromStr};

use super::number::{ParseUnitError, decimal, grouped, split_number};

/// A size in bytes. 1 KiB = 1,024 B; a typed `k`, `kb` or `kib` all mean KiB, as AWS's limits do (facts U1–U6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Bytes(pub u64);

impl Bytes {
    pub const KIB: Bytes = Bytes(1_024);
    pub const MIB: Bytes = Bytes(1_048_576);
}

impl Add for Bytes {
    type Output = Bytes;
    fn add(self, other: Bytes) -> Bytes {
        Bytes(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaled = |unit: u64| decimal(u128::from(self.0) * 1_000 / u128::from(unit), 2);
        match self.0 {
            0..1_024 => write!(f, "{} B", self.0),
            1_024..1_048_576 => write!(f, "{} KiB", scaled(1_024)),
            1_048_576..1_073_741_824 => write!(f, "{} MiB", scaled(1_048_576)),
            _ => write!(f, "{} GiB", scaled(1_073_741_824)),
        }
    }
}

impl FromStr for Bytes {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "600 B or 1.2 KiB";
        let (milli, unit) = split_number(text, example)?;
        let unit_bytes: u128 = match unit.as_str() {
            "" | "b" | "byte" | "bytes" => 1,
            "k" | "kb" | "kib" => 1 << 10,
            "m" | "mb" | "mib" => 1 << 20,
            "g" | "gb" | "gib" => 1 << 30,
            _ => return Err(ParseUnitError::UnknownUnit { unit, example }),
        };
        let bytes = milli.checked_mul(unit_bytes).ok_or(ParseUnitError::TooLarge)? / 1_000;
        u64::try_from(bytes).map(Bytes).map_err(|_| ParseUnitError::TooLarge)
    }
}

/// A rate of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BytesPerSecond(pub u64);

impl fmt::Display for BytesPerSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/s", Bytes(self.0))
    }
}

/// A rate of records, held in thousandths of a record per second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RecordsPerSecond(u64);

impl RecordsPerSecond {
    pub const fn new(per_second: u64) -> Self {
        Self(per_second * 1_000)
    }
    pub const fn from_milli(milli: u64) -> Self {
        Self(milli)
    }
    pub const fn milli(self) -> u64 {
        self.0
    }
    /// Whole records per second, rounded down.
    pub const fn whole(self) -> u64 {
        self.0 / 1_000
    }
}

impl fmt::Display for RecordsPerSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Thousandths matter to slow streams; at a thousand a second they are noise.
        let places = if self.0 < 1_000_000 { 3 } else { 0 };
        write!(f, "{}/s", decimal(u128::from(self.0), places))
    }
}

impl FromStr for RecordsPerSecond {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "8k/s or 250/s";
        let (milli, unit) = split_number(text, example)?;
        let bare = unit.trim_end_matches("records/s").trim_end_matches("rec/s").trim_end_matches("/s").trim();
        let milli = milli.checked_mul(scale(bare, &unit, example)?).ok_or(ParseUnitError::TooLarge)?;
        u64::try_from(milli).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}

/// A number of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Count(pub u64);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(self.0))
    }
}

impl FromStr for Count {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "12 or 1M";
        let (milli, unit) = split_number(text, example)?;
        let milli = milli.checked_mul(scale(&unit, &unit, example)?).ok_or(ParseUnitError::TooLarge)?;
        u64::try_from(milli / 1_000).map(Self).map_err(|_| ParseUnitError::TooLarge)
    }
}

/// `k` and `M` as factors of 1,000 and 1,000,000.
fn scale(letter: &str, whole_unit: &str, example: &'static str) -> Result<u128, ParseUnitError> {
    match letter {
        "" => Ok(1),
        "k" => Ok(1_000),
        "m" => Ok(1_000_000),
        _ => Err(ParseUnitError::UnknownUnit { unit: whole_unit.to_owned(), example }),
    }
}

/// A part of a whole, in parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Share(u32);

impl Share {
    pub const ONE: Share = Share(1_000_000);

    /// Clamped to the whole.
    pub const fn from_ppm(ppm: u32) -> Self {
        if ppm > 1_000_000 { Self::ONE } else { Self(ppm) }
    }
    pub const fn from_percent(percent: u32) -> Self {
        Self::from_ppm(percent.saturating_mul(10_000))
    }
    pub const fn ppm(self) -> u32 {
        self.0
    }
    /// `part` of `whole`; nothing of nothing is nothing.
    pub fn of(part: u64, whole: u64) -> Self {
        if whole == 0 {
            return Self(0);
        }
        Self::from_ppm(u32::try_from(u128::from(part) * 1_000_000 / u128::from(whole)).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = u32::from(self.0 < 100_000);
        write!(f, "{} %", decimal(u128::from(self.0) / 10, places))
    }
}

impl FromStr for Share {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "25 %";
        let (milli, unit) = split_number(text, example)?;
        if !matches!(unit.as_str(), "" | "%" | "percent") {
            return Err(ParseUnitError::UnknownUnit { unit, example });
        }
        if milli > 100_000 {
            return Err(ParseUnitError::TooLarge);
        }
        Ok(Self::from_ppm(milli as u32 * 10))
    }
}
