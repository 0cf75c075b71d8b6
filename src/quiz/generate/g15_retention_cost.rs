//! What longer retention costs: by the shard-hour on a provisioned stream, by what is held on demand.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_as, wrong, wrong_as},
    see,
};
use crate::{
    aws::{
        Region,
        pricing::{GB, Item, LONG_TERM_AFTER_HOURS, MONTH_HOURS, Mode, PriceSheet},
    },
    plan::{Usage, bill},
    quiz::question::See,
    units::{Usd, grouped},
};

pub(super) const FAMILY: Family =
    Family { id: "G15", skill: "1.1.10", sources: &["T1", "T2", "T3", "T4"], draw };

const HOUR_MS: u128 = 3_600_000;
const SHORT_DAYS: u64 = LONG_TERM_AFTER_HOURS as u64 / 24;

const SCENES: [&str; 6] = [
    "A payment stream",
    "A click stream",
    "A stream of meter readings",
    "An order stream",
    "A log stream",
    "A stream of game events",
];

fn price(item: Item) -> Option<String> {
    PriceSheet::shipped(Region::US_EAST_1).get(item).map(|price| price.usd.price())
}

/// What keeping costs in a month: all other lines are left out.
fn cost(mode: Mode, usage: &Usage) -> Option<Usd> {
    bill(mode, usage, &PriceSheet::shipped(Region::US_EAST_1)).total()
}

/// So many shard-hours of extended retention.
fn by_shard_hours(shard_hours: u64) -> Option<Usd> {
    cost(
        Mode::Provisioned,
        &Usage { extended_shard_ms: u128::from(shard_hours) * HOUR_MS, ..Usage::default() },
    )
}

/// So many GB held all month between one and seven days of age, and beyond.
fn by_gb(short: u64, long: u64) -> Option<Usd> {
    let held = |gb: u64| u128::from(gb) * GB * MONTH_HOURS;
    let usage =
        Usage { extended_byte_hours: held(short), long_term_byte_hours: held(long), ..Usage::default() };
    cost(Mode::OnDemandStandard, &usage)
}

fn provisioned(shards: u64) -> Option<Usd> {
    by_shard_hours(shards * MONTH_HOURS as u64)
}

fn on_demand(gb_a_day: u64, days: u64) -> Option<Usd> {
    by_gb(gb_a_day * (days.min(SHORT_DAYS) - 1), gb_a_day * days.saturating_sub(SHORT_DAYS))
}

fn dollars(usd: Usd) -> (String, u64) {
    (usd.to_string(), (usd.nanos() / 1_000_000) as u64)
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(50) => of_shards(draw),
        Form::Answer => of_gb(draw),
        Form::Possible => possible(draw),
        Form::Fix if draw.is(50) => shorter(draw),
        Form::Fix => as_needed(draw),
    }
}

fn of_shards(draw: &mut Draw) -> Option<Drawing> {
    let (shards, days, gb) = (draw.between(2, 60), draw.between(3, SHORT_DAYS), draw.round(10, 400, 10));
    let right = provisioned(shards)?;
    let offers = four(vec![
        right_as!(dollars(right) =>
            "{shards} shards × {MONTH_HOURS} h, and the price is the same for 2 days as for {SHORT_DAYS}."),
        wrong_as!("M319", dollars(by_shard_hours(shards * MONTH_HOURS as u64 * (days - 1))?) =>
            "You multiplied by the {} days beyond the first: up to {SHORT_DAYS} days the shard-hour has one price.", days - 1),
        wrong_as!("M319", dollars(by_gb(gb * (days - 1), 0)?) =>
            "You priced what is held by the GB, as an on-demand stream does; this one pays by the shard-hour."),
        wrong_as!("M319", dollars(by_gb(0, gb * (days - 1))?) =>
            "You took the GB-month price of data older than {SHORT_DAYS} days: none gets that old here."),
        wrong_as!("M319", dollars(by_shard_hours(shards * 24 * (days - 1))?) =>
            "You counted {} days of shard-hours in the month: the longer retention is on all month.", days - 1),
    ]);
    Some(Drawing {
        stem: format!(
            "{} in us-east-1 is provisioned with {shards} shards and takes {gb} GB a day. Its retention is raised from one day to **{days} days**. \
             Longer retention costs {} a shard-hour up to {SHORT_DAYS} days there; a month has {MONTH_HOURS} hours. What does the longer retention \
             add to the bill of a month?",
            draw.pick(&SCENES),
            price(Item::ExtendedRetention)?
        ),
        answer: right.to_string(),
        offers,
        parameters: json!({"mode": "provisioned", "shards": shards, "gb_a_day": gb, "days": days}),
        formula: format!("{shards} × {MONTH_HOURS} h × {} = {right}", price(Item::ExtendedRetention)?),
        see: Some(seen(shards, gb, days)),
        ..told()
    })
}

fn of_gb(draw: &mut Draw) -> Option<Drawing> {
    let days = if draw.is(50) { draw.between(3, SHORT_DAYS) } else { draw.pick(&[10, 14, 21, 30, 60, 90]) };
    let gb = draw.round(10, 600, 10);
    let right = on_demand(gb, days)?;
    let (short, long) = (days.min(SHORT_DAYS) - 1, days.saturating_sub(SHORT_DAYS));
    let shards = draw.between(4, 40);
    let older =
        if long > 0 { format!(", and {} GB of older ones", grouped(gb * long)) } else { String::new() };
    let mut offers = vec![right_as!(dollars(right) =>
        "At any time {} GB from one to {SHORT_DAYS} days old are held{older}.", grouped(gb * short))];
    if long > 0 {
        offers.push(wrong_as!("M319", dollars(by_gb(gb * (short + long), 0)?) =>
            "You took one price for all: what is older than {SHORT_DAYS} days costs less."));
        offers.push(wrong_as!("M319", dollars(by_gb(0, gb * (short + long))?) =>
            "You took the low price for all: it is for what is older than {SHORT_DAYS} days."));
    }
    offers.push(wrong_as!("M319", dollars(by_gb(gb * (short + 1), gb * long)?) =>
        "You billed the first day too: 24 hours are included."));
    offers.push(wrong_as!("M319", dollars(by_gb(gb * 30, 0)?) =>
        "You billed all {} GB of a month: only what is held at a time counts, longer than a day.", grouped(gb * 30)));
    offers.push(wrong_as!("M319", dollars(provisioned(shards)?) =>
        "You priced shard-hours, as a provisioned stream does; on demand it is by the GB-month."));
    let prices = format!(
        "{} a GB-month from one to {SHORT_DAYS} days of age and {} beyond",
        price(Item::StandardExtendedRetention)?,
        price(Item::StandardLongTermRetention)?
    );
    Some(Drawing {
        stem: format!(
            "{} in us-east-1 is in mode On-demand Standard, has {shards} shards at the moment, and takes {gb} GB a day, day and night. Its \
             retention has been **{days} days** for a long time. Storage costs {prices}. What does the longer retention cost in a month, beside all \
             other lines?",
            draw.pick(&SCENES)
        ),
        offers: four(offers),
        answer: right.to_string(),
        parameters: json!({"mode": "on_demand", "gb_a_day": gb, "days": days}),
        formula: format!(
            "{gb} GB × {short} × {} + {gb} GB × {long} × {} = {right}",
            price(Item::StandardExtendedRetention)?,
            price(Item::StandardLongTermRetention)?
        ),
        see: Some(seen(shards, gb, days)),
        ..told()
    })
}

/// A stream that is kept so long.
#[derive(Clone, Copy)]
struct Kept {
    shards: u64,
    days: u64,
}

impl Kept {
    fn said(self) -> String {
        format!("{} shards kept for {} days", self.shards, self.days)
    }
    fn parameters(self) -> Value {
        json!({"shards": self.shards, "days": self.days})
    }
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let room = draw.between(4, 40);
    // In tens of dollars.
    let budget = provisioned(room)?.nanos() / 10_000_000_000 * 10;
    let right = Kept { shards: draw.between(room / 2, room * 9 / 10), days: draw.between(5, SHORT_DAYS) };
    let two = Kept { shards: draw.between(room * 3 / 2, room * 4), days: 2 };
    let free = Kept { shards: draw.between(room * 2, room * 8), days: SHORT_DAYS };
    let few = Kept { shards: draw.between(room * 6 / 5, room * 3), days: draw.between(3, 6) };
    let all = [right, two, free, few];
    if right.shards < 2
        || all.iter().any(|a| all.iter().filter(|b| a.shards == b.shards).count() > 1)
        || few.shards > two.shards
    {
        return None;
    }
    let usd = |kept: Kept| provisioned(kept.shards);
    let offers = vec![
        right!(right.said() =>
            "{} shards come to {} a month, for 2 days or {SHORT_DAYS}.", right.shards, usd(right)?),
        wrong!("M319", two.said() =>
            "You priced two days as less than {SHORT_DAYS}: {} shards cost {} a month for either.", two.shards, usd(two)?),
        wrong!("M319", free.said() =>
            "You took {SHORT_DAYS} days for free: only the first 24 hours are, and {} shards cost {}.", free.shards, usd(free)?),
        wrong!("M319", few.said() =>
            "You counted a few days of shard-hours: {} shards run all month, and cost {}.", few.shards, usd(few)?),
    ];
    let who = draw.pick(&["Finance allows", "A team may spend", "A project has", "The budget leaves"]);
    Some(Drawing {
        stem: format!(
            "{who} **${} a month** for keeping data of a provisioned stream in us-east-1 longer than a day. That costs {} a shard-hour there, up to \
             {SHORT_DAYS} days; a month has {MONTH_HOURS} hours. Shards and data themselves are paid by someone else. Which proposal stays within the sum?",
            grouped(budget as u64),
            price(Item::ExtendedRetention)?
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"budget": budget as u64, "options": all.map(Kept::parameters)}),
        formula: format!(
            "{} × {MONTH_HOURS} h × {} = {}",
            right.shards,
            price(Item::ExtendedRetention)?,
            usd(right)?
        ),
        see: Some(seen(right.shards, 20, right.days)),
        ..told()
    })
}

/// A provisioned stream whose longer retention nobody needs.
fn shorter(draw: &mut Draw) -> Option<Drawing> {
    let (shards, days) = (draw.between(3, 60), draw.between(4, SHORT_DAYS));
    let needs = draw.pick(&[2, 4, 6, 8, 12, 16, 20]);
    let usd = provisioned(shards)?;
    let offers = vec![
        right!("Lower its retention to 24 hours" => "24 hours are included, and the line of {usd} is gone."),
        wrong!("M319", "Lower its retention to two days" =>
            "You expected fewer days to cost less: from the second day to the {SHORT_DAYS}th the shard-hour costs the same."),
        wrong!("M042", "Let consumers delete what they read" =>
            "You let reading remove records: nothing removes them before the retention ends."),
        wrong!("M114", "Register its consumers for fan-out" =>
            "You bought faster reading, which costs more, and keeps no record for a shorter time."),
    ];
    Some(Drawing {
        stem: format!(
            "{} is provisioned with {shards} shards, which it needs, and a retention of {days} days. Its owners have learned that nothing older than \
             {needs} hours was ever read again, nor will be, and that the longer retention costs {usd} a month. Which change \
             **saves that money**?",
            draw.pick(&SCENES)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"mode": "provisioned", "shards": shards, "days": days, "need_hours": needs, "options": [24, 48, days * 24, days * 24]}),
        formula: format!(
            "{shards} × {MONTH_HOURS} h × {} = {usd}, and nothing for 24 hours",
            price(Item::ExtendedRetention)?
        ),
        see: Some(seen(shards, 20, days)),
        ..told()
    })
}

/// An on-demand stream that keeps more days than it needs.
fn as_needed(draw: &mut Draw) -> Option<Drawing> {
    let (days, gb) = (draw.between(5, SHORT_DAYS), draw.round(20, 500, 10));
    let needs = draw.between(2, days - 2);
    let (now, then) = (on_demand(gb, days)?, on_demand(gb, needs)?);
    let offers = vec![
        right!(format!("Lower its retention to {needs} days") =>
            "{} GB fewer are held at a time, for {then} instead of {now}.", grouped(gb * (days - needs))),
        wrong!("M043", "Lower its retention to 24 hours" =>
            "You cut too far: what is {needs} days old has then expired, and a longer retention later brings nothing back."),
        wrong!("M042", "Let consumers delete what they read" =>
            "You let reading remove records: they are held, and billed, until the retention ends."),
        wrong!("M044", "Encrypt what is held with a KMS key" =>
            "You changed how it lies there: just as many GB are held for as long."),
    ];
    Some(Drawing {
        stem: format!(
            "{} in mode On-demand Standard takes {gb} GB a day and keeps them for {days} days, which costs {now} a month. Analysts replay up to \
             {needs} days after a faulty release, and need no more. Which change makes **retention cheaper and keeps the replay**?",
            draw.pick(&SCENES)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"mode": "on_demand", "gb_a_day": gb, "days": days, "need_hours": needs * 24, "options": [needs * 24, 24, days * 24, days * 24]}),
        formula: format!("{gb} GB × ({needs} − 1) × {} = {then}", price(Item::StandardExtendedRetention)?),
        see: Some(seen(8, gb, days)),
        ..told()
    })
}

/// In the planner: records of 10 KiB, as many as that makes.
fn seen(shards: u64, gb_a_day: u64, days: u64) -> See {
    let bytes_a_second = gb_a_day * GB as u64 / 86_400;
    see::planned_as(bytes_a_second.div_ceil(10_240), 10_240, |workload| {
        workload.retention_hours = (days * 24) as u32;
        workload.shards_now = Some(shards as u32);
    })
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "The first {retention_free} are included; a provisioned stream pays by the shard-hour up to 7 days, an on-demand stream by the GB-month of what is held.",
        ),
        hint: "By what is it billed in this mode: shards, or what is held?".to_owned(),
        ..Drawing::default()
    }
}
