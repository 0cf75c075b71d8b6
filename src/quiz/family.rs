//! The families of drawn questions by name. What draws them is in [`super::generate`], which the page loads apart.

use super::Topic;

/// A family as it is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyName {
    /// `G01`; also its card.
    pub id: &'static str,
    /// A few words: "Shards for writes".
    pub name: &'static str,
    topic: &'static str,
}

impl FamilyName {
    /// # Panics
    /// Never: the tests hold every row to a topic that exists.
    pub fn topic(&self) -> Topic {
        Topic::parse(self.topic).expect("a family has a topic")
    }
}

pub fn find(id: &str) -> Option<&'static FamilyName> {
    NAMES.iter().find(|family| family.id == id)
}

const fn row(id: &'static str, name: &'static str, topic: &'static str) -> FamilyName {
    FamilyName { id, name, topic }
}

pub const NAMES: &[FamilyName] = &[
    row("G01", "Shards for writes", "T02"),
    row("G02", "Shards with shared readers", "T02"),
    row("G03", "Polling floor of shared readers", "T04"),
    row("G04", "Read share: shared or fan-out", "T04"),
    row("G05", "Ceiling of a hot key", "T02"),
    row("G06", "From key to shard", "T02"),
    row("G07", "Splits and merges", "T02"),
    row("G08", "Steps of UpdateShardCount", "T02"),
    row("G09", "Workers of the KCL", "T04"),
    row("G10", "Can the stream's function keep up?", "T06"),
    row("G11", "Poison record", "T06"),
    row("G12", "Calls of PutRecords", "T03"),
    row("G13", "What aggregation gains", "T03"),
    row("G14", "PUT payload units", "T02"),
    row("G15", "What retention costs", "T04"),
    row("G16", "Provisioned or on-demand?", "T02"),
    row("G17", "When Firehose delivers", "T05"),
    row("G18", "What Firehose bills", "T05"),
    row("G19", "How often is it received?", "T07"),
    row("G20", "Visibility timeout for a function", "T12"),
    row("G21", "When does it reach the dead-letter queue?", "T11"),
    row("G22", "Empty receives", "T08"),
    row("G23", "Batches and requests of a queue", "T10"),
    row("G24", "Rate and parallel work of a FIFO queue", "T09"),
    row("G25", "Deduplication window", "T09"),
    row("G26", "Does it survive the outage?", "T10"),
    row("G27", "Filter policies", "T13"),
    row("G28", "Event patterns", "T14"),
    row("G29", "PutEvents calls", "T14"),
    row("G30", "Next run of a schedule", "T14"),
    row("G31", "Concurrency of a function", "T12"),
    row("G32", "Ramp and drain of a queue's function", "T12"),
    row("G33", "Workers for a backlog", "T12"),
    row("G34", "Backoff", "T03"),
    row("G35", "Messages in flight", "T10"),
    row("G36", "Who can carry it?", "T10"),
    row("G37", "Which service meets the list?", "T01"),
];
