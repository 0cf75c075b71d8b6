use serde_json::{Value, json};

use crate::quiz::{
    generate::{Draw, offer::filled},
    matrix::{self, Holds, Need, Row},
};

/// A requirement: a need of the matrix and its value, as a line of a list, and in a few words.
pub(super) struct Wish {
    pub(super) need: &'static str,
    pub(super) value: Value,
    pub(super) line: String,
    pub(super) short: String,
}

fn wish(need: &'static str, value: Value, line: impl Into<String>, short: impl Into<String>) -> Wish {
    Wish { need, value, line: line.into(), short: short.into() }
}

/// All there are, two of one kind side by side.
#[rustfmt::skip]
pub(super) fn wishes(draw: &mut Draw) -> Vec<Wish> {
    let (readers, days, minutes) = (draw.between(3, 8), draw.between(2, 12), draw.pick(&[2, 5, 10, 15]));
    let kib = draw.round(300, 900, 100);
    let (kind, people) = draw.pick(&[("email", "an e-mail"), ("sms", "an SMS")]);
    let (store, name) = draw.pick(&[("s3", "Amazon S3"), ("redshift", "Redshift"), ("opensearch", "OpenSearch")]);
    vec![
        wish("order", json!("per_key"), "Messages of one sender are handled in the order in which they were sent.", "order for each sender"),
        wish("replay", json!("in_order"), "After a faulty release the last hours can be processed again, in the same order.", "replay in order"),
        wish("replay", json!(true), "After a faulty release old messages can be sent to the consumers again.", "replay"),
        wish("readers", json!(readers), format!("{readers} applications each get every message."), format!("{readers} applications that each get everything")),
        wish("workers", json!(true), "A pool of workers shares the messages, and each is deleted when its work is done.", "a pool of workers that share the work"),
        wish("keep_hours", json!(days * 24), format!("What nobody could process for {days} days is still there."), format!("messages kept for {days} days")),
        wish("exactly_once", json!(true), "A message that is sent again within a minute, with the same id, is dropped.", "repeats of an id dropped"),
        wish("delay_seconds", json!(minutes * 60), format!("A message stays hidden for {minutes} minutes after it was sent."), format!("a delay of {minutes} minutes")),
        wish("filter", json!("body"), "The service sends each consumer only what matches conditions on its content.", "filters on the content"),
        wish("delivers_to", json!(store), format!("Everything is loaded into {name} without consumer code."), format!("loading {name} without code")),
        wish("pushes_to", json!(kind), format!("Duty officers get {people} for each message, without code."), format!("{people} to people")),
        wish("pushes_to", json!("step_functions"), "A message starts a Step Functions workflow without code.", "starting a workflow without code"),
        wish("reacts_to", json!("aws_services"), "State changes of AWS services come in too, without code.", "state changes of AWS services"),
        wish("body_kib", json!(kib), format!("A message may have {kib} KiB, with the service's default settings."), format!("messages of {kib} KiB")),
        wish("no_idle_cost", json!(true), "Hours without a message cost nothing.", "no cost while idle"),
    ]
}

impl Wish {
    /// # Panics
    /// Where the matrix knows no such need; the tests draw all of them.
    fn need(&self) -> Need {
        let needs = matrix::needs(&json!({self.need: self.value})).unwrap_or_else(|error| panic!("{error}"));
        needs.into_iter().next().expect("one need")
    }

    pub(super) fn held_by(&self, row: &Row) -> Holds {
        matrix::holds(&[row], &self.need())
    }

    /// Courses still teach 256 KiB for queues and buses: such a size is asked of a stream alone, which takes it for them, too.
    pub(super) fn is_asked_of(&self, row: &Row) -> bool {
        self.need != "body_kib" || row.service == "Kinesis Data Streams"
    }

    /// What the page of comparisons has in the cell that decides it.
    pub(super) fn cell(&self, row: &Row) -> String {
        let dimension = self.need().dimension();
        format!("{}, “{}”", dimension.name().to_lowercase(), filled(row.cell(dimension).says))
    }
}
