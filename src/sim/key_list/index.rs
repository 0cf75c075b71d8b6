/// From a key's text to its number, in 8 bytes a slot: a map that owns hashes or texts would need four times
/// as much, and a list of 20 million distinct keys has to fit into a browser's memory.
///
/// Open addressing with linear probing; at most three slots of four are taken.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyIndex {
    /// `tag << 32 | id + 1`; 0 is free. The tag is the upper half of the key's hash.
    slots: Vec<u64>,
    used: usize,
}

/// The fewest slots; a power of two, as every later size.
const MIN_SLOTS: usize = 1_024;

impl KeyIndex {
    /// The number of the key with this hash for which `is_it` holds; `next` is entered where there is none.
    pub(super) fn find_or_insert(&mut self, hash: u64, next: u32, is_it: impl Fn(u32) -> bool) -> u32 {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let tag = hash >> 32;
        let mut at = place(tag, self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                self.slots[at] = tag << 32 | u64::from(next + 1);
                self.used += 1;
                return next;
            }
            let id = slot as u32 - 1;
            if slot >> 32 == tag && is_it(id) {
                return id;
            }
            at = (at + 1) & mask;
        }
    }

    /// Twice the slots. The tag alone says where an entry goes, so the keys' texts are not looked at again.
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(MIN_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        for slot in old.into_iter().filter(|&slot| slot != 0) {
            let mut at = place(slot >> 32, size);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// The first slot to look at: the tag's 32 bits stretched over all slots, by its leading bits.
fn place(tag: u64, slots: usize) -> usize {
    ((tag * slots as u64) >> 32) as usize
}
