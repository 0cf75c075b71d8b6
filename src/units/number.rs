//! Numbers as people write them: `8k`, `1,000`, `1.25`. Exact decimal arithmetic, no floats.

use std::fmt;

/// Why a typed quantity was not understood. Its text says what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseUnitError {
    /// Nothing was typed.
    Empty { example: &'static str },
    /// No number at the start.
    NotANumber { example: &'static str },
    /// A number, then a unit this quantity does not have.
    UnknownUnit { unit: String, example: &'static str },
    /// Larger than this quantity can hold.
    TooLarge,
    /// With more decimals than this quantity has.
    TooFine { example: &'static str },
}

impl ParseUnitError {
    /// The same, with what this quantity is written like.
    pub(super) fn with_example(self, example: &'static str) -> Self {
        match self {
            Self::Empty { .. } => Self::Empty { example },
            Self::NotANumber { .. } => Self::NotANumber { example },
            Self::UnknownUnit { unit, .. } => Self::UnknownUnit { unit, example },
            Self::TooLarge => Self::TooLarge,
            Self::TooFine { .. } => Self::TooFine { example },
        }
    }
}

impl fmt::Display for ParseUnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { example } => write!(f, "type a number, for example {example}"),
            Self::NotANumber { example } => write!(f, "this is not a number: write it like {example}"),
            Self::UnknownUnit { unit, example } => {
                write!(f, "the unit “{unit}” is not known here: write it like {example}")
            }
            Self::TooLarge => write!(f, "this number is too large to work with"),
            Self::TooFine { example } => {
                write!(f, "these are more decimals than can be kept: write it like {example}")
            }
        }
    }
}

impl std::error::Error for ParseUnitError {}

/// A typed number in thousandths, and the text behind it in lower case.
///
/// `example` is what the error shows. Digits past the third decimal are cut. Thousands separators (`,`, `_`,
/// thin and plain spaces between digits) are passed over.
pub(super) fn split_number(text: &str, example: &'static str) -> Result<(u128, String), ParseUnitError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ParseUnitError::Empty { example });
    }
    let mut milli: u128 = 0;
    let mut decimals: Option<u32> = None;
    let mut seen_digit = false;
    let mut rest = text.len();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, n)| n.is_ascii_digit());
        match c {
            '0'..='9' => {
                seen_digit = true;
                let digit = u128::from(c as u8 - b'0');
                match decimals {
                    None => {
                        milli = milli.checked_mul(10).ok_or(ParseUnitError::TooLarge)?;
                        milli = milli.checked_add(digit * 1_000).ok_or(ParseUnitError::TooLarge)?;
                    }
                    Some(n) => {
                        milli += digit * [100, 10, 1].get(n as usize).copied().unwrap_or(0);
                        decimals = Some(n + 1);
                    }
                }
            }
            '.' if decimals.is_none() => decimals = Some(0),
            ',' | '_' | ' ' | '\u{202f}' | '\u{2009}' | '\u{a0}'
                if seen_digit && decimals.is_none() && next_is_digit => {}
            _ => {
                rest = at;
                break;
            }
        }
    }
    if !seen_digit {
        return Err(ParseUnitError::NotANumber { example });
    }
    Ok((milli, text[rest..].trim().to_ascii_lowercase()))
}

/// `1234567` as `1,234,567`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `whole + thousandths/1000` with at most `places` decimals, rounded half up, no trailing zeros.
pub(super) fn decimal(milli: u128, places: u32) -> String {
    let step = 10_u128.pow(3 - places);
    let rounded = (milli + step / 2) / step * step;
    let whole = grouped(u64::try_from(rounded / 1_000).unwrap_or(u64::MAX));
    let frac = format!("{:03}", rounded % 1_000);
    let frac = frac[..places as usize].trim_end_matches('0');
    if frac.is_empty() { whole } else { format!("{whole}.{frac}") }
}
