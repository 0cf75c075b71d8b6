use serde_json::Value;

use super::{
    Columns, Format, MAX_LINE,
    csv::{Fields, header_names, separator_of},
    ndjson::{leaves, pick},
    split::Splitter,
    time,
};

/// How much of a text's beginning is worth giving to [`sniff`].
pub const SNIFF_BYTES: usize = 65_536;
/// Rows that are looked at.
const ROWS: usize = 20;
/// Columns that are offered.
const MAX_COLUMNS: usize = 100;
/// How deep into nested objects paths are offered.
const DEPTH: usize = 4;

/// What a text seems to be; a proposal that the user may change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guess {
    pub format: Format,
    /// What there is to choose from, in the order it stands; empty for [`Format::Lines`].
    pub columns: Vec<String>,
    pub key: Option<String>,
    pub size: Option<String>,
    pub time: Option<String>,
}

impl Guess {
    /// The proposals, as [`super::Parser::new`] takes them.
    pub fn chosen(&self) -> Columns {
        Columns {
            key: self.key.clone().unwrap_or_default(),
            size: self.size.clone(),
            time: self.time.clone(),
        }
    }
}

/// Names that a partition key's column goes by, the surest first; compared without case, `_`, `-`, blanks, `@`.
const KEY_NAMES: &[&str] = &[
    "partitionkey",
    "key",
    "shardkey",
    "messagekey",
    "routingkey",
    "userid",
    "user",
    "customerid",
    "customer",
    "deviceid",
    "device",
    "accountid",
    "account",
    "card",
    "cardhash",
    "sessionid",
    "session",
    "tenantid",
    "tenant",
    "orderid",
    "clientid",
    "username",
    "uid",
    "uuid",
    "id",
    "name",
];
const SIZE_NAMES: &[&str] = &[
    "size",
    "sizebytes",
    "sizeinbytes",
    "bytes",
    "length",
    "datalength",
    "datasize",
    "recordsize",
    "payloadsize",
    "contentlength",
    "len",
    "databytes",
    "bytessent",
];
const TIME_NAMES: &[&str] = &[
    "time",
    "timestamp",
    "ts",
    "approximatearrivaltimestamp",
    "eventtime",
    "datetime",
    "date",
    "createdat",
    "arrivaltime",
    "timems",
    "epoch",
    "epochms",
    "t",
];

/// Guesses from the first bytes of a text, best given as [`SNIFF_BYTES`]. A row that the cut leaves unfinished
/// is not looked at.
pub fn sniff(start: &[u8]) -> Guess {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = &start[..start.len().min(MAX_LINE)];
    ndjson(start).or_else(|| csv(start)).unwrap_or_default()
}

fn ndjson(start: &[u8]) -> Option<Guess> {
    let rows = rows(start, Splitter::lines());
    let objects: Vec<Value> = rows.iter().filter_map(|row| serde_json::from_slice(row).ok()).collect();
    // One bad line does not make it something else; a text of lines that happen to be numbers is no NDJSON.
    if !rows.first()?.starts_with(b"{") || objects.iter().filter(|o| o.is_object()).count() * 2 <= rows.len()
    {
        return None;
    }
    let mut columns = Vec::new();
    for object in &objects {
        leaves(object, DEPTH, "", &mut columns);
    }
    columns.truncate(MAX_COLUMNS);
    let values = |name: &str| {
        let texts = objects.iter().filter_map(|object| pick(object, name));
        texts.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
    };
    Some(propose(Format::Ndjson, columns, values))
}

fn csv(start: &[u8]) -> Option<Guess> {
    let rows = rows(start, Splitter::csv());
    let header = rows.first()?;
    let separator = separator_of(header);
    let columns = header_names(header, separator).ok()?;
    let table: Vec<Vec<String>> = rows[1..].iter().filter_map(|row| texts(row, separator)).collect();
    let alike = table.iter().filter(|row| row.len() == columns.len()).count();
    let is_table = match columns.len() {
        1 => rank(&columns[0], KEY_NAMES).is_some() && rows.len() > 1,
        _ => alike * 5 >= (rows.len() - 1) * 4,
    };
    let values = |name: &str| {
        let place = columns.iter().position(|c| c == name).unwrap_or(0);
        table.iter().filter_map(|row| row.get(place)).cloned().collect()
    };
    is_table.then(|| propose(Format::Csv, columns.iter().take(MAX_COLUMNS).cloned().collect(), values))
}

fn texts(row: &[u8], separator: u8) -> Option<Vec<String>> {
    Fields::new(row, separator).map(|field| Some(field.ok()?.text().ok()?.into_owned())).collect()
}

/// The first rows that are not blank. The last one counts only if its line end is there, or if it is the only
/// one.
fn rows(mut start: &[u8], mut splitter: Splitter) -> Vec<Vec<u8>> {
    let mut rows = Vec::new();
    let mut keep = |bytes: Option<&[u8]>| {
        rows.extend(bytes.filter(|row| !row.trim_ascii().is_empty()).map(<[u8]>::to_vec));
        rows.len()
    };
    let mut kept = 0;
    while kept < ROWS {
        let Some(row) = splitter.next(&mut start) else { break };
        kept = keep(row.bytes);
    }
    if kept < 2
        && let Some(row) = splitter.last()
    {
        keep(row.bytes);
    }
    rows
}

fn propose(format: Format, columns: Vec<String>, values: impl Fn(&str) -> Vec<String>) -> Guess {
    let fits = |name: &str, is_it: fn(&str) -> bool| {
        let values = values(name);
        values.iter().filter(|v| is_it(v)).count() * 5 >= values.len() * 4
    };
    let is_size = |v: &str| v.trim().parse::<u32>().is_ok();
    let is_time = |v: &str| time::parse(v).is_ok();
    let best = |names, ok: &dyn Fn(&String) -> bool| {
        let ranked = columns.iter().filter_map(|c| Some((rank(c, names)?, c)));
        ranked.filter(|(_, c)| ok(c)).min_by_key(|(rank, _)| *rank).map(|(_, c)| c.clone())
    };
    let size = best(SIZE_NAMES, &|c| fits(c, is_size));
    let time = best(TIME_NAMES, &|c| fits(c, is_time));
    let other = |c: &String| Some(c) != size.as_ref() && Some(c) != time.as_ref();
    let key = best(KEY_NAMES, &|_| true)
        .or_else(|| columns.iter().find(|c| other(c) && plain_name(c).ends_with("id")).cloned())
        .or_else(|| columns.iter().find(|c| other(c)).cloned())
        .or_else(|| columns.first().cloned());
    Guess { format, columns, key, size, time }
}

fn rank(column: &str, names: &[&str]) -> Option<usize> {
    let plain = plain_name(column);
    names.iter().position(|name| *name == plain)
}

/// The last part of a path, in small letters and digits.
fn plain_name(column: &str) -> String {
    let last = column.rsplit('.').next().unwrap_or(column);
    last.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}
