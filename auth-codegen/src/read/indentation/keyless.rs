//! Entries of a mapping that is the value of a key, where that key is missing above them.

use auth_language::key::{Key, Mapping};
use auth_language::problem::Code;

use super::belongs::{are_whole, count_of_keys, entry_of, has_keys_of};
use super::shape::{Inner, inner};
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Value};

/// Puts all entries below the one key to which they belong: `algorithm`, `key` and `claims` below `jwt`.
pub(super) fn gather(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) {
    let Some(alien) = entries.iter().find(|entry| declared.key(&entry.key).is_none()) else { return };
    let is_of = |(_, own): &(&Key, &Mapping)| are_whole(entries, own) && entries.len() > 1;
    let Some((key, own)) = keys(declared).find(is_of) else { return };
    let message = format!("`{}` is a key of {}, and not below `{}`", alien.key, own.what, key.name);
    let Some(key_spot) = entries.first().map(|entry| entry.key_spot) else { return };
    report(alien, message, key, reader);
    let node = Node { value: Value::Map(std::mem::take(entries)), spot: key_spot };
    entries.push(Entry { key: key.name.to_owned(), key_spot, node });
}

/// Gives its key to the last entry of the fields before it, if that is one of a mapping without fields: `into` of `sign`.
pub(super) fn part(entries: &mut Vec<Entry>, declared: &'static Mapping, reader: &mut Reader) {
    let mut parted = Vec::new();
    for entry in entries.iter() {
        let are_named = |key: &'static Key| matches!(inner(&key.shape), Some(Inner::Entries(_)));
        if !declared.key(&entry.key).is_some_and(are_named) {
            continue;
        }
        let Value::Map(inner) = &entry.node.value else { continue };
        let found = inner.last().and_then(|last| {
            let (key, _) =
                keys(declared).find(|(key, own)| entry_of(entries, key.name).is_none() && is_key_of(last, own))?;
            Some((entry.key.clone(), key))
        });
        parted.extend(found);
    }
    for (outer, key) in parted {
        let Some(Entry { node: Node { value: Value::Map(inner), .. }, .. }) =
            entries.iter_mut().find(|entry| entry.key == outer)
        else {
            continue;
        };
        let Some(last) = inner.pop() else { continue };
        report(&last, format!("`{}` is inside of `{outer}`, and belongs to `{}`", last.key, key.name), key, reader);
        let key_spot = last.key_spot;
        let node = Node { value: Value::Map(vec![last]), spot: key_spot };
        entries.push(Entry { key: key.name.to_owned(), key_spot, node });
    }
}

fn report(entry: &Entry, message: String, key: &Key, reader: &mut Reader) {
    let help = format!("write `{}:` in a line above it, and indent what belongs to it below that", key.name);
    reader.report(Code::SHAPE, entry.key_spot, message, help);
}

/// Returns the keys whose values are mappings with keys, and those.
fn keys(declared: &'static Mapping) -> impl Iterator<Item = (&'static Key, &'static Mapping)> {
    declared.keys.iter().filter_map(|key| match inner(&key.shape) {
        Some(Inner::Mapping(own)) => Some((key, own)),
        Some(Inner::Entries(_)) | None => None,
    })
}

/// Whether an entry is one of a mapping, with a value that has the keys of its own.
fn is_key_of(entry: &Entry, own: &'static Mapping) -> bool {
    let Some(Inner::Mapping(of)) = own.key(&entry.key).and_then(|key| inner(&key.shape)) else { return false };
    let is_nested = matches!(&entry.node.value, Value::Map(entries)
        if entries.iter().all(|entry| matches!(entry.node.value, Value::Map(_))));
    is_nested && count_of_keys(&entry.node, of) > 0 && has_keys_of(&entry.node, of)
}
