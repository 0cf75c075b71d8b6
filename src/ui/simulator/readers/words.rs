use leptos::prelude::With;

use super::super::Simulator;
use crate::sim::{
    CursorState, Outlook, ReaderView,
    scenario::{Library, Reader, Throughput, Work},
};

/// What kind of reader it is, as AWS names it.
pub fn kind(reader: &Reader) -> &'static str {
    match &reader.work {
        Work::Application(application) if application.library == Library::Kcl => "KCL application",
        Work::Application(_) => "SDK application",
        Work::Lambda(_) => "Lambda",
        Work::Firehose(_) => "Data Firehose",
    }
}

/// “Lambda · enhanced fan-out”
pub fn kind_and_way(reader: &Reader) -> String {
    let way = match reader.throughput {
        Throughput::Shared { .. } => "shared",
        Throughput::EnhancedFanOut => "enhanced fan-out",
    };
    format!("{} · {way}", kind(reader))
}

/// How a reader stands: a name for the style sheet, and a word.
pub fn outlook(outlook: Outlook) -> (&'static str, &'static str) {
    match outlook {
        Outlook::NotReading => ("idle", "Not reading"),
        Outlook::CaughtUp => ("well", "Caught up"),
        Outlook::CatchesUp(_) => ("closing", "Catching up"),
        Outlook::Holds => ("level", "Holds its distance"),
        Outlook::LosesDataAt(_) => ("falling", "Falling back"),
        Outlook::LosesData(_) => ("losing", "Losing data"),
    }
}

pub fn state(state: CursorState) -> &'static str {
    match state {
        CursorState::Absent => "absent",
        CursorState::WaitsForParent => "waits for its parent",
        CursorState::CaughtUp => "caught up",
        CursorState::Behind => "behind",
        CursorState::Blocked => "blocked",
        CursorState::NoWorker => "no worker",
        CursorState::Stopped => "stopped",
        CursorState::DestinationDown => "destination down",
        CursorState::Finished => "finished",
    }
}

/// True where a shard's reader needs someone to act.
pub fn is_trouble(state: CursorState) -> bool {
    matches!(
        state,
        CursorState::Blocked | CursorState::NoWorker | CursorState::Stopped | CursorState::DestinationDown
    )
}

fn urgency(view: &ReaderView) -> u8 {
    match view.clock.outlook {
        Outlook::LosesData(_) => 5,
        Outlook::LosesDataAt(_) => 4,
        Outlook::CatchesUp(_) => 3,
        Outlook::Holds => 2,
        Outlook::NotReading => 1,
        Outlook::CaughtUp => 0,
    }
}

/// The panel's first line: the reader that needs attention most, in a sentence.
pub fn summary(simulator: Simulator) -> String {
    let set = simulator.settings.with(|s| s.readers.len());
    simulator.view.with(|view| {
        let worst = view.readers.iter().max_by_key(|reader| urgency(reader));
        match worst.map(|reader| (reader, urgency(reader))) {
            _ if set == 0 => "Nobody reads this stream yet.".to_owned(),
            None => "The first records are read in the next second.".to_owned(),
            Some((_, 0)) if view.readers.len() == 1 => "The reader is caught up.".to_owned(),
            Some((_, 0)) => format!("All {} are caught up.", view.readers.len()),
            Some((reader, _)) => reader.clock.words.clone(),
        }
    })
}
