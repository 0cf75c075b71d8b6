//! How fast a queue's mapping ramps up, and how long a backlog takes.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, formerly, named, right, wrong},
    offer::{filled, four, tenths},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G32", skill: "1.2.7", sources: &["LS2", "LS3", "LS1"], draw };

const WORK: [&str; 6] = [
    "thumbnails to be made",
    "letters to be printed",
    "accounts to be checked",
    "routes to be computed",
    "tracks to be tagged",
    "contracts to be archived",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(40) => Some(ramp(draw)),
        Form::Answer => drain(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// Concurrent batches after so many minutes, without a cap and with one.
fn ramped(minutes: u64, by: u64, top: u64) -> u64 {
    (named("esm_sqs_start") + by * minutes).min(top)
}

fn ramp(draw: &mut Draw) -> Drawing {
    let minutes = draw.between(1, 7);
    let (by, top) = (named("esm_sqs_ramp"), named("esm_sqs_top"));
    let cap = draw.is(60).then(|| draw.round(50, named("esm_sqs_concurrency_max"), 50));
    let most = cap.map_or(top, |cap| cap.min(top));
    let key = ramped(minutes, by, most);
    let old = ramped(minutes, formerly("esm_sqs_ramp"), formerly("esm_sqs_top").min(most));
    let amounts = Amounts { typed: draw.is(35), unit: "batches at once" };
    let setting = cap.map_or_else(
        || "no MaximumConcurrency".to_owned(),
        |cap| format!("MaximumConcurrency {}", grouped(cap)),
    );
    let backlog = draw.round(200_000, 5_000_000, 100_000);
    let free = ramped(minutes, by, top);
    let mut offers = vec![
        amounts.right(
            key,
            format!(
                "It begins with {} and adds {by} a minute, up to {}.",
                named("esm_sqs_start"),
                grouped(most)
            ),
        ),
        amounts.wrong(
            "M034",
            old,
            format!(
                "You took the older guide: {} more a minute; today it is {by}.",
                formerly("esm_sqs_ramp")
            ),
        ),
        amounts.wrong(
            "M076",
            most,
            format!(
                "You ramped at once: after {minutes} min it has added {} to the first {}.",
                by * minutes,
                named("esm_sqs_start")
            ),
        ),
    ];
    if cap.is_some() {
        offers.push(amounts.wrong(
            "M074",
            free,
            format!("You left out MaximumConcurrency: it caps this mapping at {}.", grouped(most)),
        ));
    }
    offers.push(amounts.wrong(
        "M076",
        named("esm_sqs_start"),
        format!("You stayed at the beginning: while the queue is full, {by} are added each minute."),
    ));
    offers.push(amounts.wrong(
        "M076",
        ramped(0, 0, top) * minutes,
        format!(
            "You added {} a minute: that is what it begins with, and then it adds {by}.",
            named("esm_sqs_start")
        ),
    ));
    offers.push(amounts.wrong(
        "M074",
        2 * free,
        format!("You doubled each minute: the ramp adds {by} a minute, {minutes} times."),
    ));
    Drawing {
        stem: format!(
            "A standard SQS queue suddenly has {} messages ({}). A Lambda function reads it through an event source mapping with {setting} and without provisioned mode, and the \
             account's concurrency is far higher than needed. By today's guide, **how many batches** does the mapping run at once after {minutes} {}?",
            grouped(backlog),
            draw.pick(&WORK),
            if minutes == 1 { "minute" } else { "minutes" }
        ),
        offers: four(offers),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "ramp", "minutes": minutes, "most": most}),
        answer: key.to_string(),
        formula: format!(
            "min({} + {by} × {minutes}, {}) = {}",
            named("esm_sqs_start"),
            grouped(most),
            grouped(key)
        ),
        ..told()
    }
}

/// A backlog, and how it is worked off.
#[derive(Clone, Copy)]
struct Drain {
    backlog: u64,
    batch: u64,
    concurrency: u64,
    /// Of one batch.
    tenths: u64,
}

impl Drain {
    fn draw(draw: &mut Draw) -> Self {
        Self {
            backlog: draw.round(5_000, 400_000, 5_000),
            batch: draw.pick(&[5, 10, 20, 50]),
            concurrency: draw.pick(&[10, 20, 25, 40, 50, 80, 100, 150, 200]),
            tenths: draw.pick(&[2, 4, 5, 8, 20, 30, 40, 50, 80]),
        }
    }
    fn seconds(self) -> u64 {
        (self.backlog * self.tenths).div_ceil(10 * self.batch * self.concurrency)
    }
    fn is_whole(self) -> bool {
        (self.backlog * self.tenths).is_multiple_of(10 * self.batch * self.concurrency)
    }
    fn figures(self) -> Value {
        json!({"backlog": self.backlog, "batch": self.batch, "concurrency": self.concurrency, "tenths": self.tenths})
    }
    fn formula(self) -> String {
        format!(
            "{} ÷ ({} × {} ÷ {}) = {} s",
            grouped(self.backlog),
            self.batch,
            grouped(self.concurrency),
            tenths(self.tenths),
            grouped(self.seconds())
        )
    }
}

fn drain(draw: &mut Draw) -> Option<Drawing> {
    let it = Drain::draw(draw);
    let (key, each) = (it.seconds(), tenths(it.tenths));
    if !it.is_whole() || !(20..=14_400).contains(&key) {
        return None;
    }
    let amounts = Amounts { typed: draw.is(35), unit: "seconds" };
    let parallel = it.batch * it.concurrency;
    Some(Drawing {
        stem: format!(
            "A standard SQS queue has {} messages ({}), and no new ones arrive. A Lambda function takes {each} seconds for a batch, with a batch size of {} and a batching window, and batches are full. \
             The event source mapping has reached its MaximumConcurrency of {}. **How long** does the backlog take?",
            grouped(it.backlog), draw.pick(&WORK), it.batch, it.concurrency
        ),
        offers: four(vec![
            amounts.right(key, format!("{} × {} messages are taken every {each} seconds.", it.concurrency, it.batch)),
            amounts.wrong("M335", (it.backlog * it.tenths).div_ceil(10 * it.concurrency), format!("You counted one message an invocation: each takes a batch of {}.", it.batch)),
            amounts.wrong("M336", (it.backlog * it.tenths).div_ceil(10 * it.batch), format!("You let one batch follow the other: {} run at once.", it.concurrency)),
            amounts.wrong("M073", it.backlog.div_ceil(parallel), format!("You left out the duration: {} messages take {each} seconds, not one.", grouped(parallel))),
            amounts.wrong("M073", (it.backlog * 10).div_ceil(parallel * it.tenths), format!("You divided by the duration: the longer a batch takes, {each} seconds, the longer the backlog does.")),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"asks": "drain", "backlog": it.backlog, "batch": it.batch, "concurrency": it.concurrency, "tenths": it.tenths}),
        answer: key.to_string(),
        formula: it.formula(),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let Drain { backlog, tenths: each, .. } = Drain::draw(draw);
    let mut with = |batch: &[u64], concurrency: &[u64]| Drain {
        backlog,
        batch: draw.pick(batch),
        concurrency: draw.pick(concurrency),
        tenths: each,
    };
    // What fits; more in a batch; more batches at once; and less of both.
    let options = [
        with(&[10, 20, 25], &[40, 50, 60, 80]),
        with(&[40, 50, 100], &[4, 5, 8, 10]),
        with(&[2, 4, 5], &[100, 120, 150, 200]),
        with(&[5, 8, 10], &[15, 20, 25, 30]),
    ];
    let within = (options[0].seconds() * 6 / 5).next_multiple_of(30);
    let (fits, fails): (Vec<&Drain>, Vec<&Drain>) = options.iter().partition(|it| it.seconds() < within);
    let clear = options.iter().all(|it| it.seconds().abs_diff(within) * 8 > within);
    let loads: Vec<u64> = options.iter().map(|it| it.batch * it.concurrency).collect();
    // Two of the wrong ones have more of one thing than the right one.
    let tempts = |it: &Drain| it.batch > fits[0].batch || it.concurrency > fits[0].concurrency;
    if fits.len() != 1
        || fails.iter().filter(|it| tempts(it)).count() < 2
        || !clear
        || crowded(&loads)
        || fits[0].seconds() < 5
    {
        return None;
    }
    let key = fits[0];
    let said = |it: &Drain| format!("Batch size {}, MaximumConcurrency {}", it.batch, it.concurrency);
    let mut listed = vec![right(
        said(key),
        key.figures(),
        format!(
            "{} batches of {} every {} seconds take {} seconds in all.",
            key.concurrency,
            key.batch,
            tenths(each),
            grouped(key.seconds())
        ),
    )];
    for it in fails {
        // The larger figure is what tempts.
        let (code, looked) = if it.batch > key.batch {
            ("M336", format!("You looked at the batch of {}", it.batch))
        } else if it.concurrency > key.concurrency {
            ("M335", format!("You looked at the concurrency of {}", it.concurrency))
        } else {
            ("M073", format!("You thought {} × {} were enough", it.concurrency, it.batch))
        };
        listed.push(wrong(
            code,
            said(it),
            it.figures(),
            format!("{looked}: both count, and this takes {} seconds.", grouped(it.seconds())),
        ));
    }
    Some(
        Drawing {
            stem: format!(
                "A standard SQS queue has {} messages ({}). A Lambda function takes {} seconds for a batch of any size; a batching window is set, and batches are full. The event source mapping runs at its \
                 MaximumConcurrency. With which settings is the backlog gone **within {} seconds**?",
                grouped(backlog), draw.pick(&WORK), tenths(each), grouped(within)
            ),
            formula: format!("{} < {}", key.formula(), grouped(within)),
            ..among(listed, json!({"within": within}))
        }
        .with(told()),
    )
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let it = Drain::draw(draw);
    let (now, factor) = (it.seconds(), draw.pick(&[3, 4, 5]));
    let within = (now / 2).next_multiple_of(60);
    // Where connections are short, the batch has to grow; where the batch may not, the concurrency.
    let capped = draw.is(50);
    let grown = |times: u64, by: u64| {
        if capped {
            Drain { batch: it.batch * times / by, ..it }
        } else {
            Drain { concurrency: it.concurrency * times / by, ..it }
        }
    };
    let (better, too_little) = (grown(factor, 1), grown(5, 4));
    if !(300..=20_000).contains(&now)
        || better.seconds() * 10 > within * 9
        || too_little.seconds() * 9 < within * 10
        || better.concurrency > named("esm_sqs_concurrency_max")
    {
        return None;
    }
    let bound = if capped {
        "The API allows no more connections than that, and the function sends a whole batch with one call."
    } else {
        "The API would bear far more connections, but takes no larger batches."
    };
    Some(
        Drawing {
            stem: format!(
                "A standard SQS queue has {} messages ({}). A Lambda function reads batches of {}, always full thanks to a batching window, and waits {} \
                 seconds for an API whatever the size; MaximumConcurrency is {}. {bound} The backlog has to be gone within {} seconds. Which \
                 **single change** does it?",
                grouped(it.backlog), draw.pick(&WORK), it.batch, tenths(it.tenths), it.concurrency, grouped(within)
            ),
            formula: format!("{} < {} < {} s", better.formula(), grouped(within), grouped(now)),
            ..among(changes(it, better, too_little), json!({"within": within}))
        }
        .with(told()),
    )
}

fn changes(it: Drain, better: Drain, too_little: Drain) -> Vec<(Offer, Value)> {
    let each = tenths(it.tenths);
    let text = |changed: Drain| {
        if changed.batch == it.batch {
            format!("MaximumConcurrency {}", grouped(changed.concurrency))
        } else {
            format!("Batch size {}", changed.batch)
        }
    };
    let done =
        |drain: Drain| format!("{} × {} messages every {each} seconds", drain.concurrency, drain.batch);
    vec![
        right(
            text(better),
            better.figures(),
            format!("{} take {} seconds.", done(better), grouped(better.seconds())),
        ),
        wrong(
            "M073",
            text(too_little),
            too_little.figures(),
            format!("You took too small a step: that takes {} seconds.", grouped(too_little.seconds())),
        ),
        wrong(
            "M047",
            "Twice the memory for the function",
            it.figures(),
            format!(
                "You gave memory to what waits: a batch still takes {each} seconds, and {} run at once.",
                it.concurrency
            ),
        ),
        wrong(
            "M326",
            "Visibility timeout of the queue 12 hours",
            it.figures(),
            format!("You hid messages for longer: {} stay what is done.", done(it)),
        ),
    ]
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "A queue's mapping begins with {esm_sqs_start} concurrent batches and adds {esm_sqs_ramp} a minute; a backlog takes messages × duration ÷ (batch × concurrency).",
        ),
        hint: "How many messages are under way at once?".to_owned(),
        ..Drawing::default()
    }
}
