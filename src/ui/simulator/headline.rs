//! The verdict, as the first line of the page.

use crate::ui::parts::{told, unbroken};
use leptos::prelude::*;

use super::{Simulator, judged::Judged};
use crate::{
    sim::{
        Help, Msg, Verdict, VerdictKind, presets,
        scenario::{Producer, Rate},
    },
    units::{Count, RecordsPerSecond},
};

#[component]
pub fn Headline(simulator: Simulator) -> impl IntoView {
    let verdict = Memo::new(move |_| simulator.view.with(|view| view.verdict.clone()));
    let kind = move || verdict.with(|v| v.kind);
    view! {
        <section class="headline" data-alarm=told(move || kind().is_alarm().then_some(""))>
            <div class="eyebrow">
                <span class="badge" data-kind=told(move || tone(kind()))>{told(move || kind().label())}</span>
                <ScenarioPicker simulator/>
                <span class="facts">{told(move || facts(simulator))}</span>
            </div>
            <div class="headline-row">
                <div class="headline-words">
                    <h1>{told(move || verdict.with(|v| unbroken(&v.headline)))}</h1>
                    <p class="why">{told(move || verdict.with(|v| unbroken(&v.why)))}</p>
                </div>
                <Helps simulator verdict/>
            </div>
            <Judged verdict/>
            <Spoken verdict/>
        </section>
    }
    .into_any()
}

fn tone(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::AllWell => "well",
        kind if kind.is_alarm() => "alarm",
        _ => "quiet",
    }
}

/// “12 shards · 8,000 records/s · seed 7”
fn facts(simulator: Simulator) -> String {
    let second = simulator.view.with(|view| view.now.second());
    simulator.settings.with(|s| {
        let open = simulator.view.with(|view| view.open_shards) as u64;
        let shards = if open == 1 { "1 shard".to_owned() } else { format!("{} shards", Count(open)) };
        let asked = if s.producers.iter().any(|p| p.rate == Rate::AsRecorded) {
            simulator.view.with(|view| view.second.offered)
        } else {
            s.producers.iter().map(|p| rate_at(p, second).whole()).sum()
        };
        let run = super::track::run_shown(simulator).map_or_else(String::new, |run| format!("{run} · "));
        format!("{run}{shards} · {} asked for · seed {}", RecordsPerSecond::new(asked), s.seed)
    })
}

fn rate_at(producer: &Producer, second: u64) -> RecordsPerSecond {
    let active =
        second >= producer.from.second() && producer.until.is_none_or(|until| second < until.second());
    if active { producer.rate.at(second - producer.from.second()) } else { RecordsPerSecond::default() }
}

#[component]
fn ScenarioPicker(simulator: Simulator) -> impl IntoView {
    let current = move || simulator.preset.get().map_or("own", |preset| preset.name);
    let items = presets::all().iter().map(|preset| {
        view! { <option value=preset.name selected=told(move || current() == preset.name)>{preset.title}</option> }
    });
    let own = move || {
        let name = if simulator.preset.get().is_none() { Some("Your own stream") } else { None };
        name.map(|name| view! { <option value="own" selected=true>{name}</option> }.into_any())
    };
    view! {
        <label class="picker">
            <span class="visually-hidden">"Scenario"</span>
            <select prop:value=current on:change:target=move |ev| simulator.open_preset_named(&ev.target().value())>
                {told(own)}
                {items.collect_view().into_any()}
            </select>
        </label>
    }
}

#[component]
fn Helps(simulator: Simulator, verdict: Memo<Verdict>) -> impl IntoView {
    // Figures in a help's words change with every second; its button stays.
    let count = Memo::new(move |_| verdict.with(|v| v.helps.len()));
    let buttons = move || {
        (0..count.get())
            .map(|index| view! { <HelpButton simulator verdict index/> })
            .collect_view()
            .into_any()
    };
    view! { <div class="helps">{buttons}</div> }.into_any()
}

#[component]
fn HelpButton(simulator: Simulator, verdict: Memo<Verdict>, index: usize) -> impl IntoView {
    let help =
        move |read: fn(&Help) -> String| verdict.with(|v| v.helps.get(index).map(read).unwrap_or_default());
    let can_try =
        Memo::new(move |_| verdict.with(|v| v.helps.get(index).is_some_and(|h| h.change.is_some())));
    let try_it = move |_| {
        let change = verdict.with_untracked(|v| v.helps.get(index).and_then(|h| h.change.clone()));
        if let Some(change) = change {
            simulator.try_send(Msg::Change(change));
            simulator.playing.set(true);
        }
    };
    let effect = format!("help-{index}");
    let id = effect.clone();
    view! {
        <div class="help" data-first=(index == 0).then_some("")>
            {told(move || if can_try.get() {
                view! {
                    <button type="button" class="act" aria-describedby=id.clone() on:click=try_it>
                        {told(move || help(|h| h.label.clone()))}
                    </button>
                }.into_any()
            } else {
                view! { <strong class="help-label">{told(move || help(|h| h.label.clone()))}</strong> }.into_any()
            })}
            <p class="help-effect" id=effect title=told(move || help(|h| h.effect.clone()))>{told(move || unbroken(&help(|h| h.effect.clone())))}</p>
        </div>
    }
}

/// The one place that speaks to screen readers: when the state changes, not with every figure.
#[component]
fn Spoken(verdict: Memo<Verdict>) -> impl IntoView {
    let said = Memo::new(move |before: Option<&(VerdictKind, String)>| {
        verdict.with(|v| match before {
            Some((kind, words)) if *kind == v.kind => (*kind, words.clone()),
            _ => (v.kind, format!("{}: {}", v.kind.label(), v.headline)),
        })
    });
    view! { <p class="visually-hidden" role="status" aria-live="polite">{told(move || said.get().1)}</p> }
}
