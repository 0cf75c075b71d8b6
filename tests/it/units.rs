use std::{fmt::Display, str::FromStr};

use proptest::prelude::*;
use shardscope::units::{
    Bytes, Count, Hours, OneIn, Percent, RecordsPerSecond, Share, SimDuration, SimTime, Thousandths,
};

/// Reads `typed` and gives what is printed then, or the error's sentence.
fn shown<T: FromStr<Err: Display> + Display>(typed: &str) -> String {
    typed.parse::<T>().map_or_else(|why| format!("! {why}"), |value| value.to_string())
}

fn check<T: FromStr<Err: Display> + Display>(table: &[(&str, &str)]) {
    for (typed, expected) in table {
        assert_eq!(shown::<T>(typed), *expected, "typed: {typed:?}");
    }
}

#[test]
fn sizes_read_and_print() {
    check::<Bytes>(&[
        ("600", "600 B"),
        ("600 B", "600 B"),
        ("0", "0 B"),
        ("1023", "1023 B"),
        ("1.2 KiB", "1.2 KiB"),
        ("2k", "2 KiB"),
        ("1,024", "1 KiB"),
        ("1mib", "1 MiB"),
        ("10 MB", "10 MiB"),
        ("1.5g", "1.5 GiB"),
        ("", "! type a number, for example 600 B or 1.2 KiB"),
        ("many", "! this is not a number: write it like 600 B or 1.2 KiB"),
        ("-1", "! this is not a number: write it like 600 B or 1.2 KiB"),
        ("5 apples", "! the unit “apples” is not known here: write it like 600 B or 1.2 KiB"),
        ("99999999999999999999999 GiB", "! this number is too large to work with"),
    ]);
    // 1.2 · 1,024 = 1,228.8: whole bytes only.
    assert_eq!("1.2 KiB".parse(), Ok(Bytes(1_228)));
}

#[test]
fn rates_read_and_print() {
    check::<RecordsPerSecond>(&[
        ("8k", "8,000/s"),
        ("8k/s", "8,000/s"),
        ("8,000 records/s", "8,000/s"),
        ("250 rec/s", "250/s"),
        ("1.5M/s", "1,500,000/s"),
        ("0.5/s", "0.5/s"),
        ("0.0004", "0/s"),
        ("3 per hour", "! the unit “per hour” is not known here: write it like 8k/s or 250/s"),
        ("/s", "! this is not a number: write it like 8k/s or 250/s"),
    ]);
}

#[test]
fn spans_read_and_print() {
    check::<SimDuration>(&[
        ("90", "1 min 30 s"),
        ("250ms", "250 ms"),
        ("999 ms", "999 ms"),
        ("1000 ms", "1 s"),
        ("59.9", "59.9 s"),
        ("60", "1 min"),
        ("3599", "59 min 59 s"),
        ("3600", "1 h"),
        ("86399", "23 h 59 min"),
        ("24h", "1 d"),
        ("30 s", "30 s"),
        ("1.5 s", "1.5 s"),
        ("1h5m", "1 h 5 min"),
        ("1 h 5 min", "1 h 5 min"),
        ("2 days", "2 d"),
        ("7 d 3 h", "7 d 3 h"),
        ("1 min 5", "1 min 5 s"),
        ("", "! type a number, for example 30 s or 1 h 5 min"),
        ("5 lightyears", "! the unit “lightyears” is not known here: write it like 30 s or 1 h 5 min"),
        ("5 s !", "! this is not a number: write it like 30 s or 1 h 5 min"),
        ("9999999999999999999999 d", "! this number is too large to work with"),
    ]);
}

#[test]
fn counts_and_shares_read_and_print() {
    check::<Count>(&[
        ("1M", "1,000,000"),
        ("1,000,000", "1,000,000"),
        ("12", "12"),
        ("1.5k", "1,500"),
        ("12 x", "! the unit “x” is not known here: write it like 12 or 1M"),
    ]);
    check::<Share>(&[
        ("25 %", "25 %"),
        ("25", "25 %"),
        ("0.5%", "0.5 %"),
        ("100 percent", "100 %"),
        ("100.1 %", "! this number is too large to work with"),
    ]);
    assert_eq!(Share::of(1, 4), Share::from_percent(25));
    assert_eq!(Share::of(3, 0), Share::from_ppm(0));
    assert_eq!(Share::of(u64::MAX, 1), Share::ONE);
}

#[test]
fn moments_print() {
    let table = [
        (0, "00:00:00"),
        (999, "00:00:00"),
        (125_000, "00:02:05"),
        (86_399_000, "23:59:59"),
        (90_061_000, "1 d 01:01:01"),
    ];
    for (ms, expected) in table {
        assert_eq!(SimTime::from_millis(ms).to_string(), expected);
    }
}

/// What is on the screen can be typed back, and then shows the same.
fn reads_back<T: FromStr<Err: Display> + Display>(value: &T) {
    let printed = value.to_string();
    assert_eq!(shown::<T>(&printed), printed);
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same(n: u64, ppm in 0..=1_000_000_u32, bits in 0..64_u32) {
        let n = n >> bits;
        reads_back(&Bytes(n));
        reads_back(&RecordsPerSecond::from_milli(n));
        reads_back(&SimDuration::from_millis(n));
        reads_back(&Count(n));
        reads_back(&Share::from_ppm(ppm));
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in r"[0-9.,_ kKmMgGbBiIsShHdD/%\-é]{0,40}", any: String) {
        for text in [&text, &any] {
            for shown in [
                shown::<Bytes>(text),
                shown::<RecordsPerSecond>(text),
                shown::<SimDuration>(text),
                shown::<Count>(text),
                shown::<Share>(text),
            ] {
                prop_assert!(!shown.is_empty());
            }
        }
    }
}

#[test]
fn money_that_grows_keeps_about_as_many_digits() {
    let table = [
        (0, "$0.00000"),
        (50_000, "$0.00005"),
        (2_054_999, "$0.00205"),
        (999_995_000, "$1.00000"),
        (1_234_500_000, "$1.235"),
        (99_999_400_000, "$99.999"),
        (100_000_000_000, "$100.00"),
        (1_234_567_891_234, "$1,234.57"),
    ];
    for (nanos, expected) in table {
        assert_eq!(shardscope::units::Usd::from_nanos(nanos).accruing(), expected);
    }
}

#[test]
fn hours_read_and_print() {
    check::<Hours>(&[
        ("24", "24 h"),
        ("24h", "24 h"),
        ("1 d", "24 h"),
        ("7d", "7 d"),
        ("1 week", "7 d"),
        ("30", "30 h"),
        ("1 d 6 h", "30 h"),
        ("8760", "365 d"),
        ("0.5", "! these are more decimals than can be kept: write it like 24 h or 7 d"),
        ("90 min", "! these are more decimals than can be kept: write it like 24 h or 7 d"),
        ("7 moons", "! the unit “moons” is not known here: write it like 24 h or 7 d"),
        ("", "! type a number, for example 24 h or 7 d"),
        ("99999999999999999999", "! this number is too large to work with"),
    ]);
}

#[test]
fn once_in_so_many_reads_and_prints() {
    check::<OneIn>(&[
        ("1 of 1,000", "1 of 1,000"),
        ("1 in 1000", "1 of 1,000"),
        ("1/50000", "1 of 50,000"),
        ("1:20", "1 of 20"),
        ("1000", "1 of 1,000"),
        ("0.1 %", "1 of 1,000"),
        ("5%", "1 of 20"),
        ("0 %", "! the unit “%” is not known here: write it like 1 of 1,000"),
        ("2 of 1000", "! this is not a number: write it like 1 of 1,000"),
        ("1 of", "! type a number, for example 1 of 1,000"),
        ("1 of 5 apples", "! the unit “apples” is not known here: write it like 1 of 1,000"),
        ("often", "! this is not a number: write it like 1 of 1,000"),
    ]);
}

#[test]
fn percent_and_thousandths_read_and_print() {
    check::<Percent>(&[
        ("50", "50 %"),
        ("1,000 %", "1,000 %"),
        ("0", "0 %"),
        ("1.5", "! these are more decimals than can be kept: write it like 50 %"),
        ("5 kg", "! the unit “kg” is not known here: write it like 50 %"),
    ]);
    check::<Thousandths>(&[
        ("1", "1"),
        ("1.25", "1.25"),
        ("0.9999", "0.999"),
        ("5 %", "! the unit “%” is not known here: write it like 1.2"),
        ("9999999999", "! this number is too large to work with"),
    ]);
}
