//! From key to shard: the MD5 of the key falls into one shard's range.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, right, wrong},
    see,
};
use crate::{
    kinesis::{HashKey, HashKeyRange, ShardId, ShardMap},
    quiz::question::See,
    sim::scenario::{Change, Keys, What},
    units::SimTime,
};

pub(super) const FAMILY: Family =
    Family { id: "G06", skill: "1.3.1", sources: &["H1", "H5", "R1", "R8"], draw };

/// What keys begin with.
const PREFIXES: [&str; 8] = ["user-", "order-", "card-", "device-", "tenant-", "meter-", "van-", "session-"];

fn key(draw: &mut Draw, prefix: &str) -> String {
    format!("{prefix}{}", draw.between(1, 999))
}

fn hash(key: &str) -> HashKey {
    HashKey::of(key.as_bytes())
}

/// The shard that has this place among the shards of an even stream.
fn shard(place: usize) -> String {
    ShardId(place as u32).to_string()
}

/// As `md5sum` prints it, the first digits apart.
fn hex(hash: HashKey) -> String {
    let hex = hash.hex();
    format!("{} {}", &hex[..8], &hex[8..])
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer if draw.is(40) => after_split(draw),
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

/// Where people put a key who do not look at the whole hash: by its number, by its turn, by the remainder, by its end.
fn places(key: &str, turn: usize, shards: usize) -> [usize; 4] {
    let number =
        key.bytes().filter(u8::is_ascii_digit).fold(0, |n, digit| n * 10 + usize::from(digit - b'0'));
    let hash = hash(key).0;
    let by_end = (hash % 256) as usize * shards / 256;
    [number % shards, turn % shards, (hash % shards as u128) as usize, by_end]
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(4, 8) as usize;
    let prefix = draw.pick(&PREFIXES);
    let keys: Vec<String> = (0..4).map(|_| key(draw, prefix)).collect();
    let turn = draw.between(0, 3) as usize;
    let asked = &keys[turn];
    let map = ShardMap::even(shards as u32);
    let place = map.position_of(hash(asked));
    let [by_number, by_turn, by_remainder, by_end] = places(asked, turn, shards);
    let offers = distinct(vec![
        right!(shard(place) =>
            "The hash begins with {}, and this shard's range holds it.", &hash(asked).hex()[..8]),
        wrong!("M311", shard(by_remainder) =>
            "You divided the hash by {shards} and took the remainder: shards own ranges of hash keys."),
        wrong!("M026", shard(by_number) =>
            "You divided the number in \"{asked}\" by {shards}: it is the MD5 of the whole key that counts."),
        wrong!("M312", shard(by_end) =>
            "You read the hash from its end: as a number, its first digits weigh most."),
        wrong!("M026", shard(by_turn) =>
            "You dealt the keys out in turn, \"{asked}\" as number {}: a key has the same shard at any time.", turn + 1),
    ])?;
    let open = draw.pick(&["A producer writes", "A test writes", "A gateway sends", "A colleague sends"]);
    Some(Drawing {
        stem: format!(
            "{open} one record for each of these keys, in this order, to a provisioned stream of {shards} shards \
             that was never resharded. The list shows the MD5 of each key and where each shard's range begins, in \
             hexadecimal. Which shard takes the record of **\"{asked}\"**?"
        ),
        exhibit: Some(exhibit(&keys, &HashKeyRange::even(shards as u32), 0)),
        offers,
        parameters: json!({"shards": shards, "key": asked}),
        answer: shard(place),
        formula: format!("MD5(\"{asked}\") = {}… → {}", &hash(asked).hex()[..8], shard(place)),
        see: Some(seen(shards, &keys, None)),
        ..told()
    })
}

/// As the list of keys, and of shards with these ranges, the first one having this number.
fn exhibit(keys: &[String], ranges: &[HashKeyRange], first: usize) -> (String, String) {
    let longest = keys.iter().map(String::len).max().unwrap_or(0);
    let mut lines: Vec<String> =
        keys.iter().map(|key| format!("{key:longest$}  {}", hex(hash(key)))).collect();
    lines.push(String::new());
    for (index, range) in ranges.iter().enumerate() {
        lines.push(format!("{} from {}", shard(first + index), hex(range.starting_hash_key)));
    }
    ("MD5 of the keys, and StartingHashKey of the shards".to_owned(), lines.join("\n"))
}

/// The first of four different texts.
fn distinct(offers: Vec<Offer>) -> Option<Vec<Offer>> {
    let four = super::offer::four(offers);
    (four.len() == 4).then_some(four)
}

const AFTER_SPLIT_OPENINGS: [&str; 4] = [
    "A hot shard was split",
    "A shard was split",
    "Before a sale one shard was split",
    "For more room one shard was split",
];

fn after_split(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(3, 6) as usize;
    let prefix = draw.pick(&PREFIXES);
    let keys: Vec<String> = (0..3).map(|_| key(draw, prefix)).collect();
    let asked = &keys[draw.between(0, 2) as usize];
    let mut map = ShardMap::even(shards as u32);
    let parent = map.position_of(hash(asked));
    let range = HashKeyRange::even(shards as u32)[parent];
    let children = map.split(ShardId(parent as u32), range.middle()).ok()?;
    let right = map.route(hash(asked));
    let sibling = if right == children[0] { children[1] } else { children[0] };
    let (side, other) = if right == children[0] { ("below", "above") } else { ("above", "below") };
    let [by_number, _, by_remainder, _] = places(asked, 0, shards);
    let offers = distinct(vec![
        right!(right.to_string() =>
            "The hash lies {side} the NewStartingHashKey, so in the {} child.", if side == "below" { "lower" } else { "upper" }),
        wrong!("M027", shard(parent) =>
            "You chose the parent: a split closes it, and it takes no more records."),
        wrong!("M314", sibling.to_string() =>
            "You chose the child with the hash keys {other} the cut; this hash lies {side} it."),
        wrong!("M311", shard(by_remainder) =>
            "You divided the hash by {shards}: shards own ranges, and a split divides one of them."),
        wrong!("M026", shard(by_number) =>
            "You divided the number in \"{asked}\" by {shards}: it is the MD5 of the whole key that counts."),
    ])?;
    let (caption, before) = exhibit(&keys, &HashKeyRange::even(shards as u32), 0);
    let cut = format!("SplitShard {} at {}", shard(parent), hex(range.middle()));
    let text = format!("{before}\n\n{cut}\n  lower child {}, upper child {}", children[0], children[1]);
    let open = draw.pick(&AFTER_SPLIT_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{open}, as the list shows, and the stream is ACTIVE again. It also shows the MD5 of three partition keys and where \
             the ranges of the {shards} shards began before the split, in hexadecimal. Which shard takes the \
             **next record of \"{asked}\"**?"
        ),
        exhibit: Some((caption, text)),
        offers,
        parameters: json!({"shards": shards, "key": asked, "split": parent}),
        answer: right.to_string(),
        formula: format!("MD5(\"{asked}\") = {}… → {right}", &hash(asked).hex()[..8]),
        see: Some(seen(shards, &keys, Some((parent, range.middle())))),
        ..told()
    })
}

const POSSIBLE_OPENINGS: [&str; 4] = [
    "A log shows a record on",
    "A consumer read a record from",
    "An alarm names a record on",
    "A worker stopped at a record of",
];

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(3, 8) as usize;
    let place = draw.between(0, shards as u64 - 1) as usize;
    let prefix = draw.pick(&PREFIXES);
    let map = ShardMap::even(shards as u32);
    let here = |key: &str| map.position_of(hash(key)) == place;
    // The right one first, then one for each wrong way to place it.
    let mut keys: Vec<String> = Vec::with_capacity(4);
    for way in [None, Some(2), Some(0), Some(3)] {
        let turn = keys.len();
        let fits = |key: &String| match way {
            None => here(key),
            Some(way) => !here(key) && places(key, turn, shards)[way] == place,
        };
        let key = (0..200).map(|_| key(draw, prefix)).find(fits)?;
        keys.push(key);
    }
    let starts = |index: usize| keys[index].clone();
    let offers = vec![
        right!(starts(0) =>
            "Its hash begins with {}, within the range of {}.", &hash(&keys[0]).hex()[..8], shard(place)),
        wrong!("M311", starts(1) =>
            "You divided its hash by {shards} and were left with {place}: it lies in the range of {}.", map.route(hash(&keys[1]))),
        wrong!("M026", starts(2) =>
            "You divided the number in the key by {shards} and were left with {place}: the hash lies in {}.", map.route(hash(&keys[2]))),
        wrong!("M312", starts(3) =>
            "You looked at the last digits of its hash: by the first ones it lies in {}.", map.route(hash(&keys[3]))),
    ];
    let mut listed = keys.clone();
    listed.sort();
    let open = draw.pick(&POSSIBLE_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{open} **{}** of a stream that has {shards} shards and was never resharded. The record has one of four partition \
             keys. The list shows the MD5 of each key and where each shard's range begins, in hexadecimal. Which key can it \
             have?",
            shard(place)
        ),
        exhibit: Some(exhibit(&listed, &HashKeyRange::even(shards as u32), 0)),
        answer: keys[0].clone(),
        parameters: json!({"shards": shards, "place": place, "options": keys}),
        formula: format!("MD5(\"{}\") = {}… → {}", keys[0], &hash(&keys[0]).hex()[..8], shard(place)),
        offers,
        see: Some(seen(shards, &keys, None)),
        ..told()
    })
}

/// A hash key that people write: four digits and zeros.
fn rounded(at: u128) -> HashKey {
    HashKey(at >> 112 << 112)
}

const FIX_OPENINGS: [&str; 4] = [
    "Two tenants fill one shard",
    "Two partition keys fill one shard",
    "Two keys have become busy, on one shard",
    "All throttling comes from two keys on one shard",
];

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let shards = draw.between(2, 8) as usize;
    let prefix = draw.pick(&PREFIXES);
    let mut keys = vec![key(draw, prefix), key(draw, prefix)];
    if hash(&keys[1]) < hash(&keys[0]) {
        keys.swap(0, 1);
    }
    let (low, high) = (hash(&keys[0]), hash(&keys[1]));
    let map = ShardMap::even(shards as u32);
    let place = map.position_of(low);
    let range = HashKeyRange::even(shards as u32)[place];
    let (start, end) = (range.starting_hash_key.0, range.ending_hash_key.0);
    // Of the range, each part wide enough to be seen.
    let wide = (end - start) / 24;
    let together = place == map.position_of(high)
        && low.0 - start > wide
        && high.0 - low.0 > wide
        && end - high.0 > wide;
    let middle = rounded(range.middle().0);
    let parts = |at: HashKey| low < at && at <= high;
    if !together || parts(middle) {
        return None;
    }
    let right = rounded(low.0 + (high.0 - low.0) / 2);
    // On the other side of both than the middle is.
    let aside = if middle <= low {
        rounded(high.0 + (end - high.0) / 2)
    } else {
        rounded(start + (low.0 - start) / 2)
    };
    let other = &HashKeyRange::even(shards as u32)[(place + 1) % shards];
    let outside = rounded(other.middle().0);
    let offers = fix_offers(&keys, middle <= low, [right, middle, aside, outside]);
    let answer = offers[0].text.clone();
    let open = draw.pick(&FIX_OPENINGS);
    Some(Drawing {
        stem: format!(
            "{open}, {}, of a stream of {shards}; either one alone would fit. The list shows their MD5 and where the shards' \
             ranges begin, in hexadecimal. The keys cannot be changed, so the shard is split. Which **NewStartingHashKey** puts the \
             two keys on different shards? (The call takes it as a decimal number.)",
            shard(place)
        ),
        exhibit: Some(exhibit(&keys, &HashKeyRange::even(shards as u32), 0)),
        parameters: json!({"shards": shards, "keys": keys, "options": offers.iter().map(|offer| Value::from(offer.text.replace(' ', ""))).collect::<Vec<_>>()}),
        offers,
        formula: format!("{}… < {}… ≤ {}…", &low.hex()[..8], &right.hex()[..8], &high.hex()[..8]),
        answer,
        see: Some(seen(shards, &keys, Some((place, right)))),
        ..told()
    })
}

/// Where the shard can be cut: the right place, the middle, beside both keys, and outside.
fn fix_offers(keys: &[String], is_below: bool, at: [HashKey; 4]) -> Vec<Offer> {
    let [right, middle, aside, outside] = at;
    let (where_middle, where_aside) = if is_below { ("below", "above") } else { ("above", "below") };
    vec![
        right!(hex(right) =>
            "\"{}\" lies below it and \"{}\" above: each gets a child of its own.", keys[0], keys[1]),
        wrong!("M314", hex(middle) =>
            "You cut the range in the middle: that is {where_middle} both hashes, so the two keys stay together."),
        wrong!("M314", hex(aside) =>
            "You cut {where_aside} both hashes: the two keys move to the same child."),
        wrong!("M315", hex(outside) =>
            "You cut in another shard's range: the call is refused, since the key has to lie inside this one's."),
    ]
}

/// The keys on the stream, and the split a minute later.
fn seen(shards: usize, keys: &[String], split: Option<(usize, HashKey)>) -> See {
    let named = see::writes("the keys", 400, 300, Keys::Names(keys.to_vec()));
    see::simulated_as(shards as u32, 3, vec![named], |scenario| {
        scenario.changes = split
            .map(|(place, new_starting_hash_key)| Change {
                at: SimTime::from_secs(90),
                what: What::SplitShard { shard: ShardId(place as u32), new_starting_hash_key },
            })
            .into_iter()
            .collect();
    })
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "The MD5 of a partition key, a 128-bit number, falls into the hash key range of exactly one open shard.",
        ),
        hint: "Compare the first digits of the hash with where the ranges begin.".to_owned(),
        ..Drawing::default()
    }
}
