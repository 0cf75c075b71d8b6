use wasm_bindgen::{JsCast, closure::Closure};

use super::{document, store};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

const STORED_AS: &str = "theme";

impl Theme {
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// As this browser remembers it.
    pub fn stored() -> Self {
        let name = store::read(STORED_AS);
        let known = [Self::Light, Self::Dark].into_iter().find(|theme| Some(theme.name()) == name.as_deref());
        known.unwrap_or_default()
    }

    /// Shown from now on, and remembered.
    pub fn apply(self) {
        if let Some(root) = document().and_then(|document| document.document_element()) {
            // Setting an attribute with a valid name does not fail.
            let _ = root.set_attribute("data-theme", self.name());
        }
        store::write(STORED_AS, self.name());
    }
}

/// Calls back whenever the system goes from light to dark or back. For the life of the page.
pub fn on_system_change(call: impl FnMut() + 'static) {
    let list = web_sys::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten());
    if let Some(list) = list {
        let closure = Closure::<dyn FnMut()>::new(call);
        list.set_onchange(Some(closure.as_ref().unchecked_ref()));
        closure.forget();
    }
}
