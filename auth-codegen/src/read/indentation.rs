//! Finds entries that are not indented far enough, and reads them where they seem to belong. Otherwise one missing space
//! would be reported as an unknown key, and as everything that is missing without it.

use auth_language::key::{self, Mapping, Shape};
use auth_language::problem::Code;

use super::reader::Reader;
use crate::text::{Entry, Node, Value};

/// Moves the entries of a spec that are a level too far out, and reports each.
pub(crate) fn mend(spec: &mut Node, reader: &mut Reader) {
    mend_mapping(spec, &key::SPEC, reader);
}

fn mend_shape(node: &mut Node, shape: &'static Shape, reader: &mut Reader) {
    match shape {
        Shape::Mapping(declared) => mend_mapping(node, declared, reader),
        Shape::Entries(shape) => mend_entries(node, shape, reader),
        Shape::AnyOf(shapes) => {
            if let Some(inner) = shapes.iter().find(|shape| matches!(shape, Shape::Mapping(_) | Shape::Entries(_))) {
                mend_shape(node, inner, reader);
            }
        }
        Shape::Text
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Any
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::List(_) => {}
    }
}

/// Mends a mapping with the language's keys: an unknown key after one with nothing below it belongs there.
fn mend_mapping(node: &mut Node, declared: &'static Mapping, reader: &mut Reader) {
    let Value::Map(entries) = &mut node.value else { return };
    gather(entries, reader, |before, entry, is_row| {
        let Some(key) = declared.key(&before.key) else { return false };
        declared.key(&entry.key).is_none() && takes(&key.shape, before, entry, is_row)
    });
    for entry in entries {
        if let Some(key) = declared.key(&entry.key) {
            mend_shape(&mut entry.node, &key.shape, reader);
        }
    }
}

/// Mends a mapping with keys that the author chooses: a key of the language among them belongs to the entry before it.
fn mend_entries(node: &mut Node, shape: &'static Shape, reader: &mut Reader) {
    let Value::Map(entries) = &mut node.value else { return };
    if let Some(declared) = mapping_of(shape) {
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
    let (Some(entries), Value::Null | Value::Map(_)) = (entries_of(shape), &before.node.value) else { return false };
    let is_same = mapping_of(entries).is_some_and(|declared| has_key_of(&entry.node, declared));
    is_same || is_row || matches!(before.node.value, Value::Null)
}

/// Returns the shape of the entries of a mapping with keys that the author chooses.
fn entries_of(shape: &'static Shape) -> Option<&'static Shape> {
    match shape {
        Shape::Entries(shape) => Some(shape),
        Shape::AnyOf(shapes) => shapes.iter().find_map(entries_of),
        Shape::Text
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Any
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::Mapping(_)
        | Shape::List(_) => None,
    }
}

fn mapping_of(shape: &'static Shape) -> Option<&'static Mapping> {
    match shape {
        Shape::Mapping(declared) => Some(declared),
        Shape::AnyOf(shapes) => shapes.iter().find_map(mapping_of),
        Shape::Text
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Any
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_)
        | Shape::Entries(_)
        | Shape::List(_) => None,
    }
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
