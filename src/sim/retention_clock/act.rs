use super::Bottleneck;
use crate::{
    sim::scenario::{Fault, OnFailure, Reader, Throughput, What, Work},
    units::SimDuration,
};

/// Something that would help a reader, and what would come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockHelp {
    /// One sentence, with its figure.
    pub words: String,
    /// How to try it here.
    pub act: Act,
}

impl ClockHelp {
    /// What comes of it, beside a button that says what is done.
    pub fn effect(&self) -> String {
        if let Some((_, time)) = self.words.split_once(" to catch up in ") {
            return format!("Catches up in {time}");
        }
        let after = self.words.split_once(": ").map_or(self.words.as_str(), |(_, after)| after);
        let mut letters = after.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// What can be done about a reader that is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Retention(SimDuration),
    /// So many shards in all.
    Shards(u64),
    FanOut,
    Workers(u32),
    /// Each worker at twice its speed.
    FasterWorkers,
    ParallelizationFactor(u32),
    /// Start it again, or take the release back, or bring the destination back.
    Mend(Bottleneck),
}

/// Attempts after which a batch with a poison record goes to the on-failure destination.
const ATTEMPTS: u32 = 2;

impl Act {
    /// On a button.
    pub fn label(self) -> String {
        match self {
            Self::Retention(span) => format!("Raise the retention to {} h", span.secs() / 3_600),
            Self::Shards(shards) => format!("Run {shards} shards"),
            Self::FanOut => "Give it fan-out".to_owned(),
            Self::Workers(workers) => format!("Run {workers} workers"),
            Self::FasterWorkers => "Make its workers twice as fast".to_owned(),
            Self::ParallelizationFactor(factor) => format!("Set ParallelizationFactor to {factor}"),
            Self::Mend(Bottleneck::Stopped) => "Start it again".to_owned(),
            Self::Mend(Bottleneck::Failing) => "Take the release back".to_owned(),
            Self::Mend(Bottleneck::Destination) => "Bring its destination back".to_owned(),
            Self::Mend(_) => "Let the record go".to_owned(),
        }
    }

    /// What to send for the reader at this place of the list.
    pub fn change(self, index: usize, readers: &[Reader]) -> What {
        let fault = |fault| What::Fault { reader: index, fault };
        match self {
            Self::Retention(span) => What::Retention(span),
            Self::Shards(shards) => What::ShardCount(u32::try_from(shards).unwrap_or(u32::MAX)),
            Self::Mend(Bottleneck::Stopped) => fault(Fault::Stopped(false)),
            Self::Mend(Bottleneck::Failing) => fault(Fault::Failing(false)),
            Self::Mend(Bottleneck::Destination) => fault(Fault::DestinationDown(false)),
            Self::FanOut
            | Self::Workers(_)
            | Self::FasterWorkers
            | Self::ParallelizationFactor(_)
            | Self::Mend(_) => {
                let mut readers = readers.to_vec();
                if let Some(reader) = readers.get_mut(index) {
                    self.set(reader);
                }
                What::Readers(readers)
            }
        }
    }

    fn set(self, reader: &mut Reader) {
        match (self, &mut reader.work) {
            (Self::FanOut, _) => reader.throughput = Throughput::EnhancedFanOut,
            (Self::Workers(workers), Work::Application(application)) => application.workers = workers,
            (Self::FasterWorkers, Work::Application(application)) => {
                application.rate = crate::units::RecordsPerSecond::from_milli(application.rate.milli() * 2);
            }
            (Self::ParallelizationFactor(factor), Work::Lambda(mapping)) => {
                mapping.parallelization_factor = factor;
            }
            (Self::Mend(_), Work::Lambda(mapping)) => {
                mapping.bisect_batch_on_function_error = true;
                mapping.maximum_retry_attempts = Some(ATTEMPTS);
                mapping.on_failure.get_or_insert(OnFailure::S3);
            }
            (Self::Mend(_), Work::Application(application)) => {
                application.on_exception = crate::sim::scenario::OnException::SkipRecord;
            }
            _ => {}
        }
    }
}
