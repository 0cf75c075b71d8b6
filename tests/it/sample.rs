use proptest::prelude::*;
use shardscope::sample::{Columns, Format, Guess, MAX_LINE, Parsed, Parser, Stop, sniff};

fn parse(format: Format, columns: &Columns, chunks: &[&[u8]]) -> Parsed {
    let mut parser = Parser::new(format, columns.clone());
    for chunk in chunks {
        parser.feed(chunk);
    }
    parser.finish()
}

/// One line for each record (`key size ms`), then one for each problem.
fn told(parsed: &Parsed) -> Vec<String> {
    let list = &parsed.list;
    let record = |(i, &id): (usize, &u32)| {
        let size = list.sizes().map_or(String::new(), |s| format!(" {} B", s[i]));
        let time = list.times().map_or(String::new(), |t| format!(" {} ms", t[i]));
        format!("{}{size}{time}", list.key(id))
    };
    let mut told: Vec<String> = list.order().iter().enumerate().map(record).collect();
    told.extend(parsed.problems.iter().map(ToString::to_string));
    told.extend(parsed.stop.iter().map(ToString::to_string));
    told
}

/// The whole text in one slice, and byte by byte.
fn check(format: Format, columns: &Columns, text: &[u8], expected: &[&str]) -> Parsed {
    let whole = parse(format, columns, &[text]);
    assert_eq!(told(&whole), expected, "{}", String::from_utf8_lossy(text));
    assert_eq!(parse(format, columns, &text.chunks(1).collect::<Vec<_>>()), whole, "cut into bytes");
    whole
}

fn lines(text: &[u8], expected: &[&str]) -> Parsed {
    check(Format::Lines, &Columns::default(), text, expected)
}

#[test]
fn lines_are_keys_as_they_stand() {
    let parsed = lines("a\r\nb c \n\n  \na\né".as_bytes(), &["a", "b c ", "a", "é"]);
    assert_eq!((parsed.lines, parsed.blank_lines, parsed.records), (6, 2, 4));
    assert_eq!(parsed.list.distinct(), 3);
    assert_eq!(parsed.list.counts(), [2, 1, 1]);
    assert_eq!((parsed.list.sizes(), parsed.list.times()), (None, None));
    lines("\u{feff}a\nb\n".as_bytes(), &["a", "b"]);
    lines("\u{feff}".as_bytes(), &[]);
    lines(b"", &[]);
    lines(b"x", &["x"]);
    lines(b"\xef\xbb", &["line 1: the text is not UTF-8: save the file as UTF-8"]);
}

#[test]
fn a_bad_line_does_not_stop_the_rest() {
    let long = format!("a\n{}\n{}\n\u{fffd}\n", "y".repeat(257), "é".repeat(256));
    let text = [long.as_bytes(), b"b\xffc\nd"].concat();
    lines(
        &text,
        &[
            "a",
            &"é".repeat(256),
            "\u{fffd}",
            "d",
            "line 2: the key is too long: a partition key has at most 256 characters, this one has 257",
            "line 5: the text is not UTF-8: save the file as UTF-8",
        ],
    );
}

#[test]
fn a_line_above_the_limit_is_skipped_and_one_at_the_limit_is_looked_at() {
    let too_long = "line 2: it is longer than 1 MiB, and was skipped";
    let at_limit =
        "line 2: the key is too long: a partition key has at most 256 characters, this one has 1048576";
    for (length, problem) in [(MAX_LINE, at_limit), (MAX_LINE + 1, too_long), (3 * MAX_LINE, too_long)] {
        for tail in ["\nb\n", ""] {
            let text = format!("a\n{}{tail}", "x".repeat(length));
            let kept: &[&str] = if tail.is_empty() { &["a", problem] } else { &["a", "b", problem] };
            for size in [usize::MAX, MAX_LINE, 65_536, 4_097] {
                let chunks: Vec<_> = text.as_bytes().chunks(size.min(text.len())).collect();
                assert_eq!(told(&parse(Format::Lines, &Columns::default(), &chunks)), kept);
            }
        }
    }
}

#[test]
fn what_is_no_text_is_named() {
    lines(b"\xff\xfea\0\n\0", &["this file is UTF-16: save it as UTF-8 and try again"]);
    lines(b"\x1f\x8b\x08\0rest", &["this file is compressed: unpack it and try again"]);
    lines(b"PK\x03\x04rest\n", &["this file is compressed: unpack it and try again"]);
}

#[test]
fn csv_rows_are_read_as_rfc_4180_says() {
    let all = Columns::key("card").size("bytes").time("at");
    check(
        Format::Csv,
        &all,
        b"\xef\xbb\xbf\"card\", bytes ,at\r\n\"a,1\",120,1777863721\r\n\"say \"\"hi\"\"\", 80 ,2026-05-04T03:02:01.500Z\n\"two\nlines\",0,1777863723\nlast,1,1777863724",
        &["a,1 120 B 0 ms", "say \"hi\" 80 B 500 ms", "two\nlines 0 B 2000 ms", "last 1 B 3000 ms"],
    );
    check(Format::Csv, &Columns::key("id"), b"n;id\n1;a,b\n\n2;c\n", &["a,b", "c"]);
    check(Format::Csv, &Columns::key("id"), b"\"a;b;c\",id\n1;,x\n", &["x"]);
    check(Format::Csv, &Columns::key("id"), b"n\tid\n1\tx;y\n", &["x;y"]);
    check(Format::Csv, &Columns::key("id"), b"id\n\"a\"\nb\n", &["a", "b"]);
    check(Format::Csv, &Columns::key("column 2"), b"n,\n1,a\n", &["a"]);
}

#[test]
fn csv_problems_name_their_line() {
    check(
        Format::Csv,
        &Columns::key("k").size("s").time("t"),
        b"k,s,t\na,1,0\nb,1\n\"c\nd\",x,0\n,1,0\ne,1,noon\nf,10485761,0\ng,,0\nh,1,1969-01-01\ni,1,0,9\n\"j\"j,1,0\nk,10485760,4294967.296\nl,10485760,4294967.295\n",
        &[
            "a 1 B 0 ms",
            "l 10485760 B 4294967295 ms",
            "line 3: it has 2 fields where the header has 3: quote fields that hold a separator",
            "line 4: the size “x” is not a whole number of bytes: write it like 512",
            "line 6: the key is empty: a partition key has at least one character",
            "line 7: the time “noon” is not understood: write it like 2026-05-04T03:02:01Z, or as seconds or \
             milliseconds since 1970",
            "line 8: the size of 10,485,761 bytes is above 10 MiB, the largest record Kinesis takes",
            "line 9: the size is missing: no value in “s”",
            "line 10: the time “1969-01-01” lies before 1970",
            "line 11: it has 4 fields where the header has 3: quote fields that hold a separator",
            "line 12: a quote (\") does not fit: a field is quoted as a whole, and a quote in it is written twice",
            "line 13: the time “4294967.296” is more than 49 days from other records: a list spans 49 days at most",
        ],
    );
}

#[test]
fn an_open_quote_costs_its_line_and_not_the_rest() {
    let problem = "line 3: a quote (\") does not fit: a field is quoted as a whole, and a quote in it is written \
                   twice";
    let parsed = check(Format::Csv, &Columns::key("k"), b"k\na\n\"b\nc\nd\n", &["a", "c", "d", problem]);
    assert_eq!(parsed.lines, 5);
    // The same where the rest is more than one row may be.
    let mut text = b"k\na\n\"b\n".to_vec();
    (0..300_000).for_each(|_| text.extend_from_slice(b"cccccc\n"));
    for size in [usize::MAX, 10_007] {
        let parsed =
            parse(Format::Csv, &Columns::key("k"), &text.chunks(size.min(text.len())).collect::<Vec<_>>());
        assert_eq!((parsed.records, parsed.problem_count, parsed.lines), (300_001, 1, 300_003));
        assert_eq!(parsed.problems[0].to_string(), problem);
    }
}

#[test]
fn a_csv_header_has_to_have_the_columns() {
    check(
        Format::Csv,
        &Columns::key("card"),
        b"a,b\n1,2\n",
        &["the header has no column “card” for the key: choose one of “a”, “b”"],
    );
    let parsed = parse(Format::Csv, &Columns::key("card"), &[b"\"a,b\n1,2"]);
    assert!(matches!(parsed.stop, Some(Stop::Header(_))), "{:?}", parsed.stop);
}

#[test]
fn ndjson_fields_are_picked_by_name_or_path() {
    check(
        Format::Ndjson,
        &Columns::key("user.id").size("n").time("at"),
        "{\"user\":{\"id\":\"é\\u0041\"},\"n\":5,\"at\":1777863721.5}\n\n{\"user.id\":7,\"n\":\"6\",\"at\":\"2026-05-04T03:02:02Z\",\"x\":[{}]}\r\n"
            .as_bytes(),
        &["éA 5 B 0 ms", "7 6 B 500 ms"],
    );
    check(
        Format::Ndjson,
        &Columns::key("k"),
        b"{\"k\":\"a\"}\n{\"k\":\n[1]\n{}\n{\"k\":null}\n{\"k\":1.5}\n{\"k\":\"\"}\n{\"k\":\"\xff\"}\n{\"k\":-3}",
        &[
            "a",
            "-3",
            "line 2: this is not JSON: write one object per line",
            "line 3: this is JSON, but not an object: write {…} on each line",
            "line 4: the key is missing: no value in “k”",
            "line 5: the key is missing: no value in “k”",
            "line 6: the key is neither text nor a whole number: choose another field",
            "line 7: the key is empty: a partition key has at least one character",
            "line 8: the text is not UTF-8: save the file as UTF-8",
        ],
    );
}

#[test]
fn records_are_put_in_the_order_of_their_times() {
    let columns = Columns::key("k").size("s").time("t");
    let mixed = parse(Format::Csv, &columns, &[b"k,s,t\nb,1,30\na,2,10\nb,3,20\nc,4,20\na,5,40\n"]);
    assert_eq!(
        told(&mixed),
        ["a 2 B 0 ms", "b 3 B 10000 ms", "c 4 B 10000 ms", "b 1 B 20000 ms", "a 5 B 30000 ms"]
    );
    assert_eq!(mixed.list.counts(), [2, 2, 1]);
    let sorted = parse(Format::Csv, &columns, &[b"k,s,t\na,2,10\nb,3,20\nc,4,20\nb,1,30\na,5,40\n"]);
    assert_eq!(mixed.list, sorted.list, "the same records make the same list");
    assert_eq!(mixed.list.fingerprint(), sorted.list.fingerprint());
}

#[test]
fn lists_with_the_same_letters_are_told_apart() {
    let fingerprint = |text: &[u8]| parse(Format::Lines, &Columns::default(), &[text]).list.fingerprint();
    assert_ne!(fingerprint(b"ab\nc"), fingerprint(b"a\nbc"));
    assert_ne!(fingerprint(b"a\nb"), fingerprint(b"b\na"));
    assert_ne!(fingerprint(b"a"), fingerprint(b"a\na"));
    assert_eq!(fingerprint(b"a\nb"), fingerprint(b"a\r\nb\r\n"));
}

#[test]
fn only_the_first_hundred_problems_are_kept_and_all_are_counted() {
    let parsed = parse(Format::Ndjson, &Columns::key("k"), &[&b"x\n".repeat(1_000)]);
    assert_eq!((parsed.problems.len(), parsed.problem_count, parsed.records), (100, 1_000, 0));
    assert_eq!(parsed.problems[99].line, 100);
}

#[test]
fn reading_ends_at_the_limits_and_keeps_what_it_has() {
    // 100 MB of lines of 10 bytes; the limit falls onto a line end, then into a line.
    for (shift, records) in [(&b""[..], 10_000_000), (b"abc\n", 10_000_000)] {
        let mut parser = Parser::new(Format::Lines, Columns::default());
        parser.feed(shift);
        let block = b"123456789\n".repeat(100_000);
        (0..100).for_each(|_| parser.feed(&block));
        assert!(shift.is_empty() == parser.wants_more());
        parser.feed(b"more\n");
        assert_eq!(parser.bytes(), 100_000_000);
        let parsed = parser.finish();
        assert_eq!((parsed.records, &parsed.stop), (records, &Some(Stop::Bytes)));
        assert!(
            (0..parsed.list.distinct() as u32).all(|id| ["abc", "123456789"].contains(&parsed.list.key(id)))
        );
    }
    let mut parser = Parser::new(Format::Lines, Columns::default());
    let block = b"a\n".repeat(1_000_000);
    (0..20).for_each(|_| parser.feed(&block));
    assert!(parser.wants_more());
    parser.feed(b"b\n");
    let parsed = parser.finish();
    assert_eq!((parsed.records, parsed.list.distinct(), &parsed.stop), (20_000_000, 1, &Some(Stop::Records)));
}

#[test]
fn many_distinct_keys_are_all_kept() {
    let keys: Vec<String> = (0..200_000).flat_map(|i| [i, i / 2]).map(|i| format!("key-{i}")).collect();
    let text = keys.join("\n");
    let parsed = parse(Format::Lines, &Columns::default(), &[text.as_bytes()]);
    assert_eq!((parsed.records, parsed.list.distinct()), (400_000, 200_000));
    assert!(told(&parsed) == keys, "the list gives back the text");
    // Key k stands there as itself once, and as the half of 2k and 2k + 1.
    let three = parsed.list.counts().iter().filter(|&&n| n == 3).count();
    assert_eq!(three, 100_000);
}

#[test]
fn formats_and_columns_are_guessed() {
    type Case<'a> = (&'a str, Format, &'a [&'a str], [Option<&'a str>; 3]);
    let table: &[Case<'_>] = &[
        ("", Format::Lines, &[], [None; 3]),
        ("alice\nbob\n", Format::Lines, &[], [None; 3]),
        ("1\n2\n3\n", Format::Lines, &[], [None; 3]),
        ("a,b\nc\nd\ne\n", Format::Lines, &[], [None; 3]),
        ("user_id\nalice\nbob\n", Format::Csv, &["user_id"], [Some("user_id"), None, None]),
        (
            "time,PartitionKey,Bytes\n1777863721,a,10\n1777863722,b,20\n",
            Format::Csv,
            &["time", "PartitionKey", "Bytes"],
            [Some("PartitionKey"), Some("Bytes"), Some("time")],
        ),
        (
            "\u{feff}when;id;size\nlunch;a;1.2 KB\n",
            Format::Csv,
            &["when", "id", "size"],
            [Some("id"), None, None],
        ),
        (
            "x\tcust_id\n1\ta\n2\tb\n3\tc\ncut off",
            Format::Csv,
            &["x", "cust_id"],
            [Some("cust_id"), None, None],
        ),
        (
            "{\"@timestamp\":\"2026-05-04T03:02:01Z\",\"user\":{\"id\":\"a\",\"tags\":[1]},\"length\":5}\n{\"user\":{\"name\":\"x\"}}\n{\"cut",
            Format::Ndjson,
            &["@timestamp", "length", "user.id", "user.name"],
            [Some("user.id"), Some("length"), Some("@timestamp")],
        ),
        ("{\"k\":\"a\"}", Format::Ndjson, &["k"], [Some("k"), None, None]),
        ("{broken\nlines\n", Format::Lines, &[], [None; 3]),
    ];
    for (text, format, columns, [key, size, time]) in table {
        let own = |name: Option<&str>| name.map(str::to_owned);
        let mut guess = sniff(text.as_bytes());
        guess.columns.sort_by_key(|c| columns.iter().position(|d| d == c));
        let columns = columns.iter().map(|&c| c.to_owned()).collect();
        let expected = Guess { format: *format, columns, key: own(*key), size: own(*size), time: own(*time) };
        assert_eq!(guess, expected, "{text}");
    }
}

const FORMATS: [Format; 3] = Format::ALL;

/// Bytes of which CSV, JSON and UTF-8 are made, so that chance hits their corners.
fn awkward_text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "é",
            "\u{feff}",
            "k",
            "a,1\n",
            "{\"k\":\"x\"}\n",
            "{\"k\":",
            "}",
            "k,s,t\n",
            "a,5,100\n",
            "\"q\nr\",6,200\n",
            " ",
            "1e9",
            "x,y,z\n",
        ])
        .prop_map(|s| s.as_bytes().to_vec()),
        any::<u8>().prop_map(|b| vec![b]),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn where_slices_are_cut_changes_nothing(
        body in awkward_text(),
        with_header: bool,
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let text = [if with_header { &b"k,s,t\n"[..] } else { b"" }, &body].concat();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
        cuts.extend([0, text.len()]);
        cuts.sort_unstable();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect();
        for format in FORMATS {
            for columns in [Columns::key("k"), Columns::key("k").size("s").time("t")] {
                let whole = parse(format, &columns, &[&text]);
                prop_assert_eq!(&parse(format, &columns, &chunks), &whole);
                if whole.stop.is_none() {
                    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
                    let unfinished = !text.is_empty() && !text.ends_with(b"\n");
                    let line_ends = text.split(|&b| b == b'\n').count() as u64 - 1;
                    let lines = line_ends + u64::from(unfinished);
                    prop_assert_eq!(whole.lines, lines);
                    let told = whole.records + whole.problem_count + whole.blank_lines;
                    // A CSV row may span lines, and the header is none of the three.
                    prop_assert!(told == lines || format == Format::Csv && told < lines, "{} of {}", told, lines);
                }
            }
        }
    }

    #[test]
    fn any_guess_can_be_parsed(text in awkward_text()) {
        let guess = sniff(&text);
        let parsed = parse(guess.format, &guess.chosen(), &[&text]);
        let no_column = matches!(parsed.stop, Some(Stop::NoColumn { .. } | Stop::Header(_)));
        prop_assert!(!no_column, "{:?} {:?}", guess, parsed.stop);
    }

    #[test]
    fn lines_come_back_as_they_were(keys in prop::collection::vec("[a-zé]{1,3}", 1..200)) {
        let text = keys.join("\n");
        let parsed = parse(Format::Lines, &Columns::default(), &[text.as_bytes()]);
        prop_assert_eq!(told(&parsed), keys);
    }
}
