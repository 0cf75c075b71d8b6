//! AWS's own price list, as its Price List Bulk API has it: the `index.json` of `AmazonKinesis`, for all Regions or
//! for one. The two have the same form:
//!
//! ```text
//! offerCode, publicationDate
//! products → SKU → attributes: regionCode, location, usagetype, operation …
//! terms → OnDemand → SKU → term → priceDimensions → rate: unit, beginRange, pricePerUnit → USD
//! ```

mod error;
mod known;
mod scan;

use std::collections::BTreeMap;

pub use error::PriceListError;
use scan::{Scanner, Stop};

use crate::{
    aws::{
        Region,
        pricing::{Item, MAX_PRICE, Origin, Price, PriceSheet},
    },
    units::{Bytes, Usd},
};

/// The longest file that is read, in bytes: several times what all Regions take.
pub const MAX_FILE: usize = 64 << 20;
/// Texts of a file that are shown.
const MAX_SHOWN: usize = 60;

const OFFER: &str = "AmazonKinesis";

/// The prices of one Region that a file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    pub region: Region,
    /// As it stands in the file.
    pub published: String,
    pub prices: Vec<(Item, Usd)>,
    /// What the file has no price of, or none that can be taken: these stay as they were.
    pub missing: Vec<Item>,
}

/// What is looked at of a product.
#[derive(Debug, Default)]
struct Product {
    region: String,
    location: String,
    usagetype: String,
    operation: String,
    advantage_operation: String,
}

/// What was found so far.
#[derive(Default)]
struct Found<'a> {
    offer: Option<String>,
    published: String,
    has_products: bool,
    is_index: bool,
    /// The list of Regions, and where in it the chosen one's file is.
    has_regions: bool,
    address: Option<String>,
    wanted: BTreeMap<String, Item>,
    /// The prices stand behind the products, but nobody promises that.
    terms: Option<Scanner<'a>>,
}

impl PriceList {
    /// # Errors
    /// When the file is not the price list of Kinesis Data Streams, not whole, or has nothing for the Region.
    pub fn read(text: &str, region: Region) -> Result<Self, PriceListError> {
        if text.len() > MAX_FILE {
            return Err(PriceListError::TooLarge(Bytes(text.len() as u64)));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(PriceListError::Empty);
        }
        let found = walk(text, region).map_err(PriceListError::of)?;
        let terms = found.terms(region)?;
        let mut prices = BTreeMap::new();
        if let Some(mut terms) = terms {
            read_terms(&mut terms, &found.wanted, &mut prices).map_err(PriceListError::of)?;
        }
        Self::new(region, found.published, prices)
    }

    fn new(
        region: Region,
        published: String,
        mut prices: BTreeMap<Item, Option<Usd>>,
    ) -> Result<Self, PriceListError> {
        if prices.values().all(Option::is_none) {
            return Err(PriceListError::NoPrices(region));
        }
        // On-demand Advantage has no charge by the hour (fact O7's source), and the list no line for it.
        if prices.contains_key(&Item::AdvantageDataIn) {
            prices.entry(Item::AdvantageStreamHours).or_insert(Some(Usd::default()));
        }
        let price = |item: Item| prices.get(&item).copied().flatten();
        let (known, missing): (Vec<Item>, Vec<Item>) =
            Item::ALL.into_iter().partition(|item| price(*item).is_some());
        let prices = known.into_iter().filter_map(|item| Some((item, price(item)?))).collect();
        Ok(Self { region, published, prices, missing })
    }

    /// Over the prices that are there. A sheet of another Region stays as it is.
    pub fn apply(&self, sheet: &mut PriceSheet) {
        if sheet.region != self.region {
            return;
        }
        for &(item, usd) in &self.prices {
            let origin = Origin::PriceList { published: self.published.clone() };
            sheet.set(item, Some(Price { usd, origin }));
        }
    }
}

impl PriceListError {
    fn of(stop: Stop) -> Self {
        match stop {
            Stop::Cut => Self::Cut,
            Stop::NotJson(byte) => Self::NotJson { byte },
        }
    }
}

impl<'a> Found<'a> {
    /// Where the prices stand, if it is the right file.
    fn terms(&self, region: Region) -> Result<Option<Scanner<'a>>, PriceListError> {
        match &self.offer {
            Some(offer) if offer != OFFER && self.has_products => {
                return Err(PriceListError::OtherService(offer.clone()));
            }
            _ => {}
        }
        if self.has_regions {
            return Err(PriceListError::RegionIndex { address: self.address.clone() });
        }
        if self.is_index {
            return Err(PriceListError::Index);
        }
        if self.offer.is_none() || !self.has_products {
            return Err(PriceListError::NotAPriceList);
        }
        if self.wanted.is_empty() {
            return Err(PriceListError::NoPrices(region));
        }
        Ok(self.terms)
    }
}

fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}

fn walk(text: &str, region: Region) -> Result<Found<'_>, Stop> {
    let mut found = Found::default();
    let mut scanner = Scanner::new(text);
    if scanner.is_object()? {
        scanner.object(&mut |scanner, name| {
            match name {
                "offerCode" => found.offer = scanner.text()?.map(|code| shown(&code)),
                "publicationDate" => {
                    found.published = scanner.text()?.map(|date| shown(&date)).unwrap_or_default();
                }
                "products" if scanner.is_object()? => {
                    found.has_products = true;
                    scanner
                        .object(&mut |scanner, sku| read_product(scanner, sku, region, &mut found.wanted))?;
                }
                "terms" => {
                    found.terms = Some(*scanner);
                    scanner.skip()?;
                }
                "regions" if scanner.is_object()? => {
                    found.has_regions = true;
                    found.address = read_regions(scanner, region)?;
                }
                "offers" | "versions" => {
                    found.is_index = true;
                    scanner.skip()?;
                }
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
    } else {
        scanner.skip()?;
    }
    scanner.end()?;
    Ok(found)
}

/// The address of the Region's own list.
fn read_regions(scanner: &mut Scanner, region: Region) -> Result<Option<String>, Stop> {
    let mut address = None;
    scanner.object(&mut |scanner, code| {
        if code != region.code() || !scanner.is_object()? {
            return scanner.skip();
        }
        scanner.object(&mut |scanner, name| {
            if name == "currentVersionUrl" {
                address = scanner.text()?.map(|text| text.chars().take(200).collect());
                return Ok(());
            }
            scanner.skip()
        })
    })?;
    Ok(address)
}

fn read_product(
    scanner: &mut Scanner,
    sku: &str,
    region: Region,
    wanted: &mut BTreeMap<String, Item>,
) -> Result<(), Stop> {
    let mut product = Product::default();
    each_object(scanner, &mut |scanner, name| {
        if name != "attributes" {
            return scanner.skip();
        }
        each_object(scanner, &mut |scanner, name| {
            let field = match name {
                "regionCode" => &mut product.region,
                "location" => &mut product.location,
                "usagetype" => &mut product.usagetype,
                "operation" => &mut product.operation,
                "kinesisAdvantageOperation" => &mut product.advantage_operation,
                _ => return scanner.skip(),
            };
            *field = scanner.text()?.unwrap_or_default().into_owned();
            Ok(())
        })
    })?;
    // Older files have only the place: "US East (N. Virginia)".
    let is_here = match product.region.as_str() {
        "" => product.location.ends_with(&format!("({})", region.place())),
        code => code == region.code(),
    };
    if let Some(item) = known::item(&product).filter(|_| is_here) {
        wanted.insert(sku.to_owned(), item);
    }
    Ok(())
}

/// The fields of an object; of anything else none.
fn each_object<'a>(
    scanner: &mut Scanner<'a>,
    each: &mut dyn FnMut(&mut Scanner<'a>, &str) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if scanner.is_object()? { scanner.object(each) } else { scanner.skip() }
}

/// A price that cannot be taken, or two that differ, is none.
fn read_terms(
    scanner: &mut Scanner,
    wanted: &BTreeMap<String, Item>,
    prices: &mut BTreeMap<Item, Option<Usd>>,
) -> Result<(), Stop> {
    each_object(scanner, &mut |scanner, kind| {
        if kind != "OnDemand" {
            return scanner.skip();
        }
        each_object(scanner, &mut |scanner, sku| {
            let Some(&item) = wanted.get(sku) else { return scanner.skip() };
            each_object(scanner, &mut |scanner, _| {
                let found = read_term(scanner, item)?;
                prices
                    .entry(item)
                    .and_modify(|price| *price = price.filter(|_| *price == found))
                    .or_insert(found);
                Ok(())
            })
        })
    })
}

/// The price of the first range.
fn read_term(scanner: &mut Scanner, item: Item) -> Result<Option<Usd>, Stop> {
    let mut price = None;
    each_object(scanner, &mut |scanner, name| {
        if name != "priceDimensions" {
            return scanner.skip();
        }
        each_object(scanner, &mut |scanner, _| {
            let rate = read_rate(scanner)?;
            if matches!(rate.from.as_str(), "" | "0") {
                price = known::power_of_ten(item, &rate.unit).and_then(|power| decimal(&rate.usd, power));
            }
            Ok(())
        })
    })?;
    Ok(price)
}

#[derive(Default)]
struct Rate {
    unit: String,
    from: String,
    usd: String,
}

fn read_rate(scanner: &mut Scanner) -> Result<Rate, Stop> {
    let mut rate = Rate::default();
    each_object(scanner, &mut |scanner, name| match name {
        "unit" => {
            rate.unit = scanner.text()?.unwrap_or_default().into_owned();
            Ok(())
        }
        "beginRange" => {
            rate.from = scanner.text()?.unwrap_or_default().into_owned();
            Ok(())
        }
        "pricePerUnit" => each_object(scanner, &mut |scanner, currency| {
            if currency != "USD" {
                return scanner.skip();
            }
            rate.usd = scanner.text()?.unwrap_or_default().into_owned();
            Ok(())
        }),
        _ => scanner.skip(),
    })?;
    Ok(rate)
}

/// `0.0000000215` × 10⁶ is $0.0215, without a float. Nothing where it is no plain number, is finer than a nanodollar,
/// or above [`MAX_PRICE`].
fn decimal(text: &str, power: u32) -> Option<Usd> {
    let (whole, frac) = text.split_once('.').unwrap_or((text, ""));
    let frac = frac.trim_end_matches('0');
    if whole.is_empty() || whole.len() + frac.len() > 30 {
        return None;
    }
    let mut digits: u128 = 0;
    for byte in whole.bytes().chain(frac.bytes()) {
        digits = digits * 10 + u128::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    let missing = (9 + power).checked_sub(frac.len() as u32)?;
    let usd = Usd::from_nanos(digits.checked_mul(10_u128.pow(missing))?);
    (usd <= MAX_PRICE).then_some(usd)
}
