//! What a verdict rests on, and by which definitions.

use crate::ui::parts::told;
use leptos::prelude::*;

use crate::{
    aws::{
        Confidence, Fact,
        limits::{
            DEFAULT_MAX_RECORD_SIZE, PARTITION_KEY_COUNTS_IN_RATE, PUT_RECORDS_BYTES, PUT_RECORDS_ENTRIES,
            SHARD_BURST_BYTES, SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND,
        },
    },
    sim::Verdict,
    units::Count,
};

#[component]
pub fn Judged(verdict: Memo<Verdict>) -> impl IntoView {
    let evidence = move || {
        let rows = verdict.with(|v| v.evidence.clone());
        rows.into_iter()
            .map(|row| view! { <tr><th scope="row">{row.what}</th><td>{row.figure}</td></tr> })
            .collect_view()
            .into_any()
    };
    let helps = move || {
        let helps = verdict.with(|v| v.helps.clone());
        if helps.is_empty() {
            return view! { <p>"Nothing needs help."</p> }.into_any();
        }
        helps
            .into_iter()
            .map(|help| view! { <p><strong>{help.label}". "</strong>{help.effect}</p> })
            .collect_view()
            .into_any()
    };
    view! {
        <details class="judged">
            <summary>"How is this judged?"</summary>
            <div class="judged-body">
                <div>
                    <h2>"What the sentence rests on"</h2>
                    <table class="pairs"><tbody>{told(evidence)}</tbody></table>
                </div>
                <div class="prose">
                    <h2>"What would help"</h2>
                    {told(helps)}
                </div>
                <div>
                    <h2>"By which limits"</h2>
                    <table class="pairs"><tbody>{limits()}</tbody></table>
                </div>
                <div class="prose">
                    <h2>"By which definitions"</h2>
                    {definitions()}
                </div>
            </div>
        </details>
    }
    .into_any()
}

fn definitions() -> impl IntoView {
    view! {
        <p>
            "A second is a fixed window of the stream's clock. AWS documents a limit per second and not which second it means; the fixed window is the simplest reading and marked as inferred. A write is refused when either limit of its shard is used up in the window."
        </p>
        <p>
            "Where records above 1 MiB are allowed, bytes come from a bucket that holds 10 MiB and refills at 1 MiB a second: AWS describes the burst, not its algorithm."
        </p>
        <p>
            "A hot key is one key whose own writes are beyond what a shard takes; then no number of shards helps. A hot shard has no such key, and a split helps. Figures are means over the last seconds. Network and service time are a round trip that you can set; AWS publishes none."
        </p>
    }
}

fn limits() -> impl IntoView {
    [
        limit(
            "Records per shard and second",
            Count(SHARD_RECORDS_PER_SECOND.value),
            &SHARD_RECORDS_PER_SECOND,
        ),
        limit("Bytes per shard and second", SHARD_BYTES_PER_SECOND.value, &SHARD_BYTES_PER_SECOND),
        limit(
            "Partition key counts in the bytes",
            if PARTITION_KEY_COUNTS_IN_RATE.value { "yes" } else { "no" },
            &PARTITION_KEY_COUNTS_IN_RATE,
        ),
        limit("Burst of large records", SHARD_BURST_BYTES.value, &SHARD_BURST_BYTES),
        limit("Largest record unless raised", DEFAULT_MAX_RECORD_SIZE.value, &DEFAULT_MAX_RECORD_SIZE),
        limit("Entries of one PutRecords", Count(PUT_RECORDS_ENTRIES.value as u64), &PUT_RECORDS_ENTRIES),
        limit("Bytes of one PutRecords", PUT_RECORDS_BYTES.value, &PUT_RECORDS_BYTES),
    ]
    .collect_view()
    .into_any()
}

fn limit<T>(what: &'static str, figure: impl std::fmt::Display, fact: &Fact<T>) -> AnyView {
    let earlier = fact.earlier.map(|was| format!("; earlier {was}")).unwrap_or_default();
    let source = format!("{} · {}, checked {}{earlier}", fact.confidence.word(), fact.source, fact.checked);
    let sure = fact.confidence == Confidence::Documented;
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td>{figure.to_string()}<small class="source" class:unsure=!sure>{source}</small></td>
        </tr>
    }
    .into_any()
}
