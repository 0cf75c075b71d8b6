//! Every figure of a plan, exactly, one a row (RFC 4180, with a line feed at the end of a row).
//!
//! The columns are the same for all parts, so that a spreadsheet can filter by the first: `workload`, `shards`,
//! `dimension`, `line` and `total` (of a capacity mode's bill), `finding`. A cell that does not apply is empty, and so
//! is a price that is not known.

use crate::{
    aws::pricing::Mode,
    plan::{Bill, Dimension, Need, Plan, confidence, source},
    units::{RecordsPerSecond, Usd},
};

const HEAD: [&str; 12] = [
    "part",
    "mode",
    "name",
    "title",
    "quantity",
    "unit",
    "price_usd",
    "amount_usd",
    "used_percent",
    "working",
    "source",
    "confidence",
];

/// What a row has; the rest of it is empty.
#[derive(Default)]
struct Row<'a> {
    part: &'a str,
    mode: &'a str,
    name: &'a str,
    title: &'a str,
    quantity: String,
    unit: &'a str,
    price: String,
    amount: String,
    used: String,
    working: &'a str,
    source: String,
    confidence: &'a str,
}

pub(super) fn text(plan: &Plan) -> String {
    let mut csv = Csv(HEAD.join(","));
    csv.0.push('\n');
    workload(&mut csv, plan);
    shards(&mut csv, plan);
    for dimension in &plan.sizing.dimensions {
        csv.row(&dimension_row(dimension));
    }
    for bill in &plan.bills {
        bill_rows(&mut csv, bill);
    }
    for finding in &plan.findings {
        let modes: Vec<_> = finding.modes.iter().map(|mode| mode.name()).collect();
        let modes = if modes.len() == Mode::ALL.len() { String::new() } else { modes.join(" ") };
        csv.row(&Row {
            part: "finding",
            mode: &modes,
            name: finding.name,
            title: &finding.what,
            unit: finding.weight.name(),
            working: &finding.advice,
            source: finding.source.to_owned(),
            ..Row::default()
        });
    }
    csv.0
}

fn workload(csv: &mut Csv, plan: &Plan) {
    let (workload, demand) = (&plan.workload, &plan.demand);
    let user = workload.sizes.sample();
    let traffic = &workload.traffic;
    let mut row = |name, quantity: String, unit| {
        csv.row(&Row { part: "workload", name, quantity, unit, ..Row::default() });
    };
    row("stream_name", workload.stream_name.clone(), "");
    row("region", workload.region.code().to_owned(), "");
    row("streams", workload.streams.to_string(), "streams");
    row("peak", thousandths(traffic.peak), "records/s, all streams");
    row("average", thousandths(traffic.average()), "records/s, all streams");
    if let Some(surge) = traffic.surge {
        row("surge", thousandths(surge.rate), "records/s, all streams");
        row("surge_lasts", surge.lasting.millis().to_string(), "ms");
        row("surge_level_within", surge.level_within.millis().to_string(), "ms");
    }
    row("growth", workload.growth_percent.to_string(), "percent");
    row("record_mean", ratio(user.bytes, user.records), "bytes");
    row("record_largest", user.largest.to_string(), "bytes");
    row("shared_consumers", workload.shared_consumers.to_string(), "consumers");
    row("fan_out_consumers", workload.fan_out_consumers.to_string(), "consumers");
    row("retention", workload.retention_hours.to_string(), "hours");
    row("replay", workload.replay_hours.to_string(), "hours of data a month");
    row("period", workload.period.hours().to_string(), "hours");
    row("aggregated", demand.aggregated.to_string(), "user records in a record");
    for (name, flow) in [("average", demand.average), ("peak", demand.peak)] {
        let mut row = |name: &str, quantity: String, unit| {
            csv.row(&Row { part: "demand", name, quantity, unit, ..Row::default() });
        };
        row(&format!("{name}_records"), thousandths(flow.records), "records/s, each stream");
        row(&format!("{name}_bytes"), flow.bytes.0.to_string(), "bytes/s, each stream");
    }
}

fn shards(csv: &mut Csv, plan: &Plan) {
    let sizing = &plan.sizing;
    let mut row = |name, title, quantity: String, unit| {
        csv.row(&Row { part: "shards", name, title, quantity, unit, ..Row::default() });
    };
    row("per_stream", "Shards of each stream", sizing.per_stream.to_string(), "shards");
    row("total", "Shards of all streams", sizing.total.to_string(), "shards");
    row("bottleneck", sizing.bottleneck.title(), sizing.bottleneck.name().to_owned(), "");
    row("aws_formula", "By AWS’s own formula, each stream", sizing.aws_formula.to_string(), "shards");
    let headroom = sizing.headroom_milli(&plan.demand);
    row("headroom", "Evenly spread writes, of the peak", tenths(headroom), "percent");
    if let Some(salt) = sizing.salt {
        row("salt", "Keys to make of the hottest one", salt.keys.to_string(), "keys");
        row("salt_shards", "Shards to go with them", salt.shards.to_string(), "shards");
    }
}

fn dimension_row(dimension: &Dimension) -> Row<'_> {
    let (quantity, unit) = match dimension.need {
        Need::Shards(shards) => (shards.to_string(), "shards"),
        Need::Any => (String::new(), "any number of shards"),
        Need::Impossible => (String::new(), "no number of shards"),
    };
    Row {
        part: "dimension",
        name: dimension.kind.name(),
        title: dimension.kind.title(),
        quantity,
        unit,
        used: tenths(dimension.used_milli),
        working: &dimension.working,
        ..Row::default()
    }
}

fn bill_rows(csv: &mut Csv, bill: &Bill) {
    for line in &bill.lines {
        let price = line.price.as_ref();
        csv.row(&Row {
            part: "line",
            mode: bill.mode.name(),
            name: line.item.name(),
            title: line.item.title(),
            quantity: line.quantity_exact(),
            unit: line.unit(),
            price: price.map(|price| price.usd.exact()).unwrap_or_default(),
            amount: line.usd.map(Usd::exact).unwrap_or_default(),
            source: price.map(source).unwrap_or_default(),
            confidence: price.map_or("price not known", confidence),
            ..Row::default()
        });
    }
    let total = bill.total();
    csv.row(&Row {
        part: "total",
        mode: bill.mode.name(),
        title: bill.mode.title(),
        amount: total.map(Usd::exact).unwrap_or_default(),
        confidence: if total.is_some() { "" } else { "price not known" },
        ..Row::default()
    });
}

struct Csv(String);

impl Csv {
    fn row(&mut self, row: &Row) {
        let cells = [
            row.part,
            row.mode,
            row.name,
            row.title,
            &row.quantity,
            row.unit,
            &row.price,
            &row.amount,
            &row.used,
            row.working,
            &row.source,
            row.confidence,
        ];
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push('\n');
    }

    fn cell(&mut self, cell: &str) {
        if cell.contains([',', '"', '\n', '\r']) {
            self.0.push('"');
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(cell);
        }
    }
}

/// A rate as a plain decimal.
fn thousandths(rate: RecordsPerSecond) -> String {
    fraction(rate.milli().into(), 1_000, 3)
}

/// Thousandths of a whole as percent.
fn tenths(milli: u64) -> String {
    fraction(milli.into(), 10, 1)
}

/// To thousandths.
fn ratio(sum: u128, n: u64) -> String {
    let n = u128::from(n.max(1));
    fraction((sum * 1_000 + n / 2) / n, 1_000, 3)
}

/// `n / per` as a plain decimal; `per` is ten to the power of `places`.
fn fraction(n: u128, per: u128, places: usize) -> String {
    let text = format!("{}.{:0places$}", n / per, n % per);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
