use std::{fmt, str::FromStr};

use super::{Count, number::ParseUnitError};

/// A day of the calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    pub const fn since_1970(days: i64) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days as i64))
    }

    /// Whole days from here to `later`; none where that is no later.
    pub fn until(self, later: Day) -> u32 {
        u32::try_from(later.0.saturating_sub(self.0).max(0)).unwrap_or(u32::MAX)
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

/// `2026-11-24`, as a date field takes it.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Years that begin in March, in cycles of 400.
        let days = self.0.saturating_add(719_468);
        let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        write!(f, "{:04}-{month:02}-{day:02}", cycle * 400 + year)
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
    fn a_day_is_written_as_it_is_read() {
        for days in (0..60_000).chain([719_000, 730_484, 2_932_896]) {
            let text = Day(days).to_string();
            assert_eq!(text.parse::<Day>(), Ok(Day(days)), "{text}");
        }
    }

    #[test]
    fn days_are_added_and_counted() {
        assert_eq!(Day(10).plus(4), Day(14));
        assert_eq!(Day(10).until(Day(14)), 4);
        assert_eq!(Day(14).until(Day(10)), 0);
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
