//! `PutEvents` calls for events of one size.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, formerly, named, right, wrong},
    batching::{Calls, size},
    offer::{filled, four},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G29", skill: "1.1.12", sources: &["V1", "K14"], draw };

const SENDERS: [&str; 6] = [
    "An order service",
    "A booking engine",
    "A device registry",
    "A content system",
    "A pricing service",
    "A claims portal",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn request() -> Calls {
    Calls { entries: named("eb_entries"), kib: named("eb_request") / 1_024 }
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let (n, kib) = (draw.between(24, 480), size(draw));
    let limit = request();
    let each = limit.each(kib)?;
    let key = limit.needed(n, kib)?;
    if !limit.is_plain(kib) || n.is_multiple_of(each) {
        return None;
    }
    let amounts = Amounts { typed: draw.is(35), unit: "calls" };
    let old = Calls { kib: formerly("eb_request"), ..limit };
    let mut offers = vec![amounts.right(
        key,
        format!("A request takes {each} events of {kib} KiB, so {n} of them need {key} requests."),
    )];
    if let Some(calls) = old.needed(n, kib) {
        offers.push(amounts.wrong(
            "M034",
            calls,
            format!(
                "You took the old limit of {} KB a request: today {each} events of {kib} KiB fit.",
                old.kib
            ),
        ));
    }
    offers.push(amounts.wrong(
        "M327",
        n.div_ceil(limit.entries),
        format!(
            "You counted to {} only: that many of {kib} KiB are larger than a request may be.",
            limit.entries
        ),
    ));
    offers.push(amounts.wrong(
        "M327",
        (n * kib).div_ceil(limit.kib),
        format!(
            "You divided the {} KiB by the size of a request: it takes {each} whole events.",
            grouped(n * kib)
        ),
    ));
    offers.push(amounts.wrong(
        "M033",
        n.div_ceil(named("put_records_entries")),
        format!(
            "You took the batch of PutRecords, {} entries: PutEvents takes {}.",
            named("put_records_entries"),
            limit.entries
        ),
    ));
    offers.push(amounts.wrong(
        "M114",
        n,
        format!("You put each event by itself: a request takes {each} of them."),
    ));
    Some(Drawing {
        stem: format!(
            "{} puts {n} events on a Classic event bus, each {kib} KiB with its source, detail type and detail, and fills every PutEvents request as far as \
             today's limits let it. **How many calls** are needed at least?",
            draw.pick(&SENDERS)
        ),
        offers: four(offers),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"events": n, "kib": kib}),
        answer: key.to_string(),
        formula: format!("⌈{n} ÷ min({}, ⌊{} ÷ {kib}⌋)⌉ = {key}", limit.entries, grouped(limit.kib)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let limit = request();
    let fits = (draw.between(3, 9), draw.round(40, 300, 5));
    let many = (draw.between(12, 60), draw.between(2, 12));
    let heavy = (draw.between(4, 9), draw.round(150, 400, 10));
    let one = (draw.between(2, 3), draw.round(560, 900, 20));
    let bytes = |(n, kib): (u64, u64)| n * kib;
    let over = |it: (u64, u64)| bytes(it) * 9 > limit.kib * 10;
    let plain = [fits, many, heavy, one].iter().all(|it| limit.is_plain(it.1));
    // What fits is above the old limit, so that one has to know today's.
    if !plain || bytes(fits) * 10 > limit.kib * 9 || bytes(fits) < 300 || !over(heavy) || !over(one) {
        return None;
    }
    let said = |(n, kib): (u64, u64)| format!("{n} events of {kib} KiB");
    let figures = |(n, kib): (u64, u64)| json!({"events": n, "kib": kib});
    let options = vec![
        right(
            said(fits),
            figures(fits),
            format!(
                "{} entries are not too many, and {} KiB are below {}.",
                fits.0,
                bytes(fits),
                grouped(limit.kib)
            ),
        ),
        wrong(
            "M033",
            said(many),
            figures(many),
            format!(
                "You took the batch of another service: {} entries are more than {}.",
                many.0, limit.entries
            ),
        ),
        wrong(
            "M327",
            said(heavy),
            figures(heavy),
            format!(
                "You counted entries only: {} of them are {} KiB together, above {}.",
                heavy.0,
                grouped(bytes(heavy)),
                grouped(limit.kib)
            ),
        ),
        wrong(
            "M115",
            said(one),
            figures(one),
            format!(
                "You looked at each event by itself: the whole request is {} KiB, above {}.",
                grouped(bytes(one)),
                grouped(limit.kib)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "{} collects events for a Classic event bus and wants to put them with one call. Sizes are those of whole entries. By today's limits, which of these \
                 can it put **in a single PutEvents request**?",
                draw.pick(&SENDERS)
            ),
            formula: format!("{} ≤ {} and {} × {} = {} < {}", fits.0, limit.entries, fits.0, fits.1, bytes(fits), grouped(limit.kib)),
            ..among(options, json!({}))
        }
        .with(told()),
    )
}

/// A request that is refused.
#[derive(Clone, Copy)]
struct Refused {
    n: u64,
    kib: u64,
}

impl Refused {
    fn fits(self) -> bool {
        let limit = request();
        self.n <= limit.entries && self.n * self.kib * 20 < limit.kib * 19
    }
    fn figures(self) -> Value {
        json!({"events": self.n, "kib": self.kib})
    }
    /// In calls of so many entries it would go, unless one entry is too large by itself.
    fn split(self) -> Self {
        let limit = request();
        let n = match self.n {
            _ if self.kib > limit.kib => 1,
            n if n > limit.entries => n.div_ceil(3),
            n => n.div_ceil(2),
        };
        Self { n, ..self }
    }
    /// Compressed by a tenth.
    fn packed(self) -> Self {
        Self { kib: self.kib * 9 / 10, ..self }
    }
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let limit = request();
    // Refused for its entries, for its bytes, or for one event that is too large by itself.
    let (n, kib) = match draw.between(0, 2) {
        0 => (draw.between(12, 28), draw.between(5, 30)),
        1 => (draw.between(6, 10), draw.round(180, 300, 10)),
        _ => (draw.between(2, 9), draw.round(1_150, 3_000, 50)),
    };
    let (refused, large) = (Refused { n, kib }, kib > limit.kib);
    let pointers = Refused { kib: draw.between(1, 2), ..refused };
    let (split, mends) = (refused.split(), if large { pointers } else { refused.split() });
    if refused.fits() || refused.packed().fits() || split.n == n || split.fits() == large || !mends.fits() {
        return None;
    }
    let mut options = no_help(refused);
    options.extend(if large { too_large(refused, pointers) } else { too_many(refused) });
    let done = grouped(mends.n * mends.kib);
    Some(
        Drawing {
            stem: format!(
                "{} puts {n} events of {} KiB each on a Classic event bus with one PutEvents call, and by today's limits the call is refused. The events are \
                 needed, with all that is in them. Which **single change** lets them arrive?",
                draw.pick(&SENDERS), grouped(kib)
            ),
            formula: format!("{} ≤ {} and {} × {} = {done} < {}", mends.n, limit.entries, mends.n, mends.kib, grouped(limit.kib)),
            ..among(options, json!({}))
        }
        .with(told()),
    )
}

fn no_help(refused: Refused) -> Vec<(Offer, Value)> {
    let Refused { n, kib } = refused;
    vec![
        wrong(
            "M067",
            "Ask for a higher quota for PutEvents",
            refused.figures(),
            format!(
                "You asked to raise what is fixed: {n} entries and {} KiB are one request too large.",
                grouped(n * kib)
            ),
        ),
        wrong(
            "M024",
            "Repeat the request with exponential backoff",
            refused.figures(),
            format!("You waited for room: the same {n} entries of {} KiB are refused again.", grouped(kib)),
        ),
    ]
}

fn too_many(refused: Refused) -> [(Offer, Value); 2] {
    let (split, packed) = (refused.split(), refused.packed());
    let (n, kib) = (split.n, split.kib);
    [
        right(
            format!("Send at most {n} events with each call"),
            split.figures(),
            format!("{n} entries of {kib} KiB are {} KiB, which a request takes.", grouped(n * kib)),
        ),
        wrong(
            if refused.n > request().entries { "M327" } else { "M115" },
            format!("Compress each detail, to {} KiB an event", packed.kib),
            packed.figures(),
            format!("You saved too little: {} entries of {} KiB are still refused.", packed.n, packed.kib),
        ),
    ]
}

fn too_large(refused: Refused, pointers: Refused) -> [(Offer, Value); 2] {
    [
        right(
            format!("Put the details into S3, and {} KiB with a pointer on the bus", pointers.kib),
            pointers.figures(),
            format!(
                "{} entries of {} KiB are far below the {} KiB of a request.",
                pointers.n,
                pointers.kib,
                grouped(request().kib)
            ),
        ),
        wrong(
            "M327",
            "Send each event with a call of its own",
            refused.split().figures(),
            format!(
                "You looked at the number: one event of {} KiB is larger than a request may be.",
                grouped(refused.kib)
            ),
        ),
    ]
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A PutEvents request has at most {eb_entries} entries and less than {eb_request} in all, and an entry goes whole.",
        ),
        hint: "There are two limits of a request.".to_owned(),
        ..Drawing::default()
    }
}
