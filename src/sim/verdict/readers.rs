//! Where writes are well, the readers are the news.

use super::{Evidence, Help, Verdict, VerdictKind};
use crate::{
    sim::{Outlook, ReaderView, scenario::Reader},
    units::Count,
};

/// The verdict on the writes, or, where nothing is wrong with them, the one on the reader that is worst off.
pub(in crate::sim) fn with_readers(writes: Verdict, views: &[ReaderView], readers: &[Reader]) -> Verdict {
    if !matches!(writes.kind, VerdictKind::Quiet | VerdictKind::AllWell | VerdictKind::NearLimit) {
        return writes;
    }
    let judged = views.iter().enumerate().filter_map(|(index, view)| Some((kind(view)?, index, view)));
    // Of two that are as badly off, the first.
    let worst = judged.max_by_key(|(kind, index, view)| (*kind, view.lag(), usize::MAX - index));
    let Some((kind, index, view)) = worst else { return writes };
    let clock = &view.clock;
    let held = clock.bottleneck.words().map(|words| format!("Held back by: {words}. ")).unwrap_or_default();
    let helps = clock.helps.iter().map(|help| Help {
        label: help.act.label(),
        effect: help.effect(),
        change: Some(help.act.change(index, readers)),
    });
    Verdict {
        kind,
        headline: clock.words.clone(),
        why: format!("{held}{}", writes.headline),
        evidence: evidence(view),
        helps: helps.collect(),
        at: writes.at,
    }
}

fn kind(view: &ReaderView) -> Option<VerdictKind> {
    match view.clock.outlook {
        Outlook::LosesData(_) => Some(VerdictKind::ReaderLosesData),
        _ if !view.is_behind() => None,
        Outlook::LosesDataAt(_) => Some(VerdictKind::ReaderFallsBack),
        Outlook::Holds | Outlook::CatchesUp(_) => Some(VerdictKind::ReaderBehind),
        Outlook::NotReading | Outlook::CaughtUp => None,
    }
}

fn evidence(view: &ReaderView) -> Vec<Evidence> {
    let line = |what: &str, figure: String| Evidence { what: what.to_owned(), figure };
    vec![
        line("the reader’s lag on its worst shard", view.lag().to_string()),
        line("records that it has not read", Count(view.total.pending).to_string()),
        line("records that expired unread", Count(view.total.expired).to_string()),
        line("records it was given in the last second", Count(view.second.delivered).to_string()),
    ]
}
