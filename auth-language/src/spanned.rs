//! Values with their positions in the author's text.

/// A value and its position: a place in a YAML text, or a span of Rust source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T, P> {
    /// The value.
    pub value: T,
    /// Its position.
    pub at: P,
}

impl<T, P> Spanned<T, P> {
    /// Makes a value with a position.
    pub fn new(value: T, at: P) -> Self {
        Self { value, at }
    }

    /// Changes the value and keeps the position.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U, P> {
        Spanned { value: change(self.value), at: self.at }
    }
}
