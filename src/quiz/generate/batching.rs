//! Entries of one size, packed into as few calls as possible.

use super::Draw;

const KIB: u64 = 1_024;

/// What a call takes: so many entries, and so many KiB together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calls {
    pub(super) entries: u64,
    pub(super) kib: u64,
}

impl Calls {
    /// How many entries of a size one call takes; nothing where not even one fits.
    pub(super) fn each(self, kib: u64) -> Option<u64> {
        let each = self.entries.min(self.kib / kib);
        (each > 0).then_some(each)
    }

    pub(super) fn needed(self, n: u64, kib: u64) -> Option<u64> {
        self.each(kib).map(|each| n.div_ceil(each))
    }

    /// Does a call stay clear of its bytes, and is it the same with MB of 10⁶ bytes?
    pub(super) fn is_plain(self, kib: u64) -> bool {
        let decimal = self.kib / KIB * 1_000_000 / (kib * KIB);
        self.each(kib).is_some_and(|each| self.entries.min(decimal) == each)
            && !(self.kib).is_multiple_of(kib)
            && (self.entries * kib).abs_diff(self.kib) * 20 > self.kib
    }
}

/// Small ones, of which a call takes its full number, or large ones, of which it takes fewer.
pub(super) fn size(draw: &mut Draw) -> u64 {
    match draw.between(0, 3) {
        0 => draw.between(2, 24),
        1 => draw.round(30, 95, 5),
        2 => draw.round(110, 250, 10),
        _ => draw.round(260, 900, 20),
    }
}
