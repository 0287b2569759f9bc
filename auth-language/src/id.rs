//! Typed indices: an [`EndpointId`] finds an endpoint, and nothing else does.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A type that numbers the entries of a [`Table`].
pub trait Id: Copy {
    /// The id of the entry with this number.
    fn new(number: usize) -> Self;
    /// The number of the entry.
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
    /// An endpoint of a provider.
    EndpointId;
    /// A type of object of a provider.
    RecordId;
    /// An enumeration of a provider; the scopes are one.
    ChoiceId;
    /// A set of errors of a provider.
    ErrorSetId;
    /// A host of a provider.
    HostId;
    /// A credential of a provider.
    CredentialId;
    /// A setting of a connection.
    SettingId;
}

/// Entries that are found by their [`Id`]. Only the table that made an id may be asked with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Table<I, T> {
    entries: Vec<T>,
    id: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> Table<I, T> {
    /// Adds an entry.
    pub fn push(&mut self, entry: T) -> I {
        self.entries.push(entry);
        I::new(self.entries.len() - 1)
    }

    /// The entries, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    /// The entries, in their order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.entries.iter_mut()
    }

    /// The ids, in their order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.entries.len()).map(I::new)
    }

    /// The entries with their ids.
    pub fn with_ids(&self) -> impl Iterator<Item = (I, &T)> {
        self.entries.iter().enumerate().map(|(number, entry)| (I::new(number), entry))
    }

    /// The id of the first entry that the test accepts.
    pub fn position(&self, test: impl FnMut(&T) -> bool) -> Option<I> {
        self.entries.iter().position(test).map(I::new)
    }

    /// The first entry.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.entries.first()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
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
