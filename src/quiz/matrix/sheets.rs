//! Pairs that are taken for each other: the rows side by side, and the one thing that tells them apart.

/// A comparison sheet.
#[derive(Debug)]
pub struct Sheet {
    /// In links.
    pub id: &'static str,
    pub title: &'static str,
    /// Rows of the matrix; none where the pair is not of services.
    pub rows: &'static [&'static str],
    /// What tells them apart, in one or two sentences with AWS's numbers by name.
    pub tells: &'static str,
    /// For pairs of settings: the heads of their two columns.
    pub heads: [&'static str; 2],
    /// For these: what each is asked, and its two answers.
    pub lines: &'static [[&'static str; 3]],
    pub claims: &'static [&'static str],
}

#[rustfmt::skip]
pub static SHEETS: &[Sheet] = &[
    Sheet { id: "stream-firehose", title: "Kinesis Data Streams or Firehose", rows: &["kds_provisioned", "firehose"],
        tells: "Does anyone read it, again or at once? Then a stream. Is it only to be loaded somewhere? Then Firehose.", heads: ["", ""], lines: &[], claims: &["T4", "F14"] },
    Sheet { id: "stream-queue", title: "Kinesis Data Streams or SQS", rows: &["kds_provisioned", "sqs_standard", "sqs_fifo"],
        tells: "A stream keeps what was read, for every reader; a queue gives each piece to one worker, which deletes it.", heads: ["", ""], lines: &[], claims: &["T4", "Q14"] },
    Sheet { id: "queue-topic-bus", title: "SQS, SNS or EventBridge", rows: &["sqs_standard", "sns_standard", "event_bus"],
        tells: "A queue waits for workers. A topic pushes a copy to each subscriber. A bus routes by the event's content, from AWS services too.", heads: ["", ""], lines: &[], claims: &["Q14", "N13", "V12"] },
    Sheet { id: "standard-fifo", title: "Standard or FIFO queue", rows: &["sqs_standard", "sqs_fifo"],
        tells: "FIFO keeps order within a group and drops repeats within {sqs_dedup}; standard takes nearly any rate.", heads: ["", ""], lines: &[], claims: &["Q7", "Q10", "Q10b"] },
    Sheet { id: "shared-fan-out", title: "Shared reads or enhanced fan-out", rows: &["kds_provisioned", "kds_fan_out"],
        tells: "Shared consumers divide {shard_read} a second per shard; each registered one has as much for itself, at a price.", heads: ["", ""], lines: &[], claims: &["K11", "E2"] },
    Sheet { id: "modes", title: "Provisioned, On-demand Standard or Advantage", rows: &["kds_provisioned", "kds_on_demand", "kds_advantage"],
        tells: "Steady and known: provisioned. Spiky or unknown: Standard. From about {advantage_pays} sustained, with many readers or many streams: Advantage.", heads: ["", ""], lines: &[], claims: &["O1", "O7"] },
    Sheet { id: "visibility-delay", title: "Visibility timeout or delay", rows: &[],
        tells: "A delay hides a message when it arrives, a visibility timeout when it is received.",
        heads: ["Visibility timeout", "Delay"],
        lines: &[["When does it begin?", "on a receive", "on arrival"], ["By default", "{sqs_visibility}", "none"], ["At the most", "{sqs_visibility_max}", "{sqs_delay_max}"],
                 ["For one message", "ChangeMessageVisibility", "DelaySeconds of SendMessage (not FIFO)"], ["What for?", "one worker at a time", "not before its time"]],
        claims: &["Q3", "Q4"] },
    Sheet { id: "dead-letters", title: "Where dead letters live", rows: &[],
        tells: "With whoever tries: the queue, the subscription, the rule's target, the function, the stream mapping.",
        heads: ["Where it is set", "What it is"],
        lines: &[["SQS queue", "the queue's redrive policy", "a queue of the same type"], ["SNS", "the subscription", "a queue"], ["EventBridge", "the rule's target", "a queue"],
                 ["Lambda, asynchronous", "the function", "a queue, topic or destination"], ["Lambda on a stream", "the mapping", "a queue, topic or bucket"], ["Lambda on a queue", "the queue, not the function", "a queue of the same type"]],
        claims: &["Q12", "N8", "V6", "LB5", "LK6", "LS6"] },
];
