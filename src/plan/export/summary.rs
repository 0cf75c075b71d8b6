//! The decision and its reasons on a page, in Markdown: the same words and figures as the planner's page.

use super::text::Text;
use crate::{
    aws::pricing::{Mode, Origin},
    plan::{Bill, Need, Plan, RecordSizes, Weight, confidence, source},
    units::{Bytes, Count, Share, SimDuration},
};

pub(super) fn text(plan: &Plan, mode: Mode) -> String {
    let mut text = Text::default();
    text.put(format_args!("# {}: {}", plan.workload.stream_name, decision(plan, mode)));
    text.gap();
    text.line(&cost(plan, mode));
    text.gap();
    workload(&mut text, plan);
    why(&mut text, plan);
    findings(&mut text, plan, mode);
    text.put(format_args!("## What {} costs", period(plan)));
    text.gap();
    text.line("| capacity mode | amount |");
    text.line("|---|--:|");
    for bill in &plan.bills {
        text.put(format_args!("| {} | {} |", bill.mode.title(), total(bill)));
    }
    // The chosen one first: one may stop to read after it.
    bill_table(&mut text, plan.bill(mode));
    for bill in plan.bills.iter().filter(|bill| bill.mode != mode) {
        bill_table(&mut text, bill);
    }
    text.gap();
    prices(&mut text, plan);
    text.into_string()
}

fn decision(plan: &Plan, mode: Mode) -> String {
    let sizing = &plan.sizing;
    if mode != Mode::Provisioned {
        return mode.title().to_owned();
    }
    if !sizing.is_possible() {
        return "no number of shards carries these keys".to_owned();
    }
    let shards = shards(sizing.per_stream);
    match plan.workload.streams {
        1 => format!("{shards}, provisioned"),
        n => format!("{shards} in each of {} streams, provisioned", Count(n.into())),
    }
}

fn shards(n: u64) -> String {
    if n == 1 { "1 shard".to_owned() } else { format!("{} shards", Count(n)) }
}

fn cost(plan: &Plan, mode: Mode) -> String {
    let chosen = plan.bill(mode);
    let told = match chosen.total() {
        Some(usd) => format!("**{} costs {usd} for {}.**", mode.title(), period(plan)),
        None => format!(
            "**{} costs more than {} for {}: not all prices are known.**",
            mode.title(),
            chosen.known(),
            period(plan)
        ),
    };
    match plan.cheapest() {
        Some((cheapest, _)) if cheapest == mode => {
            format!("{told} Of the modes whose prices are known it is the cheapest.")
        }
        Some((cheapest, usd)) => format!("{told} {} would be cheapest, with {usd}.", cheapest.title()),
        None => told,
    }
}

fn period(plan: &Plan) -> String {
    match plan.workload.period.hours() {
        730 => "a month (730 h)".to_owned(),
        hours => SimDuration::from_hours(hours.into()).to_string(),
    }
}

fn workload(text: &mut Text, plan: &Plan) {
    let workload = &plan.workload;
    let traffic = &workload.traffic;
    text.line("## Workload");
    text.gap();
    text.put(format_args!(
        "- Written: {} at the peak, {} on average, {}.",
        traffic.peak,
        traffic.average(),
        sizes(&workload.sizes)
    ));
    if let Some(surge) = traffic.surge {
        text.put(format_args!(
            "- Surge: {} for {}, level again within {}.",
            surge.rate, surge.lasting, surge.level_within
        ));
    }
    if workload.growth_percent > 0 {
        text.put(format_args!("- Growth planned for: {} %.", Count(workload.growth_percent.into())));
    }
    if plan.demand.aggregated > 1 {
        text.put(format_args!("- The KPL puts {} of them into one record.", Count(plan.demand.aggregated)));
    }
    let readers = [
        (workload.shared_consumers, "that share a shard’s reads"),
        (workload.fan_out_consumers, "with enhanced fan-out"),
    ];
    for (n, how) in readers.into_iter().filter(|(n, _)| *n > 0) {
        text.put(format_args!("- Read by {} {how}.", consumers(n)));
    }
    let kept = retention(workload.retention_hours);
    text.put(format_args!("- Kept for {kept} in {} ({}).", workload.region.code(), workload.region.place()));
    if workload.streams > 1 {
        text.put(format_args!("- Spread evenly over {} streams.", Count(workload.streams.into())));
    }
    text.gap();
}

/// `24 h`, `7 d`.
pub(super) fn retention(hours: u32) -> String {
    if hours <= 48 { format!("{hours} h") } else { SimDuration::from_hours(hours.into()).to_string() }
}

fn consumers(n: u32) -> String {
    if n == 1 { "1 consumer".to_owned() } else { format!("{} consumers", Count(n.into())) }
}

fn sizes(sizes: &RecordSizes) -> String {
    match sizes {
        RecordSizes::Fixed(size) => format!("each {size}"),
        RecordSizes::Range { min, max } => format!("from {min} to {max} each"),
        RecordSizes::Measured(sample) => {
            let mean = sample.bytes / u128::from(sample.records.max(1));
            format!("as {} measured ones, {} on average", Count(sample.records), Bytes(mean as u64))
        }
    }
}

fn why(text: &mut Text, plan: &Plan) {
    let sizing = &plan.sizing;
    text.put(format_args!("## Why {}", shards(sizing.per_stream)));
    text.gap();
    text.put(format_args!(
        "Each stream needs them for: {}. AWS’s own formula, which does not look at records a second, says {}.",
        sizing.bottleneck.title().to_lowercase(),
        Count(sizing.aws_formula)
    ));
    text.gap();
    text.line("| dimension | arithmetic | shards | used |");
    text.line("|---|---|--:|--:|");
    for dimension in &sizing.dimensions {
        let need = match dimension.need {
            Need::Shards(shards) => Count(shards).to_string(),
            Need::Any => "any".to_owned(),
            Need::Impossible => "none does it".to_owned(),
        };
        text.put(format_args!(
            "| {} | {} | {need} | {} |",
            dimension.kind.title(),
            dimension.working,
            percent(dimension.used_milli)
        ));
    }
    text.gap();
}

/// Thousandths of a limit, which may be exceeded.
fn percent(milli: u64) -> String {
    match u32::try_from(milli) {
        Ok(milli) if milli <= 1_000 => Share::from_ppm(milli * 1_000).to_string(),
        _ => format!("{} %", Count(milli / 10)),
    }
}

/// Those of the mode that is taken.
fn findings(text: &mut Text, plan: &Plan, mode: Mode) {
    let mut findings = plan.findings.iter().filter(|finding| finding.modes.contains(&mode)).peekable();
    if findings.peek().is_none() {
        return;
    }
    text.line("## Findings");
    text.gap();
    for finding in findings {
        let weight = match finding.weight {
            Weight::Breaks => "Does not work",
            Weight::Warns => "Watch",
            Weight::Tells => "Note",
        };
        text.put(format_args!("- **{weight}.** {} {} ({})", finding.what, finding.advice, finding.source));
    }
    text.gap();
}

fn total(bill: &Bill) -> String {
    bill.total()
        .map_or_else(|| format!("more than {}: prices are missing", bill.known()), |usd| usd.to_string())
}

fn bill_table(text: &mut Text, bill: &Bill) {
    text.gap();
    text.put(format_args!("### {}: {}", bill.mode.title(), total(bill)));
    text.gap();
    text.line("| item | quantity × price | amount |");
    text.line("|---|---|--:|");
    for line in &bill.lines {
        let price = line.price.as_ref().map_or("unknown".to_owned(), |price| price.usd.price());
        let amount = line.usd.map_or("unknown".to_owned(), |usd| usd.to_string());
        text.put(format_args!("| {} | {} × {price} | {amount} |", line.item.title(), line.quantity_shown()));
    }
}

/// Each source once, with how well it is known.
fn prices(text: &mut Text, plan: &Plan) {
    text.line("## Prices");
    text.gap();
    let prices = || plan.bills.iter().flat_map(|bill| &bill.lines).filter_map(|line| line.price.as_ref());
    let days = prices().filter_map(|price| match price.origin {
        Origin::Shipped { checked, .. } => Some(checked),
        Origin::PriceList { .. } | Origin::Typed => None,
    });
    if let Some(oldest) = days.min() {
        text.put(format_args!(
            "List prices in US dollars of {oldest}, without taxes, discounts and free tiers. “GB” is 2³⁰ bytes."
        ));
        text.gap();
    }
    let mut told = Vec::new();
    for price in prices() {
        let line = format!("- {} ({})", source(price), confidence(price));
        if !told.contains(&line) {
            text.line(&line);
            told.push(line);
        }
    }
}
