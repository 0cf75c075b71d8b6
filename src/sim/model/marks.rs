//! What happened when, in a few words each.

use super::Model;
use crate::{
    sim::{
        Mark,
        scenario::{Fault, Reader, ShardIteratorType, What},
        snapshot::MarkKind,
    },
    units::{Share, SimTime},
};

impl Model {
    /// What was planned, and what came of it up to now.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut marks = self.happened();
        let mut add = |at: SimTime, kind: MarkKind, label: String| {
            marks.push(Mark { at, kind, label });
        };
        for producer in &self.scenario.producers {
            if producer.from > SimTime::ZERO {
                add(producer.from, MarkKind::Producer, format!("{} starts", producer.name));
            }
            if let Some(until) = producer.until.filter(|&until| until < self.ends_at()) {
                add(until, MarkKind::Producer, format!("{} stops", producer.name));
            }
        }
        for change in &self.scenario.changes {
            let (kind, label) = in_brief(&change.what, &self.readers_at(change.at));
            add(change.at, kind, label);
        }
        marks.sort_by_key(|mark| (mark.at, mark.kind));
        marks
    }

    /// What nobody planned: the first refusal, and what readers lose.
    pub(in crate::sim) fn happened(&self) -> Vec<Mark> {
        let lost = self.engine.readers().first_expiries();
        let mark = |(name, at): (&str, SimTime)| Mark {
            at,
            kind: MarkKind::Expiry,
            label: format!("{name} loses data"),
        };
        let mut happened: Vec<Mark> = lost.map(mark).collect();
        if let Some(at) = self.first_refusal {
            happened.push(Mark { at, kind: MarkKind::FirstRefusal, label: "first refusal".to_owned() });
        }
        happened
    }
}

/// A change in a few words; `readers` are those of its moment.
fn in_brief(what: &What, readers: &[Reader]) -> (MarkKind, String) {
    let name = |reader: usize| readers.get(reader).map_or("a reader", |reader| reader.name.as_str());
    let label = match what {
        What::ShardCount(n) => format!("{n} shards"),
        What::SplitShard { shard, .. } => format!("shard {} split", shard.0),
        What::Producers(_) => "producers changed".to_owned(),
        What::Retention(span) => format!("retention {span}"),
        What::Readers(_) => "readers changed".to_owned(),
        What::Fault { reader, fault } => format!("{} {}", name(*reader), fault_in_brief(*fault)),
        What::Rewind { reader, to } => format!("{} back to {}", name(*reader), place_in_brief(*to)),
    };
    let kind = match what {
        What::Fault { .. } => MarkKind::Fault,
        What::Rewind { .. } => MarkKind::Rewind,
        _ => MarkKind::Change,
    };
    (kind, label)
}

fn fault_in_brief(fault: Fault) -> String {
    match fault {
        Fault::Stopped(true) => "stops",
        Fault::Stopped(false) => "goes on",
        Fault::Slowed(share) if share >= Share::from_percent(100) => "works at full speed",
        Fault::Slowed(share) => return format!("works at {share} of its speed"),
        Fault::Crash => "crashes",
        Fault::PoisonRecord => "meets a poison record",
        Fault::Failing(true) => "fails on every record",
        Fault::Failing(false) | Fault::Wrong(false) => "is fixed",
        Fault::Wrong(true) => "works wrongly",
        Fault::DeployedTwice(true) => "is deployed twice",
        Fault::DeployedTwice(false) => "is deployed once again",
        Fault::DestinationDown(true) => "loses its destination",
        Fault::DestinationDown(false) => "has its destination again",
    }
    .to_owned()
}

fn place_in_brief(place: ShardIteratorType) -> String {
    match place {
        ShardIteratorType::AtTimestamp(at) => at.to_string(),
        other => other.name().to_owned(),
    }
}
