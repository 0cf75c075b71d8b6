use std::str::FromStr;

use super::{Count, number::ParseUnitError};

/// A day of the calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    pub const fn since_1970(days: i64) -> Self {
        Self(days)
    }

    /// How long ago it was: `today`, `1 day ago`, `63 days ago`; nothing of a day to come.
    pub fn ago(self, today: Day) -> Option<String> {
        match today.0.checked_sub(self.0)? {
            0 => Some("today".to_owned()),
            1 => Some("1 day ago".to_owned()),
            days => u64::try_from(days).ok().map(|days| format!("{} days ago", Count(days))),
        }
    }
}

/// An ISO day, `2026-11-24`; a time behind it is passed over.
impl FromStr for Day {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not = || ParseUnitError::NotANumber { example: "2026-11-24" };
        let day = text.trim().get(..10).ok_or_else(not)?;
        let mut parts = day.split('-').map(|part| part.parse::<u16>().ok());
        let mut next = |least: u16, most: u16| {
            parts.next().flatten().filter(|part| (least..=most).contains(part)).ok_or_else(not)
        };
        let (year, month, day) = (i64::from(next(1970, 9999)?), next(1, 12)?, next(1, 31)?);
        // Years that begin in March have the odd day at their end.
        let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
        let days_before = (153 * i64::from(month) + 2) / 5;
        let days = year * 365 + year / 4 - year / 100 + year / 400 + days_before + i64::from(day) - 1;
        Ok(Self(days - 719_468))
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-11-24", 20_781),
            ("2026-09-23T10:11:12Z", 20_719),
        ] {
            assert_eq!(text.parse::<Day>(), Ok(Day(days)), "{text}");
        }
        for wrong in ["", "2026", "2026-13-01", "2026-00-01", "24-11-2026", "ééééé", "20261124xx"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_age_is_told_in_days() {
        let today = Day(20_782);
        for (day, expected) in [
            (20_782, Some("today")),
            (20_781, Some("1 day ago")),
            (20_719, Some("63 days ago")),
            (0, Some("20,782 days ago")),
            (20_783, None),
        ] {
            assert_eq!(Day(day).ago(today).as_deref(), expected);
        }
    }
}
