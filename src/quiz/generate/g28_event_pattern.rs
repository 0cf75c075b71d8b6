//! Which rules of an event bus match an event, and how often targets are invoked for it.

use serde_json::{Map, Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, wrong},
    matching::{Reading, passes},
    offer::four,
    sieve::Sieve,
    theme::{Field, Kind, MISREADINGS, Theme, spaced},
};

pub(super) const FAMILY: Family = Family { id: "G28", skill: "1.1.12", sources: &["V8", "V12", "V13"], draw };

const fn field(path: &'static str, of: Kind) -> Field {
    Field { path, of }
}

static THEMES: [Theme; 5] = [
    Theme {
        opening: "Agents put the state changes of machines on an event bus of their own.",
        fields: &[
            field("source", Kind::Word(&["hosts.web", "hosts.batch", "data.main", "data.copy"], "hosts.")),
            field("detail.state", Kind::Word(&["stopping", "stopped", "running", "terminated"], "stopp")),
            field("detail.cores", Kind::Number(2, 62, 8)),
            field("detail.owner", Kind::Optional(&["shop", "data"])),
        ],
    },
    Theme {
        opening: "A shop puts its events on an event bus of its own.",
        fields: &[
            field(
                "source",
                Kind::Word(&["shop.cart", "shop.checkout", "stock.level", "stock.order"], "shop."),
            ),
            field(
                "detail-type",
                Kind::Word(&["OrderPlaced", "OrderPaid", "ItemReturned", "ItemLost"], "Order"),
            ),
            field("detail.amount", Kind::Number(20, 480, 50)),
            field("detail.coupon", Kind::Optional(&["SPRING", "STAFF"])),
        ],
    },
    Theme {
        opening: "The buckets of a studio send their Object Created events to the default event bus.",
        fields: &[
            field("detail.bucket.name", Kind::Word(&["raw-takes", "raw-sound", "films", "stills"], "raw-")),
            field(
                "detail.object.key",
                Kind::Word(&["in/cut.mov", "in/take.mov", "out/film.mp4", "tmp/log.txt"], "in/"),
            ),
            field("detail.object.size", Kind::Number(1_000, 49_000, 5_000)),
            field("detail.object.version-id", Kind::Optional(&["v1", "v2"])),
        ],
    },
    Theme {
        opening: "A payment provider puts events on an event bus of its own.",
        fields: &[
            field(
                "detail-type",
                Kind::Word(&["CardCharged", "CardRefused", "DebitCharged", "DebitReturned"], "Card"),
            ),
            field("detail.country", Kind::Word(&["DE-BE", "DE-HH", "FR-75", "ES-MD"], "DE-")),
            field("detail.risk", Kind::Number(10, 90, 10)),
            field("detail.retry", Kind::Optional(&["first", "last"])),
        ],
    },
    Theme {
        opening: "A fleet's boxes report to an event bus of the operator.",
        fields: &[
            field(
                "detail-type",
                Kind::Word(&["TripStarted", "TripEnded", "DoorOpened", "DoorForced"], "Trip"),
            ),
            field("detail.depot", Kind::Word(&["west-1", "west-2", "east-1", "port-1"], "west-")),
            field("detail.speed", Kind::Number(10, 130, 20)),
            field("detail.load", Kind::Optional(&["frozen", "glass"])),
        ],
    },
];

const PATTERN: Sieve = Sieve { own: "pattern", of: "event", code, did };

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    let theme = &THEMES[draw.between(0, 4) as usize];
    match form {
        Form::Answer => answer(draw, theme),
        Form::Possible => possible(draw, theme),
        Form::Fix => fix(draw, theme),
    }
}

fn code(reading: Reading) -> &'static str {
    match reading {
        Reading::AnyKey | Reading::AllValues => "M087",
        Reading::Missing => "M080",
        Reading::Begins => "M332",
        Reading::Right => "M339",
    }
}

/// What was done by one who reads it so.
fn did(reading: Reading) -> &'static str {
    match reading {
        Reading::AnyKey => {
            "You let one matching field be enough: all fields that a pattern names have to match"
        }
        Reading::AllValues => "You asked for all values of an array: one of them is enough",
        Reading::Missing => {
            "You let a field pass that the event lacks: a pattern that names it does not match then"
        }
        Reading::Begins => "You took a value for a beginning: without prefix it has to be the whole value",
        Reading::Right => {
            "You let every rule match: each has a pattern, and only where it matches targets are invoked"
        }
    }
}

/// A rule of the bus.
struct Rule {
    pattern: Value,
    targets: u64,
}

fn answer(draw: &mut Draw, theme: &Theme) -> Option<Drawing> {
    let event = theme.message(draw);
    let mut rule = || {
        let fields = draw.between(1, 3) as usize;
        Rule { pattern: theme.pattern(draw, fields), targets: draw.between(1, 5) }
    };
    let rules = [rule(), rule(), rule(), rule()];
    let hits = targets(&rules, &event, Reading::Right);
    let key: u64 = hits.iter().sum();
    if hits.len() < 2 || hits.len() == rules.len() {
        return None;
    }
    let amounts = Amounts { typed: draw.is(30), unit: "invocations" };
    let terms: Vec<String> = hits.iter().map(u64::to_string).collect();
    let row = |(i, rule): (usize, &Rule)| {
        let s = if rule.targets == 1 { "" } else { "s" };
        format!("rule {}, {} target{s}: {}", i + 1, rule.targets, spaced(&rule.pattern))
    };
    let rows: Vec<String> = rules.iter().enumerate().map(row).collect();
    let listed: Value =
        rules.iter().map(|rule| json!({"pattern": rule.pattern, "targets": rule.targets})).collect();
    Some(Drawing {
        stem: format!(
            "{} Four rules on the bus have the patterns and numbers of targets shown, and no other rule is there. The event shown arrives; of its fields \
             only those that matter are printed. **How many times** is a target invoked for it?",
            theme.opening
        ),
        exhibit: Some((
            "An event, and the rules".to_owned(),
            format!("event: {}\n\n{}", spaced(&event), rows.join("\n")),
        )),
        offers: invocations(amounts, &rules, &event),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"event": event, "rules": listed}),
        answer: key.to_string(),
        formula: format!("targets of the rules that match: {} = {key}", terms.join(" + ")),
        ..told()
    })
}

/// Of the rules that match.
fn targets(rules: &[Rule], event: &Value, reading: Reading) -> Vec<u64> {
    let matching = rules.iter().filter(|rule| passes(&rule.pattern, event, reading));
    matching.map(|rule| rule.targets).collect()
}

fn invocations(amounts: Amounts, rules: &[Rule], event: &Value) -> Vec<Offer> {
    let hits = targets(rules, event, Reading::Right);
    let (n, terms) = (hits.len(), hits.iter().map(u64::to_string).collect::<Vec<_>>().join(" + "));
    let mut offers = vec![
        amounts.right(
            hits.iter().sum(),
            format!("{n} rules match, with {terms} targets, and each of these is invoked."),
        ),
        amounts.wrong(
            "M088",
            hits[0],
            format!("You stopped at the first rule that matches: all {n} that match send to their targets."),
        ),
    ];
    for reading in MISREADINGS {
        let taken = targets(rules, event, reading);
        let why = format!("{}. {n} rules match, not {}.", did(reading), taken.len());
        offers.push(amounts.wrong(code(reading), taken.iter().sum(), why));
    }
    let all = rules.iter().map(|rule| rule.targets).sum();
    offers.push(amounts.wrong(
        "M339",
        all,
        format!("{}. {n} of the {} do.", did(Reading::Right), rules.len()),
    ));
    four(offers)
}

fn possible(draw: &mut Draw, theme: &Theme) -> Option<Drawing> {
    let why =
        |_: &Value| "Every field that the pattern names is there, and has one of its values.".to_owned();
    let (pattern, options) = PATTERN.passing(draw, theme, why)?;
    Some(
        Drawing {
            stem: format!(
                "{} A rule on the bus has the event pattern shown and one target. Four events arrive; of their fields only those that matter are printed. For \
                 **which event** is the target invoked?",
                theme.opening
            ),
            exhibit: Some(("The rule's event pattern".to_owned(), spaced(&pattern))),
            formula: format!("every field of {} matches", spaced(&pattern)),
            ..among(options, json!({"pattern": pattern}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw, theme: &Theme) -> Option<Drawing> {
    let tell = |events: &[Value], pattern: &Value| {
        let matched = events.iter().filter(|event| passes(pattern, event, Reading::Right)).count();
        format!("It matches {matched} of the three events.")
    };
    let wanted = PATTERN.wanted(draw, theme, without_arrays, tell)?;
    Some(
        Drawing {
            stem: format!(
                "{} A rule should invoke its target for events {} of those shown, and not for event {}; with its present pattern it does not do that. Of the \
                 events only the fields that matter are printed. Which pattern **in its place** does it?",
                theme.opening, wanted.both(" and "), wanted.without + 1
            ),
            exhibit: Some(("Events, and the pattern now".to_owned(), wanted.shown(&PATTERN))),
            formula: format!("{} matches events {}", spaced(&wanted.key), wanted.both(" + ")),
            ..among(wanted.options, json!({"events": wanted.messages, "without": wanted.without}))
        }
        .with(told()),
    )
}

/// The right pattern, spoilt.
fn without_arrays(draw: &mut Draw, key: &Value) -> Option<(Offer, Value)> {
    let bare = bare(key);
    let why = "You wrote a value without an array: that is not a valid pattern, and it is refused.";
    (bare != *key && draw.is(60)).then(|| wrong("M086", spaced(&bare), json!({"pattern": bare}), why))
}

/// The pattern with its arrays of one text taken off, as one writes it by mistake.
fn bare(pattern: &Value) -> Value {
    match pattern {
        Value::Object(fields) => {
            let mut bared = Map::new();
            bared.extend(fields.iter().map(|(key, of)| (key.clone(), bare(of))));
            Value::Object(bared)
        }
        Value::Array(items) => match items.as_slice() {
            [Value::String(text)] => json!(text),
            _ => pattern.clone(),
        },
        other => other.clone(),
    }
}

fn told() -> Drawing {
    Drawing {
        rule: "A pattern matches when every field it names has one of the values in its array; every rule that matches sends to all of its targets.".to_owned(),
        hint: "Go through each pattern field by field.".to_owned(),
        ..Drawing::default()
    }
}
