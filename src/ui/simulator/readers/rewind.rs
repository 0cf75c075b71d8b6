//! Sets a reader's checkpoints: to a time, a record, the horizon or the latest.

use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use super::One;
use crate::{
    kinesis::SequenceNumber,
    sim::{
        Msg, ReaderView,
        scenario::{ShardIteratorType, What, Work},
    },
    ui::parts::{Choice, Options, QuantityField},
    units::{SimDuration, SimTime},
};

const TARGETS: Options = &[
    ("ago", "A time ago (AT_TIMESTAMP)"),
    ("horizon", "The oldest record (TRIM_HORIZON)"),
    ("latest", "Only what is new (LATEST)"),
    ("at", "This record (AT_SEQUENCE_NUMBER)"),
    ("after", "After this record (AFTER_SEQUENCE_NUMBER)"),
];

/// An event source mapping knows no sequence numbers.
const TARGETS_OF_LAMBDA: Options = TARGETS.split_at(3).0;

/// What a faulty release is usually noticed after.
const USUAL: SimDuration = SimDuration::from_secs(30 * 60);

/// What is chosen and typed.
#[derive(Debug, Clone, Copy)]
struct Target {
    name: RwSignal<&'static str>,
    ago: RwSignal<SimDuration>,
    record: RwSignal<String>,
}

impl Target {
    fn read(self, now: SimTime) -> Result<ShardIteratorType, String> {
        let record = || self.record.get_untracked().trim().parse::<SequenceNumber>();
        Ok(match self.name.get_untracked() {
            "horizon" => ShardIteratorType::TrimHorizon,
            "latest" => ShardIteratorType::Latest,
            "at" => ShardIteratorType::AtSequenceNumber(record()?),
            "after" => ShardIteratorType::AfterSequenceNumber(record()?),
            _ => {
                // A moment before the run is its beginning.
                let since = now - SimTime::ZERO;
                let left = since.millis().saturating_sub(self.ago.get_untracked().millis());
                ShardIteratorType::AtTimestamp(SimTime::from_millis(left))
            }
        })
    }
}

#[component]
pub fn Rewind(one: One) -> impl IntoView {
    let target = Target {
        name: RwSignal::new("ago"),
        ago: RwSignal::new(USUAL),
        record: RwSignal::new(String::new()),
    };
    let refused = RwSignal::new(None::<String>);
    let choose = Callback::new(move |name| {
        refused.set(None);
        target.name.set(name);
        Ok(())
    });
    let rewind = move |_| {
        let now = one.simulator.view.with_untracked(|v| v.now);
        let sent = target
            .read(now)
            .and_then(|to| one.simulator.send(Msg::Change(What::Rewind { reader: one.index, to })));
        refused.set(sent.err());
    };
    let is_lambda = Memo::new(move |_| one.set(|r| matches!(r.work, Work::Lambda(_))).unwrap_or(false));
    let choices = move || {
        let options = if is_lambda.get() { TARGETS_OF_LAMBDA } else { TARGETS };
        view! { <Choice label="To" options value=target.name set=choose/> }.into_any()
    };
    view! {
        <div class="reader-rewind">
            <h3>"Rewind"</h3>
            <p class="hint">"The log is still there: set its checkpoints back, and it reads again."</p>
            {told(choices)}
            <TargetField one target/>
            <Refusal why=refused/>
            <button type="button" class="plain" on:click=rewind>"Rewind"</button>
        </div>
    }
    .into_any()
}

/// A sequence number to note and to come back to.
fn next_record(view: &ReaderView) -> Option<String> {
    let row = view.rows.first()?;
    let next = SequenceNumber::new(row.shard_id, row.at.second(), row.tally.accepted - row.ahead + 1);
    Some(format!("Next in shard {}: {next}", row.shard_id.0))
}

#[component]
fn TargetField(one: One, target: Target) -> impl IntoView {
    let set_ago = Callback::new(move |span| {
        target.ago.set(span);
        Ok(())
    });
    let field = move || match target.name.get() {
        "ago" => {
            Some(view! { <QuantityField label="How long ago" value=target.ago set=set_ago/> }.into_any())
        }
        "at" | "after" => Some(
            view! {
                <label class="field-stack">
                    <span class="field-label">"SequenceNumber"</span>
                    <input type="text" class="machine" autocomplete="off" spellcheck="false"
                        prop:value=told(move || target.record.get())
                        on:input:target=move |ev| target.record.set(ev.target().value())/>
                </label>
                <p class="hint">{told(move || one.view(next_record).flatten().unwrap_or_default())}</p>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! { {told(field)} }.into_any()
}
