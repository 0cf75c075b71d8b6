//! How long until a reader loses data, or how long until it has caught up; and what would help.
//!
//! The outlook is a straight line through the age of the oldest record that the reader still has to do with, on
//! its worst shard, over the last minute (or since something was changed): where that age meets the retention,
//! data is lost; where it meets zero, the reader is there. What would help is arithmetic with the reader's own
//! limits, under the traffic of that minute.

mod act;

pub use act::{Act, ClockHelp};

use crate::{
    aws::limits::{ESM_PARALLELIZATION_FACTOR, SHARD_READ_BYTES_PER_SECOND},
    units::{SimDuration, SimTime, grouped},
};

/// Computed from what the reader did lately; that it is borne out by letting the run go on is a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionClock {
    pub outlook: Outlook,
    /// What holds the reader back.
    pub bottleneck: Bottleneck,
    /// A sentence, with its figure.
    pub words: String,
    /// What would help, each with the time it takes; the best first.
    pub helps: Vec<ClockHelp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// Nothing is read yet.
    NotReading,
    /// Within a few seconds of the newest record.
    CaughtUp,
    /// Gets closer, and is there at this moment.
    CatchesUp(SimTime),
    /// Falls neither back nor catches up.
    Holds,
    /// Falls back, and loses its first record at this moment.
    LosesDataAt(SimTime),
    /// Records expire unread now, so many a second.
    LosesData(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bottleneck {
    None,
    Stopped,
    /// 2 MiB a second per shard, shared with this many readers that poll.
    ReadBytes {
        sharing: u32,
    },
    /// Five calls a second per shard, shared.
    ReadCalls {
        sharing: u32,
    },
    /// What its workers manage.
    Workers,
    /// Batches at a time × their size / their duration.
    Concurrency,
    Poison,
    Failing,
    Destination,
}

/// What the clock is read from: the reader on its worst shard, over `span_ms`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace<'a> {
    pub(super) name: &'a str,
    pub(super) now: SimTime,
    pub(super) retention: SimDuration,
    pub(super) begun: bool,
    /// Age of the oldest record it still has to do with, in milliseconds: now, and when the span began.
    pub(super) age_ms: u64,
    pub(super) age_before_ms: u64,
    pub(super) span_ms: u64,
    /// Records that expire unread, each second.
    pub(super) expiring: u64,
    pub(super) bottleneck: Bottleneck,
    /// Records that wait on that shard, and how many and how large more come each second.
    pub(super) waiting: u64,
    pub(super) arriving: u64,
    pub(super) record_bytes: u64,
    /// Records a second that it could do there: by its worker or its functions, and by its reads.
    pub(super) works: u64,
    pub(super) reads: u64,
    pub(super) open_shards: u64,
    pub(super) remedy: Remedy,
}

/// What can be turned at a reader, and what it stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    Workers(u32),
    ParallelizationFactor(u32),
    Nothing,
}

/// Caught up is who has no record to do that is older than this.
pub(super) const CAUGHT_UP_MS: u64 = 5_000;
/// Shorter spans say nothing about a trend.
const SHORTEST_SPAN_MS: u64 = 5_000;
/// Retentions one would go to, in hours.
const RETENTIONS: [u64; 5] = [48, 168, 720, 2_160, 8_760];

impl Bottleneck {
    /// The end of “held back by”; nothing where nothing does.
    pub fn words(self) -> Option<String> {
        Some(match self {
            Self::None => return None,
            Self::Stopped => "it is stopped".to_owned(),
            Self::ReadBytes { sharing: 0 | 1 } => "its 2 MiB a second per shard".to_owned(),
            Self::ReadBytes { sharing } => format!("2 MiB a second per shard, shared by {sharing}"),
            Self::ReadCalls { sharing: 0 | 1 } => "five calls a second per shard".to_owned(),
            Self::ReadCalls { sharing } => format!("five calls a second per shard, shared by {sharing}"),
            Self::Workers => "what its workers manage".to_owned(),
            Self::Concurrency => "its batches at a time, their size and their duration".to_owned(),
            Self::Poison => "a record that cannot be processed".to_owned(),
            Self::Failing => "a release that fails".to_owned(),
            Self::Destination => "its destination, which takes nothing".to_owned(),
        })
    }
}

impl RetentionClock {
    pub(super) fn of(pace: &Pace<'_>) -> Self {
        let outlook = pace.outlook();
        let words = pace.words(outlook);
        let in_trouble = !matches!(outlook, Outlook::NotReading | Outlook::CaughtUp);
        let bottleneck = if in_trouble { pace.bottleneck } else { Bottleneck::None };
        let helps = if in_trouble { pace.helps(outlook) } else { Vec::new() };
        Self { outlook, bottleneck, words, helps }
    }
}

impl Pace<'_> {
    fn outlook(&self) -> Outlook {
        if !self.begun {
            return Outlook::NotReading;
        }
        if self.expiring > 0 {
            return Outlook::LosesData(self.expiring);
        }
        if self.age_ms <= CAUGHT_UP_MS {
            return Outlook::CaughtUp;
        }
        if self.span_ms < SHORTEST_SPAN_MS {
            return Outlook::Holds;
        }
        // A change of less than a hundredth of the time that went by is none.
        let noise = self.span_ms / 100;
        if self.age_ms > self.age_before_ms + noise {
            let grown = self.age_ms - self.age_before_ms;
            let left = self.retention.millis().saturating_sub(self.age_ms);
            Outlook::LosesDataAt(self.now + SimDuration::from_millis(scaled(left, self.span_ms, grown)))
        } else if self.age_ms + noise < self.age_before_ms {
            let fallen = self.age_before_ms - self.age_ms;
            Outlook::CatchesUp(self.now + SimDuration::from_millis(scaled(self.age_ms, self.span_ms, fallen)))
        } else {
            Outlook::Holds
        }
    }

    fn words(&self, outlook: Outlook) -> String {
        let (name, behind) = (self.name, rounded(self.age_ms));
        match outlook {
            Outlook::NotReading => format!("{name} has not begun to read."),
            Outlook::CaughtUp => format!("{name} has caught up."),
            Outlook::Holds => format!("{name} is {behind} behind and stays there."),
            Outlook::CatchesUp(at) => {
                format!("{name} is {behind} behind and catches up in {}.", rounded((at - self.now).millis()))
            }
            Outlook::LosesDataAt(at) => {
                format!(
                    "At this pace {name} loses data in {}: it is {behind} behind.",
                    rounded((at - self.now).millis())
                )
            }
            Outlook::LosesData(records) => format!(
                "{name} loses {} records a second: they grow older than {} unread.",
                grouped(records),
                self.retention
            ),
        }
    }

    fn helps(&self, outlook: Outlook) -> Vec<ClockHelp> {
        let loses = matches!(outlook, Outlook::LosesDataAt(_) | Outlook::LosesData(_));
        let mut helps = Vec::new();
        let mend = |words: &str| ClockHelp { words: words.to_owned(), act: Act::Mend(self.bottleneck) };
        helps.extend(loses.then(|| self.more_retention()).flatten());
        match self.bottleneck {
            Bottleneck::None => {}
            Bottleneck::Stopped => {
                let act = Act::Mend(Bottleneck::Stopped);
                helps.push(self.with_capacity("Start it again", self.works.min(self.reads), act));
            }
            Bottleneck::Poison => helps.push(mend(
                "Let the record go: halve batches that fail, cap their attempts, and send them to an on-failure \
                 destination.",
            )),
            Bottleneck::Failing => helps.push(mend("Mend the code, or take the release back.")),
            Bottleneck::Destination => helps.push(mend(
                "Mend the destination: the records wait in the stream for as long as its retention.",
            )),
            Bottleneck::ReadBytes { sharing } | Bottleneck::ReadCalls { sharing } => {
                if sharing > 0 {
                    let own = SHARD_READ_BYTES_PER_SECOND.value.0 / self.record_bytes.max(1);
                    helps.push(self.with_capacity("Give it enhanced fan-out", own.min(self.works), Act::FanOut));
                }
                helps.extend(self.more_shards(self.reads, outlook));
            }
            Bottleneck::Workers | Bottleneck::Concurrency => {
                helps.extend(self.more_work());
                helps.extend(self.more_shards(self.works.min(self.reads), outlook));
            }
        }
        helps
    }

    fn more_retention(&self) -> Option<ClockHelp> {
        let grown = self.age_ms.saturating_sub(self.age_before_ms).max(1);
        let longer = RETENTIONS.into_iter().find(|&hours| SimDuration::from_hours(hours) > self.retention)?;
        let left = SimDuration::from_hours(longer).millis().saturating_sub(self.age_ms);
        let more = rounded(scaled(left, self.span_ms, grown));
        let words = format!(
            "Raise the retention to {longer} h now: that leaves {more} from here on; it brings nothing back."
        );
        Some(ClockHelp { words, act: Act::Retention(SimDuration::from_hours(longer)) })
    }

    /// What doubling the workers, or a higher `ParallelizationFactor`, would do.
    fn more_work(&self) -> Option<ClockHelp> {
        match self.remedy {
            Remedy::Workers(workers) if u64::from(workers) < self.open_shards => {
                // A worker's shards share what it manages, and some have one shard more than others.
                let each = self.works * self.open_shards.div_ceil(u64::from(workers).max(1));
                let faster = |more: u64| each / self.open_shards.div_ceil(more);
                let more = (u64::from(workers) + 1..self.open_shards)
                    .find(|&more| faster(more) * 4 > self.arriving * 5)
                    .unwrap_or(self.open_shards);
                let speed = faster(more);
                Some(self.with_capacity(
                    &format!("Run {more} workers instead of {workers}"),
                    speed.min(self.reads),
                    Act::Workers(more as u32),
                ))
            }
            Remedy::Workers(_) => {
                let speed = (self.works * 2).min(self.reads);
                Some(self.with_capacity("Make each worker twice as fast", speed, Act::FasterWorkers))
            }
            Remedy::ParallelizationFactor(factor) if factor < ESM_PARALLELIZATION_FACTOR.value => {
                let each = self.works / u64::from(factor).max(1);
                let enough = (factor + 1..ESM_PARALLELIZATION_FACTOR.value)
                    .find(|&f| each * u64::from(f) * 4 > self.arriving * 5)
                    .unwrap_or(ESM_PARALLELIZATION_FACTOR.value);
                let speed = (each * u64::from(enough)).min(self.reads);
                let act = Act::ParallelizationFactor(enough);
                Some(self.with_capacity(&act.label(), speed, act))
            }
            Remedy::ParallelizationFactor(_) | Remedy::Nothing => None,
        }
    }

    /// New shards take the new records; what waits stays where it is, and is read first (fact R8).
    fn more_shards(&self, speed: u64, outlook: Outlook) -> Option<ClockHelp> {
        if self.arriving == 0 || speed == 0 {
            return None;
        }
        let all = self.arriving * self.open_shards;
        let shards = (self.open_shards + 1..=self.open_shards * 2).find(|&n| all / n * 5 <= speed * 4)?;
        let arriving = all / shards;
        let first = self.waiting * 1_000 / speed;
        let then = first * arriving / speed.saturating_sub(arriving).max(1);
        // What is hardly faster than waiting is no advice.
        if let Outlook::CatchesUp(at) = outlook
            && (first + then) * 5 > (at - self.now).millis() * 4
        {
            return None;
        }
        let added = shards - self.open_shards;
        let plural = if added == 1 { "" } else { "s" };
        let words = format!("Add {added} shard{plural} to catch up in {}.", rounded(first + then));
        Some(ClockHelp { words, act: Act::Shards(shards) })
    }

    fn with_capacity(&self, what: &str, speed: u64, act: Act) -> ClockHelp {
        let words = match speed.checked_sub(self.arriving).filter(|&spare| spare > 0) {
            Some(spare) => format!("{what} to catch up in {}.", rounded(self.waiting * 1_000 / spare)),
            None => format!("{what}: not enough by itself."),
        };
        ClockHelp { words, act }
    }
}

fn scaled(value: u64, by: u64, of: u64) -> u64 {
    (u128::from(value) * u128::from(by) / u128::from(of.max(1))) as u64
}

/// Nobody wants milliseconds here.
fn rounded(ms: u64) -> SimDuration {
    SimDuration::from_secs(ms.div_ceil(1_000))
}
