//! Entries of a spec whose key is missing: they stand at the end of those of the key before.

use auth_language::key::{self, Key, Mapping, Shape};
use auth_language::problem::Code;

use super::belongs::{entry_of, has_keys_of};
use super::shape::{Inner, inner, mapping_of};
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Value};

/// Gives such entries their key, and reports the first of them.
pub(super) fn part(spec: &mut Node, reader: &mut Reader) {
    let Value::Map(entries) = &mut spec.value else { return };
    let mut missing: Vec<&'static Key> =
        key::SPEC.keys.iter().filter(|key| entry_of(entries, key.name).is_none()).collect();
    let mut parted = Vec::new();
    for entry in entries.iter_mut() {
        let Some(key) = key::SPEC.key(&entry.key) else { continue };
        let Value::Map(inner) = &mut entry.node.value else { continue };
        let Some((at, found)) = first_of_another(&key.shape, inner, &missing) else { continue };
        let rest = inner.split_off(at);
        missing.retain(|key| key.name != found.name);
        parted.extend(report(rest, &entry.key, found, reader));
    }
    entries.extend(parted);
}

/// Returns which is the first entry that is one of a missing key, and of which.
fn first_of_another(
    shape: &'static Shape,
    entries: &[Entry],
    missing: &[&'static Key],
) -> Option<(usize, &'static Key)> {
    let mut others = entries.iter().enumerate().filter(|(_, entry)| !has_place(shape, entry));
    others.find_map(|(index, entry)| {
        let found = missing.iter().find(|key| declared(key).is_some_and(|declared| is_whole(&entry.node, declared)))?;
        Some((index, *found))
    })
}

/// Returns what the entries of a key are, if those are mappings.
fn declared(key: &'static Key) -> Option<&'static Mapping> {
    match inner(&key.shape) {
        Some(Inner::Entries(shape)) => mapping_of(shape),
        Some(Inner::Mapping(_)) | None => None,
    }
}

/// Whether an entry may be one of a value of this shape.
fn has_place(shape: &'static Shape, entry: &Entry) -> bool {
    match inner(shape) {
        Some(Inner::Mapping(own)) => own.key(&entry.key).is_some(),
        Some(Inner::Entries(shape)) => {
            matches!(inner(shape), Some(Inner::Mapping(own)) if has_keys_of(&entry.node, own))
        }
        None => true,
    }
}

/// Whether a value has keys of a mapping, all that it needs, and no others.
fn is_whole(node: &Node, declared: &Mapping) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    let mut needed = declared.keys.iter().filter(|key| key.required).peekable();
    needed.peek().is_some() && has_keys_of(node, declared) && needed.all(|key| entry_of(entries, key.name).is_some())
}

/// Reports the first of the entries, and returns them below their key.
fn report(entries: Vec<Entry>, before: &str, key: &'static Key, reader: &mut Reader) -> Option<Entry> {
    let first = entries.first()?;
    let (key_spot, what) = (first.key_spot, declared(key)?.what);
    let message = format!("`{}` is {what}, and it is below `{before}`", first.key);
    let help = format!("write `{}:` in a line above it", key.name);
    reader.report(Code::SHAPE, key_spot, message, help);
    let node = Node { value: Value::Map(entries), spot: key_spot };
    Some(Entry { key: key.name.to_owned(), key_spot, node })
}
