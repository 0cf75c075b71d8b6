//! One line of a bill.

use crate::ui::parts::{sentence, told};
use leptos::prelude::*;

use crate::{
    aws::{
        Confidence,
        pricing::{Item, Measure, Origin, Price},
    },
    plan::Line,
    ui::planner::Planner,
    units::Usd,
};

#[component]
pub fn MoneyLine(planner: Planner, item: Item) -> impl IntoView {
    // Another one with each plan, so that all of a line's figures change at once.
    let line = Memo::new(move |_| {
        planner.plan.with(|plan| plan.bill(item.mode()).lines.iter().find(|line| line.item == item).cloned())
    });
    let asks = Memo::new(move |_| {
        planner.prices.with(|sheet| sheet.get(item).is_none_or(|price| price.origin == Origin::Typed))
    });
    let quantity = move || line.with(|line| line.as_ref().map(Line::quantity_shown).unwrap_or_default());
    let price = move || {
        if asks.get() {
            return view! { <PriceBlank planner item/> }.into_any();
        }
        let price =
            move || planner.prices.with(|sheet| sheet.get(item).map(|p| p.usd.price())).unwrap_or_default();
        let source = move || planner.prices.with(|sheet| sheet.get(item).map(source)).unwrap_or_default();
        let doubt = move || planner.prices.with(|sheet| sheet.get(item).and_then(doubt));
        view! {
            <span class="unit-price" title=told(source)>{told(price)}</span>
            {told(move || doubt().map(|word| view! { " "<span class="doubt">{word}</span> }.into_any()))}
        }
        .into_any()
    };
    let amount = move || {
        line.with(|line| match line.as_ref().map(|line| line.usd) {
            Some(Some(usd)) => usd.to_string(),
            Some(None) => "unknown".to_owned(),
            None => Usd::default().to_string(),
        })
    };
    view! {
        <li>
            <span class="line-title">{item.title()}</span>
            <span class="line-working">{told(quantity)}" × "{told(price)}</span>
            <span class="line-amount">{told(amount)}</span>
        </li>
    }
    .into_any()
}

/// Where a price comes from, in a line.
pub fn source(price: &Price) -> String {
    match &price.origin {
        Origin::Shipped { source, checked, confidence } => {
            format!("{source}; looked up on {checked}; {}", confidence.word())
        }
        Origin::PriceList { published } => format!("AWS price list, published {published}"),
        Origin::Typed => "typed in here".to_owned(),
    }
}

/// What has to be said of a price beside it.
fn doubt(price: &Price) -> Option<&'static str> {
    match price.origin {
        Origin::Shipped { confidence: Confidence::Documented, .. } => None,
        Origin::Shipped { confidence, .. } => Some(confidence.word()),
        Origin::PriceList { .. } => Some("from your price list"),
        Origin::Typed => Some("typed in"),
    }
}

/// What one price is for.
pub const fn per(item: Item) -> &'static str {
    match item.measure() {
        Measure::Hours => "an hour",
        Measure::MillionUnits => "a million units",
        Measure::Gb => "a GB",
        Measure::GbMonths => "a GB and month",
    }
}

/// A price that no source tells, to be typed in.
#[component]
fn PriceBlank(planner: Planner, item: Item) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<String>);
    let shown = move || {
        typed.get().unwrap_or_else(|| {
            planner.prices.with(|sheet| sheet.get(item).map(|p| p.usd.price())).unwrap_or_default()
        })
    };
    let take = move |text: String| {
        let read = if text.trim().is_empty() { Ok(None) } else { text.parse::<Usd>().map(Some) };
        match read {
            Ok(usd) => {
                refused.set(None);
                planner.set_price(item, usd);
            }
            Err(why) => refused.set(Some(why.to_string())),
        }
        typed.set(Some(text));
    };
    view! {
        <input
            type="text"
            class="blank price-blank"
            autocomplete="off"
            spellcheck="false"
            placeholder="price"
            aria-label=format!("{}, {}: price of {}", item.mode().title(), item.title(), per(item))
            title=format!("No source tells this price: type in what {} costs in US dollars", per(item))
            aria-invalid=told(move || refused.with(Option::is_some).then_some("true"))
            prop:value=told(shown)
            on:input:target=move |ev| take(ev.target().value())
            on:change=move |_| if refused.with_untracked(Option::is_none) { typed.set(None); }
        />
        {told(move || refused.get().map(|why| view! { <span class="field-error" role="alert">{sentence(&why)}</span> }.into_any()))}
    }
    .into_any()
}
