//! Money as it adds up: what the run would have cost so far in each of the three modes, and every line of it.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    aws::{
        Confidence, Region,
        pricing::{
            ADVANTAGE_COMMITMENT_BYTES_PER_SECOND, ADVANTAGE_COMMITMENT_HOURS, Item, Mode, Origin, PriceSheet,
        },
    },
    plan::{Bill, Line, Usage, bill, confidence, source},
    sim::Metered,
    units::{BytesPerSecond, Usd},
};

/// One run in the three modes, in the order of [`Mode::ALL`].
#[derive(Debug, Clone, PartialEq)]
struct Costs {
    so_far: [Bill; 3],
    /// That goes on like this.
    month: [Option<Usd>; 3],
    /// On-demand Advantage bills more than was used.
    below_commitment: bool,
}

impl Costs {
    fn of(metered: &Metered, prices: &PriceSheet) -> Self {
        let usage = Usage::of_run(metered);
        let month = usage.month_at_this_pace();
        Self {
            so_far: Mode::ALL.map(|mode| bill(mode, &usage, prices)),
            month: Mode::ALL.map(|mode| month.as_ref().and_then(|month| bill(mode, month, prices).total())),
            below_commitment: usage.shortfall() != (0, 0),
        }
    }

    fn cheapest(&self) -> Option<Mode> {
        let known = self.so_far.iter().filter_map(|bill| Some((bill.total()?, bill.mode)));
        known.min().filter(|(usd, _)| *usd > Usd::default()).map(|(_, mode)| mode)
    }
}

/// Prices of this page's simulator.
pub(super) fn prices() -> PriceSheet {
    PriceSheet::shipped(Region::US_EAST_1)
}

/// What a run came to in one mode.
pub(super) fn total(metered: &Metered, mode: Mode) -> Option<Usd> {
    bill(mode, &Usage::of_run(metered), &prices()).total()
}

#[component]
pub fn Cost(simulator: Simulator) -> impl IntoView {
    let prices = prices();
    let checked = match prices.get(Item::ShardHours).map(|price| &price.origin) {
        Some(Origin::Shipped { checked, .. }) => format!("{} · prices of {checked}", prices.region.code()),
        _ => prices.region.code().to_owned(),
    };
    let costs = Memo::new(move |_| Costs::of(&simulator.view.with(|view| view.metered), &prices));
    let opened = RwSignal::new(false);
    let words = move || if opened.get() { "Hide the lines" } else { "Show every line" };
    view! {
        <section class="cost" aria-labelledby="cost-title">
            <header class="cost-head">
                <h2 id="cost-title">"What it costs"</h2>
                <p class="hint">{checked}</p>
                <button
                    type="button"
                    class="quiet"
                    aria-expanded=told(move || opened.get().to_string())
                    aria-controls="cost-modes"
                    on:click=move |_| opened.update(|opened| *opened = !*opened)
                >{told(words)}</button>
            </header>
            <div class="cost-modes" id="cost-modes">
                {Mode::ALL.map(|mode| view! { <ModeCost costs mode opened/> })}
            </div>
            {told(move || opened.get().then(|| view! { <Notes costs/> }.into_any()))}
        </section>
    }
    .into_any()
}

#[component]
fn ModeCost(costs: Memo<Costs>, mode: Mode, opened: RwSignal<bool>) -> impl IntoView {
    let so_far =
        move || costs.with(|costs| costs.so_far[mode as usize].total().map_or_else(unknown, Usd::accruing));
    let month =
        move || costs.with(|costs| costs.month[mode as usize].map_or_else(|| "–".to_owned(), Usd::about));
    let cheapest = Memo::new(move |_| costs.with(Costs::cheapest) == Some(mode));
    let id = format!("cost-{}", mode.name());
    let labelled = id.clone();
    view! {
        <div class="cost-mode" role="group" aria-labelledby=labelled data-cheapest=told(move || cheapest.get().then_some(""))>
            <h3 id=id>{mode.title()}</h3>
            <p class="cost-cheapest">{told(move || if cheapest.get() { "cheapest" } else { "" })}</p>
            <p class="cost-sum">{told(so_far)}<small>"so far"</small></p>
            <p class="cost-month"><b>{told(month)}</b>" a month at this pace"</p>
            {told(move || opened.get().then(|| view! { <Lines costs mode/> }.into_any()))}
        </div>
    }
    .into_any()
}

fn unknown() -> String {
    "not known".to_owned()
}

#[component]
fn Lines(costs: Memo<Costs>, mode: Mode) -> impl IntoView {
    let lines = move || {
        let lines = costs.with(|costs| costs.so_far[mode as usize].lines.clone());
        lines.iter().map(line).collect_view().into_any()
    };
    view! { <ul class="cost-lines">{told(lines)}</ul> }
}

/// Quantity × price = amount, with where the price is from.
fn line(line: &Line) -> AnyView {
    let price = line.price.as_ref();
    let each = price.map_or_else(unknown, |price| price.usd.price());
    let amount = line.usd.map_or_else(unknown, Usd::accruing);
    // What is documented needs no word.
    let documented =
        |origin: &Origin| matches!(origin, Origin::Shipped { confidence: Confidence::Documented, .. });
    let doubt = price.filter(|price| !documented(&price.origin)).map(confidence);
    view! {
        <li title=price.map(source)>
            <span>{line.item.title()}</span>
            <span class="cost-amount">{amount}</span>
            <span class="cost-working">{format!("{} × {each}", line.quantity_shown())}{doubt.map(|word| view! { <small>{word}</small> })}</span>
        </li>
    }
    .into_any()
}

#[component]
fn Notes(costs: Memo<Costs>) -> impl IntoView {
    let committed = BytesPerSecond(ADVANTAGE_COMMITMENT_BYTES_PER_SECOND);
    let minimum = format!(
        "On-demand Advantage bills at least {committed} in and {committed} out, and for {ADVANTAGE_COMMITMENT_HOURS} h: \
         this run uses less."
    );
    let below = Memo::new(move |_| costs.with(|costs| costs.below_commitment));
    view! {
        <div class="cost-notes">
            <p>"The run has the shards of its scenario. The on-demand bills are what the records that it accepted would cost there: on demand the shards come and go by themselves, so that more might be accepted."</p>
            <p>"Each record is rounded up on its own: to units of 25 KB, on demand to the next KB. Copies that retries store are billed like any record."</p>
            {told(move || below.get().then(|| view! { <p>{minimum.clone()}</p> }.into_any()))}
        </div>
    }
    .into_any()
}
