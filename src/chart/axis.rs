use crate::units::{Bytes, SimDuration, grouped};

use super::lag_scale::ln_milli;

/// A place at the top of an axis; 0 is its foot.
pub(super) const WHOLE: i64 = 10_000;

/// What an axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amounts {
    /// Things, evenly spaced.
    Counts,
    /// Bytes, evenly spaced.
    Bytes,
    /// Milliseconds, each step several times the last: seconds and days are both seen.
    Spans,
}

/// Milliseconds at which an axis of spans has labels.
const SPANS: [i64; 9] = [0, 1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 2_592_000_000];

/// Steps of a scale without a limit begin with this many.
const WITHOUT_LIMIT: i64 = 800;

#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    amounts: Amounts,
    /// The amount at the top.
    top: i64,
    /// Between two labels, where they are evenly spaced.
    step: i64,
}

impl Amounts {
    /// An axis that reaches above the limit, and above the highest point in steps that do not jitter.
    pub(super) fn axis(self, limit: Option<i64>, highest: i64) -> Axis {
        let base = limit.unwrap_or(WITHOUT_LIMIT).max(1);
        if self == Self::Spans {
            return Axis { amounts: self, top: base.max(highest).saturating_mul(3) / 2, step: 0 };
        }
        let mut top = base * 5 / 4;
        while top < highest {
            top = top.saturating_mul(2);
        }
        let mut step = (base / 2).max(1);
        while top / step > 6 {
            step = step.saturating_mul(2);
        }
        Axis { amounts: self, top, step }
    }

    /// An amount as the axis writes it.
    pub fn words(self, amount: i64) -> String {
        let amount = u64::try_from(amount).unwrap_or(0);
        match (self, amount) {
            (Self::Counts, 0..1_000_000) => grouped(amount),
            (Self::Counts, _) => format!("{} M", grouped(amount / 1_000_000)),
            (_, 0) => "0".to_owned(),
            (Self::Bytes, _) => Bytes(amount).to_string(),
            (Self::Spans, _) => SimDuration::from_millis(amount).to_string(),
        }
    }
}

impl Axis {
    /// Where an amount lies, in parts of [`WHOLE`].
    pub(super) fn place(self, amount: i64) -> i64 {
        let amount = amount.clamp(0, self.top);
        match self.amounts {
            Amounts::Counts | Amounts::Bytes => {
                (i128::from(amount) * i128::from(WHOLE) / i128::from(self.top)) as i64
            }
            Amounts::Spans => ln_milli(amount) * WHOLE / ln_milli(self.top).max(1),
        }
    }

    /// The amounts that have labels, lowest first; not so many that they would touch.
    pub(super) fn labels(self) -> Vec<i64> {
        if self.amounts == Amounts::Spans {
            return SPANS.into_iter().filter(|&ms| ms <= self.top).collect();
        }
        (0..=self.top / self.step).map(|i| i * self.step).collect()
    }
}
