use std::sync::OnceLock;

/// Something that is read when it is first asked for, and then kept.
#[derive(Debug, Clone)]
pub(super) struct Later<T> {
    text: String,
    read: OnceLock<T>,
}

impl<T> Later<T> {
    pub(super) fn unread(text: &str) -> Self {
        Self { text: text.to_owned(), read: OnceLock::new() }
    }

    pub(super) fn read(it: T) -> Self {
        Self { text: String::new(), read: OnceLock::from(it) }
    }

    pub(super) fn get(&self, read: impl FnOnce(&str) -> T) -> &T {
        self.read.get_or_init(|| read(&self.text))
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        Self::read(T::default())
    }
}
