//! Typed indices: an [`EndpointId`] can only be used to look up an endpoint.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A type that numbers the entries of a [`Table`].
pub trait Id: Copy {
    /// Makes the id of the entry with this number.
    fn new(number: usize) -> Self;
    /// Returns the number of the entry.
    fn number(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(usize);

        impl Id for $name {
            fn new(number: usize) -> Self {
                Self(number)
            }
            fn number(self) -> usize {
                self.0
            }
        }
    )*};
}

ids! {
    /// The id of an endpoint of a provider.
    EndpointId;
    /// The id of a record (a JSON object type) of a provider.
    RecordId;
    /// The id of an enumeration of a provider; the scopes are one.
    ChoiceId;
    /// The id of an error set of a provider.
    ErrorSetId;
    /// The id of a host of a provider.
    HostId;
    /// The id of a credential of a provider.
    CredentialId;
    /// The id of a setting of a connection.
    SettingId;
}

/// Entries that are found by their [`Id`]. An id is valid only for the table that made it.
#[derive(Clone, PartialEq, Eq)]
pub struct Table<I, T> {
    entries: Vec<T>,
    id: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> Table<I, T> {
    /// Makes an empty table for this many entries.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { entries: Vec::with_capacity(capacity), id: PhantomData }
    }

    /// Adds an entry and returns its id.
    pub fn push(&mut self, entry: T) -> I {
        self.entries.push(entry);
        I::new(self.entries.len() - 1)
    }

    /// Returns the entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    /// Returns the entries in order, for changing them.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.entries.iter_mut()
    }

    /// Returns the ids in order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.entries.len()).map(I::new)
    }

    /// Returns the entries with their ids.
    pub fn with_ids(&self) -> impl Iterator<Item = (I, &T)> {
        self.entries.iter().enumerate().map(|(number, entry)| (I::new(number), entry))
    }

    /// Returns the id of the first entry that the test accepts.
    pub fn position(&self, test: impl FnMut(&T) -> bool) -> Option<I> {
        self.entries.iter().position(test).map(I::new)
    }

    /// Returns the first entry.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.entries.first()
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the table is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), id: PhantomData }
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<E: IntoIterator<Item = T>>(entries: E) -> Self {
        Self { entries: entries.into_iter().collect(), id: PhantomData }
    }
}

impl<I, T> IntoIterator for Table<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a Table<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut Table<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter_mut()
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.entries[id.number()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.entries[id.number()]
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.entries).finish()
    }
}
