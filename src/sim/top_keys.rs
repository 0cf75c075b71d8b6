//! The keys a shard hears most within one second, in bounded memory.

use super::key_space::{KeyRef, Source};

/// Keys counted at a time.
const SLOTS: usize = 12;

/// A key with what was counted for it. Never more than the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counted {
    pub(super) source: Source,
    pub(super) key: KeyRef,
    pub(super) records: u32,
    pub(super) bytes: u64,
}

/// Space-Saving (Metwally, Agrawal, El Abbadi): any key with more than a twelfth of the writes is among the
/// slots. A newcomer takes the smallest slot over and inherits its count as its possible error; what is told is
/// the count without that error, so a crowd of rare keys comes out as nothing rather than as a hot key.
#[derive(Debug, Clone, Default)]
pub(super) struct TopKeys {
    slots: [Slot; SLOTS],
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: KeyRef,
    source: Source,
    records: u32,
    error: u32,
    bytes: u64,
}

impl TopKeys {
    #[inline]
    pub(super) fn add(&mut self, source: Source, key: KeyRef, records: u32, bytes: u64) {
        let mut smallest = 0;
        for i in 0..SLOTS {
            let slot = &mut self.slots[i];
            if slot.key == key && slot.source == source && slot.records > 0 {
                slot.records += records;
                slot.bytes += bytes;
                return;
            }
            if slot.records < self.slots[smallest].records {
                smallest = i;
            }
        }
        let error = self.slots[smallest].records;
        self.slots[smallest] = Slot { key, source, records: error + records, error, bytes };
    }

    /// The `N` heaviest keys, heaviest first, and everything is forgotten.
    pub(super) fn drain<const N: usize>(&mut self) -> [Counted; N] {
        let mut top = [Counted::default(); N];
        for slot in &mut self.slots {
            let records = slot.records - slot.error;
            let found = Counted { source: slot.source, key: slot.key, records, bytes: slot.bytes };
            *slot = Slot::default();
            if records > top[N - 1].records {
                top[N - 1] = found;
                let mut at = N - 1;
                while at > 0 && top[at].records > top[at - 1].records {
                    top.swap(at, at - 1);
                    at -= 1;
                }
            }
        }
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::random::Random;

    #[test]
    fn a_heavy_key_is_found_and_never_overstated() {
        for seed in 0..20 {
            let mut random = Random::new(seed, 0);
            let mut top = TopKeys::default();
            let mut heavy = 0;
            for _ in 0..3_000 {
                let is_heavy = random.chance_ppm(250_000);
                heavy += u32::from(is_heavy);
                let key = if is_heavy { 7 } else { 100 + u64::from(random.below(100_000)) };
                top.add(Source::default(), KeyRef(key), 1, 10);
            }
            let [first, second, _] = top.drain::<3>();
            assert_eq!(first.key, KeyRef(7));
            assert!(first.records <= heavy && first.records * 10 >= heavy * 6, "{first:?} of {heavy}");
            assert!(second.records < 60, "a crowd is no hot key: {second:?}");
        }
    }
}
