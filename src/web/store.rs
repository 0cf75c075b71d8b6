//! What this browser remembers. Every name carries the version of its format. A browser that remembers nothing
//! (private windows, no room left) is an ordinary case, not an error.

const PREFIX: &str = "shardscope/1/";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
}

pub fn write(name: &str, value: &str) {
    let _ = try_write(name, value);
}

/// False where the browser did not take it.
pub fn try_write(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&format!("{PREFIX}{name}"), value).is_ok())
}

pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PREFIX}{name}"));
    }
}

/// Does a storage event of the browser's speak of this name? Then another tab has written it.
pub fn is_about(event: &web_sys::StorageEvent, name: &str) -> bool {
    event.key().is_none_or(|key| key == format!("{PREFIX}{name}"))
}
