//! A list that grows at its end, whose copies share what they have in common.

use std::{collections::VecDeque, sync::Arc};

use crate::sim::weight::Weight;

/// Items in one chunk: what a copy has to copy once it goes on.
const CHUNK: usize = 512;

#[derive(Debug, Clone)]
pub(super) struct Chunks<T> {
    parts: VecDeque<Arc<Vec<T>>>,
    /// Items that have left at the front; a multiple of [`CHUNK`].
    gone: usize,
    len: usize,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { parts: VecDeque::new(), gone: 0, len: 0 }
    }
}

impl<T: Copy> Chunks<T> {
    #[inline]
    pub(super) fn push(&mut self, item: T) {
        if self.len.is_multiple_of(CHUNK) {
            self.parts.push_back(Arc::new(Vec::with_capacity(CHUNK)));
        }
        if let Some(last) = self.parts.back_mut() {
            Arc::make_mut(last).push(item);
        }
        self.len += 1;
    }

    /// The first item that is still here, by its number since the beginning.
    pub(super) fn first(&self) -> usize {
        self.gone
    }

    /// One past the last item.
    pub(super) fn end(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        let at = at.checked_sub(self.gone)?;
        self.parts.get(at / CHUNK)?.get(at % CHUNK)
    }

    /// Lets chunks go, of which all items are before `at`; the last item that went.
    pub(super) fn forget_before(&mut self, at: usize) -> Option<T> {
        let mut last = None;
        while self.gone + CHUNK <= at.min(self.len) {
            last = self.parts.pop_front().and_then(|chunk| chunk.last().copied());
            self.gone += CHUNK;
        }
        last
    }

    /// The first place for which `is_before` is false, in a list in which it turns false once.
    pub(super) fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        let (mut low, mut high) = (self.gone, self.len);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle).is_some_and(&is_before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(self.parts.len() * size_of::<Arc<Vec<T>>>());
        self.parts.iter().for_each(|part| weight.shared_of(part, size_of_val(&**part)));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.parts.iter().flat_map(|chunk| chunk.iter())
    }
}
