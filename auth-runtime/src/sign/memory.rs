//! What signers of a connection remember from one request to the next: nonces, challenges, JWTs that are still good.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::value::Secret;

/// How much is remembered at most: a server that sends ever new challenges does not fill the memory of its clients.
const LIMIT: usize = 256;

/// Texts that the signers of a connection remember, by names of their own. All clones of a connection share them. `Debug` shows
/// how many there are.
#[derive(Default)]
pub struct Memory(Mutex<HashMap<String, Secret>>);

impl Memory {
    /// What is remembered under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Secret> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Remembers a text, in place of what was there.
    pub fn set(&self, name: impl Into<String>, text: impl Into<Secret>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = name.into();
        if known.len() >= LIMIT && !known.contains_key(&name) {
            known.clear();
        }
        known.insert(name, text.into());
    }

    /// Changes what is remembered, in one step.
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
        let count = self.0.lock().map(|known| known.len()).unwrap_or_default();
        write!(f, "Memory({count})")
    }
}
