/// How well a fact is known. The page shows everything but [`Confidence::Documented`] beside the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// AWS's documentation, API model, price list or blog says so.
    Documented,
    /// Arithmetic, or the code of an emulator that was tested against production.
    Inferred,
    /// Official sources contradict each other; the value is the one to use.
    Conflicting,
    /// A third party alone says so.
    Secondary,
}

impl Confidence {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Inferred => "inferred",
            Self::Conflicting => "sources conflict",
            Self::Secondary => "third party only",
        }
    }
}

/// One number or statement of AWS's, with where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact<T> {
    pub value: T,
    /// A page of AWS's, or the model or code it was read from.
    pub source: &'static str,
    /// ISO day on which the source was last compared with the value.
    pub checked: &'static str,
    pub confidence: Confidence,
    /// What the value was, and until when, where that is still taught.
    pub earlier: Option<&'static str>,
}

impl<T> Fact<T> {
    pub(super) const fn documented(value: T, source: &'static str) -> Self {
        Self { value, source, checked: CHECKED, confidence: Confidence::Documented, earlier: None }
    }
    pub(super) const fn inferred(value: T, source: &'static str) -> Self {
        Self { value, source, checked: CHECKED, confidence: Confidence::Inferred, earlier: None }
    }
    pub(super) const fn conflicting(value: T, source: &'static str) -> Self {
        Self { value, source, checked: CHECKED, confidence: Confidence::Conflicting, earlier: None }
    }
    pub(super) const fn secondary(value: T, source: &'static str) -> Self {
        Self { value, source, checked: CHECKED, confidence: Confidence::Secondary, earlier: None }
    }
    pub(super) const fn earlier(mut self, earlier: &'static str) -> Self {
        self.earlier = Some(earlier);
        self
    }
}

pub(super) const CHECKED: &str = "2026-11-24";
