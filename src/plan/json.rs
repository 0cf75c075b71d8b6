//! Plans and runs as JSON: the answers of the headless contract, and what the page downloads.

use serde_json::{Value, json};

use super::{Bill, Dimension, Finding, Line, Need, Plan, Usage, Weight, bill};
use crate::{
    aws::{
        Region,
        pricing::{Mode, Origin, Price, PriceSheet},
    },
    sim::Report,
    units::Usd,
};

impl Plan {
    pub fn to_json(&self) -> Value {
        let sizing = &self.sizing;
        json!({
            "shards": {
                "needed": sizing.total,
                "per_stream": sizing.per_stream,
                "bottleneck": sizing.bottleneck.name(),
                "possible": sizing.is_possible(),
                "by": sizing.dimensions.iter().map(dimension_json).collect::<Vec<_>>(),
                "aws_formula": sizing.aws_formula,
                "headroom_milli": sizing.headroom_milli(&self.demand),
                "salt": sizing.salt.map(|salt| json!({ "keys": salt.keys, "shards": salt.shards })),
            },
            "modes": self.bills.iter().map(|bill| self.mode_json(bill)).collect::<Vec<_>>(),
            "cheapest": self.cheapest().map(|(mode, _)| mode.name()),
            "findings": self.findings.iter().map(finding_json).collect::<Vec<_>>(),
        })
    }

    fn mode_json(&self, bill: &Bill) -> Value {
        let about = |finding: &&Finding| finding.weight < Weight::Tells && finding.modes.contains(&bill.mode);
        let unknown = bill.unknown().map(|item| format!("The price of “{}” is not known.", item.title()));
        let warnings = self.findings.iter().filter(about).map(|finding| finding.what.clone());
        let mut mode = bill_json(bill);
        mode["warnings"] = unknown.chain(warnings).collect();
        mode
    }
}

/// A bill with its lines, of a plan or of a run.
fn bill_json(bill: &Bill) -> Value {
    json!({
        "mode": bill.mode.name(),
        "usd": bill.total().map(Usd::exact),
        "lines": bill.lines.iter().map(line_json).collect::<Vec<_>>(),
    })
}

/// A run in figures, with what it would cost in each mode at the prices of the page's simulator: the answer of the
/// headless contract's `simulate`, and what the page downloads.
pub fn run_json(report: &Report) -> Value {
    let (usage, prices) = (Usage::of_run(&report.metered), PriceSheet::shipped(Region::US_EAST_1));
    let mut answer = report.to_json();
    answer["bills"] = Mode::ALL.iter().map(|mode| bill_json(&bill(*mode, &usage, &prices))).collect();
    answer
}

fn dimension_json(dimension: &Dimension) -> Value {
    let shards = match dimension.need {
        Need::Shards(shards) => json!(shards),
        Need::Any => json!(0),
        Need::Impossible => Value::Null,
    };
    json!({
        "dimension": dimension.kind.name(),
        "shards": shards,
        "working": dimension.working,
        "used_milli": dimension.used_milli,
    })
}

fn line_json(line: &Line) -> Value {
    json!({
        "item": line.item.name(),
        "quantity": line.quantity_exact(),
        "unit": line.unit(),
        "unit_usd": line.price.as_ref().map(|price| price.usd.exact()),
        "usd": line.usd.map(Usd::exact),
        "source": line.price.as_ref().map(source),
        "confidence": line.price.as_ref().map(confidence),
    })
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "finding": finding.name,
        "weight": finding.weight.name(),
        "modes": finding.modes.iter().map(|mode| mode.name()).collect::<Vec<_>>(),
        "what": finding.what,
        "advice": finding.advice,
        "source": finding.source,
    })
}

/// Where a price comes from, with its day.
pub fn source(price: &Price) -> String {
    match &price.origin {
        Origin::Shipped { source, checked, .. } => format!("{source}; checked {checked}"),
        Origin::PriceList { published } => format!("AWS Price List of {published}"),
        Origin::Typed => "typed in".to_owned(),
    }
}

/// How well a price is known.
pub fn confidence(price: &Price) -> &'static str {
    match &price.origin {
        Origin::Shipped { confidence, .. } => confidence.word(),
        Origin::PriceList { .. } => "price list",
        Origin::Typed => "typed in",
    }
}
