//! Numbers as they are typed in an answer or stand in an option, compared without rounding.

use std::cmp::Ordering;

/// A decimal number of any length: `1,250.50` and `1250.5` are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::quiz) struct Decimal {
    negative: bool,
    /// Without zeros in front; nothing for 0.
    whole: String,
    /// Without zeros behind.
    fraction: String,
}

/// More digits than any answer has.
const MAX_DIGITS: usize = 40;

impl Decimal {
    /// The number at the start of a text, and what stands behind it. Thousands may be grouped by `,`, `_`, `'` or a
    /// space, in threes; the decimal point is a point.
    pub(in crate::quiz) fn read(text: &str) -> Option<(Self, &str)> {
        let text = text.trim();
        let (negative, mut rest) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (first, behind) = digits(rest);
        let mut whole = first.to_owned();
        rest = behind;
        // "1,5" is no grouping: nobody can tell whether fifteen or one and a half is meant.
        while let Some(grouped) = rest.strip_prefix([',', '_', '\'', ' ', '\u{a0}', '\u{2009}', '\u{202f}']) {
            let (group, behind) = digits(grouped);
            if group.is_empty() && rest.starts_with(|c: char| c.is_whitespace()) {
                break;
            }
            if group.len() != 3 || !(1..=3).contains(&first.len()) {
                return None;
            }
            whole.push_str(group);
            rest = behind;
        }
        let (fraction, behind) = match rest.strip_prefix('.') {
            Some(rest) => digits(rest),
            None => ("", rest),
        };
        if (whole.is_empty() && fraction.is_empty()) || whole.len() + fraction.len() > MAX_DIGITS {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some((Self { negative, whole, fraction }, behind.trim()))
    }

    fn size(&self, other: &Self) -> Ordering {
        (self.whole.len(), &self.whole, &self.fraction).cmp(&(
            other.whole.len(),
            &other.whole,
            &other.fraction,
        ))
    }
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.size(other),
            (true, true) => other.size(self),
            (negative, _) => (!negative).cmp(&negative),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn the_same_number_is_the_same_however_it_is_written() {
        let number = |text: &str| Decimal::read(text).map(|(number, rest)| (number, rest.to_owned()));
        for (texts, rest) in [
            (&["1250.5", "1,250.50", "01_250.5", "1 250.5", "1\u{202f}250.500", "+1'250.5"][..], ""),
            (&["12 shards", "12shards", " 12.0  shards "], "shards"),
            (&["0", "-0", "0.00", ".0"], ""),
            (&["-1", "−1", "- 1.0"], ""),
            (&["1000000", "1,000,000"], ""),
        ] {
            let first = number(texts[0]).map(|(number, _)| number);
            assert!(first.is_some(), "{texts:?}");
            for text in texts {
                assert_eq!(number(text), first.clone().map(|number| (number, rest.to_owned())), "{text}");
            }
        }
        for unclear in ["", "shards", "1,5", "1,0000", "1234,567", "12,,345", ".", "-", "1,"] {
            assert_eq!(number(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn numbers_stand_in_their_order() {
        let row = ["-10", "-9.5", "-0.1", "0", "0.05", "0.5", "0.51", "9", "10", "1,000"];
        let numbers: Vec<Decimal> = row.iter().filter_map(|text| Some(Decimal::read(text)?.0)).collect();
        assert_eq!(numbers.len(), row.len());
        assert!(numbers.windows(2).all(|two| two[0] < two[1]), "{numbers:?}");
    }
}
