use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

/// The parts of some bytes, one behind the other.
#[derive(Debug)]
pub(super) struct Parts {
    bytes: Arc<[u8]>,
    at: usize,
}

impl Parts {
    pub(super) fn new(bytes: Arc<[u8]>, at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next `len` bytes; nothing where there are not so many.
    pub(super) fn next(&mut self, len: usize) -> Option<Part> {
        let range = self.at..self.at.checked_add(len)?;
        self.bytes.get(range.clone())?;
        self.at = range.end;
        Some(Part { bytes: self.bytes.clone(), range })
    }
}

#[derive(Debug, Clone)]
pub(super) struct Part {
    bytes: Arc<[u8]>,
    range: Range<usize>,
}

/// Something that is read when it is first asked for, and then kept.
#[derive(Debug, Clone)]
pub(super) struct Later<T> {
    json: Option<Part>,
    read: OnceLock<T>,
}

impl<T> Later<T> {
    pub(super) fn unread(json: Part) -> Self {
        Self { json: Some(json), read: OnceLock::new() }
    }

    pub(super) fn read(it: T) -> Self {
        Self { json: None, read: OnceLock::from(it) }
    }

    pub(super) fn get(&self, read: impl FnOnce(&[u8]) -> T) -> &T {
        let json = self.json.as_ref().and_then(|part| part.bytes.get(part.range.clone()));
        self.read.get_or_init(|| read(json.unwrap_or_default()))
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        Self::read(T::default())
    }
}
