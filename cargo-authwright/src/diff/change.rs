//! One change, and all of a spec.

use crate::arguments::Size;

/// What happens to something that callers can name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    pub(super) size: Size,
    /// The name in Rust: `Client::launch`.
    pub(super) name: String,
    /// What happens to it, as the rest of a sentence.
    pub(super) what: String,
}

impl Change {
    pub(super) fn new(size: Size, name: &str, what: impl Into<String>) -> Self {
        Self { size, name: name.to_owned(), what: what.into() }
    }
}

/// The changes of one spec.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) provider: String,
    /// The largest first.
    pub(super) changes: Vec<Change>,
}

impl Comparison {
    /// Returns the size of the largest change.
    pub(super) fn size(&self) -> Option<Size> {
        self.changes.iter().map(|change| change.size).max()
    }
}
