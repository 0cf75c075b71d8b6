use std::{iter, str::FromStr};

use md5::{Digest, Md5};
use proptest::prelude::*;
use shardscope::kinesis::{
    HashKey, HashKeyRange, ParseHashKeyError, PartitionKey, PartitionKeyError, SequenceNumber, ShardId,
    ShardMap, SplitError,
};

/// The even ranges of N shards, worked out apart from this program: ⌊2¹²⁸ / N⌋ wide, the last one with the
/// remainder (fact H5).
const EVEN: &[(u32, &[(&str, &str)])] = &[
    (1, &[("0", "340282366920938463463374607431768211455")]),
    (
        2,
        &[
            ("0", "170141183460469231731687303715884105727"),
            ("170141183460469231731687303715884105728", "340282366920938463463374607431768211455"),
        ],
    ),
    (
        3,
        &[
            ("0", "113427455640312821154458202477256070484"),
            ("113427455640312821154458202477256070485", "226854911280625642308916404954512140969"),
            ("226854911280625642308916404954512140970", "340282366920938463463374607431768211455"),
        ],
    ),
    (
        4,
        &[
            ("0", "85070591730234615865843651857942052863"),
            ("85070591730234615865843651857942052864", "170141183460469231731687303715884105727"),
            ("170141183460469231731687303715884105728", "255211775190703847597530955573826158591"),
            ("255211775190703847597530955573826158592", "340282366920938463463374607431768211455"),
        ],
    ),
    (
        5,
        &[
            ("0", "68056473384187692692674921486353642290"),
            ("68056473384187692692674921486353642291", "136112946768375385385349842972707284581"),
            ("136112946768375385385349842972707284582", "204169420152563078078024764459060926872"),
            ("204169420152563078078024764459060926873", "272225893536750770770699685945414569163"),
            ("272225893536750770770699685945414569164", "340282366920938463463374607431768211455"),
        ],
    ),
    (
        7,
        &[
            ("0", "48611766702991209066196372490252601635"),
            ("48611766702991209066196372490252601636", "97223533405982418132392744980505203271"),
            ("97223533405982418132392744980505203272", "145835300108973627198589117470757804907"),
            ("145835300108973627198589117470757804908", "194447066811964836264785489961010406543"),
            ("194447066811964836264785489961010406544", "243058833514956045330981862451263008179"),
            ("243058833514956045330981862451263008180", "291670600217947254397178234941515609815"),
            ("291670600217947254397178234941515609816", "340282366920938463463374607431768211455"),
        ],
    ),
    (
        10,
        &[
            ("0", "34028236692093846346337460743176821144"),
            ("34028236692093846346337460743176821145", "68056473384187692692674921486353642289"),
            ("68056473384187692692674921486353642290", "102084710076281539039012382229530463434"),
            ("102084710076281539039012382229530463435", "136112946768375385385349842972707284579"),
            ("136112946768375385385349842972707284580", "170141183460469231731687303715884105724"),
            ("170141183460469231731687303715884105725", "204169420152563078078024764459060926869"),
            ("204169420152563078078024764459060926870", "238197656844656924424362225202237748014"),
            ("238197656844656924424362225202237748015", "272225893536750770770699685945414569159"),
            ("272225893536750770770699685945414569160", "306254130228844617117037146688591390304"),
            ("306254130228844617117037146688591390305", "340282366920938463463374607431768211455"),
        ],
    ),
];

fn key(decimal: &str) -> HashKey {
    decimal.parse().unwrap()
}

#[test]
fn even_ranges_are_those_of_aws() {
    for (n, expected) in EVEN {
        let expected: Vec<HashKeyRange> = expected
            .iter()
            .map(|(start, end)| HashKeyRange { starting_hash_key: key(start), ending_hash_key: key(end) })
            .collect();
        assert_eq!(HashKeyRange::even(*n), expected, "{n} shards");
    }
}

#[test]
fn keys_hash_as_published() {
    let table = [
        ("a", "16955237001963240173058271559858726497"),
        ("user-42", "157107139746365290205026809710278036035"),
        ("partitionKey-1", "159499196025307651934328298402289840726"),
        ("é", "136732923097551493579404309126273812335"),
    ];
    for (text, expected) in table {
        assert_eq!(PartitionKey::new(text).unwrap().hash_key().to_string(), expected, "{text}");
    }
    assert_eq!(HashKey::of(b"a").hex(), "0cc175b9c0f1b6a831c399e269772661");
}

#[test]
fn the_hash_is_plain_md5_at_every_length_around_its_blocks() {
    for length in 0..300 {
        let text: Vec<u8> = (0..length).map(|i| (i * 7 + length) as u8).collect();
        let digest: [u8; 16] = Md5::digest(&text).into();
        assert_eq!(HashKey::of(&text), HashKey(u128::from_be_bytes(digest)), "{length} bytes");
    }
}

#[test]
fn hash_keys_are_read_as_aws_reads_them() {
    use ParseHashKeyError::{OutOfRange, Pattern};
    let table = [
        ("0", Ok(HashKey::MIN)),
        ("340282366920938463463374607431768211455", Ok(HashKey::MAX)),
        ("340282366920938463463374607431768211456", Err(OutOfRange)),
        ("999999999999999999999999999999999999999", Err(OutOfRange)),
        ("1000000000000000000000000000000000000000", Err(Pattern)),
        ("", Err(Pattern)),
        ("00", Err(Pattern)),
        ("01", Err(Pattern)),
        ("-1", Err(Pattern)),
        ("+1", Err(Pattern)),
        (" 1", Err(Pattern)),
        ("0x1", Err(Pattern)),
        ("١", Err(Pattern)),
    ];
    for (text, expected) in table {
        assert_eq!(HashKey::from_str(text), expected, "{text:?}");
    }
}

#[test]
fn partition_keys_have_1_to_256_characters() {
    let table = [
        (String::new(), Err(PartitionKeyError::Empty)),
        ("x".repeat(256), Ok(())),
        ("é".repeat(256), Ok(())),
        ("x".repeat(257), Err(PartitionKeyError::TooLong { chars: 257 })),
        ("é".repeat(257), Err(PartitionKeyError::TooLong { chars: 257 })),
    ];
    for (text, expected) in table {
        assert_eq!(PartitionKey::check(&text), expected);
    }
}

#[test]
fn ids_print_and_read() {
    assert_eq!(ShardId(42).to_string(), "shardId-000000000042");
    assert_eq!("shardId-000000000042".parse(), Ok(ShardId(42)));
    for wrong in
        ["", "42", "shardId-42", "shardid-000000000042", "shardId-00000000004x", "shardId-999999999999"]
    {
        assert!(ShardId::from_str(wrong).unwrap_err().contains("write it like"), "{wrong}");
    }
    let first = SequenceNumber::new(ShardId(3), 9, 10).to_string();
    let second = SequenceNumber::new(ShardId(3), 10, 11).to_string();
    assert_eq!(first.len(), 56);
    assert!(first < second, "as text they sort as they were given");
}

#[test]
fn sequence_numbers_print_and_read() {
    let (second, serial, shard) = ("0000000000000000000009", "00000000000000000010", "000000000003");
    let text = format!("49{second}{serial}{shard}");
    let number = SequenceNumber::new(ShardId(3), 9, 10);
    assert_eq!(number.to_string(), text);
    assert_eq!(text.parse(), Ok(number));
    assert_eq!((number.shard(), number.second(), number.serial()), (ShardId(3), 9, 10));
    let too_much = [
        // One above the most that a second, a serial and a shard can be.
        format!("490018446744073709551616{serial}{shard}"),
        format!("49{second}18446744073709551616{shard}"),
        format!("49{second}{serial}004294967296"),
    ];
    let slips = [
        String::new(),
        "49".to_owned(),
        "0".repeat(56),
        format!("48{second}{serial}{shard}"),
        format!("{text}0"),
        text[..55].to_owned(),
        format!(" {}", &text[..55]),
        // What parsers of numbers would let through, and characters that are longer than one byte.
        format!("49+{}{serial}{shard}", &second[1..]),
        format!("49{second}{serial}-{}", &shard[1..]),
        format!("49{second}{serial}é{}", &shard[2..]),
        format!("49{second}{serial}00000000000a"),
    ];
    for wrong in slips.iter().chain(&too_much) {
        let told = SequenceNumber::from_str(wrong).unwrap_err();
        assert!(told.contains(wrong.as_str()) && told.contains("56 digits that begin with 49"), "{told}");
    }
    let long = SequenceNumber::from_str(&"é".repeat(1_000_000)).unwrap_err();
    assert!(long.chars().count() < 200, "{long}");
}

/// The open ranges, and that they tile 0 … 2¹²⁸−1.
fn assert_tiles(map: &ShardMap) {
    let mut next = Some(0_u128);
    for id in map.open() {
        let shard = map.shard(*id).unwrap();
        assert!(shard.open);
        let range = shard.hash_key_range;
        assert_eq!(Some(range.starting_hash_key.0), next, "no gap and no overlap before {id}");
        assert!(range.starting_hash_key <= range.ending_hash_key);
        next = range.ending_hash_key.0.checked_add(1);
    }
    assert_eq!(next, None, "the last range ends at 2^128-1");
    let open = map.all().iter().filter(|s| s.open).count();
    assert_eq!(open, map.open().len());
}

/// The open shards that contain a key, looked for one by one.
fn owners(map: &ShardMap, key: HashKey) -> Vec<ShardId> {
    let open = map.all().iter().filter(|s| s.open && s.hash_key_range.contains(key));
    open.map(|s| s.shard_id).collect()
}

/// Keys at which an off-by-one would show, and some others.
fn telling_keys(map: &ShardMap, others: &[u128]) -> Vec<HashKey> {
    let edges = map.open().iter().take(50).flat_map(|id| {
        let range = map.shard(*id).unwrap().hash_key_range;
        [range.starting_hash_key, range.middle(), range.ending_hash_key]
    });
    edges.chain(others.iter().copied().map(HashKey)).chain([HashKey::MIN, HashKey::MAX]).collect()
}

fn assert_each_key_has_one_shard(map: &ShardMap, others: &[u128]) {
    for key in telling_keys(map, others) {
        assert_eq!(owners(map, key), [map.route(key)], "{key}");
        assert_eq!(map.open()[map.position_of(key)], map.route(key));
    }
}

#[test]
fn the_widest_stream_tiles_and_routes() {
    let map = ShardMap::even(10_000);
    assert_tiles(&map);
    assert_each_key_has_one_shard(&map, &[]);
}

#[test]
fn a_split_needs_room_on_both_sides() {
    let mut map = ShardMap::even(2);
    let start = 1_u128 << 127;
    for refused in [0, start - 1, start, start + 1, u128::MAX] {
        let answer = map.split(ShardId(1), HashKey(refused));
        assert!(matches!(answer, Err(SplitError::OutOfRange { .. })), "{refused}: {answer:?}");
    }
    assert_eq!(map, ShardMap::even(2), "a refusal changes nothing");
    assert_eq!(map.split(ShardId(7), HashKey(5)), Err(SplitError::NoSuchShard(ShardId(7))));
    assert_eq!(map.split(ShardId(1), HashKey(start + 2)), Ok([ShardId(2), ShardId(3)]));
    assert_eq!(map.split(ShardId(1), HashKey(start + 9)), Err(SplitError::NotOpen(ShardId(1))));
    assert_eq!(map.split(ShardId(0), HashKey(start - 2)), Ok([ShardId(4), ShardId(5)]));
    assert_eq!(map.open(), [4, 5, 2, 3].map(ShardId));
    assert_eq!(map.shard(ShardId(5)).unwrap().parent_shard_id, Some(ShardId(0)));
    assert_tiles(&map);
}

proptest! {
    #[test]
    fn any_sequence_number_reads_back(shard: u32, second: u64, serial: u64) {
        let number = SequenceNumber::new(ShardId(shard), second, serial);
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }

    #[test]
    fn even_streams_tile_and_route(n in 1..=10_000_u32, others in proptest::collection::vec(any::<u128>(), 8)) {
        let map = ShardMap::even(n);
        assert_tiles(&map);
        assert_each_key_has_one_shard(&map, &others);
    }

    #[test]
    fn resharded_streams_tile_and_route(
        n in 1..=40_u32,
        steps in proptest::collection::vec((any::<u16>(), any::<u128>(), 0..20_u8), 0..60),
        others in proptest::collection::vec(any::<u128>(), 8),
    ) {
        let mut map = ShardMap::even(n);
        let mut given = map.all().len();
        for (which, at, kind) in steps {
            match kind {
                0 => map.reshape(u32::from(which) % 64 + 1),
                // Deep into one corner: many shards within one step of the index.
                1..10 => drop(map.split(map.route(HashKey(at >> 100)), HashKey(at >> 100))),
                _ => drop(map.split(map.route(HashKey(at)), HashKey(at))),
            }
            prop_assert!(map.all().len() >= given, "ids are never given twice");
            given = map.all().len();
        }
        assert_tiles(&map);
        let corner: Vec<u128> = others.iter().map(|k| k >> 100).chain(others.iter().copied()).collect();
        assert_each_key_has_one_shard(&map, &corner);
        prop_assert!(iter::zip(map.all(), 0..).all(|(shard, id)| shard.shard_id == ShardId(id)));
    }
}
