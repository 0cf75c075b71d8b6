use std::sync::Arc;

use super::{super::Simulator, fields::OwnStream};
use crate::{
    sample::Parsed,
    sim::scenario::{Keys, MAX_DURATION, Producer, Rate, RecordSize, Replay, Resolution, Scenario},
    ui::records::{Progress, Reader},
    units::{Bytes, SimDuration, SimTime},
};

/// How long a list without times is replayed.
const USUAL: SimDuration = SimDuration::from_secs(10 * 60);
/// Runs up to this long are simulated record by record.
const BY_RECORD: SimDuration = SimDuration::from_secs(30 * 60);

/// Runs what was read; a link that waited for this very list goes first.
pub fn run(simulator: Simulator, reader: Reader, stream: OwnStream, parsed: Parsed) {
    use leptos::prelude::{GetUntracked, Set};
    // A list is shared by the scenario, its copies and its links.
    let list = Arc::new(parsed.list);
    if simulator.complete_link(&list) {
        return;
    }
    let size = if list.sizes().is_some() { RecordSize::FromList } else { RecordSize::Fixed(Bytes(500)) };
    let recorded = list.span().filter(|span| span.secs() > 0);
    let rate =
        if recorded.is_some() { Rate::AsRecorded } else { Rate::Constant(stream.rate.get_untracked()) };
    // Of a longer recording, its first two weeks.
    let duration = recorded.map_or(USUAL, |span| SimDuration::from_secs(span.secs() + 1)).min(MAX_DURATION);
    let largest = list.largest().map_or(0, |largest| largest.0 + list.longest_key());
    let keys = Keys::List { list: list.clone(), replay: Replay::InOrder };
    let scenario = Scenario {
        seed: 7,
        resolution: if duration <= BY_RECORD { Resolution::Record } else { Resolution::Second },
        duration,
        shard_count: u32::try_from(stream.shards.get_untracked().0).unwrap_or(u32::MAX),
        max_record_size: Bytes(largest).max(Bytes::MIB),
        producers: vec![Producer::new(list.name(), rate, size, keys)],
        retention: crate::aws::limits::MIN_RETENTION.value,
        readers: Vec::new(),
        changes: Vec::new(),
    };
    match simulator.open(scenario, SimTime::from_secs(2), None) {
        Ok(()) => {
            if let Some(main) = leptos::prelude::document().get_element_by_id("main") {
                main.scroll_into_view_with_bool(true);
            }
        }
        Err(why) => reader.progress.set(Progress::Failed(why)),
    }
}
