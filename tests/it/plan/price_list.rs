use proptest::prelude::*;
use shardscope::{
    aws::{
        Region,
        pricing::{Item, Origin, PriceSheet},
    },
    plan::price_list::{MAX_FILE, PriceList, PriceListError},
    units::Usd,
};

/// In the form of AWS's file; the prices of eu-west-1 are made up.
const FILE: &str = include_str!("price_list.json");

fn region(code: &str) -> Region {
    Region::find(code).expect(code)
}

fn read(text: &str) -> Result<PriceList, PriceListError> {
    PriceList::read(text, Region::US_EAST_1)
}

fn usd(text: &str) -> Usd {
    text.parse().expect(text)
}

#[test]
fn the_list_of_n_virginia_says_what_is_shipped() {
    let list = read(FILE).unwrap();
    assert_eq!(list.published, "2026-09-23T10:11:12Z");
    assert_eq!(list.missing, []);
    let shipped = PriceSheet::shipped(Region::US_EAST_1);
    let mut sheet = shipped.clone();
    list.apply(&mut sheet);
    for item in Item::ALL {
        let (before, after) = (shipped.get(item).unwrap(), sheet.get(item).unwrap());
        assert_eq!(after.usd, before.usd, "{item:?}");
        assert_eq!(after.origin, Origin::PriceList { published: list.published.clone() });
    }
}

#[test]
fn each_price_of_ireland_is_the_one_that_stands_there() {
    let list = PriceList::read(FILE, region("eu-west-1")).unwrap();
    // Times a million, where units are counted: 0.0000000165 is $0.0165 for a million.
    let expected = [
        (Item::ShardHours, "0.0171"),
        (Item::PutPayloadUnits, "0.0165"),
        (Item::ConsumerShardHours, "0.017"),
        (Item::FanOutRetrieval, "0.015"),
        (Item::ExtendedRetention, "0.022"),
        (Item::LongTermRetention, "0.0246"),
        (Item::LongTermRetrieval, "0.023"),
        (Item::StandardStreamHours, "0.044"),
        (Item::StandardDataIn, "0.09"),
        (Item::StandardDataOut, "0.045"),
        (Item::StandardFanOutDataOut, "0.056"),
        (Item::StandardExtendedRetention, "0.11"),
        (Item::StandardLongTermRetention, "0.0246"),
    ];
    assert_eq!(list.prices, expected.map(|(item, text)| (item, usd(text))));
    // It has no line of On-demand Advantage: those stay as they were, and are named.
    assert_eq!(list.missing.len(), 5);
    let mut sheet = PriceSheet::shipped(region("eu-west-1"));
    list.apply(&mut sheet);
    assert_eq!(sheet.get(Item::AdvantageDataIn), None);
    assert_eq!(sheet.get(Item::ShardHours).unwrap().usd, usd("0.0171"));
}

#[test]
fn what_a_list_does_not_have_stays_as_it_was() {
    let list = PriceList::read(FILE, region("ap-northeast-1")).unwrap();
    // No stream hours are charged where Advantage has a price.
    let expected = [
        (Item::PutPayloadUnits, "0.0215"),
        (Item::AdvantageStreamHours, "0"),
        (Item::AdvantageDataIn, "0.0416"),
        (Item::AdvantageDataOut, "0.0208"),
    ];
    assert_eq!(list.prices, expected.map(|(item, text)| (item, usd(text))));
    assert_eq!(list.missing.len(), 14);
    let mut sheet = PriceSheet::shipped(region("ap-northeast-1"));
    let before = sheet.get(Item::ShardHours).cloned();
    list.apply(&mut sheet);
    assert_eq!(sheet.get(Item::ShardHours).cloned(), before);
    let mut other = PriceSheet::shipped(Region::US_EAST_1);
    list.apply(&mut other);
    assert_eq!(other, PriceSheet::shipped(Region::US_EAST_1));
}

/// The file with one thing exchanged.
fn with(from: &str, to: &str) -> String {
    assert!(FILE.contains(from), "{from}");
    FILE.replacen(from, to, 1)
}

#[test]
fn a_price_that_cannot_be_taken_is_named_and_left() {
    let hours = |text: &str| {
        let list = read(text).unwrap();
        list.prices.iter().find(|(item, _)| *item == Item::ShardHours).map(|(_, usd)| *usd)
    };
    // The first two prices of the file are those of shard hours and PUT payload units.
    assert_eq!(hours(FILE), Some(usd("0.015")));
    assert_eq!(hours(&with("\"USD\" : \"0.0150000000\"", "\"CNY\" : \"0.0150000000\"")), None);
    assert_eq!(hours(&with("\"USD\" : \"0.0150000000\"", "\"USD\" : \"1.5e-2\"")), None);
    assert_eq!(hours(&with("\"USD\" : \"0.0150000000\"", "\"USD\" : \"-0.015\"")), None);
    assert_eq!(hours(&with("\"USD\" : \"0.0150000000\"", "\"USD\" : \"0.0000000001\"")), None);
    assert_eq!(hours(&with("\"USD\" : \"0.0150000000\"", "\"USD\" : \"10000.01\"")), None);
    assert_eq!(hours(&with("\"USD\" : \"0.0150000000\"", "\"USD\" : 0.015")), None);
    assert_eq!(hours(&with("\"unit\" : \"ShardHour\"", "\"unit\" : \"Shard-Day\"")), None);
    assert_eq!(
        hours(&with("\"usagetype\" : \"Storage-ShardHour\"", "\"usagetype\" : \"USE1-Storage-ShardHour\"")),
        Some(usd("0.015"))
    );
    assert_eq!(
        hours(&with("\"usagetype\" : \"Storage-ShardHour\"", "\"usagetype\" : \"Cold-Storage-ShardHour\"")),
        None
    );
    // A second product of the same kind with another price: which one it is nobody knows.
    let twice = with("\"usagetype\" : \"Extended-ShardHour\"", "\"usagetype\" : \"Storage-ShardHour\"");
    assert_eq!(hours(&twice), None);
    assert!(read(&twice).unwrap().missing.contains(&Item::ShardHours));
    // Ten decimals of a unit are a hundred-thousandth of a nanodollar of a million: all digits are kept.
    let units = read(&with("\"USD\" : \"0.0000000140\"", "\"USD\" : \"0.000000014000123\"")).unwrap();
    assert!(units.prices.contains(&(Item::PutPayloadUnits, usd("0.014000123"))));
}

#[test]
fn prices_may_stand_before_the_products() {
    let (before, products) = FILE.split_once("\"products\" :").unwrap();
    let (products, terms) = products.split_once("\"terms\" :").unwrap();
    let (terms, _) = terms.split_once("\"attributesList\"").unwrap();
    let turned =
        format!("{before}\"terms\" :{terms}\"products\" :{}}}", products.trim_end().trim_end_matches(','));
    assert_eq!(read(&turned), read(FILE));
}

#[test]
fn other_files_say_what_to_do() {
    let json = "give the index.json of AmazonKinesis";
    let index = r#"{"formatVersion":"v1.0","publicationDate":"2026-09-23T10:11:12Z","regions":{"us-east-1":{"regionCode":
        "us-east-1","currentVersionUrl":"/offers/v1.0/aws/AmazonKinesis/20260923101112/us-east-1/index.json"}}}"#;
    let table = [
        (" \n".to_owned(), format!("this file is empty: {json}")),
        (FILE[..FILE.len() / 2].to_owned(), "this file ends in the middle: download it again to the end".to_owned()),
        (
            "\"FormatVersion\",\"v1.0\"\n".to_owned(),
            format!("this is not JSON, from byte 15 on: {json}, not index.csv"),
        ),
        ("<html>".to_owned(), format!("this is not JSON, from byte 0 on: {json}, not index.csv")),
        ("[]".to_owned(), format!("this is JSON, but not an AWS price list: {json}")),
        ("{\"a\": 1}".to_owned(), format!("this is JSON, but not an AWS price list: {json}")),
        (
            with("\"offerCode\" : \"AmazonKinesis\"", "\"offerCode\" : \"AmazonEC2\""),
            format!("this is the price list of AmazonEC2: {json}"),
        ),
        (
            index.to_owned(),
            "this is the index of Regions, which has no prices: give the file at https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonKinesis/20260923101112/us-east-1/index.json".to_owned(),
        ),
        (
            index.replace("us-east-1\":", "eu-west-1\":"),
            "this is an index of Regions, and the chosen one is not in it: choose another Region".to_owned(),
        ),
        (
            r#"{"offerCode":"AmazonKinesis","currentVersion":"2026","versions":{}}"#.to_owned(),
            format!("this is an index, which has no prices: {json} that it names"),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(read(&text).expect_err(&text).to_string(), expected);
    }
    let elsewhere = PriceList::read(FILE, region("sa-east-1")).expect_err("not there").to_string();
    assert_eq!(
        elsewhere,
        "there are no prices of Kinesis Data Streams for sa-east-1 in this list: choose the Region it is of, or give its file"
    );
    let large = " ".repeat(MAX_FILE + 1);
    assert_eq!(
        read(&large).expect_err("too large").to_string(),
        format!("this file has 64 MiB, and 64 MiB is the most that is read: {json} for one Region")
    );
    let deep = "[".repeat(1_000_000);
    assert_eq!(read(&deep), Err(PriceListError::NotJson { byte: 33 }));
}

#[test]
fn every_cut_of_a_list_is_known_as_one() {
    for end in (1..FILE.trim_end().len()).step_by(97) {
        assert_eq!(read(&FILE[..end]), Err(PriceListError::Cut), "{end}");
    }
}

proptest! {
    #[test]
    fn no_damage_does_any(place: prop::sample::Index, put in "[\\PC\"{}\\[\\]:,0-9\\\\]{0,4}", cut in 0..40_usize) {
        let at = place.index(FILE.len());
        let rest = FILE.get(at + cut..).unwrap_or_default();
        if let Ok(list) = read(&[&FILE[..at], &put, rest].concat()) {
            prop_assert_eq!(list.prices.len() + list.missing.len(), Item::ALL.len());
        }
    }
}
