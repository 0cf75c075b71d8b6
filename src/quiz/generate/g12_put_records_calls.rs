//! `PutRecords`: how many calls it takes, and what is sent again.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, tenths, wrong, wrong_count},
    see,
};
use crate::{
    aws::{
        limits::{PUT_RECORDS_BYTES, PUT_RECORDS_ENTRIES},
        services::SQS_BATCH,
    },
    quiz::question::See,
    sim::scenario::RetryPolicy,
    units::grouped,
};

pub(super) const FAMILY: Family = Family { id: "G12", skill: "1.1.10", sources: &["K14", "K16"], draw };

const ENTRIES: u64 = PUT_RECORDS_ENTRIES.value as u64;
/// Tenths of a KiB in a call.
const CALL: u64 = PUT_RECORDS_BYTES.value.0 / 1_024 * 10;

const SCENES: [&str; 6] = [
    "A gateway has collected",
    "After an outage an edge device holds",
    "A migration job reads",
    "A nightly export has",
    "A mobile backend has buffered",
    "A crawler has found",
];

/// Records to send, and tenths of a KiB each, with the key.
#[derive(Clone, Copy)]
struct Pile {
    records: u64,
    tenths: u64,
}

impl Pile {
    /// Whole records in a call.
    fn per_call(self) -> u64 {
        ENTRIES.min(CALL / self.tenths)
    }
    fn calls(self) -> u64 {
        self.records.div_ceil(self.per_call())
    }
    fn by_entries(self) -> u64 {
        self.records.div_ceil(ENTRIES)
    }
    /// As if records could be cut.
    fn by_bytes(self) -> u64 {
        (self.records * self.tenths).div_ceil(CALL)
    }
    fn by_half(self) -> u64 {
        self.records.div_ceil(ENTRIES.min(CALL / 2 / self.tenths))
    }
    /// On no limit, and the same whether MB and KB are decimal.
    fn is_plain(self) -> bool {
        let decimal = ENTRIES.min(10_000_000 * 10 / (self.tenths * 1_024));
        self.records.div_ceil(decimal) == self.calls()
            && !self.records.is_multiple_of(self.per_call())
            && !CALL.is_multiple_of(self.tenths)
    }
    fn said(self) -> String {
        format!("{} records of {} KiB", grouped(self.records), tenths(self.tenths))
    }
    fn parameters(self) -> Value {
        json!({"records": self.records, "tenth_kib": self.tenths})
    }
    fn formula(self) -> String {
        format!(
            "⌈{} ÷ min({ENTRIES}, ⌊10,240 ÷ {}⌋)⌉ = {} calls",
            grouped(self.records),
            tenths(self.tenths),
            grouped(self.calls())
        )
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => Some(fix(draw)),
    }
}

fn pile(draw: &mut Draw) -> Option<Pile> {
    let tenths = match draw.between(0, 2) {
        0 => draw.between(5, 90),
        1 => draw.round(230, 1_500, 10),
        _ => draw.round(1_500, 9_500, 50),
    };
    let records = if tenths > 1_500 { draw.round(60, 900, 10) } else { draw.round(700, 9_000, 100) };
    let pile = Pile { records, tenths };
    (pile.is_plain() && pile.calls() >= 3).then_some(pile)
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let pile = pile(draw)?;
    let calls = pile.calls();
    let per_call = pile.per_call();
    let mut offers = vec![right_count!(calls =>
        "{per_call} of these records fit into one call, and {} calls are needed for {}.", grouped(calls), grouped(pile.records))];
    if pile.by_bytes() < calls && pile.by_entries() < calls {
        offers.push(wrong_count!("M309", pile.by_bytes() =>
            "You filled calls to the last byte: only {per_call} whole records fit into each."));
        offers.push(wrong_count!("M302", pile.by_entries() =>
            "You counted {ENTRIES} records a call: so many of {} KiB are more than 10 MiB.", tenths(pile.tenths)));
    } else if pile.by_bytes() < calls {
        offers.push(wrong_count!("M302", pile.by_bytes() =>
            "You counted bytes only: 10 MiB would hold more of them, but a call takes {ENTRIES} records."));
    } else {
        offers.push(wrong_count!("M302", pile.by_entries() =>
            "You counted {ENTRIES} records a call: so many of {} KiB are more than 10 MiB.", tenths(pile.tenths)));
    }
    offers.push(wrong_count!("M034", pile.by_half() =>
        "You used the 5 MiB a call that held until October 2025; today a call takes 10 MiB."));
    offers.push(wrong_count!("M033", pile.records.div_ceil(SQS_BATCH.value) =>
        "You put ten into a call, the batch of queues and topics; a stream takes more."));
    offers.push(wrong_count!("M018", calls - 1 =>
        "You rounded down: {} calls leave some records over.", grouped(calls - 1)));
    offers.push(wrong_count!("M302", pile.records =>
        "You sent each record by itself, which is what PutRecord does."));
    let scene = draw.pick(&SCENES);
    Some(Drawing {
        stem: format!(
            "{scene} {} records of {} KiB each, partition keys included, and writes them to a Kinesis data stream with enough shards. \
             By **today's limits**, how many PutRecords calls does it take at least, if none of them fails?",
            grouped(pile.records),
            tenths(pile.tenths)
        ),
        offers: four(offers),
        typed: draw.is(35),
        unit: "calls".to_owned(),
        answer: grouped(calls),
        parameters: pile.parameters(),
        formula: pile.formula(),
        see: Some(seen(pile, RetryPolicy::FailedOnly)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let calls = draw.between(3, 20);
    // Round sizes and numbers, so that no one has to think of MB and MiB.
    let some = |records: (u64, u64, u64), size: (u64, u64, u64)| {
        move |draw: &mut Draw| Pile {
            records: draw.round(records.0, records.1, records.2),
            tenths: draw.round(size.0, size.1, size.2),
        }
    };
    let over = |it: &Pile| it.is_plain() && it.calls() > calls;
    let full = ENTRIES * calls;
    let right = draw
        .until(pile, |it| it.is_some_and(|it| (calls.div_ceil(2)..=calls).contains(&it.calls())))
        .flatten()?;
    let small =
        draw.until(some((full, full * 2, 100), (5, 90, 1)), |it| over(it) && it.by_bytes() <= calls)?;
    let large =
        draw.until(some((full / 3, full, 50), (300, 2_000, 10)), |it| over(it) && it.by_entries() <= calls)?;
    let cut = draw.until(some((calls * 8, calls * 30, 1), (2_500, 9_500, 50)), |it| {
        over(it) && it.by_bytes() <= calls
    })?;
    let all = [right, small, large, cut];
    let offers = vec![
        right!(right.said() =>
            "{} of them fit into a call, so {} calls are enough.", right.per_call(), right.calls()),
        wrong!("M302", small.said() =>
            "You counted bytes only: a call takes {ENTRIES} records, so this needs {} calls.", small.calls()),
        wrong!("M302", large.said() =>
            "You counted records only: {} of this size fit into 10 MiB, so this needs {} calls.", large.per_call(), large.calls()),
        wrong!("M309", cut.said() =>
            "You filled calls to the last byte: {} whole records fit into one, so this needs {} calls.", cut.per_call(), cut.calls()),
    ];
    let open =
        draw.pick(&["A device may make", "A job is allowed", "A test has", "A batch window leaves room for"]);
    Some(Drawing {
        stem: format!(
            "{open} **{calls} PutRecords calls** to a stream that has enough shards and default record sizes. Four piles of records wait, \
             sizes with partition keys. By today's limits, and if no call and no entry fails, which pile can be written with so many calls?"
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"calls": calls, "options": all.map(Pile::parameters)}),
        formula: right.formula(),
        see: Some(seen(right, RetryPolicy::FailedOnly)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Drawing {
    let sent = draw.round(100, ENTRIES, 10);
    let failed = draw.between(3, sent / 3);
    let stored = sent - failed;
    let pile = Pile { records: sent, tenths: draw.between(2, 30) };
    let loses = draw.is(50);
    let wrong = [
        wrong!("M036", format!("Send all {sent} entries once more, with backoff") =>
            "You sent everything again: the {stored} that were stored come in twice."),
        wrong!("M035", "Retry when the status code is not 200" =>
            "You trusted the status code: it was 200, and {failed} entries were refused."),
        wrong!("M037", format!("Send the {failed} failed ones again at once") =>
            "You repeated without a pause: the shard is full in this second, and all callers knock again together."),
        wrong!("M025", format!("Split the {sent} entries among two producers") =>
            "You changed who sends: the same entries reach the same shards, and refused ones are still forgotten."),
    ];
    let mut offers = vec![right!(format!("Send the {failed} failed ones again, with backoff") =>
        "Only entries with an ErrorCode were refused; the other {stored} are stored, and a pause lets the shard recover.")];
    offers.extend(draw.some(&[0, 1, 2, 3], 3).into_iter().map(|index| wrong[index].clone()));
    let scene = draw.pick(&SCENES);
    let ends = if loses {
        "The code logs success and goes on, and records are missing at the consumers."
    } else {
        "The team asks what the code has to do with such a response."
    };
    Drawing {
        stem: format!(
            "{scene} records and sends {sent} of them with one PutRecords call of the AWS SDK. \
             It was answered with HTTP 200 and this body. {ends} Which handling stores every record **without doubling those that are in**, \
             and spares busy shards?"
        ),
        exhibit: Some(("The response, shortened".to_owned(), response(failed))),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"records": sent, "tenth_kib": pile.tenths, "failed": failed}),
        formula: format!("{sent} − {stored} = {failed} entries to send again"),
        see: Some(seen(pile, RetryPolicy::WholeBatch)),
        ..told()
    }
}

fn response(failed: u64) -> String {
    format!(
        "{{\n  \"FailedRecordCount\": {failed},\n  \"Records\": [\n    {{\"SequenceNumber\": \"4966…0018\", \"ShardId\": \"shardId-000000000002\"}},\n    \
         {{\"ErrorCode\": \"ProvisionedThroughputExceededException\",\n     \"ErrorMessage\": \"Rate exceeded for shard shardId-000000000001 …\"}},\n    …\n  ]\n}}"
    )
}

/// Records of that size on a stream that is a little too small for them.
fn seen(pile: Pile, policy: RetryPolicy) -> See {
    let rate = (2 * 10_240 / pile.tenths).min(2_000);
    let mut producer =
        see::spread("the sender", rate * 21 / 20 + 1, (pile.tenths * 1_024 / 10).saturating_sub(16).max(1));
    producer.retry.policy = policy;
    see::simulated(2, 3, vec![producer], Vec::new())
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "PutRecords takes {put_records_entries} records and {put_records_bytes} in one call (until October 2025 {put_records_bytes.was}), records go in whole, and refused entries come back with an ErrorCode.",
        ),
        hint: "How many whole records fit into one call?".to_owned(),
        ..Drawing::default()
    }
}
