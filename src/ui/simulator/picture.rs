//! Where the writes land: hash space × time, and beside it each shard now.

mod axis;
mod fronts;
mod painter;
mod rows;

use crate::ui::parts::told;
use leptos::{html::Canvas, prelude::*};

use super::{Lens, Simulator, pace::SPANS, readers::Look, transport::Transport};
use crate::{
    ui::{pages::Page, parts::Switch, shell::ThemeChanges},
    units::SimDuration,
    web::{frame, route},
};
pub use painter::Colours;
use painter::Painter;

#[component]
pub fn Picture(simulator: Simulator, look: Look) -> impl IntoView {
    let heat = NodeRef::<Canvas>::new();
    let lane = NodeRef::<Canvas>::new();
    let themes = expect_context::<ThemeChanges>().0;
    let mut painter = Painter::new(simulator, heat, lane, themes);
    let frames = frame::each(move |passed_ms| {
        // A page behind another one stays as it was left.
        if Page::of(&route::fragment()) != Page::Simulate {
            return;
        }
        simulator.tick(passed_ms);
        painter.paint(passed_ms);
    });
    // Held by the page: the loop ends with it.
    StoredValue::new_local(frames);
    let crowded = Memo::new(move |_| simulator.view.with(|v| v.open_shards > v.rows.len()));
    view! {
        <section class="picture" aria-labelledby="picture-title">
            <PictureHead simulator/>
            <div class="picture-body" data-crowded=told(move || crowded.get().then_some(""))>
                <axis::HashAxis simulator/>
                <div class="heat">
                    <canvas
                        node_ref=heat
                        role="img"
                        aria-label=told(move || describe(simulator))
                    ></canvas>
                    <axis::Marks simulator/>
                    <axis::ProbeLine simulator/>
                    <fronts::Fronts simulator look/>
                </div>
                <rows::Rows simulator crowded/>
                <canvas class="lane" node_ref=lane aria-hidden="true"></canvas>
                <axis::TimeAxis simulator/>
                <p class="now-caption">"now, writes/s · line = limit"</p>
                <p class="lane-caption">"from the producers"</p>
            </div>
            <PaletteProbes/>
            <Transport simulator/>
        </section>
    }
    .into_any()
}

#[component]
fn PictureHead(simulator: Simulator) -> impl IntoView {
    let lenses = vec![(Lens::EverySecond, "Every second"), (Lens::Minute, "CloudWatch minute")];
    let set = Callback::new(move |lens| simulator.lens.set(lens));
    view! {
        <header class="picture-head">
            <h2 id="picture-title">"Where the writes land"</h2>
            <Switch label="Grain of the picture" options=lenses value=simulator.lens set/>
            <SpanPicker simulator/>
            <p class="legend">
                <i class="legend-ramp"></i>"0–100 % of a shard"
                <i class="legend-refused"></i>"refused"
            </p>
        </header>
    }
}

#[component]
fn SpanPicker(simulator: Simulator) -> impl IntoView {
    let offered = move || {
        let longest = simulator.settings.with(|s| s.duration).max(SPANS[0].0);
        let fitting = SPANS.iter().filter(move |(span, _)| *span <= longest);
        fitting.map(|(span, words)| {
            let is = *span;
            view! { <option value=is.millis().to_string() prop:selected=told(move || simulator.span.get() == is)>{*words}</option> }
        }).collect_view().into_any()
    };
    let choose = move |text: String| {
        let wanted = text.parse().map(SimDuration::from_millis);
        if let Some((span, _)) = wanted.ok().and_then(|wanted| SPANS.iter().find(|(span, _)| *span == wanted))
        {
            simulator.span.set(*span);
        }
    };
    view! {
        <label class="picker span-picker">
            <span class="visually-hidden">"Time shown"</span>
            <select on:change:target=move |ev| choose(ev.target().value())>{told(offered)}</select>
        </label>
    }
}

/// The picture in a sentence. Coarse on purpose: it is read out, not watched.
fn describe(simulator: Simulator) -> String {
    simulator.view.with(|v| {
        let refusing: Vec<String> =
            v.rows.iter().filter(|row| row.throttled > 0).map(|row| row.shard_id.0.to_string()).collect();
        let trouble = match &refusing[..] {
            [] => "none refuses writes now".to_owned(),
            [one] => format!("shard {one} refuses writes now"),
            many => format!("shards {} refuse writes now", many.join(", ")),
        };
        format!("Load of {} shards over time, by hash key; {trouble}.", v.open_shards)
    })
}

/// Elements whose computed colours the canvases use.
#[component]
fn PaletteProbes() -> impl IntoView {
    let names = painter::COLOURS;
    view! {
        <div class="palette" aria-hidden="true">
            {names.map(|name| view! { <i data-colour=name></i> })}
        </div>
    }
}
