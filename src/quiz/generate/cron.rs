//! Cron expressions of scheduled rules: six fields, and a `?` in one of the two fields for days.

/// Expressions go on for ever; a run that is further off than this is not looked for.
const DAYS_AHEAD: u64 = 5 * 366;

/// A minute of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    /// Since 1 January 1970.
    pub(super) day: u64,
    /// Of the day.
    pub(super) minute: u64,
}

impl Moment {
    pub(super) fn date(self) -> Date {
        // Days of the Gregorian calendar counted from 1 March of the year 0, as Howard Hinnant describes it.
        let days = self.day + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let of_cycle = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * of_cycle + of_cycle / 4 - of_cycle / 100);
        let march = (5 * of_year + 2) / 153;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = era * 400 + of_cycle + u64::from(month <= 2);
        Date { year, month, day: of_year - (153 * march + 2) / 5 + 1 }
    }

    /// 1 for Sunday … 7 for Saturday, as expressions count.
    pub(super) fn weekday(self) -> u64 {
        (self.day + 4) % 7 + 1
    }

    pub(super) fn plus(self, minutes: u64) -> Self {
        let minute = self.minute + minutes;
        Self { day: self.day + minute / 1_440, minute: minute % 1_440 }
    }

    pub(super) fn minus(self, minutes: u64) -> Self {
        let all = self.day * 1_440 + self.minute - minutes;
        Self { day: all / 1_440, minute: all % 1_440 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: u64,
    /// 1 … 12
    pub(super) month: u64,
    pub(super) day: u64,
}

/// An expression, as sets of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cron {
    minutes: u64,
    hours: u64,
    /// Days of the month, or days of the week.
    days: Days,
    months: u64,
    year: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    OfMonth(u64),
    OfWeek(u64),
}

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

impl Cron {
    /// What stands between `cron(` and `)`; nothing where a rule would refuse it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.strip_prefix("cron(")?.strip_suffix(')')?.split(' ').collect();
        let [minutes, hours, of_month, months, of_week, year] = fields[..] else { return None };
        let days = match (of_month, of_week) {
            ("?", "?") => return None,
            (of_month, "?") => Days::OfMonth(set(of_month, 1, 31, &[])?),
            ("?", of_week) => Days::OfWeek(set(of_week, 1, 7, &WEEKDAYS)?),
            _ => return None,
        };
        let year = if year == "*" { None } else { Some(year.parse().ok()?) };
        Some(Self {
            minutes: set(minutes, 0, 59, &[])?,
            hours: set(hours, 0, 23, &[])?,
            days,
            months: set(months, 1, 12, &MONTHS)?,
            year,
        })
    }

    fn runs_on(self, day: Moment) -> bool {
        let date = day.date();
        let of_week_or_month = match self.days {
            Days::OfMonth(days) => days >> date.day & 1 == 1,
            Days::OfWeek(days) => days >> day.weekday() & 1 == 1,
        };
        of_week_or_month && self.months >> date.month & 1 == 1 && self.year.is_none_or(|it| it == date.year)
    }

    fn runs_at(self, minute: u64) -> bool {
        self.hours >> (minute / 60) & 1 == 1 && self.minutes >> (minute % 60) & 1 == 1
    }

    /// The first run after a moment.
    pub(super) fn next(self, after: Moment) -> Option<Moment> {
        (after.day..after.day + DAYS_AHEAD).find_map(|day| {
            let first = if day == after.day { after.minute + 1 } else { 0 };
            let minute = || (first..1_440).find(|minute| self.runs_at(*minute));
            self.runs_on(Moment { day, minute: 0 })
                .then(minute)
                .flatten()
                .map(|minute| Moment { day, minute })
        })
    }

    /// The runs in so many days, from the beginning of one.
    pub(super) fn runs(self, day: u64, days: u64) -> Vec<Moment> {
        let (mut runs, end) = (Vec::new(), Moment { day: day + days, minute: 0 });
        // A minute before, so that a run at midnight is one.
        let mut at = Moment { day: day - 1, minute: 1_439 };
        while let Some(next) = self.next(at).filter(|next| *next < end) {
            runs.push(next);
            at = next;
        }
        runs
    }
}

/// `*`, `5`, `MON-FRI`, `0/15`, `1,3-5`; nothing where it is none of these.
fn set(field: &str, least: u64, most: u64, names: &[&str]) -> Option<u64> {
    let value = |text: &str| {
        let by_name = names.iter().position(|name| *name == text).map(|index| index as u64 + least);
        by_name.or_else(|| text.parse().ok()).filter(|n| (least..=most).contains(n))
    };
    field.split(',').try_fold(0, |set, part| {
        let (from, to, step) = if part == "*" {
            (least, most, 1)
        } else if let Some((from, step)) = part.split_once('/') {
            (value(from)?, most, step.parse().ok().filter(|step| *step > 0)?)
        } else if let Some((from, to)) = part.split_once('-') {
            (value(from)?, value(to)?, 1)
        } else {
            (value(part)?, value(part)?, 1)
        };
        Some((from..=to).step_by(step).fold(set, |set, n| set | 1 << n))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tuesday, 24 November 2026, 10:17.
    const NOW: Moment = Moment { day: 20_781, minute: 617 };

    #[test]
    fn a_day_is_its_date() {
        let check = |day: u64, weekday: u64, year: u64, month: u64, day_of_month: u64| {
            let moment = Moment { day, minute: 0 };
            assert_eq!((moment.weekday(), moment.date()), (weekday, Date { year, month, day: day_of_month }));
        };
        check(0, 5, 1970, 1, 1);
        check(11_016, 3, 2000, 2, 29);
        check(NOW.day, 3, 2026, 11, 24);
        check(NOW.day + 37, 5, 2026, 12, 31);
        check(NOW.day + 38, 6, 2027, 1, 1);
    }

    #[test]
    fn the_next_run_is_the_first_after_now() {
        // Days from now on, and the time.
        let check = |text: &str, days: u64, hour: u64, minute: u64| {
            let next =
                Cron::parse(text).and_then(|it| it.next(NOW)).unwrap_or_else(|| panic!("{text} never runs"));
            assert_eq!((next.day - NOW.day, next.minute), (days, hour * 60 + minute), "{text}");
        };
        check("cron(0 8 * * ? *)", 1, 8, 0);
        check("cron(17 10 * * ? *)", 1, 10, 17);
        check("cron(18 10 * * ? *)", 0, 10, 18);
        check("cron(0/15 * * * ? *)", 0, 10, 30);
        check("cron(30 9 ? * MON-FRI *)", 1, 9, 30);
        check("cron(30 9 ? * 2 *)", 6, 9, 30);
        check("cron(0 18 ? * 1 *)", 5, 18, 0);
        check("cron(0 0 1 * ? *)", 7, 0, 0);
        check("cron(0 12 1 JAN ? *)", 38, 12, 0);
        check("cron(5 8-17 ? * 3 *)", 0, 11, 5);
        check("cron(0 6,20 ? * TUE,THU *)", 0, 20, 0);
    }

    #[test]
    fn what_a_rule_refuses_is_no_expression() {
        for text in [
            "cron(0 8 * * MON-FRI)",
            "cron(0 8 * * MON-FRI *)",
            "cron(0 8 ? * ? *)",
            "cron(0 24 * * ? *)",
            "cron(60 8 * * ? *)",
            "cron(0 8 ? * 0 *)",
            "0 8 * * ? *",
        ] {
            assert_eq!(Cron::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_ends() {
        let past = Cron::parse("cron(0 8 * * ? 2025)").expect("a schedule");
        assert_eq!(past.next(NOW), None);
    }
}
