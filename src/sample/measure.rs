//! What the planner takes from a user's own records: their keys, and their sizes.

use super::Parsed;
use crate::{
    plan::{MAX_OWN_KEYS, OwnKeys, SizeSample},
    units::Count,
};

impl Parsed {
    /// How often each key occurs.
    ///
    /// # Errors
    /// When there are too many different ones, in a sentence.
    pub fn own_keys(&self) -> Result<OwnKeys, String> {
        let list = &self.list;
        if list.distinct() > MAX_OWN_KEYS {
            return Err(format!(
                "these are {} different keys, and {} is the most that is laid out: so many fill shards evenly",
                Count(list.distinct() as u64),
                Count(MAX_OWN_KEYS as u64)
            ));
        }
        let counts = list.counts().iter().zip(0..);
        Ok(OwnKeys::new(counts.map(|(&n, id)| (list.key(id), u64::from(n)))))
    }

    /// Sizes of the records: by the size column and the key where there is one, else each whole row is a record.
    pub fn size_sample(&self) -> SizeSample {
        let list = &self.list;
        let Some(sizes) = list.sizes() else { return self.whole };
        let mut sample = SizeSample::default();
        for (size, &id) in sizes.iter().zip(list.order()) {
            sample.add(u64::from(*size) + list.key(id).len() as u64);
        }
        sample
    }
}
