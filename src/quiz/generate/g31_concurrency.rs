//! Concurrency of a function: requests a second times seconds each, against what the account leaves for it.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    amounts::{Amounts, among, crowded, named, right, wrong},
    offer::{filled, four, tenths},
};
use crate::units::grouped;

pub(super) const FAMILY: Family = Family { id: "G31", skill: "4.3.1", sources: &["LB2", "LB3"], draw };

const CALLERS: [&str; 6] = [
    "A web shop's API calls",
    "A ticket site calls",
    "A messaging bot calls",
    "A map service calls",
    "A school portal calls",
    "A tax portal calls",
];

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// Requests a second, and tenths of a second each.
#[derive(Clone, Copy)]
struct Load {
    rate: u64,
    tenths: u64,
}

impl Load {
    fn draw(draw: &mut Draw, busy: (u64, u64)) -> Self {
        let tenths = draw.pick(&[2, 3, 4, 5, 6, 8, 12, 15, 20, 25, 30, 40, 50, 80]);
        let rate = draw.between(busy.0 * 10 / tenths, busy.1 * 10 / tenths);
        let step = match rate {
            0..100 => 5,
            100..1_000 => 10,
            _ => 50,
        };
        Self { rate: (rate / step * step).max(step), tenths }
    }
    fn busy(self) -> u64 {
        (self.rate * self.tenths).div_ceil(10)
    }
    fn said(self) -> String {
        format!("{} requests a second of {} seconds each", grouped(self.rate), tenths(self.tenths))
    }
    fn product(self) -> String {
        format!("{} × {}", grouped(self.rate), tenths(self.tenths))
    }
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let load = Load::draw(draw, (20, 3_000));
    let (rate, key) = (load.rate, load.busy());
    let quota = named("lambda_concurrency");
    if load.tenths == 10 || key.abs_diff(quota) * 10 < quota {
        return None;
    }
    let amounts = Amounts { typed: draw.is(35), unit: "invocations at once" };
    let each = tenths(load.tenths);
    Some(Drawing {
        stem: format!(
            "{} a Lambda function synchronously, {} times a second at the peak. An invocation takes {each} seconds on average, and memory is 512 MB. The \
             account's quota is the default. **How much concurrency** does the function need at the peak?",
            draw.pick(&CALLERS), grouped(rate)
        ),
        offers: four(vec![
            amounts.right(key, format!("In each second {} begin, and each is there for {each} seconds.", grouped(rate))),
            amounts.wrong("M073", rate, format!("You took the requests for the concurrency: each of {} is there for {each} seconds, not for one.", grouped(rate))),
            amounts.wrong("M073", (rate * 10).div_ceil(load.tenths), format!("You divided {} by {each}: longer invocations overlap more, not less.", grouped(rate))),
            amounts.wrong("M074", quota, format!("You took the quota of {}: it is what the account may have, not what {} a second need.", grouped(quota), grouped(rate))),
            amounts.wrong("M073", (rate * load.tenths) / 100, format!("You lost a place: {} × {each} is ten times as much.", grouped(rate))),
        ]),
        typed: amounts.typed,
        unit: amounts.unit.to_owned(),
        parameters: json!({"rate": rate, "tenths": load.tenths}),
        answer: key.to_string(),
        formula: format!("{} = {}", load.product(), grouped(key)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let quota = draw.pick(&[named("lambda_concurrency"), 2_000, 3_000, 5_000]);
    let reserved = draw.round(quota / 5, quota / 2, 50);
    let left = quota - reserved;
    let fits = Load::draw(draw, (left / 2, left * 9 / 10));
    // Few requests that take long; what the whole quota would take; and what is far above.
    let slow = Load { rate: draw.round(left / 10, left * 4 / 5, 5), tenths: draw.pick(&[30, 40, 50, 80]) };
    let whole = Load::draw(draw, (left * 11 / 10, quota * 19 / 20));
    let divided = Load { rate: draw.round(left * 5 / 4, left * 3, 50), tenths: draw.pick(&[15, 20, 25, 30]) };
    let over = |load: Load| load.busy() * 20 > left * 21;
    let tempting = divided.rate * 10 / divided.tenths < left && whole.busy() < quota && slow.rate < left;
    if fits.busy() * 21 > left * 20
        || !over(slow)
        || !over(whole)
        || !over(divided)
        || !tempting
        || crowded(&[slow.busy(), whole.busy(), divided.busy()])
    {
        return None;
    }
    let figures = |load: Load| json!({"rate": load.rate, "tenths": load.tenths});
    let n = |load: Load| grouped(load.busy());
    let options = vec![
        right(
            fits.said(),
            figures(fits),
            format!("It needs {} = {}, below the {} that are left.", fits.product(), n(fits), grouped(left)),
        ),
        wrong(
            "M073",
            slow.said(),
            figures(slow),
            format!(
                "You compared the requests with the concurrency: {} = {}, above {}.",
                slow.product(),
                n(slow),
                grouped(left)
            ),
        ),
        wrong(
            "M074",
            whole.said(),
            figures(whole),
            format!(
                "You counted what others have reserved: {} = {}, and {} are left.",
                whole.product(),
                n(whole),
                grouped(left)
            ),
        ),
        wrong(
            "M073",
            divided.said(),
            figures(divided),
            format!(
                "You divided by the seconds: {} = {}, above {}.",
                divided.product(),
                n(divided),
                grouped(left)
            ),
        ),
    ];
    Some(
        Drawing {
            stem: format!(
                "An account has a concurrency quota of {} in a Region, of which {} are reserved for other functions; those without a reservation share the rest. {} \
                 a new function, without reservation, and nothing else runs. Which load does it take **without throttling**?",
                grouped(quota), grouped(reserved), draw.pick(&CALLERS)
            ),
            formula: format!("{} = {} < {} − {} = {}", fits.product(), n(fits), grouped(quota), grouped(reserved), grouped(left)),
            ..among(options, json!({"quota": quota, "reserved": reserved}))
        }
        .with(told()),
    )
}

/// A function that is throttled: by its own reservation, or by the quota of the account.
#[derive(Clone, Copy)]
struct Throttled {
    load: Load,
    limit: u64,
    enough: u64,
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let own = draw.is(50);
    let quota = named("lambda_concurrency");
    let load = Load::draw(draw, if own { (150, 700) } else { (1_200, 4_000) });
    let busy = load.busy();
    let enough = (busy * 5 / 4).next_multiple_of(if own { 50 } else { 500 });
    let reserved = draw.round(busy / 4, busy * 3 / 4, 10);
    let limit = if own { reserved } else { quota };
    // For its own reservation the account has to keep 100 for the others.
    if crowded(&[limit, busy, enough]) || own && enough + 100 > quota || !own && busy * 10 < quota * 11 {
        return None;
    }
    let it = Throttled { load, limit, enough };
    let mut options = no_help(it);
    options.extend(if own { of_reservation(it) } else { of_quota(it) });
    let q = grouped(quota);
    let state = if own {
        format!(
            "It has a reserved concurrency of {reserved}; the account's quota of {q} is hardly used otherwise."
        )
    } else {
        format!(
            "It has no reservation, and nothing else runs in the account, whose quota is the default of {q}."
        )
    };
    Some(
        Drawing {
            stem: format!(
                "{} a Lambda function {} times a second for hours, an invocation takes {} seconds, and the code cannot be made faster. Many calls are \
                 throttled. {state} Which **single change** ends the throttling?",
                draw.pick(&CALLERS), grouped(load.rate), tenths(load.tenths)
            ),
            formula: format!("{} = {} > {}", load.product(), grouped(busy), grouped(limit)),
            ..among(options, json!({"rate": load.rate, "tenths": load.tenths}))
        }
        .with(told()),
    )
}

fn is(limit: u64) -> Value {
    json!({"limit": limit})
}

fn no_help(it: Throttled) -> Vec<(Offer, Value)> {
    let limit = grouped(it.limit);
    vec![
        wrong(
            "M114",
            format!("Give it provisioned concurrency of {}", grouped(it.limit / 2)),
            is(it.limit),
            format!("You kept environments warm: they count within the {limit} that bind."),
        ),
        wrong(
            "M037",
            "Let the callers repeat throttled calls at once",
            is(it.limit),
            format!(
                "You sent them again: the repeats come on top of {} a second, and {limit} is still all it has.",
                grouped(it.load.rate)
            ),
        ),
    ]
}

fn of_reservation(it: Throttled) -> [(Offer, Value); 2] {
    let (enough, busy) = (grouped(it.enough), grouped(it.load.busy()));
    [
        right(
            format!("Raise its reserved concurrency to {enough}"),
            is(it.enough),
            format!(
                "The {} = {busy} it needs fit into {enough}, and the account has room.",
                it.load.product()
            ),
        ),
        wrong(
            "M074",
            format!("Have the account's quota raised to {}", grouped(named("lambda_concurrency") * 2)),
            is(it.limit),
            format!(
                "You raised what does not bind: the reservation of {} also caps the function.",
                grouped(it.limit)
            ),
        ),
    ]
}

fn of_quota(it: Throttled) -> [(Offer, Value); 2] {
    let (enough, busy) = (grouped(it.enough), grouped(it.load.busy()));
    // All that can be reserved: 100 have to stay for functions without a reservation.
    let most = it.limit - 100;
    [
        right(
            format!("Have the account's quota raised to {enough}"),
            is(it.enough),
            format!("The {} = {busy} it needs fit into the new quota of {enough}.", it.load.product()),
        ),
        wrong(
            "M074",
            format!("Reserve a concurrency of {most} for it"),
            is(most),
            format!(
                "You reserved within the quota: that guarantees {most} and caps it there, and {busy} are needed."
            ),
        ),
    ]
}

fn told() -> Drawing {
    Drawing {
        rule: filled(
            "Concurrency is requests a second × seconds each; an account has {lambda_concurrency} per Region at first, less what is reserved for other functions.",
        ),
        hint: "How many are under way in any moment?".to_owned(),
        ..Drawing::default()
    }
}
