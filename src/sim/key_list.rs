mod index;

use std::fmt;

use self::index::KeyIndex;
use super::fingerprint::Fingerprint;
use crate::units::{Bytes, SimDuration};

/// A user's own records: which key each one had, in order, and perhaps its size and time.
///
/// Distinct keys are kept once, a record is a number. In the worst case, where each of n records has a key of
/// its own, a list takes 12 n bytes and the text; while it is built, up to 20 n more.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyList {
    name: String,
    text: String,
    /// End of each distinct key in `text`.
    ends: Vec<u32>,
    /// The distinct key of each record, in order.
    order: Vec<u32>,
    /// How often each distinct key stands in `order`.
    counts: Vec<u32>,
    sizes: Option<Vec<u32>>,
    /// Milliseconds since the first record, rising.
    times: Option<Vec<u32>>,
    fingerprint: u64,
    /// Worked out once: settings are checked at every turn of a knob.
    longest_bytes: u64,
    longest_chars: usize,
    largest: Option<Bytes>,
}

impl KeyList {
    pub fn name(&self) -> &str {
        &self.name
    }
    pub fn records(&self) -> usize {
        self.order.len()
    }
    pub fn distinct(&self) -> usize {
        self.ends.len()
    }
    /// The text of distinct key `id`.
    pub fn key(&self, id: u32) -> &str {
        key_at(&self.text, &self.ends, id)
    }
    /// The distinct key of each record, in order.
    pub fn order(&self) -> &[u32] {
        &self.order
    }
    /// How often each distinct key stands in the list.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }
    /// Bytes of data per record, where the list has a size column.
    pub fn sizes(&self) -> Option<&[u32]> {
        self.sizes.as_deref()
    }
    /// Milliseconds since the first record, rising, where the list has a time column.
    pub fn times(&self) -> Option<&[u32]> {
        self.times.as_deref()
    }
    pub fn span(&self) -> Option<SimDuration> {
        let last = self.times()?.last()?;
        Some(SimDuration::from_millis(u64::from(*last)))
    }
    /// The largest record's data, where the list has a size column.
    pub fn largest(&self) -> Option<Bytes> {
        self.largest
    }
    /// Bytes of the longest key.
    pub fn longest_key(&self) -> u64 {
        self.longest_bytes
    }
    /// Characters of the key that has most of them.
    pub fn longest_key_chars(&self) -> usize {
        self.longest_chars
    }
    /// Tells two lists apart; a link carries it so that the right file can be asked for.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

impl fmt::Debug for KeyList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyList({:?}, {} records, {} keys)", self.name, self.records(), self.distinct())
    }
}

/// Collects records one by one, in constant memory per distinct key and record.
#[derive(Debug, Default)]
pub struct KeyListBuilder {
    text: String,
    ends: Vec<u32>,
    order: Vec<u32>,
    counts: Vec<u32>,
    sizes: Vec<u32>,
    times: Vec<u64>,
    index: KeyIndex,
}

impl KeyListBuilder {
    /// Adds one record. `key` has been checked with `PartitionKey::check`. A list carries sizes (or times)
    /// only if each of its records does.
    pub fn push(&mut self, key: &str, size: Option<u32>, time_ms: Option<u64>) {
        let id = self.id_of(key);
        self.counts[id as usize] += 1;
        self.order.push(id);
        self.sizes.extend(size);
        self.times.extend(time_ms);
    }

    fn id_of(&mut self, key: &str) -> u32 {
        let mut hash = Fingerprint::default();
        hash.add_bytes(key.as_bytes());
        let next = self.ends.len() as u32;
        let id =
            self.index.find_or_insert(hash.value(), next, |id| key_at(&self.text, &self.ends, id) == key);
        if id == next {
            self.text.push_str(key);
            self.ends.push(self.text.len() as u32);
            self.counts.push(0);
        }
        id
    }

    pub fn records(&self) -> usize {
        self.order.len()
    }

    /// Where times are given the records are put in their order, and counted from the first. Keys are numbered
    /// by their first record: lists of the same records are equal, however they came about.
    pub fn finish(mut self, name: &str) -> KeyList {
        let n = self.order.len();
        let mut sizes = (n > 0 && self.sizes.len() == n).then(|| std::mem::take(&mut self.sizes));
        let mut times = None;
        if n > 0 && self.times.len() == n {
            if !self.times.is_sorted() {
                sizes = self.sort_by_time(sizes);
            }
            let first = self.times[0];
            let since = |t: &u64| u32::try_from(t - first).unwrap_or(u32::MAX);
            times = Some(self.times.iter().map(since).collect());
        }
        let Self { mut text, mut ends, mut order, mut counts, .. } = self;
        text.shrink_to_fit();
        [&mut ends, &mut order, &mut counts].into_iter().for_each(Vec::shrink_to_fit);
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_bytes(text.as_bytes());
        for column in [Some(&ends), Some(&order), sizes.as_ref(), times.as_ref()] {
            column.into_iter().flatten().for_each(|&v| fingerprint.add(u64::from(v)));
            fingerprint.add(u64::MAX);
        }
        let mut list = KeyList {
            name: name.to_owned(),
            largest: sizes.iter().flatten().max().map(|b| Bytes(u64::from(*b))),
            text,
            ends,
            order,
            counts,
            sizes,
            times,
            fingerprint: fingerprint.value(),
            longest_bytes: 0,
            longest_chars: 0,
        };
        let keys = || (0..list.distinct() as u32).map(|id| list.key(id));
        let longest_bytes = keys().map(str::len).max().unwrap_or(0) as u64;
        list.longest_chars = keys().map(|key| key.chars().count()).max().unwrap_or(0);
        list.longest_bytes = longest_bytes;
        list
    }

    /// Stable: records of one moment stay as they came.
    fn sort_by_time(&mut self, sizes: Option<Vec<u32>>) -> Option<Vec<u32>> {
        let mut moments: Vec<(u64, u32)> = self.times.iter().copied().zip(0..).collect();
        moments.sort_unstable();
        self.times = moments.iter().map(|m| m.0).collect();
        let by_time: Vec<u32> = moments.into_iter().map(|m| m.1).collect();
        let (old_order, old_text, old_ends) =
            (std::mem::take(&mut self.order), std::mem::take(&mut self.text), std::mem::take(&mut self.ends));
        let old_counts = std::mem::take(&mut self.counts);
        self.text.reserve_exact(old_text.len());
        let mut renumbered = vec![u32::MAX; old_ends.len()];
        self.order = by_time.iter().map(|&i| old_order[i as usize]).collect();
        for id in &mut self.order {
            let new = &mut renumbered[*id as usize];
            if *new == u32::MAX {
                *new = self.ends.len() as u32;
                self.text.push_str(key_at(&old_text, &old_ends, *id));
                self.ends.push(self.text.len() as u32);
                self.counts.push(old_counts[*id as usize]);
            }
            *id = *new;
        }
        sizes.map(|sizes| by_time.iter().map(|&i| sizes[i as usize]).collect())
    }
}

fn key_at<'t>(text: &'t str, ends: &[u32], id: u32) -> &'t str {
    let id = id as usize;
    let start = if id == 0 { 0 } else { ends[id - 1] as usize };
    &text[start..ends[id] as usize]
}
