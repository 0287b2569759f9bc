//! Keys of the language where the name is expected of what they belong to.

use auth_language::key::{self, Mapping};
use auth_language::problem::Code;

use super::belongs::{could_be, is_entry_of};
use super::shape::is_own_key;
use crate::read::reader::Reader;
use crate::text::Entry;

/// Removes the keys of an entry whose name is missing, and returns whether there were some. The first of them is reported.
pub(super) fn remove(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) -> bool {
    // One token is not one of several without a name.
    if std::ptr::eq(declared, &raw const key::TOKEN) {
        return false;
    }
    let is_key = |entry: &Entry| {
        let fits = declared.key(&entry.key).is_some_and(|key| could_be(&key.shape, &entry.node));
        fits && (!is_entry_of(&entry.node, declared) || is_own_key(entry, declared))
    };
    let (keys, named) = std::mem::take(entries).into_iter().partition::<Vec<Entry>, _>(is_key);
    *entries = named;
    let Some(first) = keys.first() else { return false };
    let message = format!("`{}` is a key of {}, and here the name of one is expected", first.key, declared.what);
    let help = "write the name in a line above, and indent this below it";
    reader.report(Code::SHAPE, first.key_spot, message, help);
    for entry in &keys {
        reader.mentions.add(&entry.node);
    }
    true
}
