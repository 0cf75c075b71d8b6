//! A table that is cheap to copy: copies share its pages until one of them writes.

use std::sync::Arc;

use super::weight::Weight;

/// Entries of a page: 8 KiB of them where an entry takes eight bytes.
const PAGE: usize = 1_024;

/// `len` entries of which most stay as they are from one checkpoint of a run to the next. Before anything is
/// written, all pages are one.
#[derive(Debug, Clone)]
pub(super) struct Pages<T> {
    pages: Vec<Arc<[T; PAGE]>>,
    len: usize,
}

impl<T: Copy> Pages<T> {
    pub(super) fn new(len: usize, all: T) -> Self {
        let page = Arc::new([all; PAGE]);
        Self { pages: (0..len.div_ceil(PAGE)).map(|_| Arc::clone(&page)).collect(), len }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<T> {
        if at < self.len { Some(self.pages[at / PAGE][at % PAGE]) } else { None }
    }

    /// # Panics
    /// If there is no such entry.
    #[inline]
    pub(super) fn set(&mut self, at: usize, value: T) {
        Arc::make_mut(&mut self.pages[at / PAGE])[at % PAGE] = value;
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        weight.own(size_of_val(&*self.pages));
        self.pages.iter().for_each(|page| weight.shared(page));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_was_copied_with_and_shares_the_rest() {
        let mut live = Pages::new(5 * PAGE, 0_u64);
        live.set(PAGE, 7);
        let kept = live.clone();
        live.set(PAGE, 8);
        live.set(5 * PAGE - 1, 9);
        assert_eq!([live.get(PAGE), kept.get(PAGE)], [Some(8), Some(7)]);
        assert_eq!([live.get(5 * PAGE - 1), kept.get(5 * PAGE - 1)], [Some(9), Some(0)]);
        assert_eq!(live.get(5 * PAGE), None);
        let shared = live.pages.iter().zip(&kept.pages).filter(|(a, b)| Arc::ptr_eq(a, b));
        assert_eq!(shared.count(), 3, "of five pages two were written");
    }
}
