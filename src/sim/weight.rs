use std::sync::Arc;

/// Bytes that a copy of a run's state takes, where copies share what has not changed between them. Counted are
/// the parts that grow with shards, keys and time; a few kilobytes that every copy has are rounded to
/// [`Weight::EACH`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    bytes: usize,
    asked: Asked,
}

#[derive(Debug, Clone, Copy)]
enum Asked {
    /// What only this copy and the run it was just taken from hold.
    New,
    /// Of what several hold, each is asked for its part: the parts of all are the whole.
    Part,
}

impl Weight {
    const EACH: usize = 32 << 10;

    pub(super) const fn of_new() -> Self {
        Self { bytes: Self::EACH, asked: Asked::New }
    }

    pub(super) const fn of_part() -> Self {
        Self { bytes: Self::EACH, asked: Asked::Part }
    }

    /// Bytes that every copy has for itself.
    pub(super) fn own(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    pub(super) fn shared<T: ?Sized>(&mut self, of: &Arc<T>) {
        self.shared_of(of, size_of_val(&**of));
    }

    /// The same of something that holds `bytes` elsewhere.
    pub(super) fn shared_of<T: ?Sized>(&mut self, of: &Arc<T>, bytes: usize) {
        let holders = Arc::strong_count(of);
        self.bytes += match self.asked {
            Asked::New if holders > 2 => 0,
            Asked::New => bytes,
            Asked::Part => bytes / holders,
        };
    }

    pub(super) const fn bytes(self) -> usize {
        self.bytes
    }
}
