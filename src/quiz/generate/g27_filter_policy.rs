//! Which subscriptions of a topic get a message, by their filter policies.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::among,
    matching::{Reading, passes},
    sieve::Sieve,
    theme::{Field, Kind, MISREADINGS, Theme, listed, spaced},
};

pub(super) const FAMILY: Family = Family { id: "G27", skill: "4.3.4", sources: &["N6", "N13"], draw };

const fn field(path: &'static str, of: Kind) -> Field {
    Field { path, of }
}

static THEMES: [Theme; 5] = [
    Theme {
        opening: "A shop publishes its orders to",
        fields: &[
            field(
                "event",
                Kind::Word(&["order_placed", "order_paid", "return_asked", "return_closed"], "order_"),
            ),
            field("store", Kind::Word(&["berlin-1", "berlin-2", "osaka-1", "lima-1"], "berlin-")),
            field("amount", Kind::Number(20, 480, 50)),
            field("coupon", Kind::Optional(&["SPRING", "STAFF"])),
        ],
    },
    Theme {
        opening: "A utility publishes the readings of its meters to",
        fields: &[
            field("kind", Kind::Word(&["power_peak", "power_loss", "water_peak", "water_leak"], "power_")),
            field("district", Kind::Word(&["north-1", "north-2", "south-1", "hills-1"], "north-")),
            field("level", Kind::Number(10, 90, 10)),
            field("test", Kind::Optional(&["yes", "drill"])),
        ],
    },
    Theme {
        opening: "A broadcaster publishes its new recordings to",
        fields: &[
            field("genre", Kind::Word(&["news_live", "news_short", "sport_live", "sport_short"], "news_")),
            field("language", Kind::Word(&["en-GB", "en-US", "fr-FR", "es-ES"], "en-")),
            field("minutes", Kind::Number(10, 170, 20)),
            field("sponsor", Kind::Optional(&["bank", "brewery"])),
        ],
    },
    Theme {
        opening: "An airline publishes changes of its bookings to",
        fields: &[
            field(
                "change",
                Kind::Word(&["seat_upgraded", "seat_moved", "trip_rebooked", "trip_cancelled"], "seat_"),
            ),
            field(
                "cabin",
                Kind::Word(&["economy-light", "economy-flex", "business-flex", "first-flex"], "economy-"),
            ),
            field("fare", Kind::Number(100, 1_700, 200)),
            field("group", Kind::Optional(&["school", "company"])),
        ],
    },
    Theme {
        opening: "A clinic publishes its laboratory results to",
        fields: &[
            field(
                "test",
                Kind::Word(&["blood_count", "blood_sugar", "urine_protein", "urine_sugar"], "blood_"),
            ),
            field("ward", Kind::Word(&["heart-a", "heart-b", "eyes-a", "surgery-a"], "heart-")),
            field("score", Kind::Number(5, 45, 5)),
            field("repeat", Kind::Optional(&["second", "third"])),
        ],
    },
];

const POLICY: Sieve = Sieve { own: "policy", of: "message", code, did };

const QUEUES: [&str; 6] = ["Billing", "Search", "Audit", "Alerts", "Reports", "Archive"];

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
        Reading::AnyKey | Reading::AllValues => "M079",
        Reading::Missing => "M080",
        Reading::Begins => "M332",
        Reading::Right => "M339",
    }
}

/// What was done by one who reads it so.
fn did(reading: Reading) -> &'static str {
    match reading {
        Reading::AnyKey => "You let one matching key be enough: all keys of a policy have to match",
        Reading::AllValues => "You asked for all values of a list: one of them is enough",
        Reading::Missing => {
            "You let a message pass that lacks a key of the policy: such a message does not match"
        }
        Reading::Begins => "You took a value for a beginning: without prefix it has to be the whole value",
        Reading::Right => {
            "You let every subscription have it: each of these has a policy, and gets what matches"
        }
    }
}

fn answer(draw: &mut Draw, theme: &Theme) -> Option<Drawing> {
    let message = theme.message(draw);
    let names = draw.some(&QUEUES, 4);
    let policies: Vec<Value> = (0..4)
        .map(|_| {
            let keys = draw.between(1, 3) as usize;
            theme.pattern(draw, keys)
        })
        .collect();
    let get = |reading: Reading| -> Vec<&str> {
        (names.iter().zip(&policies))
            .filter(|(_, policy)| passes(policy, &message, reading))
            .map(|(name, _)| *name)
            .collect()
    };
    let key = get(Reading::Right);
    let mut offers = vec![Offer::right(
        listed(&key),
        None,
        format!("Each key of its policy matches one of its values: that is so for {} alone.", listed(&key)),
    )];
    for reading in MISREADINGS {
        let taken = get(reading);
        if taken.is_empty() || offers.iter().any(|offer| offer.text == listed(&taken)) {
            continue;
        }
        offers.push(Offer::wrong(
            code(reading),
            listed(&taken),
            None,
            format!("{}. The message reaches {}.", did(reading), listed(&key)),
        ));
    }
    let all = listed(&names);
    if key.is_empty() || key.len() == 4 {
        return None;
    }
    if offers.len() == 3 && offers.iter().all(|offer| offer.text != all) {
        offers.push(Offer::wrong(
            code(Reading::Right),
            all,
            None,
            format!("{}: {}.", did(Reading::Right), listed(&key)),
        ));
    }
    offers.truncate(4);
    let rows: Vec<String> =
        names.iter().zip(&policies).map(|(name, policy)| format!("{name}: {}", spaced(policy))).collect();
    let listed_all: Value =
        names.iter().zip(&policies).map(|(name, policy)| json!({"name": name, "policy": policy})).collect();
    Some(Drawing {
        stem: format!(
            "{} an SNS topic to which four queues are subscribed. Each subscription has a filter policy on message attributes, as shown with the attributes \
             of one message. **Which queues** get this message?",
            theme.opening
        ),
        exhibit: Some((
            "A message's attributes, and the filter policies".to_owned(),
            format!("message: {}\n\n{}", spaced(&message), rows.join("\n")),
        )),
        offers,
        parameters: json!({"message": message, "policies": listed_all}),
        answer: listed(&key),
        formula: format!("all keys of the policy match: {}", listed(&key)),
        ..told()
    })
}

fn possible(draw: &mut Draw, theme: &Theme) -> Option<Drawing> {
    let why = |policy: &Value| format!("Every key of the policy is there and matches: {}.", spaced(policy));
    let (policy, options) = POLICY.passing(draw, theme, why)?;
    let queue = draw.pick(&QUEUES);
    Some(
        Drawing {
            stem: format!(
                "{} an SNS topic. The subscription of the queue {queue} has the filter policy shown, on message attributes, which is the default scope. Four \
                 messages are published, with these attributes. **Which message** reaches the queue?",
                theme.opening
            ),
            exhibit: Some((format!("Filter policy of {queue}"), spaced(&policy))),
            formula: format!("every key of {} matches", spaced(&policy)),
            ..among(options, json!({"policy": policy}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw, theme: &Theme) -> Option<Drawing> {
    let tell =
        |messages: &[Value], policy: &Value| format!("This one lets through {}.", passed(messages, policy));
    let wanted = POLICY.wanted(draw, theme, |_, _| None, tell)?;
    let queue = draw.pick(&QUEUES);
    Some(
        Drawing {
            stem: format!(
                "{} an SNS topic. The queue {queue} is to get messages {} of those shown, and not message {}, but with its present filter policy it does not. \
                 The attributes of the messages stay as they are. Which policy **in its place** does it?",
                theme.opening, wanted.both(" and "), wanted.without + 1
            ),
            exhibit: Some(("Attributes of the messages, and the policy now".to_owned(), wanted.shown(&POLICY))),
            formula: format!("{} lets through {}", spaced(&wanted.key), passed(&wanted.messages, &wanted.key)),
            ..among(wanted.options, json!({"messages": wanted.messages, "without": wanted.without}))
        }
        .with(told()),
    )
}

/// "messages 1 and 3", "no message".
fn passed(messages: &[Value], policy: &Value) -> String {
    let numbers = ["1", "2", "3"];
    let through: Vec<&str> = (messages.iter().zip(numbers))
        .filter(|(message, _)| passes(policy, message, Reading::Right))
        .map(|(_, n)| n)
        .collect();
    match through.len() {
        0 => "no message".to_owned(),
        1 => format!("message {} alone", through[0]),
        _ => format!("messages {}", listed(&through)),
    }
}

fn told() -> Drawing {
    Drawing {
        rule: "All keys of a filter policy have to match (AND), each by one of its values (OR); a key that the message lacks does not match.".to_owned(),
        hint: "Go through the policy key by key.".to_owned(),
        ..Drawing::default()
    }
}
