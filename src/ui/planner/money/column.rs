//! One mode.

use crate::ui::parts::told;
use leptos::prelude::*;

use super::line::MoneyLine;
use crate::{
    aws::pricing::{Item, Mode, Origin},
    plan::{Bill, Plan, notes},
    ui::planner::Planner,
    units::Usd,
};

#[component]
pub fn Column(planner: Planner, mode: Mode) -> impl IntoView {
    let items =
        Memo::new(move |_| planner.plan.with(|plan| planner.prices.with(|_| items(planner, plan, mode))));
    let cheapest =
        Memo::new(move |_| planner.plan.with(|p| p.cheapest().is_some_and(|(best, _)| best == mode)));
    let title = move || planner.plan.with(|plan| title(plan, mode));
    let total = move || planner.plan.with(|plan| total(plan.bill(mode)));
    let words = move || planner.plan.with(|plan| words(plan, mode));
    let notes = move || {
        let notes = planner.plan.with(|plan| notes::notes(plan, mode));
        notes.into_iter().map(|note| view! { <p class="hint">{note}</p> }).collect_view().into_any()
    };
    view! {
        <section class="mode" data-cheapest=told(move || cheapest.get().then_some("")) aria-label=mode.title()>
            <h3>{told(title)}</h3>
            <p class="mode-total"><b>{told(total)}</b>" "<small>{told(words)}</small></p>
            <div class="mode-bar" aria-hidden="true">{told(move || planner.plan.with(|plan| bar(plan, mode)))}</div>
            <ul class="mode-lines">
                <For each=move || items.get() key=|item| *item as usize let:item>
                    <MoneyLine planner item/>
                </For>
            </ul>
            <div class="mode-notes">{told(notes)}</div>
        </section>
    }
    .into_any()
}

/// The lines of the bill, and those whose price is being typed, be it nothing.
fn items(planner: Planner, plan: &Plan, mode: Mode) -> Vec<Item> {
    let billed = |item: Item| plan.bill(mode).lines.iter().any(|line| line.item == item);
    let typed = |item: Item| {
        let is_typed =
            planner.prices.with(|sheet| sheet.get(item).is_some_and(|p| p.origin == Origin::Typed));
        is_typed && plan.usage.of(item) > 0
    };
    Item::lines().filter(|&item| item.mode() == mode && (billed(item) || typed(item))).collect()
}

fn title(plan: &Plan, mode: Mode) -> String {
    match mode {
        Mode::Provisioned => {
            format!("{}, {}", mode.title(), crate::plan::answer::shards(plan.sizing.total))
        }
        _ => mode.title().to_owned(),
    }
}

fn total(bill: &Bill) -> String {
    match bill.total() {
        Some(usd) => usd.about(),
        None if bill.known() == Usd::default() => "unknown".to_owned(),
        None => format!("> {}", bill.known().about()),
    }
}

/// What there is to say of the total.
fn words(plan: &Plan, mode: Mode) -> String {
    let bill = plan.bill(mode);
    let missing = bill.unknown().count();
    match (bill.total(), plan.cheapest()) {
        (None, _) if missing == 1 => "one price is not known".to_owned(),
        (None, _) => format!("{missing} prices are not known"),
        (Some(_), Some((best, _))) if best == mode => "cheapest".to_owned(),
        (Some(_), _) if mode == Mode::Provisioned && !plan.sizing.is_possible() => {
            "does not carry the keys".to_owned()
        }
        (Some(mine), Some((_, best))) if best > Usd::default() => times(mine, best),
        _ => String::new(),
    }
}

/// `3.5 × the cheapest`.
fn times(mine: Usd, best: Usd) -> String {
    let tenths = (mine.nanos() * 10 + best.nanos() / 2) / best.nanos();
    match tenths {
        ..=10 => "as much as the cheapest".to_owned(),
        11..100 => format!("{}.{} × the cheapest", tenths / 10, tenths % 10),
        _ => format!("{} × the cheapest", tenths / 10),
    }
}

/// Lines beside each other, on the scale of the dearest mode.
fn bar(plan: &Plan, mode: Mode) -> AnyView {
    let dearest = plan.bills.iter().map(|bill| bill.known().nanos()).max().unwrap_or(0).max(1);
    let part = |usd: Usd| (usd.nanos() as f64 / dearest as f64).to_string();
    let lines = plan.bill(mode).lines.iter().filter_map(|line| line.usd);
    lines.map(|usd| view! { <i style:--part=part(usd)></i> }).collect_view().into_any()
}
