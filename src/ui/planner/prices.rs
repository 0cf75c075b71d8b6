//! Where the prices come from: each with its source, its day and how well it is known. Any can be typed in, or all be
//! read from AWS's price list.

mod from_list;

use crate::ui::parts::{sentence, told};
use leptos::prelude::*;

use super::{Planner, money};
use crate::{
    aws::{
        Confidence,
        pricing::{Item, Mode, Origin, Price, PriceSheet},
    },
    plan::origins,
    units::Usd,
    web,
};

#[component]
pub fn Prices(planner: Planner) -> impl IntoView {
    let open = RwSignal::new(false);
    let summary = move || planner.prices.with(|sheet| origins::summary(sheet, web::today()));
    let sources = Memo::new(move |_| planner.prices.with(origins::sources));
    let body = move || {
        open.get().then(|| {
            let modes = Mode::ALL.map(|mode| view! { <OfMode planner mode sources/> });
            view! {
                <from_list::FromList planner/>
                <div class="price-modes">{modes.into_iter().collect_view().into_any()}</div>
                <ol class="price-sources" aria-label="Sources">{told(move || sources.with(|all| all.iter().map(|source| view! { <li>{*source}</li> }).collect_view().into_any()))}</ol>
            }
            .into_any()
        })
    };
    view! {
        <section class="prices" id="prices" aria-labelledby="prices-title">
            <details class="fold" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary><h2 id="prices-title">"Where the prices come from"</h2></summary>
                <div class="prices-body">{told(body)}</div>
            </details>
            <p class="hint">{told(summary)}</p>
        </section>
    }
    .into_any()
}

#[component]
fn OfMode(planner: Planner, mode: Mode, sources: Memo<Vec<&'static str>>) -> impl IntoView {
    let items = Item::ALL.into_iter().filter(move |item| item.mode() == mode);
    let rows = items.map(|item| view! { <Row planner item sources/> }).collect_view().into_any();
    view! {
        <table class="price-table">
            <caption>{mode.title()}</caption>
            <thead class="visually-hidden">
                <tr><th scope="col">"Item"</th><th scope="col">"US dollars"</th><th scope="col">"Source"</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(planner: Planner, item: Item, sources: Memo<Vec<&'static str>>) -> impl IntoView {
    let price = Memo::new(move |_| planner.prices.with(|sheet| sheet.get(item).cloned()));
    let source = move || {
        price.with(|price| sources.with(|sources| origins::origin(price.as_ref(), sources, web::today())))
    };
    let doubted = move || price.with(|price| price.as_ref().is_none_or(is_doubted));
    let is_own =
        move || price.with(|p| p.as_ref().is_some_and(|p| !matches!(p.origin, Origin::Shipped { .. })));
    let typed = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<String>);
    let back = move |_| {
        typed.set(None);
        refused.set(None);
        planner.set_shipped(item);
    };
    view! {
        <tr>
            <th scope="row">{item.title()}</th>
            <td class="price-cell">
                <PriceField planner item typed refused/>
                " "<small>{money::per(item)}</small>
            </td>
            <td class="price-source">
                {told(move || refused.get().map(|why| view! { <p class="field-error" role="alert">{sentence(&why)}</p> }.into_any()))}
                <span data-doubted=told(move || doubted().then_some(""))>{told(source)}</span>
                {told(move || is_own().then(|| view! { " "<button type="button" class="quiet" on:click=back>"Undo"</button> }.into_any()))}
            </td>
        </tr>
    }
    .into_any()
}

/// Has it to be said that AWS does not document it?
fn is_doubted(price: &Price) -> bool {
    matches!(price.origin, Origin::Shipped { confidence, .. } if confidence != Confidence::Documented)
}

/// What is typed stays while it is typed; an emptied field is the shipped price again.
#[component]
fn PriceField(
    planner: Planner,
    item: Item,
    typed: RwSignal<Option<String>>,
    refused: RwSignal<Option<String>>,
) -> impl IntoView {
    let known = move || {
        planner.prices.with(|sheet| sheet.get(item).map(|price| price.usd.price())).unwrap_or_default()
    };
    let shown = move || typed.get().unwrap_or_else(known);
    let take = move |text: String| {
        if text.trim().is_empty() {
            refused.set(None);
            planner.set_shipped(item);
        } else {
            match text.parse::<Usd>() {
                Ok(usd) => {
                    refused.set(None);
                    planner.set_price(item, Some(usd));
                }
                Err(why) => refused.set(Some(why.to_string())),
            }
        }
        typed.set(Some(text));
    };
    let leave = move |_| {
        if refused.with_untracked(Option::is_none) {
            typed.set(None);
        }
    };
    view! {
        <input type="text" class="blank price-blank" autocomplete="off" spellcheck="false" placeholder="unknown"
            aria-label=format!("{}, {}: price of {}", item.mode().title(), item.title(), money::per(item))
            aria-invalid=told(move || refused.with(Option::is_some).then_some("true"))
            prop:value=told(shown)
            on:input:target=move |ev| take(ev.target().value())
            on:change=leave/>
    }
    .into_any()
}

impl Planner {
    /// The price that the page came with.
    fn set_shipped(self, item: Item) {
        let mut sheet = self.prices.get_untracked();
        let shipped = PriceSheet::shipped(sheet.region);
        sheet.set(item, shipped.get(item).cloned());
        self.set_prices(sheet);
    }
}
