//! A curve of a day or a week as people have it: numbers from a spreadsheet.

use std::fmt;

use super::TrafficShape;

/// Why a text is no curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CurveError {
    /// How many numbers there are.
    Count(usize),
    /// A word that is no percentage.
    NotAPercentage(String),
}

impl fmt::Display for CurveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(found) => {
                write!(f, "a day has 24 numbers and a week 7 × 24 = 168, these are {found}")
            }
            Self::NotAPercentage(word) => {
                write!(f, "“{word}” is no percentage: write whole numbers from 0 to 100")
            }
        }
    }
}

impl std::error::Error for CurveError {}

impl TrafficShape {
    /// 24 percentages for a day, 168 for a week from Monday on, apart by blanks, commas, semicolons or line ends.
    ///
    /// # Errors
    /// When there are more or fewer, or one of them is no whole number from 0 to 100.
    pub fn read_percent(text: &str) -> Result<Self, CurveError> {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|word| !word.is_empty() && *word != "%")
            .collect();
        let percent = |word: &&str| {
            let number = word.trim_end_matches('%').parse::<u8>().ok().filter(|&n| n <= 100);
            number.ok_or_else(|| CurveError::NotAPercentage(word.chars().take(20).collect()))
        };
        let numbers = words.iter().map(percent).collect::<Result<Vec<u8>, _>>()?;
        let days = numbers.as_chunks::<24>();
        match days {
            ([day], []) => Ok(Self::Day(Box::new(*day))),
            (days, []) => {
                let days = <[[u8; 24]; 7]>::try_from(days).map_err(|_| CurveError::Count(numbers.len()))?;
                Ok(Self::Week(Box::new(days)))
            }
            _ => Err(CurveError::Count(numbers.len())),
        }
    }
}
