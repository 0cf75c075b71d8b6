//! When a record was made, from the ways logs write it, to milliseconds since 1970.

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeError {
    NotATime,
    Before1970,
}

const MS_PER_DAY: i64 = 86_400_000;

/// A number since 1970, or ISO 8601.
pub(super) fn parse(text: &str) -> Result<u64, TimeError> {
    let text = text.trim();
    // A date has its first `-` after the year; a number has one in front or none.
    if text.as_bytes().get(4) == Some(&b'-') { iso(text) } else { epoch(text) }
}

/// Seconds, milliseconds, microseconds or nanoseconds: counted in any of them, the years 1973 to 5138 have
/// numbers that the others do not reach. Smaller numbers are seconds.
fn epoch(text: &str) -> Result<u64, TimeError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (negative, whole) = whole.strip_prefix('-').map_or((false, whole), |rest| (true, rest));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || text.ends_with('.') {
        return Err(TimeError::NotATime);
    }
    if negative {
        return Err(TimeError::Before1970);
    }
    let n: u64 = whole.parse().map_err(|_| TimeError::NotATime)?;
    let ms = match n {
        0..100_000_000_000 => n * 1_000 + thousandths(fraction),
        100_000_000_000..100_000_000_000_000 => n,
        100_000_000_000_000..100_000_000_000_000_000 => n / 1_000,
        _ => n / 1_000_000,
    };
    Ok(ms)
}

/// The first three digits after the point.
fn thousandths(fraction: &str) -> u64 {
    fraction.bytes().chain(*b"000").take(3).fold(0, |ms, b| ms * 10 + u64::from(b - b'0'))
}

/// `2026-05-04`, `2026-05-04T03:02`, `2026-05-04 03:02:01.5+02:00`. Without an offset: UTC.
fn iso(text: &str) -> Result<u64, TimeError> {
    let mut cursor = Cursor { rest: text.as_bytes() };
    let ms = cursor.moment().filter(|_| cursor.rest.is_empty()).ok_or(TimeError::NotATime)?;
    u64::try_from(ms).map_err(|_| TimeError::Before1970)
}

struct Cursor<'t> {
    rest: &'t [u8],
}

impl Cursor<'_> {
    fn moment(&mut self) -> Option<i64> {
        let year = self.number(4)?;
        self.one_of(b"-")?;
        let month = self.number(2)?;
        self.one_of(b"-")?;
        let day = self.number(2)?;
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let midnight = days_since_1970(year, month, day) * MS_PER_DAY;
        if self.one_of(b"Tt ").is_none() {
            return Some(midnight);
        }
        let hour = self.number(2)?;
        self.one_of(b":")?;
        let minute = self.number(2)?;
        let (mut second, mut ms) = (0, 0);
        if self.one_of(b":").is_some() {
            second = self.number(2)?;
            if self.one_of(b".,").is_some() {
                ms = self.fraction()?;
            }
        }
        // 60 is a leap second.
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let offset = self.offset_minutes()?;
        Some(midnight + ((hour * 60 + minute - offset) * 60 + second) * 1_000 + ms)
    }

    /// `Z`, `+02:00`, `+0200`, `+02`, or nothing.
    fn offset_minutes(&mut self) -> Option<i64> {
        if self.rest.is_empty() || self.one_of(b"Zz").is_some() {
            return Some(0);
        }
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.number(2)?;
        let colon = self.one_of(b":").is_some();
        let minutes = if colon || !self.rest.is_empty() { self.number(2)? } else { 0 };
        (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
    }

    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        number
            .iter()
            .all(u8::is_ascii_digit)
            .then(|| number.iter().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
    }

    fn one_of(&mut self, which: &[u8]) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        which.contains(&first).then(|| {
            self.rest = rest;
            first
        })
    }

    fn fraction(&mut self) -> Option<i64> {
        let digits = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (fraction, rest) = self.rest.split_at(digits);
        self.rest = rest;
        let fraction = std::str::from_utf8(fraction).ok().filter(|f| !f.is_empty())?;
        Some(thousandths(fraction) as i64)
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Of the proleptic Gregorian calendar: years begin in March, so that the leap day comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{
        TimeError::{Before1970, NotATime},
        parse,
    };

    #[test]
    fn times_by_hand() {
        let table = [
            ("0", Ok(0)),
            ("1.5", Ok(1_500)),
            ("1777863721", Ok(1_777_863_721_000)),
            ("1777863721.25", Ok(1_777_863_721_250)),
            (" 1777863721250 ", Ok(1_777_863_721_250)),
            ("1777863721250.9", Ok(1_777_863_721_250)),
            ("1777863721250999", Ok(1_777_863_721_250)),
            ("1777863721250999888", Ok(1_777_863_721_250)),
            ("1970-01-01", Ok(0)),
            ("2000-02-29T00:00:00Z", Ok(951_782_400_000)),
            // date -u -d 2026-05-04T03:02:01Z +%s
            ("2026-05-04T03:02:01Z", Ok(1_777_863_721_000)),
            ("2026-05-04 03:02:01.25", Ok(1_777_863_721_250)),
            ("2026-05-04t05:02:01,2509+02:00", Ok(1_777_863_721_250)),
            ("2026-05-03T21:32:01-0530", Ok(1_777_863_721_000)),
            ("2026-05-04T04:02:01+01", Ok(1_777_863_721_000)),
            ("2026-05-04T03:02", Ok(1_777_863_720_000)),
            ("2016-12-31T23:59:60Z", Ok(1_483_228_800_000)),
            ("1969-12-31T23:59:59Z", Err(Before1970)),
            ("1970-01-01T00:00:00+00:01", Err(Before1970)),
            ("-5", Err(Before1970)),
            ("", Err(NotATime)),
            (".", Err(NotATime)),
            ("5.", Err(NotATime)),
            ("1e9", Err(NotATime)),
            ("noon", Err(NotATime)),
            ("99999999999999999999", Err(NotATime)),
            ("2026-02-29", Err(NotATime)),
            ("1900-02-29", Err(NotATime)),
            ("2026-13-01", Err(NotATime)),
            ("2026-05-04T24:00:00Z", Err(NotATime)),
            ("2026-05-04T03:02:01Zulu", Err(NotATime)),
            ("2026-05-04T03:02:01.", Err(NotATime)),
            ("2026-05-04T", Err(NotATime)),
            ("2026-05-04T03:02:01+2", Err(NotATime)),
            ("2026-5-4", Err(NotATime)),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
