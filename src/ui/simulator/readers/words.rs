use leptos::prelude::With;

use super::super::Simulator;
use crate::{
    sim::{
        CursorState, Outlook, ReaderView,
        scenario::{Library, Reader, Throughput, Work},
    },
    units::SimDuration,
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

/// As [`outlook`], of a reader whose first second is still to come.
pub const UNBORN: (&str, &str) = ("idle", "Not reading");

/// How a reader stands: a name for the style sheet, and a word.
pub fn outlook(view: &ReaderView) -> (&'static str, &'static str) {
    match view.clock.outlook {
        Outlook::NotReading => UNBORN,
        Outlook::CaughtUp => ("well", "Caught up"),
        Outlook::LosesData(_) => ("losing", "Losing data"),
        // Seconds come and go: nothing to be alarmed at.
        _ if !view.is_behind() => ("level", "Close behind"),
        Outlook::CatchesUp(_) => ("closing", "Catching up"),
        Outlook::Holds => ("level", "Holds its distance"),
        Outlook::LosesDataAt(_) => ("falling", "Falling back"),
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
        _ if !view.is_behind() => 0,
        Outlook::LosesDataAt(_) => 4,
        Outlook::CatchesUp(_) => 3,
        Outlook::Holds => 2,
        Outlook::NotReading | Outlook::CaughtUp => 0,
    }
}

/// The panel's first line: the reader that needs attention most, in a sentence.
pub fn summary(simulator: Simulator) -> String {
    let set = simulator.settings.with(|s| s.readers.len());
    simulator.view.with(|view| {
        let worst = view.readers.iter().max_by_key(|reader| (urgency(reader), reader.lag()));
        let Some(worst) = worst.filter(|_| set > 0) else {
            let nobody = "Nobody reads this stream yet.";
            return if set == 0 { nobody } else { "The first records are read in the next second." }
                .to_owned();
        };
        let within = SimDuration::from_secs(worst.lag().millis().div_ceil(1_000).max(1));
        match (urgency(worst), view.readers.len()) {
            (0, 1) => format!("{} is within {within} of now.", worst.name),
            (0, n) => format!("All {n} are within {within} of now."),
            _ => worst.clock.words.clone(),
        }
    })
}
