//! Which made-up text stands for which real one. Of the real ones, only digests are kept.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

/// How often another value is tried if one is taken.
const TRIES: usize = 10_000;

/// The made-up texts of a recording.
#[derive(Debug, Default)]
pub(super) struct Store {
    known: HashMap<(Kind, [u8; 32]), String>,
    used: HashSet<String>,
    count: HashMap<String, usize>,
}

/// The kinds of made-up texts. A text is replaced by another for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    Digits,
    Alike,
    Email,
    Uuid,
    Host,
    Label,
    Address,
    Bytes,
}

impl Store {
    /// Returns the made-up text of a kind that stands for a real one already.
    pub(super) fn known(&self, kind: Kind, text: &str) -> Option<String> {
        self.known.get(&(kind, Sha256::digest(text).into())).cloned()
    }

    /// Returns the made-up text of a kind for a real one, or makes it: by a function of a number that counts up.
    pub(super) fn once(&mut self, kind: Kind, text: &str, count: &str, make: impl Fn(usize) -> String) -> String {
        let key = (kind, Sha256::digest(text).into());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let count = self.count.entry(count.to_owned()).or_default();
        let mut made = String::new();
        for _ in 0..TRIES {
            *count += 1;
            made = make(*count);
            if made != text && !self.used.contains(&made) {
                break;
            }
        }
        self.used.insert(made.clone());
        self.known.insert(key, made.clone());
        made
    }
}
