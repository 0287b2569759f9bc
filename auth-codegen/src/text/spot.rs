//! Positions in a YAML text.

/// A position: the number of a key or value of a YAML text, in document order. Its line and column are computed when a
/// problem is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot(u32);

impl Spot {
    pub(crate) fn number(number: u32) -> Self {
        Self(number)
    }

    /// Returns the position of the next key or value.
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
