use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign},
    str::FromStr,
};

use super::number::{ParseUnitError, grouped};

/// Nanodollars in a dollar.
const DOLLAR: u128 = 1_000_000_000;
const CENT: u128 = DOLLAR / 100;

/// An amount of money, in nanodollars. Rounded once, where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Usd(u128);

impl Usd {
    pub const fn from_nanos(nanos: u128) -> Self {
        Self(nanos)
    }
    pub const fn from_dollars(dollars: u64) -> Self {
        Self(dollars as u128 * DOLLAR)
    }
    pub const fn nanos(self) -> u128 {
        self.0
    }
    /// All digits there are and no others: `52.13952`. For files and scripts.
    pub fn exact(self) -> String {
        let (whole, frac) = (self.0 / DOLLAR, self.0 % DOLLAR);
        let frac = format!("{frac:09}");
        let frac = frac.trim_end_matches('0');
        if frac.is_empty() { whole.to_string() } else { format!("{whole}.{frac}") }
    }
    /// As a price is written: all digits, at least two decimals: `$0.08`, `$0.014`.
    pub fn price(self) -> String {
        let exact = self.exact();
        let decimals = exact.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        match decimals {
            0 => format!("${exact}.00"),
            1 => format!("${exact}0"),
            _ => format!("${exact}"),
        }
    }
    /// For a figure that grows while one looks: about as many digits at any size, so that it ticks and does not jump.
    pub fn accruing(self) -> String {
        let decimals = match self.0 / DOLLAR {
            0 => 5,
            1..100 => 3,
            _ => 2,
        };
        let step = 10_u128.pow(9 - decimals);
        let steps = self.0.saturating_add(step / 2) / step;
        let in_a_dollar = DOLLAR / step;
        let frac = steps % in_a_dollar;
        format!("${}.{frac:0decimals$}", whole(steps / in_a_dollar), decimals = decimals as usize)
    }
    /// For a headline: whole dollars from a hundred on.
    pub fn about(self) -> String {
        if self.0 < 100 * DOLLAR {
            return self.to_string();
        }
        format!("${}", whole((self.0 + DOLLAR / 2) / DOLLAR))
    }
}

fn whole(dollars: u128) -> String {
    grouped(u64::try_from(dollars).unwrap_or(u64::MAX))
}

impl Add for Usd {
    type Output = Usd;
    fn add(self, other: Usd) -> Usd {
        Usd(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Usd) {
        *self = *self + other;
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Usd>>(amounts: I) -> Usd {
        amounts.fold(Usd::default(), Add::add)
    }
}

/// In cents; below one, to two digits that say something.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 && self.0 < CENT {
            let digits = self.0.to_string().len() as u32;
            let step = 10_u128.pow(digits.saturating_sub(2));
            return write!(f, "${}", Self((self.0 + step / 2) / step * step).exact());
        }
        let cents = (self.0 + CENT / 2) / CENT;
        write!(f, "${}.{:02}", whole(cents / 100), cents % 100)
    }
}

/// `0.015`, `$0.015`, `1,200`; at most nine decimals, since there is nothing smaller.
impl FromStr for Usd {
    type Err = ParseUnitError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let example = "$0.015";
        let text = text.trim();
        let number = text.strip_prefix('$').unwrap_or(text).trim_start();
        let number =
            number.strip_suffix("USD").or_else(|| number.strip_suffix("usd")).unwrap_or(number).trim_end();
        if number.is_empty() {
            return Err(ParseUnitError::Empty { example });
        }
        let (whole, frac) = number.split_once('.').unwrap_or((number, ""));
        let digits = whole.chars().filter(|c| !matches!(c, ',' | '_')).collect::<String>();
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !plain(&digits) || !plain(frac) || digits.len() + frac.len() == 0 {
            return Err(ParseUnitError::NotANumber { example });
        }
        let frac = frac.trim_end_matches('0');
        if digits.trim_start_matches('0').len() > 15 {
            return Err(ParseUnitError::TooLarge);
        }
        if frac.len() > 9 {
            return Err(ParseUnitError::TooFine { example });
        }
        let dollars = digits.bytes().fold(0_u128, |n, b| n * 10 + u128::from(b - b'0'));
        let nanos = format!("{frac:0<9}").bytes().fold(0_u128, |n, b| n * 10 + u128::from(b - b'0'));
        Ok(Self(dollars * DOLLAR + nanos))
    }
}
