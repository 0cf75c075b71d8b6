//! AWS's own examples and rounding rules, worked out anew by the functions that bill a plan. Where a printed figure is
//! not the one that comes out, it is said by how much, and why.

mod bills;
mod rules;

use crate::units::Usd;

/// Where a figure to compare with comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page of AWS's prints it.
    Published,
    /// AWS prints what is put in; what comes out is at today's prices.
    PublishedInputs,
    /// Worked out by others from AWS's price list, and kept in their tests.
    PriceList,
    /// Follows from what AWS says.
    Derived,
    /// A third party prints it.
    ThirdParty,
}

impl Kind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "printed by AWS",
            Self::PublishedInputs => "AWS’s example at today’s prices",
            Self::PriceList => "worked out from AWS’s price list",
            Self::Derived => "follows from what AWS says",
            Self::ThirdParty => "printed by a third party",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// To find it again.
    pub name: &'static str,
    pub title: &'static str,
    pub kind: Kind,
    pub source: &'static str,
    pub figures: Vec<Figure>,
}

/// One figure of an example, theirs and ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub what: String,
    /// What comes out here, with all its digits.
    pub ours: String,
    pub printed: String,
    /// Why they differ, if they do, and by how much.
    pub differs: Option<String>,
}

impl Figure {
    /// `printed` in whole nanodollars; `why` is told only if it is another amount.
    fn money(what: impl Into<String>, ours: Usd, printed: Usd, why: &str) -> Self {
        let (low, high) = (ours.min(printed), ours.max(printed));
        let by = Usd::from_nanos(high.nanos() - low.nanos()).price();
        let side = if printed > ours { "more" } else { "less" };
        Self {
            what: what.into(),
            ours: shown(ours),
            printed: shown(printed),
            differs: (ours != printed).then(|| format!("{by} {side} than it is: {why}")),
        }
    }

    fn count(what: impl Into<String>, ours: String, printed: &str, why: Option<&str>) -> Self {
        let differs = (ours != printed).then(|| why.unwrap_or("not known").to_owned());
        Self { what: what.into(), ours, printed: printed.to_owned(), differs }
    }
}

/// To the cent, or with all digits where there are more.
fn shown(usd: Usd) -> String {
    if usd.nanos().is_multiple_of(10_000_000) { usd.to_string() } else { usd.price() }
}

/// All of them, those of Kinesis Data Streams first.
pub fn examples() -> Vec<Example> {
    let mut all = bills::kinesis();
    all.extend(rules::rules());
    all.extend(bills::neighbours());
    all
}
