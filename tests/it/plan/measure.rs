//! Keys and sizes of pasted records, as the planner takes them.

use shardscope::{
    plan::SizeSample,
    sample::{Columns, Format, Parsed, Parser},
};

fn parsed(format: Format, columns: Columns, text: &str) -> Parsed {
    let mut parser = Parser::new(format, columns);
    for byte in text.as_bytes() {
        parser.feed(&[*byte]);
    }
    parser.finish()
}

fn of(sizes: &[u64]) -> SizeSample {
    let mut sample = SizeSample::default();
    for size in sizes {
        sample.add(*size);
    }
    sample
}

#[test]
fn a_size_column_counts_with_the_key() {
    let text = "card,bytes\nab,100\ncde,30000\nab,1\n,5\n";
    let parsed = parsed(Format::Csv, Columns::key("card").size("bytes"), text);
    // Two, three and two bytes of key; the row without a key is left out.
    assert_eq!(parsed.size_sample(), of(&[102, 30_003, 3]));
}

#[test]
fn without_one_each_row_is_a_record() {
    let text = "{\"k\":\"ab\",\"n\":1}\r\n\n{\"k\":\"c\"}\nnot json\n{\"k\":\"ab\"}";
    let parsed = parsed(Format::Ndjson, Columns::key("k"), text);
    // 16 + 2, 9 + 1 and 10 + 2: the row is the data, and the key goes with it.
    assert_eq!(parsed.size_sample(), of(&[18, 10, 12]));
    let lines = self::parsed(Format::Lines, Columns::default(), "hello\nworld, again\n\n");
    assert_eq!(lines.size_sample(), of(&[5, 12]));
}

#[test]
fn keys_are_counted_by_how_often_they_come() {
    let parsed = parsed(Format::Lines, Columns::default(), "a\nb\na\na\nc\n");
    let keys = parsed.own_keys().expect("there are few");
    assert_eq!((keys.records(), keys.distinct()), (5, 3));
    assert_eq!(keys.named()[0], ("a".to_owned(), 3));
    // One shard holds them all.
    assert_eq!(keys.on_fullest(1), 5);
}
