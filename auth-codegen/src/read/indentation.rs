//! Finds entries that are not indented far enough, and reads them where they seem to belong. Otherwise one missing space
//! would be reported as an unknown key, and as everything that is missing without it.

use auth_language::key::{self, Mapping, Shape};
use auth_language::problem::Code;
use auth_language::suggest;

use super::reader::Reader;
use crate::text::{Entry, Node, Value};

/// Moves the entries of a spec that are a level too far out, and reports each.
pub(crate) fn mend(spec: &mut Node, reader: &mut Reader) {
    mend_mapping(spec, &key::SPEC, reader);
}

fn mend_shape(node: &mut Node, shape: &'static Shape, reader: &mut Reader) {
    match inner(shape) {
        Some(Inner::Mapping(declared)) => mend_mapping(node, declared, reader),
        Some(Inner::Entries(shape)) => mend_entries(node, shape, reader),
        None => {}
    }
}

/// A mapping, as a value of some shape can be one.
enum Inner {
    Mapping(&'static Mapping),
    Entries(&'static Shape),
}

fn inner(shape: &'static Shape) -> Option<Inner> {
    match shape {
        Shape::Mapping(declared) => Some(Inner::Mapping(declared)),
        Shape::Entries(shape) => Some(Inner::Entries(shape)),
        Shape::AnyOf(shapes) => shapes.iter().find_map(inner),
        Shape::Text
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Any
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::List(_) => None,
    }
}

/// Mends a mapping with the language's keys: an unknown key after one with nothing below it belongs there.
fn mend_mapping(node: &mut Node, declared: &'static Mapping, reader: &mut Reader) {
    let Value::Map(entries) = &mut node.value else { return };
    gather(entries, reader, |before, entry, is_row| {
        let Some(key) = declared.key(&before.key) else { return false };
        takes(&key.shape, before, entry, is_row) && !is_like_key(&entry.key, declared)
    });
    for entry in entries {
        if let Some(key) = declared.key(&entry.key) {
            mend_shape(&mut entry.node, &key.shape, reader);
        }
    }
}

/// Mends a mapping with keys that the author chooses: a key of the language among them belongs to the entry before it. A
/// field may have any name, also that of a key, because it may be a type alone.
fn mend_entries(node: &mut Node, shape: &'static Shape, reader: &mut Reader) {
    let Value::Map(entries) = &mut node.value else { return };
    if let Shape::Mapping(declared) = shape {
        gather(entries, reader, |before, entry, _| {
            let Some(key) = declared.key(&entry.key) else { return false };
            let is_begun = matches!(before.node.value, Value::Null) || has_key_of(&before.node, declared);
            is_begun && entry_of(&before.node, key.name).is_none() && !has_key_of(&entry.node, declared)
        });
    }
    for entry in entries {
        mend_shape(&mut entry.node, shape, reader);
    }
}

/// Moves each entry that belongs to the one before it, and reports the first of those in a row. `belongs` is also told
/// whether an entry follows such a one.
fn gather(entries: &mut Vec<Entry>, reader: &mut Reader, belongs: impl Fn(&Entry, &Entry, bool) -> bool) {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut is_moving = false;
    for entry in std::mem::take(entries) {
        let Some(before) = kept.last_mut().filter(|before| belongs(before, &entry, is_moving)) else {
            is_moving = false;
            kept.push(entry);
            continue;
        };
        if !std::mem::replace(&mut is_moving, true) {
            let message = format!("`{}` begins in the column of `{}`", entry.key, before.key);
            let help = format!("indent it, so that it belongs to `{}`", before.key);
            reader.report(Code::SHAPE, entry.key_spot, message, help);
        }
        push(&mut before.node, entry);
    }
    *entries = kept;
}

fn push(node: &mut Node, entry: Entry) {
    match &mut node.value {
        Value::Map(entries) => entries.push(entry),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
            node.value = Value::Map(vec![entry]);
        }
    }
}

/// Whether a key takes an entry that follows it: it has nothing below it, or more of the same.
fn takes(shape: &'static Shape, before: &Entry, entry: &Entry, is_row: bool) -> bool {
    let (Some(Inner::Entries(entries)), Value::Null | Value::Map(_)) = (inner(shape), &before.node.value) else {
        return false;
    };
    let is_same = matches!(entries, Shape::Mapping(declared) if has_keys_of(&entry.node, declared));
    is_same || is_row || matches!(before.node.value, Value::Null)
}

/// Whether a key is one of the language here, perhaps misspelled.
fn is_like_key(key: &str, declared: &Mapping) -> bool {
    let is_misspelled = |near: &str| suggest::is_slip(key, near);
    declared.key(key).is_some() || suggest::nearest(key, &declared.names()).is_some_and(is_misspelled)
}

fn has_keys_of(node: &Node, declared: &Mapping) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    !entries.is_empty() && entries.iter().all(|entry| declared.key(&entry.key).is_some())
}

fn has_key_of(node: &Node, declared: &Mapping) -> bool {
    matches!(&node.value, Value::Map(entries) if entries.iter().any(|entry| declared.key(&entry.key).is_some()))
}

fn entry_of<'n>(node: &'n Node, name: &str) -> Option<&'n Entry> {
    match &node.value {
        Value::Map(entries) => entries.iter().find(|entry| entry.key == name),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
    }
}
