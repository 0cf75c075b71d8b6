//! A price list file, dropped or chosen.

use crate::ui::parts::{sentence, told};
use leptos::prelude::*;
use web_sys::File;

use crate::{
    aws::pricing::{Item, Origin, PriceSheet},
    plan::price_list::{MAX_FILE, PriceList, PriceListError},
    ui::planner::Planner,
    units::Bytes,
    web::files,
};

/// What became of the last file.
#[derive(Clone, PartialEq)]
enum Outcome {
    Nothing,
    Reading,
    Took { name: String, prices: usize, missing: Vec<Item> },
    Failed(String),
}

#[component]
pub fn FromList(planner: Planner) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Nothing);
    let over = RwSignal::new(false);
    // Counts files: what is read of an earlier one comes too late.
    let latest = StoredValue::new(0_u32);
    let take = move |file: File| {
        let mine = latest.try_update_value(|latest| {
            *latest += 1;
            *latest
        });
        outcome.set(Outcome::Reading);
        leptos::task::spawn_local(async move {
            let text = text_of(&file).await;
            if latest.try_get_value() == mine {
                outcome.try_set(apply(planner, &file.name(), text));
            }
        });
    };
    let choose = move |ev| {
        if let Some(file) = files::chosen(&ev) {
            take(file);
        }
    };
    let is_changed = move || planner.prices.with(is_changed);
    let reset = move |_| {
        outcome.set(Outcome::Nothing);
        planner.set_prices(PriceSheet::shipped(planner.prices.with_untracked(|sheet| sheet.region)));
    };
    view! {
        <div class="price-list own-source" data-over=told(move || over.get().then_some(""))
            on:dragover=move |ev| { ev.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=move |ev| { over.set(false); if let Some(file) = files::dropped(&ev) { take(file); } }>
            <p>"Drop AWS’s price list here, the "<code>"index.json"</code>" of "<code>"AmazonKinesis"</code>" for this Region or for all, and its prices are taken. It is read in this browser. Any price below can be typed in as well."</p>
            <div class="source-file">
                <label class="file-button plain">
                    <input type="file" class="visually-hidden" accept=".json,application/json" on:change=choose/>
                    "Choose a price list"
                </label>
                <button type="button" class="quiet" hidden=told(move || !is_changed()) on:click=reset>"Undo all changes of prices"</button>
            </div>
            {told(move || outcome.with(words))}
        </div>
    }
    .into_any()
}

fn is_changed(sheet: &PriceSheet) -> bool {
    let own = |item: Item| sheet.get(item).is_some_and(|p| !matches!(p.origin, Origin::Shipped { .. }));
    Item::ALL.into_iter().any(own)
}

/// # Errors
/// When the file is too large, or cannot be read any more.
async fn text_of(file: &File) -> Result<String, String> {
    let size = files::size(file);
    if size > MAX_FILE as u64 {
        return Err(PriceListError::TooLarge(Bytes(size)).to_string());
    }
    let bytes = files::read(file, 0, size).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// For the Region of now, which may be another than when the file was dropped.
fn apply(planner: Planner, name: &str, text: Result<String, String>) -> Outcome {
    let Some(mut sheet) = planner.prices.try_get_untracked() else { return Outcome::Nothing };
    let list = text.and_then(|text| PriceList::read(&text, sheet.region).map_err(|why| why.to_string()));
    match list {
        Ok(list) => {
            list.apply(&mut sheet);
            planner.set_prices(sheet);
            Outcome::Took { name: name.to_owned(), prices: list.prices.len(), missing: list.missing }
        }
        Err(why) => Outcome::Failed(why),
    }
}

fn words(outcome: &Outcome) -> AnyView {
    match outcome {
        Outcome::Nothing => ().into_any(),
        Outcome::Reading => view! { <p class="hint" role="status">"Reading…"</p> }.into_any(),
        Outcome::Failed(why) => view! { <p class="field-error" role="alert">{sentence(why)}</p> }.into_any(),
        Outcome::Took { name, prices, missing } => {
            let left = missing.iter().map(|item| format!("{}, {}", item.mode().title(), item.title()));
            let left = match missing.len() {
                0 => "It has all of them.".to_owned(),
                n => format!(
                    "{n} are not in it and stay as they were: {}.",
                    left.collect::<Vec<_>>().join("; ")
                ),
            };
            let taken =
                if *prices == 1 { "one price was".to_owned() } else { format!("{prices} prices were") };
            view! { <p class="hint" role="status">{format!("From {name}, {taken} taken. {left}")}</p> }
                .into_any()
        }
    }
}
