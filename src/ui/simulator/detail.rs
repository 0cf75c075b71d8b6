//! One shard, closer: its two gauges, its heaviest keys, its last two minutes, and what CloudWatch says.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    aws::{
        limits::{SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND},
        metrics,
    },
    chart::{Amounts, Ink, Line, TimeChart},
    kinesis::ShardId,
    sim::{MinutePoint, SecondPoint, ShardDetail, ShardRow},
    units::{Bytes, Count},
};

#[component]
pub fn Detail(simulator: Simulator) -> impl IntoView {
    let open = move || simulator.selected.get().map(|id| view! { <Shard simulator id/> }.into_any());
    view! { {told(open)} }.into_any()
}

#[component]
fn Shard(simulator: Simulator, id: ShardId) -> impl IntoView {
    let detail = Memo::new(move |_| simulator.detail(id));
    let range = move || {
        detail.with(|d| {
            d.as_ref().map(|d| {
                let range = d.row.range;
                let state = if d.open { "open" } else { "closed" };
                format!("{id} · {state} · {} … {}", range.starting_hash_key, range.ending_hash_key)
            })
        })
    };
    view! {
        <section class="detail" aria-label=format!("Shard {}", id.0)>
            <header class="detail-head">
                <h2>"Shard "{id.0}</h2>
                <code class="detail-range">{told(range)}</code>
                <button type="button" class="quiet" on:click=move |_| simulator.selected.set(None)>"Close"</button>
            </header>
            <div class="detail-body">
                <Gauges detail/>
                <LastMinutes simulator detail id/>
                <TopKeys detail/>
                <CloudWatch simulator id/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Gauges(detail: Memo<Option<ShardDetail>>) -> impl IntoView {
    let limit = (SHARD_RECORDS_PER_SECOND.value, SHARD_BYTES_PER_SECOND.value.0);
    let totals = move || {
        detail.with(|d| {
            d.as_ref().map(|d| {
                let t = d.totals;
                format!(
                    "Over the run: {} accepted ({}), {} refused. Busiest second: {} writes at {}.",
                    Count(t.accepted_records),
                    Bytes(t.accepted_bytes),
                    Count(t.throttled_attempts),
                    Count(t.peak.records),
                    t.peak.at
                )
            })
        })
    };
    view! {
        <div class="gauges">
            <h3>"Now, against its limits"</h3>
            <Gauge label="Records" detail read=|row| (row.attempts, row.taken) limit=limit.0 print=|n| format!("{}/s", Count(n))/>
            <Gauge label="Bytes" detail read=|row| (row.attempted_bytes, row.taken_bytes) limit=limit.1 print=|n| format!("{}/s", Bytes(n))/>
            <p class="hint">{told(totals)}</p>
        </div>
    }
    .into_any()
}

/// Attempted and taken, with the limit drawn at three fifths.
#[component]
fn Gauge(
    label: &'static str,
    detail: Memo<Option<ShardDetail>>,
    read: fn(&ShardRow) -> (u64, u64),
    limit: u64,
    print: fn(u64) -> String,
) -> impl IntoView {
    let value = move || detail.with(|d| d.as_ref().map_or((0, 0), |d| read(&d.row)));
    let scale = limit as f64 / 0.6;
    let part = move |n: u64| format!("{:.4}", (n as f64 / scale).min(1.0));
    let over = move || {
        let (attempted, taken) = value();
        attempted.saturating_sub(taken)
    };
    view! {
        <div class="gauge" data-refusing=told(move || (over() > 0).then_some(""))>
            <span class="gauge-label">{label}</span>
            <span class="bar-track" aria-hidden="true"
                style:--load=told(move || part(value().1))
                style:--over=told(move || format!("{:.4}", (over() as f64 / scale).min(1.0 - (value().1 as f64 / scale).min(1.0))))
                style:--limit="0.6">
                <i class="bar-load"></i><i class="bar-over"></i><i class="bar-limit"></i>
            </span>
            <span class="gauge-value"><b>{told(move || print(value().0))}</b>" asked, limit "{print(limit)}</span>
        </div>
    }
}

const SECONDS: i64 = 120;

/// Attempts, what was refused of them, and the minutes' means, with the limit.
#[component]
fn LastMinutes(simulator: Simulator, detail: Memo<Option<ShardDetail>>, id: ShardId) -> impl IntoView {
    let points =
        Memo::new(move |_| detail.with(|d| d.as_ref().map(|d| d.seconds.clone()).unwrap_or_default()));
    let takeaway = move || {
        points.with(|p| {
            let over = p.iter().filter(|s| s.throttled > 0).count();
            format!("Refused in {over} of the last {} seconds", p.len())
        })
    };
    let svg = move || {
        let minutes = simulator.with_model(|model| model.shard_minutes(id)).unwrap_or_default();
        points.with(|p| chart_of(takeaway(), p, &minutes).to_svg())
    };
    view! {
        <figure class="last-minutes">
            <h3>{told(takeaway)}</h3>
            <div class="chart" inner_html=svg></div>
            <figcaption>
                <span class="key key-load">"writes/s asked for"</span>
                <span class="key key-refused">"refused"</span>
                <span class="key key-mean">"CloudWatch minute, per second"</span>
                <span class="key key-limit">"limit"</span>
            </figcaption>
        </figure>
    }
    .into_any()
}

fn chart_of(label: String, seconds: &[SecondPoint], minutes: &[MinutePoint]) -> TimeChart {
    let last = seconds.last().map_or(0, |s| s.second as i64);
    let line = |ink, read: fn(&SecondPoint) -> u64| Line {
        ink,
        points: seconds.iter().map(|s| (s.second as i64, read(s) as i64)).collect(),
    };
    let period = metrics::PERIOD_SECONDS as i64;
    let mean = minutes.iter().flat_map(|m| {
        let (from, mean) = (m.minute as i64 * period, (m.incoming_records / metrics::PERIOD_SECONDS) as i64);
        [(from, mean), (from + period - 1, mean)]
    });
    let x = (last - SECONDS).max(0)..last.max(SECONDS);
    let seen = mean.filter(|(at, _)| x.contains(at)).collect();
    TimeChart {
        label: format!("{label}. The limit is {} records a second.", Count(SHARD_RECORDS_PER_SECOND.value)),
        width: 420,
        height: 150,
        amounts: Amounts::Counts,
        limit: Some(SHARD_RECORDS_PER_SECOND.value as i64),
        lines: vec![
            line(Ink::Load, |s| s.attempts),
            line(Ink::Refused, |s| s.throttled),
            Line { ink: Ink::Mean, points: seen },
        ],
        x,
    }
}

#[component]
fn TopKeys(detail: Memo<Option<ShardDetail>>) -> impl IntoView {
    let rows = move || {
        let keys = detail.with(|d| d.as_ref().map(|d| d.top_keys.clone()).unwrap_or_default());
        if keys.is_empty() {
            return view! { <tr><td colspan="3">"No writes in the last second."</td></tr> }.into_any();
        }
        keys.into_iter().take(6).map(|key| view! {
            <tr><th scope="row"><code class="clip">{key.key}</code></th><td>{Count(key.records_per_second).to_string()}<small>"/s"</small></td><td>{key.share.to_string()}</td></tr>
        }).collect_view().into_any()
    };
    view! {
        <div class="top-keys">
            <h3>"Heaviest partition keys"</h3>
            <table class="data">
                <thead><tr><th scope="col">"Key"</th><th scope="col">"Records"</th><th scope="col">"Of the shard"</th></tr></thead>
                <tbody>{told(rows)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The minute as `CloudWatch` sums it up, beside its busiest second.
#[component]
fn CloudWatch(simulator: Simulator, id: ShardId) -> impl IntoView {
    let minute = Memo::new(move |_| {
        simulator.view.track();
        simulator.with_model(|model| model.shard_minutes(id)).unwrap_or_default().last().copied()
    });
    let rows = move || match minute.get() {
        None => view! { <tr><td colspan="2">"The first minute is not over."</td></tr> }.into_any(),
        Some(point) => minute_rows(&point).into_any(),
    };
    view! {
        <div class="cloudwatch">
            <h3>"What CloudWatch says"</h3>
            <table class="pairs"><tbody>{told(rows)}</tbody></table>
        </div>
    }
    .into_any()
}

fn minute_rows(point: &MinutePoint) -> impl IntoView + use<> {
    let mean = point.incoming_records / metrics::PERIOD_SECONDS;
    let row = |name: &'static str, figure: String| {
        view! { <tr><th scope="row"><code>{name}</code></th><td>{figure}</td></tr> }
    };
    view! {
        <tr><th scope="row">"Minute"</th><td>{format!("{}, Sum of 60 s", point.minute)}</td></tr>
        {row(metrics::INCOMING_RECORDS, format!("{}, {}/s on average", Count(point.incoming_records), Count(mean)))}
        {row(metrics::INCOMING_BYTES, Bytes(point.incoming_bytes).to_string())}
        {row(metrics::WRITE_PROVISIONED_THROUGHPUT_EXCEEDED, Count(point.write_provisioned_throughput_exceeded).to_string())}
        <tr class="truth"><th scope="row">"Its busiest second, which no metric shows"</th><td>{format!("{} writes", Count(point.busiest_second_attempts))}</td></tr>
    }
}
