//! The sixteen topics, and how much each weighs in an exam.

/// A topic of the quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic(u8);

struct Row {
    name: &'static str,
    /// Percent of an exam; together 102, as the shares of public practice questions come to.
    weight: u32,
}

const fn row(name: &'static str, weight: u32) -> Row {
    Row { name, weight }
}

const ROWS: [Row; 16] = [
    row("Which service", 8),
    row("Stream capacity and resharding", 3),
    row("Producer errors", 5),
    row("Stream consumers", 5),
    row("Firehose", 3),
    row("Streams to Lambda", 12),
    row("SQS: visibility and deleting", 4),
    row("SQS: polling and batches", 4),
    row("SQS: FIFO queues", 3),
    row("SQS: limits and settings", 9),
    row("Dead letters and failure destinations", 4),
    row("Queues to compute", 10),
    row("SNS", 5),
    row("EventBridge and S3 events", 8),
    row("Patterns", 10),
    row("Watching and securing", 9),
];

impl Topic {
    pub fn all() -> impl DoubleEndedIterator<Item = Topic> + ExactSizeIterator {
        (0..ROWS.len() as u8).map(Topic)
    }

    /// `T01` … `T16`.
    pub fn parse(id: &str) -> Option<Self> {
        let &[b'T', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = id.as_bytes() else { return None };
        let number = usize::from(tens - b'0') * 10 + usize::from(ones - b'0');
        Self::all().nth(number.checked_sub(1)?)
    }

    pub fn id(self) -> String {
        format!("T{:02}", self.0 + 1)
    }

    /// 0 … 15.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    pub const fn name(self) -> &'static str {
        ROWS[self.0 as usize].name
    }

    /// Its part of an exam, of the sum of all.
    pub const fn weight(self) -> u32 {
        ROWS[self.0 as usize].weight
    }
}
