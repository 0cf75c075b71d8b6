//! Prices that are not the page's own.

use serde_json::Value;

use crate::{
    aws::pricing::{Item, MAX_PRICE, Mode, Origin, Price, PriceSheet},
    link::{
        LinkError,
        error::clip,
        fields::{self, Fields, Read},
        write::object,
    },
    units::Usd,
};

/// Of the date that a price list bears.
const MAX_PUBLISHED: usize = 40;

pub(super) fn write(prices: &PriceSheet) -> Value {
    Item::ALL.into_iter().filter_map(|item| Some((item, prices.get(item)?))).filter_map(price).collect()
}

fn price((item, price): (Item, &Price)) -> Option<Value> {
    let published = match &price.origin {
        Origin::Shipped { .. } => return None,
        Origin::PriceList { published } => Some(published.as_str()),
        Origin::Typed => None,
    };
    let mut value = object(&mut [
        ("mode", item.mode().name().into()),
        ("item", item.name().into()),
        ("usd", price.usd.exact().into()),
    ]);
    if let Some(published) = published {
        value["published"] = published.into();
    }
    Some(value)
}

/// Over those that are there.
pub(super) fn read(value: &Value, prices: &mut PriceSheet) -> Read<()> {
    for value in fields::items("prices", value)? {
        let fields = Fields::of("an element", value, &["mode", "item", "usd", "published"])?;
        let (mode, item) = (fields.text("mode")?, fields.text("item")?);
        let mode = Mode::ALL.into_iter().find(|known| known.name() == mode);
        let found = Item::ALL.into_iter().find(|known| Some(known.mode()) == mode && known.name() == item);
        let found =
            found.ok_or_else(|| LinkError::Field(format!("there is no price of “{}” there", clip(item))))?;
        let text = fields.text("usd")?;
        let usd: Usd = text.parse().map_err(|why| LinkError::Field(format!("“{}”: {why}", clip(text))))?;
        if usd > MAX_PRICE {
            return Err(LinkError::Field(format!("a price of {usd} is above {MAX_PRICE}")));
        }
        let origin = match fields.some("published") {
            Some(value) => {
                let published = fields::text("published", value)?.chars().take(MAX_PUBLISHED).collect();
                Origin::PriceList { published }
            }
            None => Origin::Typed,
        };
        prices.set(found, Some(Price { usd, origin }));
    }
    Ok(())
}
