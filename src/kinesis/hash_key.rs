use std::{fmt, str::FromStr};

use md5::block_api;

/// A place in the hash space 0 … 2¹²⁸−1: the MD5 of a partition key's UTF-8 bytes, read big-endian
/// (facts H1, H3), or an `ExplicitHashKey`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct HashKey(pub u128);

impl HashKey {
    pub const MIN: HashKey = HashKey(0);
    pub const MAX: HashKey = HashKey(u128::MAX);

    /// The hash of a partition key's bytes.
    ///
    /// MD5's padding is laid out by hand and handed to the compression function: for the short keys of real
    /// streams that is one block, without the buffering a streaming hasher pays for.
    #[inline]
    pub fn of(key: &[u8]) -> HashKey {
        let mut state: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
        let (whole_blocks, tail) = key.as_chunks::<64>();
        if !whole_blocks.is_empty() {
            block_api::compress(&mut state, whole_blocks);
        }
        let mut last = [0_u8; 64];
        last[..tail.len()].copy_from_slice(tail);
        last[tail.len()] = 0x80;
        if tail.len() >= 56 {
            // No room for the length: it gets a block of its own.
            block_api::compress(&mut state, std::slice::from_ref(&last));
            last = [0; 64];
        }
        last[56..].copy_from_slice(&((key.len() as u64) << 3).to_le_bytes());
        block_api::compress(&mut state, std::slice::from_ref(&last));
        // MD5 prints its four words little-endian, one after another.
        let word = |i: usize| u128::from(state[i].swap_bytes());
        HashKey(word(0) << 96 | word(1) << 64 | word(2) << 32 | word(3))
    }

    /// The MD5 in hexadecimal, as every command-line tool prints it.
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }

    /// How far into the hash space this lies, in parts per million.
    pub fn place_ppm(self) -> u32 {
        (((self.0 >> 96) * 1_000_000) >> 32) as u32
    }
}

impl fmt::Display for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Why a text is no hash key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseHashKeyError {
    /// Not of AWS's pattern `0|([1-9]\d{0,38})`.
    Pattern,
    /// Above 2¹²⁸−1.
    OutOfRange,
}

impl fmt::Display for ParseHashKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pattern => "an ExplicitHashKey is a decimal number without sign or leading zeros",
            Self::OutOfRange => {
                "an ExplicitHashKey is at most 2^128-1 = 340282366920938463463374607431768211455"
            }
        })
    }
}

impl std::error::Error for ParseHashKeyError {}

impl FromStr for HashKey {
    type Err = ParseHashKeyError;

    /// AWS's pattern `0|([1-9]\d{0,38})`, and at most 2¹²⁸−1 (fact H2).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        let well_formed = text == "0"
            || (digits.len() <= 39
                && matches!(digits.first(), Some(b'1'..=b'9'))
                && digits.iter().all(u8::is_ascii_digit));
        if !well_formed {
            return Err(ParseHashKeyError::Pattern);
        }
        text.parse().map(HashKey).map_err(|_| ParseHashKeyError::OutOfRange)
    }
}

/// `[StartingHashKey, EndingHashKey]`, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashKeyRange {
    pub starting_hash_key: HashKey,
    pub ending_hash_key: HashKey,
}

impl HashKeyRange {
    pub fn contains(self, key: HashKey) -> bool {
        (self.starting_hash_key..=self.ending_hash_key).contains(&key)
    }

    /// The middle, where a split of an evenly loaded shard goes (AWS's usual choice, fact R1).
    pub fn middle(self) -> HashKey {
        let (start, end) = (self.starting_hash_key.0, self.ending_hash_key.0);
        HashKey(start + (end - start) / 2 + 1)
    }

    /// The whole space cut into `shard_count` ranges: each ⌊2¹²⁸ / N⌋ wide, the last one taking the remainder.
    /// AWS does not publish this; it is inferred from emulators and matches real streams (fact H5).
    ///
    /// # Panics
    /// If `shard_count` is 0: a stream has a shard.
    pub fn even(shard_count: u32) -> Vec<HashKeyRange> {
        assert!(shard_count > 0, "a stream has at least one shard");
        let n = u128::from(shard_count);
        // ⌊2¹²⁸ / n⌋ without a 129-bit number; for n = 1 the width is never added.
        let width = if n == 1 { 0 } else { u128::MAX / n + u128::from(u128::MAX % n == n - 1) };
        (0..n)
            .map(|i| HashKeyRange {
                starting_hash_key: HashKey(i * width),
                ending_hash_key: if i == n - 1 { HashKey::MAX } else { HashKey((i + 1) * width - 1) },
            })
            .collect()
    }
}
