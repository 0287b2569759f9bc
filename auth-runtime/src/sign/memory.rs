//! The memory of a connection's signers: nonces, challenges, and JWTs that are still valid.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::value::Secret;

/// The maximum number of texts, so that a server that keeps sending new challenges does not fill the memory.
const LIMIT: usize = 256;

/// Texts that the signers of a connection store by name. All clones of a connection share them. `Debug` shows only
/// their number.
#[derive(Default)]
pub struct Memory(Mutex<HashMap<String, Secret>>);

impl Memory {
    /// Returns the text with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Secret> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Stores a text, replacing the one with the same name.
    pub fn set(&self, name: impl Into<String>, text: impl Into<Secret>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = name.into();
        if known.len() >= LIMIT && !known.contains_key(&name) {
            known.clear();
        }
        known.insert(name, text.into());
    }

    /// Changes a text atomically.
    pub fn update<T>(&self, name: &str, change: impl FnOnce(Option<&Secret>) -> (Option<Secret>, T)) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, result) = change(known.get(name));
        if let Some(next) = next {
            known.insert(name.to_owned(), next);
        }
        result
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memory({})", self.0.lock().map(|known| known.len()).unwrap_or_default())
    }
}
