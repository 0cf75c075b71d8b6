//! What a reader has done so far, in figures: only those that its kind has.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::One;
use crate::{
    sim::{
        Percentiles, ReaderView,
        scenario::{Reader, Work},
    },
    units::{Bytes, Count},
};

/// A label, its figure, and whether it is bad news.
type Line = (&'static str, String, bool);

#[component]
pub fn Figures(one: One) -> impl IntoView {
    let read = move |read: fn(&ReaderView, &Reader) -> Vec<Line>| {
        let reader = one.set(Clone::clone);
        reader.and_then(|reader| one.view(|view| read(view, &reader))).unwrap_or_default()
    };
    view! {
        <div class="reader-figures">
            <h3>"So far"</h3>
            <p class="law">{told(move || one.view(law).unwrap_or_default())}</p>
            <table class="pairs"><tbody>{told(move || lines(read(records)))}</tbody></table>
            <Delays one/>
            <table class="pairs"><tbody>{told(move || lines(read(work)))}</tbody></table>
        </div>
    }
    .into_any()
}

fn lines(of: Vec<Line>) -> AnyView {
    let row = |(label, figure, alarm): Line| {
        view! { <tr data-alarm=alarm.then_some("")><th scope="row">{label}</th><td>{figure}</td></tr> }
    };
    of.into_iter().map(row).collect_view().into_any()
}

/// Every record is somewhere.
fn law(view: &ReaderView) -> String {
    let t = &view.total;
    format!(
        "{} accepted = {} delivered + {} expired + {} not read",
        Count(t.accepted),
        Count(t.delivered),
        Count(t.expired),
        Count(t.pending)
    )
}

fn plain(label: &'static str, n: u64) -> Line {
    (label, Count(n).to_string(), false)
}

fn bad(label: &'static str, n: u64) -> Line {
    (label, Count(n).to_string(), n > 0)
}

fn records(view: &ReaderView, _: &Reader) -> Vec<Line> {
    let t = &view.total;
    let mut lines = vec![
        ("Delivered", format!("{} ({})", Count(t.delivered), Bytes(t.delivered_bytes)), false),
        bad("Expired unread", t.expired),
        plain("Read again", t.read_again),
        bad("Out of order within their key", t.out_of_order),
    ];
    if t.wrong > 0 {
        lines.push(bad("Processed wrongly, not mended yet", t.wrong));
    }
    if t.given_up > 0 {
        lines.push(bad("Given up", t.given_up));
    }
    if t.swallowed > 0 {
        lines.push(bad("Failed, and counted as success", t.swallowed));
    }
    lines
}

/// How it reads and what it does with what it reads.
fn work(view: &ReaderView, reader: &Reader) -> Vec<Line> {
    let t = &view.total;
    let mut lines = Vec::new();
    if view.fan_out {
        lines.push(plain("SubscribeToShard", t.subscriptions));
        lines.push(bad("… ResourceInUseException", t.refused_subscriptions));
    } else {
        lines.push((
            "GetRecords",
            format!("{}, {} of them empty", Count(t.calls), Count(t.empty_calls)),
            false,
        ));
        lines.push(bad("… ProvisionedThroughputExceeded", t.refused_calls));
        lines.push(bad("… ExpiredIteratorException", t.expired_iterators));
    }
    let at_a_time = f64::from(view.second.concurrency_milli) / 1_000.0;
    match &reader.work {
        Work::Application(application) => {
            lines.push(("Batches worked on at a time", format!("{at_a_time:.1}"), false));
            let idle = format!("{} of {}", view.idle_workers, application.workers);
            lines.push(("Workers without a lease", idle, view.idle_workers > 0));
        }
        Work::Lambda(_) => {
            lines.push(("Concurrent executions", format!("{at_a_time:.1}"), false));
            lines.push(plain("Invocations", t.invocations));
            lines.push(bad("… failed", t.failed_invocations));
            if t.filtered > 0 {
                lines.push(plain("Filtered out", t.filtered));
            }
        }
        Work::Firehose(_) => {
            lines.push(plain("Objects in S3", t.objects));
            lines.push(plain("Records in them", t.landed));
            lines.push(plain("Held in the buffer", view.buffered));
        }
    }
    lines
}

/// Iterator age and propagation delay.
#[component]
fn Delays(one: One) -> impl IntoView {
    let cells = move |of: fn(&ReaderView) -> Option<Percentiles>| {
        let p = one.view(of).flatten();
        let text = |read: fn(&Percentiles) -> String| p.as_ref().map_or_else(|| "–".to_owned(), read);
        let cells = [text(|p| p.p50.to_string()), text(|p| p.p95.to_string()), text(|p| p.p99.to_string())];
        cells.map(|cell| view! { <td>{cell}</td> }).into_iter().collect_view().into_any()
    };
    view! {
        <table class="data delays">
            <thead><tr><th scope="col"><span class="visually-hidden">"Delay"</span></th><th scope="col">"p50"</th><th scope="col">"p95"</th><th scope="col">"p99"</th></tr></thead>
            <tbody>
                <tr><th scope="row">"Iterator age"</th>{told(move || cells(|v| v.iterator_age))}</tr>
                <tr><th scope="row">"From arrival to its code"</th>{told(move || cells(|v| v.propagation))}</tr>
            </tbody>
        </table>
    }
    .into_any()
}
