//! Values that were read, with their positions, or proof that they are broken.

use auth_language::problem::Broken;
use auth_language::spanned::Spanned;

use crate::text::Spot;

/// A text that the author wrote.
pub(crate) type Text = Spanned<String, Spot>;

/// A value that was read, or proof that it is broken.
pub(crate) type Read<T> = Result<T, Broken>;

/// An entry of a mapping with keys that the author chooses.
#[derive(Clone, Debug)]
pub(crate) struct Named<T> {
    pub name: Text,
    pub value: T,
}

/// The entries of a mapping with keys that the author chooses. An entry with a broken value still counts as declared.
#[derive(Clone, Debug)]
pub(crate) struct Entries<T> {
    entries: Vec<Named<Read<T>>>,
    /// Whether there may be entries that could not be read.
    broken: Option<Broken>,
}

impl<T> Entries<T> {
    pub(crate) fn new(entries: Vec<Named<Read<T>>>, broken: Option<Broken>) -> Self {
        Self { entries, broken }
    }

    /// Makes the entries of a mapping that is absent or broken.
    pub(crate) fn empty(broken: Option<Broken>) -> Self {
        Self { entries: Vec::new(), broken }
    }

    /// Returns the entries themselves.
    pub(crate) fn into_entries(self) -> Vec<Named<Read<T>>> {
        self.entries
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Named<Read<T>>> {
        self.entries.iter()
    }

    /// Returns the entries that are not broken, with their names.
    pub(crate) fn sound(&self) -> impl Iterator<Item = (&Text, &T)> {
        self.entries.iter().filter_map(|named| named.value.as_ref().ok().map(|value| (&named.name, value)))
    }

    /// Returns the names of all entries.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Text> {
        self.entries.iter().map(|named| &named.name)
    }

    /// Whether an entry has this name, or may have it.
    pub(crate) fn may_have(&self, name: &str) -> bool {
        self.broken.is_some() || self.has(name)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names().any(|known| known.value == name)
    }

    /// Returns proof if some entries could not be read.
    pub(crate) fn broken(&self) -> Option<Broken> {
        self.broken
    }

    /// Whether there are no entries, including entries that could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.broken.is_none()
    }
}
