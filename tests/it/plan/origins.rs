use shardscope::{
    aws::{
        Region,
        pricing::{Item, Origin, Price, PriceSheet},
    },
    plan::origins::{origin, sources, summary},
    units::{Day, Usd},
};

fn sheet(code: &str) -> PriceSheet {
    PriceSheet::shipped(Region::find(code).expect(code))
}

fn today(text: &str) -> Day {
    text.parse().expect(text)
}

#[test]
fn prices_say_how_many_are_known_how_well_and_how_old() {
    let mut own = sheet("us-east-1");
    let published = "2026-09-23T10:11:12Z".to_owned();
    own.set(
        Item::ShardHours,
        Some(Price { usd: Usd::from_dollars(1), origin: Origin::PriceList { published } }),
    );
    let typed = Some(Price { usd: Usd::from_dollars(1), origin: Origin::Typed });
    own.set(Item::AdvantageDataOut, typed);
    for (sheet, day, expected) in [
        (
            sheet("us-east-1"),
            "2026-11-25",
            "All 18 prices of us-east-1 are known, one of them not documented by AWS; the oldest is of 2026-11-24, 1 day ago.",
        ),
        // By a clock that is slow, no age is told.
        (
            sheet("us-east-1"),
            "2026-11-01",
            "All 18 prices of us-east-1 are known, one of them not documented by AWS; the oldest is of 2026-11-24.",
        ),
        (
            sheet("ap-northeast-1"),
            "2027-11-24",
            "7 of 18 prices of ap-northeast-1 are known, 4 of them not documented by AWS; the oldest is of 2026-11-24, 365 days ago.",
        ),
        (sheet("eu-west-1"), "2026-11-25", "No price is known for eu-west-1."),
        (
            own,
            "2026-11-25",
            "All 18 prices of us-east-1 are known; the oldest is of 2026-09-23, 63 days ago.",
        ),
    ] {
        assert_eq!(summary(&sheet, today(day)), expected);
    }
}

#[test]
fn each_price_says_where_it_is_from() {
    let sheet = sheet("us-east-1");
    let (sources, day) = (sources(&sheet), today("2026-11-26"));
    // The price list, and two posts of AWS's about On-demand Advantage.
    assert_eq!(sources.len(), 3);
    let of = |item| origin(sheet.get(item), &sources, day);
    assert_eq!(of(Item::ShardHours), "documented, source 1, read 2026-11-24, 2 days ago");
    assert_eq!(of(Item::AdvantageStreamHours), "documented, source 2, read 2026-11-24, 2 days ago");
    assert_eq!(of(Item::AdvantageDataOut), "inferred, source 2, read 2026-11-24, 2 days ago");
    assert_eq!(of(Item::AdvantageRetention), "documented, source 3, read 2026-11-24, 2 days ago");
    assert_eq!(origin(None, &sources, day), "no source tells it: type it in, or give a price list");
    let listed = |published: &str| {
        let origin = Origin::PriceList { published: published.to_owned() };
        Price { usd: Usd::default(), origin }
    };
    let told = |published| origin(Some(&listed(published)), &[], day);
    assert_eq!(told("2026-11-26T01:02:03Z"), "your price list, published 2026-11-26, today");
    assert_eq!(told("someday"), "your price list, published someday");
    assert_eq!(told(""), "your price list");
}
