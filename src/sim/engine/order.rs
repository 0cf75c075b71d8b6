//! Whether the records of one key come in as they were made.

use crate::sim::{key_space::KeyRef, pages::Pages, weight::Weight};

/// Keys followed at a time.
const SLOTS: usize = 1 << 20;

/// The latest record accepted of each key. For more than a million keys two may share a slot; the later comer
/// takes it over, so an inversion may be missed and is never invented.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// Which key (its low bits) and its latest record's number, plus one; 0 for none.
    slots: Pages<(u32, u32)>,
}

impl Order {
    /// For this many distinct keys, or keys without end.
    pub(super) fn new(keys: Option<usize>) -> Self {
        let slots = keys.unwrap_or(SLOTS / 16).next_power_of_two().min(SLOTS);
        Self { slots: Pages::new(slots, (0, 0)) }
    }

    /// Record number `serial` of its producer is in: was a later one of its key in before it?
    #[inline]
    pub(super) fn accept(&mut self, key: KeyRef, serial: u32) -> bool {
        let slot = key.0 as usize & (self.slots.len() - 1);
        let tag = (key.0 / self.slots.len() as u64) as u32;
        let (known, latest) = self.slots.get(slot).unwrap_or_default();
        let mark = serial.wrapping_add(1);
        if known == tag && latest > mark {
            return true;
        }
        self.slots.set(slot, (tag, mark));
        false
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.slots.weigh(weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_record_behind_a_later_one_of_its_own_key_is_out_of_order() {
        let mut order = Order::new(Some(10));
        let accepted = [(3, 0), (4, 1), (3, 4), (4, 2), (3, 3), (3, 2), (3, 5)];
        let out = accepted.map(|(key, serial)| order.accept(KeyRef(key), serial));
        assert_eq!(out, [false, false, false, false, true, true, false]);
    }
}
